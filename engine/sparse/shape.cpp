// SPDX-License-Identifier: Apache-2.0
// Sparse tensors seen otherwise: dimensions swapped, entries picked, joined, summed. Each makes new coordinates and takes the values along.
#include <algorithm>

#include "engine/ops/functions.h"
#include "engine/ops/sample_tensor.h"
#include "engine/sparse/coo.h"

namespace tl::sparse {
namespace {
using namespace ops;

Outputs as_written(const OpCall& c) { return c.def->composite(c); }
const int64_t* row(const Tensor& indices, int64_t d) {
  return indices.numel() ? indices.data_ptr<int64_t>() + d * indices.size(1) : nullptr;
}
/// Coordinates of the elements `at`, with row `d` replaced (or, if `by` is null, left out).
Tensor picked_indices(const Tensor& indices, const std::vector<int64_t>& at, int64_t d, const std::vector<int64_t>* by) {
  const auto n = static_cast<int64_t>(at.size());
  Tensor out = empty_tensor({indices.size(0) - (by ? 0 : 1), n}, kLong);
  if (out.numel() == 0) return out;
  int64_t* to = out.data_ptr<int64_t>();
  for (int64_t r = 0; r < indices.size(0); ++r) {
    if (r == d && !by) continue;
    for (int64_t k = 0; k < n; ++k) *to++ = r == d ? (*by)[static_cast<size_t>(k)] : row(indices, r)[at[static_cast<size_t>(k)]];
  }
  return out;
}

Outputs permute_body(const OpCall& c) {
  OutMetas metas;
  c.def->infer(c, metas);
  const Tensor t = for_linear(c.in[0]);
  const Coo& x = coo("permute", t);
  std::vector<int64_t> first;
  DimVector values_dims{0};
  const DimVector& dims = c.ints(0);
  for (size_t i = 0; i < dims.size(); ++i) {
    const int64_t d = wrap_dim("permute", dims[i], t.unsafe_impl()->sizes);
    const bool sparse_place = static_cast<int64_t>(i) < x.sparse_dim();
    TL_CHECK((d < x.sparse_dim()) == sparse_place, value, "permute", "dims ", dims, " would mix the ", x.sparse_dim(),
             " sparse dimensions of ", t.sizes(), " with its dense ones");
    if (sparse_place)
      first.push_back(d);
    else
      values_dims.push_back(d - x.sparse_dim() + 1);
  }
  on_host("permute", t);
  return one(from_parts(metas[0].sizes, index_select(x.indices, 0, longs(first)), tl::permute(values_of(t), values_dims),
                        x.coalesced && std::is_sorted(first.begin(), first.end())));
}

Outputs index_select_body(const OpCall& c) {
  TL_CHECK(c.in[0].is_sparse() && !c.in[1].is_sparse(), type, "index_select", "the index must be a dense vector of integers, but is ",
           c.in[1].brief());
  OutMetas metas;
  c.def->infer(c, metas);
  const Tensor t = for_linear(c.in[0]);
  on_host("index_select", t);
  const Coo& x = coo("index_select", t);
  const int64_t d = wrap_dim("index_select", c.i(0), t.unsafe_impl()->sizes), n = t.size(d);
  if (d >= x.sparse_dim())
    return one(from_parts(metas[0].sizes, x.indices, index_select(values_of(t), d - x.sparse_dim() + 1, c.in[1]), x.coalesced));
  const Tensor index = reshape(c.in[1].to(kLong), {-1}).contiguous();
  std::vector<std::pair<int64_t, int64_t>> wanted;  // entry, its place in the result
  for (int64_t j = 0; j < index.numel(); ++j) {
    const int64_t i = index.data_ptr<int64_t>()[j];
    TL_CHECK(i >= 0 && i < n, index, "index_select", "index ", i, " at place ", j, " is out of range for dimension of size ", n);
    wanted.emplace_back(i, j);
  }
  std::sort(wanted.begin(), wanted.end());
  std::vector<int64_t> at, by;
  for (int64_t k = 0; k < x.nnz(); ++k) {
    const int64_t i = row(x.indices, d)[k];
    for (auto it = std::lower_bound(wanted.begin(), wanted.end(), std::pair(i, int64_t{0})); it != wanted.end() && it->first == i; ++it) {
      at.push_back(k);
      by.push_back(it->second);
    }
  }
  return one(from_parts(metas[0].sizes, picked_indices(x.indices, at, d, &by), pick(values_of(t), at), false));
}

Outputs narrow_copy_plain(const OpCall& c) { return one(tl::clone(narrow(c.in[0], c.i(0), c.i(1), c.i(2)))); }
Outputs narrow_copy_body(const OpCall& c) {
  const Tensor t = for_linear(c.in[0]);
  on_host("narrow_copy", t);
  const Coo& x = coo("narrow_copy", t);
  DimVector sizes = t.unsafe_impl()->sizes;
  TL_CHECK(!sizes.empty(), shape, "narrow_copy", "cannot be applied to a 0-dim tensor");
  const int64_t d = wrap_dim("narrow_copy", c.i(0), sizes), n = t.size(d), start = c.i(1) < 0 ? c.i(1) + n : c.i(1), length = c.i(2);
  TL_CHECK(start >= 0 && start <= n && length >= 0 && length <= n - start, index, "narrow_copy", "start ", c.i(1), " and length ", length,
           " exceed dimension size ", n, " of input ", t.sizes());
  sizes[static_cast<size_t>(d)] = length;
  if (d >= x.sparse_dim())
    return one(from_parts(sizes, x.indices, tl::clone(narrow(values_of(t), d - x.sparse_dim() + 1, start, length)), x.coalesced));
  std::vector<int64_t> at, by;
  for (int64_t k = 0; k < x.nnz(); ++k) {
    const int64_t i = row(x.indices, d)[k] - start;
    if (i < 0 || i >= length) continue;
    at.push_back(k);
    by.push_back(i);
  }
  return one(from_parts(sizes, picked_indices(x.indices, at, d, &by), pick(values_of(t), at), x.coalesced));
}

/// Of the only sparse dimension: a dense tensor.
Outputs select_body(const OpCall& c) {
  OutMetas metas;
  c.def->infer(c, metas);
  const Tensor t = for_linear(c.in[0]);
  on_host("select", t);
  const Coo& x = coo("select", t);
  const int64_t d = wrap_dim("select", c.i(0), t.unsafe_impl()->sizes), n = t.size(d), wanted = c.i(1) < 0 ? c.i(1) + n : c.i(1);
  if (d >= x.sparse_dim())
    return one(from_parts(metas[0].sizes, x.indices, select(values_of(t), d - x.sparse_dim() + 1, wanted), x.coalesced));
  std::vector<int64_t> at;
  for (int64_t k = 0; k < x.nnz(); ++k)
    if (row(x.indices, d)[k] == wanted) at.push_back(k);
  const Tensor values = pick(values_of(t), at);
  if (x.sparse_dim() == 1) return one(tl::sum(values, 0).to(t.dtype()));
  return one(from_parts(metas[0].sizes, picked_indices(x.indices, at, d, nullptr), values, x.coalesced));
}

Outputs cat_body(const OpCall& c) {
  const Tensor& lead = c.in[0];
  const int64_t d = wrap_dim("cat", c.i(0), lead.unsafe_impl()->sizes);
  const ScalarType type = result_type(c.in);
  DimVector sizes = lead.unsafe_impl()->sizes;
  int64_t end = 0;
  std::vector<Tensor> indices, values;
  for (const Tensor& each : c.in) {
    TL_CHECK(each.is_sparse() && lead.is_sparse(), type, "cat", "sparse and dense tensors cannot be joined: ", lead.brief(), " and ",
             each.brief());
    const Tensor t = for_linear(each);
    const Coo& x = coo("cat", t);
    on_host("cat", t);
    bool fits = t.dim() == lead.dim() && x.sparse_dim() == lead.sparse_dim();
    for (int64_t k = 0; fits && k < t.dim(); ++k) fits = k == d || t.size(k) == lead.size(k);
    TL_CHECK(fits, shape, "cat", "sizes and sparse dimensions must match except in dimension ", d, ": ", lead.brief(), " with ",
             lead.sparse_dim(), " and ", t.brief(), " with ", x.sparse_dim());
    TL_CHECK(d < x.sparse_dim(), not_implemented, "cat", "along the dense dimension ", d, " of sparse tensors ", lead.sizes(),
             " is not offered; use to_dense()");
    Tensor shifted = tl::clone(x.indices);
    if (shifted.numel()) select(shifted, 0, d).add_(Scalar(end));
    indices.push_back(shifted);
    values.push_back(values_of(t).to(type));
    end += t.size(d);
  }
  sizes[static_cast<size_t>(d)] = end;
  return one(from_parts(sizes, cat(indices, 1), cat(values, 0), false));
}

/// Over all elements when `dims` is empty.
Tensor sum_over(const Tensor& input, const DimVector& dims) {
  const Tensor t = for_linear(input);
  on_host("sum", t);
  const Coo& x = coo("sum", t);
  const Tensor values = values_of(t);
  if (dims.empty()) return tl::sum(values);
  std::vector<bool> gone(t.unsafe_impl()->sizes.size());
  for (const int64_t each : dims) {
    const auto d = static_cast<size_t>(wrap_dim("sum", each, t.unsafe_impl()->sizes));
    TL_CHECK(d < gone.size() && !gone[d], value, "sum", "dim ", each, " is named twice in ", dims, " or not there in ", t.sizes());
    gone[d] = true;
  }
  DimVector inner, sizes;
  std::vector<int64_t> kept;
  for (size_t d = 0; d < gone.size(); ++d) {
    const auto at = static_cast<int64_t>(d);
    if (!gone[d]) sizes.push_back(t.size(at));
    if (!gone[d] && at < x.sparse_dim()) kept.push_back(at);
    if (gone[d] && at >= x.sparse_dim()) inner.push_back(at - x.sparse_dim() + 1);
  }
  if (kept.empty()) inner.push_back(0);
  const Tensor summed = inner.empty() ? values : tl::sum(values, inner);
  if (kept.empty()) return summed;
  const bool all = static_cast<int64_t>(kept.size()) == x.sparse_dim();
  return from_parts(sizes, all ? x.indices : index_select(x.indices, 0, longs(kept)),
                    is_integral(summed.dtype()) ? summed.to(kLong) : summed, all && x.coalesced);
}
Outputs sum_body(const OpCall& c) {
  TL_CHECK(!c.b(1), not_implemented, "sum", "keepdim is not offered for a sparse tensor ", c.in[0].sizes());
  return one(sum_over(c.in[0], c.ints(0)));
}
Outputs sparse_sum_body(const OpCall& c) {
  const Tensor x = c.has(1) ? c.in[0].to(c.attr[1].to_dtype()) : c.in[0];
  return one(sum_over(x, c.has(0) ? c.ints(0) : DimVector()));
}
}  // namespace

void register_shape() {
  using enum ArgKind;
  for (const char* name : {"t", "transpose"}) set_sparse(name, as_written);
  set_sparse("permute", permute_body);
  set_sparse("index_select", index_select_body);
  set_sparse("select", select_body);
  set_sparse("cat", cat_body);
  set_sparse("sum", sum_body);
  const auto some = [] { return sparse_coo_tensor(longs({0, 1, 1, 2, 0, 2}).view({2, 3}), sample_tensor({3}), {2, 3}); };
  add({.name = "narrow_copy",
       .category = "Shape",
       .doc = "A copy of length entries of a dimension from start.",
       .args = {{"input"}, {"dim", integer}, {"start", integer}, {"length", integer}},
       .composite = narrow_copy_plain,
       .sparse = narrow_copy_body,
       .samples = [] {
         return Samples{{{sample_tensor({4, 3}), 0, 1, 2}}};
       }});
  add({.name = "sparse_sum",
       .category = "Sparse",
       .doc = "Sum over dimensions of a sparse tensor (all, unless named): sparse while a sparse dimension is left.",
       .args = {{"input"}, {"dim", ints, {}, true}, {"dtype", dtype, {}, true}},
       .composite =
           [](const OpCall& c) {
             const Tensor x = c.has(1) ? c.in[0].to(c.attr[1].to_dtype()) : c.in[0];
             return one(c.has(0) ? tl::sum(x, c.ints(0)) : tl::sum(x));
           },
       .sparse = sparse_sum_body,
       .samples =
           [some] {
             return Samples{{{sample_tensor({2, 3}), Value::Ints{1}}}, {{some()}, false}};
           }});
}

Tensor sum(const Tensor& x, std::optional<ScalarType> dtype) {
  const Value attr[] = {Value(), dtype ? Value(*dtype) : Value()};
  return call1(TL_OP("sparse_sum"), x, attr);
}
Tensor sum(const Tensor& x, IntArrayRef dims, std::optional<ScalarType> dtype) {
  const Value attr[] = {Value(dims), dtype ? Value(*dtype) : Value()};
  return call1(TL_OP("sparse_sum"), x, attr);
}

}  // namespace tl::sparse

namespace tl {
Tensor narrow_copy(const Tensor& x, int64_t dim, int64_t start, int64_t length) {
  const Value attr[] = {dim, start, length};
  return ops::call1(TL_OP("narrow_copy"), x, attr);
}
Tensor Tensor::narrow_copy(int64_t dim, int64_t start, int64_t length) const { return tl::narrow_copy(*this, dim, start, length); }
}  // namespace tl
