// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/utils/convert_parameters.h"

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils {

Tensor parameters_to_vector(const std::vector<Tensor>& parameters) {
  std::vector<Tensor> flat;
  for (const Tensor& t : parameters) flat.push_back(reshape(t, {-1}));
  return cat(flat, 0);
}

void vector_to_parameters(const Tensor& vec, const std::vector<Tensor>& parameters) {
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
