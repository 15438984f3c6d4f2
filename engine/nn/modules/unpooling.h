// SPDX-License-Identifier: Apache-2.0
// The way back from max pooling: values return to the places they came from, zeros fill the rest.
#pragma once
#include <optional>

#include "engine/nn/module.h"
#include "engine/nn/optional_array.h"

namespace tl::nn {

template <size_t D>
struct MaxUnpoolOptions {
  MaxUnpoolOptions(ExpandingArray<D> kernel_size) : kernel_size_(kernel_size) {}
  static MaxUnpoolOptions prototype() { return {2}; }
  static void describe(auto& d);
  TL_ARG(ExpandingArray<D>, kernel_size);
  TL_ARG(OptionalArray<D>, stride);
  TL_ARG(ExpandingArray<D>, padding) = 0;
};
using MaxUnpool1dOptions = MaxUnpoolOptions<1>;
using MaxUnpool2dOptions = MaxUnpoolOptions<2>;
using MaxUnpool3dOptions = MaxUnpoolOptions<3>;

/// The spatial size that unpooling restores: `wanted` (its last numbers) when given, within a stride of what kernel, stride and padding lead
/// to, else that. Throws naming `op`.
DimVector unpooled_size(const char* op, const Tensor& input, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                        const std::optional<IntArrayRef>& wanted);

/// forward of all of them. A template, so that the type of output_size costs only those who call it.
template <class Derived>
class MaxUnpoolForward : public Cloneable<Derived> {
 public:
  Tensor forward(const Tensor& input, const Tensor& indices, const std::optional<IntArrayRef>& output_size = std::nullopt);
};

#define TL_MAX_UNPOOL(D)                                                   \
  class MaxUnpool##D##Impl;                                                \
  extern template class MaxUnpoolForward<MaxUnpool##D##Impl>;              \
  class MaxUnpool##D##Impl : public MaxUnpoolForward<MaxUnpool##D##Impl> { \
   public:                                                                 \
    explicit MaxUnpool##D##Impl(const MaxUnpool##D##Options& o);           \
    void reset() override;                                                 \
    void pretty_print(std::ostream& out) const override;                   \
    MaxUnpool##D##Options options;                                         \
  };                                                                       \
  TL_MODULE(MaxUnpool##D)
TL_MAX_UNPOOL(1d);
TL_MAX_UNPOOL(2d);
TL_MAX_UNPOOL(3d);

#undef TL_MAX_UNPOOL

}  // namespace tl::nn
