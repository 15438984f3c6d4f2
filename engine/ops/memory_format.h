// SPDX-License-Identifier: Apache-2.0
// Results that lie in memory as their operands do: channels last stays channels last (Trait::keeps_format, and every element-wise
// operator).
#pragma once
#include "engine/ops/op_def.h"

namespace tl::ops {

/// The format of outputs with `dims` dimensions: ChannelsLast or ChannelsLast3d when the operand that decides has it, else Contiguous.
/// Element by element that is the first operand of the result's shape; otherwise the first two operands (input and weight), either of which
/// suffices.
MemoryFormat kept_format(const OpDef& def, ArrayRef<Tensor> in, const DimVector& sizes);

}  // namespace tl::ops
