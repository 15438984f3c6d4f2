// SPDX-License-Identifier: Apache-2.0
// Mends for a node that refuses its inputs: what to put into a wire, or which type to take instead. Each is tried out on meta tensors before
// it is offered: what is offered works. Internal to the analysis.
#pragma once
#include <optional>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// The first that works; `wires[i]` is the wire at input i. An empty label: none is known.
Fix find_mend(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires);

}  // namespace tl::nodes
