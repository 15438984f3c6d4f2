// SPDX-License-Identifier: Apache-2.0
// Builders of patches for groups: making and dissolving them, copies of their own, and what they show to the outside.
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "nodes/bends.h"
#include "nodes/fresh_names.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/port_rules.h"
#include "nodes/references.h"

namespace tl::nodes {

namespace {

[[noreturn]] void refuse(const char* what, std::string why, std::string remedy) {
  throw Error(ErrorCategory::value, what, std::move(why), std::move(remedy));
}

const Node& require(const GraphState& state, NodeId id) {
  const Node* node = state.find(id);
  if (!node) throw Error(ErrorCategory::state, "edit graph", str("node ", id.to_string(), " does not exist"));
  return *node;
}

template <class Item>
bool has(const std::vector<Item>& list, const std::string& name) {
  return std::any_of(list.begin(), list.end(), [&](const Item& item) { return item.name == name; });
}

template <class Item>
std::string free_name(const std::vector<Item>& list, const std::string& wanted) {
  if (!has(list, wanted)) return wanted;
  for (int n = 2;; ++n)
    if (std::string name = str(wanted, "_", n); !has(list, name)) return name;
}

bool reserved(const std::string& name) { return name == group_key || name == repeat_key; }

/// The name of a promoted parameter that tells whose it is where two have the same.
std::string param_name(const Group& group, const Node& node, const std::string& key) {
  if (!has(group.params, key) && !reserved(key)) return key;
  return free_name(group.params, node.name + "_" + key);
}

GroupPort* port_with(std::vector<GroupPort>& ports, const PortRef& inner) {
  for (GroupPort& port : ports)
    if (std::find(port.inner.begin(), port.inner.end(), inner) != port.inner.end()) return &port;
  return nullptr;
}

/// The top-left corner of what nodes cover.
Point corner_of(const GraphState& state, const std::vector<NodeId>& ids) {
  Point corner{INFINITY, INFINITY};
  for (NodeId id : ids) {
    const Point p = state.find(id)->position;
    corner = {std::min(corner.x, p.x), std::min(corner.y, p.y)};
  }
  return corner;
}

// ---- grouping ---------------------------------------------------------------------------------------------------------------------

class Grouping {
 public:
  Grouping(const GraphState& state, const std::vector<NodeId>& ids) : s_(state), chosen_(ids.begin(), ids.end()) {
    if (chosen_.empty()) refuse("group", "nothing is chosen", "Choose the nodes that the group is to hold.");
    home_ = require(s_, *chosen_.begin()).home;
    for (NodeId id : chosen_)
      if (require(s_, id).home != home_) refuse("group", "the nodes stand in different groups", "Choose nodes of one level.");
    require_convex();
  }

  GraphPatch make(NodeId* made) {
    instance_ = NodeId::random(), group_id_ = NodeId::random();
    for (const Edge& e : s_.edges) cross(e);
    open_ports();
    GraphPatch patch;
    patch.label = chosen_.size() == 1 ? str("Group ", s_.find(*chosen_.begin())->name) : str("Group ", chosen_.size(), " nodes");
    const std::optional<Edit> parent = parent_edit();
    for (const Edge& e : cut_) patch.edits.push_back(cut_wire(s_, e));
    group_.title = "Group";
    patch.edits.push_back(SetGroup{group_id_, std::nullopt, group_});
    for (NodeId id : chosen_) patch.edits.push_back(SetHome{id, home_, group_id_});
    Node node;
    node.id = instance_, node.home = home_, node.type = group_type;
    node.name = FreshNames(s_).next(group_type);
    node.params = {{group_key, Value(group_id_.to_string())}};
    node.position = middle();
    patch.edits.push_back(AddNode{std::move(node)});
    for (AddEdge& e : added_) patch.edits.push_back(std::move(e));
    if (parent) patch.edits.push_back(*parent);
    if (made) *made = instance_;
    return patch;
  }

 private:
  /// No way may leave the nodes and come back to them: the group would feed itself.
  void require_convex() const {
    std::unordered_map<NodeId, NodeId> left_by;  ///< outside nodes that the chosen ones lead to, and from where
    std::vector<NodeId> todo;
    for (NodeId id : chosen_)
      for (const Edge& e : s_.edges_of(id))
        if (e.from.node == id && !chosen_.count(e.to.node) && left_by.emplace(e.to.node, id).second) todo.push_back(e.to.node);
    while (!todo.empty()) {
      const NodeId id = todo.back();
      todo.pop_back();
      for (const Edge& e : s_.edges_of(id)) {
        if (e.from.node != id) continue;
        if (chosen_.count(e.to.node))
          refuse("group", str(s_.find(id)->name, " lies between ", s_.find(left_by.at(id))->name, " and ", s_.find(e.to.node)->name,
                              ": the group would feed itself"),
                 str("Choose ", s_.find(id)->name, " too, or fewer nodes."));
        if (left_by.emplace(e.to.node, left_by.at(id)).second) todo.push_back(e.to.node);
      }
    }
  }

  void cross(const Edge& e) {
    const bool from = chosen_.count(e.from.node) > 0, to = chosen_.count(e.to.node) > 0;
    if (from == to) return;
    cut_.push_back(e);
    if (to) {
      // What one outer port feeds is one input of the group.
      std::string& name = input_of_[e.from];
      if (name.empty()) {
        name = free_name(group_.inputs, e.to.port);
        group_.inputs.push_back({name, {}});
        added_.push_back({{e.from, {instance_, name}}, s_.bends_of(e)});
      }
      for (GroupPort& port : group_.inputs)
        if (port.name == name) port.inner.push_back(e.to);
    } else {
      added_.push_back({{{instance_, output_for(e.from)}, e.to}, s_.bends_of(e)});
    }
  }

  std::string output_for(const PortRef& inner) {
    if (const GroupPort* port = port_with(group_.outputs, inner)) return port->name;
    group_.outputs.push_back({free_name(group_.outputs, inner.port), {inner}});
    return group_.outputs.back().name;
  }

  std::string input_for(const PortRef& inner) {
    if (const GroupPort* port = port_with(group_.inputs, inner)) return port->name;
    group_.inputs.push_back({free_name(group_.inputs, inner.port), {inner}});
    return group_.inputs.back().name;
  }

  /// What is not wired yet can be wired to the group.
  void open_ports() {
    for (NodeId id : chosen_) {
      const NodeType* type = s_.type_of(id);
      if (!type) continue;
      for (const PortDesc& port : type->inputs)
        if (!port.optional && s_.sources({id, port.name}).empty()) input_for({id, port.name});
      const bool leads_on = std::any_of(type->outputs.begin(), type->outputs.end(),
                                        [&](const PortDesc& port) { return !s_.targets({id, port.name}).empty(); });
      if (!type->outputs.empty() && !leads_on) output_for({id, type->outputs.front().name});
    }
  }

  /// What the group around had of the nodes it has of the new group.
  std::optional<Edit> parent_edit() {
    const auto found = s_.groups.find(home_);
    if (found == s_.groups.end()) return std::nullopt;
    Group parent = found->second;
    for (auto* ports : {&parent.inputs, &parent.outputs})
      for (GroupPort& port : *ports) {
        std::vector<PortRef> inner;
        for (const PortRef& ref : port.inner) {
          PortRef now = ref;
          if (chosen_.count(ref.node)) now = {instance_, ports == &parent.inputs ? input_for(ref) : output_for(ref)};
          if (std::find(inner.begin(), inner.end(), now) == inner.end()) inner.push_back(now);
        }
        port.inner = std::move(inner);
      }
    for (GroupParam& param : parent.params) {
      GroupParam mine;
      std::vector<GroupParam::Target> others;
      for (const GroupParam::Target& target : param.targets) (chosen_.count(target.node) ? mine.targets : others).push_back(target);
      if (mine.targets.empty()) continue;
      mine.name = reserved(param.name) ? free_name(group_.params, "inner_" + param.name) : free_name(group_.params, param.name);
      others.push_back({instance_, mine.name});
      param.targets = std::move(others);
      group_.params.push_back(std::move(mine));
    }
    return parent == found->second ? std::nullopt : std::optional<Edit>(SetGroup{home_, found->second, parent});
  }

  Point middle() const {
    Point low{INFINITY, INFINITY}, high{-INFINITY, -INFINITY};
    for (NodeId id : chosen_) {
      const Point p = s_.find(id)->position;
      low = {std::min(low.x, p.x), std::min(low.y, p.y)}, high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {std::round((low.x + high.x) / 8) * 4, std::round((low.y + high.y) / 8) * 4};
  }

  const GraphState& s_;
  const std::set<NodeId> chosen_;
  NodeId home_, instance_, group_id_;
  Group group_;
  std::map<PortRef, std::string> input_of_;
  std::vector<Edge> cut_;
  std::vector<AddEdge> added_;
};

// ---- copies -----------------------------------------------------------------------------------------------------------------------

/// Copies of all that stands in a definition, with fresh ids and names.
struct Copy {
  std::unordered_map<NodeId, NodeId> of;

  PortRef port(const PortRef& p) const { return {of.at(p.node), p.port}; }

  void make(const GraphState& state, NodeId from, NodeId home, Point shift, FreshNames& names, std::vector<Edit>& nodes, std::vector<Edit>& wires) {
    std::map<std::string, std::string> renamed;
    std::vector<Node> copies;
    for (NodeId id : nodes_in(state, from)) {
      Node node = *state.find(id);
      of[id] = node.id = NodeId::random();
      node.home = home;
      const std::string name = names.next(node.type);
      renamed[node.name] = name;
      node.name = name;
      node.position = {node.position.x + shift.x, node.position.y + shift.y};
      copies.push_back(std::move(node));
    }
    for (Node& node : copies) {
      rename_references(node, renamed);
      nodes.push_back(AddNode{std::move(node)});
    }
    for (const Edge& e : state.edges)
      if (of.count(e.from.node) && of.count(e.to.node)) wires.push_back(AddEdge{{port(e.from), port(e.to)}, shifted(state.bends_of(e), shift)});
    for (const auto& [id, frame] : state.frames)
      if (frame.home == from) {
        Frame copy = frame;
        copy.home = home, copy.position = {frame.position.x + shift.x, frame.position.y + shift.y};
        nodes.push_back(SetFrame{NodeId::random(), std::nullopt, std::move(copy)});
      }
  }
};

/// Dissolves one instance.
class Ungrouping {
 public:
  Ungrouping(const GraphState& state, NodeId instance) : s_(state), node_(require(state, instance)), id_(group_of(node_)) {
    if (!id_ || !s_.groups.count(id_)) refuse("ungroup", str(node_.name, " is no group"), "Choose a group.");
  }

  GraphPatch make(std::vector<NodeId>* freed) {
    const Group& group = s_.groups.at(id_);
    const NodeType* type = s_.type_of(node_);
    const Value* repeat = node_.param(repeat_key);
    const auto times = repeat && repeat->is_int() ? static_cast<size_t>(std::clamp<int64_t>(repeat->to_int(), 1, max_repeat)) : 1;
    const std::vector<NodeId> inside = nodes_in(s_, id_);
    const bool alone = instances_of(s_, id_).size() == 1;
    const Point corner = inside.empty() ? Point{} : corner_of(s_, inside);
    const double width = extent(inside) + 184;
    FreshNames names(s_);
    GraphPatch patch;
    patch.label = "Ungroup " + node_.name;
    const std::vector<Edge> outer = s_.edges_of(node_.id);
    for (const Edge& e : outer) patch.edits.push_back(cut_wire(s_, e));
    std::vector<Edit> nodes, wires;
    std::vector<Copy> copies(times);
    for (size_t nth = 0; nth < times; ++nth) {
      const Point shift{node_.position.x - corner.x + static_cast<double>(nth) * width, node_.position.y - corner.y};
      if (nth == 0 && alone) move_out(inside, shift, copies[0], patch);
      else copies[nth].make(s_, id_, node_.home, shift, names, nodes, wires);
    }
    for (Edit& e : nodes) patch.edits.push_back(std::move(e));
    for (Edit& e : wires) patch.edits.push_back(std::move(e));
    for (const Copy& copy : copies) set_params(group, copy, patch);
    const size_t chained = type ? chained_ports(*type) : 0;
    std::set<Edge> bent;  // a wire that becomes several leaves its bends to the first
    const auto add = [&](const Edge& e, const Edge* instead_of = nullptr) {
      if (std::none_of(patch.edits.begin(), patch.edits.end(),
                       [&](const Edit& edit) { return std::holds_alternative<AddEdge>(edit) && std::get<AddEdge>(edit).edge == e; }))
        patch.edits.push_back(AddEdge{e, instead_of && bent.insert(*instead_of).second ? s_.bends_of(*instead_of) : Bends{}});
    };
    for (size_t i = 0; i < group.inputs.size(); ++i)
      for (size_t nth = 0; nth < times; ++nth)
        for (const PortRef& inner : group.inputs[i].inner) {
          if (i < chained && nth > 0) {
            if (!group.outputs[i].inner.empty()) add({copies[nth - 1].port(group.outputs[i].inner.front()), copies[nth].port(inner)});
            continue;
          }
          const PortRef mine{node_.id, group.inputs[i].name};
          for (const PortRef& from : s_.sources(mine)) {
            const Edge before{from, mine};
            add({from, copies[nth].port(inner)}, &before);
          }
        }
    for (const GroupPort& port : group.outputs)
      if (!port.inner.empty())
        for (const PortRef& to : s_.targets({node_.id, port.name})) {
          const Edge before{{node_.id, port.name}, to};
          add({copies.back().port(port.inner.front()), to}, &before);
        }
    patch.edits.push_back(RemoveNode{node_});
    if (alone) patch.edits.push_back(SetGroup{id_, group, std::nullopt});
    repoint_parent(group, copies, chained, patch);
    if (freed)
      for (const Copy& copy : copies)
        for (NodeId id : inside) freed->push_back(copy.of.at(id));
    return patch;
  }

 private:
  double extent(const std::vector<NodeId>& ids) const {
    double low = INFINITY, high = -INFINITY;
    for (NodeId id : ids) low = std::min(low, s_.find(id)->position.x), high = std::max(high, s_.find(id)->position.x);
    return ids.empty() ? 0 : high - low;
  }

  void move_out(const std::vector<NodeId>& inside, Point shift, Copy& copy, GraphPatch& patch) {
    for (NodeId id : inside) {
      copy.of[id] = id;
      const Point p = s_.find(id)->position;
      patch.edits.push_back(SetHome{id, id_, node_.home});
      patch.edits.push_back(Move{id, p, {p.x + shift.x, p.y + shift.y}});
    }
    for (const auto& [edge, bends] : s_.bends())
      if (copy.of.count(edge.from.node) && copy.of.count(edge.to.node)) patch.edits.push_back(SetBends{edge, bends, shifted(bends, shift)});
    for (const auto& [id, frame] : s_.frames)
      if (frame.home == id_) {
        Frame moved = frame;
        moved.home = node_.home, moved.position = {frame.position.x + shift.x, frame.position.y + shift.y};
        patch.edits.push_back(SetFrame{id, frame, std::move(moved)});
      }
  }

  /// What the instance set becomes what the nodes have.
  void set_params(const Group& group, const Copy& copy, GraphPatch& patch) {
    std::map<std::pair<NodeId, std::string>, Value> given;
    for (const GroupParam& param : group.params)
      if (const Value* value = node_.param(param.name))
        for (const GroupParam::Target& target : param.targets)
          if (copy.of.count(target.node)) given[{target.node, target.key}] = *value;
    for (const auto& [target, value] : given) {
      const Value* before = s_.find(target.first)->param(target.second);
      if (before && *before == value) continue;
      patch.edits.push_back(SetParam{copy.of.at(target.first), target.second, before ? std::optional(*before) : std::nullopt, value});
    }
  }

  /// What the group around had of the instance it has of the nodes.
  void repoint_parent(const Group& group, const std::vector<Copy>& copies, size_t chained, GraphPatch& patch) {
    const auto found = s_.groups.find(node_.home);
    if (found == s_.groups.end()) return;
    Group parent = found->second;
    for (auto* ports : {&parent.inputs, &parent.outputs}) {
      const bool output = ports == &parent.outputs;
      const std::vector<GroupPort>& mine = output ? group.outputs : group.inputs;
      for (GroupPort& port : *ports) {
        std::vector<PortRef> inner;
        for (const PortRef& ref : port.inner) {
          if (ref.node != node_.id) {
            inner.push_back(ref);
            continue;
          }
          for (size_t i = 0; i < mine.size(); ++i) {
            if (mine[i].name != ref.port) continue;
            for (const PortRef& deep : mine[i].inner) {
              if (output) inner.push_back(copies.back().port(deep));
              else
                for (size_t nth = 0; nth < (i < chained ? 1 : copies.size()); ++nth) inner.push_back(copies[nth].port(deep));
            }
          }
        }
        port.inner = std::move(inner);
      }
      std::erase_if(*ports, [](const GroupPort& port) { return port.inner.empty(); });
    }
    for (GroupParam& param : parent.params) {
      std::vector<GroupParam::Target> targets;
      for (const GroupParam::Target& target : param.targets) {
        if (target.node != node_.id) {
          targets.push_back(target);
          continue;
        }
        for (const GroupParam& own : group.params)
          if (own.name == target.key)
            for (const Copy& copy : copies)
              for (const GroupParam::Target& deep : own.targets)
                if (copy.of.count(deep.node)) targets.push_back({copy.of.at(deep.node), deep.key});
      }
      param.targets = std::move(targets);
    }
    std::erase_if(parent.params, [](const GroupParam& param) { return param.targets.empty(); });
    if (!(parent == found->second)) patch.edits.push_back(SetGroup{node_.home, found->second, std::move(parent)});
  }

  const GraphState& s_;
  const Node& node_;
  const NodeId id_;
};

// ---- ports and parameters that go -------------------------------------------------------------------------------------------------

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

GraphPatch make_group(const GraphState& state, const std::vector<NodeId>& ids, NodeId* instance) { return Grouping(state, ids).make(instance); }

GraphPatch make_ungroup(const GraphState& state, NodeId instance, std::vector<NodeId>* freed) {
  if (freed) freed->clear();
  return Ungrouping(state, instance).make(freed);
}

GraphPatch make_independent(const GraphState& state, NodeId instance) {
  const Node& node = require(state, instance);
  const NodeId id = group_of(node);
  GraphPatch patch;
  if (!id || !state.groups.count(id) || instances_of(state, id).size() < 2) return patch;
  patch.label = "Make " + node.name + " independent";
  const NodeId fresh = NodeId::random();
  FreshNames names(state);
  std::vector<Edit> nodes, wires;
  Copy copy;
  copy.make(state, id, fresh, {0, 0}, names, nodes, wires);
  Group group = state.groups.at(id);
  for (auto* ports : {&group.inputs, &group.outputs})
    for (GroupPort& port : *ports)
      for (PortRef& inner : port.inner)
        if (copy.of.count(inner.node)) inner = copy.port(inner);
  for (GroupParam& param : group.params)
    for (GroupParam::Target& target : param.targets)
      if (copy.of.count(target.node)) target.node = copy.of.at(target.node);
  patch.edits.push_back(SetGroup{fresh, std::nullopt, std::move(group)});
  for (Edit& e : nodes) patch.edits.push_back(std::move(e));
  for (Edit& e : wires) patch.edits.push_back(std::move(e));
  patch.edits.push_back(SetParam{instance, group_key, *node.param(group_key), Value(fresh.to_string())});
  return patch;
}

namespace {
const Group& group_around(const GraphState& state, const Node& node) {
  const auto found = state.groups.find(node.home);
  if (found == state.groups.end()) refuse("promote", str(node.name, " stands in no group"), "Open the group that it is to be shown on.");
  return found->second;
}
}  // namespace

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
    if (reserved(name)) refuse("promote", str("every group has a parameter '", name, "' of its own"), "Choose another name.");
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
