// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/scan_rows.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {
template <class T> using Sum = std::conditional_t<std::is_floating_point_v<T>, double, T>;
/// Whole numbers wrap around instead of overflowing.
template <class S>
TL_INLINE S plus(S a, S b) {
  if constexpr (std::is_integral_v<S>) return static_cast<S>(static_cast<std::make_unsigned_t<S>>(a) + static_cast<std::make_unsigned_t<S>>(b));
  else return a + b;
}

/// Each addition waits for the one before it: eight runs side by side keep the processor busy. They go tile by tile, for runs whose length is a
/// power of two would throw each other's lines out of the cache.
template <class T>
TL_INLINE void eight_runs(const T* x, T* y, int64_t n, bool reverse) {
  constexpr int64_t tile = 64 / static_cast<int64_t>(sizeof(T));
  using S = Sum<T>;
  S sum[8] = {};
  T part[8][tile];
  for (int64_t b = 0; b < n; b += tile) {
    const int64_t m = std::min(tile, n - b), first = reverse ? n - b - m : b;
    for (int r = 0; r < 8; ++r) std::memcpy(part[r], x + r * n + first, static_cast<size_t>(m) * sizeof(T));
    for (int64_t k = 0; k < m; ++k) {
      const int64_t i = reverse ? m - 1 - k : k;
      for (int r = 0; r < 8; ++r) {
        sum[r] = plus<S>(sum[r], static_cast<S>(part[r][i]));
        part[r][i] = static_cast<T>(sum[r]);
      }
    }
    for (int r = 0; r < 8; ++r) std::memcpy(y + r * n + first, part[r], static_cast<size_t>(m) * sizeof(T));
  }
}
template <class T>
TL_INLINE void one_run(const T* x, T* y, int64_t n, bool reverse) {
  Sum<T> sum = 0;
  for (int64_t k = 0; k < n; ++k) {
    const int64_t i = reverse ? n - 1 - k : k;
    y[i] = static_cast<T>(sum = plus<Sum<T>>(sum, static_cast<Sum<T>>(x[i])));
  }
}
template <class T>
TL_INLINE void all_runs(const T* x, T* y, int64_t rows, int64_t n, bool reverse) {
  int64_t r = 0;
  for (; r + 8 <= rows; r += 8) eight_runs(x + r * n, y + r * n, n, reverse);
  for (; r < rows; ++r) one_run(x + r * n, y + r * n, n, reverse);
}
template <class T>
TL_INLINE void columns(const T* x, T* y, int64_t n, int64_t stride, int64_t width, bool reverse) {
  using S = Sum<T>;
  alignas(64) S sum[64] = {};
  for (int64_t k = 0; k < n; ++k) {
    const int64_t at = (reverse ? n - 1 - k : k) * stride;
    const T* from = x + at;
    T* to = y + at;
    for (int64_t j = 0; j < width; ++j) {
      sum[j] = plus<S>(sum[j], static_cast<S>(from[j]));
      to[j] = static_cast<T>(sum[j]);
    }
  }
}
}  // namespace

TL_CLONES void scan_runs(const float* x, float* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
TL_CLONES void scan_runs(const double* x, double* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
TL_CLONES void scan_runs(const int64_t* x, int64_t* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
TL_CLONES void scan_columns(const float* x, float* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }
TL_CLONES void scan_columns(const double* x, double* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }
TL_CLONES void scan_columns(const int64_t* x, int64_t* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }

}  // namespace tl::cpu
