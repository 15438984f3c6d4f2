// SPDX-License-Identifier: Apache-2.0
// All parameters as one vector and back, as torch.nn.utils.
#pragma once
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/tensor.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils {

/// One behind the other, flattened; differentiable.
inline Tensor parameters_to_vector(const std::vector<Tensor>& parameters) {
  std::vector<Tensor> flat;
  for (const Tensor& t : parameters) flat.push_back(reshape(t, {-1}));
  return cat(flat, 0);
}

/// Writes slices of `vec` into the parameters, in order. Throws Error (shape) when it has not as many elements as they have.
inline void vector_to_parameters(const Tensor& vec, const std::vector<Tensor>& parameters) {
  const NoGradGuard guard;
  int64_t needed = 0, at = 0;
  for (const Tensor& t : parameters) needed += t.numel();
  TL_CHECK(vec.numel() == needed, shape, "vector_to_parameters", "the vector has ", vec.numel(), " elements, the parameters ", needed);
  for (Tensor t : parameters) {
    t.copy_(reshape(narrow(vec, 0, at, t.numel()), t.sizes()));
    at += t.numel();
  }
}

}  // namespace tl::nn::utils
