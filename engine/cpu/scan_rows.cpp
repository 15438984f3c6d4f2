// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/scan_rows.h"

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

/// Each addition waits for the one before it, so eight elements are summed among themselves first and only their total waits.
template <bool Reverse, class T>
TL_INLINE void run(const T* x, T* y, int64_t n) {
  using S = Sum<T>;
  const auto at = [n](int64_t k) { return Reverse ? n - 1 - k : k; };
  S sum = 0;
  int64_t k = 0;
  for (; k + 8 <= n; k += 8) {
    S p[8];
    for (int i = 0; i < 8; ++i) p[i] = static_cast<S>(x[at(k + i)]);
    for (int i = 0; i < 8; i += 4) {
      p[i + 1] = plus(p[i], p[i + 1]);
      p[i + 3] = plus(p[i + 2], p[i + 3]);
      p[i + 2] = plus(p[i + 1], p[i + 2]);
      p[i + 3] = plus(p[i + 1], p[i + 3]);
    }
    const S middle = plus(sum, p[3]);
    for (int i = 0; i < 4; ++i) y[at(k + i)] = static_cast<T>(plus(sum, p[i]));
    for (int i = 4; i < 8; ++i) y[at(k + i)] = static_cast<T>(plus(middle, p[i]));
    sum = plus(sum, plus(p[3], p[7]));
  }
  for (; k < n; ++k) y[at(k)] = static_cast<T>(sum = plus(sum, static_cast<S>(x[at(k)])));
}
template <class T>
TL_INLINE void all_runs(const T* x, T* y, int64_t rows, int64_t n, bool reverse) {
  for (int64_t r = 0; r < rows; ++r) reverse ? run<true>(x + r * n, y + r * n, n) : run<false>(x + r * n, y + r * n, n);
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

void scan_runs(const float* x, float* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
void scan_runs(const double* x, double* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
void scan_runs(const int64_t* x, int64_t* y, int64_t rows, int64_t n, bool reverse) { all_runs(x, y, rows, n, reverse); }
TL_CLONES void scan_columns(const float* x, float* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }
TL_CLONES void scan_columns(const double* x, double* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }
TL_CLONES void scan_columns(const int64_t* x, int64_t* y, int64_t n, int64_t stride, int64_t width, bool reverse) { columns(x, y, n, stride, width, reverse); }

}  // namespace tl::cpu
