// SPDX-License-Identifier: Apache-2.0
// Whole numbers that a caller gives and that are added to sizes or multiplied with them.
#pragma once
#include "engine/core/error.h"

namespace tl::ops {

/// Larger than any tensor can be, and small enough that sums of several, and products with a small number, stay within 64 bits.
constexpr int64_t most_elements = int64_t{1} << 45;

/// Refuses numbers that no tensor could have: their sums would overflow before a size is checked.
inline void need_countable(const char* op, const char* what, int64_t v) {
  TL_CHECK(v >= -most_elements && v <= most_elements, value, op, what, " ", v, " is beyond what a tensor can hold");
}

}  // namespace tl::ops
