// SPDX-License-Identifier: Apache-2.0
// One device: its context, its one stream, memory, compiled modules, and the places where kernels report bad values. Thread-safe.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/device_backend.h"
#include "engine/cuda/libraries.h"

namespace tl::gpu {

/// Called when a kernel reported a bad value: throws the error of the operator. Position and value are what the kernel wrote.
using Report = std::function<void(int64_t position, int64_t value)>;

class Gpu {
 public:
  explicit Gpu(int index);
  Gpu(const Gpu&) = delete;
  Gpu& operator=(const Gpu&) = delete;

  void* allocate(size_t bytes);
  void release(void* data, size_t bytes) noexcept;
  void* allocate_pinned(size_t bytes);
  void release_pinned(void* data) noexcept;
  MemoryStats memory_stats();
  void reset_peak();
  void empty_cache();
  DeviceFacts facts();
  int capability() const { return major_ * 10 + minor_; }

  void copy_from_host(void* to, const void* from, size_t bytes);
  void copy_to_host(void* to, const void* from, size_t bytes);
  void copy_within(void* to, const void* from, size_t bytes);
  void fill_bytes(void* to, unsigned char value, size_t bytes);
  void synchronize() { copy_to_host(nullptr, nullptr, 0); }

  /// Kernel `name` of the text, compiled and loaded at the first call.
  CUfunction function(const KernelText& text, const std::string& name);
  /// Parameters are given by value, exactly as the kernel declares them.
  template <class... P>
  void launch(CUfunction f, int64_t blocks, int threads, P... parameters) {
    void* pointers[] = {static_cast<void*>(&parameters)...};
    launch_raw(f, blocks, threads, pointers);
  }
  /// A place of two int64 in device memory, zero: {position + 1, value} of the first bad value, read at the next wait.
  int64_t* report_slot(Report report);
  cublasLtHandle_t blas();
  CUstream stream() const { return stream_; }
  /// Makes the device's context the calling thread's.
  void use();

 private:
  struct Chunk {
    char* data = nullptr;
    size_t used = 0;
    CUevent done = nullptr;
    bool pending = false;
  };
  static constexpr size_t chunk_bytes = 4 << 20, chunks = 4, slots = 256, small = 64 << 10;
  void launch_raw(CUfunction f, int64_t blocks, int threads, void** parameters);
  void* allocate_new(size_t bytes);
  void free_cached_locked();
  void read_reports_locked();
  char* staging_locked(size_t bytes);

  int index_, major_ = 0, minor_ = 0;
  CUdevice device_ = 0;
  CUcontext context_ = nullptr;
  CUstream stream_ = nullptr;
  cublasLtHandle_t blas_ = nullptr;

  std::mutex memory_mutex_;
  std::unordered_map<size_t, std::vector<void*>> free_;
  MemoryStats stats_;

  std::mutex copy_mutex_;  // staging memory and reports
  Chunk staging_[chunks];
  size_t current_ = 0;
  char* landing_ = nullptr;  // pinned: small results and reports
  int64_t* reports_ = nullptr;
  std::vector<Report> waiting_;

  std::mutex module_mutex_;
  std::unordered_map<std::string, CUmodule> modules_;
};

/// The device of this number; made at the first call.
Gpu& gpu(int index);
inline Gpu& gpu(Device device) { return gpu(device.index() < 0 ? 0 : device.index()); }
int gpu_count(std::string* why);

}  // namespace tl::gpu
