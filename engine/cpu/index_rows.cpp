// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/index_rows.h"

#include <algorithm>

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {
/// Blocks are looked through first, so that the copying has no branch.
template <class U>
TL_INLINE bool gather_all(const U* in, const int64_t* index, U* out, int64_t m, int64_t n) {
  constexpr int64_t block = 256;
  const uint64_t range = 2 * static_cast<uint64_t>(n);
  for (int64_t b = 0; b < m; b += block) {
    const int64_t end = std::min(m, b + block);
    uint64_t outside = 0;
    for (int64_t k = b; k < end; ++k) outside |= static_cast<uint64_t>(static_cast<uint64_t>(index[k]) + static_cast<uint64_t>(n) >= range);
    if (outside) return false;
    for (int64_t k = b; k < end; ++k) out[k] = in[index[k] + (index[k] >> 63 & n)];
  }
  return true;
}
template <class T>
TL_INLINE void add_all(T* __restrict__ to, const T* __restrict__ from, int64_t n) {
  for (int64_t j = 0; j < n; ++j) to[j] += from[j];
}
TL_CLONES bool gather4(const uint32_t* in, const int64_t* index, uint32_t* out, int64_t m, int64_t n) { return gather_all(in, index, out, m, n); }
TL_CLONES bool gather8(const uint64_t* in, const int64_t* index, uint64_t* out, int64_t m, int64_t n) { return gather_all(in, index, out, m, n); }
}  // namespace

bool gather_run(const void* in, const int64_t* index, void* out, int64_t m, int64_t n, size_t item) {
  switch (item) {
    case 1: return gather_all(static_cast<const uint8_t*>(in), index, static_cast<uint8_t*>(out), m, n);
    case 2: return gather_all(static_cast<const uint16_t*>(in), index, static_cast<uint16_t*>(out), m, n);
    case 4: return gather4(static_cast<const uint32_t*>(in), index, static_cast<uint32_t*>(out), m, n);
    default: return gather8(static_cast<const uint64_t*>(in), index, static_cast<uint64_t*>(out), m, n);
  }
}
TL_CLONES void add_into(float* to, const float* from, int64_t n) { add_all(to, from, n); }
TL_CLONES void add_into(double* to, const double* from, int64_t n) { add_all(to, from, n); }

}  // namespace tl::cpu
