// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/compiler.h"

#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/log.h"
#include "engine/cuda/libraries.h"

namespace tl::gpu {
namespace {
namespace fs = std::filesystem;

// No contraction into fused multiply-add: results then differ from the CPU's by the last bits of library functions only, and these
// kernels wait for memory, not for arithmetic.
constexpr const char* fixed_options[] = {"--std=c++17", "--fmad=false"};

std::string hex(uint64_t v) {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(v));
  return text;
}

/// Empty: there is nowhere to keep anything.
fs::path cache_folder() {
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg) return fs::path(xdg) / "tensorloom" / "cuda";
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "tensorloom" / "cuda";
  return {};
}

constexpr char mark[8] = {'T', 'L', 'C', 'U', 'D', 'A', '0', '1'};
struct Header {
  char mark[8];
  uint64_t hash;
};

/// Empty when the file is missing or is not what was written.
std::vector<char> read_cached(const fs::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return {};
  const auto size = static_cast<size_t>(in.tellg());
  if (size <= sizeof(Header)) return {};
  std::vector<char> bytes(size);
  in.seekg(0);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return {};
  Header h;
  std::memcpy(&h, bytes.data(), sizeof h);
  if (std::memcmp(h.mark, mark, sizeof mark) != 0 || h.hash != XXH3_64bits(bytes.data() + sizeof h, size - sizeof h)) return {};
  bytes.erase(bytes.begin(), bytes.begin() + sizeof h);
  return bytes;
}

/// Whole or not at all, for other processes may read while this one writes. A cache that cannot be written costs time, nothing else.
void write_cached(const fs::path& file, const std::vector<char>& code) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  const fs::path fresh = file.string() + "." + std::to_string(getpid()) + ".tmp";
  Header h;
  std::memcpy(h.mark, mark, sizeof mark);
  h.hash = XXH3_64bits(code.data(), code.size());
  {
    std::ofstream out(fresh, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&h), sizeof h);
    out.write(code.data(), static_cast<std::streamsize>(code.size()));
    out.flush();
    if (!out) {
      fs::remove(fresh, failed);
      return;
    }
  }
  fs::rename(fresh, file, failed);
  if (failed) fs::remove(fresh, failed);
}

std::string architecture_for(int wanted) {
  int n = 0;
  check(nvrtc().nvrtcGetNumSupportedArchs(&n), "asking for architectures");
  std::vector<int> known(static_cast<size_t>(n));
  if (n > 0) check(nvrtc().nvrtcGetSupportedArchs(known.data()), "asking for architectures");
  if (std::find(known.begin(), known.end(), wanted) != known.end()) return str("sm_", wanted);
  int best = 0;
  for (const int a : known)
    if (a < wanted) best = std::max(best, a);
  if (!best)
    throw Error(ErrorCategory::device, "CUDA",
                str("the CUDA run-time compiler ", compiler_version(), " does not know devices of compute capability ", wanted / 10, ".", wanted % 10),
                "Install a CUDA toolkit that supports this device, or use device cpu.");
  return str("compute_", best);
}
}  // namespace

std::string compiler_version() {
  int major = 0, minor = 0;
  check(nvrtc().nvrtcVersion(&major, &minor), "asking for the compiler's version");
  return str(major, '.', minor);
}

std::vector<char> compile(const KernelText& text, const std::string& architecture) {
  const Nvrtc& n = nvrtc();
  nvrtcProgram program = nullptr;
  check(n.nvrtcCreateProgram(&program, text.source.c_str(), (text.name + ".cu").c_str(), 0, nullptr, nullptr), "creating a program");
  struct Program {
    nvrtcProgram p;
    ~Program() { nvrtc().nvrtcDestroyProgram(&p); }
  } owner{program};
  const std::string arch = "--gpu-architecture=" + architecture;
  const char* options[] = {arch.c_str(), fixed_options[0], fixed_options[1]};
  if (const nvrtcResult result = n.nvrtcCompileProgram(program, 3, options); result != NVRTC_SUCCESS) {
    size_t size = 0;
    n.nvrtcGetProgramLogSize(program, &size);
    std::string log(size, '\0');
    if (size) n.nvrtcGetProgramLog(program, log.data());
    throw Error(ErrorCategory::internal, "CUDA", str("the kernel text '", text.name, "' does not compile for ", architecture, ": ", log.c_str()),
                "This is a bug in Tensorloom; please report it.");
  }
  const bool machine_code = architecture.starts_with("sm_");
  size_t size = 0;
  check(machine_code ? n.nvrtcGetCUBINSize(program, &size) : n.nvrtcGetPTXSize(program, &size), "compiling");
  std::vector<char> code(size);
  check(machine_code ? n.nvrtcGetCUBIN(program, code.data()) : n.nvrtcGetPTX(program, code.data()), "compiling");
  return code;
}

std::vector<char> compiled(const KernelText& text, int major, int minor) {
  const std::string architecture = architecture_for(major * 10 + minor);
  fs::path file = cache_folder();
  if (!file.empty()) {
    std::string key = text.source;
    for (const char* option : fixed_options) key += option;
    file /= hex(XXH3_64bits(key.data(), key.size())) + "-" + architecture + "-nvrtc" + compiler_version();
    if (auto code = read_cached(file); !code.empty()) return code;
  }
  std::vector<char> code = compile(text, architecture);
  if (!file.empty()) write_cached(file, code);
  return code;
}

}  // namespace tl::gpu
