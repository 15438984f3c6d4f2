// SPDX-License-Identifier: Apache-2.0
// Softmax and its logarithm along any dimension.
#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
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
/// Forward reads x; backward reads g and y. Rows are strided by `inner`; a part owns whole rows.
template <Form F>
KernelPtr prepare(const PrepareArgs& a) {
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
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(outer * inner, parts, part);
        for (int64_t u = range.begin; u < range.end; ++u) {
          const int64_t base = u / inner * n * inner + u % inner;
          const T* x = r.i<T>(0) + base;
          T* y = r.o<T>() + base;
          if constexpr (F == Form::softmax || F == Form::log_softmax) {
            T top = x[0];
            for (int64_t i = 1; i < n; ++i) top = std::max(top, x[i * inner]);
            double total = 0;
            for (int64_t i = 0; i < n; ++i) {
              const T e = std::exp(x[i * inner] - top);
              total += static_cast<double>(e);
              if (F == Form::softmax) y[i * inner] = e;
            }
            const T log_total = static_cast<T>(std::log(total)), scale = static_cast<T>(1.0 / total);
            for (int64_t i = 0; i < n; ++i) y[i * inner] = F == Form::softmax ? y[i * inner] * scale : x[i * inner] - top - log_total;
          } else {
            const T *g = x, *p = r.i<T>(1) + base;
            double total = 0;
            for (int64_t i = 0; i < n; ++i) total += static_cast<double>(F == Form::softmax_grad ? g[i * inner] * p[i * inner] : g[i * inner]);
            const T t = static_cast<T>(total);
            for (int64_t i = 0; i < n; ++i)
              y[i * inner] = F == Form::softmax_grad ? (g[i * inner] - t) * p[i * inner] : g[i * inner] - std::exp(p[i * inner]) * t;
          }
        }
      });
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
       .infer = infer_softmax, .vjp = vjp_softmax, .saves_outputs = 1, .cpu = prepare<Form::softmax>, .samples = samples});
  add({.name = "log_softmax", .category = "Activation", .doc = "Logarithm of softmax, computed without overflow.", .args = {{"input"}, {"dim", integer}},
       .infer = infer_softmax, .vjp = vjp_log_softmax, .saves_outputs = 1, .cpu = prepare<Form::log_softmax>, .samples = samples});
  const SamplesFn grads = [] { return Samples{{{sample_tensor({3, 4}), sample_tensor({3, 4}, 1), 1}, false}}; };
  add({.name = "softmax_grad", .category = "Derivative", .doc = "First derivative of softmax.", .args = {{"grad"}, {"output"}, {"dim", integer}},
       .infer = infer_softmax, .traits = hidden, .cpu = prepare<Form::softmax_grad>, .samples = grads});
  add({.name = "log_softmax_grad", .category = "Derivative", .doc = "First derivative of log_softmax.", .args = {{"grad"}, {"output"}, {"dim", integer}},
       .infer = infer_softmax, .traits = hidden, .cpu = prepare<Form::log_softmax_grad>, .samples = grads});
}
}  // namespace ops

Tensor softmax(const Tensor& x, int64_t dim) {
  const Value a[] = {dim};
  return ops::call1(TL_OP("softmax"), x, a);
}
Tensor log_softmax(const Tensor& x, int64_t dim) {
  const Value a[] = {dim};
  return ops::call1(TL_OP("log_softmax"), x, a);
}

}  // namespace tl
