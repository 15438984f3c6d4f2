// SPDX-License-Identifier: Apache-2.0
// Names operators in the timelines of NVIDIA's tools (nsys, ncu): every call becomes an NVTX range.
#pragma once
#include <memory>

#include "engine/autograd/record_function.h"

namespace tl::autograd::profiler {

/// While it lives, each operator and each step of backward, on all threads, is a range "mul, seq = 7" or "mul_backward, stashed seq = 7":
/// equal numbers link a forward call to its backward. With `record_shapes` the sizes of the tensors follow. Throws Error (device) when
/// NVIDIA's library for it (libnvToolsExt.so.1 or libnvtx3interop.so.1, or the file that TL_NVTX names) is missing. One at a time: another
/// one throws.
class emit_nvtx {
 public:
  explicit emit_nvtx(bool enabled = true, bool record_shapes = false);
  ~emit_nvtx();
  emit_nvtx(const emit_nvtx&) = delete;
  emit_nvtx& operator=(const emit_nvtx&) = delete;

 private:
  CallbackHandle handle_ = 0;
  bool running_ = false;
};

}  // namespace tl::autograd::profiler
