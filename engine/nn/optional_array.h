// SPDX-License-Identifier: Apache-2.0
// D numbers that need not be given (a stride that follows the kernel).
#pragma once
#include <concepts>
#include <initializer_list>
#include <optional>
#include <type_traits>

#include "engine/nn/options.h"

namespace tl {

/// Used like std::optional<ExpandingArray<D>>, from which and to which it converts. Unlike that it is also made from a list in braces, as
/// ExpandingArray is, and costs little in a header.
template <size_t D>
class OptionalArray {
 public:
  using value_type = ExpandingArray<D>;
  OptionalArray() = default;
  OptionalArray(std::nullopt_t) {}
  OptionalArray(std::initializer_list<int64_t> list) : values_(list), given_(true) {}
  template <class V = value_type>
    requires(!std::same_as<std::remove_cvref_t<V>, OptionalArray> && std::convertible_to<V, value_type>)
  OptionalArray(V&& v) : values_(std::forward<V>(v)), given_(true) {}
  template <std::same_as<std::optional<value_type>> O>
  OptionalArray(const O& o) : OptionalArray(o ? OptionalArray(*o) : OptionalArray()) {}
  template <std::same_as<std::optional<value_type>> O>
  operator O() const { return given_ ? O(values_) : O(); }
  bool has_value() const { return given_; }
  explicit operator bool() const { return given_; }
  value_type& operator*() { return values_; }
  const value_type& operator*() const { return values_; }
  value_type* operator->() { return &values_; }
  const value_type* operator->() const { return &values_; }
  const value_type& value() const {
    if (!given_) throw std::bad_optional_access();
    return values_;
  }
  value_type value_or(const value_type& otherwise) const { return given_ ? values_ : otherwise; }
  void reset() { *this = OptionalArray(); }
  bool operator==(const OptionalArray&) const = default;

 private:
  value_type values_ = 1;
  bool given_ = false;
};

}  // namespace tl
