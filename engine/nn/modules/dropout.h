// SPDX-License-Identifier: Apache-2.0
// Dropout of elements, of channels, and for self-normalising networks. Without effect outside training.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

TL_INPLACE_PARAMETER_MODULE(Dropout, double, p, 0.5);
TL_INPLACE_PARAMETER_MODULE(Dropout2d, double, p, 0.5);
TL_INPLACE_PARAMETER_MODULE(Dropout3d, double, p, 0.5);
TL_INPLACE_PARAMETER_MODULE(AlphaDropout, double, p, 0.5);

}  // namespace tl::nn
