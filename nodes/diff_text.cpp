// SPDX-License-Identifier: Apache-2.0
// Differences in words: for a terminal, for programs, and a document as lines that git can compare.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/core/quote.h"
#include "nodes/diff.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/project_json.h"

namespace tl::nodes {

using nlohmann::json;

namespace {

std::string plain(const Value& v) {
  if (v.is_string()) return printable(v.to_string());
  if (v.is_bool()) return v.to_bool() ? "on" : "off";
  if (v.is_ints() && !v.ints().empty()) {
    std::string text;
    for (int64_t i : v.ints()) text += (text.empty() ? "" : "×") + std::to_string(i);
    return text;
  }
  return v.repr();
}

std::string port_text(const GraphState& state, const PortRef& p) { return state.find(p.node)->name + "." + p.port; }
std::string wire_text(const GraphState& state, const Edge& e) { return port_text(state, e.from) + " → " + port_text(state, e.to); }

/// "layer1/conv_1": where in the groups it stands, by their titles.
std::string place_text(const GraphState& state, const Node& node) {
  const auto found = state.groups.find(node.home);
  return found == state.groups.end() ? node.name : (found->second.title.empty() ? "Group" : found->second.title) + " / " + node.name;
}

class Writer {
 public:
  Writer(const Diff& d, const GraphState& before, const GraphState& after) : d_(d), a_(before), b_(after) {}

  std::string text() {
    fields("document", d_.document);
    fields("run settings", d_.run);
    if (!d_.nodes.empty()) out_ << "nodes\n";
    for (const NodeDiff& n : d_.nodes) {
      const GraphState& state = n.change == Change::removed ? a_ : b_;
      const Node& node = *state.find(n.change == Change::removed ? n.before : n.after);
      out_ << "  " << change_sign(n.change) << ' ' << printable(place_text(state, node)) << "  " << printable(node.type);
      if (n.change == Change::changed) {
        out_ << '\n';
        for (const FieldDiff& f : n.fields) change(f, "      ");
        continue;
      }
      for (const FieldDiff& f : n.fields) out_ << "  " << printable(f.key) << ' ' << plain(n.change == Change::added ? f.after : f.before);
      out_ << '\n';
    }
    if (!d_.wires.empty()) out_ << "wires\n";
    for (const WireDiff& w : d_.wires)
      out_ << "  " << change_sign(w.change) << ' ' << printable(wire_text(w.change == Change::removed ? a_ : b_, w.edge)) << '\n';
    parts("groups", d_.groups);
    parts("frames", d_.frames);
    out_ << diff_summary(d_) << '\n';
    return out_.str();
  }

 private:
  void change(const FieldDiff& f, const char* indent) {
    out_ << indent << printable(f.key) << ": " << diff_value_text(f.before, f.set_before) << " → " << diff_value_text(f.after, f.set_after) << '\n';
  }
  void fields(const char* title, const std::vector<FieldDiff>& list) {
    if (list.empty()) return;
    out_ << title << '\n';
    for (const FieldDiff& f : list) change(f, "  ~ ");
  }
  template <class Part>
  void parts(const char* title, const std::vector<Part>& list) {
    if (!list.empty()) out_ << title << '\n';
    for (const Part& p : list) {
      out_ << "  " << change_sign(p.change) << ' ' << (p.title.empty() ? "(without a title)" : printable(p.title)) << '\n';
      for (const FieldDiff& f : p.fields) change(f, "      ");
    }
  }

  const Diff& d_;
  const GraphState &a_, &b_;
  std::ostringstream out_;
};

const char* change_word(Change change) { return change == Change::added ? "added" : change == Change::removed ? "removed" : "changed"; }

json fields_json(const std::vector<FieldDiff>& list) {
  json all = json::array();
  for (const FieldDiff& f : list) {
    json one = {{"key", f.key}};
    if (f.set_before || !f.before.is_none()) one["before"] = json_from_value(f.before);
    if (f.set_after || !f.after.is_none()) one["after"] = json_from_value(f.after);
    if (!f.set_before) one["default_before"] = true;
    if (!f.set_after) one["default_after"] = true;
    all.push_back(std::move(one));
  }
  return all;
}

/// "2 nodes added" for 2, "node", "added"; nothing for 0.
void tell(std::string& text, size_t count, const std::string& what, const std::string& happened) {
  if (!count) return;
  text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what + (count == 1 ? " " : "s ") + happened;
}

template <class List>
void tell_all(std::string& text, const List& list, const std::string& what) {
  for (Change change : {Change::added, Change::removed, Change::changed})
    tell(text, static_cast<size_t>(std::count_if(list.begin(), list.end(), [&](const auto& item) { return item.change == change; })), what,
         change_word(change));
}

}  // namespace

std::string diff_value_text(const Value& value, bool set) {
  if (value.is_none()) return set ? "none" : "—";
  return plain(value) + (set ? "" : " (default)");
}

std::string diff_summary(const Diff& diff) {
  std::string text;
  tell_all(text, diff.nodes, "node");
  tell_all(text, diff.wires, "wire");
  tell_all(text, diff.groups, "group");
  tell_all(text, diff.frames, "frame");
  tell(text, diff.run.size(), "run setting", "changed");
  tell(text, diff.document.size(), "property", "changed");
  if (const size_t at = text.find("propertys"); at != std::string::npos) text.replace(at, 9, "properties");
  if (text.empty()) text = "no difference";
  std::string layout;
  tell(layout, diff.moved, "node", "moved");
  tell(layout, diff.bent, "wire", "led another way");
  tell(layout, diff.frames_moved, "frame", "moved");
  return layout.empty() ? text : text + (diff.same() ? " but the layout: " : "; ") + layout;
}

std::string diff_text(const Diff& diff, const GraphState& before, const GraphState& after) { return Writer(diff, before, after).text(); }

std::string diff_json(const Diff& diff, const GraphState& before, const GraphState& after) {
  json nodes = json::array(), wires = json::array();
  for (const NodeDiff& n : diff.nodes) {
    const Node& node = n.change == Change::removed ? *before.find(n.before) : *after.find(n.after);
    json one = {{"change", change_word(n.change)}, {"name", node.name}, {"type", node.type}, {"fields", fields_json(n.fields)}};
    if (n.before) one["id_before"] = n.before.to_string();
    if (n.after) one["id_after"] = n.after.to_string();
    nodes.push_back(std::move(one));
  }
  for (const WireDiff& w : diff.wires) {
    const GraphState& state = w.change == Change::removed ? before : after;
    wires.push_back({{"change", change_word(w.change)}, {"from", port_text(state, w.edge.from)}, {"to", port_text(state, w.edge.to)}});
  }
  const auto parts = [](const auto& list) {
    json all = json::array();
    for (const auto& p : list) all.push_back({{"change", change_word(p.change)}, {"title", p.title}, {"fields", fields_json(p.fields)}});
    return all;
  };
  const json all = {{"same", diff.same()},
                    {"nodes", nodes},
                    {"wires", wires},
                    {"groups", parts(diff.groups)},
                    {"frames", parts(diff.frames)},
                    {"run", fields_json(diff.run)},
                    {"document", fields_json(diff.document)},
                    {"layout", {{"nodes_moved", diff.moved}, {"wires_led_another_way", diff.bent}, {"frames_moved", diff.frames_moved}}}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string comparable_text(const GraphState& state) {
  std::ostringstream out;
  if (!state.title.empty()) out << "title: " << printable(state.title) << '\n';
  for (const std::string& plugin : state.plugins) out << "plugin: " << printable(plugin) << '\n';
  for (const auto& [key, value] : state.run) out << "run " << printable(key) << ": " << plain(value) << '\n';
  std::map<std::string, const Node*> by_name;  // the order of ids says nothing to a person
  for (const auto& [id, node] : state.nodes) by_name[place_text(state, *node)] = node.get();
  for (const auto& [name, node] : by_name) {
    out << '\n' << printable(name) << ": " << printable(node->type) << (node->bypassed ? " (bypassed)" : "") << '\n';
    for (const auto& [key, value] : node->params) {
      const auto group = node->type == group_type && key == group_key ? state.groups.find(group_of(*node)) : state.groups.end();
      out << "  " << printable(key) << ": " << (group == state.groups.end() ? plain(value) : printable(group->second.title)) << '\n';
    }
    if (!node->raw_params.empty()) out << "  parameters: " << printable(node->raw_params) << '\n';
    std::set<std::string> sources;
    for (const Edge& e : state.edges_of(node->id))
      if (e.to.node == node->id) sources.insert(e.to.port + " ← " + port_text(state, e.from));
    for (const std::string& wire : sources) out << "  " << printable(wire) << '\n';
  }
  for (const auto& [id, group] : state.groups) {
    out << "\ngroup " << printable(group.title) << '\n';
    for (const auto& [what, ports] : {std::pair("input", &group.inputs), std::pair("output", &group.outputs)})
      for (const GroupPort& port : *ports) {
        out << "  " << what << ' ' << printable(port.name) << ':';
        for (const PortRef& p : port.inner)
          if (state.find(p.node)) out << ' ' << printable(port_text(state, p));
        out << '\n';
      }
    for (const GroupParam& param : group.params) {
      out << "  parameter " << printable(param.name) << ':';
      for (const GroupParam::Target& t : param.targets)
        if (const Node* node = state.find(t.node)) out << ' ' << printable(node->name + "." + t.key);
      out << '\n';
    }
  }
  for (const auto& [id, frame] : state.frames)
    out << "\nframe " << printable(frame.title) << '\n' << (frame.note.empty() ? "" : "  note: " + printable(frame.note) + "\n");
  return out.str();
}

}  // namespace tl::nodes
