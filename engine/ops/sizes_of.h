// SPDX-License-Identifier: Apache-2.0
// The sizes of an operand that may be undefined.
#pragma once
#include "engine/core/tensor.h"

namespace tl {

/// The sizes themselves, where sizes() gives a view of them; throws Error for an undefined tensor, as sizes() does.
inline const DimVector& sizes_of(const Tensor& t) {
  if (!t.defined()) [[unlikely]] t.sizes();
  return t.unsafe_impl()->sizes;
}

}  // namespace tl
