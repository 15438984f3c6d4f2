// SPDX-License-Identifier: Apache-2.0
// libtensorloom_cuda.so: what the engine sees of it is this one function and the back end that it hands over.
#include "engine/build_id.h"
#include "engine/core/error.h"
#include "engine/cuda/compiler.h"
#include "engine/cuda/texts.h"

namespace tl::gpu {
namespace {

class Backend final : public DeviceBackend {
 public:
  int device_count(std::string* why) override { return gpu_count(why); }
  DeviceFacts facts(int device) override { return gpu(device).facts(); }
  std::map<std::string, std::string> fingerprint(int device) override {
    const DeviceFacts f = facts(device);
    return {{"device", f.name + ", " + f.detail},
            {"nvrtc", compiler_version()},
            {"cublaslt", std::to_string(cublaslt().cublasLtGetVersion())}};
  }
  void* allocate(size_t bytes, int device) override { return gpu(device).allocate(bytes); }
  void release(void* data, size_t bytes, int device) noexcept override { gpu(device).release(data, bytes); }
  MemoryStats memory_stats(int device) override { return gpu(device).memory_stats(); }
  void reset_peak_memory(int device) override { gpu(device).reset_peak(); }
  void empty_cache(int device) override { gpu(device).empty_cache(); }
  void* allocate_pinned(size_t bytes) override { return gpu(0).allocate_pinned(bytes); }
  void release_pinned(void* data) noexcept override { gpu(0).release_pinned(data); }
  void copy_from_host(void* to, const void* from, size_t bytes, int device) override { gpu(device).copy_from_host(to, from, bytes); }
  void copy_to_host(void* to, const void* from, size_t bytes, int device) override { gpu(device).copy_to_host(to, from, bytes); }
  void copy_within(void* to, const void* from, size_t bytes, int device) override { gpu(device).copy_within(to, from, bytes); }
  void synchronize(int device) override { gpu(device).synchronize(); }
  std::vector<KernelText> kernel_texts() override {
    Texts all;
    for (auto* add : {pointwise_texts, reduce_texts, softmax_texts, index_texts, matmul_texts, random_texts, loss_texts, update_texts}) add(all);
    return all;
  }
  void compile(const KernelText& text, const std::string& architecture) override { gpu::compile(text, architecture); }
};
}  // namespace
}  // namespace tl::gpu

extern "C" __attribute__((visibility("default"))) int tl_plugin_init(tl::PluginHost* host) {
  if (host->build_id != TL_BUILD_ID) {
    host->refusal = tl::str("the CUDA back end '", host->file, "' belongs to build ", TL_BUILD_ID, ", but this program is build ", host->build_id);
    return 1;
  }
  using namespace tl::gpu;
  for (auto* add : {register_pointwise, register_reduce, register_softmax, register_index, register_matmul, register_random, register_loss, register_updates})
    add();
  static auto* backend = new Backend;
  host->backend = backend;
  return 0;
}
