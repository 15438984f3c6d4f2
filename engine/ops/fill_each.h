// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>

#include "engine/core/scalar.h"
#include "engine/core/tensor.h"
#include "engine/ops/kernel.h"
#include "engine/ops/sizes_of.h"

namespace tl::ops {

/// Writes value(i) into element i, in row-major order and one after the other, whatever strides, type and device the tensor has.
/// Two-byte floats are rounded from float32. The version counter is the caller's.
template <class F>
void fill_each(Tensor& t, F&& value) {
  const ScalarType type = is_narrow_float(t.dtype()) ? kFloat : t.dtype();
  Tensor c = t.is_contiguous() && t.is_cpu() && type == t.dtype() ? t : empty_tensor(sizes_of(t), type);
  visit_dtype(type, [&](auto zero) {
    using T = decltype(zero);
    T* p = c.data_ptr<T>();
    for (int64_t i = 0; i < c.numel(); ++i) {
      const auto v = value(i);
      if constexpr (std::is_same_v<std::decay_t<decltype(v)>, Scalar>) p[i] = v.template to<T>();
      else if constexpr (std::is_floating_point_v<std::decay_t<decltype(v)>> && std::is_integral_v<T> && !std::is_same_v<T, bool>)
        p[i] = static_cast<T>(static_cast<int64_t>(std::clamp<double>(v, -9.2e18, 9.2e18)));  // beyond a type's range bits are cut off
      else p[i] = static_cast<T>(v);
    }
  });
  if (!c.is_same(t)) t.copy_(c);
}

}  // namespace tl::ops
