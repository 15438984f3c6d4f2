// SPDX-License-Identifier: Apache-2.0
// Calls with sparse or quantized operands. Dispatch asks here first, so no operator is ever handed such a tensor unless its definition says
// what it means for it (OpDef::sparse, OpDef::quantized).
#pragma once
#include "engine/ops/op_def.h"

namespace tl::ops {

inline bool is_encoded(const Tensor& t) { return t.defined() && t.unsafe_impl()->encoding; }
/// Whether a call goes this way: an operand is encoded, or the operator makes encoded tensors from plain ones.
inline bool answers_encoded(const OpDef& def, ArrayRef<Tensor> in) {
  if (!def.infer && !def.composite) return true;
  for (const Tensor& t : in)
    if (is_encoded(t)) return true;
  return false;
}
Outputs dispatch_encoded(const OpCall& call);
/// `operation` is the in-place name. No gradient can be recorded: asking for one is an error.
void inplace_encoded(const std::string& operation, Tensor& self, const OpCall& call);
/// Hands the sparse or quantized `result` to `out`, which must be of that kind.
void out_encoded(const std::string& operation, Tensor& out, const Tensor& result);

/// Bit i: input i needs a gradient (dispatch.cpp).
uint32_t needed_mask(const OpDef& def, ArrayRef<Tensor> in);

}  // namespace tl::ops
