// SPDX-License-Identifier: Apache-2.0
// By-name rows that order elements: sort, topk, median, unique and what counts values. The order is found on the CPU; values are
// gathered, so that gradients flow to the elements chosen.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/by_name_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"

namespace tl::by_name {
namespace {
using enum ops::ArgKind;

Value pair(Tensor a, Tensor b) { return Value::List{Value(std::move(a)), Value(std::move(b))}; }

/// Stable order of n values; not-a-number is the largest.
template <class T>
std::vector<int64_t> order_of(const T* v, int64_t n, bool descending) {
  std::vector<int64_t> at(static_cast<size_t>(n));
  std::iota(at.begin(), at.end(), 0);
  const auto less = [v](int64_t a, int64_t b) {
    if constexpr (std::is_floating_point_v<T>) {
      if (std::isnan(v[a]) || std::isnan(v[b])) return !std::isnan(v[a]) && std::isnan(v[b]);
    }
    return v[a] < v[b];
  };
  std::stable_sort(at.begin(), at.end(), [&](int64_t a, int64_t b) { return descending ? less(b, a) : less(a, b); });
  return at;
}

/// Calls f(values, n, line) for each line along the last dimension of a contiguous copy in double or int64.
template <class F>
void for_lines(const Tensor& moved, F f) {
  ops::host_only("sorting", moved);
  const int64_t n = moved.size(-1), lines = n ? moved.numel() / n : 0;
  if (moved.is_floating_point()) {
    const Tensor v = moved.to(kDouble).contiguous();
    for (int64_t l = 0; l < lines; ++l) f(v.data_ptr<double>() + l * n, n, l);
  } else {
    const Tensor v = moved.to(kLong).contiguous();
    for (int64_t l = 0; l < lines; ++l) f(v.data_ptr<int64_t>() + l * n, n, l);
  }
}

/// Indices along `dim`: `count` per line, chosen by pick(values, n) from each line.
template <class Pick>
Tensor choose(const char* op, const Tensor& input, int64_t dim, int64_t count, Pick pick) {
  const NoGradGuard guard;
  const Tensor x = input.detach();
  const int64_t d = wrap_dim(op, dim, x.unsafe_impl()->sizes);
  const Tensor moved = transpose(x, d, -1);
  DimVector sizes(moved.sizes().begin(), moved.sizes().end());
  sizes.back() = count;
  Tensor out = empty(sizes, kLong);
  int64_t* p = out.numel() ? out.data_ptr<int64_t>() : nullptr;
  for_lines(moved, [&](const auto* v, int64_t n, int64_t line) {
    const auto chosen = pick(v, n);
    std::copy_n(chosen.begin(), count, p + line * count);
  });
  return transpose(out, d, -1).contiguous();
}

Value sorted(const Tensor& x, int64_t dim, bool descending) {
  if (x.dim() == 0) return pair(x.clone(), zeros({}, kLong));
  const Tensor at = choose("sort", x, dim, x.size(dim), [&](const auto* v, int64_t n) { return order_of(v, n, descending); });
  return pair(gather(x, dim, at), at);
}

Value reduced(const Tensor& x, int64_t dim, const Tensor& at, bool keepdim) {
  const Tensor values = gather(x, dim, at);
  return keepdim ? pair(values, at) : pair(squeeze(values, dim), squeeze(at, dim));
}

Value kth(const char* op, const Tensor& x, int64_t k, int64_t dim, bool keepdim) {
  if (x.dim() == 0) return pair(x.clone(), zeros({}, kLong));
  TL_CHECK(k >= 1 && k <= x.size(dim), index, op, "k ", k, " is out of range for dimension ", dim, " of input ", x.sizes());
  return reduced(x, dim, choose(op, x, dim, 1, [&](const auto* v, int64_t n) { return std::vector<int64_t>{order_of(v, n, false)[static_cast<size_t>(k - 1)]}; }), keepdim);
}

/// The most frequent value of a line, the smallest of several; its last place.
Value mode(const Tensor& x, int64_t dim, bool keepdim) {
  if (x.dim() == 0) return pair(x.clone(), zeros({}, kLong));
  TL_CHECK(x.size(dim) > 0, index, "mode", "dimension ", dim, " of input ", x.sizes(), " is empty");
  return reduced(x, dim, choose("mode", x, dim, 1, [](const auto* v, int64_t n) {
                   const auto at = order_of(v, n, false);
                   size_t best = 0, best_run = 0;
                   for (size_t i = 0, run = 0; i < at.size(); ++i) {
                     run = i && v[at[i]] == v[at[i - 1]] ? run + 1 : 1;
                     if (run > best_run) best = i, best_run = run;
                   }
                   return std::vector<int64_t>{at[best]};
                 }), keepdim);
}

Value topk(const Tensor& x, int64_t k, int64_t dim, bool largest) {
  const int64_t n = x.dim() ? x.size(dim) : 1;
  TL_CHECK(k >= 0 && k <= n, index, "topk", "k ", k, " is out of range for dimension ", dim, " of input ", x.sizes());
  if (x.dim() == 0) return pair(x.clone(), zeros({}, kLong));
  const Tensor at = choose("topk", x, dim, k, [&](const auto* v, int64_t m) { return order_of(v, m, largest); });
  return pair(gather(x, dim, at), at);
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
      for (const int64_t i : order_of(v, n, false)) {
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
  const int64_t d = wrap_dim("unique", dim, input.unsafe_impl()->sizes), n = input.size(d);
  const Tensor rows = reshape(transpose(input.detach(), 0, d), {n, -1}).to(kDouble).contiguous();
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
Value unique(const Bound& a) {
  const Unique u = a.has(4) ? unique_slices(a.t(0), a.i(4)) : unique_values(a.t(0));
  if (!a.b(2) && !a.b(3)) return u.values;
  Value::List out{Value(u.values)};
  if (a.b(2)) out.emplace_back(u.inverse);
  if (a.b(3)) out.emplace_back(u.counts);
  return out;
}

Value bincount(const Bound& a) {
  const Tensor x = a.t(0);
  TL_CHECK(x.dim() == 1 && is_integral(x.dtype(), false), type, "bincount", "only vectors of integers that are not negative are supported, not ", x.brief());
  TL_CHECK(a.i(2) >= 0, value, "bincount", "minlength must not be negative, but is ", a.i(2));
  ops::host_only("bincount", x);
  const Tensor v = x.to(kLong).contiguous();
  int64_t n = a.i(2);
  for (int64_t i = 0; i < v.numel(); ++i) {
    const int64_t e = v.data_ptr<int64_t>()[i];
    TL_CHECK(e >= 0, value, "bincount", "the input holds the negative number ", e);
    n = std::max(n, e + 1);
  }
  if (!a.has(1)) return scatter_add(zeros({n}, kLong), 0, v, ones(v.sizes(), kLong));
  const Tensor w = a.t(1);
  TL_CHECK(w.sizes() == v.sizes(), shape, "bincount", "weights ", w.sizes(), " and input ", v.sizes(), " must be of one length");
  const ScalarType t = w.dtype() == kFloat ? kFloat : kDouble;
  return scatter_add(zeros({n}, t), 0, v, w.detach().to(t));
}

Value histc(const Bound& a) {
  ops::host_only("histc", a.t(0));
  const Tensor x = reshape(a.t(0).detach(), {-1}).to(kDouble).contiguous();
  const int64_t bins = a.i(1);
  TL_CHECK(a.t(0).is_floating_point(), type, "histc", "needs a floating point input, not ", a.t(0).dtype());
  TL_CHECK(bins > 0, value, "histc", "bins must be positive, but is ", bins);
  double low = a.d(2), high = a.d(3);
  TL_CHECK(low <= high, value, "histc", "max ", high, " must not be below min ", low);
  const double* p = x.numel() ? x.data_ptr<double>() : nullptr;
  if (low == high && p) {
    low = *std::min_element(p, p + x.numel());
    high = *std::max_element(p, p + x.numel());
  }
  if (low == high) low -= 1, high += 1;
  Tensor out = zeros({bins}, kDouble);
  for (int64_t i = 0; i < x.numel(); ++i)
    if (p[i] >= low && p[i] <= high) out.data_ptr<double>()[std::min<int64_t>(bins - 1, static_cast<int64_t>((p[i] - low) / (high - low) * static_cast<double>(bins)))] += 1;
  return out.to(a.t(0).dtype());
}

/// One row per element that is not zero.
Tensor nonzero(const Tensor& input) {
  ops::host_only("nonzero", input);
  const Tensor x = ne(input.detach(), Scalar(0)).contiguous();
  std::vector<int64_t> at;
  const DimVector strides = contiguous_strides(x.unsafe_impl()->sizes);
  int64_t rows = 0;
  for (int64_t e = 0; e < x.numel(); ++e)
    if (x.data_ptr<bool>()[e]) {
      ++rows;
      for (size_t d = 0; d < strides.size(); ++d) at.push_back(e / strides[d] % x.size(static_cast<int64_t>(d)));
    }
  return at.empty() ? zeros({rows, x.dim()}, kLong) : reshape(tl::tensor(at), {rows, x.dim()});
}
}  // namespace

void register_sort_rows() {
  add({"sort", {{"input", tensor}, {"dim", integer, -1}, {"descending", boolean, false}}, [](const Bound& a) -> Value { return sorted(a.t(0), a.i(1), a.b(2)); }});
  add({"argsort", {{"input", tensor}, {"dim", integer, -1}, {"descending", boolean, false}},
       [](const Bound& a) -> Value { return sorted(a.t(0).detach(), a.i(1), a.b(2)).to_list()[1]; }});
  add({"topk", {{"input", tensor}, {"k", integer}, {"dim", integer, -1}, {"largest", boolean, true}, {"sorted", boolean, true}},
       [](const Bound& a) -> Value { return topk(a.t(0), a.i(1), a.i(2), a.b(3)); }});
  add({"kthvalue", {{"input", tensor}, {"k", integer}, {"dim", integer, -1}, {"keepdim", boolean, false}},
       [](const Bound& a) -> Value { return kth("kthvalue", a.t(0), a.i(1), a.i(2), a.b(3)); }});
  add({"median", {{"input", tensor}}, [](const Bound& a) -> Value {
         TL_CHECK(a.t(0).numel() > 0, value, "median", "the input is empty");
         return kth("median", reshape(a.t(0), {-1}), (a.t(0).numel() + 1) / 2, 0, false).to_list()[0];
       }});
  add({"median", {{"input", tensor}, {"dim", integer, -1}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value {
         const int64_t n = a.t(0).dim() ? a.t(0).size(a.i(1)) : 1;
         TL_CHECK(n > 0, index, "median", "dimension ", a.i(1), " of input ", a.t(0).sizes(), " is empty");
         return kth("median", a.t(0), (n + 1) / 2, a.i(1), a.b(2));
       }});
  add({"mode", {{"input", tensor}, {"dim", integer, -1}, {"keepdim", boolean, false}}, [](const Bound& a) -> Value { return mode(a.t(0), a.i(1), a.b(2)); }});
  add({"unique", {{"input", tensor}, {"sorted", boolean, true}, {"return_inverse", boolean, false}, {"return_counts", boolean, false}, {"dim", integer, {}, true}}, unique});
  add({"bincount", {{"input", tensor}, {"weights", optional_tensor}, {"minlength", integer, 0}}, bincount});
  add({"histc", {{"input", tensor}, {"bins", integer, 100}, {"min", real, 0.0}, {"max", real, 0.0}}, histc});
  add({"nonzero", {{"input", tensor}}, [](const Bound& a) -> Value { return nonzero(a.t(0)); }});
  add({"masked_select", {{"input", tensor}, {"mask", tensor}}, [](const Bound& a) -> Value { return masked_select(a.t(0), a.t(1)); }});
}

}  // namespace tl::by_name
