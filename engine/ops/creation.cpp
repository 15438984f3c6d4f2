// SPDX-License-Identifier: Apache-2.0
// Factories and random fills.
#include <cmath>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/functions.h"
#include "engine/ops/kernel.h"

namespace tl {
namespace {
thread_local Device default_device;

Tensor finish(Tensor t, const TensorOptions& o) {
  if (o.requires_grad()) t.requires_grad_();
  return t;
}
Tensor make(IntArrayRef size, const TensorOptions& o, std::optional<ScalarType> dtype = std::nullopt) {
  return empty_tensor(DimVector(size.begin(), size.end()), dtype.value_or(o.dtype()), o.has_device() ? o.device() : default_device);
}
ScalarType type_for(const Scalar& v, const TensorOptions& o) {
  return o.has_dtype() ? o.dtype() : v.isBoolean() ? kBool : v.isIntegral() ? kLong : default_dtype();
}
/// options of `t` overridden by what `o` names.
TensorOptions like(const Tensor& t, const TensorOptions& o) {
  return TensorOptions().dtype(o.has_dtype() ? o.dtype() : t.dtype()).device(o.has_device() ? o.device() : t.device()).requires_grad(o.requires_grad());
}
template <class F>
void fill_each(Tensor& t, F&& value) {
  Tensor c = t.is_contiguous() && t.is_cpu() ? t : empty_tensor(t.unsafe_impl()->sizes, t.dtype());
  ops::visit_dtype(t.dtype(), [&](auto zero) {
    using T = decltype(zero);
    T* p = c.data_ptr<T>();
    for (int64_t i = 0; i < c.numel(); ++i) p[i] = static_cast<T>(value(i));
  });
  if (!c.is_same(t)) t.copy_(c);
}
void check_fill(const Tensor& t, const char* op) {
  TL_CHECK(!(GradMode::is_enabled() && t.requires_grad() && t.is_leaf()), state, op,
           "a leaf tensor that requires grad is used in an in-place operation; wrap it in NoGradGuard");
}
}  // namespace

DefaultDeviceGuard::DefaultDeviceGuard(Device device) : before_(default_device) { default_device = device; }
DefaultDeviceGuard::~DefaultDeviceGuard() { default_device = before_; }
Device DefaultDeviceGuard::current() { return default_device; }
void manual_seed(uint64_t seed) {
  std::lock_guard lock(default_generator().mutex());
  default_generator().manual_seed(seed);
}

Tensor empty(IntArrayRef size, const TensorOptions& o) { return finish(make(size, o), o); }
Tensor full(IntArrayRef size, const Scalar& value, const TensorOptions& o) {
  Tensor t = make(size, o, type_for(value, o));
  t.fill_(value);
  return finish(t, o);
}
Tensor zeros(IntArrayRef size, const TensorOptions& o) { return finish(make(size, o).zero_(), o); }
Tensor ones(IntArrayRef size, const TensorOptions& o) { return finish(make(size, o).fill_(1), o); }
Tensor rand(IntArrayRef size, const TensorOptions& o) { return finish(make(size, o).uniform_(), o); }
Tensor randn(IntArrayRef size, const TensorOptions& o) { return finish(make(size, o).normal_(), o); }
Tensor randint(int64_t low, int64_t high, IntArrayRef size, const TensorOptions& o) {
  return finish(make(size, o, o.has_dtype() ? o.dtype() : kLong).random_(low, high), o);
}
Tensor randint(int64_t high, IntArrayRef size, const TensorOptions& o) { return randint(0, high, size, o); }
Tensor randperm(int64_t n, const TensorOptions& o) {
  TL_CHECK(n >= 0, value, "randperm", "n must not be negative, but is ", n);
  std::vector<int64_t> v(static_cast<size_t>(n));
  std::iota(v.begin(), v.end(), 0);
  Generator& g = default_generator();
  std::lock_guard lock(g.mutex());
  for (int64_t i = 0; i < n - 1; ++i) std::swap(v[static_cast<size_t>(i)], v[static_cast<size_t>(i + static_cast<int64_t>(g.random() % static_cast<uint64_t>(n - i)))]);
  Tensor t = make({n}, o, o.has_dtype() ? o.dtype() : kLong);
  fill_each(t, [&](int64_t i) { return v[static_cast<size_t>(i)]; });
  return t;
}
Tensor arange(const Scalar& start, const Scalar& end, const Scalar& step, const TensorOptions& o) {
  const bool real = start.isFloatingPoint() || end.isFloatingPoint() || step.isFloatingPoint();
  TL_CHECK(step.toDouble() != 0, value, "arange", "step must be nonzero");
  TL_CHECK((end.toDouble() - start.toDouble()) * step.toDouble() >= 0, value, "arange", "upper bound ", end, " and lower bound ", start,
           " are inconsistent with step sign");
  const int64_t n = static_cast<int64_t>(std::ceil((end.toDouble() - start.toDouble()) / step.toDouble()));
  Tensor t = make({n}, o, o.has_dtype() ? o.dtype() : real ? default_dtype() : kLong);
  if (t.is_meta()) return t;
  if (real) fill_each(t, [&](int64_t i) { return start.toDouble() + static_cast<double>(i) * step.toDouble(); });
  else fill_each(t, [&](int64_t i) { return start.toLong() + i * step.toLong(); });
  return finish(t, o);
}
Tensor arange(const Scalar& start, const Scalar& end, const TensorOptions& o) { return arange(start, end, 1, o); }
Tensor arange(const Scalar& end, const TensorOptions& o) { return arange(0, end, 1, o); }
Tensor linspace(const Scalar& start, const Scalar& end, int64_t steps, const TensorOptions& o) {
  TL_CHECK(steps >= 0, value, "linspace", "number of steps must be non-negative");
  Tensor t = make({steps}, o);
  const double a = start.toDouble(), b = end.toDouble(), d = steps > 1 ? (b - a) / static_cast<double>(steps - 1) : 0;
  if (!t.is_meta())
    fill_each(t, [&](int64_t i) { return i < steps / 2 ? a + d * static_cast<double>(i) : steps == 1 ? a : b - d * static_cast<double>(steps - 1 - i); });
  return finish(t, o);
}
Tensor eye(int64_t n, int64_t m, const TensorOptions& o) {
  Tensor t = make({n, m}, o);
  if (!t.is_meta()) fill_each(t, [&](int64_t i) { return i / m == i % m ? 1 : 0; });
  return finish(t, o);
}
Tensor eye(int64_t n, const TensorOptions& o) { return eye(n, n, o); }
Tensor scalar_tensor(const Scalar& value, const TensorOptions& o) { return full({}, value, o.has_dtype() ? o : o.dtype(default_dtype())); }
Tensor empty_like(const Tensor& t, const TensorOptions& o) { return empty(t.sizes(), like(t, o)); }
Tensor zeros_like(const Tensor& t, const TensorOptions& o) { return zeros(t.sizes(), like(t, o)); }
Tensor ones_like(const Tensor& t, const TensorOptions& o) { return ones(t.sizes(), like(t, o)); }
Tensor full_like(const Tensor& t, const Scalar& v, const TensorOptions& o) { return full(t.sizes(), v, like(t, o)); }
Tensor rand_like(const Tensor& t, const TensorOptions& o) { return rand(t.sizes(), like(t, o)); }
Tensor randn_like(const Tensor& t, const TensorOptions& o) { return randn(t.sizes(), like(t, o)); }

Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides, const TensorOptions& o) {
  int64_t extent = 1;
  for (size_t i = 0; i < sizes.size(); ++i) extent += (sizes[i] - 1) * strides[i];
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = Storage(new StorageImpl(data, static_cast<size_t>(extent) * element_size(o.dtype()), Device(), {}));
  impl->sizes = DimVector(sizes.begin(), sizes.end());
  impl->strides = DimVector(strides.begin(), strides.end());
  impl->dtype = o.dtype();
  impl->refresh();
  return finish(t, o);
}
Tensor from_blob(void* data, IntArrayRef sizes, const std::function<void(void*)>& deleter, const TensorOptions& o) {
  const DimVector s(sizes.begin(), sizes.end());
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = Storage(new StorageImpl(data, static_cast<size_t>(product(s)) * element_size(o.dtype()), Device(), deleter));
  impl->sizes = s;
  impl->strides = contiguous_strides(s);
  impl->dtype = o.dtype();
  impl->refresh();
  return finish(t, o);
}
Tensor from_blob(void* data, IntArrayRef sizes, const TensorOptions& o) { return from_blob(data, sizes, std::function<void(void*)>(), o); }

namespace detail {
TensorInit::TensorInit(std::initializer_list<TensorInit> list) {
  sizes.push_back(static_cast<int64_t>(list.size()));
  dtype = default_dtype();
  bool first = true;
  for (const TensorInit& x : list) {
    if (first) {
      sizes.insert(sizes.end(), x.sizes.begin(), x.sizes.end());
      dtype = x.dtype;
    } else {
      TL_CHECK(std::equal(x.sizes.begin(), x.sizes.end(), sizes.begin() + 1, sizes.end()), shape, "tensor", "nested lists have different lengths");
      dtype = promote_types(dtype, x.dtype);
    }
    first = false;
    values.insert(values.end(), x.values.begin(), x.values.end());
  }
}
}  // namespace detail

Tensor tensor(const detail::TensorInit& init, const TensorOptions& o) {
  const Device device = o.has_device() ? o.device() : default_device;
  Tensor t = make(init.sizes, TensorOptions(o).device(device.is_cuda() ? Device() : device), o.has_dtype() ? o.dtype() : init.dtype);
  if (t.is_meta()) return t;
  ops::visit_dtype(t.dtype(), [&](auto zero) {
    using T = decltype(zero);
    T* p = t.data_ptr<T>();
    for (size_t i = 0; i < init.values.size(); ++i) p[i] = init.values[i].to<T>();
  });
  return finish(t.to(device), o);
}

// ---- random fills: words are drawn serially in element order
Tensor& Tensor::uniform_(double from, double to, Generator* generator) {
  check_fill(*this, "uniform_");
  TL_CHECK(is_floating_point(), type, "uniform_", "needs a floating point tensor, not ", dtype());
  TL_CHECK(from <= to, value, "uniform_", "from ", from, " must not be above to ", to);
  if (is_meta()) return *this;
  Generator& g = generator ? *generator : default_generator();
  {
    std::lock_guard lock(g.mutex());
    if (dtype() == kDouble) fill_each(*this, [&](int64_t) { return g.uniform_double() * (to - from) + from; });
    else {
      const float lo = static_cast<float>(from), width = static_cast<float>(to - from);
      fill_each(*this, [&](int64_t) { return g.uniform_float() * width + lo; });
    }
  }
  storage()->bump_version();
  return *this;
}

namespace {
/// Sixteen uniforms at a time: radius from 1-u[j], angle from u[j+8]; cosine to j, sine to j+8.
void normal_float_blocks(float* data, int64_t n, float mean, float std, Generator& g) {
  for (int64_t i = 0; i < n; ++i) data[i] = g.uniform_float();
  const auto transform = [&](float* b) {
    for (int j = 0; j < 8; ++j) {
      const float u1 = 1.0f - b[j], u2 = b[j + 8];
      const float radius = std::sqrt(-2.0f * std::log(u1)), theta = 2.0f * static_cast<float>(M_PI) * u2;
      b[j] = radius * std::cos(theta) * std + mean;
      b[j + 8] = radius * std::sin(theta) * std + mean;
    }
  };
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) transform(data + i);
  if (i < n) {  // the last sixteen are drawn anew
    float* last = data + n - 16;
    for (int j = 0; j < 16; ++j) last[j] = g.uniform_float();
    transform(last);
  }
}
}  // namespace

Tensor& Tensor::normal_(double mean, double std, Generator* generator) {
  check_fill(*this, "normal_");
  TL_CHECK(is_floating_point(), type, "normal_", "needs a floating point tensor, not ", dtype());
  TL_CHECK(std >= 0, value, "normal_", "expects std >= 0.0, but found std ", std);
  if (is_meta()) return *this;
  Generator& g = generator ? *generator : default_generator();
  {
    std::lock_guard lock(g.mutex());
    if (dtype() == kFloat && numel() >= 16) {
      Tensor c = is_contiguous() && is_cpu() ? *this : empty_tensor(impl().sizes, dtype());
      normal_float_blocks(c.data_ptr<float>(), numel(), static_cast<float>(mean), static_cast<float>(std), g);
      if (!c.is_same(*this)) copy_(c);
    } else {
      fill_each(*this, [&](int64_t) { return g.normal_double(mean, std); });
    }
  }
  storage()->bump_version();
  return *this;
}

Tensor& Tensor::bernoulli_(double p, Generator* generator) {
  check_fill(*this, "bernoulli_");
  TL_CHECK(p >= 0 && p <= 1, value, "bernoulli_", "expects p to be in [0, 1], but got p=", p);
  if (is_meta()) return *this;
  Generator& g = generator ? *generator : default_generator();
  {
    std::lock_guard lock(g.mutex());
    fill_each(*this, [&](int64_t) { return g.uniform_double() < p ? 1 : 0; });
  }
  storage()->bump_version();
  return *this;
}

Tensor& Tensor::random_(int64_t from, int64_t to, Generator* generator) {
  check_fill(*this, "random_");
  TL_CHECK(from < to, value, "random_", "expects 'from' to be less than 'to', but got from=", from, " >= to=", to);
  if (is_meta()) return *this;
  Generator& g = generator ? *generator : default_generator();
  {
    std::lock_guard lock(g.mutex());
    const uint64_t range = static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
    const bool wide = range >= (uint64_t{1} << 32);
    fill_each(*this, [&](int64_t) { return static_cast<int64_t>((wide ? g.random64() : uint64_t{g.random()}) % range) + from; });
  }
  storage()->bump_version();
  return *this;
}

}  // namespace tl
