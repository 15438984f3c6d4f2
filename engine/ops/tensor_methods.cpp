// SPDX-License-Identifier: Apache-2.0
// Methods of Tensor that forward to the free function of the same name.
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/special.h"

namespace tl {

Tensor Tensor::add(const Tensor& o, const Scalar& alpha) const { return tl::add(*this, o, alpha.toDouble()); }
Tensor Tensor::add(const Scalar& o, const Scalar& alpha) const { return tl::add(*this, o, alpha.toDouble()); }
Tensor& Tensor::add_(const Tensor& o, const Scalar& alpha) const { return tl::add_(self(), o, alpha.toDouble()); }
Tensor& Tensor::add_(const Scalar& o, const Scalar& alpha) const { return tl::add_(self(), o, alpha.toDouble()); }
Tensor Tensor::sub(const Tensor& o, const Scalar& alpha) const { return tl::sub(*this, o, alpha.toDouble()); }
Tensor Tensor::sub(const Scalar& o, const Scalar& alpha) const { return tl::sub(*this, o, alpha.toDouble()); }
Tensor& Tensor::sub_(const Tensor& o, const Scalar& alpha) const { return tl::sub_(self(), o, alpha.toDouble()); }
Tensor& Tensor::sub_(const Scalar& o, const Scalar& alpha) const { return tl::sub_(self(), o, alpha.toDouble()); }
#define TL_BINARY(name)                                                     \
  Tensor Tensor::name(const Tensor& o) const { return tl::name(*this, o); } \
  Tensor Tensor::name(const Scalar& o) const { return tl::name(*this, o); } \
  Tensor& Tensor::name##_(const Tensor& o) const { return tl::name##_(self(), o); } \
  Tensor& Tensor::name##_(const Scalar& o) const { return tl::name##_(self(), o); }
TL_BINARY(mul) TL_BINARY(div) TL_BINARY(pow) TL_BINARY(fmod) TL_BINARY(remainder)
TL_BINARY(eq) TL_BINARY(ne) TL_BINARY(lt) TL_BINARY(le) TL_BINARY(gt) TL_BINARY(ge)
Tensor Tensor::atan2(const Tensor& o) const { return tl::atan2(*this, o); }
Tensor& Tensor::atan2_(const Tensor& o) const { return tl::atan2_(self(), o); }
Tensor Tensor::addcmul(const Tensor& a, const Tensor& b, const Scalar& v) const { return tl::addcmul(*this, a, b, v.toDouble()); }
Tensor Tensor::addcdiv(const Tensor& a, const Tensor& b, const Scalar& v) const { return tl::addcdiv(*this, a, b, v.toDouble()); }
Tensor& Tensor::addcmul_(const Tensor& a, const Tensor& b, const Scalar& v) const { return copy_(tl::addcmul(self(), a, b, v.toDouble())); }
Tensor& Tensor::addcdiv_(const Tensor& a, const Tensor& b, const Scalar& v) const { return copy_(tl::addcdiv(self(), a, b, v.toDouble())); }
Tensor Tensor::lerp(const Tensor& end, const Scalar& w) const { return tl::lerp(*this, end, w.toDouble()); }
Tensor& Tensor::lerp_(const Tensor& end, const Scalar& w) const { return tl::lerp_(self(), end, w.toDouble()); }
Tensor Tensor::maximum(const Tensor& o) const { return tl::maximum(*this, o); }
Tensor Tensor::minimum(const Tensor& o) const { return tl::minimum(*this, o); }
Tensor Tensor::logical_and(const Tensor& o) const { return tl::logical_and(*this, o); }
Tensor Tensor::logical_or(const Tensor& o) const { return tl::logical_or(*this, o); }
Tensor Tensor::logical_xor(const Tensor& o) const { return tl::logical_xor(*this, o); }
Tensor Tensor::clamp(const std::optional<Scalar>& lo, const std::optional<Scalar>& hi) const { return tl::clamp(*this, lo, hi); }
#define TL_UNARY_METHOD(name)                          \
  Tensor Tensor::name() const { return tl::name(*this); } \
  Tensor& Tensor::name##_() const { return tl::name##_(self()); }
TL_UNARY_METHOD(abs) TL_UNARY_METHOD(neg) TL_UNARY_METHOD(exp) TL_UNARY_METHOD(expm1) TL_UNARY_METHOD(log) TL_UNARY_METHOD(log1p)
TL_UNARY_METHOD(log2) TL_UNARY_METHOD(log10) TL_UNARY_METHOD(sqrt) TL_UNARY_METHOD(rsqrt) TL_UNARY_METHOD(square) TL_UNARY_METHOD(reciprocal)
TL_UNARY_METHOD(sin) TL_UNARY_METHOD(cos) TL_UNARY_METHOD(tan) TL_UNARY_METHOD(tanh) TL_UNARY_METHOD(sigmoid) TL_UNARY_METHOD(relu)
TL_UNARY_METHOD(erf) TL_UNARY_METHOD(floor) TL_UNARY_METHOD(ceil) TL_UNARY_METHOD(round) TL_UNARY_METHOD(trunc) TL_UNARY_METHOD(sign)
TL_UNARY_METHOD(logical_not) TL_UNARY_METHOD(erfc) TL_UNARY_METHOD(erfinv) TL_UNARY_METHOD(lgamma) TL_UNARY_METHOD(digamma) TL_UNARY_METHOD(asin)
TL_UNARY_METHOD(acos) TL_UNARY_METHOD(atan) TL_UNARY_METHOD(sinh) TL_UNARY_METHOD(cosh) TL_UNARY_METHOD(frac)
Tensor Tensor::polygamma(int64_t n) const { return tl::polygamma(n, *this); }
Tensor& Tensor::polygamma_(int64_t n) const { return tl::polygamma_(self(), static_cast<double>(n)); }
Tensor Tensor::mvlgamma(int64_t p) const { return tl::mvlgamma(*this, p); }
Tensor& Tensor::mvlgamma_(int64_t p) const { return copy_(tl::mvlgamma(clone(), p)); }
Tensor Tensor::isnan() const { return tl::isnan(*this); }
Tensor Tensor::isinf() const { return tl::isinf(*this); }
Tensor Tensor::isfinite() const { return tl::isfinite(*this); }
Tensor Tensor::matmul(const Tensor& o) const { return tl::matmul(*this, o); }
Tensor Tensor::mm(const Tensor& o) const { return tl::mm(*this, o); }
Tensor Tensor::bmm(const Tensor& o) const { return tl::bmm(*this, o); }
Tensor Tensor::sum() const { return tl::sum(*this); }
Tensor Tensor::sum(DtypeArg t) const { return tl::sum(*this, t); }
Tensor Tensor::sum(IntArrayRef d, bool k, std::optional<ScalarType> t) const { return tl::sum(*this, d, k, t); }
Tensor Tensor::mean() const { return tl::mean(*this); }
Tensor Tensor::mean(DtypeArg t) const { return tl::mean(*this, t); }
Tensor Tensor::mean(IntArrayRef d, bool k, std::optional<ScalarType> t) const { return tl::mean(*this, d, k, t); }
Tensor Tensor::prod() const { return tl::prod(*this); }
Tensor Tensor::prod(DtypeArg t) const { return tl::prod(*this, t); }
Tensor Tensor::prod(int64_t d, bool k, std::optional<ScalarType> t) const { return tl::prod(*this, d, k, t); }
Tensor Tensor::var(IntArrayRef d, bool u, bool k) const { return tl::var(*this, d, u, k); }
Tensor Tensor::std(IntArrayRef d, bool u, bool k) const { return tl::std(*this, d, u, k); }
Tensor Tensor::var(IntArrayRef d, const std::optional<int64_t>& c, bool k) const { return tl::var(*this, d, c, k); }
Tensor Tensor::std(IntArrayRef d, const std::optional<int64_t>& c, bool k) const { return tl::std(*this, d, c, k); }
Tensor Tensor::norm(const Scalar& p) const { return tl::norm(*this, p); }
Tensor Tensor::norm(const std::optional<Scalar>& p, DtypeArg t) const { return tl::norm(*this, p, t); }
Tensor Tensor::norm(const std::optional<Scalar>& p, IntArrayRef d, bool k, std::optional<ScalarType> t) const { return tl::norm(*this, p, d, k, t); }
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
Tensor Tensor::all(int64_t d, bool k) const { return tl::all(*this, d, k); }
Tensor Tensor::any(int64_t d, bool k) const { return tl::any(*this, d, k); }
Tensor Tensor::softmax(int64_t d, std::optional<ScalarType> t) const { return tl::softmax(*this, d, t); }
Tensor Tensor::log_softmax(int64_t d, std::optional<ScalarType> t) const { return tl::log_softmax(*this, d, t); }
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
Tensor Tensor::expand(IntArrayRef s, bool) const { return tl::expand(*this, s); }
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
Tensor Tensor::gather(int64_t d, const Tensor& i, bool sparse_grad) const { return tl::gather(*this, d, i, sparse_grad); }
Tensor Tensor::scatter_add(int64_t d, const Tensor& i, const Tensor& s) const { return tl::scatter_add(*this, d, i, s); }
Tensor Tensor::index_select(int64_t d, const Tensor& i) const { return tl::index_select(*this, d, i); }
Tensor Tensor::masked_fill(const Tensor& m, const Scalar& v) const { return tl::masked_fill(*this, m, v); }
Tensor& Tensor::masked_fill_(const Tensor& m, const Scalar& v) const { return copy_(tl::masked_fill(self(), m, v)); }
Tensor Tensor::mv(const Tensor& vec) const { return tl::mv(*this, vec); }
Tensor Tensor::dot(const Tensor& tensor) const { return tl::dot(*this, tensor); }
Tensor Tensor::ger(const Tensor& vec2) const { return tl::ger(*this, vec2); }
Tensor Tensor::outer(const Tensor& vec2) const { return tl::outer(*this, vec2); }
Tensor Tensor::addmm(const Tensor& mat1, const Tensor& mat2, const Scalar& beta, const Scalar& alpha) const { return tl::addmm(*this, mat1, mat2, beta, alpha); }
Tensor Tensor::addmv(const Tensor& mat, const Tensor& vec, const Scalar& beta, const Scalar& alpha) const { return tl::addmv(*this, mat, vec, beta, alpha); }
Tensor Tensor::addr(const Tensor& vec1, const Tensor& vec2, const Scalar& beta, const Scalar& alpha) const { return tl::addr(*this, vec1, vec2, beta, alpha); }
Tensor Tensor::addbmm(const Tensor& batch1, const Tensor& batch2, const Scalar& beta, const Scalar& alpha) const { return tl::addbmm(*this, batch1, batch2, beta, alpha); }
Tensor Tensor::baddbmm(const Tensor& batch1, const Tensor& batch2, const Scalar& beta, const Scalar& alpha) const { return tl::baddbmm(*this, batch1, batch2, beta, alpha); }
Tensor Tensor::matrix_power(int64_t n) const { return tl::matrix_power(*this, n); }
Tensor Tensor::tril(int64_t diagonal) const { return tl::tril(*this, diagonal); }
Tensor Tensor::triu(int64_t diagonal) const { return tl::triu(*this, diagonal); }
Tensor Tensor::diag(int64_t diagonal) const { return tl::diag(*this, diagonal); }
Tensor Tensor::diagflat(int64_t offset) const { return tl::diagflat(*this, offset); }
Tensor Tensor::diagonal(int64_t offset, int64_t dim1, int64_t dim2) const { return tl::diagonal(*this, offset, dim1, dim2); }
Tensor Tensor::diag_embed(int64_t offset, int64_t dim1, int64_t dim2) const { return tl::diag_embed(*this, offset, dim1, dim2); }
Tensor Tensor::trace() const { return tl::trace(*this); }
Tensor Tensor::cholesky(bool upper) const { return tl::cholesky(*this, upper); }
Tensor Tensor::cholesky_solve(const Tensor& u, bool upper) const { return tl::cholesky_solve(*this, u, upper); }
Tensor Tensor::cholesky_inverse(bool upper) const { return tl::cholesky_inverse(*this, upper); }
std::tuple<Tensor, Tensor> Tensor::lu(bool pivot) const { return tl::lu(*this, pivot); }
Tensor Tensor::lu_solve(const Tensor& lu_data, const Tensor& lu_pivots) const { return tl::lu_solve(*this, lu_data, lu_pivots); }
std::tuple<Tensor, Tensor> Tensor::qr(bool some) const { return tl::qr(*this, some); }
std::tuple<Tensor, Tensor> Tensor::geqrf() const { return tl::geqrf(*this); }
Tensor Tensor::orgqr(const Tensor& tau) const { return tl::orgqr(*this, tau); }
Tensor Tensor::ormqr(const Tensor& tau, const Tensor& mat, bool left, bool transpose) const { return tl::ormqr(*this, tau, mat, left, transpose); }
std::tuple<Tensor, Tensor, Tensor> Tensor::svd(bool some, bool compute_uv) const { return tl::svd(*this, some, compute_uv); }
std::tuple<Tensor, Tensor> Tensor::symeig(bool eigenvectors, bool upper) const { return tl::symeig(*this, eigenvectors, upper); }
std::tuple<Tensor, Tensor> Tensor::eig(bool eigenvectors) const { return tl::eig(*this, eigenvectors); }
Tensor Tensor::inverse() const { return tl::inverse(*this); }
Tensor Tensor::pinverse(double rcond) const { return tl::pinverse(*this, rcond); }
std::tuple<Tensor, Tensor> Tensor::solve(const Tensor& a) const { return tl::solve(*this, a); }
std::tuple<Tensor, Tensor> Tensor::triangular_solve(const Tensor& a, bool upper, bool transpose, bool unitriangular) const { return tl::triangular_solve(*this, a, upper, transpose, unitriangular); }
std::tuple<Tensor, Tensor> Tensor::lstsq(const Tensor& a) const { return tl::lstsq(*this, a); }
Tensor Tensor::det() const { return tl::det(*this); }
Tensor Tensor::logdet() const { return tl::logdet(*this); }
std::tuple<Tensor, Tensor> Tensor::slogdet() const { return tl::slogdet(*this); }
Tensor Tensor::dist(const Tensor& other, const Scalar& p) const { return tl::dist(*this, other, p); }
Tensor Tensor::logsumexp(IntArrayRef dims, bool keepdim) const { return tl::logsumexp(*this, dims, keepdim); }
Tensor Tensor::cumsum(int64_t dim, std::optional<ScalarType> dtype) const { return tl::cumsum(*this, dim, dtype); }
Tensor Tensor::cumprod(int64_t dim, std::optional<ScalarType> dtype) const { return tl::cumprod(*this, dim, dtype); }
Tensor Tensor::renorm(const Scalar& p, int64_t dim, const Scalar& maxnorm) const { return tl::renorm(*this, p, dim, maxnorm); }
Tensor Tensor::cross(const Tensor& other, std::optional<int64_t> dim) const { return tl::cross(*this, other, dim); }
Tensor Tensor::flip(IntArrayRef dims) const { return tl::flip(*this, dims); }
Tensor Tensor::roll(IntArrayRef shifts, IntArrayRef dims) const { return tl::roll(*this, shifts, dims); }
Tensor Tensor::rot90(int64_t k, IntArrayRef dims) const { return tl::rot90(*this, k, dims); }
Tensor Tensor::unfold(int64_t dim, int64_t size, int64_t step) const { return tl::unfold(*this, dim, size, step); }
Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Tensor& src) const { return tl::scatter(*this, dim, index, src); }
Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Scalar& value) const { return tl::scatter(*this, dim, index, value); }
Tensor Tensor::index_add(int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha) const { return tl::index_add(*this, dim, index, source, alpha); }
Tensor Tensor::index_fill(int64_t dim, const Tensor& index, const Scalar& value) const { return tl::index_fill(*this, dim, index, value); }
Tensor Tensor::index_copy(int64_t dim, const Tensor& index, const Tensor& source) const { return tl::index_copy(*this, dim, index, source); }
Tensor Tensor::masked_scatter(const Tensor& mask, const Tensor& source) const { return tl::masked_scatter(*this, mask, source); }
Tensor Tensor::masked_select(const Tensor& mask) const { return tl::masked_select(*this, mask); }
Tensor Tensor::take(const Tensor& index) const { return tl::take(*this, index); }
// In-place forms work on a copy of self: backward may need it as it was.
Tensor& Tensor::addmm_(const Tensor& mat1, const Tensor& mat2, const Scalar& beta, const Scalar& alpha) const { return copy_(tl::addmm(clone(), mat1, mat2, beta, alpha)); }
Tensor& Tensor::addmv_(const Tensor& mat, const Tensor& vec, const Scalar& beta, const Scalar& alpha) const { return copy_(tl::addmv(clone(), mat, vec, beta, alpha)); }
Tensor& Tensor::addr_(const Tensor& vec1, const Tensor& vec2, const Scalar& beta, const Scalar& alpha) const { return copy_(tl::addr(clone(), vec1, vec2, beta, alpha)); }
Tensor& Tensor::addbmm_(const Tensor& batch1, const Tensor& batch2, const Scalar& beta, const Scalar& alpha) const { return copy_(tl::addbmm(clone(), batch1, batch2, beta, alpha)); }
Tensor& Tensor::baddbmm_(const Tensor& batch1, const Tensor& batch2, const Scalar& beta, const Scalar& alpha) const { return copy_(tl::baddbmm(clone(), batch1, batch2, beta, alpha)); }
Tensor& Tensor::tril_(int64_t diagonal) const { return copy_(tl::tril(clone(), diagonal)); }
Tensor& Tensor::triu_(int64_t diagonal) const { return copy_(tl::triu(clone(), diagonal)); }
Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Tensor& src) const { return copy_(tl::scatter(clone(), dim, index, src)); }
Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Scalar& value) const { return copy_(tl::scatter(clone(), dim, index, value)); }
Tensor& Tensor::scatter_add_(int64_t dim, const Tensor& index, const Tensor& src) const { return copy_(tl::scatter_add(clone(), dim, index, src)); }
Tensor& Tensor::index_add_(int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha) const {
  return copy_(tl::index_add(clone(), dim, index, source, alpha));
}
Tensor& Tensor::index_fill_(int64_t dim, const Tensor& index, const Scalar& value) const { return copy_(tl::index_fill(clone(), dim, index, value)); }
Tensor& Tensor::index_copy_(int64_t dim, const Tensor& index, const Tensor& source) const { return copy_(tl::index_copy(clone(), dim, index, source)); }
Tensor& Tensor::masked_scatter_(const Tensor& mask, const Tensor& source) const { return copy_(tl::masked_scatter(clone(), mask, source)); }
Tensor& Tensor::renorm_(const Scalar& p, int64_t dim, const Scalar& maxnorm) const { return copy_(tl::renorm(clone(), p, dim, maxnorm)); }
Tensor Tensor::operator[](int64_t i) const { return tl::select(*this, 0, i); }
Tensor& Tensor::operator=(const Tensor& o) && { return copy_(o); }
Tensor& Tensor::operator=(Tensor&& o) && { return copy_(o); }
Tensor& Tensor::operator=(const Scalar& v) && { return fill_(v); }

}  // namespace tl
