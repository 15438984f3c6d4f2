// SPDX-License-Identifier: Apache-2.0
// Reductions.
#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/cpu/native_reduce.h"
#include "engine/ops/bitwise.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/quantizer.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sizes_of.h"
#include "engine/sparse/coo.h"

namespace tl {
namespace ops {
namespace {
using V = std::vector<OpSample>;
Tensor sample(IntArrayRef sizes) {
  Tensor t = arange(0, product(DimVector(sizes.begin(), sizes.end())), kDouble);
  return (t * 0.37 - floor(t * 0.37 * 0.25) * 4.0 - 1.3).view(sizes);
}

/// Wrapped, sorted, unique; empty means all.
DimVector normal_dims(const char* op, const Value::Ints& dims, const DimVector& sizes) {
  DimVector out;
  if (dims.empty()) {
    for (size_t i = 0; i < sizes.size(); ++i) out.push_back(static_cast<int64_t>(i));
    return out;
  }
  for (const int64_t d : dims) {
    const int64_t w = wrap_dim(op, d, sizes);
    TL_CHECK(std::find(out.begin(), out.end(), w) == out.end(), value, op, "dim ", w, " appears multiple times in the list of dims");
    if (!sizes.empty()) out.push_back(w);
  }
  std::sort(out.begin(), out.end());
  return out;
}
DimVector reduced_sizes(const DimVector& sizes, const DimVector& dims, bool keepdim) {
  DimVector out;
  for (size_t i = 0; i < sizes.size(); ++i) {
    const bool r = std::find(dims.begin(), dims.end(), static_cast<int64_t>(i)) != dims.end();
    if (!r) out.push_back(sizes[i]);
    else if (keepdim) out.push_back(1);
  }
  return out;
}
/// Puts size-1 dims back where `dims` were reduced, and expands to the input.
Tensor spread(const Tensor& g, const VjpContext& c, const char* op) {
  const DimVector& s = sizes_of(c.in(0));
  return expand(reshape(g, reduced_sizes(s, normal_dims(op, c.attr(0).ints(), s), true)), s);
}

template <ReduceOp Op>
void infer_reduce(const OpCall& c, OutMetas& out) {
  const char* name = c.def->name.c_str();
  const DimVector& s = sizes_of(c.in[0]);
  const DimVector dims = normal_dims(name, c.ints(0), s);
  const ScalarType t = c.in[0].dtype();
  TL_CHECK((Op != ReduceOp::mean && Op != ReduceOp::sum_squares) || !is_integral(t), type, name, "input dtype should be floating point, but is ", t);
  if (Op == ReduceOp::amax || Op == ReduceOp::amin)
    for (const int64_t d : dims)
      TL_CHECK(s[static_cast<size_t>(d)] > 0, value, name, "cannot reduce the empty dimension ", d, " of input ", s);
  out[0].sizes = reduced_sizes(s, dims, c.b(1));
  out[0].dtype = Op == ReduceOp::all || Op == ReduceOp::any ? kBool : (Op == ReduceOp::sum || Op == ReduceOp::prod) && is_integral(t) ? kLong : t;
}
template <ReduceOp Op>
KernelPtr prepare_op(const PrepareArgs& a) {
  return prepare_reduce(Op, a.in[0], a.out[0], normal_dims("reduce", a.attr[0].ints(), a.in[0].sizes));
}
void vjp_sum_squares(const VjpContext& c) { c.set(0, spread(c.grad(), c, "sum_squares") * (c.in(0) * 2.0)); }
void vjp_sum(const VjpContext& c) { c.set(0, spread(c.grad(), c, "sum")); }
void vjp_mean(const VjpContext& c) {
  const double n = static_cast<double>(c.in(0).numel()) / static_cast<double>(std::max<int64_t>(1, c.grad().numel()));
  c.set(0, spread(c.grad() / n, c, "mean"));
}
/// The product of all other elements, for each element of the last dimension.
Tensor product_of_others(const Tensor& x) {
  const int64_t n = x.size(-1);
  DimVector pairs = sizes_of(x);
  pairs.push_back(n);
  return prod(where(eye(n, x.options()) == 1.0, Scalar(1.0), expand(unsqueeze(x, -2), pairs)), -1);
}
/// Without division by an element, for it may be zero. Where the gradient itself is differentiated, products of the others are formed one by
/// one (n² of them); otherwise the zeros are counted: with none the others' product is the quotient, with one only that element has any.
void vjp_prod(const VjpContext& c) {
  const Tensor& x = c.in(0);
  const DimVector& s = sizes_of(x);
  const DimVector dims = normal_dims("prod", c.attr(0).ints(), s);
  if (!GradMode::is_enabled() || dims.empty()) {
    const Tensor zero = eq(x, 0.0).to(x.dtype()), others = where(eq(x, 0.0), Scalar(1.0), x);
    const Tensor zeros_in_all = sum(zero, dims, true);
    Tensor product = others;
    for (const int64_t d : dims) product = prod(product, d, true);
    c.set(0, spread(c.grad(), c, "prod") * (product / others) * eq(zeros_in_all, zero).to(x.dtype()));
    return;
  }
  DimVector order, kept, back(s.size());  // the reduced dimensions last, as one
  for (size_t i = 0; i < s.size(); ++i)
    if (std::find(dims.begin(), dims.end(), static_cast<int64_t>(i)) == dims.end()) order.push_back(static_cast<int64_t>(i)), kept.push_back(s[i]);
  for (const int64_t d : dims) order.push_back(d);
  for (size_t i = 0; i < order.size(); ++i) back[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
  const Tensor front = permute(x, order);
  DimVector flat = kept;
  flat.push_back(-1);
  const Tensor others = permute(reshape(product_of_others(reshape(front, flat)), front.sizes()), back);
  c.set(0, spread(c.grad(), c, "prod") * others);
}
void vjp_extreme(const VjpContext& c) {  // ties share the gradient
  const Tensor hit = eq(c.in(0), spread(c.out().detach(), c, "amax")).to(c.grad().dtype());
  const DimVector& s = sizes_of(c.in(0));
  const DimVector dims = normal_dims("amax", c.attr(0).ints(), s);
  c.set(0, spread(c.grad(), c, "amax") * (hit / sum(hit, dims, true)));
}

/// One contiguous copy where the kernel needs it; `name` is the row-wise operator.
template <ReduceOp Op>
void add_reduce(const char* name, const char* doc, VjpFn vjp, uint32_t in, uint32_t out, uint32_t traits = reduction) {
  OpDef d;
  d.name = name;
  d.category = "Reduction";
  d.doc = doc;
  d.args = {{"input"}, {"dim", ArgKind::ints, Value::Ints{}}, {"keepdim", ArgKind::boolean, false}};
  d.infer = infer_reduce<Op>;
  d.vjp = vjp;
  d.saves_inputs = in;
  d.saves_outputs = out;
  d.traits = traits;
  d.cpu = prepare_op<Op>;
  d.samples = [vjp] {
    V v{{{sample({3, 4})}}, {{sample({2, 3, 4}), Value::Ints{1}}}, {{sample({2, 3, 4}), Value::Ints{0, 2}, true}}, {{sample({2, 3, 2, 2}), Value::Ints{1, 3}}}};
    if (Op == ReduceOp::prod) {  // one zero, two zeros in a row
      Tensor zeros_too = sample({3, 4});
      for (const int64_t i : {1, 6, 7}) zeros_too.view({-1}).data_ptr<double>()[i] = 0;
      v.push_back({{zeros_too, Value::Ints{1}}});
      v.push_back({{zeros_too, Value::Ints{0}, true}});
    }
    for (auto& s : v) s.differentiable = vjp != nullptr;
    return v;
  };
  add(std::move(d));
}

void infer_max_dim(const OpCall& c, OutMetas& out) {
  const DimVector& s = sizes_of(c.in[0]);
  const int64_t d = wrap_dim(c.def->name.c_str(), c.i(0), s);
  TL_CHECK(s.empty() || s[static_cast<size_t>(d)] > 0, value, c.def->name, "cannot reduce the empty dimension ", d, " of input ", s);
  out[0].sizes = s.empty() ? s : reduced_sizes(s, {d}, c.b(1));
  out[0].dtype = c.in[0].dtype();
  out[1].sizes = out[0].sizes;
  out[1].dtype = kLong;
}
void infer_arg(const OpCall& c, OutMetas& out) {
  infer_max_dim(c, out);
  out[0].dtype = kLong;
  out[1].dtype = ScalarType::Undefined;
}
template <bool Largest, bool Values>
KernelPtr prepare_extreme(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  return prepare_arg_extreme(Largest, a.in[0], a.out[0], wrap_dim("max", a.attr[0].i(), a.in[0].sizes), Values, true);
}
void vjp_max_dim(const VjpContext& c) {
  const int64_t d = c.attr(0).i();
  const bool keep = c.attr(1).b();
  const Tensor zero = zeros(c.in(0).sizes(), c.grad().options());
  if (c.in(0).dim() == 0) return c.set(0, c.grad());
  const int64_t w = d < 0 ? d + c.in(0).dim() : d;
  c.set(0, scatter_add(zero, w, keep ? c.out(1) : unsqueeze(c.out(1), w), keep ? c.grad() : unsqueeze(c.grad(), w)));
}

/// Without a tensor of the squares in between.
Tensor sum_squares(const Tensor& x, const DimVector& dims, bool keepdim) {
  const Value a[] = {Value(dims), keepdim};
  return call1(TL_OP("sum_squares"), x, a);
}
Outputs var_of(const OpCall& c) {
  const Tensor& x = c.in[0];
  TL_CHECK(x.is_floating_point(), type, "var", "input dtype should be floating point, but is ", x.dtype());
  const DimVector dims = normal_dims("var", c.ints(0), sizes_of(x));
  const Tensor centred = x - mean(x, dims, true);
  int64_t n = 1;
  for (const int64_t d : dims) n *= x.size(d);
  Outputs o;
  const double divisor = std::max(0.0, static_cast<double>(n) - (c.b(1) ? 1.0 : 0.0));  // of nothing: 0 / 0
  o[0] = sum_squares(centred, dims, c.b(2)) / divisor;
  return o;
}
/// x^(1/p) of a sum of powers, whose derivative at 0 counts as 0: a norm has a lowest point there, no slope.
Tensor root(const Tensor& x, double p) {
  const auto plain = [p](const Tensor& v) { return p == 2 ? sqrt(v) : pow(v, 1.0 / p); };
  if (p <= 0 || !GradMode::is_enabled() || !x.requires_grad()) return plain(x);
  const Tensor zero = eq(x.detach(), 0.0);
  return where(zero, Scalar(0.0), plain(where(zero, Scalar(1.0), x)));
}
/// x^p for x ≥ 0 and 0 < p < 1, whose slope at 0 counts as 0 instead of infinity.
Tensor power(const Tensor& x, double p) {
  if (!GradMode::is_enabled() || !x.requires_grad()) return pow(x, p);
  const Tensor zero = eq(x.detach(), 0.0);
  return where(zero, Scalar(0.0), pow(where(zero, Scalar(1.0), x), p));
}
/// Zeros with a gradient of zeros, also where x is not a number.
Tensor level(const Tensor& x) {
  const Tensor everywhere = ones(x.sizes(), TensorOptions(kBool).device(x.device()));
  return where(everywhere, Scalar(0), x).to(x.dtype());
}
Outputs norm_of(const OpCall& c) {
  const Tensor& x = c.in[0];
  const double p = c.attr[0].to_double();
  const DimVector dims = normal_dims("norm", c.ints(1), sizes_of(x));
  Outputs o;
  if (p == 2 && x.is_floating_point()) o[0] = root(sum_squares(x, dims, c.b(2)), p);
  else if (p == 1) o[0] = sum(abs(x), dims, c.b(2));
  else if (std::isinf(p)) o[0] = p > 0 ? amax(abs(x), dims, c.b(2)) : amin(abs(x), dims, c.b(2));
  else if (p == 0) {
    // A count has the slope 0 wherever it has one.
    o[0] = sum(ne(x, 0).to(x.dtype()), dims, c.b(2));
    if (GradMode::is_enabled() && x.requires_grad()) o[0] = o[0] + sum(level(x), dims, c.b(2));
  }
  else if (p < 1 && p > 0) o[0] = root(sum(power(abs(x), p), dims, c.b(2)), p);
  else o[0] = root(sum(pow(abs(x), p), dims, c.b(2)), p);
  return o;
}
}  // namespace

void register_reduce() {
  add_reduce<ReduceOp::sum>("sum", "Sum over dimensions; all of them when none is named.", vjp_sum, 0, 0);
  add_reduce<ReduceOp::mean>("mean", "Mean over dimensions; all of them when none is named.", vjp_mean, 0, 0);
  add_reduce<ReduceOp::prod>("prod", "Product over dimensions; all of them when none is named.", vjp_prod, 1, 0);
  add_reduce<ReduceOp::amax>("amax", "Largest value over dimensions; equal ones share the gradient.", vjp_extreme, 1, 1);
  add_reduce<ReduceOp::amin>("amin", "Smallest value over dimensions; equal ones share the gradient.", vjp_extreme, 1, 1);
  add_reduce<ReduceOp::sum_squares>("sum_squares", "Sum of the squares over dimensions; all of them when none is named.", vjp_sum_squares, 1, 0, reduction | hidden);
  add_reduce<ReduceOp::all>("all", "Whether every element is not zero.", nullptr, 0, 0);
  add_reduce<ReduceOp::any>("any", "Whether some element is not zero.", nullptr, 0, 0);
  const auto add_dim = [](const char* name, const char* doc, PrepareFn cpu, bool values) {
    OpDef d;
    d.name = name;
    d.category = "Reduction";
    d.doc = doc;
    d.args = {{"input"}, {"dim", ArgKind::integer}, {"keepdim", ArgKind::boolean, false}};
    d.outputs = values ? 2 : 1;
    d.infer = values ? infer_max_dim : infer_arg;
    d.vjp = values ? vjp_max_dim : nullptr;
    d.saves_outputs = values ? 2 : 0;
    d.nondifferentiable_outputs = values ? 2 : 1;
    d.cpu = cpu;
    d.traits = reduction;
    d.samples = [values] { return V{{{sample({3, 4}), 1}, values}, {{sample({3, 4}), 0, true}, values}}; };
    add(std::move(d));
  };
  add_dim("max_dim", "Largest value along a dimension, and where it is.", prepare_extreme<true, true>, true);
  add_dim("min_dim", "Smallest value along a dimension, and where it is.", prepare_extreme<false, true>, true);
  add_dim("argmax_dim", "Where the largest value along a dimension is.", prepare_extreme<true, false>, false);
  add_dim("argmin_dim", "Where the smallest value along a dimension is.", prepare_extreme<false, false>, false);
  const auto add_arg = [](const char* name, const char* doc, CompositeFn body) {
    add({.name = name, .category = "Reduction", .doc = doc,
         .args = {{"input"}, {"dim", ArgKind::integer, {}, true}, {"keepdim", ArgKind::boolean, false}}, .composite = body,
         .samples = [] { return V{{{sample({3, 4})}, false}, {{sample({3, 4}), 1}, false}}; }});
  };
  add_arg("argmax", "Where the largest value is: in the flattened input, or along a dimension.",
          [](const OpCall& c) { Outputs o; o[0] = argmax(c.in[0], c.has(0) ? std::optional(c.i(0)) : std::nullopt, c.b(1)); return o; });
  add_arg("argmin", "Where the smallest value is: in the flattened input, or along a dimension.",
          [](const OpCall& c) { Outputs o; o[0] = argmin(c.in[0], c.has(0) ? std::optional(c.i(0)) : std::nullopt, c.b(1)); return o; });
  add({.name = "var", .category = "Reduction", .doc = "Variance over dimensions, with Bessel's correction when unbiased.",
       .args = {{"input"}, {"dim", ArgKind::ints, Value::Ints{}}, {"unbiased", ArgKind::boolean, true}, {"keepdim", ArgKind::boolean, false}},
       .composite = var_of, .samples = [] { return V{{{sample({3, 4})}}, {{sample({3, 4}), Value::Ints{1}, false, true}}}; }});
  add({.name = "norm", .category = "Reduction", .doc = "p-norm over dimensions; all of them when none is named.",
       .args = {{"input"}, {"p", ArgKind::scalar, 2}, {"dim", ArgKind::ints, Value::Ints{}}, {"keepdim", ArgKind::boolean, false}},
       .composite = norm_of, .samples = [] { return V{{{sample({3, 4})}}, {{sample({3, 4}), 3.0, Value::Ints{1}}}}; }});
}
}  // namespace ops

namespace {
Tensor reduce(const ops::OpDef& def, const Tensor& x, IntArrayRef dims, bool keepdim) {
  const Value a[] = {Value(dims), keepdim};
  return ops::call1(def, x, a);
}
Tensor as_type(const Tensor& x, DtypeArg t) { return t.type == ScalarType::Undefined ? x : x.to(t.type); }
/// Sums and products of integers are counted in int64; a type that was asked for is that of the result.
Tensor total(const ops::OpDef& def, const Tensor& x, IntArrayRef dims, bool keepdim, std::optional<ScalarType> t) {
  if (!t) return reduce(def, x, dims, keepdim);
  return reduce(def, x.to(*t), dims, keepdim).to(*t);
}
std::optional<ScalarType> type_of(DtypeArg t) { return t.type == ScalarType::Undefined ? std::nullopt : std::optional(t.type); }
/// Bytes stay bytes, as in the time when they were the truth values.
Tensor truth(const ops::OpDef& def, const Tensor& x, IntArrayRef dims, bool keepdim) {
  const Tensor y = reduce(def, x, dims, keepdim);
  return x.dtype() == kByte ? y.to(kByte) : y;
}
}  // namespace
Tensor sum(const Tensor& x, IntArrayRef d, bool k, std::optional<ScalarType> t) { return total(TL_OP("sum"), x, d, k, t); }
Tensor sum(const Tensor& x) { return sum(x, IntArrayRef()); }
Tensor sum(const Tensor& x, DtypeArg t) { return total(TL_OP("sum"), x, {}, false, type_of(t)); }
Tensor mean(const Tensor& x, IntArrayRef d, bool k, std::optional<ScalarType> t) { return reduce(TL_OP("mean"), t ? x.to(*t) : x, d, k); }
Tensor mean(const Tensor& x) { return mean(x, IntArrayRef()); }
Tensor mean(const Tensor& x, DtypeArg t) { return mean(as_type(x, t)); }
Tensor prod(const Tensor& x) { return reduce(TL_OP("prod"), x, {}, false); }
Tensor prod(const Tensor& x, DtypeArg t) { return total(TL_OP("prod"), x, {}, false, type_of(t)); }
Tensor prod(const Tensor& x, int64_t d, bool k, std::optional<ScalarType> t) { return total(TL_OP("prod"), x, d, k, t); }
Tensor amax(const Tensor& x, IntArrayRef d, bool k) { return reduce(TL_OP("amax"), x, d, k); }
Tensor amin(const Tensor& x, IntArrayRef d, bool k) { return reduce(TL_OP("amin"), x, d, k); }
Tensor max(const Tensor& x) { return amax(x); }
Tensor min(const Tensor& x) { return amin(x); }
Tensor all(const Tensor& x) { return truth(TL_OP("all"), x, {}, false); }
Tensor any(const Tensor& x) { return truth(TL_OP("any"), x, {}, false); }
Tensor all(const Tensor& x, int64_t d, bool k) { return truth(TL_OP("all"), x, d, k); }
Tensor any(const Tensor& x, int64_t d, bool k) { return truth(TL_OP("any"), x, d, k); }
std::tuple<Tensor, Tensor> max(const Tensor& x, int64_t d, bool k) {
  const Value a[] = {d, k};
  auto o = ops::dispatch(TL_OP("max_dim"), x, a);
  return {o[0], o[1]};
}
std::tuple<Tensor, Tensor> min(const Tensor& x, int64_t d, bool k) {
  const Value a[] = {d, k};
  auto o = ops::dispatch(TL_OP("min_dim"), x, a);
  return {o[0], o[1]};
}
Tensor argmax(const Tensor& x, std::optional<int64_t> d, bool k) {
  const Value a[] = {d.value_or(0), d ? Value(k) : Value(false)};
  return ops::call1(TL_OP("argmax_dim"), d ? x : reshape(x, {-1}), a);
}
Tensor argmin(const Tensor& x, std::optional<int64_t> d, bool k) {
  const Value a[] = {d.value_or(0), d ? Value(k) : Value(false)};
  return ops::call1(TL_OP("argmin_dim"), d ? x : reshape(x, {-1}), a);
}
Tensor var(const Tensor& x, IntArrayRef d, bool unbiased, bool k) {
  const Value a[] = {Value(d), unbiased, k};
  return ops::call1(TL_OP("var"), x, a);
}
Tensor var(const Tensor& x) { return var(x, IntArrayRef()); }
Tensor std(const Tensor& x) { return std(x, IntArrayRef(), true, false); }
Tensor std(const Tensor& x, IntArrayRef d, bool unbiased, bool k) { return ops::root(var(x, d, unbiased, k), 2); }
Tensor var(const Tensor& x, IntArrayRef d, const std::optional<int64_t>& correction, bool k) {
  const int64_t less = correction.value_or(1);
  if (less == 0 || less == 1) return var(x, d, less == 1, k);
  const Tensor v = var(x, d, false, k);
  const double n = static_cast<double>(x.numel()) / static_cast<double>(std::max<int64_t>(v.numel(), 1));
  return v * (n / std::max(0.0, n - static_cast<double>(less)));
}
Tensor std(const Tensor& x, IntArrayRef d, const std::optional<int64_t>& correction, bool k) { return ops::root(var(x, d, correction, k), 2); }
Tensor norm(const Tensor& x, const std::optional<Scalar>& p, IntArrayRef d, bool k, std::optional<ScalarType> t) {
  const Value a[] = {Value(p.value_or(2)), Value(d), k};
  return ops::call1(TL_OP("norm"), t ? x.to(*t) : x, a);
}
Tensor norm(const Tensor& x, const std::optional<Scalar>& p, DtypeArg t) { return norm(as_type(x, t), p.value_or(2)); }
Tensor norm(const Tensor& x, const Scalar& p) { return norm(x, p, {}, false); }
bool equal(const Tensor& a, const Tensor& b) {
  NoGradGuard guard;
  if (a.is_sparse() && b.is_sparse()) return a.sizes() == b.sizes() && a.dtype() == b.dtype() && sparse::equal(a.detach(), b.detach());
  if (a.is_quantized() && b.is_quantized()) return a.sizes() == b.sizes() && a.dtype() == b.dtype() && ops::equal_quantized(a, b);
  return a.sizes() == b.sizes() && a.dtype() == b.dtype() && all(eq(a, b)).item().toBool();
}
bool allclose(const Tensor& a, const Tensor& b, double rtol, double atol, bool equal_nan) {
  TL_CHECK(rtol >= 0 && atol >= 0, value, "allclose", "rtol and atol must not be negative, but are ", rtol, " and ", atol);
  NoGradGuard guard;
  const ScalarType t = result_type(a, b);
  return all(isclose(a.to(t), b.to(t), rtol, atol, equal_nan)).item().toBool();
}
Tensor sum_to(const Tensor& x, const DimVector& sizes) {
  const DimVector& have = sizes_of(x);
  if (have == sizes) return x;
  TL_CHECK(have.size() >= sizes.size(), shape, "sum_to", "gradient ", have, " does not fit input ", sizes);
  DimVector dims;
  const size_t lead = have.size() - sizes.size();
  for (size_t i = 0; i < have.size(); ++i)
    if (i < lead || (sizes[i - lead] == 1 && have[i] != 1)) dims.push_back(static_cast<int64_t>(i));
  return reshape(dims.empty() ? x : sum(x, dims, true), sizes);
}

}  // namespace tl
