// SPDX-License-Identifier: Apache-2.0
#include "engine/core/storage.h"

#include <algorithm>
#include <cstring>

#include <sys/mman.h>

#include "engine/core/allocator.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"

namespace tl {

StorageImpl::StorageImpl(size_t bytes, Device device) : bytes_(bytes), device_(device) {
  if (device.is_cpu()) {
    data_ = cpu_allocate(bytes);
  } else if (!device.is_meta()) {
    device_ = usable_device(device);
    backend_ = &device_backend(device_);
    data_ = backend_->allocate(bytes, device_.index());
  }
}
StorageImpl::StorageImpl(void* data, size_t bytes, Device device, std::function<void(void*)> deleter)
    : data_(data), bytes_(bytes), device_(device), external_(true), deleter_(std::move(deleter)) {}

StorageImpl::~StorageImpl() { free_bytes(); }
void StorageImpl::free_bytes() {
  if (shared_) {
    if (data_) ::munmap(data_, bytes_);
  } else if (external_) {
    if (deleter_) deleter_(data_);
  } else if (device_.is_cpu()) {
    cpu_free(data_, bytes_);
  } else if (backend_) {
    backend_->release(data_, bytes_, device_.index());
  }
}

void StorageImpl::share() {
  if (shared_ || !device_.is_cpu()) return;
  void* fresh = nullptr;
  if (bytes_) {
    fresh = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    TL_CHECK(fresh != MAP_FAILED, memory, "share_memory_", "the system has no ", bytes_, " bytes of shared memory");
    std::memcpy(fresh, data_, bytes_);
  }
  free_bytes();
  data_ = fresh;
  shared_ = true;
}

void StorageImpl::resize(size_t bytes) {
  TL_CHECK(!shared_, state, "resize_", "memory shared with other processes cannot be resized; use clone() first");
  TL_CHECK(!external_, state, "resize_", "storage from from_blob belongs to somebody else and cannot be resized");
  if (device_.is_cpu()) {
    void* fresh = cpu_allocate(bytes);
    std::memcpy(fresh, data_, std::min(bytes, bytes_));
    cpu_free(data_, bytes_);
    data_ = fresh;
  } else if (backend_) {
    void* fresh = backend_->allocate(bytes, device_.index());
    backend_->copy_within(fresh, data_, std::min(bytes, bytes_), device_.index());
    backend_->release(data_, bytes_, device_.index());
    data_ = fresh;
  }
  bytes_ = bytes;
}

}  // namespace tl
