// SPDX-License-Identifier: Apache-2.0
#include "engine/cpu/special.h"

#include <math.h>

namespace {
#define TL_DEVICE
#define TL_INFINITY HUGE_VAL
#define TL_SPECIAL(...) __VA_ARGS__
#include "engine/ops/special_functions.inc"
}  // namespace

namespace tl::cpu {
double digamma(double x) { return tl_digamma(x); }
double polygamma(double n, double x) { return tl_polygamma(n, x); }
double erfinv(double y) { return tl_erfinv(y); }
double lgamma(double x) {
  int sign;
  return ::lgamma_r(x, &sign);
}
}  // namespace tl::cpu
