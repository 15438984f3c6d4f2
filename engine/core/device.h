// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <ostream>
#include <string>

namespace tl {

/// Meta tensors have shape, strides and type but no data: shape analysis runs the real operators on them.
enum class DeviceType : int8_t { CPU = 0, CUDA = 1, Meta = 2 };
constexpr DeviceType kCPU = DeviceType::CPU, kCUDA = DeviceType::CUDA, kMeta = DeviceType::Meta;

class Device {
 public:
  Device(DeviceType type = kCPU, int8_t index = -1) : type_(type), index_(index) {}
  /// "cpu", "cuda", "cuda:1", "meta"; throws ValueError for anything else.
  Device(const std::string& text);
  Device(const char* text) : Device(std::string(text)) {}
  DeviceType type() const { return type_; }
  int8_t index() const { return index_; }
  bool has_index() const { return index_ >= 0; }
  bool is_cpu() const { return type_ == kCPU; }
  bool is_cuda() const { return type_ == kCUDA; }
  bool is_meta() const { return type_ == kMeta; }
  bool operator==(const Device& o) const { return type_ == o.type_ && (index_ < 0 ? 0 : index_) == (o.index_ < 0 ? 0 : o.index_); }
  std::string str() const;

 private:
  DeviceType type_;
  int8_t index_;
};
inline std::ostream& operator<<(std::ostream& out, const Device& d) { return out << d.str(); }

}  // namespace tl
