// SPDX-License-Identifier: Apache-2.0
#include "engine/bench/streams.h"

namespace tl::bench {

uint64_t hash_bits(uint64_t s, uint64_t i) {
  uint64_t z = (s << 40) + i + 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

Tensor uniform_stream(uint64_t stream, const DimVector& sizes, double lo, double hi) {
  Tensor t = empty_tensor(sizes, kFloat);
  float* out = t.data_ptr<float>();
  for (int64_t i = 0; i < t.numel(); ++i)
    out[i] = static_cast<float>(lo + (hi - lo) * (static_cast<double>(hash_bits(stream, static_cast<uint64_t>(i)) >> 11) * 0x1p-53));
  return t;
}

Tensor integer_stream(uint64_t stream, const DimVector& sizes, int64_t k) {
  Tensor t = empty_tensor(sizes, kLong);
  int64_t* out = t.data_ptr<int64_t>();
  for (int64_t i = 0; i < t.numel(); ++i)
    out[i] = static_cast<int64_t>(hash_bits(stream, static_cast<uint64_t>(i)) % static_cast<uint64_t>(k));
  return t;
}

}  // namespace tl::bench
