// SPDX-License-Identifier: Apache-2.0
// Element-wise functions of engine/ops/out_variants.h.
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/special.h"

namespace tl {
using ops::OutCall;

#define TL_OUT(name) \
  Tensor& name##_out(Tensor& out, const Tensor& x, const Scalar& y) { return OutCall(#name, {&out}, {x}).cast(name(x, y)); }
TL_OUT(mul) TL_OUT(div) TL_OUT(pow) TL_OUT(fmod) TL_OUT(remainder) TL_OUT(eq) TL_OUT(ne) TL_OUT(lt) TL_OUT(le) TL_OUT(gt) TL_OUT(ge)
#undef TL_OUT
Tensor& pow_out(Tensor& out, const Scalar& x, const Tensor& y) { return OutCall("pow", {&out}, {y}).cast(pow(x, y)); }
Tensor& remainder_out(Tensor& out, const Scalar& x, const Tensor& y) { return OutCall("remainder", {&out}, {y}).cast(remainder(x, y)); }
Tensor& add_out(Tensor& out, const Tensor& x, const Tensor& y, const Scalar& alpha) { return OutCall("add", {&out}, {x, y}).cast(add(x, y, alpha)); }
Tensor& sub_out(Tensor& out, const Tensor& x, const Tensor& y, const Scalar& alpha) { return OutCall("sub", {&out}, {x, y}).cast(sub(x, y, alpha)); }
Tensor& add_out(Tensor& out, const Tensor& x, const Scalar& y, const Scalar& alpha) {
  return OutCall("add", {&out}, {x}).cast(add(x, y, alpha));
}
Tensor& sub_out(Tensor& out, const Tensor& x, const Scalar& y, const Scalar& alpha) {
  return OutCall("sub", {&out}, {x}).cast(sub(x, y, alpha));
}
Tensor& div_out(Tensor& out, const Tensor& x, const Tensor& y, const std::optional<std::string>& rounding_mode) {
  return OutCall("div", {&out}, {x, y}).cast(div(x, y, rounding_mode));
}
Tensor& div_out(Tensor& out, const Tensor& x, const Scalar& y, const std::optional<std::string>& rounding_mode) {
  return OutCall("div", {&out}, {x}).cast(div(x, y, rounding_mode));
}
Tensor& round_out(Tensor& out, const Tensor& x, int64_t decimals) { return OutCall("round", {&out}, {x}).cast(round(x, decimals)); }
Tensor& addcmul_out(Tensor& out, const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& value) {
  return OutCall("addcmul", {&out}, {x, a, b}).cast(addcmul(x, a, b, value));
}
Tensor& addcdiv_out(Tensor& out, const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& value) {
  return OutCall("addcdiv", {&out}, {x, a, b}).cast(addcdiv(x, a, b, value));
}
Tensor& lerp_out(Tensor& out, const Tensor& x, const Tensor& end, const Scalar& weight) {
  return OutCall("lerp", {&out}, {x, end}).cast(lerp(x, end, weight));
}
Tensor& lerp_out(Tensor& out, const Tensor& x, const Tensor& end, const Tensor& weight) {
  return OutCall("lerp", {&out}, {x, end, weight}).cast(lerp(x, end, weight));
}
Tensor& clamp_out(Tensor& out, const Tensor& x, const std::optional<Scalar>& min, const std::optional<Scalar>& max) {
  return OutCall("clamp", {&out}, {x}).cast(clamp(x, min, max));
}
Tensor& clamp_out(Tensor& out, const Tensor& x, const Tensor& min, const Tensor& max) {
  return OutCall("clamp", {&out}, {x, min, max}).cast(clamp(x, min, max));
}
Tensor& fill_out(Tensor& out, const Tensor& x, const Scalar& value) { return OutCall("fill", {&out}, {x}).same(fill(x, value)); }
Tensor& fill_out(Tensor& out, const Tensor& x, const Tensor& value) { return OutCall("fill", {&out}, {x, value}).same(fill(x, value)); }
Tensor& where_out(Tensor& out, const Tensor& c, const Tensor& x, const Tensor& y) { return OutCall("where", {&out}, {x, y}).cast(where(c, x, y)); }
Tensor& masked_fill_out(Tensor& out, const Tensor& x, const Tensor& mask, const Scalar& value) {
  return OutCall("masked_fill", {&out}, {x}).same(masked_fill(x, mask, value).to(x.dtype()));
}
Tensor& masked_fill_out(Tensor& out, const Tensor& x, const Tensor& mask, const Tensor& value) {
  return OutCall("masked_fill", {&out}, {x, value}).same(masked_fill(x, mask, value).to(x.dtype()));
}
Tensor& hardshrink_out(Tensor& out, const Tensor& x, const Scalar& lambd) { return OutCall("hardshrink", {&out}, {x}).cast(hardshrink(x, lambd)); }
Tensor& polygamma_out(Tensor& out, int64_t n, const Tensor& x) { return OutCall("polygamma", {&out}, {x}).cast(polygamma(n, x)); }
Tensor& mvlgamma_out(Tensor& out, const Tensor& x, int64_t p) { return OutCall("mvlgamma", {&out}, {x}).cast(mvlgamma(x, p)); }
Tensor& max_out(Tensor& out, const Tensor& x, const Tensor& y) { return OutCall("max", {&out}, {x, y}).cast(max(x, y)); }
Tensor& min_out(Tensor& out, const Tensor& x, const Tensor& y) { return OutCall("min", {&out}, {x, y}).cast(min(x, y)); }
Tensor& clone_out(Tensor& out, const Tensor& x, std::optional<MemoryFormat> format) { return OutCall("clone", {&out}, {x}).same(x.clone(format)); }
Tensor& dequantize_out(Tensor& out, const Tensor& x) { return OutCall("dequantize", {&out}, {x}).same(dequantize(x)); }

}  // namespace tl
