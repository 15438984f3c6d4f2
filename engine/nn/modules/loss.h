// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/functions.h"

namespace tl::nn {

struct CrossEntropyLossOptions {
  static CrossEntropyLossOptions prototype() { return {}; }
  static void describe(Describer<CrossEntropyLossOptions>& d) {
    using O = CrossEntropyLossOptions;
    d.field("reduction", &O::reduction_).help("How the losses of a batch become one number.").choices({"mean", "sum"});
    d.field("label_smoothing", &O::label_smoothing_).help("Share of the target spread evenly over all classes.").min(0).max(1).on_node();
    d.field("ignore_index", &O::ignore_index_).help("Targets of this class do not count.").expert();
  }
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(double, label_smoothing) = 0;
  TL_ARG(int64_t, ignore_index) = -100;
  TL_ARG(Tensor, weight);
};
/// input N×C scores, target N class numbers (int64).
class CrossEntropyLossImpl : public Cloneable<CrossEntropyLossImpl> {
 public:
  explicit CrossEntropyLossImpl(const CrossEntropyLossOptions& o = {}) : options(o) {}
  void reset() override {}
  Tensor forward(const Tensor& input, const Tensor& target) {
    return cross_entropy(input, target, options.weight(), options.reduction(), options.ignore_index(), options.label_smoothing());
  }
  CrossEntropyLossOptions options;
};
TL_MODULE(CrossEntropyLoss);

struct ReductionOptions {
  static ReductionOptions prototype() { return {}; }
  static void describe(Describer<ReductionOptions>& d) {
    d.field("reduction", &ReductionOptions::reduction_).help("How the losses of a batch become one number.").choices({"mean", "sum"}).on_node();
  }
  TL_ARG(std::string, reduction) = "mean";
};
#define TL_PAIR_LOSS(Name, function)                                                                                          \
  class Name##Impl : public Cloneable<Name##Impl> {                                                                           \
   public:                                                                                                                    \
    explicit Name##Impl(const ReductionOptions& o = {}) : options(o) {}                                                       \
    void reset() override {}                                                                                                  \
    Tensor forward(const Tensor& input, const Tensor& target) { return function; }                                            \
    ReductionOptions options;                                                                                                 \
  };                                                                                                                          \
  TL_MODULE(Name)
TL_PAIR_LOSS(MSELoss, mse_loss(input, target, options.reduction()));
TL_PAIR_LOSS(L1Loss, l1_loss(input, target, options.reduction()));
TL_PAIR_LOSS(SmoothL1Loss, smooth_l1_loss(input, target, options.reduction()));
TL_PAIR_LOSS(BCEWithLogitsLoss, binary_cross_entropy_with_logits(input, target, {}, {}, options.reduction()));
TL_PAIR_LOSS(NLLLoss, nll_loss(input, target, {}, options.reduction()));

}  // namespace tl::nn
