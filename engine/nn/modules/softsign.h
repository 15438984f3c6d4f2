// SPDX-License-Identifier: Apache-2.0
// Softsign: x / (1 + |x|).
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {
TL_SIMPLE_MODULE(Softsign);
}  // namespace tl::nn
