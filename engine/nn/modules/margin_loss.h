// SPDX-License-Identifier: Apache-2.0
// Losses that want distances, angles or scores apart by a margin.
#pragma once
#include "engine/nn/modules/loss_options.h"

namespace tl::nn {

#define TL_MARGIN_OPTIONS(Name, default_)    \
  struct Name##Options {                     \
    static Name##Options prototype();        \
    static void describe(auto& d);           \
    TL_ARG(double, margin) = default_;       \
    TL_ARG(std::string, reduction) = "mean"; \
  }
TL_MARGIN_OPTIONS(HingeEmbeddingLoss, 1);
TL_MARGIN_OPTIONS(MarginRankingLoss, 0);
TL_MARGIN_OPTIONS(CosineEmbeddingLoss, 0);
#undef TL_MARGIN_OPTIONS
TL_LOSS_MODULE(HingeEmbeddingLoss, HingeEmbeddingLossOptions, TL_PAIR);
TL_LOSS_MODULE(MarginRankingLoss, MarginRankingLossOptions, (const Tensor& input1, const Tensor& input2, const Tensor& target));
TL_LOSS_MODULE(CosineEmbeddingLoss, CosineEmbeddingLossOptions, (const Tensor& input1, const Tensor& input2, const Tensor& target));
using SoftMarginLossOptions = ReductionOptions;
using MultiLabelMarginLossOptions = ReductionOptions;
TL_LOSS_MODULE(SoftMarginLoss, ReductionOptions, TL_PAIR);
TL_LOSS_MODULE(MultiLabelMarginLoss, ReductionOptions, TL_PAIR);

struct TripletMarginLossOptions {
  static TripletMarginLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, margin) = 1;
  TL_ARG(double, p) = 2;
  TL_ARG(double, eps) = 1e-6;
  TL_ARG(bool, swap) = false;
  TL_ARG(std::string, reduction) = "mean";
};
TL_LOSS_MODULE(TripletMarginLoss, TripletMarginLossOptions, (const Tensor& anchor, const Tensor& positive, const Tensor& negative));

struct MultiMarginLossOptions {
  static MultiMarginLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, p) = 1;
  TL_ARG(double, margin) = 1;
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
struct MultiLabelSoftMarginLossOptions {
  static MultiLabelSoftMarginLossOptions prototype();
  static void describe(auto& d);
  TL_ARG(Tensor, weight);
  TL_ARG(std::string, reduction) = "mean";
};
/// The weight becomes a buffer, so that it moves and is saved with the module.
#define TL_CLASS_WEIGHTED(Name)                                \
  class Name##Impl : public Cloneable<Name##Impl> {            \
   public:                                                     \
    explicit Name##Impl(const Name##Options& o = {});          \
    void reset() override;                                     \
    Tensor forward(const Tensor& input, const Tensor& target); \
    Name##Options options;                                     \
    Tensor weight;                                             \
  };                                                           \
  TL_MODULE(Name)
TL_CLASS_WEIGHTED(MultiMarginLoss);
TL_CLASS_WEIGHTED(MultiLabelSoftMarginLoss);
#undef TL_CLASS_WEIGHTED

}  // namespace tl::nn
