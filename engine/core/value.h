// SPDX-License-Identifier: Apache-2.0
// A dynamically typed value: operator attributes, described options, node parameters, by-name calls.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/tensor.h"

namespace tl {

class Value;

/// Something a by-name call hands around that is neither number, text nor tensor: a module, a generator, a distribution.
/// What it offers is asked for by name; unknown names throw NotImplementedError.
class Object {
 public:
  virtual ~Object() = default;
  virtual std::string type_name() const = 0;  ///< "Linear", "Generator"
  virtual Value attribute(const std::string& name);
  virtual void set_attribute(const std::string& name, const Value& value);
  virtual Value call(const std::string& method, const std::vector<Value>& args, const std::vector<std::pair<std::string, Value>>& kwargs);
};
using ObjectPtr = std::shared_ptr<Object>;

class Value {
 public:
  using Ints = DimVector;
  using List = std::vector<Value>;
  using Dict = std::vector<std::pair<std::string, Value>>;  ///< in insertion order; few entries

  Value() = default;
  Value(std::nullptr_t) {}
  Value(std::nullopt_t) {}
  Value(bool v) : v_(v) {}
  Value(int v) : v_(static_cast<int64_t>(v)) {}
  Value(int64_t v) : v_(v) {}
  Value(double v) : v_(v) {}
  Value(ScalarType v) : v_(v) {}
  Value(Device v) : v_(v) {}
  Value(const char* v) : v_(std::make_shared<const std::string>(v)) {}
  Value(std::string v) : v_(std::make_shared<const std::string>(std::move(v))) {}
  Value(IntArrayRef v) : v_(Ints(v.begin(), v.end())) {}
  Value(const std::vector<int64_t>& v) : v_(Ints(v.begin(), v.end())) {}
  Value(Ints v) : v_(std::move(v)) {}
  Value(Tensor v) : v_(std::move(v)) {}
  Value(const Scalar& v);
  Value(List v) : v_(std::make_shared<const List>(std::move(v))) {}
  Value(Dict v) : v_(std::make_shared<const Dict>(std::move(v))) {}
  Value(ObjectPtr v) : v_(std::move(v)) {}
  template <class T>
  Value(const std::optional<T>& v) { if (v) *this = Value(*v); }

  bool is_none() const { return std::holds_alternative<std::monostate>(v_); }
  bool is_bool() const { return std::holds_alternative<bool>(v_); }
  bool is_int() const { return std::holds_alternative<int64_t>(v_); }
  bool is_double() const { return std::holds_alternative<double>(v_); }
  bool is_number() const { return is_int() || is_double() || is_bool(); }
  bool is_string() const { return std::holds_alternative<std::shared_ptr<const std::string>>(v_); }
  bool is_ints() const { return std::holds_alternative<Ints>(v_); }
  bool is_tensor() const { return std::holds_alternative<Tensor>(v_); }
  bool is_dtype() const { return std::holds_alternative<ScalarType>(v_); }
  bool is_device() const { return std::holds_alternative<Device>(v_); }
  bool is_list() const { return std::holds_alternative<std::shared_ptr<const List>>(v_); }
  bool is_object() const { return std::holds_alternative<ObjectPtr>(v_); }
  bool is_dict() const { return std::holds_alternative<std::shared_ptr<const Dict>>(v_); }

  // Getters convert where nothing is lost (int → double, number → bool, 1 int ↔ ints, list of ints → ints) and throw TypeError otherwise.
  bool to_bool() const;
  int64_t to_int() const;
  double to_double() const;
  Scalar to_scalar() const;
  const std::string& to_string() const;
  Ints to_ints() const;
  Tensor to_tensor() const;
  ScalarType to_dtype() const;  ///< also from the text "float32"
  Device to_device() const;     ///< also from the text "cuda:1"
  const List& to_list() const;
  const Dict& to_dict() const;
  const ObjectPtr& to_object() const;

  // Unchecked access for hot paths: the attribute was packed by the operator's schema.
  bool b() const { return std::get<bool>(v_); }
  int64_t i() const { return std::get<int64_t>(v_); }
  double d() const { return std::get<double>(v_); }
  const Ints& ints() const { return std::get<Ints>(v_); }

  /// Entry of a dict, or nullptr.
  const Value* find(const std::string& key) const;
  /// Type and content equal; tensors by identity.
  bool operator==(const Value& other) const;
  /// "none", "bool", "int", "float", "text", "ints", "tensor", "dtype", "device", "list", "dict", "object".
  const char* type_name() const;
  /// As a person writes it: `3×3`-like lists stay `[3, 3]`.
  std::string repr() const;

 private:
  std::variant<std::monostate, bool, int64_t, double, ScalarType, Device, Ints, std::shared_ptr<const std::string>, Tensor,
               std::shared_ptr<const List>, std::shared_ptr<const Dict>, ObjectPtr>
      v_;
};

}  // namespace tl
