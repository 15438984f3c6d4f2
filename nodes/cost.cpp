// SPDX-License-Identifier: Apache-2.0
#include "nodes/cost.h"

#include "engine/optim/registry.h"

namespace tl::nodes {

namespace {

int64_t elements(const std::vector<int64_t>& shape) {
  int64_t n = 1;
  for (int64_t s : shape) n *= s;
  return n;
}


/// Elements under one position of a pooling window over N×C and `dims` sizes; 0 when the window adapts to the input.
int64_t window(const Value::Dict& params, size_t dims) {
  const Value* kernel = find_entry(params, "kernel_size");
  if (!kernel || kernel->is_none()) return 0;
  const auto sizes = kernel->to_ints();
  return elements(sizes.size() == 1 ? std::vector<int64_t>(dims, sizes[0]) : std::vector<int64_t>(sizes.begin(), sizes.end()));
}

int64_t contraction(const NodeType& type, const Shapes& inputs, const Shapes& outputs, const Shapes& weights) {
  if (weights.empty() || weights[0].size() < 2 || weights[0][0] == 0) return 0;
  const bool transposed = type.key.rfind("ConvTranspose", 0) == 0;
  return 2 * elements(transposed ? inputs[0] : outputs[0]) * (elements(weights[0]) / weights[0][0]);
}

}  // namespace

int64_t forward_flops(const NodeType& type, const Value::Dict& params, const Shapes& inputs, const Shapes& outputs, const Shapes& weights) {
  if (inputs.empty() || outputs.empty()) return 0;
  switch (type.category) {
    case Category::convolution:
    case Category::linear: return contraction(type, inputs, outputs, weights);
    case Category::activation: return elements(outputs[0]);
    case Category::normalization: return 2 * elements(outputs[0]);
    case Category::pooling: {
      const int64_t each = window(params, outputs[0].size() > 2 ? outputs[0].size() - 2 : 1);
      return each ? each * elements(outputs[0]) : elements(inputs[0]);
    }
    case Category::math:
      if (type.key == "MatMul") return inputs[0].empty() ? 0 : 2 * elements(outputs[0]) * inputs[0].back();
      return type.key == "Mean" ? elements(inputs[0]) : elements(outputs[0]);
    default: return 0;
  }
}

int64_t optimizer_state_floats(const NodeType& type, const Value::Dict& params) {
  return type.optimizer && type.optimizer->state_floats ? type.optimizer->state_floats(Value(params)) : 0;
}

}  // namespace tl::nodes
