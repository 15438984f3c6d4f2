// SPDX-License-Identifier: Apache-2.0
// Rows are short (6 to 30 results), so the vector is as long as the row allows and the last one overlaps its neighbour: results do not
// depend on where vectors begin.
#include "engine/cpu/max_pool.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/max_pool.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tl::cpu {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The comparison that lets NaN win: neither less nor equal nor greater than anything.
template <class T>
HWY_INLINE T larger(T a, T b) {
  return a > b || a != a ? a : b;
}
template <class D, class V = hn::Vec<D>>
HWY_INLINE V larger(D, V a, V b) {
  return hn::IfThenElse(hn::Or(hn::Gt(a, b), hn::Not(hn::Eq(a, a))), a, b);
}

/// Calls row(x) for x = 0, lanes, … so that all of n ≥ lanes is covered.
template <class Row>
HWY_INLINE void cover(int64_t n, int64_t lanes, Row row) {
  int64_t x = 0;
  for (; x + lanes <= n; x += lanes) row(x);
  if (x < n) row(n - lanes);
}

template <class D, class T = hn::TFromD<D>>
HWY_INLINE void halve_row(D d, const T* r0, const T* r1, T* out, int64_t n) {
  cover(n, static_cast<int64_t>(hn::Lanes(d)), [=](int64_t x) HWY_ATTR {
    hn::Vec<D> a0, a1, b0, b1;
    hn::LoadInterleaved2(d, r0 + 2 * x, a0, a1);
    hn::LoadInterleaved2(d, r1 + 2 * x, b0, b1);
    hn::StoreU(larger(d, larger(d, a0, a1), larger(d, b0, b1)), d, out + x);
  });
}

/// False: a NaN is among the largest values.
template <class D, class T = hn::TFromD<D>>
HWY_INLINE bool halve_grad_row(D d, const T* r0, const T* r1, const T* best, const T* g, T* d0, T* d1, int64_t n) {
  bool numbers = true;
  cover(n, static_cast<int64_t>(hn::Lanes(d)), [=, &numbers](int64_t x) HWY_ATTR {
    hn::Vec<D> a0, a1, b0, b1;
    hn::LoadInterleaved2(d, r0 + 2 * x, a0, a1);
    hn::LoadInterleaved2(d, r1 + 2 * x, b0, b1);
    const auto v = hn::LoadU(d, best + x), from = hn::LoadU(d, g + x);
    const auto first = hn::Eq(a0, v), second = hn::AndNot(first, hn::Eq(a1, v)), upper = hn::Or(first, second);
    const auto third = hn::AndNot(upper, hn::Eq(b0, v)), fourth = hn::Not(hn::Or(upper, third));
    numbers &= hn::AllTrue(d, hn::Eq(v, v));
    hn::StoreInterleaved2(hn::IfThenElseZero(first, from), hn::IfThenElseZero(second, from), d, d0 + 2 * x);
    hn::StoreInterleaved2(hn::IfThenElseZero(third, from), hn::IfThenElseZero(fourth, from), d, d1 + 2 * x);
  });
  return numbers;
}

/// Calls rows(tag) with the longest vector that a row of n results fills; rows(T{}) where none fits.
template <class T, class Rows>
HWY_INLINE auto by_length([[maybe_unused]] int64_t n, Rows rows) {
#if HWY_TARGET != HWY_SCALAR
  if (n >= 16) return rows(hn::CappedTag<T, 16>());
  if (n >= 8) return rows(hn::CappedTag<T, 8>());
  if (n >= 4) return rows(hn::CappedTag<T, 4>());
#endif
  return rows(T{});
}

template <class T>
void halve(const HalvedPlane& s, const T* in, T* out) {
  by_length<T>(s.out_width, [&](auto d) HWY_ATTR {
    for (int64_t y = 0; y < s.out_height; ++y) {
      const T *r0 = in + 2 * y * s.width, *r1 = r0 + s.width;
      T* o = out + y * s.out_width;
      if constexpr (std::is_same_v<decltype(d), T>) {
        for (int64_t x = 0; x < s.out_width; ++x) o[x] = larger(larger(r0[2 * x], r0[2 * x + 1]), larger(r1[2 * x], r1[2 * x + 1]));
      } else {
        halve_row(d, r0, r1, o, s.out_width);
      }
    }
  });
}

template <class T>
bool halve_grad(const HalvedPlane& s, const T* in, const T* out, const T* g, T* grad_in) {
  const bool numbers = by_length<T>(s.out_width, [&](auto d) HWY_ATTR {
    bool all = true;
    for (int64_t y = 0; y < s.out_height; ++y) {
      const T *r0 = in + 2 * y * s.width, *r1 = r0 + s.width, *best = out + y * s.out_width, *from = g + y * s.out_width;
      T *d0 = grad_in + 2 * y * s.width, *d1 = d0 + s.width;
      if constexpr (std::is_same_v<decltype(d), T>) {
        for (int64_t x = 0; x < s.out_width; ++x) {
          const T v = best[x];
          const int at = r0[2 * x] == v ? 0 : r0[2 * x + 1] == v ? 1 : r1[2 * x] == v ? 2 : 3;
          all &= v == v;
          d0[2 * x] = at == 0 ? from[x] : T(0);
          d0[2 * x + 1] = at == 1 ? from[x] : T(0);
          d1[2 * x] = at == 2 ? from[x] : T(0);
          d1[2 * x + 1] = at == 3 ? from[x] : T(0);
        }
      } else {
        all &= halve_grad_row(d, r0, r1, best, from, d0, d1, s.out_width);
      }
      for (int64_t x = 2 * s.out_width; x < s.width; ++x) d0[x] = d1[x] = T(0);
    }
    return all;
  });
  std::fill(grad_in + 2 * s.out_height * s.width, grad_in + s.height * s.width, T(0));
  return numbers;
}

void halve_f32(const HalvedPlane& s, const float* in, float* out) { halve(s, in, out); }
void halve_f64(const HalvedPlane& s, const double* in, double* out) { halve(s, in, out); }
bool halve_grad_f32(const HalvedPlane& s, const float* in, const float* out, const float* g, float* d) {
  return halve_grad(s, in, out, g, d);
}
bool halve_grad_f64(const HalvedPlane& s, const double* in, const double* out, const double* g, double* d) {
  return halve_grad(s, in, out, g, d);
}
}  // namespace HWY_NAMESPACE
}  // namespace tl::cpu
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tl::cpu {
HWY_EXPORT(halve_f32);
HWY_EXPORT(halve_f64);
HWY_EXPORT(halve_grad_f32);
HWY_EXPORT(halve_grad_f64);
void max_pool_halve(const HalvedPlane& s, const float* in, float* out) { HWY_DYNAMIC_DISPATCH(halve_f32)(s, in, out); }
void max_pool_halve(const HalvedPlane& s, const double* in, double* out) { HWY_DYNAMIC_DISPATCH(halve_f64)(s, in, out); }
bool max_pool_halve_grad(const HalvedPlane& s, const float* in, const float* out, const float* g, float* grad_in) {
  return HWY_DYNAMIC_DISPATCH(halve_grad_f32)(s, in, out, g, grad_in);
}
bool max_pool_halve_grad(const HalvedPlane& s, const double* in, const double* out, const double* g, double* grad_in) {
  return HWY_DYNAMIC_DISPATCH(halve_grad_f64)(s, in, out, g, grad_in);
}
}  // namespace tl::cpu
#endif
