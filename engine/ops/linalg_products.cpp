// SPDX-License-Identifier: Apache-2.0
// Powers and chains of matrices, contractions, distances, the bilinear form: bodies in other operators.
#include <limits>

#include "engine/ops/linalg_common.h"
#include "engine/ops/register_all.h"

namespace tl {
namespace ops {
namespace {
using namespace linalg;
using enum ArgKind;

/// By squaring: about log2(n) products.
Tensor power_of(const Tensor& x, int64_t n) {
  TL_CHECK(x.dim() >= 2 && x.size(-1) == x.size(-2), shape, "matrix_power", "expected a square matrix or batches of square matrices, but input is ", x.sizes());
  if (n == 0) return clone(expand(eye(x.size(-1), x.options()), x.sizes()));
  if (n == 1) return clone(x);
  Tensor base = n < 0 ? inverse(x) : x, result;
  for (uint64_t left = n < 0 ? ~static_cast<uint64_t>(n) + 1 : static_cast<uint64_t>(n); left; left >>= 1) {
    if (left & 1u) result = result.defined() ? matmul(result, base) : base;
    if (left > 1) base = matmul(base, base);
  }
  return result;
}

/// Dynamic programming over where to split (Cormen et al., Introduction to Algorithms).
Tensor chain_of(ArrayRef<Tensor> m) {
  TL_CHECK(!m.empty(), value, "chain_matmul", "expected at least one matrix");
  for (size_t i = 0; i < m.size(); ++i) {
    TL_CHECK(m[i].dim() == 2, shape, "chain_matmul", "all operands must be matrices, but operand ", i, " is ", m[i].sizes());
    TL_CHECK(i == 0 || m[i - 1].size(1) == m[i].size(0), shape, "chain_matmul", "operands ", i - 1, " and ", i, " cannot be multiplied: ", m[i ? i - 1 : 0].sizes(), " and ", m[i].sizes());
  }
  if (m.size() == 1) return clone(m[0]);
  const size_t n = m.size();
  std::vector<std::vector<double>> cost(n, std::vector<double>(n, 0));
  std::vector<std::vector<size_t>> split(n, std::vector<size_t>(n, 0));
  for (size_t length = 1; length < n; ++length)
    for (size_t i = 0; i + length < n; ++i) {
      const size_t j = i + length;
      cost[i][j] = std::numeric_limits<double>::infinity();
      for (size_t k = i; k < j; ++k) {
        const double c = cost[i][k] + cost[k + 1][j] + static_cast<double>(m[i].size(0)) * static_cast<double>(m[k].size(1)) * static_cast<double>(m[j].size(1));
        if (c < cost[i][j]) cost[i][j] = c, split[i][j] = k;
      }
    }
  const auto multiply = [&](auto&& self, size_t i, size_t j) -> Tensor {
    return i == j ? m[i] : mm(self(self, i, split[i][j]), self(self, split[i][j] + 1, j));
  };
  return multiply(multiply, 0, n - 1);
}

/// One operand of tensordot as a matrix: free dimensions against contracted ones.
struct Folded {
  Tensor matrix;
  DimVector free;
};
Folded folded(const Tensor& t, const DimVector& dims, bool contracted_last) {
  std::vector<bool> used(static_cast<size_t>(t.dim()));
  int64_t shared = 1;
  for (const int64_t d : dims) {
    TL_CHECK(!used[static_cast<size_t>(d)], value, "tensordot", "dimension ", d, " of ", t.sizes(), " is named twice");
    used[static_cast<size_t>(d)] = true;
    shared *= t.size(d);
  }
  DimVector rest, order;
  Folded out;
  for (int64_t d = 0; d < t.dim(); ++d)
    if (!used[static_cast<size_t>(d)]) {
      rest.push_back(d);
      out.free.push_back(t.size(d));
    }
  const DimVector* parts[] = {contracted_last ? &rest : &dims, contracted_last ? &dims : &rest};
  for (const DimVector* part : parts)
    for (const int64_t d : *part) order.push_back(d);
  const int64_t outer = product(out.free);
  out.matrix = reshape(permute(t, order), contracted_last ? DimVector{outer, shared} : DimVector{shared, outer});
  return out;
}
Tensor tensordot_of(const Tensor& given_a, const Tensor& given_b, Value::Ints dims_a, Value::Ints dims_b) {
  Tensor a = given_a, b = given_b;
  TL_CHECK(dims_a.size() == dims_b.size(), value, "tensordot", "both tensors must name as many dims: ", dims_a, " against ", dims_b);
  for (size_t i = 0; i < dims_a.size(); ++i) {
    dims_a[i] = wrap_dim("tensordot", dims_a[i], sizes_of(a), "a");
    dims_b[i] = wrap_dim("tensordot", dims_b[i], sizes_of(b), "b");
    const int64_t m = a.dim() ? a.size(dims_a[i]) : -1, n = b.dim() ? b.size(dims_b[i]) : -1;
    TL_CHECK(m >= 0 && n >= 0 && (m == n || m == 1 || n == 1), shape, "tensordot", "contracted sizes differ: ", a.sizes(), " along ", dims_a, " against ", b.sizes(),
             " along ", dims_b);
    // A size of one meets every entry of the other, which are summed up as well without it.
    if (m == 1 && n != 1) b = sum(b, {dims_b[i]}, true, b.dtype());
    if (n == 1 && m != 1) a = sum(a, {dims_a[i]}, true, a.dtype());
  }
  const Folded x = folded(a, dims_a, true), y = folded(b, dims_b, false);
  DimVector sizes = x.free;
  for (const int64_t n : y.free) sizes.push_back(n);
  return reshape(mm(x.matrix, y.matrix), sizes);
}

Tensor cdist_of(const Tensor& a, const Tensor& b, double p) {
  need_matrices("cdist", a, "x1");
  need_matrices("cdist", b, "x2");
  need_same_type("cdist", a, b);
  TL_CHECK(a.size(-1) == b.size(-1), shape, "cdist", "x1 ", a.sizes(), " and x2 ", b.sizes(), " must have the same number of columns");
  TL_CHECK(p >= 0, value, "cdist", "only non-negative p values are supported, not ", p);
  const DimVector batch = broadcast_shapes("cdist", batch_of(a), batch_of(b));
  if (a.size(-1) == 0) return zeros(with(batch, {a.size(-2), b.size(-2)}), a.options());
  const Tensor difference = unsqueeze(a, -2) - unsqueeze(b, -3);
  if (difference.numel() == 0) return sum(difference, -1);
  return norm(difference, p, -1);
}

Tensor bilinear_of(const Tensor& a, const Tensor& b, const Tensor& w, const Tensor& bias) {
  const char* op = "bilinear";
  TL_CHECK(w.dim() == 3, shape, op, "weight must be out_features×in1_features×in2_features, but is ", w.sizes());
  TL_CHECK(a.dim() >= 1 && a.dim() == b.dim() && batch_of(a, 1) == batch_of(b, 1), shape, op, "batch dimensions of input1 ", a.sizes(), " and input2 ", b.sizes(), " do not match");
  TL_CHECK(a.size(-1) == w.size(1) && b.size(-1) == w.size(2), shape, op, "input1 ", a.sizes(), " and input2 ", b.sizes(), " do not fit weight ", w.sizes());
  if (bias.defined()) TL_CHECK(bias.dim() == 1 && bias.size(0) == w.size(0), shape, op, "bias ", bias.sizes(), " does not fit weight ", w.sizes());
  const int64_t out = w.size(0), in1 = w.size(1), n = product(batch_of(a, 1));
  const Tensor half = reshape(mm(reshape(b, {n, b.size(-1)}), t(reshape(w, {out * in1, w.size(2)}))), {n, out, in1});  // W x2
  const Tensor y = reshape(bmm(half, reshape(a, {n, in1, 1})), with(batch_of(a, 1), {out}));
  return bias.defined() ? y + bias : y;
}
}  // namespace

void register_linalg_products() {
  const char* group = "Linear algebra";
  add({.name = "matrix_power", .category = group, .doc = "A matrix, or each of a batch, multiplied by itself n times; powers of the inverse for negative n.",
       .args = {{"input"}, {"n", integer}}, .composite = [](const OpCall& c) { return one(power_of(c.in[0], c.i(0))); },
       .samples = [] { return Samples{{{sample_square(3) * 0.4, 3}}, {{sample_square(2, 1, 2), -2}}, {{sample_square(2), 0}, false}, {{sample_square(2), 1}}}; }});
  add({.name = "chain_matmul", .category = group, .doc = "Product of matrices, in the order of fewest multiplications.", .args = {{"matrices", tensor_list}},
       .composite = [](const OpCall& c) { return one(chain_of(c.in)); },
       .samples = [] { return Samples{{{Value(Value::List{sample_tensor({2, 3}), sample_tensor({3, 1}, 1), sample_tensor({1, 4}, 2)})}}}; }});
  add({.name = "tensordot", .category = group, .doc = "Sum of products over the named dimensions of a and b.", .args = {{"a"}, {"b"}, {"dims_a", ints}, {"dims_b", ints}},
       .composite = [](const OpCall& c) { return one(tensordot_of(c.in[0], c.in[1], c.ints(0), c.ints(1))); },
       .samples = [] { return Samples{{{sample_tensor({2, 3, 2}), sample_tensor({3, 4, 2}, 1), Value::Ints{1, -1}, Value::Ints{0, 2}}}}; }});
  add({.name = "cdist", .category = "Reduction", .doc = "Distances in the p-norm between the rows of x1 …×P×M and x2 …×R×M.", .args = {{"x1"}, {"x2"}, {"p", real, 2.0}},
       .composite = [](const OpCall& c) { return one(cdist_of(c.in[0], c.in[1], c.d(0))); },
       .samples = [] {
         return Samples{{{sample_tensor({3, 2}), sample_tensor({2, 2}, 4) * 0.7}}, {{sample_tensor({2, 2, 3}), sample_tensor({2, 3}, 4) * 0.7, 1.0}},
                        {{sample_tensor({2, 3}), sample_tensor({2, 3}, 4) * 0.7, 3.0}}};
       }});
  add({.name = "bilinear", .category = group, .doc = "x1ᵀ W x2 + bias for each W of weight out×in1×in2; inputs …×in1 and …×in2.",
       .args = {{"input1"}, {"input2"}, {"weight"}, {"bias", optional_tensor}}, .composite = [](const OpCall& c) { return one(bilinear_of(c.in[0], c.in[1], c.in[2], c.in[3])); },
       .samples = [] {
         return Samples{{{sample_tensor({2, 3}), sample_tensor({2, 2}, 1), sample_tensor({2, 3, 2}, 2), sample_tensor({2}, 3)}},
                        {{sample_tensor({2, 2, 3}), sample_tensor({2, 2, 2}, 1), sample_tensor({1, 3, 2}, 2)}}};
       }});
}
}  // namespace ops

Tensor matrix_power(const Tensor& x, int64_t n) {
  const Value a[] = {n};
  return ops::call1(TL_OP("matrix_power"), x, a);
}
Tensor chain_matmul(TensorList matrices) { return ops::call1(TL_OP("chain_matmul"), matrices); }
Tensor tensordot(const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b) {
  const Tensor in[] = {a, b};
  const Value attr[] = {Value(dims_a), Value(dims_b)};
  return ops::call1(TL_OP("tensordot"), in, attr);
}
Tensor tensordot(const Tensor& a, const Tensor& b, int64_t dims) {
  TL_CHECK(dims >= 0 && dims <= std::min(a.dim(), b.dim()), value, "tensordot", "dims ", dims, " does not fit ", a.sizes(), " and ", b.sizes());
  DimVector last, first;
  for (int64_t i = 0; i < dims; ++i) {
    last.push_back(a.dim() - dims + i);
    first.push_back(i);
  }
  return tensordot(a, b, IntArrayRef(last), IntArrayRef(first));
}
Tensor cdist(const Tensor& x1, const Tensor& x2, double p, std::optional<int64_t> compute_mode) {
  const int64_t mode = compute_mode.value_or(0);
  TL_CHECK(mode >= 0 && mode <= 2, value, "cdist", "compute_mode must be 0, 1 or 2, not ", mode);
  const Tensor in[] = {x1, x2};
  const Value a[] = {p};
  return ops::call1(TL_OP("cdist"), in, a);
}
Tensor bilinear(const Tensor& input1, const Tensor& input2, const Tensor& weight, const Tensor& bias) {
  const Tensor in[] = {input1, input2, weight, bias};
  return ops::call1(TL_OP("bilinear"), in);
}

}  // namespace tl
