// SPDX-License-Identifier: Apache-2.0
// CPU kernels of the linear algebra operators, on LAPACK. Each is the PrepareFn of the operator that its name says (engine/ops/linalg_*.cpp):
// operands and attributes are those of the operator, already checked by its `infer`. Float32 and float64, operands of any strides, batch
// dimensions broadcast. Results have the same bits for any number of threads: a matrix is worked on by one thread, a batch is cut by shape.
// What only the values can tell (a singular matrix) throws LinAlgError naming the first such matrix of the batch.
#pragma once
#include "engine/ops/kernel.h"

namespace tl::ops::lapack {

KernelPtr prepare_lu(const PrepareArgs& a);                    ///< input → packed factors, 1-based int32 pivots, int32 info
KernelPtr prepare_pivots_to_matrix(const PrepareArgs& a);      ///< packed factors, pivots → permutation matrix
KernelPtr prepare_inverse(const PrepareArgs& a);
KernelPtr prepare_det(const PrepareArgs& a);
KernelPtr prepare_slogdet(const PrepareArgs& a);               ///< sign, log |det|
KernelPtr prepare_solve(const PrepareArgs& a);                 ///< B, A → solution, packed factors of A
KernelPtr prepare_triangular_solution(const PrepareArgs& a);   ///< b, A; upper, transpose, unitriangular
KernelPtr prepare_cholesky(const PrepareArgs& a);              ///< upper
KernelPtr prepare_cholesky_solve(const PrepareArgs& a);        ///< b, u; upper
KernelPtr prepare_lstsq(const PrepareArgs& a);                 ///< B, A → solution above residuals, packed factors of A
KernelPtr prepare_geqrf(const PrepareArgs& a);
KernelPtr prepare_qr(const PrepareArgs& a);                    ///< some
KernelPtr prepare_orgqr(const PrepareArgs& a);
KernelPtr prepare_ormqr(const PrepareArgs& a);                 ///< left, transpose
KernelPtr prepare_svd(const PrepareArgs& a);                   ///< some, compute_uv → U, S, V
KernelPtr prepare_pinverse(const PrepareArgs& a);              ///< rcond
KernelPtr prepare_symeig(const PrepareArgs& a);                ///< eigenvectors, upper
KernelPtr prepare_eig(const PrepareArgs& a);                   ///< eigenvectors

}  // namespace tl::ops::lapack
