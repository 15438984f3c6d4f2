// SPDX-License-Identifier: Apache-2.0
// Pooling over windows of 1 to 3 dimensions.
#pragma once
#include <optional>
#include <tuple>

#include "engine/nn/module.h"
#include "engine/nn/optional_array.h"

namespace tl::nn {

template <size_t D>
struct MaxPoolOptions {
  MaxPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  static MaxPoolOptions prototype() { return {2}; }
  static void describe(auto& d);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(OptionalArray<D>, stride);
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(ExpandingArray<D>, dilation) = 1;
  TL_ARG(bool, return_indices) = false;
  TL_ARG(bool, ceil_mode) = false;
};
using MaxPool1dOptions = MaxPoolOptions<1>;
using MaxPool2dOptions = MaxPoolOptions<2>;
using MaxPool3dOptions = MaxPoolOptions<3>;

#define TL_MAX_POOL(D)                                                \
  class MaxPool##D##Impl : public Cloneable<MaxPool##D##Impl> {       \
   public:                                                            \
    explicit MaxPool##D##Impl(const MaxPool##D##Options& o);          \
    void reset() override;                                            \
    void pretty_print(std::ostream& out) const override;              \
    Tensor forward(const Tensor& x);                                  \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& x); \
    MaxPool##D##Options options;                                      \
  };                                                                  \
  TL_MODULE(MaxPool##D)
TL_MAX_POOL(1d);
TL_MAX_POOL(2d);
TL_MAX_POOL(3d);

template <size_t D>
struct AvgPoolOptions {
  AvgPoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  static AvgPoolOptions prototype() { return {2}; }
  static void describe(auto& d);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(OptionalArray<D>, stride);
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(bool, ceil_mode) = false;
  TL_ARG(bool, count_include_pad) = true;
  TL_ARG(std::optional<int64_t>, divisor_override);
};
using AvgPool1dOptions = AvgPoolOptions<1>;
using AvgPool2dOptions = AvgPoolOptions<2>;
using AvgPool3dOptions = AvgPoolOptions<3>;

#define TL_AVG_POOL(D)                                          \
  class AvgPool##D##Impl : public Cloneable<AvgPool##D##Impl> { \
   public:                                                      \
    explicit AvgPool##D##Impl(const AvgPool##D##Options& o);    \
    void reset() override;                                      \
    void pretty_print(std::ostream& out) const override;        \
    Tensor forward(const Tensor& x);                            \
    AvgPool##D##Options options;                                \
  };                                                            \
  TL_MODULE(AvgPool##D)
TL_AVG_POOL(1d);
TL_AVG_POOL(2d);
TL_AVG_POOL(3d);

/// (sum over each window of x^norm_type)^(1/norm_type).
template <size_t D>
struct LPPoolOptions {
  LPPoolOptions(double norm_type, ExpandingArray<D> kernel_size) : norm_type_(norm_type), kernel_size_(kernel_size) {}
  static LPPoolOptions prototype() { return {2, 2}; }
  static void describe(auto& d);
  TL_ARG(double, norm_type);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(OptionalArray<D>, stride);
  TL_ARG(bool, ceil_mode) = false;
};
using LPPool1dOptions = LPPoolOptions<1>;
using LPPool2dOptions = LPPoolOptions<2>;

#define TL_LP_POOL(D)                                         \
  class LPPool##D##Impl : public Cloneable<LPPool##D##Impl> { \
   public:                                                    \
    explicit LPPool##D##Impl(const LPPool##D##Options& o);    \
    void reset() override;                                    \
    void pretty_print(std::ostream& out) const override;      \
    Tensor forward(const Tensor& x);                          \
    LPPool##D##Options options;                               \
  };                                                          \
  TL_MODULE(LPPool##D)
TL_LP_POOL(1d);
TL_LP_POOL(2d);

#undef TL_MAX_POOL
#undef TL_AVG_POOL
#undef TL_LP_POOL

}  // namespace tl::nn
