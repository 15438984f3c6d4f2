// SPDX-License-Identifier: Apache-2.0
// The builders of patches. Each reads a state and writes edits that fit exactly that state.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/core/error.h"
#include "nodes/bends.h"
#include "nodes/fresh_names.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"
#include "nodes/patch_parts.h"
#include "nodes/port_rules.h"
#include "nodes/references.h"

namespace tl::nodes {

namespace {

std::string title_of(const Node& node) {
  const NodeType* type = find_node_type(node.type);
  return type ? type->title : node.type;
}

std::optional<Value> entry(const Value::Dict& dict, const std::string& key) {
  const Value* value = find_entry(dict, key);
  return value ? std::optional<Value>(*value) : std::nullopt;
}

std::string count_label(const char* verb, const GraphState& state, const std::vector<NodeId>& ids) {
  if (ids.size() == 1) return str(verb, " ", require(state, ids.front()).name);
  return str(verb, " ", ids.size(), " nodes");
}

}  // namespace

// ---- names ----------------------------------------------------------------------------------------------------------------------

bool FreshNames::taken(const std::string& name) const { return state_.find_by_name(name) || taken_.count(name); }

std::string FreshNames::next(const std::string& type_key) {
  const NodeType* type = find_node_type(type_key);
  const std::string stem = type ? type->stem : type_key == group_type ? "group" : "node";
  if (type && !type->numbered && !taken(stem)) {
    taken_.insert(stem);
    return stem;
  }
  int& n = next_[stem];
  if (n == 0) n = type && !type->numbered ? 2 : 1;
  std::string name;
  do name = stem + "_" + std::to_string(n++);
  while (taken(name));
  taken_.insert(name);
  return name;
}

std::string fresh_name(const GraphState& state, const std::string& type, const std::set<std::string>& also_taken) {
  FreshNames names(state);
  for (const auto& name : also_taken) names.take(name);
  return names.next(type);
}

bool name_is_usable(const GraphState& state, const std::string& name, NodeId self, std::string* why_not) {
  auto no = [&](std::string why) {
    if (why_not) *why_not = std::move(why);
    return false;
  };
  if (name.empty()) return no("a name is needed");
  if (name.size() > 64) return no("a name has at most 64 characters");
  if (!(name[0] >= 'a' && name[0] <= 'z')) return no("a name begins with a letter a–z");
  for (char c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return no("a name consists of a–z, 0–9 and _");
  const Node* other = state.find_by_name(name);
  if (other && other->id != self) return no(str("the name '", name, "' is taken"));
  return true;
}

// ---- nodes and wires ------------------------------------------------------------------------------------------------------------

GraphPatch make_add_node(const GraphState& state, const std::string& type, Point position, Value::Dict params, NodeId* id, NodeId home) {
  Node node;
  node.id = NodeId::random();
  node.home = home;
  node.type = type;
  node.name = fresh_name(state, type);
  std::sort(params.begin(), params.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  node.params = std::move(params);
  node.position = position;
  if (id) *id = node.id;
  GraphPatch patch;
  patch.label = "Add " + title_of(node);
  patch.edits.push_back(AddNode{std::move(node)});
  return patch;
}

namespace {

/// The wires that take a removed node's place: its single source to all its targets, where the kinds fit. They pass what those passed.
std::vector<AddEdge> rejoining_edges(const GraphState& state, NodeId id, const std::unordered_set<NodeId>& removed) {
  std::vector<Edge> in, out;
  std::vector<AddEdge> result;
  for (const Edge& e : state.edges_of(id)) (e.to.node == id ? in : out).push_back(e);
  if (in.size() != 1) return result;
  PortRef source = in.front().from;
  Bends before = state.bends_of(in.front());
  std::unordered_set<NodeId> passed;
  while (removed.count(source.node)) {  // a chain of removed nodes: walk up to the first that stays
    if (!passed.insert(source.node).second) return result;  // a circle
    std::vector<Edge> above;
    for (const Edge& e : state.edges_of(source.node))
      if (e.to.node == source.node) above.push_back(e);
    if (above.size() != 1) return result;
    source = above.front().from;
    before = joined(state.bends_of(above.front()), before);
  }
  const PortDesc* from = output_port(state, source);
  for (const Edge& e : out) {
    const PortDesc* to = input_port(state, e.to);
    if (!removed.count(e.to.node) && from && to && kinds_fit(from->kind, to->kind))
      result.push_back({{source, e.to}, joined(before, state.bends_of(e))});
  }
  return result;
}

}  // namespace

GraphPatch make_remove_nodes(const GraphState& state, const std::vector<NodeId>& ids, bool rejoin) {
  GraphPatch patch;
  if (ids.empty()) return patch;
  patch.label = count_label("Delete", state, ids);
  const Leftovers left = leftovers(state, ids);
  std::unordered_set<NodeId> removed(ids.begin(), ids.end());
  removed.insert(left.nodes.begin(), left.nodes.end());
  std::set<Edge> cut;
  std::map<Edge, Bends> rejoined;
  for (NodeId id : removed) {
    for (const Edge& e : state.edges_of(id)) cut.insert(e);
    if (!rejoin) continue;
    for (AddEdge& e : rejoining_edges(state, id, removed)) rejoined.emplace(e.edge, std::move(e.bends));
  }
  patch.edits.insert(patch.edits.end(), left.before.begin(), left.before.end());
  for (const Edge& e : cut) patch.edits.push_back(cut_wire(state, e));
  for (Edit& edit : hand_over(state, removed)) patch.edits.push_back(std::move(edit));
  for (const auto& [id, node] : state.nodes)
    if (removed.count(id)) patch.edits.push_back(RemoveNode{*node});
  patch.edits.insert(patch.edits.end(), left.after.begin(), left.after.end());
  for (const auto& [e, bends] : rejoined)
    if (!state.edges.count(e)) patch.edits.push_back(AddEdge{e, bends});
  return patch;
}

GraphPatch make_connect(const GraphState& state, const PortRef& from, const PortRef& to) {
  GraphPatch patch;
  const Edge edge{from, to};
  if (state.edges.count(edge)) return patch;
  patch.label = str("Connect ", require(state, from.node).name, " to ", require(state, to.node).name);
  const PortDesc* port = input_port(state, to);
  if (!port || !port->multiple)
    for (const PortRef& old : state.sources(to)) patch.edits.push_back(cut_wire(state, {old, to}));
  patch.edits.push_back(AddEdge{edge});
  return patch;
}

GraphPatch make_disconnect(const GraphState& state, const Edge& edge) {
  GraphPatch patch;
  if (!state.edges.count(edge)) return patch;
  patch.label = str("Disconnect ", require(state, edge.from.node).name, " from ", require(state, edge.to.node).name);
  patch.edits.push_back(cut_wire(state, edge));
  return patch;
}

GraphPatch make_insert_on_edge(const GraphState& state, const std::string& type_key, const Edge& edge, Point position, NodeId* id,
                               Value::Dict params) {
  NodeId added;
  const Node* source = state.find(edge.from.node);
  GraphPatch patch = make_add_node(state, type_key, position, std::move(params), &added, source ? source->home : NodeId{});
  if (id) *id = added;
  const NodeType* type = find_node_type(type_key);
  const PortDesc* from = output_port(state, edge.from);
  const PortDesc* to = input_port(state, edge.to);
  if (!type || !from || !to || !state.edges.count(edge)) return patch;
  for (const PortDesc& in : type->inputs)
    for (const PortDesc& out : type->outputs) {
      if (!kinds_fit(from->kind, in.kind) || !kinds_fit(out.kind, to->kind)) continue;
      patch.label = str("Insert ", type->title);
      patch.edits.push_back(cut_wire(state, edge));
      const auto [before, after] = parted_bends(state, edge, position);
      patch.edits.push_back(AddEdge{{edge.from, {added, in.name}}, before});
      patch.edits.push_back(AddEdge{{{added, out.name}, edge.to}, after});
      return patch;
    }
  return patch;
}

// ---- values ---------------------------------------------------------------------------------------------------------------------

namespace {

/// A layer that shares another's weights from now on is set as that one is.
void take_over_params(const GraphState& state, const Node& node, const std::optional<Value>& named, GraphPatch& patch) {
  const Node* other = named && named->is_string() ? named_node(state, named->to_string()) : nullptr;
  if (!other || other->type != node.type || other->id == node.id) return;
  for (const Node* mine : sharing_with(state, node)) {
    std::set<std::string> keys;
    for (const Value::Dict* dict : {&mine->params, &other->params})
      for (const auto& [key, value] : *dict) keys.insert(key);
    keys.erase(shares_key);
    for (const std::string& key : keys)
      if (mine != other && entry(mine->params, key) != entry(other->params, key))
        patch.edits.push_back(SetParam{mine->id, key, entry(mine->params, key), entry(other->params, key)});
  }
}

}  // namespace

GraphPatch make_set_param(const GraphState& state, NodeId id, const std::string& key, std::optional<Value> value) {
  const Node& node = require(state, id);
  GraphPatch patch;
  if (node.type == group_type && key == group_key) return patch;  // make_independent gives it another definition
  std::optional<Value> before = entry(node.params, key);
  if (before == value) return patch;
  patch.label = str("Set ", node.name, " ", key);
  patch.merge_id = str("param:", id.to_string(), ":", key);
  if (key == shares_key) {
    take_over_params(state, node, value, patch);
  } else {  // one layer applied several times has one value
    for (const Node* other : sharing_with(state, node))
      if (other->id != id && other->type == node.type && entry(other->params, key) != value)
        patch.edits.push_back(SetParam{other->id, key, entry(other->params, key), value});
  }
  patch.edits.push_back(SetParam{id, key, std::move(before), std::move(value)});
  return patch;
}

GraphPatch make_set_run(const GraphState& state, const std::string& key, std::optional<Value> value) {
  GraphPatch patch;
  std::optional<Value> before = entry(state.run, key);
  if (before == value) return patch;
  patch.label = str("Set ", key);
  patch.merge_id = "run:" + key;
  patch.edits.push_back(SetRun{key, std::move(before), std::move(value)});
  return patch;
}

GraphPatch make_rename(const GraphState& state, NodeId id, const std::string& name) {
  const Node& node = require(state, id);
  GraphPatch patch;
  if (node.name == name) return patch;
  std::string why;
  if (!name_is_usable(state, name, id, &why)) throw Error(ErrorCategory::value, "rename", why, "Choose another name.", "name");
  patch.label = str("Rename ", node.name, " to ", name);
  patch.edits.push_back(Rename{id, node.name, name});
  for (Edit& edit : follow_renames(state, {{node.name, name}})) patch.edits.push_back(std::move(edit));
  return patch;
}

GraphPatch make_move(const GraphState& state, const std::map<NodeId, Point>& positions, const std::map<Edge, Bends>& bends) {
  GraphPatch patch;
  for (const auto& [id, point] : positions) {
    const Node& node = require(state, id);
    if (!(node.position == point)) patch.edits.push_back(Move{id, node.position, point});
  }
  const size_t moved = patch.edits.size();
  size_t bent = 0;
  for (const auto& [edge, now] : state.bends()) {
    const auto given = bends.find(edge);
    Bends after = given != bends.end() ? given->second : bends_carried_along(state, edge, positions);
    if (after == now) continue;
    for (size_t i = 0; i < std::max(after.size(), now.size()); ++i) bent += i >= after.size() || i >= now.size() || !(after[i] == now[i]);
    patch.edits.push_back(SetBends{edge, now, std::move(after)});
  }
  if (moved == 1) patch.label = str("Move ", require(state, std::get<Move>(patch.edits[0]).node).name);
  else if (moved == 0 && !patch.empty()) patch.label = bent == 1 ? "Move a bend" : "Move bends";
  else patch.label = str("Move ", moved, " nodes");
  return patch;
}

GraphPatch make_retype(const GraphState& state, NodeId id, const std::string& type_key) {
  const Node& node = require(state, id);
  GraphPatch patch;
  const NodeType* type = find_node_type(type_key);
  if (!type || node.type == type_key || node.type == group_type) return patch;
  patch.label = str("Change ", node.name, " to ", type->title);
  for (const Edge& e : state.edges_of(id)) {
    const bool in = e.to.node == id;
    const PortDesc* mine = in ? type->input(e.to.port) : type->output(e.from.port);
    const PortDesc* other = in ? output_port(state, e.from) : input_port(state, e.to);
    const bool stays = mine && other && (in ? kinds_fit(other->kind, mine->kind) : kinds_fit(mine->kind, other->kind));
    if (!stays) patch.edits.push_back(cut_wire(state, e));
  }
  for (const auto& [key, value] : node.params)
    if (!check_param(*type, key, value).empty()) patch.edits.push_back(SetParam{id, key, value, std::nullopt});
  patch.edits.push_back(Retype{id, node.type, type_key});
  return patch;
}

GraphPatch make_duplicate(const GraphState& state, const std::vector<NodeId>& ids, Point offset, bool outer_wires,
                          std::vector<NodeId>* new_ids) {
  GraphPatch patch;
  if (new_ids) new_ids->clear();
  if (ids.empty()) return patch;
  patch.label = count_label("Duplicate", state, ids);
  FreshNames names(state);
  std::unordered_map<NodeId, NodeId> copy_of;
  std::map<std::string, std::string> renamed;
  std::vector<Node> copies;
  for (NodeId id : ids) {
    if (copy_of.count(id)) continue;
    Node node = require(state, id);
    node.id = NodeId::random();
    const std::string before = std::exchange(node.name, names.next(node.type));
    renamed[before] = node.name;
    node.position = {node.position.x + offset.x, node.position.y + offset.y};
    copy_of[id] = node.id;
    if (new_ids) new_ids->push_back(node.id);
    copies.push_back(std::move(node));
  }
  for (Node& node : copies) {
    rename_references(node, renamed);
    patch.edits.push_back(AddNode{std::move(node)});
  }
  for (const Edge& e : state.edges) {
    auto from = copy_of.find(e.from.node), to = copy_of.find(e.to.node);
    if (to == copy_of.end()) continue;
    if (from != copy_of.end())
      patch.edits.push_back(AddEdge{{{from->second, e.from.port}, {to->second, e.to.port}}, shifted(state.bends_of(e), offset)});
    else if (outer_wires) patch.edits.push_back(AddEdge{{e.from, {to->second, e.to.port}}});
  }
  return patch;
}

GraphPatch make_duplicate_sharing(const GraphState& state, const std::vector<NodeId>& ids, Point offset, std::vector<NodeId>* new_ids) {
  std::vector<NodeId> made;
  GraphPatch patch = make_duplicate(state, ids, offset, false, &made);
  std::unordered_map<NodeId, const Node*> original;  // by copy: make_duplicate leaves out what is named twice
  std::unordered_set<NodeId> seen;
  for (NodeId id : ids)
    if (seen.insert(id).second) original[made[seen.size() - 1]] = state.find(id);
  for (Edit& edit : patch.edits)
    if (auto* add = std::get_if<AddNode>(&edit)) {
      const NodeType* type = find_node_type(add->node.type);
      const Node& from = *original.at(add->node.id);
      const Node* owner = weights_owner(state, from);
      if (!type || !type->field(shares_key) || !owner) continue;
      // Of an owner at another level the original's own word leads there.
      set_entry(add->node.params, shares_key, Value(owner->home == from.home ? owner->name : shared_name(from)));
    }
  if (!patch.empty()) patch.label += " sharing weights";
  if (new_ids) *new_ids = std::move(made);
  return patch;
}

}  // namespace tl::nodes
