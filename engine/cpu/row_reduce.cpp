// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/row_reduce.h"

#include <algorithm>

#include "engine/cpu/clones.h"
#include "engine/cpu/lanes.h"

namespace tl::cpu {
namespace {
constexpr int64_t sum_block = 4096;

/// The partial sums of one block: whole groups of four vectors, then the rest one by one.
template <bool Square, class T>
TL_INLINE double sum_of_block(const T* p, int64_t n) {
  constexpr int64_t lanes = lane_count<T>;
  Lanes<T> s[4] = {};
  int64_t i = 0;
  for (; i + 4 * lanes <= n; i += 4 * lanes)
    for (int k = 0; k < 4; ++k) {
      Lanes<T> x;
      x.load(p + i + k * lanes);
      if constexpr (Square) x *= x;
      s[k] += x;
    }
  s[0] += s[1], s[2] += s[3], s[0] += s[2];
  double total = 0;
  for (; i < n; ++i) total += static_cast<double>(p[i]) * (Square ? static_cast<double>(p[i]) : 1.0);
  for (int64_t k = 0; k < lanes; ++k) total += static_cast<double>(s[0][k]);
  return total;
}
template <bool Square, class T>
TL_INLINE double sum_all(const T* p, int64_t n) {
  double total = 0;
  for (int64_t b = 0; b < n; b += sum_block) total += sum_of_block<Square>(p + b, std::min(sum_block, n - b));
  return total;
}

TL_INLINE void add_all_rows(const float* p, int64_t rows, int64_t stride, int64_t width, double* total) {
  constexpr int64_t block = 64;
  for (int64_t r = 0; r < rows; r += block) {
    alignas(64) float part[256] = {};
    const int64_t end = std::min(rows, r + block);
    int64_t i = r;
    for (; i + 4 <= end; i += 4) {
      const float *a = p + i * stride, *b = a + stride, *c = b + stride, *d = c + stride;
      for (int64_t j = 0; j < width; ++j) part[j] += (a[j] + b[j]) + (c[j] + d[j]);
    }
    for (; i < end; ++i)
      for (int64_t j = 0; j < width; ++j) part[j] += p[i * stride + j];
    for (int64_t j = 0; j < width; ++j) total[j] += static_cast<double>(part[j]);
  }
}
}  // namespace

TL_CLONES double sum_run(const float* p, int64_t n) { return sum_all<false>(p, n); }
TL_CLONES double sum_run(const double* p, int64_t n) { return sum_all<false>(p, n); }
TL_CLONES double square_sum_run(const float* p, int64_t n) { return sum_all<true>(p, n); }
TL_CLONES double square_sum_run(const double* p, int64_t n) { return sum_all<true>(p, n); }
TL_CLONES void add_rows(const float* p, int64_t rows, int64_t stride, int64_t width, double* total) { add_all_rows(p, rows, stride, width, total); }
TL_CLONES void add_rows(const double* p, int64_t rows, int64_t stride, int64_t width, double* total) {
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t j = 0; j < width; ++j) total[j] += p[i * stride + j];
}

}  // namespace tl::cpu
