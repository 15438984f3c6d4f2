// SPDX-License-Identifier: Apache-2.0
// Softmax and its logarithm along any dimension.
#include <algorithm>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/softmax_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

void infer_softmax(const OpCall& c, OutMetas& out) {
  wrap_dim(c.def->name.c_str(), c.i(0), sizes_of(c.in[0]));
  TL_CHECK(c.in[0].is_floating_point(), type, c.def->name, "needs a floating point input, not ", c.in[0].dtype());
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}

enum class Form { softmax, log_softmax, softmax_grad, log_softmax_grad };
/// Forward reads x; backward reads g and y. A part owns whole rows, or whole strips of columns where the dimension is not the last.
template <Form F>
KernelPtr prepare(const PrepareArgs& a) {
  constexpr bool log = F == Form::log_softmax || F == Form::log_softmax_grad, backward = F == Form::softmax_grad || F == Form::log_softmax_grad;
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const DimVector& s = a.in[0].sizes;
  const int64_t dim = wrap_dim("softmax", a.attr[0].i(), s);
  int64_t outer = 1, inner = 1;
  for (size_t i = 0; i < s.size(); ++i) {
    if (static_cast<int64_t>(i) < dim) outer *= s[i];
    if (static_cast<int64_t>(i) > dim) inner *= s[i];
  }
  const int64_t n = s.empty() ? 1 : s[static_cast<size_t>(dim)];
  const int parts = parts_for(outer * inner * n, 1 << 14);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else if (inner == 1)
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(outer, parts, part);
        for (int64_t u = range.begin; u < range.end; ++u) {
          const T* x = r.i<T>(0) + u * n;
          if constexpr (backward) cpu::softmax_run_grad(x, r.i<T>(1) + u * n, r.o<T>() + u * n, n, log);
          else cpu::softmax_run(x, r.o<T>() + u * n, n, log);
        }
      });
    else {
      constexpr int64_t strip = 128 / sizeof(T);  // two lines of the cache
      const int64_t strips = (inner + strip - 1) / strip;
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(outer * strips, parts, part);
        for (int64_t u = range.begin; u < range.end; ++u) {
          const int64_t first = u % strips * strip, base = u / strips * n * inner + first, width = std::min<int64_t>(strip, inner - first);
          if constexpr (backward) cpu::softmax_columns_grad(r.i<T>(0) + base, r.i<T>(1) + base, r.o<T>() + base, n, inner, width, log);
          else cpu::softmax_columns(r.i<T>(0) + base, r.o<T>() + base, n, inner, width, log);
        }
      });
    }
  });
}
void vjp_softmax(const VjpContext& c) {
  const Tensor& y = c.out();
  if (GradMode::is_enabled()) {
    c.set(0, (c.grad() - sum(c.grad() * y, c.attr(0).i(), true)) * y);
    return;
  }
  const Tensor in[] = {c.grad(), y};
  c.set(0, call1(TL_OP("softmax_grad"), in, c.call().attr));
}
void vjp_log_softmax(const VjpContext& c) {
  const Tensor& y = c.out();
  if (GradMode::is_enabled()) {
    c.set(0, c.grad() - exp(y) * sum(c.grad(), c.attr(0).i(), true));
    return;
  }
  const Tensor in[] = {c.grad(), y};
  c.set(0, call1(TL_OP("log_softmax_grad"), in, c.call().attr));
}
}  // namespace

void register_softmax() {
  using enum ArgKind;
  const SamplesFn samples = [] { return Samples{{{sample_tensor({3, 4}), 1}}, {{sample_tensor({2, 3, 2}), -2}}}; };
  add({.name = "softmax", .category = "Activation", .doc = "exp(x) normalised to sum to one along a dimension.", .args = {{"input"}, {"dim", integer}},
       .infer = infer_softmax, .vjp = vjp_softmax, .saves_outputs = 1, .traits = keeps_format, .cpu = prepare<Form::softmax>, .samples = samples});
  add({.name = "log_softmax", .category = "Activation", .doc = "Logarithm of softmax, computed without overflow.", .args = {{"input"}, {"dim", integer}},
       .infer = infer_softmax, .vjp = vjp_log_softmax, .saves_outputs = 1, .traits = keeps_format, .cpu = prepare<Form::log_softmax>, .samples = samples});
  const SamplesFn grads = [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 1), 1}, false}}; };
  add({.name = "softmax_grad", .category = "Derivative", .doc = "First derivative of softmax.", .args = {{"grad"}, {"output"}, {"dim", integer}},
       .infer = infer_softmax, .traits = keeps_format | hidden, .cpu = prepare<Form::softmax_grad>, .samples = grads});
  add({.name = "log_softmax_grad", .category = "Derivative", .doc = "First derivative of log_softmax.", .args = {{"grad"}, {"output"}, {"dim", integer}},
       .infer = infer_softmax, .traits = keeps_format | hidden, .cpu = prepare<Form::log_softmax_grad>, .samples = grads});
}
}  // namespace ops

Tensor softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype) {
  const Tensor x = dtype ? input.to(*dtype) : input;
  const Value a[] = {dim};
  return ops::call1(TL_OP("softmax"), x, a);
}
Tensor log_softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype) {
  const Tensor x = dtype ? input.to(*dtype) : input;
  const Value a[] = {dim};
  return ops::call1(TL_OP("log_softmax"), x, a);
}

}  // namespace tl
