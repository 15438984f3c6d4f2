// SPDX-License-Identifier: Apache-2.0
// Caching allocator of the CPU: 64-byte aligned blocks, size classes, reused instead of returned. Thread-safe.
#pragma once
#include <cstddef>
#include <cstdint>

namespace tl {

struct MemoryStats {
  int64_t allocated = 0;       ///< bytes in live tensors
  int64_t peak = 0;            ///< highest `allocated` since start or `reset_peak_memory`
  int64_t cached = 0;          ///< bytes kept for reuse
  int64_t allocations = 0;     ///< requests in all
  int64_t system_allocations = 0;  ///< requests the cache could not serve
};

/// Never returns null: throws OutOfMemoryError naming the size. 0 bytes give a valid, unusable address.
void* cpu_allocate(size_t bytes);
void cpu_free(void* data, size_t bytes) noexcept;
MemoryStats memory_stats();
void reset_peak_memory();
/// Gives cached blocks back to the system.
void empty_cache();

}  // namespace tl
