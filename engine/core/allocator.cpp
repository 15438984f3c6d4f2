// SPDX-License-Identifier: Apache-2.0
#include "engine/core/allocator.h"

#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <vector>

#include <sys/mman.h>

#include "engine/core/error.h"
#include "engine/core/rehearsal.h"

namespace tl {
namespace {

// Size classes: powers of two up to 64 B … then four steps per doubling, so that at most 25 % is wasted. A class holds a free list.
// Under a sanitizer nothing is cached, so that use after free stays visible.
constexpr size_t smallest = 64;
constexpr int classes = 4 * 40;
constexpr size_t most_bytes = size_t{1} << 45;
constexpr int64_t cache_limit = int64_t{4} << 30;

int size_class(size_t bytes, size_t* rounded) {
  if (bytes <= smallest) { *rounded = smallest; return 0; }
  const size_t n = (bytes + smallest - 1) / smallest;  // units of 64 bytes, > 1
  const int log = std::bit_width(n - 1) - 1;           // 2^log < n ≤ 2^(log+1)
  const size_t base = size_t{1} << log;
  const size_t step = base >= 4 ? base / 4 : 1;
  const size_t k = (n - base + step - 1) / step;       // 1…4
  *rounded = (base + k * step) * smallest;
  return log * 4 + static_cast<int>(k);
}

struct Cache {
  std::mutex mutex;
  std::vector<void*> free[classes + 8];
  std::atomic<int64_t> allocated{0}, peak{0}, cached{0}, allocations{0}, system_allocations{0};
};
/// Leaked on purpose: tensors in static objects are freed after any destructor here would have run.
Cache& cache() {
  static Cache* c = new Cache;
  return *c;
}

constexpr size_t large_page = size_t{2} << 20;
constexpr size_t large = 2 * large_page;  ///< bytes from which a block lies on large pages

/// Null when there is none. Large blocks ask for large pages: a walk across the rows of a matrix meets a new page with every step, and the
/// processor remembers the places of few. They begin at different lines of their first page: operands whose elements all have one address
/// modulo 2 MiB want the same sets of the caches and the same bank of the memory (two threads were 10 % slower).
void* from_system(size_t bytes) {
  void* p = nullptr;
  if (bytes < large) return ::posix_memalign(&p, smallest, bytes) == 0 ? p : nullptr;
  static std::atomic<unsigned> blocks{0};
  constexpr unsigned lines = 64;
  const size_t shift = smallest * (blocks.fetch_add(7, std::memory_order_relaxed) % lines);
  if (::posix_memalign(&p, large_page, bytes + lines * smallest) != 0) return nullptr;
#ifdef MADV_HUGEPAGE
  ::madvise(p, bytes, MADV_HUGEPAGE);  // a wish: refused on systems without them, and then all is as before
#endif
  return static_cast<char*>(p) + shift;
}
void to_system(void* p, bool is_large) noexcept {
  std::free(is_large ? reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(p) & ~uintptr_t{large_page - 1}) : p);
}

#ifdef TL_SANITIZE
constexpr bool caching = false;
#else
constexpr bool caching = true;
#endif
}  // namespace

size_t allocated_size(size_t bytes) noexcept {
  size_t rounded = 0;
  if (bytes <= most_bytes) size_class(bytes, &rounded);
  return rounded;
}

void* cpu_allocate(size_t bytes) {
  if (Rehearsal* rehearsal = Rehearsal::current()) [[unlikely]] return rehearsal->allocate(bytes);
  Cache& c = cache();
  size_t rounded = 0;
  const int k = bytes > most_bytes ? -1 : size_class(bytes, &rounded);
  void* p = nullptr;
  if (k >= 0) {
    if (caching) {
      std::lock_guard lock(c.mutex);
      if (!c.free[k].empty()) {
        p = c.free[k].back();
        c.free[k].pop_back();
        c.cached -= static_cast<int64_t>(rounded);
      }
    }
    if (!p) {
      p = from_system(rounded);
      if (!p) {
        empty_cache();
        p = from_system(rounded);
      }
      c.system_allocations.fetch_add(1, std::memory_order_relaxed);
    }
  }
  if (!p)
    throw OutOfMemoryError(ErrorCategory::memory, "allocate", str("no memory for ", bytes, " bytes on the CPU"),
                           "Use a smaller batch or a smaller network.");
  const int64_t now = c.allocated.fetch_add(static_cast<int64_t>(rounded)) + static_cast<int64_t>(rounded);
  int64_t peak = c.peak.load(std::memory_order_relaxed);
  while (now > peak && !c.peak.compare_exchange_weak(peak, now)) {}
  c.allocations.fetch_add(1, std::memory_order_relaxed);
  return p;
}

void cpu_free(void* data, size_t bytes) noexcept {
  if (!data || Rehearsal::release(data)) return;
  Cache& c = cache();
  size_t rounded = 0;
  const int k = size_class(bytes, &rounded);
  c.allocated.fetch_sub(static_cast<int64_t>(rounded));
  if (caching && c.cached.load(std::memory_order_relaxed) + static_cast<int64_t>(rounded) <= cache_limit) {
    std::lock_guard lock(c.mutex);
    c.free[k].push_back(data);
    c.cached += static_cast<int64_t>(rounded);
    return;
  }
  to_system(data, rounded >= large);
}

MemoryStats memory_stats() {
  Cache& c = cache();
  return {c.allocated, c.peak, c.cached, c.allocations, c.system_allocations};
}
void reset_peak_memory() { cache().peak = cache().allocated.load(); }
void empty_cache() {
  Cache& c = cache();
  std::lock_guard lock(c.mutex);
  size_t rounded = 0;
  const int first_large = size_class(large, &rounded);
  for (int k = 0; auto& list : c.free) {
    for (void* p : list) to_system(p, k >= first_large);
    list.clear();
    list.shrink_to_fit();
    ++k;
  }
  c.cached = 0;
}

}  // namespace tl
