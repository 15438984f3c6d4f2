// SPDX-License-Identifier: Apache-2.0
// Losses of classes, probabilities and plain differences.
#pragma once
#include "engine/nn/modules/loss_options.h"

namespace tl::nn {

struct CrossEntropyLossOptions {
  static CrossEntropyLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = CrossEntropyLossOptions;
    d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
    d.field("ignore_index", &O::ignore_index_).help("Targets of this class do not count.").expert();
    reduction_field(d);
    d.field("label_smoothing", &O::label_smoothing_).help("Share of the target spread evenly over all classes.").min(0).max(1).on_node();
  }
  TL_ARG(Tensor, weight);
  TL_ARG(int64_t, ignore_index) = -100;
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(double, label_smoothing) = 0;
};
struct NLLLossOptions {
  static NLLLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = NLLLossOptions;
    d.field("weight", &O::weight_).help("Weight of each class, one number per class.").expert();
    d.field("ignore_index", &O::ignore_index_).help("Targets of this class do not count.").expert();
    reduction_field(d).on_node();
  }
  TL_ARG(Tensor, weight);
  TL_ARG(int64_t, ignore_index) = -100;
  TL_ARG(std::string, reduction) = "mean";
};
struct BCELossOptions {
  static BCELossOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("weight", &BCELossOptions::weight_).help("Weight of each loss; broadcast.").expert();
    reduction_field(d).on_node();
  }
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
struct BCEWithLogitsLossOptions {
  static BCEWithLogitsLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = BCEWithLogitsLossOptions;
    d.field("weight", &O::weight_).help("Weight of each loss; broadcast.").expert();
    reduction_field(d).on_node();
    d.field("pos_weight", &O::pos_weight_).help("Weight of positive targets, one number per class.").expert();
  }
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(Tensor, pos_weight);
};

/// Losses with weights: given tensors become buffers, so that they move and are saved with the module.
#define TL_WEIGHTED_LOSS(Name, more, call)                                          \
  class Name##Impl : public Cloneable<Name##Impl> {                                 \
   public:                                                                          \
    explicit Name##Impl(const Name##Options& o = {}) : options(o) { reset(); }      \
    void reset() override {                                                         \
      if (options.weight().defined()) weight = register_buffer("weight", own(options.weight())); \
      more;                                                                         \
    }                                                                               \
    Tensor forward(const Tensor& input, const Tensor& target) { return call; }      \
    Name##Options options;                                                          \
    Tensor weight, pos_weight;                                                      \
  };                                                                                \
  TL_MODULE(Name)
/// input N×C scores or N×C×…, target N class numbers (int64) or N×….
TL_WEIGHTED_LOSS(CrossEntropyLoss, (void)0, cross_entropy(input, target, weight, options.reduction(), options.ignore_index(), options.label_smoothing()));
/// The same from log probabilities.
TL_WEIGHTED_LOSS(NLLLoss, (void)0, nll_loss(input, target, weight, options.reduction(), options.ignore_index()));
TL_WEIGHTED_LOSS(BCELoss, (void)0, binary_cross_entropy(input, target, weight, options.reduction()));
TL_WEIGHTED_LOSS(BCEWithLogitsLoss, if (options.pos_weight().defined()) pos_weight = register_buffer("pos_weight", own(options.pos_weight())),
                 binary_cross_entropy_with_logits(input, target, weight, pos_weight, options.reduction()));

TL_LOSS_MODULE(MSELoss, ReductionOptions, TL_PAIR, mse_loss(input, target, options.reduction()));
TL_LOSS_MODULE(L1Loss, ReductionOptions, TL_PAIR, l1_loss(input, target, options.reduction()));

struct SmoothL1LossOptions {
  static SmoothL1LossOptions prototype() { return {}; }
  static void describe(auto& d) {
    reduction_field(d).on_node();
    d.field("beta", &SmoothL1LossOptions::beta_).help("Differences below it count squared.").min(0);
  }
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(double, beta) = 1;
};
TL_LOSS_MODULE(SmoothL1Loss, SmoothL1LossOptions, TL_PAIR, smooth_l1_loss(input, target, options.reduction(), options.beta()));

struct KLDivLossOptions {
  static KLDivLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    reduction_field(d, {"mean", "sum", "none", "batchmean"}).on_node();
    d.field("log_target", &KLDivLossOptions::log_target_).help("The target holds log probabilities too.");
  }
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(bool, log_target) = false;
};
TL_LOSS_MODULE(KLDivLoss, KLDivLossOptions, TL_PAIR, kl_div(input, target, options.reduction(), options.log_target()));

struct PoissonNLLLossOptions {
  static PoissonNLLLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = PoissonNLLLossOptions;
    d.field("log_input", &O::log_input_).help("The input is the logarithm of the rate.");
    d.field("full", &O::full_).help("Add Stirling's approximation of the term that only the target decides.");
    d.field("eps", &O::eps_).help("Added to the rate before its logarithm is taken.").above(0);
    reduction_field(d).on_node();
  }
  TL_ARG(bool, log_input) = true;
  TL_ARG(bool, full) = false;
  TL_ARG(double, eps) = 1e-8;
  TL_ARG(std::string, reduction) = "mean";
};
TL_LOSS_MODULE(PoissonNLLLoss, PoissonNLLLossOptions, TL_PAIR, poisson_nll_loss(input, target, options.log_input(), options.full(), options.eps(), options.reduction()));

/// Alignment-free loss of sequences: log_probs T×N×C, targets N×S or in one row, lengths N.
struct CTCLossOptions {
  static CTCLossOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = CTCLossOptions;
    d.field("blank", &O::blank_).help("The class that stands for no label.").min(0).on_node();
    reduction_field(d);
    d.field("zero_infinity", &O::zero_infinity_).help("Targets too long for their input count as zero.");
  }
  TL_ARG(int64_t, blank) = 0;
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(bool, zero_infinity) = false;
};
TL_LOSS_MODULE(CTCLoss, CTCLossOptions, (const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths),
               ctc_loss(log_probs, targets, input_lengths, target_lengths, options.blank(), options.reduction(), options.zero_infinity()));

#undef TL_WEIGHTED_LOSS

}  // namespace tl::nn
