// SPDX-License-Identifier: Apache-2.0
// Writing and reading by index and mask, as bodies in other operators.
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl::ops {
namespace {
using enum ArgKind;

void need_index(const char* op, const Tensor& index) {
  TL_CHECK(index.dtype() == kLong, type, op, "the index must be int64, but is ", index.dtype());
}
Tensor longs(const std::vector<int64_t>& v) { return tl::tensor(v); }

/// Which entries of a dimension of size n the index names, and the last place in the index that names each. Reads the index; negative ones
/// count from the end where the operator knows them.
struct Named {
  Tensor mask, from;
};
Named named(const char* op, const Tensor& index, int64_t n, bool negative) {
  need_index(op, index);
  host_only(op, index);
  TL_CHECK(index.dim() <= 1, shape, op, "the index must be a vector, but is ", index.sizes());
  if (index.is_meta()) return {empty({n}, TensorOptions(kBool).device(kMeta)), empty({n}, TensorOptions(kLong).device(kMeta))};
  std::vector<int64_t> from(static_cast<size_t>(n), -1), safe(static_cast<size_t>(n), 0);
  const Tensor flat = index.contiguous();
  for (int64_t i = 0; i < flat.numel(); ++i) {
    int64_t at = flat.data_ptr<int64_t>()[i];
    TL_CHECK(at >= (negative ? -n : 0) && at < n, index, op, "index ", at, " at position ", i, " is out of range for a dimension of size ", n);
    from[static_cast<size_t>(at < 0 ? at + n : at)] = i;
  }
  for (size_t i = 0; i < from.size(); ++i) safe[i] = std::max<int64_t>(from[i], 0);
  return {ge(longs(from), Scalar(int64_t{0})), longs(safe)};
}
/// A vector laid along dimension d of a tensor of `dims` dimensions.
Tensor along(const Tensor& v, int64_t d, int64_t dims) {
  DimVector s(static_cast<size_t>(std::max<int64_t>(dims, 1)), 1);
  s[static_cast<size_t>(d)] = v.numel();
  return reshape(v, s);
}

Tensor index_fill_of(const Tensor& x, int64_t dim, const Tensor& index, const Scalar& value) {
  const int64_t d = wrap_dim("index_fill", dim, sizes_of(x));
  if (x.dim() == 0) return squeeze(index_fill_of(unsqueeze(x, 0), 0, index, value), 0);
  const Named n = named("index_fill", index, x.size(d), true);
  return where(along(n.mask, d, x.dim()), value, x).to(x.dtype());
}
Tensor index_copy_of(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source) {
  const int64_t d = wrap_dim("index_copy", dim, sizes_of(x));
  TL_CHECK(source.dim() == x.dim() && source.dtype() == x.dtype(), shape, "index_copy", "source ", source.sizes(), " ", source.dtype(), " does not fit input ", x.sizes(), " ", x.dtype());
  if (x.dim() == 0) return squeeze(index_copy_of(unsqueeze(x, 0), 0, index, unsqueeze(source, 0)), 0);
  TL_CHECK(source.size(d) == index.numel(), shape, "index_copy", "index has ", index.numel(), " entries, source ", source.size(d), " along dimension ", d);
  for (int64_t i = 0; i < x.dim(); ++i)
    TL_CHECK(i == d || x.size(i) == source.size(i), shape, "index_copy", "source ", source.sizes(), " does not fit input ", x.sizes());
  const Named n = named("index_copy", index, x.size(d), false);
  return index.numel() ? where(along(n.mask, d, x.dim()), index_select(source, d, n.from), x) : clone(x);
}

void check_mask(const char* op, const Tensor& mask) {
  TL_CHECK(mask.dtype() == kBool || mask.dtype() == kByte, type, op, "the mask must be bool or uint8, but is ", mask.dtype());
}
Tensor masked_scatter_of(const Tensor& x, const Tensor& mask, const Tensor& source) {
  check_mask("masked_scatter", mask);
  TL_CHECK(source.dtype() == x.dtype(), type, "masked_scatter", "source is ", source.dtype(), ", input ", x.dtype());
  if (mask.is_meta() || x.is_meta()) return empty(x.sizes(), TensorOptions(x.dtype()).device(kMeta));
  host_only("masked_scatter", mask);
  const Tensor wide = expand(mask, x.sizes()).to(kBool).contiguous();
  std::vector<int64_t> from(static_cast<size_t>(wide.numel()), 0);
  int64_t next = 0;
  for (int64_t i = 0; i < wide.numel(); ++i)
    if (wide.data_ptr<bool>()[i]) from[static_cast<size_t>(i)] = next++;
  TL_CHECK(next <= source.numel(), shape, "masked_scatter", "the mask selects ", next, " elements, but source has only ", source.numel());
  if (next == 0) return clone(x);
  return where(wide, reshape(index_select(reshape(source, {-1}), 0, longs(from)), x.sizes()), x);
}

Tensor take_of(const Tensor& x, const Tensor& index) {
  need_index("take", index);
  const int64_t n = x.numel();
  if (!x.is_meta() && !index.is_meta() && index.numel()) {
    const int64_t lo = min(index).item().toLong(), hi = max(index).item().toLong();
    TL_CHECK(lo >= -n && hi < n, index, "take", "index ", lo < -n ? lo : hi, " is out of range for an input of ", n, " elements");
  }
  return reshape(index_select(reshape(x, {-1}), 0, reshape(where(lt(index, Scalar(int64_t{0})), index + Scalar(n), index), {-1})), index.sizes());
}

Tensor one_or_two(std::initializer_list<int64_t> v) { return tl::tensor(std::vector<int64_t>(v)); }

Tensor renorm_of(const Tensor& x, const Scalar& p, int64_t dim, double maxnorm) {
  TL_CHECK(p.toDouble() > 0 && maxnorm >= 0, value, "renorm", "p must be positive and maxnorm not negative, got ", p, " and ", maxnorm);
  TL_CHECK(x.is_floating_point(), type, "renorm", "needs a floating point input, not ", x.dtype());
  TL_CHECK(x.dim() > 1, shape, "renorm", "the input needs at least 2 dimensions, but is ", x.sizes());
  const int64_t d = wrap_dim("renorm", dim, sizes_of(x));
  DimVector others;
  for (int64_t i = 0; i < x.dim(); ++i)
    if (i != d) others.push_back(i);
  const Tensor n = norm(x, p, others, true);
  return x * where(gt(n, Scalar(maxnorm)), maxnorm / (n + 1e-7), Scalar(1.0)).to(x.dtype());
}

/// All windows of `size` entries, `step` apart: a new last dimension, as a view.
Tensor unfold_of(const Tensor& x, int64_t dim, int64_t size, int64_t step) {
  const int64_t d = wrap_dim("unfold", dim, sizes_of(x));
  if (x.dim() == 0) return select(unfold_of(unsqueeze(x, 0), 0, size, step), 0, 0);  // one window on a vector of one
  TL_CHECK(size >= 0 && size <= x.size(d), value, "unfold", "maximum size for input ", x.sizes(), " at dimension ", dim, " is exceeded by ", size);
  TL_CHECK(step > 0, value, "unfold", "step must be positive, but is ", step);
  DimVector sizes = sizes_of(x), strides = x.unsafe_impl()->strides;
  const int64_t stride = strides[static_cast<size_t>(d)];
  sizes[static_cast<size_t>(d)] = (x.size(d) - size) / step + 1;
  // Where the product has no number there is one window, and its stride is never walked.
  if (__builtin_mul_overflow(stride, step, &strides[static_cast<size_t>(d)])) strides[static_cast<size_t>(d)] = stride;
  sizes.push_back(size);
  strides.push_back(stride);
  return as_strided(x, sizes, strides, x.storage_offset());
}
}  // namespace

void register_index_forms() {
  const char* group = "Indexing";
  define_composite("index_fill", group, "Entries of a dimension named by index set to a value.", {{"input"}, {"dim", integer}, {"index"}, {"value", scalar}},
         [](const OpCall& c) { return one(index_fill_of(c.in[0], c.i(0), c.in[1], c.attr[1].to_scalar())); },
         [] { return Samples{{{sample_tensor({3, 2}), 0, one_or_two({0, 2}), 1.5}}}; });
  define_composite("index_copy", group, "Entries of a dimension named by index taken from source.", {{"input"}, {"dim", integer}, {"index"}, {"source"}},
         [](const OpCall& c) { return one(index_copy_of(c.in[0], c.i(0), c.in[1], c.in[2])); },
         [] { return Samples{{{sample_tensor({3, 2}), 0, one_or_two({2, 0}), sample_tensor({2, 2}, 4)}}}; });
  define_composite("masked_scatter", group, "Elements where mask holds taken from source, one after another.", {{"input"}, {"mask"}, {"source"}},
         [](const OpCall& c) { return one(masked_scatter_of(c.in[0], c.in[1], c.in[2])); },
         [] { return Samples{{{sample_tensor({2, 3}), gt(sample_tensor({2, 3}, 2), 0.3), sample_tensor({6}, 5)}}}; });
  define_composite("take", group, "Elements of the flattened input at the places of index.", {{"input"}, {"index"}},
         [](const OpCall& c) { return one(take_of(c.in[0], c.in[1])); }, [] { return Samples{{{sample_tensor({2, 3}), one_or_two({4, 0, 4})}}}; });
  define_composite("renorm", "Reduction", "Slices along a dimension scaled down to a largest p-norm.", {{"input"}, {"p", scalar}, {"dim", integer}, {"maxnorm", real}},
         [](const OpCall& c) { return one(renorm_of(c.in[0], c.attr[0].to_scalar(), c.i(1), c.d(2))); }, [] { return Samples{{{sample_tensor({3, 4}), 2, 0, 1.5}}}; });
  define_composite("unfold", "Shape", "All windows of some size along a dimension, as a new last dimension of a view.", {{"input"}, {"dimension", integer}, {"size", integer}, {"step", integer}},
         [](const OpCall& c) { return one(unfold_of(c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return Samples{{{sample_tensor({5, 2}), 0, 2, 2}}}; });
}

}  // namespace tl::ops
