// SPDX-License-Identifier: Apache-2.0
// The one compute thread pool. Work is cut into parts by shapes alone, so the same bits come out for any number of threads.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace tl {

/// Compute threads, the calling one included; at least 1. Default: TL_THREADS, else MKL_NUM_THREADS, else OMP_NUM_THREADS, else the number of
/// cores; set_num_threads takes precedence over all of them.
int get_num_threads();
/// Throws Error (value) outside 1 … 1024.
void set_num_threads(int n);

/// Whether numbers too small for the normal range count as zero, on this thread and in the work it hands to the pool: faster on some
/// processors, and then not the same numbers. Off by default. Returns false, having done nothing, where the processor has no such mode.
bool set_flush_denormal(bool on);

/// What decides the number of threads, and which libraries compute: for bug reports.
std::string parallel_info();

/// Runs body(part) for part = 0…parts-1, each exactly once, on any threads; returns when all are done. The first exception is rethrown.
/// Nested calls run serially. Workers spin briefly, then sleep.
void parallel_parts(int parts, const std::function<void(int)>& body);

/// Parts for `n` items of which `grain` make a piece worth a thread: depends on sizes only, never on the number of threads.
inline int parts_for(int64_t n, int64_t grain, int most = 16) {
  const int64_t p = n / (grain > 0 ? grain : 1);
  return static_cast<int>(p < 1 ? 1 : p > most ? most : p);
}
/// The range of items of one part: [begin, end), multiples of `align` except at the end.
struct Range { int64_t begin, end; };
inline Range part_range(int64_t n, int parts, int part, int64_t align = 1) {
  const int64_t units = (n + align - 1) / align;
  const int64_t b = units * part / parts * align, e = units * (part + 1) / parts * align;
  return {b < n ? b : n, e < n ? e : n};
}

}  // namespace tl
