// SPDX-License-Identifier: Apache-2.0
// The manual's names of tensor types: "torch.FloatTensor", "torch.cuda.LongTensor", "torch.sparse.DoubleTensor".
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/tensor.h"

namespace tl::by_name {

/// "Float" of float32; null for types that have no such name.
const char* type_prefix(ScalarType t);
/// Those of the manual's table and bfloat16.
const std::vector<ScalarType>& named_types();

struct TensorType {
  ScalarType dtype = kFloat;
  DeviceType device = kCPU;
  Layout layout = kStrided;
};
std::string tensor_type_name(const TensorType& type);
std::string tensor_type_name(const Tensor& t);
std::optional<TensorType> tensor_type_from(const std::string& name);

}  // namespace tl::by_name
