// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/finite.h"

#include <algorithm>
#include <cstring>

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {
/// A value is finite when the bits of its exponent are not all ones. Judged block by block: the first bad one ends the search.
template <class T, class Bits, Bits Exponent>
TL_INLINE bool finite(const T* values, int64_t n) {
  for (int64_t b = 0; b < n; b += 4096) {
    const int64_t end = std::min<int64_t>(n, b + 4096);
    Bits bad = 0;
    for (int64_t i = b; i < end; ++i) {
      Bits bits;
      std::memcpy(&bits, values + i, sizeof bits);
      bad |= static_cast<Bits>((bits & Exponent) == Exponent);
    }
    if (bad) return false;
  }
  return true;
}
}  // namespace

TL_CLONES bool all_finite(const float* values, int64_t n) { return finite<float, uint32_t, 0x7F800000u>(values, n); }
TL_CLONES bool all_finite(const double* values, int64_t n) { return finite<double, uint64_t, 0x7FF0000000000000ull>(values, n); }

}  // namespace tl::cpu
