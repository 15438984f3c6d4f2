// SPDX-License-Identifier: Apache-2.0
// Special functions whose arguments do not follow the pattern of pointwise.def.
#pragma once
#include "engine/core/tensor.h"

namespace tl {
/// Derivative number n >= 0 of digamma.
Tensor polygamma(int64_t n, const Tensor& input);
/// Logarithm of the multivariate gamma function of dimension p >= 1; every element must be above (p - 1) / 2.
Tensor mvlgamma(const Tensor& input, int64_t p);
}  // namespace tl
