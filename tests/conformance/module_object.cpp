// SPDX-License-Identifier: Apache-2.0
// The names of a module's methods and attributes, for programs.
#include <sstream>

#include "conformance/objects.h"
#include "engine/core/error.h"

namespace tl::conformance {
namespace {
template <class Dict>
Value::List pairs(const Dict& dict) {
  Value::List out;
  for (const auto& item : dict) {
    if constexpr (std::is_same_v<std::decay_t<decltype(item.value())>, Tensor>) out.push_back(Value::List{Value(item.key()), Value(item.value())});
    else out.push_back(Value::List{Value(item.key()), wrap(item.value())});
  }
  return out;
}
Value::List wrap_all(const std::vector<std::shared_ptr<nn::Module>>& modules) {
  Value::List out;
  for (const auto& m : modules) out.push_back(wrap(m));
  return out;
}
Value::List tensors(const std::vector<Tensor>& list) { return Value::List(list.begin(), list.end()); }
Value::Dict dict_of(const OrderedDict<std::string, Tensor>& d) {
  Value::Dict out;
  for (const auto& item : d) out.emplace_back(item.key(), item.value());
  return out;
}
OrderedDict<std::string, Tensor> state_of(const Value& v) {
  OrderedDict<std::string, Tensor> out;
  for (const auto& [key, value] : v.to_dict()) out.insert(key, value.to_tensor());
  return out;
}
}  // namespace

Value ModuleObject::forward(const std::vector<Value>& args, const Value::Dict& kwargs) {
  const nn::ModuleDef* def = nn::find_module(module->name());
  TL_CHECK(def, not_implemented, module->name(), "cannot be called by name");
  TL_CHECK(kwargs.empty(), type, module->name(), "takes no keyword argument ", kwargs.empty() ? "" : kwargs[0].first);
  std::vector<Tensor> in;
  for (const Value& v : args) {
    TL_CHECK(v.is_tensor() || v.is_none(), type, module->name(), "expected tensors but got ", v.type_name());
    in.push_back(v.to_tensor());
  }
  TL_CHECK(in.size() <= def->inputs.size(), type, module->name(), "takes ", def->inputs.size(), " inputs, not ", in.size());
  for (size_t i = in.size(); i < def->inputs.size(); ++i) {
    TL_CHECK(def->inputs[i].optional, type, module->name(), "the input ", def->inputs[i].name, " is missing");
    in.emplace_back();
  }
  const auto out = def->forward(*module, in);
  return out.size() == 1 ? Value(out[0]) : Value(tensors(out));
}

Value ModuleObject::attribute(const std::string& name) {
  if (name == "training") return module->is_training();
  for (const auto& p : module->named_parameters(false))
    if (p.key() == name) return p.value();
  for (const auto& b : module->named_buffers(false))
    if (b.key() == name) return b.value();
  for (const auto& c : module->named_children())
    if (c.key() == name) return wrap(c.value());
  const nn::ModuleDef* def = nn::find_module(module->name());
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
  const auto required = [&](size_t k, const char* key) -> const Value& {
    const Value* v = arg(k, key);
    TL_CHECK(v, type, module->name() + "." + method, "argument '", key, "' is missing");
    return *v;
  };
  if (method == "__call__" || method == "forward") return forward(args, kwargs);
  if (method == "train") { module->train(flag(0, "mode", true)); return self(); }
  if (method == "eval") { module->eval(); return self(); }
  if (method == "parameters") return tensors(module->parameters(flag(0, "recurse", true)));
  if (method == "buffers") return tensors(module->buffers(flag(0, "recurse", true)));
  if (method == "named_parameters") return pairs(module->named_parameters());
  if (method == "named_buffers") return pairs(module->named_buffers());
  if (method == "named_children") return pairs(module->named_children());
  if (method == "named_modules") return pairs(module->named_modules());
  if (method == "children") return wrap_all(module->children());
  if (method == "modules") return wrap_all(module->modules());
  if (method == "state_dict") return dict_of(module->state_dict());
  if (method == "load_state_dict") { module->load_state_dict(state_of(required(0, "state_dict")), flag(1, "strict", true)); return {}; }
  if (method == "zero_grad") { module->zero_grad(); return {}; }
  if (method == "requires_grad_") { module->requires_grad_(flag(0, "requires_grad", true)); return self(); }
  if (method == "double") { module->to(kDouble); return self(); }
  if (method == "float") { module->to(kFloat); return self(); }
  if (method == "half") { module->to(kHalf); return self(); }
  if (method == "cpu") { module->to(Device(kCPU)); return self(); }
  if (method == "to" || method == "type") { module->to(required(0, "dtype").to_dtype()); return self(); }
  if (method == "register_parameter") { module->register_parameter(required(0, "name").to_string(), required(1, "param").to_tensor()); return {}; }
  if (method == "register_buffer") { module->register_buffer(required(0, "name").to_string(), required(1, "tensor").to_tensor()); return {}; }
  if (method == "add_module") {
    const auto* child = dynamic_cast<const ModuleObject*>(required(1, "module").to_object().get());
    TL_CHECK(child, type, "add_module", "expected a module");
    module->register_module(required(0, "name").to_string(), child->module);
    return {};
  }
  if (method == "apply") {
    const Value function = required(0, "fn");
    module->apply([&](nn::Module& m) { conformance::apply(function, {wrap(m.shared_from_this())}); });
    return self();
  }
  if (method == "__repr__" || method == "extra_repr") {
    std::ostringstream text;
    text << *module;
    std::string s = text.str();
    if (method == "__repr__") return s;
    const size_t open = s.find('('), close = s.rfind(')');
    return open == std::string::npos ? std::string() : s.substr(open + 1, close - open - 1);
  }
  return Object::call(method, args, kwargs);
}

}  // namespace tl::conformance
