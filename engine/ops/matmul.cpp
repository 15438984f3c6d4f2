// SPDX-License-Identifier: Apache-2.0
// Matrix products and the linear layer.
#include <cmath>

#include "engine/cpu/matmul.h"
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

void same_type(const OpCall& c) {
  TL_CHECK(c.in[0].dtype() == c.in[1].dtype(), type, c.def->name, "expected both operands to have one dtype, but found ", c.in[0].dtype(), " and ",
           c.in[1].dtype());
  TL_CHECK(c.in[0].dtype() != kBool, type, c.def->name, "multiplies numbers, not bool; convert the operands first, for example with to(kFloat)");
}
void infer_mm(const OpCall& c, OutMetas& out) {
  const DimVector &a = sizes_of(c.in[0]), &b = sizes_of(c.in[1]);
  TL_CHECK(a.size() == 2 && b.size() == 2 && a[1] == b[0], shape, "mm", "matrices cannot be multiplied: ", a, " and ", b);
  same_type(c);
  out[0].sizes = {a[0], b[1]};
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_mm(const PrepareArgs& p) {
  const TensorMeta &a = p.in[0], &b = p.in[1];
  MatmulShape s;
  s.m = a.sizes[0], s.k = a.sizes[1], s.n = b.sizes[1];
  s.a_row = a.strides[0], s.a_col = a.strides[1], s.b_row = b.strides[0], s.b_col = b.strides[1];
  return prepare_matmul_kernel(s, a.dtype);
}
void vjp_mm(const VjpContext& c) {
  if (c.needs(0)) c.set(0, mm(c.grad(), t(c.in(1))));
  if (c.needs(1)) c.set(1, mm(t(c.in(0)), c.grad()));
}

void infer_bmm(const OpCall& c, OutMetas& out) {
  const DimVector &a = sizes_of(c.in[0]), &b = sizes_of(c.in[1]);
  TL_CHECK(a.size() == 3 && b.size() == 3 && a[0] == b[0] && a[2] == b[1], shape, "bmm", "batches of matrices cannot be multiplied: ", a, " and ", b);
  same_type(c);
  out[0].sizes = {a[0], a[1], b[2]};
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_bmm(const PrepareArgs& p) {
  const TensorMeta &a = p.in[0], &b = p.in[1];
  MatmulShape s;
  s.batch = a.sizes[0], s.m = a.sizes[1], s.k = a.sizes[2], s.n = b.sizes[2];
  s.a_batch = a.strides[0], s.a_row = a.strides[1], s.a_col = a.strides[2];
  s.b_batch = b.strides[0], s.b_row = b.strides[1], s.b_col = b.strides[2];
  return prepare_matmul_kernel(s, a.dtype);
}
void vjp_bmm(const VjpContext& c) {
  if (c.needs(0)) c.set(0, bmm(c.grad(), transpose(c.in(1), 1, 2)));
  if (c.needs(1)) c.set(1, bmm(transpose(c.in(0), 1, 2), c.grad()));
}

/// input M×K, weight N×K, bias N: one product with the bias added where it is written.
void infer_linear(const OpCall& c, OutMetas& out) {
  const DimVector &x = sizes_of(c.in[0]), &w = sizes_of(c.in[1]);
  TL_CHECK(w.size() == 2, shape, "linear", "weight must be out_features×in_features, but is ", w);
  TL_CHECK(x.size() == 2 && x[1] == w[1], shape, "linear", "input ", x, " does not fit weight ", w, " (", x.empty() ? 0 : x.back(), " against in_features ", w[1], ")");
  same_type(c);
  if (c.in[2].defined())
    TL_CHECK(c.in[2].dim() == 1 && c.in[2].numel() == w[0], shape, "linear", "bias ", c.in[2].sizes(), " does not fit weight ", w);
  out[0].sizes = {x[0], w[0]};
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_linear(const PrepareArgs& p) {
  const TensorMeta &a = p.in[0], &w = p.in[1];
  if (p.in[2].defined && !p.in[2].contiguous) return nullptr;
  MatmulShape s;
  s.m = a.sizes[0], s.k = a.sizes[1], s.n = w.sizes[0];
  s.a_row = a.strides[0], s.a_col = a.strides[1], s.b_row = w.strides[1], s.b_col = w.strides[0];
  s.bias = p.in[2].defined;
  return prepare_matmul_kernel(s, a.dtype);
}
void vjp_linear(const VjpContext& c) {
  if (c.needs(0)) c.set(0, mm(c.grad(), c.in(1)));
  if (c.needs(1)) c.set(1, mm(t(c.grad()), c.in(0)));
  if (c.needs(2)) c.set(2, sum(c.grad(), 0));
}
}  // namespace

void register_matmul() {
  using enum ArgKind;
  add({.name = "mm", .category = "Linear algebra", .doc = "Product of two matrices.", .args = {{"input"}, {"mat2"}}, .infer = infer_mm, .vjp = vjp_mm,
       .saves_inputs = 3, .grad_reads = {2, 1}, .cpu = prepare_mm,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({4, 2}, 1)}}, {{t(sample_tensor({4, 3})), sample_tensor({4, 2}, 1)}}}; }});
  add({.name = "bmm", .category = "Linear algebra", .doc = "Products of two batches of matrices.", .args = {{"input"}, {"mat2"}}, .infer = infer_bmm,
       .vjp = vjp_bmm, .saves_inputs = 3, .grad_reads = {2, 1}, .cpu = prepare_bmm,
       .samples = [] { return Samples{{{sample_tensor({2, 3, 4}), sample_tensor({2, 4, 2}, 1)}}}; }});
  add({.name = "linear_2d", .category = "Linear algebra", .doc = "input · weightᵀ + bias for a matrix.",
       .args = {{"input"}, {"weight"}, {"bias", optional_tensor}}, .infer = infer_linear, .vjp = vjp_linear, .saves_inputs = 3,
       .grad_reads = {2, 1, 0}, .traits = hidden, .cpu = prepare_linear,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({2, 4}, 1), sample_tensor({2}, 2)}}, {{sample_tensor({3, 4}), sample_tensor({2, 4}, 1)}}}; }});
  add({.name = "linear", .category = "Linear algebra", .doc = "input · weightᵀ + bias; input …×in_features, weight out_features×in_features.",
       .args = {{"input"}, {"weight"}, {"bias", optional_tensor}}, .composite = [](const OpCall& c) { return one(linear(c.in[0], c.in[1], c.in[2])); },
       .samples = [] { return Samples{{{sample_tensor({2, 3, 4}), sample_tensor({2, 4}, 1), sample_tensor({2}, 2)}}}; }});
  add({.name = "matmul", .category = "Linear algebra", .doc = "Product of tensors: dot, matrix·vector, matrix·matrix, batches broadcast.",
       .args = {{"input"}, {"other"}}, .composite = [](const OpCall& c) { return one(matmul(c.in[0], c.in[1])); },
       .samples = [] {
         return Samples{{{sample_tensor({4}), sample_tensor({4}, 1)}}, {{sample_tensor({3, 4}), sample_tensor({4}, 1)}},
                        {{sample_tensor({2, 1, 3, 4}), sample_tensor({2, 4, 2}, 1)}}};
       }});
  add({.name = "addmm", .category = "Linear algebra", .doc = "beta * input + alpha * mat1 · mat2.",
       .args = {{"input"}, {"mat1"}, {"mat2"}, {"beta", scalar, 1}, {"alpha", scalar, 1}},
       .composite = [](const OpCall& c) { return one(addmm(c.in[0], c.in[1], c.in[2], c.attr[0].to_scalar(), c.attr[1].to_scalar())); },
       .samples = [] { return Samples{{{sample_tensor({2}), sample_tensor({3, 4}), sample_tensor({4, 2}, 1), 0.5, 2}}}; }});
}
}  // namespace ops

Tensor mm(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return ops::call1(TL_OP("mm"), in);
}
Tensor bmm(const Tensor& a, const Tensor& b) {
  const Tensor in[] = {a, b};
  return ops::call1(TL_OP("bmm"), in);
}
Tensor addmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  TL_CHECK(a.dim() == 2 && b.dim() == 2 && a.size(1) == b.size(0), shape, "addmm", "matrices cannot be multiplied: mat1 ", a.sizes(), " and mat2 ",
           b.sizes());
  TL_CHECK(x.dtype() == a.dtype() && a.dtype() == b.dtype(), type, "addmm", "expects one dtype, but input ", x.sizes(), " is ", x.dtype(), ", mat1 ",
           a.sizes(), " is ", a.dtype(), " and mat2 ", b.sizes(), " is ", b.dtype());
  const DimVector s{a.size(0), b.size(1)};
  bool fits = x.dim() <= 2;
  for (int64_t d = 1; fits && d <= x.dim(); ++d) fits = x.size(-d) == 1 || x.size(-d) == s[static_cast<size_t>(2 - d)];
  TL_CHECK(fits, shape, "addmm", "input ", x.sizes(), " does not expand to the product ", s, " of mat1 ", a.sizes(), " and mat2 ", b.sizes());
  // Factors of integer matrices are whole numbers, also where they are written as floats: the type stays.
  const auto factor = [&](const Scalar& v) {
    if (!is_integral(x.dtype()) || !v.isFloatingPoint()) return v;
    TL_CHECK(std::abs(v.toDouble()) < 0x1p62 && v.toDouble() == std::trunc(v.toDouble()), type, "addmm",
             "beta and alpha must be integers for matrices of ", x.dtype(), ", but one is ", v);
    return Scalar(v.toLong());
  };
  const Scalar of_input = factor(beta), of_product = factor(alpha);
  // A factor of 0 leaves its operand out, also where that is not a number, and gives it a gradient of zeros.
  const auto scaled = [](const Tensor& t, const Scalar& by) {
    if (by.toDouble() == 1) return t;
    if (by.toDouble() != 0) return t * by;
    if (!GradMode::is_enabled() || !t.requires_grad()) return zeros(t.sizes(), TensorOptions(t.dtype()).device(t.device()));
    const Tensor everywhere = ones(t.sizes(), TensorOptions(kBool).device(t.device()));
    return where(everywhere, Scalar(0), t).to(t.dtype());
  };
  const Tensor product = scaled(mm(a, b), of_product);
  if (of_input.toDouble() == 0 && !x.requires_grad()) return product;
  return scaled(x, of_input) + product;
}
namespace {
/// All dimensions but the last as one; counted, for a size of -1 says nothing where the last dimension is empty.
Tensor as_matrix(const Tensor& x) {
  DimVector rows = x.unsafe_impl()->sizes;
  const int64_t columns = rows.back();
  rows.back() = 1;
  return reshape(x, {product(rows), columns});
}
}  // namespace
Tensor linear(const Tensor& x, const Tensor& w, const Tensor& bias) {
  TL_CHECK(x.dim() >= 1 && w.dim() == 2 && x.size(-1) == w.size(1), shape, "linear", "input ", x.sizes(), " does not fit weight ", w.sizes(), ": the last dimension must be in_features ",
           w.dim() == 2 ? w.size(1) : 0);
  const Tensor in[] = {x.dim() == 2 ? x : as_matrix(x), w, bias};
  Tensor y = ops::call1(TL_OP("linear_2d"), in);
  if (x.dim() == 2) return y;
  DimVector s = x.unsafe_impl()->sizes;
  s.back() = w.size(0);
  return reshape(y, s);
}
Tensor matmul(const Tensor& a, const Tensor& b) {
  TL_CHECK(a.dim() > 0 && b.dim() > 0, shape, "matmul", "both arguments need to be at least 1-D, but are ", a.sizes(), " and ", b.sizes());
  if (a.dim() == 1 && b.dim() == 1) {
    TL_CHECK(a.numel() == b.numel(), shape, "matmul", "vectors of different length: ", a.sizes(), " and ", b.sizes());
    return reshape(mm(unsqueeze(a, 0), unsqueeze(b, 1)), {});
  }
  if (b.dim() == 1) return squeeze(matmul(a, unsqueeze(b, 1)), -1);
  if (a.dim() == 1) return squeeze(matmul(unsqueeze(a, 0), b), -2);
  TL_CHECK(a.size(-1) == b.size(-2), shape, "matmul", "operands cannot be multiplied: ", a.sizes(), " and ", b.sizes());
  if (a.dim() == 2 && b.dim() == 2) return mm(a, b);
  if (b.dim() == 2) {
    DimVector s = a.unsafe_impl()->sizes;
    s.back() = b.size(1);
    return reshape(mm(as_matrix(a), b), s);
  }
  DimVector sa(a.sizes().begin(), a.sizes().end() - 2), sb(b.sizes().begin(), b.sizes().end() - 2);
  DimVector batch = broadcast_shapes("matmul", sa, sb);
  const auto spread = [&](const Tensor& x) {
    DimVector s = batch;
    s.push_back(x.size(-2));
    s.push_back(x.size(-1));
    return reshape(expand(x, s), {product(batch), x.size(-2), x.size(-1)});
  };
  DimVector s = batch;
  s.push_back(a.size(-2));
  s.push_back(b.size(-1));
  return reshape(bmm(spread(a), spread(b)), s);
}

}  // namespace tl
