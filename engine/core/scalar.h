// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <ostream>
#include <type_traits>

#include "engine/core/dtype.h"

namespace tl {

/// A number that remembers whether it was a bool, an integer or a float.
class Scalar {
 public:
  Scalar() : Scalar(int64_t{0}) {}
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  Scalar(T v) {
    if constexpr (std::is_same_v<T, bool>) { kind_ = Kind::boolean; i_ = v; }
    else if constexpr (std::is_integral_v<T>) { kind_ = Kind::integer; i_ = static_cast<int64_t>(v); }
    else { kind_ = Kind::real; d_ = static_cast<double>(v); }
  }
  bool isBoolean() const { return kind_ == Kind::boolean; }
  bool isIntegral(bool include_bool = false) const { return kind_ == Kind::integer || (include_bool && kind_ == Kind::boolean); }
  bool isFloatingPoint() const { return kind_ == Kind::real; }
  int64_t toLong() const { return kind_ == Kind::real ? static_cast<int64_t>(d_) : i_; }
  int toInt() const { return static_cast<int>(toLong()); }
  double toDouble() const { return kind_ == Kind::real ? d_ : static_cast<double>(i_); }
  float toFloat() const { return static_cast<float>(toDouble()); }
  bool toBool() const { return kind_ == Kind::real ? d_ != 0 : i_ != 0; }
  template <class T>
  T to() const {
    if constexpr (std::is_same_v<T, bool>) return toBool();
    else if constexpr (std::is_integral_v<T>) return static_cast<T>(toLong());
    else return static_cast<T>(toDouble());
  }
  /// bool, int64 or float64.
  ScalarType type() const { return kind_ == Kind::boolean ? kBool : kind_ == Kind::integer ? kLong : kDouble; }
  Scalar operator-() const { return kind_ == Kind::real ? Scalar(-d_) : Scalar(-i_); }

 private:
  enum class Kind : uint8_t { boolean, integer, real };
  Kind kind_;
  union { int64_t i_; double d_; };
};
/// The element of type `t` at `p` in the CPU's memory.
Scalar scalar_at(const void* p, ScalarType t);
inline std::ostream& operator<<(std::ostream& out, const Scalar& s) {
  if (s.isBoolean()) return out << (s.toBool() ? "true" : "false");
  if (s.isIntegral()) return out << s.toLong();
  return out << s.toDouble();
}

}  // namespace tl
