// SPDX-License-Identifier: Apache-2.0
// Matrix products with sparse operands. One kernel (sparse · dense); everything else is written in other operators.
#include <algorithm>

#include "engine/core/half.h"
#include "engine/core/pool.h"
#include "engine/cpu/wrap.h"
#include "engine/ops/functions.h"
#include "engine/ops/sample_tensor.h"
#include "engine/sparse/coo.h"

namespace tl::sparse {
namespace {
using namespace ops;

Outputs as_written(const OpCall& c) { return c.def->composite(c); }
void check_matrices(const char* op, const Tensor& a, const Tensor& b) {
  TL_CHECK(a.dim() == 2 && b.dim() == 2 && a.size(1) == b.size(0), shape, op, "matrices cannot be multiplied: ", a.sizes(), " and ",
           b.sizes());
  TL_CHECK(a.dtype() == b.dtype(), type, op, "expected both operands of one type, but found ", a.dtype(), " and ", b.dtype());
  for (const Tensor& t : {a, b}) {
    TL_CHECK(!t.is_sparse() || t.dense_dim() == 0, shape, op, "a sparse matrix needs both dimensions sparse, but ", t.sizes(), " has ",
             t.is_sparse() ? t.dense_dim() : 0, " dense");
    TL_CHECK(t.dtype() != kBool, type, op, "is not defined for bool matrices");
    on_host(op, t);
  }
}

/// One row of the result at a time: its elements of `a` in order, so the bits do not depend on threads.
template <class T>
void multiply(const Coo& a, const Tensor& b, Tensor& out) {
  const int64_t rows = out.size(0), width = out.size(1), n = a.nnz();
  const Tensor values = a.values.contiguous();
  const int64_t *row = a.indices.data_ptr<int64_t>(), *column = row + n;
  const T *v = values.data_ptr<T>(), *dense = b.data_ptr<T>();
  T* to = out.data_ptr<T>();
  const int parts = parts_for(std::max<int64_t>(rows, n) * std::max<int64_t>(width, 1), 32 << 10);
  parallel_parts(parts, [&](int part) {
    const Range r = part_range(rows, parts, part);
    for (int64_t k = std::lower_bound(row, row + n, r.begin) - row; k < n && row[k] < r.end; ++k) {
      T* y = to + row[k] * width;
      const T* x = dense + column[k] * width;
      const T s = v[k];
      for (int64_t j = 0; j < width; ++j) y[j] = cpu::wrap_add(y[j], cpu::wrap_mul(s, x[j]));
    }
  });
}
Outputs sparse_dense_body(const OpCall& c) {
  check_matrices("mm", c.in[0], c.in[1]);
  const ScalarType type = c.in[0].dtype();
  const Tensor a = coalesced(is_narrow_float(type) ? c.in[0].to(kFloat) : c.in[0]),
               b = (is_narrow_float(type) ? c.in[1].to(kFloat) : c.in[1]).contiguous();
  Tensor out = zeros({a.size(0), b.size(1)}, a.dtype());
  const Coo& x = coo("mm", a);
  if (x.nnz() && out.numel()) visit_dtype(a.dtype(), [&](auto zero) { multiply<decltype(zero)>(x, b, out); });
  return one(out.to(type));
}
/// The sparse operand's gradient at its own coordinates only: row of g times row of b.
void vjp_sparse_dense(const VjpContext& c) {
  if (c.needs(0)) {
    const Tensor a = c.in(0).detach().coalesce(), &indices = coo("mm", a).indices;
    const Tensor rows = index_select(c.grad(), 0, select(indices, 0, 0)), columns = index_select(c.in(1), 0, select(indices, 0, 1));
    c.set(0, from_parts(a.unsafe_impl()->sizes, indices, tl::sum(rows * columns, 1), true));
  }
  if (c.needs(1)) c.set(1, sparse::mm(t(c.in(0)), c.grad()));
}

/// All pairs of elements that meet, added up by coordinates.
Tensor sparse_sparse(const Tensor& first, const Tensor& second) {
  check_matrices("mm", first, second);
  const Tensor a = coalesced(first), b = coalesced(second);
  const Coo &x = coo("mm", a), &y = coo("mm", b);
  const int64_t n = x.nnz(), m = y.nnz(), width = b.size(1);
  const int64_t *rows = n ? x.indices.data_ptr<int64_t>() : nullptr, *middle = rows + n,
                *starts = m ? y.indices.data_ptr<int64_t>() : nullptr, *columns = starts + m;
  const DimVector sizes{a.size(0), width};
  check_sizes("mm", sizes);
  std::vector<int64_t> left, right, keys;
  for (int64_t k = 0; k < n && m; ++k)
    for (int64_t e = std::lower_bound(starts, starts + m, middle[k]) - starts; e < m && starts[e] == middle[k]; ++e) {
      left.push_back(k);
      right.push_back(e);
      keys.push_back(rows[k] * width + columns[e]);
    }
  return coalesced(from_parts(sizes, coordinates_of(keys, sizes), pick(values_of(a), left) * pick(values_of(b), right), false));
}
Tensor sparse_dense(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return call1(TL_OP("sparse_dense_mm"), in);
}
Outputs mm_body(const OpCall& c) {
  const Tensor &a = c.in[0], &b = c.in[1];
  if (a.is_sparse() && b.is_sparse()) return one(sparse_sparse(a, b));
  if (a.is_sparse()) return one(sparse_dense(a, b));
  check_matrices("mm", a, b);
  return one(t(sparse_dense(t(b), t(a))));
}

/// Rows that have elements, and their products: distinct rows × columns of mat2.
std::pair<std::vector<int64_t>, Tensor> rows_of_product(const char* op, const Tensor& mat1, const Tensor& mat2) {
  TL_CHECK(mat1.is_sparse() && !mat2.is_sparse(), type, op, "expects a sparse mat1 and a dense mat2, but got ", mat1.brief(), " and ",
           mat2.brief());
  check_matrices(op, mat1, mat2);
  const Tensor a = coalesced(mat1);
  const Coo& x = coo(op, a);
  std::vector<int64_t> rows, keys;
  const int64_t n = x.nnz(), *p = n ? x.indices.data_ptr<int64_t>() : nullptr;
  for (int64_t k = 0; k < n; ++k) {
    if (rows.empty() || rows.back() != p[k]) rows.push_back(p[k]);
    keys.push_back(static_cast<int64_t>(rows.size()) - 1);
  }
  const Tensor indices[] = {longs(keys), select(x.indices, 0, 1)};
  const Tensor packed = from_parts({static_cast<int64_t>(rows.size()), a.size(1)}, stack({indices, 2}, 0), values_of(a), true);
  return {rows, sparse_dense(packed, mat2)};
}
Outputs hspmm_body(const OpCall& c) {
  const auto [rows, values] = rows_of_product("hspmm", c.in[0], c.in[1]);
  return one(from_parts({c.in[0].size(0), c.in[1].size(1)}, coordinates_of(rows, {std::max<int64_t>(c.in[0].size(0), 1)}), values, true));
}
Tensor smm_of(const char* op, const Tensor& mat1, const Tensor& mat2) {
  const auto [rows, values] = rows_of_product(op, mat1, mat2);
  const int64_t width = mat2.size(1);
  const DimVector sizes{mat1.size(0), width};
  check_sizes(op, sizes);
  std::vector<int64_t> keys;
  for (const int64_t r : rows)
    for (int64_t j = 0; j < width; ++j) keys.push_back(r * width + j);
  return from_parts(sizes, coordinates_of(keys, sizes), reshape(values, {values.numel()}), true);
}
Outputs smm_body(const OpCall& c) { return one(smm_of("smm", c.in[0], c.in[1])); }
Outputs sspaddmm_body(const OpCall& c) {
  TL_CHECK(c.in[0].is_sparse(), type, "sspaddmm", "expects a sparse input, but got ", c.in[0].brief());
  const Tensor product = smm_of("sspaddmm", c.in[1], c.in[2]);
  TL_CHECK(c.in[0].sizes() == product.sizes(), shape, "sspaddmm", "input ", c.in[0].sizes(), " must be of the product's shape ",
           product.sizes());
  return one(c.in[0] * c.attr[0].to_scalar() + product * c.attr[1].to_scalar());
}
Outputs addmm_body(const OpCall& c) {
  const Scalar beta = c.attr[0].to_scalar(), alpha = c.attr[1].to_scalar();
  const Tensor p = tl::mm(c.in[1], c.in[2]), q = alpha.toDouble() == 1 ? p : p * alpha;
  return one((beta.toDouble() == 1 ? c.in[0] : c.in[0] * beta) + q);
}
}  // namespace

void register_products() {
  using enum ArgKind;
  const char* group = "Sparse";
  const auto some = [] { return sparse_coo_tensor(longs({0, 1, 1, 2, 0, 2}).view({2, 3}), sample_tensor({3}), {2, 3}); };
  const auto pair = [some] { return Samples{{{some(), sample_tensor({3, 2}, 1)}}}; };
  const std::vector<ArgDef> blend{{"input"}, {"mat1"}, {"mat2"}, {"beta", scalar, 1}, {"alpha", scalar, 1}};
  add({.name = "sparse_dense_mm",
       .category = group,
       .doc = "Sparse matrix times dense matrix.",
       .args = {{"mat1"}, {"mat2"}},
       .vjp = vjp_sparse_dense,
       .saves_inputs = 3,
       .grad_reads = {3, 1},
       .traits = hidden,
       .sparse = sparse_dense_body,
       .samples = pair});
  add({.name = "sparse_mm",
       .category = group,
       .doc = "Product of two matrices, the first sparse: dense of a dense mat2, sparse of a sparse one.",
       .args = {{"mat1"}, {"mat2"}},
       .composite = [](const OpCall& c) { return one(tl::mm(c.in[0], c.in[1])); },
       .sparse = mm_body,
       .samples = pair});
  add({.name = "sparse_addmm",
       .category = group,
       .doc = "beta * input + alpha * mat1 · mat2, mat1 sparse.",
       .args = blend,
       .composite = addmm_body,
       .sparse = addmm_body,
       .samples = [some] {
         return Samples{{{sample_tensor({2, 2}), some(), sample_tensor({3, 2}, 1), 0.5, 2}}};
       }});
  add({.name = "hspmm",
       .category = group,
       .doc = "Sparse matrix times dense matrix as a hybrid tensor: sparse rows of dense columns.",
       .args = {{"mat1"}, {"mat2"}},
       .sparse = hspmm_body,
       .samples = pair});
  add({.name = "smm",
       .category = group,
       .doc = "Sparse matrix times dense matrix as a sparse tensor.",
       .args = {{"mat1"}, {"mat2"}},
       .sparse = smm_body,
       .samples = pair});
  add({.name = "sspaddmm",
       .category = group,
       .doc = "beta * input + alpha * mat1 · mat2 as a sparse tensor; input and mat1 sparse.",
       .args = blend,
       .sparse = sspaddmm_body,
       .samples = [some] {
         return Samples{{{some(), some(), sample_tensor({3, 3}, 1), 0.5, 2}}};
       }});
  set_sparse("mm", mm_body);
  for (const char* name : {"matmul", "mv", "addmm"}) set_sparse(name, as_written);
}

Tensor mm(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return call1(TL_OP("sparse_mm"), in);
}
Tensor addmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  const Tensor in[] = {x, a, b};
  const Value attr[] = {Value(beta), Value(alpha)};
  return call1(TL_OP("sparse_addmm"), in, attr);
}
}  // namespace tl::sparse

namespace tl {
Tensor spmm(const Tensor& a, const Tensor& b) { return sparse::mm(a, b); }
Tensor smm(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return ops::call1(TL_OP("smm"), in);
}
Tensor hspmm(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return ops::call1(TL_OP("hspmm"), in);
}
Tensor sspaddmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  const Tensor in[] = {x, a, b};
  const Value attr[] = {Value(beta), Value(alpha)};
  return ops::call1(TL_OP("sspaddmm"), in, attr);
}
Tensor Tensor::smm(const Tensor& mat2) const { return tl::smm(*this, mat2); }
Tensor Tensor::sspaddmm(const Tensor& mat1, const Tensor& mat2, const Scalar& beta, const Scalar& alpha) const {
  return tl::sspaddmm(*this, mat1, mat2, beta, alpha);
}

namespace ops {
void register_sparse() {
  sparse::register_make();
  sparse::register_elementwise();
  sparse::register_shape();
  sparse::register_products();
}
}  // namespace ops
}  // namespace tl
