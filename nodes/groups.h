// SPDX-License-Identifier: Apache-2.0
// Groups: a definition (`Group` in document.h) holds nodes, and nodes of type "Group" are its instances. Where a person stands in them is a
// level: the instances that were entered, one after the other.
#pragma once
#include <string>
#include <vector>

#include "nodes/document.h"
#include "nodes/patch.h"

namespace tl::nodes {

inline constexpr const char* group_type = "Group";   ///< type of a node that is an instance
inline constexpr const char* group_key = "group";    ///< its parameter that names the definition: 16 hexadecimal digits
inline constexpr const char* repeat_key = "repeat";  ///< its parameter: how many times one after the other, each with weights of its own
inline constexpr int64_t max_repeat = 1000;
inline constexpr size_t max_group_depth = 64;        ///< groups within groups that are unfolded

/// The definition that a node is an instance of; 0: it is none, or names none.
NodeId group_of(const Node& node);
/// Whether a definition contains an instance of the other, however deep, or is it.
bool group_holds(const GraphState& state, NodeId group, NodeId other);
/// Inputs and outputs of a group that lead from one repetition to the next: the first so many of both.
size_t chained_ports(const NodeType& face);
/// All nodes that are instances of a definition, by id.
std::vector<NodeId> instances_of(const GraphState& state, NodeId group);
/// All nodes that stand in a definition (0: in the document itself), by id.
std::vector<NodeId> nodes_in(const GraphState& state, NodeId home);

/// An id in the flat document (nodes/expansion.h) of what stands in an unfolded instance. `scope` is the instance's own flat id, or for a
/// later repetition `repetition_scope`; 0: the document itself.
NodeId flat_id(NodeId scope, NodeId node);
NodeId repetition_scope(NodeId instance, int64_t nth);   ///< the first, 0, has the instance's id

/// A place in the document: the instances entered, from the outside inwards.
struct Level {
  std::vector<NodeId> path;  ///< ids of Group nodes
  NodeId home;               ///< the definition that is seen; 0: the document itself
  NodeId scope;              ///< flat id of the innermost instance, its first repetition
  std::string prefix;        ///< of the names of what is seen: "layer1/2/"; empty in the document itself

  NodeId flat(NodeId node) const { return flat_id(scope, node); }
  Edge flat(const Edge& e) const { return {{flat(e.from.node), e.from.port}, {flat(e.to.node), e.to.port}}; }
  bool operator==(const Level&) const = default;
};
/// The level behind these instances, as far as they exist.
Level level_at(const GraphState& state, const std::vector<NodeId>& path);
/// The shortest way into a definition; empty when nothing leads there.
std::vector<NodeId> path_to(const GraphState& state, NodeId home);
/// The node and the way to it that a run calls `name`: "layer1/2/conv_1". `path` gets the instances.
const Node* find_by_flat_name(const GraphState& state, const std::string& name, std::vector<NodeId>* path = nullptr);

// ---- builders ----------------------------------------------------------------------------------------------------------------
/// Puts nodes of one level into a new group and an instance of it in their place: wires that cross its border become ports. Throws tl::Error
/// (category value) in words where that cannot be: nodes of different levels, or a way that leaves the group and comes back.
GraphPatch make_group(const GraphState& state, const std::vector<NodeId>& ids, NodeId* instance = nullptr);
/// Puts an instance's nodes back in its place; other instances keep theirs. A repeated instance becomes as many copies as it has
/// repetitions. `freed` gets the nodes.
GraphPatch make_ungroup(const GraphState& state, NodeId instance, std::vector<NodeId>* freed = nullptr);
/// Gives an instance a definition of its own, so that editing one no longer changes the others. Empty when it has one already.
GraphPatch make_independent(const GraphState& state, NodeId instance);
/// Makes an input or output of a node in a group one of the group's.
GraphPatch make_promote_port(const GraphState& state, const PortRef& port, bool is_output);
/// Lets instances set a parameter of a node in a group; with the name of a parameter that the group has, that one sets this too.
GraphPatch make_promote_param(const GraphState& state, NodeId node, const std::string& key, const std::string& name = {});
/// Takes a port (with the wires that instances have at it) or a parameter back.
GraphPatch make_withdraw_port(const GraphState& state, NodeId group, const std::string& name, bool is_output);
GraphPatch make_withdraw_param(const GraphState& state, NodeId group, const std::string& name);
/// Another title on all instances.
GraphPatch make_retitle_group(const GraphState& state, NodeId group, const std::string& title);

/// What must go with nodes that go: ports and parameters of their group that were theirs, and definitions without any other instance, with
/// all that stands in them. For builders that remove nodes; `gone` are those.
struct Leftovers {
  std::vector<NodeId> nodes;      ///< further nodes: those of definitions that go
  std::vector<Edit> before;       ///< edits before the nodes are removed: wires at ports that go, changed definitions
  std::vector<Edit> after;        ///< edits after: definitions that go
};
Leftovers leftovers(const GraphState& state, const std::vector<NodeId>& gone);

}  // namespace tl::nodes
