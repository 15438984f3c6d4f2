// SPDX-License-Identifier: Apache-2.0
// Modules without parameters around one function: with no option or with one number.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"
#include "engine/ops/functions.h"

namespace tl::nn {

/// Options of modules that have none.
struct NoOptions {
  static NoOptions prototype() { return {}; }
  static void describe(Describer<NoOptions>&) {}
};

#define TL_SIMPLE_MODULE(Name, call)                                      \
  class Name##Impl : public Cloneable<Name##Impl> {                       \
   public:                                                                \
    Name##Impl() = default;                                               \
    explicit Name##Impl(const NoOptions&) {}                              \
    void reset() override {}                                              \
    void pretty_print(std::ostream& out) const override { out << #Name "()"; } \
    Tensor forward(const Tensor& x) { return call; }                      \
  };                                                                      \
  TL_MODULE(Name)

/// One number as option.
#define TL_PARAMETER_MODULE(Name, type, field_, default_, call, ...)                                                     \
  struct Name##Options {                                                                                                  \
    Name##Options() = default;                                                                                            \
    Name##Options(type v) : field_##_(v) {}                                                                               \
    static Name##Options prototype() { return {}; }                                                                       \
    static void describe(Describer<Name##Options>& d) { d.field(#field_, &Name##Options::field_##_).on_node() __VA_ARGS__; } \
    TL_ARG(type, field_) = default_;                                                                                      \
  };                                                                                                                      \
  class Name##Impl : public Cloneable<Name##Impl> {                                                                       \
   public:                                                                                                                \
    explicit Name##Impl(const Name##Options& o = {}) : options(o) {}                                                      \
    void reset() override {}                                                                                              \
    void pretty_print(std::ostream& out) const override { out << #Name "(" #field_ "=" << options.field_() << ")"; }      \
    Tensor forward(const Tensor& x) { return call; }                                                                      \
    Name##Options options;                                                                                                \
  };                                                                                                                      \
  TL_MODULE(Name)

}  // namespace tl::nn
