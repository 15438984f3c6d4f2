// SPDX-License-Identifier: Apache-2.0
// Everything a device does goes through one stream, so memory that is released can be handed out again at once: what is given later runs
// later. Only reading on the host waits.
#include "engine/cuda/gpu.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/cuda/compiler.h"

namespace tl::gpu {
namespace {
thread_local CUcontext current_context = nullptr;

CUdeviceptr address(const void* p) { return reinterpret_cast<CUdeviceptr>(p); }

/// Four steps per doubling from 512 bytes up: at most a quarter is wasted, and a block fits many later requests.
size_t rounded(size_t bytes) {
  constexpr size_t smallest = 512;
  if (bytes <= smallest) return smallest;
  const size_t step = std::max(smallest, std::bit_floor(bytes - 1) / 4);
  return (bytes + step - 1) / step * step;
}
}  // namespace

int gpu_count(std::string* why) {
  static std::string reason;
  static const int count = [] {
    const Driver* d = find_driver(&reason);
    int n = 0;
    if (d && d->cuDeviceGetCount(&n) == CUDA_SUCCESS && n == 0) reason = "the NVIDIA driver finds no GPU";
    return n;
  }();
  if (why) *why = reason;
  return count;
}

Gpu& gpu(int index) {
  // Leaked on purpose: tensors in static objects are freed after any destructor here would have run.
  static std::mutex mutex;
  static auto* all = new std::vector<std::unique_ptr<Gpu>>;
  std::lock_guard lock(mutex);
  if (all->size() <= static_cast<size_t>(index)) all->resize(static_cast<size_t>(index) + 1);
  auto& one = (*all)[static_cast<size_t>(index)];
  if (!one) one = std::make_unique<Gpu>(index);
  return *one;
}

Gpu::Gpu(int index) : index_(index) {
  const Driver& d = driver();
  check(d.cuDeviceGet(&device_, index), "opening the device");
  check(d.cuDeviceGetAttribute(&major_, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device_), "asking the device");
  check(d.cuDeviceGetAttribute(&minor_, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device_), "asking the device");
  check(d.cuDevicePrimaryCtxRetain(&context_, device_), "making a context");
  use();
  check(d.cuStreamCreate(&stream_, CU_STREAM_NON_BLOCKING), "making a stream");
  void* pinned = nullptr;
  check(d.cuMemHostAlloc(&pinned, small + slots * 2 * sizeof(int64_t), 0), "pinning memory");
  landing_ = static_cast<char*>(pinned);
  CUdeviceptr reports = 0;
  check(d.cuMemAlloc(&reports, slots * 2 * sizeof(int64_t)), "reserving memory");
  reports_ = reinterpret_cast<int64_t*>(reports);
  check(d.cuMemsetD8Async(reports, 0, slots * 2 * sizeof(int64_t), stream_), "clearing memory");
}

void Gpu::use() {
  if (current_context == context_) return;
  check(driver().cuCtxSetCurrent(context_), "choosing the device");
  current_context = context_;
}

DeviceFacts Gpu::facts() {
  use();
  DeviceFacts f;
  char name[256] = {};
  int version = 0;
  size_t total = 0, free = 0;
  check(driver().cuDeviceGetName(name, sizeof name - 1, device_), "asking for the device's name");
  check(driver().cuDriverGetVersion(&version), "asking for the driver's version");
  check(driver().cuMemGetInfo(&free, &total), "asking for free memory");
  f.name = name;
  f.detail = str("compute capability ", major_, '.', minor_, ", driver for CUDA ", version / 1000, '.', version % 1000 / 10);
  f.memory_total = static_cast<int64_t>(total);
  f.memory_free = static_cast<int64_t>(free);
  return f;
}

// ---- memory
void* Gpu::allocate(size_t bytes) {
  const size_t size = rounded(bytes);
  std::lock_guard lock(memory_mutex_);
  void* p = nullptr;
  ++stats_.allocations;
  if (auto& list = free_[size]; !list.empty()) {
    p = list.back();
    list.pop_back();
    stats_.cached -= static_cast<int64_t>(size);
  } else {
    p = allocate_new(size);
    ++stats_.system_allocations;
  }
  stats_.allocated += static_cast<int64_t>(size);
  stats_.peak = std::max(stats_.peak, stats_.allocated);
  return p;
}

void* Gpu::allocate_new(size_t size) {
  use();
  CUdeviceptr p = 0;
  CUresult r = driver().cuMemAlloc(&p, size);
  if (r == CUDA_ERROR_OUT_OF_MEMORY) {
    free_cached_locked();
    r = driver().cuMemAlloc(&p, size);
  }
  if (r == CUDA_ERROR_OUT_OF_MEMORY)
    throw OutOfMemoryError(ErrorCategory::memory, "allocate",
                           str("no memory for ", size, " bytes on cuda:", index_, ", where ", stats_.allocated, " are in use"),
                           "Use a smaller batch or a smaller network.");
  check(r, "reserving memory");
  return reinterpret_cast<void*>(p);
}

void Gpu::release(void* data, size_t bytes) noexcept {
  if (!data) return;
  const size_t size = rounded(bytes);
  std::lock_guard lock(memory_mutex_);
  stats_.allocated -= static_cast<int64_t>(size);
  stats_.cached += static_cast<int64_t>(size);
  free_[size].push_back(data);
}

void* Gpu::allocate_pinned(size_t bytes) {
  use();
  void* p = nullptr;
  const CUresult r = driver().cuMemHostAlloc(&p, std::max<size_t>(bytes, 1), 0);
  if (r == CUDA_ERROR_OUT_OF_MEMORY)
    throw OutOfMemoryError(ErrorCategory::memory, "pin_memory", str("the system cannot pin ", bytes, " bytes more"), "Pin less, or work without it.");
  check(r, "pinning memory");
  return p;
}
/// Copies from it may still run: the driver waits for them.
void Gpu::release_pinned(void* data) noexcept {
  try {
    use();
    check(driver().cuMemFreeHost(data), "returning pinned memory");
  } catch (const std::exception& e) {
    logging::warning(e.what());
  }
}

/// The driver waits for running work before it takes memory back.
void Gpu::free_cached_locked() {
  for (auto& [size, list] : free_) {
    for (void* p : list) check(driver().cuMemFree(address(p)), "returning memory");
    list.clear();
  }
  stats_.cached = 0;
}
void Gpu::empty_cache() {
  use();
  std::lock_guard lock(memory_mutex_);
  free_cached_locked();
}
MemoryStats Gpu::memory_stats() {
  std::lock_guard lock(memory_mutex_);
  return stats_;
}
void Gpu::reset_peak() {
  std::lock_guard lock(memory_mutex_);
  stats_.peak = stats_.allocated;
}

// ---- copies
/// Pinned memory for a copy that may still run when the caller has gone on. Chunks are used in turn; a full one is waited for before reuse.
char* Gpu::staging_locked(size_t bytes) {
  Chunk* c = &staging_[current_];
  if (c->data && c->used + bytes > chunk_bytes) {
    check(driver().cuEventRecord(c->done, stream_), "noting a copy");
    c->pending = true;
    current_ = (current_ + 1) % chunks;
    c = &staging_[current_];
  }
  if (!c->data) {
    void* p = nullptr;
    check(driver().cuMemHostAlloc(&p, chunk_bytes, 0), "pinning memory");
    c->data = static_cast<char*>(p);
    check(driver().cuEventCreate(&c->done, CU_EVENT_DISABLE_TIMING), "making an event");
  }
  if (c->pending) {
    check(driver().cuEventSynchronize(c->done), "waiting for a copy");
    c->pending = false;
    c->used = 0;
  }
  char* at = c->data + c->used;
  c->used += (bytes + 63) / 64 * 64;
  return at;
}

void Gpu::copy_from_host(void* to, const void* from, size_t bytes) {
  use();
  std::lock_guard lock(copy_mutex_);
  for (size_t done = 0; done < bytes;) {
    const size_t n = std::min(bytes - done, chunk_bytes);
    char* pinned = staging_locked(n);
    std::memcpy(pinned, static_cast<const char*>(from) + done, n);
    check(driver().cuMemcpyHtoDAsync(address(to) + done, pinned, n, stream_), "copying to the device");
    done += n;
  }
}

void Gpu::copy_to_host(void* to, const void* from, size_t bytes) {
  use();
  std::lock_guard lock(copy_mutex_);
  const bool through_landing = bytes > 0 && bytes <= small;
  if (through_landing) check(driver().cuMemcpyDtoHAsync(landing_, address(from), bytes, stream_), "copying from the device");
  else if (bytes) check(driver().cuMemcpyDtoHAsync(to, address(from), bytes, stream_), "copying from the device");
  if (!waiting_.empty())
    check(driver().cuMemcpyDtoHAsync(landing_ + small, address(reports_), waiting_.size() * 2 * sizeof(int64_t), stream_), "copying reports");
  check(driver().cuStreamSynchronize(stream_), "computing");
  if (through_landing) std::memcpy(to, landing_, bytes);
  if (!waiting_.empty()) read_reports_locked();
}

/// The stream has been waited for. The first report in the order of the calls is thrown; the others were perhaps its consequences.
void Gpu::read_reports_locked() {
  std::vector<Report> reports = std::move(waiting_);
  waiting_.clear();
  const auto* words = reinterpret_cast<const int64_t*>(landing_ + small);
  for (size_t i = 0; i < reports.size(); ++i) {
    if (words[2 * i] == 0) continue;
    const int64_t position = words[2 * i] - 1, value = words[2 * i + 1];
    check(driver().cuMemsetD8Async(address(reports_), 0, slots * 2 * sizeof(int64_t), stream_), "clearing memory");
    reports[i](position, value);
    return;
  }
}

int64_t* Gpu::report_slot(Report report) {
  {
    std::lock_guard lock(copy_mutex_);
    if (waiting_.size() < slots) {
      waiting_.push_back(std::move(report));
      return reports_ + 2 * (waiting_.size() - 1);
    }
  }
  synchronize();
  return report_slot(std::move(report));
}

void Gpu::copy_within(void* to, const void* from, size_t bytes) {
  if (!bytes) return;
  use();
  check(driver().cuMemcpyDtoDAsync(address(to), address(from), bytes, stream_), "copying on the device");
}
void Gpu::fill_bytes(void* to, unsigned char value, size_t bytes) {
  if (!bytes) return;
  use();
  check(driver().cuMemsetD8Async(address(to), value, bytes, stream_), "clearing memory");
}

// ---- kernels
CUfunction Gpu::function(const KernelText& text, const std::string& name) {
  use();
  std::lock_guard lock(module_mutex_);
  CUmodule& module = modules_[text.name];
  if (!module) {
    const std::vector<char> code = compiled(text, major_, minor_);
    check(driver().cuModuleLoadDataEx(&module, code.data(), 0, nullptr, nullptr), "loading a kernel");
  }
  CUfunction f = nullptr;
  check(driver().cuModuleGetFunction(&f, module, name.c_str()), "finding a kernel");
  return f;
}

void Gpu::launch_raw(CUfunction f, int64_t blocks, int threads, void** parameters) {
  use();
  if (blocks <= 0) return;
  TL_CHECK(blocks < (int64_t{1} << 31), not_implemented, "CUDA", "a tensor with this many elements needs ", blocks, " blocks, more than a device takes");
  check(driver().cuLaunchKernel(f, static_cast<unsigned>(blocks), 1, 1, static_cast<unsigned>(threads), 1, 1, 0, stream_, parameters, nullptr),
        "starting a kernel");
}

cublasLtHandle_t Gpu::blas() {
  use();
  std::lock_guard lock(module_mutex_);
  if (!blas_) check(cublaslt().cublasLtCreate(&blas_), "starting cuBLASLt");
  return blas_;
}

}  // namespace tl::gpu
