// SPDX-License-Identifier: Apache-2.0
// Tensors that become a view of themselves, and views that read the same bytes otherwise.
#include "engine/autograd/gradient_state.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/sizes_of.h"

namespace tl {
namespace {

/// The handle's tensor takes the view's sizes, strides and history.
Tensor& become(Tensor& self, const Tensor& view) {
  autograd::check_inplace(self, "in-place view");
  TensorImpl& i = *self.unsafe_impl();
  i.sizes = view.unsafe_impl()->sizes;
  i.strides = view.unsafe_impl()->strides;
  i.offset = view.unsafe_impl()->offset;
  i.encoding = view.unsafe_impl()->encoding;
  i.refresh();
  if (const auto fn = view.grad_fn()) autograd::set_history(self, fn, static_cast<uint32_t>(view.output_nr()));
  return self;
}
}  // namespace

Tensor& Tensor::t_() const { return become(self(), tl::t(self())); }
Tensor& Tensor::transpose_(int64_t a, int64_t b) const { return become(self(), tl::transpose(self(), a, b)); }
Tensor& Tensor::squeeze_() const { return become(self(), tl::squeeze(self())); }
Tensor& Tensor::squeeze_(int64_t dim) const { return become(self(), tl::squeeze(self(), dim)); }
Tensor& Tensor::unsqueeze_(int64_t dim) const { return become(self(), tl::unsqueeze(self(), dim)); }
Tensor& Tensor::as_strided_(IntArrayRef sizes, IntArrayRef strides, std::optional<int64_t> offset) const {
  return become(self(), tl::as_strided(self(), sizes, strides, offset ? *offset : storage_offset()));
}

Tensor Tensor::view(DtypeArg wanted) const {
  const ScalarType to = wanted.type == ScalarType::Undefined ? dtype() : wanted.type;
  TL_CHECK(!impl().encoding, type, "view", is_sparse() ? "a sparse" : "a quantized", " tensor ", brief(), " cannot be seen as another type");
  if (to == dtype()) return tl::view(*this, sizes());
  const int64_t from_bytes = static_cast<int64_t>(element_size()), bytes = static_cast<int64_t>(tl::element_size(to));
  DimVector size = impl().sizes, stride = impl().strides;
  int64_t offset = impl().offset;
  if (from_bytes != bytes) {
    TL_CHECK(!size.empty(), shape, "view", "a tensor ", brief(), " without dimensions cannot be seen as ", to, ", whose elements are of another size");
    TL_CHECK(stride.back() == 1, shape, "view", "the last dimension of ", brief(), " must lie in memory without gaps to be seen as ", to, ", but its stride is ", stride.back());
  }
  // Lengths in bytes stay; each must be a whole number of the new elements.
  const auto converted = [&](int64_t n, const char* what) {
    TL_CHECK(n * from_bytes % bytes == 0, shape, "view", "the ", what, " ", n, " of ", brief(), " is no whole number of elements of ", to);
    return n * from_bytes / bytes;
  };
  if (from_bytes != bytes) {
    size.back() = converted(size.back(), "last size");
    offset = converted(offset, "storage offset");
    for (size_t d = 0; d + 1 < stride.size(); ++d) stride[d] = converted(stride[d], "stride");
  }
  Tensor alias = make_alias(*this, impl().sizes, impl().strides, impl().offset);
  TensorImpl& i = *alias.unsafe_impl();
  i.dtype = to;
  i.sizes = size;
  i.strides = stride;
  i.offset = offset;
  i.refresh();
  return alias;
}
Tensor Tensor::reshape_as(const Tensor& other) const { return tl::reshape(*this, other.sizes()); }
Tensor Tensor::sum_to_size(IntArrayRef size) const {
  bool fits = static_cast<int64_t>(size.size()) <= dim();
  for (size_t i = 0; fits && i < size.size(); ++i) fits = size[i] == 1 || size[i] == this->size(static_cast<int64_t>(i) - static_cast<int64_t>(size.size()));
  TL_CHECK(fits, shape, "sum_to_size", "size ", size, " is not expandable to ", sizes());
  return sum_to(*this, DimVector(size.begin(), size.end()));
}
std::vector<Tensor> Tensor::split(IntArrayRef split_sizes, int64_t dim) const { return tl::split(*this, split_sizes, dim); }

const Tensor& as_strided_(const Tensor& self, IntArrayRef size, IntArrayRef stride, std::optional<int64_t> offset) {
  Tensor(self).as_strided_(size, stride, offset);
  return self;
}
const Tensor& resize_as_(const Tensor& self, const Tensor& the_template, std::optional<MemoryFormat> format) {
  Tensor(self).resize_as_(the_template, format);
  return self;
}
Tensor detach(const Tensor& x) { return x.detach(); }
Tensor& detach_(Tensor& x) { return x.detach_(); }
std::vector<Tensor> split(const Tensor& x, IntArrayRef split_sizes, int64_t dim) { return split_with_sizes(x, split_sizes, dim); }
std::vector<Tensor> broadcast_tensors(TensorList tensors) {
  DimVector size;
  for (const Tensor& t : tensors) size = broadcast_shapes("broadcast_tensors", size, sizes_of(t));
  std::vector<Tensor> out;
  for (const Tensor& t : tensors) out.push_back(expand(t, size));
  return out;
}

}  // namespace tl
