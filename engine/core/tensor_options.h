// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <iosfwd>
#include <optional>

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
std::ostream& operator<<(std::ostream& out, Layout l);
std::ostream& operator<<(std::ostream& out, MemoryFormat f);

/// dtype, device, layout and requires_grad of a tensor to be made. Setters return a new value.
class TensorOptions {
 public:
  TensorOptions() = default;
  TensorOptions(ScalarType t) : dtype_(t), has_dtype_(true) {}
  TensorOptions(Device d) : device_(d), has_device_(true) {}
  TensorOptions(DeviceType d) : TensorOptions(Device(d)) {}
  TensorOptions(Layout l) : layout_(l), has_layout_(true) {}
  TensorOptions(MemoryFormat f) : memory_format_(f), has_memory_format_(true) {}
  // Nothing given takes a setting back.
  TensorOptions dtype(std::optional<ScalarType> t) const;
  template <class T>
  TensorOptions dtype() const { return dtype(CppTypeToScalarType<T>::value); }
  TensorOptions device(std::optional<Device> d) const;
  TensorOptions device(DeviceType t, int8_t index = -1) const;
  TensorOptions device_index(int8_t index) const { return device(kCUDA, index); }
  TensorOptions layout(std::optional<Layout> l) const;
  TensorOptions requires_grad(bool r) const;
  TensorOptions memory_format(std::optional<MemoryFormat> f) const;
  ScalarType dtype() const { return has_dtype_ ? dtype_ : default_dtype(); }
  bool has_dtype() const { return has_dtype_; }
  std::optional<ScalarType> dtype_opt() const;
  Device device() const { return device_; }
  bool has_device() const { return has_device_; }
  Layout layout() const { return layout_; }
  std::optional<Layout> layout_opt() const;
  bool requires_grad() const { return requires_grad_; }
  MemoryFormat memory_format() const { return memory_format_; }
  std::optional<MemoryFormat> memory_format_opt() const;

 private:
  // Flags beside plain values: copies of std::optional cost every file that includes this header a hundred instantiations.
  ScalarType dtype_ = kFloat;
  Device device_;
  Layout layout_ = kStrided;
  MemoryFormat memory_format_ = MemoryFormat::Contiguous;
  bool requires_grad_ = false, has_dtype_ = false, has_device_ = false, has_layout_ = false, has_memory_format_ = false;
};
inline TensorOptions dtype(ScalarType t) { return t; }
template <class T>
TensorOptions dtype() { return CppTypeToScalarType<T>::value; }
inline TensorOptions device(Device d) { return d; }
inline TensorOptions layout(Layout l) { return l; }
inline TensorOptions memory_format(MemoryFormat f) { return f; }
inline TensorOptions requires_grad(bool r = true) { return TensorOptions().requires_grad(r); }
/// "TensorOptions(dtype=float32, device=cpu, layout=strided, requires_grad=false)".
std::ostream& operator<<(std::ostream& out, const TensorOptions& options);

}  // namespace tl
