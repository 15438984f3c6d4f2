// SPDX-License-Identifier: Apache-2.0
// Reductions over any set of dimensions of a tensor without gaps, seen as outer × (reduced, kept) runs in the order of its memory.
#pragma once
#include "engine/ops/kernel.h"

namespace tl::ops {

enum class ReduceOp { sum, mean, prod, amax, amin, all, any, sum_squares };

/// `dims` are wrapped and sorted; the output is contiguous without (or with size-1) reduced dims. Null for unsupported types.
KernelPtr prepare_reduce(ReduceOp op, const TensorMeta& in, const TensorMeta& out, const DimVector& dims);
/// Values and int64 indices of the largest or smallest along `dim`. First occurrence wins; NaN counts as extreme.
KernelPtr prepare_arg_extreme(bool largest, const TensorMeta& in, const TensorMeta& out_dtype, int64_t dim, bool values, bool indices);

}  // namespace tl::ops
