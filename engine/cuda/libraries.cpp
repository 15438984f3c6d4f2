// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/libraries.h"

#include <dlfcn.h>

#include <cstdlib>
#include <vector>

#include "engine/core/error.h"

namespace tl::gpu {
namespace {

constexpr const char* use_cpu = "Install it, or use device cpu.";

template <class Table>
struct Library {
  Table table;
  std::string missing;  // empty: all there
};

/// The first file that opens. A name in the environment is the only candidate then.
void* open_first(const char* variable, const std::vector<std::string>& names, std::string* why) {
  std::vector<std::string> candidates;
  if (const char* named = std::getenv(variable); named && *named) {
    candidates = {named};
  } else {
    candidates = names;
    for (const char* home : {static_cast<const char*>(std::getenv("CUDA_HOME")), static_cast<const char*>(std::getenv("CUDA_PATH")), "/usr/local/cuda"})
      if (home && *home)
        for (const std::string& name : names) candidates.push_back(std::string(home) + "/lib64/" + name);
  }
  for (const std::string& file : candidates)
    if (void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) return library;
    else if (why->empty() || file.find('/') == std::string::npos) *why = dlerror();
  return nullptr;
}

#define TL_TEXT(x) TL_TEXT_(x)
#define TL_TEXT_(x) #x
#define TL_LOAD(f)                                                             \
  table.f = reinterpret_cast<decltype(table.f)>(dlsym(library, TL_TEXT(f)));   \
  if (!table.f && absent.empty()) absent = TL_TEXT(f);

Library<Driver> load_driver() {
  Library<Driver> l;
  std::string why, absent;
  void* library = open_first("TL_CUDA_DRIVER", {"libcuda.so.1"}, &why);
  if (!library) {
    l.missing = str("no NVIDIA driver found (", why, ")");
    return l;
  }
  Driver& table = l.table;
  TL_DRIVER_FUNCTIONS(TL_LOAD)
  if (!absent.empty()) l.missing = str("the NVIDIA driver is too old: it has no ", absent);
  else if (const CUresult r = table.cuInit(0); r == CUDA_ERROR_NO_DEVICE) l.missing = "the NVIDIA driver finds no GPU";
  else if (r != CUDA_SUCCESS) {
    const char* text = nullptr;
    table.cuGetErrorString(r, &text);
    l.missing = str("the NVIDIA driver does not start: ", text ? text : "unknown error");
  }
  return l;
}

Library<Nvrtc> load_nvrtc() {
  Library<Nvrtc> l;
  std::string why, absent;
  void* library = open_first("TL_NVRTC", {"libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"}, &why);
  if (!library) {
    l.missing = str("the CUDA run-time compiler is missing (", why, ")");
    return l;
  }
  Nvrtc& table = l.table;
  TL_NVRTC_FUNCTIONS(TL_LOAD)
  if (!absent.empty()) l.missing = str("the CUDA run-time compiler is too old: it has no ", absent);
  return l;
}

Library<CublasLt> load_cublaslt() {
  Library<CublasLt> l;
  std::string why, absent;
  void* library = open_first("TL_CUBLASLT", {"libcublasLt.so.13", "libcublasLt.so.12", "libcublasLt.so.11", "libcublasLt.so"}, &why);
  if (!library) {
    l.missing = str("cuBLASLt is missing (", why, ")");
    return l;
  }
  CublasLt& table = l.table;
  TL_CUBLASLT_FUNCTIONS(TL_LOAD)
  if (!absent.empty()) l.missing = str("cuBLASLt is too old: it has no ", absent);
  return l;
}

const Library<Driver>& driver_library() {
  static const auto* l = new Library<Driver>(load_driver());
  return *l;
}
template <class Table>
const Table& checked(const Library<Table>& l) {
  if (!l.missing.empty()) throw Error(ErrorCategory::device, "CUDA", l.missing, use_cpu);
  return l.table;
}
}  // namespace

const Driver* find_driver(std::string* why) {
  const Library<Driver>& l = driver_library();
  if (l.missing.empty()) return &l.table;
  if (why) *why = l.missing;
  return nullptr;
}
const Driver& driver() { return checked(driver_library()); }
const Nvrtc& nvrtc() {
  static const auto* l = new Library<Nvrtc>(load_nvrtc());
  return checked(*l);
}
const CublasLt& cublaslt() {
  static const auto* l = new Library<CublasLt>(load_cublaslt());
  return checked(*l);
}

void check(CUresult result, const char* what) {
  if (result == CUDA_SUCCESS) [[likely]] return;
  const char *name = nullptr, *text = nullptr;
  driver().cuGetErrorName(result, &name);
  driver().cuGetErrorString(result, &text);
  throw Error(ErrorCategory::device, "CUDA", str(what, " failed: ", text ? text : "unknown error", " (", name ? name : "?", ")"),
              "Start the program anew: a fault may have left the device unusable.");
}
void check(nvrtcResult result, const char* what) {
  if (result != NVRTC_SUCCESS) throw Error(ErrorCategory::device, "CUDA", str(what, " failed: ", nvrtc().nvrtcGetErrorString(result)));
}
void check(cublasStatus_t result, const char* what) {
  if (result != CUBLAS_STATUS_SUCCESS)
    throw Error(ErrorCategory::device, "CUDA", str(what, " failed with cuBLAS status ", static_cast<int>(result)));
}

}  // namespace tl::gpu
