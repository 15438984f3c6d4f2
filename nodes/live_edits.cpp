// SPDX-License-Identifier: Apache-2.0
#include "nodes/live_edits.h"

#include "nodes/node_type.h"

namespace tl::nodes {
namespace {

/// The parameter of a node that may change while a run goes on; nullptr: none.
const char* live_key(const NodeType* type) {
  if (type && type->role == Role::optimizer && type->field("lr")) return "lr";
  if (type && type->role == Role::loss && type->field("loss_weight")) return "loss_weight";
  return nullptr;
}

/// Whether a run has an optimizer or a loss that it calls by this node's name.
bool takes_part(const GraphState& flat, const Node& node, const NodeType& type) {
  if (type.role == Role::optimizer) return !flat.sources({node.id, "loss"}).empty();
  return !type.outputs.empty() && !flat.targets({node.id, type.outputs.front().name}).empty();
}

NodeId home_node(const Expansion& expansion, NodeId flat) {
  const FlatPlace* place = expansion.place(flat);
  return place ? place->node : flat;
}

/// Flat nodes by the node of the document that they come from.
std::multimap<NodeId, NodeId> by_home(const Expansion& expansion) {
  std::multimap<NodeId, NodeId> found;
  for (const auto& [id, node] : expansion.flat()->nodes) found.emplace(home_node(expansion, id), id);
  return found;
}

void put(LiveValues& values, const std::string& name, const Node& node, const NodeType& type, const char* key) {
  const Value value = param_or_default(node, type, key);
  if (value.is_number()) (type.role == Role::optimizer ? values.learning_rates : values.loss_weights)[name] = value.to_double();
}

}  // namespace

LiveValues live_values(const Expansion& run) { return live_edits(run, run).values; }

bool differs_beyond_live(const Node& before, const Node& after) {
  if (before.type != after.type || before.name != after.name) return true;
  if (before.bypassed != after.bypassed || before.raw_params != after.raw_params) return true;
  if (before.params == after.params) return false;
  const char* key = live_key(find_node_type(before.type));
  if (!key) return true;
  Value::Dict a = before.params, b = after.params;
  set_entry(a, key, std::nullopt), set_entry(b, key, std::nullopt);
  return !(a == b);
}

LiveEdits live_edits(const Expansion& run, const Expansion& now) {
  LiveEdits edits;
  const GraphState &before = *run.flat(), &after = *now.flat();
  edits.others = before.nodes.size() != after.nodes.size() || !(before.edges == after.edges) || !(before.run == after.run);
  std::multimap<NodeId, NodeId> homes_before, homes_after;
  for (const auto& [id, node] : before.nodes) {
    const Node* mine = after.find(id);
    edits.others = edits.others || !mine || differs_beyond_live(*node, *mine);
    const NodeType* type = find_node_type(node->type);
    const char* key = live_key(type);
    if (!key || !takes_part(before, *node, *type)) continue;
    if (!mine) {  // put into a group or taken out of one since: the only one of its kind is still the same
      if (homes_before.empty()) homes_before = by_home(run), homes_after = by_home(now);
      const NodeId home = home_node(run, id);
      if (homes_before.count(home) == 1 && homes_after.count(home) == 1) mine = after.find(homes_after.find(home)->second);
    }
    if (mine && mine->type == node->type) put(edits.values, node->name, *mine, *type, key);
  }
  return edits;
}

}  // namespace tl::nodes
