// SPDX-License-Identifier: Apache-2.0
#include "engine/sparse/coo.h"

#include <algorithm>
#include <numeric>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"

namespace tl::sparse {

const Coo& coo(const char* operation, const Tensor& t) {
  TL_CHECK(t.defined() && t.is_sparse(), type, operation, "expected a sparse tensor, but got ",
           t.defined() ? t.brief() : "an undefined one", "; make one with to_sparse()");
  return static_cast<const Coo&>(*t.unsafe_impl()->encoding);
}

void check_sizes(const char* operation, const DimVector& sizes) {
  int64_t n = 1, places = 1;
  for (size_t d = 0; d < sizes.size(); ++d) {
    TL_CHECK(sizes[d] >= 0, value, operation, "negative size ", sizes[d], " in shape ", sizes);
    TL_CHECK(!__builtin_mul_overflow(n, sizes[d], &n) && !__builtin_mul_overflow(places, std::max<int64_t>(sizes[d], 1), &places), memory,
             operation, "shape ", sizes, " has more places than 64 bits count");
  }
}
Tensor make_coo(const DimVector& sizes, const Tensor& indices, const Tensor& values, bool coalesced) {
  check_sizes("sparse_coo_tensor", sizes);
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = Storage(new StorageImpl(0, values.device()));  // holds the device and the version counter
  impl->sizes = sizes;
  impl->strides = contiguous_strides(sizes);
  impl->dtype = values.dtype();
  impl->encoding = std::make_shared<Coo>(indices.contiguous(), values.detach(), coalesced);
  impl->refresh();
  return t;
}

Tensor from_parts(const DimVector& sizes, const Tensor& indices, const Tensor& values, bool coalesced) {
  const Tensor in[] = {indices, values};
  const Value attr[] = {Value(sizes), Value(coalesced)};
  return ops::call1(TL_OP("_sparse_coo_tensor_unsafe"), in, attr);
}
Tensor coalesced(const Tensor& t) { return t.coalesce(); }
Tensor for_linear(const Tensor& t) { return GradMode::is_enabled() && t.requires_grad() ? coalesced(t) : t; }
Tensor values_of(const Tensor& t) { return ops::call1(TL_OP("sparse_values"), t); }

DimVector sparse_sizes(const Tensor& t) {
  const DimVector& s = t.unsafe_impl()->sizes;
  return DimVector(s.begin(), s.begin() + coo("sparse", t).sparse_dim());
}
DimVector with_dense_sizes(DimVector first, const Tensor& values) {
  for (int64_t d = 1; d < values.dim(); ++d) first.push_back(values.size(d));
  return first;
}

std::vector<int64_t> keys_of(const Tensor& indices, const DimVector& sizes) {
  const int64_t n = indices.size(1);
  std::vector<int64_t> keys(static_cast<size_t>(n), 0);
  const int64_t* p = n ? indices.data_ptr<int64_t>() : nullptr;
  for (size_t d = 0; d < sizes.size(); ++d)
    for (int64_t k = 0; k < n; ++k)
      keys[static_cast<size_t>(k)] = keys[static_cast<size_t>(k)] * sizes[d] + p[static_cast<int64_t>(d) * n + k];
  return keys;
}

Tensor coordinates_of(const std::vector<int64_t>& keys, const DimVector& sizes) {
  const int64_t n = static_cast<int64_t>(keys.size());
  Tensor out = empty_tensor({static_cast<int64_t>(sizes.size()), n}, kLong);
  if (out.numel() == 0) return out;
  int64_t* p = out.data_ptr<int64_t>();
  for (int64_t k = 0; k < n; ++k) {
    int64_t rest = keys[static_cast<size_t>(k)];
    for (size_t d = sizes.size(); d-- > 0; rest /= sizes[d]) p[static_cast<int64_t>(d) * n + k] = rest % sizes[d];
  }
  return out;
}

Tensor longs(const std::vector<int64_t>& v) {
  Tensor t = empty_tensor({static_cast<int64_t>(v.size())}, kLong);
  if (!v.empty()) std::copy(v.begin(), v.end(), t.data_ptr<int64_t>());
  return t;
}

std::vector<int64_t> places(const std::vector<int64_t>& sorted, const std::vector<int64_t>& wanted) {
  std::vector<int64_t> out;
  out.reserve(wanted.size());
  for (const int64_t key : wanted) {
    const auto it = std::lower_bound(sorted.begin(), sorted.end(), key);
    out.push_back(it != sorted.end() && *it == key ? it - sorted.begin() : -1);
  }
  return out;
}

Tensor pick(const Tensor& values, const std::vector<int64_t>& at) { return index_select(values, 0, longs(at)); }

Tensor values_at(const Tensor& t, const Tensor& indices) {
  on_host("sparse_mask", t);
  const DimVector& sizes = t.unsafe_impl()->sizes;
  const DimVector first(sizes.begin(), sizes.begin() + indices.size(0)), rest(sizes.begin() + indices.size(0), sizes.end());
  const std::vector<int64_t> keys = keys_of(indices, first);
  if (!t.is_sparse()) {
    DimVector rows{product(first)};
    for (const int64_t d : rest) rows.push_back(d);
    return pick(reshape(t, rows), keys);
  }
  TL_CHECK(coo("sparse_mask", t).sparse_dim() == indices.size(0), shape, "sparse_mask", "a tensor with ",
           coo("sparse_mask", t).sparse_dim(), " sparse dimensions cannot be read at coordinates of ", indices.size(0));
  const Tensor c = coalesced(t);
  std::vector<int64_t> at = places(keys_of(coo("sparse_mask", c).indices, first), keys);
  const Tensor values = values_of(c);
  const int64_t none = values.size(0);  // a row of zeros behind the others
  for (int64_t& p : at)
    if (p < 0) p = none;
  DimVector one_row{1};
  for (const int64_t d : rest) one_row.push_back(d);
  const Tensor both[] = {values, zeros(one_row, values.options())};
  return pick(cat({both, 2}, 0), at);
}

Tensor scattered(const Tensor& values, const std::vector<int64_t>& keys, int64_t rows) {
  return index_add(zeros(with_dense_sizes({rows}, values), values.options()), 0, longs(keys), values);
}

bool equal(const Tensor& a, const Tensor& b) {
  if (a.sparse_dim() != b.sparse_dim()) return tl::equal(a.to_dense(), b.to_dense());
  const auto without_zeros = [](const Tensor& t) {
    const Tensor c = t.coalesce(), kept = ne(c._values(), 0).contiguous();
    const int64_t n = c._nnz(), width = n ? kept.numel() / n : 0;
    std::vector<int64_t> at;
    for (int64_t k = 0; k < n && width; ++k) {
      const bool* row = kept.data_ptr<bool>() + k * width;
      if (std::find(row, row + width, true) != row + width) at.push_back(k);
    }
    return std::pair(index_select(c._indices(), 1, longs(at)), pick(c._values(), at));
  };
  const auto [i, v] = without_zeros(a);
  const auto [j, w] = without_zeros(b);
  return tl::equal(i, j) && tl::equal(v, w);
}
Tensor to_device(const Tensor& t, Device device) {
  const Tensor from = for_linear(t);
  const Coo& x = coo("to", from);
  return from_parts(from.unsafe_impl()->sizes, x.indices.to(device), values_of(from).to(device), x.coalesced);
}

void on_host(const char* operation, const Tensor& t) {
  ops::host_only(operation, t);
  TL_CHECK(!t.is_meta(), not_implemented, operation, "the result depends on the elements, and a meta tensor ", t.sizes(), " has none");
}

}  // namespace tl::sparse
