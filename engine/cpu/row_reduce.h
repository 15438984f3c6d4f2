// SPDX-License-Identifier: Apache-2.0
// Inner loops of reductions: one contiguous run, or rows added up column by column. The bits depend on sizes alone.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// Sum of n numbers; floats in float by 64 partial sums within blocks of 4,096, in double across blocks.
double sum_run(const float* p, int64_t n);
double sum_run(const double* p, int64_t n);
/// Sum of their squares, in the same way.
double square_sum_run(const float* p, int64_t n);
double square_sum_run(const double* p, int64_t n);
/// Largest or smallest of n > 0 numbers; not-a-number if there is one.
float extreme_run(const float* p, int64_t n, bool largest);
double extreme_run(const double* p, int64_t n, bool largest);
/// Where `value`, which extreme_run gave, is first.
int64_t find_run(const float* p, int64_t n, float value);
int64_t find_run(const double* p, int64_t n, double value);

/// total[j] += the sum over `rows` rows of p[row * stride + j], j < width ≤ 256; floats in blocks of 64 rows.
void add_rows(const float* p, int64_t rows, int64_t stride, int64_t width, double* total);
void add_rows(const double* p, int64_t rows, int64_t stride, int64_t width, double* total);
/// best[j] and at[j]: the extreme of p[row * stride + j] over `rows` > 0 rows and the first row that has it, j < width ≤ 64.
void extreme_rows(const float* p, int64_t rows, int64_t stride, int64_t width, bool largest, float* best, int64_t* at);
void extreme_rows(const double* p, int64_t rows, int64_t stride, int64_t width, bool largest, double* best, int64_t* at);

}  // namespace tl::cpu
