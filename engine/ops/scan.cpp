// SPDX-License-Identifier: Apache-2.0
// Running sums and products along a dimension.
#include <algorithm>

#include "engine/core/pool.h"
#include "engine/cpu/scan_rows.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl::ops {
namespace {

/// The type to compute in: the one asked for, else int64 for whole numbers.
Tensor in_scan_type(const OpCall& c) {
  const Tensor& x = c.in[0];
  if (c.has(1)) return x.to(c.attr[1].to_dtype());
  return is_integral(x.dtype()) ? x.to(kLong) : x;
}

void infer_along(const OpCall& c, OutMetas& out) {
  wrap_dim(c.def->name.c_str(), c.i(0), sizes_of(c.in[0]));
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_along(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const DimVector& s = a.in[0].sizes;
  const size_t dim = s.empty() ? 0 : static_cast<size_t>(wrap_dim("cumsum", a.attr[0].i(), s));
  const bool reverse = a.attr[1].b();
  int64_t outer = 1, inner = 1;
  const int64_t n = s.empty() ? 1 : s[dim];
  for (size_t i = 0; i < s.size(); ++i) (i < dim ? outer : inner) *= i == dim ? 1 : s[i];
  const int parts = parts_for(outer * n * inner, 1 << 15);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double> || std::is_same_v<T, int64_t>) {
      if (inner == 1)
        return make_kernel(parts, [=](int part, const RunArgs& r) {
          const Range range = part_range(outer, parts, part);
          cpu::scan_runs(r.i<T>(0) + range.begin * n, r.o<T>() + range.begin * n, range.end - range.begin, n, reverse);
        });
      const int64_t strips = (inner + 63) / 64;
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(outer * strips, parts, part);
        for (int64_t u = range.begin; u < range.end; ++u) {
          const int64_t first = u % strips * 64, base = u / strips * n * inner + first;
          cpu::scan_columns(r.i<T>(0) + base, r.o<T>() + base, n, inner, std::min<int64_t>(64, inner - first), reverse);
        }
      });
    } else {
      return nullptr;
    }
  });
}
/// Each element's gradient is the sum of those behind it: the same scan from the other end.
void vjp_along(const VjpContext& c) {
  const Value a[] = {c.attr(0), !c.attr(1).b()};
  c.set(0, call1(TL_OP("cumsum_along"), c.grad(), a));
}
/// By doubling: after step k each element holds the last 2^k ones. Of operators that every device has.
Tensor by_doubling(Tensor x, int64_t dim, bool product) {
  const Tensor given = x;
  const int64_t d = wrap_dim(product ? "cumprod" : "cumsum", dim, sizes_of(x));
  if (x.dim() == 0) return clone(x);
  const int64_t n = x.size(d);
  for (int64_t k = 1; k < n; k *= 2) {
    const Tensor tail = narrow(x, d, k, n - k), shifted = narrow(x, d, 0, n - k);
    const Tensor parts[] = {narrow(x, d, 0, k), product ? tail * shifted : tail + shifted};
    x = cat(parts, d);
  }
  return x.is_same(given) ? clone(x) : x;
}
/// Whole numbers are scanned as int64 and cut to their width, which gives the same as wrapping on the way.
Tensor cumsum_of(const OpCall& c) {
  const Tensor x = in_scan_type(c);
  if (x.is_cuda()) return by_doubling(x, c.i(0), false);
  const Value a[] = {Value(c.i(0)), false};
  if (!is_integral(x.dtype()) || x.dtype() == kLong) return call1(TL_OP("cumsum_along"), x, a);
  return call1(TL_OP("cumsum_along"), x.to(kLong), a).to(x.dtype());
}
Tensor cumprod_of(const OpCall& c) { return by_doubling(in_scan_type(c), c.i(0), true); }
}  // namespace

void register_scan() {
  using enum ArgKind;
  add({.name = "cumsum_along", .category = "Reduction", .doc = "Running sum along a dimension, from its start or, reversed, from its end.",
       .args = {{"input"}, {"dim", integer}, {"reverse", boolean, false}}, .infer = infer_along, .vjp = vjp_along, .traits = hidden, .cpu = prepare_along,
       .samples = [] { return Samples{{{sample_tensor({2, 5}), 1}}, {{sample_tensor({3, 2, 2}), 0, true}}}; }});
  define_composite("cumsum", "Reduction", "Running sum along a dimension.", {{"input"}, {"dim", integer}, {"dtype", dtype, {}, true}},
         [](const OpCall& c) { return one(cumsum_of(c)); }, [] { return Samples{{{sample_tensor({2, 5}), 1}}}; });
  define_composite("cumprod", "Reduction", "Running product along a dimension.", {{"input"}, {"dim", integer}, {"dtype", dtype, {}, true}},
         [](const OpCall& c) { return one(cumprod_of(c)); }, [] { return Samples{{{sample_tensor({3, 2}), 0}}}; });
}

}  // namespace tl::ops
