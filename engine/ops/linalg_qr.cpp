// SPDX-License-Identifier: Apache-2.0
// QR factorisation and LAPACK's Householder reflectors.
#include "engine/cpu/lapack.h"
#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {
using namespace linalg;
using enum ArgKind;

// ---- qr: input; some
void infer_qr(const OpCall& c, OutMetas& out) {
  need_matrices("qr", c.in[0]);
  const Tensor& x = c.in[0];
  const int64_t m = x.size(-2), n = x.size(-1), k = c.b(0) ? std::min(m, n) : m;
  column_major(out[0], with(batch_of(x), {m, k}), x.dtype());
  row_major(out[1], with(batch_of(x), {k, n}), x.dtype());
}
Tensor plus(const Tensor& a, const Tensor& b) { return !a.defined() ? b : !b.defined() ? a : a + b; }
/// A = Q R with square R: Walter & Lehmann, Algorithmic differentiation of linear algebra functions (2010).
Tensor square_qr_gradient(const Tensor& q, const Tensor& r, const Tensor& gq, const Tensor& gr) {
  Tensor m;
  if (gr.defined()) m = matmul(r, flipped(gr));
  if (gq.defined()) m = plus(m, -matmul(flipped(gq), q));
  const Tensor inner = plus(gq, matmul(q, tril(m) + flipped(tril(m, -1))));
  return flipped(triangular(flipped(inner), r, true));
}
void vjp_qr(const VjpContext& c) {
  const Tensor &q = c.out(0), &r = c.out(1), &gq = c.grad(0), &gr = c.grad(1);
  const int64_t m = q.size(-2), n = r.size(-1);
  TL_CHECK(c.attr(0).b() || m <= n, not_implemented, "qr", "the derivative of the full factorization (some = false) is defined only for matrices with at least as many columns as rows, not for ",
           m, "×", n);
  if (m >= n) return c.set(0, square_qr_gradient(q, r, gq, gr));
  // A = [X | Y] with square X = Q U, and Y = Q V.
  const Tensor u = narrow(r, -1, 0, m), v = narrow(r, -1, m, n - m);
  if (!gr.defined()) {
    const Tensor both[] = {square_qr_gradient(q, u, gq, {}), zeros(v.sizes(), v.options())};
    return c.set(0, cat(both, -1));
  }
  const Tensor gu = narrow(gr, -1, 0, m), gv = narrow(gr, -1, m, n - m), y = matmul(q, v);
  const Tensor both[] = {square_qr_gradient(q, u, plus(gq, matmul(y, flipped(gv))), gu), matmul(q, gv)};
  c.set(0, cat(both, -1));
}

// ---- geqrf
void infer_geqrf(const OpCall& c, OutMetas& out) {
  need_matrices("geqrf", c.in[0]);
  const Tensor& x = c.in[0];
  column_major(out[0], sizes_of(x), x.dtype());
  row_major(out[1], with(batch_of(x), {std::min(x.size(-1), x.size(-2))}), x.dtype());
}
void vjp_geqrf(const VjpContext& c) { no_derivative(c, "Use qr, or orgqr and ormqr on its results."); }

// ---- orgqr and ormqr: Q = H_1 … H_k with H_i = I - tau_i v_i v_iᵀ, v_i below the diagonal of the packed matrix
void need_reflectors(const char* op, const Tensor& a, const Tensor& tau) {
  need_matrices(op, a);
  need_floating(op, tau, "tau");
  need_same_type(op, a, tau);
  TL_CHECK(tau.dim() + 1 == a.dim() && batch_of(tau, 1) == batch_of(a), shape, op, "tau ", tau.sizes(), " does not fit input ", a.sizes());
  TL_CHECK(tau.size(-1) <= a.size(-1), shape, op, "tau ", tau.sizes(), " names more reflectors than input ", a.sizes(), " has columns");
  TL_CHECK(tau.size(-1) <= a.size(-2), shape, op, "tau ", tau.sizes(), " names more reflectors than input ", a.sizes(), " has rows");
}
void infer_orgqr(const OpCall& c, OutMetas& out) {
  need_reflectors("orgqr", c.in[0], c.in[1]);
  TL_CHECK(c.in[0].size(-1) <= c.in[0].size(-2), shape, "orgqr", "input ", c.in[0].sizes(), " must not have more columns than rows");
  column_major(out[0], sizes_of(c.in[0]), c.in[0].dtype());
}
void infer_ormqr(const OpCall& c, OutMetas& out) {
  const Tensor &a = c.in[0], &mat = c.in[2];
  need_reflectors("ormqr", a, c.in[1]);
  need_matrices("ormqr", mat, "mat");
  need_same_type("ormqr", a, mat);
  TL_CHECK(batch_of(a) == batch_of(mat), shape, "ormqr", "input ", a.sizes(), " and mat ", mat.sizes(), " must have the same batch dimensions");
  const bool left = c.b(0);
  TL_CHECK(mat.size(left ? -2 : -1) == a.size(-2), shape, "ormqr", "input ", a.sizes(), " does not fit mat ", mat.sizes(), ": mat needs ", a.size(-2),
           left ? " rows" : " columns");
  column_major(out[0], sizes_of(mat), mat.dtype());
}

/// Backward of Y = Q C (or Qᵀ C): the factors are applied one by one, each step kept, then walked back.
struct ReflectGradient {
  Tensor a, tau, c;
};
ReflectGradient reflect_backward(const Tensor& a, const Tensor& tau, const Tensor& start, const Tensor& grad, bool transposed) {
  const int64_t m = a.size(-2), k = tau.size(-1);
  const Tensor below = tril(narrow(a, -1, 0, k), -1) + eye(m, k, a.options());
  std::vector<Tensor> v, t, input;  // of each step, in the order of application
  Tensor y = start;
  for (int64_t step = 0; step < k; ++step) {
    const int64_t i = transposed ? step : k - 1 - step;
    v.push_back(narrow(below, -1, i, 1));
    t.push_back(unsqueeze(narrow(tau, -1, i, 1), -1));
    input.push_back(y);
    y = y - t.back() * matmul(v.back(), matmul(flipped(v.back()), y));
  }
  std::vector<Tensor> gv(static_cast<size_t>(k)), gt(static_cast<size_t>(k));
  Tensor g = grad;
  for (size_t step = static_cast<size_t>(k); step-- > 0;) {
    const size_t i = transposed ? step : static_cast<size_t>(k) - 1 - step;
    const Tensor vy = matmul(flipped(v[step]), input[step]), vg = matmul(flipped(v[step]), g);
    gt[i] = -sum(vy * vg, {-2, -1}, true);
    gv[i] = -t[step] * (matmul(g, flipped(vy)) + matmul(input[step], flipped(vg)));
    g = g - t[step] * matmul(v[step], vg);
  }
  ReflectGradient r{zeros(a.sizes(), a.options()), zeros(tau.sizes(), tau.options()), g};
  if (k == 0) return r;
  r.tau = squeeze(cat(gt, -2), -1);
  r.a = tril(cat(gv, -1), -1);
  if (a.size(-1) > k) {
    const Tensor both[] = {r.a, zeros(with(batch_of(a), {m, a.size(-1) - k}), a.options())};
    r.a = cat(both, -1);
  }
  return r;
}
void vjp_orgqr(const VjpContext& c) {
  const Tensor& a = c.in(0);
  const auto r = reflect_backward(a, c.in(1), expand(eye(a.size(-2), a.size(-1), a.options()), a.sizes()), c.grad(), false);
  c.set(0, r.a);
  c.set(1, r.tau);
}
void vjp_ormqr(const VjpContext& c) {
  const bool left = c.attr(0).b(), transposed = c.attr(1).b();
  // C Q = (Qᵀ Cᵀ)ᵀ
  const auto r = left ? reflect_backward(c.in(0), c.in(1), c.in(2), c.grad(), transposed)
                      : reflect_backward(c.in(0), c.in(1), flipped(c.in(2)), flipped(c.grad()), !transposed);
  c.set(0, r.a);
  c.set(1, r.tau);
  c.set(2, left ? r.c : flipped(r.c));
}
}  // namespace

void register_linalg_qr() {
  const char* group = "Linear algebra";
  add({.name = "qr", .category = group, .doc = "Orthonormal Q and upper triangular R of input = Q R; thin, or full when some is false.",
       .args = {{"input"}, {"some", boolean, true}}, .outputs = 2, .infer = infer_qr, .vjp = vjp_qr, .saves_outputs = 3, .cpu = lapack::prepare_qr,
       .samples = [] {
         return Samples{{{sample_square(3)}}, {{narrow(sample_square(3, 1, 2), -1, 0, 2)}}, {{narrow(sample_square(4), -2, 0, 2)}},
                        {{narrow(sample_square(4), -2, 0, 2), false}}, {{narrow(sample_square(4), -1, 0, 2), false}, false}};
       }});
  add({.name = "geqrf", .category = group, .doc = "LAPACK's QR factorisation: R with the reflectors below it, and their factors tau.", .args = {{"input"}}, .outputs = 2,
       .infer = infer_geqrf, .vjp = vjp_geqrf, .cpu = lapack::prepare_geqrf,
       .samples = [] { return Samples{{{sample_square(3)}, false}, {{narrow(sample_square(3, 1, 2), -1, 0, 2)}, false}}; }});
  const auto reflectors = [](const Tensor& m) { return geqrf(m); };
  add({.name = "orgqr", .category = group, .doc = "The first columns of Q from the result of geqrf.", .args = {{"input"}, {"tau"}}, .infer = infer_orgqr, .vjp = vjp_orgqr,
       .saves_inputs = 3, .cpu = lapack::prepare_orgqr,
       .samples = [reflectors] {
         const auto [a, tau] = reflectors(sample_square(3));
         const auto [tall, tall_tau] = reflectors(narrow(sample_square(3, 1, 2), -1, 0, 2));
         return Samples{{{a, tau}}, {{tall, tall_tau}}, {{a, narrow(tau, 0, 0, 2)}}};
       }});
  add({.name = "ormqr", .category = group, .doc = "mat times Q, or its transpose, from the left or right; Q from the result of geqrf.",
       .args = {{"input"}, {"tau"}, {"mat"}, {"left", boolean, true}, {"transpose", boolean, false}}, .infer = infer_ormqr, .vjp = vjp_ormqr, .saves_inputs = 7,
       .cpu = lapack::prepare_ormqr,
       .samples = [reflectors] {
         const auto [a, tau] = reflectors(sample_square(3));
         const auto [tall, tall_tau] = reflectors(narrow(sample_square(3, 1, 2), -1, 0, 2));
         return Samples{{{a, tau, sample_tensor({3, 2})}}, {{a, tau, sample_tensor({2, 3}), false, true}}, {{tall, tall_tau, sample_tensor({2, 3, 2}), true, true}},
                        {{tall, tall_tau, sample_tensor({2, 1, 3}), false}}};
       }});
}
}  // namespace ops

std::tuple<Tensor, Tensor> qr(const Tensor& x, bool some) {
  const Value a[] = {some};
  auto o = ops::dispatch(TL_OP("qr"), x, a);
  return {o[0], o[1]};
}
std::tuple<Tensor, Tensor> geqrf(const Tensor& x) {
  auto o = ops::dispatch(TL_OP("geqrf"), x);
  return {o[0], o[1]};
}
Tensor orgqr(const Tensor& x, const Tensor& tau) {
  const Tensor in[] = {x, tau};
  return ops::call1(TL_OP("orgqr"), in);
}
Tensor ormqr(const Tensor& x, const Tensor& tau, const Tensor& mat, bool left, bool transpose) {
  const Tensor in[] = {x, tau, mat};
  const Value a[] = {left, transpose};
  return ops::call1(TL_OP("ormqr"), in, a);
}

}  // namespace tl
