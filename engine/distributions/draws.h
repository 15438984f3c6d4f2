// SPDX-License-Identifier: Apache-2.0
// Draws that have no operator of their own. The global generator is used; element i depends on the seed and i alone.
#pragma once
#include "engine/core/tensor.h"

namespace tl::distributions {

/// Gamma(alpha, rate 1), one draw for each element of alpha > 0, never below the type's smallest normal number. Differentiable in alpha by
/// implicit reparameterisation: the derivative of the draw at a fixed quantile.
Tensor standard_gamma(const Tensor& alpha);
/// That derivative at the draw `x`: −(∂P(alpha, x)/∂alpha) / density, with P the regularised incomplete gamma function.
double standard_gamma_grad(double alpha, double x);
/// How many of `count` trials (whole numbers ≥ 0) succeed with probability `probs`; both broadcast. No gradient.
Tensor binomial(const Tensor& count, const Tensor& probs);

}  // namespace tl::distributions
