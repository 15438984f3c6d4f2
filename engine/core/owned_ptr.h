// SPDX-License-Identifier: Apache-2.0
// Sole owner of one object. What std::unique_ptr does, without deleters: in headers that everybody includes, each std::unique_ptr costs the
// compiler more than the class around it.
#pragma once
#include <cstddef>
#include <utility>

namespace tl {

template <class T>
class OwnedPtr {
 public:
  OwnedPtr() noexcept = default;
  OwnedPtr(std::nullptr_t) noexcept {}
  explicit OwnedPtr(T* object) noexcept : object_(object) {}
  OwnedPtr(OwnedPtr&& o) noexcept : object_(std::exchange(o.object_, nullptr)) {}
  OwnedPtr& operator=(OwnedPtr&& o) noexcept {
    OwnedPtr before(std::move(*this));
    object_ = std::exchange(o.object_, nullptr);
    return *this;
  }
  ~OwnedPtr() { delete object_; }
  T* get() const noexcept { return object_; }
  T& operator*() const { return *object_; }
  T* operator->() const noexcept { return object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

 private:
  T* object_ = nullptr;
};

}  // namespace tl
