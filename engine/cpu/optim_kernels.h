// SPDX-License-Identifier: Apache-2.0
// One pass over a parameter: everything an optimizer does to it, element by element.
#pragma once
#include <cstdint>

namespace tl::cpu {

template <class T>
struct SgdUpdate {
  T *parameter, *momentum_buffer;  ///< momentum_buffer may be null
  const T* gradient;
  T lr, momentum, dampening, weight_decay;
  bool nesterov, first;            ///< first: the buffer is filled with the gradient
};
template <class T>
struct AdamUpdate {
  T *parameter, *exp_avg, *exp_avg_sq, *max_exp_avg_sq;  ///< the last may be null (no amsgrad)
  const T* gradient;
  T beta1, beta2, eps, weight_decay;
  T rest1, rest2;  ///< 1 - beta1, 1 - beta2, subtracted in double: 1 - 0.999f is off by 5e-5
  T keep;       ///< parameters are first multiplied by it: 1, or 1 - lr · weight decay (AdamW)
  T step_size;  ///< lr / (1 - beta1^t)
  T root_correction;  ///< sqrt(1 - beta2^t)
};

/// Elements begin…end-1.
void sgd_update(const SgdUpdate<float>& u, int64_t begin, int64_t end);
void sgd_update(const SgdUpdate<double>& u, int64_t begin, int64_t end);
void adam_update(const AdamUpdate<float>& u, int64_t begin, int64_t end);
void adam_update(const AdamUpdate<double>& u, int64_t begin, int64_t end);

}  // namespace tl::cpu
