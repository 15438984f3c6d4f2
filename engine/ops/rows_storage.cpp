// SPDX-License-Identifier: Apache-2.0
// By-name rows of storages, of tensors that change theirs, of printing, and of what holds for the whole process.
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/device_backend.h"
#include "engine/ops/backcompat.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/pinned.h"
#include "engine/ops/each_element.h"
#include "engine/ops/tensor_repr.h"
#include "engine/ops/tensor_type_names.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

std::string type_name_of(ScalarType t) { return type_prefix(t) ? type_prefix(t) : dtype_name(t); }

/// A storage: its elements in a row, as a tensor that shares them.
struct StorageObject final : Object {
  explicit StorageObject(const Tensor& t) {
    TL_CHECK(!t.unsafe_impl()->encoding, not_implemented, "storage", t.is_sparse() ? "a sparse" : "a quantized", " tensor ", t.brief(), " has no plain storage");
    const int64_t n = static_cast<int64_t>(t.storage()->nbytes() / t.element_size());
    flat = make_alias(t, {n}, {1}, 0);
  }
  StorageObject(const Storage& storage, ScalarType dtype) {
    auto* impl = new TensorImpl;
    flat = Tensor{IntrusivePtr<TensorImpl>(impl)};
    impl->storage = storage;
    impl->dtype = dtype;
    impl->sizes = {static_cast<int64_t>(storage->nbytes() / element_size(dtype))};
    impl->strides = {1};
    impl->refresh();
  }
  std::string type_name() const override { return type_name_of(flat.dtype()) + "Storage"; }
  Value attribute(const std::string& name) override {
    if (name == "dtype") return flat.dtype();
    if (name == "device") return flat.device();
    if (name == "is_cuda") return flat.is_cuda();
    if (name == "is_sparse") return false;
    return Object::attribute(name);
  }
  Value call(const std::string& method, const std::vector<Value>& args, const Value::Dict& kwargs) override {
    const bool none = args.empty();
    if (none && (method == "size" || method == "__len__")) return flat.numel();
    if (none && method == "nbytes") return static_cast<int64_t>(flat.nbytes());
    if (none && method == "element_size") return static_cast<int64_t>(flat.element_size());
    if (none && (method == "tolist" || method == "__iter__")) return by_name::call("torch.Tensor.tolist", {Value(flat)});
    if (none && method == "data_ptr") return static_cast<int64_t>(reinterpret_cast<intptr_t>(flat.data_ptr()));
    if (none && method == "is_pinned") return is_pinned(flat);
    if (none && method == "pin_memory") return ObjectPtr(std::make_shared<StorageObject>(pin_memory(flat)));
    if ((none && (method == "cpu" || method == "cuda")) || (args.size() == 1 && method == "cuda")) {
      const Device to = method == "cpu" ? Device() : Device(kCUDA, none ? int8_t{-1} : static_cast<int8_t>(args[0].to_int()));
      return ObjectPtr(std::make_shared<StorageObject>(flat.to(to)));
    }
    if (none && method == "clone") return ObjectPtr(std::make_shared<StorageObject>(flat.clone()));
    if (none && method == "type") return "torch." + type_name();
    if (args.size() == 1 && method == "__getitem__") return Value(select(flat, 0, args[0].to_int()).item());
    if (args.size() == 2 && method == "__setitem__") {
      select(flat, 0, args[0].to_int()).fill_(args[1].to_scalar());
      return {};
    }
    if (args.size() == 1 && method == "fill_") {
      flat.fill_(args[0].to_scalar());
      return {};
    }
    if (args.size() == 1 && method == "resize_") {
      TL_CHECK(args[0].to_int() >= 0, value, "resize_", "a storage cannot have ", args[0].to_int(), " elements");
      flat.storage()->resize(static_cast<size_t>(args[0].to_int()) * flat.element_size());
      flat = make_alias(flat, {args[0].to_int()}, {1}, 0);
      return {};
    }
    for (const auto& [name, type] : {std::pair("float", kFloat), std::pair("double", kDouble), std::pair("half", kHalf), std::pair("byte", kByte),
                                     std::pair("char", kChar), std::pair("short", kShort), std::pair("int", kInt), std::pair("long", kLong),
                                     std::pair("bool", kBool), std::pair("bfloat16", kBFloat16)})
      if (none && method == name) return type == flat.dtype() ? Value() : Value(ObjectPtr(std::make_shared<StorageObject>(flat.to(type))));
    return Object::call(method, args, kwargs);
  }
  Tensor flat;
};
const StorageObject* storage_in(const Value& v) { return v.is_object() ? dynamic_cast<const StorageObject*>(v.to_object().get()) : nullptr; }

/// set_ to a part of what a tensor or a storage holds.
Value set_part(const Bound& a) {
  Tensor self = a.t(0), source;
  if (const StorageObject* s = storage_in(a[1])) {
    source = s->flat;
    if (!a.has(3)) return self.set_(a.i(2) == 0 ? source : narrow(source, 0, a.i(2), source.numel() - a.i(2)));
  } else {
    source = a.t(1).detach();
    if (!a.has(3)) {
      TL_CHECK(a.i(2) == 0 && !a.has(4), value, "set_", "a storage_offset or stride needs a size");
      return self.set_(source);
    }
  }
  const DimVector size = a.ints(3), stride = a.has(4) ? DimVector(a.ints(4)) : contiguous_strides(size);
  return self.set_(as_strided(source, size, stride, a.i(2)));
}

/// Each element through a function of the caller, on the CPU.
Value each_element(const char* op, Tensor self, const Tensor& other, const Value& function) {
  TL_CHECK(function.is_object(), type, op, "needs a function, not ", function.type_name());
  return ops::each_element(op, self, other, [&](const Scalar& x, const Scalar& y) {
    std::vector<Value> args{Value(x)};
    if (other.defined()) args.emplace_back(Value(y));
    return function.to_object()->call("__call__", args, {}).to_scalar();
  });
}

void register_storage() {
  add({"Tensor.storage", {{"self", tensor}}, [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<StorageObject>(a.t(0).detach())); }});
  add({"Tensor.storage_type", {{"self", tensor}}, [](const Bound& a) -> Value { return "torch." + type_name_of(a.t(0).dtype()) + "Storage"; }});
  add({"is_storage", {{"obj", any}}, [](const Bound& a) -> Value { return storage_in(a[0]) != nullptr; }});
  add({"Storage", {{"size", integer, 0}}, [](const Bound& a) -> Value { return ObjectPtr(std::make_shared<StorageObject>(empty({a.i(0)}))); }});
  add({"Storage", {{"data", any}}, [](const Bound& a) -> Value {
         return ObjectPtr(std::make_shared<StorageObject>(call("torch.tensor", {a[0]}, {{"dtype", Value(default_dtype())}}).to_tensor()));
       }});
  add({"Tensor.resize_", {{"self", tensor}, {"sizes", ints}}, [](const Bound& a) -> Value { return a.t(0).resize_(IntArrayRef(a.ints(1))); }, true});
  add({"Tensor.resize_as_", {{"self", tensor}, {"tensor", tensor}}, [](const Bound& a) -> Value { return a.t(0).resize_as_(a.t(1)); }});
  add({"Tensor.set_", {{"self", tensor}}, [](const Bound& a) -> Value { return a.t(0).set_(); }});
  add({"Tensor.set_", {{"self", tensor}, {"source", any}, {"storage_offset", integer, 0}, {"size", ints, {}, true}, {"stride", ints, {}, true}}, set_part});
  add({"Tensor.share_memory_", {{"self", tensor}}, [](const Bound& a) -> Value { return a.t(0).share_memory_(); }});
  add({"Tensor.apply_", {{"self", tensor}, {"callable", any}}, [](const Bound& a) -> Value { return each_element("apply_", a.t(0), {}, a[1]); }});
  add({"Tensor.map_", {{"self", tensor}, {"tensor", tensor}, {"callable", any}}, [](const Bound& a) -> Value { return each_element("map_", a.t(0), a.t(1), a[2]); }});
}

void register_printing() {
  add({"set_printoptions", {{"precision", integer, {}, true}, {"threshold", any, {}, true}, {"edgeitems", integer, {}, true}, {"linewidth", integer, {}, true},
                            {"profile", text, {}, true}, {"sci_mode", boolean, {}, true}},
       [](const Bound& a) -> Value {
         PrintOptions o = a.has(4) ? PrintOptions::profile(a[4].to_string()) : get_printoptions();
         if (a.has(0)) o.precision = static_cast<int>(std::min<int64_t>(a.i(0), 1000));
         if (a.has(1)) o.threshold = a[1].is_double() && std::isinf(a.d(1)) ? INT64_MAX : a.i(1);
         if (a.has(2)) o.edge_items = a.i(2);
         if (a.has(3)) o.line_width = a.i(3);
         o.sci_mode = a.has(5) ? std::optional(a.b(5)) : std::nullopt;
         set_printoptions(o);
         return {};
       }});
  for (const char* name : {"Tensor.__repr__", "Tensor.__str__"}) add({name, {{"self", tensor}}, [](const Bound& a) -> Value { return repr(a.t(0)); }});
}

void register_process() {
  add({"set_default_tensor_type", {{"t", any}}, [](const Bound& a) -> Value {
         if (a[0].is_dtype()) return call("torch.set_default_dtype", {a[0]});
         const std::string name = a[0].to_string();
         if (const auto type = tensor_type_from(name); type && is_floating_point(type->dtype) && type->layout == kStrided) {
           TL_CHECK(type->device == kCPU, not_implemented, "set_default_tensor_type", "the default device is the CPU; name the device where a tensor is made, instead of ", name);
           set_default_dtype(type->dtype);
           return {};
         }
         TL_THROW(type, "set_default_tensor_type", "only floating-point types can be the default, not ", name);
       }});
  add({"utils.backcompat.broadcast_warning.enabled", {{"value", boolean, {}, true}}, [](const Bound& a) -> Value {
         if (a.has(0)) utils::backcompat::set_broadcast_warning(a.b(0));
         return utils::backcompat::broadcast_warning();
       }});
  add({"cuda.is_available", {}, [](const Bound&) -> Value { return cuda::is_available(); }});
  add({"cuda.device_count", {}, [](const Bound&) -> Value { return static_cast<int64_t>(cuda::device_count()); }});
  add({"device.type", {{"self", any}}, [](const Bound& a) -> Value { return std::string(a[0].to_device().is_cpu() ? "cpu" : a[0].to_device().is_cuda() ? "cuda" : "meta"); }});
  add({"device.index", {{"self", any}}, [](const Bound& a) -> Value {
         const Device d = a[0].to_device();
         return d.has_index() ? Value(static_cast<int64_t>(d.index())) : Value();
       }});
  add({"dtype.is_floating_point", {{"self", dtype}}, [](const Bound& a) -> Value { return is_floating_point(a[0].to_dtype()); }});
  add({"promote_types", {{"type1", dtype}, {"type2", dtype}}, [](const Bound& a) -> Value { return promote_types(a[0].to_dtype(), a[1].to_dtype()); }});
  add({"can_cast", {{"from", dtype}, {"to", dtype}}, [](const Bound& a) -> Value { return can_cast(a[0].to_dtype(), a[1].to_dtype()); }});
  add({"result_type", {{"tensor1", any}, {"tensor2", any}}, [](const Bound& a) -> Value {
         const Tensor both[] = {a.t(0), a.t(1)};
         return result_type(both);
       }});
  add({"compiled_with_cxx11_abi", {}, [](const Bound&) -> Value {
#if defined(_GLIBCXX_USE_CXX11_ABI)
         return _GLIBCXX_USE_CXX11_ABI != 0;
#else
         return true;
#endif
       }});
}
}  // namespace

Value storage_value(const Storage& storage, ScalarType dtype) { return ObjectPtr(std::make_shared<StorageObject>(storage, dtype)); }
Storage storage_in_value(const Value& value) {
  const StorageObject* s = storage_in(value);
  return s ? s->flat.storage() : Storage();
}

void register_storage_rows() {
  register_storage();
  register_printing();
  register_process();
}

}  // namespace tl::by_name
