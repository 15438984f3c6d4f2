// SPDX-License-Identifier: Apache-2.0
// Softmax and its logarithm along a contiguous run, or down columns of rows. The bits depend on sizes and the width of
// the vectors alone.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// y[i] = exp(x[i]) / Σ exp(x), or its logarithm; the largest x is taken out first. In place is allowed.
void softmax_run(const float* x, float* y, int64_t n, bool log);
void softmax_run(const double* x, double* y, int64_t n, bool log);
/// From the result y and its gradient g: (g - Σ g·y)·y, or g - exp(y)·Σ g.
void softmax_run_grad(const float* g, const float* y, float* out, int64_t n, bool log);
void softmax_run_grad(const double* g, const double* y, double* out, int64_t n, bool log);

/// The same for each of `width` neighbouring columns of n rows that are `stride` elements apart.
void softmax_columns(const float* x, float* y, int64_t n, int64_t stride, int64_t width, bool log);
void softmax_columns(const double* x, double* y, int64_t n, int64_t stride, int64_t width, bool log);
void softmax_columns_grad(const float* g, const float* y, float* out, int64_t n, int64_t stride, int64_t width, bool log);
void softmax_columns_grad(const double* g, const double* y, double* out, int64_t n, int64_t stride, int64_t width, bool log);

}  // namespace tl::cpu
