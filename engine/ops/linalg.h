// SPDX-License-Identifier: Apache-2.0
// Linear algebra as free functions. Matrices are the last two dimensions, all before them a batch; where two operands have batches, these
// broadcast. Float32 and float64 only, but for products. Throws tl::Error when shapes or types do not fit and tl::LinAlgError when the values
// do not (a singular matrix), naming the first such matrix of the batch. Factors come column by column in memory, as LAPACK makes them.
#pragma once
#include <optional>
#include <string>
#include <tuple>

#include "engine/core/tensor.h"

namespace tl {

// ---- products (mm, bmm, matmul, addmm: engine/ops/functions.h)
Tensor mv(const Tensor& input, const Tensor& vec);                     ///< m×n, n → m
Tensor dot(const Tensor& input, const Tensor& tensor);                 ///< two vectors → one number
Tensor ger(const Tensor& input, const Tensor& vec2);                   ///< m, n → m×n
inline Tensor outer(const Tensor& input, const Tensor& vec2) { return ger(input, vec2); }
/// beta · input + alpha · product; beta 0 leaves input out, also where it is not a number.
Tensor addmv(const Tensor& input, const Tensor& mat, const Tensor& vec, const Scalar& beta = 1, const Scalar& alpha = 1);
Tensor& addmv_(Tensor& input, const Tensor& mat, const Tensor& vec, const Scalar& beta = 1, const Scalar& alpha = 1);
Tensor addr(const Tensor& input, const Tensor& vec1, const Tensor& vec2, const Scalar& beta = 1, const Scalar& alpha = 1);
Tensor addbmm(const Tensor& input, const Tensor& batch1, const Tensor& batch2, const Scalar& beta = 1, const Scalar& alpha = 1);
Tensor baddbmm(const Tensor& input, const Tensor& batch1, const Tensor& batch2, const Scalar& beta = 1, const Scalar& alpha = 1);
/// Product of matrices in the order of fewest multiplications.
Tensor chain_matmul(TensorList matrices);
/// n < 0: powers of the inverse.
Tensor matrix_power(const Tensor& input, int64_t n);
/// "bij,bjk->bik": letters name dimensions, repeated ones are multiplied and, where missing on the right, summed; "..." stands for the others.
/// `path`, pairs of operands in the order in which they could be multiplied, is checked and changes nothing.
Tensor einsum(const std::string& equation, TensorList operands, IntArrayRef path = {});
/// Sums over the last `dims` dimensions of `a` and the first of `b`, or over those named.
Tensor tensordot(const Tensor& a, const Tensor& b, int64_t dims = 2);
Tensor tensordot(const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b);
/// x1 …×P×M, x2 …×R×M → …×P×R distances in the p-norm. `compute_mode` (0 to 2) is about speed in the reference and changes nothing.
Tensor cdist(const Tensor& x1, const Tensor& x2, double p = 2, std::optional<int64_t> compute_mode = std::nullopt);
/// input1 …×I, input2 …×J, weight O×I×J, bias O → …×O.
Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight, const Tensor& bias = {});

// ---- triangles and diagonals
Tensor tril(const Tensor& input, int64_t diagonal = 0);
Tensor triu(const Tensor& input, int64_t diagonal = 0);
Tensor diag(const Tensor& input, int64_t diagonal = 0);
Tensor diagflat(const Tensor& input, int64_t offset = 0);
Tensor diagonal(const Tensor& input, int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1);
Tensor diag_embed(const Tensor& input, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1);
Tensor trace(const Tensor& input);

// ---- factorisations
/// Lower L with input = L Lᵀ, or upper U with input = Uᵀ U; reads that triangle of the input.
Tensor cholesky(const Tensor& input, bool upper = false);
/// Packed factors and 1-based int32 pivots of input = P L U; a singular matrix throws.
std::tuple<Tensor, Tensor> lu(const Tensor& input, bool pivot = true);
/// The same with int32 infos: 0, or the first zero on the diagonal of U, counted from 1; never throws for values.
std::tuple<Tensor, Tensor, Tensor> lu_with_info(const Tensor& input, bool pivot = true);
/// P, L, U; what is not asked for is undefined.
std::tuple<Tensor, Tensor, Tensor> lu_unpack(const Tensor& lu_data, const Tensor& lu_pivots, bool unpack_data = true, bool unpack_pivots = true);
/// Q, R of m×n; thin (Q m×min(m, n)) or, with some = false, full (Q m×m).
std::tuple<Tensor, Tensor> qr(const Tensor& input, bool some = true);
/// LAPACK's reflectors below R, and their factors tau.
std::tuple<Tensor, Tensor> geqrf(const Tensor& input);
/// The first columns of Q from the result of geqrf.
Tensor orgqr(const Tensor& input, const Tensor& tau);
/// Q·mat, Qᵀ·mat, mat·Q or mat·Qᵀ with Q from the result of geqrf.
Tensor ormqr(const Tensor& input, const Tensor& tau, const Tensor& mat, bool left = true, bool transpose = false);
/// U, S, V with input = U diag(S) Vᵀ, S descending; some = false: square U and V; compute_uv = false: U and V are square and zero.
std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& input, bool some = true, bool compute_uv = true);
/// Ascending eigenvalues and orthonormal eigenvectors of symmetric matrices; reads one triangle. Vectors not asked for are zero.
std::tuple<Tensor, Tensor> symeig(const Tensor& input, bool eigenvectors = false, bool upper = true);
/// n×2 eigenvalues (real and imaginary parts) and packed eigenvectors of any square matrix; no derivative. Vectors not asked for: empty.
std::tuple<Tensor, Tensor> eig(const Tensor& input, bool eigenvectors = false);

// ---- systems of equations
Tensor inverse(const Tensor& input);
/// Moore–Penrose inverse; singular values up to rcond · the largest count as zero.
Tensor pinverse(const Tensor& input, double rcond = 1e-15);
/// X of A X = B, and the packed LU factors of A. B …×m×k, A …×m×m.
std::tuple<Tensor, Tensor> solve(const Tensor& b, const Tensor& a);
/// X of A X = b (or Aᵀ X = b) for triangular A, and a copy of A.
std::tuple<Tensor, Tensor> triangular_solve(const Tensor& b, const Tensor& a, bool upper = true, bool transpose = false, bool unitriangular = false);
/// X of (u uᵀ) X = b, or (uᵀ u) X = b when upper.
Tensor cholesky_solve(const Tensor& b, const Tensor& u, bool upper = false);
Tensor cholesky_inverse(const Tensor& u, bool upper = false);
/// X of A X = b from the result of lu.
Tensor lu_solve(const Tensor& b, const Tensor& lu_data, const Tensor& lu_pivots);
/// Least squares (or, for wide A, least norm) solution of A X = B for A m×n of full rank, in the first n of max(m, n) rows; for tall A the
/// squares of the other rows sum up to the residual. Also LAPACK's factors of A.
std::tuple<Tensor, Tensor> lstsq(const Tensor& b, const Tensor& a);

// ---- numbers of matrices
Tensor det(const Tensor& input);
/// Logarithm of the determinant: -inf for 0, not a number where it is negative.
Tensor logdet(const Tensor& input);
/// Sign and logarithm of the absolute value of the determinant.
std::tuple<Tensor, Tensor> slogdet(const Tensor& input);
/// How many singular values (or, symmetric: eigenvalues) exceed tol; by default largest · max(m, n) · epsilon. int64.
Tensor matrix_rank(const Tensor& input, std::optional<double> tol = std::nullopt, bool symmetric = false);
/// Sum of the singular values of the matrices that two dimensions make; by default of a single matrix.
Tensor nuclear_norm(const Tensor& input, bool keepdim = false);
Tensor nuclear_norm(const Tensor& input, IntArrayRef dims, bool keepdim = false);
Tensor frobenius_norm(const Tensor& input, IntArrayRef dims = {}, bool keepdim = false);

}  // namespace tl
