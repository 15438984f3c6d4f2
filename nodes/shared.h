// SPDX-License-Identifier: Apache-2.0
// A value whose copies cost nothing until one of them is written to: snapshots of a document and analyses of it share what an edit left alone.
#pragma once
#include <atomic>
#include <memory>
#include <utility>

namespace tl::nodes {

/// Copies may be made and read from any thread; writing is for whoever owns this copy. A copy that was ever copied copies before the next write.
template <class T>
class Shared {
 public:
  Shared() = default;
  Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}
  Shared(const Shared& other) : value_(other.value_), alone_(false) { other.alone_.store(false, std::memory_order_relaxed); }
  Shared(Shared&& other) noexcept : value_(std::move(other.value_)), alone_(other.alone_.load(std::memory_order_relaxed)) {}
  Shared& operator=(Shared other) noexcept {
    value_ = std::move(other.value_);
    alone_.store(other.alone_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    return *this;
  }

  const T& operator*() const { return value_ ? *value_ : nothing(); }
  const T* operator->() const { return &**this; }
  operator const T&() const { return **this; }
  T& write() {
    if (!value_) value_ = std::make_shared<T>();
    else if (!alone_.load(std::memory_order_relaxed)) value_ = std::make_shared<T>(*value_);
    alone_.store(true, std::memory_order_relaxed);
    return *value_;
  }
  bool operator==(const Shared& other) const { return value_ == other.value_ || **this == *other; }

 private:
  static const T& nothing() {
    static const T empty{};
    return empty;
  }
  std::shared_ptr<T> value_;  ///< null: a value as T makes it
  mutable std::atomic<bool> alone_{true};
};

}  // namespace tl::nodes
