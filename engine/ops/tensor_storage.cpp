// SPDX-License-Identifier: Apache-2.0
// Tensors that change which storage they show, or how much of it.
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl {
namespace {
void check_plain(const char* op, const Tensor& t) {
  TL_CHECK(!t.unsafe_impl()->encoding, not_implemented, op, "is not offered for ", t.is_sparse() ? "sparse" : "quantized", " tensors like ", t.brief(), t.is_sparse() ? "; use sparse_resize_()" : "");
  TL_CHECK(!t.requires_grad(), state, op, "cannot resize or replace the storage of a tensor that requires grad; use detach() first");
}
}  // namespace

Tensor& Tensor::resize_(IntArrayRef size) {
  check_plain("resize_", *this);
  TensorImpl& t = impl();
  const DimVector wanted(size.begin(), size.end());
  if (t.sizes == wanted) return *this;
  const int64_t n = empty_tensor(wanted, t.dtype, Device(kMeta)).numel();  // checks signs and overflow
  const size_t bytes = n ? static_cast<size_t>(t.offset + n) * tl::element_size(t.dtype) : 0;
  if (bytes > t.storage->nbytes()) t.storage->resize(bytes);
  t.sizes = wanted;
  t.strides = contiguous_strides(wanted);
  t.refresh();
  return *this;
}

Tensor& Tensor::set_(const Tensor& source) {
  check_plain("set_", *this);
  TL_CHECK(source.defined() && source.dtype() == dtype() && !source.unsafe_impl()->encoding, type, "set_", "the source ", source.brief(), " must be of self's type ", dtype());
  TL_CHECK(source.device() == device(), device, "set_", "the source is on ", source.device(), ", self on ", device());
  TensorImpl& t = impl();
  const TensorImpl& s = *source.unsafe_impl();
  t.storage = s.storage;
  t.offset = s.offset;
  t.sizes = s.sizes;
  t.strides = s.strides;
  t.refresh();
  return *this;
}
Tensor& Tensor::set_() { return set_(empty_tensor({0}, dtype(), device())); }

}  // namespace tl
