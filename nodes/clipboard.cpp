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
#include "nodes/fresh_names.h"
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

std::string copy_to_text(const GraphState& state, const std::vector<NodeId>& ids) {
  GraphState part;
  const std::unordered_set<NodeId> chosen(ids.begin(), ids.end());
  for (NodeId id : chosen)
    if (const Node* node = state.find(id)) part.insert_node(*node);
  std::vector<Edge> outer;
  for (const Edge& e : state.edges) {
    if (!chosen.count(e.to.node)) continue;
    if (chosen.count(e.from.node)) part.insert_edge(e);
    else outer.push_back(e);
  }
  part.extra = outer_text(outer);
  return project_text(part);
}

GraphPatch make_paste(const GraphState& state, const std::string& text, Point offset, std::vector<NodeId>* new_ids, bool outer_wires) {
  return make_paste(state, parse_project(text, "clipboard").state, offset, new_ids, outer_wires);
}

GraphPatch make_paste(const GraphState& state, const GraphState& pasted, Point offset, std::vector<NodeId>* new_ids, bool outer_wires) {
  GraphPatch patch;
  if (new_ids) new_ids->clear();
  if (pasted.nodes.empty()) return patch;
  patch.label = pasted.nodes.size() == 1 ? str("Paste ", pasted.nodes.begin()->second->name) : str("Paste ", pasted.nodes.size(), " nodes");
  FreshNames names(state);
  std::unordered_map<NodeId, NodeId> copy_of;
  std::map<std::string, std::string> renamed;
  std::vector<Node> copies;
  for (const auto& [id, original] : pasted.nodes) {
    Node node = *original;
    node.id = NodeId::random();
    if (names.taken(node.name)) node.name = names.next(node.type);
    else names.take(node.name);
    if (node.name != original->name) renamed[original->name] = node.name;
    node.position = {node.position.x + offset.x, node.position.y + offset.y};
    copy_of[id] = node.id;
    if (new_ids) new_ids->push_back(node.id);
    copies.push_back(std::move(node));
  }
  for (Node& node : copies) {
    rename_references(node, renamed);
    patch.edits.push_back(AddNode{std::move(node)});
  }
  for (const Edge& e : pasted.edges)
    patch.edits.push_back(AddEdge{{{copy_of.at(e.from.node), e.from.port}, {copy_of.at(e.to.node), e.to.port}}});
  if (!outer_wires) return patch;
  std::set<Edge> added;  // the text may name one twice
  for (const Edge& e : read_outer(pasted.extra)) {
    const auto to = copy_of.find(e.to.node);
    const PortDesc* from = output_port(state, e.from);
    const NodeType* type = to == copy_of.end() ? nullptr : find_node_type(pasted.find(e.to.node)->type);
    const PortDesc* into = type ? type->input(e.to.port) : nullptr;
    if (!from || !into || !kinds_fit(from->kind, into->kind)) continue;  // its source is no more, or another node
    const Edge wire{e.from, {to->second, e.to.port}};
    if ((into->multiple || pasted.sources(e.to).empty()) && added.insert(wire).second) patch.edits.push_back(AddEdge{wire});
  }
  return patch;
}

}  // namespace tl::nodes
