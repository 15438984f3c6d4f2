// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/norm_rows.h"

#include <algorithm>
#include <cmath>

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {
constexpr int64_t strip = 64;  // channels whose sums stay in the L1 cache

template <class T>
TL_INLINE void forward_strip(const NormRows<T>& n, int64_t first, int64_t width) {
  double total[strip] = {}, square[strip] = {};
  T scale[strip] = {}, shift[strip] = {};
  const double count = static_cast<double>(n.rows);
  for (int64_t i = 0; i < n.rows; ++i) {
    const T* x = n.in + i * n.channels + first;
    for (int64_t k = 0; k < width; ++k) total[k] += static_cast<double>(x[k]);
  }
  for (int64_t k = 0; k < width; ++k) total[k] /= count;
  for (int64_t i = 0; i < n.rows; ++i) {
    const T* x = n.in + i * n.channels + first;
    for (int64_t k = 0; k < width; ++k) {
      const double d = static_cast<double>(x[k]) - total[k];
      square[k] += d * d;
    }
  }
  for (int64_t k = 0; k < width; ++k) {
    const double inv = 1.0 / std::sqrt(square[k] / count + n.eps);
    n.mean[first + k] = static_cast<T>(total[k]);
    n.invstd[first + k] = static_cast<T>(inv);
    scale[k] = static_cast<T>(inv * (n.weight ? static_cast<double>(n.weight[first + k]) : 1.0));
    shift[k] = static_cast<T>((n.bias ? static_cast<double>(n.bias[first + k]) : 0.0) - total[k] * static_cast<double>(scale[k]));
  }
  for (int64_t i = 0; i < n.rows; ++i) {
    const T* x = n.in + i * n.channels + first;
    T* y = n.out + i * n.channels + first;
    for (int64_t k = 0; k < width; ++k) y[k] = x[k] * scale[k] + shift[k];
  }
}

template <class T>
TL_INLINE void backward_strip(const NormRowsGrad<T>& n, int64_t first, int64_t width) {
  double sum_g[strip] = {}, sum_gx[strip] = {};
  T mean[strip] = {}, k0[strip] = {}, k1[strip] = {}, k2[strip] = {};
  const double count = static_cast<double>(n.rows);
  for (int64_t k = 0; k < width; ++k) mean[k] = n.mean[first + k];
  for (int64_t i = 0; i < n.rows; ++i) {
    const T *g = n.grad + i * n.channels + first, *x = n.in + i * n.channels + first;
    for (int64_t k = 0; k < width; ++k) {
      sum_g[k] += static_cast<double>(g[k]);
      sum_gx[k] += static_cast<double>(g[k] * (x[k] - mean[k]));
    }
  }
  for (int64_t k = 0; k < width; ++k) {
    const double inv = static_cast<double>(n.invstd[first + k]), weight = n.weight ? static_cast<double>(n.weight[first + k]) : 1.0;
    n.grad_weight[first + k] = static_cast<T>(sum_gx[k] * inv);
    n.grad_bias[first + k] = static_cast<T>(sum_g[k]);
    k0[k] = static_cast<T>(weight * inv);
    k1[k] = static_cast<T>(weight * inv * inv * inv * sum_gx[k] / count);
    k2[k] = static_cast<T>(weight * inv * sum_g[k] / count);
  }
  for (int64_t i = 0; i < n.rows; ++i) {
    const T *g = n.grad + i * n.channels + first, *x = n.in + i * n.channels + first;
    T* d = n.grad_in + i * n.channels + first;
    for (int64_t k = 0; k < width; ++k) d[k] = g[k] * k0[k] - (x[k] - mean[k]) * k1[k] - k2[k];
  }
}

template <class T>
TL_INLINE void forward(const NormRows<T>& n, int64_t begin, int64_t end) {
  for (int64_t c = begin; c < end; c += strip) forward_strip(n, c, std::min(strip, end - c));
}
template <class T>
TL_INLINE void backward(const NormRowsGrad<T>& n, int64_t begin, int64_t end) {
  for (int64_t c = begin; c < end; c += strip) backward_strip(n, c, std::min(strip, end - c));
}
}  // namespace

TL_CLONES void norm_rows(const NormRows<float>& n, int64_t begin, int64_t end) { forward(n, begin, end); }
TL_CLONES void norm_rows(const NormRows<double>& n, int64_t begin, int64_t end) { forward(n, begin, end); }
TL_CLONES void norm_rows_grad(const NormRowsGrad<float>& n, int64_t begin, int64_t end) { backward(n, begin, end); }
TL_CLONES void norm_rows_grad(const NormRowsGrad<double>& n, int64_t begin, int64_t end) { backward(n, begin, end); }

}  // namespace tl::cpu
