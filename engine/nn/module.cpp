// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/module.h"

#include <sstream>
#include <unordered_set>

#include "engine/autograd/autograd.h"
#include "engine/core/api_usage.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/nn/module_hooks.h"

namespace tl::nn {
namespace {
void check_name(const char* what, const std::string& name) {
  TL_CHECK(!name.empty(), value, "register", what, " name must not be empty");
  TL_CHECK(name.find('.') == std::string::npos, value, "register", what, " name must not contain a dot (got '", name, "')");
}
}  // namespace

Module::Module() : parameters_("Parameter"), buffers_("Buffer"), children_("Submodule") { TL_LOG_API_USAGE_ONCE("nn.module"); }
Module::Module(const Module&) = default;
Module::Module(Module&&) noexcept = default;
Module& Module::operator=(const Module&) = default;
Module& Module::operator=(Module&&) noexcept = default;
Module::~Module() = default;
Module::Module(std::string name) : Module() {
  name_ = std::move(name);
  named_ = true;
}
bool Module::is_training() const { return training_; }
bool Module::is_serializable() const { return true; }
void Module::reset() {}

const std::string& Module::name() const {
  if (!named_) {
    std::string n = autograd::demangled_name(typeid(*this).name());
    n = n.substr(n.rfind(':') == std::string::npos ? 0 : n.rfind(':') + 1);
    if (n.size() > 4 && n.compare(n.size() - 4, 4, "Impl") == 0) n.resize(n.size() - 4);
    name_ = n;
    named_ = true;
  }
  return name_;
}

std::shared_ptr<Module> Module::clone(const std::optional<Device>&) const {
  TL_THROW(not_implemented, "clone", "clone() has not been implemented for ", name(), ". Subclass nn::Cloneable<", name(), "> instead of nn::Module to inherit it");
}

void Module::walk(const std::string& prefix, const std::function<void(const std::string&, const Module&)>& visit) const {
  visit(prefix, *this);
  for (const auto& child : children_)
    if (child.value()) child.value()->walk(prefix.empty() ? child.key() : prefix + "." + child.key(), visit);
}

namespace {
std::string join(const std::string& prefix, const std::string& name) { return prefix.empty() ? name : prefix + "." + name; }
}  // namespace

OrderedDict<std::string, Tensor> Module::named_parameters(bool recurse) const {
  OrderedDict<std::string, Tensor> out("Parameter");
  std::unordered_set<const TensorImpl*> seen;  // a parameter that two modules share counts once
  const auto take = [&](const std::string& prefix, const Module& m) {
    for (const auto& p : m.parameters_)
      if (p.value().defined() && seen.insert(p.value().unsafe_impl()).second) out.insert(join(prefix, p.key()), p.value());
  };
  if (recurse) walk({}, take);
  else take({}, *this);
  return out;
}
OrderedDict<std::string, Tensor> Module::named_buffers(bool recurse) const {
  OrderedDict<std::string, Tensor> out("Buffer");
  std::unordered_set<const TensorImpl*> seen;
  const auto take = [&](const std::string& prefix, const Module& m) {
    for (const auto& p : m.buffers_)
      if (p.value().defined() && seen.insert(p.value().unsafe_impl()).second) out.insert(join(prefix, p.key()), p.value());
  };
  if (recurse) walk({}, take);
  else take({}, *this);
  return out;
}
std::vector<Tensor> Module::parameters(bool recurse) const { return named_parameters(recurse).values(); }
std::vector<Tensor> Module::buffers(bool recurse) const { return named_buffers(recurse).values(); }

OrderedDict<std::string, std::shared_ptr<Module>> Module::named_modules(const std::string& prefix, bool include_self) const {
  OrderedDict<std::string, std::shared_ptr<Module>> out("Submodule");
  walk(prefix, [&](const std::string& path, const Module& m) {
    if (&m != this) out.insert(path, std::const_pointer_cast<Module>(m.shared_from_this()));
    else if (include_self) {
      auto self = std::const_pointer_cast<Module>(weak_from_this().lock());
      TL_CHECK(self, state, "modules", "it looks like you attempted to retrieve your top-level module as a shared_ptr, but it is not stored in a shared_ptr");
      out.insert(path, self);
    }
  });
  return out;
}
std::vector<std::shared_ptr<Module>> Module::modules(bool include_self) const { return named_modules({}, include_self).values(); }
std::vector<std::shared_ptr<Module>> Module::children() const { return children_.values(); }
OrderedDict<std::string, std::shared_ptr<Module>> Module::named_children() const { return children_; }

OrderedDict<std::string, Tensor> Module::state_dict() const {
  OrderedDict<std::string, Tensor> out("Entry");
  walk({}, [&](const std::string& prefix, const Module& m) {
    for (const auto& p : m.parameters_)
      if (p.value().defined()) out.insert(join(prefix, p.key()), p.value());
    for (const auto& b : m.buffers_)
      if (b.value().defined()) out.insert(join(prefix, b.key()), b.value());
  });
  return out;
}

IncompatibleKeys Module::load_state_dict(const OrderedDict<std::string, Tensor>& state, bool strict) {
  NoGradGuard guard;
  auto own = state_dict();
  IncompatibleKeys keys;
  for (auto& item : own) {
    const Tensor* value = state.find(item.key());
    if (!value) {
      keys.missing_keys.push_back(item.key());
      continue;
    }
    TL_CHECK(value->sizes() == item.value().sizes(), shape, "load_state_dict", "size mismatch for ", item.key(), ": the saved shape is ", value->sizes(),
             ", the module's is ", item.value().sizes());
    item.value().copy_(*value);
  }
  for (const auto& item : state)
    if (!own.contains(item.key())) keys.unexpected_keys.push_back(item.key());
  const auto list = [](const char* what, const std::vector<std::string>& names) {
    std::string text;
    for (const auto& n : names) text += (text.empty() ? what : ", ") + n;
    return text;
  };
  TL_CHECK(!strict || (keys.missing_keys.empty() && keys.unexpected_keys.empty()), value, "load_state_dict", "the names do not agree;",
           list(" missing: ", keys.missing_keys), list(" unexpected: ", keys.unexpected_keys));
  return keys;
}

void detail::empty_holder() { TL_THROW(state, "module", "accessing an empty module holder"); }

namespace {
/// Random numbers drawn while it lives are given back: building the copy of a module moves no stream.
class KeepRandomStream {
 public:
  KeepRandomStream() {
    const std::lock_guard lock(default_generator().mutex());
    state_ = default_generator().get_state();
  }
  ~KeepRandomStream() {
    const std::lock_guard lock(default_generator().mutex());
    default_generator().set_state(state_);
  }

 private:
  std::vector<uint8_t> state_;
};
}  // namespace

std::shared_ptr<Module> Module::finish_clone(std::shared_ptr<Module> copy, const std::optional<Device>& device) const {
  copy->parameters_.clear();
  copy->buffers_.clear();
  copy->children_.clear();
  copy->hooks_ = nullptr;
  {
    const KeepRandomStream keep;
    copy->reset();
  }
  copy->adopt_state(*this, device);
  copy->training_ = training_;
  return copy;
}

void Module::adopt_state(const Module& from, const std::optional<Device>& device) {
  const auto bring = [&](OrderedDict<std::string, Tensor>& to, const OrderedDict<std::string, Tensor>& values, const char* what) {
    TL_CHECK(to.size() == values.size(), state, "clone", "the cloned module does not have the same number of ", what,
             " as the original module after calling reset(). Are you sure you called register_", what, "() inside reset() and not the constructor?");
    for (const auto& item : values) {
      Tensor* mine = to.find(item.key());
      TL_CHECK(mine, state, "clone", "the cloned module has no ", what, " '", item.key(), "' after calling reset()");
      if (!item.value().defined()) continue;
      Tensor value = item.value().detach().clone();
      if (device) value = value.to(*device);
      if (mine->defined()) mine->set_data(value);
      else *mine = value;
      mine->set_requires_grad(item.value().requires_grad());
    }
  };
  if (from.hooks_) {
    hooks_ = std::make_shared<ModuleHooks>(*from.hooks_);
    for (const auto& [name, hook] : hooks_->named) hook.prepare(*this);
  }
  bring(parameters_, from.parameters_, "parameter");
  bring(buffers_, from.buffers_, "buffer");
  TL_CHECK(children_.size() == from.children_.size(), state, "clone", "the cloned module does not have the same number of submodules as the original "
           "module after calling reset(). Are you sure you called register_module() inside reset() and not the constructor?");
  for (const auto& child : from.children_) {
    auto* mine = children_.find(child.key());
    TL_CHECK(mine, state, "clone", "the cloned module has no submodule '", child.key(), "' after calling reset()");
    if (!*mine || !child.value()) continue;
    (*mine)->adopt_state(*child.value(), device);
    (*mine)->training_ = child.value()->training_;
  }
}

void Module::apply(const std::function<void(Module&)>& f) {
  walk({}, [&](const std::string&, const Module& m) { f(const_cast<Module&>(m)); });
}
void Module::apply(const std::function<void(const std::string&, Module&)>& f, const std::string& prefix) {
  walk(prefix, [&](const std::string& path, const Module& m) { f(path, const_cast<Module&>(m)); });
}

void Module::train(bool on) {
  training_ = on;
  for (auto& child : children_)
    if (child.value()) child.value()->train(on);
}

namespace {
void convert(Module& module, const std::function<Tensor(const Tensor&)>& f) {
  NoGradGuard guard;
  module.apply([&](Module& m) {
    for (auto& p : m.named_parameters(false)) p.value().set_data(f(p.value().detach()));
    for (auto& b : m.named_buffers(false)) b.value().set_data(f(b.value().detach()));
  });
}
}  // namespace
void Module::to(Device device, ScalarType dtype, bool) {
  convert(*this, [&](const Tensor& t) { return t.is_floating_point() ? t.to(device, dtype) : t.to(device); });
}
void Module::to(ScalarType dtype, bool) {
  TL_CHECK(tl::is_floating_point(dtype), type, "to", "modules only accept floating point dtypes, not ", dtype);
  convert(*this, [&](const Tensor& t) { return t.is_floating_point() ? t.to(dtype) : t; });
}
void Module::to(Device device, bool) {
  convert(*this, [&](const Tensor& t) { return t.to(device); });
}

void Module::zero_grad(bool set_to_none) {
  for (auto& p : named_parameters()) {
    Tensor& g = p.value().mutable_grad();
    if (!g.defined()) continue;
    if (set_to_none) g.reset();
    else {
      NoGradGuard guard;
      g = g.detach();
      g.zero_();
    }
  }
}
void Module::requires_grad_(bool on) {
  for (auto& p : named_parameters()) p.value().requires_grad_(on);
}

void Module::pretty_print(std::ostream& out) const { out << name(); }
namespace {
void print(std::ostream& out, const Module& m, const std::string& indent) {
  m.pretty_print(out);
  const auto children = m.named_children();
  if (children.is_empty()) return;
  out << "(\n";
  for (const auto& c : children) {
    out << indent << "  (" << c.key() << "): ";
    if (c.value()) print(out, *c.value(), indent + "  ");
    out << '\n';
  }
  out << indent << ")";
}
}  // namespace
std::ostream& operator<<(std::ostream& out, const Module& m) {
  print(out, m, {});
  return out;
}

Tensor& Module::register_parameter(std::string name, Tensor tensor, bool requires_grad) {
  check_name("Parameter", name);
  if (tensor.defined()) {
    if (requires_grad && tensor.is_floating_point()) tensor.set_requires_grad(true);
  }
  return parameters_.insert(std::move(name), std::move(tensor));
}
Tensor& Module::register_buffer(std::string name, Tensor tensor) {
  check_name("Buffer", name);
  return buffers_.insert(std::move(name), std::move(tensor));
}
void Module::add_module(std::string name, std::shared_ptr<Module> module) {
  check_name("Submodule", name);
  children_.insert(std::move(name), std::move(module));
}
void Module::unregister_module(const std::string& name) {
  TL_CHECK(children_.contains(name), value, "unregister_module", "no module with name '", name, "' is registered");
  children_.erase(name);
}

Tensor Module::unregister_parameter(const std::string& name) {
  for (auto* dict : {&parameters_, &buffers_})
    if (const Tensor* found = dict->find(name)) {
      Tensor taken = *found;
      dict->erase(name);
      return taken;
    }
  TL_THROW(value, "unregister_parameter", "no parameter or buffer with name '", name, "' is registered");
}
Tensor* Module::member(const std::string&) { return nullptr; }

ModuleHooks& Module::make_hooks() {
  if (!hooks_) hooks_ = std::make_shared<ModuleHooks>();
  return *hooks_;
}
HookHandle Module::register_forward_pre_hook(ForwardPreHook hook) {
  auto& h = make_hooks();
  h.before[h.next] = std::move(hook);
  return {hooks_, h.next++};
}
void Module::register_named_hook(const std::string& name, ForwardPreHook hook, std::function<void(Module&)> prepare) {
  auto& h = make_hooks();
  TL_CHECK(h.named.count(name) == 0, value, "register hook", "Cannot register two ", name, " hooks on the same module");
  h.before[h.next] = std::move(hook);
  h.named[name] = {h.next++, std::move(prepare)};
}
bool Module::remove_named_hook(const std::string& name) {
  if (!hooks_) return false;
  const auto found = hooks_->named.find(name);
  if (found == hooks_->named.end()) return false;
  hooks_->before.erase(found->second.id);
  hooks_->named.erase(found);
  return true;
}
HookHandle Module::register_forward_hook(ForwardHook hook) {
  auto& h = make_hooks();
  h.after[h.next] = std::move(hook);
  return {hooks_, h.next++};
}
HookHandle Module::register_backward_hook(BackwardHook hook) {
  auto& h = make_hooks();
  h.backward[h.next] = std::move(hook);
  return {hooks_, h.next++};
}

}  // namespace tl::nn
