// SPDX-License-Identifier: Apache-2.0
// Stand-in for libnvrtc: gives a CUDA text to the C++ compiler of this machine, with a head that maps CUDA's words to a launch's state.
#include <nvrtc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fake_cuda.h"

namespace {
const char* const head = R"(
#include <math.h>
extern "C" {
struct FakeDim { unsigned x, y, z; };
struct FakeState { FakeDim thread, block, threads, blocks; void (*barrier)(); };
FakeState* tl_state;
}
#define threadIdx (tl_state->thread)
#define blockIdx (tl_state->block)
#define blockDim (tl_state->threads)
#define gridDim (tl_state->blocks)
#define __device__
#define __shared__ static
#define __syncthreads() tl_state->barrier()
static inline double __longlong_as_double(long long v) { double d; __builtin_memcpy(&d, &v, 8); return d; }
template <class F> struct tl_bound;
template <class... A> struct tl_bound<void(A...)> {
  static void* bind(void** p) {
    char** copies = (char**)__builtin_malloc(sizeof(char*) * (sizeof...(A) + 1));
    int i = 0;
    ((copies[i] = (char*)__builtin_malloc(sizeof(A)), __builtin_memcpy(copies[i], p[i], sizeof(A)), ++i), ...);
    return copies;
  }
  template <int... I> struct Numbers {};
  template <int... I> static void call(void (*f)(A...), char** c, Numbers<I...>) { f(*(A*)c[I]...); }
  static void run(void (*f)(A...), void* c) { call(f, (char**)c, Numbers<__integer_pack(sizeof...(A))...>{}); }
  static void unbind(void* c) {
    for (unsigned i = 0; i < sizeof...(A); ++i) __builtin_free(((char**)c)[i]);
    __builtin_free(c);
  }
};
#define TL_KERNEL(name, ...)                                                                    \
  extern "C" void name(__VA_ARGS__);                                                            \
  extern "C" void* name##_bind(void** p) { return tl_bound<decltype(name)>::bind(p); }          \
  extern "C" void name##_run(void* c) { tl_bound<decltype(name)>::run(name, c); }               \
  extern "C" void name##_unbind(void* c) { tl_bound<decltype(name)>::unbind(c); }               \
  extern "C" void name(__VA_ARGS__)
)";

struct Program {
  std::string source, log;
  std::vector<char> code;
};
Program& of(nvrtcProgram p) { return *reinterpret_cast<Program*>(p); }
std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
}  // namespace

extern "C" {
nvrtcResult nvrtcVersion(int* major, int* minor) { return *major = 0, *minor = 1, NVRTC_SUCCESS; }
const char* nvrtcGetErrorString(nvrtcResult) { return "the stand-in refused"; }
nvrtcResult nvrtcGetNumSupportedArchs(int* n) { return *n = 1, NVRTC_SUCCESS; }
nvrtcResult nvrtcGetSupportedArchs(int* a) { return *a = 80, NVRTC_SUCCESS; }
nvrtcResult nvrtcCreateProgram(nvrtcProgram* p, const char* source, const char*, int, const char* const*, const char* const*) {
  return *p = reinterpret_cast<nvrtcProgram>(new Program{source, {}, {}}), NVRTC_SUCCESS;
}
nvrtcResult nvrtcDestroyProgram(nvrtcProgram* p) { return delete &of(*p), NVRTC_SUCCESS; }
nvrtcResult nvrtcCompileProgram(nvrtcProgram p, int, const char* const*) {
  char folder[] = "/tmp/fake_nvrtc_XXXXXX";
  if (!mkdtemp(folder)) return NVRTC_ERROR_INTERNAL_ERROR;
  const std::string base = std::string(folder) + "/k";
  std::ofstream(base + ".cpp") << head << of(p).source;
  const std::string command = std::string(FAKE_COMPILER) + " -x c++ -std=c++17 -O0 -ffp-contract=off -w -shared -fPIC -o " + base + ".so " + base + ".cpp 2> " + base + ".log";
  const int status = std::system(command.c_str());
  of(p).log = read_all(base + ".log");
  const std::string library = read_all(base + ".so");
  for (const char* end : {".cpp", ".so", ".log"}) unlink((base + end).c_str());
  rmdir(folder);
  if (status != 0) return NVRTC_ERROR_COMPILATION;
  FakeImage image{};
  std::memcpy(image.mark, fake_image_mark, sizeof image.mark);
  image.bytes = library.size();
  image.uses_barrier = of(p).source.find("__syncthreads") != std::string::npos;
  of(p).code.assign(reinterpret_cast<char*>(&image), reinterpret_cast<char*>(&image) + sizeof image);
  of(p).code.insert(of(p).code.end(), library.begin(), library.end());
  return NVRTC_SUCCESS;
}
nvrtcResult nvrtcGetProgramLogSize(nvrtcProgram p, size_t* n) { return *n = of(p).log.size() + 1, NVRTC_SUCCESS; }
nvrtcResult nvrtcGetProgramLog(nvrtcProgram p, char* log) { return std::memcpy(log, of(p).log.c_str(), of(p).log.size() + 1), NVRTC_SUCCESS; }
nvrtcResult nvrtcGetCUBINSize(nvrtcProgram p, size_t* n) { return *n = of(p).code.size(), NVRTC_SUCCESS; }
nvrtcResult nvrtcGetCUBIN(nvrtcProgram p, char* code) { return std::memcpy(code, of(p).code.data(), of(p).code.size()), NVRTC_SUCCESS; }
nvrtcResult nvrtcGetPTXSize(nvrtcProgram, size_t*) { return NVRTC_ERROR_INVALID_INPUT; }
nvrtcResult nvrtcGetPTX(nvrtcProgram, char*) { return NVRTC_ERROR_INVALID_INPUT; }
}
