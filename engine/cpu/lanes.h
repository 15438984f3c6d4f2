// SPDX-License-Identifier: Apache-2.0
// Vectors of 64 bytes for loops in TL_CLONES functions: one, two or four registers, whatever the instruction set has, so the order of the
// additions, and with it every bit, is the same on all of them. Only as locals, for arithmetic: passed by value they would depend
// on the instruction set, and GCC takes comparisons of them apart (Highway is for those).
#pragma once
#include <cstdint>
#include <cstring>

namespace tl::cpu {

template <class T> struct LanesOf;
template <> struct LanesOf<float> {
  typedef float type __attribute__((vector_size(64)));
};
template <> struct LanesOf<double> {
  typedef double type __attribute__((vector_size(64)));
};
template <class T> using Lanes = typename LanesOf<T>::type;
template <class T> inline constexpr int64_t lane_count = 64 / static_cast<int64_t>(sizeof(T));

}  // namespace tl::cpu
