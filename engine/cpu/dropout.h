// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace tl::cpu {

/// Dropout by counter-based numbers: element e keeps word e % 4 of Philox4x32-10 at counter (e / 4, stream). Kept where the word reaches
/// `limit`, and then scaled.
struct PhiloxDropout {
  uint64_t key, stream;
  uint32_t limit;
  float scale;
};
/// Elements begin…end-1; begin is a multiple of 4. `out` may be `in`.
void philox_dropout(const PhiloxDropout& d, const float* in, float* out, int64_t begin, int64_t end);

}  // namespace tl::cpu
