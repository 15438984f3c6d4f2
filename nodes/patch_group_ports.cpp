// SPDX-License-Identifier: Apache-2.0
// What a group shows to the outside: its ports and parameters, and what goes with them.
#include <algorithm>
#include <unordered_set>

#include "nodes/bends.h"
#include "nodes/patch_parts.h"

namespace tl::nodes {

namespace {

/// The name of a promoted parameter that tells whose it is where two have the same.
std::string param_name(const Group& group, const Node& node, const std::string& key) {
  if (!has_name(group.params, key) && !reserved_param(key)) return key;
  return free_name(group.params, node.name + "_" + key);
}

const Group& group_around(const GraphState& state, const Node& node) {
  const auto found = state.groups.find(node.home);
  if (found == state.groups.end()) refuse("promote", str(node.name, " stands in no group"), "Open the group that it is to be shown on.");
  return found->second;
}

/// Takes ports and parameters of definitions back, with all that rests on them: wires at instances, ports of the groups around.
class Withdrawal {
 public:
  explicit Withdrawal(const GraphState& state, std::unordered_set<NodeId> gone = {}) : s_(state), gone_(std::move(gone)) {}

  Group& group(NodeId id) {
    const auto found = changed_.find(id);
    return found != changed_.end() ? found->second : changed_.emplace(id, s_.groups.at(id)).first->second;
  }

  void port(NodeId id, const std::string& name, bool is_output) {
    Group& g = group(id);
    std::erase_if(is_output ? g.outputs : g.inputs, [&](const GroupPort& port) { return port.name == name; });
    for (NodeId instance : instances_of(s_, id)) {
      if (gone_.count(instance)) continue;
      const PortRef at{instance, name};
      for (const PortRef& other : is_output ? s_.targets(at) : s_.sources(at))
        if (!gone_.count(other.node)) cut_.insert(is_output ? Edge{at, other} : Edge{other, at});
      forget(s_.find(instance)->home, at, is_output);
    }
  }

  void param(NodeId id, const std::string& name) {
    Group& g = group(id);
    std::erase_if(g.params, [&](const GroupParam& param) { return param.name == name; });
    for (NodeId instance : instances_of(s_, id)) {
      if (gone_.count(instance)) continue;
      const Node& node = *s_.find(instance);
      if (const Value* set = node.param(name)) unset_.push_back(SetParam{instance, name, *set, std::nullopt});
      if (node.home) forget(node.home, GroupParam::Target{instance, name});
    }
  }

  /// An inner port that is no more.
  void forget(NodeId home, const PortRef& inner, bool is_output) {
    if (!s_.groups.count(home)) return;
    std::vector<std::string> empty;
    Group& g = group(home);
    for (GroupPort& port : is_output ? g.outputs : g.inputs)
      if (std::erase(port.inner, inner) && port.inner.empty()) empty.push_back(port.name);
    for (const std::string& name : empty) port(home, name, is_output);
  }

  void forget(NodeId home, const GroupParam::Target& target) {
    if (!s_.groups.count(home)) return;
    std::vector<std::string> empty;
    for (GroupParam& param : group(home).params)
      if (std::erase(param.targets, target) && param.targets.empty()) empty.push_back(param.name);
    for (const std::string& name : empty) param(home, name);
  }

  /// Whatever a definition has of a node.
  void forget(NodeId home, NodeId node) {
    if (!s_.groups.count(home)) return;
    const Group before = group(home);
    for (const bool is_output : {false, true})
      for (const GroupPort& port : is_output ? before.outputs : before.inputs)
        for (const PortRef& inner : port.inner)
          if (inner.node == node) forget(home, inner, is_output);
    for (const GroupParam& param : before.params)
      for (const GroupParam::Target& target : param.targets)
        if (target.node == node) forget(home, target);
  }

  void write(std::vector<Edit>& edits, const std::set<NodeId>& without = {}) {
    for (const Edge& e : cut_) edits.push_back(cut_wire(s_, e));
    for (SetParam& e : unset_) edits.push_back(std::move(e));
    for (auto& [id, after] : changed_)
      if (!without.count(id) && !(s_.groups.at(id) == after)) edits.push_back(SetGroup{id, s_.groups.at(id), std::move(after)});
  }

 private:
  const GraphState& s_;
  const std::unordered_set<NodeId> gone_;
  std::map<NodeId, Group> changed_;
  std::set<Edge> cut_;
  std::vector<SetParam> unset_;
};

}  // namespace

Leftovers leftovers(const GraphState& state, const std::vector<NodeId>& gone) {
  Leftovers left;
  if (state.groups.empty()) return left;
  std::unordered_set<NodeId> all(gone.begin(), gone.end());
  std::set<NodeId> dead;  // definitions
  std::vector<NodeId> todo = gone;
  while (!todo.empty()) {
    const Node* node = state.find(todo.back());
    todo.pop_back();
    const NodeId group = node ? group_of(*node) : NodeId{};
    if (!group || !state.groups.count(group) || dead.count(group)) continue;
    const std::vector<NodeId> instances = instances_of(state, group);
    if (!std::all_of(instances.begin(), instances.end(), [&](NodeId id) { return all.count(id) > 0; })) continue;
    dead.insert(group);
    for (NodeId id : nodes_in(state, group))
      if (all.insert(id).second) left.nodes.push_back(id), todo.push_back(id);
  }
  Withdrawal withdrawal(state, all);
  for (NodeId id : gone)
    if (const Node* node = state.find(id); node && node->home && !dead.count(node->home)) withdrawal.forget(node->home, id);
  withdrawal.write(left.before, dead);
  for (NodeId id : dead) {
    for (const auto& [frame, content] : state.frames)
      if (content.home == id) left.after.push_back(SetFrame{frame, content, std::nullopt});
    left.after.push_back(SetGroup{id, state.groups.at(id), std::nullopt});
  }
  return left;
}

GraphPatch make_promote_port(const GraphState& state, const PortRef& port, bool is_output) {
  const Node& node = require(state, port.node);
  const Group& before = group_around(state, node);
  GraphPatch patch;
  Group after = before;
  std::vector<GroupPort>& ports = is_output ? after.outputs : after.inputs;
  if (port_with(ports, port)) return patch;
  if (!is_output && !state.sources(port).empty())
    refuse("promote", str(node.name, ".", port.port, " is wired in the group"), "Take the wire off first.");
  ports.push_back({free_name(ports, port.port), {port}});
  patch.label = str("Show ", node.name, ".", port.port, " on the group");
  patch.edits.push_back(SetGroup{node.home, before, std::move(after)});
  return patch;
}

GraphPatch make_promote_param(const GraphState& state, NodeId id, const std::string& key, const std::string& name) {
  const Node& node = require(state, id);
  const Group& before = group_around(state, node);
  GraphPatch patch;
  Group after = before;
  const GroupParam::Target target{id, key};
  for (const GroupParam& param : after.params)
    if (std::find(param.targets.begin(), param.targets.end(), target) != param.targets.end()) return patch;
  auto known = std::find_if(after.params.begin(), after.params.end(), [&](const GroupParam& p) { return !name.empty() && p.name == name; });
  if (known != after.params.end()) {
    known->targets.push_back(target);
  } else {
    if (reserved_param(name)) refuse("promote", str("every group has a parameter '", name, "' of its own"), "Choose another name.");
    after.params.push_back({name.empty() ? param_name(after, node, key) : name, {target}});
  }
  patch.label = str("Show ", node.name, " ", key, " on the group");
  patch.edits.push_back(SetGroup{node.home, before, std::move(after)});
  return patch;
}

GraphPatch make_withdraw_port(const GraphState& state, NodeId group, const std::string& name, bool is_output) {
  GraphPatch patch;
  if (!state.groups.count(group)) return patch;
  Withdrawal withdrawal(state);
  withdrawal.port(group, name, is_output);
  withdrawal.write(patch.edits);
  patch.label = str("Take ", name, " off the group");
  return patch;
}

GraphPatch make_withdraw_param(const GraphState& state, NodeId group, const std::string& name) {
  GraphPatch patch;
  if (!state.groups.count(group)) return patch;
  Withdrawal withdrawal(state);
  withdrawal.param(group, name);
  withdrawal.write(patch.edits);
  patch.label = str("Take ", name, " off the group");
  return patch;
}

GraphPatch make_retitle_group(const GraphState& state, NodeId group, const std::string& title) {
  GraphPatch patch;
  const auto found = state.groups.find(group);
  if (found == state.groups.end() || found->second.title == title) return patch;
  Group after = found->second;
  after.title = title;
  patch.label = str("Rename the group ", found->second.title, " to ", title);
  patch.edits.push_back(SetGroup{group, found->second, std::move(after)});
  return patch;
}

}  // namespace tl::nodes
