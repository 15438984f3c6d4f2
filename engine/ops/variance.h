// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/core/tensor.h"

namespace tl::ops {

/// Mean square distance from the mean, with the number of elements less `correction` (1 unless told otherwise) as the divisor.
Tensor variance(const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim);

}  // namespace tl::ops
