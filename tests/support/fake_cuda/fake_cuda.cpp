// SPDX-License-Identifier: Apache-2.0
// Stand-in for libcuda.so.1. Work is queued and runs when somebody waits, as late as the real driver ever would; memory is closed in
// between, so that the host touching device memory is a segmentation fault; calls without a current context fail.
#include "fake_cuda.h"

#include <cuda.h>
#include <dlfcn.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace {

std::recursive_mutex mutex;
thread_local CUcontext current = nullptr;
int context_token;

size_t memory_limit() {
  const char* s = std::getenv("FAKE_CUDA_MEMORY");
  return s ? std::strtoull(s, nullptr, 10) : size_t{1} << 30;
}

struct Memory {
  char* base = nullptr;
  size_t limit = 0, top = 0, used = 0;
  std::map<size_t, size_t> live;                // offset → size
  std::map<size_t, std::vector<size_t>> holes;  // size → offsets
  std::map<char*, size_t> pinned;
  int open = 0;
};
Memory& memory() {
  static auto* m = [] {
    auto* x = new Memory;
    x->limit = memory_limit();
    x->base = static_cast<char*>(mmap(nullptr, x->limit, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    if (x->base == MAP_FAILED) std::abort();
    return x;
  }();
  return *m;
}
constexpr size_t page = 4096;
struct Open {
  Open() { if (memory().open++ == 0 && memory().top) mprotect(memory().base, memory().top, PROT_READ | PROT_WRITE); }
  ~Open() { if (--memory().open == 0 && memory().top) mprotect(memory().base, memory().top, PROT_NONE); }
};

struct Queue {
  std::deque<std::function<void()>> work;
};
/// One queue is enough: the plugin has one stream for each device.
std::deque<std::function<void()>> work;
CUresult failure = CUDA_SUCCESS;  // sticky, as a fault on a device is

bool inside(CUdeviceptr p, size_t bytes) {
  if (bytes == 0) return true;
  const auto at = static_cast<size_t>(reinterpret_cast<char*>(p) - memory().base);
  auto it = memory().live.upper_bound(at);
  if (it == memory().live.begin()) return false;
  --it;
  return at + bytes <= it->first + it->second;
}
void flush() {
  if (work.empty()) return;
  const Open open;
  while (!work.empty()) {
    auto f = std::move(work.front());
    work.pop_front();
    if (failure == CUDA_SUCCESS) f();
  }
}
void fail(CUresult r, const char* why) {
  std::fprintf(stderr, "fake CUDA: %s\n", why);
  if (failure == CUDA_SUCCESS) failure = r;
}

// ---- launches
struct Module {
  void* library;
  FakeState* state = new FakeState{};
  bool uses_barrier;
};
struct Function {
  Module* module;
  void* (*bind)(void**);
  void (*run)(void*);
  void (*unbind)(void*);
  std::string name;
};

/// The threads of one block as fibers that meet at the barrier.
class Fibers {
 public:
  static constexpr size_t stack = 64 << 10;
  void run_block(Function* f, void* arguments, unsigned n) {
    self = this;
    function_ = f;
    arguments_ = arguments;
    fibers_.resize(std::max<size_t>(fibers_.size(), n));
    for (unsigned t = 0; t < n; ++t) {
      Fiber& fiber = fibers_[t];
      if (!fiber.stack) fiber.stack = static_cast<char*>(std::malloc(stack));
      fiber.done = false;
      getcontext(&fiber.context);
      fiber.context.uc_stack.ss_sp = fiber.stack;
      fiber.context.uc_stack.ss_size = stack;
      fiber.context.uc_link = &home_;
      makecontext(&fiber.context, reinterpret_cast<void (*)()>(&Fibers::enter), 0);
    }
    for (bool more = true; more;) {
      unsigned finished = 0;
      for (unsigned t = 0; t < n; ++t) {
        now_ = t;
        f->module->state->thread = {t, 0, 0};
        swapcontext(&home_, &fibers_[t].context);
        finished += fibers_[t].done;
      }
      more = finished == 0;
      if (more) continue;
      if (finished != n) fail(CUDA_ERROR_LAUNCH_FAILED, "some threads of a block left while others waited at a barrier");
    }
  }
  static void barrier() { swapcontext(&self->fibers_[self->now_].context, &self->home_); }

 private:
  struct Fiber {
    ucontext_t context;
    char* stack = nullptr;
    bool done = false;
  };
  static void enter() {
    self->function_->run(self->arguments_);
    self->fibers_[self->now_].done = true;
  }
  static inline Fibers* self = nullptr;
  std::vector<Fiber> fibers_;
  ucontext_t home_{};
  unsigned now_ = 0;
  Function* function_ = nullptr;
  void* arguments_ = nullptr;
};

void launch(Function* f, void* arguments, unsigned blocks, unsigned threads) {
  static auto* fibers = new Fibers;
  FakeState& s = *f->module->state;
  s.threads = {threads, 1, 1};
  s.blocks = {blocks, 1, 1};
  s.barrier = &Fibers::barrier;
  for (unsigned b = 0; b < blocks && failure == CUDA_SUCCESS; ++b) {
    s.block = {b, 0, 0};
    if (f->module->uses_barrier) {
      fibers->run_block(f, arguments, threads);
    } else {
      for (unsigned t = 0; t < threads; ++t) {
        s.thread = {t, 0, 0};
        f->run(arguments);
      }
    }
  }
  f->unbind(arguments);
}
}  // namespace

#define LOCK const std::lock_guard<std::recursive_mutex> lock(mutex)
#define NEED_CONTEXT            \
  if (!current) return CUDA_ERROR_INVALID_CONTEXT; \
  LOCK

extern "C" {
void fake_cuda_enqueue(void*, void (*f)(void*), void* data) {
  LOCK;
  work.push_back([=] { f(data); });
}

CUresult cuInit(unsigned) {
  const char* n = std::getenv("FAKE_CUDA_DEVICES");
  return n && std::atoi(n) == 0 ? CUDA_ERROR_NO_DEVICE : CUDA_SUCCESS;
}
CUresult cuDriverGetVersion(int* v) { return *v = 13000, CUDA_SUCCESS; }
CUresult cuGetErrorName(CUresult, const char** s) { return *s = "FAKE_ERROR", CUDA_SUCCESS; }
CUresult cuGetErrorString(CUresult r, const char** s) {
  *s = r == CUDA_ERROR_INVALID_CONTEXT ? "no context is current" : r == CUDA_ERROR_OUT_OF_MEMORY ? "out of memory" : "the stand-in refused";
  return CUDA_SUCCESS;
}
CUresult cuDeviceGetCount(int* n) {
  const char* s = std::getenv("FAKE_CUDA_DEVICES");
  return *n = s ? std::atoi(s) : 1, CUDA_SUCCESS;
}
CUresult cuDeviceGet(CUdevice* d, int i) { return *d = i, CUDA_SUCCESS; }
CUresult cuDeviceGetName(char* name, int n, CUdevice) { return std::snprintf(name, static_cast<size_t>(n), "Stand-in device of the tests"), CUDA_SUCCESS; }
CUresult cuDeviceGetAttribute(int* v, CUdevice_attribute a, CUdevice) {
  *v = a == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR ? 8 : 0;
  return CUDA_SUCCESS;
}
CUresult cuDeviceTotalMem(size_t* n, CUdevice) { return *n = memory_limit(), CUDA_SUCCESS; }
CUresult cuDevicePrimaryCtxRetain(CUcontext* c, CUdevice) { return *c = reinterpret_cast<CUcontext>(&context_token), CUDA_SUCCESS; }
CUresult cuCtxSetCurrent(CUcontext c) { return current = c, CUDA_SUCCESS; }
CUresult cuMemGetInfo(size_t* free, size_t* total) {
  NEED_CONTEXT;
  *total = memory().limit;
  *free = memory().limit - memory().used;
  return CUDA_SUCCESS;
}

CUresult cuMemAlloc(CUdeviceptr* p, size_t bytes) {
  NEED_CONTEXT;
  Memory& m = memory();
  const size_t size = (bytes + 511) / 512 * 512;
  size_t at;
  if (auto& holes = m.holes[size]; !holes.empty()) {
    at = holes.back();
    holes.pop_back();
  } else {
    at = (m.top + 511) / 512 * 512;
    if (at + size > m.limit) return CUDA_ERROR_OUT_OF_MEMORY;
    const bool open = m.open > 0;
    m.top = (at + size + page - 1) / page * page;
    if (open) mprotect(m.base, m.top, PROT_READ | PROT_WRITE);
    m.top = std::min(m.top, m.limit);
  }
  m.live[at] = size;
  m.used += size;
  *p = reinterpret_cast<CUdeviceptr>(m.base + at);
  {
    const Open opened;  // fresh memory holds rubbish
    std::memset(m.base + at, 0xCD, size);
  }
  // The next block starts on a page of its own now and then; within a page neighbours are told apart by `inside`.
  return CUDA_SUCCESS;
}
CUresult cuMemFree(CUdeviceptr p) {
  NEED_CONTEXT;
  flush();
  Memory& m = memory();
  const auto it = m.live.find(static_cast<size_t>(reinterpret_cast<char*>(p) - m.base));
  if (it == m.live.end()) return CUDA_ERROR_INVALID_VALUE;
  m.holes[it->second].push_back(it->first);
  m.used -= it->second;
  m.live.erase(it);
  return CUDA_SUCCESS;
}
CUresult cuMemHostAlloc(void** p, size_t bytes, unsigned) {
  NEED_CONTEXT;
  *p = std::malloc(bytes);
  memory().pinned[static_cast<char*>(*p)] = bytes;
  return CUDA_SUCCESS;
}
CUresult cuMemFreeHost(void* p) {
  NEED_CONTEXT;
  flush();
  if (!memory().pinned.erase(static_cast<char*>(p))) return CUDA_ERROR_INVALID_VALUE;
  std::free(p);
  return CUDA_SUCCESS;
}
bool is_pinned(const void* p) {
  auto it = memory().pinned.upper_bound(static_cast<char*>(const_cast<void*>(p)));
  if (it == memory().pinned.begin()) return false;
  --it;
  return p < it->first + it->second;
}

CUresult cuMemcpyHtoDAsync(CUdeviceptr to, const void* from, size_t n, CUstream) {
  NEED_CONTEXT;
  if (!inside(to, n)) return CUDA_ERROR_INVALID_VALUE;
  if (is_pinned(from)) {
    work.push_back([=] { std::memcpy(reinterpret_cast<void*>(to), from, n); });
  } else {
    std::string copy(static_cast<const char*>(from), n);
    work.push_back([=] { std::memcpy(reinterpret_cast<void*>(to), copy.data(), n); });
  }
  return CUDA_SUCCESS;
}
CUresult cuMemcpyDtoHAsync(void* to, CUdeviceptr from, size_t n, CUstream) {
  NEED_CONTEXT;
  if (!inside(from, n)) return CUDA_ERROR_INVALID_VALUE;
  work.push_back([=] { std::memcpy(to, reinterpret_cast<void*>(from), n); });
  if (!is_pinned(to)) flush();
  return CUDA_SUCCESS;
}
CUresult cuMemcpyDtoDAsync(CUdeviceptr to, CUdeviceptr from, size_t n, CUstream) {
  NEED_CONTEXT;
  if (!inside(to, n) || !inside(from, n)) return CUDA_ERROR_INVALID_VALUE;
  work.push_back([=] { std::memmove(reinterpret_cast<void*>(to), reinterpret_cast<void*>(from), n); });
  return CUDA_SUCCESS;
}
CUresult cuMemsetD8Async(CUdeviceptr to, unsigned char v, size_t n, CUstream) {
  NEED_CONTEXT;
  if (!inside(to, n)) return CUDA_ERROR_INVALID_VALUE;
  work.push_back([=] { std::memset(reinterpret_cast<void*>(to), v, n); });
  return CUDA_SUCCESS;
}

CUresult cuStreamCreate(CUstream* s, unsigned) {
  NEED_CONTEXT;
  return *s = reinterpret_cast<CUstream>(new int(0)), CUDA_SUCCESS;
}
CUresult cuStreamSynchronize(CUstream) {
  NEED_CONTEXT;
  flush();
  return failure;
}
struct FakeEvent { bool reached = true; };
CUresult cuEventCreate(CUevent* e, unsigned) {
  NEED_CONTEXT;
  return *e = reinterpret_cast<CUevent>(new FakeEvent), CUDA_SUCCESS;
}
CUresult cuEventRecord(CUevent e, CUstream) {
  NEED_CONTEXT;
  auto* event = reinterpret_cast<FakeEvent*>(e);
  event->reached = false;
  work.push_back([=] { event->reached = true; });
  return CUDA_SUCCESS;
}
CUresult cuEventSynchronize(CUevent e) {
  NEED_CONTEXT;
  if (!reinterpret_cast<FakeEvent*>(e)->reached) flush();
  return failure;
}

CUresult cuModuleLoadDataEx(CUmodule* module, const void* image, unsigned, CUjit_option*, void**) {
  NEED_CONTEXT;
  FakeImage head;
  std::memcpy(&head, image, sizeof head);
  if (std::memcmp(head.mark, fake_image_mark, sizeof head.mark) != 0) return CUDA_ERROR_INVALID_IMAGE;
  // The loader knows libraries by their path, so no two may have the same: the name counts on.
  static int number = 0;
  const std::string path = "/tmp/fake_cuda_" + std::to_string(getpid()) + "_" + std::to_string(number++) + ".so";
  {
    std::ofstream out(path, std::ios::binary);
    out.write(static_cast<const char*>(image) + sizeof head, static_cast<std::streamsize>(head.bytes));
    if (!out) return CUDA_ERROR_INVALID_IMAGE;
  }
  auto* m = new Module{dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL), new FakeState{}, head.uses_barrier != 0};
  unlink(path.c_str());
  if (!m->library) {
    std::fprintf(stderr, "fake CUDA: %s\n", dlerror());
    return CUDA_ERROR_INVALID_IMAGE;
  }
  *static_cast<FakeState**>(dlsym(m->library, "tl_state")) = m->state;
  *module = reinterpret_cast<CUmodule>(m);
  return CUDA_SUCCESS;
}
CUresult cuModuleGetFunction(CUfunction* f, CUmodule module, const char* name) {
  NEED_CONTEXT;
  auto* m = reinterpret_cast<Module*>(module);
  const std::string n = name;
  auto* found = new Function{m, reinterpret_cast<void* (*)(void**)>(dlsym(m->library, (n + "_bind").c_str())),
                             reinterpret_cast<void (*)(void*)>(dlsym(m->library, (n + "_run").c_str())),
                             reinterpret_cast<void (*)(void*)>(dlsym(m->library, (n + "_unbind").c_str())), n};
  if (!found->bind) return delete found, CUDA_ERROR_NOT_FOUND;
  *f = reinterpret_cast<CUfunction>(found);
  return CUDA_SUCCESS;
}
CUresult cuLaunchKernel(CUfunction f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned, CUstream, void** parameters,
                        void**) {
  NEED_CONTEXT;
  if (gx == 0 || gy != 1 || gz != 1 || bx == 0 || bx > 1024 || by != 1 || bz != 1) return CUDA_ERROR_INVALID_VALUE;
  auto* function = reinterpret_cast<Function*>(f);
  void* arguments = function->bind(parameters);
  work.push_back([=] { launch(function, arguments, gx, bx); });
  return CUDA_SUCCESS;
}
}
