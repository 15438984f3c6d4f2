// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/loss.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_loss(ModuleList& list) {
  list.add<CrossEntropyLossImpl, CrossEntropyLossOptions>("CrossEntropyLoss", "Loss", "Loss of class scores against class numbers", "N×C scores");
  list.add<MSELossImpl, ReductionOptions>("MSELoss", "Loss", "Mean squared difference", "any shape");
  list.add<L1LossImpl, ReductionOptions>("L1Loss", "Loss", "Mean absolute difference", "any shape");
  list.add<SmoothL1LossImpl, ReductionOptions>("SmoothL1Loss", "Loss", "Squared difference for small errors, absolute for large", "any shape");
  list.add<BCEWithLogitsLossImpl, ReductionOptions>("BCEWithLogitsLoss", "Loss", "Sigmoid and binary cross entropy in one", "any shape");
  list.add<NLLLossImpl, ReductionOptions>("NLLLoss", "Loss", "Loss of log probabilities against class numbers", "N×C log probabilities");
}

}  // namespace tl::nn
