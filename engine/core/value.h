// SPDX-License-Identifier: Apache-2.0
// A dynamically typed value: operator attributes, described options, node parameters, by-name calls.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
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

  Value() noexcept {}
  Value(std::nullptr_t) noexcept {}
  Value(std::nullopt_t) noexcept {}
  Value(bool v) noexcept : kind_(Kind::boolean) { data_.b = v; }
  Value(int v) noexcept : Value(static_cast<int64_t>(v)) {}
  Value(int64_t v) noexcept : kind_(Kind::integer) { data_.i = v; }
  Value(double v) noexcept : kind_(Kind::real) { data_.d = v; }
  Value(ScalarType v) noexcept : kind_(Kind::dtype) { data_.t = v; }
  Value(Device v) noexcept : kind_(Kind::device) { data_.device = v; }
  Value(const char* v);
  Value(std::string v);
  Value(IntArrayRef v);
  Value(const std::vector<int64_t>& v);
  Value(Ints v);
  Value(Tensor v);
  Value(const Scalar& v);
  Value(List v);
  Value(Dict v);
  Value(ObjectPtr v);
  template <class T>
  Value(const std::optional<T>& v) { if (v) *this = Value(*v); }

  Value(const Value& o) { copy(o); }
  Value(Value&& o) noexcept { take(o); }
  Value& operator=(const Value& o) {
    return *this = Value(o);  // a copy first: o may be an entry of this
  }
  Value& operator=(Value&& o) noexcept {
    Value kept(std::move(o));
    clear();
    take(kept);
    return *this;
  }
  ~Value() { clear(); }

  bool is_none() const { return kind_ == Kind::none; }
  bool is_bool() const { return kind_ == Kind::boolean; }
  bool is_int() const { return kind_ == Kind::integer; }
  bool is_double() const { return kind_ == Kind::real; }
  bool is_number() const { return is_int() || is_double() || is_bool(); }
  bool is_string() const { return kind_ == Kind::text; }
  bool is_ints() const { return kind_ == Kind::ints; }
  bool is_tensor() const { return kind_ == Kind::tensor; }
  bool is_dtype() const { return kind_ == Kind::dtype; }
  bool is_device() const { return kind_ == Kind::device; }
  bool is_list() const { return kind_ == Kind::list; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_dict() const { return kind_ == Kind::dict; }

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

  // The same by the names of PyTorch's IValue.
  bool isNone() const { return is_none(); }
  bool isTensor() const { return is_tensor(); }
  bool isInt() const { return is_int(); }
  bool isDouble() const { return is_double(); }
  bool isBool() const { return is_bool(); }
  bool isString() const { return is_string(); }
  bool toBool() const { return to_bool(); }
  int64_t toInt() const { return to_int(); }
  double toDouble() const { return to_double(); }
  Tensor toTensor() const { return to_tensor(); }
  const std::string& toStringRef() const { return to_string(); }

  // Without conversion, for hot paths: the attribute was packed by the operator's schema.
  bool b() const { return expect(Kind::boolean), data_.b; }
  int64_t i() const { return expect(Kind::integer), data_.i; }
  double d() const { return expect(Kind::real), data_.d; }
  const Ints& ints() const { return expect(Kind::ints), data_.ints; }

  /// Entry of a dict, or nullptr.
  const Value* find(const std::string& key) const;
  /// Type and content equal; tensors by identity.
  bool operator==(const Value& other) const;
  /// "none", "bool", "int", "float", "text", "ints", "tensor", "dtype", "device", "list", "dict", "object".
  const char* type_name() const;
  /// As a person writes it: `3×3`-like lists stay `[3, 3]`.
  std::string repr() const;

 private:
  /// Up to `device`, a value is a few bytes; what follows owns something. (Not std::variant: its copies, moves and destructors cost every
  /// file that includes this header more than all the rest of it, and a call each at run time.)
  enum class Kind : uint8_t { none, boolean, integer, real, dtype, device, ints, text, tensor, list, dict, object };
  bool owns() const { return kind_ > Kind::device; }
  void clear() noexcept { if (owns()) destroy(); }
  /// This one is empty before.
  void copy(const Value& o) {
    if (o.owns()) return copy_owned(o);
    kind_ = o.kind_;
    data_.bits = o.data_.bits;
  }
  void take(Value& o) noexcept {
    if (o.owns()) return take_owned(o);
    kind_ = o.kind_;
    data_.bits = o.data_.bits;
  }
  void destroy() noexcept;
  void copy_owned(const Value& o);
  void take_owned(Value& o) noexcept;
  void expect(Kind kind) const { if (kind_ != kind) [[unlikely]] wrong_kind(kind); }
  [[noreturn]] void wrong_kind(Kind wanted) const;
  static const char* kind_name(Kind kind);

  union Data {
    Data() noexcept : bits(0) {}
    ~Data() {}
    uint64_t bits;
    bool b;
    int64_t i;
    double d;
    ScalarType t;
    Device device;
    Ints ints;
    std::shared_ptr<const std::string> text;
    Tensor tensor;
    std::shared_ptr<const List> list;
    std::shared_ptr<const Dict> dict;
    ObjectPtr object;
  };
  Kind kind_ = Kind::none;
  Data data_;
};

}  // namespace tl
