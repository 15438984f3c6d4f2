// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/vocabulary.h"

namespace tl::gpu {

// The same words and the same treatment of NaN, infinities and integer overflow as engine/cpu/pointwise_blocks-inl.h and pointwise_i64.cpp.
#define TL_SPECIAL(...) #__VA_ARGS__
const char* const vocabulary_text = R"(
#define TL_DEVICE __device__ inline
)"
#include "engine/ops/special_functions.inc"
R"(
#define TL_MATH1(f, ff) __device__ inline float tl_##f(float x) { return ff(x); } __device__ inline double tl_##f(double x) { return f(x); }
#define TL_MATH2(f, ff) __device__ inline float tl_##f(float x, float y) { return ff(x, y); } \
  __device__ inline double tl_##f(double x, double y) { return f(x, y); }
TL_MATH1(exp, expf) TL_MATH1(expm1, expm1f) TL_MATH1(log, logf) TL_MATH1(log1p, log1pf) TL_MATH1(sqrt, sqrtf) TL_MATH1(sin, sinf)
TL_MATH1(cos, cosf) TL_MATH1(tan, tanf) TL_MATH1(asin, asinf) TL_MATH1(acos, acosf) TL_MATH1(atan, atanf) TL_MATH1(sinh, sinhf)
TL_MATH1(cosh, coshf) TL_MATH1(tanh, tanhf) TL_MATH1(erf, erff) TL_MATH1(erfc, erfcf) TL_MATH1(lgamma, lgammaf) TL_MATH1(floor, floorf) TL_MATH1(ceil, ceilf) TL_MATH1(rint, rintf)
TL_MATH1(trunc, truncf) TL_MATH1(fabs, fabsf)
TL_MATH2(pow, powf) TL_MATH2(atan2, atan2f) TL_MATH2(fmod, fmodf)

// Real numbers: literals become the compute type before anything is computed with them.
template <class T>
struct V {
  struct M { bool v; };
  T r;
  __device__ V(double c) : r((T)c) {}
  static __device__ V of(T r) { V v(0.0); v.r = r; return v; }
  friend __device__ V operator+(V x, V y) { return of(x.r + y.r); }
  friend __device__ V operator-(V x, V y) { return of(x.r - y.r); }
  friend __device__ V operator*(V x, V y) { return of(x.r * y.r); }
  friend __device__ V operator/(V x, V y) { return of(x.r / y.r); }
  friend __device__ V operator-(V x) { return of(-x.r); }
  friend __device__ M lt(V x, V y) { return {x.r < y.r}; }
  friend __device__ M le(V x, V y) { return {x.r <= y.r}; }
  friend __device__ M gt(V x, V y) { return {x.r > y.r}; }
  friend __device__ M ge(V x, V y) { return {x.r >= y.r}; }
  friend __device__ M eq(V x, V y) { return {x.r == y.r}; }
  friend __device__ M ne(V x, V y) { return {!(x.r == y.r)}; }
  friend __device__ V select(M m, V x, V y) { return m.v ? x : y; }
  friend __device__ V one_if(M m) { return m.v ? V(1.0) : V(0.0); }
  friend __device__ V abs(V x) { return of(tl_fabs(x.r)); }
  friend __device__ V square(V x) { return x * x; }
  friend __device__ V sqrt(V x) { return of(tl_sqrt(x.r)); }
  friend __device__ V floor(V x) { return of(tl_floor(x.r)); }
  friend __device__ V ceil(V x) { return of(tl_ceil(x.r)); }
  friend __device__ V round(V x) { return of(tl_rint(x.r)); }
  friend __device__ V trunc(V x) { return of(tl_trunc(x.r)); }
  friend __device__ V floor_div(V x, V y) { return floor(x / y); }
  friend __device__ V maximum(V x, V y) { return x.r != x.r ? x : y.r != y.r ? y : x.r > y.r ? x : y; }
  friend __device__ V minimum(V x, V y) { return x.r != x.r ? x : y.r != y.r ? y : x.r < y.r ? x : y; }
  friend __device__ V sign(V x) { return x.r > (T)0 ? V(1.0) : x.r < (T)0 ? V(-1.0) : V(0.0); }
  friend __device__ V share(V x, V y) { return x.r > y.r ? V(1.0) : x.r == y.r ? V(0.5) : V(0.0); }
  friend __device__ M is_inf(V x) { return {tl_fabs(x.r) == (T)TL_INFINITY}; }
  friend __device__ M is_finite(V x) { return {tl_fabs(x.r) < (T)TL_INFINITY}; }
  friend __device__ V exp(V x) { return of(tl_exp(x.r)); }
  friend __device__ V expm1(V x) { return of(tl_expm1(x.r)); }
  friend __device__ V log(V x) { return of(tl_log(x.r)); }
  friend __device__ V log1p(V x) { return of(tl_log1p(x.r)); }
  friend __device__ V sin(V x) { return of(tl_sin(x.r)); }
  friend __device__ V cos(V x) { return of(tl_cos(x.r)); }
  friend __device__ V tan(V x) { return of(tl_tan(x.r)); }
  friend __device__ V asin(V x) { return of(tl_asin(x.r)); }
  friend __device__ V acos(V x) { return of(tl_acos(x.r)); }
  friend __device__ V atan(V x) { return of(tl_atan(x.r)); }
  friend __device__ V sinh(V x) { return of(tl_sinh(x.r)); }
  friend __device__ V cosh(V x) { return of(tl_cosh(x.r)); }
  friend __device__ V tanh(V x) { return of(tl_tanh(x.r)); }
  friend __device__ V sigmoid(V x) {
    V e = exp(-abs(x));
    V s = V(1.0) / (e + V(1.0));
    return x.r >= (T)0 ? s : x.r < (T)0 ? e * s : x;
  }
  friend __device__ V softplus1(V x) { return maximum(x, V(0.0)) + log1p(exp(-abs(x))); }
  friend __device__ V erf(V x) { return of(tl_erf(x.r)); }
  friend __device__ V erfc(V x) { return of(tl_erfc(x.r)); }
  friend __device__ V erfinv(V x) { return of((T)tl_erfinv((double)x.r)); }
  friend __device__ V lgamma(V x) { return of(tl_lgamma(x.r)); }
  friend __device__ V digamma(V x) { return of((T)tl_digamma((double)x.r)); }
  friend __device__ V polygamma(V x, V n) { return of((T)tl_polygamma((double)n.r, (double)x.r)); }
  friend __device__ V pow(V x, V y) { return of(tl_pow(x.r, y.r)); }
  friend __device__ V atan2(V x, V y) { return of(tl_atan2(x.r, y.r)); }
  friend __device__ V fmod(V x, V y) { return of(tl_fmod(x.r, y.r)); }
  __device__ bool bad() const { return false; }
};

// Wrapping 64-bit integers. A division by zero marks every value that comes of it.
struct I {
  struct M { bool v; };
  long long r;
  bool zero;
  __device__ I(double c) : r((long long)c), zero(false) {}
  static __device__ I of(long long r) { I v(0.0); v.r = r; return v; }
  static __device__ I wrap(unsigned long long r, I x, I y) { I v = of((long long)r); v.zero = x.zero || y.zero; return v; }
  __device__ unsigned long long u() const { return (unsigned long long)r; }
  friend __device__ I operator+(I x, I y) { return wrap(x.u() + y.u(), x, y); }
  friend __device__ I operator-(I x, I y) { return wrap(x.u() - y.u(), x, y); }
  friend __device__ I operator*(I x, I y) { return wrap(x.u() * y.u(), x, y); }
  friend __device__ I operator-(I x) { return wrap(0ULL - x.u(), x, x); }
  friend __device__ M lt(I x, I y) { return {x.r < y.r}; }
  friend __device__ M le(I x, I y) { return {x.r <= y.r}; }
  friend __device__ M gt(I x, I y) { return {x.r > y.r}; }
  friend __device__ M ge(I x, I y) { return {x.r >= y.r}; }
  friend __device__ M eq(I x, I y) { return {x.r == y.r}; }
  friend __device__ M ne(I x, I y) { return {x.r != y.r}; }
  friend __device__ M is_inf(I) { return {false}; }
  friend __device__ M is_finite(I) { return {true}; }
  friend __device__ I select(M m, I x, I y) { return m.v ? x : y; }
  friend __device__ I one_if(M m) { return of(m.v ? 1 : 0); }
  friend __device__ I abs(I x) { return x.r < 0 ? -x : x; }
  friend __device__ I square(I x) { return x * x; }
  friend __device__ I sign(I x) { return of((x.r > 0) - (x.r < 0)); }
  friend __device__ I floor(I x) { return x; }
  friend __device__ I ceil(I x) { return x; }
  friend __device__ I round(I x) { return x; }
  friend __device__ I trunc(I x) { return x; }
  friend __device__ I maximum(I x, I y) { return x.r > y.r ? x : y; }
  friend __device__ I minimum(I x, I y) { return x.r < y.r ? x : y; }
  static __device__ I by_zero() { I v(0.0); v.zero = true; return v; }
  friend __device__ I fmod(I x, I y) { return y.r == 0 ? by_zero() : y.r == -1 ? of(0) : of(x.r % y.r); }
  friend __device__ I floor_div(I x, I y) {
    if (y.r == 0) return by_zero();
    if (y.r == -1) return -x;
    long long q = x.r / y.r;
    return of(q - (((x.r % y.r) != 0) && ((x.r < 0) != (y.r < 0)) ? 1 : 0));
  }
  friend __device__ I pow(I x, I y) {
    if (y.r < 0) return of(x.r == 1 ? 1 : x.r == -1 ? (y.r % 2 ? -1 : 1) : 0);
    unsigned long long base = x.u(), result = 1;
    for (unsigned long long e = y.u(); e; e >>= 1, base *= base)
      if (e & 1) result *= base;
    return wrap(result, x, y);
  }
  __device__ bool bad() const { return zero; }
};
)";

// Types: the numbers of ScalarType.
const char* const pointwise_loop_text = R"(
struct Operands {
  void* base[6];
  long long stride[6][12];
  long long size[12];
  double number[6];
  long long whole[6];
  long long n;
  long long* report;
  double p, q;
  int dtype[6];
  int dims;
};
template <class T, class F> __device__ inline T tl_get(const void* p, long long i) { return (T)((const F*)p)[i]; }
template <class T> __device__ inline T tl_number(const Operands& o, int k) { return (T)o.number[k]; }
template <> __device__ inline long long tl_number<long long>(const Operands& o, int k) { return o.whole[k]; }
// Two-byte floats, by way of float; to the nearest, halves to even.
union TlBits { float f; unsigned u; };
__device__ inline float tl_from_half(unsigned h) {
  TlBits v, hidden;
  v.u = (h & 0x7fffu) << 13;
  const unsigned exponent = v.u & (0x7c00u << 13);
  v.u += 112u << 23;
  if (exponent == (0x7c00u << 13)) v.u += 112u << 23;
  if (exponent == 0) { v.u += 1u << 23; hidden.u = 113u << 23; v.f -= hidden.f; }
  v.u |= (h & 0x8000u) << 16;
  return v.f;
}
__device__ inline unsigned short tl_to_half(float f) {
  TlBits v;
  v.f = f;
  const unsigned sign = v.u & 0x80000000u;
  v.u ^= sign;
  unsigned r;
  if (v.u >= (143u << 23)) r = v.u > 0x7f800000u ? 0x7e00u : 0x7c00u;
  else if (v.u < (113u << 23)) { v.f += 0.5f; r = v.u - (126u << 23); }
  else r = (v.u - (112u << 23) + 0xfffu + (v.u >> 13 & 1u)) >> 13;
  return (unsigned short)(r | sign >> 16);
}
__device__ inline float tl_from_bfloat16(unsigned b) { TlBits v; v.u = b << 16; return v.f; }
__device__ inline unsigned short tl_to_bfloat16(float f) {
  TlBits v;
  v.f = f;
  return (unsigned short)(f != f ? 0x7fc0u : (v.u + 0x7fffu + (v.u >> 16 & 1u)) >> 16);
}
template <class T> __device__ inline T tl_load(const Operands& o, int k, long long i) {
  const void* p = o.base[k];
  switch (o.dtype[k]) {
    case 0: case 11: return tl_get<T, unsigned char>(p, i);
    case 1: return tl_get<T, signed char>(p, i);
    case 2: return tl_get<T, short>(p, i);
    case 3: return tl_get<T, int>(p, i);
    case 4: return tl_get<T, long long>(p, i);
    case 5: return (T)tl_from_half(((const unsigned short*)p)[i]);
    case 6: return tl_get<T, float>(p, i);
    case 7: return tl_get<T, double>(p, i);
    case 12: return (T)tl_from_bfloat16(((const unsigned short*)p)[i]);
    case -1: return tl_number<T>(o, k);
    default: return (T)0;
  }
}
// Real numbers become integers by way of int64, as on the CPU; bool says whether a value is not zero.
__device__ inline long long tl_whole(float v) { return (long long)v; }
__device__ inline long long tl_whole(double v) { return (long long)v; }
__device__ inline long long tl_whole(long long v) { return v; }
template <class T> __device__ inline void tl_store(const Operands& o, long long i, T v) {
  void* p = o.base[0];
  switch (o.dtype[0]) {
    case 0: ((unsigned char*)p)[i] = (unsigned char)tl_whole(v); break;
    case 1: ((signed char*)p)[i] = (signed char)tl_whole(v); break;
    case 2: ((short*)p)[i] = (short)tl_whole(v); break;
    case 3: ((int*)p)[i] = (int)tl_whole(v); break;
    case 4: ((long long*)p)[i] = tl_whole(v); break;
    case 5: ((unsigned short*)p)[i] = tl_to_half((float)v); break;
    case 12: ((unsigned short*)p)[i] = tl_to_bfloat16((float)v); break;
    case 6: ((float*)p)[i] = (float)v; break;
    case 7: ((double*)p)[i] = (double)v; break;
    case 11: ((unsigned char*)p)[i] = v != (T)0; break;
  }
}
template <class T, class C, class E, int Inputs> __device__ inline void tl_loop(const Operands& o) {
  const C p(o.p), q(o.q);
  for (long long e = TL_FIRST; e < o.n; e += TL_STEP) {
    long long at[Inputs + 1];
    if (o.dims == 1) {
      for (int k = 0; k <= Inputs; ++k) at[k] = e * o.stride[k][0];
    } else {
      for (int k = 0; k <= Inputs; ++k) at[k] = 0;
      long long rest = e;
      for (int d = 0; d < o.dims; ++d) {
        const long long next = rest / o.size[d], c = rest - next * o.size[d];
        rest = next;
        for (int k = 0; k <= Inputs; ++k) at[k] += c * o.stride[k][d];
      }
    }
    C in[5] = {C(0.0), C(0.0), C(0.0), C(0.0), C(0.0)};
    for (int k = 0; k < Inputs; ++k) in[k] = C::of(tl_load<T>(o, k + 1, at[k + 1]));
    const C r = E::run(in, p, q);
    if (r.bad()) { o.report[1] = 0; o.report[0] = 1; }
    tl_store<T>(o, at[0], r.r);
  }
}
#define TL_EXPRESSION(name, inputs, a_, b_, c_, g_, y_, e)                                     \
  struct E_##name {                                                                            \
    template <class T> static __device__ inline T run(const T* in, T p, T q) {                 \
      const T a = in[a_], b = in[b_], c = in[c_], g = in[g_], y = in[y_];                      \
      (void)a; (void)b; (void)c; (void)g; (void)y; (void)p; (void)q;                           \
      return e;                                                                                \
    }                                                                                          \
  };                                                                                           \
  TL_KERNEL(name##_f32, TL_CONSTANT Operands o) { tl_loop<float, V<float>, E_##name, inputs>(o); }   \
  TL_KERNEL(name##_f64, TL_CONSTANT Operands o) { tl_loop<double, V<double>, E_##name, inputs>(o); }
#define TL_VALUE(inputs, e) TL_EXPRESSION(value, inputs, 0, 1, 2, 3, 4, e)
#define TL_WHOLE(inputs) TL_KERNEL(value_i64, TL_CONSTANT Operands o) { tl_loop<long long, I, E_value, inputs>(o); }
#define TL_GRADIENT(name, e) TL_EXPRESSION(name, 5, 1, 2, 3, 0, 4, e)
)";

}  // namespace tl::gpu
