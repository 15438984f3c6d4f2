// SPDX-License-Identifier: Apache-2.0
// Methods of Tensor that forward to the free function of the same name.
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl {

Tensor Tensor::add(const Tensor& o, const Scalar& alpha) const { return tl::add(*this, o, alpha.toDouble()); }
Tensor Tensor::add(const Scalar& o, const Scalar& alpha) const { return tl::add(*this, o, alpha.toDouble()); }
Tensor& Tensor::add_(const Tensor& o, const Scalar& alpha) { return tl::add_(*this, o, alpha.toDouble()); }
Tensor& Tensor::add_(const Scalar& o, const Scalar& alpha) { return tl::add_(*this, o, alpha.toDouble()); }
Tensor Tensor::sub(const Tensor& o, const Scalar& alpha) const { return tl::sub(*this, o, alpha.toDouble()); }
Tensor Tensor::sub(const Scalar& o, const Scalar& alpha) const { return tl::sub(*this, o, alpha.toDouble()); }
Tensor& Tensor::sub_(const Tensor& o, const Scalar& alpha) { return tl::sub_(*this, o, alpha.toDouble()); }
Tensor& Tensor::sub_(const Scalar& o, const Scalar& alpha) { return tl::sub_(*this, o, alpha.toDouble()); }
#define TL_BINARY(name)                                                                  \
  Tensor Tensor::name(const Tensor& o) const { return tl::name(*this, o); }              \
  Tensor Tensor::name(const Scalar& o) const { return tl::name(*this, o); }
TL_BINARY(mul) TL_BINARY(div) TL_BINARY(pow) TL_BINARY(eq) TL_BINARY(ne) TL_BINARY(lt) TL_BINARY(le) TL_BINARY(gt) TL_BINARY(ge)
Tensor& Tensor::mul_(const Tensor& o) { return tl::mul_(*this, o); }
Tensor& Tensor::mul_(const Scalar& o) { return tl::mul_(*this, o); }
Tensor& Tensor::div_(const Tensor& o) { return tl::div_(*this, o); }
Tensor& Tensor::div_(const Scalar& o) { return tl::div_(*this, o); }
Tensor Tensor::addcmul(const Tensor& a, const Tensor& b, const Scalar& v) const { return tl::addcmul(*this, a, b, v.toDouble()); }
Tensor Tensor::addcdiv(const Tensor& a, const Tensor& b, const Scalar& v) const { return tl::addcdiv(*this, a, b, v.toDouble()); }
Tensor& Tensor::addcmul_(const Tensor& a, const Tensor& b, const Scalar& v) { return copy_(tl::addcmul(*this, a, b, v.toDouble())); }
Tensor& Tensor::addcdiv_(const Tensor& a, const Tensor& b, const Scalar& v) { return copy_(tl::addcdiv(*this, a, b, v.toDouble())); }
Tensor Tensor::lerp(const Tensor& end, const Scalar& w) const { return tl::lerp(*this, end, w.toDouble()); }
Tensor& Tensor::lerp_(const Tensor& end, const Scalar& w) { return tl::lerp_(*this, end, w.toDouble()); }
Tensor Tensor::maximum(const Tensor& o) const { return tl::maximum(*this, o); }
Tensor Tensor::minimum(const Tensor& o) const { return tl::minimum(*this, o); }
Tensor Tensor::logical_and(const Tensor& o) const { return tl::logical_and(*this, o); }
Tensor Tensor::logical_or(const Tensor& o) const { return tl::logical_or(*this, o); }
Tensor Tensor::logical_xor(const Tensor& o) const { return tl::logical_xor(*this, o); }
Tensor Tensor::clamp(const std::optional<Scalar>& lo, const std::optional<Scalar>& hi) const { return tl::clamp(*this, lo, hi); }
Tensor& Tensor::clamp_(const std::optional<Scalar>& lo, const std::optional<Scalar>& hi) { return copy_(tl::clamp(*this, lo, hi)); }
#define TL_UNARY_METHOD(name)                          \
  Tensor Tensor::name() const { return tl::name(*this); } \
  Tensor& Tensor::name##_() { return tl::name##_(*this); }
TL_UNARY_METHOD(abs) TL_UNARY_METHOD(neg) TL_UNARY_METHOD(exp) TL_UNARY_METHOD(expm1) TL_UNARY_METHOD(log) TL_UNARY_METHOD(log1p)
TL_UNARY_METHOD(log2) TL_UNARY_METHOD(log10) TL_UNARY_METHOD(sqrt) TL_UNARY_METHOD(rsqrt) TL_UNARY_METHOD(square) TL_UNARY_METHOD(reciprocal)
TL_UNARY_METHOD(sin) TL_UNARY_METHOD(cos) TL_UNARY_METHOD(tan) TL_UNARY_METHOD(tanh) TL_UNARY_METHOD(sigmoid) TL_UNARY_METHOD(relu)
TL_UNARY_METHOD(erf) TL_UNARY_METHOD(floor) TL_UNARY_METHOD(ceil) TL_UNARY_METHOD(round) TL_UNARY_METHOD(trunc) TL_UNARY_METHOD(sign)
TL_UNARY_METHOD(logical_not)
Tensor Tensor::isnan() const { return tl::isnan(*this); }
Tensor Tensor::isinf() const { return tl::isinf(*this); }
Tensor Tensor::isfinite() const { return tl::isfinite(*this); }
Tensor Tensor::matmul(const Tensor& o) const { return tl::matmul(*this, o); }
Tensor Tensor::mm(const Tensor& o) const { return tl::mm(*this, o); }
Tensor Tensor::bmm(const Tensor& o) const { return tl::bmm(*this, o); }
Tensor Tensor::sum() const { return tl::sum(*this); }
Tensor Tensor::sum(IntArrayRef d, bool k) const { return tl::sum(*this, d, k); }
Tensor Tensor::mean() const { return tl::mean(*this); }
Tensor Tensor::mean(IntArrayRef d, bool k) const { return tl::mean(*this, d, k); }
Tensor Tensor::prod() const { return tl::prod(*this); }
Tensor Tensor::var(IntArrayRef d, bool u, bool k) const { return tl::var(*this, d, u, k); }
Tensor Tensor::var(bool u) const { return tl::var(*this, u); }
Tensor Tensor::std(bool u) const { return tl::std(*this, u); }
Tensor Tensor::norm(const Scalar& p) const { return tl::norm(*this, p); }
Tensor Tensor::norm(const Scalar& p, IntArrayRef d, bool k) const { return tl::norm(*this, p, d, k); }
Tensor Tensor::max() const { return tl::max(*this); }
Tensor Tensor::min() const { return tl::min(*this); }
std::tuple<Tensor, Tensor> Tensor::max(int64_t d, bool k) const { return tl::max(*this, d, k); }
std::tuple<Tensor, Tensor> Tensor::min(int64_t d, bool k) const { return tl::min(*this, d, k); }
Tensor Tensor::amax(IntArrayRef d, bool k) const { return tl::amax(*this, d, k); }
Tensor Tensor::amin(IntArrayRef d, bool k) const { return tl::amin(*this, d, k); }
Tensor Tensor::argmax(std::optional<int64_t> d, bool k) const { return tl::argmax(*this, d, k); }
Tensor Tensor::argmin(std::optional<int64_t> d, bool k) const { return tl::argmin(*this, d, k); }
Tensor Tensor::all() const { return tl::all(*this); }
Tensor Tensor::any() const { return tl::any(*this); }
Tensor Tensor::softmax(int64_t d) const { return tl::softmax(*this, d); }
Tensor Tensor::log_softmax(int64_t d) const { return tl::log_softmax(*this, d); }
bool Tensor::equal(const Tensor& o) const { return tl::equal(*this, o); }
bool Tensor::allclose(const Tensor& o, double r, double a, bool n) const { return tl::allclose(*this, o, r, a, n); }
Tensor Tensor::view(IntArrayRef s) const { return tl::view(*this, s); }
Tensor Tensor::reshape(IntArrayRef s) const { return tl::reshape(*this, s); }
Tensor Tensor::flatten(int64_t s, int64_t e) const { return tl::flatten(*this, s, e); }
Tensor Tensor::permute(IntArrayRef d) const { return tl::permute(*this, d); }
Tensor Tensor::transpose(int64_t a, int64_t b) const { return tl::transpose(*this, a, b); }
Tensor Tensor::t() const { return tl::t(*this); }
Tensor Tensor::squeeze() const { return tl::squeeze(*this); }
Tensor Tensor::squeeze(int64_t d) const { return tl::squeeze(*this, d); }
Tensor Tensor::unsqueeze(int64_t d) const { return tl::unsqueeze(*this, d); }
Tensor Tensor::expand(IntArrayRef s) const { return tl::expand(*this, s); }
Tensor Tensor::expand_as(const Tensor& o) const { return tl::expand(*this, o.sizes()); }
Tensor Tensor::view_as(const Tensor& o) const { return tl::view(*this, o.sizes()); }
Tensor Tensor::narrow(int64_t d, int64_t s, int64_t l) const { return tl::narrow(*this, d, s, l); }
Tensor Tensor::select(int64_t d, int64_t i) const { return tl::select(*this, d, i); }
Tensor Tensor::slice(int64_t d, std::optional<int64_t> s, std::optional<int64_t> e, int64_t st) const { return tl::slice(*this, d, s, e, st); }
Tensor Tensor::as_strided(IntArrayRef s, IntArrayRef st, std::optional<int64_t> o) const { return tl::as_strided(*this, s, st, o); }
std::vector<Tensor> Tensor::split(int64_t n, int64_t d) const { return tl::split(*this, n, d); }
std::vector<Tensor> Tensor::split_with_sizes(IntArrayRef s, int64_t d) const { return tl::split_with_sizes(*this, s, d); }
std::vector<Tensor> Tensor::chunk(int64_t n, int64_t d) const { return tl::chunk(*this, n, d); }
std::vector<Tensor> Tensor::unbind(int64_t d) const { return tl::unbind(*this, d); }
Tensor Tensor::repeat(IntArrayRef r) const { return tl::repeat(*this, r); }
Tensor Tensor::gather(int64_t d, const Tensor& i) const { return tl::gather(*this, d, i); }
Tensor Tensor::scatter_add(int64_t d, const Tensor& i, const Tensor& s) const { return tl::scatter_add(*this, d, i, s); }
Tensor Tensor::index_select(int64_t d, const Tensor& i) const { return tl::index_select(*this, d, i); }
Tensor Tensor::masked_fill(const Tensor& m, const Scalar& v) const { return tl::masked_fill(*this, m, v); }
Tensor& Tensor::masked_fill_(const Tensor& m, const Scalar& v) { return copy_(tl::masked_fill(*this, m, v)); }
Tensor Tensor::operator[](int64_t i) const { return tl::select(*this, 0, i); }
Tensor& Tensor::operator=(const Tensor& o) && { return copy_(o); }
Tensor& Tensor::operator=(Tensor&& o) && { return copy_(o); }
Tensor& Tensor::operator=(const Scalar& v) && { return fill_(v); }

}  // namespace tl
