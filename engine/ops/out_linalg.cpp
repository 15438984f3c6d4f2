// SPDX-License-Identifier: Apache-2.0
// Linear algebra of engine/ops/out_variants.h.
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/out_variants.h"

namespace tl {
using ops::OutCall;

#define TL_OUT(name, type) \
  Tensor& name##_out(Tensor& out, const Tensor& x, const Tensor& y) { return OutCall(#name, {&out}, {x, y}).type(name(x, y)); }
TL_OUT(mm, same) TL_OUT(bmm, same) TL_OUT(matmul, same) TL_OUT(mv, same) TL_OUT(dot, same) TL_OUT(orgqr, same) TL_OUT(hspmm, same)
TL_OUT(ger, cast) TL_OUT(outer, cast)
#undef TL_OUT
#define TL_OUT(name, type)                                                                                                                  \
  Tensor& name##_out(Tensor& out, const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {             \
    return OutCall(#name, {&out}, {x, a, b}).type(name(x, a, b, beta, alpha));                                                              \
  }
TL_OUT(addmm, same) TL_OUT(addmv, same) TL_OUT(addbmm, same) TL_OUT(baddbmm, same) TL_OUT(sspaddmm, same) TL_OUT(addr, cast)
#undef TL_OUT
Tensor& chain_matmul_out(Tensor& out, TensorList matrices) { return OutCall("chain_matmul", {&out}, matrices).same(chain_matmul(matrices)); }
Tensor& tensordot_out(Tensor& out, const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b) {
  return OutCall("tensordot", {&out}, {a, b}).same(tensordot(a, b, dims_a, dims_b));
}
#define TL_OUT(name) \
  Tensor& name##_out(Tensor& out, const Tensor& x, int64_t k) { return OutCall(#name, {&out}, {x}).same(name(x, k)); }
TL_OUT(tril) TL_OUT(triu) TL_OUT(diag) TL_OUT(matrix_power)
#undef TL_OUT
Tensor& diag_embed_out(Tensor& out, const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) {
  return OutCall("diag_embed", {&out}, {x}).same(diag_embed(x, offset, dim1, dim2));
}
Tensor& trace_out(Tensor& out, const Tensor& x) { return OutCall("trace", {&out}, {x}).same(trace(x)); }

// ---- factorisations
Tensor& cholesky_out(Tensor& out, const Tensor& x, bool upper) { return OutCall("cholesky", {&out}, {x}).cast(cholesky(x, upper)); }
Tensor& cholesky_solve_out(Tensor& out, const Tensor& b, const Tensor& u, bool upper) {
  return OutCall("cholesky_solve", {&out}, {b, u}).cast(cholesky_solve(b, u, upper));
}
Tensor& cholesky_inverse_out(Tensor& out, const Tensor& u, bool upper) {
  return OutCall("cholesky_inverse", {&out}, {u}).cast(cholesky_inverse(u, upper));
}
Tensor& inverse_out(Tensor& out, const Tensor& x) { return OutCall("inverse", {&out}, {x}).cast(inverse(x)); }
Tensor& lu_solve_out(Tensor& out, const Tensor& b, const Tensor& data, const Tensor& pivots) {
  return OutCall("lu_solve", {&out}, {b, data}).cast(lu_solve(b, data, pivots));
}
ThreeOuts lu_unpack_out(Tensor& p, Tensor& l, Tensor& u, const Tensor& data, const Tensor& pivots, bool unpack_data, bool unpack_pivots) {
  return OutCall("lu_unpack", {&p, &l, &u}, {data}).cast(lu_unpack(data, pivots, unpack_data, unpack_pivots));
}
TwoOuts qr_out(Tensor& q, Tensor& r, const Tensor& x, bool some) { return OutCall("qr", {&q, &r}, {x}).cast(qr(x, some)); }
TwoOuts geqrf_out(Tensor& a, Tensor& tau, const Tensor& x) { return OutCall("geqrf", {&a, &tau}, {x}).cast(geqrf(x)); }
Tensor& ormqr_out(Tensor& out, const Tensor& x, const Tensor& tau, const Tensor& mat, bool left, bool transpose) {
  return OutCall("ormqr", {&out}, {x, tau, mat}).cast(ormqr(x, tau, mat, left, transpose));
}
ThreeOuts svd_out(Tensor& u, Tensor& s, Tensor& v, const Tensor& x, bool some, bool compute_uv) {
  return OutCall("svd", {&u, &s, &v}, {x}).cast(svd(x, some, compute_uv));
}
TwoOuts symeig_out(Tensor& e, Tensor& v, const Tensor& x, bool eigenvectors, bool upper) {
  return OutCall("symeig", {&e, &v}, {x}).cast(symeig(x, eigenvectors, upper));
}
TwoOuts eig_out(Tensor& e, Tensor& v, const Tensor& x, bool eigenvectors) { return OutCall("eig", {&e, &v}, {x}).cast(eig(x, eigenvectors)); }

// ---- systems of equations
TwoOuts solve_out(Tensor& solution, Tensor& lu, const Tensor& b, const Tensor& a) {
  return OutCall("solve", {&solution, &lu}, {b, a}).cast(solve(b, a));
}
TwoOuts triangular_solve_out(Tensor& x, Tensor& m, const Tensor& b, const Tensor& a, bool upper, bool transpose, bool unitriangular) {
  return OutCall("triangular_solve", {&x, &m}, {b, a}).cast(triangular_solve(b, a, upper, transpose, unitriangular));
}
TwoOuts lstsq_out(Tensor& x, Tensor& factors, const Tensor& b, const Tensor& a) { return OutCall("lstsq", {&x, &factors}, {b, a}).cast(lstsq(b, a)); }
TwoOuts slogdet_out(Tensor& sign, Tensor& logabsdet, const Tensor& x) { return OutCall("slogdet", {&sign, &logabsdet}, {x}).cast(slogdet(x)); }

}  // namespace tl
