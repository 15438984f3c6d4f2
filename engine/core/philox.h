// SPDX-License-Identifier: Apache-2.0
// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11): a pure function from a 128-bit counter and a
// 64-bit key to four random words. Everything random in a run draws from it, so a value depends on what it is for, never on who asks.
#pragma once
#include <array>
#include <cstdint>

namespace tl {

using PhiloxCounter = std::array<uint32_t, 4>;
using PhiloxKey = std::array<uint32_t, 2>;

/// Equal to Random123's philox4x32_R(10, …). The standard key is the seed's low and high word.
inline PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = uint64_t{0xD2511F53u} * counter[0], b = uint64_t{0xCD9E8D57u} * counter[2];
    counter = {static_cast<uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<uint32_t>(b),
               static_cast<uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<uint32_t>(a)};
    key[0] += 0x9E3779B9u;
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

inline PhiloxKey philox_key(uint64_t seed) { return {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)}; }

/// 24 random bits as a float in [0, 1).
inline float philox_uniform_float(uint32_t word) { return static_cast<float>(word >> 8) * 0x1p-24f; }
/// 53 random bits as a double in [0, 1).
inline double philox_uniform_double(uint32_t high, uint32_t low) {
  return static_cast<double>((uint64_t{high} << 32 | low) >> 11) * 0x1p-53;
}

/// A sequence of words from one (seed, stream): for serial draws such as a permutation. `purpose` keeps streams of one seed apart.
class PhiloxStream {
 public:
  PhiloxStream(uint64_t seed, uint32_t purpose, uint64_t stream)
      : key_(philox_key(seed)), counter_{0, purpose, static_cast<uint32_t>(stream), static_cast<uint32_t>(stream >> 32)} {}
  uint32_t next() {
    if (used_ == 4) {
      words_ = philox4x32(counter_, key_);
      ++counter_[0];
      used_ = 0;
    }
    return words_[used_++];
  }
  uint64_t next64() {
    const uint64_t high = next();
    return high << 32 | next();
  }
  /// Uniform in [0, n) without bias; n > 0.
  uint64_t below(uint64_t n) {
    const uint64_t limit = UINT64_MAX - (UINT64_MAX % n + 1) % n;
    uint64_t draw = next64();
    while (draw > limit) draw = next64();
    return draw % n;
  }

 private:
  PhiloxKey key_;
  PhiloxCounter counter_;
  PhiloxCounter words_{};
  int used_ = 4;
};

}  // namespace tl
