// SPDX-License-Identifier: Apache-2.0
#include "nodes/project_io.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include "engine/io/bounded_reader.h"
#include "engine/io/durable_writer.h"
#include "engine/io/json_reader.h"
#include "nodes/fresh_names.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"
#include "nodes/project_json.h"
#include "nodes/project_limits.h"

namespace tl::nodes {

using nlohmann::json;

namespace {

constexpr uint64_t max_project_bytes = 64ull << 20;
constexpr int max_project_depth = 64;
constexpr size_t max_plugins = 64;
constexpr const char* format_name = "tensorloom.project";

std::string text_of(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

/// Takes `key` out of an object; null when it is not there.
json take(json& object, const char* key) {
  auto it = object.find(key);
  if (it == object.end()) return nullptr;
  json value = std::move(*it);
  object.erase(it);
  return value;
}

std::string leftover(const json& object) { return object.empty() ? std::string() : text_of(object); }

json parse_extra(const std::string& extra) { return extra.empty() ? json::object() : json::parse(extra, nullptr, false); }

/// Reads one project; `fail` and `warn` know the place.
class Loader {
 public:
  Loader(LoadedProject& out, const std::string& source, const PluginsAsked& asked) : out_(out), source_(source), asked_(asked), names_(out.state) {}

  void load(json& project) {
    load_plugins(take(project, "plugins"));
    if (json title = take(project, "title"); title.is_string()) out_.state.title = title;
    else if (!title.is_null()) warn("title", "is no text; it is left out");
    json layout = take(project, "layout");
    if (!layout.is_null() && !layout.is_object()) warn("layout", "is no object; the places of the nodes are left out");
    if (!layout.is_object()) layout = json::object();
    json positions = take(layout, "nodes"), frames = take(layout, "frames"), bends = take(layout, "bends");
    if (!positions.is_null() && !positions.is_object()) warn("layout.nodes", "is no object; the places of the nodes are left out");
    out_.state.layout_extra = leftover(layout);
    json nodes = take(project, "nodes");
    if (!nodes.is_object()) fail("nodes", "is missing or no object", "Restore the file from a backup.");
    if (nodes.size() > max_project_nodes)
      fail("nodes", str("are more than ", max_project_nodes), "Split the network into several projects.");
    reserve_names(nodes);
    load_groups(take(project, "groups"));
    for (auto& [id, node] : nodes.items()) load_node(id, node, positions);
    load_frames(frames);
    settle_groups();
    json edges = take(project, "edges");
    if (!edges.is_null() && !edges.is_array()) fail("edges", "is no list", "Restore the file from a backup.");
    for (size_t i = 0; i < edges.size(); ++i) load_edge(edges[i], str("edges[", i, "]"));
    load_bends(bends);
    check_instances();
    json run = take(project, "run");
    if (!run.is_null() && !run.is_object()) fail("run", "is no object", "Remove it or make it an object.");
    if (run.is_object()) out_.state.run = dict_from_json(run);
    project.erase("format"), project.erase("version");
    out_.state.extra = leftover(project);
    for (const auto& [what, count] : repairs_)
      if (count > each_told) warn("", str(count - each_told, " more ", what, " like these"));
  }

 private:
  /// A file may be wrong in a thousand places of one kind: the first are told one by one, the others by their number.
  static constexpr size_t each_told = 20;

  [[noreturn]] void fail(const std::string& where, const std::string& what, const std::string& remedy) const {
    throw Error(ErrorCategory::input, "open project", str(source_, ": ", quotable(where), " ", what), remedy);
  }
  void warn(std::string where, std::string message, std::string remedy = {}) {
    out_.diagnostics.push_back({false, std::move(where), std::move(message), std::move(remedy)});
  }
  /// What was mended, or kept although it means nothing here. `what` is a kind in the plural: "names".
  void repaired(const char* what, const std::string& where, std::string message, std::string remedy = {}) {
    if (++repairs_[what] <= each_told) warn(quotable(where), std::move(message), std::move(remedy));
  }

  void load_plugins(const json& plugins) {
    if (plugins.is_null()) return;
    if (!plugins.is_array() || plugins.size() > max_plugins) fail("plugins", "is no list of files", "Write the paths of the libraries, or remove it.");
    std::string names;
    for (const json& plugin : plugins) {
      const std::string path = plugin.is_string() ? plugin.get<std::string>() : std::string();
      if (path.empty() || path.find('\0') != std::string::npos) fail("plugins", "is no list of files", "Write the paths of the libraries, or remove it.");
      names += (names.empty() ? "" : ", ") + quotable(path);
      out_.state.plugins.push_back(path);
    }
    if (names.empty()) return;
    if (asked_) asked_(out_.state.plugins);
    else warn("plugins", str("the project asks for libraries that were not loaded: ", names, "; their nodes are placeholders"),
              "If you trust them, `tensorloom-cli --allow-plugins` loads them.");
  }

  void load_node(const std::string& id_text, json& j, const json& positions) {
    const std::string where = "nodes." + id_text;
    const std::optional<NodeId> id = NodeId::parse(id_text);
    if (!id) fail(where, "is no node id", "A node id has 16 hexadecimal digits and is not zero.");
    if (!j.is_object()) fail(where, "is no object", "Restore the file from a backup.");
    Node node;
    node.id = *id;
    json type = take(j, "type"), name = take(j, "name"), params = take(j, "params");
    if (!type.is_string() || type.get<std::string>().empty()) fail(where, "has no \"type\"", "Restore the file from a backup.");
    node.type = type;
    if (!params.is_null() && !params.is_object()) fail(where + ".params", "is no object", "Restore the file from a backup.");
    load_params(node, params, where);
    load_name(node, name, where);
    load_position(node, positions, id_text);
    load_home(node, take(j, "in"), where);
    if (auto it = j.find("bypassed"); it != j.end()) {
      if (it->is_boolean()) node.bypassed = take(j, "bypassed");
      else repaired("switches", where + ".bypassed", "is neither true nor false; it has no effect", "The value is kept; correct it.");
    }
    node.extra = leftover(j);
    out_.state.insert_node(std::move(node));
  }

  void load_params(Node& node, const json& params, const std::string& where) {
    if (node.type == group_type) {  // judged when its group is known
      if (params.is_object()) node.params = dict_from_json(params);
      return;
    }
    const NodeType* type = find_node_type(node.type);
    if (!type) {
      node.raw_params = params.is_object() ? text_of(params) : std::string();
      repaired("unknown nodes", where, str("node type '", quotable(node.type), "' is not known here; it is kept as a placeholder"),
               "Remove it, or open the project with a version that knows it.");
      return;
    }
    if (params.is_object()) node.params = dict_from_json(params);
    for (const auto& [key, value] : node.params)
      if (std::string why = check_param(*type, key, value); !why.empty())
        repaired("parameters", where + ".params." + key, why, "The value is kept; correct it.");
  }

  /// A node without a usable name gets one that no other node bears, also none that is still to be read: names lead to trained weights.
  void reserve_names(const json& nodes) {
    for (const json& node : nodes)
      if (node.is_object())
        if (auto name = node.find("name"); name != node.end() && name->is_string()) names_.take(name->get<std::string>());
  }

  void load_name(Node& node, const json& name, const std::string& where) {
    if (name.is_string()) node.name = name;
    std::string why;
    if (name_is_usable(out_.state, node.name, {}, &why)) return;
    const std::string given = node.name;
    node.name = names_.next(node.type);
    repaired("names", where + ".name", str("'", quotable(given), "' cannot be used: ", why, "; the node is now called '", node.name, "'"));
  }

  void load_position(Node& node, const json& positions, const std::string& id_text) {
    if (!positions.is_object() || !positions.contains(id_text)) return;
    json entry = positions[id_text];
    bool lost = !entry.is_object();
    if (lost) entry = json::object();
    auto number = [&](const char* key) {
      json v = take(entry, key);
      const double d = v.is_number() ? v.get<double>() : NAN;
      lost = lost || !(std::fabs(d) <= max_coordinate);
      return d;
    };
    node.position.x = number("x"), node.position.y = number("y");
    if (lost) {  // side by side, so that none hides another
      const auto nth = static_cast<double>(repairs_["positions"]);
      node.position = {nth * 24, nth * 24};
      repaired("positions", "layout.nodes." + id_text, str("'", node.name, "' has no place that can be shown; it is put at the start"),
               "Graph ▸ Arrange finds places for all nodes.");
    }
    node.layout_extra = leftover(entry);
  }

  void load_frames(json& frames) {
    if (frames.is_null()) return;
    if (!frames.is_object()) return repaired("frames", "layout.frames", "is no object; the frames are left out");
    if (frames.size() > max_project_frames) fail("layout.frames", str("are more than ", max_project_frames), "Remove some.");
    for (auto& [id_text, entry] : frames.items()) {
      const auto id = NodeId::parse(id_text);
      json& j = entry;  // structured bindings are not captured by every compiler
      const auto text = [&](const char* key) {
        json v = take(j, key);
        return v.is_string() ? v.get<std::string>() : std::string();
      };
      bool lost = !id || !j.is_object() || out_.state.find(*id);
      const auto number = [&](const char* key, double least) {
        json v = lost ? json() : take(j, key);
        const double d = v.is_number() ? v.get<double>() : NAN;
        lost = lost || !(std::fabs(d) <= max_coordinate && d >= least);
        return d;
      };
      Frame frame;
      frame.position.x = number("x", -max_coordinate), frame.position.y = number("y", -max_coordinate);
      frame.width = number("width", 1), frame.height = number("height", 1);
      if (lost) {
        repaired("frames", "layout.frames." + id_text, "has no place that can be shown; it is left out");
        continue;
      }
      frame.title = text("title"), frame.note = text("note"), frame.color = text("color");
      json in = take(j, "in");
      if (const auto home = in.is_string() ? NodeId::parse(in.get<std::string>()) : std::nullopt; home && out_.state.groups.count(*home))
        frame.home = *home;
      frame.extra = leftover(j);
      out_.state.frames[*id] = std::move(frame);
    }
  }

  /// [[wire as in "edges", [[x, y], …]], …]
  void load_bends(const json& list) {
    if (list.is_null()) return;
    if (!list.is_array()) return repaired("bends", "layout.bends", "is no list; the wires run straight");
    for (size_t i = 0; i < list.size(); ++i) {
      const std::string where = str("layout.bends[", i, "]");
      const json& entry = list[i];
      const bool pair = entry.is_array() && entry.size() == 2 && entry[0].is_array() && entry[0].size() == 2 && entry[1].is_array();
      const auto from = pair ? port(entry[0][0]) : std::nullopt, to = pair ? port(entry[0][1]) : std::nullopt;
      if (!from || !to) {
        repaired("bends", where, "names no wire with its points; it is left out");
        continue;
      }
      const Edge edge{*from, *to};
      if (!out_.state.edges.count(edge)) {
        repaired("bends", where, "belongs to a wire that does not exist; it is left out");
        continue;
      }
      if (!out_.state.bends_of(edge).empty()) {
        repaired("bends", where, "gives a wire bends for the second time; they are left out");
        continue;
      }
      Bends bends;
      size_t lost = 0;
      for (const json& p : entry[1]) {
        const auto number = [&](size_t at) { return p.is_array() && p.size() == 2 && p[at].is_number() ? p[at].get<double>() : NAN; };
        const Point point{number(0), number(1)};
        const bool shown = std::fabs(point.x) <= max_coordinate && std::fabs(point.y) <= max_coordinate;
        if (shown && bends.size() < max_wire_bends) bends.push_back(point);
        else ++lost;
      }
      if (lost) repaired("bends", where, str("has ", lost, " points that cannot be shown, or more than ", max_wire_bends, "; they are left out"));
      out_.state.set_bends(edge, std::move(bends));
    }
  }

  // ---- groups ----
  /// "<16 digits>:name" twice and more.
  std::vector<PortRef> ports_in(const json& list, const std::string& where) {
    std::vector<PortRef> ports;
    for (const json& j : list.is_array() ? list : json::array())
      if (const auto p = port(j)) ports.push_back(*p);
      else repaired("ports of groups", where, "names no port; it is left out");
    return ports;
  }

  template <class Item, class Read>
  std::vector<Item> named_items(json list, const std::string& where, Read read) {
    std::vector<Item> items;
    if (list.is_null()) return items;
    if (!list.is_array()) fail(where, "is no list", "Restore the file from a backup.");
    for (const json& j : list) {
      const bool good = j.is_object() && j.contains("name") && j["name"].is_string() && !j["name"].get<std::string>().empty();
      const std::string name = good ? j["name"].get<std::string>() : std::string();
      if (!good || std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.name == name; })) {
        repaired("ports of groups", where, good ? str("'", quotable(name), "' is there twice; one is left out") : "has one without a name; it is left out");
        continue;
      }
      items.push_back(read(name, j));
    }
    return items;
  }

  void load_groups(json groups) {
    if (groups.is_null()) return;
    if (!groups.is_object()) fail("groups", "is no object", "Restore the file from a backup.");
    if (groups.size() > max_project_groups) fail("groups", str("are more than ", max_project_groups), "Split the network into several projects.");
    for (auto& [id_text, entry] : groups.items()) {
      const std::string where = "groups." + id_text;
      const auto id = NodeId::parse(id_text);
      if (!id) fail(where, "is no id", "An id has 16 hexadecimal digits and is not zero.");
      json& j = entry;  // structured bindings are not captured by every compiler
      if (!j.is_object()) fail(where, "is no object", "Restore the file from a backup.");
      Group group;
      if (json title = take(j, "title"); title.is_string()) group.title = title;
      const auto read_port = [&](const std::string& name, const json& item) {
        return GroupPort{name, ports_in(item.value("ports", json()), where)};
      };
      group.inputs = named_items<GroupPort>(take(j, "inputs"), where + ".inputs", read_port);
      group.outputs = named_items<GroupPort>(take(j, "outputs"), where + ".outputs", read_port);
      group.params = named_items<GroupParam>(take(j, "params"), where + ".params", [&](const std::string& name, const json& item) {
        GroupParam param{name, {}};
        for (const PortRef& target : ports_in(item.value("targets", json()), where)) param.targets.push_back({target.node, target.port});
        return param;
      });
      group.extra = leftover(j);
      out_.state.set_group(*id, std::move(group));
    }
  }

  void load_home(Node& node, const json& in, const std::string& where) {
    if (in.is_null()) return;
    const auto home = in.is_string() ? NodeId::parse(in.get<std::string>()) : std::nullopt;
    if (home && out_.state.groups.count(*home)) node.home = *home;
    else repaired("homes", where + ".in", str("there is no such group; '", node.name, "' stands in the document itself"));
  }

  /// What a group shows of nodes that are not in it means nothing; a group that contains itself cannot be unfolded; one that nothing is an
  /// instance of would not be seen.
  void settle_groups() {
    GraphState& s = out_.state;
    for (const auto& [id, before] : std::map<NodeId, Group>(s.groups)) {
      Group group = before;
      const NodeId home = id;
      const auto lost = [&](NodeId node) { return !s.find(node) || s.find(node)->home != home; };
      for (auto* ports : {&group.inputs, &group.outputs}) {
        for (GroupPort& port : *ports) {
          std::erase_if(port.inner, [&](const PortRef& p) { return lost(p.node); });
          if (ports == &group.outputs && port.inner.size() > 1) port.inner.resize(1);
        }
        std::erase_if(*ports, [](const GroupPort& port) { return port.inner.empty(); });
      }
      for (GroupParam& param : group.params) std::erase_if(param.targets, [&](const GroupParam::Target& t) { return lost(t.node); });
      std::erase_if(group.params, [](const GroupParam& param) { return param.targets.empty(); });
      if (group == before) continue;
      repaired("groups", "groups." + id.to_string(), "shows ports or parameters of nodes that are not in it; they are left out");
      s.set_group(id, std::move(group));
    }
    break_circles();
    show_hidden();
  }

  /// An instance that stands in what it is an instance of is parted from it; which one it was is kept.
  void break_circles() {
    GraphState& s = out_.state;
    std::map<NodeId, int> seen;  // 1: being looked into, 2: done
    std::map<NodeId, std::vector<NodeId>> inside;
    for (const auto& [id, node] : s.nodes)
      if (node->type == group_type && s.groups.count(group_of(*node))) inside[node->home].push_back(id);
    for (const auto& [start, group] : std::map<NodeId, Group>(s.groups)) {
      std::vector<std::pair<NodeId, size_t>> way{{start, 0}};  // an explicit stack: groups may be nested as deep as there are
      if (!seen.emplace(start, 1).second) continue;
      while (!way.empty()) {
        const NodeId at = way.back().first;
        const size_t next = way.back().second++;
        if (next >= inside[at].size()) {
          seen[at] = 2;
          way.pop_back();
          continue;
        }
        const NodeId instance = inside[at][next];
        const NodeId inner = group_of(*s.find(instance));
        if (seen[inner] == 1) {
          Node node = *s.find(instance);
          json extra = parse_extra(node.extra);
          extra["was_instance_of"] = inner.to_string();
          node.extra = text_of(extra);
          set_entry(node.params, group_key, std::nullopt);
          repaired("groups", "nodes." + instance.to_string(),
                   str("the group '", quotable(s.groups.at(inner).title), "' contains itself; '", node.name, "' in it is no instance any more"),
                   "Remove it, or put something else in its place.");
          s.replace_node(std::move(node));
        } else if (seen[inner] == 0) {
          seen[inner] = 1;
          way.push_back({inner, 0});
        }
      }
    }
  }

  void show_hidden() {
    GraphState& s = out_.state;
    std::set<NodeId> reached;
    std::map<NodeId, std::vector<NodeId>> inside;
    for (const auto& [id, node] : s.nodes)
      if (const NodeId inner = group_of(*node); inner && s.groups.count(inner)) inside[node->home].push_back(inner);
    const auto reach = [&](NodeId from) {
      std::vector<NodeId> todo{from};
      while (!todo.empty()) {
        const NodeId at = todo.back();
        todo.pop_back();
        for (NodeId inner : inside[at])
          if (reached.insert(inner).second) todo.push_back(inner);
      }
    };
    reach({});
    std::set<NodeId> within;  // those that another definition leads to come with it
    for (const auto& [home, groups] : inside)
      if (home) within.insert(groups.begin(), groups.end());
    double y = 0;
    for (const bool roots : {true, false})
      for (const auto& [id, group] : s.groups) {
        if (reached.count(id) || (roots && within.count(id))) continue;
        Node node;
        do node.id = NodeId::random();
        while (s.find(node.id));
        node.type = group_type, node.name = names_.next(group_type), node.position = {0, y -= 120};
        node.params = {{group_key, Value(id.to_string())}};
        repaired("hidden groups", "groups." + id.to_string(),
                 str("no node is an instance of the group '", quotable(group.title), "'; '", node.name, "' was added for it"), "Delete it if it is not needed.");
        s.insert_node(std::move(node));
        reached.insert(id);
        reach(id);
      }
  }

  void check_instances() {
    for (const auto& [id, node] : out_.state.nodes) {
      if (node->type != group_type) continue;
      const std::string where = "nodes." + id.to_string();
      const NodeType* type = out_.state.type_of(*node);
      if (!type) {
        repaired("groups", where, str("'", node->name, "' is an instance of no group that is here; it is kept as a placeholder"),
                 "Remove it, or restore the file from a backup.");
        continue;
      }
      for (const auto& [key, value] : node->params)
        if (std::string why = check_param(*type, key, value); !why.empty())
          repaired("parameters", where + ".params." + key, why, "The value is kept; correct it.");
    }
  }

  std::optional<PortRef> port(const json& j) const {
    if (!j.is_string()) return std::nullopt;
    const std::string text = j;
    if (text.size() < 18 || text[16] != ':') return std::nullopt;
    const auto id = NodeId::parse(std::string_view(text).substr(0, 16));
    if (!id) return std::nullopt;
    return PortRef{*id, text.substr(17)};
  }

  void load_edge(const json& j, const std::string& where) {
    if (!j.is_array() || j.size() != 2) fail(where, "is no pair of ports", "Write [\"<id>:<output>\", \"<id>:<input>\"].");
    const auto from = port(j[0]), to = port(j[1]);
    if (!from || !to) fail(where, "names no port", "Write [\"<id>:<output>\", \"<id>:<input>\"].");
    for (const PortRef* end : {&*from, &*to})
      if (!out_.state.find(end->node)) {
        repaired("wires", where, str("node ", end->node.to_string(), " does not exist; the wire is left out"));
        return;
      }
    out_.state.insert_edge({*from, *to});
  }

  LoadedProject& out_;
  const std::string& source_;
  const PluginsAsked& asked_;
  FreshNames names_;
  std::map<std::string, size_t> repairs_;
};

json number_json(double v) {
  if (v == std::floor(v) && std::fabs(v) < 1e15) return static_cast<int64_t>(v);
  return v;
}

json node_json(const Node& node) {
  json j = parse_extra(node.extra);
  j["type"] = node.type;
  j["name"] = node.name;
  if (!node.raw_params.empty()) j["params"] = json::parse(node.raw_params, nullptr, false);
  else if (!node.params.empty()) j["params"] = json_from_dict(node.params);
  if (node.bypassed) j["bypassed"] = true;
  if (node.home) j["in"] = node.home.to_string();
  return j;
}

json group_json(const Group& group) {
  json j = parse_extra(group.extra);
  if (!group.title.empty()) j["title"] = group.title;
  for (const auto& [key, ports] : {std::pair("inputs", &group.inputs), std::pair("outputs", &group.outputs)})
    for (const GroupPort& port : *ports) {
      json inner = json::array();
      for (const PortRef& p : port.inner) inner.push_back(p.node.to_string() + ":" + p.port);
      j[key].push_back({{"name", port.name}, {"ports", std::move(inner)}});
    }
  for (const GroupParam& param : group.params) {
    json targets = json::array();
    for (const GroupParam::Target& t : param.targets) targets.push_back(t.node.to_string() + ":" + t.key);
    j["params"].push_back({{"name", param.name}, {"targets", std::move(targets)}});
  }
  return j;
}

json edge_json(const Edge& e) { return {e.from.node.to_string() + ":" + e.from.port, e.to.node.to_string() + ":" + e.to.port}; }

json bends_json(const Edge& edge, const Bends& bends) {
  json points = json::array();
  for (const Point& p : bends) points.push_back({number_json(p.x), number_json(p.y)});
  return json::array({edge_json(edge), std::move(points)});
}

json frame_json(const Frame& frame) {
  json j = parse_extra(frame.extra);
  j["x"] = number_json(frame.position.x), j["y"] = number_json(frame.position.y);
  j["width"] = number_json(frame.width), j["height"] = number_json(frame.height);
  if (!frame.title.empty()) j["title"] = frame.title;
  if (!frame.note.empty()) j["note"] = frame.note;
  if (!frame.color.empty()) j["color"] = frame.color;
  if (frame.home) j["in"] = frame.home.to_string();
  return j;
}

}  // namespace

LoadedProject parse_project(const std::string& text, const std::string& source, const PluginsAsked& asked) {
  json project;
  if (text.size() <= max_project_bytes) check_project_size(text, source);
  try {
    project = io::parse_json(text, source, {max_project_depth, max_project_bytes});
  } catch (const Error& e) {
    throw Error(e.category(), "open project", e.message(), e.remedy());
  }
  if (!project.is_object() || !project.contains("format") || project["format"] != format_name)
    throw Error(ErrorCategory::input, "open project", str(source, " is no Tensorloom project: \"format\" is not \"", format_name, "\""),
                "Choose a project file.");
  LoadedProject result;
  if (project.contains("version") && project["version"].is_number_integer()) result.version = project["version"];
  migrate_project(project, source, result.diagnostics);
  Loader(result, source, asked).load(project);
  return result;
}

LoadedProject load_project(const std::filesystem::path& file, const PluginsAsked& asked) {
  io::Bytes bytes;
  try {
    bytes = io::read_file(file, max_project_bytes, "open project");
  } catch (const Error& e) {
    if (e.category() != ErrorCategory::io) throw;
    throw Error(ErrorCategory::input, "open project", e.message(), e.remedy());
  }
  return parse_project(std::string(bytes.begin(), bytes.end()), file.string(), asked);
}

std::string project_text(const GraphState& state) {
  json project = parse_extra(state.extra);
  project["format"] = format_name;
  project["version"] = project_version;
  if (!state.title.empty()) project["title"] = state.title;
  if (!state.plugins.empty()) project["plugins"] = state.plugins;
  if (!state.run.empty()) project["run"] = json_from_dict(state.run);
  json nodes = json::object(), positions = json::object(), edges = json::array();
  for (const auto& [id, node] : state.nodes) {
    nodes[id.to_string()] = node_json(*node);
    json entry = parse_extra(node->layout_extra);
    entry["x"] = number_json(node->position.x), entry["y"] = number_json(node->position.y);
    positions[id.to_string()] = std::move(entry);
  }
  for (const Edge& e : state.edges) edges.push_back(edge_json(e));
  json layout = parse_extra(state.layout_extra);
  layout["nodes"] = std::move(positions);
  for (const auto& [id, frame] : state.frames) layout["frames"][id.to_string()] = frame_json(frame);
  for (const auto& [edge, bends] : state.bends()) layout["bends"].push_back(bends_json(edge, bends));
  for (const auto& [id, group] : state.groups) project["groups"][id.to_string()] = group_json(group);
  project["nodes"] = std::move(nodes);
  project["edges"] = std::move(edges);
  project["layout"] = std::move(layout);
  return pretty_json(project);
}

void save_project(const GraphState& state, const std::filesystem::path& file) { io::save_file(file, project_text(state), "save project"); }

}  // namespace tl::nodes
