// SPDX-License-Identifier: Apache-2.0
// Factories and random fills.
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/functions.h"
#include "engine/ops/sampling.h"
#include "engine/ops/fill_each.h"

namespace tl {
namespace {
using ops::fill_each;
thread_local Device default_device;

Tensor finish(Tensor t, const TensorOptions& o) {
  if (o.requires_grad()) t.requires_grad_();
  return t;
}
Tensor make(IntArrayRef size, const TensorOptions& o, std::optional<ScalarType> dtype = std::nullopt) {
  const ScalarType type = dtype.value_or(o.dtype());
  if (o.layout() == kSparse) return sparse_coo_tensor(size, o.dtype(type).requires_grad(false));
  TL_CHECK(!is_quantized_type(type), type, "factory", "a quantized tensor needs a scale: use quantize_per_tensor() or _empty_affine_quantized(), not dtype ", type);
  const MemoryFormat format = o.memory_format();
  TL_CHECK(format != MemoryFormat::Preserve, value, "factory", "there is no tensor whose memory format could be preserved; name one");
  Tensor t = empty_tensor(DimVector(size.begin(), size.end()), type, o.has_device() ? o.device() : default_device);
  if (format != MemoryFormat::Contiguous) {
    t.unsafe_impl()->strides = format_strides("factory", t.unsafe_impl()->sizes, format);
    t.unsafe_impl()->refresh();
  }
  return t;
}
ScalarType type_for(const Scalar& v, const TensorOptions& o) {
  return o.has_dtype() ? o.dtype() : v.isBoolean() ? kBool : v.isIntegral() ? kLong : default_dtype();
}
/// Up to which number a type holds every whole one.
int64_t largest_exact(ScalarType t) {
  switch (t) {
    case kBool: return 1;
    case kByte: return std::numeric_limits<uint8_t>::max();
    case kChar: return std::numeric_limits<int8_t>::max();
    case kShort: return std::numeric_limits<int16_t>::max();
    case kInt: return std::numeric_limits<int32_t>::max();
    case kBFloat16: return int64_t{1} << 8;
    case kHalf: return int64_t{1} << 11;
    case kFloat: return int64_t{1} << 24;
    case kDouble: return int64_t{1} << 53;
    default: return std::numeric_limits<int64_t>::max();
  }
}
/// options of `t` overridden by what `o` names.
TensorOptions like(const Tensor& t, const TensorOptions& o) {
  const Layout layout = o.layout_opt().value_or(t.layout());
  MemoryFormat format = o.memory_format_opt().value_or(MemoryFormat::Preserve);
  if (format == MemoryFormat::Preserve) format = t.suggest_memory_format();
  return TensorOptions()
      .dtype(o.has_dtype() ? o.dtype() : t.dtype())
      .device(o.has_device() ? o.device() : t.device())
      .requires_grad(o.requires_grad())
      .layout(layout)
      .memory_format(layout == kSparse ? MemoryFormat::Contiguous : format);
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
Tensor randperm(int64_t n, const TensorOptions& o) { return randperm(n, nullptr, o); }
Tensor randperm(int64_t n, Generator* generator, const TensorOptions& o) {
  TL_CHECK(n >= 0, value, "randperm", "n must not be negative, but is ", n);
  const ScalarType type = o.has_dtype() ? o.dtype() : kLong;
  TL_CHECK(n == 0 || n - 1 <= largest_exact(type), value, "randperm", "n ", n, " is too large for dtype ", type, ", which holds whole numbers up to ",
           largest_exact(type));
  Tensor t = make({n}, o, type);
  const Tensor order = empty_tensor({n}, kLong);
  int64_t* v = n ? order.data_ptr<int64_t>() : nullptr;
  std::iota(v, v + n, 0);
  Generator& g = generator ? *generator : default_generator();
  std::lock_guard lock(g.mutex());
  for (int64_t i = 0; i < n - 1; ++i) std::swap(v[i], v[i + static_cast<int64_t>(g.random() % static_cast<uint64_t>(n - i))]);
  fill_each(t, [&](int64_t i) { return v[i]; });
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

namespace {
/// Elements from the first to the last; throws for a geometry that no memory has.
int64_t extent_of(IntArrayRef sizes, IntArrayRef strides) {
  constexpr const char* op = "from_blob";
  TL_CHECK(sizes.size() == strides.size(), shape, op, "sizes ", sizes, " and strides ", strides, " differ in length");
  int64_t extent = 1, n = 1;
  for (size_t i = 0; i < sizes.size(); ++i) {
    TL_CHECK(sizes[i] >= 0, shape, op, "sizes must not be negative, but are ", sizes);
    TL_CHECK(strides[i] >= 0, shape, op, "strides must not be negative, but are ", strides);
    int64_t step = 0;
    const bool fits = !__builtin_mul_overflow(sizes[i] > 0 ? sizes[i] - 1 : 0, strides[i], &step) && !__builtin_add_overflow(extent, step, &extent) &&
                      !__builtin_mul_overflow(n, sizes[i], &n);
    TL_CHECK(fits && extent <= (int64_t{1} << 58), shape, op, "sizes ", sizes, " with strides ", strides, " reach further than memory does");
  }
  return n == 0 ? 0 : extent;
}
}  // namespace

Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides, const TensorOptions& o) {
  const int64_t extent = extent_of(sizes, strides);
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
  (void)extent_of(sizes, contiguous_strides(s));
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
  fill_each(t, [&](int64_t i) { return init.values[static_cast<size_t>(i)]; });
  return finish(t.to(device), o);
}

}  // namespace tl
