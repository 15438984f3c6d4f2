// SPDX-License-Identifier: Apache-2.0
// Loops over ranges on the compute threads, as extensions of the front end write them.
#pragma once
#include <algorithm>

#include "engine/core/pool.h"

namespace at {
using tl::get_num_threads;
using tl::set_num_threads;
inline void init_num_threads() {}
inline std::string get_parallel_info() { return tl::parallel_info(); }
/// body(first, last) for pieces of at least `grain` that make up [begin, end). The pieces depend on the sizes alone.
template <class F>
void parallel_for(int64_t begin, int64_t end, int64_t grain, const F& body) {
  if (begin >= end) return;
  const int parts = tl::parts_for(end - begin, std::max<int64_t>(grain, 1));
  tl::parallel_parts(parts, [&](int part) {
    const tl::Range r = tl::part_range(end - begin, parts, part);
    if (r.begin < r.end) body(begin + r.begin, begin + r.end);
  });
}
}  // namespace at
