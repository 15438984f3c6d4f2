// SPDX-License-Identifier: Apache-2.0
#include "engine/core/tensor_options.h"

#include <ostream>

namespace tl {
namespace {
/// The value or, when there is none, what stands there by default; says which.
template <class T>
void take(const std::optional<T>& from, T& value, bool& given) {
  value = from.value_or(T());
  given = from.has_value();
}
template <class T>
std::optional<T> given(bool is_given, T value) {
  return is_given ? std::optional<T>(value) : std::nullopt;
}
}  // namespace

TensorOptions TensorOptions::dtype(std::optional<ScalarType> t) const {
  TensorOptions o = *this;
  take(t, o.dtype_, o.has_dtype_);
  return o;
}
TensorOptions TensorOptions::device(std::optional<Device> d) const {
  TensorOptions o = *this;
  take(d, o.device_, o.has_device_);
  return o;
}
TensorOptions TensorOptions::device(DeviceType t, int8_t index) const { return device(Device(t, index)); }
TensorOptions TensorOptions::layout(std::optional<Layout> l) const {
  TensorOptions o = *this;
  take(l, o.layout_, o.has_layout_);
  return o;
}
TensorOptions TensorOptions::requires_grad(bool r) const {
  TensorOptions o = *this;
  o.requires_grad_ = r;
  return o;
}
TensorOptions TensorOptions::memory_format(std::optional<MemoryFormat> f) const {
  TensorOptions o = *this;
  take(f, o.memory_format_, o.has_memory_format_);
  return o;
}
std::optional<ScalarType> TensorOptions::dtype_opt() const { return given(has_dtype_, dtype_); }
std::optional<Layout> TensorOptions::layout_opt() const { return given(has_layout_, layout_); }
std::optional<MemoryFormat> TensorOptions::memory_format_opt() const { return given(has_memory_format_, memory_format_); }

std::ostream& operator<<(std::ostream& out, Layout l) { return out << layout_name(l); }
std::ostream& operator<<(std::ostream& out, MemoryFormat f) { return out << memory_format_name(f); }

std::ostream& operator<<(std::ostream& out, const TensorOptions& o) {
  return out << "TensorOptions(dtype=" << o.dtype() << ", device=" << o.device() << ", layout=" << o.layout()
             << ", requires_grad=" << (o.requires_grad() ? "true" : "false") << ')';
}

}  // namespace tl
