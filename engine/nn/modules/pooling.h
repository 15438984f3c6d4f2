// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/functions.h"

namespace tl::nn {

struct MaxPool2dOptions {
  MaxPool2dOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
  static MaxPool2dOptions prototype() { return {2}; }
  static void describe(Describer<MaxPool2dOptions>& d) {
    using O = MaxPool2dOptions;
    d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each window.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
    d.field("padding", &O::padding_).help("Border added on each side; never the largest value. At most half of kernel_size.").unit("px").min(0);
    d.field("dilation", &O::dilation_).help("Distance between the points of the window.").unit("px").min(1);
    d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
  }
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<2>>, stride);
  TL_ARG(ExpandingArray<2>, padding) = 0;
  TL_ARG(ExpandingArray<2>, dilation) = 1;
  TL_ARG(bool, ceil_mode) = false;
};
class MaxPool2dImpl : public Cloneable<MaxPool2dImpl> {
 public:
  explicit MaxPool2dImpl(const MaxPool2dOptions& o) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "MaxPool2d(kernel_size=" << options.kernel_size() << ", stride=" << stride() << ")"; }
  Tensor forward(const Tensor& x) { return max_pool2d(x, options.kernel_size(), stride(), options.padding(), options.dilation(), options.ceil_mode()); }
  ExpandingArray<2> stride() const { return options.stride().value_or(options.kernel_size()); }
  MaxPool2dOptions options;
};
TL_MODULE(MaxPool2d);

struct AvgPool2dOptions {
  AvgPool2dOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
  static AvgPool2dOptions prototype() { return {2}; }
  static void describe(Describer<AvgPool2dOptions>& d) {
    using O = AvgPool2dOptions;
    d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each window.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
    d.field("padding", &O::padding_).help("Zeros added on each side. At most half of kernel_size.").unit("px").min(0);
    d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
    d.field("count_include_pad", &O::count_include_pad_).help("Count the padding when the mean is taken.");
  }
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<2>>, stride);
  TL_ARG(ExpandingArray<2>, padding) = 0;
  TL_ARG(bool, ceil_mode) = false;
  TL_ARG(bool, count_include_pad) = true;
};
class AvgPool2dImpl : public Cloneable<AvgPool2dImpl> {
 public:
  explicit AvgPool2dImpl(const AvgPool2dOptions& o) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "AvgPool2d(kernel_size=" << options.kernel_size() << ")"; }
  Tensor forward(const Tensor& x) {
    return avg_pool2d(x, options.kernel_size(), options.stride().value_or(options.kernel_size()), options.padding(), options.ceil_mode(), options.count_include_pad());
  }
  AvgPool2dOptions options;
};
TL_MODULE(AvgPool2d);

struct AdaptiveAvgPool2dOptions {
  AdaptiveAvgPool2dOptions(ExpandingArray<2> output_size) : output_size_(output_size) {}
  static AdaptiveAvgPool2dOptions prototype() { return {1}; }
  static void describe(Describer<AdaptiveAvgPool2dOptions>& d) {
    d.field("output_size", &AdaptiveAvgPool2dOptions::output_size_).label("output").help("Height and width of the output.").unit("px").min(1).on_node();
  }
  TL_ARG(ExpandingArray<2>, output_size);
};
class AdaptiveAvgPool2dImpl : public Cloneable<AdaptiveAvgPool2dImpl> {
 public:
  explicit AdaptiveAvgPool2dImpl(const AdaptiveAvgPool2dOptions& o) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "AdaptiveAvgPool2d(output_size=" << options.output_size() << ")"; }
  Tensor forward(const Tensor& x) { return adaptive_avg_pool2d(x, options.output_size()); }
  AdaptiveAvgPool2dOptions options;
};
TL_MODULE(AdaptiveAvgPool2d);

}  // namespace tl::nn
