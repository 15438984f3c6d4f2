// SPDX-License-Identifier: Apache-2.0
// All parameters as one vector and back, as torch.nn.utils.
#pragma once
#include <vector>

#include "engine/core/tensor.h"

namespace tl::nn::utils {

/// One behind the other, flattened; differentiable.
Tensor parameters_to_vector(const std::vector<Tensor>& parameters);

/// Writes slices of `vec` into the parameters, in order. Throws Error (shape) when it has not as many elements as they have.
void vector_to_parameters(const Tensor& vec, const std::vector<Tensor>& parameters);

}  // namespace tl::nn::utils
