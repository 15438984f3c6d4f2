// SPDX-License-Identifier: Apache-2.0
// Random fills. Words are drawn serially in element order, so that a seed gives the same values for any number of threads; the recipes are
// those of the reference, bit for bit where it computes in double.
#include <cmath>
#include <limits>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/core/rehearsal.h"
#include "engine/ops/fill_each.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
using ops::fill_each;

void check_fill(const Tensor& t, const char* op) {
  TL_CHECK(!(GradMode::is_enabled() && t.requires_grad() && t.is_leaf()), state, op,
           "a leaf tensor that requires grad is used in an in-place operation; wrap it in NoGradGuard");
}
void check_floating(const Tensor& t, const char* op) {
  TL_CHECK(t.is_floating_point(), type, op, "needs a floating point tensor, not ", t.dtype());
}
/// What all fills share: the check of leaves, the generator's lock, the version counter. Nothing is drawn for a tensor without data.
/// A tensor with history gets the values by copy_, which records that the old ones do not count.
template <class F>
Tensor& draw(Tensor& t, const char* op, Generator* generator, F&& body) {
  check_fill(t, op);
  if (t.is_meta() || Rehearsal::current()) return t;
  const bool history = GradMode::is_enabled() && t.requires_grad();
  Tensor target = history ? empty_tensor(sizes_of(t), t.dtype(), t.device()) : t;
  {
    const NoGradGuard no_history;
    Generator& g = generator ? *generator : default_generator();
    const std::lock_guard lock(g.mutex());
    body(target, g);
  }
  if (history) t.copy_(target);
  else t.storage()->bump_version();
  return t;
}

/// Random bits that a float of this type takes.
int mantissa_digits(ScalarType t) { return t == kDouble ? 53 : t == kHalf ? 11 : t == kBFloat16 ? 8 : 24; }

/// Sixteen uniforms at a time: radius from 1-u[j], angle from u[j+8]; cosine to j, sine to j+8.
template <class T>
void normal_blocks(T* data, int64_t n, T mean, T std, Generator& g) {
  const auto uniform = [&] {
    if constexpr (sizeof(T) == 8) return g.uniform_double();
    else return g.uniform_float();
  };
  for (int64_t i = 0; i < n; ++i) data[i] = uniform();
  const auto transform = [&](T* b) {
    for (int j = 0; j < 8; ++j) {
      const T u1 = T(1) - b[j], u2 = b[j + 8];
      const T radius = std::sqrt(T(-2) * std::log(u1)), theta = T(2) * static_cast<T>(M_PI) * u2;
      b[j] = radius * std::cos(theta) * std + mean;
      b[j + 8] = radius * std::sin(theta) * std + mean;
    }
  };
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) transform(data + i);
  if (i < n) {  // the last sixteen are drawn anew
    T* last = data + n - 16;
    for (int j = 0; j < 16; ++j) last[j] = uniform();
    transform(last);
  }
}
template <class T>
void fill_normal(Tensor& t, double mean, double std, Generator& g) {
  const ScalarType type = CppTypeToScalarType<T>::value;
  Tensor c = t.is_contiguous() && t.is_cpu() && t.dtype() == type ? t : empty_tensor(sizes_of(t), type);
  normal_blocks(c.data_ptr<T>(), t.numel(), static_cast<T>(mean), static_cast<T>(std), g);
  if (!c.is_same(t)) t.copy_(c);
}

/// Smallest and largest integer that the type can hold without a gap below it.
void check_bounds(const Tensor& t, int64_t from, int64_t last) {
  double low = 0, high = 0;
  switch (t.dtype()) {
    case kBool: high = 1; break;
    case kByte: high = 255; break;
    case kChar: low = -128, high = 127; break;
    case kShort: low = -32768, high = 32767; break;
    case kInt: low = -2147483648.0, high = 2147483647.0; break;
    case kHalf: low = -65504, high = 65504; break;
    default: return;
  }
  TL_CHECK(static_cast<double>(from) >= low && static_cast<double>(from) <= high, value, "random_", "from is out of bounds for ", t.dtype(), ": ", from);
  TL_CHECK(static_cast<double>(last) >= low && static_cast<double>(last) <= high, value, "random_", "to - 1 is out of bounds for ", t.dtype(), ": ", last);
}
}  // namespace

Tensor& Tensor::uniform_(double from, double to, Generator* generator) const {
  check_floating(self(), "uniform_");
  TL_CHECK(from <= to, value, "uniform_", "expects to return a [from, to) range, but found from=", from, " > to=", to);
  return draw(self(), "uniform_", generator, [&](Tensor& t, Generator& g) {
    if (t.dtype() == kDouble) {
      fill_each(t, [&](int64_t) { return g.uniform_double() * (to - from) + from; });
    } else {  // as many bits as the type keeps: 1 is never reached by rounding
      const int digits = mantissa_digits(t.dtype());
      const uint32_t mask = (1u << digits) - 1;
      const float scale = 1.0f / static_cast<float>(1u << digits), low = static_cast<float>(from), width = static_cast<float>(to - from);
      fill_each(t, [&](int64_t) { return static_cast<float>(g.random() & mask) * scale * width + low; });
    }
  });
}

Tensor& Tensor::normal_(double mean, double std, Generator* generator) const {
  check_floating(self(), "normal_");
  TL_CHECK(std >= 0, value, "normal_", "normal expects std >= 0.0, but found std ", std);
  return draw(self(), "normal_", generator, [&](Tensor& t, Generator& g) {
    if (t.numel() < 16) fill_each(t, [&](int64_t) { return g.normal_double(mean, std); });
    else if (t.dtype() == kDouble) fill_normal<double>(t, mean, std, g);
    else fill_normal<float>(t, mean, std, g);
  });
}

Tensor& Tensor::bernoulli_(double p, Generator* generator) const {
  TL_CHECK(p >= 0 && p <= 1, value, "bernoulli_", "expects p to be in [0, 1], but got p=", p);
  return draw(self(), "bernoulli_", generator, [&](Tensor& t, Generator& g) { fill_each(t, [&](int64_t) { return g.uniform_double() < p ? 1 : 0; }); });
}

Tensor& Tensor::bernoulli_(const Tensor& p, Generator* generator) const {
  TL_CHECK(p.is_floating_point(), type, "bernoulli_", "the probabilities must be floating point, not ", p.dtype());
  TL_CHECK(broadcast_shapes("bernoulli_", impl().sizes, sizes_of(p)) == impl().sizes, shape, "bernoulli_", "the probabilities ", p.sizes(),
           " do not broadcast to self ", sizes());
  return draw(self(), "bernoulli_", generator, [&](Tensor& t, Generator& g) {
    const Tensor wide = tl::expand(p.detach().cpu().to(kDouble), t.sizes()).contiguous();
    const double* each = wide.numel() ? wide.data_ptr<double>() : nullptr;
    for (int64_t i = 0; i < wide.numel(); ++i)
      TL_CHECK(each[i] >= 0 && each[i] <= 1, value, "bernoulli_", "expects every p to be in [0, 1], but got p=", each[i], " at element ", i);
    const bool fine = p.dtype() == kDouble;
    fill_each(t, [&](int64_t i) { return (fine ? g.uniform_double() < each[i] : g.uniform_float() < static_cast<float>(each[i])) ? 1 : 0; });
  });
}
Tensor Tensor::bernoulli(Generator* generator) const { return empty_like(*this).bernoulli_(*this, generator); }
Tensor Tensor::bernoulli(double p, Generator* generator) const { return empty_like(*this).bernoulli_(p, generator); }

Tensor& Tensor::random_(int64_t from, int64_t to, Generator* generator) const {
  TL_CHECK(from < to, value, "random_", "expects 'from' to be less than 'to', but got from=", from, " >= to=", to);
  check_bounds(self(), from, to - 1);
  return draw(self(), "random_", generator, [&](Tensor& t, Generator& g) {
    const uint64_t range = static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
    const bool wide = range >= (uint64_t{1} << 32);
    fill_each(t, [&](int64_t) { return static_cast<int64_t>((wide ? g.random64() : uint64_t{g.random()}) % range + static_cast<uint64_t>(from)); });
  });
}
Tensor& Tensor::random_(int64_t from, const std::optional<int64_t>& to, Generator* generator) const {
  if (to) return random_(from, *to, generator);
  int64_t last = 0;  // of floats: up to where every integer is a number of the type
  switch (dtype()) {
    case kBool: last = 1; break;
    case kByte: last = 255; break;
    case kChar: last = 127; break;
    case kShort: last = 32767; break;
    case kInt: last = INT32_MAX; break;
    case kLong: last = INT64_MAX; break;
    default: last = int64_t{1} << mantissa_digits(dtype());
  }
  check_bounds(self(), from, last);
  TL_CHECK(from <= last, value, "random_", "from=", from, " is above the largest number ", last);
  return draw(self(), "random_", generator, [&](Tensor& t, Generator& g) {
    const uint64_t range = static_cast<uint64_t>(last) - static_cast<uint64_t>(from) + 1;  // 0: all 2⁶⁴ numbers
    const bool wide = range == 0 || range >= (uint64_t{1} << 32);
    fill_each(t, [&](int64_t) {
      const uint64_t r = wide ? g.random64() : uint64_t{g.random()};
      return static_cast<int64_t>((range ? r % range : r) + static_cast<uint64_t>(from));
    });
  });
}
Tensor& Tensor::random_() const { return random_(default_generator()); }
Tensor& Tensor::random_(Generator& generator) const {
  return draw(self(), "random_", &generator, [&](Tensor& t, Generator& g) {
    uint64_t range = 0;
    switch (t.dtype()) {
      case kBool: range = 2; break;
      case kByte: range = 256; break;
      case kChar: range = 128; break;
      case kShort: range = 32768; break;
      case kInt: range = uint64_t{1} << 31; break;
      case kLong: range = uint64_t{1} << 63; break;
      default: range = (uint64_t{1} << mantissa_digits(t.dtype())) + 1;
    }
    const bool wide = t.dtype() == kLong || t.dtype() == kDouble;
    fill_each(t, [&](int64_t) { return static_cast<int64_t>((wide ? g.random64() : uint64_t{g.random()}) % range); });
  });
}

Tensor& Tensor::exponential_(double lambd, Generator* generator) const {
  check_floating(self(), "exponential_");
  TL_CHECK(lambd >= 0, value, "exponential_", "expects lambda >= 0.0, but found lambda=", lambd);
  return draw(self(), "exponential_", generator,
              [&](Tensor& t, Generator& g) { fill_each(t, [&](int64_t) { return -1.0 / lambd * std::log(1.0 - g.uniform_double()); }); });
}
Tensor& Tensor::geometric_(double p, Generator* generator) const {
  TL_CHECK(p > 0 && p < 1, value, "geometric_", "expects p to be in (0, 1), but got p=", p);
  TL_CHECK(dtype() != kBool, type, "geometric_", "is not defined for bool");
  return draw(self(), "geometric_", generator,
              [&](Tensor& t, Generator& g) { fill_each(t, [&](int64_t) { return std::ceil(std::log(g.uniform_double()) / std::log1p(-p)); }); });
}
Tensor& Tensor::cauchy_(double median, double sigma, Generator* generator) const {
  check_floating(self(), "cauchy_");
  return draw(self(), "cauchy_", generator,
              [&](Tensor& t, Generator& g) { fill_each(t, [&](int64_t) { return median + sigma * std::tan(M_PI * (g.uniform_double() - 0.5)); }); });
}
Tensor& Tensor::log_normal_(double mean, double std, Generator* generator) const {
  check_floating(self(), "log_normal_");
  TL_CHECK(std > 0, value, "log_normal_", "expects std > 0.0, but found std=", std);
  return draw(self(), "log_normal_", generator,
              [&](Tensor& t, Generator& g) { fill_each(t, [&](int64_t) { return std::exp(g.normal_double(mean, std)); }); });
}

}  // namespace tl
