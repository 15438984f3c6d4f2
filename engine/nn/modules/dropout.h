// SPDX-License-Identifier: Apache-2.0
// Dropout of elements, of channels, and for self-normalising networks. Without effect outside training.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

TL_INPLACE_PARAMETER_MODULE(Dropout, double, p, 0.5, dropout(x, options.p(), is_training()), .help("Probability that an element is set to zero while training.").min(0).max(1));
TL_INPLACE_PARAMETER_MODULE(Dropout2d, double, p, 0.5, dropout2d(x, options.p(), is_training()), .help("Probability that a channel is set to zero while training.").min(0).max(1));
TL_INPLACE_PARAMETER_MODULE(Dropout3d, double, p, 0.5, dropout3d(x, options.p(), is_training()), .help("Probability that a channel is set to zero while training.").min(0).max(1));
TL_INPLACE_PARAMETER_MODULE(AlphaDropout, double, p, 0.5, alpha_dropout(x, options.p(), is_training()), .help("Probability that an element is dropped while training.").min(0).max(1));

}  // namespace tl::nn
