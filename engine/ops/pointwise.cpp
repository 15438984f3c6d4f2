// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def as operators: value, first derivative as one kernel, higher derivatives through public operators.
#include "engine/ops/pointwise.h"

#include "engine/autograd/grad_mode.h"
#include "engine/core/log.h"
#include "engine/ops/backcompat.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "engine/ops/pointwise_row_macros.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sizes_of.h"
#include "engine/ops/type_promotion.h"

#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace tl::ops {
namespace tensor_form {
// The vocabulary on tensors, where a free function of that name does not exist already.
inline Tensor select(const Tensor& m, const Tensor& x, const Tensor& y) { return where(m, x, y); }
inline Tensor share(const Tensor& x, const Tensor& y) { return where(gt(x, y), Scalar(1.0), Scalar(0.0)) + eq(x, y) * 0.5; }
inline Tensor softplus1(const Tensor& x) { return softplus(x); }
inline Tensor floor_div(const Tensor& x, const Tensor& y) { return floor(x / y); }

using namespace reads;
#define NOGRAD Tensor()
#define TL_G(name, which, e) \
  Tensor name##_##which(const Tensor& g, const Tensor& a, const Tensor& b, const Tensor& c, const Tensor& y, double p, double q) { return e; }
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) TL_G(name, grad_a, ga)
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc) TL_G(name, grad_a, ga) TL_G(name, grad_b, gb)
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc) TL_G(name, grad_a, ga) TL_G(name, grad_b, gb) TL_G(name, grad_c, gc)
#include "engine/ops/pointwise.def"
#undef TL_PW1
#undef TL_PW2
#undef TL_PW3
#undef NOGRAD
}  // namespace tensor_form

namespace {
using namespace reads;
using enum PointwiseKind;
#define TL_P0 {}, 0
#define TL_P1(n, d) {{#n, d}}, 1
#define TL_P2(n, d, m, e) {{#n, d}, {#m, e}}, 2
// A text "NOGRAD" says that there is no derivative along that input.
constexpr bool has_grad(const char* text) { return std::string_view(text) != "NOGRAD"; }
#define TL_GF(name, which, e) (has_grad(#e) ? &tensor_form::name##_##which : nullptr)
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) \
  {#name, kind, 1, params, (r), {named_in(#ga)}, {TL_GF(name, grad_a, ga)}, {#value, #ga}, lo, hi, doc},
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc) \
  {#name, kind, 2, params, (r), {named_in(#ga), named_in(#gb)}, {TL_GF(name, grad_a, ga), TL_GF(name, grad_b, gb)}, {#value, #ga, #gb}, lo, hi, doc},
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc) \
  {#name, kind, 3, params, (r), {named_in(#ga), named_in(#gb), named_in(#gc)}, \
   {TL_GF(name, grad_a, ga), TL_GF(name, grad_b, gb), TL_GF(name, grad_c, gc)}, {#value, #ga, #gb, #gc}, lo, hi, doc},
}  // namespace

const PointwiseRow pointwise_rows[] = {
#include "engine/ops/pointwise.def"
};
const int pointwise_row_count = static_cast<int>(std::size(pointwise_rows));
#undef TL_PW1
#undef TL_PW2
#undef TL_PW3
#undef TL_P0
#undef TL_P1
#undef TL_P2

ScalarType pointwise_compute_type(const PointwiseRow& row, int variant, ArrayRef<TensorMeta> in, ArrayRef<TensorMeta> out) {
  return pointwise_compute_type(row.kind == PRED && variant == 0 ? result_type_of(in) : out[0].dtype);
}
void pointwise_params(const PointwiseRow& row, ArrayRef<Value> attr, double* p) {
  p[0] = p[1] = 0;
  for (int i = 0; i < row.param_count; ++i) p[i] = attr[static_cast<size_t>(i)].d();
}

namespace {
const PointwiseRow& row_of(const OpDef& def) { return *static_cast<const PointwiseRow*>(def.extra); }
int row_index(const PointwiseRow& row) { return static_cast<int>(&row - pointwise_rows); }

/// The manual's warning for code from before broadcasting (backcompat.h).
void warn_of_broadcast(const OpCall& c) {
  const TensorImpl* first = nullptr;
  for (const Tensor& t : c.in) {
    const TensorImpl* impl = t.defined() ? t.unsafe_impl() : nullptr;
    if (!impl || impl->wrapped_number) continue;
    if (!first) first = impl;
    if (impl->numel != first->numel || impl->sizes == first->sizes) continue;
    logging::warning(str(c.def->name, ": operands of the shapes ", first->sizes, " and ", impl->sizes,
                         " do not have the same shape, but are broadcastable, and have the same number of elements: they are broadcast, not taken as rows"));
    return;
  }
}

DimVector broadcast_all(const OpCall& c) {
  if (utils::backcompat::broadcast_warning()) [[unlikely]] warn_of_broadcast(c);
  DimVector sizes;
  for (const Tensor& t : c.in)
    if (t.defined()) sizes = broadcast_shapes(c.def->name.c_str(), sizes, sizes_of(t));
  return sizes;
}

void infer_value(const OpCall& c, OutMetas& out) {
  const PointwiseRow& row = row_of(*c.def);
  out[0].sizes = broadcast_all(c);
  if (row.kind == WHERE) {
    const ScalarType condition = c.in[0].dtype();
    TL_CHECK(condition == kBool || condition == kByte, type, row.name, "condition must be bool or uint8, but is ", condition, " ", c.in[0].sizes());
  }
  ScalarType common = result_type(row.kind == WHERE ? ArrayRef<Tensor>(c.in.data() + 1, c.in.size() - 1) : c.in);
  if (row.kind == FLOAT && is_integral(common)) common = default_dtype();
  if (row.kind == ANY && common == kBool) {
    TL_CHECK(row.arity > 1, type, row.name, "is not defined for bool input ", c.in[0].sizes(), "; convert it with to(kFloat) or use a logical operator");
  }
  if (is_integral(common) && row.name == std::string_view("pow") && c.in[1].unsafe_impl()->wrapped_number)
    TL_CHECK(c.in[1].item().toLong() >= 0, value, "pow", "Integers to negative integer powers are not allowed; make the input ", c.in[0].sizes(), " floating point");
  out[0].dtype = row.kind == PRED ? kBool : common;
}

KernelPtr prepare_value(const PrepareArgs& a) {
  const PointwiseRow& row = *static_cast<const PointwiseRow*>(a.extra);
  double p[2];
  pointwise_params(row, a.attr, p);
  return prepare_pointwise(pointwise_kernels(row_index(row), 0), a.in, a.out[0], pointwise_compute_type(row, 0, a.in, a.out), p);
}

/// Inputs g, a, b, c, y of the derivative along input `which` (0, 1, 2).
template <int Which>
KernelPtr prepare_grad(const PrepareArgs& a) {
  const PointwiseRow& row = *static_cast<const PointwiseRow*>(a.extra);
  double p[2];
  pointwise_params(row, a.attr, p);
  return prepare_pointwise(pointwise_kernels(row_index(row), Which + 1), a.in, a.out[0], pointwise_compute_type(a.out[0].dtype), p);
}
void infer_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}

const OpDef& grad_def(const PointwiseRow& row, int which) {
  static const std::vector<const OpDef*> defs = [] {
    std::vector<const OpDef*> v;
    for (int r = 0; r < pointwise_row_count; ++r)
      for (int w = 0; w < 3; ++w)
        v.push_back(w < pointwise_rows[r].arity && pointwise_rows[r].grad[w] ? &get(std::string(pointwise_rows[r].name) + "_grad_" + "abc"[w]) : nullptr);
    return v;
  }();
  return *defs[static_cast<size_t>(row_index(row) * 3 + which)];
}

void vjp_value(const VjpContext& c) {
  const PointwiseRow& row = row_of(*c.call().def);
  double p[2];
  pointwise_params(row, c.call().attr, p);
  const Tensor none;
  for (int w = 0; w < row.arity; ++w) {
    if (!c.needs(static_cast<size_t>(w)) || !row.grad[w]) continue;
    // Another gradient may read more, or what this one does not read may not have been kept: it stays out of this one's kernel and graph.
    const auto read = [&](int k) -> const Tensor& {
      const bool wanted = row.grad_reads[w] >> k & 1u;
      if (k == 3) return wanted ? c.out() : none;
      return wanted && static_cast<size_t>(k) < c.inputs() ? c.in(static_cast<size_t>(k)) : none;
    };
    if (GradMode::is_enabled()) {
      // Numbers among the operands count in the gradient's type: two of them alone would meet in the default one.
      const auto typed = [&](int k) -> Tensor {
        const Tensor& t = read(k);
        return t.defined() && t.unsafe_impl()->wrapped_number ? full({}, t.item(), c.grad().options()) : t;
      };
      c.set(static_cast<size_t>(w), row.grad[w](c.grad(), typed(0), typed(1), typed(2), typed(3), p[0], p[1]));
    } else {
      const Tensor in[] = {c.grad(), read(0), read(1), read(2), read(3)};
      c.set(static_cast<size_t>(w), call1(grad_def(row, w), in, c.call().attr));
    }
  }
}

std::vector<OpSample> samples_of(const PointwiseRow& row);
}  // namespace

void register_pointwise() {
  constexpr const char* input_names[3][3] = {{"input", "", ""}, {"input", "other", ""}, {"input", "tensor1", "tensor2"}};
  constexpr PrepareFn grads[] = {prepare_grad<0>, prepare_grad<1>, prepare_grad<2>};
  for (int r = 0; r < pointwise_row_count; ++r) {
    const PointwiseRow& row = pointwise_rows[r];
    OpDef def;
    def.name = row.name;
    def.category = row.kind == PRED ? "Comparison" : "Pointwise";
    def.doc = row.doc;
    for (int i = 0; i < row.arity; ++i) {
      const char* name = input_names[row.arity - 1][i];
      if (row.kind == WHERE) { constexpr const char* where_names[] = {"condition", "input", "other"}; name = where_names[i]; }
      if (i == 1 && def.name == "pow") name = "exponent";
      if (i == 1 && def.name == "lerp") name = "end";
      def.args.push_back({name, ArgKind::tensor, {}, false, ""});
    }
    for (int i = 0; i < row.param_count; ++i) def.args.push_back({row.params[i].name, ArgKind::real, row.params[i].value, false, ""});
    def.infer = infer_value;
    def.vjp = row.grad[0] || row.grad[1] || row.grad[2] ? vjp_value : nullptr;
    def.saves_inputs = row.reads & 7u;
    def.saves_outputs = row.reads >> 3 & 1u;
    uint32_t together = 0;
    for (int i = 0; i < row.arity; ++i) {
      together |= row.grad_reads[i];
      def.grad_reads.push_back(row.grad_reads[i] & 7u);
      def.grad_reads_outputs.push_back(row.grad_reads[i] >> 3 & 1u);
    }
    TL_CHECK(together == row.reads, internal, row.name, "the column reads of pointwise.def says ", row.reads, " but the gradients name ", together);
    def.traits = pointwise | inplace_ok | narrow_floats;
    def.cpu = prepare_value;
    def.extra = &row;
    def.samples = [&row] { return samples_of(row); };
    OpDef base = def;
    add(std::move(def));
    for (int w = 0; w < row.arity; ++w) {
      if (!row.grad[w]) continue;
      OpDef grad;
      grad.name = std::string(row.name) + "_grad_" + "abc"[w];
      grad.category = "Derivative";
      grad.doc = std::string("Derivative of ") + row.name + " along operand " + "abc"[w] + ".";
      grad.args = {{"g", ArgKind::tensor, {}, false, ""}, {"a", ArgKind::optional_tensor, {}, false, ""}, {"b", ArgKind::optional_tensor, {}, false, ""},
                   {"c", ArgKind::optional_tensor, {}, false, ""}, {"y", ArgKind::optional_tensor, {}, false, ""}};
      for (int i = 0; i < row.param_count; ++i) grad.args.push_back(base.args[static_cast<size_t>(row.arity + i)]);
      grad.infer = infer_grad;
      grad.traits = pointwise | inplace_ok | narrow_floats | hidden;
      grad.cpu = grads[w];
      grad.extra = &row;
      grad.variant = w + 1;
      grad.samples = [] { return std::vector<OpSample>(); };
      add(std::move(grad));
    }
  }
}

namespace {
/// Deterministic numbers in the row's domain, one call plain and one broadcast.
std::vector<OpSample> samples_of(const PointwiseRow& row) {
  const auto make = [&](IntArrayRef sizes, int salt) {
    Tensor t = empty(sizes, kDouble);
    for (int64_t i = 0; i < t.numel(); ++i) {
      const double u = static_cast<double>((i * 37 + salt * 61 + 11) % 101) / 101.0;
      double v = row.lo + (row.hi - row.lo) * u;
      if (row.lo > 0 && row.kind == ANY && row.arity == 1 && i % 2 && std::string_view(row.name) != "round") v = -v;
      t.data_ptr<double>()[i] = v;
    }
    return t;
  };
  std::vector<OpSample> samples;
  for (int form = 0; form < (row.arity > 1 ? 2 : 1); ++form) {
    OpSample s;
    for (int i = 0; i < row.arity; ++i) {
      Tensor t = form == 1 && i == 1 ? make({3}, i) : make({2, 3}, i + form);
      if (row.kind == WHERE && i == 0) t = gt(t, 0.0);
      s.args.push_back(t);
    }
    if (row.arity > 1 && (row.name == std::string_view("maximum") || row.name == std::string_view("minimum")))
      s.args[1] = make({2, 3}, 7) + 0.013;
    if (row.name == std::string_view("fmod") || row.name == std::string_view("remainder")) s.args[1] = (make({2, 3}, 7) - 0.6) * 0.3 + 0.46;  // quotients stay within (1, 2)
    s.differentiable = row.grad[0] || row.grad[1] || row.grad[2];
    samples.push_back(std::move(s));
  }
  return samples;
}
}  // namespace

}  // namespace tl::ops
