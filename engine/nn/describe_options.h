// SPDX-License-Identifier: Apache-2.0
// Descriptions of what options.h adds to the types of options.
#pragma once
#include "engine/core/describe.h"
#include "engine/nn/optional_array.h"
#include "engine/nn/options.h"

namespace tl {

namespace detail {
template <size_t D>
struct FieldTraits<ExpandingArray<D, int64_t>> {
  static constexpr FieldKind kind = FieldKind::ints;
  static Value to(const ExpandingArray<D>& v) { return Value(IntArrayRef(v)); }
  static ExpandingArray<D> from(const Value& v) {
    const auto i = v.to_ints();
    return i.size() == 1 ? ExpandingArray<D>(i[0]) : ExpandingArray<D>(IntArrayRef(i));
  }
};
template <size_t D>
struct IntsSize<ExpandingArray<D, int64_t>> { static constexpr int value = static_cast<int>(D); };
template <size_t D>
struct IntsSize<std::optional<ExpandingArray<D, int64_t>>> { static constexpr int value = static_cast<int>(D); };
template <size_t D>
struct FieldTraits<OptionalArray<D>> {
  static constexpr FieldKind kind = FieldKind::ints;
  static Value to(const OptionalArray<D>& v) { return v ? FieldTraits<ExpandingArray<D>>::to(*v) : Value(); }
  static OptionalArray<D> from(const Value& v) {
    if (v.is_none()) return {};
    return FieldTraits<ExpandingArray<D>>::from(v);
  }
};
template <size_t D>
struct IntsSize<OptionalArray<D>> { static constexpr int value = static_cast<int>(D); };
}  // namespace detail

}  // namespace tl
