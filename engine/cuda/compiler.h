// SPDX-License-Identifier: Apache-2.0
// Texts to machine code through NVRTC, kept on disk ($XDG_CACHE_HOME/tensorloom/cuda) under the text's hash, the architecture and the
// compiler's version. Thread-safe.
#pragma once
#include <string>
#include <vector>

#include "engine/core/device_backend.h"

namespace tl::gpu {

/// "13.0"
std::string compiler_version();
/// Code for a device of compute capability major.minor: for exactly this one if the compiler knows it, else PTX for the newest before it.
std::vector<char> compiled(const KernelText& text, int major, int minor);
/// Without the disk: `architecture` is "sm_80" (machine code) or "compute_80" (PTX). Throws with the compiler's log.
std::vector<char> compile(const KernelText& text, const std::string& architecture);

}  // namespace tl::gpu
