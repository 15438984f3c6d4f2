// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/optim_kernels.h"

#include <cmath>

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {

template <class T>
TL_INLINE void sgd(const SgdUpdate<T>& u, int64_t begin, int64_t end) {
  T* __restrict p = u.parameter;
  T* __restrict buffer = u.momentum_buffer;
  const T* __restrict g = u.gradient;
  const T lr = u.lr, momentum = u.momentum, decay = u.weight_decay, fresh = u.first ? T(1) : T(1) - u.dampening,
          old = u.first ? T(0) : u.momentum;
  if (!buffer) {
    for (int64_t i = begin; i < end; ++i) p[i] -= lr * (g[i] + decay * p[i]);
    return;
  }
  const T straight = u.nesterov ? T(1) : T(0), through = u.nesterov ? momentum : T(1);
  for (int64_t i = begin; i < end; ++i) {
    const T d = g[i] + decay * p[i];
    buffer[i] = old * buffer[i] + fresh * d;
    p[i] -= lr * (straight * d + through * buffer[i]);
  }
}

template <class T>
TL_INLINE void adam(const AdamUpdate<T>& u, int64_t begin, int64_t end) {
  T* __restrict p = u.parameter;
  T* __restrict m = u.exp_avg;
  T* __restrict v = u.exp_avg_sq;
  T* __restrict top = u.max_exp_avg_sq;
  const T* __restrict gradient = u.gradient;
  const T beta1 = u.beta1, beta2 = u.beta2, rest1 = u.rest1, rest2 = u.rest2, eps = u.eps, decay = u.weight_decay,
          keep = u.keep, size = u.step_size, root = u.root_correction;
  for (int64_t i = begin; i < end; ++i) {
    const T before = p[i] * keep, g = gradient[i] + decay * before;
    m[i] = beta1 * m[i] + rest1 * g;
    v[i] = beta2 * v[i] + rest2 * g * g;
    T second = v[i];
    if (top) top[i] = second = top[i] > second ? top[i] : second;
    p[i] = before - size * m[i] / (std::sqrt(second) / root + eps);
  }
}
}  // namespace

TL_CLONES void sgd_update(const SgdUpdate<float>& u, int64_t begin, int64_t end) { sgd(u, begin, end); }
TL_CLONES void sgd_update(const SgdUpdate<double>& u, int64_t begin, int64_t end) { sgd(u, begin, end); }
TL_CLONES void adam_update(const AdamUpdate<float>& u, int64_t begin, int64_t end) { adam(u, begin, end); }
TL_CLONES void adam_update(const AdamUpdate<double>& u, int64_t begin, int64_t end) { adam(u, begin, end); }

}  // namespace tl::cpu
