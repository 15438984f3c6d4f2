// SPDX-License-Identifier: Apache-2.0
// Writing at places: by index tensors, into what is there, with values that are tensors themselves.
#include <algorithm>
#include <numeric>

#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/sizes_of.h"
#include "engine/ops/sort.h"
#include "engine/ops/write_back.h"

namespace tl {
namespace {

void need_number(const char* op, const Tensor& value) {
  TL_CHECK(value.dim() == 0, shape, op, "value must have no dimensions, but is ", value.sizes());
}

/// The places in the flattened `x` that the index names along dimension d, as scatter reads it.
std::vector<int64_t> places_of(const Tensor& x, int64_t d, const Tensor& index) {
  const DimVector &sizes = sizes_of(index), strides = contiguous_strides(sizes_of(x)), steps = contiguous_strides(sizes);
  const Tensor flat = index.contiguous();
  const int64_t n = x.dim() ? x.size(d) : 1;
  std::vector<int64_t> out(static_cast<size_t>(index.numel()));
  for (int64_t e = 0; e < index.numel(); ++e) {
    const int64_t at = flat.data_ptr<int64_t>()[e];
    TL_CHECK(at >= 0 && at < n, index, "scatter", "index ", at, " is out of range for dimension ", d, " of size ", n, " of input ", x.sizes());
    int64_t place = 0;
    for (size_t k = 0; k < sizes.size(); ++k) place += (static_cast<int64_t>(k) == d ? at : e / steps[k] % sizes[k]) * strides[k];
    out[static_cast<size_t>(e)] = place;
  }
  return out;
}

/// Elements multiplied by all that come to their place: pairs of one place are multiplied until each place has a single factor, so that a
/// gradient flows to every one of them.
Tensor scatter_multiply(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src) {
  const char* op = "scatter";
  ops::host_only(op, x);
  TL_CHECK(index.dtype() == kLong, type, op, "the index must be int64, but is ", index.dtype());
  TL_CHECK(src.dtype() == x.dtype(), type, op, "src is ", src.dtype(), " but input is ", x.dtype());
  const int64_t d = wrap_dim(op, dim, sizes_of(x));
  if (index.numel() == 0) return scatter_add(x, dim, index, src);  // names no place: it fits every shape
  bool fits = index.dim() == x.dim() && index.dim() == src.dim();
  for (int64_t k = 0; fits && k < x.dim(); ++k) fits = index.size(k) <= src.size(k) && (k == d || index.size(k) <= x.size(k));
  TL_CHECK(fits, shape, op, "index ", index.sizes(), " does not fit input ", x.sizes(), " and src ", src.sizes());
  if (x.is_meta() || index.is_meta() || src.is_meta()) return empty(x.sizes(), TensorOptions(x.dtype()).device(kMeta));
  const std::vector<int64_t> places = places_of(x, d, index);
  std::vector<int64_t> order(places.size()), at;
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return places[static_cast<size_t>(a)] < places[static_cast<size_t>(b)]; });
  for (const int64_t e : order) at.push_back(places[static_cast<size_t>(e)]);
  Tensor part = src;
  for (int64_t k = 0; k < x.dim(); ++k) part = narrow(part, k, 0, index.size(k));
  Tensor factors = index_select(reshape(part, {-1}), 0, tensor(order));
  for (bool again = true; again;) {
    again = false;
    std::vector<int64_t> first, second, left;  // `second`: where a factor has no partner, the one put at the end
    for (size_t i = 0; i < at.size(); ++i) {
      const bool pair = i + 1 < at.size() && at[i + 1] == at[i];
      first.push_back(static_cast<int64_t>(i));
      second.push_back(pair ? static_cast<int64_t>(i + 1) : static_cast<int64_t>(at.size()));
      again |= pair;
      left.push_back(at[i]);
      i += pair;
    }
    if (!again) break;
    const Tensor with_one = constant_pad_nd(factors, {0, 1}, 1);
    factors = index_select(factors, 0, tensor(first)) * index_select(with_one, 0, tensor(second));
    at = std::move(left);
  }
  const Tensor flat = reshape(x, {-1}), to = tensor(at);
  return reshape(index_copy(flat, 0, to, index_select(flat, 0, to) * factors), x.sizes());
}

Tensor put_of(const char* op, const Tensor& x, const Tensor& index, const Tensor& source, bool accumulate) {
  TL_CHECK(index.dtype() == kLong, type, op, "the index must be int64, but is ", index.dtype());
  TL_CHECK(source.dtype() == x.dtype(), type, op, "the source is ", source.dtype(), ", the tensor ", x.dtype());
  TL_CHECK(index.numel() == source.numel(), shape, op, "index has ", index.numel(), " elements, the tensor ", source.numel());
  const int64_t n = x.numel();
  const Tensor flat = reshape(x, {-1}), values = reshape(source, {-1}), given = reshape(index, {-1});
  if (given.numel() && !given.is_meta()) {
    const int64_t low = min(given).item().toLong(), high = max(given).item().toLong();
    TL_CHECK(low >= -n && high < n, index, op, "index ", low < -n ? low : high, " is out of range for a tensor of ", n, " elements");
  }
  const Tensor at = where(lt(given, 0), given + n, given);
  return reshape(accumulate ? index_add(flat, 0, at, values) : index_copy(flat, 0, at, values), x.sizes());
}
}  // namespace

Tensor masked_fill(const Tensor& x, const Tensor& mask, const Tensor& value) {
  need_number("masked_fill", value);
  TL_CHECK(mask.dtype() == kBool || mask.dtype() == kByte, type, "masked_fill", "mask must be bool, but is ", mask.dtype());
  return where(mask, value.to(x.device()), x).to(x.dtype());
}
Tensor index_fill(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& value) {
  need_number("index_fill", value);
  const Tensor named = index_fill(zeros(x.sizes(), TensorOptions(kBool).device(x.device())), dim, index, Scalar(true));
  return where(named, value.to(x.device()), x).to(x.dtype());
}
std::vector<Tensor> where(const Tensor& condition) {
  if (condition.dim() == 0) return where(unsqueeze(condition, 0));  // a number counts as one of one
  return unbind(nonzero(condition), 1);
}

Tensor scatter(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce) {
  TL_CHECK(reduce == "add" || reduce == "multiply", value, "scatter", "there is no reduce \"", reduce, "\"; there are \"add\" and \"multiply\"");
  return reduce == "add" ? scatter_add(x, dim, index, src) : scatter_multiply(x, dim, index, src);
}
Tensor scatter(const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce) {
  return scatter(x, dim, index, full(index.sizes(), value, TensorOptions(x.dtype()).device(x.device())), reduce);
}
Tensor index_put(const Tensor& x, TensorList indices, const Tensor& values, bool accumulate) { return x.clone().index_put_(indices, values, accumulate); }
Tensor& index_put_(Tensor& x, TensorList indices, const Tensor& values, bool accumulate) { return x.index_put_(indices, values, accumulate); }
Tensor put(const Tensor& x, const Tensor& index, const Tensor& source, bool accumulate) { return put_of("put", x, index, source, accumulate); }

// ---- the methods
Tensor Tensor::masked_fill(const Tensor& mask, const Tensor& value) const { return tl::masked_fill(*this, mask, value); }
Tensor& Tensor::masked_fill_(const Tensor& mask, const Tensor& value) const { return ops::write_back("masked_fill_", self(), tl::masked_fill(self(), mask, value)); }
Tensor Tensor::where(const Tensor& condition, const Tensor& other) const { return tl::where(condition, *this, other); }
Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce) const {
  return tl::scatter(*this, dim, index, src, reduce);
}
Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce) const {
  return tl::scatter(*this, dim, index, value, reduce);
}
Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Tensor& src, const std::string& reduce) const {
  return copy_(tl::scatter(clone(), dim, index, src, reduce));
}
Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Scalar& value, const std::string& reduce) const {
  return copy_(tl::scatter(clone(), dim, index, value, reduce));
}
Tensor Tensor::index_fill(int64_t dim, const Tensor& index, const Tensor& value) const { return tl::index_fill(*this, dim, index, value); }
Tensor& Tensor::index_fill_(int64_t dim, const Tensor& index, const Tensor& value) const { return copy_(tl::index_fill(self(), dim, index, value)); }
Tensor Tensor::index_put(TensorList indices, const Tensor& value, bool accumulate) const { return tl::index_put(*this, indices, value, accumulate); }
Tensor Tensor::put(const Tensor& index, const Tensor& source, bool accumulate) const { return tl::put(*this, index, source, accumulate); }
Tensor& Tensor::put_(const Tensor& index, const Tensor& source, bool accumulate) const { return copy_(put_of("put_", clone(), index, source, accumulate)); }
Tensor Tensor::narrow(int64_t dim, const Tensor& start, int64_t length) const { return tl::narrow(*this, dim, start, length); }

}  // namespace tl
