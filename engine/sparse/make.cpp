// SPDX-License-Identifier: Apache-2.0
// Making sparse tensors, taking them apart, coalescing, to and from dense.
#include <algorithm>
#include <numeric>

#include "engine/autograd/grad_mode.h"
#include "engine/ops/encoded.h"
#include "engine/ops/functions.h"
#include "engine/ops/sample_tensor.h"
#include "engine/sparse/coo.h"

namespace tl {
namespace sparse {
namespace {
using namespace ops;

/// Coordinates as the parts keep them: k×nnz int64.
Tensor checked_indices(const Tensor& indices) {
  TL_CHECK(indices.defined() && indices.dim() == 2, shape, "sparse_coo_tensor", "indices must be sparse_dim×nnz, but are ",
           indices.defined() ? indices.brief() : "undefined");
  TL_CHECK(is_integral(indices.dtype(), false) || indices.numel() == 0, type, "sparse_coo_tensor", "indices must be integers, but are ",
           indices.dtype());
  TL_CHECK(!is_encoded(indices), type, "sparse_coo_tensor", "indices must be dense, but are ", indices.brief());
  return indices.dtype() == kLong ? indices.detach() : indices.detach().to(kLong);
}

/// The smallest sizes that hold all coordinates, then the dense ones.
DimVector inferred_sizes(const Tensor& indices, const Tensor& values) {
  DimVector sizes;
  const Tensor host = indices.cpu().contiguous();
  const int64_t n = host.size(1);
  for (int64_t d = 0; d < host.size(0); ++d) {
    const int64_t* p = n ? host.data_ptr<int64_t>() + d * n : nullptr;
    const int64_t highest = n ? *std::max_element(p, p + n) : -1;
    TL_CHECK(highest < INT64_MAX, value, "sparse_coo_tensor", "index ", highest, " of dim ", d, " is too large");
    sizes.push_back(highest + 1);
  }
  return with_dense_sizes(sizes, values);
}

void check_parts(const Tensor& indices, const Tensor& values, const DimVector& sizes) {
  const auto k = static_cast<size_t>(indices.size(0));
  TL_CHECK(values.dim() >= 1 && values.size(0) == indices.size(1), shape, "sparse_coo_tensor", "indices ", indices.sizes(), " name ",
           indices.size(1), " elements, but values are ", values.sizes());
  TL_CHECK(sizes.size() == k + static_cast<size_t>(values.dim() - 1), shape, "sparse_coo_tensor", "size ", sizes, " must have ", k,
           " sparse and ", values.dim() - 1, " dense dimensions");
  for (size_t d = k; d < sizes.size(); ++d)
    TL_CHECK(sizes[d] == values.size(static_cast<int64_t>(d - k) + 1), shape, "sparse_coo_tensor", "values ", values.sizes(),
             " do not fit size ", sizes, " behind its ", k, " sparse dimensions");
}
void check_inside(const Tensor& indices, const DimVector& sizes) {
  if (indices.is_meta()) return;
  const Tensor host = indices.cpu().contiguous();
  const int64_t n = host.size(1);
  for (int64_t d = 0; n && d < host.size(0); ++d)
    for (int64_t k = 0; k < n; ++k) {
      const int64_t i = host.data_ptr<int64_t>()[d * n + k];
      TL_CHECK(i >= 0 && i < sizes[static_cast<size_t>(d)], index, "sparse_coo_tensor", "index ", i, " of element ", k,
               " is out of range for dim ", d, " of size ", sizes);
    }
}

/// `_sparse_coo_tensor_unsafe`: what every sparse tensor with history is made by.
void vjp_coo(const VjpContext& c) { c.set(1, values_at(c.grad(), c.in(0).to(kLong).contiguous())); }
Outputs coo_body(const OpCall& c) {
  const Tensor indices = checked_indices(c.in[0]);
  const DimVector& sizes = c.ints(0);
  check_parts(indices, c.in[1], sizes);
  TL_CHECK(!is_encoded(c.in[1]), type, "sparse_coo_tensor", "values must be dense, but are ", c.in[1].brief());
  TL_CHECK(indices.device() == c.in[1].device() || c.in[1].is_meta(), device, "sparse_coo_tensor", "indices are on ", indices.device(),
           ", values on ", c.in[1].device());
  return one(make_coo(sizes, indices, c.in[1], c.b(1)));
}
Outputs sparse_coo_body(const OpCall& c) {
  const Tensor indices = checked_indices(c.in[0]), values = c.in[1].dim() == 0 ? reshape(c.in[1], {1}) : c.in[1];
  TL_CHECK(c.has(0) || !indices.is_meta(), value, "sparse_coo_tensor", "meta indices say nothing of the size; give it");
  const DimVector sizes = c.has(0) ? c.ints(0) : inferred_sizes(indices, values);
  check_parts(indices, values, sizes);
  check_inside(indices, sizes);
  return one(from_parts(sizes, indices, values, false));
}

Outputs values_body(const OpCall& c) { return one(coo("values", c.in[0]).values.detach()); }
void vjp_values(const VjpContext& c) {
  const Coo& x = coo("values", c.in(0));
  c.set(0, from_parts(c.in(0).unsafe_impl()->sizes, x.indices, c.grad(), x.coalesced));
}

/// Rows of values with equal keys added, in the order in which they stand.
Tensor coalesce_now(const Tensor& t) {
  on_host("coalesce", t);
  const Coo& x = coo("coalesce", t);
  const DimVector first = sparse_sizes(t), &sizes = t.unsafe_impl()->sizes;
  const std::vector<int64_t> keys = keys_of(x.indices, first);
  if (std::is_sorted(keys.begin(), keys.end(), std::less_equal<>())) return make_coo(sizes, x.indices, x.values, true);
  std::vector<int64_t> order(keys.size()), unique, row(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int64_t a, int64_t b) { return keys[static_cast<size_t>(a)] < keys[static_cast<size_t>(b)]; });
  for (const int64_t k : order) {
    const int64_t key = keys[static_cast<size_t>(k)];
    if (unique.empty() || unique.back() != key) unique.push_back(key);
    row[static_cast<size_t>(k)] = static_cast<int64_t>(unique.size()) - 1;
  }
  return make_coo(sizes, coordinates_of(unique, first), scattered(x.values, row, static_cast<int64_t>(unique.size())), true);
}
Outputs coalesce_body(const OpCall& c) {
  const Coo& x = coo("coalesce", c.in[0]);
  return one(x.coalesced ? c.in[0] : coalesce_now(c.in[0]));
}
void vjp_coalesce(const VjpContext& c) { c.set(0, c.grad()); }

Outputs to_dense_body(const OpCall& c) {
  const Tensor t = for_linear(c.in[0]);
  on_host("to_dense", t);
  const DimVector first = sparse_sizes(t);
  const Tensor values = values_of(t);
  return one(reshape(scattered(values, keys_of(coo("to_dense", t).indices, first), product(first)), t.sizes()));
}
Outputs to_dense_plain(const OpCall& c) { return one(c.in[0]); }

Outputs to_sparse_plain(const OpCall& c) {
  const Tensor& x = c.in[0];
  const int64_t k = c.has(0) ? c.i(0) : x.dim();
  TL_CHECK(k >= 0 && k <= x.dim() && (k > 0 || x.dim() == 0), value, "to_sparse", "sparse_dim must be from ", x.dim() ? 1 : 0,
           " to the number of dimensions of ", x.sizes(), ", but is ", k);
  on_host("to_sparse", x);
  const DimVector& sizes = x.unsafe_impl()->sizes;
  const DimVector first(sizes.begin(), sizes.begin() + k);
  DimVector rows{product(first)};
  for (int64_t d = k; d < x.dim(); ++d) rows.push_back(sizes[static_cast<size_t>(d)]);
  int64_t width = 1;
  for (size_t d = 1; d < rows.size(); ++d) width *= rows[d];
  const Tensor flat = reshape(x, rows), kept = ne(flat.detach(), 0).contiguous();
  std::vector<int64_t> keys;
  const bool* p = kept.numel() ? kept.data_ptr<bool>() : nullptr;
  for (int64_t r = 0; p && r < rows[0]; ++r)
    if (std::any_of(p + r * width, p + (r + 1) * width, [](bool b) { return b; })) keys.push_back(r);
  return one(from_parts(sizes, coordinates_of(keys, first), pick(flat, keys), true));
}
Outputs to_sparse_sparse(const OpCall& c) {
  const Tensor& x = c.in[0];
  if (!c.has(0) || c.i(0) == coo("to_sparse", x).sparse_dim()) return one(x);
  const Tensor plain = x.to_dense();
  return to_sparse_plain({c.def, plain, c.attr});
}

Outputs sparse_mask_body(const OpCall& c) {
  const Tensor &x = c.in[0], mask = c.in[1].detach().coalesce();
  const Coo& m = coo("sparse_mask", mask);
  TL_CHECK(x.sizes() == mask.sizes(), shape, "sparse_mask", "input ", x.sizes(), " and mask ", mask.sizes(), " must be of one shape");
  return one(from_parts(mask.unsafe_impl()->sizes, m.indices, values_at(x, m.indices), true));
}
Tensor some_sparse() { return sparse_coo_tensor(longs({0, 1, 1, 2, 0, 2}).view({2, 3}), sample_tensor({3}), {2, 3}); }
}  // namespace

void register_make() {
  using enum ArgKind;
  const char* group = "Sparse";
  add({.name = "_sparse_coo_tensor_unsafe",
       .category = group,
       .doc = "A sparse tensor from parts that are known to fit.",
       .args = {{"indices"}, {"values"}, {"size", ints}, {"coalesced", boolean, false}},
       .vjp = vjp_coo,
       .saves_inputs = 1,
       .traits = hidden,
       .sparse = coo_body,
       .samples = [] {
         return Samples{{{longs({0, 1, 1, 2, 0, 2}).view({2, 3}), sample_tensor({3}), Value::Ints{2, 3}, true}}};
       }});
  add({.name = "sparse_coo_tensor",
       .category = group,
       .doc = "A sparse tensor from coordinates sparse_dim×nnz and values nnz×dense sizes; coordinates that repeat add up.",
       .args = {{"indices"}, {"values"}, {"size", ints, {}, true}},
       .sparse = sparse_coo_body,
       .samples = [] {
         return Samples{{{longs({0, 1, 1, 2, 0, 2}).view({2, 3}), sample_tensor({3})}},
                        {{longs({2, 0, 2}).view({1, 3}), sample_tensor({3, 2}), Value::Ints{4, 2}}}};
       }});
  add({.name = "sparse_values",
       .category = group,
       .doc = "Values of a sparse tensor, nnz×dense sizes.",
       .args = {{"input"}},
       .vjp = vjp_values,
       .saves_inputs = 1,
       .traits = hidden,
       .sparse = values_body,
       .samples = [] {
         return Samples{{{some_sparse()}, false}};
       }});
  add({.name = "coalesce",
       .category = group,
       .doc = "Coordinates sorted and each once; values of equal coordinates added.",
       .args = {{"input"}},
       .vjp = vjp_coalesce,
       .sparse = coalesce_body,
       .samples = [] {
         return Samples{{{some_sparse()}, false}};
       }});
  add({.name = "to_dense",
       .category = group,
       .doc = "Plain numbers at strides, zero where a sparse tensor has no element.",
       .args = {{"input"}},
       .composite = to_dense_plain,
       .sparse = to_dense_body,
       .samples = [] {
         return Samples{{{some_sparse()}, false}};
       }});
  add({.name = "to_sparse",
       .category = group,
       .doc = "Elements that are not zero with their coordinates in the first sparse_dim dimensions (all, unless told).",
       .args = {{"input"}, {"sparse_dim", integer, {}, true}},
       .composite = to_sparse_plain,
       .sparse = to_sparse_sparse,
       .samples = [] {
         return Samples{{{sample_tensor({2, 3})}}, {{sample_tensor({2, 3}), 1}}};
       }});
  add({.name = "sparse_mask",
       .category = group,
       .doc = "The values of input at the coordinates of a sparse mask.",
       .args = {{"input"}, {"mask"}},
       .sparse = sparse_mask_body,
       .samples = [] {
         return Samples{{{sample_tensor({2, 3}), some_sparse()}}};
       }});
}
}  // namespace sparse

Tensor _sparse_coo_tensor_unsafe(const Tensor& indices, const Tensor& values, IntArrayRef size, bool coalesced) {
  return sparse::from_parts(DimVector(size.begin(), size.end()), indices, values, coalesced);
}
namespace {
Tensor make(const Tensor& indices, const Tensor& values, const Value& size, const TensorOptions& o) {
  TL_CHECK(!o.layout_opt() || o.layout() == kSparse, value, "sparse_coo_tensor", "the layout of the result is sparse_coo, not ",
           o.layout());
  Tensor v = o.has_dtype() ? values.to(o.dtype()) : values, i = indices;
  if (o.has_device()) v = v.to(o.device());
  if (!(i.device() == v.device()) && !v.is_meta()) i = i.to(v.device());
  const Tensor in[] = {i, v};
  const Value attr[] = {size};
  Tensor t = ops::call1(TL_OP("sparse_coo_tensor"), in, attr);
  if (o.requires_grad()) t.set_requires_grad(true);
  return t;
}
}  // namespace
Tensor sparse_coo_tensor(const Tensor& indices, const Tensor& values, const TensorOptions& o) { return make(indices, values, {}, o); }
Tensor sparse_coo_tensor(const Tensor& indices, const Tensor& values, IntArrayRef size, const TensorOptions& o) {
  return make(indices, values, Value(size), o);
}
Tensor sparse_coo_tensor(IntArrayRef size, const TensorOptions& o) {
  const TensorOptions plain = o.layout(kStrided).requires_grad(false);
  const Tensor indices = empty({static_cast<int64_t>(size.size()), 0},
                               TensorOptions(kLong).device(o.has_device() ? o.device() : DefaultDeviceGuard::current()));
  Tensor t = sparse::make_coo(DimVector(size.begin(), size.end()), indices, empty({0}, plain), true);
  if (o.requires_grad()) t.set_requires_grad(true);
  return t;
}

Tensor Tensor::to_sparse() const {
  const Value attr[] = {Value()};
  return ops::call1(TL_OP("to_sparse"), *this, attr);
}
Tensor Tensor::to_sparse(int64_t sparse_dim) const {
  const Value attr[] = {Value(sparse_dim)};
  return ops::call1(TL_OP("to_sparse"), *this, attr);
}
Tensor Tensor::to_dense() const { return is_sparse() ? ops::call1(TL_OP("to_dense"), *this) : *this; }
Tensor Tensor::coalesce() const { return sparse::coo("coalesce", *this).coalesced ? *this : ops::call1(TL_OP("coalesce"), *this); }
Tensor Tensor::sparse_mask(const Tensor& mask) const {
  const Tensor in[] = {*this, mask};
  return ops::call1(TL_OP("sparse_mask"), in);
}

namespace {
const sparse::Coo& coalesced_parts(const char* operation, const Tensor& t) {
  const sparse::Coo& c = sparse::coo(operation, t);
  TL_CHECK(c.coalesced, state, operation, "the sparse tensor ", t.sizes(),
           " is not coalesced, and coordinates may repeat; call coalesce() first, or _", operation, "()");
  return c;
}
}  // namespace
Tensor Tensor::indices() const { return coalesced_parts("indices", *this).indices.detach(); }
Tensor Tensor::values() const {
  coalesced_parts("values", *this);
  return ops::call1(TL_OP("sparse_values"), *this);
}
Tensor Tensor::_indices() const { return sparse::coo("_indices", *this).indices.detach(); }
Tensor Tensor::_values() const { return sparse::coo("_values", *this).values.detach(); }
bool Tensor::is_coalesced() const { return sparse::coo("is_coalesced", *this).coalesced; }
Tensor& Tensor::_coalesced_(bool yes) const {
  const sparse::Coo& c = sparse::coo("_coalesced_", self());
  impl().encoding = std::make_shared<sparse::Coo>(c.indices, c.values, yes);
  return self();
}
int64_t Tensor::sparse_dim() const { return sparse::coo("sparse_dim", *this).sparse_dim(); }
int64_t Tensor::dense_dim() const { return dim() - sparse::coo("dense_dim", *this).sparse_dim(); }
int64_t Tensor::_nnz() const { return sparse::coo("_nnz", *this).nnz(); }

namespace {
void replace(Tensor& self, const Tensor& by) {
  TensorImpl& t = *self.unsafe_impl();
  const TensorImpl& b = *by.unsafe_impl();
  t.sizes = b.sizes;
  t.strides = b.strides;
  t.encoding = b.encoding;
  t.refresh();
  t.storage->bump_version();
}
const sparse::Coo& resizable(const char* op, const Tensor& t, IntArrayRef size, int64_t sparse_dim, int64_t dense_dim) {
  const sparse::Coo& c = sparse::coo(op, t);
  TL_CHECK(!t.requires_grad() || !GradMode::is_enabled(), state, op, "a tensor that requires grad cannot be resized; use detach()");
  TL_CHECK(sparse_dim >= 0 && dense_dim >= 0 && sparse_dim + dense_dim == static_cast<int64_t>(size.size()), value, op, "size ", size,
           " must have ", sparse_dim, " sparse and ", dense_dim, " dense dimensions");
  return c;
}
}  // namespace
Tensor& Tensor::sparse_resize_(IntArrayRef size, int64_t sparse_dim, int64_t dense_dim) const {
  const sparse::Coo& c = resizable("sparse_resize_", self(), size, sparse_dim, dense_dim);
  if (c.nnz() == 0) return sparse_resize_and_clear_(size, sparse_dim, dense_dim);
  TL_CHECK(sparse_dim == c.sparse_dim() && dense_dim == this->dense_dim(), value, "sparse_resize_",
           "a sparse tensor with elements keeps its ", c.sparse_dim(), " sparse and ", this->dense_dim(), " dense dimensions");
  for (size_t d = 0; d < size.size(); ++d)
    TL_CHECK(size[d] >= impl().sizes[d], value, "sparse_resize_", "dim ", d, " of a sparse tensor with elements may not shrink from ",
             impl().sizes, " to ", size, "; sparse_resize_and_clear_ drops the elements first");
  DimVector rows{c.nnz()}, sizes(size.begin(), size.end());
  for (int64_t d = 0; d < dense_dim; ++d) rows.push_back(size[static_cast<size_t>(sparse_dim + d)]);
  Tensor values = c.values;
  if (!(rows == values.unsafe_impl()->sizes)) {  // new places are zero
    values = zeros(rows, c.values.options());
    Tensor part = values;
    for (int64_t d = 1; d < c.values.dim(); ++d) part = tl::narrow(part, d, 0, c.values.size(d));
    part.copy_(c.values);
  }
  replace(self(), sparse::make_coo(sizes, c.indices, values, c.coalesced));
  return self();
}
Tensor& Tensor::sparse_resize_and_clear_(IntArrayRef size, int64_t sparse_dim, int64_t dense_dim) const {
  const sparse::Coo& c = resizable("sparse_resize_and_clear_", self(), size, sparse_dim, dense_dim);
  DimVector rows{0};
  for (int64_t d = 0; d < dense_dim; ++d) rows.push_back(size[static_cast<size_t>(sparse_dim + d)]);
  replace(self(), sparse::make_coo(DimVector(size.begin(), size.end()), empty({sparse_dim, 0}, c.indices.options()),
                                  empty(rows, c.values.options()), true));
  return self();
}

}  // namespace tl
