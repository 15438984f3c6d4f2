// SPDX-License-Identifier: Apache-2.0
#include "nodes/groups.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/describe.h"
#include "nodes/level_values.h"
#include "nodes/node_type.h"
#include "nodes/port_rules.h"

namespace tl::nodes {

NodeId group_of(const Node& node) {
  if (node.type != group_type) return {};
  const Value* id = node.param(group_key);
  return id && id->is_string() ? NodeId::parse(id->to_string()).value_or(NodeId{}) : NodeId{};
}

namespace {

using Inside = std::unordered_map<NodeId, std::vector<const Node*>>;  ///< by definition: the instances that stand in it

Inside instances_inside(const GraphState& state) {
  Inside inside;
  for (const auto& [id, node] : state.nodes)
    if (node->type == group_type) inside[node->home].push_back(node.get());
  return inside;
}

}  // namespace

bool group_holds(const GraphState& state, NodeId group, NodeId other) {
  if (group == other) return true;
  const Inside inside = instances_inside(state);
  std::unordered_set<NodeId> seen{group};
  std::vector<NodeId> todo{group};
  while (!todo.empty()) {
    const auto found = inside.find(todo.back());
    todo.pop_back();
    if (found == inside.end()) continue;
    for (const Node* node : found->second) {
      const NodeId next = group_of(*node);
      if (next == other) return true;
      if (next && seen.insert(next).second) todo.push_back(next);
    }
  }
  return false;
}

size_t chained_ports(const NodeType& face) {
  size_t count = 0;
  while (count < face.inputs.size() && count < face.outputs.size() && kinds_fit(face.outputs[count].kind, face.inputs[count].kind)) ++count;
  return count;
}

std::vector<NodeId> instances_of(const GraphState& state, NodeId group) {
  std::vector<NodeId> found;
  for (const auto& [id, node] : state.nodes)
    if (node->type == group_type && group_of(*node) == group) found.push_back(id);
  return found;
}

std::vector<NodeId> nodes_in(const GraphState& state, NodeId home) {
  std::vector<NodeId> found;
  for (const auto& [id, node] : state.nodes)
    if (node->home == home) found.push_back(id);
  return found;
}

// ---- ids ------------------------------------------------------------------------------------------------------------------------

namespace {
NodeId mixed(uint64_t a, uint64_t b) {
  uint64_t z = a * 0x9e3779b97f4a7c15ull + b + 0x632be59bd9b4e019ull;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  z ^= z >> 31;
  return {z ? z : 1};
}
}  // namespace

NodeId flat_id(NodeId scope, NodeId node) { return scope ? mixed(scope.value, node.value) : node; }
NodeId repetition_scope(NodeId instance, int64_t nth) {
  return nth == 0 ? instance : mixed(~instance.value, static_cast<uint64_t>(nth));
}

// ---- levels ---------------------------------------------------------------------------------------------------------------------

namespace {
using Given = std::map<NodeId, Value::Dict>;  ///< what the instances around set of those in them

Level walk_in(const GraphState& state, const std::vector<NodeId>& path, Given& given) {
  Level level;
  for (NodeId id : path) {
    const Node* node = state.find(id);
    const NodeId inner = node ? group_of(*node) : NodeId{};
    if (!inner || node->home != level.home || !state.groups.count(inner)) break;
    level.scope = level.flat(id);
    Value::Dict params = node->params;
    for (const auto& [key, value] : given[id]) set_entry(params, key, value);
    const Value* repeat = find_entry(params, repeat_key);
    level.prefix += node->name + (repeat && repeat->is_int() && repeat->to_int() > 1 ? "/1/" : "/");
    given.clear();
    for (const GroupParam& param : state.groups.at(inner).params)
      if (const Value* value = find_entry(params, param.name))
        for (const GroupParam::Target& target : param.targets) set_entry(given[target.node], target.key, *value);
    level.home = inner;
    level.path.push_back(id);
  }
  return level;
}
}  // namespace

Level level_at(const GraphState& state, const std::vector<NodeId>& path) {
  Given given;
  return walk_in(state, path, given);
}

std::map<NodeId, Value::Dict> given_at(const GraphState& state, const std::vector<NodeId>& path) {
  Given given;
  walk_in(state, path, given);
  return given;
}

std::vector<NodeId> path_to(const GraphState& state, NodeId home) {
  if (!home) return {};
  const Inside inside = instances_inside(state);
  std::unordered_map<NodeId, const Node*> by;  // the instance through which a definition was reached
  std::vector<NodeId> todo{NodeId{}};
  for (size_t at = 0; at < todo.size() && !by.count(home); ++at) {
    const auto found = inside.find(todo[at]);
    if (found == inside.end()) continue;
    for (const Node* node : found->second)
      if (const NodeId next = group_of(*node); next && state.groups.count(next) && by.emplace(next, node).second) todo.push_back(next);
  }
  std::vector<NodeId> path;
  for (NodeId at = home; at; at = by.at(at)->home) {
    if (!by.count(at)) return {};
    path.push_back(by.at(at)->id);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

const Node* find_by_flat_name(const GraphState& state, const std::string& name, std::vector<NodeId>* path) {
  NodeId home;
  if (path) path->clear();
  for (size_t begin = 0;;) {
    const size_t end = std::min(name.find('/', begin), name.size());
    const Node* node = state.find_by_name(name.substr(begin, end - begin));
    if (!node || node->home != home) return nullptr;
    if (end == name.size()) return node;
    home = group_of(*node);
    if (!home) return nullptr;
    if (path) path->push_back(node->id);
    begin = end + 1;
    if (name[begin] >= '0' && name[begin] <= '9') {  // the number of a repetition: names begin with a letter
      begin = name.find('/', begin);
      if (begin == std::string::npos) return nullptr;
      ++begin;
    }
  }
}

// ---- what a group looks like from outside -----------------------------------------------------------------------------------------

/// Filled when asked for, by any thread.
struct GroupFaces {
  std::mutex lock;
  std::map<NodeId, std::shared_ptr<const NodeType>> by_group;
};

namespace {

/// Builds faces; a group that contains itself finds its own still missing and has no such port.
class FaceMaker {
 public:
  FaceMaker(const GraphState& state, std::map<NodeId, std::shared_ptr<const NodeType>>& made) : s_(state), made_(made) {}

  const NodeType* face(NodeId id) {
    if (const auto found = made_.find(id); found != made_.end()) return found->second.get();
    const auto group = s_.groups.find(id);
    if (group == s_.groups.end() || !begun_.insert(id).second) return nullptr;
    auto type = std::make_shared<NodeType>();
    type->key = group_type, type->stem = "group", type->category = Category::group, type->role = Role::group;
    type->title = group->second.title.empty() ? "Group" : group->second.title;
    type->doc = "A group of nodes. Double click or Enter opens it.";
    for (const GroupPort& port : group->second.inputs) type->inputs.push_back(described(port, false));
    for (const GroupPort& port : group->second.outputs) type->outputs.push_back(described(port, true));
    FieldDesc repeat;
    repeat.name = repeat.label = repeat_key, repeat.kind = FieldKind::integer, repeat.default_value = Value(int64_t{1});
    repeat.min = 1, repeat.max = static_cast<double>(max_repeat), repeat.on_node = true;
    repeat.help = "How many times the group stands here, one behind the other; each has weights of its own.";
    type->fields.push_back(std::move(repeat));
    for (const GroupParam& param : group->second.params)
      if (auto field = described(param)) type->fields.push_back(std::move(*field));
    FieldDesc which;
    which.name = which.label = group_key, which.kind = FieldKind::text, which.default_value = Value(std::string());
    which.help = "The definition that this is an instance of.", which.expert = true;
    type->fields.push_back(std::move(which));
    begun_.erase(id);
    return (made_[id] = std::move(type)).get();
  }

 private:
  const NodeType* type_of(NodeId id) {
    const Node* node = s_.find(id);
    if (!node) return nullptr;
    return node->type == group_type ? face(group_of(*node)) : find_node_type(node->type);
  }

  PortDesc described(const GroupPort& port, bool is_output) {
    PortDesc result;
    result.name = port.name;
    bool first = true, optional = true;
    for (const PortRef& inner : port.inner) {
      const NodeType* type = type_of(inner.node);
      const PortDesc* desc = !type ? nullptr : is_output ? type->output(inner.port) : type->input(inner.port);
      if (!desc) continue;
      if (std::exchange(first, false)) result.kind = desc->kind, result.help = desc->help, result.multiple = desc->multiple;
      // One that takes samples gives them to those that take batches too.
      if (desc->kind == PortKind::sample) result.kind = PortKind::sample;
      optional = optional && desc->optional;
    }
    result.optional = !is_output && optional && !first;
    return result;
  }

  std::optional<FieldDesc> described(const GroupParam& param) {
    for (const GroupParam::Target& target : param.targets) {
      const Node* node = s_.find(target.node);
      const NodeType* type = type_of(target.node);
      const FieldDesc* field = type ? type->field(target.key) : nullptr;
      if (!field) continue;
      FieldDesc result = *field;
      result.name = result.label = param.name;
      result.on_node = true, result.expert = false;
      if (const Value* set = node->param(target.key)) result.default_value = *set;
      result.required = false;
      return result;
    }
    return std::nullopt;
  }

  const GraphState& s_;
  std::map<NodeId, std::shared_ptr<const NodeType>>& made_;
  std::unordered_set<NodeId> begun_;
};

}  // namespace

void GraphState::set_group(NodeId id, std::optional<Group> group) {
  if (group) groups[id] = std::move(*group);
  else groups.erase(id);
  forget_faces();
}

void GraphState::forget_faces() { faces_ = groups.empty() ? nullptr : std::make_shared<GroupFaces>(); }

const NodeType* GraphState::type_of(const Node& node) const {
  if (node.type != group_type) return find_node_type(node.type);
  const NodeId group = group_of(node);
  if (!faces_ || !group) return nullptr;
  std::lock_guard guard(faces_->lock);
  return FaceMaker(*this, faces_->by_group).face(group);
}

const NodeType* GraphState::type_of(NodeId id) const {
  const Node* node = find(id);
  return node ? type_of(*node) : nullptr;
}

}  // namespace tl::nodes
