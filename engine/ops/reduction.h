// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "engine/core/tensor.h"

namespace tl::ops {
/// Losses as one number (mean, sum) or as they are (none); throws naming `op` for another word.
Tensor reduced(const char* op, const Tensor& each, const std::string& reduction);
}  // namespace tl::ops
