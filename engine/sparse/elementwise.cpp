// SPDX-License-Identifier: Apache-2.0
// What element-wise operators, copies and fills mean for sparse tensors: they work on the values, and are refused where zero would not stay
// zero. All are written in differentiable parts, so gradients follow.
#include <cmath>

#include "engine/ops/functions.h"
#include "engine/ops/pointwise.h"
#include "engine/ops/sample_tensor.h"
#include "engine/sparse/coo.h"

namespace tl::sparse {
namespace {
using namespace ops;

/// The same coordinates with other values.
Tensor like(const Tensor& t, const Tensor& values) {
  const Coo& x = coo("sparse", t);
  return from_parts(t.unsafe_impl()->sizes, x.indices, values, x.coalesced);
}
bool is_number(const Tensor& t) { return !t.is_sparse() && t.dim() == 0; }
void same_sizes(const OpCall& c) {
  TL_CHECK(c.in[0].sizes() == c.in[1].sizes(), shape, c.def->name, "a sparse operand does not broadcast: ", c.in[0].brief(), " and ",
           c.in[1].brief(), " must be of one shape");
  if (c.in[0].is_sparse() && c.in[1].is_sparse())
    TL_CHECK(c.in[0].sparse_dim() == c.in[1].sparse_dim(), shape, c.def->name, "the operands have ", c.in[0].sparse_dim(), " and ",
             c.in[1].sparse_dim(), " sparse dimensions; to_sparse(n) brings them together");
}

/// Any function of one operand that keeps zero: read off its own definition.
Outputs keeps_zero(const OpCall& c) {
  const double at_zero = dispatch(*c.def, wrap_scalar(Scalar(0.0)).to(kDouble), c.attr)[0].to(kDouble).item<double>();
  TL_CHECK(at_zero == 0, value, c.def->name, "of 0 is ", at_zero, ", so the result for the sparse tensor ", c.in[0].sizes(),
           " would be dense; use to_dense() first");
  const Tensor t = coalesced(c.in[0]);
  return one(like(t, call1(*c.def, values_of(t), c.attr)));
}
Outputs neg_body(const OpCall& c) {
  const Tensor t = for_linear(c.in[0]);
  return one(like(t, neg(values_of(t))));
}

/// values · factor in `type`; a factor of integers is a whole number.
Tensor scaled(const Tensor& values, double factor, ScalarType type) {
  const Tensor v = values.to(type);
  if (factor == 1) return v;
  if (!is_integral(type)) return mul(v, Scalar(factor)).to(type);
  TL_CHECK(std::trunc(factor) == factor && std::abs(factor) < 9e15, type, "add",
           "for integer operands alpha must be a whole number, but is ", factor);
  return mul(v, Scalar(static_cast<int64_t>(factor))).to(type);
}

Tensor sum_of_sparse(const Tensor& first, const Tensor& second, double factor, ScalarType type) {
  const Tensor a = for_linear(first), b = for_linear(second);
  const Coo &x = coo("add", a), &y = coo("add", b);
  const Tensor indices[] = {x.indices, y.indices}, values[] = {values_of(a).to(type), scaled(values_of(b), factor, type)};
  const Tensor sum = from_parts(a.unsafe_impl()->sizes, cat({indices, 2}, 1), cat({values, 2}, 0), false);
  return x.coalesced && y.coalesced ? coalesced(sum) : sum;
}
/// dense + factor * sparse.
Tensor sum_of_both(const Tensor& dense, const Tensor& sparse_operand, double factor, ScalarType type) {
  on_host("add", dense);
  const Tensor t = for_linear(sparse_operand);
  const DimVector first = sparse_sizes(t);
  const Tensor values = scaled(values_of(t), factor, type);
  const Tensor rows = reshape(dense.to(type), with_dense_sizes({product(first)}, values));
  return reshape(index_add(rows, 0, longs(keys_of(coo("add", t).indices, first)), values), dense.sizes());
}
Outputs add_or_sub(const OpCall& c, double sign) {
  const Tensor &a = c.in[0], &b = c.in[1];
  TL_CHECK(!is_number(a) && !is_number(b), value, c.def->name, "a number added to a sparse tensor ", (is_number(a) ? b : a).sizes(),
           " would make it dense; use to_dense() first");
  same_sizes(c);
  const ScalarType type = result_type(c.in);
  const double factor = sign * c.attr[0].to_double();
  if (a.is_sparse() && b.is_sparse()) return one(sum_of_sparse(a, b, factor, type));
  if (b.is_sparse()) return one(sum_of_both(a, b, factor, type));
  return one(sum_of_both(scaled(b, factor, type), a, 1, type));
}
Outputs add_body(const OpCall& c) { return add_or_sub(c, 1); }
Outputs sub_body(const OpCall& c) { return add_or_sub(c, -1); }

/// Elements that both have.
Tensor product_of_sparse(const Tensor& first, const Tensor& second) {
  const Tensor a = coalesced(first), b = coalesced(second);
  const DimVector sizes = sparse_sizes(a);
  const std::vector<int64_t> keys = keys_of(coo("mul", a).indices, sizes), at = places(keys_of(coo("mul", b).indices, sizes), keys);
  std::vector<int64_t> mine, others, kept;
  for (size_t k = 0; k < at.size(); ++k) {
    if (at[k] < 0) continue;
    mine.push_back(static_cast<int64_t>(k));
    others.push_back(at[k]);
    kept.push_back(keys[k]);
  }
  return from_parts(a.unsafe_impl()->sizes, coordinates_of(kept, sizes), mul(pick(values_of(a), mine), pick(values_of(b), others)), true);
}
Outputs mul_body(const OpCall& c) {
  const Tensor &a = c.in[0], &b = c.in[1];
  for (const bool swap : {false, true}) {
    const Tensor &s = swap ? b : a, &number = swap ? a : b;
    if (!s.is_sparse() || !is_number(number)) continue;
    const Tensor t = for_linear(s);
    return one(like(t, mul(values_of(t), number)));
  }
  same_sizes(c);
  if (a.is_sparse() && b.is_sparse()) return one(product_of_sparse(a, b));
  const Tensor t = coalesced(a.is_sparse() ? a : b);
  return one(like(t, mul(values_of(t), values_at(a.is_sparse() ? b : a, coo("mul", t).indices))));
}
Outputs div_body(const OpCall& c) {
  TL_CHECK(c.in[0].is_sparse() && is_number(c.in[1]), value, c.def->name,
           "a sparse tensor can be divided by a number or a 0-dim tensor, not ", c.in[0].brief(), " by ", c.in[1].brief());
  const Tensor t = for_linear(c.in[0]);
  return one(like(t, div(values_of(t), c.in[1])));
}
Outputs pow_body(const OpCall& c) {
  TL_CHECK(c.in[0].is_sparse() && is_number(c.in[1]), value, "pow", "a sparse tensor can be raised to a number, not ", c.in[0].brief(),
           " to ", c.in[1].brief());
  const double e = c.in[1].detach().to(kDouble).item<double>();
  TL_CHECK(e > 0, value, "pow", "0 to the power of ", e, " is not 0, so the result for the sparse tensor ", c.in[0].sizes(),
           " would be dense; use to_dense() first");
  const Tensor t = coalesced(c.in[0]);
  return one(like(t, pow(values_of(t), c.in[1])));
}

Outputs clone_body(const OpCall& c) {
  const Tensor t = for_linear(c.in[0]);
  const Coo& x = coo("clone", t);
  return one(from_parts(t.unsafe_impl()->sizes, tl::clone(x.indices), tl::clone(values_of(t)), x.coalesced));
}
Outputs to_body(const OpCall& c) {
  const Tensor t = for_linear(c.in[0]);
  return one(like(t, values_of(t).to(c.attr[0].to_dtype())));
}
Outputs copy_body(const OpCall& c) {
  TL_CHECK(c.in[0].is_sparse() && c.in[1].is_sparse(), not_implemented, "copy_", "from ", c.in[1].brief(), " to ", c.in[0].brief(),
           " would mix sparse and dense; use to_dense() or to_sparse()");
  same_sizes(c);
  return one(tl::clone(c.in[1].to(c.in[0].dtype())));
}
Outputs fill_body(const OpCall& c) {
  TL_CHECK(c.attr[0].to_double() == 0, value, "fill_", "a sparse tensor ", c.in[0].sizes(), " can be filled with 0 only, not with ",
           c.attr[0].to_double());
  const Coo& x = coo("fill_", c.in[0]);
  return one(make_coo(c.in[0].unsafe_impl()->sizes, empty({x.sparse_dim(), 0}, x.indices.options()),
                      empty(with_dense_sizes({0}, x.values), x.values.options()), true));
}
}  // namespace

void register_elementwise() {
  for (int r = 0; r < pointwise_row_count; ++r)
    if (pointwise_rows[r].arity == 1) set_sparse(pointwise_rows[r].name, keeps_zero);
  set_sparse("neg", neg_body);
  set_sparse("add", add_body);
  set_sparse("sub", sub_body);
  set_sparse("mul", mul_body);
  set_sparse("div", div_body);
  set_sparse("pow", pow_body);
  set_sparse("clone", clone_body);
  set_sparse("to", to_body);
  set_sparse("copy", copy_body);
  set_sparse("fill", fill_body);
}

}  // namespace tl::sparse
