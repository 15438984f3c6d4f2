// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <vector>

#include "nodes/document.h"

namespace tl::nodes {

/// What the instances that were entered set of the nodes seen behind them: it holds there instead of what the nodes have.
std::map<NodeId, Value::Dict> given_at(const GraphState& state, const std::vector<NodeId>& path);

}  // namespace tl::nodes
