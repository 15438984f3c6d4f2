// SPDX-License-Identifier: Apache-2.0
// Included once per instruction set by foreach_target.h: a vector type with the vocabulary of pointwise.def.
#if defined(TL_POINTWISE_BLOCKS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef TL_POINTWISE_BLOCKS_INL
#undef TL_POINTWISE_BLOCKS_INL
#else
#define TL_POINTWISE_BLOCKS_INL
#endif

#include <cmath>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "engine/cpu/special.h"

HWY_BEFORE_NAMESPACE();
namespace tl::ops {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class T>
struct V {
  using D = hn::ScalableTag<T>;
  using R = hn::Vec<D>;
  /// A mask of its own class: argument-dependent look-up then finds the vocabulary below.
  struct M {
    hn::Mask<D> m;
  };
  R r;
  HWY_INLINE V(R v) : r(v) {}
  HWY_INLINE V(double c) : r(hn::Set(D(), static_cast<T>(c))) {}

  friend HWY_INLINE V operator+(V x, V y) { return hn::Add(x.r, y.r); }
  friend HWY_INLINE V operator-(V x, V y) { return hn::Sub(x.r, y.r); }
  friend HWY_INLINE V operator*(V x, V y) { return hn::Mul(x.r, y.r); }
  friend HWY_INLINE V operator/(V x, V y) { return hn::Div(x.r, y.r); }
  friend HWY_INLINE V operator-(V x) { return hn::Neg(x.r); }
  friend HWY_INLINE M lt(V x, V y) { return {hn::Lt(x.r, y.r)}; }
  friend HWY_INLINE M le(V x, V y) { return {hn::Le(x.r, y.r)}; }
  friend HWY_INLINE M gt(V x, V y) { return {hn::Gt(x.r, y.r)}; }
  friend HWY_INLINE M ge(V x, V y) { return {hn::Ge(x.r, y.r)}; }
  friend HWY_INLINE M eq(V x, V y) { return {hn::Eq(x.r, y.r)}; }
  // Not Highway's Ne: that is the ordered comparison on AVX-512, where NaN != NaN would be false.
  friend HWY_INLINE M ne(V x, V y) { return {hn::Not(hn::Eq(x.r, y.r))}; }
  static HWY_INLINE V pick(M m, V x, V y) { return hn::IfThenElse(m.m, x.r, y.r); }
  friend HWY_INLINE V select(M m, V x, V y) { return hn::IfThenElse(m.m, x.r, y.r); }
  friend HWY_INLINE V one_if(M m) { return hn::IfThenElse(m.m, hn::Set(D(), T(1)), hn::Zero(D())); }
  friend HWY_INLINE V abs(V x) { return hn::Abs(x.r); }
  friend HWY_INLINE V square(V x) { return hn::Mul(x.r, x.r); }
  friend HWY_INLINE V sqrt(V x) { return hn::Sqrt(x.r); }
  friend HWY_INLINE V floor(V x) { return hn::Floor(x.r); }
  friend HWY_INLINE V ceil(V x) { return hn::Ceil(x.r); }
  friend HWY_INLINE V round(V x) { return hn::Round(x.r); }
  friend HWY_INLINE V trunc(V x) { return hn::Trunc(x.r); }
  friend HWY_INLINE V floor_div(V x, V y) { return hn::Floor(hn::Div(x.r, y.r)); }
  // NaN in either operand gives NaN, as in the reference.
  friend HWY_INLINE V maximum(V x, V y) { return pick(ne(x, x), x, pick(ne(y, y), y, hn::Max(x.r, y.r))); }
  friend HWY_INLINE V minimum(V x, V y) { return pick(ne(x, x), x, pick(ne(y, y), y, hn::Min(x.r, y.r))); }
  friend HWY_INLINE V sign(V x) { return pick(gt(x, 0.0), V(1.0), pick(lt(x, 0.0), V(-1.0), V(0.0))); }
  friend HWY_INLINE V share(V x, V y) { return pick(gt(x, y), V(1.0), pick(eq(x, y), V(0.5), V(0.0))); }
  friend HWY_INLINE M is_inf(V x) { return {hn::Eq(hn::Abs(x.r), hn::Set(D(), static_cast<T>(HUGE_VAL)))}; }
  friend HWY_INLINE M is_finite(V x) { return {hn::Lt(hn::Abs(x.r), hn::Set(D(), static_cast<T>(HUGE_VAL)))}; }
  friend HWY_INLINE V exp(V x) {
    if constexpr (sizeof(T) == 4) {
      // Every lane has the same bits whatever stands in its neighbours: where the split of the work falls must not show.
      const M plain = plain_exponent(x);
      const R e = exp_plain(x.r);
      if (HWY_LIKELY(hn::AllTrue(D(), plain.m))) return e;
      return hn::IfThenElse(plain.m, e, exp_anywhere(x).r);
    } else {
      return exp_anywhere(x);
    }
  }
  /// Where e^x and e^-x are normal numbers; not NaN.
  static HWY_INLINE M plain_exponent(V x) { return lt(abs(x), 87.0); }
  /// e^x in float, within an ulp, for a plain_exponent: no limits to keep, half of the work of Highway's. Polynomial: Cephes, expf.c.
  static HWY_INLINE R exp_plain(R x) {
    const D d;
    const hn::RebindToSigned<D> di;
    const R round = hn::Set(d, T(12582912));  // 1.5 · 2^23: the sum is rounded to an integer, which stands in the low bits
    const R shifted = hn::MulAdd(x, hn::Set(d, T(1.44269504088896341)), round);
    const R n = hn::Sub(shifted, round);
    const R r = hn::NegMulAdd(n, hn::Set(d, T(-2.12194440e-4)), hn::NegMulAdd(n, hn::Set(d, T(0.693359375)), x));
    R p = hn::MulAdd(hn::Set(d, T(1.9875691500e-4)), r, hn::Set(d, T(1.3981999507e-3)));
    p = hn::MulAdd(p, r, hn::Set(d, T(8.3334519073e-3)));
    p = hn::MulAdd(p, r, hn::Set(d, T(4.1665795894e-2)));
    p = hn::MulAdd(p, r, hn::Set(d, T(1.6666665459e-1)));
    p = hn::MulAdd(p, r, hn::Set(d, T(5.0000001201e-1)));
    p = hn::Add(hn::MulAdd(p, hn::Mul(r, r), r), hn::Set(d, T(1)));
    return hn::BitCast(d, hn::Add(hn::BitCast(di, p), hn::ShiftLeft<23>(hn::BitCast(di, shifted))));
  }
  /// Highway's Exp flushes or misbehaves beyond the range: keep the limits exact, and NaN.
  static HWY_INLINE V exp_anywhere(V x) {
    const T top = sizeof(T) == 4 ? T(88.722839) : T(709.782712893384), low = sizeof(T) == 4 ? T(-103.9) : T(-745.1);
    const R clamped = hn::Min(hn::Max(x.r, hn::Set(D(), low)), hn::Set(D(), top));
    R e = hn::Exp(D(), clamped);
    e = hn::IfThenElse(hn::Gt(x.r, hn::Set(D(), top)), hn::Set(D(), static_cast<T>(HUGE_VAL)), e);
    e = hn::IfThenElse(hn::Lt(x.r, hn::Set(D(), low)), hn::Zero(D()), e);
    return hn::IfThenElse(hn::Eq(x.r, x.r), e, x.r);
  }
  friend HWY_INLINE V expm1(V x) { return lanes(x, [](T v) { return std::expm1(v); }); }
  friend HWY_INLINE V log(V x) {
    R l = hn::Log(D(), x.r);
    l = hn::IfThenElse(hn::Eq(x.r, hn::Zero(D())), hn::Set(D(), static_cast<T>(-HUGE_VAL)), l);
    l = hn::IfThenElse(hn::Lt(x.r, hn::Zero(D())), hn::Set(D(), static_cast<T>(NAN)), l);
    return hn::IfThenElse(hn::And(hn::Lt(x.r, hn::Set(D(), static_cast<T>(HUGE_VAL))), hn::Eq(x.r, x.r)), l,
                          hn::IfThenElse(hn::Lt(x.r, hn::Zero(D())), l, x.r));
  }
  friend HWY_INLINE V log1p(V x) { return lanes(x, [](T v) { return std::log1p(v); }); }
  friend HWY_INLINE V sin(V x) { return lanes(x, [](T v) { return std::sin(v); }); }
  friend HWY_INLINE V cos(V x) { return lanes(x, [](T v) { return std::cos(v); }); }
  friend HWY_INLINE V tan(V x) { return lanes(x, [](T v) { return std::tan(v); }); }
  friend HWY_INLINE V asin(V x) { return lanes(x, [](T v) { return std::asin(v); }); }
  friend HWY_INLINE V acos(V x) { return lanes(x, [](T v) { return std::acos(v); }); }
  friend HWY_INLINE V atan(V x) { return lanes(x, [](T v) { return std::atan(v); }); }
  friend HWY_INLINE V sinh(V x) { return lanes(x, [](T v) { return std::sinh(v); }); }
  friend HWY_INLINE V cosh(V x) { return lanes(x, [](T v) { return std::cosh(v); }); }
  friend HWY_INLINE V tanh(V x) {
    if (sizeof(T) == 8) return lanes(x, [](T v) { return std::tanh(v); });
    // tanh = 1 - 2/(e^2|x|+1) for large |x|; odd polynomial near 0, where the difference would cancel.
    const V ax = abs(x);
    const V e = exp(ax * 2.0);
    const V big = V(1.0) - V(2.0) / (e + 1.0);
    const V z = x * x;
    const V small = ax + ax * z * (z * (z * (z * (z * -0.00886323552990220 + 0.0218694885361552) + -0.0539682539682540) + 0.1333333333333333) + -0.3333333333333333);
    const V t = pick(lt(ax, 0.35), small, big);
    return hn::CopySign(t.r, x.r);
  }
  friend HWY_INLINE V sigmoid(V x) {
    if constexpr (sizeof(T) == 4) {
      const M plain = plain_exponent(x);
      const R one = hn::Set(D(), T(1)), s = hn::Div(one, hn::Add(one, exp_plain(hn::Neg(x.r))));
      if (HWY_LIKELY(hn::AllTrue(D(), plain.m))) return s;
      return hn::IfThenElse(plain.m, s, sigmoid_anywhere(x).r);
    } else {
      return sigmoid_anywhere(x);
    }
  }
  static HWY_INLINE V sigmoid_anywhere(V x) {
    // exp(-|x|) is at most 1: what exp() above does for large numbers and NaN is not needed.
    const R low = hn::Set(D(), sizeof(T) == 4 ? T(-103.9) : T(-745.1)), one = hn::Set(D(), T(1));
    const R n = hn::Neg(hn::Abs(x.r));
    const R e = hn::IfThenElseZero(hn::Ge(n, low), hn::Exp(D(), hn::Max(n, low)));
    const R s = hn::Div(hn::IfThenElse(hn::Lt(x.r, hn::Zero(D())), e, one), hn::Add(e, one));
    return hn::IfThenElse(hn::Eq(x.r, x.r), s, x.r);
  }
  friend HWY_INLINE V softplus1(V x) { return maximum(x, 0.0) + log1p(exp(-abs(x))); }
  friend HWY_INLINE V erf(V x) {
    if (sizeof(T) == 8) return lanes(x, [](T v) { return std::erf(v); });
    const V z = x * x, ax = abs(x);
    const V small = x * 1.1283791670955126 *
                    (z * (z * (z * (z * (z * (z * 0.00010683760683760684 + -0.0007575757575757576) + 0.004629629629629630) + -0.023809523809523808) + 0.1) + -0.3333333333333333) + 1.0);
    const V t = V(1.0) / (ax * 0.5 + 1.0);
    const V poly = t * (t * (t * (t * (t * (t * (t * (t * (t * 0.17087277 + -0.82215223) + 1.48851587) + -1.13520398) + 0.27886807) + -0.18628806) + 0.09678418) + 0.37409196) + 1.00002368) + -1.26551223;
    const V tail = V(1.0) - t * exp(-z + poly);
    return pick(lt(ax, 0.6), small, V(hn::CopySign(tail.r, x.r)));
  }
  friend HWY_INLINE V erfc(V x) { return lanes(x, [](T v) { return std::erfc(v); }); }
  friend HWY_INLINE V erfinv(V x) { return lanes(x, [](T v) { return static_cast<T>(cpu::erfinv(v)); }); }
  friend HWY_INLINE V lgamma(V x) { return lanes(x, [](T v) { return static_cast<T>(cpu::lgamma(v)); }); }
  friend HWY_INLINE V digamma(V x) { return lanes(x, [](T v) { return static_cast<T>(cpu::digamma(v)); }); }
  friend HWY_INLINE V polygamma(V x, V n) { return lanes2(x, n, [](T a, T b) { return static_cast<T>(cpu::polygamma(b, a)); }); }
  friend HWY_INLINE V pow(V x, V y) { return lanes2(x, y, [](T a, T b) { return std::pow(a, b); }); }
  friend HWY_INLINE V atan2(V x, V y) { return lanes2(x, y, [](T a, T b) { return std::atan2(a, b); }); }
  friend HWY_INLINE V fmod(V x, V y) { return lanes2(x, y, [](T a, T b) { return std::fmod(a, b); }); }

  // Lane by lane through the C library: exact to the last bit or two, for functions that are seldom on a hot path.
  template <class F>
  static HWY_INLINE V lanes(V x, F f) {
    HWY_ALIGN T buffer[hn::MaxLanes(D())];
    hn::Store(x.r, D(), buffer);
    for (size_t i = 0; i < hn::Lanes(D()); ++i) buffer[i] = f(buffer[i]);
    return hn::Load(D(), buffer);
  }
  template <class F>
  static HWY_INLINE V lanes2(V x, V y, F f) {
    HWY_ALIGN T a[hn::MaxLanes(D())], b[hn::MaxLanes(D())];
    hn::Store(x.r, D(), a);
    hn::Store(y.r, D(), b);
    for (size_t i = 0; i < hn::Lanes(D()); ++i) a[i] = f(a[i], b[i]);
    return hn::Load(D(), a);
  }
};
/// Runs an expression over a block; `Reads` says which inputs exist. The tail is handled through a padded copy.
template <class T, class E, int Inputs, unsigned Mask>
HWY_NOINLINE void run_block(const T* const* in, T* out, size_t n, const double* params) {
  using Vt = V<T>;
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const Vt p(params[0]), q(params[1]);
  const auto load = [&](int k, size_t i) HWY_ATTR { return (Mask >> k & 1u) ? Vt(hn::LoadU(d, in[k] + i)) : Vt(hn::Zero(d)); };
  size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    if constexpr (Inputs == 5) hn::StoreU(E::template run<Vt>(load(0, i), load(1, i), load(2, i), load(3, i), load(4, i), p, q).r, d, out + i);
    else hn::StoreU(E::template run<Vt>(load(0, i), load(1, i), load(2, i), p, q).r, d, out + i);
  }
  if (i == n) return;
  HWY_ALIGN T tail[Inputs][hn::MaxLanes(d)];
  const T* padded[Inputs];
  for (int k = 0; k < Inputs; ++k) {
    for (size_t j = 0; j < lanes; ++j) tail[k][j] = (Mask >> k & 1u) ? in[k][i + j < n ? i + j : n - 1] : T(0);
    padded[k] = tail[k];
  }
  const auto get = [&](int k) HWY_ATTR { return Vt(hn::Load(d, padded[k])); };
  HWY_ALIGN T result[hn::MaxLanes(d)];
  if constexpr (Inputs == 5) hn::Store(E::template run<Vt>(get(0), get(1), get(2), get(3), get(4), p, q).r, d, result);
  else hn::Store(E::template run<Vt>(get(0), get(1), get(2), p, q).r, d, result);
  for (size_t j = 0; i + j < n; ++j) out[i + j] = result[j];
}

}  // namespace HWY_NAMESPACE
}  // namespace tl::ops
HWY_AFTER_NAMESPACE();
#endif
