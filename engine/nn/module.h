// SPDX-License-Identifier: Apache-2.0
// The tree of parameters, buffers and submodules. Names, rules and messages follow PyTorch's C++ front end.
#pragma once
#include <concepts>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ordered_dict.h"
#include "engine/core/tensor.h"
#include "engine/nn/hooks.h"

namespace tl::serialize {
class InputArchive;
class OutputArchive;
}  // namespace tl::serialize

namespace tl::nn {

template <class Contained>
class ModuleHolder;

/// What load_state_dict found in only one of the two.
struct IncompatibleKeys {
  std::vector<std::string> missing_keys, unexpected_keys;
};

class Module : public std::enable_shared_from_this<Module> {
 public:
  explicit Module(std::string name);
  Module();
  Module(const Module&);  ///< member by member: tensors and submodules are shared
  Module(Module&&) noexcept;
  Module& operator=(const Module&);
  Module& operator=(Module&&) noexcept;
  virtual ~Module();

  /// The given name, or the class name without "Impl".
  const std::string& name() const;
  /// A deep copy; only types derived from Cloneable have one.
  virtual std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const;

  // Names are dotted paths from here ("conv_1.weight"). `recurse`: those of submodules too.
  std::vector<Tensor> parameters(bool recurse = true) const;
  OrderedDict<std::string, Tensor> named_parameters(bool recurse = true) const;
  std::vector<Tensor> buffers(bool recurse = true) const;
  OrderedDict<std::string, Tensor> named_buffers(bool recurse = true) const;
  std::vector<std::shared_ptr<Module>> modules(bool include_self = true) const;
  OrderedDict<std::string, std::shared_ptr<Module>> named_modules(const std::string& prefix = {}, bool include_self = true) const;
  std::vector<std::shared_ptr<Module>> children() const;
  OrderedDict<std::string, std::shared_ptr<Module>> named_children() const;
  /// Parameters, then buffers, by dotted name, in registration order; tensors are shared, not copied.
  OrderedDict<std::string, Tensor> state_dict() const;
  /// Copies values in; `strict`: missing and unexpected names throw, all listed in one message; else they are answered.
  IncompatibleKeys load_state_dict(const OrderedDict<std::string, Tensor>& state, bool strict = true);
  /// Parameters and buffers by name, submodules as nested archives (engine/io/save.h has the usual way: tl::save). Submodules that are not
  /// serializable are left out of both.
  virtual void save(serialize::OutputArchive& archive) const;
  /// Parameters and buffers keep their identity and requires_grad and take on data and type. Throws Error (input) with the dotted name for
  /// what is missing and for another shape; what came before it is loaded then.
  virtual void load(serialize::InputArchive& archive);
  virtual bool is_serializable() const;

  void apply(const std::function<void(Module&)>& function);
  void apply(const std::function<void(const std::string&, Module&)>& function, const std::string& prefix = {});
  virtual void train(bool on = true);
  void eval() { train(false); }
  virtual bool is_training() const;
  virtual void to(Device device, ScalarType dtype, bool non_blocking = false);
  virtual void to(ScalarType dtype, bool non_blocking = false);
  virtual void to(Device device, bool non_blocking = false);
  /// Gradients become zero (undefined with set_to_none).
  virtual void zero_grad(bool set_to_none = false);
  void requires_grad_(bool on = true);
  /// "Linear(in_features=4, out_features=2, bias=true)"; submodules indented.
  virtual void pretty_print(std::ostream& out) const;
  virtual void reset();

  template <class M>
  M* as() { return dynamic_cast<M*>(this); }
  template <class M>
  const M* as() const { return dynamic_cast<const M*>(this); }

  Tensor& register_parameter(std::string name, Tensor tensor, bool requires_grad = true);
  Tensor& register_buffer(std::string name, Tensor tensor);
  template <class M>
  std::shared_ptr<M> register_module(std::string name, std::shared_ptr<M> module) {
    add_module(std::move(name), module);
    return module;
  }
  template <class M>
  std::shared_ptr<M> register_module(std::string name, ModuleHolder<M> holder) {
    return register_module(std::move(name), holder.ptr());
  }
  template <class M>
  std::shared_ptr<M> replace_module(const std::string& name, std::shared_ptr<M> module) {
    children_[name] = module;
    return module;
  }
  void unregister_module(const std::string& name);
  /// Takes a parameter or buffer out of the module, and hands it over. Throws Error (value) when there is none of this name.
  Tensor unregister_parameter(const std::string& name);
  void add_module(std::string name, std::shared_ptr<Module> module);
  /// The data member that forward reads for a parameter ("weight"); null when there is none of that name. What weight_norm and
  /// spectral_norm compute is put there.
  virtual Tensor* member(const std::string& name);

  // Hooks run around forward when the module is called (the holder's operator(), Sequential, by name), in the order of registration. Values
  // are as in a call by name: a tensor, or a list of what the call was given. A result that is none changes nothing.
  HookHandle register_forward_pre_hook(ForwardPreHook hook);
  HookHandle register_forward_hook(ForwardHook hook);
  /// Sees the gradients of the module's inputs and outputs (lists) when those of the inputs are there; its result replaces those.
  HookHandle register_backward_hook(BackwardHook hook);
  /// A pre-hook that computes a member anew before each call, and how a copy of this module gets the parameters that it reads. Throws Error
  /// (value) when there is one of this name.
  void register_named_hook(const std::string& name, ForwardPreHook hook, std::function<void(Module&)> prepare);
  /// False: there is none of this name.
  bool remove_named_hook(const std::string& name);
  /// Null when there are none.
  const std::shared_ptr<ModuleHooks>& hooks() const { return hooks_; }

 protected:
  /// What `clone` does with a member-wise copy of this module: builds it anew (`reset`) and copies parameters, buffers, hooks and modes. Numbers
  /// that reset draws from the default generator are given back. Throws Error (state) where reset does not register what this one has.
  std::shared_ptr<Module> finish_clone(std::shared_ptr<Module> copy, const std::optional<Device>& device) const;
  OrderedDict<std::string, Tensor> parameters_, buffers_;
  OrderedDict<std::string, std::shared_ptr<Module>> children_;

 private:
  template <class Derived>
  friend class Cloneable;
  ModuleHooks& make_hooks();
  /// Copies of all parameters and buffers of a module built alike, through the tree; throws Error (state) where the names differ.
  void adopt_state(const Module& from, const std::optional<Device>& device);
  void walk(const std::string& prefix, const std::function<void(const std::string&, const Module&)>& visit) const;
  mutable std::string name_;  ///< once it is known
  mutable bool named_ = false;
  bool training_ = true;
  std::shared_ptr<ModuleHooks> hooks_;
};
std::ostream& operator<<(std::ostream& out, const Module& module);

/// Copies by building a new one (`reset()`) and copying parameters and buffers.
template <class Derived>
class Cloneable : public Module {
 public:
  using Module::Module;
  void reset() override = 0;
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override {
    return finish_clone(std::shared_ptr<Module>(static_cast<Module*>(new Derived(static_cast<const Derived&>(*this)))), device);
  }
  Tensor* member(const std::string& name) override {
    Derived& self = static_cast<Derived&>(*this);
    if constexpr (requires { { self.weight } -> std::same_as<Tensor&>; })
      if (name == "weight") return &self.weight;
    if constexpr (requires { { self.bias } -> std::same_as<Tensor&>; })
      if (name == "bias") return &self.bias;
    return Module::member(name);
  }
};

namespace detail {
/// Throws Error (state): the holder has no module.
[[noreturn]] void empty_holder();
}  // namespace detail

/// forward with the hooks around it. Hooks see tensors, and lists of them for tuples; other arguments as none. What pre-hooks answer
/// replaces a single tensor argument; what forward hooks answer, a result that is a tensor.
template <class M, class... Args>
auto call_with_hooks(M& module, Args&&... args) {
  if (!module.hooks()) return module.forward(std::forward<Args>(args)...);
  constexpr bool one_tensor = sizeof...(Args) == 1 && (std::is_same_v<std::decay_t<Args>, Tensor> && ...);
  HookedCall call(module, {hook_value(args)...}, one_tensor);
  const auto run = [&] {
    if constexpr (one_tensor) return module.forward(call.inputs()[0].to_tensor());
    else return module.forward(std::forward<Args>(args)...);
  };
  auto result = run();
  if constexpr (std::is_same_v<decltype(result), Tensor>) return call.finish(Value(result)).to_tensor();
  else {
    call.finish(hook_value(result));
    return result;
  }
}

/// Shared handle to a module, called like a function. It keeps the base class, so that a header with many modules stays cheap to include.
template <class Contained>
class ModuleHolder {
 public:
  using ContainedType = Contained;
  using Impl = Contained;
  ModuleHolder() : impl_(make()) {}
  ModuleHolder(std::nullptr_t) {}
  template <class Head, class... Tail,
            class = std::enable_if_t<!(sizeof...(Tail) == 0 && (std::is_base_of_v<ModuleHolder, std::decay_t<Head>> ||
                                                                std::is_same_v<std::decay_t<Head>, std::shared_ptr<Contained>>))>>
  explicit ModuleHolder(Head&& head, Tail&&... tail) : impl_(make_with(std::forward<Head>(head), std::forward<Tail>(tail)...)) {}
  ModuleHolder(std::shared_ptr<Contained> module) : impl_(std::move(module)) {}
  explicit operator bool() const { return !is_empty(); }
  Contained* operator->() const { return get(); }
  Contained& operator*() const { return *get(); }
  std::shared_ptr<Contained> ptr() const { return std::shared_ptr<Contained>(impl_, get()); }
  Contained* get() const {
    if (!impl_) [[unlikely]] detail::empty_holder();
    return static_cast<Contained*>(impl_.get());
  }
  bool is_empty() const { return impl_ == nullptr; }
  template <class... Args>
  auto operator()(Args&&... args) const { return call_with_hooks(*get(), std::forward<Args>(args)...); }

 private:
  /// Arguments that the module itself does not take are those of its options: MaxPool2d(2).
  template <class... Args>
  static std::shared_ptr<Module> make_with(Args&&... args) {
    if constexpr (std::is_constructible_v<Contained, Args...>) return std::make_shared<Contained>(std::forward<Args>(args)...);
    else return std::make_shared<Contained>(std::remove_cvref_t<decltype(std::declval<Contained&>().options)>(std::forward<Args>(args)...));
  }
  static std::shared_ptr<Module> make() {
    if constexpr (std::is_default_constructible_v<Contained>) return std::make_shared<Contained>();
    else return nullptr;
  }
  std::shared_ptr<Module> impl_;
};

template <class M>
std::ostream& operator<<(std::ostream& out, const ModuleHolder<M>& module) { return out << static_cast<const Module&>(*module); }

/// The handle of a module class: an alias, which a header with a hundred of them pays nothing for.
#define TL_MODULE(Name) using Name = ::tl::nn::ModuleHolder<Name##Impl>
/// The same as a class of its own, for programs that declare it ahead or derive from it.
#define TL_MODULE_IMPL(Name, Implementation)                     \
  class Name : public ::tl::nn::ModuleHolder<Implementation> {   \
   public:                                                       \
    using ::tl::nn::ModuleHolder<Implementation>::ModuleHolder;  \
  }

}  // namespace tl::nn
