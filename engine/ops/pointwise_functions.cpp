// SPDX-License-Identifier: Apache-2.0
// The free functions of pointwise.def and the operators built on them.
#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/ops/bitwise.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/type_promotion.h"

namespace tl {
namespace {
using ops::call1;
using ops::dispatch_inplace;
using ops::dispatch_out;
}  // namespace

ScalarType result_type(ArrayRef<Tensor> tensors) {
  ops::TypePromotion p;
  for (const Tensor& t : tensors)
    if (t.defined()) p.add(t.dtype(), t.dim() > 0, t.unsafe_impl()->wrapped_number);
  return p.result();
}

namespace {
/// Collects the numbers behind the tensors of a call.
struct Attrs {
  Value v[2];
  size_t n = 0;
  template <class... P>
  explicit Attrs(P... p) : v{Value(p)...}, n(sizeof...(P)) {}
  operator ArrayRef<Value>() const { return ArrayRef<Value>(v, n); }
};
}  // namespace
// A row names its parameters with TL_P0, TL_P1 or TL_P2: from that come the signature and the attributes.
#define TL_DEFINE1(name, sig, attrs)                                                                               \
  Tensor name(const Tensor& input sig) { return call1(TL_OP(#name), input, attrs); }                               \
  Tensor& name##_(Tensor& input sig) { dispatch_inplace(TL_OP(#name), input, ArrayRef<Tensor>(input), attrs); return input; } \
  Tensor& name##_out(Tensor& out, const Tensor& input sig) { dispatch_out(TL_OP(#name), out, input, attrs); return out; }
#define TL_DEFINE2(name, sig, attrs)                                                                                                              \
  Tensor name(const Tensor& input, const Tensor& other sig) { const Tensor in[] = {input, other}; return call1(TL_OP(#name), in, attrs); }          \
  Tensor name(const Tensor& input, const Scalar& other sig) { const Tensor in[] = {input, wrap_scalar(other)}; return call1(TL_OP(#name), in, attrs); } \
  Tensor name(const Scalar& input, const Tensor& other sig) { const Tensor in[] = {wrap_scalar(input), other}; return call1(TL_OP(#name), in, attrs); } \
  Tensor& name##_(Tensor& input, const Tensor& other sig) { const Tensor in[] = {input, other}; dispatch_inplace(TL_OP(#name), input, in, attrs); return input; } \
  Tensor& name##_(Tensor& input, const Scalar& other sig) { const Tensor in[] = {input, wrap_scalar(other)}; dispatch_inplace(TL_OP(#name), input, in, attrs); return input; } \
  Tensor& name##_out(Tensor& out, const Tensor& input, const Tensor& other sig) { const Tensor in[] = {input, other}; dispatch_out(TL_OP(#name), out, in, attrs); return out; }
#define TL_DEFINE3(name, sig, attrs) \
  Tensor name(const Tensor& input, const Tensor& b, const Tensor& c sig) { const Tensor in[] = {input, b, c}; return call1(TL_OP(#name), in, attrs); }
#define TL_P0 NONE_
#define TL_P1(n, d) ONE_(n)
#define TL_P2(n, d, m, e) TWO_(n, m)
#define TL_CAT(a, b) TL_CAT_(a, b)
#define TL_CAT_(a, b) a##b
#define TL_SIG(p) TL_CAT(TL_SIG_, p)
#define TL_SIG_NONE_
#define TL_SIG_ONE_(n) , double n
#define TL_SIG_TWO_(n, m) , double n, double m
#define TL_ATT(p) TL_CAT(TL_ATT_, p)
#define TL_ATT_NONE_ Attrs()
#define TL_ATT_ONE_(n) Attrs(n)
#define TL_ATT_TWO_(n, m) Attrs(n, m)
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) TL_DEFINE1(name, TL_SIG(params), TL_ATT(params))
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc) TL_DEFINE2(name, TL_SIG(params), TL_ATT(params))
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc) TL_DEFINE3(name, TL_SIG(params), TL_ATT(params))
#include "engine/ops/pointwise.def"

Tensor clamp(const Tensor& x, const std::optional<Scalar>& min, const std::optional<Scalar>& max) {
  TL_CHECK(min || max, value, "clamp", "at least one of min or max must not be none");
  Tensor r = x;
  if (min) r = clamp_min(r, min->toDouble());
  if (max) r = clamp_max(r, max->toDouble());
  return r;
}
Tensor where(const Tensor& c, const Tensor& a, const Scalar& b) { return where(c, a, wrap_scalar(b)); }
Tensor where(const Tensor& c, const Scalar& a, const Tensor& b) { return where(c, wrap_scalar(a), b); }
Tensor where(const Tensor& c, const Scalar& a, const Scalar& b) { return where(c, wrap_scalar(a), wrap_scalar(b)); }
Tensor masked_fill(const Tensor& x, const Tensor& mask, const Scalar& value) {
  TL_CHECK(mask.dtype() == kBool || mask.dtype() == kByte, type, "masked_fill", "mask must be bool, but is ", mask.dtype());
  return where(mask, wrap_scalar(value), x).to(x.dtype());
}

#define TL_OPERATOR(op, f)                                                        \
  Tensor operator op(const Tensor& a, const Tensor& b) { return f(a, b); }        \
  Tensor operator op(const Tensor& a, const Scalar& b) { return f(a, b); }        \
  Tensor operator op(const Scalar& a, const Tensor& b) { return f(a, b); }
TL_OPERATOR(+, add) TL_OPERATOR(-, sub) TL_OPERATOR(*, mul) TL_OPERATOR(/, div)
#define TL_COMPARE(op, f)                                                  \
  Tensor operator op(const Tensor& a, const Tensor& b) { return f(a, b); } \
  Tensor operator op(const Tensor& a, const Scalar& b) { return f(a, b); }
TL_COMPARE(<, lt) TL_COMPARE(<=, le) TL_COMPARE(>, gt) TL_COMPARE(>=, ge) TL_COMPARE(==, eq) TL_COMPARE(!=, ne)

Tensor Tensor::operator-() const { return tl::neg(*this); }
Tensor Tensor::operator~() const { return tl::bitwise_not(*this); }
#define TL_ASSIGN(op, f)                                                        \
  Tensor& Tensor::operator op(const Tensor& o) { return tl::f(*this, o); }      \
  Tensor& Tensor::operator op(const Scalar& o) { return tl::f(*this, o); }
TL_ASSIGN(+=, add_) TL_ASSIGN(-=, sub_) TL_ASSIGN(*=, mul_) TL_ASSIGN(/=, div_)

}  // namespace tl
