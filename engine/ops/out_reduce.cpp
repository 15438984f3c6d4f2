// SPDX-License-Identifier: Apache-2.0
// Reductions, scans and what orders elements, of engine/ops/out_variants.h.
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/out.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/sort.h"

namespace tl {
using ops::OutCall;
namespace {
using MaybeType = std::optional<ScalarType>;
using Correction = std::optional<int64_t>;
}  // namespace

Tensor& sum_out(Tensor& out, const Tensor& x, DtypeArg dtype) { return OutCall("sum", {&out}, {x}).cast(sum(x, dtype)); }
Tensor& sum_out(Tensor& out, const Tensor& x, IntArrayRef dims, bool keepdim, MaybeType dtype) {
  return OutCall("sum", {&out}, {x}).cast(sum(x, dims, keepdim, dtype));
}
Tensor& mean_out(Tensor& out, const Tensor& x, IntArrayRef dims, bool keepdim, MaybeType dtype) {
  return OutCall("mean", {&out}, {x}).cast(mean(x, dims, keepdim, dtype));
}
Tensor& prod_out(Tensor& out, const Tensor& x, DtypeArg dtype) { return OutCall("prod", {&out}, {x}).cast(prod(x, dtype)); }
Tensor& prod_out(Tensor& out, const Tensor& x, int64_t dim, bool keepdim, MaybeType dtype) {
  return OutCall("prod", {&out}, {x}).cast(prod(x, dim, keepdim, dtype));
}
Tensor& cumsum_out(Tensor& out, const Tensor& x, int64_t dim, MaybeType dtype) { return OutCall("cumsum", {&out}, {x}).cast(cumsum(x, dim, dtype)); }
Tensor& cumprod_out(Tensor& out, const Tensor& x, int64_t dim, MaybeType dtype) {
  return OutCall("cumprod", {&out}, {x}).cast(cumprod(x, dim, dtype));
}
Tensor& var_out(Tensor& out, const Tensor& x, IntArrayRef dims, bool unbiased, bool keepdim) {
  return OutCall("var", {&out}, {x}).cast(var(x, dims, unbiased, keepdim));
}
Tensor& std_out(Tensor& out, const Tensor& x, IntArrayRef dims, bool unbiased, bool keepdim) {
  return OutCall("std", {&out}, {x}).cast(tl::std(x, dims, unbiased, keepdim));
}
Tensor& var_out(Tensor& out, const Tensor& x, IntArrayRef dims, Correction correction, bool keepdim) {
  return OutCall("var", {&out}, {x}).cast(var(x, dims, correction, keepdim));
}
Tensor& std_out(Tensor& out, const Tensor& x, IntArrayRef dims, Correction correction, bool keepdim) {
  return OutCall("std", {&out}, {x}).cast(tl::std(x, dims, correction, keepdim));
}
TwoOuts var_mean_out(Tensor& v, Tensor& m, const Tensor& x, IntArrayRef dims, Correction correction, bool keepdim) {
  return OutCall("var_mean", {&v, &m}, {x}).same(var_mean(x, dims, correction, keepdim));
}
TwoOuts std_mean_out(Tensor& s, Tensor& m, const Tensor& x, IntArrayRef dims, Correction correction, bool keepdim) {
  return OutCall("std_mean", {&s, &m}, {x}).same(std_mean(x, dims, correction, keepdim));
}

Tensor& norm_out(Tensor& out, const Tensor& x, const Scalar& p) { return OutCall("norm", {&out}, {x}).cast(norm(x, p)); }
Tensor& norm_out(Tensor& out, const Tensor& x, const std::optional<Scalar>& p, ScalarType dtype) {
  return OutCall("norm", {&out}, {x}).cast(norm(x, p, DtypeArg(dtype)));
}
Tensor& norm_out(Tensor& out, const Tensor& x, const std::optional<Scalar>& p, IntArrayRef dims, bool keepdim) {
  return OutCall("norm", {&out}, {x}).cast(norm(x, p, dims, keepdim));
}
Tensor& norm_out(Tensor& out, const Tensor& x, const std::optional<Scalar>& p, IntArrayRef dims, bool keepdim, ScalarType dtype) {
  return OutCall("norm", {&out}, {x}).cast(norm(x, p, dims, keepdim, dtype));
}
#define TL_OUT(name)                                                                              \
  Tensor& name##_out(Tensor& out, const Tensor& x, IntArrayRef dims, bool keepdim) {              \
    return OutCall(#name, {&out}, {x}).cast(name(x, dims, keepdim));                              \
  }
TL_OUT(frobenius_norm) TL_OUT(nuclear_norm) TL_OUT(logsumexp) TL_OUT(amax) TL_OUT(amin)
#undef TL_OUT
Tensor& nuclear_norm_out(Tensor& out, const Tensor& x, bool keepdim) { return OutCall("nuclear_norm", {&out}, {x}).cast(nuclear_norm(x, keepdim)); }
Tensor& dist_out(Tensor& out, const Tensor& x, const Tensor& y, const Scalar& p) { return OutCall("dist", {&out}, {x, y}).same(dist(x, y, p)); }
#define TL_OUT(name)                                                                    \
  Tensor& name##_out(Tensor& out, const Tensor& x, int64_t dim, bool keepdim) {         \
    return OutCall(#name, {&out}, {x}).cast(tl::name(x, dim, keepdim));                 \
  }
TL_OUT(all) TL_OUT(any)
#undef TL_OUT
Tensor& all_out(Tensor& out, const Tensor& x) { return OutCall("all", {&out}, {x}).cast(all(x)); }
Tensor& any_out(Tensor& out, const Tensor& x) { return OutCall("any", {&out}, {x}).cast(tl::any(x)); }
Tensor& renorm_out(Tensor& out, const Tensor& x, const Scalar& p, int64_t dim, const Scalar& maxnorm) {
  return OutCall("renorm", {&out}, {x}).same(renorm(x, p, dim, maxnorm));
}
Tensor& cross_out(Tensor& out, const Tensor& x, const Tensor& y, std::optional<int64_t> dim) {
  return OutCall("cross", {&out}, {x, y}).same(cross(x, y, dim));
}

#define TL_OUT(name)                                                                                      \
  Tensor& name##_out(Tensor& out, const Tensor& x, std::optional<int64_t> dim, bool keepdim) {            \
    return OutCall(#name, {&out}, {x}).same(name(x, dim, keepdim));                                       \
  }
TL_OUT(argmax) TL_OUT(argmin)
#undef TL_OUT
#define TL_OUT(name)                                                                                      \
  TwoOuts name##_out(Tensor& values, Tensor& indices, const Tensor& x, int64_t dim, bool keepdim) {       \
    return OutCall(#name, {&values, &indices}, {x}).same(name(x, dim, keepdim));                          \
  }
TL_OUT(max) TL_OUT(min) TL_OUT(median) TL_OUT(mode)
#undef TL_OUT
Tensor& median_out(Tensor& out, const Tensor& x) { return OutCall("median", {&out}, {x}).same(median(x)); }
TwoOuts kthvalue_out(Tensor& values, Tensor& indices, const Tensor& x, int64_t k, int64_t dim, bool keepdim) {
  return OutCall("kthvalue", {&values, &indices}, {x}).same(kthvalue(x, k, dim, keepdim));
}
TwoOuts topk_out(Tensor& values, Tensor& indices, const Tensor& x, int64_t k, int64_t dim, bool largest, bool sorted) {
  return OutCall("topk", {&values, &indices}, {x}).same(topk(x, k, dim, largest, sorted));
}
TwoOuts sort_out(Tensor& values, Tensor& indices, const Tensor& x, int64_t dim, bool descending) {
  return OutCall("sort", {&values, &indices}, {x}).same(sort(x, dim, descending));
}
TwoOuts sort_out(Tensor& values, Tensor& indices, const Tensor& x, std::optional<bool> stable, int64_t dim, bool descending) {
  return OutCall("sort", {&values, &indices}, {x}).same(sort(x, stable, dim, descending));
}
Tensor& argsort_out(Tensor& out, const Tensor& x, bool stable, int64_t dim, bool descending) {
  return OutCall("argsort", {&out}, {x}).same(argsort(x, stable, dim, descending));
}
Tensor& bincount_out(Tensor& out, const Tensor& x, const Tensor& weights, int64_t minlength) {
  return OutCall("bincount", {&out}, {x, weights}).same(bincount(x, weights, minlength));
}
Tensor& histc_out(Tensor& out, const Tensor& x, int64_t bins, const Scalar& min, const Scalar& max) {
  return OutCall("histc", {&out}, {x}).same(histc(x, bins, min, max));
}
Tensor& nonzero_out(Tensor& out, const Tensor& x) { return OutCall("nonzero", {&out}, {x}).same(nonzero(x)); }

}  // namespace tl
