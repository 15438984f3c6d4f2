// SPDX-License-Identifier: Apache-2.0
// Bits of whole numbers, truth values, and the operators that stand for them; comparisons with the number first.
#include "engine/ops/bitwise.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/kernel.h"
#include "engine/ops/write_back.h"

namespace tl {
namespace {
template <class F>
Tensor on_bits(const char* op, const Tensor& a, const Tensor& b, F f) {
  const Tensor both[] = {a, b};
  const ScalarType type = result_type(both);
  TL_CHECK(!is_floating_point(type), type, op, "works on whole numbers and bools only, not on ", a.dtype(), " and ", b.dtype());
  ops::host_only(op, a);
  ops::host_only(op, b);
  const DimVector sizes = broadcast_shapes(op, DimVector(a.sizes().begin(), a.sizes().end()), DimVector(b.sizes().begin(), b.sizes().end()));
  const Tensor x = expand(a.to(type), sizes).contiguous(), y = expand(b.to(type), sizes).contiguous(), out = empty_tensor(sizes, type, a.device());
  if (out.is_meta()) return out;
  ops::visit_dtype(type, [&](auto v) {
    using T = decltype(v);
    if constexpr (std::is_integral_v<T>) {
      const T *p = x.data_ptr<T>(), *q = y.data_ptr<T>();
      T* to = out.data_ptr<T>();
      const int64_t n = out.numel();
      const int parts = parts_for(n, 1 << 15);
      parallel_parts(parts, [=](int part) {
        const Range r = part_range(n, parts, part);
        for (int64_t i = r.begin; i < r.end; ++i) to[i] = static_cast<T>(f(p[i], q[i]));
      });
    }
  });
  return out;
}
}  // namespace

Tensor bitwise_not(const Tensor& x) {
  TL_CHECK(!is_floating_point(x.dtype()), type, "bitwise_not", "works on whole numbers and bools only, not on ", x.dtype());
  if (x.dtype() == kBool) return logical_not(x);
  // x ^ all ones: the same bits as ~x, and it exists for bool too, which the types below include.
  return on_bits("bitwise_not", x, x, [](auto v, auto) { return v ^ static_cast<decltype(v)>(-1); });
}
Tensor bitwise_and(const Tensor& a, const Tensor& b) {
  return on_bits("bitwise_and", a, b, [](auto x, auto y) { return x & y; });
}
Tensor bitwise_or(const Tensor& a, const Tensor& b) {
  return on_bits("bitwise_or", a, b, [](auto x, auto y) { return x | y; });
}
Tensor bitwise_xor(const Tensor& a, const Tensor& b) {
  return on_bits("bitwise_xor", a, b, [](auto x, auto y) { return x ^ y; });
}
#define TL_WITH_NUMBER(name) \
  Tensor name(const Tensor& a, const Scalar& b) { return name(a, wrap_scalar(b)); }
TL_WITH_NUMBER(bitwise_and) TL_WITH_NUMBER(bitwise_or) TL_WITH_NUMBER(bitwise_xor)
#undef TL_WITH_NUMBER

Tensor isclose(const Tensor& a, const Tensor& b, double rtol, double atol, bool equal_nan) {
  TL_CHECK(a.dtype() == b.dtype(), type, "isclose", "input is ", a.dtype(), " but other is ", b.dtype());
  TL_CHECK(rtol >= 0 && atol >= 0, value, "isclose", "rtol and atol must not be negative, but are ", rtol, " and ", atol);
  const bool floats = is_floating_point(a.dtype());
  const Tensor x = floats ? a : a.to(kDouble), y = floats ? b : b.to(kDouble);
  const Tensor apart = abs(x - y);
  Tensor close = logical_or(eq(a, b), logical_and(isfinite(apart), le(apart, abs(y) * rtol + atol)));
  if (equal_nan && floats) close = logical_or(close, logical_and(isnan(a), isnan(b)));
  return close;
}
Tensor clamp_min(const Tensor& x, const Scalar& min) { return clamp(x, min); }
Tensor clamp_max(const Tensor& x, const Scalar& max) { return clamp(x, std::nullopt, max); }
ScalarType result_type(const Tensor& a, const Tensor& b) {
  const Tensor both[] = {a, b};
  return result_type(both);
}

Tensor operator<(const Scalar& a, const Tensor& b) { return gt(b, a); }
Tensor operator<=(const Scalar& a, const Tensor& b) { return ge(b, a); }
Tensor operator>(const Scalar& a, const Tensor& b) { return lt(b, a); }
Tensor operator>=(const Scalar& a, const Tensor& b) { return le(b, a); }
Tensor operator==(const Scalar& a, const Tensor& b) { return eq(b, a); }
Tensor operator!=(const Scalar& a, const Tensor& b) { return ne(b, a); }

Tensor Tensor::bitwise_not() const { return tl::bitwise_not(*this); }
Tensor& Tensor::bitwise_not_() const { return copy_(tl::bitwise_not(*this)); }
#define TL_METHODS(name)                                                                     \
  Tensor Tensor::name(const Tensor& other) const { return tl::name(*this, other); }          \
  Tensor Tensor::name(const Scalar& other) const { return tl::name(*this, other); }          \
  Tensor& Tensor::name##_(const Tensor& other) const { return ops::write_back(#name "_", self(), tl::name(*this, other)); } \
  Tensor& Tensor::name##_(const Scalar& other) const { return ops::write_back(#name "_", self(), tl::name(*this, other)); }
TL_METHODS(bitwise_and) TL_METHODS(bitwise_or) TL_METHODS(bitwise_xor)
#undef TL_METHODS
#define TL_IN_PLACE(name) \
  Tensor& Tensor::name##_(const Tensor& other) const { return copy_(tl::name(*this, other)); }
TL_IN_PLACE(logical_and) TL_IN_PLACE(logical_or) TL_IN_PLACE(logical_xor)
#undef TL_IN_PLACE
Tensor Tensor::isclose(const Tensor& other, double rtol, double atol, bool equal_nan) const { return tl::isclose(*this, other, rtol, atol, equal_nan); }
Tensor Tensor::clamp_min(const Scalar& min) const { return tl::clamp_min(*this, min); }
Tensor Tensor::clamp_max(const Scalar& max) const { return tl::clamp_max(*this, max); }
Tensor& Tensor::clamp_min_(const Scalar& min) const { return clamp_(min); }
Tensor& Tensor::clamp_max_(const Scalar& max) const { return clamp_(std::nullopt, max); }
Tensor& Tensor::fill_diagonal_(const Scalar& value, bool wrap) const {
  TL_CHECK(dim() >= 2, shape, "fill_diagonal_", "the tensor needs two dimensions or more, but is ", sizes());
  int64_t least = size(0), step = 0;
  for (int64_t d = 0; d < dim(); ++d) {
    least = std::min(least, size(d)), step += stride(d);
    TL_CHECK(dim() == 2 || size(d) == size(0), shape, "fill_diagonal_", "with more than two dimensions all must be of one size, but it is ", sizes());
  }
  if (numel() == 0) return self();
  as_strided({least}, {step}, storage_offset()).fill_(value);
  // A tall matrix goes on below a row left out.
  if (wrap && dim() == 2 && size(0) > size(1) + 1)
    for (int64_t row = size(1) + 1; row < size(0); row += size(1) + 1)
      slice(0, row, std::min(size(0), row + size(1))).fill_diagonal_(value);
  return self();
}
Tensor Tensor::T() const {
  std::vector<int64_t> order;
  for (int64_t d = dim() - 1; d >= 0; --d) order.push_back(d);
  return permute(order);
}

}  // namespace tl
