// SPDX-License-Identifier: Apache-2.0
#include "engine/core/rehearsal.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unordered_map>

#include <sys/mman.h>

#include "engine/core/error.h"

namespace tl {

constinit thread_local Rehearsal* Rehearsal::current_ = nullptr;

namespace {
constexpr size_t page = 4096;

/// Addresses given out, of all rehearsals: a tensor may outlive the one that it comes from.
struct Given {
  size_t bytes;
  uint64_t serial;
};
struct Book {
  std::mutex mutex;
  std::unordered_map<void*, Given> given;
  uint64_t serials = 0;  ///< of the newest rehearsal
};
/// Leaked on purpose, like the allocator's cache.
Book& book() {
  static Book* b = new Book;
  return *b;
}

void* fresh(size_t bytes) {
  if (bytes >= page) {
    void* p = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? nullptr : p;
  }
  void* p = std::aligned_alloc(64, bytes);
  if (p) std::memset(p, 0, bytes);
  return p;
}
void drop(void* p, size_t bytes) {
  if (bytes >= page) ::munmap(p, bytes);
  else std::free(p);
}
}  // namespace

Rehearsal::Rehearsal() {
  TL_CHECK(!current_, state, "rehearse", "this thread rehearses already");
  {
    const std::lock_guard lock(book().mutex);
    serial_ = ++book().serials;
  }
  current_ = this;
  ++living_;
}
Rehearsal::~Rehearsal() {
  current_ = nullptr;
  --living_;
}

void* Rehearsal::allocate(size_t bytes) {
  const size_t rounded = allocated_size(bytes);
  void* p = rounded ? fresh(rounded) : nullptr;
  if (!p)
    throw OutOfMemoryError(ErrorCategory::memory, "allocate", str("no memory for ", bytes, " bytes on the CPU"),
                           "Use a smaller batch or a smaller network.");
  Book& b = book();
  {
    const std::lock_guard lock(b.mutex);
    b.given[p] = {rounded, serial_};
  }
  ++given_;
  meter_.allocated += static_cast<int64_t>(rounded);
  meter_.peak = std::max(meter_.peak, meter_.allocated);
  return p;
}

bool Rehearsal::take_back(void* data) noexcept {
  Book& b = book();
  Given given{};
  {
    const std::lock_guard lock(b.mutex);
    const auto found = b.given.find(data);
    if (found == b.given.end()) return false;
    given = found->second;
    b.given.erase(found);
  }
  --given_;
  if (current_ && current_->serial_ == given.serial) current_->meter_.allocated -= static_cast<int64_t>(given.bytes);
  drop(data, given.bytes);
  return true;
}

}  // namespace tl
