// SPDX-License-Identifier: Apache-2.0
// Modules and parameters in order, or by name.
#pragma once
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "engine/nn/any_module.h"

namespace tl::nn {

/// A module and the name under which Sequential is to have it.
class NamedAnyModule {
 public:
  template <class M>
  NamedAnyModule(std::string name, M&& module) : name_(std::move(name)), module_(std::forward<M>(module)) {}
  const std::string& name() const { return name_; }
  AnyModule& module() { return module_; }
  const AnyModule& module() const { return module_; }

 private:
  std::string name_;
  AnyModule module_;
};

/// Calls one module after the other, each with what the one before gave.
class SequentialImpl : public Module {
 public:
  SequentialImpl();
  SequentialImpl(std::initializer_list<NamedAnyModule> modules);
  template <class First, class... Rest, class = std::enable_if_t<!std::is_same_v<std::decay_t<First>, SequentialImpl>>>
  explicit SequentialImpl(First&& first, Rest&&... rest) {
    push_back(std::forward<First>(first));
    (push_back(std::forward<Rest>(rest)), ...);
  }
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;

  template <class Return = Tensor, class... Inputs>
  Return forward(Inputs&&... inputs) {
    AnyValue value = first().any_forward(std::forward<Inputs>(inputs)...);
    for (size_t i = 1; i < modules_.size(); ++i) value = modules_[i].any_forward(std::move(value));
    return value.get<Return>();
  }
  /// A module, holder, shared pointer, AnyModule or NamedAnyModule; names are the numbers unless given.
  template <class M>
  void push_back(M&& module) { push_back(std::to_string(modules_.size()), std::forward<M>(module)); }
  void push_back(const NamedAnyModule& m);
  void push_back(std::string name, AnyModule module);
  template <class M, class = std::enable_if_t<!std::is_same_v<std::decay_t<M>, AnyModule>>>
  void push_back(std::string name, M&& module) { push_back(std::move(name), AnyModule(std::forward<M>(module))); }
  template <class Container>
  void extend(const Container& container) {
    for (const auto& m : container) push_back(m);
  }
  std::vector<AnyModule>::iterator begin();
  std::vector<AnyModule>::const_iterator begin() const;
  std::vector<AnyModule>::iterator end();
  std::vector<AnyModule>::const_iterator end() const;
  /// Throws Error (index) when there are fewer.
  std::shared_ptr<Module> ptr(size_t i) const;
  std::shared_ptr<Module> operator[](size_t i) const { return ptr(i); }
  template <class M>
  M& at(size_t i) { return *at_index(i).template ptr<M>(); }
  size_t size() const;
  bool is_empty() const;

 private:
  AnyModule& first();  ///< throws Error (state) when there is none
  const AnyModule& at_index(size_t i) const;
  std::vector<AnyModule> modules_;
};
class Sequential : public ModuleHolder<SequentialImpl> {
 public:
  using ModuleHolder<SequentialImpl>::ModuleHolder;
  using Impl = SequentialImpl;
  Sequential() = default;
  Sequential(std::initializer_list<NamedAnyModule> modules);
};

/// Holds modules in order; it is not called itself. Indices count from the end when negative, where they are signed.
class ModuleListImpl : public Module {
 public:
  ModuleListImpl();
  template <class First, class... Rest, class = std::enable_if_t<!std::is_same_v<std::decay_t<First>, ModuleListImpl>>>
  explicit ModuleListImpl(First&& first, Rest&&... rest) {
    push_back(std::forward<First>(first));
    (push_back(std::forward<Rest>(rest)), ...);
  }
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;
  void push_back(std::shared_ptr<Module> module);
  template <class M>
  void push_back(const ModuleHolder<M>& holder) { push_back(std::shared_ptr<Module>(holder.ptr())); }
  /// Later ones move back by one. Throws Error (index) beyond the end.
  void insert(size_t index, std::shared_ptr<Module> module);
  template <class Container>
  void extend(const Container& container) {
    for (const auto& m : container) push_back(m);
  }
  std::shared_ptr<Module> ptr(size_t i) const;
  std::shared_ptr<Module> operator[](size_t i) const { return ptr(i); }
  template <class M>
  M& at(size_t i) const {
    auto* m = ptr(i)->template as<M>();
    if (!m) [[unlikely]] wrong_type(i);
    return *m;
  }
  size_t size() const;
  bool is_empty() const;

 private:
  [[noreturn]] static void wrong_type(size_t i);
};
TL_MODULE(ModuleList);

/// Holds modules by name, in the order in which they came.
class ModuleDictImpl : public Module {
 public:
  using Items = std::vector<std::pair<std::string, std::shared_ptr<Module>>>;
  ModuleDictImpl();
  explicit ModuleDictImpl(const Items& items);
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;
  /// Replaces those that are there.
  void update(const Items& items);
  void insert(const std::string& key, std::shared_ptr<Module> module);
  /// Throws Error (index) when there is none.
  std::shared_ptr<Module> pop(const std::string& key);
  std::shared_ptr<Module> operator[](const std::string& key) const;
  bool contains(const std::string& key) const;
  std::vector<std::string> keys() const;
  std::vector<std::shared_ptr<Module>> values() const;
  std::vector<std::pair<std::string, std::shared_ptr<Module>>> items() const;
  void clear();
  size_t size() const;
  bool empty() const;
};
TL_MODULE(ModuleDict);

/// Holds parameters in order.
class ParameterListImpl : public Module {
 public:
  ParameterListImpl();
  explicit ParameterListImpl(const std::vector<Tensor>& parameters);
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;
  void append(Tensor parameter);
  void extend(const std::vector<Tensor>& parameters);
  Tensor& at(size_t i);
  Tensor& operator[](size_t i) { return at(i); }
  size_t size() const;
};
TL_MODULE(ParameterList);

/// Holds parameters by name, in the order in which they came.
class ParameterDictImpl : public Module {
 public:
  using Items = std::vector<std::pair<std::string, Tensor>>;
  ParameterDictImpl();
  explicit ParameterDictImpl(const Items& items);
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void pretty_print(std::ostream& out) const override;
  void update(const Items& items);
  void insert(const std::string& key, Tensor parameter);
  Tensor pop(const std::string& key);
  Tensor& get(const std::string& key);
  Tensor& operator[](const std::string& key) { return get(key); }
  bool contains(const std::string& key) const;
  std::vector<std::string> keys() const;
  std::vector<Tensor> values() const;
  std::vector<std::pair<std::string, Tensor>> items() const;
  void clear();
  size_t size() const;
};
TL_MODULE(ParameterDict);

/// A function as a module, with its last arguments bound: Functional(softmax, /*dim=*/1).
class FunctionalImpl : public Cloneable<FunctionalImpl> {
 public:
  using Function = std::function<Tensor(Tensor)>;
  explicit FunctionalImpl(Function function);
  template <class F, class... Args, class = std::enable_if_t<(sizeof...(Args) > 0)>>
  explicit FunctionalImpl(F f, Args... args) : function_([f, args...](Tensor x) { return f(x, args...); }) {}
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(Tensor input);
  Tensor operator()(Tensor input);
  bool is_serializable() const override;

 private:
  Function function_;
};
TL_MODULE(Functional);

}  // namespace tl::nn
