// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/margin_loss.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

#define TL_DEFINE_MARGIN_OPTIONS(Name)                                                            \
  Name##Options Name##Options::prototype() { return {}; }                                         \
  void Name##Options::describe(auto& d) {                                                         \
    d.field("margin", &Name##Options::margin_).help("How far apart things should be.").on_node(); \
    reduction_field(d);                                                                           \
  }
#define TL_TWO_AND_TARGET (const Tensor& input1, const Tensor& input2, const Tensor& target)
TL_DEFINE_MARGIN_OPTIONS(HingeEmbeddingLoss)
TL_DEFINE_MARGIN_OPTIONS(MarginRankingLoss)
TL_DEFINE_MARGIN_OPTIONS(CosineEmbeddingLoss)
TL_DEFINE_LOSS_MODULE(HingeEmbeddingLoss, HingeEmbeddingLossOptions, TL_PAIR, hinge_embedding_loss(input, target, options.margin(), options.reduction()))
TL_DEFINE_LOSS_MODULE(MarginRankingLoss, MarginRankingLossOptions, TL_TWO_AND_TARGET,
                      margin_ranking_loss(input1, input2, target, options.margin(), options.reduction()))
TL_DEFINE_LOSS_MODULE(CosineEmbeddingLoss, CosineEmbeddingLossOptions, TL_TWO_AND_TARGET,
                      cosine_embedding_loss(input1, input2, target, options.margin(), options.reduction()))
TL_DEFINE_LOSS_MODULE(SoftMarginLoss, ReductionOptions, TL_PAIR, soft_margin_loss(input, target, options.reduction()))
TL_DEFINE_LOSS_MODULE(MultiLabelMarginLoss, ReductionOptions, TL_PAIR, multilabel_margin_loss(input, target, options.reduction()))
#undef TL_DEFINE_MARGIN_OPTIONS
#undef TL_TWO_AND_TARGET

TripletMarginLossOptions TripletMarginLossOptions::prototype() { return {}; }
void TripletMarginLossOptions::describe(auto& d) {
  using O = TripletMarginLossOptions;
  d.field("margin", &O::margin_).help("How much farther the negative should be than the positive.").on_node();
  d.field("p", &O::p_).help("The norm of the distances.");
  d.field("eps", &O::eps_).help("Added to each difference.");
  d.field("swap", &O::swap_).help("Measure the negative from the nearer of anchor and positive.");
  reduction_field(d);
}
TL_DEFINE_LOSS_MODULE(TripletMarginLoss, TripletMarginLossOptions, (const Tensor& anchor, const Tensor& positive, const Tensor& negative),
                      triplet_margin_loss(anchor, positive, negative, options.margin(), options.p(), options.eps(), options.swap(), options.reduction()))

MultiMarginLossOptions MultiMarginLossOptions::prototype() { return {}; }
void MultiMarginLossOptions::describe(auto& d) {
  using O = MultiMarginLossOptions;
  d.field("p", &O::p_).help("Power of what falls short of the margin: 1 or 2.").min(1).max(2);
  d.field("margin", &O::margin_).help("How much higher the right score should be than the others.").on_node();
  d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
  reduction_field(d);
}
MultiLabelSoftMarginLossOptions MultiLabelSoftMarginLossOptions::prototype() { return {}; }
void MultiLabelSoftMarginLossOptions::describe(auto& d) {
  d.field("weight", &MultiLabelSoftMarginLossOptions::weight_).help("Weight of each class, one number per class.").expert();
  reduction_field(d).on_node();
}
#define TL_DEFINE_CLASS_WEIGHTED(Name, call)                                                   \
  Name##Impl::Name##Impl(const Name##Options& o) : options(o) { reset(); }                     \
  void Name##Impl::reset() {                                                                   \
    if (options.weight().defined()) weight = register_buffer("weight", own(options.weight())); \
  }                                                                                            \
  Tensor Name##Impl::forward(const Tensor& input, const Tensor& target) { return call; }
TL_DEFINE_CLASS_WEIGHTED(MultiMarginLoss, multi_margin_loss(input, target, options.p(), options.margin(), weight, options.reduction()))
TL_DEFINE_CLASS_WEIGHTED(MultiLabelSoftMarginLoss, multilabel_soft_margin_loss(input, target, weight, options.reduction()))
#undef TL_DEFINE_CLASS_WEIGHTED

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
