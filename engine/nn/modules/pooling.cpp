// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/pooling.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_pooling(ModuleDefs& list) {
  const auto largest = [](const char* name) {
    return std::vector<ModulePort>{{"output", "", false}, {"indices", std::string("places of the largest values, with return_indices of ") + name, true}};
  };
  list.add<MaxPool2dImpl, MaxPool2dOptions>("MaxPool2d", "Pooling", "Largest value of each window", "N×C×H×W").outputs(largest("MaxPool2d"));
  list.add<MaxPool1dImpl, MaxPool1dOptions>("MaxPool1d", "Pooling", "Largest value of each window", "N×C×L").outputs(largest("MaxPool1d"));
  list.add<MaxPool3dImpl, MaxPool3dOptions>("MaxPool3d", "Pooling", "Largest value of each window", "N×C×D×H×W").outputs(largest("MaxPool3d"));
  list.add<AvgPool2dImpl, AvgPool2dOptions>("AvgPool2d", "Pooling", "Mean of each window", "N×C×H×W");
  list.add<AvgPool1dImpl, AvgPool1dOptions>("AvgPool1d", "Pooling", "Mean of each window", "N×C×L");
  list.add<AvgPool3dImpl, AvgPool3dOptions>("AvgPool3d", "Pooling", "Mean of each window", "N×C×D×H×W");
  list.add<LPPool1dImpl, LPPool1dOptions>("LPPool1d", "Pooling", "Power average of each window", "N×C×L");
  list.add<LPPool2dImpl, LPPool2dOptions>("LPPool2d", "Pooling", "Power average of each window", "N×C×H×W");
}

}  // namespace tl::nn
