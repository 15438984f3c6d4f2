// SPDX-License-Identifier: Apache-2.0
// For the source files of small modules: the bodies of what the macros of simple_module.h and loss_options.h declare.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/nn/module_list.h"
#include "engine/nn/modules/loss_options.h"
#include "engine/nn/modules/simple_module.h"
#include "engine/ops/nn.h"

namespace tl::nn {

/// After the other options in a module's text.
inline const char* inplace_text(bool inplace) { return inplace ? ", inplace=true" : ""; }
/// The option that is taken and has no effect.
template <class Options>
void inplace_field(Describer<Options>& d) { d.field("inplace", &Options::inplace_).help("Has no effect.").ignored(); }

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

/// The function is one expression of x (and of options).
#define TL_DEFINE_SIMPLE_MODULE(Name, call)                                  \
  Name##Impl::Name##Impl(const NoOptions&) {}                                \
  void Name##Impl::reset() {}                                                \
  void Name##Impl::pretty_print(std::ostream& out) const { out << #Name "()"; } \
  Tensor Name##Impl::forward(const Tensor& x) { return call; }
#define TL_DEFINE_INPLACE_MODULE(Name, call)                                                                                  \
  Name##Impl::Name##Impl(const InplaceOptions& o) : options(o) {}                                                             \
  void Name##Impl::reset() {}                                                                                                 \
  void Name##Impl::pretty_print(std::ostream& out) const { out << #Name "(" << (options.inplace() ? "inplace=true)" : ")"); } \
  Tensor Name##Impl::forward(const Tensor& x) { return call; }

#define TL_DEFINE_PARAMETER_MODULE_(Name, field_, more_fields, more_text, call, ...)                                                 \
  Name##Options Name##Options::prototype() { return {}; }                                                                            \
  void Name##Options::describe(auto& d) {                                                                                            \
    d.field(#field_, &Name##Options::field_##_).on_node() __VA_ARGS__;                                                               \
    more_fields;                                                                                                                     \
  }                                                                                                                                  \
  Name##Impl::Name##Impl(const Name##Options& o) : options(o) {}                                                                     \
  void Name##Impl::reset() {}                                                                                                        \
  void Name##Impl::pretty_print(std::ostream& out) const { out << #Name "(" #field_ "=" << options.field_() << more_text << ")"; }   \
  Tensor Name##Impl::forward(const Tensor& x) { return call; }
#define TL_DEFINE_PARAMETER_MODULE(Name, field_, call, ...) TL_DEFINE_PARAMETER_MODULE_(Name, field_, (void)0, "", call, __VA_ARGS__)
#define TL_DEFINE_INPLACE_PARAMETER_MODULE(Name, field_, call, ...) \
  TL_DEFINE_PARAMETER_MODULE_(Name, field_, inplace_field(d), inplace_text(options.inplace()), call, __VA_ARGS__)

/// A loss whose forward is one expression of `options` and its tensors.
#define TL_DEFINE_LOSS_MODULE(Name, Options_, parameters, call)  \
  Name##Impl::Name##Impl(const Options_& o) : options(o) {}      \
  void Name##Impl::reset() {}                                    \
  Tensor Name##Impl::forward parameters { return call; }

}  // namespace tl::nn
