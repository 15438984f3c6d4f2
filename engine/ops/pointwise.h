// SPDX-License-Identifier: Apache-2.0
// The rows of pointwise.def as data, and the kernels that run them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/core/tensor.h"
#include "engine/core/value.h"
#include "engine/ops/kernel.h"

namespace tl::ops {

enum class PointwiseKind : uint8_t { FLOAT, ANY, PRED, WHERE };
constexpr int pointwise_max_inputs = 5;  ///< backward kernels read g, a, b, c, y

/// Works on `n` contiguous elements of the compute type; null inputs are not read. `params` are p and q.
template <class T>
using BlockFn = void (*)(const T* const* in, T* out, size_t n, const double* params);

struct BlockKernels {
  BlockFn<float> f32 = nullptr;
  BlockFn<double> f64 = nullptr;
  BlockFn<int64_t> i64 = nullptr;
};

/// Values in the order g, a, b, c, y; only those the expression reads need be defined.
using TensorGradFn = Tensor (*)(const Tensor& g, const Tensor& a, const Tensor& b, const Tensor& c, const Tensor& y, double p, double q);

/// Bits of the inputs a b c (1 2 4) and the result y (8) that an expression of pointwise.def names. What it does not name is neither kept for
/// backward nor handed to its kernel.
constexpr uint32_t named_in(std::string_view expression) {
  const auto in_a_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
  uint32_t mask = 0;
  for (size_t i = 0; i < expression.size();) {
    size_t end = i;
    while (end < expression.size() && in_a_name(expression[end])) ++end;
    if (end == i + 1) {
      const char c = expression[i];
      mask |= c == 'a' ? 1u : c == 'b' ? 2u : c == 'c' ? 4u : c == 'y' ? 8u : 0u;
    }
    i = end == i ? i + 1 : end;
  }
  return mask;
}

struct PointwiseRow {
  const char* name;
  PointwiseKind kind;
  int arity;
  struct Param { const char* name; double value; } params[2];
  int param_count;
  uint32_t reads;             ///< bits A B C Y = 1 2 4 8
  uint32_t grad_reads[3];     ///< the same for each gradient alone
  TensorGradFn grad[3];       ///< null: no gradient along that input
  const char* text[4];        ///< value and gradients as they stand in pointwise.def, for back ends that compile texts
  double lo, hi;
  const char* doc;
};

extern const PointwiseRow pointwise_rows[];
extern const int pointwise_row_count;

/// Operands of an element-wise kernel with their dims merged where all of them step on evenly. Operand 0 is the output; sizes[0] is the
/// innermost; strides in elements of the operand's own type, 0 where it is broadcast.
struct PointwiseGeometry {
  int operands = 0;
  DimVector sizes;
  DimVector strides[pointwise_max_inputs + 1];
  ScalarType dtype[pointwise_max_inputs + 1];
  bool present[pointwise_max_inputs + 1] = {};
};
PointwiseGeometry pointwise_geometry(ArrayRef<TensorMeta> in, const TensorMeta& out);
/// What a call of a row is computed in: the output's type, or for a bool result the operands' common one.
ScalarType pointwise_compute_type(const PointwiseRow& row, int variant, ArrayRef<TensorMeta> in, ArrayRef<TensorMeta> out);
/// The type through which a value passes unchanged where both ends can hold it.
ScalarType copy_compute_type(ScalarType from, ScalarType to);
/// The row's numbers p and q (0 where it has none).
void pointwise_params(const PointwiseRow& row, ArrayRef<Value> attr, double* p);

/// Best kernels for this machine. `which`: 0 the value (inputs a, b, c), 1…3 the gradient along a, b, c (inputs g, a, b, c, y).
const BlockKernels& pointwise_kernels(int row, int which);

/// A kernel over any strides, broadcasting and dtypes: converts block by block to the compute type.
KernelPtr prepare_pointwise(const BlockKernels& kernels, ArrayRef<TensorMeta> in, const TensorMeta& out, ScalarType compute, const double* params);
/// The type the expression is computed in: float64, float32 or int64.
ScalarType pointwise_compute_type(ScalarType common);

}  // namespace tl::ops
