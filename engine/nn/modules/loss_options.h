// SPDX-License-Identifier: Apache-2.0
// What options of losses have in common.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

/// How the losses of a batch become one number; none leaves them as they are, which is not for training.
template <class Options>
FieldBuilder reduction_field(Describer<Options>& d, std::vector<std::string> choices = {"mean", "sum", "none"}) {
  return d.field("reduction", &Options::reduction_).help("How the losses of a batch become one number.").choices(std::move(choices));
}
/// A copy of a tensor given as option, for a buffer: where modules are made at the moment.
inline Tensor own(const Tensor& t) {
  if (!t.defined()) return t;
  const Device here = DefaultDeviceGuard::current();
  return here.is_meta() ? t.detach().to(here) : t.detach().clone();
}

struct ReductionOptions {
  ReductionOptions(std::string reduction = "mean") : reduction_(std::move(reduction)) {}
  static ReductionOptions prototype() { return {}; }
  static void describe(auto& d) { reduction_field(d).on_node(); }
  TL_ARG(std::string, reduction);
};

/// A loss whose forward is one expression of `options` and its tensors.
#define TL_LOSS_MODULE(Name, Options_, parameters, call)           \
  class Name##Impl : public Cloneable<Name##Impl> {                \
   public:                                                         \
    explicit Name##Impl(const Options_& o = {}) : options(o) {}    \
    void reset() override {}                                       \
    Tensor forward parameters { return call; }                     \
    Options_ options;                                              \
  };                                                               \
  TL_MODULE(Name)
#define TL_PAIR (const Tensor& input, const Tensor& target)

}  // namespace tl::nn
