// SPDX-License-Identifier: Apache-2.0
// What a node costs, by rules that can be followed with pencil and paper.
#pragma once
#include <cstdint>
#include <vector>

#include "nodes/node_type.h"

namespace tl::nodes {

using Shapes = std::vector<std::vector<int64_t>>;

/// Floating-point operations of one forward pass for one sample (shapes at N = 1). A multiply-add counts as 2, an activation or
/// arithmetic as 1 per element, a normalization as 2 per element, pooling as one per element looked at; biases, reshapes, losses and
/// metrics as nothing. Convolution and Linear: 2 · output elements · weights per output channel.
int64_t forward_flops(const NodeType& type, const Value::Dict& params, const Shapes& inputs, const Shapes& outputs, const Shapes& weights);

/// Optimizer state per parameter element, in floats: Adam 2, SGD with momentum 1.
int64_t optimizer_state_floats(const NodeType& type, const Value::Dict& params);

}  // namespace tl::nodes
