// SPDX-License-Identifier: Apache-2.0
// The tree of parameters, buffers and submodules. Names, rules and messages follow PyTorch's C++ front end.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "engine/core/ordered_dict.h"
#include "engine/core/tensor.h"

namespace tl::serialize {
class InputArchive;
class OutputArchive;
}  // namespace tl::serialize

namespace tl::nn {

template <class Contained>
class ModuleHolder;

class Module : public std::enable_shared_from_this<Module> {
 public:
  explicit Module(std::string name);
  Module();
  virtual ~Module() = default;

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
  /// Copies values in; `strict`: missing and unexpected names throw, all listed in one message.
  void load_state_dict(const OrderedDict<std::string, Tensor>& state, bool strict = true);
  /// Parameters and buffers by name, submodules as nested archives (engine/io/save.h has the usual way: tl::save). Submodules that are not
  /// serializable are left out of both.
  virtual void save(serialize::OutputArchive& archive) const;
  /// Parameters and buffers keep their identity and requires_grad and take on data and type. Throws Error (input) with the dotted name for
  /// what is missing and for another shape; what came before it is loaded then.
  virtual void load(serialize::InputArchive& archive);
  virtual bool is_serializable() const { return true; }

  void apply(const std::function<void(Module&)>& function);
  void apply(const std::function<void(const std::string&, Module&)>& function, const std::string& prefix = {});
  virtual void train(bool on = true);
  void eval() { train(false); }
  virtual bool is_training() const { return training_; }
  virtual void to(Device device, ScalarType dtype, bool non_blocking = false);
  virtual void to(ScalarType dtype, bool non_blocking = false);
  virtual void to(Device device, bool non_blocking = false);
  /// Gradients become zero (undefined with set_to_none).
  virtual void zero_grad(bool set_to_none = false);
  void requires_grad_(bool on = true);
  /// "Linear(in_features=4, out_features=2, bias=true)"; submodules indented.
  virtual void pretty_print(std::ostream& out) const;
  virtual void reset() {}

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

 protected:
  OrderedDict<std::string, Tensor> parameters_{"Parameter"}, buffers_{"Buffer"};
  OrderedDict<std::string, std::shared_ptr<Module>> children_{"Submodule"};

 private:
  template <class Derived>
  friend class Cloneable;
  void add_module(std::string name, std::shared_ptr<Module> module);
  void walk(const std::string& prefix, const std::function<void(const std::string&, const Module&)>& visit) const;
  mutable std::optional<std::string> name_;
  bool training_ = true;
};
std::ostream& operator<<(std::ostream& out, const Module& module);

/// Copies by building a new one (`reset()`) and copying parameters and buffers.
template <class Derived>
class Cloneable : public Module {
 public:
  using Module::Module;
  void reset() override = 0;
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
};

/// Shared handle to a module, called like a function.
template <class Contained>
class ModuleHolder {
 public:
  using ContainedType = Contained;
  ModuleHolder() : impl_(make()) {}
  ModuleHolder(std::nullptr_t) {}
  template <class Head, class... Tail,
            class = std::enable_if_t<!(sizeof...(Tail) == 0 && (std::is_base_of_v<ModuleHolder, std::decay_t<Head>> ||
                                                                std::is_same_v<std::decay_t<Head>, std::shared_ptr<Contained>>))>>
  explicit ModuleHolder(Head&& head, Tail&&... tail) : impl_(std::make_shared<Contained>(std::forward<Head>(head), std::forward<Tail>(tail)...)) {}
  ModuleHolder(std::shared_ptr<Contained> module) : impl_(std::move(module)) {}
  explicit operator bool() const { return !is_empty(); }
  Contained* operator->() const { return get(); }
  Contained& operator*() const { return *get(); }
  const std::shared_ptr<Contained>& ptr() const { get(); return impl_; }
  Contained* get() const {
    TL_CHECK(impl_, state, "module", "accessing an empty module holder");
    return impl_.get();
  }
  bool is_empty() const { return impl_ == nullptr; }
  template <class... Args>
  auto operator()(Args&&... args) const { return get()->forward(std::forward<Args>(args)...); }

 private:
  static std::shared_ptr<Contained> make() {
    if constexpr (std::is_default_constructible_v<Contained>) return std::make_shared<Contained>();
    else return nullptr;
  }
  std::shared_ptr<Contained> impl_;
};

#define TL_MODULE_IMPL(Name, Implementation)                                     \
  class Name : public ::tl::nn::ModuleHolder<Implementation> {                   \
   public:                                                                       \
    using ::tl::nn::ModuleHolder<Implementation>::ModuleHolder;                  \
    using Impl = Implementation;                                                 \
  }
#define TL_MODULE(Name) TL_MODULE_IMPL(Name, Name##Impl)

template <class Derived>
std::shared_ptr<Module> Cloneable<Derived>::clone(const std::optional<Device>& device) const {
  const Derived& self = static_cast<const Derived&>(*this);
  auto copy = std::make_shared<Derived>(self);
  copy->parameters_.clear();
  copy->buffers_.clear();
  copy->children_.clear();
  copy->reset();
  const auto bring = [&](OrderedDict<std::string, Tensor>& to, const OrderedDict<std::string, Tensor>& from, const char* what) {
    TL_CHECK(to.size() == from.size(), state, "clone", "the cloned module does not have the same number of ", what,
             " as the original module after calling reset(). Are you sure you called register_", what, "() inside reset() and not the constructor?");
    for (const auto& item : from) {
      Tensor value = item.value().detach().clone();
      if (device) value = value.to(*device);
      to[item.key()].set_data(value);
      to[item.key()].set_requires_grad(item.value().requires_grad());
    }
  };
  bring(copy->parameters_, parameters_, "parameter");
  bring(copy->buffers_, buffers_, "buffer");
  for (const auto& child : children_)
    if (copy->children_.contains(child.key()) && child.value()) copy->children_[child.key()]->load_state_dict(child.value()->state_dict(), false);
  copy->training_ = training_;
  return copy;
}

}  // namespace tl::nn
