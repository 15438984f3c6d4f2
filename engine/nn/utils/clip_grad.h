// SPDX-License-Identifier: Apache-2.0
// Gradient clipping, as torch.nn.utils. Changes the gradients in place; tensors without a gradient are passed over.
#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/tensor.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils {

namespace detail {
/// The gradients on a device other than the CPU; those on it go through `for_each_gradient`.
inline std::vector<Tensor> device_gradients(const std::vector<Tensor>& parameters) {
  std::vector<Tensor> all;
  for (const Tensor& p : parameters)
    if (p.grad().defined() && !p.grad().is_cpu()) all.push_back(p.grad());
  return all;
}

/// Calls f(values, count) with the elements of each gradient, float or double.
template <class F>
void for_each_gradient(const char* operation, const std::vector<Tensor>& parameters, F&& f) {
  for (const Tensor& p : parameters) {
    const Tensor& g = p.grad();
    if (!g.defined() || !g.is_cpu()) continue;
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
  if (std::vector<Tensor> there = detail::device_gradients(parameters); !there.empty()) {
    // One number for each gradient, all read at once.
    for (Tensor& g : there) {
      const Tensor v = abs(g.to(kDouble));
      g = (v.numel() == 0 ? zeros({}, v.options()) : infinite ? amax(v) : sum(norm_type == 2.0 ? v * v : pow(v, norm_type))).reshape({1});
    }
    const Tensor sums = cat(there).cpu();
    for (int64_t i = 0; i < sums.numel(); ++i) {
      const double one = sums.data_ptr<double>()[i];
      total = !infinite ? total + one : std::isnan(one) ? one : std::isnan(total) ? total : std::max(total, one);
    }
  }
  if (!infinite) total = norm_type == 2.0 ? std::sqrt(total) : std::pow(total, 1.0 / norm_type);
  TL_CHECK(!error_if_nonfinite || std::isfinite(total), value, "clip_grad_norm_", "The total norm of order ", norm_type,
           " for gradients is non-finite, so it cannot be clipped");
  const double factor = max_norm / (total + 1e-6);
  if (factor < 1)
    detail::for_each_gradient("clip_grad_norm_", parameters, [&](auto* v, int64_t n) {
      using T = std::remove_reference_t<decltype(*v)>;
      for (int64_t i = 0; i < n; ++i) v[i] *= static_cast<T>(factor);
    });
  if (factor < 1)
    for (Tensor& g : detail::device_gradients(parameters)) g.mul_(factor);
  return total;
}

/// Brings each element of the gradients into ±clip_value.
inline void clip_grad_value_(const std::vector<Tensor>& parameters, double clip_value) {
  const NoGradGuard no_grad;
  detail::for_each_gradient("clip_grad_value_", parameters, [&](auto* v, int64_t n) {
    using T = std::remove_reference_t<decltype(*v)>;
    for (int64_t i = 0; i < n; ++i) v[i] = std::clamp(v[i], static_cast<T>(-clip_value), static_cast<T>(clip_value));
  });
  for (Tensor& g : detail::device_gradients(parameters)) g.copy_(clamp(g, -clip_value, clip_value));
}

}  // namespace tl::nn::utils
