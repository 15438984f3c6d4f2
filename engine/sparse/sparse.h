// SPDX-License-Identifier: Apache-2.0
// Sparse tensors in coordinate format (COO). A tensor of sizes s with sparse_dim k keeps coordinates, k×nnz int64, and values, nnz×s[k:]:
// sparse in its first k dimensions, dense in the rest (hybrid when there is a rest). Coordinates may repeat; such values add up. Coalesced:
// coordinates are sorted and none repeats. Explicit zeros may stand among the values.
//
// An operator without a form for sparse operands refuses them in one sentence (OpDef::sparse). Gradients flow through values; the gradient of
// a sparse tensor is sparse with the tensor's own coordinates. Everything here computes on the CPU; to(device) moves both parts.
#pragma once
#include "engine/core/tensor.h"

namespace tl {

/// indices: sparse_dim×nnz (any integer type), values: nnz×dense sizes. Without `size` the smallest that holds all coordinates.
/// Throws when shapes do not agree or a coordinate lies outside; nothing is copied that need not be.
Tensor sparse_coo_tensor(const Tensor& indices, const Tensor& values, const TensorOptions& options = {});
Tensor sparse_coo_tensor(const Tensor& indices, const Tensor& values, IntArrayRef size, const TensorOptions& options = {});
/// Without elements.
Tensor sparse_coo_tensor(IntArrayRef size, const TensorOptions& options = {});
/// The same without looking whether the coordinates lie inside: only for coordinates that an operator made.
Tensor _sparse_coo_tensor_unsafe(const Tensor& indices, const Tensor& values, IntArrayRef size, bool coalesced = false);
inline bool is_sparse(const Tensor& t) { return t.is_sparse(); }

/// Matrix products with a sparse first operand. mm and spmm: dense result of a dense mat2, sparse of a sparse one.
Tensor spmm(const Tensor& mat1, const Tensor& mat2);
/// sparse(n×m) · dense(m×p) as a sparse tensor: rows without elements stay empty.
Tensor smm(const Tensor& mat1, const Tensor& mat2);
/// beta * input + alpha * mat1 · mat2 as a sparse tensor; input and mat1 sparse, mat2 dense.
Tensor sspaddmm(const Tensor& input, const Tensor& mat1, const Tensor& mat2, const Scalar& beta = 1, const Scalar& alpha = 1);
/// sparse · dense as a hybrid tensor: sparse rows with dense columns.
Tensor hspmm(const Tensor& mat1, const Tensor& mat2);

namespace sparse {
/// The gradient of a sparse operand is sparse with its coordinates.
Tensor mm(const Tensor& mat1, const Tensor& mat2);
/// beta * input + alpha * mat1 · mat2; mat1 sparse, the others dense.
Tensor addmm(const Tensor& input, const Tensor& mat1, const Tensor& mat2, const Scalar& beta = 1, const Scalar& alpha = 1);
/// Over all elements (a dense number), or over `dims`: dense when no sparse dimension is left, else sparse.
Tensor sum(const Tensor& input, std::optional<ScalarType> dtype = std::nullopt);
Tensor sum(const Tensor& input, IntArrayRef dims, std::optional<ScalarType> dtype = std::nullopt);
}  // namespace sparse
inline Tensor _sparse_mm(const Tensor& a, const Tensor& b) { return sparse::mm(a, b); }
inline Tensor _sparse_addmm(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta = 1, const Scalar& alpha = 1) {
  return sparse::addmm(x, a, b, beta, alpha);
}
inline Tensor _sparse_sum(const Tensor& x) { return sparse::sum(x); }
inline Tensor _sparse_sum(const Tensor& x, IntArrayRef dims) { return sparse::sum(x, dims); }

}  // namespace tl
