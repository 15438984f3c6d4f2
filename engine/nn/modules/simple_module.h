// SPDX-License-Identifier: Apache-2.0
// Modules without parameters around one function: with no option, with one number, or with `inplace`, which has no effect. Here they are
// declared; engine/nn/module_bodies.h has what their source file says of them.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/nn.h"

namespace tl::nn {

/// Options of modules that have none.
struct NoOptions {
  static NoOptions prototype() { return {}; }
  static void describe(auto&) {}
};

/// The reference lets some modules overwrite their input. Here results go where the engine decides: `inplace` is taken and has no effect.
struct InplaceOptions {
  InplaceOptions(bool inplace = false) : inplace_(inplace) {}
  static InplaceOptions prototype();
  static void describe(Describer<InplaceOptions>& d);
  TL_ARG(bool, inplace);
};

#define TL_SIMPLE_MODULE(Name)                            \
  class Name##Impl : public Cloneable<Name##Impl> {       \
   public:                                                \
    explicit Name##Impl(const NoOptions& = {});           \
    void reset() override;                                \
    void pretty_print(std::ostream& out) const override;  \
    Tensor forward(const Tensor& x);                      \
  };                                                      \
  TL_MODULE(Name)
#define TL_MODULE_OF_OPTIONS_(Name, Options_)             \
  class Name##Impl : public Cloneable<Name##Impl> {       \
   public:                                                \
    explicit Name##Impl(const Options_& o = {});          \
    void reset() override;                                \
    void pretty_print(std::ostream& out) const override;  \
    Tensor forward(const Tensor& x);                      \
    Options_ options;                                     \
  };                                                      \
  TL_MODULE(Name)
#define TL_INPLACE_MODULE(Name)         \
  using Name##Options = InplaceOptions; \
  TL_MODULE_OF_OPTIONS_(Name, InplaceOptions)

#define TL_PARAMETER_MODULE_(Name, type, field_, default_, more_members) \
  struct Name##Options {                                                 \
    Name##Options() = default;                                           \
    Name##Options(type v) : field_##_(v) {}                              \
    static Name##Options prototype();                                    \
    static void describe(auto& d);                                       \
    TL_ARG(type, field_) = default_;                                     \
    more_members;                                                        \
  };                                                                     \
  TL_MODULE_OF_OPTIONS_(Name, Name##Options)
/// One number as option.
#define TL_PARAMETER_MODULE(Name, type, field_, default_) TL_PARAMETER_MODULE_(Name, type, field_, default_, static_assert(true))
/// One number, and `inplace` without effect.
#define TL_INPLACE_PARAMETER_MODULE(Name, type, field_, default_) TL_PARAMETER_MODULE_(Name, type, field_, default_, TL_ARG(bool, inplace) = false)

}  // namespace tl::nn
