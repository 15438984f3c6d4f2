// SPDX-License-Identifier: Apache-2.0
// Parameters that name other nodes: an optimizer's scope, and the layer whose weights another one shares. Renaming, copying and removing keep
// them true.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "nodes/patch.h"

namespace tl::nodes {

/// The parameter of a layer that names the node whose weights it uses; empty: it has its own. Such a layer is the other one applied again.
inline constexpr const char* shares_key = "shares";

/// Whether a parameter of this key names nodes: one whose weights are used, or all that an optimizer moves.
enum class Naming { none, one, several };
Naming naming_of(const std::string& key);
/// What such a parameter may name at the node's own level, in the order of the alphabet: layers of its type that do not use its weights, or
/// layers with weights and groups.
std::vector<std::string> names_that_fit(const GraphState& state, const Node& node, const std::string& key);

/// How a name leads to a node. Names are those of the level that the naming node stands at or of one around it: "conv_1"; a node in a
/// group is named with the instances that lead to it and, in a repeated one, which repetition: "block/2/conv_1". A plain name of a node in a
/// group means all places where it stands; whoever shares weights needs it to be one.
std::vector<std::string> way_parts(const std::string& name);
std::string way_text(const std::vector<std::string>& parts);
/// The node at the end of the way, in a document or in an unfolded one; nullptr: there is none of that name.
const Node* named_node(const GraphState& state, const std::string& name);

/// The name under `shares`, empty when the node has weights of its own (or none).
std::string shared_name(const Node& node);
/// Whose weights a node uses, followed to the end: itself where it has its own; null where a name leads nowhere or round in a circle.
const Node* weights_owner(const GraphState& state, const Node& node);
/// All nodes that use the same weights as this one, itself among them; in order of their ids. One where nothing is shared.
std::vector<const Node*> sharing_with(const GraphState& state, const Node& node);

/// The old names in a node's parameters in exchange for new ones.
void rename_references(Node& node, const std::map<std::string, std::string>& renamed);
/// The edits by which the nodes of a document follow renamed ones.
std::vector<Edit> follow_renames(const GraphState& state, const std::map<std::string, std::string>& renamed);
/// The edits by which what names nodes follows when they move to another level: `change` may write another way for the node `who`.
std::vector<Edit> follow_ways(const GraphState& state, const std::function<void(const Node& who, std::vector<std::string>& way)>& change);
/// The edits by which those that stay do without removed nodes: the first layer that shared the weights of one has them from then on, and a
/// scope names it no more. A scope that would be left empty, which means all, stays as it is: the analysis tells.
std::vector<Edit> hand_over(const GraphState& state, const std::unordered_set<NodeId>& removed);

}  // namespace tl::nodes
