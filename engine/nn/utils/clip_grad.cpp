// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/utils/clip_grad.h"

#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::nn::utils {
namespace {
/// Float or double on the CPU without gaps: what a plain loop can walk.
bool is_plain(const Tensor& g) {
  return g.is_cpu() && !g.is_sparse() && g.is_contiguous() && (g.dtype() == kFloat || g.dtype() == kDouble);
}
/// The gradients with gaps, in two bytes or sparse on the CPU, or those on another device; the plain ones go through `for_each_gradient`.
std::vector<Tensor> other_gradients(const std::vector<Tensor>& parameters, bool cpu) {
  std::vector<Tensor> all;
  for (const Tensor& p : parameters)
    if (p.grad().defined() && p.grad().is_cpu() == cpu && !is_plain(p.grad())) all.push_back(p.grad());
  return all;
}

/// Calls f(values, count) with the elements of each plain gradient.
template <class F>
void for_each_gradient(const std::vector<Tensor>& parameters, F&& f) {
  for (const Tensor& p : parameters) {
    const Tensor& g = p.grad();
    if (!g.defined() || !is_plain(g)) continue;
    if (g.dtype() == kFloat)
      f(g.data_ptr<float>(), g.numel());
    else
      f(g.data_ptr<double>(), g.numel());
  }
}
}  // namespace

double clip_grad_norm_(const std::vector<Tensor>& parameters, double max_norm, double norm_type, bool error_if_nonfinite) {
  const NoGradGuard no_grad;
  const bool infinite = std::isinf(norm_type);
  double total = 0;
  for_each_gradient(parameters, [&](const auto* v, int64_t n) {
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
  for (const bool cpu : {true, false}) {
    std::vector<Tensor> there = other_gradients(parameters, cpu);
    if (there.empty()) continue;
    // One number for each gradient, all read at once.
    for (Tensor& g : there) {
      const Tensor v = abs((g.is_sparse() ? g.coalesce()._values() : g).to(kDouble));  // entries of one place count as their sum
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
    for_each_gradient(parameters, [&](auto* v, int64_t n) {
      using T = std::remove_reference_t<decltype(*v)>;
      for (int64_t i = 0; i < n; ++i) v[i] *= static_cast<T>(factor);
    });
  for (const bool cpu : {true, false})
    if (factor < 1)
      for (Tensor& g : other_gradients(parameters, cpu)) g.mul_(factor);
  return total;
}

void clip_grad_value_(const std::vector<Tensor>& parameters, double clip_value) {
  const NoGradGuard no_grad;
  for_each_gradient(parameters, [&](auto* v, int64_t n) {
    using T = std::remove_reference_t<decltype(*v)>;
    for (int64_t i = 0; i < n; ++i) v[i] = std::clamp(v[i], static_cast<T>(-clip_value), static_cast<T>(clip_value));
  });
  for (const bool cpu : {true, false})
    for (Tensor& g : other_gradients(parameters, cpu)) g.copy_(clamp(g, -clip_value, clip_value));
}

}  // namespace tl::nn::utils
