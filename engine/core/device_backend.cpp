// SPDX-License-Identifier: Apache-2.0
#include "engine/core/device_backend.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "engine/build_id.h"
#include "engine/core/error.h"

namespace tl {
namespace {
namespace fs = std::filesystem;

struct Loaded {
  DeviceBackend* backend = nullptr;
  std::string why;
};

/// Beside the engine's own library, unless TL_CUDA_PLUGIN names another file.
fs::path plugin_file() {
  if (const char* named = std::getenv("TL_CUDA_PLUGIN"); named && *named) return named;
  Dl_info info{};
  dladdr(reinterpret_cast<const void*>(&find_device_backend), &info);
  std::error_code ignored;
  return fs::weakly_canonical(fs::path(info.dli_fname ? info.dli_fname : ""), ignored).parent_path() / "libtensorloom_cuda.so";
}

Loaded load_plugin() {
  const fs::path file = plugin_file();
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return {nullptr, str("this installation has no CUDA back end ('", file.string(), "' is missing)")};
  // Never closed: its kernels live as long as the tensors that they made.
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) return {nullptr, str("the CUDA back end cannot be loaded: ", dlerror())};
  const auto init = reinterpret_cast<int (*)(PluginHost*)>(dlsym(library, "tl_plugin_init"));
  if (!init) return {nullptr, str("'", file.string(), "' is no Tensorloom plugin: it has no tl_plugin_init")};
  PluginHost host{TL_BUILD_ID, file.string(), {}, nullptr};
  if (init(&host) != 0 || !host.backend)
    return {nullptr, host.refusal.empty() ? str("the CUDA back end '", file.string(), "' refused to start") : host.refusal};
  return {host.backend, {}};
}

const Loaded& cuda_plugin() {
  static const Loaded loaded = load_plugin();
  return loaded;
}

constexpr const char* use_cpu = "Use device cpu.";
}  // namespace

DeviceBackend* find_device_backend(DeviceType type, std::string* why) {
  if (type == kCUDA) {
    if (!cuda_plugin().backend && why) *why = cuda_plugin().why;
    return cuda_plugin().backend;
  }
  if (why) *why = "this device needs no back end";
  return nullptr;
}

DeviceBackend& device_backend(Device device) {
  std::string why;
  DeviceBackend* backend = find_device_backend(device.type(), &why);
  if (!backend) throw Error(ErrorCategory::device, "device", str("device '", device.str(), "' is not available: ", why), use_cpu);
  return *backend;
}

Device usable_device(Device device) {
  if (!device.is_cuda()) return device;
  std::string why;
  const int count = device_backend(device).device_count(&why);
  if (count == 0) throw Error(ErrorCategory::device, "device", str("device '", device.str(), "' is not available: ", why), use_cpu);
  const int index = device.has_index() ? device.index() : 0;
  if (index >= count)
    throw Error(ErrorCategory::device, "device",
                str("device '", device.str(), "' is not available: this machine has ", count, count == 1 ? " CUDA device" : " CUDA devices"),
                str("Use cuda:0", count > 1 ? str(" to cuda:", count - 1) : "", " or cpu."));
  return Device(device.type(), static_cast<int8_t>(index));
}

namespace cuda {
bool is_available() { return device_count() > 0; }
int device_count() {
  DeviceBackend* backend = find_device_backend(kCUDA);
  return backend ? backend->device_count() : 0;
}
std::string why_not() {
  std::string why;
  if (DeviceBackend* backend = find_device_backend(kCUDA, &why)) backend->device_count(&why);
  return why;
}
namespace {
DeviceBackend& checked(int device) { return device_backend(usable_device(Device(kCUDA, static_cast<int8_t>(device)))); }
}  // namespace
void synchronize(int device) { checked(device).synchronize(device); }
MemoryStats memory_stats(int device) { return checked(device).memory_stats(device); }
void reset_peak_memory(int device) { checked(device).reset_peak_memory(device); }
void empty_cache(int device) { checked(device).empty_cache(device); }
}  // namespace cuda

}  // namespace tl
