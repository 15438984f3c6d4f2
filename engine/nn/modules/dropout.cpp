// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/dropout.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

/// Their text always tells of `inplace`, unlike that of activations.
#define TL_DEFINE_DROPOUT(Name, function, what)                                                                              \
  TL_DEFINE_PARAMETER_MODULE_(Name, p, inplace_field(d), (options.inplace() ? ", inplace=true" : ", inplace=false"),         \
                              function(x, options.p(), is_training()), .help("Probability that " what " while training.").min(0).max(1))
TL_DEFINE_DROPOUT(Dropout, dropout, "an element is set to zero")
TL_DEFINE_DROPOUT(Dropout2d, dropout2d, "a channel is set to zero")
TL_DEFINE_DROPOUT(Dropout3d, dropout3d, "a channel is set to zero")
TL_DEFINE_DROPOUT(AlphaDropout, alpha_dropout, "an element is dropped")
#undef TL_DEFINE_DROPOUT

void families::register_dropout(ModuleDefs& list) {
  list.add<DropoutImpl, DropoutOptions>("Dropout", "Regularization", "While training, random elements become zero", "any shape");
  list.add<Dropout2dImpl, Dropout2dOptions>("Dropout2d", "Regularization", "While training, random channels become zero", "N×C×H×W");
  list.add<Dropout3dImpl, Dropout3dOptions>("Dropout3d", "Regularization", "While training, random channels become zero", "N×C×D×H×W");
  list.add<AlphaDropoutImpl, AlphaDropoutOptions>("AlphaDropout", "Regularization", "Dropout that keeps mean and variance, for networks of SELUs", "any shape");
}

}  // namespace tl::nn
