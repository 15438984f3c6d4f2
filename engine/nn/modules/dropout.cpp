// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/dropout.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_dropout(ModuleDefs& list) {
  list.add<DropoutImpl, DropoutOptions>("Dropout", "Regularization", "While training, random elements become zero", "any shape");
  list.add<Dropout2dImpl, Dropout2dOptions>("Dropout2d", "Regularization", "While training, random channels become zero", "N×C×H×W");
  list.add<Dropout3dImpl, Dropout3dOptions>("Dropout3d", "Regularization", "While training, random channels become zero", "N×C×D×H×W");
  list.add<AlphaDropoutImpl, AlphaDropoutOptions>("AlphaDropout", "Regularization", "Dropout that keeps mean and variance, for networks of SELUs", "any shape");
}

}  // namespace tl::nn
