// SPDX-License-Identifier: Apache-2.0
// Tensors of the CPU in memory that the system never moves, so that devices copy from it by themselves.
#pragma once
#include "engine/core/tensor.h"

namespace tl {

/// A copy in pinned memory; the tensor itself when it lies there already. Dense tensors of the CPU only; throws Error (device) where there
/// is no CUDA device. Gradients flow through the copy.
Tensor pin_memory(const Tensor& input);
bool is_pinned(const Tensor& input);

}  // namespace tl
