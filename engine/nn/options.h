// SPDX-License-Identifier: Apache-2.0
// Option structs of the modules: chainable setters, getters, and one description of every field.
#pragma once
#include <array>
#include <initializer_list>
#include <iosfwd>
#include <optional>
#include <vector>

#include "engine/core/array_ref.h"
#include "engine/core/describe_fwd.h"

namespace tl {

/// Three members per option: a setter that chains, and getters.
#define TL_ARG(T, name)                                                                     \
 public:                                                                                    \
  auto name(T v) -> decltype(*this) { this->name##_ = std::move(v); return *this; }         \
  const T& name() const noexcept { return this->name##_; }                                  \
  T& name() noexcept { return this->name##_; }                                              \
  T name##_

namespace detail {
/// Throws Error (value).
[[noreturn]] void wrong_count(size_t expected, size_t got);
}  // namespace detail

/// D equal numbers from one, or D given ones.
template <size_t D, class T = int64_t>
class ExpandingArray {
 public:
  ExpandingArray(T single) { values_.fill(single); }
  ExpandingArray(std::initializer_list<T> list) : ExpandingArray(ArrayRef<T>(list.begin(), list.size())) {}
  ExpandingArray(const std::vector<T>& v) : ExpandingArray(ArrayRef<T>(v)) {}
  ExpandingArray(const std::array<T, D>& v) : values_(v) {}
  ExpandingArray(ArrayRef<T> v) {
    if (v.size() != D) detail::wrong_count(D, v.size());
    for (size_t i = 0; i < D; ++i) values_[i] = v[i];
  }
  T* operator->() { return values_.data(); }
  std::array<T, D>& operator*() { return values_; }
  const std::array<T, D>& operator*() const { return values_; }
  operator ArrayRef<T>() const { return ArrayRef<T>(values_); }
  T operator[](size_t i) const { return values_[i]; }
  static constexpr size_t size() { return D; }
  bool operator==(const ExpandingArray& o) const { return values_ == o.values_; }

 private:
  std::array<T, D> values_;
};
template <size_t D, class T>
std::ostream& operator<<(std::ostream& out, const ExpandingArray<D, T>& v) { return out << ArrayRef<T>(v); }

}  // namespace tl
