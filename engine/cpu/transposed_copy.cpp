// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/transposed_copy.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tl::cpu {
namespace {
/// A line of the cache, or two, that nobody reads soon: written without being fetched first.
template <size_t Bytes>
void write_past_cache(void* to, const void* line) {
#if defined(__SSE2__)
  for (size_t i = 0; i < Bytes / 16; ++i)
    _mm_stream_si128(static_cast<__m128i*>(to) + i, _mm_load_si128(static_cast<const __m128i*>(line) + i));
#else
  std::memcpy(to, line, Bytes);
#endif
}
void finish_writing() {
#if defined(__SSE2__)
  _mm_sfence();  // before another thread is told that the part is done
#endif
}

/// Tile by tile through a small buffer: each line of the cache is read once and written once, whatever the strides do to its sets.
template <class U>
void copy(const U* in, int64_t in_stride, U* out, int64_t out_stride, int64_t rows, int64_t columns, bool large) {
  constexpr int64_t tile = 16;
  constexpr size_t bytes = tile * sizeof(U);
  // Whole lines only: pieces of them would each cost a transfer.
  const bool past_cache = large && bytes >= 64 && reinterpret_cast<uintptr_t>(out) % 64 == 0 && static_cast<size_t>(out_stride) * sizeof(U) % 64 == 0;
  alignas(64) U buffer[tile][tile];
  for (int64_t a = 0; a < rows; a += tile) {
    const int64_t na = std::min(tile, rows - a);
    for (int64_t b = 0; b < columns; b += tile) {
      const int64_t nb = std::min(tile, columns - b);
      const U* from = in + a * in_stride + b;
      U* to = out + b * out_stride + a;
      if (na == tile && nb == tile) {
        if (a + 2 * tile <= rows)  // the next tile's lines lie in as many pages, which the processor would not fetch ahead by itself
          for (int64_t i = 0; i < tile; ++i) __builtin_prefetch(from + (tile + i) * in_stride);
        for (int64_t i = 0; i < tile; ++i) std::memcpy(buffer[i], from + i * in_stride, sizeof buffer[i]);
        for (int64_t j = 0; j < tile; ++j) {
          alignas(64) U line[tile];
          for (int64_t i = 0; i < tile; ++i) line[i] = buffer[i][j];
          if (past_cache) write_past_cache<bytes>(to + j * out_stride, line);
          else std::memcpy(to + j * out_stride, line, sizeof line);
        }
      } else {
        for (int64_t i = 0; i < na; ++i)
          for (int64_t j = 0; j < nb; ++j) to[j * out_stride + i] = from[i * in_stride + j];
      }
    }
  }
  if (past_cache) finish_writing();
}
}  // namespace

void transposed_copy(const void* in, int64_t in_stride, void* out, int64_t out_stride, int64_t rows, int64_t columns, size_t item, bool large) {
  const auto as = [&](auto u) {
    using U = decltype(u);
    copy(static_cast<const U*>(in), in_stride, static_cast<U*>(out), out_stride, rows, columns, large);
  };
  switch (item) {
    case 1: return as(uint8_t{});
    case 2: return as(uint16_t{});
    case 4: return as(uint32_t{});
    default: return as(uint64_t{});
  }
}

}  // namespace tl::cpu
