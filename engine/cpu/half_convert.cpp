// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/half_convert.h"

#include "engine/cpu/clones.h"

namespace tl::cpu {
TL_CLONES void to_float(const Half* in, float* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = half_to_float(in[i].x);
}
TL_CLONES void to_float(const BFloat16* in, float* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i] = bfloat16_to_float(in[i].x);
}
TL_CLONES void from_float(const float* in, Half* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i].x = float_to_half(in[i]);
}
TL_CLONES void from_float(const float* in, BFloat16* out, size_t n) {
  for (size_t i = 0; i < n; ++i) out[i].x = float_to_bfloat16(in[i]);
}
}  // namespace tl::cpu
