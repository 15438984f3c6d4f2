// SPDX-License-Identifier: Apache-2.0
// Runs of equal neighbours, and their reverse: entries repeated.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/index.h"
#include "engine/ops/sort.h"

namespace tl {
namespace {
using Three = std::tuple<Tensor, Tensor, Tensor>;

/// `differs`, bool [n - 1]: whether entry i + 1 is another one than entry i.
Three runs(const Tensor& x, int64_t dim, const Tensor& differs, bool return_inverse, bool return_counts) {
  const int64_t n = x.size(dim);
  if (n == 0) return {x, return_inverse ? empty({0}, kLong) : Tensor(), return_counts ? empty({0}, kLong) : Tensor()};
  const Tensor begins = cat({ones({1}, differs.options()), differs}, 0), first = reshape(nonzero(begins), {-1});
  Three out{index_select(x, dim, first), {}, {}};
  if (return_inverse) std::get<1>(out) = cumsum(begins.to(kLong), 0) - 1;
  if (return_counts) std::get<2>(out) = cat({first.slice(0, 1), full({1}, n, first.options())}, 0) - first;
  return out;
}
/// Which entry each place of the result takes.
Tensor places(const Tensor& repeats, std::optional<int64_t> output_size) {
  constexpr const char* op = "repeat_interleave";
  ops::host_only(op, repeats);
  TL_CHECK(repeats.dim() == 1, shape, op, "repeats must be a vector, but is ", repeats.sizes());
  TL_CHECK(repeats.dtype() == kLong || repeats.dtype() == kInt, type, op, "repeats must be int32 or int64, but is ", repeats.dtype());
  const Tensor times = repeats.to(kLong).contiguous();
  const int64_t* t = times.data_ptr<int64_t>();
  int64_t total = 0;
  for (int64_t i = 0; i < times.numel(); ++i) {
    TL_CHECK(t[i] >= 0, value, op, "repeats must not be negative, but repeats[", i, "] is ", t[i]);
    TL_CHECK(!__builtin_add_overflow(total, t[i], &total), value, op, "the sum of repeats is too large");
  }
  TL_CHECK(!output_size || *output_size == total, value, op, "output_size is ", *output_size, " but the sum of repeats is ", total);
  const Tensor at = empty({total}, kLong);
  int64_t* to = at.data_ptr<int64_t>();
  for (int64_t i = 0; i < times.numel(); ++i) to = std::fill_n(to, t[i], i);
  return at;
}
}  // namespace

Three unique_consecutive(const Tensor& input, bool return_inverse, bool return_counts, std::optional<int64_t> dim) {
  if (dim) return unique_dim_consecutive(input, *dim, return_inverse, return_counts);
  const Tensor flat = reshape(input.detach(), {-1});
  const int64_t n = flat.numel();
  Three found = runs(flat, 0, n ? ne(flat.slice(0, 1), flat.slice(0, 0, n - 1)) : Tensor(), return_inverse, return_counts);
  if (return_inverse) std::get<1>(found) = reshape(std::get<1>(found), input.sizes());
  return found;
}
Three unique_dim_consecutive(const Tensor& input, int64_t dim, bool return_inverse, bool return_counts) {
  TL_CHECK(input.dim() > 0, shape, "unique_consecutive", "a tensor without dimensions has none to compare along");
  const int64_t d = dim < 0 ? dim + input.dim() : dim;
  TL_CHECK(d >= 0 && d < input.dim(), index, "unique_consecutive", "dim ", dim, " is out of range for input ", input.sizes());
  const Tensor x = input.detach();
  const int64_t n = x.size(d);
  if (n == 0) return runs(x, d, {}, return_inverse, return_counts);
  const Tensor rows = reshape(transpose(x, 0, d), {n, x.numel() / n});
  return runs(x, d, any(ne(rows.slice(0, 1), rows.slice(0, 0, n - 1)), 1), return_inverse, return_counts);
}

Tensor repeat_interleave(const Tensor& repeats, std::optional<int64_t> output_size) { return places(repeats, output_size); }
Tensor repeat_interleave(const Tensor& input, const Tensor& repeats, std::optional<int64_t> dim, std::optional<int64_t> output_size) {
  const Tensor x = dim ? input : reshape(input, {-1});
  const int64_t n = x.dim() ? x.size(dim.value_or(0)) : 1;
  const Tensor times = repeats.numel() == 1 ? expand(reshape(repeats, {1}), {n}) : repeats;
  TL_CHECK(times.dim() != 1 || times.numel() == n, shape, "repeat_interleave", "repeats ", repeats.sizes(), " must be one number or one for each of the ", n,
           " entries of input ", input.sizes(), " along dimension ", dim.value_or(0));
  return index_select(x, dim.value_or(0), places(times, output_size));
}
Tensor repeat_interleave(const Tensor& input, int64_t repeats, std::optional<int64_t> dim, std::optional<int64_t> output_size) {
  return repeat_interleave(input, full({1}, repeats, kLong), dim, output_size);
}
Tensor Tensor::repeat_interleave(const Tensor& repeats, std::optional<int64_t> dim, std::optional<int64_t> output_size) const {
  return tl::repeat_interleave(*this, repeats, dim, output_size);
}
Tensor Tensor::repeat_interleave(int64_t repeats, std::optional<int64_t> dim, std::optional<int64_t> output_size) const {
  return tl::repeat_interleave(*this, repeats, dim, output_size);
}

}  // namespace tl
