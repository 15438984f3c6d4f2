// SPDX-License-Identifier: Apache-2.0
#include "conformance/values.h"

#include <cmath>

#include "conformance/objects.h"
#include "engine/autograd/grad_mode.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"

namespace tl::conformance {
namespace {
std::string join(const std::string& path, const std::string& key) { return path.empty() ? key : path + "." + key; }
ScalarType dtype_of(const std::string& name) {
  const auto t = dtype_from_name(name);
  if (!t) throw Mismatch("the case names the unknown dtype " + name);
  return *t;
}
DimVector dims(const Json& list) {
  DimVector out;
  for (const Json& n : list) out.push_back(n.get<int64_t>());
  return out;
}
}  // namespace

double read_number(const Json& j) {
  if (j.is_number()) return j.get<double>();
  if (j.is_boolean()) return j.get<bool>();
  const std::string s = j.is_string() ? j.get<std::string>() : "";
  if (s == "nan") return NAN;
  if (s == "inf") return INFINITY;
  if (s == "-inf") return -INFINITY;
  throw Mismatch("the case holds " + j.dump() + " where a number belongs");
}

Tensor read_tensor(const Json& inner) {
  const NoGradGuard guard;
  const ScalarType dtype = dtype_of(inner.at("dtype").get<std::string>());
  const Json& data = inner.at("data");
  const DimVector sizes = dims(inner.at("shape"));
  Tensor t = empty_tensor(sizes, is_floating_point(dtype) ? kDouble : kLong);
  if (static_cast<int64_t>(data.size()) != t.numel()) throw Mismatch("a tensor of the case has not as many numbers as its shape says");
  for (size_t i = 0; i < data.size(); ++i) {
    if (t.dtype() == kDouble) t.data_ptr<double>()[i] = read_number(data[i]);
    else t.data_ptr<int64_t>()[i] = data[i].is_boolean() ? data[i].get<bool>() : data[i].get<int64_t>();
  }
  return t.dtype() == dtype ? t : t.to(dtype);
}

Value Reader::read(const Json& j, const std::string& path) {
  if (j.is_null()) return {};
  if (j.is_boolean()) return j.get<bool>();
  if (j.is_number_integer()) return j.get<int64_t>();
  if (j.is_number_float()) return j.get<double>();
  if (j.is_string()) return j.get<std::string>();
  if (j.is_array()) return read_args(j, path);
  return read_object(j, path);
}

std::vector<Value> Reader::read_args(const Json& list, const std::string& prefix) {
  std::vector<Value> out;
  for (size_t i = 0; i < list.size(); ++i) out.push_back(read(list[i], join(prefix, std::to_string(i))));
  return out;
}

Value::Dict Reader::read_kwargs(const Json& object) {
  Value::Dict out;
  for (const auto& [key, value] : object.items()) out.emplace_back(key, read(value, key));
  return out;
}

Value Reader::read_object(const Json& j, const std::string& path) {
  const auto has = [&](const char* key) { return j.contains(key); };
  if (has("tensor")) {
    Tensor t = read_tensor(j["tensor"]);
    if (has("as_strided")) {
      const Json& s = j["as_strided"];
      t = make_alias(t, dims(s.at("size")), dims(s.at("stride")), s.value("offset", int64_t{0}));
    }
    if (j.value("requires_grad", false)) t.set_requires_grad(true);
    tensors[path] = t;
    return t;
  }
  if (has("float")) return read_number(j["float"]);
  if (has("tuple")) return read_args(j["tuple"], path);
  if (has("dict")) {
    Value::Dict out;
    for (const auto& [key, value] : j["dict"].items()) out.emplace_back(key, read(value, join(path, key)));
    return out;
  }
  if (has("size")) return Value::Ints(dims(j["size"]));
  if (has("dtype")) return dtype_of(j["dtype"].get<std::string>());
  if (has("device")) return Device(j["device"].get<std::string>());
  if (has("layout")) return j["layout"].get<std::string>();
  if (has("fill")) {
    const Json& f = j["fill"];
    Tensor t = full(dims(f.at("shape")), read_number(f.at("value")), dtype_of(f.at("dtype").get<std::string>()));
    if (j.value("requires_grad", false)) t.set_requires_grad(true);
    tensors[path] = t;
    return t;
  }
  if (has("ndarray")) return read(j["ndarray"], path);
  if (has("slice")) return Value(ObjectPtr(std::make_shared<SliceObject>(read_args(j["slice"]))));
  if (has("ellipsis")) return Value(ObjectPtr(std::make_shared<EllipsisObject>()));
  if (has("callable")) return Value(ObjectPtr(std::make_shared<CallableObject>(j["callable"].get<std::string>())));
  if (has("var")) {
    const auto found = variables_ ? variables_->find(j["var"].get<std::string>()) : Variables::iterator{};
    if (!variables_ || found == variables_->end()) throw Mismatch("the program uses the unknown variable " + j["var"].dump());
    return found->second;
  }
  if (has("counter")) {
    if (!variables_) throw Mismatch("a counter stands outside a program");
    return Value(ObjectPtr(std::make_shared<CounterObject>(variables_, j["counter"].get<std::string>())));
  }
  if (has("sparse")) {
    const Json& s = j["sparse"];
    const Value made = by_name::call("torch.sparse_coo_tensor",
                                     {Value(read_tensor(s.at("indices"))), Value(read_tensor(s.at("values"))), Value(Value::Ints(dims(s.at("size"))))});
    return made.to_tensor().coalesce();
  }
  if (has("packed")) {
    const Json& p = j["packed"];
    std::vector<Value> parts;
    for (const char* key : {"data", "batch_sizes", "sorted_indices", "unsorted_indices"}) parts.push_back(read(p.value(key, Json()), join(path, key)));
    tensors[path] = parts[0].to_tensor();  // gradients are asked for by the place of the sequence
    return construct("torch.nn.utils.rnn.PackedSequence", parts, {});
  }
  if (has("module")) {
    const Json& m = j["module"];
    const Json init = m.value("init", Json::object());
    return construct(m.at("name").get<std::string>(), read_args(init.value("args", Json::array())), read_kwargs(init.value("kwargs", Json::object())));
  }
  for (const char* key : {"distribution", "transform", "constraint"})
    if (has(key)) {
      const Json& d = j[key];
      Reader inner(variables_);
      std::string name = d.at("name").get<std::string>();
      if (name.find('.') == std::string::npos) name = "torch.distributions.constraints." + name;
      Value made = construct(name, inner.read_args(d.value("args", Json::array())),
                             inner.read_kwargs(d.value("kwargs", Json::object())));
      for (const auto& [at, t] : inner.tensors) tensors[join(path, at)] = t;
      return d.value("inv", false) ? get_attribute(made, "inv") : made;
    }
  throw Mismatch("the case holds a value that FORMAT.md does not know: " + j.dump().substr(0, 80));
}

Tolerance tolerance_of(const Json& c) {
  Tolerance t;
  t.rtol = c.value("rtol", t.rtol);
  t.atol = c.value("atol", t.atol);
  return t;
}

bool close(double got, double expected, Tolerance t) {
  if (std::isnan(expected)) return std::isnan(got);
  if (std::isinf(expected) || std::isinf(got)) return got == expected;
  return std::abs(got - expected) <= t.atol + t.rtol * std::abs(expected);
}

std::vector<double> numbers(const Tensor& t) {
  const NoGradGuard guard;
  const Tensor d = (t.is_sparse() ? t.detach().to_dense() : t.detach()).to(kDouble).contiguous();
  const double* p = d.numel() ? d.data_ptr<double>() : nullptr;
  return std::vector<double>(p, p + d.numel());
}

void flatten(const Value& v, std::vector<Tensor>* out) {
  if (v.is_tensor()) out->push_back(v.to_tensor());
  if (v.is_list())
    for (const Value& e : v.to_list()) flatten(e, out);
  if (v.is_dict())
    for (const auto& [key, e] : v.to_dict()) flatten(e, out);
  if (v.is_object()) {
    Value parts = tensor_parts(v.to_object());
    if (parts.is_list()) flatten(parts, out);
  }
}

namespace {
/// Where in the stored data each element lies, in row-major order of `sizes`.
std::vector<size_t> places(const DimVector& sizes, const Json& whole) {
  const bool strided = whole.contains("as_strided");
  const DimVector strides = strided ? dims(whole["as_strided"].at("stride")) : contiguous_strides(sizes);
  const int64_t offset = strided ? whole["as_strided"].value("offset", int64_t{0}) : 0;
  std::vector<size_t> out;
  for (int64_t e = 0, n = product(sizes); e < n; ++e) {
    int64_t rest = e, at = offset;
    for (size_t d = sizes.size(); d-- > 0; rest /= sizes[d]) at += rest % sizes[d] * strides[d];
    out.push_back(static_cast<size_t>(at));
  }
  return out;
}

/// The stored decimal reads back to a value of the tensor's own type.
double rounded(double v, ScalarType dtype) {
  if (dtype == kFloat) return static_cast<double>(static_cast<float>(v));
  if (dtype != kHalf || !std::isfinite(v) || v == 0) return v;
  const int exponent = std::max(std::ilogb(v), -14);  // 10 bits behind the point, to even
  return std::ldexp(std::nearbyint(std::ldexp(v, 10 - exponent)), exponent - 10);
}

void compare_tensor(const Value& got, const Json& inner, const Json& whole, Tolerance tol, bool mask, const std::string& where) {
  if (!got.is_tensor() || !got.to_tensor().defined()) throw Mismatch(str(where, " is ", got.type_name(), " ", got.repr(), ", not a tensor"));
  const Tensor t = got.to_tensor();
  const DimVector sizes = dims(whole.contains("as_strided") ? whole["as_strided"].at("size") : inner.at("shape"));
  const ScalarType dtype = dtype_of(inner.at("dtype").get<std::string>());
  if (!(t.sizes() == IntArrayRef(sizes))) throw Mismatch(str(where, " has the shape ", t.sizes(), ", expected ", sizes));
  const bool type_fits = t.dtype() == dtype || (mask && dtype == kBool && t.dtype() == kByte);
  if (!type_fits) throw Mismatch(str(where, " is ", t.dtype(), ", expected ", dtype));
  // The expected numbers come straight from the case, so that a wrong conversion of ours cannot hide in both.
  const auto at = places(sizes, whole);
  const Json& data = inner.at("data");
  if (is_integral(dtype)) {
    const NoGradGuard guard;
    const Tensor a = t.detach().to(kLong).contiguous();
    for (size_t i = 0; i < at.size(); ++i) {
      const Json& e = data.at(at[i]);
      const int64_t expected = e.is_boolean() ? e.get<bool>() : e.get<int64_t>(), have = a.data_ptr<int64_t>()[i];
      if (have != expected) throw Mismatch(str(where, " is ", have, " at element ", i, ", expected ", expected));
    }
    return;
  }
  const auto have = numbers(t);
  for (size_t i = 0; i < have.size(); ++i) {
    const double expected = rounded(read_number(data.at(at[i])), dtype);
    if (!close(have[i], expected, tol)) throw Mismatch(str(where, " is ", have[i], " at element ", i, ", expected ", expected));
  }
}

/// A sequence of any kind as a list.
std::vector<Value> items(const Value& v, const std::string& where) {
  if (v.is_list()) return v.to_list();
  std::vector<Value> out;
  if (v.is_ints()) {
    for (const int64_t i : v.ints()) out.emplace_back(i);
    return out;
  }
  if (v.is_dict()) {
    for (const auto& [key, e] : v.to_dict()) out.emplace_back(key);
    return out;
  }
  throw Mismatch(str(where, " is ", v.type_name(), " ", v.repr(), ", not a sequence"));
}

void compare_list(const Value& got, const Json& expected, Tolerance tol, bool mask, const std::string& where) {
  const auto have = items(got, where);
  if (have.size() != expected.size()) throw Mismatch(str(where, " has ", have.size(), " elements, expected ", expected.size()));
  for (size_t i = 0; i < have.size(); ++i) compare(have[i], expected[i], tol, mask, str(where, "[", i, "]"));
}

void compare_object(const Value& got, const Json& e, Tolerance tol, bool mask, const std::string& where) {
  if (e.contains("tensor")) return compare_tensor(got, e["tensor"], e, tol, mask, where);
  if (e.contains("ndarray")) return compare(got, e["ndarray"], tol, mask, where);
  if (e.contains("tuple")) return compare_list(got, e["tuple"], tol, mask, where);
  if (e.contains("size")) return compare_list(got, e["size"], tol, mask, where);
  if (e.contains("float")) {
    if (!got.is_double() || !close(got.d(), read_number(e["float"]), tol)) throw Mismatch(str(where, " is ", got.repr(), ", expected ", e["float"].dump()));
    return;
  }
  if (e.contains("dict")) {
    if (!got.is_dict() || got.to_dict().size() != e["dict"].size()) throw Mismatch(str(where, " is not a dictionary of ", e["dict"].size(), " entries"));
    for (const auto& [key, value] : e["dict"].items()) {
      const Value* mine = got.find(key);
      if (!mine) throw Mismatch(str(where, " has no entry ", key));
      compare(*mine, value, tol, mask, str(where, ".", key));
    }
    return;
  }
  if (e.contains("fill")) {
    const Json& f = e["fill"];
    Json inner{{"dtype", f.at("dtype")}, {"shape", f.at("shape")}, {"data", Json::array()}};
    for (int64_t i = 0, n = product(dims(f.at("shape"))); i < n; ++i) inner["data"].push_back(f.at("value"));
    return compare_tensor(got, inner, Json::object(), tol, mask, where);
  }
  if (e.contains("module")) {
    const std::string full_name = e["module"].at("name").get<std::string>(), name = full_name.substr(full_name.rfind('.') + 1);
    if (!got.is_object() || got.to_object()->type_name() != name) throw Mismatch(str(where, " is ", got.repr(), ", expected a ", name));
    return;
  }
  if (e.contains("sparse")) {
    const Json& s = e["sparse"];  // coalesced
    if (got.is_tensor() && got.to_tensor().defined() && got.to_tensor().is_sparse() && !got.to_tensor().is_coalesced()) return compare_object(got.to_tensor().coalesce(), e, tol, mask, where);
    compare(get_attribute(got, "indices()"), Json{{"tensor", s.at("indices")}}, tol, mask, where + ".indices");
    compare(get_attribute(got, "values()"), Json{{"tensor", s.at("values")}}, tol, mask, where + ".values");
    return compare(get_attribute(got, "shape"), Json{{"size", s.at("size")}}, tol, mask, where + ".size");
  }
  if (e.contains("packed")) {
    for (const auto& [key, value] : e["packed"].items()) compare(get_attribute(got, key), value, tol, mask, where + "." + key);
    return;
  }
  Reader reader;
  const Value value = reader.read(e);
  if (!(got == value)) throw Mismatch(str(where, " is ", got.repr(), ", expected ", value.repr()));
}
}  // namespace

void compare(const Value& got, const Json& e, Tolerance tol, bool mask, const std::string& where) {
  const auto differs = [&] { throw Mismatch(str(where, " is ", got.type_name(), " ", got.repr(), ", expected ", e.dump())); };
  if (e.is_object()) return compare_object(got, e, tol, mask, where);
  if (e.is_array()) return compare_list(got, e, tol, mask, where);
  if (e.is_null()) {
    if (!got.is_none() && !(got.is_tensor() && !got.to_tensor().defined())) differs();
  } else if (e.is_boolean()) {
    if (!got.is_bool() || got.b() != e.get<bool>()) differs();
  } else if (e.is_number_integer()) {
    if (!got.is_int() || got.i() != e.get<int64_t>()) differs();
  } else if (e.is_number()) {
    if (!(got.is_double() || got.is_int()) || !close(got.to_double(), e.get<double>(), tol)) differs();
  } else if (got.is_object()) {  // a module compares by its class name
    if (got.to_object()->type_name() != e.get<std::string>()) throw Mismatch(str(where, " is a ", got.to_object()->type_name(), ", expected ", e.dump()));
  } else if (!got.is_string() || got.to_string() != e.get<std::string>()) {
    differs();
  }
}

}  // namespace tl::conformance
