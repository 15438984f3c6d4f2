// SPDX-License-Identifier: Apache-2.0
// Mends for a node that refuses its inputs: what to put into a wire, or which type to take instead. Each is tried out on meta tensors before
// it is offered: what is offered works. Internal to the analysis.
#pragma once
#include <optional>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// Those that work, the likeliest first, at most `most_mends`; `wires[i]` is the wire at input i. The labels of all but the first tell them
/// apart: "Insert Reshape 1×784", "Insert Pad 0×1×0×1 at b".
inline constexpr size_t most_mends = 5;
std::vector<Fix> find_mends(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires);

}  // namespace tl::nodes
