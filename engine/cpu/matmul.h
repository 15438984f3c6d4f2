// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/ops/kernel.h"

namespace tl::ops {

/// batch × (M×K · K×N [+ bias N]); operands may be row- or column-major. Null when a stride fits neither.
struct MatmulShape {
  int64_t batch = 1, m = 0, n = 0, k = 0;
  int64_t a_batch = 0, a_row = 0, a_col = 0;  ///< strides in elements
  int64_t b_batch = 0, b_row = 0, b_col = 0;
  bool bias = false;
};
/// Inputs a, b[, bias]; float32 through oneDNN, everything else by plain loops.
KernelPtr prepare_matmul_kernel(const MatmulShape& s, ScalarType dtype);

}  // namespace tl::ops
