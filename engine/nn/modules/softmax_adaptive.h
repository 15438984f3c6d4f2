// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/modules/linear.h"

namespace tl::nn {

struct AdaptiveLogSoftmaxWithLossOptions {
  AdaptiveLogSoftmaxWithLossOptions(int64_t in_features, int64_t n_classes, std::vector<int64_t> cutoffs)
      : in_features_(in_features), n_classes_(n_classes), cutoffs_(std::move(cutoffs)) {}
  static AdaptiveLogSoftmaxWithLossOptions prototype() { return {0, 0, {}}; }
  static void describe(auto& d) {
    using O = AdaptiveLogSoftmaxWithLossOptions;
    d.field("in_features", &O::in_features_).help("Features of the input; found from the input.").min(1).automatic().default_value({});
    d.field("n_classes", &O::n_classes_).label("classes").help("Number of classes.").min(2).required().on_node();
    d.field("cutoffs", &O::cutoffs_).help("Where the list of classes, the frequent ones first, is cut into clusters; rising, below n_classes.").min(1).required();
    d.field("div_value", &O::div_value_).help("Each cluster's features are fewer by this factor than those of the one before.").above(0);
    d.field("head_bias", &O::head_bias_).help("Add a learnable value to each score of the head.");
  }
  TL_ARG(int64_t, in_features);
  TL_ARG(int64_t, n_classes);
  TL_ARG(std::vector<int64_t>, cutoffs);
  TL_ARG(double, div_value) = 4;
  TL_ARG(bool, head_bias) = false;
};
/// The log probability of each sample's target, and minus its mean.
struct ASMoutput {
  Tensor output, loss;
};
/// Softmax over very many classes: frequent ones in the head, rare ones in clusters with fewer features (Grave et al. 2017).
/// Parameters head.weight[, head.bias], tail.i.0.weight, tail.i.1.weight.
class AdaptiveLogSoftmaxWithLossImpl : public Cloneable<AdaptiveLogSoftmaxWithLossImpl> {
 public:
  explicit AdaptiveLogSoftmaxWithLossImpl(const AdaptiveLogSoftmaxWithLossOptions& o) : options(o) { reset(); }
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  /// input N×in_features, target N classes.
  ASMoutput forward(const Tensor& input, const Tensor& target);
  /// N×n_classes.
  Tensor log_prob(const Tensor& input);
  /// The most probable class of each sample.
  Tensor predict(const Tensor& input);
  AdaptiveLogSoftmaxWithLossOptions options;

 private:
  int64_t shortlist() const { return options.cutoffs().front(); }
  /// First class of cluster i; behind the last: n_classes.
  int64_t start(size_t i) const { return i < options.cutoffs().size() ? options.cutoffs()[i] : options.n_classes(); }
  Tensor cluster(size_t i, const Tensor& input);
  void check_input(const Tensor& input) const;
  Linear head_{nullptr};
  std::vector<Linear> down_, up_;
};
TL_MODULE(AdaptiveLogSoftmaxWithLoss);

}  // namespace tl::nn
