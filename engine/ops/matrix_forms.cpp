// SPDX-License-Identifier: Apache-2.0
// Operators over matrices, diagonals and triangles as bodies in other operators.
#include <cmath>

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

/// Where column - row of the last two dimensions lies within [low, high]; on the device of the tensor it is for.
Tensor band(const Tensor& like, int64_t rows, int64_t cols, std::optional<int64_t> low, std::optional<int64_t> high) {
  const TensorOptions longs = TensorOptions(kLong).device(like.device());
  const Tensor d = unsqueeze(arange(0, cols, longs), 0) - unsqueeze(arange(0, rows, longs), 1);
  if (low && high) return logical_and(ge(d, *low), le(d, *high));
  return low ? ge(d, *low) : le(d, *high);
}
Tensor triangle(const OpCall& c, bool upper) {
  const Tensor& x = c.in[0];
  TL_CHECK(x.dim() >= 2, shape, c.def->name, "the input needs at least 2 dimensions, but is ", x.sizes());
  const Tensor keep = upper ? band(x, x.size(-2), x.size(-1), c.i(0), std::nullopt) : band(x, x.size(-2), x.size(-1), std::nullopt, c.i(0));
  return where(keep, x, Scalar(int64_t{0})).to(x.dtype());
}

Tensor diagonal_of(const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) {
  const DimVector& s = sizes_of(x);
  const size_t a = static_cast<size_t>(wrap_dim("diagonal", dim1, s)), b = static_cast<size_t>(wrap_dim("diagonal", dim2, s));
  TL_CHECK(a != b, value, "diagonal", "dim1 and dim2 are the same dimension ", a, " of input ", s);
  const auto& st = x.unsafe_impl()->strides;
  const int64_t length = std::max<int64_t>(0, offset >= 0 ? std::min(s[a], s[b] - offset) : std::min(s[a] + offset, s[b]));
  const int64_t start = length == 0 ? 0 : offset >= 0 ? offset * st[b] : -offset * st[a];
  DimVector sizes, strides;
  for (size_t i = 0; i < s.size(); ++i)
    if (i != a && i != b) {
      sizes.push_back(s[i]);
      strides.push_back(st[i]);
    }
  sizes.push_back(length);
  strides.push_back(st[a] + st[b]);
  return as_strided(x, sizes, strides, x.storage_offset() + start);
}

Tensor diag_embed_of(const Tensor& x, int64_t offset, int64_t dim1, int64_t dim2) {
  TL_CHECK(x.dim() >= 1, shape, "diag_embed", "the input needs at least one dimension");
  DimVector wide = sizes_of(x);
  wide.push_back(1);
  const int64_t a = wrap_dim("diag_embed", dim1, wide), b = wrap_dim("diag_embed", dim2, wide);
  TL_CHECK(a != b, value, "diag_embed", "dim1 and dim2 are the same dimension ", a);
  need_countable("diag_embed", "the offset", offset);
  const int64_t far = std::abs(offset), n = x.size(-1) + far;
  const Tensor padded = constant_pad_nd(x, {0, far});
  const Tensor m = where(band(padded, n, n, offset, offset), unsqueeze(padded, offset >= 0 ? -1 : -2), Scalar(int64_t{0})).to(x.dtype());
  DimVector order;  // the two new dimensions go to their places, the others keep their order
  int64_t next = 0;
  for (int64_t d = 0; d < m.dim(); ++d) order.push_back(d == a ? m.dim() - 2 : d == b ? m.dim() - 1 : next++);
  return permute(m, order);
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
  define_composite("tril", "Shape", "The lower triangle up to a diagonal; zeros elsewhere.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) { return one(triangle(c, false)); }, [] { return Samples{{{sample_tensor({3, 4}), 1}}}; });
  define_composite("triu", "Shape", "The upper triangle from a diagonal on; zeros elsewhere.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) { return one(triangle(c, true)); }, [] { return Samples{{{sample_tensor({2, 3, 3}), -1}}}; });
  define_composite("diagonal", "Shape", "The diagonal of two dimensions as a view; it becomes the last dimension.",
         {{"input"}, {"offset", integer, 0}, {"dim1", integer, 0}, {"dim2", integer, 1}},
         [](const OpCall& c) { return one(diagonal_of(c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return Samples{{{sample_tensor({3, 4}), 1}}, {{sample_tensor({2, 3, 2}), -1, 1, 2}}}; });
  define_composite("diag_embed", "Shape", "The last dimension laid out as the diagonal of two new ones.",
         {{"input"}, {"offset", integer, 0}, {"dim1", integer, -2}, {"dim2", integer, -1}},
         [](const OpCall& c) { return one(diag_embed_of(c.in[0], c.i(0), c.i(1), c.i(2))); }, [] { return Samples{{{sample_tensor({2, 3}), 1}}, {{sample_tensor({2, 3}), -1, 0, 2}}}; });
  define_composite("diagflat", "Shape", "The flattened input as the diagonal of a matrix.", {{"input"}, {"offset", integer, 0}},
         [](const OpCall& c) { return one(diag_embed_of(reshape(c.in[0], {-1}), c.i(0), -2, -1)); }, [] { return Samples{{{sample_tensor({2, 2}), 1}}}; });
  define_composite("diag", "Shape", "The diagonal of a matrix, or the matrix with that diagonal.", {{"input"}, {"diagonal", integer, 0}},
         [](const OpCall& c) {
           TL_CHECK(c.in[0].dim() == 1 || c.in[0].dim() == 2, shape, "diag", "the input must have 1 or 2 dimensions, but is ", c.in[0].sizes());
           return one(c.in[0].dim() == 1 ? diag_embed_of(c.in[0], c.i(0), -2, -1) : clone(diagonal_of(c.in[0], c.i(0), 0, 1)));
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
