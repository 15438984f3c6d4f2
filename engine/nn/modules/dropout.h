// SPDX-License-Identifier: Apache-2.0
// Dropout of elements, of channels, and for self-normalising networks. Without effect outside training.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

/// Their text always tells of `inplace`, unlike that of activations.
#define TL_DROPOUT(Name, function, what)                                                                                                     \
  TL_PARAMETER_MODULE_(Name, double, p, 0.5, d.field("inplace", &Name##Options::inplace_).help("Has no effect.").ignored(),                  \
                       TL_ARG(bool, inplace) = false, (options.inplace() ? ", inplace=true" : ", inplace=false"),                            \
                       function(x, options.p(), is_training()), .help("Probability that " what " while training.").min(0).max(1))
TL_DROPOUT(Dropout, dropout, "an element is set to zero");
TL_DROPOUT(Dropout2d, dropout2d, "a channel is set to zero");
TL_DROPOUT(Dropout3d, dropout3d, "a channel is set to zero");
TL_DROPOUT(AlphaDropout, alpha_dropout, "an element is dropped");
#undef TL_DROPOUT

}  // namespace tl::nn
