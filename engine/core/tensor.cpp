// SPDX-License-Identifier: Apache-2.0
#include "engine/core/tensor.h"

#include <cstring>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/core/half.h"

namespace tl {

DimVector contiguous_strides(const DimVector& sizes) {
  DimVector s(sizes.size());
  int64_t step = 1;
  for (size_t i = sizes.size(); i-- > 0;) {
    s[i] = step;
    // Beyond counting only where another size is 0: such a tensor has no element to walk to.
    if (int64_t next; !__builtin_mul_overflow(step, sizes[i] > 0 ? sizes[i] : 1, &next)) step = next;
  }
  return s;
}

int64_t product(const DimVector& sizes) {
  uint64_t n = 1;  // may go round before a 0 comes; what cannot be counted otherwise is refused where shapes are given
  for (const int64_t d : sizes) n *= static_cast<uint64_t>(d);
  return static_cast<int64_t>(n);
}

bool strides_contiguous(const DimVector& sizes, const DimVector& strides) {
  int64_t step = 1;
  for (size_t i = sizes.size(); i-- > 0;) {
    if (sizes[i] == 0) return true;
    if (sizes[i] != 1 && strides[i] != step) return false;
    step *= sizes[i];
  }
  return true;
}

void TensorImpl::refresh() {
  numel = product(sizes);
  contiguous = !has(Encoding::Kind::sparse) && (numel == 0 || strides_contiguous(sizes, strides));
}

Tensor empty_tensor(const DimVector& sizes, ScalarType dtype, Device device) {
  int64_t n = 1;
  for (const int64_t d : sizes) {
    TL_CHECK(d >= 0, value, "empty", "negative size ", d, " in shape ", sizes);
    TL_CHECK(!__builtin_mul_overflow(n, d, &n), memory, "empty", "shape ", sizes, " has more elements than memory has bytes");
  }
  const size_t item = element_size(dtype);
  TL_CHECK(item > 0, type, "empty", "dtype ", dtype, " has no elements");
  TL_CHECK(n <= (int64_t{1} << 45), memory, "empty", "shape ", sizes, " needs more than 32 TiB");
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = Storage(new StorageImpl(static_cast<size_t>(n) * item, device));
  impl->sizes = sizes;
  impl->strides = contiguous_strides(sizes);
  impl->dtype = dtype;
  impl->numel = n;
  return t;
}

namespace {
/// The order in which the dimensions of a format lie in memory, the outermost first.
ArrayRef<size_t> format_order(const char* operation, const DimVector& sizes, MemoryFormat format) {
  static constexpr size_t last[] = {0, 2, 3, 1}, last_3d[] = {0, 2, 3, 4, 1};
  const size_t wanted = format == MemoryFormat::ChannelsLast ? 4 : 5;
  TL_CHECK(sizes.size() == wanted, shape, operation, "the memory format ", format, " is one of tensors with ", wanted, " dimensions, not of ", sizes);
  return wanted == 4 ? ArrayRef<size_t>(last, 4) : ArrayRef<size_t>(last_3d, 5);
}
bool strides_like(const DimVector& sizes, const DimVector& strides, MemoryFormat format) {
  int64_t step = 1;
  const ArrayRef<size_t> order = format_order("is_contiguous", sizes, format);
  for (size_t k = order.size(); k-- > 0;) {
    const size_t d = order[k];
    if (sizes[d] == 0) return true;
    if (sizes[d] != 1 && strides[d] != step) return false;
    if (__builtin_mul_overflow(step, sizes[d], &step)) return true;  // beyond counting: another size is 0
  }
  return true;
}
/// Whether the strides alone say channels last: for sizes of one the strides decide, so that the format survives them.
bool strides_suggest(const DimVector& sizes, const DimVector& strides, MemoryFormat format) {
  const ArrayRef<size_t> order = format_order("memory_format", sizes, format);
  int64_t least = 0;
  if (strides[1] == 0) return false;
  for (size_t k = order.size(); k-- > 0;) {
    const size_t d = order[k];
    if (sizes[d] == 0 || strides[d] < least) return false;
    if (d == 0 && least == strides[1]) return false;  // N×1×1×1: nothing tells it from contiguous
    least = strides[d] * (sizes[d] > 1 ? sizes[d] : 1);
  }
  return true;
}
}  // namespace

DimVector format_strides(const char* operation, const DimVector& sizes, MemoryFormat format) {
  if (format == MemoryFormat::Contiguous || format == MemoryFormat::Preserve) return contiguous_strides(sizes);
  DimVector s(sizes.size());
  int64_t step = 1;
  const ArrayRef<size_t> order = format_order(operation, sizes, format);
  for (size_t k = order.size(); k-- > 0;) {
    s[order[k]] = step;
    if (int64_t next; !__builtin_mul_overflow(step, sizes[order[k]] > 0 ? sizes[order[k]] : 1, &next)) step = next;  // as contiguous_strides
  }
  return s;
}

bool Tensor::is_contiguous(MemoryFormat format) const {
  const TensorImpl& t = impl();
  if (is_sparse()) return false;
  TL_CHECK(format != MemoryFormat::Preserve, value, "is_contiguous", "preserve_format is no order of elements");
  if (format == MemoryFormat::Contiguous) return t.contiguous;
  return t.sizes.size() == (format == MemoryFormat::ChannelsLast ? 4u : 5u) && strides_like(t.sizes, t.strides, format);
}
MemoryFormat Tensor::suggest_memory_format() const {
  const TensorImpl& t = impl();
  if (is_sparse() || t.numel == 0) return MemoryFormat::Contiguous;  // strides of nothing may be beyond what can be multiplied
  if (t.sizes.size() == 4 && strides_suggest(t.sizes, t.strides, MemoryFormat::ChannelsLast)) return MemoryFormat::ChannelsLast;
  if (t.sizes.size() == 5 && strides_suggest(t.sizes, t.strides, MemoryFormat::ChannelsLast3d)) return MemoryFormat::ChannelsLast3d;
  return MemoryFormat::Contiguous;
}

AutogradMetaBase::~AutogradMetaBase() = default;
Encoding::~Encoding() = default;
TensorImpl::~TensorImpl() = default;
const char* layout_name(Layout l) { return l == kStrided ? "strided" : "sparse_coo"; }
const char* memory_format_name(MemoryFormat f) {
  constexpr const char* format_names[] = {"contiguous_format", "preserve_format", "channels_last", "channels_last_3d"};
  return format_names[static_cast<int>(f)];
}

void Tensor::check_strided(const char* operation) const {
  TL_CHECK(!is_sparse(), state, operation, "a sparse tensor ", sizes(), " has no strides and no dense memory; use to_dense(), indices() or values()");
}

void Tensor::check_accessor(int64_t dims) const {
  TL_CHECK(dim() == dims, shape, "accessor", "the tensor has ", dim(), " dimensions, not ", dims, ": ", sizes());
  TL_CHECK(is_cpu(), device, "accessor", "elements are read on the CPU, but the tensor is on ", device(), "; use cpu()");
}

Tensor make_alias(const Tensor& base, const DimVector& sizes, const DimVector& strides, int64_t offset) {
  TL_CHECK(!base.is_sparse(), state, "view", "a sparse tensor ", base.sizes(), " has no dense memory to look at; use to_dense(), indices() or values()");
  auto* impl = new TensorImpl;
  Tensor t{IntrusivePtr<TensorImpl>(impl)};
  impl->storage = base.storage();
  impl->offset = offset;
  impl->sizes = sizes;
  impl->strides = strides;
  impl->dtype = base.dtype();
  impl->encoding = base.unsafe_impl()->encoding;
  impl->refresh();
  return t;
}

Tensor wrap_scalar(const Scalar& value) {
  Tensor t = empty_tensor({}, value.type());
  if (value.isBoolean()) *static_cast<bool*>(t.data_ptr()) = value.toBool();
  else if (value.isIntegral()) *static_cast<int64_t*>(t.data_ptr()) = value.toLong();
  else *static_cast<double*>(t.data_ptr()) = value.toDouble();
  t.unsafe_impl()->wrapped_number = true;
  return t;
}

int64_t wrap_dim(const char* operation, int64_t dim, const DimVector& sizes, const char* argument) {
  const int64_t n = sizes.empty() ? 1 : static_cast<int64_t>(sizes.size());
  TL_CHECK(dim >= -n && dim < n, index, operation, "dim ", dim, " out of range for ", argument, " ", sizes, " (expected to be in [", -n, ", ",
           n - 1, "])");
  return dim < 0 ? dim + n : dim;
}

void Tensor::throw_undefined() { TL_THROW(value, "tensor", "an undefined tensor was used where data is needed"); }

void Tensor::check_dtype(ScalarType wanted) const {
  TL_CHECK(dtype() == wanted, type, "data_ptr", "expected scalar type ", wanted, " but found ", dtype());
}

namespace {
/// wrap_dim lets 0 and -1 name the one entry of a 0-dim tensor; its sizes and strides have no such entry.
size_t dim_with_size(const char* operation, int64_t d, const DimVector& sizes) {
  TL_CHECK(!sizes.empty(), index, operation, "dim ", d, " was asked for, but the tensor is 0-dimensional and has no sizes");
  return static_cast<size_t>(wrap_dim(operation, d, sizes));
}
}  // namespace
int64_t Tensor::size(int64_t d) const { return impl().sizes[dim_with_size("size", d, impl().sizes)]; }
int64_t Tensor::stride(int64_t d) const { return impl().strides[dim_with_size("stride", d, impl().sizes)]; }

void* Tensor::data_ptr() const {
  TensorImpl& t = impl();
  if (t.encoding) [[unlikely]] check_strided("data_ptr");
  TL_CHECK(!t.storage->device().is_meta(), state, "data_ptr", "a meta tensor ", t.sizes, " has a shape but no data");
  return static_cast<char*>(t.storage->data()) + static_cast<size_t>(t.offset) * tl::element_size(t.dtype);
}

namespace {
template <class T>
T load_raw(const void* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
template <class T>
Scalar load(const void* p) {
  return Scalar(load_raw<T>(p));
}
}  // namespace

Scalar Tensor::item() const {
  TL_CHECK(numel() == 1, value, "item", "a tensor with ", numel(), " elements ", sizes(), " cannot be converted to one number");
  const void* p = data_ptr();
  alignas(8) char copy[16];
  if (is_cuda()) {
    device_backend(device()).copy_to_host(copy, p, element_size(), device().index());
    p = copy;
  }
  return scalar_at(p, dtype());
}

Scalar scalar_at(const void* p, ScalarType t) {
  switch (t) {
    case kByte: return load<uint8_t>(p);
    case kChar: return load<int8_t>(p);
    case kShort: return load<int16_t>(p);
    case kInt: return load<int32_t>(p);
    case kLong: return load<int64_t>(p);
    case kFloat: return load<float>(p);
    case kDouble: return load<double>(p);
    case kHalf: return static_cast<float>(load_raw<Half>(p));
    case kBFloat16: return static_cast<float>(load_raw<BFloat16>(p));
    case kBool: return Scalar(load<uint8_t>(p).toBool());
    default: TL_THROW(not_implemented, "item", "dtype ", t, " cannot be read as a number yet");
  }
}

std::string Tensor::brief() const { return defined() ? str(sizes(), ' ', dtype(), is_sparse() ? " sparse" : "") : std::string("undefined"); }

}  // namespace tl
