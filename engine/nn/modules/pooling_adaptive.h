// SPDX-License-Identifier: Apache-2.0
// Pooling that is told the size of its output, and fractional pooling, whose windows are drawn.
#pragma once
#include <optional>
#include <tuple>
#include <vector>

#include "engine/nn/module.h"
#include "engine/nn/optional_array.h"

namespace tl::nn {

template <size_t D>
struct AdaptiveAvgPoolOptions {
  AdaptiveAvgPoolOptions(ExpandingArray<D> output_size) : output_size_(output_size) {}
  static AdaptiveAvgPoolOptions prototype() { return {1}; }
  static void describe(auto& d);
  TL_ARG(ExpandingArray<D>, output_size);
};
using AdaptiveAvgPool1dOptions = AdaptiveAvgPoolOptions<1>;
using AdaptiveAvgPool2dOptions = AdaptiveAvgPoolOptions<2>;
using AdaptiveAvgPool3dOptions = AdaptiveAvgPoolOptions<3>;

template <size_t D>
struct AdaptiveMaxPoolOptions {
  AdaptiveMaxPoolOptions(ExpandingArray<D> output_size) : output_size_(output_size) {}
  static AdaptiveMaxPoolOptions prototype() { return {1}; }
  static void describe(auto& d);
  TL_ARG(ExpandingArray<D>, output_size);
  TL_ARG(bool, return_indices) = false;
};
using AdaptiveMaxPool1dOptions = AdaptiveMaxPoolOptions<1>;
using AdaptiveMaxPool2dOptions = AdaptiveMaxPoolOptions<2>;
using AdaptiveMaxPool3dOptions = AdaptiveMaxPoolOptions<3>;

#define TL_ADAPTIVE_POOL(D)                                                     \
  class AdaptiveAvgPool##D##Impl : public Cloneable<AdaptiveAvgPool##D##Impl> { \
   public:                                                                      \
    explicit AdaptiveAvgPool##D##Impl(const AdaptiveAvgPool##D##Options& o);    \
    void reset() override;                                                      \
    void pretty_print(std::ostream& out) const override;                        \
    Tensor forward(const Tensor& x);                                            \
    AdaptiveAvgPool##D##Options options;                                        \
  };                                                                            \
  TL_MODULE(AdaptiveAvgPool##D);                                                \
  class AdaptiveMaxPool##D##Impl : public Cloneable<AdaptiveMaxPool##D##Impl> { \
   public:                                                                      \
    explicit AdaptiveMaxPool##D##Impl(const AdaptiveMaxPool##D##Options& o);    \
    void reset() override;                                                      \
    void pretty_print(std::ostream& out) const override;                        \
    Tensor forward(const Tensor& x);                                            \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x);           \
    AdaptiveMaxPool##D##Options options;                                        \
  };                                                                            \
  TL_MODULE(AdaptiveMaxPool##D)
TL_ADAPTIVE_POOL(1d);
TL_ADAPTIVE_POOL(2d);
TL_ADAPTIVE_POOL(3d);

struct FractionalMaxPool2dOptions {
  FractionalMaxPool2dOptions(ExpandingArray<2> kernel_size);
  static FractionalMaxPool2dOptions prototype();
  static void describe(auto& d);
  TL_ARG(ExpandingArray<2>, kernel_size);
  TL_ARG(OptionalArray<2>, output_size);
  TL_ARG(std::vector<double>, output_ratio);
  TL_ARG(bool, return_indices) = false;
  TL_ARG(Tensor, _random_samples);
};
/// Windows of kernel_size at places drawn anew for each call, sample and channel (Graham 2014).
class FractionalMaxPool2dImpl : public Cloneable<FractionalMaxPool2dImpl> {
 public:
  explicit FractionalMaxPool2dImpl(const FractionalMaxPool2dOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x);
  FractionalMaxPool2dOptions options;
};
TL_MODULE(FractionalMaxPool2d);

#undef TL_ADAPTIVE_POOL

}  // namespace tl::nn
