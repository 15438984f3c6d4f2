// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <any>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace tl::nn {
namespace detail {
[[noreturn]] void wrong_value(const std::type_info& wanted, const std::type_info& actual);
}  // namespace detail

/// A value of any copyable type that remembers it.
class AnyValue {
 public:
  AnyValue() = default;
  template <class T, class = std::enable_if_t<!std::is_same_v<std::decay_t<T>, AnyValue>>>
  explicit AnyValue(T&& value) : value_(std::forward<T>(value)) {}
  /// Null when the value is of another type.
  template <class T>
  T* try_get() { return std::any_cast<T>(&value_); }
  template <class T>
  const T* try_get() const { return std::any_cast<T>(&value_); }
  /// Throws Error (type) naming both types when the value is of another one.
  template <class T>
  T get() const {
    if (const T* v = try_get<T>()) return *v;
    detail::wrong_value(typeid(T), type_info());
  }
  const std::type_info& type_info() const { return value_.type(); }

 private:
  std::any value_;
};

}  // namespace tl::nn
