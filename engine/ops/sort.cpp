// SPDX-License-Identifier: Apache-2.0
// The order is found on the CPU; values are gathered, so that gradients flow to the elements chosen.
#include "engine/ops/sort.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/autograd/grad_mode.h"
#include "engine/core/pool.h"
#include "engine/cpu/order.h"
#include "engine/ops/bounds.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace {
using Two = std::tuple<Tensor, Tensor>;

/// All places of a line in ascending order.
template <class T>
std::vector<int64_t> order_of(const T* v, int64_t n) {
  std::vector<int64_t> at(static_cast<size_t>(n));
  cpu::order(v, n, false, at.data());
  return at;
}

/// Calls f(values, n, line) for each line along the last dimension of a contiguous copy in float, double or int64; lines on any threads.
template <class F>
void for_lines(const Tensor& moved, F f) {
  ops::host_only("sorting", moved);
  const int64_t n = moved.size(-1), lines = n ? moved.numel() / n : 0;
  TL_CHECK(n < int64_t{1} << 32, not_implemented, "sorting", "lines of 2³² elements or more are not supported, but the input is ", moved.sizes());
  const int parts = parts_for(moved.numel(), 1 << 14);
  const auto all = [&]<class T>(const Tensor& v, T) {
    const T* p = lines ? v.data_ptr<T>() : nullptr;
    parallel_parts(parts, [&](int part) {
      const Range r = part_range(lines, parts, part);
      for (int64_t l = r.begin; l < r.end; ++l) f(p + l * n, n, l);
    });
  };
  if (moved.dtype() == kDouble) all(moved.contiguous(), double{});
  else if (moved.is_floating_point()) all(moved.to(kFloat).contiguous(), float{});
  else all(moved.to(kLong).contiguous(), int64_t{});
}

/// Indices along `dim`: `count` per line, which pick(values, n, places) writes.
template <class Pick>
Tensor choose(const char* op, const Tensor& input, int64_t dim, int64_t count, Pick pick) {
  const NoGradGuard guard;
  const Tensor x = input.detach();
  const int64_t d = wrap_dim(op, dim, sizes_of(x));
  const Tensor moved = transpose(x, d, -1);
  DimVector sizes(moved.sizes().begin(), moved.sizes().end());
  sizes.back() = count;
  Tensor out = empty(sizes, TensorOptions(kLong).device(x.is_meta() ? kMeta : kCPU));
  int64_t* p = out.numel() && !x.is_meta() ? out.data_ptr<int64_t>() : nullptr;
  if (p) for_lines(moved, [&](const auto* v, int64_t n, int64_t line) { pick(v, n, p + line * count); });
  return transpose(out, d, -1).contiguous();
}

/// A 0-dim tensor is its own first.
Two alone(const char* op, const Tensor& x, int64_t dim) {
  wrap_dim(op, dim, sizes_of(x));
  return {x.clone(), zeros({}, TensorOptions(kLong).device(x.device()))};
}
Two sorted(const Tensor& x, int64_t dim, bool descending) {
  if (x.dim() == 0) return alone("sort", x, dim);
  const Tensor at = choose("sort", x, dim, x.size(dim), [&](const auto* v, int64_t n, int64_t* out) { cpu::order(v, n, descending, out); });
  return {gather(x, dim, at), at};
}

Two reduced(const Tensor& x, int64_t dim, const Tensor& at, bool keepdim) {
  const Tensor values = gather(x, dim, at);
  if (keepdim) return {values, at};
  return {squeeze(values, dim), squeeze(at, dim)};
}

Two kth(const char* op, const Tensor& x, int64_t k, int64_t dim, bool keepdim) {
  TL_CHECK(k >= 1 && k <= (x.dim() ? x.size(dim) : 1), index, op, "k ", k, " is out of range for dimension ", dim, " of input ", x.sizes());
  if (x.dim() == 0) return alone(op, x, dim);
  return reduced(x, dim, choose(op, x, dim, 1, [&](const auto* v, int64_t n, int64_t* out) { *out = order_of(v, n)[static_cast<size_t>(k - 1)]; }), keepdim);
}

/// The most frequent value of a line, the smallest of several; its last place.
Two mode_of(const Tensor& x, int64_t dim, bool keepdim) {
  if (x.dim() == 0) return alone("mode", x, dim);
  TL_CHECK(x.size(dim) > 0, index, "mode", "dimension ", dim, " of input ", x.sizes(), " is empty");
  return reduced(x, dim, choose("mode", x, dim, 1, [](const auto* v, int64_t n, int64_t* out) {
                   const auto at = order_of(v, n);
                   size_t best = 0, best_run = 0;
                   for (size_t i = 0, run = 0; i < at.size(); ++i) {
                     run = i && v[at[i]] == v[at[i - 1]] ? run + 1 : 1;
                     if (run > best_run) best = i, best_run = run;
                   }
                   *out = at[best];
                 }), keepdim);
}

Two topk_of(const Tensor& x, int64_t k, int64_t dim, bool largest) {
  const int64_t n = x.dim() ? x.size(dim) : 1;
  TL_CHECK(k >= 0 && k <= n, index, "topk", "k ", k, " is out of range for dimension ", dim, " of input ", x.sizes());
  if (x.dim() == 0) return alone("topk", x, dim);
  const Tensor at = choose("topk", x, dim, k, [&](const auto* v, int64_t m, int64_t* out) { cpu::order_first(v, m, k, largest, out); });
  return {gather(x, dim, at), at};
}

/// Values once each in ascending order, where each element went, how often each came.
struct Unique {
  Tensor values, inverse, counts;
};
Unique unique_values(const Tensor& input) {
  const Tensor flat = reshape(input.detach(), {-1});
  std::vector<int64_t> first, inverse(static_cast<size_t>(flat.numel())), counts;
  if (flat.numel())
    for_lines(flat, [&](const auto* v, int64_t n, int64_t) {
      for (const int64_t i : order_of(v, n)) {
        if (first.empty() || v[i] != v[first.back()]) {
          first.push_back(i);
          counts.push_back(0);
        }
        ++counts.back();
        inverse[static_cast<size_t>(i)] = static_cast<int64_t>(first.size()) - 1;
      }
    });
  return {index_select(flat, 0, tl::tensor(first)), reshape(tl::tensor(inverse), input.sizes()), tl::tensor(counts)};
}
/// Slices along a dimension that are there once each, in lexicographic order.
Unique unique_slices(const Tensor& input, int64_t dim) {
  ops::host_only("unique", input);
  const int64_t d = wrap_dim("unique", dim, sizes_of(input)), n = input.size(d);
  if (n == 0) {  // no slices, all of which differ
    TL_CHECK(std::count(input.sizes().begin(), input.sizes().end(), 0) == 1, value, "unique", "there are no slices along dimension ", d, " of input ",
             input.sizes());
    return {input.detach().clone(), tl::empty({0}, kLong), tl::empty({0}, kLong)};
  }
  const Tensor rows = reshape(transpose(input.detach(), 0, d), {n, input.numel() / n}).to(kDouble).contiguous();
  const int64_t width = rows.size(1);
  const auto row = [&](int64_t i) { return rows.data_ptr<double>() + i * width; };
  std::vector<int64_t> at(static_cast<size_t>(n)), first, inverse(static_cast<size_t>(n)), counts;
  std::iota(at.begin(), at.end(), 0);
  std::stable_sort(at.begin(), at.end(), [&](int64_t a, int64_t b) { return std::lexicographical_compare(row(a), row(a) + width, row(b), row(b) + width); });
  for (const int64_t i : at) {
    if (first.empty() || !std::equal(row(i), row(i) + width, row(first.back()))) {
      first.push_back(i);
      counts.push_back(0);
    }
    ++counts.back();
    inverse[static_cast<size_t>(i)] = static_cast<int64_t>(first.size()) - 1;
  }
  return {index_select(input.detach(), d, tl::tensor(first)), tl::tensor(inverse), tl::tensor(counts)};
}
std::tuple<Tensor, Tensor, Tensor> three(const Unique& u, bool inverse, bool counts) { return {u.values, inverse ? u.inverse : Tensor(), counts ? u.counts : Tensor()}; }

ops::Outputs both(const Two& t) {
  ops::Outputs o;
  o[0] = std::get<0>(t);
  o[1] = std::get<1>(t);
  return o;
}
Two call_two(const ops::OpDef& def, const Tensor& x, ArrayRef<Value> attr) {
  ops::Outputs o = ops::dispatch(def, x, attr);
  return {o[0], o[1]};
}
Two middle_along(const Tensor& x, int64_t dim, bool keepdim) {
  const int64_t n = x.dim() ? x.size(dim) : 1;
  TL_CHECK(n > 0, index, "median", "dimension ", dim, " of input ", x.sizes(), " is empty");
  if (x.dim() == 0) return alone("median", x, dim);
  return reduced(x, dim, choose("median", x, dim, 1, [](const auto* v, int64_t m, int64_t* out) {
                   *out = std::find_if(v, v + m, [](auto e) { return e != e; }) - v;  // not a number: there is no middle
                   if (*out == m) *out = order_of(v, m)[static_cast<size_t>((m - 1) / 2)];
                 }), keepdim);
}
Tensor middle_of(const Tensor& x) {
  TL_CHECK(x.numel() > 0, value, "median", "the input is empty");
  return std::get<0>(middle_along(reshape(x, {-1}), 0, false));
}
}  // namespace

void ops::register_sort() {
  using enum ArgKind;
  // Distinct values, far enough apart that no finite difference changes their order.
  const auto x = [](IntArrayRef sizes) {
    Tensor t = empty(sizes, kDouble);
    for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = static_cast<double>((i * 7 + 3) % 11) * 0.3 - 1.2 + static_cast<double>(i) * 0.01;
    return t;
  };
  const auto two = [](const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples) {
    args.insert(args.begin(), ArgDef{"input"});
    add({.name = name, .category = "Sorting", .doc = doc, .args = std::move(args), .outputs = 2, .nondifferentiable_outputs = 2, .composite = body, .samples = std::move(samples)});
  };
  const ArgDef last{"dim", integer, -1}, keep{"keepdim", boolean, false};
  two("sort", "Values along a dimension in order, and where they were; equal ones keep their order.", {last, {"descending", boolean, false}},
      [](const OpCall& c) { return both(sorted(c.in[0], c.i(0), c.b(1))); }, [=] { return Samples{{{x({3, 4})}}, {{x({4, 2}), 0, true}}}; });
  two("topk", "The k largest or smallest values along a dimension in order, and where they were.",
      {{"k", integer}, last, {"largest", boolean, true}, {"sorted", boolean, true}}, [](const OpCall& c) { return both(topk_of(c.in[0], c.i(0), c.i(1), c.b(2))); },
      [=] { return Samples{{{x({3, 5}), 2}}, {{x({5, 2}), 3, 0, false}}}; });
  two("kthvalue", "The k-th smallest value along a dimension, counted from 1, and where it is.", {{"k", integer}, last, keep},
      [](const OpCall& c) { return both(kth("kthvalue", c.in[0], c.i(0), c.i(1), c.b(2))); }, [=] { return Samples{{{x({3, 5}), 2}}, {{x({5, 2}), 1, 0, true}}}; });
  two("median_dim", "The lower of the two middle values along a dimension, and where it is.", {last, keep},
      [](const OpCall& c) { return both(middle_along(c.in[0], c.i(0), c.b(1))); }, [=] { return Samples{{{x({3, 5})}}, {{x({4, 2}), 0, true}}}; });
  two("mode", "The most frequent value along a dimension, the smallest of several, and its last place.", {last, keep},
      [](const OpCall& c) { return both(mode_of(c.in[0], c.i(0), c.b(1))); }, [=] { return Samples{{{x({3, 5})}}, {{x({4, 2}), 0, true}}}; });
  define_composite("median", "Sorting", "The lower of the two middle values of all.", {{"input"}}, [](const OpCall& c) { return one(middle_of(c.in[0])); },
                   [=] { return Samples{{{x({3, 5})}}, {{x({4, 2})}}}; });
  add({.name = "argsort", .category = "Sorting", .doc = "Where the values in order along a dimension are.", .args = {{"input"}, last, {"descending", boolean, false}},
       .composite = [](const OpCall& c) { return one(std::get<1>(sorted(c.in[0].detach(), c.i(0), c.b(1)))); },
       .samples = [=] { return Samples{{{x({3, 4})}, false}, {{x({4, 2}), 0, true}, false}}; }});
}

std::tuple<Tensor, Tensor> sort(const Tensor& x, int64_t dim, bool descending) {
  const Value a[] = {dim, descending};
  return call_two(TL_OP("sort"), x, a);
}
Tensor argsort(const Tensor& x, int64_t dim, bool descending) {
  const Value a[] = {dim, descending};
  return ops::call1(TL_OP("argsort"), x, a);
}
std::tuple<Tensor, Tensor> sort(const Tensor& x, const std::optional<bool>&, int64_t dim, bool descending) { return sort(x, dim, descending); }
std::tuple<Tensor, Tensor> topk(const Tensor& x, int64_t k, int64_t dim, bool largest, bool sorted) {
  const Value a[] = {k, dim, largest, sorted};
  return call_two(TL_OP("topk"), x, a);
}
std::tuple<Tensor, Tensor> kthvalue(const Tensor& x, int64_t k, int64_t dim, bool keepdim) {
  const Value a[] = {k, dim, keepdim};
  return call_two(TL_OP("kthvalue"), x, a);
}
Tensor median(const Tensor& x) { return ops::call1(TL_OP("median"), x); }
std::tuple<Tensor, Tensor> median(const Tensor& x, int64_t dim, bool keepdim) {
  const Value a[] = {dim, keepdim};
  return call_two(TL_OP("median_dim"), x, a);
}
std::tuple<Tensor, Tensor> mode(const Tensor& x, int64_t dim, bool keepdim) {
  const Value a[] = {dim, keepdim};
  return call_two(TL_OP("mode"), x, a);
}
std::tuple<Tensor, Tensor, Tensor> _unique2(const Tensor& x, bool, bool return_inverse, bool return_counts) { return three(unique_values(x), return_inverse, return_counts); }
std::tuple<Tensor, Tensor, Tensor> unique_dim(const Tensor& x, int64_t dim, bool, bool return_inverse, bool return_counts) {
  return three(unique_slices(x, dim), return_inverse, return_counts);
}

Tensor bincount(const Tensor& x, const Tensor& weights, int64_t minlength) {
  TL_CHECK(x.dim() == 1 && is_integral(x.dtype(), false), type, "bincount", "only vectors of integers that are not negative are supported, not ", x.brief());
  TL_CHECK(minlength >= 0, value, "bincount", "minlength must not be negative, but is ", minlength);
  ops::host_only("bincount", x);
  const Tensor v = x.to(kLong).contiguous();
  int64_t n = minlength;
  for (int64_t i = 0; i < v.numel(); ++i) {
    const int64_t e = v.data_ptr<int64_t>()[i];
    TL_CHECK(e >= 0, value, "bincount", "the input holds the negative number ", e);
    TL_CHECK(e < ops::most_elements, memory, "bincount", "the input ", x.sizes(), " holds ", e, ": the result would be too large");
    n = std::max(n, e + 1);
  }
  TL_CHECK(n <= ops::most_elements, memory, "bincount", "the result of minlength ", minlength, " would be too large");
  if (!weights.defined()) return scatter_add(zeros({n}, kLong), 0, v, ones(v.sizes(), kLong));
  const Tensor& w = weights;
  TL_CHECK(w.sizes() == v.sizes(), shape, "bincount", "weights ", w.sizes(), " and input ", v.sizes(), " must be of one length");
  const ScalarType t = w.dtype() == kFloat ? kFloat : kDouble;
  return scatter_add(zeros({n}, t), 0, v, w.detach().to(t));
}

Tensor histc(const Tensor& input, int64_t bins, const Scalar& min, const Scalar& max) {
  double low = min.toDouble(), high = max.toDouble();
  ops::host_only("histc", input);
  const Tensor x = reshape(input.detach(), {-1}).to(kDouble).contiguous();
  TL_CHECK(input.is_floating_point(), type, "histc", "needs a floating point input, not ", input.dtype());
  TL_CHECK(bins > 0, value, "histc", "bins must be positive, but is ", bins);
  TL_CHECK(low <= high, value, "histc", "max ", high, " must not be below min ", low);
  const double* p = x.numel() ? x.data_ptr<double>() : nullptr;
  if (low == high && p) {
    low = *std::min_element(p, p + x.numel());
    high = *std::max_element(p, p + x.numel());
    for (int64_t i = 0; i < x.numel(); ++i)  // which compares with nothing, and so may be passed over as the least and the largest
      if (std::isnan(p[i])) low = high = p[i];
  }
  TL_CHECK(std::isfinite(low) && std::isfinite(high), value, "histc", "the range from ", low, " to ", high, " is not finite");
  if (low == high) low -= 1, high += 1;
  Tensor out = zeros({bins}, kDouble);
  for (int64_t i = 0; i < x.numel(); ++i)
    if (p[i] >= low && p[i] <= high) out.data_ptr<double>()[std::min<int64_t>(bins - 1, static_cast<int64_t>((p[i] - low) / (high - low) * static_cast<double>(bins)))] += 1;
  return out.to(input.dtype());
}

Tensor nonzero(const Tensor& input) {
  ops::host_only("nonzero", input);
  const Tensor x = ne(input.detach(), Scalar(0)).contiguous();
  std::vector<int64_t> at;
  const DimVector strides = contiguous_strides(sizes_of(x));
  int64_t rows = 0;
  for (int64_t e = 0; e < x.numel(); ++e)
    if (x.data_ptr<bool>()[e]) {
      ++rows;
      for (size_t d = 0; d < strides.size(); ++d) at.push_back(e / strides[d] % x.size(static_cast<int64_t>(d)));
    }
  return at.empty() ? zeros({rows, x.dim()}, kLong) : reshape(tl::tensor(at), {rows, x.dim()});
}

}  // namespace tl
