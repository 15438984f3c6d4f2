// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace tl::nn {
namespace detail {
/// What std::any does, at a fraction of what its header costs every program.
struct HeldValue {
  virtual ~HeldValue();
  virtual HeldValue* copy() const = 0;
  virtual const std::type_info& type() const = 0;
};
template <class T>
struct HeldValueOf final : HeldValue {
  template <class V>
  explicit HeldValueOf(V&& v) : value(std::forward<V>(v)) {}
  HeldValue* copy() const override { return new HeldValueOf(value); }
  const std::type_info& type() const override { return typeid(T); }
  T value;
};
[[noreturn]] void wrong_value(const std::type_info& wanted, const std::type_info& actual);
}  // namespace detail

/// A value of any copyable type that remembers it.
class AnyValue {
 public:
  AnyValue() = default;
  template <class T, class = std::enable_if_t<!std::is_same_v<std::decay_t<T>, AnyValue>>>
  explicit AnyValue(T&& value) : held_(new detail::HeldValueOf<std::decay_t<T>>(std::forward<T>(value))) {}
  AnyValue(const AnyValue& other);
  AnyValue(AnyValue&& other) noexcept;
  AnyValue& operator=(AnyValue other) noexcept;
  ~AnyValue();
  /// Null when the value is of another type.
  template <class T>
  T* try_get() { return const_cast<T*>(std::as_const(*this).template try_get<T>()); }
  template <class T>
  const T* try_get() const {
    return type_info() == typeid(T) ? &static_cast<const detail::HeldValueOf<std::remove_cv_t<T>>*>(held_)->value : nullptr;
  }
  /// Throws Error (type) naming both types when the value is of another one.
  template <class T>
  T get() const {
    if (const T* v = try_get<T>()) return *v;
    detail::wrong_value(typeid(T), type_info());
  }
  /// That of void when there is none.
  const std::type_info& type_info() const;

 private:
  detail::HeldValue* held_ = nullptr;
};

}  // namespace tl::nn
