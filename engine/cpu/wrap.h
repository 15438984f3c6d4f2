// SPDX-License-Identifier: Apache-2.0
// Integers that go round at the end of their range, as the hardware's do and the reference's documentation says: in C++ it must be written.
#pragma once
#include <cstdint>
#include <type_traits>

namespace tl::cpu {

template <class T>
constexpr T wrap_add(T a, T b) {
  if constexpr (std::is_same_v<T, int64_t>) return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
  else if constexpr (std::is_same_v<T, int32_t>) return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
  else return static_cast<T>(a + b);  // narrower integers are added as int
}
template <class T>
constexpr T wrap_mul(T a, T b) {
  if constexpr (std::is_same_v<T, int64_t>) return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
  else if constexpr (std::is_same_v<T, int32_t>) return static_cast<int32_t>(static_cast<int64_t>(a) * b);
  else return static_cast<T>(a * b);
}
/// 0 - a; of any type, as the kernels need it: only whole numbers of 32 and 64 bits go round.
template <class T>
constexpr T wrap_neg(T a) {
  if constexpr (std::is_same_v<T, int64_t>) return static_cast<int64_t>(0 - static_cast<uint64_t>(a));
  else if constexpr (std::is_same_v<T, int32_t>) return static_cast<int32_t>(0 - static_cast<uint32_t>(a));
  else return static_cast<T>(T(0) - a);
}

}  // namespace tl::cpu
