// SPDX-License-Identifier: Apache-2.0
// Losses of classes, probabilities and plain differences.
#pragma once
#include "engine/nn/modules/loss_options.h"

namespace tl::nn {

struct CrossEntropyLossOptions {
  static CrossEntropyLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(Tensor, weight);
  TL_ARG(int64_t, ignore_index) = -100;
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(double, label_smoothing) = 0;
};
struct NLLLossOptions {
  static NLLLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(Tensor, weight);
  TL_ARG(int64_t, ignore_index) = -100;
  TL_ARG(std::string, reduction) = "mean";
};
struct BCELossOptions {
  static BCELossOptions prototype();
  static void describe(auto& d);
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
struct BCEWithLogitsLossOptions {
  static BCEWithLogitsLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(Tensor, pos_weight);
};

/// Losses with weights: given tensors become buffers, so that they move and are saved with the module.
#define TL_WEIGHTED_LOSS(Name)                                       \
  class Name##Impl : public Cloneable<Name##Impl> {                  \
   public:                                                           \
    explicit Name##Impl(const Name##Options& o = {});                \
    void reset() override;                                           \
    Tensor forward(const Tensor& input, const Tensor& target);       \
    Name##Options options;                                           \
    Tensor weight, pos_weight;                                       \
  };                                                                 \
  TL_MODULE(Name)
/// input N×C scores or N×C×…, target N class numbers (int64) or N×….
TL_WEIGHTED_LOSS(CrossEntropyLoss);
/// The same from log probabilities.
TL_WEIGHTED_LOSS(NLLLoss);
TL_WEIGHTED_LOSS(BCELoss);
TL_WEIGHTED_LOSS(BCEWithLogitsLoss);
#undef TL_WEIGHTED_LOSS

using MSELossOptions = ReductionOptions;
using L1LossOptions = ReductionOptions;
TL_LOSS_MODULE(MSELoss, ReductionOptions, TL_PAIR);
TL_LOSS_MODULE(L1Loss, ReductionOptions, TL_PAIR);

struct SmoothL1LossOptions {
  static SmoothL1LossOptions prototype();
  static void describe(auto& d);
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(double, beta) = 1;
};
TL_LOSS_MODULE(SmoothL1Loss, SmoothL1LossOptions, TL_PAIR);

struct KLDivLossOptions {
  static KLDivLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(bool, log_target) = false;
};
TL_LOSS_MODULE(KLDivLoss, KLDivLossOptions, TL_PAIR);

struct PoissonNLLLossOptions {
  static PoissonNLLLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(bool, log_input) = true;
  TL_ARG(bool, full) = false;
  TL_ARG(double, eps) = 1e-8;
  TL_ARG(std::string, reduction) = "mean";
};
TL_LOSS_MODULE(PoissonNLLLoss, PoissonNLLLossOptions, TL_PAIR);

/// Alignment-free loss of sequences: log_probs T×N×C, targets N×S or in one row, lengths N.
struct CTCLossOptions {
  static CTCLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, blank) = 0;
  TL_ARG(std::string, reduction) = "mean";
  TL_ARG(bool, zero_infinity) = false;
};
TL_LOSS_MODULE(CTCLoss, CTCLossOptions, (const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor& target_lengths));

}  // namespace tl::nn
