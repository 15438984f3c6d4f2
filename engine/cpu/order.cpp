// SPDX-License-Identifier: Apache-2.0
// Values become unsigned keys of the same order. Short lines are sorted by comparison, longer ones by their bytes from the lowest on (a radix
// sort, stable by nature), which for a line in the cache is an order of magnitude quicker than comparing.
#include "engine/cpu/order.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace tl::cpu {
namespace {

template <class T> using KeyOf = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;

/// The unsigned number that stands where v stands among its like.
template <class T>
inline KeyOf<T> key_of(T v, bool descending) {
  using K = KeyOf<T>;
  constexpr K sign = K{1} << (8 * sizeof(K) - 1);
  K key;
  if constexpr (std::is_floating_point_v<T>) {
    const K bits = std::bit_cast<K>(v + T(0));  // -0 becomes 0
    key = v != v ? ~K{0} : bits & sign ? static_cast<K>(~bits) : bits | sign;
  } else {
    key = static_cast<K>(v) ^ sign;
  }
  return descending ? static_cast<K>(~key) : key;
}

template <class K>
struct Entry {
  K key;
  uint32_t at;
};
constexpr int64_t short_line = 96;

/// Entries in order; `spare` is of the same size. Returns where they are in the end.
template <class K>
Entry<K>* by_bytes(Entry<K>* from, Entry<K>* spare, int64_t n) {
  constexpr int bytes = sizeof(K);
  std::unique_ptr<uint32_t[][256]> count(new uint32_t[bytes][256]());
  for (int64_t i = 0; i < n; ++i)
    for (int b = 0; b < bytes; ++b) ++count[b][from[i].key >> (8 * b) & 255];
  for (int b = 0; b < bytes; ++b) {
    uint32_t* c = count[b];
    if (c[from[0].key >> (8 * b) & 255] == n) continue;  // all alike in this byte
    uint32_t place = 0;
    for (int k = 0; k < 256; ++k) place += std::exchange(c[k], place);
    for (int64_t i = 0; i < n; ++i) spare[c[from[i].key >> (8 * b) & 255]++] = from[i];
    std::swap(from, spare);
  }
  return from;
}

template <class T>
void order_of(const T* v, int64_t n, bool descending, int64_t* at) {
  if (n <= 0) return;
  using K = KeyOf<T>;
  // Kept by the thread: a tensor has many lines of one length.
  thread_local std::vector<Entry<K>> buffer;
  if (buffer.size() < static_cast<size_t>(2 * n)) buffer.resize(static_cast<size_t>(2 * n));
  Entry<K>* e = buffer.data();
  for (int64_t i = 0; i < n; ++i) e[i] = {key_of(v[i], descending), static_cast<uint32_t>(i)};
  if (n <= short_line) std::sort(e, e + n, [](const Entry<K>& a, const Entry<K>& b) { return a.key != b.key ? a.key < b.key : a.at < b.at; });
  else e = by_bytes(e, e + n, n);
  for (int64_t i = 0; i < n; ++i) at[i] = e[i].at;
  if (n > int64_t{1} << 22) buffer = {};
}

/// A short list kept in order: most elements fail against its last one and cost one comparison.
template <class T>
void first_of(const T* v, int64_t n, int64_t k, bool descending, int64_t* at) {
  using K = KeyOf<T>;
  constexpr int64_t most = 64;
  if (k <= 0) return;
  if (k > most || k > n / 4) {
    std::vector<int64_t> all(static_cast<size_t>(n));
    order_of(v, n, descending, all.data());
    std::copy_n(all.begin(), k, at);
    return;
  }
  Entry<K> best[most];
  int64_t have = 0;
  for (int64_t i = 0; i < n; ++i) {
    const K key = key_of(v[i], descending);
    if (have == k && key >= best[k - 1].key) continue;  // of equals the earlier stays
    int64_t to = have < k ? have++ : k - 1;
    for (; to > 0 && key < best[to - 1].key; --to) best[to] = best[to - 1];
    best[to] = {key, static_cast<uint32_t>(i)};
  }
  for (int64_t i = 0; i < k; ++i) at[i] = best[i].at;
}
}  // namespace

void order(const float* v, int64_t n, bool descending, int64_t* at) { order_of(v, n, descending, at); }
void order(const double* v, int64_t n, bool descending, int64_t* at) { order_of(v, n, descending, at); }
void order(const int64_t* v, int64_t n, bool descending, int64_t* at) { order_of(v, n, descending, at); }
void order_first(const float* v, int64_t n, int64_t k, bool descending, int64_t* at) { first_of(v, n, k, descending, at); }
void order_first(const double* v, int64_t n, int64_t k, bool descending, int64_t* at) { first_of(v, n, k, descending, at); }
void order_first(const int64_t* v, int64_t n, int64_t k, bool descending, int64_t* at) { first_of(v, n, k, descending, at); }

}  // namespace tl::cpu
