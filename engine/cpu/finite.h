// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace tl::cpu {

/// No value is infinite or NaN. A few values are looked at per instruction: cheap enough for every gradient of every step.
bool all_finite(const float* values, int64_t n);
bool all_finite(const double* values, int64_t n);

}  // namespace tl::cpu
