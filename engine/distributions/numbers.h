// SPDX-License-Identifier: Apache-2.0
// Small tools of the families' formulas.
#pragma once
#include <cmath>
#include <limits>

#include "engine/ops/functions.h"

namespace tl::distributions {

constexpr double kPi = 3.14159265358979323846, kEuler = 0.57721566490153286061, kLogTwoPi = 1.83787706640934548356, kLog2 = 0.69314718055994530942;
constexpr double kInf = std::numeric_limits<double>::infinity(), kNan = std::numeric_limits<double>::quiet_NaN();

/// Smallest positive normal number and distance from 1 to the next, of a floating type.
inline double tiny_of(ScalarType t) { return t == kDouble ? std::numeric_limits<double>::min() : t == kHalf ? 6.103515625e-05 : std::numeric_limits<float>::min(); }
inline double eps_of(ScalarType t) {
  return t == kDouble ? std::numeric_limits<double>::epsilon() : t == kHalf ? 9.765625e-04 : t == kBFloat16 ? 7.8125e-03 : std::numeric_limits<float>::epsilon();
}
/// Uniform numbers in (0, 1), in the type and on the device of `like`.
inline Tensor open_uniform(const DimVector& shape, const Tensor& like) {
  const NoGradGuard guard;
  return clamp(rand(shape, TensorOptions(like.dtype()).device(like.device())), eps_of(like.dtype()) / 2, 1 - eps_of(like.dtype()) / 2);
}
inline Tensor standard_normal(const DimVector& shape, const Tensor& like) {
  const NoGradGuard guard;
  return randn(shape, TensorOptions(like.dtype()).device(like.device()));
}
inline DimVector shape_of(const Tensor& t) { return DimVector(t.sizes().begin(), t.sizes().end()); }
/// −softplus(−x) = log sigmoid(x).
inline Tensor log_sigmoid_of(const Tensor& x) { return -softplus(-x); }
inline Tensor clamp_probs(const Tensor& p) { return clamp(p, eps_of(p.dtype()), 1 - eps_of(p.dtype())); }
/// log(p / (1 − p)), or log p of categories, with p kept away from 0 and 1.
inline Tensor probs_to_logits(const Tensor& p, bool binary) {
  const Tensor c = clamp_probs(p);
  return binary ? log(c) - log1p(-c) : log(c);
}

}  // namespace tl::distributions
