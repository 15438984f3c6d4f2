// SPDX-License-Identifier: Apache-2.0
// Losses that want distances, angles or scores apart by a margin.
#pragma once
#include "engine/nn/modules/loss_options.h"

namespace tl::nn {

#define TL_MARGIN_OPTIONS(Name, default_)                                                                    \
  struct Name##Options {                                                                                     \
    static Name##Options prototype() { return {}; }                                                          \
    static void describe(auto& d) {                                                      \
      d.field("margin", &Name##Options::margin_).help("How far apart things should be.").on_node();          \
      reduction_field(d);                                                                                    \
    }                                                                                                        \
    TL_ARG(double, margin) = default_;                                                                       \
    TL_ARG(std::string, reduction) = "mean";                                                                 \
  }
#define TL_TWO_AND_TARGET (const Tensor& input1, const Tensor& input2, const Tensor& target)
TL_MARGIN_OPTIONS(HingeEmbeddingLoss, 1);
TL_MARGIN_OPTIONS(MarginRankingLoss, 0);
TL_MARGIN_OPTIONS(CosineEmbeddingLoss, 0);
TL_LOSS_MODULE(HingeEmbeddingLoss, HingeEmbeddingLossOptions, TL_PAIR, hinge_embedding_loss(input, target, options.margin(), options.reduction()));
TL_LOSS_MODULE(MarginRankingLoss, MarginRankingLossOptions, TL_TWO_AND_TARGET, margin_ranking_loss(input1, input2, target, options.margin(), options.reduction()));
TL_LOSS_MODULE(CosineEmbeddingLoss, CosineEmbeddingLossOptions, TL_TWO_AND_TARGET, cosine_embedding_loss(input1, input2, target, options.margin(), options.reduction()));
TL_LOSS_MODULE(SoftMarginLoss, ReductionOptions, TL_PAIR, soft_margin_loss(input, target, options.reduction()));
TL_LOSS_MODULE(MultiLabelMarginLoss, ReductionOptions, TL_PAIR, multilabel_margin_loss(input, target, options.reduction()));

struct TripletMarginLossOptions {
  static TripletMarginLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = TripletMarginLossOptions;
    d.field("margin", &O::margin_).help("How much farther the negative should be than the positive.").on_node();
    d.field("p", &O::p_).help("The norm of the distances.");
    d.field("eps", &O::eps_).help("Added to each difference.");
    d.field("swap", &O::swap_).help("Measure the negative from the nearer of anchor and positive.");
    reduction_field(d);
  }
  TL_ARG(double, margin) = 1;
  TL_ARG(double, p) = 2;
  TL_ARG(double, eps) = 1e-6;
  TL_ARG(bool, swap) = false;
  TL_ARG(std::string, reduction) = "mean";
};
TL_LOSS_MODULE(TripletMarginLoss, TripletMarginLossOptions, (const Tensor& anchor, const Tensor& positive, const Tensor& negative),
               triplet_margin_loss(anchor, positive, negative, options.margin(), options.p(), options.eps(), options.swap(), options.reduction()));

struct MultiMarginLossOptions {
  static MultiMarginLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = MultiMarginLossOptions;
    d.field("p", &O::p_).help("Power of what falls short of the margin: 1 or 2.").min(1).max(2);
    d.field("margin", &O::margin_).help("How much higher the right score should be than the others.").on_node();
    d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
    reduction_field(d);
  }
  TL_ARG(int64_t, p) = 1;
  TL_ARG(double, margin) = 1;
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
struct MultiLabelSoftMarginLossOptions {
  static MultiLabelSoftMarginLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("weight", &MultiLabelSoftMarginLossOptions::weight_).help("Weight of each class, one number per class.").expert();
    reduction_field(d).on_node();
  }
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
/// The weight becomes a buffer, so that it moves and is saved with the module.
#define TL_CLASS_WEIGHTED(Name, call)                                          \
  class Name##Impl : public Cloneable<Name##Impl> {                            \
   public:                                                                     \
    explicit Name##Impl(const Name##Options& o = {}) : options(o) { reset(); } \
    void reset() override {                                                    \
      if (options.weight().defined()) weight = register_buffer("weight", own(options.weight())); \
    }                                                                          \
    Tensor forward(const Tensor& input, const Tensor& target) { return call; } \
    Name##Options options;                                                     \
    Tensor weight;                                                             \
  };                                                                           \
  TL_MODULE(Name)
TL_CLASS_WEIGHTED(MultiMarginLoss, multi_margin_loss(input, target, options.p(), options.margin(), weight, options.reduction()));
TL_CLASS_WEIGHTED(MultiLabelSoftMarginLoss, multilabel_soft_margin_loss(input, target, weight, options.reduction()));

#undef TL_MARGIN_OPTIONS
#undef TL_TWO_AND_TARGET
#undef TL_CLASS_WEIGHTED

}  // namespace tl::nn
