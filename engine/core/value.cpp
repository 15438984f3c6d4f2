// SPDX-License-Identifier: Apache-2.0
#include "engine/core/value.h"

#include <charconv>
#include <cmath>
#include <memory>
#include <new>

#include "engine/core/error.h"

namespace tl {
namespace {
[[noreturn]] void wrong_type(const Value& v, const char* wanted) {
  TL_THROW(type, "value", "expected ", wanted, " but got ", v.type_name(), " ", v.repr());
}
}  // namespace

// The owning members are made where nothing lives yet (the bits of an empty value) and end through `destroy`.
Value::Value(const char* v) : Value(std::string(v)) {}
Value::Value(std::string v) {
  new (&data_.text) auto(std::make_shared<const std::string>(std::move(v)));
  kind_ = Kind::text;
}
Value::Value(IntArrayRef v) : Value(Ints(v.begin(), v.end())) {}
Value::Value(const std::vector<int64_t>& v) : Value(Ints(v.begin(), v.end())) {}
Value::Value(Ints v) {
  new (&data_.ints) Ints(std::move(v));
  kind_ = Kind::ints;
}
Value::Value(Tensor v) {
  new (&data_.tensor) Tensor(std::move(v));
  kind_ = Kind::tensor;
}
Value::Value(const Scalar& v) {
  if (v.isBoolean()) *this = v.toBool();
  else if (v.isIntegral()) *this = v.toLong();
  else *this = v.toDouble();
}
Value::Value(List v) {
  new (&data_.list) auto(std::make_shared<const List>(std::move(v)));
  kind_ = Kind::list;
}
Value::Value(Dict v) {
  new (&data_.dict) auto(std::make_shared<const Dict>(std::move(v)));
  kind_ = Kind::dict;
}
Value::Value(ObjectPtr v) {
  new (&data_.object) ObjectPtr(std::move(v));
  kind_ = Kind::object;
}

void Value::destroy() noexcept {
  switch (kind_) {
    case Kind::ints: std::destroy_at(&data_.ints); break;
    case Kind::text: std::destroy_at(&data_.text); break;
    case Kind::tensor: std::destroy_at(&data_.tensor); break;
    case Kind::list: std::destroy_at(&data_.list); break;
    case Kind::dict: std::destroy_at(&data_.dict); break;
    case Kind::object: std::destroy_at(&data_.object); break;
    default: break;
  }
  kind_ = Kind::none;
  data_.bits = 0;
}

void Value::copy_owned(const Value& o) {
  switch (o.kind_) {
    case Kind::ints: new (&data_.ints) Ints(o.data_.ints); break;
    case Kind::text: new (&data_.text) auto(o.data_.text); break;
    case Kind::tensor: new (&data_.tensor) Tensor(o.data_.tensor); break;
    case Kind::list: new (&data_.list) auto(o.data_.list); break;
    case Kind::dict: new (&data_.dict) auto(o.data_.dict); break;
    case Kind::object: new (&data_.object) ObjectPtr(o.data_.object); break;
    default: break;
  }
  kind_ = o.kind_;
}

void Value::take_owned(Value& o) noexcept {
  switch (o.kind_) {
    case Kind::ints: new (&data_.ints) Ints(std::move(o.data_.ints)); break;
    case Kind::text: new (&data_.text) auto(std::move(o.data_.text)); break;
    case Kind::tensor: new (&data_.tensor) Tensor(std::move(o.data_.tensor)); break;
    case Kind::list: new (&data_.list) auto(std::move(o.data_.list)); break;
    case Kind::dict: new (&data_.dict) auto(std::move(o.data_.dict)); break;
    case Kind::object: new (&data_.object) ObjectPtr(std::move(o.data_.object)); break;
    default: break;
  }
  kind_ = o.kind_;
  o.destroy();  // what was taken from is none
}

bool Value::to_bool() const {
  if (is_bool()) return b();
  if (is_int()) return i() != 0;
  if (is_tensor() && to_tensor().numel() == 1) return to_tensor().item().toBool();
  wrong_type(*this, "true or false");
}

int64_t Value::to_int() const {
  if (is_int()) return i();
  if (is_bool()) return b();
  if (is_double() && std::nearbyint(d()) == d() && std::abs(d()) < 9e15) return static_cast<int64_t>(d());
  if (is_ints() && ints().size() == 1) return ints()[0];
  if (is_tensor() && to_tensor().numel() == 1 && is_integral(to_tensor().dtype())) return to_tensor().item().toLong();
  wrong_type(*this, "an integer");
}

double Value::to_double() const {
  if (is_double()) return d();
  if (is_int()) return static_cast<double>(i());
  if (is_bool()) return b();
  if (is_tensor() && to_tensor().numel() == 1) return to_tensor().item().toDouble();
  wrong_type(*this, "a number");
}

Scalar Value::to_scalar() const {
  if (is_double()) return d();
  if (is_int()) return i();
  if (is_bool()) return b();
  if (is_tensor() && to_tensor().numel() == 1) return to_tensor().item();
  wrong_type(*this, "a number");
}

const std::string& Value::to_string() const {
  if (is_string()) return *data_.text;
  wrong_type(*this, "a text");
}

Value::Ints Value::to_ints() const {
  if (is_ints()) return ints();
  if (is_int()) return {i()};
  if (is_list()) {
    Ints out;
    for (const Value& v : to_list()) out.push_back(v.to_int());
    return out;
  }
  wrong_type(*this, "a list of integers");
}

Tensor Value::to_tensor() const {
  if (is_tensor()) return data_.tensor;
  if (is_none()) return {};
  if (is_number()) return wrap_scalar(to_scalar());
  wrong_type(*this, "a tensor");
}

ScalarType Value::to_dtype() const {
  if (is_dtype()) return data_.t;
  if (is_string())
    if (const auto t = dtype_from_name(to_string())) return *t;
  wrong_type(*this, "a dtype");
}

Device Value::to_device() const {
  if (is_device()) return data_.device;
  if (is_string()) return Device(to_string());
  wrong_type(*this, "a device");
}

const Value::List& Value::to_list() const {
  if (is_list()) return *data_.list;
  wrong_type(*this, "a list");
}

const Value::Dict& Value::to_dict() const {
  static const Dict none;
  if (is_dict()) return *data_.dict;
  if (is_none()) return none;
  wrong_type(*this, "a dictionary");
}

const Value* Value::find(const std::string& key) const {
  if (!is_dict()) return nullptr;
  for (const auto& [k, v] : to_dict())
    if (k == key) return &v;
  return nullptr;
}

const ObjectPtr& Value::to_object() const {
  if (is_object()) return data_.object;
  wrong_type(*this, "an object");
}

Value Object::attribute(const std::string& name) { TL_THROW(not_implemented, type_name(), "has no attribute '", name, "'"); }
void Object::set_attribute(const std::string& name, const Value&) { TL_THROW(not_implemented, type_name(), "the attribute '", name, "' cannot be set"); }
Value Object::call(const std::string& method, const std::vector<Value>&, const std::vector<std::pair<std::string, Value>>&) {
  TL_THROW(not_implemented, type_name(), "has no method '", method, "'");
}

bool Value::operator==(const Value& o) const {
  if (kind_ != o.kind_) return false;
  if (is_string()) return to_string() == o.to_string();
  if (is_list()) return to_list() == o.to_list();
  if (is_dict()) return to_dict() == o.to_dict();
  if (is_tensor()) return to_tensor().is_same(o.to_tensor());
  if (is_none()) return true;
  if (is_bool()) return b() == o.b();
  if (is_int()) return i() == o.i();
  if (is_double()) return d() == o.d() || (std::isnan(d()) && std::isnan(o.d()));
  if (is_ints()) return ints() == o.ints();
  if (is_object()) return to_object() == o.to_object();
  if (is_dtype()) return to_dtype() == o.to_dtype();
  return to_device() == o.to_device();
}

const char* Value::kind_name(Kind kind) {
  constexpr const char* names[] = {"none", "bool", "int", "float", "dtype", "device", "ints", "text", "tensor", "list", "dict", "object"};
  return names[static_cast<size_t>(kind)];
}
const char* Value::type_name() const { return kind_name(kind_); }
void Value::wrong_kind(Kind wanted) const { wrong_type(*this, kind_name(wanted)); }

std::string Value::repr() const {
  if (is_none()) return "none";
  if (is_bool()) return b() ? "true" : "false";
  if (is_int()) return std::to_string(i());
  if (is_double()) {
    char buffer[32];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, d());
    return std::string(buffer, r.ptr);
  }
  if (is_ints()) return str(ints());
  if (is_string()) return '"' + to_string() + '"';
  if (is_tensor()) return to_tensor().brief();
  if (is_dtype()) return dtype_name(to_dtype());
  if (is_device()) return to_device().str();
  if (is_object()) return to_object() ? to_object()->type_name() : "none";
  std::string out = is_list() ? "[" : "{";
  bool first = true;
  const auto sep = [&] { if (!first) out += ", "; first = false; };
  if (is_list())
    for (const Value& v : to_list()) { sep(); out += v.repr(); }
  else
    for (const auto& [k, v] : to_dict()) { sep(); out += k + ": " + v.repr(); }
  return out + (is_list() ? "]" : "}");
}

}  // namespace tl
