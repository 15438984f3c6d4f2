// SPDX-License-Identifier: Apache-2.0
// Copy and paste as text: a small project file, read back by the project loader with all its limits.
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/fresh_names.h"
#include "nodes/patch.h"
#include "nodes/project_io.h"

namespace tl::nodes {

std::string copy_to_text(const GraphState& state, const std::vector<NodeId>& ids) {
  GraphState part;
  const std::unordered_set<NodeId> chosen(ids.begin(), ids.end());
  for (NodeId id : chosen)
    if (const Node* node = state.find(id)) part.insert_node(*node);
  for (const Edge& e : state.edges)
    if (chosen.count(e.from.node) && chosen.count(e.to.node)) part.insert_edge(e);
  return project_text(part);
}

GraphPatch make_paste(const GraphState& state, const std::string& text, Point offset, std::vector<NodeId>* new_ids) {
  return make_paste(state, parse_project(text, "clipboard").state, offset, new_ids);
}

GraphPatch make_paste(const GraphState& state, const GraphState& pasted, Point offset, std::vector<NodeId>* new_ids) {
  GraphPatch patch;
  if (new_ids) new_ids->clear();
  if (pasted.nodes.empty()) return patch;
  patch.label = pasted.nodes.size() == 1 ? str("Paste ", pasted.nodes.begin()->second->name) : str("Paste ", pasted.nodes.size(), " nodes");
  FreshNames names(state);
  std::unordered_map<NodeId, NodeId> copy_of;
  for (const auto& [id, original] : pasted.nodes) {
    Node node = *original;
    node.id = NodeId::random();
    if (names.taken(node.name)) node.name = names.next(node.type);
    else names.take(node.name);
    node.position = {node.position.x + offset.x, node.position.y + offset.y};
    copy_of[id] = node.id;
    if (new_ids) new_ids->push_back(node.id);
    patch.edits.push_back(AddNode{std::move(node)});
  }
  for (const Edge& e : pasted.edges)
    patch.edits.push_back(AddEdge{{{copy_of.at(e.from.node), e.from.port}, {copy_of.at(e.to.node), e.to.port}}});
  return patch;
}

}  // namespace tl::nodes
