// SPDX-License-Identifier: Apache-2.0
// The backward node of a registered operator.
#pragma once
#include "engine/autograd/node.h"
#include "engine/ops/op_def.h"

namespace tl::autograd {

/// A node that holds what backward of `def` reads (inputs by `saved_inputs` of what is needed); edges and outputs are set separately.
NodePtr make_node(const ops::OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, uint32_t needed);
void set_edges(Node& node, ArrayRef<Tensor> in, uint32_t needed);
void save_outputs(Node& node, const ops::OpDef& def, const Tensor* outputs);
/// All of it after an out-of-place call.
void record(const ops::OpDef& def, ArrayRef<Tensor> in, ArrayRef<Value> attr, const Tensor* outputs, uint32_t needed);

}  // namespace tl::autograd
