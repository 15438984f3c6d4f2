// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/memory_format.h"

#include <algorithm>

namespace tl::ops {

MemoryFormat kept_format(const OpDef& def, ArrayRef<Tensor> in, const DimVector& sizes) {
  if ((sizes.size() != 4 && sizes.size() != 5) || std::find(sizes.begin(), sizes.end(), 0) != sizes.end()) return MemoryFormat::Contiguous;
  const bool each = def.is(pointwise);
  size_t seen = 0;
  for (const Tensor& t : in) {
    if (!t.defined() || t.unsafe_impl()->sizes.size() != sizes.size()) continue;
    if (each ? !(t.unsafe_impl()->sizes == sizes) : ++seen > 2) continue;
    if (!t.unsafe_impl()->contiguous) {
      const MemoryFormat format = t.suggest_memory_format();
      if (each || format != MemoryFormat::Contiguous) return format;
    } else if (each) {
      return MemoryFormat::Contiguous;
    }
  }
  return MemoryFormat::Contiguous;
}

}  // namespace tl::ops
