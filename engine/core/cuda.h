// SPDX-License-Identifier: Apache-2.0
// What a program asks of CUDA devices. All of it may be called where there is none.
#pragma once
#include <string>

namespace tl {
struct MemoryStats;
}

namespace tl::cuda {

bool is_available();
int device_count();
/// One sentence that says what is missing; empty when CUDA is available.
std::string why_not();
// The rest throws Error (device) where there is no such device.
/// Waits until the device has done all that was asked of it.
void synchronize(int device = 0);
MemoryStats memory_stats(int device = 0);
void reset_peak_memory(int device = 0);
void empty_cache(int device = 0);

}  // namespace tl::cuda
