// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/nn/modules/linear.h"

namespace tl::nn {

struct AdaptiveLogSoftmaxWithLossOptions {
  AdaptiveLogSoftmaxWithLossOptions(int64_t in_features, int64_t n_classes, std::vector<int64_t> cutoffs);
  static AdaptiveLogSoftmaxWithLossOptions prototype();
  static void describe(auto& d);
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
  explicit AdaptiveLogSoftmaxWithLossImpl(const AdaptiveLogSoftmaxWithLossOptions& o);
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
  int64_t shortlist() const;
  /// First class of cluster i; behind the last: n_classes.
  int64_t start(size_t i) const;
  Tensor cluster(size_t i, const Tensor& input);
  void check_input(const Tensor& input) const;
  /// The scores of the shortlist and of each cluster; each cluster's two steps, to fewer features and to its classes.
  Linear head_;
  std::shared_ptr<Module> tail_;
};
TL_MODULE(AdaptiveLogSoftmaxWithLoss);

}  // namespace tl::nn
