// SPDX-License-Identifier: Apache-2.0
#include "engine/ops/sampling.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/cpu/special.h"
#include "engine/ops/fill_each.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {

/// Values as doubles on the host.
Tensor host_doubles(const Tensor& t) { return t.detach().cpu().to(kDouble).contiguous(); }
const double* values_of(const Tensor& t) { return t.numel() ? t.data_ptr<double>() : nullptr; }

/// Rows of `columns` weights; checks what every way of drawing needs.
void check_weights(const double* w, int64_t rows, int64_t columns) {
  for (int64_t r = 0; r < rows; ++r, w += columns) {
    double sum = 0;
    for (int64_t k = 0; k < columns; ++k) {
      TL_CHECK(w[k] >= 0 && std::isfinite(w[k]), value, "multinomial", "probability tensor contains either `inf`, `nan` or element < 0: ", w[k],
               " in row ", r, " at ", k);
      sum += w[k];
    }
    TL_CHECK(sum > 0, value, "multinomial", "invalid multinomial distribution (sum of probabilities <= 0) in row ", r);
  }
}

/// By bisection in the running sums. They are formed in the weights' own type, as the reference does.
template <class T>
void draw_with_replacement(const double* w, int64_t rows, int64_t columns, int64_t samples, int64_t* out, Generator& g) {
  std::vector<T> running(static_cast<size_t>(columns));
  for (int64_t r = 0; r < rows; ++r, w += columns) {
    T sum = 0;
    for (int64_t k = 0; k < columns; ++k) running[static_cast<size_t>(k)] = sum += static_cast<T>(w[k]);
    for (T& v : running) v /= sum;
    running.back() = 1;
    for (int64_t s = 0; s < samples; ++s) {
      const double u = g.uniform_double();
      *out++ = std::lower_bound(running.begin(), running.end(), u, [](T v, double at) { return static_cast<double>(v) < at; }) - running.begin();
    }
  }
}

/// The largest quotients of weight and exponential number: each order has the probability of drawing one after the other.
template <class T>
void draw_without_replacement(const double* w, int64_t rows, int64_t columns, int64_t samples, int64_t* out, Generator& g) {
  std::vector<T> score(static_cast<size_t>(rows * columns));
  for (size_t i = 0; i < score.size(); ++i) score[i] = static_cast<T>(w[i]) / static_cast<T>(-std::log(1.0 - g.uniform_double()));
  std::vector<int64_t> order(static_cast<size_t>(columns));
  for (int64_t r = 0; r < rows; ++r) {
    const T* row = score.data() + r * columns;
    std::iota(order.begin(), order.end(), 0);
    std::partial_sort(order.begin(), order.begin() + samples, order.end(), [&](int64_t a, int64_t b) { return row[a] != row[b] ? row[a] > row[b] : a < b; });
    out = std::copy_n(order.begin(), samples, out);
  }
}

/// Below a rate of 10 by products of uniforms; above by transformed rejection (W. Hörmann, 1993).
double draw_poisson(double rate, Generator& g) {
  TL_CHECK(rate >= 0, value, "poisson", "invalid Poisson rate, expected rate to be non-negative, but got ", rate);
  if (rate == 0) return 0;
  if (rate < 10) {
    const double limit = std::exp(-rate);
    double count = 0;
    for (double product = g.uniform_double(); product > limit; product *= g.uniform_double()) ++count;
    return count;
  }
  const double log_rate = std::log(rate), b = 0.931 + 2.53 * std::sqrt(rate), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), quick = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = g.uniform_double() - 0.5, v = g.uniform_double(), s = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / s + b) * u + rate + 0.43);
    if (s >= 0.07 && v <= quick) return k;
    if (k < 0 || (s < 0.013 && v > s)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (s * s) + b) <= -rate + k * log_rate - cpu::lgamma(k + 1)) return k;
  }
}

void check_std(const Tensor& std) {
  TL_CHECK(std.is_meta() || std.numel() == 0 || tl::min(std).item().toDouble() >= 0, value, "normal", "expects all elements of std >= 0.0");
}
void check_parameter(const char* what, const Tensor& t) {
  TL_CHECK(t.is_floating_point(), type, "normal", what, " must be floating point, not ", t.dtype());
}
}  // namespace

Tensor bernoulli(const Tensor& input, Generator* generator) { return input.bernoulli(generator); }
Tensor bernoulli(const Tensor& input, double p, Generator* generator) { return input.bernoulli(p, generator); }
Tensor Tensor::multinomial(int64_t num_samples, bool replacement, Generator* generator) const { return tl::multinomial(*this, num_samples, replacement, generator); }

Tensor multinomial(const Tensor& input, int64_t num_samples, bool replacement, Generator* generator) {
  TL_CHECK(input.is_floating_point(), type, "multinomial", "only supports floating-point dtypes for input, got: ", input.dtype());
  TL_CHECK(input.dim() == 1 || input.dim() == 2, shape, "multinomial", "prob_dist must be 1 or 2 dim, but is ", input.sizes());
  TL_CHECK(num_samples > 0, value, "multinomial", "cannot sample n_sample <= 0 samples, but n_sample is ", num_samples);
  const int64_t columns = input.size(-1), rows = input.dim() == 2 ? input.size(0) : 1;
  TL_CHECK(replacement || num_samples <= columns, value, "multinomial", "cannot sample n_sample > prob_dist.size(-1) samples without replacement: ",
           num_samples, " of ", columns);
  TL_CHECK(columns > 0 || rows == 0, value, "multinomial", "there are no categories to draw from in input ", input.sizes());
  DimVector sizes{num_samples};
  if (input.dim() == 2) sizes = {rows, num_samples};
  if (input.is_meta()) return empty_tensor(sizes, kLong, Device(kMeta));
  const Tensor weights = host_doubles(input);
  const double* w = values_of(weights);
  check_weights(w, rows, columns);
  Tensor out = empty_tensor(sizes, kLong);
  if (out.numel() == 0) return out.to(input.device());
  Generator& g = generator ? *generator : default_generator();
  const std::lock_guard lock(g.mutex());
  const bool fine = input.dtype() == kDouble;
  const auto draw = replacement && num_samples > 1 ? (fine ? draw_with_replacement<double> : draw_with_replacement<float>)
                                                   : (fine ? draw_without_replacement<double> : draw_without_replacement<float>);
  draw(w, rows, columns, num_samples, out.data_ptr<int64_t>(), g);
  return out.to(input.device());
}

Tensor normal(const Tensor& mean, double std, Generator* generator) {
  check_parameter("mean", mean);
  const NoGradGuard guard;
  return empty_like(mean).normal_(0, std, generator) + mean.detach();
}
Tensor normal(double mean, const Tensor& std, Generator* generator) {
  check_parameter("std", std);
  check_std(std.detach());
  const NoGradGuard guard;
  return empty_like(std).normal_(0, 1, generator) * std.detach() + mean;
}
Tensor normal(const Tensor& mean, const Tensor& std, Generator* generator) {
  check_parameter("mean", mean);
  check_parameter("std", std);
  check_std(std.detach());
  const NoGradGuard guard;
  const DimVector size = broadcast_shapes("normal", mean.unsafe_impl()->sizes, std.unsafe_impl()->sizes);
  return empty(size, mean.options()).normal_(0, 1, generator) * std.detach() + mean.detach();
}
Tensor normal(double mean, double std, IntArrayRef size, Generator* generator, const TensorOptions& options) {
  Tensor t = empty(size, TensorOptions(options).requires_grad(false)).normal_(mean, std, generator);
  return options.requires_grad() ? t.requires_grad_() : t;
}

Tensor poisson(const Tensor& input, Generator* generator) {
  TL_CHECK(input.is_floating_point(), type, "poisson", "needs floating point rates, not ", input.dtype());
  const NoGradGuard guard;
  Tensor out = empty_like(input.detach());
  if (out.is_meta()) return out;
  const Tensor rates = host_doubles(input);
  Generator& g = generator ? *generator : default_generator();
  const std::lock_guard lock(g.mutex());
  ops::fill_each(out, [rate = values_of(rates), &g](int64_t i) { return draw_poisson(rate[i], g); });
  return out;
}

Tensor generator_state(Generator& g) {
  const std::lock_guard lock(g.mutex());
  const auto bytes = g.get_state();
  Tensor t = empty_tensor({static_cast<int64_t>(bytes.size())}, kByte);
  std::memcpy(t.data_ptr(), bytes.data(), bytes.size());
  return t;
}
void set_generator_state(Generator& g, const Tensor& state) {
  TL_CHECK(state.dtype() == kByte && state.is_cpu(), type, "set_rng_state", "the RNG state must be a uint8 tensor on the CPU, not ", state.brief());
  const Tensor plain = state.contiguous();
  std::vector<uint8_t> bytes(static_cast<size_t>(plain.numel()));
  if (!bytes.empty()) std::memcpy(bytes.data(), plain.data_ptr(), bytes.size());
  const std::lock_guard lock(g.mutex());
  g.set_state(bytes);
}
Tensor get_rng_state() { return generator_state(default_generator()); }
void set_rng_state(const Tensor& state) { set_generator_state(default_generator(), state); }
uint64_t seed() {
  const std::lock_guard lock(default_generator().mutex());
  return default_generator().seed();
}

}  // namespace tl
