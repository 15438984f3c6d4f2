// SPDX-License-Identifier: Apache-2.0
#include "nodes/diff.h"

#include <algorithm>
#include <optional>

#include "nodes/diff_match.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/run_settings.h"

namespace tl::nodes {

namespace {

class Comparison {
 public:
  Comparison(const GraphState& before, const GraphState& after) : a_(before), b_(after), twins_(match_nodes(before, after)) {}

  Diff run() {
    compare_nodes();
    compare_wires();
    compare_groups();
    compare_frames();
    compare_run();
    compare_document();
    d_.newer_of = std::move(twins_.newer_of), d_.older_of = std::move(twins_.older_of);
    return std::move(d_);
  }

 private:
  // ---- nodes ----
  void compare_nodes() {
    for (NodeId id : b_.topological_order()) {
      const Node& now = *b_.find(id);
      const auto twin = twins_.older_of.find(id);
      if (twin == twins_.older_of.end()) {
        d_.nodes.push_back({Change::added, {}, id, all_set(b_, now, false)});
        continue;
      }
      const Node& was = *a_.find(twin->second);
      std::vector<FieldDiff> fields = differences(was, now);
      if (!fields.empty()) d_.nodes.push_back({Change::changed, was.id, id, std::move(fields)});
      else if (!(was.position == now.position)) ++d_.moved;
    }
    for (NodeId id : a_.topological_order())
      if (!twins_.newer_of.count(id)) d_.nodes.push_back({Change::removed, id, {}, all_set(a_, *a_.find(id), true)});
  }

  std::vector<FieldDiff> all_set(const GraphState& state, const Node& node, bool gone) const {
    std::vector<FieldDiff> fields;
    for (const auto& [key, value] : node.params) {
      const Value shown = node.type == group_type && key == group_key ? group_title(state, node) : value;
      fields.push_back(gone ? FieldDiff{key, shown, {}, true, false} : FieldDiff{key, {}, shown, false, true});
    }
    return fields;
  }

  static Value title_of(const GraphState& state, NodeId group, const char* missing) {
    const auto found = state.groups.find(group);
    return found == state.groups.end() ? Value(missing) : Value(found->second.title.empty() ? "Group" : found->second.title);
  }
  static Value group_title(const GraphState& state, const Node& instance) { return title_of(state, group_of(instance), "a missing group"); }
  static Value home_title(const GraphState& state, const Node& node) { return title_of(state, node.home, "none"); }

  std::vector<FieldDiff> differences(const Node& was, const Node& now) const {
    std::vector<FieldDiff> fields;
    const auto texts = [&](const char* key, const std::string& x, const std::string& y) {
      if (x != y) fields.push_back({key, Value(x), Value(y), true, true});
    };
    texts("name", was.name, now.name);
    texts("type", was.type, now.type);
    if (was.bypassed != now.bypassed) fields.push_back({"bypassed", Value(was.bypassed), Value(now.bypassed), true, true});
    if (twins_.newer_group(was.home) != now.home) fields.push_back({"group around", home_title(a_, was), home_title(b_, now), true, true});
    const NodeType *type_was = a_.type_of(was), *type_now = b_.type_of(now);
    auto x = was.params.begin(), y = now.params.begin();  // both sorted by key
    while (x != was.params.end() || y != now.params.end()) {
      const bool only_x = y == now.params.end() || (x != was.params.end() && x->first < y->first);
      const bool only_y = !only_x && (x == was.params.end() || y->first < x->first);
      const std::string& key = only_y ? y->first : x->first;
      const Value* before = only_y ? nullptr : &x->second;
      const Value* after = only_x ? nullptr : &y->second;
      if (key == group_key && was.type == group_type && now.type == group_type) {
        if (twins_.newer_group(group_of(was)) != group_of(now)) fields.push_back({key, group_title(a_, was), group_title(b_, now), true, true});
      } else if (!before || !after || !(*before == *after)) {
        fields.push_back({key, before ? *before : default_of(type_was, key), after ? *after : default_of(type_now, key), bool(before), bool(after)});
      }
      if (!only_y) ++x;
      if (!only_x) ++y;
    }
    texts("parameters", was.raw_params, now.raw_params);
    texts("other fields", was.extra, now.extra);
    return fields;
  }

  static Value default_of(const NodeType* type, const std::string& key) {
    const FieldDesc* field = type ? type->field(key) : nullptr;
    return field ? field->default_value : Value();
  }

  // ---- wires ----
  std::optional<Edge> newer(const Edge& e) const {
    const auto from = twins_.newer_of.find(e.from.node), to = twins_.newer_of.find(e.to.node);
    if (from == twins_.newer_of.end() || to == twins_.newer_of.end()) return std::nullopt;
    return Edge{{from->second, e.from.port}, {to->second, e.to.port}};
  }

  void compare_wires() {
    std::set<Edge> kept;
    std::vector<WireDiff> removed;
    for (const Edge& e : a_.edges) {
      const std::optional<Edge> now = newer(e);
      if (!now || !b_.edges.count(*now)) {
        removed.push_back({Change::removed, e});
        continue;
      }
      kept.insert(*now);
      if (a_.bends_of(e) != b_.bends_of(*now)) ++d_.bent;
    }
    for (const Edge& e : b_.edges)
      if (!kept.count(e)) d_.wires.push_back({Change::added, e});
    d_.wires.insert(d_.wires.end(), removed.begin(), removed.end());
  }

  // ---- groups ----
  static std::string port_text(const GraphState& state, const std::vector<GroupPort>& ports) {
    std::string text;
    for (const GroupPort& port : ports) {
      text += (text.empty() ? "" : "; ") + port.name + ":";
      for (const PortRef& p : port.inner)
        if (const Node* node = state.find(p.node)) text += " " + node->name + "." + p.port;
    }
    return text;
  }
  static std::string param_text(const GraphState& state, const std::vector<GroupParam>& params) {
    std::string text;
    for (const GroupParam& param : params) {
      text += (text.empty() ? "" : "; ") + param.name + ":";
      for (const GroupParam::Target& t : param.targets)
        if (const Node* node = state.find(t.node)) text += " " + node->name + "." + t.key;
    }
    return text;
  }

  NodeId newer_node(NodeId id) const {
    const auto found = twins_.newer_of.find(id);
    return found == twins_.newer_of.end() ? NodeId{} : found->second;
  }

  void compare_groups() {
    std::set<NodeId> known;
    for (const auto& [id, was] : a_.groups) {
      const NodeId twin = twins_.newer_group(id);
      if (!twin) {
        d_.groups.push_back({Change::removed, id, {}, was.title, {}});
        continue;
      }
      known.insert(twin);
      const Group& now = b_.groups.at(twin);
      Group moved = was;  // as it would be written in the newer document
      for (auto* ports : {&moved.inputs, &moved.outputs})
        for (GroupPort& port : *ports)
          for (PortRef& p : port.inner) p.node = newer_node(p.node);
      for (GroupParam& param : moved.params)
        for (GroupParam::Target& t : param.targets) t.node = newer_node(t.node);
      std::vector<FieldDiff> fields;
      const auto add = [&](const char* key, std::string x, std::string y) { fields.push_back({key, Value(std::move(x)), Value(std::move(y)), true, true}); };
      if (moved.title != now.title) add("title", was.title, now.title);
      if (moved.inputs != now.inputs) add("inputs", port_text(a_, was.inputs), port_text(b_, now.inputs));
      if (moved.outputs != now.outputs) add("outputs", port_text(a_, was.outputs), port_text(b_, now.outputs));
      if (moved.params != now.params) add("parameters", param_text(a_, was.params), param_text(b_, now.params));
      if (moved.extra != now.extra) add("other fields", was.extra, now.extra);
      if (!fields.empty()) d_.groups.push_back({Change::changed, id, twin, now.title, std::move(fields)});
    }
    for (const auto& [id, now] : b_.groups)
      if (!known.count(id)) d_.groups.push_back({Change::added, {}, id, now.title, {}});
  }

  // ---- frames ----
  void compare_frames() {
    std::set<NodeId> known;
    for (const auto& [id, was] : a_.frames) {
      NodeId twin = b_.frames.count(id) ? id : NodeId{};
      for (auto it = b_.frames.begin(); !twin && it != b_.frames.end(); ++it)
        if (it->second.title == was.title && it->second.note == was.note && !a_.frames.count(it->first) && !known.count(it->first)) twin = it->first;
      if (!twin) {
        d_.frames.push_back({Change::removed, id, {}, was.title, {}});
        continue;
      }
      known.insert(twin);
      const Frame& now = b_.frames.at(twin);
      std::vector<FieldDiff> fields;
      if (was.title != now.title) fields.push_back({"title", Value(was.title), Value(now.title), true, true});
      if (was.note != now.note) fields.push_back({"note", Value(was.note), Value(now.note), true, true});
      if (!fields.empty()) d_.frames.push_back({Change::changed, id, twin, now.title, std::move(fields)});
      else if (Frame moved = was; moved.home = twins_.newer_group(was.home), !(moved == now)) ++d_.frames_moved;
    }
    for (const auto& [id, now] : b_.frames)
      if (!known.count(id)) d_.frames.push_back({Change::added, {}, id, now.title, {}});
  }

  // ---- the rest ----
  void compare_run() {
    std::set<std::string> keys;
    for (const Value::Dict* run : {&a_.run, &b_.run})
      for (const auto& [key, value] : *run) keys.insert(key);
    for (const std::string& key : keys) {
      const Value *x = find_entry(a_.run, key), *y = find_entry(b_.run, key);
      if (x && y && *x == *y) continue;
      const FieldDesc* field = run_settings_description().find(key);
      const Value fallback = field ? field->default_value : Value();
      d_.run.push_back({key, x ? *x : fallback, y ? *y : fallback, bool(x), bool(y)});
    }
  }

  void compare_document() {
    const auto add = [&](const char* key, const std::string& x, const std::string& y) {
      if (x != y) d_.document.push_back({key, Value(x), Value(y), !x.empty(), !y.empty()});
    };
    const auto listed = [](const std::vector<std::string>& list) {
      std::string text;
      for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
      return text;
    };
    add("title", a_.title, b_.title);
    add("plugins", listed(a_.plugins), listed(b_.plugins));
    add("other fields", a_.extra, b_.extra);
  }

  const GraphState &a_, &b_;
  Twins twins_;
  Diff d_;
};

}  // namespace

const char* change_sign(Change change) { return change == Change::added ? "+" : change == Change::removed ? "−" : "~"; }

size_t Diff::count(Change change) const {
  return static_cast<size_t>(std::count_if(nodes.begin(), nodes.end(), [&](const NodeDiff& n) { return n.change == change; }));
}

Diff diff(const GraphState& before, const GraphState& after) { return Comparison(before, after).run(); }

}  // namespace tl::nodes
