// SPDX-License-Identifier: Apache-2.0
// Operators over matrices, diagonals and triangles as bodies in other operators.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/core/pool.h"
#include "engine/ops/bounds.h"
#include "engine/ops/define_composite.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl::ops {
namespace {
using enum ArgKind;

void need_dims(const char* op, const Tensor& t, int64_t dims, const char* argument) {
  TL_CHECK(t.dim() == dims, shape, op, "argument '", argument, "' must have ", dims, " dimension", dims == 1 ? "" : "s", ", but is ", t.sizes());
}
Tensor mv_of(const char* op, const Tensor& m, const Tensor& v) {
  need_dims(op, m, 2, "mat");
  need_dims(op, v, 1, "vec");
  TL_CHECK(m.size(1) == v.size(0), shape, op, "mat ", m.sizes(), " and vec ", v.sizes(), " do not fit together");
  return matmul(m, v);
}
Tensor outer_of(const char* op, const Tensor& a, const Tensor& b) {
  need_dims(op, a, 1, "vec1");
  need_dims(op, b, 1, "vec2");
  return unsqueeze(a, 1) * unsqueeze(b, 0);
}
/// beta · input + alpha · product; beta 0 leaves input out, also where it is not a number.
Tensor blend(const OpCall& c, const Tensor& product) {
  const Scalar beta = c.attr[0].to_scalar(), alpha = c.attr[1].to_scalar();
  if (is_integral(product.dtype()))
    TL_CHECK(!beta.isFloatingPoint() && !alpha.isFloatingPoint(), type, c.def->name, "beta and alpha must be integers for integer tensors");
  const Tensor scaled = alpha.toDouble() == 1 ? product : product * alpha;
  const Tensor input = expand(c.in[0], product.sizes());
  if (beta.toDouble() == 0) return scaled;
  return (beta.toDouble() == 1 ? input : input * beta) + scaled;
}
std::vector<ArgDef> blend_args(const char* a, const char* b) { return {{"input"}, {a}, {b}, {"beta", scalar, 1}, {"alpha", scalar, 1}}; }

void infer_triangle(const OpCall& c, OutMetas& out) {
  TL_CHECK(c.in[0].dim() >= 2, shape, c.def->name, "the input needs at least 2 dimensions, but is ", c.in[0].sizes());
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
/// Row by row: what is kept is copied, the rest cleared.
KernelPtr prepare_triangle(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const DimVector& s = a.in[0].sizes;
  const int64_t rows = s[s.size() - 2], cols = s[s.size() - 1], lines = cols ? a.in[0].numel / cols : 0;
  const bool upper = a.attr[1].b();
  // The first column on the other side of the diagonal, in row 0; beyond the matrix all are alike.
  const int64_t first = std::clamp(a.attr[0].i(), -rows - 1, cols + 1) + (upper ? 0 : 1);
  const size_t item = element_size(a.in[0].dtype), width = static_cast<size_t>(cols) * item;
  const int parts = parts_for(a.in[0].numel, 1 << 15);
  return make_kernel(parts, [=](int part, const RunArgs& r) {
    const Range range = part_range(lines, parts, part);
    for (int64_t u = range.begin; u < range.end; ++u) {
      const size_t cut = static_cast<size_t>(std::clamp<int64_t>(u % rows + first, 0, cols)) * item;
      const char* in = r.i<char>(0) + static_cast<size_t>(u) * width;
      char* out = r.o<char>() + static_cast<size_t>(u) * width;
      const size_t from = upper ? cut : 0, to = upper ? width : cut;
      std::memset(out, 0, from);
      std::copy_n(in + from, to - from, out + from);
      std::memset(out + to, 0, width - to);
    }
  });
}
Tensor triangle_rows(const Tensor& x, const Value& diagonal, const Value& upper) {
  const Value a[] = {diagonal, upper};
  return call1(TL_OP("triangle_rows"), x, a);
}
void vjp_triangle(const VjpContext& c) { c.set(0, triangle_rows(c.grad(), c.attr(0), c.attr(1))); }
Tensor triangle(const OpCall& c, bool upper) {
  const Tensor& x = c.in[0];
  TL_CHECK(x.dim() >= 2, shape, c.def->name, "the input needs at least 2 dimensions, but is ", x.sizes());
  if (x.device().is_cpu() || x.is_meta()) return triangle_rows(x, c.i(0), upper);
  // Elsewhere by a mask. The numbers of columns and rows meet where they are compared: no matrix of numbers stands in between.
  const TensorOptions longs = TensorOptions(kLong).device(x.device());
  const int64_t rows = x.size(-2), cols = x.size(-1), k = std::clamp(c.i(0), -rows - 1, cols + 1);  // beyond the matrix all are alike
  const Tensor col = unsqueeze(arange(0, cols, longs), 0), limit = unsqueeze(arange(k, k + rows, longs), 1);
  return where(upper ? ge(col, limit) : le(col, limit), x, Scalar(int64_t{0})).to(x.dtype());
}

Tensor diagonal_of(const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) {
  const DimVector& s = sizes_of(x);
  const size_t a = static_cast<size_t>(wrap_dim("diagonal", dim1, s)), b = static_cast<size_t>(wrap_dim("diagonal", dim2, s));
  TL_CHECK(a != b, value, "diagonal", "dim1 and dim2 are the same dimension ", a, " of input ", s);
  const auto& st = x.unsafe_impl()->strides;
  const int64_t length = std::max<int64_t>(0, offset >= 0 ? std::min(s[a], s[b] - offset) : std::min(s[a] + offset, s[b]));
  const bool blank = length == 0 || x.numel() == 0;  // strides of a tensor without elements may be beyond what can be added up
  const int64_t start = blank ? 0 : offset >= 0 ? offset * st[b] : -offset * st[a];
  DimVector sizes, strides;
  for (size_t i = 0; i < s.size(); ++i)
    if (i != a && i != b) {
      sizes.push_back(s[i]);
      strides.push_back(st[i]);
    }
  sizes.push_back(length);
  int64_t step = 0;
  if (__builtin_add_overflow(st[a], st[b], &step)) step = st[a];
  strides.push_back(step);
  return as_strided(x, sizes, strides, x.storage_offset() + start);
}

Tensor diag_embed_of(const char* op, const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) {
  TL_CHECK(x.dim() >= 1, shape, op, "the input needs at least one dimension");
  DimVector wide = sizes_of(x);
  wide.push_back(1);
  const int64_t a = wrap_dim(op, dim1, wide), b = wrap_dim(op, dim2, wide);
  TL_CHECK(a != b, value, op, "dim1 and dim2 are the same dimension ", a);
  need_countable(op, "the offset", offset);
  const int64_t n = x.size(-1) + std::abs(offset);
  DimVector sizes;  // the two new dimensions at their places, the others in their order
  int64_t next = 0, elements = 1;
  for (int64_t d = 0; d <= x.dim(); ++d) sizes.push_back(d == a || d == b ? n : x.size(next++));
  for (const int64_t s : sizes)
    TL_CHECK(!__builtin_mul_overflow(elements, s, &elements) && elements <= most_elements, memory, op, "the result ", sizes, " of input ", x.sizes(),
             " and offset ", offset, " would be too large");
  const Tensor out = zeros(sizes, TensorOptions(x.dtype()).device(x.device()));
  diagonal_of(out, offset, a, b).copy_(x);
  return out;
}

Tensor roll_of(const Tensor& x, const Value::Ints& shifts, const Value::Ints& dims) {
  TL_CHECK(!shifts.empty(), value, "roll", "shifts must not be empty");
  if (dims.empty()) {
    TL_CHECK(shifts.size() == 1, value, "roll", "without dims there can be only one shift, not ", shifts.size());
    return reshape(roll_of(reshape(x, {-1}), shifts, {0}), x.sizes());
  }
  TL_CHECK(shifts.size() == dims.size(), value, "roll", "shifts ", shifts, " and dims ", dims, " must be of one length");
  Tensor y = x;
  for (size_t i = 0; i < dims.size(); ++i) {
    const int64_t d = wrap_dim("roll", dims[i], sizes_of(x)), n = x.size(d);
    const int64_t k = n ? ((shifts[i] % n) + n) % n : 0;
    if (k) {
      const Tensor parts[] = {narrow(y, d, n - k, k), narrow(y, d, 0, n - k)};
      y = cat(parts, d);
    }
  }
  return y;
}

Tensor rot90_of(const Tensor& x, int64_t k, const Value::Ints& dims) {
  TL_CHECK(dims.size() == 2 && x.dim() >= 2, value, "rot90", "needs two dims and an input of at least 2 dimensions, got ", dims, " for ", x.sizes());
  const int64_t a = wrap_dim("rot90", dims[0], sizes_of(x)), b = wrap_dim("rot90", dims[1], sizes_of(x));
  TL_CHECK(a != b, value, "rot90", "the dims must differ, got ", dims);
  switch (((k % 4) + 4) % 4) {
    case 1: return transpose(flip(x, {b}), a, b);
    case 2: return flip(x, {a, b});
    case 3: return flip(transpose(x, a, b), {b});
    default: return clone(x);
  }
}

Tensor logsumexp_of(const Tensor& x, const Value::Ints& dims, bool keepdim) {
  TL_CHECK(x.is_floating_point(), type, "logsumexp", "needs a floating point input, not ", x.dtype());
  Tensor top;
  if (x.numel() == 0) return log(sum(exp(x), dims, keepdim));  // there is no largest one; the logarithm of a sum of nothing
  {
    const NoGradGuard guard;
    top = amax(x.detach(), dims, true);
    top = where(isfinite(top), top, Scalar(0.0));  // all -inf stays -inf
  }
  const Tensor y = log(sum(exp(x - top), dims, true)) + top;
  return keepdim ? y : reshape(y, sum(top, dims, false).sizes());
}

Tensor cross_of(const Tensor& a, const Tensor& b, std::optional<int64_t> dim) {
  TL_CHECK(a.sizes() == b.sizes(), shape, "cross", "input ", a.sizes(), " and other ", b.sizes(), " must be of one shape");
  int64_t d = -1;
  if (dim) d = wrap_dim("cross", *dim, sizes_of(a));
  else
    for (int64_t i = a.dim(); i-- > 0;)
      if (a.size(i) == 3) d = i;
  TL_CHECK(d >= 0 && a.size(d) == 3, shape, "cross", dim ? "the dimension named" : "some dimension", " of input ", a.sizes(), " must have size 3");
  const auto turned = [&](const Tensor& t, int64_t by) { return roll_of(t, {by}, {d}); };
  return turned(a, -1) * turned(b, -2) - turned(a, -2) * turned(b, -1);
}

void register_products() {
  define_composite("mv", "Linear algebra", "Matrix times vector.", {{"input"}, {"vec"}}, [](const OpCall& c) { return one(mv_of("mv", c.in[0], c.in[1])); },
         [] { return Samples{{{sample_tensor({2, 3}), sample_tensor({3}, 1)}}}; });
  define_composite("dot", "Linear algebra", "Sum of the products of two vectors.", {{"input"}, {"tensor"}},
         [](const OpCall& c) {
           need_dims("dot", c.in[0], 1, "input");
           need_dims("dot", c.in[1], 1, "tensor");
           TL_CHECK(c.in[0].sizes() == c.in[1].sizes(), shape, "dot", "input ", c.in[0].sizes(), " and tensor ", c.in[1].sizes(), " must be of one size");
           return one(sum(c.in[0] * c.in[1]));
         },
         [] { return Samples{{{sample_tensor({3}), sample_tensor({3}, 1)}}}; });
  define_composite("ger", "Linear algebra", "Outer product of two vectors.", {{"input"}, {"vec2"}}, [](const OpCall& c) { return one(outer_of("ger", c.in[0], c.in[1])); },
         [] { return Samples{{{sample_tensor({2}), sample_tensor({3}, 1)}}}; });
  define_composite("addmv", "Linear algebra", "beta * input + alpha * mat @ vec.", blend_args("mat", "vec"),
         [](const OpCall& c) { return one(blend(c, mv_of("addmv", c.in[1], c.in[2]))); },
         [] { return Samples{{{sample_tensor({2}), sample_tensor({2, 3}, 1), sample_tensor({3}, 2), 0.5, 2.0}}}; });
  define_composite("addr", "Linear algebra", "beta * input + alpha * outer product of vec1 and vec2.", blend_args("vec1", "vec2"),
         [](const OpCall& c) { return one(blend(c, outer_of("addr", c.in[1], c.in[2]))); },
         [] { return Samples{{{sample_tensor({2, 3}), sample_tensor({2}, 1), sample_tensor({3}, 2), 0.5, 2.0}}}; });
  define_composite("baddbmm", "Linear algebra", "beta * input + alpha * batch1 @ batch2, matrix by matrix.", blend_args("batch1", "batch2"),
         [](const OpCall& c) { return one(blend(c, bmm(c.in[1], c.in[2]))); },
         [] { return Samples{{{sample_tensor({2, 2, 2}), sample_tensor({2, 2, 3}, 1), sample_tensor({2, 3, 2}, 2), 0.5, 2.0}}}; });
  define_composite("addbmm", "Linear algebra", "beta * input + alpha * the sum of batch1 @ batch2 over the batch.", blend_args("batch1", "batch2"),
         [](const OpCall& c) { return one(blend(c, sum(bmm(c.in[1], c.in[2]), {0}))); },
         [] { return Samples{{{sample_tensor({2, 2}), sample_tensor({2, 2, 3}, 1), sample_tensor({2, 3, 2}, 2), 0.5, 2.0}}}; });
  define_composite("cross", "Linear algebra", "Cross product along a dimension of size 3.", {{"input"}, {"other"}, {"dim", integer, {}, true}},
         [](const OpCall& c) { return one(cross_of(c.in[0], c.in[1], c.has(0) ? std::optional(c.i(0)) : std::nullopt)); },
         [] { return Samples{{{sample_tensor({2, 3}), sample_tensor({2, 3}, 1)}}}; });
}

void register_diagonals() {
  add({.name = "triangle_rows", .category = "Shape", .doc = "The triangle of each matrix on one side of a diagonal; zeros elsewhere.",
       .args = {{"input"}, {"diagonal", integer, 0}, {"upper", boolean, false}}, .infer = infer_triangle, .vjp = vjp_triangle,
       .traits = hidden | narrow_floats, .cpu = prepare_triangle,
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 1, false}}, {{sample_tensor({2, 3, 3}), -1, true}}}; }});
  define_composite("tril", "Shape", "The lower triangle up to a diagonal; zeros elsewhere.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) { return one(triangle(c, false)); }, [] { return Samples{{{sample_tensor({3, 4}), 1}}}; });
  define_composite("triu", "Shape", "The upper triangle from a diagonal on; zeros elsewhere.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) { return one(triangle(c, true)); }, [] { return Samples{{{sample_tensor({2, 3, 3}), -1}}}; });
  define_composite("diagonal", "Shape", "The diagonal of two dimensions as a view; it becomes the last dimension.",
         {{"input"}, {"offset", integer, 0}, {"dim1", integer, 0}, {"dim2", integer, 1}},
         [](const OpCall& c) { return one(diagonal_of(c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return Samples{{{sample_tensor({3, 4}), 1}}, {{sample_tensor({2, 3, 2}), -1, 1, 2}}}; });
  define_composite("diag_embed", "Shape", "The last dimension laid out as the diagonal of two new ones.",
         {{"input"}, {"offset", integer, 0}, {"dim1", integer, -2}, {"dim2", integer, -1}},
         [](const OpCall& c) { return one(diag_embed_of("diag_embed", c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return Samples{{{sample_tensor({2, 3}), 1}}, {{sample_tensor({2, 3}), -1, 0, 2}}}; });
  define_composite("diagflat", "Shape", "The flattened input as the diagonal of a matrix.", {{"input"}, {"offset", integer, 0}},
         [](const OpCall& c) { return one(diag_embed_of("diagflat", reshape(c.in[0], {-1}), c.i(0), -2, -1)); }, [] { return Samples{{{sample_tensor({2, 2}), 1}}}; });
  define_composite("diag", "Shape", "The diagonal of a matrix, or the matrix with that diagonal.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) {
           TL_CHECK(c.in[0].dim() == 1 || c.in[0].dim() == 2, shape, "diag", "the input must have 1 or 2 dimensions, but is ", c.in[0].sizes());
           return one(c.in[0].dim() == 1 ? diag_embed_of("diag", c.in[0], c.i(0), -2, -1) : clone(diagonal_of(c.in[0], c.i(0), 0, 1)));
         },
         [] { return Samples{{{sample_tensor({3}), -1}}, {{sample_tensor({2, 3}), 1}}}; });
  define_composite("trace", "Linear algebra", "Sum of the diagonal of a matrix.", {{"input"}},
         [](const OpCall& c) {
           need_dims("trace", c.in[0], 2, "input");
           return one(sum(diagonal_of(c.in[0], 0, 0, 1)));
         },
         [] { return Samples{{{sample_tensor({3, 4})}}}; });
  define_composite("roll", "Shape", "Entries moved along dimensions, what falls out coming in again on the other side.", {{"input"}, {"shifts", ints}, {"dims", ints, Value::Ints{}}},
         [](const OpCall& c) { return one(roll_of(c.in[0], c.ints(0), c.ints(1))); }, [] { return Samples{{{sample_tensor({3, 4}), Value::Ints{1, -1}, Value::Ints{0, 1}}}}; });
  define_composite("rot90", "Shape", "A plane turned by 90 degrees k times.", {{"input"}, {"k", integer, 1}, {"dims", ints, Value::Ints{0, 1}}},
         [](const OpCall& c) { return one(rot90_of(c.in[0], c.i(0), c.ints(1))); }, [] { return Samples{{{sample_tensor({2, 3})}}, {{sample_tensor({2, 3}), 3}}}; });
}

void register_scans() {
  define_composite("logsumexp", "Reduction", "Logarithm of the sum of exponentials, without overflow.", {{"input"}, {"dim", ints}, {"keepdim", boolean, false}},
         [](const OpCall& c) { return one(logsumexp_of(c.in[0], c.ints(0), c.b(1))); }, [] { return Samples{{{sample_tensor({2, 5}), Value::Ints{1}}}}; });
  define_composite("dist", "Reduction", "p-norm of the difference.", {{"input"}, {"other"}, {"p", scalar, 2}},
         [](const OpCall& c) { return one(norm(c.in[0] - c.in[1], c.attr[0].to_scalar())); }, [] { return Samples{{{sample_tensor({2, 3}), sample_tensor({2, 3}, 3), 3.0}}}; });
  define_composite("std", "Reduction", "Standard deviation over dimensions, with Bessel's correction when unbiased.",
         {{"input"}, {"dim", ints, Value::Ints{}}, {"unbiased", boolean, true}, {"keepdim", boolean, false}},
         [](const OpCall& c) { return one(tl::std(c.in[0], c.ints(0), c.b(1), c.b(2))); }, [] { return Samples{{{sample_tensor({3, 4}), Value::Ints{1}}}}; });
}
}  // namespace

void register_matrix_forms() {
  register_products();
  register_diagonals();
  register_scans();
}

}  // namespace tl::ops
