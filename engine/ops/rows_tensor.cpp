// SPDX-License-Identifier: Apache-2.0
// By-name rows of what only a tensor has: facts, conversions, gradient state, random fills.
#include "engine/autograd/gradcheck.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/pinned.h"
#include "engine/ops/tensor_type_names.h"

namespace tl::by_name {
namespace {
using ops::ArgDef;
using enum ops::ArgKind;

Value nested(const Tensor& t) {
  if (t.dim() == 0) return Value(t.item());
  Value::List out;
  for (int64_t i = 0; i < t.size(0); ++i) out.push_back(nested(select(t, 0, i)));
  return out;
}

/// A query of one tensor, as method and attribute.
void fact(const char* name, Value (*body)(const Bound&)) { add({std::string("Tensor.") + name, {{"self", tensor}}, body}); }

void register_facts() {
  fact("dim", [](const Bound& a) -> Value { return a.t(0).dim(); });
  fact("ndimension", [](const Bound& a) -> Value { return a.t(0).dim(); });
  fact("nelement", [](const Bound& a) -> Value { return a.t(0).numel(); });
  fact("shape", [](const Bound& a) -> Value { return Value(a.t(0).sizes()); });
  fact("dtype", [](const Bound& a) -> Value { return a.t(0).dtype(); });
  fact("device", [](const Bound& a) -> Value { return a.t(0).device(); });
  fact("is_cuda", [](const Bound& a) -> Value { return a.t(0).is_cuda(); });
  fact("is_sparse", [](const Bound& a) -> Value { return a.t(0).is_sparse(); });
  fact("is_leaf", [](const Bound& a) -> Value { return a.t(0).is_leaf(); });
  fact("is_signed", [](const Bound& a) -> Value { return a.t(0).is_signed(); });
  fact("is_pinned", [](const Bound& a) -> Value { return is_pinned(a.t(0)); });
  fact("pin_memory", [](const Bound& a) -> Value { return pin_memory(a.t(0)); });
  // Memory that is released can be handed out at once: a device has one stream, and what is given later runs later.
  add({"Tensor.record_stream", {{"self", tensor}, {"stream", any}}, [](const Bound& a) -> Value {
         TL_CHECK(a.t(0).is_cuda(), device, "record_stream", "only tensors of a CUDA device are used by its streams; this one is ", a.t(0).brief(), " on ", a.t(0).device());
         return {};
       }});
  fact("is_shared", [](const Bound& a) -> Value { return a.t(0).is_shared(); });
  fact("requires_grad", [](const Bound& a) -> Value { return a.t(0).requires_grad(); });
  fact("grad", [](const Bound& a) -> Value { return a.t(0).grad().defined() ? Value(a.t(0).grad()) : Value(); });
  fact("data", [](const Bound& a) -> Value { return a.t(0).data(); });
  fact("T", [](const Bound& a) -> Value {
    DimVector dims;
    for (int64_t d = a.t(0).dim(); d-- > 0;) dims.push_back(d);
    return permute(a.t(0), dims);
  });
  fact("element_size", [](const Bound& a) -> Value { return static_cast<int64_t>(a.t(0).element_size()); });
  fact("storage_offset", [](const Bound& a) -> Value { return a.t(0).storage_offset(); });
  fact("data_ptr", [](const Bound& a) -> Value { return static_cast<int64_t>(reinterpret_cast<intptr_t>(a.t(0).data_ptr())); });
  fact("get_device", [](const Bound& a) -> Value { return a.t(0).get_device(); });
  fact("item", [](const Bound& a) -> Value { return Value(a.t(0).item()); });
  fact("tolist", [](const Bound& a) -> Value { return nested(a.t(0).detach()); });
  fact("numpy", [](const Bound& a) -> Value {
    TL_CHECK(!a.t(0).requires_grad(), state, "numpy", "a tensor that requires a gradient cannot be handed out; use detach().numpy()");
    return a.t(0);
  });
  add({"Tensor.size", {{"self", tensor}}, [](const Bound& a) -> Value { return Value(a.t(0).sizes()); }});
  add({"Tensor.size", {{"self", tensor}, {"dim", integer}}, [](const Bound& a) -> Value { return a.t(0).size(a.i(1)); }});
  add({"Tensor.stride", {{"self", tensor}}, [](const Bound& a) -> Value { return Value(a.t(0).strides()); }});
  add({"Tensor.stride", {{"self", tensor}, {"dim", integer}}, [](const Bound& a) -> Value { return a.t(0).stride(a.i(1)); }});
}

void register_conversions() {
#define TL_CAST(name, type) fact(#name, [](const Bound& a) -> Value { return a.t(0).to(type); })
  TL_CAST(float, kFloat);
  TL_CAST(double, kDouble);
  TL_CAST(half, kHalf);
  TL_CAST(byte, kByte);
  TL_CAST(char, kChar);
  TL_CAST(short, kShort);
  TL_CAST(int, kInt);
  TL_CAST(long, kLong);
  TL_CAST(bool, kBool);
#undef TL_CAST
  add({"Tensor.to", {{"self", tensor}, {"dtype", dtype}, {"non_blocking", boolean, false}, {"copy", boolean, false}, {"memory_format", text, {}, true}},
       [](const Bound& a) -> Value {
         if (a.has(4)) return a.t(0).to(TensorOptions(a[1].to_dtype()).memory_format(memory_format_of(a[4])), a.b(2), a.b(3));
         return a.t(0).to(a[1].to_dtype(), a.b(2), a.b(3));
       }});
  add({"Tensor.to", {{"self", tensor}, {"other", tensor}, {"non_blocking", boolean, false}, {"copy", boolean, false}},
       [](const Bound& a) -> Value { return a.t(0).to(a.t(1)); }});
  add({"Tensor.to", {{"self", tensor}, {"device", any}, {"dtype", dtype, {}, true}, {"non_blocking", boolean, false}, {"copy", boolean, false}},
       [](const Bound& a) -> Value { return a.t(0).to(a[1].to_device(), a.has(2) ? a[2].to_dtype() : a.t(0).dtype(), a.b(3), a.b(4)); }});
  add({"Tensor.type", {{"self", tensor}}, [](const Bound& a) -> Value { return tensor_type_name(a.t(0)); }});
  add({"Tensor.type", {{"self", tensor}, {"dtype", any}, {"non_blocking", boolean, false}},
       [](const Bound& a) -> Value {
         if (a[1].is_dtype()) return a.t(0).to(a[1].to_dtype());
         const auto type = a[1].is_string() ? tensor_type_from(a[1].to_string()) : std::nullopt;
         TL_CHECK(type, type, "type", "there is no tensor type ", a[1].repr());
         TL_CHECK(type->layout == a.t(0).layout(), type, "type", "a ", tensor_type_name(a.t(0)), " cannot become a ", a[1].to_string(), "; use to_sparse() or to_dense()");
         const Device device = type->device == a.t(0).device().type() ? a.t(0).device() : Device(type->device);
         return a.t(0).to(device, type->dtype, a.b(2));
       }});
  add({"Tensor.type_as", {{"self", tensor}, {"tensor", tensor}}, [](const Bound& a) -> Value { return a.t(0).to(a.t(1).dtype()); }});
  fact("cpu", [](const Bound& a) -> Value { return a.t(0).cpu(); });
  fact("cuda", [](const Bound& a) -> Value { return a.t(0).cuda(); });
  add({"Tensor.copy_", {{"self", tensor}, {"src", tensor}, {"non_blocking", boolean, false}}, [](const Bound& a) -> Value { return a.t(0).copy_(a.t(1)); }});
  add({"Tensor.fill_", {{"self", tensor}, {"value", scalar}}, [](const Bound& a) -> Value { return a.t(0).fill_(a[1].to_scalar()); }});
  add({"Tensor.fill_", {{"self", tensor}, {"value", tensor}}, [](const Bound& a) -> Value { return a.t(0).fill_(a.t(1)); }});
  fact("zero_", [](const Bound& a) -> Value { return a.t(0).zero_(); });
}

/// What register_hook returns: remove() takes the hook away.
struct HookHandle final : Object {
  HookHandle(Tensor t, unsigned n) : tensor(std::move(t)), id(n) {}
  std::string type_name() const override { return "RemovableHandle"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method != "remove") return Object::call(method, args, kwargs);
    tensor.remove_hook(id);
    return {};
  }
  Tensor tensor;
  unsigned id;
};

/// A `with` block around the mode of recording gradients; set_grad_enabled acts at once, the others on entering.
struct GradModeObject final : Object {
  GradModeObject(bool mode, bool at_once) : on(mode), before(GradMode::is_enabled()) {
    if (at_once) GradMode::set_enabled(mode);
  }
  std::string type_name() const override { return on ? "enable_grad" : "no_grad"; }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    if (method == "__enter__") GradMode::set_enabled(on);
    else if (method == "__exit__") GradMode::set_enabled(before);
    else return Object::call(method, args, kwargs);
    return {};
  }
  bool on, before;
};

std::vector<Tensor> tensors_of(const Value& v) {
  if (v.is_none()) return {};
  if (v.is_tensor()) return {v.to_tensor()};
  std::vector<Tensor> out;
  for (const Value& e : v.to_list()) out.push_back(e.to_tensor());
  return out;
}

autograd::CheckedFunction checked(const Value& function) {
  return [object = function.to_object()](const autograd::variable_list& in) {
    return tensors_of(object->call("__call__", std::vector<Value>(in.begin(), in.end()), {}));
  };
}

void register_autograd() {
  add({"Tensor.backward", {{"self", tensor}, {"gradient", optional_tensor}, {"retain_graph", boolean, {}, true}, {"create_graph", boolean, false}},
       [](const Bound& a) -> Value {
         a.t(0).backward(a.t(1), a.has(2) ? std::optional(a.b(2)) : std::nullopt, a.b(3));
         return {};
       }});
  fact("detach", [](const Bound& a) -> Value { return a.t(0).detach(); });
  fact("detach_", [](const Bound& a) -> Value { return a.t(0).detach_(); });
  fact("retain_grad", [](const Bound& a) -> Value { a.t(0).retain_grad(); return {}; });
  add({"Tensor.requires_grad_", {{"self", tensor}, {"requires_grad", boolean, true}}, [](const Bound& a) -> Value { return a.t(0).requires_grad_(a.b(1)); }});
  add({"Tensor.register_hook", {{"self", tensor}, {"hook", any}}, [](const Bound& a) -> Value {
         const ObjectPtr hook = a[1].to_object();
         const unsigned id = a.t(0).register_hook([hook](const Tensor& g) -> Tensor {
           const Value changed = hook->call("__call__", {Value(g)}, {});
           return changed.is_tensor() ? changed.to_tensor() : Tensor();
         });
         return ObjectPtr(std::make_shared<HookHandle>(a.t(0), id));
       }});
  add({"autograd.backward", {{"tensors", any}, {"grad_tensors", any, {}, true}, {"retain_graph", boolean, {}, true}, {"create_graph", boolean, false}},
       [](const Bound& a) -> Value {
         autograd::backward(tensors_of(a[0]), tensors_of(a[1]), a.has(2) ? std::optional(a.b(2)) : std::nullopt, a.b(3));
         return {};
       }});
  add({"autograd.grad", {{"outputs", any}, {"inputs", any}, {"grad_outputs", any, {}, true}, {"retain_graph", boolean, {}, true},
                         {"create_graph", boolean, false}, {"only_inputs", boolean, true}, {"allow_unused", boolean, false}},
       [](const Bound& a) -> Value {
         Value::List out;
         for (const Tensor& g : autograd::grad(tensors_of(a[0]), tensors_of(a[1]), tensors_of(a[2]), a.has(3) ? std::optional(a.b(3)) : std::nullopt, a.b(4), a.b(6)))
           out.push_back(g.defined() ? Value(g) : Value());
         return out;
       }});
  add({"autograd.gradcheck", {{"func", any}, {"inputs", any}, {"eps", real, 1e-6}, {"atol", real, 1e-5}, {"rtol", real, 1e-3}, {"raise_exception", boolean, true},
                              {"check_sparse_nnz", boolean, false}},
       [](const Bound& a) -> Value { return autograd::gradcheck(checked(a[0]), tensors_of(a[1]), {a.d(2), a.d(3), a.d(4), a.b(5), a.b(6)}); }});
  add({"autograd.gradgradcheck", {{"func", any}, {"inputs", any}, {"grad_outputs", any, {}, true}, {"eps", real, 1e-6}, {"atol", real, 1e-5}, {"rtol", real, 1e-3},
                                  {"gen_non_contig_grad_outputs", boolean, false}, {"raise_exception", boolean, true}},
       [](const Bound& a) -> Value {
         return autograd::gradgradcheck(checked(a[0]), tensors_of(a[1]), {tensors_of(a[2]), a.d(3), a.d(4), a.d(5), a.b(6), a.b(7)});
       }});
  for (const char* scope : {"", "autograd."}) {
    add({std::string(scope) + "no_grad", {}, [](const Bound&) -> Value { return ObjectPtr(std::make_shared<GradModeObject>(false, false)); }});
    add({std::string(scope) + "enable_grad", {}, [](const Bound&) -> Value { return ObjectPtr(std::make_shared<GradModeObject>(true, false)); }});
    add({std::string(scope) + "set_grad_enabled", {{"mode", boolean}}, [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<GradModeObject>(a.b(0), true)); }});
  }
  add({"autograd.Variable", {{"data", tensor}, {"requires_grad", boolean, false}}, [](const Bound& a) -> Value {
         Tensor t = a.t(0).detach();
         t.set_requires_grad(a.b(1));
         return t;
       }});
  add({"nn.Parameter", {{"data", tensor}, {"requires_grad", boolean, true}}, [](const Bound& a) -> Value {
         Tensor t = a.t(0).detach();
         t.set_requires_grad(a.b(1));
         return t;
       }});
}

}  // namespace

void register_tensor_rows() {
  register_facts();
  register_conversions();
  register_autograd();
}

}  // namespace tl::by_name
