// SPDX-License-Identifier: Apache-2.0
// Systems of equations and what inverts a matrix.
#include "engine/cpu/lapack.h"
#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {
using namespace linalg;
using enum ArgKind;

/// Right-hand sides b …×m×k for square a …×m×m: the shape of the solution.
DimVector solution_shape(const char* op, const Tensor& b, const Tensor& a, const char* name_a) {
  need_square(op, a, name_a);
  need_matrices(op, b, "b");
  need_same_type(op, b, a);
  TL_CHECK(a.size(-1) == b.size(-2), shape, op, "b ", b.sizes(), " does not fit ", name_a, ' ', a.sizes(), ": it needs ", a.size(-1), " rows, not ", b.size(-2));
  return with(broadcast_shapes(op, batch_of(b), batch_of(a)), {b.size(-2), b.size(-1)});
}

// ---- inverse
void infer_inverse(const OpCall& c, OutMetas& out) {
  need_square("inverse", c.in[0]);
  column_major(out[0], sizes_of(c.in[0]), c.in[0].dtype());
}
void vjp_inverse(const VjpContext& c) {
  const Tensor t = flipped(c.out());
  c.set(0, -matmul(t, matmul(c.grad(), t)));
}

// ---- solve
void infer_solve(const OpCall& c, OutMetas& out) {
  const DimVector x = solution_shape("solve", c.in[0], c.in[1], "A");
  const int64_t n = c.in[1].size(-1);
  column_major(out[0], x, c.in[0].dtype());
  column_major(out[1], with({x.begin(), x.end() - 2}, {n, n}), c.in[0].dtype());
}
void vjp_solve(const VjpContext& c) {
  const Tensor g = std::get<0>(solve(c.grad(), flipped(c.in(1))));
  c.set(0, g);
  if (c.needs(1)) c.set(1, -matmul(g, flipped(c.out())));
}

// ---- triangular systems: b, A; upper, transpose, unitriangular
void infer_triangular(const OpCall& c, OutMetas& out) { column_major(out[0], solution_shape("triangular_solve", c.in[0], c.in[1], "A"), c.in[0].dtype()); }
void vjp_triangular(const VjpContext& c) {
  const bool upper = c.attr(0).b(), transposed = c.attr(1).b(), unit = c.attr(2).b();
  const Tensor g = triangular(c.grad(), c.in(1), upper, !transposed, unit);
  c.set(0, g);
  if (!c.needs(1)) return;
  const Tensor full = transposed ? matmul(c.out(), flipped(g)) : matmul(g, flipped(c.out()));
  c.set(1, -(upper ? triu(full, unit ? 1 : 0) : tril(full, unit ? -1 : 0)));
}

// ---- Cholesky factors: b, u; upper
void infer_cholesky_solve(const OpCall& c, OutMetas& out) { column_major(out[0], solution_shape("cholesky_solve", c.in[0], c.in[1], "u"), c.in[0].dtype()); }
/// The gradient of u is that of u uᵀ as a product of whole matrices: its other triangle is filled too.
void vjp_cholesky_solve(const VjpContext& c) {
  const bool upper = c.attr(0).b();
  const Tensor& u = c.in(1);
  const Tensor g = cholesky_solve(c.grad(), u, upper);
  c.set(0, g);
  if (!c.needs(1)) return;
  const Tensor half = matmul(g, flipped(c.out())), both = half + flipped(half);
  c.set(1, -(upper ? matmul(u, both) : matmul(both, u)));
}
Tensor lower_second(size_t i, const Tensor& x) { return i == 1 ? tril(x) : x; }
Tensor upper_second(size_t i, const Tensor& x) { return i == 1 ? triu(x) : x; }

// ---- pseudo-inverse
void infer_pinverse(const OpCall& c, OutMetas& out) {
  need_matrices("pinverse", c.in[0]);
  const Tensor& x = c.in[0];
  row_major(out[0], with(batch_of(x), {x.size(-1), x.size(-2)}), x.dtype());
}
/// Golub & Pereyra (1973), for matrices of constant rank; g is the gradient of the pseudo-inverse p of a.
Tensor pinverse_gradient(const Tensor& a, const Tensor& p, const Tensor& g) {
  const Tensor pt = flipped(p), gt = flipped(g);
  const auto beside = [](const Tensor& m, const Tensor& x) { return x - matmul(m, x); };  // (I - m) x
  const Tensor first = -matmul(pt, matmul(g, pt));
  const Tensor second = beside(matmul(a, p), matmul(gt, matmul(p, pt)));
  const Tensor third = matmul(matmul(pt, p), flipped(beside(matmul(p, a), g)));
  return first + second + third;
}
void vjp_pinverse(const VjpContext& c) { c.set(0, pinverse_gradient(c.in(0), c.out(), c.grad())); }

// ---- least squares: B, A
void infer_lstsq(const OpCall& c, OutMetas& out) {
  const Tensor &b = c.in[0], &a = c.in[1];
  need_matrices("lstsq", a, "A");
  need_matrices("lstsq", b, "B");
  need_same_type("lstsq", b, a);
  TL_CHECK(a.size(-2) == b.size(-2), shape, "lstsq", "B ", b.sizes(), " and A ", a.sizes(), " must have as many rows");
  const DimVector batch = broadcast_shapes("lstsq", batch_of(b), batch_of(a));
  column_major(out[0], with(batch, {std::max(a.size(-1), a.size(-2)), b.size(-1)}), b.dtype());
  column_major(out[1], with(batch, {a.size(-2), a.size(-1)}), b.dtype());
}
/// X = A⁺ B. Gradients of the residual's rows are ignored: they depend on the basis that LAPACK chose.
void vjp_lstsq(const VjpContext& c) {
  const Tensor &b = c.in(0), &a = c.in(1);
  const Tensor p = pinverse(a), g = narrow(c.grad(), -2, 0, a.size(-1));
  if (c.needs(0)) c.set(0, matmul(flipped(p), g));
  if (c.needs(1)) c.set(1, pinverse_gradient(a, p, matmul(g, flipped(b))));
}
}  // namespace

void register_linalg_solve() {
  const char* group = "Linear algebra";
  add({.name = "inverse", .category = group, .doc = "Inverse of square matrices.", .args = {{"input"}}, .infer = infer_inverse, .vjp = vjp_inverse, .saves_outputs = 1,
       .cpu = lapack::prepare_inverse, .samples = [] { return Samples{{{sample_square(3)}}, {{sample_square(2, 1, 3)}}}; }});
  add({.name = "solve", .category = group, .doc = "X of A X = B, and the packed LU factors of A.", .args = {{"B"}, {"A"}}, .outputs = 2, .infer = infer_solve, .vjp = vjp_solve,
       .saves_inputs = 2, .saves_outputs = 1, .grad_reads_outputs = {0, 1}, .nondifferentiable_outputs = 2, .cpu = lapack::prepare_solve,
       .samples = [] { return Samples{{{sample_tensor({3, 2}), sample_square(3)}}, {{sample_tensor({2, 1, 2, 1}), sample_square(2, 1, 3)}}}; }});
  add({.name = "triangular_solution", .category = group, .doc = "X of A X = b or Aᵀ X = b for triangular A.",
       .args = {{"b"}, {"A"}, {"upper", boolean, true}, {"transpose", boolean, false}, {"unitriangular", boolean, false}}, .infer = infer_triangular, .vjp = vjp_triangular,
       .saves_inputs = 2, .saves_outputs = 1, .grad_reads_outputs = {0, 1}, .traits = hidden, .cpu = lapack::prepare_triangular_solution,
       .samples = [] {
         return Samples{{{sample_tensor({3, 2}), sample_square(3)}}, {{sample_tensor({3, 2}), sample_square(3), false, true}},
                        {{sample_tensor({2, 1, 2, 2}), sample_square(2, 1, 3), false, false, true}}, {{sample_tensor({2, 1}), sample_square(2), true, true, true}}};
       }});
  add({.name = "triangular_solve", .category = group, .doc = "X of A X = b or Aᵀ X = b for triangular A, and a copy of A.",
       .args = {{"b"}, {"A"}, {"upper", boolean, true}, {"transpose", boolean, false}, {"unitriangular", boolean, false}}, .outputs = 2,
       .composite = [](const OpCall& c) {
         Outputs o = one(call1(TL_OP("triangular_solution"), c.in, c.attr));
         o[1] = clone(c.in[1]);
         return o;
       },
       .samples = [] { return Samples{{{sample_tensor({3, 2}), sample_square(3)}}}; }});
  add({.name = "cholesky_solve", .category = group, .doc = "X of (u uᵀ) X = b for a lower factor u, or (uᵀ u) X = b for an upper one.",
       .args = {{"b"}, {"u"}, {"upper", boolean, false}}, .infer = infer_cholesky_solve, .vjp = vjp_cholesky_solve, .saves_inputs = 2, .saves_outputs = 1,
       .grad_reads_outputs = {0, 1},
       .cpu = lapack::prepare_cholesky_solve,
       .samples = [] {
         return Samples{{.args = {sample_tensor({3, 2}), tril(sample_square(3))}, .through = lower_second},
                        {.args = {sample_tensor({2, 1, 2, 1}), triu(sample_square(2, 1, 3)), true}, .through = upper_second}};
       }});
  add({.name = "cholesky_inverse", .category = group, .doc = "Inverse of the matrix whose Cholesky factor is given.", .args = {{"u"}, {"upper", boolean, false}},
       .composite = [](const OpCall& c) {
         need_square("cholesky_inverse", c.in[0], "u");
         return one(cholesky_solve(eye(c.in[0].size(-1), c.in[0].options()), c.in[0], c.b(0)));
       },
       .samples = [] {
         return Samples{{.args = {tril(sample_square(3))}, .through = [](size_t, const Tensor& x) { return tril(x); }},
                        {.args = {triu(sample_square(3)), true}, .through = [](size_t, const Tensor& x) { return triu(x); }}};
       }});
  add({.name = "pinverse", .category = group, .doc = "Moore–Penrose inverse; singular values up to rcond times the largest count as zero.",
       .args = {{"input"}, {"rcond", real, 1e-15}}, .infer = infer_pinverse, .vjp = vjp_pinverse, .saves_inputs = 1, .saves_outputs = 1, .cpu = lapack::prepare_pinverse,
       .samples = [] { return Samples{{{narrow(sample_square(4), 0, 0, 2)}}, {{narrow(sample_square(3, 1, 2), -1, 0, 2)}}, {{sample_square(2)}}}; }});
  add({.name = "lstsq", .category = group, .doc = "Least squares solution of A X = B in the first rows, LAPACK's residuals below, and its factors of A.",
       .args = {{"B"}, {"A"}}, .outputs = 2, .infer = infer_lstsq, .vjp = vjp_lstsq, .saves_inputs = 3, .grad_reads = {2, 3}, .nondifferentiable_outputs = 2, .cpu = lapack::prepare_lstsq,
       .samples = [] { return Samples{{{sample_tensor({2, 1}), narrow(sample_square(3), 0, 0, 2)}}, {{sample_tensor({2, 3, 2}), sample_square(3, 1)}}}; }});
}
}  // namespace ops

namespace {
std::tuple<Tensor, Tensor> two(ops::Outputs o) { return {o[0], o[1]}; }
}  // namespace

Tensor inverse(const Tensor& x) { return ops::call1(TL_OP("inverse"), x); }
Tensor pinverse(const Tensor& x, double rcond) {
  const Value a[] = {rcond};
  return ops::call1(TL_OP("pinverse"), x, a);
}
std::tuple<Tensor, Tensor> solve(const Tensor& b, const Tensor& a) {
  const Tensor in[] = {b, a};
  return two(ops::dispatch(TL_OP("solve"), in));
}
std::tuple<Tensor, Tensor> triangular_solve(const Tensor& b, const Tensor& a, bool upper, bool transpose, bool unitriangular) {
  const Tensor in[] = {b, a};
  const Value attr[] = {upper, transpose, unitriangular};
  return two(ops::dispatch(TL_OP("triangular_solve"), in, attr));
}
Tensor cholesky_solve(const Tensor& b, const Tensor& u, bool upper) {
  const Tensor in[] = {b, u};
  const Value a[] = {upper};
  return ops::call1(TL_OP("cholesky_solve"), in, a);
}
Tensor cholesky_inverse(const Tensor& u, bool upper) {
  const Value a[] = {upper};
  return ops::call1(TL_OP("cholesky_inverse"), u, a);
}
std::tuple<Tensor, Tensor> lstsq(const Tensor& b, const Tensor& a) {
  const Tensor in[] = {b, a};
  return two(ops::dispatch(TL_OP("lstsq"), in));
}

}  // namespace tl
