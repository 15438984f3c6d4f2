// SPDX-License-Identifier: Apache-2.0
// Largest and smallest of runs and rows. Not-a-number comes in and stays: nothing is greater than it.
#include <algorithm>

#include "engine/cpu/row_reduce.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/row_extreme.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tl::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <bool Largest, class T>
HWY_INLINE bool beats(T x, T best) {
  return (Largest ? x > best : x < best) || x != x;
}
template <bool Largest, class V>
HWY_INLINE auto beats_lanes(V x, V best) {
  const auto more = Largest ? hn::Gt(x, best) : hn::Lt(x, best);
  return hn::Or(more, hn::Not(hn::Eq(x, x)));
}

template <bool Largest, class T>
HWY_INLINE T extreme(const T* p, int64_t n) {
  const hn::ScalableTag<T> d;
  const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
  T best = p[0];
  int64_t i = 0;
  if (n >= 4 * lanes) {
    auto a = hn::LoadU(d, p), b = hn::LoadU(d, p + lanes), c = hn::LoadU(d, p + 2 * lanes), e = hn::LoadU(d, p + 3 * lanes);
    const auto take = [&](auto* into, int64_t at) HWY_ATTR {
      const auto x = hn::LoadU(d, p + at);
      *into = hn::IfThenElse(beats_lanes<Largest>(x, *into), x, *into);
    };
    for (i = 4 * lanes; i + 4 * lanes <= n; i += 4 * lanes) {
      take(&a, i);
      take(&b, i + lanes);
      take(&c, i + 2 * lanes);
      take(&e, i + 3 * lanes);
    }
    HWY_ALIGN T all[4 * hn::MaxLanes(d)];
    hn::Store(a, d, all);
    hn::Store(b, d, all + lanes);
    hn::Store(c, d, all + 2 * lanes);
    hn::Store(e, d, all + 3 * lanes);
    for (int64_t k = 0; k < 4 * lanes; ++k)
      if (beats<Largest>(all[k], best)) best = all[k];
  }
  for (; i < n; ++i)
    if (beats<Largest>(p[i], best)) best = p[i];
  return best;
}

template <class T>
HWY_INLINE int64_t find(const T* p, int64_t n, T value) {
  const hn::ScalableTag<T> d;
  const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
  const auto wanted = hn::Set(d, value);
  const bool nan = value != value;
  int64_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const auto x = hn::LoadU(d, p + i);
    const auto hit = nan ? hn::Not(hn::Eq(x, x)) : hn::Eq(x, wanted);
    if (!hn::AllFalse(d, hit)) break;
  }
  while (i < n && !(nan ? p[i] != p[i] : p[i] == value)) ++i;
  return i;
}

template <bool Largest, class T>
HWY_INLINE void extreme_of_rows(const T* p, int64_t rows, int64_t stride, int64_t width, T* best, int64_t* at) {
  const hn::ScalableTag<T> d;
  const hn::RebindToSigned<decltype(d)> di;
  using Index = hn::TFromD<decltype(di)>;
  const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
  int64_t j = 0;
  for (; rows <= INT32_MAX && j + lanes <= width; j += lanes) {
    auto b = hn::LoadU(d, p + j);
    auto place = hn::Zero(di);
    for (int64_t i = 1; i < rows; ++i) {
      const auto x = hn::LoadU(d, p + i * stride + j);
      const auto take = hn::And(beats_lanes<Largest>(x, b), hn::Eq(b, b));
      b = hn::IfThenElse(take, x, b);
      place = hn::IfThenElse(hn::RebindMask(di, take), hn::Set(di, static_cast<Index>(i)), place);
    }
    hn::StoreU(b, d, best + j);
    HWY_ALIGN Index places[hn::MaxLanes(d)];
    hn::Store(place, di, places);
    for (int64_t k = 0; k < lanes; ++k) at[j + k] = places[k];
  }
  for (; j < width; ++j) {
    best[j] = p[j];
    at[j] = 0;
    for (int64_t i = 1; i < rows && best[j] == best[j]; ++i)
      if (beats<Largest>(p[i * stride + j], best[j])) best[j] = p[i * stride + j], at[j] = i;
  }
}

template <class T>
HWY_INLINE T extreme_either(const T* p, int64_t n, bool largest) {
  return largest ? extreme<true>(p, n) : extreme<false>(p, n);
}
template <class T>
HWY_INLINE void rows_either(const T* p, int64_t rows, int64_t stride, int64_t width, bool largest, T* best, int64_t* at) {
  if (largest) extreme_of_rows<true>(p, rows, stride, width, best, at);
  else extreme_of_rows<false>(p, rows, stride, width, best, at);
}
float extreme_f32(const float* p, int64_t n, bool largest) { return extreme_either(p, n, largest); }
double extreme_f64(const double* p, int64_t n, bool largest) { return extreme_either(p, n, largest); }
int64_t find_f32(const float* p, int64_t n, float value) { return find(p, n, value); }
int64_t find_f64(const double* p, int64_t n, double value) { return find(p, n, value); }
void rows_f32(const float* p, int64_t r, int64_t s, int64_t w, bool largest, float* best, int64_t* at) { rows_either(p, r, s, w, largest, best, at); }
void rows_f64(const double* p, int64_t r, int64_t s, int64_t w, bool largest, double* best, int64_t* at) { rows_either(p, r, s, w, largest, best, at); }
}  // namespace HWY_NAMESPACE
}  // namespace tl::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tl::cpu {
HWY_EXPORT(extreme_f32);
HWY_EXPORT(extreme_f64);
HWY_EXPORT(find_f32);
HWY_EXPORT(find_f64);
HWY_EXPORT(rows_f32);
HWY_EXPORT(rows_f64);
float extreme_run(const float* p, int64_t n, bool largest) { return HWY_DYNAMIC_DISPATCH(extreme_f32)(p, n, largest); }
double extreme_run(const double* p, int64_t n, bool largest) { return HWY_DYNAMIC_DISPATCH(extreme_f64)(p, n, largest); }
int64_t find_run(const float* p, int64_t n, float value) { return HWY_DYNAMIC_DISPATCH(find_f32)(p, n, value); }
int64_t find_run(const double* p, int64_t n, double value) { return HWY_DYNAMIC_DISPATCH(find_f64)(p, n, value); }
void extreme_rows(const float* p, int64_t rows, int64_t stride, int64_t width, bool largest, float* best, int64_t* at) {
  HWY_DYNAMIC_DISPATCH(rows_f32)(p, rows, stride, width, largest, best, at);
}
void extreme_rows(const double* p, int64_t rows, int64_t stride, int64_t width, bool largest, double* best, int64_t* at) {
  HWY_DYNAMIC_DISPATCH(rows_f64)(p, rows, stride, width, largest, best, at);
}
}  // namespace tl::cpu
#endif
