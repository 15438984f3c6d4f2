// SPDX-License-Identifier: Apache-2.0
// Ranges, windows, memory of given strides or formats, and draws from a generator of the caller.
#include "engine/ops/factories.h"

#include <cmath>
#include <mutex>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
const TensorOptions on_host = TensorOptions(kDouble).device(kCPU);

/// Numbers worked out on the host, as the options want them.
Tensor made(const Tensor& values, ScalarType type, const TensorOptions& o) {
  TL_CHECK(o.layout() == kStrided, not_implemented, "factory", "there is no sparse form; use to_sparse()");
  Tensor t = values.to(o.has_device() ? o.device() : DefaultDeviceGuard::current(), type);
  if (o.requires_grad()) t.requires_grad_();
  return t;
}
TensorOptions without_gradient(const TensorOptions& o, std::optional<ScalarType> otherwise = std::nullopt) {
  const TensorOptions plain = o.requires_grad(false);
  return o.has_dtype() || !otherwise ? plain : plain.dtype(otherwise);
}
Tensor with_gradient(Tensor t, const TensorOptions& o) {
  if (o.requires_grad()) t.requires_grad_();
  return t;
}
TensorOptions formatted(const TensorOptions& o, std::optional<MemoryFormat> format) { return format ? o.memory_format(format) : o; }
}  // namespace

// ---- ranges
Tensor range(const Scalar& first, const Scalar& last, const Scalar& by, const TensorOptions& o) {
  const double start = first.toDouble(), end = last.toDouble(), step = by.toDouble();
  TL_CHECK(step != 0 && (end - start) / step >= 0, value, "range", "the bounds ", start, " and ", end, " do not agree with the sign of the step ",
           step);
  const double n = std::floor((end - start) / step) + 1;
  TL_CHECK(n < 9e15, value, "range", "from ", start, " to ", end, " in steps of ", step, " there are too many numbers");
  return made(arange(0, static_cast<int64_t>(n), 1, on_host) * step + start, o.dtype(), o);
}
Tensor range(const Scalar& start, const Scalar& end, const TensorOptions& o) { return range(start, end, 1, o); }
Tensor logspace(const Scalar& start, const Scalar& end, int64_t steps, double base, const TensorOptions& o) {
  return made(exp(linspace(start, end, steps, on_host) * std::log(base)), o.dtype(), o);
}

// ---- windows
namespace {
ScalarType window_type(const char* op, int64_t n, const TensorOptions& o) {
  TL_CHECK(n >= 0, value, op, "the length must not be negative, but is ", n);
  TL_CHECK(is_floating_point(o.dtype()), type, op, "a window needs a floating point type, not ", o.dtype());
  return o.dtype();
}
/// The sum of (-1)^k c[k] cos(2πkx).
Tensor cosine_window(const char* op, int64_t n, bool periodic, std::initializer_list<double> c, const TensorOptions& o) {
  const ScalarType type = window_type(op, n, o);
  Tensor w = ones({n}, on_host);
  const double m = static_cast<double>(periodic ? n : n - 1);
  for (int64_t i = 0; i < n && n > 1; ++i) {
    double v = 0, order = 0, sign = 1;
    for (const double weight : c) {
      v += sign * weight * std::cos(2 * M_PI * order * static_cast<double>(i) / m);
      order += 1;
      sign = -sign;
    }
    w.data_ptr<double>()[i] = v;
  }
  return made(w, type, o);
}
}  // namespace

Tensor bartlett_window(int64_t n, bool periodic, const TensorOptions& o) {
  const ScalarType type = window_type("bartlett_window", n, o);
  if (n <= 1) return made(ones({n}, on_host), type, o);
  const double m = static_cast<double>(periodic ? n : n - 1);
  return made(1.0 - abs(arange(0, n, 1, on_host) * (2 / m) - 1.0), type, o);
}
Tensor blackman_window(int64_t n, bool periodic, const TensorOptions& o) {
  return cosine_window("blackman_window", n, periodic, {0.42, 0.5, 0.08}, o);
}
Tensor hann_window(int64_t n, bool periodic, const TensorOptions& o) { return cosine_window("hann_window", n, periodic, {0.5, 0.5}, o); }
Tensor hamming_window(int64_t n, bool periodic, double alpha, double beta, const TensorOptions& o) {
  return cosine_window("hamming_window", n, periodic, {alpha, beta}, o);
}
Tensor bartlett_window(int64_t n, const TensorOptions& o) { return bartlett_window(n, true, o); }
Tensor blackman_window(int64_t n, const TensorOptions& o) { return blackman_window(n, true, o); }
Tensor hann_window(int64_t n, const TensorOptions& o) { return hann_window(n, true, o); }
Tensor hamming_window(int64_t n, const TensorOptions& o) { return hamming_window(n, true, o); }
Tensor hamming_window(int64_t n, bool periodic, const TensorOptions& o) { return hamming_window(n, periodic, 0.54, o); }
Tensor hamming_window(int64_t n, bool periodic, double alpha, const TensorOptions& o) { return hamming_window(n, periodic, alpha, 0.46, o); }

// ---- memory
Tensor empty_strided(IntArrayRef size, IntArrayRef stride, const TensorOptions& o) {
  TL_CHECK(size.size() == stride.size(), value, "empty_strided", "size ", size, " and stride ", stride, " must be of one length");
  int64_t extent = 1;
  bool none = false, fits = true;
  for (size_t i = 0; i < size.size(); ++i) {
    TL_CHECK(size[i] >= 0 && stride[i] >= 0, value, "empty_strided", "size ", size, " and stride ", stride, " must not be negative");
    none |= size[i] == 0;
    int64_t reach = 0;
    fits = fits && !__builtin_mul_overflow(size[i] - 1, stride[i], &reach) && !__builtin_add_overflow(extent, reach, &extent);
  }
  TL_CHECK(none || fits, value, "empty_strided", "there is no memory that holds size ", size, " with stride ", stride);
  const Tensor memory = empty({none ? 0 : extent}, o.requires_grad(false));
  return with_gradient(make_alias(memory, DimVector(size.begin(), size.end()), DimVector(stride.begin(), stride.end()), 0), o);
}
Tensor empty(IntArrayRef size, const TensorOptions& o, std::optional<MemoryFormat> f) { return empty(size, formatted(o, f)); }
Tensor empty_like(const Tensor& t, const TensorOptions& o, std::optional<MemoryFormat> f) { return empty_like(t, formatted(o, f)); }
Tensor zeros_like(const Tensor& t, const TensorOptions& o, std::optional<MemoryFormat> f) { return zeros_like(t, formatted(o, f)); }
Tensor ones_like(const Tensor& t, const TensorOptions& o, std::optional<MemoryFormat> f) { return ones_like(t, formatted(o, f)); }
Tensor rand_like(const Tensor& t, const TensorOptions& o, std::optional<MemoryFormat> f) { return rand_like(t, formatted(o, f)); }
Tensor randn_like(const Tensor& t, const TensorOptions& o, std::optional<MemoryFormat> f) { return randn_like(t, formatted(o, f)); }
Tensor full_like(const Tensor& t, const Scalar& value, const TensorOptions& o, std::optional<MemoryFormat> f) {
  return full_like(t, value, formatted(o, f));
}

// ---- draws
Tensor rand(IntArrayRef size, Generator* g, const TensorOptions& o) { return with_gradient(empty(size, without_gradient(o)).uniform_(0, 1, g), o); }
Tensor randn(IntArrayRef size, Generator* g, const TensorOptions& o) { return with_gradient(empty(size, without_gradient(o)).normal_(0, 1, g), o); }
Tensor randint(int64_t low, int64_t high, IntArrayRef size, Generator* g, const TensorOptions& o) {
  return with_gradient(empty(size, without_gradient(o, kLong)).random_(low, high, g), o);
}
Tensor randint(int64_t high, IntArrayRef size, Generator* g, const TensorOptions& o) { return randint(0, high, size, g, o); }
Tensor randint_like(const Tensor& t, int64_t low, int64_t high, const TensorOptions& o, std::optional<MemoryFormat> f) {
  return with_gradient(empty_like(t, formatted(without_gradient(o), f)).random_(low, high), o);
}
Tensor randint_like(const Tensor& t, int64_t high, const TensorOptions& o, std::optional<MemoryFormat> f) { return randint_like(t, 0, high, o, f); }
uint64_t initial_seed() {
  const std::lock_guard lock(default_generator().mutex());
  return default_generator().initial_seed();
}

}  // namespace tl
