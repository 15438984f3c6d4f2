// SPDX-License-Identifier: Apache-2.0
// Dropout. In a training step the mask is a pure function of (seed, step, operator instance, element) and is recomputed in backward.
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/philox.h"
#include "engine/core/pool.h"
#include "engine/core/random_context.h"
#include "engine/cpu/dropout.h"
#include "engine/ops/nn.h"
#include "engine/ops/random_noise.h"
#include "engine/ops/register_all.h"
#include "engine/ops/sample_tensor.h"

namespace tl {
namespace ops {
namespace {
void infer_same(const OpCall& c, OutMetas& out) {
  TL_CHECK(c.in[0].is_floating_point(), type, "dropout", "needs a floating point input, not ", c.in[0].dtype());
  out[0].sizes = sizes_of(c.in[0]);
  out[0].dtype = c.in[0].dtype();
}
/// Each group of `run` neighbouring elements shares one number (whole channels for dropout2d).
KernelPtr prepare_dropout(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const double p = a.attr[0].d();
  const int64_t n = a.in[0].numel, run = a.attr[1].i();
  const uint32_t limit = static_cast<uint32_t>(std::min(4294967295.0, p * 4294967296.0));
  const int parts = parts_for(n, 1 << 15);
  return visit_dtype(a.in[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else {
      const T scale = p < 1 ? static_cast<T>(1.0 / (1.0 - p)) : T(0);
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const int64_t* state = r.i<int64_t>(1);
        const uint64_t key = static_cast<uint64_t>(state[0]), high = static_cast<uint64_t>(state[1]);
        const Range range = part_range(n, parts, part, 4 * run);
        const T* in = r.i<T>(0);
        T* out = r.o<T>();
        if constexpr (std::is_same_v<T, float>)
          if (run == 1) return cpu::philox_dropout({key, high, limit, scale}, in, out, range.begin, range.end);
        for (int64_t e = range.begin; e < range.end; e += 4 * run) {
          const auto words = philox4x32({static_cast<uint32_t>(e / (4 * run)), static_cast<uint32_t>((e / (4 * run)) >> 32), static_cast<uint32_t>(high),
                                         static_cast<uint32_t>(high >> 32)},
                                        {static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32)});
          for (int64_t k = 0; k < 4 * run && e + k < range.end; ++k) {
            const T keep = p < 1 && words[static_cast<size_t>(k / run)] >= limit ? scale : T(0);
            out[e + k] = in[e + k] * keep;
          }
        }
      });
    }
  });
}
void infer_uniform(const OpCall& c, OutMetas& out) {
  out[0].sizes = c.ints(0);
  out[0].dtype = c.attr[1].to_dtype();
}
/// Four numbers from each counter, by element.
KernelPtr prepare_uniform(const PrepareArgs& a) {
  if (!a.in[0].contiguous) return nullptr;
  const int64_t n = a.out[0].numel;
  const int parts = parts_for(n, 1 << 15);
  return visit_dtype(a.out[0].dtype, [&](auto v) -> KernelPtr {
    using T = decltype(v);
    if constexpr (!std::is_floating_point_v<T>) return nullptr;
    else
      return make_kernel(parts, [=](int part, const RunArgs& r) {
        const int64_t* state = r.i<int64_t>(0);
        const uint64_t key = static_cast<uint64_t>(state[0]), high = static_cast<uint64_t>(state[1]);
        const Range range = part_range(n, parts, part, 4);
        for (int64_t e = range.begin; e < range.end; e += 4) {
          const auto words = philox4x32({static_cast<uint32_t>(e / 4), static_cast<uint32_t>((e / 4) >> 32), static_cast<uint32_t>(high), static_cast<uint32_t>(high >> 32)},
                                        {static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32)});
          for (int64_t k = 0; k < 4 && e + k < range.end; ++k) r.o<T>()[e + k] = static_cast<T>(philox_uniform_float(words[static_cast<size_t>(k)]));
        }
      });
  });
}
/// Key and counter of this operator's numbers, as a tensor on the device.
Tensor state_of(RandomContext& context, Device device) {
  const auto stream = context.next();
  const Tensor state = empty_tensor({2}, kLong);
  state.data_ptr<int64_t>()[0] = static_cast<int64_t>(stream.key);
  state.data_ptr<int64_t>()[1] = static_cast<int64_t>(stream.counter_high);
  return state.to(device);
}
void vjp_dropout(const VjpContext& c) {
  const Tensor in[] = {c.grad(), c.in(1)};
  c.set(0, call1(TL_OP("philox_dropout"), in, c.call().attr));
}
}  // namespace

void register_random() {
  using enum ArgKind;
  add({.name = "philox_dropout", .category = "Random", .doc = "Elements zeroed with probability p, the others scaled by 1/(1-p), by counter-based random numbers.",
       .args = {{"input"}, {"state"}, {"p", real, 0.5}, {"run", integer, 1}}, .infer = infer_same, .vjp = vjp_dropout, .saves_inputs = 2,
       .traits = hidden | Trait::random | inplace_ok, .cpu = prepare_dropout,
       .samples = [] { return Samples{{{sample_tensor({4, 5}), tl::tensor(std::vector<int64_t>{123, 456}), 0.4}}}; }});
  add({.name = "philox_uniform", .category = "Random", .doc = "Numbers evenly drawn from [0, 1) by counter-based random numbers.",
       .args = {{"state"}, {"size", ints}, {"dtype", ArgKind::dtype}}, .infer = infer_uniform, .traits = hidden | Trait::random, .cpu = prepare_uniform,
       .samples = [] { return Samples{{{tl::tensor(std::vector<int64_t>{123, 456}), Value::Ints{3, 5}, kDouble}, false}}; }});
  add({.name = "dropout", .category = "Random", .doc = "In training, elements zeroed with probability p and the others scaled by 1/(1-p).",
       .args = {{"input"}, {"p", real, 0.5}, {"train", boolean, true}}, .traits = Trait::random,
       .composite = [](const OpCall& c) { return one(dropout(c.in[0], c.d(0), c.b(1))); },
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 0.5, false}}}; }});
  add({.name = "dropout2d", .category = "Random", .doc = "In training, whole channels zeroed with probability p and the others scaled by 1/(1-p).",
       .args = {{"input"}, {"p", real, 0.5}, {"train", boolean, true}}, .traits = Trait::random,
       .composite = [](const OpCall& c) { return one(dropout2d(c.in[0], c.d(0), c.b(1))); },
       .samples = [] { return Samples{{{sample_tensor({2, 3, 2, 2}), 0.5, false}}}; }});
  add({.name = "dropout3d", .category = "Random", .doc = "In training, whole channels of volumes zeroed with probability p and the others scaled by 1/(1-p).",
       .args = {{"input"}, {"p", real, 0.5}, {"train", boolean, true}}, .traits = Trait::random,
       .composite = [](const OpCall& c) { return one(dropout3d(c.in[0], c.d(0), c.b(1))); },
       .samples = [] { return Samples{{{sample_tensor({1, 3, 2, 2, 2}), 0.5, false}}}; }});
  add({.name = "alpha_dropout", .category = "Random", .doc = "Dropout that keeps mean and variance of self-normalising networks.",
       .args = {{"input"}, {"p", real, 0.5}, {"train", boolean, false}}, .traits = Trait::random,
       .composite = [](const OpCall& c) { return one(alpha_dropout(c.in[0], c.d(0), c.b(1))); },
       .samples = [] { return Samples{{{sample_tensor({3, 4}), 0.5, false}}}; }});
}

Tensor uniform_noise(IntArrayRef sizes, const TensorOptions& options, double low, double high) {
  const NoGradGuard guard;
  RandomContext* context = RandomContext::current();
  if (!context || options.device().is_meta()) return empty(sizes, options).uniform_(low, high);
  const Tensor state = state_of(*context, options.device());
  const Value a[] = {Value(sizes), options.dtype() == kDouble ? kDouble : kFloat};
  return (call1(TL_OP("philox_uniform"), state, a) * (high - low) + low).to(options.dtype());
}
Tensor exponential_noise(IntArrayRef sizes, const TensorOptions& options) {
  const NoGradGuard guard;
  if (!RandomContext::current() || options.device().is_meta()) return empty(sizes, options).exponential_();
  return clamp_min(-log1p(-uniform_noise(sizes, options)), 1e-20);
}
}  // namespace ops

namespace {
Tensor drop(const char* op, const Tensor& x, double p, bool train, int64_t run) {
  TL_CHECK(p >= 0 && p <= 1, value, op, "probability has to be between 0 and 1, but got ", p);
  TL_CHECK(x.is_floating_point(), type, op, "needs a floating point input, not ", x.dtype());
  if (!train || p == 0) return x;
  if (RandomContext* context = RandomContext::current()) {
    const Tensor in[] = {x, ops::state_of(*context, x.device())};
    const Value a[] = {p, run};
    return ops::call1(TL_OP("philox_dropout"), in, a);
  }
  if (p == 1) return x * 0.0;
  Tensor mask;
  {
    NoGradGuard guard;
    DimVector s = sizes_of(x);
    if (run > 1)
      for (size_t d = 2; d < s.size(); ++d) s[d] = 1;
    mask = empty(s, x.options()).bernoulli_(1 - p).div_(1 - p);
  }
  return x * mask;
}
}  // namespace
Tensor dropout(const Tensor& x, double p, bool train) { return drop("dropout", x, p, train, 1); }
namespace {
Tensor drop_channels(const char* op, const Tensor& x, double p, bool train) {
  TL_CHECK(x.dim() >= 3, shape, op, "input must be N×C×…, but is ", x.sizes());
  return drop(op, x, p, train, x.numel() > 0 ? x.numel() / (x.size(0) * x.size(1)) : 1);
}
}  // namespace
Tensor dropout2d(const Tensor& x, double p, bool train) { return drop_channels("dropout2d", x, p, train); }
Tensor dropout3d(const Tensor& x, double p, bool train) { return drop_channels("dropout3d", x, p, train); }
Tensor alpha_dropout(const Tensor& x, double p, bool train) {
  TL_CHECK(p >= 0 && p <= 1, value, "alpha_dropout", "probability has to be between 0 and 1, but got ", p);
  TL_CHECK(x.is_floating_point(), type, "alpha_dropout", "needs a floating point input, not ", x.dtype());
  if (!train || p == 0) return x;
  if (p == 1) return x * 0.0;
  // What SELU gives for -infinity takes the place of what is dropped; scale and shift bring mean and variance back.
  constexpr double low = -1.7580993408473766;
  const double scale = 1 / std::sqrt((1 - p) * (1 + p * low * low)), shift = -scale * low * p;
  Tensor kept;
  {
    const NoGradGuard guard;
    kept = gt(drop("alpha_dropout", ones_like(x), p, true, 1), Scalar(0.0));
  }
  return where(kept, x, Scalar(low)) * scale + shift;
}

}  // namespace tl
