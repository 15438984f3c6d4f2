// SPDX-License-Identifier: Apache-2.0
// Copies of what stands in a definition: dissolving an instance, and giving one a definition of its own.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include "nodes/bends.h"
#include "nodes/fresh_names.h"
#include "nodes/measures.h"
#include "nodes/node_type.h"
#include "nodes/patch_parts.h"
#include "nodes/references.h"

namespace tl::nodes {

namespace {

/// The top-left corner of what nodes cover.
Point corner_of(const GraphState& state, const std::vector<NodeId>& ids) {
  Point corner{INFINITY, INFINITY};
  for (NodeId id : ids) {
    const Point p = state.find(id)->position;
    corner = {std::min(corner.x, p.x), std::min(corner.y, p.y)};
  }
  return corner;
}

/// Copies of all that stands in a definition, with fresh ids and names.
struct Copy {
  std::unordered_map<NodeId, NodeId> of;
  std::map<std::string, std::string> names_of;   ///< what nodes are called in it, by their names in the definition

  PortRef port(const PortRef& p) const { return {of.at(p.node), p.port}; }

  void make(const GraphState& state, NodeId from, NodeId home, Point shift, FreshNames& names, std::vector<Edit>& nodes, std::vector<Edit>& wires) {
    std::vector<Node> copies;
    for (NodeId id : nodes_in(state, from)) {
      Node node = *state.find(id);
      of[id] = node.id = NodeId::random();
      node.home = home;
      const std::string name = names.next(node.type);
      names_of[node.name] = name;
      node.name = name;
      node.position = {node.position.x + shift.x, node.position.y + shift.y};
      copies.push_back(std::move(node));
    }
    for (Node& node : copies) {
      rename_references(node, names_of);
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
    const double width = extent(inside) + measures::column_pitch;
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
    for (Edit& e : lead_names_out(copies)) patch.edits.push_back(std::move(e));
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
      copy.of[id] = id, copy.names_of[s_.find(id)->name] = s_.find(id)->name;
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

  /// Who named a node through the instance names the one that it became.
  std::vector<Edit> lead_names_out(const std::vector<Copy>& copies) const {
    return follow_ways(s_, [&](const Node&, std::vector<std::string>& way) {
      const auto at = std::find(way.begin(), way.end(), node_.name);
      if (at == way.end() || at + 1 == way.end()) return;
      auto inner = at + 1;
      const bool counted = std::isdigit(static_cast<unsigned char>(inner->empty() ? ' ' : inner->front())) > 0;
      const size_t nth = counted ? static_cast<size_t>(std::atoll(inner->c_str())) : 1;
      if (counted) ++inner;
      if (inner == way.end() || nth < 1 || nth > copies.size()) return;
      const auto name = copies[nth - 1].names_of.find(*inner);
      if (name == copies[nth - 1].names_of.end()) return;
      *inner = name->second;
      way.erase(at, inner);
    });
  }

  const GraphState& s_;
  const Node& node_;
  const NodeId id_;
};

}  // namespace

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
  const std::string& of_node = node.name;
  for (Edit& e : follow_ways(state, [&](const Node&, std::vector<std::string>& way) {
         for (auto part = std::find(way.begin(), way.end(), of_node); part != way.end(); ++part)
           if (const auto name = copy.names_of.find(*part); name != copy.names_of.end()) *part = name->second;
       }))
    patch.edits.push_back(std::move(e));
  patch.edits.push_back(SetParam{instance, group_key, *node.param(group_key), Value(fresh.to_string())});
  return patch;
}

}  // namespace tl::nodes
