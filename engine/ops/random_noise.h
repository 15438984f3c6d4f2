// SPDX-License-Identifier: Apache-2.0
// Uniform noise for bodies that need it: in a RandomContext a pure function of the step, else drawn from the global generator.
#pragma once
#include "engine/core/tensor.h"
#include "engine/core/tensor_options.h"

namespace tl::ops {
/// Evenly drawn from [low, high); no gradient.
Tensor uniform_noise(IntArrayRef sizes, const TensorOptions& options, double low = 0, double high = 1);
/// Exponentially drawn with rate 1, never zero; no gradient.
Tensor exponential_noise(IntArrayRef sizes, const TensorOptions& options);
}  // namespace tl::ops
