// SPDX-License-Identifier: Apache-2.0
// Borders around signals, images and volumes.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

/// Sizes of the border, two for each of D dimensions from the last backwards: left, right, top, bottom, front, back. One stands for all.
template <size_t D>
struct PadOptions {
  PadOptions(ExpandingArray<2 * D> padding) : padding_(padding) {}
  static PadOptions prototype();
  static void describe(auto& d);
  TL_ARG(ExpandingArray<2 * D>, padding);
};
template <size_t D>
struct ConstantPadOptions {
  ConstantPadOptions(ExpandingArray<2 * D> padding, double value) : padding_(padding), value_(value) {}
  static ConstantPadOptions prototype();
  static void describe(auto& d);
  TL_ARG(ExpandingArray<2 * D>, padding);
  TL_ARG(double, value) = 0;
};

#define TL_PAD_MODULE(Name, Options_)                     \
  using Name##Options = Options_;                         \
  class Name##Impl : public Cloneable<Name##Impl> {       \
   public:                                                \
    explicit Name##Impl(const Name##Options& o);          \
    void reset() override;                                \
    void pretty_print(std::ostream& out) const override;  \
    Tensor forward(const Tensor& x);                      \
    Name##Options options;                                \
  };                                                      \
  TL_MODULE(Name)
TL_PAD_MODULE(ReflectionPad1d, PadOptions<1>);
TL_PAD_MODULE(ReflectionPad2d, PadOptions<2>);
TL_PAD_MODULE(ReplicationPad1d, PadOptions<1>);
TL_PAD_MODULE(ReplicationPad2d, PadOptions<2>);
TL_PAD_MODULE(ReplicationPad3d, PadOptions<3>);
TL_PAD_MODULE(ZeroPad2d, PadOptions<2>);
TL_PAD_MODULE(ConstantPad1d, ConstantPadOptions<1>);
TL_PAD_MODULE(ConstantPad2d, ConstantPadOptions<2>);
TL_PAD_MODULE(ConstantPad3d, ConstantPadOptions<3>);
#undef TL_PAD_MODULE

}  // namespace tl::nn
