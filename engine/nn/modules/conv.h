// SPDX-License-Identifier: Apache-2.0
// Convolutions over 1 to 3 dimensions and their transposes. weight and bias are drawn as Linear's.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

template <size_t D>
struct ConvOptions {
  ConvOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  static ConvOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, in_channels);
  TL_ARG(int64_t, out_channels);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(ExpandingArray<D>, stride) = 1;
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(ExpandingArray<D>, dilation) = 1;
  TL_ARG(int64_t, groups) = 1;
  TL_ARG(bool, bias) = true;
  TL_ARG(std::string, padding_mode) = "zeros";
};
using Conv1dOptions = ConvOptions<1>;
using Conv2dOptions = ConvOptions<2>;
using Conv3dOptions = ConvOptions<3>;

template <size_t D>
struct ConvTransposeOptions {
  ConvTransposeOptions(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size)
      : in_channels_(in_channels), out_channels_(out_channels), kernel_size_(kernel_size) {}
  static ConvTransposeOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, in_channels);
  TL_ARG(int64_t, out_channels);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(ExpandingArray<D>, stride) = 1;
  TL_ARG(ExpandingArray<D>, padding) = 0;
  TL_ARG(ExpandingArray<D>, output_padding) = 0;
  TL_ARG(int64_t, groups) = 1;
  TL_ARG(bool, bias) = true;
  TL_ARG(ExpandingArray<D>, dilation) = 1;
  TL_ARG(std::string, padding_mode) = "zeros";
};
using ConvTranspose1dOptions = ConvTransposeOptions<1>;
using ConvTranspose2dOptions = ConvTransposeOptions<2>;
using ConvTranspose3dOptions = ConvTransposeOptions<3>;

/// input N×in_channels×sizes → N×out_channels×sizes'.
template <size_t D, class Derived>
class ConvNdImpl : public Cloneable<Derived> {
 public:
  ConvNdImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size);
  explicit ConvNdImpl(const ConvOptions<D>& options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  ConvOptions<D> options;
  Tensor weight, bias;
};
class Conv1dImpl : public ConvNdImpl<1, Conv1dImpl> {
 public:
  using ConvNdImpl::ConvNdImpl;
};
class Conv2dImpl : public ConvNdImpl<2, Conv2dImpl> {
 public:
  using ConvNdImpl::ConvNdImpl;
};
class Conv3dImpl : public ConvNdImpl<3, Conv3dImpl> {
 public:
  using ConvNdImpl::ConvNdImpl;
};
TL_MODULE(Conv1d);
TL_MODULE(Conv2d);
TL_MODULE(Conv3d);

/// input N×in_channels×sizes → N×out_channels×sizes'; output_size decides among the sizes that a convolution of this stride leads back from.
template <size_t D, class Derived>
class ConvTransposeNdImpl : public Cloneable<Derived> {
 public:
  ConvTransposeNdImpl(int64_t in_channels, int64_t out_channels, ExpandingArray<D> kernel_size);
  explicit ConvTransposeNdImpl(const ConvTransposeOptions<D>& options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input, const std::optional<IntArrayRef>& output_size = std::nullopt);
  ConvTransposeOptions<D> options;
  Tensor weight, bias;
};
class ConvTranspose1dImpl : public ConvTransposeNdImpl<1, ConvTranspose1dImpl> {
 public:
  using ConvTransposeNdImpl::ConvTransposeNdImpl;
};
class ConvTranspose2dImpl : public ConvTransposeNdImpl<2, ConvTranspose2dImpl> {
 public:
  using ConvTransposeNdImpl::ConvTransposeNdImpl;
};
class ConvTranspose3dImpl : public ConvTransposeNdImpl<3, ConvTranspose3dImpl> {
 public:
  using ConvTransposeNdImpl::ConvTransposeNdImpl;
};
TL_MODULE(ConvTranspose1d);
TL_MODULE(ConvTranspose2d);
TL_MODULE(ConvTranspose3d);

}  // namespace tl::nn
