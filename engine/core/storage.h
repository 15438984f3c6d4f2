// SPDX-License-Identifier: Apache-2.0
// Owns the bytes of one or several tensors, their device and the version counter: views and detach() share all three.
#pragma once
#include <atomic>
#include <functional>

#include "engine/core/device.h"
#include "engine/core/intrusive_ptr.h"

namespace tl {

class DeviceBackend;

class StorageImpl final : public RefCounted {
 public:
  /// Allocates on the device; on Meta there is no data. Throws Error (device) when the device is not available here.
  StorageImpl(size_t bytes, Device device);
  /// Memory of somebody else; `deleter` (may be empty) runs when the last tensor is gone.
  StorageImpl(void* data, size_t bytes, Device device, std::function<void(void*)> deleter);
  ~StorageImpl() override;
  void* data() const { return data_; }
  size_t nbytes() const { return bytes_; }
  Device device() const { return device_; }
  uint32_t version() const { return version_.load(std::memory_order_relaxed); }
  void bump_version() { version_.fetch_add(1, std::memory_order_relaxed); }
  /// Grows in place of the old bytes, which are kept up to the smaller size.
  void resize(size_t bytes);
  /// Moves the bytes to memory that processes forked from here share with this one. On other devices nothing is to be done.
  void share();
  bool is_shared() const { return shared_ || device_.is_cuda(); }

 private:
  void free_bytes();
  void* data_ = nullptr;
  size_t bytes_ = 0;
  Device device_;
  bool external_ = false, shared_ = false;
  DeviceBackend* backend_ = nullptr;  // of devices other than the CPU
  std::function<void(void*)> deleter_;
  std::atomic<uint32_t> version_{0};
};
using Storage = IntrusivePtr<StorageImpl>;

}  // namespace tl
