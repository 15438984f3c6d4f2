// SPDX-License-Identifier: Apache-2.0
// Modules without parameters around one function: with no option, with one number, or with `inplace`, which has no effect.
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
  static InplaceOptions prototype() { return {}; }
  static void describe(auto& d) { d.field("inplace", &InplaceOptions::inplace_).help("Has no effect.").ignored(); }
  TL_ARG(bool, inplace);
};

#define TL_SIMPLE_MODULE(Name, call)                                           \
  class Name##Impl : public Cloneable<Name##Impl> {                            \
   public:                                                                     \
    explicit Name##Impl(const NoOptions& = {}) {}                              \
    void reset() override {}                                                   \
    void pretty_print(std::ostream& out) const override { out << #Name "()"; } \
    Tensor forward(const Tensor& x) { return call; }                           \
  };                                                                           \
  TL_MODULE(Name)
#define TL_INPLACE_MODULE(Name, call)                                                                                        \
  using Name##Options = InplaceOptions;                                                                                      \
  class Name##Impl : public Cloneable<Name##Impl> {                                                                          \
   public:                                                                                                                   \
    explicit Name##Impl(const InplaceOptions& o = {}) : options(o) {}                                                        \
    void reset() override {}                                                                                                 \
    void pretty_print(std::ostream& out) const override { out << #Name "(" << (options.inplace() ? "inplace=true)" : ")"); } \
    Tensor forward(const Tensor& x) { return call; }                                                                         \
    InplaceOptions options;                                                                                                  \
  };                                                                                                                         \
  TL_MODULE(Name)
/// After the other options in a module's text.
inline const char* inplace_text(bool inplace) { return inplace ? ", inplace=true" : ""; }

#define TL_PARAMETER_MODULE_(Name, type, field_, default_, more_fields, more_members, more_text, call, ...)               \
  struct Name##Options {                                                                                                  \
    Name##Options() = default;                                                                                            \
    Name##Options(type v) : field_##_(v) {}                                                                               \
    static Name##Options prototype() { return {}; }                                                                       \
    static void describe(auto& d) {                                                                   \
      d.field(#field_, &Name##Options::field_##_).on_node() __VA_ARGS__;                                                  \
      more_fields;                                                                                                        \
    }                                                                                                                     \
    TL_ARG(type, field_) = default_;                                                                                      \
    more_members;                                                                                                         \
  };                                                                                                                      \
  class Name##Impl : public Cloneable<Name##Impl> {                                                                       \
   public:                                                                                                                \
    explicit Name##Impl(const Name##Options& o = {}) : options(o) {}                                                      \
    void reset() override {}                                                                                              \
    void pretty_print(std::ostream& out) const override { out << #Name "(" #field_ "=" << options.field_() << more_text << ")"; } \
    Tensor forward(const Tensor& x) { return call; }                                                                      \
    Name##Options options;                                                                                                \
  };                                                                                                                      \
  TL_MODULE(Name)
/// One number as option.
#define TL_PARAMETER_MODULE(Name, type, field_, default_, call, ...) \
  TL_PARAMETER_MODULE_(Name, type, field_, default_, (void)0, static_assert(true), "", call, __VA_ARGS__)
/// One number, and `inplace` without effect.
#define TL_INPLACE_PARAMETER_MODULE(Name, type, field_, default_, call, ...)                                                        \
  TL_PARAMETER_MODULE_(Name, type, field_, default_, d.field("inplace", &Name##Options::inplace_).help("Has no effect.").ignored(), \
                       TL_ARG(bool, inplace) = false, inplace_text(options.inplace()), call, __VA_ARGS__)

}  // namespace tl::nn
