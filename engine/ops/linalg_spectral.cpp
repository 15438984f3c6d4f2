// SPDX-License-Identifier: Apache-2.0
// Singular values, eigenvalues and what is made of them: ranks, determinants of singular matrices, the nuclear norm.
#include <cmath>
#include <limits>

#include "engine/autograd/grad_mode.h"
#include "engine/cpu/lapack.h"
#include "engine/ops/host_only.h"
#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {
using namespace linalg;
using enum ArgKind;

Tensor as_row(const Tensor& v) { return unsqueeze(v, -2); }
Tensor as_column(const Tensor& v) { return unsqueeze(v, -1); }
Tensor plus(const Tensor& a, const Tensor& b) { return a.defined() ? a + b : b; }
/// (X - Xᵀ)_ij / (v_j - v_i); zero on the diagonal.
Tensor skew_over_differences(const Tensor& x, const Tensor& v) {
  return (x - flipped(x)) / (as_row(v) - as_column(v) + eye(v.size(-1), v.options()));
}

// ---- svd: input; some, compute_uv
void infer_svd(const OpCall& c, OutMetas& out) {
  need_matrices("svd", c.in[0]);
  const Tensor& x = c.in[0];
  const int64_t m = x.size(-2), n = x.size(-1), k = std::min(m, n);
  const bool thin = c.b(0) && c.b(1);
  column_major(out[0], with(batch_of(x), {m, thin ? k : m}), x.dtype());
  row_major(out[1], with(batch_of(x), {k}), x.dtype());
  column_major(out[2], with(batch_of(x), {n, thin ? k : n}), x.dtype());
}
/// Townsend, Differentiating the singular value decomposition (2016). Singular values must differ where gradients reach U or V; gradients of
/// the columns beyond min(m, n), whose basis is arbitrary, are ignored.
void vjp_svd(const VjpContext& c) {
  const bool vectors = c.attr(1).b();
  Tensor u = c.out(0), s = c.out(1), v = c.out(2), gu = c.grad(0), gv = c.grad(2);
  if (!vectors) {
    std::tie(u, s, v) = svd(c.in(0));
    gu = gv = Tensor();
  }
  const int64_t m = u.size(-2), n = v.size(-2), k = s.size(-1);
  u = narrow(u, -1, 0, k), v = narrow(v, -1, 0, k);
  if (gu.defined()) gu = narrow(gu, -1, 0, k);
  if (gv.defined()) gv = narrow(gv, -1, 0, k);
  Tensor inner, result;
  if (c.grad(1).defined()) inner = diag_embed(c.grad(1));
  const Tensor s2 = s * s;
  if (gu.defined()) {
    const Tensor ug = matmul(flipped(u), gu);
    inner = plus(inner, skew_over_differences(ug, s2) * as_row(s));
    if (m > k) result = matmul((gu - matmul(u, ug)) / as_row(s), flipped(v));
  }
  if (gv.defined()) {
    const Tensor vg = matmul(flipped(v), gv);
    inner = plus(inner, as_column(s) * skew_over_differences(vg, s2));
    if (n > k) result = plus(result, matmul(u, flipped((gv - matmul(v, vg)) / as_row(s))));
  }
  if (inner.defined()) c.set(0, plus(result, matmul(matmul(u, inner), flipped(v))));
}

// ---- symeig: input; eigenvectors, upper
void infer_symeig(const OpCall& c, OutMetas& out) {
  need_square("symeig", c.in[0]);
  const Tensor& x = c.in[0];
  row_major(out[0], with(batch_of(x), {x.size(-1)}), x.dtype());
  column_major(out[1], sizes_of(x), x.dtype());
}
/// The symmetric gradient: half of what an element off the diagonal does goes to each triangle.
void vjp_symeig(const VjpContext& c) {
  Tensor e = c.out(0), v = c.out(1), gv = c.grad(1), inner;
  if (!c.attr(0).b()) {
    std::tie(e, v) = symeig(c.in(0), true, c.attr(1).b());
    gv = Tensor();
  }
  if (c.grad(0).defined()) inner = diag_embed(c.grad(0));
  if (gv.defined()) inner = plus(inner, skew_over_differences(matmul(flipped(v), gv), e) * 0.5);
  if (inner.defined()) c.set(0, matmul(matmul(v, inner), flipped(v)));
}

// ---- eig: input; eigenvectors
void infer_eig(const OpCall& c, OutMetas& out) {
  need_square("eig", c.in[0]);
  const Tensor& x = c.in[0];
  row_major(out[0], with(batch_of(x), {x.size(-1), 2}), x.dtype());
  if (c.b(0)) column_major(out[1], sizes_of(x), x.dtype());
  else row_major(out[1], {0}, x.dtype());
}
void vjp_eig(const VjpContext& c) { no_derivative(c, "Its results may be complex; for symmetric matrices use symeig, which has one."); }

// ---- determinants
void infer_det(const OpCall& c, OutMetas& out) {
  need_square("det", c.in[0]);
  row_major(out[0], batch_of(c.in[0]), c.in[0].dtype());
}
void infer_slogdet(const OpCall& c, OutMetas& out) {
  need_square("slogdet", c.in[0]);
  row_major(out[0], batch_of(c.in[0]), c.in[0].dtype());
  out[1] = out[0];
}
bool any_zero(const Tensor& t) {
  const NoGradGuard guard;
  return tl::any(eq(t.detach(), 0.0)).item().toBool();
}
Tensor as_matrix(const Tensor& numbers) { return as_column(as_column(numbers)); }
/// d det = det · A⁻ᵀ. Where a matrix has no inverse: the cofactors from its singular values, det(U) det(V) · U diag(product of the others) Vᵀ.
void vjp_det(const VjpContext& c) {
  const Tensor &a = c.in(0), &d = c.out();
  if (!any_zero(d)) return c.set(0, as_matrix(c.grad() * d) * flipped(inverse(a)));
  const auto [u, s, v] = svd(a);
  Tensor orientation;
  {
    const NoGradGuard guard;
    orientation = det(u.detach()) * det(v.detach());
  }
  const int64_t n = s.size(-1);
  const Tensor others = prod(where(eq(eye(n, s.options()), 1.0), Scalar(1.0), expand(as_row(s), with(batch_of(s, 1), {n, n}))), -1);
  c.set(0, as_matrix(c.grad() * orientation) * matmul(u * as_row(others), flipped(v)));
}
void vjp_slogdet(const VjpContext& c) {
  const Tensor &a = c.in(0), &g = c.grad(1);
  if (!any_zero(c.out(0))) return c.set(0, as_matrix(g) * flipped(inverse(a)));
  const auto [u, s, v] = svd(a);  // infinite where a singular value is zero
  c.set(0, as_matrix(g) * matmul(u / as_row(s), flipped(v)));
}

// ---- ranks and norms
Tensor rank_of(const Tensor& x, std::optional<double> tol, bool symmetric) {
  const char* op = "matrix_rank";
  symmetric ? need_square(op, x) : need_matrices(op, x);
  const NoGradGuard guard;
  const Tensor s = symmetric ? abs(std::get<0>(symeig(x.detach()))) : std::get<1>(svd(x.detach(), true, false));
  if (s.size(-1) == 0) return zeros(batch_of(x), TensorOptions(kLong).device(x.device()));
  const double epsilon = x.dtype() == kDouble ? std::numeric_limits<double>::epsilon() : static_cast<double>(std::numeric_limits<float>::epsilon());
  const Tensor least = tol ? full({}, *tol, s.options()) : amax(s, -1, true) * (static_cast<double>(std::max(x.size(-1), x.size(-2))) * epsilon);
  return sum(gt(s, least).to(kLong), -1);
}
Tensor nuclear(const Tensor& x, const Value::Ints& dims, bool keepdim) {
  const char* op = "nuclear_norm";
  need_floating(op, x);
  TL_CHECK(!dims.empty() || x.dim() == 2, shape, op, "expected a matrix, or the two dimensions that make one, but input is ", x.sizes());
  TL_CHECK(dims.empty() || dims.size() == 2, value, op, "dim must name two dimensions, got ", dims);
  const int64_t a = wrap_dim(op, dims.empty() ? 0 : dims[0], sizes_of(x)), b = wrap_dim(op, dims.empty() ? 1 : dims[1], sizes_of(x));
  TL_CHECK(a != b, value, op, "dim names dimension ", a, " twice");
  DimVector order, kept;
  for (int64_t d = 0; d < x.dim(); ++d) {
    if (d != a && d != b) order.push_back(d);
    kept.push_back(d == a || d == b ? 1 : x.size(d));
  }
  order.push_back(a);
  order.push_back(b);
  const Tensor total = sum(std::get<1>(svd(permute(x, order), true, GradMode::is_enabled() && x.requires_grad())), -1);
  return keepdim ? reshape(total, kept) : total;
}
}  // namespace

void register_linalg_spectral() {
  const char* group = "Linear algebra";
  add({.name = "svd", .category = group, .doc = "U, S, V of input = U diag(S) Vᵀ; thin, or full when some is false; without compute_uv, U and V are zero.",
       .args = {{"input"}, {"some", boolean, true}, {"compute_uv", boolean, true}}, .outputs = 3, .infer = infer_svd, .vjp = vjp_svd, .saves_inputs = 1, .saves_outputs = 7,
       .cpu = lapack::prepare_svd,
       .samples = [] {
         return Samples{{{sample_square(3)}}, {{narrow(sample_square(3, 1, 2), -1, 0, 2)}}, {{narrow(sample_square(4), -2, 0, 2)}}, {{sample_square(2, 5), false}},
                        {{narrow(sample_square(3, 2), -2, 0, 2), true, false}}};
       }});
  add({.name = "symeig", .category = group, .doc = "Ascending eigenvalues, and if asked for eigenvectors, of symmetric matrices; reads one triangle.",
       .args = {{"input"}, {"eigenvectors", boolean, false}, {"upper", boolean, true}}, .outputs = 2, .infer = infer_symeig, .vjp = vjp_symeig, .saves_inputs = 1,
       .saves_outputs = 3, .cpu = lapack::prepare_symeig,
       .samples = [] {
         return Samples{{.args = {symmetric_part(sample_square(3)), true}, .through = first_symmetric},
                        {.args = {symmetric_part(sample_square(2, 1, 3)), true, false}, .through = first_symmetric},
                        {.args = {symmetric_part(sample_square(3, 2))}, .through = first_symmetric}};
       }});
  add({.name = "eig", .category = group, .doc = "Eigenvalues as pairs of real and imaginary part, and if asked for packed eigenvectors, of square matrices.",
       .args = {{"input"}, {"eigenvectors", boolean, false}}, .outputs = 2, .infer = infer_eig, .vjp = vjp_eig, .cpu = lapack::prepare_eig,
       .samples = [] { return Samples{{{sample_square(3), true}, false}, {{sample_square(2, 1, 2)}, false}}; }});
  add({.name = "det", .category = group, .doc = "Determinant of square matrices.", .args = {{"input"}}, .infer = infer_det, .vjp = vjp_det, .saves_inputs = 1,
       .saves_outputs = 1, .cpu = lapack::prepare_det,
       .samples = [] {
         Tensor singular = sample_square(3);
         singular.select(0, 2).zero_();
         return Samples{{{sample_square(3)}}, {{sample_square(2, 1, 3)}}, {.args = {singular}, .eps = 1e-5}};
       }});
  add({.name = "slogdet", .category = group, .doc = "Sign and logarithm of the absolute value of the determinant.", .args = {{"input"}}, .outputs = 2,
       .infer = infer_slogdet, .vjp = vjp_slogdet, .saves_inputs = 1, .saves_outputs = 1, .nondifferentiable_outputs = 1, .cpu = lapack::prepare_slogdet,
       .samples = [] { return Samples{{{sample_square(3)}}, {{-sample_square(3, 1, 2)}}}; }});
  add({.name = "logdet", .category = group, .doc = "Logarithm of the determinant: -inf for 0, not a number where it is negative.", .args = {{"input"}},
       .composite = [](const OpCall& c) {
         need_square("logdet", c.in[0]);
         const auto [sign, log_abs] = slogdet(c.in[0]);
         return one(where(lt(sign, 0.0), Scalar(std::numeric_limits<double>::quiet_NaN()), log_abs));
       },
       .samples = [] { return Samples{{{sample_positive(3)}}, {{sample_positive(2, 1, 2)}}}; }});
  add({.name = "matrix_rank", .category = group, .doc = "How many singular values, or eigenvalues of symmetric matrices, exceed tol.",
       .args = {{"input"}, {"tol", real, {}, true}, {"symmetric", boolean, false}},
       .composite = [](const OpCall& c) { return one(rank_of(c.in[0], c.has(0) ? std::optional(c.d(0)) : std::nullopt, c.b(1))); },
       .samples = [] { return Samples{{{sample_square(3)}, false}, {{symmetric_part(sample_square(3)), 1.5, true}, false}}; }});
  add({.name = "nuclear_norm", .category = group, .doc = "Sum of the singular values of the matrices that two dimensions make.",
       .args = {{"input"}, {"dim", ints, Value::Ints{}}, {"keepdim", boolean, false}}, .composite = [](const OpCall& c) { return one(nuclear(c.in[0], c.ints(0), c.b(1))); },
       .samples = [] { return Samples{{{sample_square(3)}}, {{sample_square(3, 1, 2), Value::Ints{2, 1}, true}}}; }});
}
}  // namespace ops

std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& x, bool some, bool compute_uv) {
  const Value a[] = {some, compute_uv};
  auto o = ops::dispatch(TL_OP("svd"), x, a);
  return {o[0], o[1], o[2]};
}
std::tuple<Tensor, Tensor> symeig(const Tensor& x, bool eigenvectors, bool upper) {
  const Value a[] = {eigenvectors, upper};
  auto o = ops::dispatch(TL_OP("symeig"), x, a);
  return {o[0], o[1]};
}
std::tuple<Tensor, Tensor> eig(const Tensor& x, bool eigenvectors) {
  const Value a[] = {eigenvectors};
  auto o = ops::dispatch(TL_OP("eig"), x, a);
  return {o[0], o[1]};
}
Tensor det(const Tensor& x) { return ops::call1(TL_OP("det"), x); }
Tensor logdet(const Tensor& x) { return ops::call1(TL_OP("logdet"), x); }
std::tuple<Tensor, Tensor> slogdet(const Tensor& x) {
  auto o = ops::dispatch(TL_OP("slogdet"), x);
  return {o[0], o[1]};
}
Tensor matrix_rank(const Tensor& x, std::optional<double> tol, bool symmetric) {
  const Value a[] = {tol ? Value(*tol) : Value(), symmetric};
  return ops::call1(TL_OP("matrix_rank"), x, a);
}
Tensor nuclear_norm(const Tensor& x, IntArrayRef dims, bool keepdim) {
  const Value a[] = {Value(dims), keepdim};
  return ops::call1(TL_OP("nuclear_norm"), x, a);
}
Tensor nuclear_norm(const Tensor& x, bool keepdim) { return nuclear_norm(x, IntArrayRef(), keepdim); }
Tensor frobenius_norm(const Tensor& x, IntArrayRef dims, bool keepdim) { return norm(x, 2, dims, keepdim); }

}  // namespace tl
