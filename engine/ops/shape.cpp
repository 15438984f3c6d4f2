// SPDX-License-Identifier: Apache-2.0
// Views, and the operators that join and cut tensors.
#include <algorithm>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/ops/bounds.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sizes_of.h"

namespace tl {

DimVector broadcast_shapes(const char* operation, const DimVector& a, const DimVector& b) {
  DimVector out(std::max(a.size(), b.size()));
  for (size_t i = 0; i < out.size(); ++i) {
    const int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1, y = i < b.size() ? b[b.size() - 1 - i] : 1;
    TL_CHECK(x == y || x == 1 || y == 1, shape, operation, "the sizes of tensor a ", a, " and tensor b ", b, " do not match at dimension ",
             out.size() - 1 - i, " (", x, " against ", y, ")");
    out[out.size() - 1 - i] = x == 1 ? y : x;
  }
  return out;
}

namespace ops {
namespace {
const TensorImpl& impl(const Tensor& t) { return *t.unsafe_impl(); }
Tensor sample(IntArrayRef sizes) { return arange(0, product(DimVector(sizes.begin(), sizes.end())), kDouble).view(sizes) * 0.3 - 0.7; }
using V = std::vector<OpSample>;

void alias(const OpCall& c, OutMetas& out, DimVector sizes, DimVector strides, int64_t offset) {
  // A view needs no memory, but its elements must be countable, in bytes too.
  int64_t bytes = 16;
  for (const int64_t n : sizes) TL_CHECK(n == 0 || !__builtin_mul_overflow(bytes, n, &bytes), value, c.def->name, "size ", sizes, " has too many elements to count");
  out[0].sizes = std::move(sizes);
  out[0].strides = std::move(strides);
  out[0].offset = offset;
  out[0].dtype = c.in[0].dtype();
}

/// Replaces one -1 by what is left; throws when the counts differ.
DimVector infer_size(const char* op, const DimVector& from, const Value::Ints& wanted) {
  const int64_t numel = product(from);
  DimVector s = wanted;
  int64_t known = 1;
  int unknown = -1;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == -1) {
      TL_CHECK(unknown < 0, value, op, "only one dimension can be inferred, but shape is ", wanted);
      unknown = static_cast<int>(i);
    } else {
      TL_CHECK(s[i] >= 0, value, op, "invalid shape dimension ", s[i], " in ", wanted);
      TL_CHECK(!__builtin_mul_overflow(known, s[i], &known), value, op, "shape ", wanted, " has more elements than can be counted");
    }
  }
  if (unknown >= 0) {
    TL_CHECK(known != 0 && numel % known == 0, shape, op, "shape ", wanted, " is invalid for input ", from, " with ", numel, " elements");
    s[static_cast<size_t>(unknown)] = numel / known;
  } else {
    TL_CHECK(known == numel, shape, op, "shape ", wanted, " is invalid for input ", from, " with ", numel, " elements");
  }
  return s;
}

/// Strides that show the same storage in another shape, or nothing when that needs a copy.
bool view_strides(const DimVector& sizes, const DimVector& strides, const DimVector& wanted, DimVector* out) {
  *out = DimVector(wanted.size());
  if (product(sizes) == 0) {
    *out = contiguous_strides(wanted);
    return true;
  }
  int64_t view_d = static_cast<int64_t>(wanted.size()) - 1;
  int64_t base = sizes.empty() ? 1 : strides.back(), chunk = 1, view = 1;
  for (int64_t d = static_cast<int64_t>(sizes.size()) - 1; d >= 0; --d) {
    const size_t k = static_cast<size_t>(d);
    chunk *= sizes[k];
    if (d == 0 || (sizes[k - 1] != 1 && strides[k - 1] != chunk * base)) {
      while (view_d >= 0 && (view < chunk || wanted[static_cast<size_t>(view_d)] == 1)) {
        (*out)[static_cast<size_t>(view_d)] = view * base;
        view *= wanted[static_cast<size_t>(view_d)];
        --view_d;
      }
      if (view != chunk) return false;
      if (d > 0) {
        base = strides[k - 1];
        chunk = view = 1;
      }
    }
  }
  for (; view_d >= 0; --view_d) (*out)[static_cast<size_t>(view_d)] = 1;  // 0-dim input, sizes of one
  return true;
}

void infer_view(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  const DimVector s = infer_size("view", t.sizes, c.ints(0));
  DimVector strides;
  TL_CHECK(view_strides(t.sizes, t.strides, s, &strides), shape, "view", "shape ", s, " is not compatible with input ", t.sizes, " of strides ",
           t.strides, "; use reshape");
  alias(c, out, s, strides, t.offset);
}
void vjp_view(const VjpContext& c) { c.set(0, reshape(c.grad(), c.in(0).sizes())); }

void infer_permute(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  const auto& dims = c.ints(0);
  TL_CHECK(dims.size() == t.sizes.size(), shape, "permute", "dims ", dims, " do not name every dimension of input ", t.sizes);
  DimVector s(dims.size()), st(dims.size());
  uint64_t seen = 0;
  for (size_t i = 0; i < dims.size(); ++i) {
    const size_t d = static_cast<size_t>(wrap_dim("permute", dims[i], t.sizes));
    TL_CHECK(!(seen >> d & 1u), value, "permute", "dim ", d, " is repeated in ", dims);
    seen |= uint64_t{1} << d;
    s[i] = t.sizes[d];
    st[i] = t.strides[d];
  }
  alias(c, out, s, st, t.offset);
}
void vjp_permute(const VjpContext& c) {
  const auto& dims = c.attr(0).ints();
  DimVector inverse(dims.size());
  for (size_t i = 0; i < dims.size(); ++i) inverse[static_cast<size_t>(wrap_dim("permute", dims[i], inverse))] = static_cast<int64_t>(i);
  c.set(0, permute(c.grad(), inverse));
}

void infer_expand(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  DimVector s = c.ints(0), st(s.size());
  TL_CHECK(s.size() >= t.sizes.size(), shape, "expand", "size ", s, " has fewer dimensions than input ", t.sizes);
  const size_t lead = s.size() - t.sizes.size();
  for (size_t i = 0; i < s.size(); ++i) {
    const int64_t have = i < lead ? 1 : t.sizes[i - lead];
    if (s[i] == -1) {
      TL_CHECK(i >= lead, value, "expand", "-1 is not allowed in a leading, non-existing dimension of ", s);
      s[i] = have;
    }
    TL_CHECK(s[i] >= 0, value, "expand", "the expanded size ", s[i], " of ", s, " at dimension ", i, " must not be negative; -1 keeps a size");
    TL_CHECK(have == s[i] || have == 1, shape, "expand", "size ", s, " does not fit input ", t.sizes, " at dimension ", i);
    st[i] = have == 1 ? (s[i] == 1 && i >= lead ? t.strides[i - lead] : 0) : t.strides[i - lead];
  }
  alias(c, out, s, st, t.offset);
}
void vjp_expand(const VjpContext& c) { c.set(0, sum_to(c.grad(), impl(c.in(0)).sizes)); }

/// Where entry `i` begins. Only of tensors without elements can that lie beyond all numbers; nothing is read there, so they stay where they are.
int64_t offset_of(const TensorImpl& t, int64_t i, int64_t stride) {
  int64_t way = 0, at = 0;
  return __builtin_mul_overflow(i, stride, &way) || __builtin_add_overflow(t.offset, way, &at) ? t.offset : at;
}
void infer_slice(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  TL_CHECK(!t.sizes.empty(), value, "slice", "a 0-dim tensor cannot be sliced");
  const size_t d = static_cast<size_t>(wrap_dim("slice", c.i(0), t.sizes));
  const int64_t n = t.sizes[d], step = c.i(3);
  TL_CHECK(step > 0, value, "slice", "step must be positive, but is ", step);
  const auto clip = [n](int64_t v) { return std::clamp<int64_t>(v < 0 ? v + n : v, 0, n); };
  const int64_t start = c.has(1) ? clip(c.i(1)) : 0, end = c.has(2) ? std::max(start, clip(c.i(2))) : n;
  DimVector s = t.sizes, st = t.strides;
  s[d] = (end - start) / step + ((end - start) % step != 0);
  if (__builtin_mul_overflow(st[d], step, &st[d])) st[d] = t.strides[d];  // at most one entry is left: no stride is walked
  alias(c, out, s, st, offset_of(t, start, t.strides[d]));
}
/// Gradient of a piece of a tensor: zeros with the piece written in.
void vjp_piece(const VjpContext& c, Tensor (*piece)(const Tensor& whole, const OpCall& call)) {
  Tensor whole = zeros(c.in(0).sizes(), c.grad().options());
  Tensor p = piece(whole, c.call());
  p.copy_(c.grad());
  c.set(0, whole);
}
void vjp_slice(const VjpContext& c) {
  vjp_piece(c, [](const Tensor& w, const OpCall& k) { return call1(TL_OP("slice"), w, k.attr); });
}

void infer_select(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  TL_CHECK(!t.sizes.empty(), index, "select", "cannot be applied to a 0-dim tensor");
  const size_t d = static_cast<size_t>(wrap_dim("select", c.i(0), t.sizes));
  const int64_t n = t.sizes[d], i = c.i(1);
  TL_CHECK(i >= -n && i < n, index, "select", "index ", i, " out of range for dim ", d, " of size ", n, " in input ", t.sizes);
  DimVector s = t.sizes, st = t.strides;
  const int64_t offset = offset_of(t, i < 0 ? i + n : i, t.strides[d]);
  s.erase(s.begin() + d);
  st.erase(st.begin() + d);
  alias(c, out, s, st, offset);
}
void vjp_select(const VjpContext& c) {
  vjp_piece(c, [](const Tensor& w, const OpCall& k) { return call1(TL_OP("select"), w, k.attr); });
}

void infer_as_strided(const OpCall& c, OutMetas& out) {
  const TensorImpl& t = impl(c.in[0]);
  const auto &s = c.ints(0), &st = c.ints(1);
  TL_CHECK(s.size() == st.size(), shape, "as_strided", "size ", s, " and stride ", st, " have different lengths");
  const int64_t offset = c.has(2) ? c.i(2) : t.offset;
  int64_t last = offset;
  bool overflows = false;
  for (size_t i = 0; i < s.size(); ++i) {
    TL_CHECK(s[i] >= 0 && st[i] >= 0, value, "as_strided", "negative sizes or strides are not supported: ", s, " ", st);
    int64_t reach = 0;
    overflows |= s[i] > 0 && (__builtin_mul_overflow(s[i] - 1, st[i], &reach) || __builtin_add_overflow(last, reach, &last));
  }
  const int64_t room = static_cast<int64_t>(t.storage->nbytes() / element_size(t.dtype));
  const bool nothing = std::find(s.begin(), s.end(), 0) != s.end();
  TL_CHECK(nothing || (offset >= 0 && !overflows && last < room), index, "as_strided", "size ", s, " stride ", st, " offset ", offset,
           " reaches beyond the storage of ", room, " elements");
  alias(c, out, s, st, offset);
}
/// Whether no element of the geometry lies where another one does.
bool shows_each_once(const DimVector& s, const DimVector& st) {
  DimVector order;
  for (size_t i = 0; i < s.size(); ++i)
    if (s[i] != 1) order.push_back(static_cast<int64_t>(i));
  std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) { return st[static_cast<size_t>(a)] < st[static_cast<size_t>(b)]; });
  int64_t dense = 1;
  for (const int64_t i : order) {
    if (st[static_cast<size_t>(i)] < dense) return false;
    dense = st[static_cast<size_t>(i)] * s[static_cast<size_t>(i)];
  }
  return true;
}
int64_t extent(const DimVector& s, const DimVector& st) {
  int64_t last = 0;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == 0) return 0;
    last += (s[i] - 1) * st[i];
  }
  return last + 1;
}
/// Through the stretch of storage that input and result cover: the result's gradient is written (or, where it shows an element twice, added)
/// to its places, the input's read from its own. Where the input shows an element several times, each of them gets an equal share.
void vjp_as_strided(const VjpContext& c) {
  const TensorImpl& in = impl(c.in(0));
  const DimVector &s = c.attr(0).ints(), &st = c.attr(1).ints();
  const Tensor& g = c.grad();
  const int64_t offset = c.attr(2).is_none() ? in.offset : c.attr(2).i(), first = std::min(offset, in.offset);
  const int64_t n = std::max(offset - first + extent(s, st), in.offset - first + extent(in.sizes, in.strides));
  const auto places = [&](const DimVector& sizes, const DimVector& strides, int64_t from) {
    return arange(n, TensorOptions(g.device())).as_strided(sizes, strides, from - first).reshape({-1});
  };
  Tensor whole = zeros({n}, g.options());
  if (shows_each_once(s, st) && !(GradMode::is_enabled() && g.requires_grad())) whole.as_strided(s, st, offset - first).copy_(g);
  else whole = index_add(whole, 0, places(s, st, offset), g.reshape({-1}));
  if (!shows_each_once(in.sizes, in.strides)) {
    const Tensor at = places(in.sizes, in.strides, in.offset);
    const Tensor count = index_add(zeros({n}, g.options()), 0, at, ones({at.numel()}, g.options()));
    whole = whole / clamp_min(count, 1.0);
  }
  c.set(0, whole.as_strided(in.sizes, in.strides, in.offset - first));
}

// ---- cat
void infer_cat(const OpCall& c, OutMetas& out) {
  TL_CHECK(!c.in.empty(), value, "cat", "expected a non-empty list of tensors");
  const DimVector& first = impl(c.in[0]).sizes;
  const size_t d = static_cast<size_t>(wrap_dim("cat", c.i(0), first));
  TL_CHECK(!first.empty(), value, "cat", "zero-dimensional tensors cannot be concatenated");
  DimVector s = first;
  s[d] = 0;
  for (size_t k = 0; k < c.in.size(); ++k) {
    const DimVector& o = impl(c.in[k]).sizes;
    bool ok = o.size() == first.size();
    for (size_t i = 0; ok && i < o.size(); ++i) ok = i == d || o[i] == first[i];
    TL_CHECK(ok, shape, "cat", "sizes of tensors must match except in dimension ", d, ": tensor 0 is ", first, " but tensor ", k, " is ", o);
    s[d] += o[d];
  }
  out[0].sizes = s;
  out[0].dtype = result_type(c.in);
}
void vjp_cat(const VjpContext& c) {
  const int64_t d = wrap_dim("cat", c.attr(0).i(), impl(c.in(0)).sizes);
  int64_t at = 0;
  for (size_t k = 0; k < c.inputs(); ++k) {
    const int64_t n = c.in(k).size(d);
    if (c.needs(k)) c.set(k, narrow(c.grad(), d, at, n));
    at += n;
  }
}
/// All of them are channels last and fit each other; what does not fit is told of by cat_rows, in the terms of the call.
bool all_channels_last(const std::vector<Tensor>& tensors, int64_t dim) {
  if (tensors.empty()) return false;
  const DimVector& first = impl(tensors[0]).sizes;
  const MemoryFormat format = tensors[0].suggest_memory_format();
  const size_t along = static_cast<size_t>(dim < 0 ? dim + static_cast<int64_t>(first.size()) : dim);
  if (format == MemoryFormat::Contiguous || along >= first.size()) return false;
  return std::all_of(tensors.begin(), tensors.end(), [&](const Tensor& x) {
    DimVector sizes = impl(x).sizes;
    if (sizes.size() == first.size()) sizes[along] = first[along];
    return sizes == first && x.suggest_memory_format() == format;
  });
}
/// Joined with the channels as the last dimension, where they lie as rows: the result is a view of that and stays channels last.
Tensor cat_channels_last(std::vector<Tensor> tensors, int64_t dim) {
  DimVector there{0}, back{0, tensors[0].dim() - 1};
  for (int64_t d = 2; d < tensors[0].dim(); ++d) {
    there.push_back(d);
    back.push_back(d - 1);
  }
  there.push_back(1);
  for (Tensor& x : tensors) x = permute(x, there).contiguous();
  const Value at = back[static_cast<size_t>(dim < 0 ? dim + static_cast<int64_t>(back.size()) : dim)];
  return permute(call1(TL_OP("cat_rows"), tensors, ArrayRef<Value>(&at, 1)), back);
}
Outputs cat_any(const OpCall& c) {
  Outputs out;
  // The typed kernel copies whole rows; operands are brought to one type and made contiguous first.
  std::vector<Tensor> same;
  if (c.in.size() > 0) {
    const ScalarType t = result_type(c.in);
    // A vector of no elements goes with tensors of any shape, as it always did: it adds nothing.
    const auto blank = [](const Tensor& x) { return x.dim() == 1 && x.size(0) == 0; };
    const bool only = std::all_of(c.in.begin(), c.in.end(), blank);
    for (const Tensor& x : c.in)
      if (only || !blank(x)) same.push_back(x.to(t));
  }
  if (all_channels_last(same, c.i(0))) {
    out[0] = cat_channels_last(std::move(same), c.i(0));
    return out;
  }
  for (Tensor& x : same) x = x.contiguous();
  out[0] = call1(TL_OP("cat_rows"), same, c.attr);
  return out;
}
KernelPtr prepare_cat(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const size_t d = static_cast<size_t>(wrap_dim("cat", a.attr[0].i(), a.out[0].sizes));
  const size_t item = element_size(a.out[0].dtype);
  int64_t outer = 1, inner = 1;
  for (size_t i = 0; i < d; ++i) outer *= a.out[0].sizes[i];
  for (size_t i = d + 1; i < a.out[0].sizes.size(); ++i) inner *= a.out[0].sizes[i];
  std::vector<int64_t> starts;  // of each operand's piece in a row of the result, in bytes; its end last
  int64_t row = 0;
  for (const TensorMeta& m : a.in) {
    starts.push_back(row);
    row += m.sizes[d] * inner * static_cast<int64_t>(item);
  }
  starts.push_back(row);
  const int parts = parts_for(outer * row, 256 << 10);
  // A part is a stretch of the result's bytes, wherever pieces begin and end.
  return make_kernel(parts, [=](int part, const RunArgs& r) {
    const Range range = part_range(outer * row, parts, part, 64);
    int64_t at = range.begin;
    while (at < range.end) {
      const int64_t o = at / row, within = at % row;
      const size_t k = static_cast<size_t>(std::upper_bound(starts.begin(), starts.end() - 1, within) - starts.begin()) - 1;
      const int64_t from = within - starts[k], width = starts[k + 1] - starts[k], n = std::min(width - from, range.end - at);
      std::copy_n(r.i<char>(k) + o * width + from, n, r.o<char>() + at);
      at += n;
    }
  });
}

Outputs one(Tensor t) {
  Outputs o;
  o[0] = std::move(t);
  return o;
}
void view_op(const char* name, const char* doc, std::vector<ArgDef> args, InferFn infer, VjpFn vjp, SamplesFn samples) {
  OpDef d;
  d.name = name;
  d.category = "Shape";
  d.doc = doc;
  d.args = std::move(args);
  d.infer = infer;
  d.vjp = vjp;
  d.traits = Trait::view;
  d.samples = std::move(samples);
  add(std::move(d));
}
void composite(const char* name, const char* doc, std::vector<ArgDef> args, CompositeFn body, SamplesFn samples) {
  define_composite(name, "Shape", doc, std::move(args), body, std::move(samples));
}
}  // namespace

void register_shape() {
  using enum ArgKind;
  view_op("view", "The same elements in another shape; one size may be -1.", {{"input"}, {"size", ints}}, infer_view, vjp_view,
          [] { return V{{{sample({2, 6}), Value::Ints{3, -1}}}}; });
  view_op("permute", "Dimensions in another order.", {{"input"}, {"dims", ints}}, infer_permute, vjp_permute,
          [] { return V{{{sample({2, 3, 4}), Value::Ints{2, 0, -2}}}}; });
  view_op("expand", "Dimensions of size one repeated without copying; -1 keeps a size.", {{"input"}, {"size", ints}}, infer_expand, vjp_expand,
          [] { return V{{{sample({3, 1}), Value::Ints{2, -1, 4}}}}; });
  view_op("slice", "Every step-th entry of a dimension from start up to end.",
          {{"input"}, {"dim", integer, 0}, {"start", integer, {}, true}, {"end", integer, {}, true}, {"step", integer, 1}}, infer_slice, vjp_slice,
          [] { return V{{{sample({5, 3}), 0, 1, 5, 2}}, {{sample({4, 3}), -1, Value(), -1}}}; });
  view_op("select", "One entry of a dimension, which disappears.", {{"input"}, {"dim", integer}, {"index", integer}}, infer_select, vjp_select,
          [] { return V{{{sample({3, 4}), 1, -2}}}; });
  view_op("as_strided", "The storage seen with given sizes, strides and offset.",
          {{"input"}, {"size", ints}, {"stride", ints}, {"storage_offset", integer, {}, true}}, infer_as_strided,
          vjp_as_strided, [] { return V{{{sample({3, 4}), Value::Ints{2, 2}, Value::Ints{4, 2}, 1}}, {{sample({6}), Value::Ints{3, 3}, Value::Ints{1, 1}, 0}}, {{sample({7}).slice(0, 1), Value::Ints{2, 2}, Value::Ints{1, 2}}}}; });
  composite("reshape", "The same elements in another shape, copied only when they must be; one size may be -1.", {{"input"}, {"shape", ints}},
            [](const OpCall& c) { return one(reshape(c.in[0], c.ints(0))); }, [] { return V{{{sample({3, 4}).transpose(0, 1), Value::Ints{2, 6}}}}; });
  composite("flatten", "Dimensions from start_dim to end_dim merged into one.", {{"input"}, {"start_dim", integer, 0}, {"end_dim", integer, -1}},
            [](const OpCall& c) { return one(flatten(c.in[0], c.i(0), c.i(1))); }, [] { return V{{{sample({2, 3, 2}), 1}}}; });
  composite("transpose", "Two dimensions swapped.", {{"input"}, {"dim0", integer}, {"dim1", integer}},
            [](const OpCall& c) { return one(transpose(c.in[0], c.i(0), c.i(1))); }, [] { return V{{{sample({2, 3, 2}), 0, -1}}}; });
  composite("t", "Transpose of a matrix.", {{"input"}}, [](const OpCall& c) { return one(t(c.in[0])); }, [] { return V{{{sample({2, 3})}}}; });
  composite("squeeze", "Dimensions of size one removed: all, or the one named.", {{"input"}, {"dim", integer, {}, true}},
            [](const OpCall& c) { return one(c.has(0) ? squeeze(c.in[0], c.i(0)) : squeeze(c.in[0])); }, [] { return V{{{sample({1, 3, 1})}}}; });
  composite("unsqueeze", "A dimension of size one inserted.", {{"input"}, {"dim", integer}},
            [](const OpCall& c) { return one(unsqueeze(c.in[0], c.i(0))); }, [] { return V{{{sample({2, 3}), -1}}}; });
  composite("narrow", "length entries of a dimension from start.", {{"input"}, {"dim", integer}, {"start", integer}, {"length", integer}},
            [](const OpCall& c) { return one(narrow(c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return V{{{sample({4, 3}), 0, 1, 2}}}; });
  composite("repeat", "The tensor repeated along each dimension.", {{"input"}, {"repeats", ints}},
            [](const OpCall& c) { return one(repeat(c.in[0], c.ints(0))); }, [] { return V{{{sample({2, 3}), Value::Ints{2, 1, 2}}}}; });
  composite("constant_pad_nd", "A border of one value: pairs (before, after) from the last dimension backwards; negative sizes cut.",
            {{"input"}, {"pad", ints}, {"value", scalar, 0}}, [](const OpCall& c) { return one(constant_pad_nd(c.in[0], c.ints(0), c.attr[1].to_scalar())); },
            [] { return V{{{sample({2, 3}), Value::Ints{1, 2, 0, 1}, 0.5}}}; });
  composite("stack", "Tensors of one shape joined along a new dimension.", {{"tensors", tensor_list}, {"dim", integer, 0}},
            [](const OpCall& c) { return one(stack(c.in, c.i(0))); },
            [] { return V{{{Value::List{sample({2, 3}), sample({2, 3}) + 1}, 1}}}; });
  composite("cat", "Tensors joined along a dimension that they have.", {{"tensors", tensor_list}, {"dim", integer, 0}}, cat_any,
            [] { return V{{{Value::List{sample({2, 3}), sample({2, 1})}, 1}}}; });
  OpDef d;
  d.name = "cat_rows";
  d.category = "Shape";
  d.doc = "cat of contiguous tensors of one type.";
  d.args = {{"tensors", tensor_list}, {"dim", integer, 0}};
  d.infer = infer_cat;
  d.vjp = vjp_cat;
  d.cpu = prepare_cat;
  d.traits = hidden;
  d.samples = [] { return V{{{Value::List{sample({2, 3}), sample({4, 3})}, 0}}}; };
  add(std::move(d));
}
}  // namespace ops

Tensor view(const Tensor& x, IntArrayRef size) {
  const Value a[] = {Value(size)};
  return ops::call1(TL_OP("view"), x, a);
}
Tensor reshape(const Tensor& x, IntArrayRef shape) {
  const DimVector s = ops::infer_size("reshape", sizes_of(x), DimVector(shape.begin(), shape.end()));
  if (s == sizes_of(x)) return x;
  DimVector strides;
  const bool can = ops::view_strides(sizes_of(x), x.unsafe_impl()->strides, s, &strides);
  return view(can ? x : x.contiguous(), s);
}
Tensor flatten(const Tensor& x, int64_t start, int64_t end) {
  const DimVector& s = sizes_of(x);
  if (s.empty()) return reshape(x, {1});
  start = wrap_dim("flatten", start, s);
  end = wrap_dim("flatten", end, s);
  TL_CHECK(start <= end, value, "flatten", "start_dim ", start, " must not come after end_dim ", end);
  DimVector out;
  int64_t merged = 1;
  for (int64_t i = 0; i < static_cast<int64_t>(s.size()); ++i) {
    if (i < start || i > end) out.push_back(s[static_cast<size_t>(i)]);
    else if ((merged *= s[static_cast<size_t>(i)], i == end)) out.push_back(merged);
  }
  return reshape(x, out);
}
Tensor permute(const Tensor& x, IntArrayRef dims) {
  const Value a[] = {Value(dims)};
  return ops::call1(TL_OP("permute"), x, a);
}
Tensor transpose(const Tensor& x, int64_t a, int64_t b) {
  const DimVector& s = sizes_of(x);
  a = wrap_dim("transpose", a, s);
  b = wrap_dim("transpose", b, s);
  if (s.empty() || a == b) return x;
  DimVector dims(s.size());
  for (size_t i = 0; i < s.size(); ++i) dims[i] = static_cast<int64_t>(i);
  std::swap(dims[static_cast<size_t>(a)], dims[static_cast<size_t>(b)]);
  return permute(x, dims);
}
Tensor t(const Tensor& x) {
  TL_CHECK(x.dim() <= 2, shape, "t", "expects a tensor with at most 2 dimensions, but input is ", x.sizes());
  return x.dim() < 2 ? x : transpose(x, 0, 1);
}
Tensor squeeze(const Tensor& x) {
  DimVector s;
  for (const int64_t d : x.sizes())
    if (d != 1) s.push_back(d);
  return reshape(x, s);
}
Tensor squeeze(const Tensor& x, int64_t dim) {
  DimVector s = sizes_of(x);
  const size_t d = static_cast<size_t>(wrap_dim("squeeze", dim, s));
  if (s.empty() || s[d] != 1) return x;
  s.erase(s.begin() + d);
  return reshape(x, s);
}
Tensor unsqueeze(const Tensor& x, int64_t dim) {
  DimVector s = sizes_of(x);
  const int64_t n = static_cast<int64_t>(s.size()) + 1;
  TL_CHECK(dim >= -n && dim < n, index, "unsqueeze", "dim ", dim, " out of range for input ", s);
  s.insert(s.begin() + (dim < 0 ? dim + n : dim), 1);
  return reshape(x, s);
}
Tensor expand(const Tensor& x, IntArrayRef size) {
  const Value a[] = {Value(size)};
  return ops::call1(TL_OP("expand"), x, a);
}
Tensor select(const Tensor& x, int64_t dim, int64_t index) {
  const Value a[] = {dim, index};
  return ops::call1(TL_OP("select"), x, a);
}
Tensor slice(const Tensor& x, int64_t dim, std::optional<int64_t> start, std::optional<int64_t> end, int64_t step) {
  const Value a[] = {dim, start, end, step};
  return ops::call1(TL_OP("slice"), x, a);
}
Tensor narrow(const Tensor& x, int64_t dim, const Tensor& start, int64_t length) {
  TL_CHECK(start.dim() == 0 && is_integral(start.dtype(), false), type, "narrow", "start must be an integer without dimensions, not ", start.brief());
  return narrow(x, dim, start.item().toLong(), length);
}
Tensor narrow(const Tensor& x, int64_t dim, int64_t start, int64_t length) {
  const int64_t n = x.size(dim);
  if (start < 0) start += n;
  TL_CHECK(length >= 0 && start >= 0 && length <= n - start, index, "narrow", "start ", start, " and length ", length, " exceed dimension size ", n,
           " of input ", x.sizes());
  return slice(x, dim, start, start + length);
}
Tensor as_strided(const Tensor& x, IntArrayRef size, IntArrayRef stride, std::optional<int64_t> offset) {
  const Value a[] = {Value(size), Value(stride), Value(offset)};
  return ops::call1(TL_OP("as_strided"), x, a);
}
Tensor cat(TensorList tensors, int64_t dim) {
  TL_CHECK(!tensors.empty(), value, "cat", "expected a non-empty list of tensors");
  const Value a[] = {dim};
  return ops::call1(TL_OP("cat"), tensors, a);
}
Tensor stack(TensorList tensors, int64_t dim) {
  TL_CHECK(!tensors.empty(), value, "stack", "expected a non-empty list of tensors");
  std::vector<Tensor> v;
  for (const Tensor& x : tensors) {
    TL_CHECK(x.sizes() == tensors[0].sizes(), shape, "stack", "expects each tensor to be equal size, but got ", tensors[0].sizes(), " and ", x.sizes());
    v.push_back(unsqueeze(x, dim));
  }
  return cat(v, dim < 0 ? dim + v[0].dim() : dim);
}
std::vector<Tensor> split_with_sizes(const Tensor& x, IntArrayRef sizes, int64_t dim) {
  std::vector<Tensor> out;
  int64_t at = 0;
  for (const int64_t n : sizes) {
    out.push_back(narrow(x, dim, at, n));
    at += n;
  }
  TL_CHECK(at == x.size(dim), shape, "split_with_sizes", "sizes ", sizes, " do not sum up to dimension ", dim, " of input ", x.sizes());
  return out;
}
std::vector<Tensor> split(const Tensor& x, int64_t size, int64_t dim) {
  const int64_t n = x.size(dim);
  TL_CHECK(size > 0 || (size == 0 && n == 0), value, "split", "split_size must be positive, but is ", size, " for dimension ", dim, " of input ",
           x.sizes());
  std::vector<Tensor> out;
  for (int64_t at = 0; at < n; at += size) out.push_back(narrow(x, dim, at, std::min(size, n - at)));
  if (out.empty()) out.push_back(x);
  return out;
}
std::vector<Tensor> chunk(const Tensor& x, int64_t chunks, int64_t dim) {
  TL_CHECK(chunks > 0, value, "chunk", "chunks must be positive, but is ", chunks);
  const int64_t n = x.size(dim);
  if (n > 0) return split(x, (n - 1) / chunks + 1, dim);
  TL_CHECK(chunks <= int64_t{1} << 24, memory, "chunk", "there would be too many chunks: ", chunks);
  std::vector<Tensor> out;  // of nothing there are as many pieces as asked for
  for (int64_t i = 0; i < chunks; ++i) out.push_back(narrow(x, dim, 0, 0));
  return out;
}
std::vector<Tensor> unbind(const Tensor& x, int64_t dim) {
  std::vector<Tensor> out;
  for (int64_t i = 0; i < x.size(dim); ++i) out.push_back(select(x, dim, i));
  return out;
}
Tensor repeat(const Tensor& x, IntArrayRef repeats) {
  TL_CHECK(static_cast<int64_t>(repeats.size()) >= x.dim(), shape, "repeat", "repeats ", repeats, " has fewer dimensions than input ", x.sizes());
  const size_t lead = repeats.size() - static_cast<size_t>(x.dim());
  DimVector pairs, wide, final;
  for (size_t i = 0; i < repeats.size(); ++i) {
    const int64_t n = i < lead ? 1 : x.sizes()[i - lead];
    pairs.push_back(1), pairs.push_back(n);
    wide.push_back(repeats[i]), wide.push_back(n);
    int64_t size = 0;
    TL_CHECK(repeats[i] >= 0 && !__builtin_mul_overflow(repeats[i], n, &size), value, "repeat", "repeats ", repeats, " must not be negative or beyond counting");
    final.push_back(size);
  }
  return reshape(expand(reshape(x, pairs), wide), final);
}
Tensor constant_pad_nd(const Tensor& x, IntArrayRef pad, const Scalar& value) {
  TL_CHECK(pad.size() % 2 == 0 && static_cast<int64_t>(pad.size()) / 2 <= x.dim(), value, "constant_pad_nd", "pad ", pad, " does not fit input ", x.sizes());
  DimVector s = sizes_of(x);
  Tensor cut = x;
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t d = x.dim() - 1 - static_cast<int64_t>(k), before = pad[2 * k], after = pad[2 * k + 1];
    ops::need_countable("constant_pad_nd", "the padding", before);
    ops::need_countable("constant_pad_nd", "the padding", after);
    s[static_cast<size_t>(d)] += before + after;
    TL_CHECK(s[static_cast<size_t>(d)] >= 0, value, "constant_pad_nd", "pad ", pad, " leaves a negative size for input ", x.sizes());
    cut = slice(cut, d, before < 0 ? -before : 0, after < 0 ? cut.size(d) + after : cut.size(d));
  }
  const MemoryFormat format = x.suggest_memory_format();
  Tensor out = format == MemoryFormat::Contiguous ? full(s, value, x.options()) : empty(s, x.options().memory_format(format)).fill_(value);
  Tensor inside = out;
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t d = x.dim() - 1 - static_cast<int64_t>(k);
    inside = narrow(inside, d, std::max<int64_t>(0, pad[2 * k]), cut.size(d));
  }
  inside.copy_(cut);
  return out;
}

}  // namespace tl
