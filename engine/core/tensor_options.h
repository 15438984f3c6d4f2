// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <ostream>

#include "engine/core/device.h"
#include "engine/core/dtype.h"

namespace tl {

enum class Layout : int8_t { Strided, Sparse };
constexpr Layout kStrided = Layout::Strided, kSparse = Layout::Sparse;
/// Order of the elements in memory: as the dimensions stand, as another tensor has them, or with the channels of N×C×H×W (N×C×D×H×W) innermost.
enum class MemoryFormat : int8_t { Contiguous, Preserve, ChannelsLast, ChannelsLast3d };
/// "strided", "sparse_coo".
const char* layout_name(Layout l);
/// "contiguous_format", "preserve_format", "channels_last", "channels_last_3d".
const char* memory_format_name(MemoryFormat f);
inline std::ostream& operator<<(std::ostream& out, Layout l) { return out << layout_name(l); }
inline std::ostream& operator<<(std::ostream& out, MemoryFormat f) { return out << memory_format_name(f); }

/// dtype, device, layout and requires_grad of a tensor to be made. Setters return a new value.
class TensorOptions {
 public:
  TensorOptions() = default;
  TensorOptions(ScalarType t) : dtype_(t) {}
  TensorOptions(Device d) : device_(d) {}
  TensorOptions(DeviceType d) : device_(Device(d)) {}
  TensorOptions(Layout l) : layout_(l) {}
  TensorOptions(MemoryFormat f) : memory_format_(f) {}
  TensorOptions dtype(std::optional<ScalarType> t) const { auto o = *this; o.dtype_ = t; return o; }
  TensorOptions device(std::optional<Device> d) const { auto o = *this; o.device_ = d; return o; }
  TensorOptions device(DeviceType t, int8_t index = -1) const { return device(Device(t, index)); }
  TensorOptions device_index(int8_t index) const { return device(Device(kCUDA, index)); }
  TensorOptions layout(std::optional<Layout> l) const { auto o = *this; o.layout_ = l; return o; }
  TensorOptions requires_grad(bool r) const { auto o = *this; o.requires_grad_ = r; return o; }
  TensorOptions memory_format(std::optional<MemoryFormat> f) const { auto o = *this; o.memory_format_ = f; return o; }
  ScalarType dtype() const { return dtype_.value_or(default_dtype()); }
  bool has_dtype() const { return dtype_.has_value(); }
  std::optional<ScalarType> dtype_opt() const { return dtype_; }
  Device device() const { return device_.value_or(Device()); }
  bool has_device() const { return device_.has_value(); }
  Layout layout() const { return layout_.value_or(kStrided); }
  std::optional<Layout> layout_opt() const { return layout_; }
  bool requires_grad() const { return requires_grad_; }
  MemoryFormat memory_format() const { return memory_format_.value_or(MemoryFormat::Contiguous); }
  std::optional<MemoryFormat> memory_format_opt() const { return memory_format_; }

 private:
  std::optional<ScalarType> dtype_;
  std::optional<Device> device_;
  std::optional<Layout> layout_;
  bool requires_grad_ = false;
  std::optional<MemoryFormat> memory_format_;
};
inline TensorOptions dtype(ScalarType t) { return TensorOptions().dtype(t); }
inline TensorOptions device(Device d) { return TensorOptions().device(d); }
inline TensorOptions layout(Layout l) { return TensorOptions().layout(l); }
inline TensorOptions memory_format(MemoryFormat f) { return TensorOptions().memory_format(f); }
inline TensorOptions requires_grad(bool r = true) { return TensorOptions().requires_grad(r); }

}  // namespace tl
