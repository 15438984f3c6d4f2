// SPDX-License-Identifier: Apache-2.0
// What a second device must be able to do: memory, copies, waiting. A plugin (libtensorloom_cuda.so) provides it; kernels live in each
// operator's OpDef. One queue of work per device: copies and kernels run in the order in which they were given, on whichever thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/core/allocator.h"
#include "engine/core/cuda.h"
#include "engine/core/device.h"

namespace tl {

struct DeviceFacts {
  std::string name;    ///< "NVIDIA H100 80GB HBM3"
  std::string detail;  ///< "compute capability 9.0, driver 13.0"
  int64_t memory_total = 0, memory_free = 0;  ///< bytes
};

/// A text that is compiled for the device when it is first needed.
struct KernelText {
  std::string name;  ///< "pointwise/softsign"
  std::string source;
};

/// Thread-safe. `device` counts from 0. Errors of earlier work (an index out of range, a fault) are thrown by the calls that wait.
class DeviceBackend {
 public:
  virtual ~DeviceBackend() = default;
  /// 0 when there is none; `why` then gets one sentence that names what is missing.
  virtual int device_count(std::string* why = nullptr) = 0;
  virtual DeviceFacts facts(int device) = 0;
  /// What decides the bits of results on this device: name, driver, compiler, libraries.
  virtual std::map<std::string, std::string> fingerprint(int device) = 0;

  /// Never null, 256-byte aligned; throws OutOfMemoryError naming the size.
  virtual void* allocate(size_t bytes, int device) = 0;
  virtual void release(void* data, size_t bytes, int device) noexcept = 0;
  virtual MemoryStats memory_stats(int device) = 0;
  virtual void reset_peak_memory(int device) = 0;
  virtual void empty_cache(int device) = 0;

  /// Memory of the host that stays in its place, so that the device copies it by itself. Never null; throws OutOfMemoryError.
  virtual void* allocate_pinned(size_t bytes) = 0;
  virtual void release_pinned(void* data) noexcept = 0;

  /// `from` may be changed or freed as soon as this returns; the device may still be copying.
  virtual void copy_from_host(void* to, const void* from, size_t bytes, int device) = 0;
  /// Waits for all work given so far, then throws what it left to tell.
  virtual void copy_to_host(void* to, const void* from, size_t bytes, int device) = 0;
  virtual void copy_within(void* to, const void* from, size_t bytes, int device) = 0;
  virtual void synchronize(int device) = 0;

  /// Every text that this back end can be asked to compile, and a compilation that needs no device ("sm_80"); throws with the compiler's log.
  virtual std::vector<KernelText> kernel_texts() = 0;
  virtual void compile(const KernelText& text, const std::string& architecture) = 0;
};

/// Handed to `extern "C" int tl_plugin_init(tl::PluginHost*)`, which returns 0 or leaves its reason in `refusal`.
struct PluginHost {
  std::string build_id;   ///< of this engine; a plugin of another build must refuse
  std::string file;       ///< where the plugin was found
  std::string refusal;
  DeviceBackend* backend = nullptr;  ///< given by the plugin, never freed
};

/// The back end of a device type, loading its plugin at the first call. Null: `why` gets one sentence. Thread-safe.
DeviceBackend* find_device_backend(DeviceType type, std::string* why = nullptr);
/// Throws Error (device) when there is none, or when it has no device of this number.
DeviceBackend& device_backend(Device device);
/// "cuda" becomes "cuda:0"; throws Error (device) with one sentence unless tensors can be made there.
Device usable_device(Device device);

}  // namespace tl
