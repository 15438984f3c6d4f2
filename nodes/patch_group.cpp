// SPDX-License-Identifier: Apache-2.0
// Putting nodes into a new group.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "nodes/bends.h"
#include "nodes/fresh_names.h"
#include "nodes/node_type.h"
#include "nodes/patch_parts.h"
#include "nodes/port_rules.h"
#include "nodes/references.h"

namespace tl::nodes {

namespace {

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
    const std::string node_name = node.name;
    node.params = {{group_key, Value(group_id_.to_string())}};
    node.position = middle();
    patch.edits.push_back(AddNode{std::move(node)});
    for (AddEdge& e : added_) patch.edits.push_back(std::move(e));
    if (parent) patch.edits.push_back(*parent);
    for (Edit& e : lead_names_in(node_name)) patch.edits.push_back(std::move(e));
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
      mine.name = reserved_param(param.name) ? free_name(group_.params, "inner_" + param.name) : free_name(group_.params, param.name);
      others.push_back({instance_, mine.name});
      param.targets = std::move(others);
      group_.params.push_back(std::move(mine));
    }
    return parent == found->second ? std::nullopt : std::optional<Edit>(SetGroup{home_, found->second, parent});
  }

  /// Who shares weights with one of the nodes, or trains it, names it through the group from now on; what comes into the group itself names
  /// it as before.
  std::vector<Edit> lead_names_in(const std::string& instance) const {
    const auto inside = [&](const Node& who) {
      return chosen_.count(who.id) > 0 || std::any_of(chosen_.begin(), chosen_.end(), [&](NodeId id) {
               const NodeId group = group_of(*s_.find(id));
               return group && who.home && group_holds(s_, group, who.home);
             });
    };
    return follow_ways(s_, [&](const Node& who, std::vector<std::string>& way) {
      for (size_t i = 0; i < way.size(); ++i) {
        const Node* named = s_.find_by_name(way[i]);
        if (!named || !chosen_.count(named->id) || (i == 0 && inside(who))) continue;
        return void(way.insert(way.begin() + static_cast<ptrdiff_t>(i), instance));
      }
    });
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

}  // namespace

GraphPatch make_group(const GraphState& state, const std::vector<NodeId>& ids, NodeId* instance) { return Grouping(state, ids).make(instance); }

}  // namespace tl::nodes
