// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/pooling.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_pooling(ModuleList& list) {
  list.add<MaxPool2dImpl, MaxPool2dOptions>("MaxPool2d", "Pooling", "Largest value of each window", "N×C×H×W");
  list.add<AvgPool2dImpl, AvgPool2dOptions>("AvgPool2d", "Pooling", "Mean of each window", "N×C×H×W");
  list.add<AdaptiveAvgPool2dImpl, AdaptiveAvgPool2dOptions>("AdaptiveAvgPool2d", "Pooling", "Means over as many windows as make the output size", "N×C×H×W");
}

}  // namespace tl::nn
