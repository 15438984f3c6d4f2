// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct Conv2dOptions {
  Conv2dOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<2> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  static Conv2dOptions prototype() { return {0, 0, 3}; }
  static void describe(Describer<Conv2dOptions>& d) {
    using O = Conv2dOptions;
    d.field("in_channels", &O::in_channels_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
    d.field("out_channels", &O::out_channels_).label("channels").help("Number of filters, the channels of the output.").min(1).required().on_node();
    d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each filter.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the filter over the input.").unit("px").min(1);
    d.field("padding", &O::padding_).help("Zeros added on each side of the input.").unit("px").min(0);
    d.field("dilation", &O::dilation_).help("Distance between the points of the filter.").unit("px").min(1);
    d.field("groups", &O::groups_).help("Groups of channels that are not connected with each other; must divide both channel counts.").min(1);
    d.field("bias", &O::bias_).help("Add a learnable value to each output channel.");
    d.field("padding_mode", &O::padding_mode_).help("What the padding holds.").choices({"zeros"});
  }
  TL_ARG(int64_t, in_channels);
  TL_ARG(int64_t, out_channels);
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(ExpandingArray<2>, stride) = 1;
  TL_ARG(ExpandingArray<2>, padding) = 0;
  TL_ARG(ExpandingArray<2>, dilation) = 1;
  TL_ARG(int64_t, groups) = 1;
  TL_ARG(bool, bias) = true;
  TL_ARG(std::string, padding_mode) = "zeros";
};

/// input N×C×H×W → N×out_channels×H'×W'. weight and bias drawn as Linear's.
class Conv2dImpl : public Cloneable<Conv2dImpl> {
 public:
  Conv2dImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<2> kernel_size) : Conv2dImpl(Conv2dOptions(in_channels, out_channels, kernel_size)) {}
  explicit Conv2dImpl(const Conv2dOptions& options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  Conv2dOptions options;
  Tensor weight, bias;
};
TL_MODULE(Conv2d);

}  // namespace tl::nn
