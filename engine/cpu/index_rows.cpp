// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/index_rows.h"

#include "engine/cpu/clones.h"

namespace tl::cpu {
namespace {
/// Element by element and not for several instruction sets: the processors' own gathers are slower than plain loads on many of them. The branch
/// is never taken, so it costs nothing; a mark that is looked at later would keep the loads waiting for it.
template <class U>
bool gather_all(const void* in, const int64_t* index, void* out, int64_t m, int64_t n) {
  const U* from = static_cast<const U*>(in);
  U* to = static_cast<U*>(out);
  const auto pick = [&](int64_t k) {
    const uint64_t i = static_cast<uint64_t>(index[k]);
    if (i >= static_cast<uint64_t>(n)) return false;
    to[k] = from[i];
    return true;
  };
  int64_t k = 0;
  for (; k + 8 <= m; k += 8)
    for (int64_t j = k; j < k + 8; ++j)
      if (!pick(j)) return false;
  for (; k < m; ++k)
    if (!pick(k)) return false;
  return true;
}
template <class T>
TL_INLINE void add_all(T* __restrict__ to, const T* __restrict__ from, int64_t n) {
  for (int64_t j = 0; j < n; ++j) to[j] += from[j];
}
}  // namespace

bool gather_run(const void* in, const int64_t* index, void* out, int64_t m, int64_t n, size_t item) {
  switch (item) {
    case 1: return gather_all<uint8_t>(in, index, out, m, n);
    case 2: return gather_all<uint16_t>(in, index, out, m, n);
    case 4: return gather_all<uint32_t>(in, index, out, m, n);
    default: return gather_all<uint64_t>(in, index, out, m, n);
  }
}
TL_CLONES void add_into(float* to, const float* from, int64_t n) { add_all(to, from, n); }
TL_CLONES void add_into(double* to, const double* from, int64_t n) { add_all(to, from, n); }

}  // namespace tl::cpu
