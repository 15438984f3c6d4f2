// SPDX-License-Identifier: Apache-2.0
// What losses have in common.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

struct ReductionOptions {
  ReductionOptions(std::string reduction = "mean");
  static ReductionOptions prototype();
  static void describe(Describer<ReductionOptions>& d);
  TL_ARG(std::string, reduction);
};

/// A loss whose forward is one expression of `options` and its tensors; engine/nn/module_bodies.h has what its source file says of it.
#define TL_LOSS_MODULE(Name, Options_, parameters)      \
  class Name##Impl : public Cloneable<Name##Impl> {     \
   public:                                              \
    explicit Name##Impl(const Options_& o = {});        \
    void reset() override;                              \
    Tensor forward parameters;                          \
    Options_ options;                                   \
  };                                                    \
  TL_MODULE(Name)
#define TL_PAIR (const Tensor& input, const Tensor& target)

}  // namespace tl::nn
