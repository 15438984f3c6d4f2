// SPDX-License-Identifier: Apache-2.0
// What can be trained, but is hardly meant or seldom wise: each with its evidence, a sentence and, where there is one, a mend. Internal to the
// analysis.
#pragma once
#include <map>

#include "nodes/analyze.h"
#include "nodes/data_recipe.h"

namespace tl::nodes {

/// Appends problems of severity advice to `a`, which is complete but for them. `recipes`: of the data nodes that could be opened.
void give_advice(const GraphState& state, const std::map<NodeId, DataRecipe>& recipes, Analysis& a);

/// Patches of the kinds that only advice has: "remove_node" (its source goes on to what it fed), "use_logits" (the loss of `node` becomes
/// `key` and takes what the wire's source gets). An empty patch where the graph has moved on.
GraphPatch make_advised(const GraphState& state, const Fix& fix, NodeId node);

}  // namespace tl::nodes
