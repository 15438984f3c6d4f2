// SPDX-License-Identifier: Apache-2.0
// Blocks of two-byte floats to float32 and back, for the instruction set at hand.
#pragma once
#include <cstddef>

#include "engine/core/half.h"

namespace tl::cpu {
void to_float(const Half* in, float* out, size_t n);
void to_float(const BFloat16* in, float* out, size_t n);
void from_float(const float* in, Half* out, size_t n);
void from_float(const float* in, BFloat16* out, size_t n);
}  // namespace tl::cpu
