// SPDX-License-Identifier: Apache-2.0
// The names of a module's methods and attributes, for calls by name.
#include "engine/nn/module_object.h"

#include <algorithm>
#include <sstream>

#include "engine/core/error.h"

namespace tl::nn {
namespace {
Value value_of(const Tensor& t) { return t; }
Value value_of(const std::shared_ptr<Module>& m) { return wrap(m); }
template <class Dict>
Value::List pairs(const Dict& dict, const std::string& prefix = {}) {
  Value::List out;
  for (const auto& item : dict) out.push_back(Value::List{Value(prefix.empty() ? item.key() : prefix + "." + item.key()), value_of(item.value())});
  return out;
}
Value::List wrap_all(const std::vector<std::shared_ptr<Module>>& modules) {
  Value::List out;
  for (const auto& m : modules) out.push_back(wrap(m));
  return out;
}
Value::List tensors(const std::vector<Tensor>& list) { return Value::List(list.begin(), list.end()); }
Value::Dict dict_of(const OrderedDict<std::string, Tensor>& d, const std::string& prefix) {
  Value::Dict out;
  for (const auto& item : d) out.emplace_back(prefix + item.key(), item.value());
  return out;
}
OrderedDict<std::string, Tensor> state_of(const Value& v) {
  OrderedDict<std::string, Tensor> out;
  for (const auto& [key, value] : v.to_dict()) out.insert(key, value.to_tensor());
  return out;
}
/// What load_state_dict answers.
struct KeysObject final : Object {
  explicit KeysObject(IncompatibleKeys k) : keys(std::move(k)) {}
  std::string type_name() const override { return "IncompatibleKeys"; }
  Value attribute(const std::string& name) override {
    if (name != "missing_keys" && name != "unexpected_keys") return Object::attribute(name);
    const auto& list = name == "missing_keys" ? keys.missing_keys : keys.unexpected_keys;
    return Value::List(list.begin(), list.end());
  }
  IncompatibleKeys keys;
};
struct HandleObject final : Object {
  explicit HandleObject(HookHandle h) : handle(std::move(h)) {}
  std::string type_name() const override { return "RemovableHandle"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method != "remove") return Object::call(method, args, kwargs);
    handle.remove();
    return {};
  }
  HookHandle handle;
};
Value handle_value(HookHandle h) { return Value(ObjectPtr(std::make_shared<HandleObject>(std::move(h)))); }

/// What stands in the parentheses, with the manual's True and False.
std::string extra_repr(const Module& module) {
  std::ostringstream text;
  module.pretty_print(text);
  const std::string s = text.str();
  const size_t open = s.find('('), close = s.rfind(')');
  if (open == std::string::npos || close == std::string::npos) return {};
  std::string inside = s.substr(open + 1, close - open - 1);
  for (const auto& [ours, theirs] : {std::pair("=true", "=True"), std::pair("=false", "=False")})
    for (size_t at = inside.find(ours); at != std::string::npos; at = inside.find(ours, at + 1)) inside.replace(at, std::string(ours).size(), theirs);
  return inside;
}

/// Tensors in, tensors out, by the ports of the description.
Value call_ports(Module& module, const std::vector<Value>& args, const Value::Dict& kwargs) {
  const ModuleDef* def = find_module(module.name());
  TL_CHECK(def, not_implemented, module.name(), "cannot be called by name");
  if (const auto found = def->methods.find("forward"); found != def->methods.end()) return found->second(module, args, kwargs);
  TL_CHECK(args.size() <= def->inputs.size(), type, module.name(), "takes ", def->inputs.size(), " inputs, not ", args.size());
  std::vector<Tensor> in(def->inputs.size());
  std::vector<bool> given(in.size());
  const auto take = [&](size_t i, const Value& v) {
    TL_CHECK(v.is_tensor() || v.is_none(), type, module.name(), "expected a tensor as ", def->inputs[i].name, " but got ", v.type_name());
    in[i] = v.to_tensor();
    given[i] = true;
  };
  for (size_t i = 0; i < args.size(); ++i) take(i, args[i]);
  for (const auto& [key, value] : kwargs) {
    const auto port = std::find_if(def->inputs.begin(), def->inputs.end(), [&name = key](const ModulePort& p) { return p.name == name; });
    TL_CHECK(port != def->inputs.end(), type, module.name(), "takes no keyword argument ", key);
    take(static_cast<size_t>(port - def->inputs.begin()), value);
  }
  for (size_t i = 0; i < in.size(); ++i)
    TL_CHECK(given[i] || def->inputs[i].optional, type, module.name(), "the input ", def->inputs[i].name, " is missing");
  const auto out = def->forward(module, in);
  return out.size() == 1 ? Value(out[0]) : Value(tensors(out));
}
}  // namespace

Value wrap(std::shared_ptr<Module> module) { return module ? Value(ObjectPtr(std::make_shared<ModuleObject>(std::move(module)))) : Value(); }
std::shared_ptr<Module> module_in(const Value& v) {
  const auto* m = v.is_object() ? dynamic_cast<const ModuleObject*>(v.to_object().get()) : nullptr;
  return m ? m->module : nullptr;
}
std::shared_ptr<Module> module_of(const Value& v, const std::string& operation) {
  auto m = module_in(v);
  TL_CHECK(m, type, operation, "expected a module but got ", v.type_name());
  return m;
}

Value call_module(Module& module, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (!module.hooks()) return call_ports(module, args, kwargs);
  HookedCall call(module, args, true);
  return call.finish(call_ports(module, call.inputs(), kwargs));
}

Value::Dict bind_options(const OptionsDescription& d, const std::string& operation, const std::vector<Value>& args, const Value::Dict& kwargs, size_t skip) {
  TL_CHECK(args.size() <= d.fields.size() + skip, type, operation, "takes at most ", d.fields.size() + skip, " arguments, not ", args.size());
  Value::Dict out;
  for (size_t i = skip; i < args.size(); ++i) out.emplace_back(d.fields[i - skip].name, args[i]);
  for (const auto& [key, value] : kwargs) {
    // A pair of the manual (betas) is two fields of ours (beta1, beta2).
    const std::string stem = key.substr(0, key.size() - 1);
    if (!d.find(key) && d.find(stem + "1") && d.find(stem + "2") && value.is_list() && value.to_list().size() == 2) {
      out.emplace_back(stem + "1", value.to_list()[0]);
      out.emplace_back(stem + "2", value.to_list()[1]);
    } else {
      out.emplace_back(key, value);
    }
  }
  return out;
}

std::shared_ptr<Module> construct(const ModuleDef& def, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (def.construct) return def.construct(args, kwargs);
  return def.ignores_arguments ? def.make({}) : def.make(bind_options(*def.options, def.name, args, kwargs));
}

Arguments::Arguments(std::string operation, std::vector<const char*> names, const std::vector<Value>& args, const Value::Dict& kwargs)
    : operation_(std::move(operation)) {
  TL_CHECK(args.size() <= names.size(), type, operation_, "takes at most ", names.size(), " arguments, not ", args.size());
  for (size_t i = 0; i < args.size(); ++i) values_.emplace_back(names[i], args[i]);
  for (const auto& [key, value] : kwargs) {
    TL_CHECK(std::any_of(names.begin(), names.end(), [&name = key](const char* n) { return name == n; }), type, operation_, "there is no argument '", key, "'");
    TL_CHECK(!find(key.c_str()), type, operation_, "argument '", key, "' was given twice");
    values_.emplace_back(key, value);
  }
}
const Value* Arguments::find(const char* name) const {
  for (const auto& [key, value] : values_)
    if (key == name) return &value;
  return nullptr;
}
Value Arguments::get(const char* name) const {
  const Value* v = find(name);
  return v ? *v : Value();
}
const Value& Arguments::required(const char* name) const {
  const Value* v = find(name);
  TL_CHECK(v, type, operation_, "argument '", name, "' is missing");
  return *v;
}

Value ModuleObject::attribute(const std::string& name) {
  if (name == "training") return module->is_training();
  if (name == "dump_patches") return false;
  for (const auto& p : module->named_parameters(false))
    if (p.key() == name) return p.value();
  for (const auto& b : module->named_buffers(false))
    if (b.key() == name) return b.value();
  for (const auto& c : module->named_children())
    if (c.key() == name) return wrap(c.value());
  if (const Tensor* t = module->member(name)) return *t;
  const ModuleDef* def = find_module(module->name());
  if (def && name == "bias") return {};
  return Object::attribute(name);
}

void ModuleObject::set_attribute(const std::string& name, const Value& value) {
  for (auto& p : module->named_parameters(false))
    if (p.key() == name && value.is_tensor()) return p.value().set_data(value.to_tensor());
  Object::set_attribute(name, value);
}

Value ModuleObject::call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) {
  const auto self = [&] { return wrap(module); };
  const auto arg = [&](size_t k, const char* key) -> const Value* {
    if (k < args.size()) return &args[k];
    for (const auto& [name, value] : kwargs)
      if (name == key) return &value;
    return nullptr;
  };
  const auto flag = [&](size_t k, const char* key, bool otherwise) { const Value* v = arg(k, key); return v ? v->to_bool() : otherwise; };
  const auto text = [&](size_t k, const char* key) { const Value* v = arg(k, key); return v ? v->to_string() : std::string(); };
  const auto required = [&](size_t k, const char* key) -> const Value& {
    const Value* v = arg(k, key);
    TL_CHECK(v, type, module->name() + "." + method, "argument '", key, "' is missing");
    return *v;
  };
  if (method == "__call__") return call_module(*module, args, kwargs);
  if (method == "forward") return call_ports(*module, args, kwargs);
  if (const ModuleDef* def = find_module(module->name()))
    if (const auto found = def->methods.find(method); found != def->methods.end()) return found->second(*module, args, kwargs);
  if (method == "train") { module->train(flag(0, "mode", true)); return self(); }
  if (method == "eval") { module->eval(); return self(); }
  if (method == "parameters") return tensors(module->parameters(flag(0, "recurse", true)));
  if (method == "buffers") return tensors(module->buffers(flag(0, "recurse", true)));
  if (method == "named_parameters") return pairs(module->named_parameters(flag(1, "recurse", true)), text(0, "prefix"));
  if (method == "named_buffers") return pairs(module->named_buffers(flag(1, "recurse", true)), text(0, "prefix"));
  if (method == "named_children") return pairs(module->named_children());
  if (method == "named_modules") return pairs(module->named_modules(text(1, "prefix")));
  if (method == "children") return wrap_all(module->children());
  if (method == "modules") return wrap_all(module->modules());
  if (method == "state_dict") return dict_of(module->state_dict(), text(1, "prefix"));
  if (method == "load_state_dict") {
    auto keys = module->load_state_dict(state_of(required(0, "state_dict")), flag(1, "strict", true));
    return Value(ObjectPtr(std::make_shared<KeysObject>(std::move(keys))));
  }
  if (method == "zero_grad") { module->zero_grad(); return {}; }
  if (method == "requires_grad_") { module->requires_grad_(flag(0, "requires_grad", true)); return self(); }
  if (method == "double") { module->to(kDouble); return self(); }
  if (method == "float") { module->to(kFloat); return self(); }
  if (method == "half") { module->to(kHalf); return self(); }
  if (method == "bfloat16") { module->to(kBFloat16); return self(); }
  if (method == "cpu") { module->to(Device(kCPU)); return self(); }
  if (method == "cuda") { module->to(Device(kCUDA, arg(0, "device") ? static_cast<int>(arg(0, "device")->to_int()) : 0)); return self(); }
  if (method == "share_memory") return self();  // the memory of a module is one process's, shared by its threads
  if (method == "to" || method == "type") {
    for (const Value& v : args)
      if (v.is_device()) module->to(v.to_device());
      else if (v.is_tensor()) module->to(v.to_tensor().device(), v.to_tensor().dtype());
      else if (!v.is_bool()) module->to(v.to_dtype());
    if (const Value* v = arg(args.size(), "device")) module->to(v->to_device());
    if (const Value* v = arg(args.size(), method == "to" ? "dtype" : "dst_type")) module->to(v->to_dtype());
    return self();
  }
  if (method == "register_parameter") { module->register_parameter(required(0, "name").to_string(), required(1, "param").to_tensor()); return {}; }
  if (method == "register_buffer") { module->register_buffer(required(0, "name").to_string(), required(1, "tensor").to_tensor()); return {}; }
  if (method == "add_module") { module->add_module(required(0, "name").to_string(), module_of(required(1, "module"), "add_module")); return {}; }
  if (method == "apply") {
    const ObjectPtr function = required(0, "fn").to_object();
    module->apply([&](Module& m) { function->call("__call__", {wrap(m.shared_from_this())}, {}); });
    return self();
  }
  if (method == "register_forward_pre_hook") {
    const ObjectPtr f = required(0, "hook").to_object();
    return handle_value(module->register_forward_pre_hook([f](Module& m, const Value& in) { return f->call("__call__", {wrap(m.shared_from_this()), in}, {}); }));
  }
  if (method == "register_forward_hook") {
    const ObjectPtr f = required(0, "hook").to_object();
    return handle_value(module->register_forward_hook(
        [f](Module& m, const Value& in, const Value& out) { return f->call("__call__", {wrap(m.shared_from_this()), in, out}, {}); }));
  }
  if (method == "register_backward_hook") {
    const ObjectPtr f = required(0, "hook").to_object();
    return handle_value(module->register_backward_hook(
        [f](Module& m, const Value& in, const Value& out) { return f->call("__call__", {wrap(m.shared_from_this()), in, out}, {}); }));
  }
  if (method == "extra_repr") return extra_repr(*module);
  if (method == "__repr__") {
    std::ostringstream repr;
    repr << *module;
    return repr.str();
  }
  return Object::call(method, args, kwargs);
}

}  // namespace tl::nn
