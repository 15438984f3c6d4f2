// SPDX-License-Identifier: Apache-2.0
// Pooling that is told the size of its output, and fractional pooling, whose windows are drawn.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

/// The sizes asked for; where one is -1 (by name none), that of the input N×C×….
template <size_t D>
DimVector adaptive_size(const Tensor& x, const ExpandingArray<D>& asked) {
  DimVector size;
  for (size_t i = 0; i < D; ++i) size.push_back(asked[i] == -1 && x.dim() == static_cast<int64_t>(D) + 2 ? x.size(static_cast<int64_t>(i) + 2) : asked[i]);
  return size;
}

template <size_t D>
struct AdaptiveAvgPoolOptions {
  AdaptiveAvgPoolOptions(ExpandingArray<D> output_size) : output_size_(output_size) {}
  static AdaptiveAvgPoolOptions prototype() { return {1}; }
  static void describe(auto& d) {
    d.field("output_size", &AdaptiveAvgPoolOptions::output_size_)
        .label("output")
        .help(D == 2 ? "Height and width of the output; -1 keeps the input's." : "Size of the output; -1 keeps the input's.")
        .unit("px").min(-1).on_node();
  }
  TL_ARG(ExpandingArray<D>, output_size);
};
using AdaptiveAvgPool1dOptions = AdaptiveAvgPoolOptions<1>;
using AdaptiveAvgPool2dOptions = AdaptiveAvgPoolOptions<2>;
using AdaptiveAvgPool3dOptions = AdaptiveAvgPoolOptions<3>;

template <size_t D>
struct AdaptiveMaxPoolOptions {
  AdaptiveMaxPoolOptions(ExpandingArray<D> output_size) : output_size_(output_size) {}
  static AdaptiveMaxPoolOptions prototype() { return {1}; }
  static void describe(auto& d) {
    using O = AdaptiveMaxPoolOptions;
    d.field("output_size", &O::output_size_).label("output").help("Size of the output; -1 keeps the input's.").unit("px").min(-1).on_node();
    d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
  }
  TL_ARG(ExpandingArray<D>, output_size);
  TL_ARG(bool, return_indices) = false;
};
using AdaptiveMaxPool1dOptions = AdaptiveMaxPoolOptions<1>;
using AdaptiveMaxPool2dOptions = AdaptiveMaxPoolOptions<2>;
using AdaptiveMaxPool3dOptions = AdaptiveMaxPoolOptions<3>;

#define TL_ADAPTIVE_POOL(D, text)                                                                                                   \
  class AdaptiveAvgPool##D##Impl : public Cloneable<AdaptiveAvgPool##D##Impl> {                                                     \
   public:                                                                                                                          \
    explicit AdaptiveAvgPool##D##Impl(const AdaptiveAvgPool##D##Options& o) : options(o) {}                                         \
    void reset() override {}                                                                                                        \
    void pretty_print(std::ostream& out) const override { out << "AdaptiveAvgPool" text "(output_size=" << options.output_size() << ")"; } \
    Tensor forward(const Tensor& x) { return adaptive_avg_pool##D(x, adaptive_size(x, options.output_size())); }                    \
    AdaptiveAvgPool##D##Options options;                                                                                            \
  };                                                                                                                                \
  TL_MODULE(AdaptiveAvgPool##D);                                                                                                    \
  class AdaptiveMaxPool##D##Impl : public Cloneable<AdaptiveMaxPool##D##Impl> {                                                     \
   public:                                                                                                                          \
    explicit AdaptiveMaxPool##D##Impl(const AdaptiveMaxPool##D##Options& o) : options(o) {}                                         \
    void reset() override {}                                                                                                        \
    void pretty_print(std::ostream& out) const override { out << "AdaptiveMaxPool" text "(output_size=" << options.output_size() << ")"; } \
    Tensor forward(const Tensor& x) { return std::get<0>(forward_with_indices(x)); }                                                \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x) { return adaptive_max_pool##D(x, adaptive_size(x, options.output_size())); } \
    AdaptiveMaxPool##D##Options options;                                                                                            \
  };                                                                                                                                \
  TL_MODULE(AdaptiveMaxPool##D)
TL_ADAPTIVE_POOL(1d, "1d");
TL_ADAPTIVE_POOL(2d, "2d");
TL_ADAPTIVE_POOL(3d, "3d");

struct FractionalMaxPool2dOptions {
  FractionalMaxPool2dOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
  static FractionalMaxPool2dOptions prototype() { return {2}; }
  static void describe(auto& d) {
    using O = FractionalMaxPool2dOptions;
    d.field("kernel_size", &O::kernel_size_).label("kernel").help("Height and width of each window.").unit("px").min(1).on_node();
    d.field("output_size", &O::output_size_).label("output").help("Height and width of the output; this or output_ratio.").unit("px").min(1).on_node();
    d.field("output_ratio", &O::output_ratio_).help("Size of the output as a share of the input's, one number or two between 0 and 1.").above(0).max(1);
    d.field("return_indices", &O::return_indices_).help("Also give the places of the largest values, as unpooling needs them.").expert();
    d.field("_random_samples", &O::_random_samples_).help("Samples N×C×2 instead of drawn ones.").ignored();
  }
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(std::optional<ExpandingArray<2>>, output_size);
  TL_ARG(std::vector<double>, output_ratio);
  TL_ARG(bool, return_indices) = false;
  TL_ARG(Tensor, _random_samples);
};
/// Windows of kernel_size at places drawn anew for each call, sample and channel (Graham 2014).
class FractionalMaxPool2dImpl : public Cloneable<FractionalMaxPool2dImpl> {
 public:
  explicit FractionalMaxPool2dImpl(const FractionalMaxPool2dOptions& o);
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "FractionalMaxPool2d()"; }
  Tensor forward(const Tensor& x) { return std::get<0>(forward_with_indices(x)); }
  std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x);
  FractionalMaxPool2dOptions options;
};
TL_MODULE(FractionalMaxPool2d);

#undef TL_ADAPTIVE_POOL

}  // namespace tl::nn
