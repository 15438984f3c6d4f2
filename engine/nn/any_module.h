// SPDX-License-Identifier: Apache-2.0
// A module of any type, called with arguments whose types are known only at run time.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/nn/any_value.h"
#include "engine/nn/module.h"

namespace tl::nn {

/// In the body of a module class: values for the trailing arguments of forward, so that AnyModule and Sequential can leave them out:
/// FORWARD_HAS_DEFAULT_ARGS({1, AnyValue(Tensor())}, {2, AnyValue(3)})
#define FORWARD_HAS_DEFAULT_ARGS(...)                                                          \
 public:                                                                                       \
  static std::vector<std::pair<size_t, ::tl::nn::AnyValue>> forward_default_args() { return {__VA_ARGS__}; }

namespace detail {
struct AnyModuleHolderBase {
  virtual ~AnyModuleHolderBase() = default;
  virtual AnyValue forward(std::vector<AnyValue>&& arguments) = 0;
  virtual std::shared_ptr<Module> ptr() const = 0;
  virtual const std::type_info& type_info() const = 0;
  virtual std::shared_ptr<AnyModuleHolderBase> with(std::shared_ptr<Module> module) const = 0;
};

template <class M, class R, class... Args>
struct AnyModuleHolder final : AnyModuleHolderBase {
  explicit AnyModuleHolder(std::shared_ptr<M> m) : module(std::move(m)) {}
  AnyValue forward(std::vector<AnyValue>&& arguments) override {
    if constexpr (requires { M::forward_default_args(); })
      for (auto& [index, value] : M::forward_default_args())
        if (index == arguments.size() && arguments.size() < sizeof...(Args)) arguments.push_back(std::move(value));
    TL_CHECK(arguments.size() == sizeof...(Args), type, module->name(), module->name(), "'s forward() method expects ", sizeof...(Args),
             " argument(s), but received ", arguments.size(), ". If ", module->name(),
             "'s forward() method has default arguments, please make sure the forward() method is declared with a corresponding `FORWARD_HAS_DEFAULT_ARGS` macro.");
    return call(std::move(arguments), std::index_sequence_for<Args...>());
  }
  std::shared_ptr<Module> ptr() const override { return module; }
  const std::type_info& type_info() const override { return typeid(M); }
  std::shared_ptr<AnyModuleHolderBase> with(std::shared_ptr<Module> m) const override {
    return std::make_shared<AnyModuleHolder>(std::dynamic_pointer_cast<M>(std::move(m)));
  }
  template <class T>
  T& checked(AnyValue& value, size_t index) {
    if (T* v = value.try_get<T>()) return *v;
    TL_THROW(type, module->name(), "Expected argument #", index, " to be of type ", autograd::demangled_name(typeid(T).name()), ", but received value of type ",
             autograd::demangled_name(value.type_info().name()));
  }
  template <size_t... I>
  AnyValue call(std::vector<AnyValue>&& arguments, std::index_sequence<I...>) {
    return AnyValue(call_with_hooks(*module, checked<std::decay_t<Args>>(arguments[I], I)...));
  }
  std::shared_ptr<M> module;
};
template <class M, class C, class R, class... Args>
std::shared_ptr<AnyModuleHolderBase> hold(std::shared_ptr<M> m, R (C::*)(Args...)) {
  return std::make_shared<AnyModuleHolder<M, R, Args...>>(std::move(m));
}
template <class M, class C, class R, class... Args>
std::shared_ptr<AnyModuleHolderBase> hold(std::shared_ptr<M> m, R (C::*)(Args...) const) {
  return std::make_shared<AnyModuleHolder<M, R, Args...>>(std::move(m));
}
}  // namespace detail

/// Copies share the module; `clone` does not. Argument types must match those of forward exactly, but for const and reference.
class AnyModule {
 public:
  AnyModule() = default;
  template <class M, class = std::enable_if_t<std::is_base_of_v<Module, M> && !std::is_same_v<M, Module>>>
  AnyModule(std::shared_ptr<M> module) : content_(detail::hold(std::move(module), &M::forward)) {}
  template <class M, class = std::enable_if_t<std::is_base_of_v<Module, std::decay_t<M>>>, class = void>
  explicit AnyModule(M&& module) : AnyModule(std::make_shared<std::decay_t<M>>(std::forward<M>(module))) {}
  template <class M>
  AnyModule(const ModuleHolder<M>& holder) : AnyModule(holder.ptr()) {}
  /// A module whose type is known to the registry alone; takes and gives tensors (a list of them where there are several results).
  static AnyModule described(std::shared_ptr<Module> module);

  template <class... Args>
  AnyValue any_forward(Args&&... args) {
    TL_CHECK(!is_empty(), state, "AnyModule", "Cannot call forward() on an empty AnyModule");
    std::vector<AnyValue> values;
    values.reserve(sizeof...(Args));
    (values.push_back(to_value(std::forward<Args>(args))), ...);
    return content_->forward(std::move(values));
  }
  template <class Return = Tensor, class... Args>
  Return forward(Args&&... args) { return any_forward(std::forward<Args>(args)...).template get<Return>(); }

  std::shared_ptr<Module> ptr() const {
    TL_CHECK(!is_empty(), state, "AnyModule", "Cannot call ptr() on an empty AnyModule");
    return content_->ptr();
  }
  template <class M, class = std::enable_if_t<std::is_base_of_v<Module, M>>>
  std::shared_ptr<M> ptr() const {
    auto m = std::dynamic_pointer_cast<M>(ptr());
    TL_CHECK(m, type, "AnyModule", "Attempted to cast module of type ", autograd::demangled_name(type_info().name()), " to type ", autograd::demangled_name(typeid(M).name()));
    return m;
  }
  template <class M>
  auto get() const {
    if constexpr (std::is_base_of_v<Module, M>) return std::ref(*ptr<M>());
    else return M(ptr<typename M::ContainedType>());
  }
  AnyModule clone(std::optional<Device> device = std::nullopt) const {
    AnyModule copy;
    if (!is_empty()) copy.content_ = content_->with(ptr()->clone(device));
    return copy;
  }
  const std::type_info& type_info() const {
    TL_CHECK(!is_empty(), state, "AnyModule", "Cannot call type_info() on an empty AnyModule");
    return content_->type_info();
  }
  bool is_empty() const { return content_ == nullptr; }

 private:
  template <class T>
  static AnyValue to_value(T&& v) {
    if constexpr (std::is_same_v<std::decay_t<T>, AnyValue>) return std::forward<T>(v);
    else return AnyValue(std::forward<T>(v));
  }
  std::shared_ptr<detail::AnyModuleHolderBase> content_;
};

}  // namespace tl::nn
