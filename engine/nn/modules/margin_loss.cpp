// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/margin_loss.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_margin_loss(ModuleDefs& list) {
  const auto two = [](const char* shape) {
    return std::vector<ModulePort>{{"input1", shape, false}, {"input2", shape, false}, {"target", "1 or -1", false}};
  };
  list.add<HingeEmbeddingLossImpl, HingeEmbeddingLossOptions>("HingeEmbeddingLoss", "Loss", "Distances of similar pairs small, of others above a margin", "distances");
  list.add<MarginRankingLossImpl, MarginRankingLossOptions>("MarginRankingLoss", "Loss", "Of two scores the one that the target names should be higher", "").inputs(two("N"));
  list.add<CosineEmbeddingLossImpl, CosineEmbeddingLossOptions>("CosineEmbeddingLoss", "Loss", "Similar pairs at a small angle, others at a large one", "").inputs(two("N×D"));
  list.add<SoftMarginLossImpl, ReductionOptions>("SoftMarginLoss", "Loss", "Logistic loss of scores against targets 1 and -1", "any shape");
  list.add<MultiMarginLossImpl, MultiMarginLossOptions>("MultiMarginLoss", "Loss", "The right class should score higher than the others by a margin", "N×C scores")
      .sample([]() -> std::vector<Tensor> { return {rand({4, 6}), tensor({0, 1, 2, 3})}; });
  list.add<MultiLabelMarginLossImpl, ReductionOptions>("MultiLabelMarginLoss", "Loss", "Each right class should score higher than each wrong one", "N×C scores")
      .sample([]() -> std::vector<Tensor> { return {rand({1, 3}), tensor({{2, 0, -1}})}; });
  list.add<MultiLabelSoftMarginLossImpl, MultiLabelSoftMarginLossOptions>("MultiLabelSoftMarginLoss", "Loss", "Binary cross entropy of each class, averaged", "N×C scores");
  list.add<TripletMarginLossImpl, TripletMarginLossOptions>("TripletMarginLoss", "Loss", "An anchor should be nearer to its positive than to its negative", "")
      .inputs({{"anchor", "N×D", false}, {"positive", "N×D", false}, {"negative", "N×D", false}});
}

}  // namespace tl::nn
