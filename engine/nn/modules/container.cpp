// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/container.h"

#include <algorithm>

#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {
namespace {
Tensor copy_of(const Tensor& t, const std::optional<Device>& device) {
  if (!t.defined()) return t;
  Tensor c = t.detach().clone();
  if (device) c = c.to(*device);
  c.set_requires_grad(t.requires_grad());
  return c;
}
}  // namespace

SequentialImpl::SequentialImpl() = default;
SequentialImpl::SequentialImpl(std::initializer_list<NamedAnyModule> modules) {
  for (const auto& m : modules) push_back(m.name(), m.module());
}
void SequentialImpl::pretty_print(std::ostream& out) const { out << "Sequential"; }
AnyModule& SequentialImpl::first() {
  TL_CHECK(!modules_.empty(), state, "Sequential", "Cannot call forward() on an empty Sequential");
  return modules_[0];
}
std::shared_ptr<Module> SequentialImpl::ptr(size_t i) const { return at_index(i).ptr(); }
std::vector<AnyModule>::iterator SequentialImpl::begin() { return modules_.begin(); }
std::vector<AnyModule>::const_iterator SequentialImpl::begin() const { return modules_.begin(); }
std::vector<AnyModule>::iterator SequentialImpl::end() { return modules_.end(); }
std::vector<AnyModule>::const_iterator SequentialImpl::end() const { return modules_.end(); }
size_t SequentialImpl::size() const { return modules_.size(); }
bool SequentialImpl::is_empty() const { return modules_.empty(); }
void SequentialImpl::push_back(const NamedAnyModule& m) { push_back(m.name(), m.module()); }
void SequentialImpl::push_back(std::string name, AnyModule module) {
  add_module(std::move(name), module.ptr());
  modules_.push_back(std::move(module));
}
const AnyModule& SequentialImpl::at_index(size_t i) const {
  TL_CHECK(i < modules_.size(), index, "Sequential", "Index ", i, " is out of range for ", modules_.size(), " modules");
  return modules_[i];
}
std::shared_ptr<Module> SequentialImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<SequentialImpl>();
  copy->train(is_training());  // while it is empty: each child brings its own mode
  const auto names = children_.keys();
  for (size_t i = 0; i < modules_.size(); ++i) copy->push_back(names[i], modules_[i].clone(device));
  return copy;
}
Sequential::Sequential(std::initializer_list<NamedAnyModule> modules) : ModuleHolder(std::make_shared<SequentialImpl>(modules)) {}

ModuleListImpl::ModuleListImpl() = default;
void ModuleListImpl::pretty_print(std::ostream& out) const { out << "ModuleList"; }
size_t ModuleListImpl::size() const { return children_.size(); }
bool ModuleListImpl::is_empty() const { return children_.is_empty(); }
void ModuleListImpl::wrong_type(size_t i) { TL_THROW(type, "ModuleList", "the module at ", i, " is of another type"); }
void ModuleListImpl::push_back(std::shared_ptr<Module> module) { insert(size(), std::move(module)); }
void ModuleListImpl::insert(size_t index, std::shared_ptr<Module> module) {
  TL_CHECK(index <= size(), index, "ModuleList", "Index ", index, " is out of range for ", size(), " modules");
  auto all = children_.values();
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(index), std::move(module));
  children_.clear();
  for (size_t i = 0; i < all.size(); ++i) add_module(std::to_string(i), all[i]);
}
std::shared_ptr<Module> ModuleListImpl::ptr(size_t i) const {
  TL_CHECK(i < size(), index, "ModuleList", "Index ", i, " is out of range for ", size(), " modules");
  return children_[i].value();
}
std::shared_ptr<Module> ModuleListImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<ModuleListImpl>();
  for (const auto& child : children_) copy->push_back(child.value()->clone(device));
  return copy;
}

ModuleDictImpl::ModuleDictImpl() = default;
void ModuleDictImpl::pretty_print(std::ostream& out) const { out << "ModuleDict"; }
size_t ModuleDictImpl::size() const { return children_.size(); }
bool ModuleDictImpl::empty() const { return children_.is_empty(); }
ModuleDictImpl::ModuleDictImpl(const Items& items) { update(items); }
void ModuleDictImpl::insert(const std::string& key, std::shared_ptr<Module> module) { update({{key, std::move(module)}}); }
bool ModuleDictImpl::contains(const std::string& key) const { return children_.contains(key); }
std::vector<std::string> ModuleDictImpl::keys() const { return children_.keys(); }
std::vector<std::shared_ptr<Module>> ModuleDictImpl::values() const { return children_.values(); }
ModuleDictImpl::Items ModuleDictImpl::items() const { return children_.pairs(); }
void ModuleDictImpl::clear() { children_.clear(); }
void ModuleDictImpl::update(const Items& items) {
  for (const auto& [key, module] : items) {
    if (contains(key)) children_[key] = module;
    else add_module(key, module);
  }
}
std::shared_ptr<Module> ModuleDictImpl::operator[](const std::string& key) const {
  TL_CHECK(contains(key), index, "ModuleDict", "there is no module '", key, "'");
  return children_[key];
}
std::shared_ptr<Module> ModuleDictImpl::pop(const std::string& key) {
  auto module = (*this)[key];
  unregister_module(key);
  return module;
}
std::shared_ptr<Module> ModuleDictImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<ModuleDictImpl>();
  for (const auto& child : children_) copy->insert(child.key(), child.value()->clone(device));
  return copy;
}

ParameterListImpl::ParameterListImpl() = default;
ParameterListImpl::ParameterListImpl(const std::vector<Tensor>& parameters) { extend(parameters); }
void ParameterListImpl::pretty_print(std::ostream& out) const { out << "ParameterList"; }
size_t ParameterListImpl::size() const { return parameters_.size(); }
void ParameterListImpl::extend(const std::vector<Tensor>& parameters) {
  for (const Tensor& p : parameters) append(p);
}
void ParameterListImpl::append(Tensor parameter) {
  const bool needs = parameter.requires_grad();
  register_parameter(std::to_string(size()), std::move(parameter), needs);
}
Tensor& ParameterListImpl::at(size_t i) {
  TL_CHECK(i < size(), index, "ParameterList", "Index ", i, " is out of range for ", size(), " parameters");
  return parameters_[i].value();
}
std::shared_ptr<Module> ParameterListImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<ParameterListImpl>();
  for (const auto& p : parameters_) copy->append(copy_of(p.value(), device));
  return copy;
}

ParameterDictImpl::ParameterDictImpl() = default;
void ParameterDictImpl::pretty_print(std::ostream& out) const { out << "ParameterDict"; }
size_t ParameterDictImpl::size() const { return parameters_.size(); }
ParameterDictImpl::ParameterDictImpl(const Items& items) { update(items); }
void ParameterDictImpl::insert(const std::string& key, Tensor parameter) { update({{key, std::move(parameter)}}); }
bool ParameterDictImpl::contains(const std::string& key) const { return parameters_.contains(key); }
std::vector<std::string> ParameterDictImpl::keys() const { return parameters_.keys(); }
std::vector<Tensor> ParameterDictImpl::values() const { return parameters_.values(); }
ParameterDictImpl::Items ParameterDictImpl::items() const { return parameters_.pairs(); }
void ParameterDictImpl::clear() { parameters_.clear(); }
void ParameterDictImpl::update(const Items& items) {
  for (const auto& [key, parameter] : items) {
    if (contains(key)) parameters_[key] = parameter;
    else register_parameter(key, parameter, parameter.requires_grad());
  }
}
Tensor& ParameterDictImpl::get(const std::string& key) {
  TL_CHECK(contains(key), index, "ParameterDict", "there is no parameter '", key, "'");
  return parameters_[key];
}
Tensor ParameterDictImpl::pop(const std::string& key) {
  Tensor p = get(key);
  parameters_.erase(key);
  return p;
}
std::shared_ptr<Module> ParameterDictImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<ParameterDictImpl>();
  for (const auto& p : parameters_) copy->insert(p.key(), copy_of(p.value(), device));
  return copy;
}

FunctionalImpl::FunctionalImpl(Function function) : function_(std::move(function)) {}
void FunctionalImpl::reset() {}
void FunctionalImpl::pretty_print(std::ostream& out) const { out << "Functional()"; }
Tensor FunctionalImpl::forward(Tensor input) { return function_(std::move(input)); }
Tensor FunctionalImpl::operator()(Tensor input) { return function_(std::move(input)); }
bool FunctionalImpl::is_serializable() const { return false; }

// ---- by name
namespace {
using Args = std::vector<Value>;
using Method = ModuleDef::Method;

size_t place(const Value& v, size_t size, const char* name) {
  const int64_t i = v.to_int(), n = static_cast<int64_t>(size);
  TL_CHECK(i >= -n && i < n, index, name, "index ", i, " is out of range for ", n, " entries");
  return static_cast<size_t>(i < 0 ? i + n : i);
}
Value argument(const Args& args, const Value::Dict& kwargs, const char* operation, const char* name) { return Arguments(operation, {name}, args, kwargs).required(name); }
template <class Names>
Value::List texts(const Names& names) { return Value::List(names.begin(), names.end()); }
Value::List wrapped(const std::vector<std::shared_ptr<Module>>& modules) {
  Value::List out;
  for (const auto& m : modules) out.push_back(wrap(m));
  return out;
}
/// Entries of a dictionary: a dict, a list of pairs, or another container with items().
std::vector<std::pair<std::string, Value>> entries(const Value& v) {
  if (v.is_dict()) return v.to_dict();
  std::vector<std::pair<std::string, Value>> out;
  const Value pairs = v.is_object() ? v.to_object()->call("items", {}, {}) : v;
  for (const Value& pair : pairs.to_list()) {
    TL_CHECK(pair.is_list() && pair.to_list().size() == 2, value, "update", "entries must be pairs of a name and a value");
    out.emplace_back(pair.to_list()[0].to_string(), pair.to_list()[1]);
  }
  return out;
}
std::vector<Value> elements(const Value& v) {
  return v.is_object() ? v.to_object()->call("__iter__", {}, {}).to_list() : v.to_list();
}

template <class Impl>
ModuleDef& add(ModuleDefs& list, const char* name, const char* doc) {
  ModuleDef d;
  d.name = name;
  d.category = "Container";
  d.doc = doc;
  d.options = &description_of<NoOptions>();
  d.is_node = false;
  d.make = [](const Value&) -> std::shared_ptr<Module> { return std::make_shared<Impl>(); };
  d.automatic = [](const std::vector<Tensor>&) { return Value::Dict(); };
  d.methods["__len__"] = [](Module& m, const Args&, const Value::Dict&) { return Value(static_cast<int64_t>(static_cast<Impl&>(m).size())); };
  list.defs.push_back(std::move(d));
  return list.defs.back();
}

void add_sequential(ModuleDefs& list) {
  ModuleDef& d = add<SequentialImpl>(list, "Sequential", "Modules called one after the other");
  d.inputs = {{"input", "as the first module expects", false}};
  d.outputs = {{"output", "of the last module", false}};
  d.construct = [](const Args& args, const Value::Dict& kwargs) -> std::shared_ptr<Module> {
    TL_CHECK(kwargs.empty(), type, "Sequential", "takes no keyword argument ", kwargs.empty() ? "" : kwargs[0].first);
    auto s = std::make_shared<SequentialImpl>();
    if (args.size() == 1 && !module_in(args[0]))
      for (const auto& [key, v] : entries(args[0])) s->add_module(key, module_of(v, "Sequential"));
    else
      for (size_t i = 0; i < args.size(); ++i) s->add_module(std::to_string(i), module_of(args[i], "Sequential"));
    return s;
  };
  // Children may have been added by name after the construction, so that the tree is what counts here.
  d.methods["forward"] = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    Args values = args;
    for (const auto& child : m.children()) {
      values = {call_module(*child, values, values.size() == args.size() ? kwargs : Value::Dict())};
    }
    TL_CHECK(!values.empty(), type, "Sequential", "the input is missing");
    return values[0];
  };
  d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
    Value v = in[0];
    for (const auto& child : m.children()) v = call_module(*child, {v});
    return {v.to_tensor()};
  };
  d.methods["__iter__"] = [](Module& m, const Args&, const Value::Dict&) { return Value(wrapped(m.children())); };
  d.methods["__len__"] = [](Module& m, const Args&, const Value::Dict&) { return Value(static_cast<int64_t>(m.children().size())); };
  d.methods["__getitem__"] = [](Module& m, const Args& args, const Value::Dict&) { return wrap(m.children()[place(args.at(0), m.children().size(), "Sequential")]); };
}

void add_lists(ModuleDefs& list) {
  ModuleDef& d = add<ModuleListImpl>(list, "ModuleList", "Modules in order, each called by itself");
  const Method extend = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    for (const Value& v : elements(argument(args, kwargs, "extend", "modules"))) static_cast<ModuleListImpl&>(m).push_back(module_of(v, "ModuleList"));
    return wrap(m.shared_from_this());
  };
  d.construct = [extend](const Args& args, const Value::Dict& kwargs) -> std::shared_ptr<Module> {
    auto l = std::make_shared<ModuleListImpl>();
    if (!args.empty() || !kwargs.empty()) extend(*l, args, kwargs);
    return l;
  };
  d.methods["extend"] = extend;
  d.methods["append"] = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    static_cast<ModuleListImpl&>(m).push_back(module_of(argument(args, kwargs, "append", "module"), "ModuleList"));
    return wrap(m.shared_from_this());
  };
  d.methods["insert"] = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    const Arguments a("insert", {"index", "module"}, args, kwargs);
    auto& l = static_cast<ModuleListImpl&>(m);
    const int64_t n = static_cast<int64_t>(l.size()), i = a.required("index").to_int();
    l.insert(static_cast<size_t>(std::clamp<int64_t>(i < 0 ? i + n : i, 0, n)), module_of(a.required("module"), "ModuleList"));
    return Value();
  };
  d.methods["__iter__"] = [](Module& m, const Args&, const Value::Dict&) { return Value(wrapped(m.children())); };
  d.methods["__getitem__"] = [](Module& m, const Args& args, const Value::Dict&) { return wrap(m.children()[place(args.at(0), m.children().size(), "ModuleList")]); };

  ModuleDef& p = add<ParameterListImpl>(list, "ParameterList", "Parameters in order");
  const Method extend_parameters = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    for (const Value& v : elements(argument(args, kwargs, "extend", "parameters"))) static_cast<ParameterListImpl&>(m).append(v.to_tensor());
    return wrap(m.shared_from_this());
  };
  p.construct = [extend_parameters](const Args& args, const Value::Dict& kwargs) -> std::shared_ptr<Module> {
    auto l = std::make_shared<ParameterListImpl>();
    if (!args.empty() || !kwargs.empty()) extend_parameters(*l, args, kwargs);
    return l;
  };
  p.methods["extend"] = extend_parameters;
  p.methods["append"] = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    static_cast<ParameterListImpl&>(m).append(argument(args, kwargs, "append", "parameter").to_tensor());
    return wrap(m.shared_from_this());
  };
  p.methods["__iter__"] = [](Module& m, const Args&, const Value::Dict&) {
    const auto all = m.parameters(false);
    return Value(Value::List(all.begin(), all.end()));
  };
  p.methods["__getitem__"] = [](Module& m, const Args& args, const Value::Dict&) {
    auto& l = static_cast<ParameterListImpl&>(m);
    return Value(l.at(place(args.at(0), l.size(), "ParameterList")));
  };
}

/// What both dictionaries are asked for.
template <class Impl>
void add_dictionary_methods(ModuleDef& d, void (*put)(Impl&, const std::string&, const Value&)) {
  const Method update = [put](Module& m, const Args& args, const Value::Dict& kwargs) {
    for (const auto& [key, v] : entries(argument(args, kwargs, "update", "modules"))) put(static_cast<Impl&>(m), key, v);
    return Value();
  };
  d.construct = [update](const Args& args, const Value::Dict& kwargs) -> std::shared_ptr<Module> {
    auto made = std::make_shared<Impl>();
    if (!args.empty() || !kwargs.empty()) update(*made, args, {});
    return made;
  };
  d.methods["update"] = update;
  d.methods["__setitem__"] = [put](Module& m, const Args& args, const Value::Dict&) {
    put(static_cast<Impl&>(m), args.at(0).to_string(), args.at(1));
    return Value();
  };
  d.methods["pop"] = [](Module& m, const Args& args, const Value::Dict& kwargs) {
    const std::string key = argument(args, kwargs, "pop", "key").to_string();
    if constexpr (std::is_same_v<Impl, ModuleDictImpl>) return wrap(static_cast<Impl&>(m).pop(key));
    else return Value(static_cast<Impl&>(m).pop(key));
  };
  d.methods["clear"] = [](Module& m, const Args&, const Value::Dict&) {
    static_cast<Impl&>(m).clear();
    return Value();
  };
  d.methods["__contains__"] = [](Module& m, const Args& args, const Value::Dict&) { return Value(static_cast<Impl&>(m).contains(args.at(0).to_string())); };
  const Method keys = [](Module& m, const Args&, const Value::Dict&) { return Value(texts(static_cast<Impl&>(m).keys())); };
  d.methods["keys"] = keys;
  d.methods["__iter__"] = keys;
  d.methods["values"] = [](Module& m, const Args&, const Value::Dict&) {
    Value::List out;
    for (const auto& v : static_cast<Impl&>(m).values()) {
      if constexpr (std::is_same_v<Impl, ModuleDictImpl>) out.push_back(wrap(v));
      else out.emplace_back(v);
    }
    return Value(out);
  };
  d.methods["items"] = [](Module& m, const Args&, const Value::Dict&) {
    Value::List out;
    for (const auto& [key, v] : static_cast<Impl&>(m).items()) {
      if constexpr (std::is_same_v<Impl, ModuleDictImpl>) out.push_back(Value::List{Value(key), wrap(v)});
      else out.push_back(Value::List{Value(key), Value(v)});
    }
    return Value(out);
  };
  d.methods["__getitem__"] = [](Module& m, const Args& args, const Value::Dict&) {
    const std::string key = args.at(0).to_string();
    if constexpr (std::is_same_v<Impl, ModuleDictImpl>) return wrap(static_cast<Impl&>(m)[key]);
    else return Value(static_cast<Impl&>(m).get(key));
  };
}
}  // namespace

void families::register_container(ModuleDefs& list) {
  add_sequential(list);
  add_lists(list);
  add_dictionary_methods<ModuleDictImpl>(add<ModuleDictImpl>(list, "ModuleDict", "Modules by name"),
                                         [](ModuleDictImpl& m, const std::string& key, const Value& v) { m.insert(key, module_of(v, "ModuleDict")); });
  add_dictionary_methods<ParameterDictImpl>(add<ParameterDictImpl>(list, "ParameterDict", "Parameters by name"),
                                            [](ParameterDictImpl& m, const std::string& key, const Value& v) { m.insert(key, v.to_tensor()); });
}

}  // namespace tl::nn
