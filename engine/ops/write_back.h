// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/error.h"
#include "engine/core/tensor.h"

namespace tl::ops {

/// The end of an in-place form that computes its result aside: `self` keeps its shape and type, so that both must do.
inline Tensor& write_back(const char* op, Tensor& self, const Tensor& result) {
  TL_CHECK(self.sizes() == result.sizes(), shape, op, "the result ", result.sizes(), " does not fit the tensor ", self.sizes(), " that it is written to");
  TL_CHECK(can_cast(result.dtype(), self.dtype()), type, op, "the result type ", result.dtype(), " cannot be cast to ", self.dtype());
  return self.copy_(result);
}

}  // namespace tl::ops
