// SPDX-License-Identifier: Apache-2.0
// Running sums, in double for floats.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// Along each of `rows` contiguous runs of n elements, from the first on or, reversed, from the last.
void scan_runs(const float* x, float* y, int64_t rows, int64_t n, bool reverse);
void scan_runs(const double* x, double* y, int64_t rows, int64_t n, bool reverse);
void scan_runs(const int64_t* x, int64_t* y, int64_t rows, int64_t n, bool reverse);
/// Down each of `width` ≤ 64 neighbouring columns of n rows that are `stride` elements apart.
void scan_columns(const float* x, float* y, int64_t n, int64_t stride, int64_t width, bool reverse);
void scan_columns(const double* x, double* y, int64_t n, int64_t stride, int64_t width, bool reverse);
void scan_columns(const int64_t* x, int64_t* y, int64_t n, int64_t stride, int64_t width, bool reverse);

}  // namespace tl::cpu
