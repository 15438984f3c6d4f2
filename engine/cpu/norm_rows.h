// SPDX-License-Identifier: Apache-2.0
// Batch normalisation of a matrix whose columns are the channels: whole rows are read, so that channels lie side by side in a vector.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// rows × channels, row-major. weight and bias may be null.
template <class T>
struct NormRows {
  int64_t rows, channels;
  double eps;
  const T *in, *weight, *bias;
  T *out, *mean, *invstd;
};
template <class T>
struct NormRowsGrad {
  int64_t rows, channels;
  const T *grad, *in, *mean, *invstd, *weight;
  T *grad_in, *grad_weight, *grad_bias;
};

/// Channels begin…end-1.
void norm_rows(const NormRows<float>& n, int64_t begin, int64_t end);
void norm_rows(const NormRows<double>& n, int64_t begin, int64_t end);
void norm_rows_grad(const NormRowsGrad<float>& n, int64_t begin, int64_t end);
void norm_rows_grad(const NormRowsGrad<double>& n, int64_t begin, int64_t end);

}  // namespace tl::cpu
