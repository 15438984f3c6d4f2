// SPDX-License-Identifier: Apache-2.0
// What the linear algebra operators share: checks of matrices, shapes of batches, geometry of results, samples.
#pragma once
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/linalg.h"
#include "engine/ops/op_def.h"
#include "engine/ops/sample_tensor.h"

namespace tl::ops::linalg {

/// Transpose of the last two dimensions.
inline Tensor flipped(const Tensor& m) { return transpose(m, -2, -1); }

inline void need_floating(const char* op, const Tensor& t, const char* argument = "input") {
  TL_CHECK(t.is_floating_point(), type, op, "expected a floating point tensor, but ", argument, " is ", t.dtype());
}
inline void need_matrices(const char* op, const Tensor& t, const char* argument = "input") {
  TL_CHECK(t.dim() >= 2, shape, op, "expected a matrix or batches of matrices: ", argument, " must have at least 2 dimensions, but is ", t.sizes());
  need_floating(op, t, argument);
}
inline void need_square(const char* op, const Tensor& t, const char* argument = "input") {
  need_matrices(op, t, argument);
  TL_CHECK(t.size(-1) == t.size(-2), shape, op, "expected a square matrix or batches of square matrices, but ", argument, " is ", t.sizes());
}
inline void need_same_type(const char* op, const Tensor& a, const Tensor& b) {
  TL_CHECK(a.dtype() == b.dtype(), type, op, "expected both operands to have one dtype, but found ", a.dtype(), " and ", b.dtype());
}

/// X of A X = b, or Aᵀ X = b, for triangular A: triangular_solve without its copy of A.
inline Tensor triangular(const Tensor& b, const Tensor& a, bool upper, bool transpose = false, bool unit = false) {
  const Tensor in[] = {b, a};
  const Value attr[] = {upper, transpose, unit};
  return call1(TL_OP("triangular_solution"), in, attr);
}

/// Sizes but for the last `own`.
inline DimVector batch_of(const Tensor& t, size_t own = 2) {
  const DimVector& s = sizes_of(t);
  return {s.begin(), s.end() - std::min(own, s.size())};
}
inline DimVector with(DimVector batch, std::initializer_list<int64_t> own) {
  for (const int64_t n : own) batch.push_back(n);
  return batch;
}

inline void row_major(OutMeta& out, DimVector sizes, ScalarType dtype) {
  out.sizes = std::move(sizes);
  out.dtype = dtype;
}
/// Columns one after another, as LAPACK makes them.
inline void column_major(OutMeta& out, DimVector sizes, ScalarType dtype) {
  const size_t n = sizes.size();
  DimVector turned = sizes;
  std::swap(turned[n - 1], turned[n - 2]);
  out.strides = contiguous_strides(turned);
  std::swap(out.strides[n - 1], out.strides[n - 2]);
  row_major(out, std::move(sizes), dtype);
}

[[noreturn]] inline void no_derivative(const VjpContext& c, const char* instead) {
  throw NotImplementedError(ErrorCategory::not_implemented, c.call().def->name, "has no derivative", instead);
}

// ---- samples
/// Well conditioned, with distinct singular values; `batch` of them when positive.
inline Tensor sample_square(int64_t n, int salt = 0, int64_t batch = 0) {
  const DimVector s = batch ? DimVector{batch, n, n} : DimVector{n, n};
  return sample_tensor(s, salt) * 0.3 + tl::diag_embed(arange(1, n + 1, kDouble));
}
inline Tensor sample_positive(int64_t n, int salt = 0, int64_t batch = 0) {
  const Tensor m = sample_square(n, salt, batch);
  return matmul(m, flipped(m)) + eye(n, kDouble);
}
inline Tensor symmetric_part(const Tensor& m) { return (m + flipped(m)) * 0.5; }
/// For OpSample::through: the first input as a symmetric matrix.
inline Tensor first_symmetric(size_t i, const Tensor& x) { return i == 0 ? symmetric_part(x) : x; }

}  // namespace tl::ops::linalg
