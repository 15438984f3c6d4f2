// SPDX-License-Identifier: Apache-2.0
// Gradient clipping, as torch.nn.utils. Changes the gradients in place; tensors without a gradient are passed over.
#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/tensor.h"

namespace tl::nn::utils {

namespace detail {
/// Calls f(values, count) with the elements of each gradient, float or double.
template <class F>
void for_each_gradient(const char* operation, const std::vector<Tensor>& parameters, F&& f) {
  for (const Tensor& p : parameters) {
    const Tensor& g = p.grad();
    if (!g.defined()) continue;
    TL_CHECK(g.is_contiguous() && (g.dtype() == kFloat || g.dtype() == kDouble), not_implemented, operation,
             "gradients must be contiguous float32 or float64, got ", g.brief());
    if (g.dtype() == kFloat)
      f(g.data_ptr<float>(), g.numel());
    else
      f(g.data_ptr<double>(), g.numel());
  }
}
}  // namespace detail

/// Scales all gradients together so that their norm is at most `max_norm`; returns the norm before. Sums in double, in a fixed order.
inline double clip_grad_norm_(const std::vector<Tensor>& parameters, double max_norm, double norm_type = 2.0,
                              bool error_if_nonfinite = false) {
  const NoGradGuard no_grad;
  const bool infinite = std::isinf(norm_type);
  double total = 0;
  detail::for_each_gradient("clip_grad_norm_", parameters, [&](const auto* v, int64_t n) {
    double sum = 0;
    for (int64_t i = 0; i < n; ++i) {
      const double a = std::abs(static_cast<double>(v[i]));
      if (infinite)
        sum = std::isnan(a) ? a : std::max(sum, a);
      else
        sum += norm_type == 2.0 ? a * a : std::pow(a, norm_type);
    }
    total = infinite ? (std::isnan(sum) ? sum : std::max(total, sum)) : total + sum;
  });
  if (!infinite) total = norm_type == 2.0 ? std::sqrt(total) : std::pow(total, 1.0 / norm_type);
  TL_CHECK(!error_if_nonfinite || std::isfinite(total), value, "clip_grad_norm_", "The total norm of order ", norm_type,
           " for gradients is non-finite, so it cannot be clipped");
  const double factor = max_norm / (total + 1e-6);
  if (factor < 1)
    detail::for_each_gradient("clip_grad_norm_", parameters, [&](auto* v, int64_t n) {
      using T = std::remove_reference_t<decltype(*v)>;
      for (int64_t i = 0; i < n; ++i) v[i] *= static_cast<T>(factor);
    });
  return total;
}

/// Brings each element of the gradients into ±clip_value.
inline void clip_grad_value_(const std::vector<Tensor>& parameters, double clip_value) {
  const NoGradGuard no_grad;
  detail::for_each_gradient("clip_grad_value_", parameters, [&](auto* v, int64_t n) {
    using T = std::remove_reference_t<decltype(*v)>;
    for (int64_t i = 0; i < n; ++i) v[i] = std::clamp(v[i], static_cast<T>(-clip_value), static_cast<T>(clip_value));
  });
}

}  // namespace tl::nn::utils
