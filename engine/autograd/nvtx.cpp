// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/nvtx.h"

#include <dlfcn.h>

#include <atomic>
#include <cstdlib>

#include "engine/core/error.h"

namespace tl::autograd::profiler {
namespace {
struct Nvtx {
  int (*push)(const char*) = nullptr;
  int (*pop)() = nullptr;
  std::string missing;  // empty: both are there
};

Nvtx load() {
  Nvtx n;
  std::vector<std::string> files{"libnvToolsExt.so.1", "libnvtx3interop.so.1", "/usr/local/cuda/lib64/libnvToolsExt.so.1",
                                 "/usr/local/cuda/lib64/libnvtx3interop.so.1"};
  if (const char* named = std::getenv("TL_NVTX"); named && *named) files = {named};
  void* library = nullptr;
  for (const std::string& file : files) {
    if ((library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL))) break;
    if (n.missing.empty()) n.missing = dlerror();
  }
  if (!library) return n;
  n.push = reinterpret_cast<int (*)(const char*)>(dlsym(library, "nvtxRangePushA"));
  n.pop = reinterpret_cast<int (*)()>(dlsym(library, "nvtxRangePop"));
  n.missing = n.push && n.pop ? "" : "it has no nvtxRangePushA or nvtxRangePop";
  return n;
}
const Nvtx& nvtx() {
  static const auto* n = new Nvtx(load());
  return *n;
}
std::atomic<bool> emitting{false};

std::string label(const RecordFunction& f, bool shapes) {
  std::string out = f.name();
  if (f.scope() != RecordScope::user_scope)
    out += str(f.scope() == RecordScope::backward_function ? ", stashed seq = " : ", seq = ", f.seqNr());
  if (!shapes) return out;
  out += ", sizes = [";
  for (size_t i = 0; i < f.inputs().size(); ++i)
    out += (i ? ", " : "") + (f.inputs()[i].defined() ? str(f.inputs()[i].sizes()) : std::string("[]"));
  return out + "]";
}
}  // namespace

emit_nvtx::emit_nvtx(bool enabled, bool record_shapes) {
  if (!enabled) return;
  if (!nvtx().missing.empty())
    throw Error(ErrorCategory::device, "emit_nvtx", "NVIDIA's library for ranges cannot be used: " + nvtx().missing,
                "Install libnvToolsExt or libnvtx3interop of the CUDA toolkit, or name the file by TL_NVTX.");
  TL_CHECK(!emitting.exchange(true), state, "emit_nvtx", "ranges are being emitted already; there can be one emit_nvtx at a time");
  RecordFunctionCallback c;
  c.needs_inputs = record_shapes;
  c.start = [record_shapes](const RecordFunction& f) -> std::unique_ptr<ObserverContext> {
    nvtx().push(label(f, record_shapes).c_str());
    return nullptr;
  };
  c.end = [](const RecordFunction&, ObserverContext*) { nvtx().pop(); };
  handle_ = addGlobalCallback(std::move(c));
  running_ = true;
}

emit_nvtx::~emit_nvtx() {
  if (!running_) return;
  removeCallback(handle_);
  emitting = false;
}

}  // namespace tl::autograd::profiler
