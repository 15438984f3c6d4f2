// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/options.h"

#include "engine/core/error.h"

namespace tl::detail {

void wrong_count(size_t expected, size_t got) { TL_THROW(value, "ExpandingArray", "expected ", expected, " values, but instead got ", got); }

}  // namespace tl::detail
