// SPDX-License-Identifier: Apache-2.0
// Batch and layer normalisation.
#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/cpu/norm_rows.h"
#include "engine/ops/functions.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {

/// N×C×… seen as n × c × m.
struct Planes {
  int64_t n, c, m;
};
Planes planes(const DimVector& s) { return {s[0], s[1], product(s) / std::max<int64_t>(1, s[0] * s[1])}; }
DimVector channel_shape(const Tensor& x) {
  DimVector s(static_cast<size_t>(x.dim()), 1);
  s[1] = x.size(1);
  return s;
}
DimVector all_but_channel(const Tensor& x) {
  DimVector d;
  for (int64_t i = 0; i < x.dim(); ++i)
    if (i != 1) d.push_back(i);
  return d;
}

/// Outputs y, mean, invstd of the batch. weight and bias may be undefined.
void infer_train(const OpCall& c, OutMetas& out) {
  const DimVector& x = sizes_of(c.in[0]);
  TL_CHECK(x.size() >= 2, shape, "batch_norm", "input must be N×C×…, but is ", x);
  TL_CHECK(product(x) == 0 || product(x) / x[1] > 1 || c.in[0].is_meta(), value, "batch_norm", "expected more than 1 value per channel when training, got input size ", x,
           "; use a batch of at least 2 (drop_last), or eval()");
  for (size_t k = 1; k <= 2; ++k)
    if (c.in[k].defined())
      TL_CHECK(c.in[k].dim() == 1 && c.in[k].numel() == x[1], shape, "batch_norm", k == 1 ? "weight " : "bias ", c.in[k].sizes(), " should have ", x[1],
               " elements, one per channel of input ", x);
  out[0].sizes = x;
  out[1].sizes = out[2].sizes = {x[1]};
  out[0].dtype = out[1].dtype = out[2].dtype = c.in[0].dtype();
}
KernelPtr prepare_train(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const Planes s = planes(a.in[0].sizes);
  const double eps = a.attr[0].d();
  const bool w = a.in[1].defined, b = a.in[2].defined;
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(a.in[0].numel, 1 << 15), s.c));
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(s.c, parts, part);
        const double count = static_cast<double>(std::max<int64_t>(1, s.n * s.m));  // an empty batch has mean 0
        const T* in = r.i<T>(0);
        T* out = r.o<T>(0);
        if (s.m == 1) {
          cpu::norm_rows(cpu::NormRows<T>{s.n, s.c, eps, in, w ? r.i<T>(1) : nullptr, b ? r.i<T>(2) : nullptr, out, r.o<T>(1), r.o<T>(2)},
                         range.begin, range.end);
          return;
        }
        for (int64_t c = range.begin; c < range.end; ++c) {
          double total = 0, square = 0;
          const auto block_sum = [&](const T* p, T centre, bool squared) {
            T acc[16] = {};
            int64_t j = 0;
            for (; j + 16 <= s.m; j += 16)
              for (int k = 0; k < 16; ++k) {
                const T d = p[j + k] - centre;
                acc[k] += squared ? d * d : d;
              }
            double t = 0;
            for (; j < s.m; ++j) {
              const T d = p[j] - centre;
              t += static_cast<double>(squared ? d * d : d);
            }
            for (const T x : acc) t += static_cast<double>(x);
            return t;
          };
          for (int64_t i = 0; i < s.n; ++i) total += block_sum(in + (i * s.c + c) * s.m, T(0), false);
          const double mean = total / count;
          for (int64_t i = 0; i < s.n; ++i) square += block_sum(in + (i * s.c + c) * s.m, static_cast<T>(mean), true);
          const double inv = 1.0 / std::sqrt(square / count + eps);
          r.o<T>(1)[c] = static_cast<T>(mean);
          r.o<T>(2)[c] = static_cast<T>(inv);
          const T scale = static_cast<T>(inv * (w ? static_cast<double>(r.i<T>(1)[c]) : 1.0));
          const T shift = static_cast<T>((b ? static_cast<double>(r.i<T>(2)[c]) : 0.0) - mean * static_cast<double>(scale));
          for (int64_t i = 0; i < s.n; ++i) {
            const T* p = in + (i * s.c + c) * s.m;
            T* q = out + (i * s.c + c) * s.m;
            for (int64_t j = 0; j < s.m; ++j) q[j] = p[j] * scale + shift;
          }
        }
      });
  });
}

/// First-order backward in one kernel: (g, x, mean, invstd[, weight]) → dx, dweight, dbias.
void infer_grad(const OpCall& c, OutMetas& out) {
  out[0].sizes = sizes_of(c.in[1]);
  out[1].sizes = out[2].sizes = sizes_of(c.in[2]);
  out[0].dtype = out[1].dtype = out[2].dtype = c.in[1].dtype();
}
KernelPtr prepare_grad(const PrepareArgs& a) {
  for (const TensorMeta& m : a.in)
    if (m.defined && !m.contiguous) return nullptr;
  const Planes s = planes(a.in[1].sizes);
  const bool w = a.in[4].defined;
  const int parts = static_cast<int>(std::min<int64_t>(parts_for(a.in[1].numel, 1 << 15), s.c));
  return visit_dtype(a.in[1].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const Range range = part_range(s.c, parts, part);
        if (s.m == 1) {
          cpu::norm_rows_grad(cpu::NormRowsGrad<T>{s.n, s.c, r.i<T>(0), r.i<T>(1), r.i<T>(2), r.i<T>(3), w ? r.i<T>(4) : nullptr, r.o<T>(0),
                                                   r.o<T>(1), r.o<T>(2)},
                              range.begin, range.end);
          return;
        }
        const double count = static_cast<double>(std::max<int64_t>(1, s.n * s.m));
        for (int64_t c = range.begin; c < range.end; ++c) {
          const T mean = r.i<T>(2)[c], inv = r.i<T>(3)[c];
          double sum_g = 0, sum_gx = 0;
          for (int64_t i = 0; i < s.n; ++i) {
            const T *g = r.i<T>(0) + (i * s.c + c) * s.m, *x = r.i<T>(1) + (i * s.c + c) * s.m;
            T ag[16] = {}, agx[16] = {};
            int64_t j = 0;
            for (; j + 16 <= s.m; j += 16)
              for (int k = 0; k < 16; ++k) {
                ag[k] += g[j + k];
                agx[k] += g[j + k] * (x[j + k] - mean);
              }
            for (; j < s.m; ++j) {
              sum_g += static_cast<double>(g[j]);
              sum_gx += static_cast<double>(g[j] * (x[j] - mean));
            }
            for (int k = 0; k < 16; ++k) {
              sum_g += static_cast<double>(ag[k]);
              sum_gx += static_cast<double>(agx[k]);
            }
          }
          r.o<T>(1)[c] = static_cast<T>(sum_gx * static_cast<double>(inv));
          r.o<T>(2)[c] = static_cast<T>(sum_g);
          const double weight = w ? static_cast<double>(r.i<T>(4)[c]) : 1.0, di = static_cast<double>(inv);
          const T k0 = static_cast<T>(weight * di), k1 = static_cast<T>(weight * di * di * di * sum_gx / count), k2 = static_cast<T>(weight * di * sum_g / count);
          for (int64_t i = 0; i < s.n; ++i) {
            const T *g = r.i<T>(0) + (i * s.c + c) * s.m, *x = r.i<T>(1) + (i * s.c + c) * s.m;
            T* d = r.o<T>(0) + (i * s.c + c) * s.m;
            for (int64_t j = 0; j < s.m; ++j) d[j] = g[j] * k0 - (x[j] - mean) * k1 - k2;
          }
        }
      });
  });
}
void vjp_train(const VjpContext& c) {
  const Tensor &x = c.in(0), &w = c.in(1);
  if (!GradMode::is_enabled()) {
    const Tensor in[] = {c.grad(), x, c.out(1), c.out(2), w};
    auto o = dispatch(TL_OP("batch_norm_grad"), in);
    if (c.needs(0)) c.set(0, o[0]);
    if (c.needs(1)) c.set(1, o[1]);
    if (c.needs(2)) c.set(2, o[2]);
    return;
  }
  // The same in public operators, from the input itself, so that it can be differentiated again.
  const DimVector d = all_but_channel(x), s = channel_shape(x);
  const Tensor mu = mean(x, d, true), centred = x - mu, inv = rsqrt(mean(square(centred), d, true) + c.attr(0).d());
  const Tensor normal = centred * inv, &g = c.grad();
  if (c.needs(1)) c.set(1, sum(g * normal, d));
  if (c.needs(2)) c.set(2, sum(g, d));
  if (c.needs(0)) {
    const Tensor gw = w.defined() ? g * reshape(w, s) : g;
    c.set(0, (gw - mean(gw, d, true) - normal * mean(gw * normal, d, true)) * inv);
  }
}
}  // namespace

/// Both running statistics in one loop over the channels, where they are plain float32 on the CPU; else false, and nothing is done.
bool update_running(Tensor& mean, Tensor& var, const Tensor& batch_mean, const Tensor& invstd, double momentum, double n, double eps) {
  for (const Tensor& t : {mean, var, batch_mean, invstd})
    if (!t.is_cpu() || t.dtype() != kFloat || !t.is_contiguous()) return false;
  float *m = mean.data_ptr<float>(), *v = var.data_ptr<float>();
  const float *bm = batch_mean.data_ptr<float>(), *inv = invstd.data_ptr<float>();
  const double unbiased = momentum * n / (n - 1);
  for (int64_t c = 0; c < mean.numel(); ++c) {
    const double i = static_cast<double>(inv[c]);
    m[c] = static_cast<float>(static_cast<double>(m[c]) * (1 - momentum) + static_cast<double>(bm[c]) * momentum);
    v[c] = static_cast<float>(static_cast<double>(v[c]) * (1 - momentum) + (1 / (i * i) - eps) * unbiased);
  }
  mean.storage()->bump_version();
  var.storage()->bump_version();
  return true;
}

void register_norm() {
  using enum ArgKind;
  add({.name = "batch_norm_train", .category = "Normalization", .doc = "Batch normalisation by the batch's own statistics; also gives mean and 1/sqrt(var + eps).",
       .args = {{"input"}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"eps", real, 1e-5}}, .outputs = 3, .infer = infer_train, .vjp = vjp_train,
       .saves_inputs = 3, .saves_outputs = 6, .nondifferentiable_outputs = 6, .traits = keeps_format | hidden, .cpu = prepare_train,
       .samples = [] {
         return Samples{{{sample_tensor({3, 2, 2, 2}), sample_tensor({2}, 1), sample_tensor({2}, 2)}}, {{sample_tensor({4, 3}), sample_tensor({3}, 1), sample_tensor({3}, 2)}},
                        {{sample_tensor({3, 2, 3})}}};
       }});
  add({.name = "batch_norm_grad", .category = "Normalization", .doc = "First derivative of batch_norm_train.",
       .args = {{"grad"}, {"input"}, {"mean"}, {"invstd"}, {"weight", optional_tensor}}, .outputs = 3, .infer = infer_grad, .traits = keeps_format | hidden, .cpu = prepare_grad,
       .samples = [] { return Samples{{{sample_tensor({3, 2, 2}), sample_tensor({3, 2, 2}, 1), sample_tensor({2}, 2), sample_tensor({2}, 3)}, false}}; }});
  add({.name = "layer_norm", .category = "Normalization", .doc = "Normalisation over the last dimensions, scaled by weight and shifted by bias.",
       .args = {{"input"}, {"normalized_shape", ints}, {"weight", optional_tensor}, {"bias", optional_tensor}, {"eps", real, 1e-5}},
       .composite = [](const OpCall& c) { return one(layer_norm(c.in[0], c.ints(0), c.in[1], c.in[2], c.d(1))); },
       .samples = [] { return Samples{{{sample_tensor({2, 3, 4}), Value::Ints{4}, sample_tensor({4}, 1), sample_tensor({4}, 2)}}}; }});
}
}  // namespace ops

Tensor batch_norm(const Tensor& x, const Tensor& w, const Tensor& b, const Tensor& running_mean, const Tensor& running_var, bool training, double momentum,
                  double eps) {
  TL_CHECK(x.dim() >= 2, shape, "batch_norm", "input must be N×C×…, but is ", x.sizes());
  if (running_mean.defined())
    TL_CHECK(running_mean.numel() == x.size(1), shape, "batch_norm", "running_mean should contain ", x.size(1), " elements, not ", running_mean.numel());
  if (training) {
    const Tensor in[] = {x, w, b};
    const Value a[] = {eps};
    auto o = ops::dispatch(TL_OP("batch_norm_train"), in, a);
    if (running_mean.defined() && !x.is_meta() && x.numel() > 0) {  // an empty batch leaves the running statistics
      NoGradGuard guard;
      const double n = static_cast<double>(x.numel() / x.size(1));
      Tensor m = running_mean, v = running_var;
      if (ops::update_running(m, v, o[1], o[2], momentum, n, eps)) return o[0];
      m.mul_(1 - momentum).add_(o[1], momentum);
      const Tensor biased = (1.0 / square(o[2])) - eps;
      v.mul_(1 - momentum).add_(biased, momentum * n / (n - 1));
    }
    return o[0];
  }
  TL_CHECK(running_mean.defined() && running_var.defined(), value, "batch_norm", "running statistics are needed outside training");
  const DimVector s = ops::channel_shape(x);
  Tensor scale = rsqrt(running_var + eps);
  if (w.defined()) scale = scale * w;
  Tensor shift = -(running_mean * scale);
  if (b.defined()) shift = shift + b;
  return x * reshape(scale, s) + reshape(shift, s);
}
Tensor layer_norm(const Tensor& x, IntArrayRef shape, const Tensor& w, const Tensor& b, double eps) {
  TL_CHECK(!shape.empty() && static_cast<int64_t>(shape.size()) <= x.dim() && IntArrayRef(x.sizes().end() - shape.size(), shape.size()) == shape, shape, "layer_norm",
           "normalized_shape ", shape, " does not match the last dimensions of input ", x.sizes());
  DimVector d;
  for (int64_t i = x.dim() - static_cast<int64_t>(shape.size()); i < x.dim(); ++i) d.push_back(i);
  const Tensor centred = x - mean(x, d, true);
  Tensor y = centred * rsqrt(mean(square(centred), d, true) + eps);
  if (w.defined()) y = y * w;
  return b.defined() ? y + b : y;
}

}  // namespace tl
