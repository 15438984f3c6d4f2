// SPDX-License-Identifier: Apache-2.0
// Arithmetic with factors, limits, weights and rounding of its own: forms of the element-wise operators.
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/write_back.h"

namespace tl {
namespace {
/// Of integers, rounded down or towards 0, exact also where double is not: the first quotient may be off, what remains is then small.
Tensor integer_quotient(const Tensor& a, const Tensor& b, bool down, ScalarType type) {
  const Tensor x = a.to(kLong), y = b.to(kLong);
  TL_CHECK(y.is_meta() || !any(eq(y, 0)).item().toBool(), value, "div", "an integer is divided by zero");
  const auto rounded = [&](const Tensor& n) { return floor(div(n.to(kDouble), y.to(kDouble))).to(kLong); };
  Tensor q = rounded(x);
  q = q + rounded(x - q * y);
  if (!down) {
    const Tensor rest = x - q * y;
    q = q + logical_and(ne(rest, 0), ne(lt(x, 0), lt(y, 0))).to(kLong);
  }
  return q.to(type);
}
/// Of floats, rounded down as the remainder has it: 1 by 0.1 is 9, for 0.1 as a number is a little more.
Tensor floor_quotient(const Tensor& a, const Tensor& b) {
  const Tensor rest = fmod(a, b), plain = div(a, b);
  const Tensor below = logical_and(ne(rest, 0), ne(lt(b, 0), lt(rest, 0)));
  const Tensor q = div(a - rest, b) - below.to(plain.dtype());
  const Tensor down = floor(q);
  return where(logical_or(eq(b, 0), logical_not(isfinite(plain))), plain, where(gt(q - down, 0.5), down + 1, down));
}
/// Numbers whose place comes `digits` after the point.
Tensor rounded(const Tensor& x, int64_t digits) {
  if (digits == 0) return round(x);
  TL_CHECK(x.is_floating_point(), type, "round", "decimals are of floating point numbers, not of ", x.dtype());
  const double scale = std::pow(10.0, static_cast<double>(digits < 0 ? -digits : digits));
  return digits > 0 ? div(round(mul(x, scale)), scale) : mul(round(div(x, scale)), scale);
}
}  // namespace

Tensor add(const Tensor& x, const Tensor& y, const Scalar& alpha) { return add(x, y, alpha.toDouble()); }
Tensor add(const Tensor& x, const Scalar& y, const Scalar& alpha) { return add(x, y, alpha.toDouble()); }
Tensor sub(const Tensor& x, const Tensor& y, const Scalar& alpha) { return sub(x, y, alpha.toDouble()); }
Tensor sub(const Tensor& x, const Scalar& y, const Scalar& alpha) { return sub(x, y, alpha.toDouble()); }
Tensor addcmul(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& value) { return addcmul(x, a, b, value.toDouble()); }
Tensor addcdiv(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& value) { return addcdiv(x, a, b, value.toDouble()); }
Tensor lerp(const Tensor& x, const Tensor& end, const Scalar& weight) { return lerp(x, end, weight.toDouble()); }
Tensor lerp(const Tensor& x, const Tensor& end, const Tensor& weight) { return x + weight * (end - x); }
Tensor hardshrink(const Tensor& x, const Scalar& lambd) { return hardshrink(x, lambd.toDouble()); }
Tensor max(const Tensor& x, const Tensor& y) { return maximum(x, y); }
Tensor min(const Tensor& x, const Tensor& y) { return minimum(x, y); }

Tensor div(const Tensor& x, const Tensor& y, const std::optional<std::string>& mode) {
  if (!mode) return div(x, y);
  TL_CHECK(*mode == "trunc" || *mode == "floor", value, "div", "there is no rounding_mode \"", *mode, "\"; there are \"trunc\" and \"floor\"");
  const bool down = *mode == "floor";
  const Tensor both[] = {x, y};
  const ScalarType t = result_type(both);
  if (is_integral(t)) return integer_quotient(x, y, down, t);
  return down ? floor_quotient(x.to(t), y.to(t)) : trunc(div(x, y));
}
Tensor div(const Tensor& x, const Scalar& y, const std::optional<std::string>& mode) { return div(x, wrap_scalar(y), mode); }

Tensor round(const Tensor& x, int64_t decimals) { return rounded(x, decimals); }
Tensor& round_(Tensor& x, int64_t decimals) { return x.round_(decimals); }

Tensor clamp(const Tensor& x, const Tensor& min, const Tensor& max) {
  TL_CHECK(min.defined() || max.defined(), value, "clamp", "at least one of min or max must not be none");
  Tensor r = x;
  // A limit that is not a number makes the result none, as an element that is not.
  if (min.defined()) r = where(logical_or(lt(r, min), isnan(min)), min, r);
  if (max.defined()) r = where(logical_or(gt(r, max), isnan(max)), max, r);
  return r;
}
Tensor& clamp_(Tensor& x, const std::optional<Scalar>& min, const std::optional<Scalar>& max) { return x.clamp_(min, max); }
Tensor& clamp_(Tensor& x, const Tensor& min, const Tensor& max) { return x.clamp_(min, max); }
Tensor fill(const Tensor& x, const Scalar& value) { return full_like(x.detach(), value); }
Tensor fill(const Tensor& x, const Tensor& value) { return empty_like(x.detach()).fill_(value); }
Tensor& fill_(Tensor& x, const Scalar& value) { return x.fill_(value); }
Tensor& fill_(Tensor& x, const Tensor& value) { return x.fill_(value); }
Tensor& zero_(Tensor& x) { return x.zero_(); }

// ---- the methods
Tensor Tensor::div(const Tensor& o, const std::optional<std::string>& mode) const { return tl::div(*this, o, mode); }
Tensor Tensor::div(const Scalar& o, const std::optional<std::string>& mode) const { return tl::div(*this, o, mode); }
Tensor& Tensor::div_(const Tensor& o, const std::optional<std::string>& mode) const { return ops::write_back("div_", self(), tl::div(clone(), o, mode)); }
Tensor& Tensor::div_(const Scalar& o, const std::optional<std::string>& mode) const { return ops::write_back("div_", self(), tl::div(clone(), o, mode)); }
Tensor Tensor::lerp(const Tensor& end, const Tensor& weight) const { return tl::lerp(*this, end, weight); }
Tensor& Tensor::lerp_(const Tensor& end, const Tensor& weight) const { return ops::write_back("lerp_", self(), tl::lerp(clone(), end, weight)); }
Tensor Tensor::clamp(const Tensor& min, const Tensor& max) const { return tl::clamp(*this, min, max); }
Tensor& Tensor::clamp_(const Tensor& min, const Tensor& max) const { return ops::write_back("clamp_", self(), tl::clamp(clone(), min, max)); }
Tensor& Tensor::clamp_(const std::optional<Scalar>& min, const std::optional<Scalar>& max) const { return copy_(tl::clamp(clone(), min, max)); }
Tensor Tensor::hardshrink(const Scalar& lambd) const { return tl::hardshrink(*this, lambd); }
Tensor Tensor::round(int64_t decimals) const { return tl::round(*this, decimals); }
Tensor& Tensor::round_(int64_t decimals) const { return copy_(rounded(clone(), decimals)); }
Tensor Tensor::max(const Tensor& o) const { return tl::max(*this, o); }
Tensor Tensor::min(const Tensor& o) const { return tl::min(*this, o); }

}  // namespace tl
