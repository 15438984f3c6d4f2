// SPDX-License-Identifier: Apache-2.0
// 64 bytes of numbers for loops in TL_CLONES functions, so that the order of the additions, and with it every bit, is the same on every
// instruction set. Two halves of 32 bytes: asked for vectors of 64, GCC takes them through memory where registers have 32 (four times the
// time on AVX2). Only as locals, for arithmetic: passed by value they would depend on the instruction set, and GCC takes comparisons of them
// apart (Highway is for those).
#pragma once
#include <cstdint>
#include <cstring>

#include "engine/cpu/clones.h"

namespace tl::cpu {

template <class T> struct HalfOf;
template <> struct HalfOf<float> {
  typedef float type __attribute__((vector_size(32)));
};
template <> struct HalfOf<double> {
  typedef double type __attribute__((vector_size(32)));
};

template <class T>
struct Lanes {
  typename HalfOf<T>::type low{}, high{};
  static constexpr int64_t half = 32 / static_cast<int64_t>(sizeof(T));

  TL_INLINE void load(const T* p) {
    std::memcpy(&low, p, sizeof low);
    std::memcpy(&high, p + half, sizeof high);
  }
  TL_INLINE Lanes& operator+=(const Lanes& o) {
    low += o.low, high += o.high;
    return *this;
  }
  TL_INLINE Lanes& operator*=(const Lanes& o) {
    low *= o.low, high *= o.high;
    return *this;
  }
  TL_INLINE T operator[](int64_t i) const { return i < half ? low[i] : high[i - half]; }
};
template <class T> inline constexpr int64_t lane_count = 64 / static_cast<int64_t>(sizeof(T));

}  // namespace tl::cpu
