// SPDX-License-Identifier: Apache-2.0
// For code written for PyTorch's C++ front end: the same names in namespace torch. Nested namespaces are aliases, so that `using namespace
// torch; nn::Linear …` means one thing. A program that reopens one of them (`namespace torch { namespace nn { …`) defines TL_COMPAT_REOPEN
// before this header: they are namespaces of their own then, and `using namespace torch` does not go with that.
#pragma once
#include <iostream>

#include "ATen/Parallel.h"
#include "c10/core/ScalarType.h"
#include "c10/util/Exception.h"
#include "engine/tensorloom.h"
#include "torch/enum.h"

namespace tl::nn::functional {
using namespace tl;
}  // namespace tl::nn::functional
#ifdef TL_COMPAT_REOPEN
#define TL_COMPAT_NAMESPACE(name, meaning) namespace name { using namespace meaning; }
#else
#define TL_COMPAT_NAMESPACE(name, meaning) namespace name = meaning;
#endif
namespace torch {
using namespace tl;
TL_COMPAT_NAMESPACE(autograd, tl::autograd)
TL_COMPAT_NAMESPACE(cuda, tl::cuda)
TL_COMPAT_NAMESPACE(distributions, tl::distributions)
TL_COMPAT_NAMESPACE(indexing, tl::indexing)
TL_COMPAT_NAMESPACE(optim, tl::optim)
TL_COMPAT_NAMESPACE(serialize, tl::serialize)
#ifdef TL_COMPAT_REOPEN
namespace nn {
using namespace tl::nn;
TL_COMPAT_NAMESPACE(init, tl::nn::init)
TL_COMPAT_NAMESPACE(functional, tl::nn::functional)
namespace utils {
using namespace tl::nn::utils;
TL_COMPAT_NAMESPACE(rnn, tl::nn::utils::rnn)
}  // namespace utils
}  // namespace nn
#else
namespace nn = tl::nn;
#endif
using IValue = tl::Value;
using at::elementSize;
using at::isFloatingType;
using at::isIntegralType;
using at::toString;
using std::nullopt;
using std::optional;
}  // namespace torch
namespace at {
using namespace tl;
using std::nullopt;
using std::optional;
TL_COMPAT_NAMESPACE(indexing, tl::indexing)
}  // namespace at
namespace c10 {
using namespace tl;
using std::nullopt;
using std::optional;
using std::string_view;
using IValue = tl::Value;
inline std::string demangle(const char* name) { return tl::autograd::demangled_name(name); }
}  // namespace c10
#undef TL_COMPAT_NAMESPACE

/// An option with its setters, which chain, and getters.
#define TORCH_ARG(T, name)                             \
 public:                                               \
  auto name(const T& value) -> decltype(*this) {       \
    this->name##_ = value;                             \
    return *this;                                      \
  }                                                    \
  auto name(T&& value) -> decltype(*this) {            \
    this->name##_ = std::move(value);                  \
    return *this;                                      \
  }                                                    \
  const T& name() const noexcept { return this->name##_; } \
  T& name() noexcept { return this->name##_; }         \
                                                       \
 private:                                              \
  T name##_

/// Defines `Name`, the handle of the module class `NameImpl`.
#define TORCH_MODULE(Name) TL_MODULE_IMPL(Name, Name##Impl)
#define TORCH_MODULE_IMPL(Name, Implementation) TL_MODULE_IMPL(Name, Implementation)
