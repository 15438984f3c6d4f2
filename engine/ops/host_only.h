// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/error.h"
#include "engine/core/tensor.h"

namespace tl::ops {

/// For bodies that read elements on the host: says so for a tensor of another device instead of copying behind the caller's back.
inline void host_only(const char* op, const Tensor& t) {
  if (!t.defined() || t.device().is_cpu() || t.is_meta()) return;
  throw NotImplementedError(ErrorCategory::not_implemented, op, str("is computed on the CPU only so far, and an argument is on ", t.device().str()),
                            "Call it on input.cpu().");
}

}  // namespace tl::ops
