// SPDX-License-Identifier: Apache-2.0
// A bounded queue between exactly one producer thread and one consumer thread; neither ever waits for the other.
#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace tl::train {

template <class T>
class SpscRing {
 public:
  /// `capacity` must be a power of two.
  explicit SpscRing(size_t capacity) : mask_(capacity - 1), slots_(new T[capacity]) {}

  /// Producer. False: full.
  bool push(const T& value) {
    const size_t head = head_.load(std::memory_order_relaxed);
    if (head - tail_.load(std::memory_order_acquire) > mask_) return false;
    slots_[head & mask_] = value;
    head_.store(head + 1, std::memory_order_release);
    return true;
  }
  /// Consumer: takes up to `room` values; answers how many.
  size_t pop(T* out, size_t room) {
    const size_t tail = tail_.load(std::memory_order_relaxed);
    size_t n = head_.load(std::memory_order_acquire) - tail;
    if (n > room) n = room;
    for (size_t i = 0; i < n; ++i) out[i] = std::move(slots_[(tail + i) & mask_]);
    tail_.store(tail + n, std::memory_order_release);
    return n;
  }
  /// Any thread; a moment's view.
  size_t size() const { return head_.load(std::memory_order_acquire) - tail_.load(std::memory_order_acquire); }

 private:
  const size_t mask_;
  std::unique_ptr<T[]> slots_;
  alignas(64) std::atomic<size_t> head_{0};
  alignas(64) std::atomic<size_t> tail_{0};
};

}  // namespace tl::train
