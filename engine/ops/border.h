// SPDX-License-Identifier: Apache-2.0
// Borders made of the tensor's own entries, as an index along one dimension.
#pragma once
#include <string>

#include "engine/core/tensor.h"

namespace tl::ops {
/// `x` with `before` and `after` more entries along `dim`; mode "reflect", "replicate" or "circular". Negative sizes cut.
/// Throws NotImplementedError for another mode, an error of shape where a reflected border is not smaller than the dimension.
Tensor border(const char* op, const Tensor& x, int64_t dim, int64_t before, int64_t after, const std::string& mode);
}  // namespace tl::ops
