// SPDX-License-Identifier: Apache-2.0
// Sums of floats run in float within short blocks and in double across them.
#include "engine/cpu/softmax_rows.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/softmax_rows.cpp"
#include <hwy/foreach_target.h>

#include "engine/cpu/pointwise_blocks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tl::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using tl::ops::HWY_NAMESPACE::V;

template <class T>
constexpr int64_t most = static_cast<int64_t>(hn::MaxLanes(hn::ScalableTag<T>()));
template <class T>
HWY_INLINE int64_t lane_number() {
  return static_cast<int64_t>(hn::Lanes(hn::ScalableTag<T>()));
}
/// Up to a vector's worth of elements `step` apart; lanes beyond n hold `fill`.
template <class T>
HWY_INLINE V<T> load_some(const T* p, int64_t n, T fill) {
  const hn::ScalableTag<T> d;
  if (n >= lane_number<T>()) return hn::LoadU(d, p);
  HWY_ALIGN T part[most<T>];
  for (int64_t i = 0; i < lane_number<T>(); ++i) part[i] = i < n ? p[i] : fill;
  return hn::Load(d, part);
}
template <class T>
HWY_INLINE void store_some(V<T> v, T* p, int64_t n) {
  const hn::ScalableTag<T> d;
  if (n >= lane_number<T>()) return hn::StoreU(v.r, d, p);
  HWY_ALIGN T part[most<T>];
  hn::Store(v.r, d, part);
  for (int64_t i = 0; i < n; ++i) p[i] = part[i];
}
template <class T>
HWY_INLINE double sum_of(V<T> v) {
  HWY_ALIGN T part[most<T>];
  hn::Store(v.r, hn::ScalableTag<T>(), part);
  double total = 0;
  for (int64_t i = 0; i < lane_number<T>(); ++i) total += static_cast<double>(part[i]);
  return total;
}
/// Σ term(i, m) over a run, where term gives a vector of which lanes beyond its m elements are zero.
template <class T, class Term>
HWY_INLINE double sum_run_of(int64_t n, Term term) {
  const int64_t lanes = lane_number<T>(), block = 64 * lanes;
  double total = 0;
  for (int64_t b = 0; b < n; b += block) {
    const int64_t end = std::min(n, b + block);
    V<T> s(0.0), t(0.0);
    int64_t i = b;
    for (; i + 2 * lanes <= end; i += 2 * lanes) {
      s = s + term(i, lanes);
      t = t + term(i + lanes, lanes);
    }
    for (; i < end; i += lanes) s = s + term(i, std::min(lanes, end - i));
    total += sum_of(s + t);
  }
  return total;
}

template <class T>
HWY_INLINE T largest_of(const T* x, int64_t n) {
  const hn::ScalableTag<T> d;
  const int64_t lanes = lane_number<T>();
  const T none = static_cast<T>(-HUGE_VAL);
  auto a = load_some(x, n, none).r, b = a;
  int64_t i = 0;
  for (; i + 2 * lanes <= n; i += 2 * lanes) {
    a = hn::Max(a, hn::LoadU(d, x + i));
    b = hn::Max(b, hn::LoadU(d, x + i + lanes));
  }
  for (; i < n; i += lanes) a = hn::Max(a, load_some(x + i, n - i, none).r);
  return hn::GetLane(hn::MaxOfLanes(d, hn::Max(a, b)));
}

template <class T>
HWY_INLINE void run(const T* x, T* y, int64_t n, bool log) {
  if (n <= 0) return;
  const int64_t lanes = lane_number<T>();
  const T none = static_cast<T>(-HUGE_VAL);
  const V<T> top(static_cast<double>(largest_of(x, n)));
  if (log) {
    const double total = sum_run_of<T>(n, [&](int64_t i, int64_t m) HWY_ATTR { return exp(load_some(x + i, m, none) - top); });
    const V<T> shift(std::log(total));
    for (int64_t i = 0; i < n; i += lanes) store_some(load_some(x + i, n - i, none) - top - shift, y + i, n - i);
    return;
  }
  const double total = sum_run_of<T>(n, [&](int64_t i, int64_t m) HWY_ATTR {
    const V<T> e = exp(load_some(x + i, m, none) - top);
    store_some(e, y + i, m);
    return e;
  });
  const V<T> scale(1.0 / total);
  for (int64_t i = 0; i < n; i += lanes) store_some(load_some(y + i, n - i, T(0)) * scale, y + i, n - i);
}
template <class T>
HWY_INLINE void run_grad(const T* g, const T* y, T* out, int64_t n, bool log) {
  const int64_t lanes = lane_number<T>();
  const double total = sum_run_of<T>(n, [&](int64_t i, int64_t m) HWY_ATTR {
    const V<T> v = load_some(g + i, m, T(0));
    return log ? v : v * load_some(y + i, m, T(0));
  });
  const V<T> t(total);
  for (int64_t i = 0; i < n; i += lanes) {
    const V<T> v = load_some(g + i, n - i, T(0)), p = load_some(y + i, n - i, T(0));
    store_some(log ? v - exp(p) * t : (v - t) * p, out + i, n - i);
  }
}

/// Strips of so many vectors of columns: a row's lines of the cache, and its page, are at hand for all of them.
constexpr int strip = 4;

/// Columns of K vectors: Σ term(row, vector), in double across blocks of 64 rows.
template <class T, int K, class Term>
HWY_INLINE void sum_down(int64_t n, double* total, Term term) {
  constexpr int64_t columns = K * most<T>;
  HWY_ALIGN T part[columns];
  const hn::ScalableTag<T> d;
  const int64_t lanes = lane_number<T>();
  std::fill_n(total, columns, 0.0);
  for (int64_t b = 0; b < n; b += 64) {
    std::fill_n(part, columns, T(0));
    for (int64_t i = b; i < std::min(n, b + 64); ++i)
      for (int k = 0; k < K; ++k) hn::Store((V<T>(hn::Load(d, part + k * lanes)) + term(i, k * lanes)).r, d, part + k * lanes);
    for (int64_t k = 0; k < columns; ++k) total[k] += static_cast<double>(part[k]);
  }
}
template <class T, int K>
HWY_INLINE void strip_of(const T* in, T* out, int64_t n, int64_t stride, int64_t width, bool log) {
  const hn::ScalableTag<T> d;
  const int64_t lanes = lane_number<T>();
  HWY_ALIGN T top[K * most<T>];
  HWY_ALIGN T by[K * most<T>];  // what each column is shifted or scaled by
  double total[K * most<T>];
  const auto at = [&](const T* p, int64_t i, int64_t c) HWY_ATTR { return load_some(p + i * stride + c, width - c, T(0)); };
  for (int64_t c = 0; c < K * lanes; c += lanes) hn::Store(at(in, 0, c).r, d, top + c);
  for (int64_t i = 1; i < n; ++i)
    for (int64_t c = 0; c < K * lanes; c += lanes) hn::Store(hn::Max(hn::Load(d, top + c), at(in, i, c).r), d, top + c);
  sum_down<T, K>(n, total, [&](int64_t i, int64_t c) HWY_ATTR {
    const V<T> e = exp(at(in, i, c) - hn::Load(d, top + c));
    if (!log) store_some(e, out + i * stride + c, width - c);
    return e;
  });
  for (int64_t k = 0; k < K * lanes; ++k) by[k] = static_cast<T>(log ? std::log(total[k]) : 1.0 / total[k]);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t c = 0; c < K * lanes; c += lanes) {
      const V<T> b = hn::Load(d, by + c);
      store_some(log ? at(in, i, c) - hn::Load(d, top + c) - b : at(out, i, c) * b, out + i * stride + c, width - c);
    }
}
template <class T, int K>
HWY_INLINE void strip_grad(const T* g, const T* y, T* out, int64_t n, int64_t stride, int64_t width, bool log) {
  const hn::ScalableTag<T> d;
  const int64_t lanes = lane_number<T>();
  HWY_ALIGN T sum[K * most<T>];
  double total[K * most<T>];
  const auto at = [&](const T* p, int64_t i, int64_t c) HWY_ATTR { return load_some(p + i * stride + c, width - c, T(0)); };
  sum_down<T, K>(n, total, [&](int64_t i, int64_t c) HWY_ATTR { return log ? at(g, i, c) : at(g, i, c) * at(y, i, c); });
  for (int64_t k = 0; k < K * lanes; ++k) sum[k] = static_cast<T>(total[k]);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t c = 0; c < K * lanes; c += lanes) {
      const V<T> t = hn::Load(d, sum + c);
      store_some(log ? at(g, i, c) - exp(at(y, i, c)) * t : (at(g, i, c) - t) * at(y, i, c), out + i * stride + c, width - c);
    }
}
/// wide(c) for each strip of columns from c on, narrow(c) for each vector of those that are left.
template <class T, class Strip, class Vector>
HWY_INLINE void by_strips(int64_t width, Strip wide, Vector narrow) {
  const int64_t lanes = lane_number<T>();
  int64_t c = 0;
  for (; c + strip * lanes <= width; c += strip * lanes) wide(c);
  for (; c < width; c += lanes) narrow(c);
}
template <class T>
HWY_INLINE void columns(const T* x, T* y, int64_t n, int64_t stride, int64_t width, bool log) {
  by_strips<T>(width, [&](int64_t c) HWY_ATTR { strip_of<T, strip>(x + c, y + c, n, stride, width - c, log); },
               [&](int64_t c) HWY_ATTR { strip_of<T, 1>(x + c, y + c, n, stride, width - c, log); });
}
template <class T>
HWY_INLINE void columns_grad(const T* g, const T* y, T* out, int64_t n, int64_t stride, int64_t width, bool log) {
  by_strips<T>(width, [&](int64_t c) HWY_ATTR { strip_grad<T, strip>(g + c, y + c, out + c, n, stride, width - c, log); },
               [&](int64_t c) HWY_ATTR { strip_grad<T, 1>(g + c, y + c, out + c, n, stride, width - c, log); });
}

void run_f32(const float* x, float* y, int64_t n, bool log) { run(x, y, n, log); }
void run_f64(const double* x, double* y, int64_t n, bool log) { run(x, y, n, log); }
void run_grad_f32(const float* g, const float* y, float* out, int64_t n, bool log) { run_grad(g, y, out, n, log); }
void run_grad_f64(const double* g, const double* y, double* out, int64_t n, bool log) { run_grad(g, y, out, n, log); }
void columns_f32(const float* x, float* y, int64_t n, int64_t s, int64_t w, bool log) { columns(x, y, n, s, w, log); }
void columns_f64(const double* x, double* y, int64_t n, int64_t s, int64_t w, bool log) { columns(x, y, n, s, w, log); }
void columns_grad_f32(const float* g, const float* y, float* o, int64_t n, int64_t s, int64_t w, bool log) { columns_grad(g, y, o, n, s, w, log); }
void columns_grad_f64(const double* g, const double* y, double* o, int64_t n, int64_t s, int64_t w, bool log) { columns_grad(g, y, o, n, s, w, log); }
}  // namespace HWY_NAMESPACE
}  // namespace tl::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tl::cpu {
HWY_EXPORT(run_f32);
HWY_EXPORT(run_f64);
HWY_EXPORT(run_grad_f32);
HWY_EXPORT(run_grad_f64);
HWY_EXPORT(columns_f32);
HWY_EXPORT(columns_f64);
HWY_EXPORT(columns_grad_f32);
HWY_EXPORT(columns_grad_f64);
void softmax_run(const float* x, float* y, int64_t n, bool log) { HWY_DYNAMIC_DISPATCH(run_f32)(x, y, n, log); }
void softmax_run(const double* x, double* y, int64_t n, bool log) { HWY_DYNAMIC_DISPATCH(run_f64)(x, y, n, log); }
void softmax_run_grad(const float* g, const float* y, float* out, int64_t n, bool log) { HWY_DYNAMIC_DISPATCH(run_grad_f32)(g, y, out, n, log); }
void softmax_run_grad(const double* g, const double* y, double* out, int64_t n, bool log) { HWY_DYNAMIC_DISPATCH(run_grad_f64)(g, y, out, n, log); }
void softmax_columns(const float* x, float* y, int64_t n, int64_t stride, int64_t width, bool log) {
  HWY_DYNAMIC_DISPATCH(columns_f32)(x, y, n, stride, width, log);
}
void softmax_columns(const double* x, double* y, int64_t n, int64_t stride, int64_t width, bool log) {
  HWY_DYNAMIC_DISPATCH(columns_f64)(x, y, n, stride, width, log);
}
void softmax_columns_grad(const float* g, const float* y, float* out, int64_t n, int64_t stride, int64_t width, bool log) {
  HWY_DYNAMIC_DISPATCH(columns_grad_f32)(g, y, out, n, stride, width, log);
}
void softmax_columns_grad(const double* g, const double* y, double* out, int64_t n, int64_t stride, int64_t width, bool log) {
  HWY_DYNAMIC_DISPATCH(columns_grad_f64)(g, y, out, n, stride, width, log);
}
}  // namespace tl::cpu
#endif
