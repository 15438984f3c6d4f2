// SPDX-License-Identifier: Apache-2.0
// The two-byte floats: float16 (IEEE half) and bfloat16. They are storage types: arithmetic happens in float32.
#pragma once
#include <bit>
#include <cstdint>

namespace tl {

/// Exact.
inline float half_to_float(uint16_t h) {
  const uint32_t sign = static_cast<uint32_t>(h & 0x8000u) << 16;
  uint32_t bits = static_cast<uint32_t>(h & 0x7fffu) << 13;
  const uint32_t exponent = bits & (0x7c00u << 13);
  bits += 112u << 23;  // the difference of the biases
  // Infinity and NaN have the highest exponent in both; of a denormal the hidden one is added and taken away again, which normalises it.
  const float normal = std::bit_cast<float>(bits + (exponent == (0x7c00u << 13) ? 112u << 23 : 0u));
  const float denormal = std::bit_cast<float>(bits + (1u << 23)) - std::bit_cast<float>(113u << 23);
  return std::bit_cast<float>(std::bit_cast<uint32_t>(exponent == 0 ? denormal : normal) | sign);
}
/// Rounds to the nearest, halves to even; too large becomes infinite.
inline uint16_t float_to_half(float v) {
  uint32_t bits = std::bit_cast<uint32_t>(v);
  const uint32_t sign = bits & 0x80000000u;
  bits ^= sign;
  const uint32_t special = bits > 0x7f800000u ? 0x7e00u : 0x7c00u;
  const uint32_t denormal = std::bit_cast<uint32_t>(std::bit_cast<float>(bits) + 0.5f) - (126u << 23);  // the addition rounds
  const uint32_t normal = (bits - (112u << 23) + 0xfffu + (bits >> 13 & 1u)) >> 13;
  const uint32_t out = bits >= (143u << 23) ? special : bits < (113u << 23) ? denormal : normal;
  return static_cast<uint16_t>(out | sign >> 16);
}
inline float bfloat16_to_float(uint16_t b) { return std::bit_cast<float>(static_cast<uint32_t>(b) << 16); }
/// Rounds to the nearest, halves to even.
inline uint16_t float_to_bfloat16(float v) {
  const uint32_t bits = std::bit_cast<uint32_t>(v);
  return static_cast<uint16_t>(v != v ? 0x7fc0u : (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

struct Half {
  uint16_t x = 0;
  Half() = default;
  Half(float v) : x(float_to_half(v)) {}
  operator float() const { return half_to_float(x); }
};
struct BFloat16 {
  uint16_t x = 0;
  BFloat16() = default;
  BFloat16(float v) : x(float_to_bfloat16(v)) {}
  operator float() const { return bfloat16_to_float(x); }
};
static_assert(sizeof(Half) == 2 && sizeof(BFloat16) == 2);

}  // namespace tl
