// SPDX-License-Identifier: Apache-2.0
// A module of any type, called with arguments whose types are known only at run time.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <typeinfo>
#include <utility>
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
[[noreturn]] void wrong_argument_count(const Module& module, size_t expected, size_t received);
[[noreturn]] void wrong_argument(const Module& module, size_t index, const std::type_info& expected, const std::type_info& received);
struct AnyModuleHolderBase {
  virtual ~AnyModuleHolderBase();
  /// May take values out of the array.
  virtual AnyValue forward(AnyValue* arguments, size_t count) = 0;
  virtual std::shared_ptr<Module> ptr() const = 0;
  virtual const std::type_info& type_info() const = 0;
  virtual std::shared_ptr<AnyModuleHolderBase> with(std::shared_ptr<Module> module) const = 0;
};

template <class M, class R, class... Args>
struct AnyModuleHolder final : AnyModuleHolderBase {
  explicit AnyModuleHolder(std::shared_ptr<M> m) : module(std::move(m)) {}
  AnyValue forward(AnyValue* arguments, size_t count) override {
    if constexpr (requires { M::forward_default_args(); })
      if (count < sizeof...(Args)) {
        AnyValue all[sizeof...(Args)];
        for (size_t i = 0; i < count; ++i) all[i] = std::move(arguments[i]);
        for (auto& [index, value] : M::forward_default_args())
          if (index == count && count < sizeof...(Args)) all[count++] = std::move(value);
        return call(all, count, std::index_sequence_for<Args...>());
      }
    return call(arguments, count, std::index_sequence_for<Args...>());
  }
  std::shared_ptr<Module> ptr() const override { return module; }
  const std::type_info& type_info() const override { return typeid(M); }
  std::shared_ptr<AnyModuleHolderBase> with(std::shared_ptr<Module> m) const override {
    return std::make_shared<AnyModuleHolder>(std::dynamic_pointer_cast<M>(std::move(m)));
  }
  template <class T>
  T& checked(AnyValue& value, size_t index) {
    if (T* v = value.try_get<T>()) return *v;
    wrong_argument(*module, index, typeid(T), value.type_info());
  }
  template <size_t... I>
  AnyValue call([[maybe_unused]] AnyValue* arguments, size_t count, std::index_sequence<I...>) {
    if (count != sizeof...(Args)) wrong_argument_count(*module, sizeof...(Args), count);
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
    check("forward");
    AnyValue values[sizeof...(Args) + 1] = {to_value(std::forward<Args>(args))...};
    return content_->forward(values, sizeof...(Args));
  }
  template <class Return = Tensor, class... Args>
  Return forward(Args&&... args) { return any_forward(std::forward<Args>(args)...).template get<Return>(); }

  std::shared_ptr<Module> ptr() const;
  template <class M, class = std::enable_if_t<std::is_base_of_v<Module, M>>>
  std::shared_ptr<M> ptr() const {
    auto m = std::dynamic_pointer_cast<M>(ptr());
    if (!m) [[unlikely]] wrong_module(typeid(M));
    return m;
  }
  template <class M>
  auto get() const {
    if constexpr (std::is_base_of_v<Module, M>) return std::ref(*ptr<M>());
    else return M(ptr<typename M::ContainedType>());
  }
  AnyModule clone(std::optional<Device> device = std::nullopt) const;
  const std::type_info& type_info() const;
  bool is_empty() const { return content_ == nullptr; }

 private:
  template <class T>
  static AnyValue to_value(T&& v) {
    if constexpr (std::is_same_v<std::decay_t<T>, AnyValue>) return std::forward<T>(v);
    else return AnyValue(std::forward<T>(v));
  }
  /// Throws Error (state) when there is no module to call `method` of.
  void check(const char* method) const;
  [[noreturn]] void wrong_module(const std::type_info& wanted) const;
  std::shared_ptr<detail::AnyModuleHolderBase> content_;
};

}  // namespace tl::nn
