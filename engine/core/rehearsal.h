// SPDX-License-Identifier: Apache-2.0
// A step without its arithmetic: what would it need? While a Rehearsal lives, its thread's work on CPU tensors goes the same way as always
// (shapes, checks, allocation, kernels prepared for these very shapes, backward, the optimizer) but no kernel is run and no number drawn:
// results read as zeros. Tensors get addresses and, until somebody writes to them, no memory, so that a network larger than the machine can
// be rehearsed too. Its meter counts as memory_stats() does.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tl {

/// What a request of the CPU's allocator takes: the size of its class; 0 beyond all memory.
size_t allocated_size(size_t bytes) noexcept;

class Rehearsal {
 public:
  /// Of this thread, until it is destroyed; they do not nest. Throws tl::Error (state) where one lives already.
  Rehearsal();
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;
  /// Of this thread; null: what is computed is meant.
  static Rehearsal* current() noexcept { return living_.load(std::memory_order_relaxed) == 0 ? nullptr : current_; }

  struct Meter {
    int64_t allocated = 0;   ///< bytes in live tensors made since it began, in the allocator's size classes
    int64_t peak = 0;        ///< highest `allocated`, scratch memory of kernels included, since it began or since reset_peak()
    int64_t kernels = 0;     ///< that would have been run
    int64_t moved = 0;       ///< bytes that they would have read and written
  };
  const Meter& meter() const { return meter_; }
  void reset_peak() { meter_.peak = meter_.allocated; }

  // ---- for allocator and dispatch
  void* allocate(size_t bytes);
  /// False: the address is none of a rehearsal's.
  static bool release(void* data) noexcept { return given_.load(std::memory_order_relaxed) != 0 && take_back(data); }
  void count_kernel(int64_t bytes) { ++meter_.kernels, meter_.moved += bytes; }

 private:
  static bool take_back(void* data) noexcept;
  static constinit thread_local Rehearsal* current_;
  static inline std::atomic<int64_t> living_{0}, given_{0};   ///< rehearsals; addresses given out
  uint64_t serial_ = 0;
  Meter meter_;
};

}  // namespace tl
