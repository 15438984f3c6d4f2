// SPDX-License-Identifier: Apache-2.0
// Sizes per dimension as callers give them: one number for all dimensions, or one each.
#pragma once
#include "engine/core/error.h"
#include "engine/core/small_vector.h"
#include "engine/core/array_ref.h"

namespace tl::ops {

/// `n` numbers from one or n; from none, `fallback` (one or n numbers). Throws naming the argument.
inline DimVector spread_sizes(const char* op, const char* what, IntArrayRef given, size_t n, IntArrayRef fallback = {}) {
  const IntArrayRef v = given.empty() ? fallback : given;
  TL_CHECK(v.size() == 1 || v.size() == n, value, op, what, n == 1 ? " takes one number" : " takes one number or one for each dimension", ", but is ", given);
  constexpr int64_t most = int64_t{1} << 30;  // products of two stay within 64 bits
  DimVector out;
  for (size_t i = 0; i < n; ++i) {
    out.push_back(v.size() == 1 ? v[0] : v[i]);
    TL_CHECK(out[i] >= -most && out[i] <= most, value, op, what, " may be at most ", most, ", but is ", given);
  }
  return out;
}

}  // namespace tl::ops
