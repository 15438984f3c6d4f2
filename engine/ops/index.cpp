// SPDX-License-Identifier: Apache-2.0
// Picking and scattering by index tensors.
#include "engine/ops/index.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/index_rows.h"
#include "engine/cpu/wrap.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl::indexing {

Slice::Slice(std::optional<int64_t> from, std::optional<int64_t> to, std::optional<int64_t> by) : start(from), stop(to), step(by.value_or(1)) {
  TL_CHECK(step > 0, value, "slice", "step must be greater than zero, but is ", step);
}
TensorIndex::TensorIndex(const char* dots) : kind(Kind::ellipsis) {
  TL_CHECK(std::string(dots) == "...", value, "index", "the only text index is \"...\", not \"", dots, '"');
}
TensorIndex::TensorIndex(const Slice& s) : kind(Kind::slice), start(s.start), stop(s.stop), step(s.step) {}
TensorIndex::TensorIndex(Tensor t) : kind(Kind::tensor), tensor(std::move(t)) {}

}  // namespace tl::indexing

namespace tl {
namespace ops {
namespace {

/// A tensor seen as outer × n × inner around one dim.
struct Around {
  int64_t outer = 1, n = 1, inner = 1;
};
Around around(const DimVector& s, int64_t dim) {
  Around a;
  for (size_t i = 0; i < s.size(); ++i) {
    if (static_cast<int64_t>(i) < dim) a.outer *= s[i];
    else if (static_cast<int64_t>(i) == dim) a.n = s[i];
    else a.inner *= s[i];
  }
  return a;
}

[[noreturn, gnu::noinline, gnu::cold]] void out_of_range(const char* op, int64_t i, int64_t n, int64_t position) {
  TL_THROW(index, op, "index ", i, " at position ", position, " is out of range for a dimension of size ", n, i < 0 && i >= -n ? "; indices count from 0" : "");
}
/// Indices count from the front; only take, index_fill and brackets know negative ones, and bring them into range themselves.
inline int64_t checked(const char* op, int64_t i, int64_t n, int64_t position) {
  if (static_cast<uint64_t>(i) >= static_cast<uint64_t>(n)) [[unlikely]] out_of_range(op, i, n, position);
  return i;
}
bool dense(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (m.defined && !m.contiguous) return false;
  return true;
}
void check_index(const char* op, const Tensor& index) {
  TL_CHECK(index.dtype() == kLong, type, op, "index must be int64, but is ", index.dtype());
}

// ---- gather, scatter_add
void check_gather(const char* op, const DimVector& s, const DimVector& index, int64_t dim) {
  TL_CHECK(s.size() == index.size(), shape, op, "index ", index, " must have as many dimensions as input ", s);
  for (size_t i = 0; i < s.size(); ++i)
    TL_CHECK(static_cast<int64_t>(i) == dim || index[i] <= s[i], shape, op, "index ", index, " is larger than input ", s, " apart from dimension ", dim);
}
void infer_gather(const OpCall& c, OutMetas& out) {
  check_index("gather", c.in[1]);
  check_gather("gather", sizes_of(c.in[0]), sizes_of(c.in[1]), wrap_dim("gather", c.i(0), sizes_of(c.in[0])));
  out[0].sizes = sizes_of(c.in[1]);
  out[0].dtype = c.in[0].dtype();
}
/// Calls f(linear position in index, linear position in the other tensor with its dim coordinate 0, stride of that dim).
template <class F>
void walk(const DimVector& index_sizes, const DimVector& other, int64_t dim, F&& f) {
  const DimVector st = contiguous_strides(other);
  const int64_t n = product(index_sizes);
  DimVector at(index_sizes.size(), 0);
  int64_t base = 0;
  const int64_t step = other.empty() ? 0 : st[static_cast<size_t>(dim)];
  for (int64_t e = 0; e < n; ++e) {
    f(e, base, step);
    for (size_t d = at.size(); d-- > 0;) {
      const bool is_dim = static_cast<int64_t>(d) == dim;
      if (++at[d] < index_sizes[d]) {
        if (!is_dim) base += st[d];
        break;
      }
      if (!is_dim) base -= (index_sizes[d] - 1) * st[d];
      at[d] = 0;
    }
  }
}
/// Where the index has the input's size in all other dimensions: run by run, or in strips as wide as a line of the cache, so that the
/// lines that neighbouring columns share are read while they are at hand.
template <class T>
KernelPtr gather_aligned(const Around& x, int64_t m) {
  constexpr int64_t strip = 128 / static_cast<int64_t>(sizeof(T));
  const int64_t width = std::min(strip, x.inner), strips = (x.inner + width - 1) / width, units = x.outer * strips;
  const int parts = parts_for(x.outer * m * x.inner, 1 << 15);
  return make_kernel(parts, [=](int part, const RunArgs& r) {
    const Range range = part_range(units, parts, part);
    for (int64_t u = range.begin; u < range.end; ++u) {
      const int64_t o = u / strips, first = u % strips * width, count = std::min(width, x.inner - first);
      const T* in = r.i<T>(0) + o * x.n * x.inner + first;
      const int64_t start = o * m * x.inner + first;
      const int64_t* index = r.i<int64_t>(1) + start;
      T* out = r.o<T>() + start;
      if (x.inner == 1 && cpu::gather_run(in, index, out, m, x.n, sizeof(T))) continue;
      for (int64_t k = 0; k < m; ++k)  // also to say which index is wrong
        for (int64_t j = 0; j < count; ++j) {
          const int64_t e = k * x.inner + j;
          out[e] = in[checked("gather", index[e], x.n, start + e) * x.inner + j];
        }
    }
  });
}
KernelPtr prepare_gather(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const DimVector s = a.in[0].sizes, is = a.in[1].sizes;
  const int64_t dim = wrap_dim("gather", a.attr[0].i(), s), n = s.empty() ? 1 : s[static_cast<size_t>(dim)];
  bool aligned = !s.empty();
  for (size_t i = 0; i < s.size(); ++i) aligned &= static_cast<int64_t>(i) == dim || s[i] == is[i];
  if (aligned) return visit_dtype(a.in[0].dtype, [&](auto v) { return gather_aligned<decltype(v)>(around(s, dim), is[static_cast<size_t>(dim)]); });
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(1, [=](int, const RunArgs& r) {
      walk(is, s, dim, [&](int64_t e, int64_t base, int64_t step) { r.o<T>()[e] = r.i<T>(0)[base + checked("gather", r.i<int64_t>(1)[e], n, e) * step]; });
    });
  });
}
/// One entry for each element of the index: its own place, along `dim` that of the index.
Tensor sparse_grad_of_gather(const Tensor& grad, const Tensor& index, const DimVector& sizes, int64_t dim) {
  const Tensor flat = index.contiguous().view({1, -1});
  std::vector<Tensor> rows;
  for (int64_t d = 0; d < index.dim(); ++d) {
    DimVector along(static_cast<size_t>(index.dim()), 1);
    along[static_cast<size_t>(d)] = index.size(d);
    rows.push_back(d == dim ? flat : reshape(expand(reshape(arange(index.size(d), index.options()), along), index.sizes()), {1, -1}));
  }
  return _sparse_coo_tensor_unsafe(cat(rows, 0), reshape(grad, {-1}), sizes);
}
void vjp_gather(const VjpContext& c) {
  const int64_t dim = wrap_dim("gather", c.attr(0).i(), sizes_of(c.in(0)));
  if (c.attr(1).b() && c.in(0).dim() > 0) c.set(0, sparse_grad_of_gather(c.grad(), c.in(1), sizes_of(c.in(0)), dim));
  else c.set(0, scatter_add(zeros(c.in(0).sizes(), c.grad().options()), dim, c.in(1), c.grad()));
}
/// Of scatter and scatter_add.
void infer_scatter(const OpCall& c, OutMetas& out) {
  const char* name = c.def->name.c_str();
  check_index(name, c.in[1]);
  const int64_t dim = wrap_dim(name, c.i(0), sizes_of(c.in[0]));
  check_gather(name, sizes_of(c.in[0]), sizes_of(c.in[1]), dim);
  check_gather(name, sizes_of(c.in[2]), sizes_of(c.in[1]), -1);
  TL_CHECK(c.in[0].dtype() == c.in[2].dtype(), type, name, "src is ", c.in[2].dtype(), " but input is ", c.in[0].dtype());
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
/// Adds to what is there, or takes its place: where an index names one place twice, the later element stays.
template <bool Add>
KernelPtr prepare_scatter(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  constexpr const char* name = Add ? "scatter_add" : "scatter";
  const DimVector s = a.in[0].sizes, is = a.in[1].sizes, ss = a.in[2].sizes;
  const int64_t dim = wrap_dim(name, a.attr[0].i(), s), n = s.empty() ? 1 : s[static_cast<size_t>(dim)], total = a.in[0].numel;
  const DimVector src_strides = contiguous_strides(ss);
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(1, [=](int, const RunArgs& r) {
      T* out = r.o<T>();
      if (out != r.i<T>(0)) std::copy_n(r.i<T>(0), total, out);
      std::vector<int64_t> from(static_cast<size_t>(product(is)));
      walk(is, ss, -1, [&](int64_t e, int64_t base, int64_t) { from[static_cast<size_t>(e)] = base; });
      walk(is, s, dim, [&](int64_t e, int64_t base, int64_t step) {
        T& slot = out[base + checked(name, r.i<int64_t>(1)[e], n, e) * step];
        const T x = r.i<T>(2)[from[static_cast<size_t>(e)]];
        slot = Add ? cpu::wrap_add(slot, x) : x;
      });
    });
  });
}
/// scatter: that of src is right where no place is named twice.
template <bool Add>
void vjp_scatter(const VjpContext& c) {
  if (c.needs(0)) {
    const Tensor& g = c.grad();
    const Tensor in[] = {g, c.in(1), Add ? Tensor() : zeros(c.in(1).sizes(), g.options())};
    c.set(0, Add ? g : call1(TL_OP("scatter"), in, c.attr(0)));
  }
  if (!c.needs(2)) return;
  Tensor g = gather(c.grad(), c.attr(0).i(), c.in(1));
  if (!(sizes_of(g) == sizes_of(c.in(2)))) {
    DimVector pad;
    for (int64_t d = g.dim() - 1; d >= 0; --d) {
      pad.push_back(0);
      pad.push_back(c.in(2).size(d) - g.size(d));
    }
    g = constant_pad_nd(g, pad);
  }
  c.set(2, g);
}

// ---- index_select, index_add
void infer_index_select(const OpCall& c, OutMetas& out) {
  check_index("index_select", c.in[1]);
  TL_CHECK(c.in[1].dim() <= 1, shape, "index_select", "index must be a vector, but is ", c.in[1].sizes());
  out[0].sizes = sizes_of(c.in[0]);
  const size_t d = static_cast<size_t>(wrap_dim("index_select", c.i(0), out[0].sizes));
  if (!out[0].sizes.empty()) out[0].sizes[d] = c.in[1].numel();
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_index_select(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const Around x = around(a.in[0].sizes, wrap_dim("index_select", a.attr[0].i(), a.in[0].sizes));
  const int64_t m = a.in[1].numel;
  const size_t row = static_cast<size_t>(x.inner) * element_size(a.in[0].dtype);
  const int parts = parts_for(x.outer * m * x.inner, 1 << 15);
  return make_kernel(parts, [=](int part, const RunArgs& r) {
    const Range range = part_range(x.outer * m, parts, part);
    for (int64_t u = range.begin; u < range.end; ++u) {
      const int64_t o = u / m, i = checked("index_select", r.i<int64_t>(1)[u % m], x.n, u % m);
      std::copy_n(r.i<char>(0) + static_cast<size_t>(o * x.n + i) * row, row, r.o<char>() + static_cast<size_t>(u) * row);
    }
  });
}
void vjp_index_select(const VjpContext& c) {
  c.set(0, index_add(zeros(c.in(0).sizes(), c.grad().options()), c.attr(0).i(), c.in(1), c.grad()));
}
void infer_index_add(const OpCall& c, OutMetas& out) {
  check_index("index_add", c.in[1]);
  const DimVector &s = sizes_of(c.in[0]), &src = sizes_of(c.in[2]);
  const size_t d = static_cast<size_t>(wrap_dim("index_add", c.i(0), s));
  bool ok = s.size() == src.size() && (!s.empty() || c.in[1].numel() == 1);
  for (size_t i = 0; ok && i < s.size(); ++i) ok = i == d ? src[i] == c.in[1].numel() : src[i] == s[i];
  TL_CHECK(ok, shape, "index_add", "source ", src, " does not fit input ", s, " with ", c.in[1].numel(), " indices along dimension ", d);
  TL_CHECK(c.in[0].dtype() == c.in[2].dtype(), type, "index_add", "source is ", c.in[2].dtype(), " but input is ", c.in[0].dtype());
  out[0].sizes = s;
  out[0].dtype = c.in[0].dtype();
}
/// The positions of `index` sorted by what they name, those of row i from rows[i] to rows[i + 1], each in their order.
struct Places {
  std::vector<int64_t> rows, order;
};
Places places_of(const int64_t* index, int64_t m, int64_t n) {
  Places p{std::vector<int64_t>(static_cast<size_t>(n) + 1, 0), std::vector<int64_t>(static_cast<size_t>(m))};
  for (int64_t k = 0; k < m; ++k) ++p.rows[static_cast<size_t>(checked("index_add", index[k], n, k)) + 1];
  for (size_t i = 1; i < p.rows.size(); ++i) p.rows[i] += p.rows[i - 1];
  std::vector<int64_t> next(p.rows.begin(), p.rows.end() - 1);
  for (int64_t k = 0; k < m; ++k) p.order[static_cast<size_t>(next[static_cast<size_t>(index[k])]++)] = k;
  return p;
}
KernelPtr prepare_index_add(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const Around x = around(a.in[0].sizes, wrap_dim("index_add", a.attr[0].i(), a.in[0].sizes));
  const int64_t m = a.in[1].numel;
  // Two indices may name one place: a part owns whole slices, cut across the indices, never along them.
  constexpr int64_t width = 1024;
  const int64_t strips = (x.inner + width - 1) / width;
  const int parts = parts_for(x.outer * (x.n + m) * x.inner, 1 << 15);
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range range = part_range(x.outer * strips, parts, part);
      Places places;
      for (int64_t u = range.begin; u < range.end; ++u) {
        const int64_t o = u / strips, first = u % strips * width, count = std::min(width, x.inner - first);
        T* out = r.o<T>() + o * x.n * x.inner + first;
        const T *in = r.i<T>(0) + o * x.n * x.inner + first, *src = r.i<T>(2) + o * m * x.inner + first;
        const auto add_row = [&](int64_t i, int64_t k) {
          T* to = out + i * x.inner;
          const T* from = src + k * x.inner;
          if constexpr (std::is_floating_point_v<T>) {
            if (count >= 16) return cpu::add_into(to, from, count);
          }
          for (int64_t j = 0; j < count; ++j) to[j] = cpu::wrap_add(to[j], from[j]);
        };
        if (out == in || count < 16) {
          for (int64_t i = 0; out != in && i < x.n; ++i) std::copy_n(in + i * x.inner, count, out + i * x.inner);
          for (int64_t k = 0; k < m; ++k) add_row(checked("index_add", r.i<int64_t>(1)[k], x.n, k), k);
          continue;
        }
        if (places.rows.empty()) places = places_of(r.i<int64_t>(1), m, x.n);
        for (int64_t i = 0; i < x.n; ++i) {  // what is added to a row is added while the row is in the cache, in the order of the indices
          std::copy_n(in + i * x.inner, count, out + i * x.inner);
          for (int64_t p = places.rows[static_cast<size_t>(i)]; p < places.rows[static_cast<size_t>(i) + 1]; ++p) add_row(i, places.order[static_cast<size_t>(p)]);
        }
      }
    });
  });
}
void vjp_index_add(const VjpContext& c) {
  if (c.needs(0)) c.set(0, c.grad());
  if (c.needs(2)) c.set(2, index_select(c.grad(), c.attr(0).i(), c.in(1)));
}

// ---- embedding: rows of a table, with the options of its gradient (padding_idx, scale_grad_by_freq, sparse)
void infer_embedding(const OpCall& c, OutMetas& out) {
  check_index("embedding", c.in[1]);
  TL_CHECK(c.in[0].dim() == 2 && c.in[1].dim() == 1, shape, "embedding", "expects a table rows×columns and a vector of indices, not ", c.in[0].sizes(), " and ", c.in[1].sizes());
  const int64_t rows = c.in[0].size(0);
  TL_CHECK(c.i(0) >= -1 && c.i(0) < std::max<int64_t>(rows, 1), index, "embedding", "padding_idx ", c.i(0), " is out of range for a table of ", rows, " rows");
  out[0].sizes = {c.in[1].numel(), c.in[0].size(1)};
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_embedding(const PrepareArgs& a) {
  const Value along_rows(0);
  return prepare_index_select({a.in, a.out, ArrayRef<Value>(&along_rows, 1), a.extra, a.variant, a.device});
}
void vjp_embedding(const VjpContext& c) {
  const int64_t rows = c.in(0).size(0), padding = c.attr(0).i();
  const Tensor index = c.in(1).to(kLong).contiguous();
  const int64_t* at = index.numel() ? index.data_ptr<int64_t>() : nullptr;  // forward has seen that they are in range
  std::vector<int64_t> kept, table(static_cast<size_t>(rows), 0), row;
  for (int64_t k = 0; k < index.numel(); ++k) {
    if (at[k] == padding) continue;
    kept.push_back(k);
    row.push_back(at[k]);
    ++table[static_cast<size_t>(at[k])];
  }
  const bool all = static_cast<int64_t>(kept.size()) == index.numel();
  Tensor g = all ? c.grad() : index_select(c.grad(), 0, tensor(kept, kLong));
  if (c.attr(1).b()) {
    std::vector<double> share;
    for (const int64_t r : row) share.push_back(1.0 / static_cast<double>(table[static_cast<size_t>(r)]));
    g = g * unsqueeze(tensor(share, g.dtype()), 1);
  }
  const DimVector sizes{rows, c.in(0).size(1)};
  const Tensor places = tensor(row, kLong);
  if (c.attr(2).b()) c.set(0, _sparse_coo_tensor_unsafe(unsqueeze(places, 0), g, sizes));
  else c.set(0, index_add(zeros(sizes, g.options()), 0, places, g));
}

// ---- flip
void infer_same(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
void infer_flip(const OpCall& c, OutMetas& out) {
  uint64_t seen = 0;
  for (const int64_t d : c.ints(0)) {
    const int64_t w = wrap_dim("flip", d, sizes_of(c.in[0]));
    TL_CHECK(!(seen >> w & 1u), value, "flip", "dim ", w, " appears multiple times in the list of dims ", c.ints(0));
    seen |= uint64_t{1} << w;
  }
  infer_same(c, out);
}
KernelPtr prepare_flip(const PrepareArgs& a) {
  if (!dense(a)) return nullptr;
  const DimVector s = a.in[0].sizes;
  uint64_t flipped = 0;
  for (const int64_t d : a.attr[0].ints()) flipped |= uint64_t{1} << wrap_dim("flip", d, s);
  const DimVector st = contiguous_strides(s);
  return visit_dtype(a.in[0].dtype, [&](auto v) {
    using T = decltype(v);
    return make_kernel(1, [=](int, const RunArgs& r) {
      const int64_t n = product(s);
      for (int64_t e = 0; e < n; ++e) {
        int64_t from = 0;
        for (size_t d = 0; d < s.size(); ++d) {
          const int64_t i = e / st[d] % s[d];
          from += (flipped >> d & 1u ? s[d] - 1 - i : i) * st[d];
        }
        r.o<T>()[e] = r.i<T>(0)[from];
      }
    });
  });
}
void vjp_flip(const VjpContext& c) { c.set(0, flip(c.grad(), c.attr(0).ints())); }

Tensor longs(std::initializer_list<int64_t> v) { return tensor(std::vector<int64_t>(v)); }
}  // namespace

void register_index() {
  using enum ArgKind;
  add({.name = "gather", .category = "Indexing", .doc = "Values picked along a dimension by an index of the output's shape.",
       .args = {{"input"}, {"dim", integer}, {"index"}, {"sparse_grad", boolean, false}}, .infer = infer_gather, .vjp = vjp_gather, .saves_inputs = 2, .cpu = prepare_gather,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 1, longs({0, 3, 1, 1, 2, 0}).view({3, 2})}}}; }});
  add({.name = "scatter_add", .category = "Indexing", .doc = "src added into input along a dimension at the places of index.",
       .args = {{"input"}, {"dim", integer}, {"index"}, {"src"}}, .infer = infer_scatter, .vjp = vjp_scatter<true>, .saves_inputs = 2, .grad_reads = {0, 0, 2},
       .cpu = prepare_scatter<true>,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 0, longs({0, 2, 1, 1, 2, 0}).view({2, 3}), sample_tensor({2, 4}, 3)}}}; }});
  add({.name = "scatter", .category = "Indexing", .doc = "Elements at the places of index along a dimension taken from src; where it names one twice, the later one.",
       .args = {{"input"}, {"dim", integer}, {"index"}, {"src"}}, .infer = infer_scatter, .vjp = vjp_scatter<false>, .saves_inputs = 2,
       .cpu = prepare_scatter<false>,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 0, longs({0, 2, 1, 1, 0, 2}).view({2, 3}), sample_tensor({2, 4}, 3)}}}; }});
  add({.name = "index_select", .category = "Indexing", .doc = "Entries of a dimension, picked by a vector of indices.",
       .args = {{"input"}, {"dim", integer}, {"index"}}, .infer = infer_index_select, .vjp = vjp_index_select, .saves_inputs = 2,
       .cpu = prepare_index_select, .samples = [] { return Samples{{{sample_tensor({3, 4}), 1, longs({3, 0, 3})}}}; }});
  add({.name = "index_add", .category = "Indexing", .doc = "Entries of source added into input along a dimension at the places of index.",
       .args = {{"input"}, {"dim", integer}, {"index"}, {"source"}}, .infer = infer_index_add, .vjp = vjp_index_add, .saves_inputs = 2, .grad_reads = {0, 0, 2},
       .cpu = prepare_index_add, .samples = [] { return Samples{{{sample_tensor({3, 4}), 0, longs({2, 0, 2}), sample_tensor({3, 4}, 5)}}}; }});
  add({.name = "flip", .category = "Shape", .doc = "The order along the named dimensions reversed.", .args = {{"input"}, {"dims", ints}},
       .infer = infer_flip, .vjp = vjp_flip, .traits = keeps_format, .cpu = prepare_flip, .samples = [] { return Samples{{{sample_tensor({2, 3}), Value::Ints{0, -1}}}}; }});
  add({.name = "embedding", .category = "Indexing", .doc = "Rows of weight for each index; padding_idx names a row without gradient, sparse a sparse gradient.",
       .args = {{"weight"}, {"indices"}, {"padding_idx", integer, -1}, {"scale_grad_by_freq", boolean, false}, {"sparse", boolean, false}},
       .composite = [](const OpCall& c) { return one(embedding(c.in[0], c.in[1], c.i(0), c.b(1), c.b(2))); },
       .samples = [] { return Samples{{{sample_tensor({5, 3}), longs({1, 4, 1, 0}).view({2, 2})}}}; }});
  add({.name = "embedding_rows", .category = "Indexing", .doc = "Rows of a table; the options say how its gradient is made.",
       .args = {{"weight"}, {"indices"}, {"padding_idx", integer, -1}, {"scale_grad_by_freq", boolean, false}, {"sparse", boolean, false}},
       .infer = infer_embedding, .vjp = vjp_embedding, .saves_inputs = 2, .traits = hidden, .cpu = prepare_embedding,
       .samples = [] { return Samples{{{sample_tensor({5, 3}), longs({1, 4, 1, 0})}}}; }});
}
}  // namespace ops

namespace {
/// Whether a number stands where another operand is a vector: it then counts as a vector of one.
bool mixes_numbers(std::initializer_list<const Tensor*> operands) {
  bool number = false, vector = false, more = false;
  for (const Tensor* t : operands) {
    if (!t->defined()) return false;
    number |= t->dim() == 0;
    vector |= t->dim() == 1;
    more |= t->dim() > 1;
  }
  return number && vector && !more;
}
Tensor line(const Tensor& x) { return reshape(x, {-1}); }
Tensor scatter_with(const ops::OpDef& def, const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src) {
  if (x.defined() && index.defined() && index.numel() == 0) {  // names no place: it fits every shape
    ops::check_index(def.name.c_str(), index);
    if (x.dim() == 0) return reshape(scatter_with(def, line(x), dim, line(index), line(src)), {});
    const DimVector none(sizes_of(x).size(), 0);
    if (!(sizes_of(index) == none && sizes_of(src) == none)) return scatter_with(def, x, dim, empty(none, index.options()), reshape(slice(line(src), 0, 0, 0), none));
  }
  if (mixes_numbers({&x, &index, &src})) return reshape(scatter_with(def, line(x), dim, line(index), line(src)), x.sizes());
  const Tensor in[] = {x, index, src};
  const Value a[] = {dim};
  return ops::call1(def, in, a);
}
}  // namespace

Tensor gather(const Tensor& x, int64_t dim, const Tensor& index, bool sparse_grad) {
  if (mixes_numbers({&x, &index})) return reshape(gather(line(x), dim, line(index), false), index.sizes());
  const Tensor in[] = {x, index};
  const Value a[] = {dim, sparse_grad};
  return ops::call1(TL_OP("gather"), in, a);
}
Tensor scatter_add(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src) {
  return scatter_with(TL_OP("scatter_add"), x, dim, index, src);
}
Tensor scatter(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& src) { return scatter_with(TL_OP("scatter"), x, dim, index, src); }
Tensor index_select(const Tensor& x, int64_t dim, const Tensor& index) {
  const Tensor in[] = {x, index};
  const Value a[] = {dim};
  return ops::call1(TL_OP("index_select"), in, a);
}
Tensor index_add(const Tensor& x, int64_t dim, const Tensor& index, const Tensor& source, const Scalar& alpha) {
  if (mixes_numbers({&x, &source})) return reshape(index_add(line(x), dim, index, line(source), alpha), x.sizes());
  const Tensor in[] = {x, index, alpha.toDouble() == 1 ? source : source * alpha};
  const Value a[] = {dim};
  return ops::call1(TL_OP("index_add"), in, a);
}
Tensor flip(const Tensor& x, IntArrayRef dims) {
  const Value a[] = {Value(dims)};
  return ops::call1(TL_OP("flip"), x, a);
}
Tensor embedding(const Tensor& weight, const Tensor& indices, int64_t padding_idx, bool scale_grad_by_freq, bool sparse) {
  TL_CHECK(weight.dim() == 2, shape, "embedding", "weight must be num_embeddings×embedding_dim, but is ", weight.sizes());
  DimVector s = sizes_of(indices);
  s.push_back(weight.size(1));
  const Tensor flat = reshape(indices, {indices.numel()});
  if (padding_idx == -1 && !scale_grad_by_freq && !sparse) return reshape(index_select(weight, 0, flat), s);
  const Tensor in[] = {weight, flat};
  const Value a[] = {padding_idx, scale_grad_by_freq, sparse};
  return reshape(ops::call1(TL_OP("embedding_rows"), in, a), s);
}
Tensor one_hot(const Tensor& x, int64_t classes) {
  TL_CHECK(x.dtype() == kLong, type, "one_hot", "is only applicable to an index tensor (int64), not ", x.dtype());
  const bool check = !x.is_meta() && x.numel() > 0;
  const int64_t largest = check ? max(x).item().toLong() : -1, smallest = check ? min(x).item().toLong() : 0;
  TL_CHECK(smallest >= 0, index, "one_hot", "class values must not be negative, but one is ", smallest);
  TL_CHECK(classes < 0 || largest < classes, index, "one_hot", "class ", largest, " is out of range for num_classes ", classes);
  if (classes < 0) classes = largest + 1;
  return eq(unsqueeze(x, -1), arange(classes, x.options())).to(kLong);
}
Tensor masked_select(const Tensor& x, const Tensor& mask) {
  TL_CHECK(mask.dtype() == kBool || mask.dtype() == kByte, type, "masked_select", "the mask must be bool or uint8, but is ", mask.dtype());
  const DimVector s = broadcast_shapes("masked_select", sizes_of(x), sizes_of(mask));
  const Tensor m = expand(mask, s).to(kBool).contiguous().cpu();
  std::vector<int64_t> hits;
  for (int64_t i = 0; i < m.numel(); ++i)
    if (m.data_ptr<bool>()[i]) hits.push_back(i);
  return index_select(reshape(expand(x, s), {-1}), 0, tensor(hits, Device(x.device())));
}

// ---- bracket indexing: slices and integers as views, then one gather by the flattened positions of the index tensors
namespace {
using indexing::TensorIndex;
/// Applies everything but tensors; `tensors` receives (dim of the result, index tensor).
Tensor basic(const Tensor& self, ArrayRef<TensorIndex> indices, std::vector<std::pair<int64_t, Tensor>>* tensors) {
  TL_CHECK(!indices.empty(), index, "index", "passing an empty index list is not valid");
  int64_t consumed = 0;
  for (const TensorIndex& i : indices)
    if (i.kind == TensorIndex::Kind::integer || i.kind == TensorIndex::Kind::slice) ++consumed;
    else if (i.kind == TensorIndex::Kind::tensor) consumed += i.tensor.dtype() == kBool || i.tensor.dtype() == kByte ? i.tensor.dim() : 1;
  TL_CHECK(consumed <= self.dim(), index, "index", "too many indices for tensor of dimension ", self.dim());
  Tensor t = self;
  int64_t dim = 0;
  for (const TensorIndex& i : indices) {
    switch (i.kind) {
      case TensorIndex::Kind::none: t = unsqueeze(t, dim++); break;
      case TensorIndex::Kind::ellipsis: dim += self.dim() - consumed; break;
      case TensorIndex::Kind::boolean:
        t = unsqueeze(t, dim);
        tensors->emplace_back(dim++, (i.truth ? ops::longs({0}) : empty({0}, kLong)).to(self.device()));
        break;
      case TensorIndex::Kind::integer: t = select(t, dim, i.number); break;
      case TensorIndex::Kind::slice: t = slice(t, dim++, i.start, i.stop, i.step); break;
      case TensorIndex::Kind::tensor:
        TL_CHECK(is_integral(i.tensor.dtype()), type, "index", "tensors used as indices must be int64, bool or uint8, but one is ", i.tensor.dtype(), ' ',
                 i.tensor.sizes());
        if ((i.tensor.dtype() == kBool || i.tensor.dtype() == kByte) && i.tensor.dim() == 0) {  // as a truth value: all of it, or nothing
          t = unsqueeze(t, dim);
          tensors->emplace_back(dim++, (i.tensor.item().toBool() ? ops::longs({0}) : empty({0}, kLong)).to(self.device()));
        } else if (i.tensor.dtype() == kBool || i.tensor.dtype() == kByte) {
          // A mask over several dims becomes one index tensor per dim.
          const Tensor m = i.tensor.to(kBool).contiguous().cpu();
          std::vector<std::vector<int64_t>> at(static_cast<size_t>(m.dim()));
          for (int64_t d = 0; d < m.dim(); ++d)
            TL_CHECK(m.size(d) == t.size(dim + d), index, "index", "the shape of the mask ", m.sizes(), " does not match the indexed tensor ", t.sizes());
          const DimVector st = contiguous_strides(sizes_of(m));
          for (int64_t e = 0; e < m.numel(); ++e)
            if (m.data_ptr<bool>()[e])
              for (size_t d = 0; d < at.size(); ++d) at[d].push_back(e / st[d] % m.sizes()[d]);
          for (auto& v : at) tensors->emplace_back(dim++, tensor(v).to(self.device()));
        } else {
          tensors->emplace_back(dim++, i.tensor.to(kLong).to(self.device()));
        }
        break;
    }
  }
  return t;
}
/// Flat positions of the picked elements of `t`, in the shape of the result.
Tensor positions(const Tensor& t, const std::vector<std::pair<int64_t, Tensor>>& tensors) {
  DimVector shape;
  for (const auto& [d, i] : tensors) shape = broadcast_shapes("index", shape, sizes_of(i));
  bool adjacent = true;
  for (size_t k = 1; k < tensors.size(); ++k) adjacent &= tensors[k].first == tensors[k - 1].first + 1;
  const int64_t first = adjacent ? tensors[0].first : 0;
  const DimVector st = contiguous_strides(sizes_of(t));
  DimVector kept;  // dims of t that are not indexed
  for (int64_t d = 0; d < t.dim(); ++d)
    if (std::none_of(tensors.begin(), tensors.end(), [&](const auto& p) { return p.first == d; })) kept.push_back(d);
  const int64_t before = static_cast<int64_t>(std::count_if(kept.begin(), kept.end(), [&](int64_t d) { return d < first; }));
  const int64_t rank = static_cast<int64_t>(kept.size() + shape.size());
  Tensor flat = zeros({}, t.options().dtype(kLong));
  for (const auto& [d, i] : tensors) {
    const int64_t n = t.size(d);
    if (i.numel()) {
      const int64_t lo = min(i).item().toLong(), hi = max(i).item().toLong();
      TL_CHECK(lo >= -n && hi < n, index, "index", "index ", lo < -n ? lo : hi, " is out of bounds for dimension ", d, " with size ", n);
    }
    Tensor wrapped = where(lt(i, 0), i + n, i) * st[static_cast<size_t>(d)];
    DimVector s = sizes_of(i);
    for (int64_t k = before; k < static_cast<int64_t>(kept.size()); ++k) s.push_back(1);
    flat = flat + reshape(wrapped, s);
  }
  for (size_t k = 0; k < kept.size(); ++k) {
    const int64_t place = static_cast<int64_t>(k) < before ? static_cast<int64_t>(k) : static_cast<int64_t>(k + shape.size());
    DimVector s(static_cast<size_t>(rank), 1);
    const size_t d = static_cast<size_t>(kept[k]);
    s[static_cast<size_t>(place)] = t.size(kept[k]);
    flat = flat + reshape(arange(t.size(kept[k]), flat.options()) * st[d], s);
  }
  return flat;
}
}  // namespace

Tensor Tensor::index(ArrayRef<TensorIndex> indices) const {
  std::vector<std::pair<int64_t, Tensor>> tensors;
  const Tensor t = basic(*this, indices, &tensors);
  if (tensors.empty()) return t;
  const Tensor at = positions(t, tensors);
  return tl::reshape(tl::index_select(tl::reshape(t, {-1}), 0, tl::reshape(at, {-1})), at.sizes());
}
Tensor Tensor::index(std::initializer_list<TensorIndex> indices) const { return index(ArrayRef<TensorIndex>(indices.begin(), indices.size())); }
Tensor Tensor::operator[](const Tensor& i) const { return index({TensorIndex(i)}); }

namespace {
/// Without leading dimensions of size one beyond those of the place that it is written to: they say nothing.
Tensor stripped(const Tensor& value, int64_t dims) {
  TL_CHECK(value.defined(), value, "index_put_", "the value is undefined");
  if (value.dim() <= dims) return value;
  DimVector s = sizes_of(value);
  while (static_cast<int64_t>(s.size()) > dims && s[0] == 1) s.erase(s.begin());
  return tl::reshape(value, s);
}
void write(const Tensor& self, ArrayRef<TensorIndex> indices, const Tensor& given, bool accumulate) {
  std::vector<std::pair<int64_t, Tensor>> tensors;
  Tensor t = basic(self, indices, &tensors);
  if (tensors.empty()) {
    const Tensor value = stripped(given, t.dim());
    t.copy_(accumulate ? t + value : value);
    return;
  }
  const Tensor at = positions(t, tensors);
  const Tensor value = stripped(given, at.dim());
  const Tensor flat_at = tl::reshape(at, {-1}), flat_values = tl::reshape(tl::expand(value.to(self.device(), self.dtype()), at.sizes()), {-1});
  if (accumulate) {
    t.copy_(tl::reshape(tl::index_add(tl::reshape(t, {-1}), 0, flat_at, flat_values), t.sizes()));
    return;
  }
  // Overwrite: what is there is taken away and the new value added, so that the gradient reaches both.
  const Tensor mask = tl::index_add(tl::zeros({t.numel()}, flat_at.options()), 0, flat_at, tl::ones({flat_at.numel()}, flat_at.options()));
  const Tensor keep = tl::eq(mask, 0);
  // Repeated positions: the last one wins, as a plain loop would have it.
  std::vector<int64_t> last(static_cast<size_t>(t.numel()), -1);
  const Tensor places = flat_at.contiguous().cpu();
  for (int64_t i = 0; i < places.numel(); ++i) last[static_cast<size_t>(places.data_ptr<int64_t>()[i])] = i;
  std::vector<int64_t> where_to, from;
  for (size_t p = 0; p < last.size(); ++p)
    if (last[p] >= 0) {
      where_to.push_back(static_cast<int64_t>(p));
      from.push_back(last[p]);
    }
  const Tensor values = tl::index_select(flat_values, 0, tl::tensor(from).to(self.device()));
  const Tensor base = tl::where(keep, tl::reshape(t, {-1}), Scalar(0)).to(self.dtype());
  t.copy_(tl::reshape(tl::index_add(base, 0, tl::tensor(where_to).to(self.device()), values), t.sizes()));
}
}  // namespace
Tensor& Tensor::index_put_(ArrayRef<TensorIndex> indices, const Tensor& value) const {
  write(self(), indices, value, false);
  return self();
}
Tensor& Tensor::index_put_(TensorList indices, const Tensor& value, bool accumulate) const {
  std::vector<TensorIndex> at;
  for (const Tensor& t : indices) at.push_back(t.defined() ? TensorIndex(t) : TensorIndex(indexing::Slice()));
  write(self(), at, value, accumulate);
  return self();
}
Tensor& Tensor::index_put_(std::initializer_list<TensorIndex> indices, const Tensor& value) const {
  return index_put_(ArrayRef<TensorIndex>(indices.begin(), indices.size()), value);
}
Tensor& Tensor::index_put_(std::initializer_list<TensorIndex> indices, const Scalar& value) const {
  return index_put_(ArrayRef<TensorIndex>(indices.begin(), indices.size()), tl::full({}, value, dtype()));
}

}  // namespace tl
