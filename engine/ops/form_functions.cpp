// SPDX-License-Identifier: Apache-2.0
// Free functions of the operators in matrix_forms.cpp and index_forms.cpp.
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"

namespace tl {
namespace {
using ops::call1;

Tensor blend(const ops::OpDef& def, const Tensor& input, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  const Tensor in[] = {input, a, b};
  const Value attr[] = {Value(beta), Value(alpha)};
  return call1(def, in, attr);
}
Tensor with_two(const ops::OpDef& def, const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return call1(def, in);
}
Tensor with_ints(const ops::OpDef& def, const Tensor& x, std::initializer_list<int64_t> attributes) {
  std::vector<Value> attr;
  for (const int64_t v : attributes) attr.emplace_back(v);
  return call1(def, x, attr);
}
Tensor scan(const ops::OpDef& def, const Tensor& x, int64_t dim, std::optional<ScalarType> dtype) {
  const Value attr[] = {dim, dtype ? Value(*dtype) : Value()};
  return call1(def, x, attr);
}
}  // namespace

Tensor mv(const Tensor& x, const Tensor& vec) { return with_two(TL_OP("mv"), x, vec); }
Tensor dot(const Tensor& x, const Tensor& y) { return with_two(TL_OP("dot"), x, y); }
Tensor ger(const Tensor& x, const Tensor& vec2) { return with_two(TL_OP("ger"), x, vec2); }
Tensor addmv(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) { return blend(TL_OP("addmv"), x, a, b, beta, alpha); }
Tensor addr(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) { return blend(TL_OP("addr"), x, a, b, beta, alpha); }
Tensor addbmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) { return blend(TL_OP("addbmm"), x, a, b, beta, alpha); }
Tensor baddbmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) { return blend(TL_OP("baddbmm"), x, a, b, beta, alpha); }

Tensor tril(const Tensor& x, int64_t diagonal) { return with_ints(TL_OP("tril"), x, {diagonal}); }
Tensor triu(const Tensor& x, int64_t diagonal) { return with_ints(TL_OP("triu"), x, {diagonal}); }
Tensor diag(const Tensor& x, int64_t diagonal) { return with_ints(TL_OP("diag"), x, {diagonal}); }
Tensor diagflat(const Tensor& x, int64_t offset) { return with_ints(TL_OP("diagflat"), x, {offset}); }
Tensor diagonal(const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) { return with_ints(TL_OP("diagonal"), x, {offset, dim1, dim2}); }
Tensor diag_embed(const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) { return with_ints(TL_OP("diag_embed"), x, {offset, dim1, dim2}); }
Tensor trace(const Tensor& x) { return call1(TL_OP("trace"), x); }

Tensor dist(const Tensor& x, const Tensor& y, const Scalar& p) {
  const Tensor in[] = {x, y};
  const Value attr[] = {Value(p)};
  return call1(TL_OP("dist"), in, attr);
}
Tensor logsumexp(const Tensor& x, IntArrayRef dims, bool keepdim) {
  const Value attr[] = {Value(dims), keepdim};
  return call1(TL_OP("logsumexp"), x, attr);
}
Tensor cumsum(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype) { return scan(TL_OP("cumsum"), x, dim, dtype); }
Tensor cumprod(const Tensor& x, int64_t dim, std::optional<ScalarType> dtype) { return scan(TL_OP("cumprod"), x, dim, dtype); }
Tensor renorm(const Tensor& x, const Scalar& p, int64_t dim, const Scalar& maxnorm) {
  const Value attr[] = {Value(p), dim, maxnorm.toDouble()};
  return call1(TL_OP("renorm"), x, attr);
}
Tensor cross(const Tensor& x, const Tensor& y, std::optional<int64_t> dim) {
  const Tensor in[] = {x, y};
  const Value attr[] = {dim ? Value(*dim) : Value()};
  return call1(TL_OP("cross"), in, attr);
}
Tensor roll(const Tensor& x, IntArrayRef shifts, IntArrayRef dims) {
  const Value attr[] = {Value(shifts), Value(dims)};
  return call1(TL_OP("roll"), x, attr);
}
Tensor rot90(const Tensor& x, int64_t k, IntArrayRef dims) {
  const Value attr[] = {k, Value(dims)};
  return call1(TL_OP("rot90"), x, attr);
}
Tensor unfold(const Tensor& x, int64_t dim, int64_t size, int64_t step) { return with_ints(TL_OP("unfold"), x, {dim, size, step}); }

Tensor scatter(const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value) {
  return scatter(x, dim, index, full(index.sizes(), value, TensorOptions(x.dtype()).device(x.device())));
}
Tensor masked_scatter(const Tensor& x, const Tensor& mask, const Tensor& source) {
  const Tensor in[] = {x, mask, source};
  return call1(TL_OP("masked_scatter"), in);
}
Tensor index_fill(const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value) {
  const Tensor in[] = {x, index};
  const Value attr[] = {dim, Value(value)};
  return call1(TL_OP("index_fill"), in, attr);
}
Tensor index_copy(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source) {
  const Tensor in[] = {x, index, source};
  const Value attr[] = {dim};
  return call1(TL_OP("index_copy"), in, attr);
}
Tensor take(const Tensor& x, const Tensor& index) { return with_two(TL_OP("take"), x, index); }

}  // namespace tl
