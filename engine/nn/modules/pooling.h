// SPDX-License-Identifier: Apache-2.0
// Pooling over windows of 1 to 3 dimensions.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

template <size_t D>
struct MaxPoolOptions {
  MaxPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  static MaxPoolOptions prototype() { return {2}; }
  static void describe(auto& d) {
    using O = MaxPoolOptions;
    d.field("kernel_size", &O::kernel_size_).label("kernel").help(D == 2 ? "Height and width of each window." : "Size of each window.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
    d.field("padding", &O::padding_).help("Border added on each side; never the largest value. At most half of kernel_size.").unit("px").min(0);
    d.field("dilation", &O::dilation_).help("Distance between the points of the window.").unit("px").min(1);
    d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
    d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
  }
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<D>>, stride);
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(ExpandingArray<D>, dilation) = 1;
  TL_ARG(bool, return_indices) = false;
  TL_ARG(bool, ceil_mode) = false;
};
using MaxPool1dOptions = MaxPoolOptions<1>;
using MaxPool2dOptions = MaxPoolOptions<2>;
using MaxPool3dOptions = MaxPoolOptions<3>;

#define TL_MAX_POOL(D, text)                                                                                                              \
  class MaxPool##D##Impl : public Cloneable<MaxPool##D##Impl> {                                                                           \
   public:                                                                                                                                \
    explicit MaxPool##D##Impl(const MaxPool##D##Options& o) : options(o) {}                                                               \
    void reset() override {}                                                                                                              \
    void pretty_print(std::ostream& out) const override {                                                                                 \
      out << "MaxPool" text "(kernel_size=" << options.kernel_size() << ", stride=" << options.stride().value_or(options.kernel_size()) << ")"; \
    }                                                                                                                                     \
    Tensor forward(const Tensor& x) {                                                                                                     \
      return max_pool##D(x, options.kernel_size(), options.stride().value_or(options.kernel_size()), options.padding(), options.dilation(), options.ceil_mode()); \
    }                                                                                                                                     \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x) {                                                                    \
      return max_pool##D##_with_indices(x, options.kernel_size(), options.stride().value_or(options.kernel_size()), options.padding(), options.dilation(), \
                                        options.ceil_mode());                                                                             \
    }                                                                                                                                     \
    MaxPool##D##Options options;                                                                                                          \
  };                                                                                                                                      \
  TL_MODULE(MaxPool##D)
TL_MAX_POOL(1d, "1d");
TL_MAX_POOL(2d, "2d");
TL_MAX_POOL(3d, "3d");

template <size_t D>
struct AvgPoolOptions {
  AvgPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  static AvgPoolOptions prototype() { return {2}; }
  static void describe(auto& d) {
    using O = AvgPoolOptions;
    d.field("kernel_size", &O::kernel_size_).label("kernel").help(D == 2 ? "Height and width of each window." : "Size of each window.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
    d.field("padding", &O::padding_).help("Zeros added on each side. At most half of kernel_size.").unit("px").min(0);
    d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
    d.field("count_include_pad", &O::count_include_pad_).help("Count the padding when the mean is taken.");
    if (D > 1) d.field("divisor_override", &O::divisor_override_).help("Divide sums by this instead of the number of elements.").min(1).expert();
  }
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<D>>, stride);
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(bool, ceil_mode) = false;
  TL_ARG(bool, count_include_pad) = true;
  TL_ARG(std::optional<int64_t>, divisor_override);
};
using AvgPool1dOptions = AvgPoolOptions<1>;
using AvgPool2dOptions = AvgPoolOptions<2>;
using AvgPool3dOptions = AvgPoolOptions<3>;

#define TL_AVG_POOL(D, text, ...)                                                                                             \
  class AvgPool##D##Impl : public Cloneable<AvgPool##D##Impl> {                                                               \
   public:                                                                                                                    \
    explicit AvgPool##D##Impl(const AvgPool##D##Options& o) : options(o) {}                                                   \
    void reset() override {}                                                                                                  \
    void pretty_print(std::ostream& out) const override { out << "AvgPool" text "(kernel_size=" << options.kernel_size() << ")"; } \
    Tensor forward(const Tensor& x) {                                                                                         \
      return avg_pool##D(x, options.kernel_size(), options.stride().value_or(options.kernel_size()), options.padding(), options.ceil_mode(), \
                         options.count_include_pad() __VA_ARGS__);                                                            \
    }                                                                                                                         \
    AvgPool##D##Options options;                                                                                              \
  };                                                                                                                          \
  TL_MODULE(AvgPool##D)
TL_AVG_POOL(1d, "1d");
TL_AVG_POOL(2d, "2d", , options.divisor_override());
TL_AVG_POOL(3d, "3d", , options.divisor_override());

/// (sum over each window of x^norm_type)^(1/norm_type).
template <size_t D>
struct LPPoolOptions {
  LPPoolOptions(double norm_type, ExpandingArray<D> kernel_size) : norm_type_(norm_type), kernel_size_(kernel_size) {}
  static LPPoolOptions prototype() { return {2, 2}; }
  static void describe(auto& d) {
    using O = LPPoolOptions;
    d.field("norm_type", &O::norm_type_).help("The power: 1 sums, larger ones come near to the maximum.").above(0).on_node();
    d.field("kernel_size", &O::kernel_size_).label("kernel").help("Size of each window.").unit("px").min(1).on_node();
    d.field("stride", &O::stride_).help("Step of the window; as kernel_size unless given.").unit("px").min(1);
    d.field("ceil_mode", &O::ceil_mode_).help("Keep the last, incomplete window.");
  }
  TL_ARG(double, norm_type);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<D>>, stride);
  TL_ARG(bool, ceil_mode) = false;
};
using LPPool1dOptions = LPPoolOptions<1>;
using LPPool2dOptions = LPPoolOptions<2>;

#define TL_LP_POOL(D, text)                                                                                                   \
  class LPPool##D##Impl : public Cloneable<LPPool##D##Impl> {                                                                 \
   public:                                                                                                                    \
    explicit LPPool##D##Impl(const LPPool##D##Options& o) : options(o) {}                                                     \
    void reset() override {}                                                                                                  \
    void pretty_print(std::ostream& out) const override {                                                                     \
      out << "LPPool" text "(norm_type=" << options.norm_type() << ", kernel_size=" << options.kernel_size() << ")";          \
    }                                                                                                                         \
    Tensor forward(const Tensor& x) {                                                                                         \
      return lp_pool##D(x, options.norm_type(), options.kernel_size(), options.stride().value_or(options.kernel_size()), options.ceil_mode()); \
    }                                                                                                                         \
    LPPool##D##Options options;                                                                                               \
  };                                                                                                                          \
  TL_MODULE(LPPool##D)
TL_LP_POOL(1d, "1d");
TL_LP_POOL(2d, "2d");

#undef TL_MAX_POOL
#undef TL_AVG_POOL
#undef TL_LP_POOL

}  // namespace tl::nn
