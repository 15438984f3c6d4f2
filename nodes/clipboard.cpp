// SPDX-License-Identifier: Apache-2.0
// Copy and paste as text: a small project file, read back by the project loader with all its limits. Wires from elsewhere into what was copied
// stand beside it, in a field that the loader keeps as it is.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/bends.h"
#include "nodes/fresh_names.h"
#include "nodes/groups.h"
#include "nodes/patch.h"
#include "nodes/port_rules.h"
#include "nodes/project_io.h"
#include "nodes/references.h"

namespace tl::nodes {

namespace {
using Json = nlohmann::json;
constexpr const char* outer_field = "outer_wires";  ///< [[source node, its output, copied node, its input], …]

std::string outer_text(const std::vector<Edge>& wires) {
  if (wires.empty()) return {};
  Json list = Json::array();
  for (const Edge& e : wires) list.push_back({e.from.node.to_string(), e.from.port, e.to.node.to_string(), e.to.port});
  return Json{{outer_field, std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Edge> read_outer(const std::string& extra) {
  std::vector<Edge> wires;
  const Json fields = Json::parse(extra.empty() ? "{}" : extra, nullptr, false);
  if (!fields.is_object() || !fields.contains(outer_field) || !fields[outer_field].is_array()) return wires;
  for (const Json& row : fields[outer_field]) {
    const bool four = row.is_array() && row.size() == 4 && std::all_of(row.begin(), row.end(), [](const Json& j) { return j.is_string(); });
    if (!four) continue;
    const auto from = NodeId::parse(row[0].get<std::string>()), to = NodeId::parse(row[2].get<std::string>());
    if (from && to) wires.push_back({{*from, row[1].get<std::string>()}, {*to, row[3].get<std::string>()}});
  }
  return wires;
}
}  // namespace

namespace {
/// The definitions of the groups among nodes, and of those in them.
std::set<NodeId> definitions_of(const GraphState& state, const std::unordered_set<NodeId>& ids) {
  std::set<NodeId> found;
  std::vector<NodeId> todo(ids.begin(), ids.end());
  while (!todo.empty()) {
    const Node* node = state.find(todo.back());
    todo.pop_back();
    const NodeId group = node ? group_of(*node) : NodeId{};
    if (!group || !state.groups.count(group) || !found.insert(group).second) continue;
    const std::vector<NodeId> inside = nodes_in(state, group);
    todo.insert(todo.end(), inside.begin(), inside.end());
  }
  return found;
}
}  // namespace

std::string copy_to_text(const GraphState& state, const std::vector<NodeId>& ids) {
  GraphState part;
  const std::unordered_set<NodeId> chosen(ids.begin(), ids.end());
  const std::set<NodeId> along = definitions_of(state, chosen);
  for (NodeId id : chosen)
    if (const Node* node = state.find(id); node && !along.count(node->home)) {
      Node copy = *node;
      copy.home = {};  // what stood in a group stands by itself here
      part.insert_node(std::move(copy));
    }
  for (NodeId group : along) {
    part.set_group(group, state.groups.at(group));
    for (NodeId id : nodes_in(state, group)) part.insert_node(*state.find(id));
    for (const auto& [id, frame] : state.frames)
      if (frame.home == group) part.frames[id] = frame;
  }
  std::vector<Edge> outer;
  for (const Edge& e : state.edges) {
    const Node* to = part.find(e.to.node);
    if (!to) continue;
    if (part.find(e.from.node)) part.insert_edge(e), part.set_bends(e, state.bends_of(e));
    else if (!to->home) outer.push_back(e);
  }
  part.extra = outer_text(outer);
  return project_text(part);
}

GraphPatch make_paste(const GraphState& state, const std::string& text, Point offset, std::vector<NodeId>* new_ids, bool outer_wires,
                      NodeId home) {
  return make_paste(state, parse_project(text, "clipboard").state, offset, new_ids, outer_wires, home);
}

GraphPatch make_paste(const GraphState& state, const GraphState& pasted, Point offset, std::vector<NodeId>* new_ids, bool outer_wires,
                      NodeId home) {
  GraphPatch patch;
  if (new_ids) new_ids->clear();
  if (pasted.nodes.empty()) return patch;
  const std::vector<NodeId> shown = nodes_in(pasted, {});
  patch.label = shown.size() == 1 ? str("Paste ", pasted.find(shown[0])->name) : str("Paste ", shown.size(), " nodes");
  // A definition that the document has is the same group: what is pasted is another instance of it.
  for (const auto& [id, group] : pasted.groups)
    if (!state.groups.count(id)) patch.edits.push_back(SetGroup{id, std::nullopt, group});
  const auto known = [&](const Node& node) { return node.home && state.groups.count(node.home) > 0; };
  FreshNames names(state);
  std::unordered_map<NodeId, NodeId> copy_of;
  std::map<std::string, std::string> renamed;
  std::vector<Node> copies;
  for (const auto& [id, original] : pasted.nodes) {
    if (known(*original)) continue;
    Node node = *original;
    // What stands in a definition that comes along keeps its id: its ports and parameters go by it.
    if (!node.home || state.find(id)) node.id = NodeId::random();
    if (names.taken(node.name)) node.name = names.next(node.type);
    else names.take(node.name);
    if (node.name != original->name) renamed[original->name] = node.name;
    copy_of[id] = node.id;
    if (!node.home) {
      node.position = {node.position.x + offset.x, node.position.y + offset.y};
      node.home = home;
      if (new_ids) new_ids->push_back(node.id);
    }
    copies.push_back(std::move(node));
  }
  for (Node& node : copies) {
    rename_references(node, renamed);
    patch.edits.push_back(AddNode{std::move(node)});
  }
  // A node whose id is taken here bears another in the definitions too.
  for (Edit& edit : patch.edits)
    if (auto* set = std::get_if<SetGroup>(&edit)) {
      for (auto* ports : {&set->after->inputs, &set->after->outputs})
        for (GroupPort& port : *ports)
          for (PortRef& inner : port.inner)
            if (const auto to = copy_of.find(inner.node); to != copy_of.end()) inner.node = to->second;
      for (GroupParam& param : set->after->params)
        for (GroupParam::Target& target : param.targets)
          if (const auto to = copy_of.find(target.node); to != copy_of.end()) target.node = to->second;
    }
  for (const auto& [id, frame] : pasted.frames)
    if (frame.home && !state.groups.count(frame.home))
      patch.edits.push_back(SetFrame{state.frames.count(id) || state.find(id) ? NodeId::random() : id, std::nullopt, frame});
  for (const Edge& e : pasted.edges)
    if (copy_of.count(e.from.node) && copy_of.count(e.to.node)) {
      const bool inside = bool(pasted.find(e.from.node)->home);  // what stands in a definition stays where it is in there
      patch.edits.push_back(AddEdge{{{copy_of.at(e.from.node), e.from.port}, {copy_of.at(e.to.node), e.to.port}},
                                    inside ? pasted.bends_of(e) : shifted(pasted.bends_of(e), offset)});
    }
  if (!outer_wires) return patch;
  std::set<Edge> added;  // the text may name one twice
  for (const Edge& e : read_outer(pasted.extra)) {
    const auto to = copy_of.find(e.to.node);
    const PortDesc* from = output_port(state, e.from);
    const NodeType* type = to == copy_of.end() ? nullptr : pasted.type_of(e.to.node);
    const PortDesc* into = type ? type->input(e.to.port) : nullptr;
    if (!from || !into || state.find(e.from.node)->home != home || !kinds_fit(from->kind, into->kind)) continue;  // its source is no more, or another node
    const Edge wire{e.from, {to->second, e.to.port}};
    if ((into->multiple || pasted.sources(e.to).empty()) && added.insert(wire).second) patch.edits.push_back(AddEdge{wire});
  }
  return patch;
}

}  // namespace tl::nodes
