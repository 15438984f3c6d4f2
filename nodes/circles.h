// SPDX-License-Identifier: Apache-2.0
// The order in which a graph is looked at, also when its wires form circles.
#pragma once
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

/// Nodes that lead to one another: no order of them exists.
struct Circle {
  std::vector<NodeId> all;   ///< sorted
  std::vector<NodeId> way;   ///< a shortest way from all.front() back to it, without repeating it at the end
};

struct WalkOrder {
  std::vector<NodeId> ids;       ///< every node; sources before what they feed, but for those on one circle
  std::vector<Circle> circles;   ///< each node is on one at most
};

/// In time linear in nodes and wires (times a logarithm), however many circles there are.
WalkOrder walk_order(const GraphState& state);

}  // namespace tl::nodes
