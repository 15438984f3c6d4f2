// SPDX-License-Identifier: Apache-2.0
// Factorisations that end in triangles: Cholesky and LU.
#include "engine/cpu/lapack.h"
#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {
using namespace linalg;
using enum ArgKind;

// ---- Cholesky
void infer_cholesky(const OpCall& c, OutMetas& out) {
  need_square("cholesky", c.in[0]);
  column_major(out[0], sizes_of(c.in[0]), c.in[0].dtype());
}
/// Murray, Differentiation of the Cholesky decomposition (2016); the gradient is the symmetric one.
void vjp_cholesky(const VjpContext& c) {
  const bool upper = c.attr(0).b();
  const Tensor l = upper ? flipped(c.out()) : c.out(), g = upper ? flipped(c.grad()) : c.grad();
  const Tensor phi = matmul(flipped(l), g), half = (tril(phi) + flipped(tril(phi, -1))) * 0.5;
  const auto through_l = [&](const Tensor& m) { return triangular(m, l, false, true); };  // L⁻ᵀ m
  c.set(0, flipped(through_l(flipped(through_l(half)))));
}

// ---- LU
void infer_lu(const OpCall& c, OutMetas& out) {
  need_matrices("lu", c.in[0]);
  const Tensor& x = c.in[0];
  column_major(out[0], sizes_of(x), x.dtype());
  row_major(out[1], with(batch_of(x), {std::min(x.size(-1), x.size(-2))}), kInt);
  row_major(out[2], batch_of(x), kInt);
}
/// With P, L, U of A = P L U and X = L⁻¹ Pᵀ dA U⁻¹: dL = L tril(X, -1), dU = triu(X) U; wide and tall matrices have one more block each.
void vjp_lu(const VjpContext& c) {
  const auto [p, l, u] = lu_unpack(c.out(0), c.out(1));
  const Tensor& g = c.grad();
  const int64_t m = g.size(-2), n = g.size(-1), k = std::min(m, n);
  const Tensor l1 = narrow(l, -2, 0, k), u1 = narrow(u, -1, 0, k);
  const Tensor gl = tril(narrow(g, -1, 0, k), -1), gu = triu(narrow(g, -2, 0, k));
  Tensor lower = matmul(flipped(l1), narrow(gl, -2, 0, k)), upper = matmul(narrow(gu, -1, 0, k), flipped(u1));
  if (n > k) lower = lower - matmul(narrow(gu, -1, k, n - k), flipped(narrow(u, -1, k, n - k)));
  if (m > k) upper = upper - matmul(flipped(narrow(l, -2, k, m - k)), narrow(gl, -2, k, m - k));
  const auto left = [&](const Tensor& x) { return triangular(x, l1, false, true, true); };         // L1⁻ᵀ x
  const auto right = [&](const Tensor& x) { return flipped(triangular(flipped(x), u1, true)); };  // x U1⁻ᵀ
  Tensor result = right(left(tril(lower, -1) + triu(upper)));
  if (n > k) {
    const Tensor both[] = {result, left(narrow(gu, -1, k, n - k))};
    result = cat(both, -1);
  }
  if (m > k) {
    const Tensor both[] = {result, right(narrow(gl, -2, k, m - k))};
    result = cat(both, -2);
  }
  c.set(0, matmul(p, result));
}

void check_pivoting(bool pivot) {
  TL_CHECK(pivot, not_implemented, "lu", "a factorization without pivoting is not available on the CPU; leave pivot at true");
}
/// Reads the infos, on the host.
void check_infos(const Tensor& infos) {
  if (infos.is_meta()) return;
  const Tensor flat = infos.contiguous();
  for (int64_t b = 0; b < flat.numel(); ++b) {
    const int32_t info = flat.data_ptr<int32_t>()[b];
    if (info == 0) continue;
    throw LinAlgError(ErrorCategory::value, "lu",
                      str(infos.dim() ? str("batch element ", b, ": ") : "", "the diagonal element ", info, " of U is zero: the input matrix is singular"),
                      "Ask for the infos (get_infos) to have the factors all the same.");
  }
}

// ---- unpacking
void need_pivots(const char* op, const Tensor& data, const Tensor& pivots) {
  need_matrices(op, data, "LU_data");
  TL_CHECK(pivots.dtype() == kInt, type, op, "LU_pivots must be 32-bit integers as lu gives them, but is ", pivots.dtype());
  TL_CHECK(sizes_of(pivots) == with(batch_of(data), {std::min(data.size(-1), data.size(-2))}), shape, op, "LU_pivots ", pivots.sizes(), " does not fit LU_data ",
           data.sizes());
}
void infer_pivots_to_matrix(const OpCall& c, OutMetas& out) {
  need_pivots("lu_unpack", c.in[0], c.in[1]);
  row_major(out[0], with(batch_of(c.in[0]), {c.in[0].size(-2), c.in[0].size(-2)}), c.in[0].dtype());
}
Outputs unpack(const OpCall& c) {
  const Tensor &data = c.in[0], &pivots = c.in[1];
  need_pivots("lu_unpack", data, pivots);
  Outputs o;
  if (c.b(1)) o[0] = call1(TL_OP("pivots_to_matrix"), c.in);
  if (c.b(0)) {
    const int64_t m = data.size(-2), n = data.size(-1), k = std::min(m, n);
    o[1] = tril(narrow(data, -1, 0, k), -1) + eye(m, k, data.options());
    o[2] = triu(narrow(data, -2, 0, k));
  }
  return o;
}
Tensor solve_with_factors(const Tensor& b, const Tensor& data, const Tensor& pivots) {
  need_square("lu_solve", data, "LU_data");
  need_pivots("lu_solve", data, pivots);
  need_matrices("lu_solve", b, "b");
  TL_CHECK(b.size(-2) == data.size(-1), shape, "lu_solve", "b ", b.sizes(), " does not fit LU_data ", data.sizes());
  const Tensor p = std::get<0>(lu_unpack(data, pivots, false, true));
  return triangular(triangular(matmul(flipped(p), b), data, false, false, true), data, true);
}
}  // namespace

void register_linalg_factor() {
  const char* group = "Linear algebra";
  add({.name = "cholesky", .category = group, .doc = "Lower L of symmetric positive definite input = L Lᵀ, or upper U of Uᵀ U.", .args = {{"input"}, {"upper", boolean, false}},
       .infer = infer_cholesky, .vjp = vjp_cholesky, .saves_outputs = 1, .cpu = lapack::prepare_cholesky,
       .samples = [] {
         return Samples{{.args = {sample_positive(3)}, .through = first_symmetric}, {.args = {sample_positive(2, 1, 3), true}, .through = first_symmetric}};
       }});
  add({.name = "lu_with_info", .category = group, .doc = "Packed factors of input = P L U, 1-based pivots, and infos: 0 or where U has a zero.", .args = {{"input"}},
       .outputs = 3, .infer = infer_lu, .vjp = vjp_lu, .saves_outputs = 3, .nondifferentiable_outputs = 6, .traits = hidden, .cpu = lapack::prepare_lu,
       .samples = [] {
         return Samples{{{sample_square(3)}}, {{sample_square(2, 3, 2)}}, {{narrow(sample_square(4), -2, 0, 2)}}, {{narrow(sample_square(4, 2), -1, 0, 3)}}};
       }});
  add({.name = "lu", .category = group, .doc = "Packed factors and 1-based pivots of input = P L U.", .args = {{"A"}, {"pivot", boolean, true}}, .outputs = 2,
       .nondifferentiable_outputs = 2,
       .composite = [](const OpCall& c) {
         const auto [factors, pivots, infos] = lu_with_info(c.in[0], c.b(0));
         check_infos(infos);
         Outputs o;
         o[0] = factors, o[1] = pivots;
         return o;
       },
       .samples = [] { return Samples{{{sample_square(3)}}, {{sample_square(2, 3, 2)}}}; }});
  const auto factors = [](const Tensor& m) { return lu_with_info(m); };
  add({.name = "pivots_to_matrix", .category = group, .doc = "The permutation matrix of LU pivots.", .args = {{"LU_data"}, {"LU_pivots"}}, .infer = infer_pivots_to_matrix,
       .traits = hidden, .cpu = lapack::prepare_pivots_to_matrix,
       .samples = [factors] {
         const auto [f, p, i] = factors(sample_square(3, 1, 2));
         return Samples{{{f, p}, false}};
       }});
  add({.name = "lu_unpack", .category = group, .doc = "Permutation P, lower L and upper U from the result of lu.",
       .args = {{"LU_data"}, {"LU_pivots"}, {"unpack_data", boolean, true}, {"unpack_pivots", boolean, true}}, .outputs = 3, .nondifferentiable_outputs = 1, .composite = unpack,
       .samples = [factors] {
         const auto [f, p, i] = factors(sample_square(3, 1));
         const auto [wide, wide_p, wide_i] = factors(narrow(sample_square(3, 1), 0, 0, 2));
         return Samples{{{f, p}}, {{wide, wide_p}}, {{f, p, true, false}}};
       }});
  add({.name = "lu_solve", .category = group, .doc = "X of A X = b from the factors and pivots that lu gives.", .args = {{"b"}, {"LU_data"}, {"LU_pivots"}},
       .composite = [](const OpCall& c) { return one(solve_with_factors(c.in[0], c.in[1], c.in[2])); },
       .samples = [factors] {
         const auto [f, p, i] = factors(sample_square(3, 1));
         return Samples{{{sample_tensor({3, 2}), f, p}}};
       }});
}
}  // namespace ops

Tensor cholesky(const Tensor& x, bool upper) {
  const Value a[] = {upper};
  return ops::call1(TL_OP("cholesky"), x, a);
}
std::tuple<Tensor, Tensor, Tensor> lu_with_info(const Tensor& x, bool pivot) {
  ops::check_pivoting(pivot);
  auto o = ops::dispatch(TL_OP("lu_with_info"), x);
  return {o[0], o[1], o[2]};
}
std::tuple<Tensor, Tensor> lu(const Tensor& x, bool pivot) {
  const Value a[] = {pivot};
  auto o = ops::dispatch(TL_OP("lu"), x, a);
  return {o[0], o[1]};
}
std::tuple<Tensor, Tensor, Tensor> lu_unpack(const Tensor& data, const Tensor& pivots, bool unpack_data, bool unpack_pivots) {
  const Tensor in[] = {data, pivots};
  const Value a[] = {unpack_data, unpack_pivots};
  auto o = ops::dispatch(TL_OP("lu_unpack"), in, a);
  return {o[0], o[1], o[2]};
}
Tensor lu_solve(const Tensor& b, const Tensor& data, const Tensor& pivots) {
  const Tensor in[] = {b, data, pivots};
  return ops::call1(TL_OP("lu_solve"), in);
}

}  // namespace tl
