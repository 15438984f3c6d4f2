// SPDX-License-Identifier: Apache-2.0
// Grids, combinations, triangles of indices; facts and statistics of engine/ops/factories.h.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/ops/bounds.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"

namespace tl {
namespace {
__extension__ typedef __int128 Wide;  // for products of sizes before they are known to be countable

std::vector<Tensor> grid_of(TensorList in) {
  DimVector size;
  for (const Tensor& t : in) {
    TL_CHECK(t.dim() <= 1, shape, "meshgrid", "expected vectors, but got ", t.sizes());
    TL_CHECK(t.dtype() == in[0].dtype(), type, "meshgrid", "all tensors must be of one type, but there are ", in[0].dtype(), " and ", t.dtype());
    size.push_back(t.numel());
  }
  std::vector<Tensor> out;
  for (size_t i = 0; i < in.size(); ++i) {
    DimVector along(in.size(), 1);
    along[i] = size[i];
    out.push_back(expand(reshape(in[i], along), size));
  }
  return out;
}
}  // namespace

std::vector<Tensor> meshgrid(TensorList tensors, const std::string& indexing) {
  TL_CHECK(!tensors.empty(), value, "meshgrid", "expects at least one tensor");
  TL_CHECK(indexing == "ij" || indexing == "xy", value, "meshgrid", "indexing must be \"xy\" or \"ij\", not \"", indexing, '"');
  if (indexing == "ij" || tensors.size() < 2) return grid_of(tensors);
  std::vector<Tensor> in = tensors.vec();
  std::swap(in[0], in[1]);
  std::vector<Tensor> out = grid_of(in);
  std::swap(out[0], out[1]);
  return out;
}
std::vector<Tensor> meshgrid(TensorList tensors) { return meshgrid(tensors, "ij"); }

Tensor cartesian_prod(TensorList tensors) {
  for (const Tensor& t : tensors) TL_CHECK(t.dim() == 1, shape, "cartesian_prod", "expected vectors, but got ", t.sizes());
  if (tensors.size() == 1) return tensors[0];
  std::vector<Tensor> flat;
  for (const Tensor& t : meshgrid(tensors)) flat.push_back(reshape(t, {-1}));
  return stack(flat, 1);
}

Tensor combinations(const Tensor& input, int64_t r, bool with_replacement) {
  TL_CHECK(input.dim() == 1 && r > 0, value, "combinations", "needs a vector and a positive r, got ", input.sizes(), " and ", r);
  const int64_t n = input.size(0), step = with_replacement ? 0 : 1;
  const bool any = n > 0 && (with_replacement || r <= n);
  // The number of ways to choose, factor by factor: it never falls, so that the first that is too large ends the count.
  Wide rows = any ? 1 : 0;
  if (any) {
    const Wide from = with_replacement ? static_cast<Wide>(n) + r - 1 : n;
    const Wide k = std::min<Wide>(r, from - r);
    for (Wide i = 1; i <= k && rows <= ops::most_elements; ++i) rows = rows * (from - k + i) / i;
    TL_CHECK(r <= ops::most_elements && rows * r <= ops::most_elements, memory, "combinations", "the result for ", n,
             " elements and r ", r, " would be too large");
  }
  const Tensor places = empty({static_cast<int64_t>(rows) * r}, TensorOptions(kLong).device(kCPU));
  if (any) {
    int64_t* at = places.data_ptr<int64_t>();
    std::vector<int64_t> now(static_cast<size_t>(r));
    for (size_t k = 0; k < now.size(); ++k) now[k] = static_cast<int64_t>(k) * step;
    for (;;) {
      at = std::copy(now.begin(), now.end(), at);
      // The last place that can go on goes on, and those behind it begin anew after it.
      int64_t k = r - 1;
      while (k >= 0 && now[static_cast<size_t>(k)] == n - 1 - (r - 1 - k) * step) --k;
      if (k < 0) break;
      ++now[static_cast<size_t>(k)];
      for (size_t j = static_cast<size_t>(k) + 1; j < now.size(); ++j) now[j] = now[j - 1] + step;
    }
  }
  return reshape(index_select(input, 0, places.to(input.device())), {static_cast<int64_t>(rows), r});
}

namespace {
/// How many places of a matrix have a column of at most row + k: a sum over the rows of what lies between 0 and col.
Wide count_below(int64_t row, int64_t col, int64_t k) {
  const auto up_to = [col](Wide t) -> Wide {  // of 1, 2, … up to t, each counted as col at most
    if (t <= 0) return 0;
    return t <= col ? t * (t + 1) / 2 : static_cast<Wide>(col) * (col + 1) / 2 + (t - col) * col;
  };
  return up_to(static_cast<Wide>(k) + row) - up_to(k);
}
Tensor indices_of(const char* op, bool upper, int64_t row, int64_t col, int64_t offset, const TensorOptions& o) {
  TL_CHECK(row >= 0 && col >= 0, value, op, "row and col must not be negative, but are ", row, " and ", col);
  TL_CHECK(o.layout() == kStrided, not_implemented, op, "there is no sparse form");
  const bool none = row == 0 || col == 0;
  if (!none) {
    ops::need_countable(op, "row", row);
    ops::need_countable(op, "col", col);
  }
  // The offset may be anything: brought near the matrix first, so that no sum overflows.
  const int64_t k = none ? 0 : std::clamp(offset, -row - 1, col + 1);
  const Wide all = static_cast<Wide>(row) * col, below = none ? 0 : count_below(row, col, upper ? k - 1 : k), chosen = upper ? all - below : below;
  TL_CHECK(none || chosen <= ops::most_elements, memory, op, "the result for ", row, " rows and ", col, " columns would be too large");
  const int64_t n = none ? 0 : static_cast<int64_t>(chosen);
  const Tensor t = empty({2, n}, TensorOptions(kLong).device(kCPU));
  int64_t* at = n ? t.data_ptr<int64_t>() : nullptr;
  const int64_t begin = upper ? 0 : std::max<int64_t>(-k, 0), end = upper ? std::min(row, col - k) : row;  // other rows have none
  for (int64_t i = begin; n && i < end; ++i) {
    const int64_t first = upper ? std::max<int64_t>(i + k, 0) : 0, last = upper ? col - 1 : std::min(i + k, col - 1);
    for (int64_t j = first; j <= last; ++j, ++at) {
      at[0] = i;
      at[n] = j;
    }
  }
  return t.to(o.has_device() ? o.device() : DefaultDeviceGuard::current(), o.has_dtype() ? o.dtype() : kLong);
}
}  // namespace
Tensor tril_indices(int64_t row, int64_t col, int64_t offset, const TensorOptions& o) {
  return indices_of("tril_indices", false, row, col, offset, o);
}
Tensor triu_indices(int64_t row, int64_t col, int64_t offset, const TensorOptions& o) {
  return indices_of("triu_indices", true, row, col, offset, o);
}

// ---- facts and statistics
bool is_nonzero(const Tensor& input) {
  TL_CHECK(input.numel() == 1, shape, "is_nonzero", "the truth of a tensor ", input.sizes(), " is ambiguous: it has ", input.numel(),
           " values, not one");
  return input.item().toBool();
}
bool Tensor::is_nonzero() const { return tl::is_nonzero(*this); }

std::tuple<Tensor, Tensor> var_mean(const Tensor& x, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim) {
  return {var(x, dims, correction, keepdim), mean(x, dims, keepdim)};
}
std::tuple<Tensor, Tensor> std_mean(const Tensor& x, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim) {
  return {tl::std(x, dims, correction, keepdim), mean(x, dims, keepdim)};
}
std::tuple<Tensor, Tensor> var_mean(const Tensor& x, IntArrayRef dims, bool unbiased, bool keepdim) {
  return {var(x, dims, unbiased, keepdim), mean(x, dims, keepdim)};
}
std::tuple<Tensor, Tensor> std_mean(const Tensor& x, IntArrayRef dims, bool unbiased, bool keepdim) {
  return {tl::std(x, dims, unbiased, keepdim), mean(x, dims, keepdim)};
}
std::tuple<Tensor, Tensor> var_mean(const Tensor& x) { return var_mean(x, IntArrayRef(), true, false); }
std::tuple<Tensor, Tensor> std_mean(const Tensor& x) { return std_mean(x, IntArrayRef(), true, false); }

std::tuple<Tensor, Tensor, Tensor> unique(const Tensor& x, bool sorted, bool return_inverse, bool return_counts, std::optional<int64_t> dim) {
  return dim ? unique_dim(x, *dim, sorted, return_inverse, return_counts) : _unique2(x, sorted, return_inverse, return_counts);
}

}  // namespace tl
