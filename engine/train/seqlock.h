// SPDX-License-Identifier: Apache-2.0
// One value written by one thread at a time and read by any number without waiting for it.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace tl::train {

template <class T>
class SeqLock {
  static_assert(std::is_trivially_copyable_v<T>);
  static constexpr size_t words = (sizeof(T) + 7) / 8;

 public:
  SeqLock() { write(T{}); }
  /// Writers exclude one another by a lock of their own.
  void write(const T& value) {
    std::array<uint64_t, words> raw{};
    std::memcpy(raw.data(), &value, sizeof(T));
    const uint64_t s = sequence_.load(std::memory_order_relaxed);
    sequence_.store(s + 1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    // Release on each word stands in for the fence under TSan, which does not model fences; on x86 it costs nothing.
    for (size_t i = 0; i < words; ++i) data_[i].store(raw[i], std::memory_order_release);
    sequence_.store(s + 2, std::memory_order_release);
  }
  /// False when every try met a writer (it was interrupted in the middle); then `out` is as it was.
  bool read(T& out) const {
    for (int tries = 0; tries < 200; ++tries) {
      const uint64_t before = sequence_.load(std::memory_order_acquire);
      if (before & 1) continue;
      std::array<uint64_t, words> raw;
      for (size_t i = 0; i < words; ++i) raw[i] = data_[i].load(std::memory_order_acquire);
      std::atomic_thread_fence(std::memory_order_acquire);
      if (sequence_.load(std::memory_order_relaxed) != before) continue;
      std::memcpy(static_cast<void*>(&out), raw.data(), sizeof(T));
      return true;
    }
    return false;
  }

 private:
  std::atomic<uint64_t> sequence_{0};
  std::array<std::atomic<uint64_t>, words> data_{};
};

}  // namespace tl::train
