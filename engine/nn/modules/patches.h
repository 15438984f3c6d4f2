// SPDX-License-Identifier: Apache-2.0
// Images as columns of patches, and back.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct UnfoldOptions {
  UnfoldOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
  static UnfoldOptions prototype();
  static void describe(auto& d);
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(ExpandingArray<2>, dilation) = 1;
  TL_ARG(ExpandingArray<2>, padding) = 0;
  TL_ARG(ExpandingArray<2>, stride) = 1;
};
/// input N×C×H×W → N×(C·kH·kW)×L.
class UnfoldImpl : public Cloneable<UnfoldImpl> {
 public:
  explicit UnfoldImpl(const UnfoldOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  UnfoldOptions options;
};
TL_MODULE(Unfold);

struct FoldOptions {
  FoldOptions(ExpandingArray<2> output_size, ExpandingArray<2> kernel_size) : output_size_(output_size), kernel_size_(kernel_size) {}
  static FoldOptions prototype();
  static void describe(auto& d);
  TL_ARG(ExpandingArray<2>, output_size);
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(ExpandingArray<2>, dilation) = 1;
  TL_ARG(ExpandingArray<2>, padding) = 0;
  TL_ARG(ExpandingArray<2>, stride) = 1;
};
/// input N×(C·kH·kW)×L → N×C×H×W; patches that overlap are summed.
class FoldImpl : public Cloneable<FoldImpl> {
 public:
  explicit FoldImpl(const FoldOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  FoldOptions options;
};
TL_MODULE(Fold);

}  // namespace tl::nn
