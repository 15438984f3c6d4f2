// SPDX-License-Identifier: Apache-2.0
// Gradient clipping, as torch.nn.utils. Changes the gradients in place; tensors without a gradient are passed over.
#pragma once
#include <vector>

#include "engine/core/tensor.h"

namespace tl::nn::utils {

/// Scales all gradients together so that their norm is at most `max_norm`; returns the norm before. Sums in double, in a fixed order.
double clip_grad_norm_(const std::vector<Tensor>& parameters, double max_norm, double norm_type = 2.0, bool error_if_nonfinite = false);

/// Brings each element of the gradients into ±clip_value.
void clip_grad_value_(const std::vector<Tensor>& parameters, double clip_value);

}  // namespace tl::nn::utils
