// SPDX-License-Identifier: Apache-2.0
#include "conformance/objects.h"

#include <cmath>
#include <sstream>

#include "engine/autograd/autograd.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"

namespace tl::conformance {
namespace {
bool starts_with(const std::string& s, const std::string& prefix) { return s.rfind(prefix, 0) == 0; }
std::string after(const std::string& s, const std::string& prefix) { return starts_with(s, prefix) ? s.substr(prefix.size()) : std::string(); }
const nn::ModuleDef* module_def(const std::string& documented) { return nn::find_module(after(documented, "torch.nn.")); }
const optim::OptimizerDef* optimizer_def(const std::string& documented) { return optim::find_optimizer(after(documented, "torch.optim.")); }
/// nn.init's older names lack the underscore.
const nn::InitDef* init_def(const std::string& documented) {
  const std::string name = after(documented, "torch.nn.init.");
  if (name.empty()) return nullptr;
  if (const auto* def = nn::find_initialiser(name)) return def;
  return nn::find_initialiser(name + "_");
}
[[noreturn]] void no_such(const std::string& what) { TL_THROW(not_implemented, what, "there is nothing of this name"); }

indexing::TensorIndex index_of(const Value& v) {
  if (v.is_none()) return indexing::None;
  if (v.is_bool()) return v.b();
  if (v.is_int()) return v.i();
  if (v.is_tensor()) return v.to_tensor();
  if (v.is_object()) {
    if (const auto* s = dynamic_cast<const SliceObject*>(v.to_object().get())) {
      const auto part = [&](size_t k) { return s->parts[k].is_none() ? std::nullopt : std::optional<int64_t>(s->parts[k].to_int()); };
      return indexing::Slice(part(0), part(1), part(2));
    }
    if (dynamic_cast<const EllipsisObject*>(v.to_object().get())) return indexing::Ellipsis;
  }
  if (v.is_list() || v.is_ints()) return by_name::call("torch.tensor", {v}).to_tensor();
  TL_THROW(type, "index", "cannot index with ", v.type_name());
}
std::vector<indexing::TensorIndex> indices_of(const Value& key) {
  std::vector<indexing::TensorIndex> out;
  const bool several = key.is_list();
  if (several)
    for (const Value& v : key.to_list()) out.push_back(index_of(v));
  else
    out.push_back(index_of(key));
  return out;
}

struct Cube : autograd::Function<Cube> {
  static Tensor forward(autograd::AutogradContext* c, Tensor x) {
    c->save_for_backward({x});
    return x * x * x;
  }
  static autograd::variable_list backward(autograd::AutogradContext* c, autograd::variable_list g) {
    const Tensor x = c->get_saved_variables()[0];
    return {g[0] * (x * x) * 3.0};
  }
};
}  // namespace

bool name_exists(const std::string& documented) {
  if (module_def(documented) || optimizer_def(documented) || optim::find_scheduler(after(documented, "torch.optim.lr_scheduler."))) return true;
  if (init_def(documented)) return true;
  return by_name::exists(documented);
}

Value construct(const std::string& documented, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (const auto* def = module_def(documented)) return nn::wrap(nn::construct(*def, args, kwargs));
  if (const auto* def = optimizer_def(documented)) {
    TL_CHECK(!args.empty(), type, def->name, "the parameters are missing");
    std::vector<Tensor> parameters;
    for (const Value& v : args[0].to_list()) parameters.push_back(v.to_tensor());
    auto object = std::make_shared<OptimizerObject>();
    object->name = def->name;
    object->optimizer = def->make(parameters, bind_options(*def->options, def->name, args, kwargs, 1));
    return Value(ObjectPtr(object));
  }
  if (!by_name::exists(documented)) no_such(documented);
  return by_name::call(documented, args, kwargs);
}

Value call_name(const std::string& documented, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (const auto* def = init_def(documented)) {
    TL_CHECK(!args.empty() && args[0].is_tensor(), type, def->name, "the first argument must be the tensor to fill");
    Tensor t = args[0].to_tensor();
    def->apply(t, bind_options(*def->options, def->name, args, kwargs, 1));
    return t;
  }
  return construct(documented, args, kwargs);
}

Value get_item(const Value& self, const Value& key) {
  if (self.is_tensor()) return self.to_tensor().index(indices_of(key));
  if (self.is_dict()) {
    const Value* v = self.find(key.to_string());
    TL_CHECK(v, index, "look up", "there is no entry ", key.repr());
    return *v;
  }
  if (self.is_object()) return self.to_object()->call("__getitem__", {key}, {});
  if (self.is_ints()) return self.ints().begin()[key.to_int()];
  const auto& list = self.to_list();
  const int64_t n = static_cast<int64_t>(list.size()), i = key.to_int();
  TL_CHECK(i >= -n && i < n, index, "look up", "index ", i, " is out of range for ", n, " elements");
  return list[static_cast<size_t>(i < 0 ? i + n : i)];
}

Value call_method(const Value& self, const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) {
  if (self.is_object()) return self.to_object()->call(method, args, kwargs);
  if (method == "__len__" && (self.is_list() || self.is_dict())) return static_cast<int64_t>(self.is_list() ? self.to_list().size() : self.to_dict().size());
  if (self.is_dict() && (method == "keys" || method == "values" || method == "items")) {
    Value::List out;
    for (const auto& [k, v] : self.to_dict()) out.push_back(method == "keys" ? Value(k) : method == "values" ? v : Value(Value::List{Value(k), v}));
    return out;
  }
  TL_CHECK(self.is_tensor(), not_implemented, method, "is not known of a ", self.type_name());
  if (method == "__getitem__") return get_item(self, args.at(0));
  if (method == "__setitem__") {
    Tensor t = self.to_tensor();
    const Value& v = args.at(1);
    if (v.is_tensor()) t.index_put_(indices_of(args[0]), v.to_tensor());
    else t.index_put_(indices_of(args[0]), wrap_scalar(v.to_scalar()));
    return {};
  }
  std::vector<Value> all{self};
  all.insert(all.end(), args.begin(), args.end());
  return by_name::call("torch.Tensor." + method, all, kwargs);
}

Value get_attribute(const Value& self, const std::string& name) {
  if (name.size() > 2 && name.compare(name.size() - 2, 2, "()") == 0) return call_method(self, name.substr(0, name.size() - 2), {}, {});
  if (self.is_object()) return self.to_object()->attribute(name);
  if (self.is_device() || self.is_dtype()) return by_name::call((self.is_device() ? "torch.device." : "torch.dtype.") + name, {self});
  TL_CHECK(self.is_tensor(), not_implemented, name, "is not an attribute of a ", self.type_name());
  return by_name::call("torch.Tensor." + name, {self});
}

void set_attribute(const Value& self, const std::string& name, const Value& value) {
  if (self.is_object()) return self.to_object()->set_attribute(name, value);
  const Tensor t = self.to_tensor();
  if (name == "grad") t.mutable_grad() = value.to_tensor();
  else if (name == "requires_grad") t.set_requires_grad(value.to_bool());
  else if (name == "data") t.set_data(value.to_tensor());
  else TL_THROW(not_implemented, "set attribute", "a tensor has no attribute '", name, "' to set");
}

Value apply(const Value& callee, const std::vector<Value>& args, const Value::Dict& kwargs) {
  return callee.to_object()->call("__call__", args, kwargs);
}

Value tensor_parts(const ObjectPtr& object) {
  if (object->type_name() == "PackedSequence") return Value::List{object->attribute("data")};
  return {};
}

bool same_object(const Value& a, const Value& b) {
  if (a.is_object() && b.is_object()) {
    const auto m = nn::module_in(a), n = nn::module_in(b);
    if (m && n) return m == n;
  }
  return a == b;
}

Value CallableObject::call(const std::string&, const std::vector<Value>& args, const Value::Dict&) {
  TL_CHECK(!args.empty(), type, name, "needs an argument");
  if (name == "decay95") return std::pow(0.95, args[0].to_double());
  if (name == "inverse") return 1.0 / (1.0 + args[0].to_double());
  if (name == "step30") return std::floor(args[0].to_double() / 3.0) + 1.0;
  if (name == "fill_ones_if_linear") {
    const NoGradGuard guard;
    nn::Module& m = *nn::module_of(args[0], name);
    if (m.name() == "Linear")
      for (auto& p : m.named_parameters(false))
        if (p.key() == "weight") p.value().fill_(1);
    return {};
  }
  const Tensor x = args[0].to_tensor();
  const auto y = [&] {
    TL_CHECK(args.size() > 1, type, name, "needs two arguments");
    return args[1].to_tensor();
  };
  if (name == "times2") return x * 2.0;
  if (name == "times2plus1") return x * 2.0 + 1.0;
  if (name == "square") return x * x;
  if (name == "square_sum") return sum(x * x);
  if (name == "mul") return x * y();
  if (name == "sin") return sin(x);
  if (name == "x_exp_y") return x * exp(y());
  if (name == "sum2") return x + y();
  if (name == "a_minus_2b") return x - y() * 2.0;
  if (name == "cube_function") return Cube::apply(x);
  no_such(name);
}

Value CounterObject::call(const std::string&, const std::vector<Value>&, const Value::Dict&) {
  Value& n = (*variables)[name];
  n = n.to_int() + 1;
  return {};
}

Value OptimizerObject::call(const std::string& method, const std::vector<Value>& args, const Value::Dict&) {
  if (method == "zero_grad") {
    optimizer->zero_grad();
    return {};
  }
  if (method == "step") {
    if (args.empty()) return optimizer->step();
    const Value closure = args[0];
    return optimizer->step([closure] { return apply(closure, {}).to_tensor(); });
  }
  no_such(name + "." + method);
}
}  // namespace tl::conformance
