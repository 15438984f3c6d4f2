// SPDX-License-Identifier: Apache-2.0
// Tensors that change which storage they show, or how much of it.
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/each_element.h"
#include "engine/ops/functions.h"
#include "engine/ops/host_only.h"

namespace tl {
namespace {
void check_plain(const char* op, const Tensor& t) {
  TL_CHECK(t.defined(), value, op, "an undefined tensor has no storage; make one first, for example with empty({0})");
  TL_CHECK(!t.unsafe_impl()->encoding, not_implemented, op, "is not offered for ", t.is_sparse() ? "sparse" : "quantized", " tensors like ", t.brief(), t.is_sparse() ? "; use sparse_resize_()" : "");
  TL_CHECK(!t.requires_grad(), state, op, "cannot resize or replace the storage of a tensor that requires grad; use detach() first");
}
}  // namespace

Tensor& Tensor::resize_(IntArrayRef size) const {
  check_plain("resize_", self());
  TensorImpl& t = impl();
  const DimVector wanted(size.begin(), size.end());
  if (t.sizes == wanted) return self();
  const int64_t n = empty_tensor(wanted, t.dtype, Device(kMeta)).numel();  // checks signs and overflow
  const size_t bytes = n ? static_cast<size_t>(t.offset + n) * tl::element_size(t.dtype) : 0;
  if (bytes > t.storage->nbytes()) t.storage->resize(bytes);
  t.sizes = wanted;
  t.strides = contiguous_strides(wanted);
  t.refresh();
  return self();
}

Tensor& Tensor::resize_(IntArrayRef size, std::optional<MemoryFormat> format) const {
  TL_CHECK(!format || *format != MemoryFormat::Preserve, value, "resize_", "preserve_format is no order of elements");
  resize_(size);
  if (!format || *format == MemoryFormat::Contiguous) return self();
  TensorImpl& t = impl();
  t.strides = format_strides("resize_", t.sizes, *format);
  t.refresh();
  return self();
}
Tensor& Tensor::resize_as_(const Tensor& other, std::optional<MemoryFormat> format) const {
  return resize_(other.sizes(), format == MemoryFormat::Preserve ? std::optional(other.suggest_memory_format()) : format);
}

Tensor& Tensor::set_(const Tensor& source) const {
  check_plain("set_", self());
  TL_CHECK(source.defined(), value, "set_", "the source is undefined");
  TL_CHECK(source.dtype() == dtype() && !source.unsafe_impl()->encoding, type, "set_", "the source ", source.brief(), " must be of self's type ",
           dtype());
  TL_CHECK(source.device() == device(), device, "set_", "the source is on ", source.device(), ", self on ", device());
  TensorImpl& t = impl();
  const TensorImpl& s = *source.unsafe_impl();
  t.storage = s.storage;
  t.offset = s.offset;
  t.sizes = s.sizes;
  t.strides = s.strides;
  t.refresh();
  return self();
}
Tensor& Tensor::set_(const Storage& source, int64_t storage_offset, IntArrayRef size, IntArrayRef stride) const {
  check_plain("set_", self());
  TL_CHECK(source, value, "set_", "the storage is none");
  TL_CHECK(source->device() == device(), device, "set_", "the source is on ", source->device(), ", self on ", device());
  const DimVector sizes(size.begin(), size.end());
  const int64_t n = empty_tensor(sizes, dtype(), Device(kMeta)).numel();  // checks signs and overflow
  TL_CHECK(stride.empty() || stride.size() == size.size(), shape, "set_", "size ", size, " and stride ", stride, " are of different lengths");
  const DimVector strides = stride.empty() ? contiguous_strides(sizes) : DimVector(stride.begin(), stride.end());
  TL_CHECK(storage_offset >= 0, value, "set_", "the storage offset must not be negative, but is ", storage_offset);
  int64_t end = storage_offset + (n ? 1 : 0), step = 0;
  for (size_t d = 0; n && d < sizes.size(); ++d) {
    TL_CHECK(strides[d] >= 0, value, "set_", "strides must not be negative, but are ", strides);
    TL_CHECK(!__builtin_mul_overflow(sizes[d] - 1, strides[d], &step) && !__builtin_add_overflow(end, step, &end), value, "set_", "size ", size,
             " with stride ", strides, " is larger than any storage can be");
  }
  int64_t bytes = 0;
  TL_CHECK(!__builtin_mul_overflow(end, static_cast<int64_t>(element_size()), &bytes), value, "set_", "size ", size, " with stride ", strides,
           " is larger than any storage can be");
  TensorImpl& t = impl();
  if (n && static_cast<size_t>(bytes) > source->nbytes()) source->resize(static_cast<size_t>(bytes));
  t.storage = source;
  t.offset = storage_offset;
  t.sizes = sizes;
  t.strides = strides;
  t.refresh();
  return self();
}
Tensor& Tensor::set_(const Storage& source) const {
  check_plain("set_", self());
  TL_CHECK(source, value, "set_", "the storage is none");
  return set_(source, 0, static_cast<int64_t>(source->nbytes() / element_size()));
}
Tensor& Tensor::set_(const Tensor& source, int64_t storage_offset, IntArrayRef size, IntArrayRef stride) const {
  check_plain("set_", self());
  TL_CHECK(source.defined(), value, "set_", "the source is undefined");
  TL_CHECK(source.dtype() == dtype() && !source.unsafe_impl()->encoding, type, "set_", "the source ", source.brief(), " must be of self's type ",
           dtype());
  return set_(source.storage(), storage_offset, size, stride);
}
bool Tensor::is_set_to(const Tensor& other) const {
  const TensorImpl &x = impl(), &y = other.impl();
  return x.storage == y.storage && x.offset == y.offset && x.sizes == y.sizes && x.strides == y.strides;
}
Tensor& Tensor::share_memory_() const {
  TL_CHECK(!is_sparse(), not_implemented, "share_memory_", "a sparse tensor ", sizes(), " has no memory of its own; share its indices() and values()");
  storage()->share();
  return self();
}

Tensor& ops::each_element(const char* op, Tensor& self, const Tensor& other, const std::function<Scalar(const Scalar&, const Scalar&)>& f) {
  host_only(op, self);
  TL_CHECK(!self.is_meta(), state, op, "a meta tensor ", self.sizes(), " has no elements");
  TL_CHECK(!self.requires_grad() || !GradMode::is_enabled(), state, op, "cannot be called on a tensor that requires grad; use detach()");
  const NoGradGuard guard;
  Tensor out = self.contiguous().clone();
  const Tensor flat = reshape(out, {-1}), second = other.defined() ? reshape(expand(other.detach(), self.sizes()), {-1}) : Tensor();
  for (int64_t i = 0; i < flat.numel(); ++i) {
    Tensor e = select(flat, 0, i);
    e.fill_(f(e.item(), other.defined() ? select(second, 0, i).item() : Scalar()));
  }
  return self.copy_(out);
}
Tensor& Tensor::apply_(const std::function<double(double)>& f) const {
  return ops::each_element("apply_", self(), {}, [&](const Scalar& a, const Scalar&) { return Scalar(f(a.toDouble())); });
}
Tensor& Tensor::map_(const Tensor& other, const std::function<double(double, double)>& f) const {
  TL_CHECK(other.defined(), value, "map_", "the other tensor is undefined");
  return ops::each_element("map_", self(), other, [&](const Scalar& a, const Scalar& b) { return Scalar(f(a.toDouble(), b.toDouble())); });
}
Tensor& Tensor::set_() const {
  check_plain("set_", self());
  return set_(empty_tensor({0}, dtype(), device()));
}

}  // namespace tl
