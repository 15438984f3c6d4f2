// SPDX-License-Identifier: Apache-2.0
// 2-d pooling by own kernels: planes are independent, so parts are planes.
#include <algorithm>
#include <limits>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/max_pool.h"
#include "engine/ops/nn.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

struct Window {
  int64_t k[2], s[2], p[2], d[2];
  bool ceil;
};
int64_t pick(const Value::Ints& v, size_t i, int64_t fallback, const char* op) {
  TL_CHECK(v.size() <= 2, value, op, "takes one or two numbers per size, but got ", v);
  return v.empty() ? fallback : v.size() == 1 ? v[0] : v[i];
}
/// attrs: kernel_size, stride, padding, then dilation (max) or ceil_mode (average).
Window window(const char* op, ArrayRef<Value> a, bool dilated) {
  Window w{};
  for (size_t i = 0; i < 2; ++i) {
    w.k[i] = pick(a[0].ints(), i, 0, op);
    w.s[i] = pick(a[1].ints(), i, w.k[i], op);
    w.p[i] = pick(a[2].ints(), i, 0, op);
    w.d[i] = dilated ? pick(a[3].ints(), i, 1, op) : 1;
    TL_CHECK(w.k[i] > 0 && w.s[i] > 0 && w.d[i] > 0, value, op, "kernel_size, stride and dilation must be positive");
    constexpr int64_t most = int64_t{1} << 30;  // products of two stay within 64 bits
    TL_CHECK(w.k[i] <= most && w.s[i] <= most && w.d[i] <= most, value, op, "kernel_size ", w.k[i], ", stride ", w.s[i], " and dilation ", w.d[i],
             " may be at most ", most);
    TL_CHECK(w.p[i] >= 0 && w.p[i] <= w.k[i] / 2, value, op, "padding ", w.p[i], " must be between 0 and half of kernel_size ", w.k[i]);
  }
  w.ceil = a[dilated ? 4 : 3].b();
  return w;
}
int64_t out_size(const Window& w, size_t i, int64_t in) {
  const int64_t reach = w.d[i] * (w.k[i] - 1) + 1, room = in + 2 * w.p[i] - reach;
  if (room < 0 && !w.ceil) return 0;
  int64_t n = (room + (w.ceil ? w.s[i] - 1 : 0)) / w.s[i] + 1;
  if (w.ceil && (n - 1) * w.s[i] >= in + w.p[i]) --n;  // the last window must start inside
  return n;
}
void infer_pool(const char* op, const OpCall& c, const Window& w, OutMetas& out) {
  const DimVector& x = sizes_of(c.in[0]);
  TL_CHECK(x.size() == 4, shape, op, "input must be N×C×H×W, but is ", x);
  DimVector s = x;
  for (size_t i = 0; i < 2; ++i) {
    s[2 + i] = out_size(w, i, x[2 + i]);
    TL_CHECK(s[2 + i] > 0, shape, op, "kernel_size ", w.k[0], "×", w.k[1], " is larger than the input ", x, "; use a smaller kernel or more padding");
  }
  out[0].sizes = s;
  out[0].dtype = c.in[0].dtype();
}

// ---- max
void infer_max(const OpCall& c, OutMetas& out) {
  infer_pool("max_pool2d", c, window("max_pool2d", c.attr, true), out);
  out[1].sizes = out[0].sizes;
  out[1].dtype = kLong;
}
bool halves(const Window& w, int64_t h, int64_t wd, int64_t oh, int64_t ow) {
  return w.k[0] == 2 && w.k[1] == 2 && w.s[0] == 2 && w.s[1] == 2 && w.p[0] == 0 && w.p[1] == 0 && w.d[0] == 1 && w.d[1] == 1 &&
         oh * 2 <= h && ow * 2 <= wd;
}
/// The part of window number `at` along axis `i` that lies in the input, so that a kernel far larger than its input costs nothing.
Range inside(const Window& w, size_t i, int64_t at, int64_t size) {
  const int64_t begin = at * w.s[i] - w.p[i], end = begin + (w.k[i] - 1) * w.d[i] + 1;
  return {begin < 0 ? begin + (-begin + w.d[i] - 1) / w.d[i] * w.d[i] : begin, std::min(end, size)};
}
/// Largest value of the window at (y, x) and its place in the plane, the first of equals; NaN wins.
template <class T>
std::pair<T, int64_t> largest(const Window& w, const T* in, int64_t h, int64_t wd, int64_t y, int64_t x) {
  T best = std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
  int64_t at = -1;
  const Range rows = inside(w, 0, y, h), columns = inside(w, 1, x, wd);
  for (int64_t yy = rows.begin; yy < rows.end; yy += w.d[0])
    for (int64_t xx = columns.begin; xx < columns.end; xx += w.d[1]) {
      const T v = in[yy * wd + xx];
      if (at < 0 || v > best || v != v) { best = v; at = yy * wd + xx; }
    }
  return {best, at < 0 ? 0 : at};
}
template <bool Places>
KernelPtr prepare_max(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const Window w = window("max_pool2d", a.attr, true);
  const int64_t h = a.in[0].sizes[2], wd = a.in[0].sizes[3], oh = a.out[0].sizes[2], ow = a.out[0].sizes[3];
  const int64_t planes = a.in[0].sizes[0] * a.in[0].sizes[1];
  const int parts = parts_for(a.in[0].numel, 1 << 15);
  const bool quick = !Places && halves(w, h, wd, oh, ow);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range range = part_range(planes, parts, part);
      for (int64_t p = range.begin; p < range.end; ++p) {
        const T* in = r.i<T>(0) + p * h * wd;
        T* out = r.o<T>(0) + p * oh * ow;
        if constexpr (std::is_floating_point_v<T>)
          if (quick) {
            cpu::max_pool_halve({h, wd, oh, ow}, in, out);
            continue;
          }
        for (int64_t y = 0; y < oh; ++y)
          for (int64_t x = 0; x < ow; ++x) {
            const auto [best, at] = largest(w, in, h, wd, y, x);
            out[y * ow + x] = best;
            if constexpr (Places) (r.o<int64_t>(1) + p * oh * ow)[y * ow + x] = at;
          }
      }
    });
  });
}

/// Without places: backward finds them again in the input, which costs less than storing and reading eight bytes for each.
void infer_max_value(const OpCall& c, OutMetas& out) { infer_pool("max_pool2d", c, window("max_pool2d", c.attr, true), out); }
void infer_max_value_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[1]);
  out[0].dtype = c.in[1].dtype();
}
/// Inputs: gradient, input, output.
KernelPtr prepare_max_value_grad(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (!m.contiguous) return nullptr;
  const Window w = window("max_pool2d", a.attr, true);
  const int64_t h = a.in[1].sizes[2], wd = a.in[1].sizes[3], oh = a.in[0].sizes[2], ow = a.in[0].sizes[3];
  const int64_t planes = a.in[1].sizes[0] * a.in[1].sizes[1];
  const int parts = parts_for(a.in[1].numel, 1 << 15);
  const bool quick = halves(w, h, wd, oh, ow);
  return visit_dtype(a.in[1].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range range = part_range(planes, parts, part);
      for (int64_t p = range.begin; p < range.end; ++p) {
        const T *g = r.i<T>(0) + p * oh * ow, *in = r.i<T>(1) + p * h * wd;
        T* d = r.o<T>(0) + p * h * wd;
        if constexpr (std::is_floating_point_v<T>)
          if (quick && cpu::max_pool_halve_grad({h, wd, oh, ow}, in, r.i<T>(2) + p * oh * ow, g, d)) continue;
        std::fill_n(d, h * wd, T(0));
        for (int64_t y = 0; y < oh; ++y)
          for (int64_t x = 0; x < ow; ++x) d[largest(w, in, h, wd, y, x).second] += g[y * ow + x];
      }
    });
  });
}
void vjp_max_value(const VjpContext& c) {
  if (!GradMode::is_enabled()) {
    const Tensor in[] = {c.grad(), c.in(0), c.out()};
    c.set(0, call1(TL_OP("max_pool2d_value_grad"), in, c.call().attr));
    return;
  }
  const Tensor in[] = {c.grad(), dispatch(TL_OP("max_pool2d_with_indices"), c.in(0).detach(), c.call().attr)[1]};
  const Value a[] = {Value(sizes_of(c.in(0)))};
  c.set(0, call1(TL_OP("max_pool2d_grad"), in, a));
}
void vjp_max(const VjpContext& c) {
  const Tensor in[] = {c.grad(), c.out(1)};
  const Value a[] = {Value(sizes_of(c.in(0)))};
  c.set(0, call1(TL_OP("max_pool2d_grad"), in, a));
}
void infer_max_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = c.ints(0);
  out[0].dtype = c.in[0].dtype();
}
KernelPtr prepare_max_grad(const PrepareArgs& a) {
  if (!a.in[0].contiguous || !a.in[1].contiguous) return nullptr;
  const int64_t planes = a.out[0].sizes[0] * a.out[0].sizes[1], big = a.out[0].sizes[2] * a.out[0].sizes[3], small = a.in[0].sizes[2] * a.in[0].sizes[3];
  const int parts = parts_for(a.out[0].numel, 1 << 15);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    return make_kernel(parts, [=](int part, const RunArgs& r) {
      const Range range = part_range(planes, parts, part);
      for (int64_t p = range.begin; p < range.end; ++p) {
        T* out = r.o<T>() + p * big;
        std::fill_n(out, big, T(0));
        for (int64_t i = 0; i < small; ++i) out[r.i<int64_t>(1)[p * small + i]] += r.i<T>(0)[p * small + i];
      }
    });
  });
}
void vjp_max_grad(const VjpContext& c) {  // linear: picks the same places
  const DimVector &g = sizes_of(c.in(0)), &big = sizes_of(c.grad());  // sizes in full: an empty batch leaves nothing to infer
  const Tensor flat = reshape(c.grad(), {g[0], g[1], big[2] * big[3]});
  c.set(0, reshape(gather(flat, 2, reshape(c.in(1), {g[0], g[1], g[2] * g[3]})), g));
}

// ---- average
void infer_avg(const OpCall& c, OutMetas& out) {
  TL_CHECK(!c.has(5) || c.i(5) != 0, value, "avg_pool2d", "divisor_override must not be zero");
  infer_pool("avg_pool2d", c, window("avg_pool2d", c.attr, false), out);
}
/// forward: y = mean of window; backward: spreads g over the window. `count_include_pad` decides the divisor at the border, divisor_override
/// everywhere.
template <bool Backward>
KernelPtr prepare_avg(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const Window w = window("avg_pool2d", a.attr, false);
  const bool include = a.attr[4].b();
  const int64_t fixed = a.attr[5].is_none() ? 0 : a.attr[5].i();
  const DimVector &big = Backward ? a.out[0].sizes : a.in[0].sizes, &small = Backward ? a.in[0].sizes : a.out[0].sizes;
  const int64_t h = big[2], wd = big[3], oh = small[2], ow = small[3], planes = big[0] * big[1];
  const int parts = parts_for(product(big), 1 << 15);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(planes, parts, part);
        for (int64_t p = range.begin; p < range.end; ++p) {
          const T* in = r.i<T>(0) + p * (Backward ? oh * ow : h * wd);
          T* out = r.o<T>() + p * (Backward ? h * wd : oh * ow);
          if (Backward) std::fill_n(out, h * wd, T(0));
          for (int64_t y = 0; y < oh; ++y)
            for (int64_t x = 0; x < ow; ++x) {
              int64_t y0 = y * w.s[0] - w.p[0], x0 = x * w.s[1] - w.p[1];
              int64_t y1 = std::min(y0 + w.k[0], h + w.p[0]), x1 = std::min(x0 + w.k[1], wd + w.p[1]);
              const int64_t padded = (y1 - y0) * (x1 - x0);
              y0 = std::max<int64_t>(y0, 0), x0 = std::max<int64_t>(x0, 0), y1 = std::min(y1, h), x1 = std::min(x1, wd);
              const T divisor = static_cast<T>(fixed ? fixed : include ? padded : std::max<int64_t>(1, (y1 - y0) * (x1 - x0)));
              T total = 0;
              for (int64_t i = y0; i < y1; ++i)
                for (int64_t j = x0; j < x1; ++j) {
                  if (Backward) out[i * wd + j] += in[y * ow + x] / divisor;
                  else total += in[i * wd + j];
                }
              if (!Backward) out[y * ow + x] = total / divisor;
            }
        }
      });
  });
}
void vjp_avg(const VjpContext& c) {
  const auto& a = c.call().attr;
  const Value with[] = {a[0], a[1], a[2], a[3], a[4], a[5], Value(sizes_of(c.in(0)))};
  c.set(0, call1(TL_OP("avg_pool2d_grad"), c.grad(), with));
}
void infer_avg_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = c.ints(6);
  out[0].dtype = c.in[0].dtype();
}
void vjp_avg_grad(const VjpContext& c) { c.set(0, call1(TL_OP("avg_pool2d"), c.grad(), ArrayRef<Value>(c.call().attr.data(), 6))); }

// ---- adaptive average: as a product with averaging matrices along each axis, so that every derivative comes free
Tensor averaging_matrix(int64_t in, int64_t out, const TensorOptions& o) {
  Tensor m = zeros({in, out}, kDouble);
  for (int64_t j = 0; j < out; ++j) {
    const int64_t a = j * in / out, b = ((j + 1) * in + out - 1) / out;
    for (int64_t i = a; i < b; ++i) m.data_ptr<double>()[i * out + j] = 1.0 / static_cast<double>(b - a);
  }
  return o.device().is_meta() ? empty({in, out}, o) : m.to(o);
}
}  // namespace

void register_pool() {
  using enum ArgKind;
  const std::vector<ArgDef> max_args = {{"input"}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, Value::Ints{0}},
                                        {"dilation", ints, Value::Ints{1}}, {"ceil_mode", boolean, false}};
  const SamplesFn max_samples = [] {
    return Samples{{{sample_tensor({1, 2, 4, 6}), Value::Ints{2}}}, {{sample_tensor({1, 2, 5, 5}), Value::Ints{3, 2}, Value::Ints{2}, Value::Ints{1}, Value::Ints{1}, true}}};
  };
  add({.name = "max_pool2d_with_indices", .category = "Pooling", .doc = "Largest value of each window, and where in the plane it is.", .args = max_args,
       .outputs = 2, .infer = infer_max, .vjp = vjp_max, .saves_outputs = 2, .nondifferentiable_outputs = 2, .traits = keeps_format, .cpu = prepare_max<true>, .samples = max_samples});
  add({.name = "max_pool2d", .category = "Pooling", .doc = "Largest value of each window over an N×C×H×W input.", .args = max_args,
       .infer = infer_max_value, .vjp = vjp_max_value, .saves_inputs = 1, .saves_outputs = 1, .traits = keeps_format, .cpu = prepare_max<false>, .samples = max_samples});
  std::vector<ArgDef> value_grad_args = max_args;
  value_grad_args.insert(value_grad_args.begin(), {"grad"});
  value_grad_args.insert(value_grad_args.begin() + 2, {"output"});
  add({.name = "max_pool2d_value_grad", .category = "Pooling", .doc = "Gradient of max_pool2d from input and output.", .args = value_grad_args,
       .infer = infer_max_value_grad, .traits = keeps_format | hidden, .cpu = prepare_max_value_grad, .samples = [] {
         const Tensor x = sample_tensor({1, 2, 5, 6}), y = max_pool2d(x, {2}), z = max_pool2d(x, {3}, {2}, {1}, {1}, true);
         return Samples{{{sample_tensor({1, 2, 2, 3}, 1), x, y, Value::Ints{2}}, false},
                        {{sample_tensor(sizes_of(z), 1), x, z, Value::Ints{3}, Value::Ints{2}, Value::Ints{1}, Value::Ints{1}, true}, false}};
       }});
  add({.name = "max_pool2d_grad", .category = "Pooling", .doc = "Gradient of max_pool2d.", .args = {{"grad"}, {"indices"}, {"input_size", ints}},
       .infer = infer_max_grad, .vjp = vjp_max_grad, .saves_inputs = 2, .traits = keeps_format | hidden, .cpu = prepare_max_grad,
       .samples = [] { return Samples{{{sample_tensor({1, 1, 2, 2}), tl::tensor(std::vector<int64_t>{1, 6, 9, 14}).view({1, 1, 2, 2}), Value::Ints{1, 1, 4, 4}}}}; }});
  const std::vector<ArgDef> avg_args = {{"input"}, {"kernel_size", ints}, {"stride", ints, Value::Ints{}}, {"padding", ints, Value::Ints{0}},
                                        {"ceil_mode", boolean, false}, {"count_include_pad", boolean, true}, {"divisor_override", integer, {}, true}};
  add({.name = "avg_pool2d", .category = "Pooling", .doc = "Mean of each window over an N×C×H×W input.", .args = avg_args, .infer = infer_avg,
       .vjp = vjp_avg, .traits = keeps_format, .cpu = prepare_avg<false>,
       .samples = [] { return Samples{{{sample_tensor({1, 2, 4, 6}), Value::Ints{2}}}, {{sample_tensor({1, 1, 5, 5}), Value::Ints{3}, Value::Ints{2}, Value::Ints{1}, true, false}},
                                     {{sample_tensor({1, 1, 4, 5}), Value::Ints{2}, Value::Ints{}, Value::Ints{1}, false, true, 3}}}; }});
  std::vector<ArgDef> grad_args = avg_args;
  grad_args[0] = {"grad"};
  grad_args.push_back({"input_size", ints});
  add({.name = "avg_pool2d_grad", .category = "Pooling", .doc = "Gradient of avg_pool2d.", .args = grad_args, .infer = infer_avg_grad, .vjp = vjp_avg_grad,
       .traits = keeps_format | hidden, .cpu = prepare_avg<true>,
       .samples = [] { return Samples{{{sample_tensor({1, 2, 2, 3}), Value::Ints{2}, Value::Ints{}, Value::Ints{0}, false, true, Value(), Value::Ints{1, 2, 4, 6}}}}; }});
  add({.name = "adaptive_avg_pool2d", .category = "Pooling", .doc = "Means over as many windows as make the output size.", .args = {{"input"}, {"output_size", ints}},
       .composite = [](const OpCall& c) { return one(adaptive_avg_pool2d(c.in[0], c.ints(0))); },
       .samples = [] { return Samples{{{sample_tensor({1, 2, 4, 5}), Value::Ints{2, 3}}}, {{sample_tensor({2, 2, 3, 3}), Value::Ints{1}}}}; }});
}
}  // namespace ops

std::tuple<Tensor, Tensor> max_pool2d_with_indices(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const Value a[] = {Value(k), Value(s), Value(p), Value(d), ceil};
  auto o = ops::dispatch(TL_OP("max_pool2d_with_indices"), x, a);
  return {o[0], o[1]};
}
Tensor max_pool2d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, IntArrayRef d, bool ceil) {
  const Value a[] = {Value(k), Value(s), Value(p), Value(d), ceil};
  const ops::OpDef& value_only = TL_OP("max_pool2d");
  const bool known = !x.defined() || x.is_meta() || value_only.kernel(x.device().type());
  return ops::call1(known ? value_only : TL_OP("max_pool2d_with_indices"), x, a);
}
Tensor avg_pool2d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, bool ceil, bool include) { return avg_pool2d(x, k, s, p, ceil, include, std::nullopt); }
Tensor avg_pool2d(const Tensor& x, IntArrayRef k, IntArrayRef s, IntArrayRef p, bool ceil, bool include, std::optional<int64_t> divisor) {
  const Value a[] = {Value(k), Value(s), Value(p), ceil, include, Value(divisor)};
  return ops::call1(TL_OP("avg_pool2d"), x, a);
}
Tensor adaptive_avg_pool2d(const Tensor& x, IntArrayRef size) {
  TL_CHECK(x.dim() == 4, shape, "adaptive_avg_pool2d", "input must be N×C×H×W, but is ", x.sizes());
  TL_CHECK(x.is_floating_point(), type, "adaptive_avg_pool", "means need a floating point input, not ", x.dtype());
  TL_CHECK(size.size() == 1 || size.size() == 2, value, "adaptive_avg_pool2d", "output_size takes one or two numbers, but is ", size);
  const int64_t oh = size[0], ow = size[size.size() - 1];
  TL_CHECK(oh > 0 && ow > 0, value, "adaptive_avg_pool2d", "output_size must be positive, but is ", size);
  if (oh == 1 && ow == 1) return mean(x, {2, 3}, true);
  if (x.size(2) % oh == 0 && x.size(3) % ow == 0) return avg_pool2d(x, {x.size(2) / oh, x.size(3) / ow});
  const Tensor columns = ow == x.size(3) ? x : matmul(x, ops::averaging_matrix(x.size(3), ow, x.options()));
  if (oh == x.size(2)) return columns;
  return transpose(matmul(transpose(columns, 2, 3), ops::averaging_matrix(x.size(2), oh, x.options())), 2, 3);
}

}  // namespace tl
