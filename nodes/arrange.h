// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <vector>

#include "nodes/patch.h"

namespace tl::nodes {

/// `make_arrange` with room for what hangs beneath nodes: `beneath` units below the lower edge of those named.
GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids, const std::map<NodeId, double>& beneath,
                        NodeId home = {});

}  // namespace tl::nodes
