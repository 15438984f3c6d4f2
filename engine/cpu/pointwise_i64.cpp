// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def for integers, computed in int64 by plain loops.
#include <cstdlib>

#include "engine/core/error.h"
#include "engine/ops/pointwise.h"
#include "engine/ops/pointwise_row_macros.h"

#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace tl::ops {
namespace {
using namespace reads;

struct B {  // a mask: a class of its own, so that argument-dependent look-up finds the vocabulary
  bool v;
};

struct I;
void check_divisor(const I& y);

/// Wrapping 64-bit integer with the vocabulary that makes sense for integers.
struct I {
  int64_t r;
  I(int64_t v) : r(v) {}
  I(double v) : r(static_cast<int64_t>(v)) {}
  static I wrap(uint64_t v) { return I(static_cast<int64_t>(v)); }
  uint64_t u() const { return static_cast<uint64_t>(r); }
  friend I operator+(I x, I y) { return wrap(x.u() + y.u()); }
  friend I operator-(I x, I y) { return wrap(x.u() - y.u()); }
  friend I operator*(I x, I y) { return wrap(x.u() * y.u()); }
  friend I operator-(I x) { return wrap(0 - x.u()); }
  friend B lt(I x, I y) { return {x.r < y.r}; }
  friend B le(I x, I y) { return {x.r <= y.r}; }
  friend B gt(I x, I y) { return {x.r > y.r}; }
  friend B ge(I x, I y) { return {x.r >= y.r}; }
  friend B eq(I x, I y) { return {x.r == y.r}; }
  friend B ne(I x, I y) { return {x.r != y.r}; }
  friend B is_inf(I) { return {false}; }
  friend B is_finite(I) { return {true}; }
  friend I select(B m, I x, I y) { return m.v ? x : y; }
  
  friend I abs(I x) { return x.r < 0 ? -x : x; }
  friend I sign(I x) { return I(int64_t{x.r > 0} - int64_t{x.r < 0}); }
  friend I floor(I x) { return x; }
  friend I ceil(I x) { return x; }
  friend I round(I x) { return x; }
  friend I trunc(I x) { return x; }
  friend I maximum(I x, I y) { return x.r > y.r ? x : y; }
  friend I minimum(I x, I y) { return x.r < y.r ? x : y; }
  friend I fmod(I x, I y) {
    check_divisor(y);
    return y.r == -1 ? I(int64_t{0}) : I(x.r % y.r);
  }
  friend I floor_div(I x, I y) {
    check_divisor(y);
    if (y.r == -1) return -x;
    const int64_t q = x.r / y.r;
    return I(q - int64_t{(x.r % y.r != 0) && ((x.r < 0) != (y.r < 0))});
  }
  friend I pow(I x, I y) {
    if (y.r < 0) return I(int64_t{x.r == 1 ? 1 : x.r == -1 ? (y.r % 2 ? -1 : 1) : 0});
    uint64_t base = x.u(), result = 1;
    for (uint64_t e = y.u(); e; e >>= 1, base *= base)
      if (e & 1) result *= base;
    return wrap(result);
  }
};

void check_divisor(const I& y) { TL_CHECK(y.r != 0, value, "remainder", "ZeroDivisionError: integer division by zero"); }

I one_if(B m) { return I(int64_t{m.v}); }

template <class E, unsigned Mask>
void run_block(const int64_t* const* in, int64_t* out, size_t n, const double* params) {
  const I p(params[0]), q(params[1]);
  for (size_t i = 0; i < n; ++i) {
    const I a = in[0][i], b = (Mask & 2) ? in[1][i] : 0, c = (Mask & 4) ? in[2][i] : 0;
    out[i] = E::run(a, b, c, p, q).r;
  }
}

#define TL_PW_VALUE(name, value) \
  struct name##_value { static I run(I a, I b, I c, I p, I q) { return value; } };
#define TL_VALUE_FLOAT(name, value)
#define TL_VALUE_ANY(name, value) TL_PW_VALUE(name, value)
#define TL_VALUE_PRED(name, value) TL_PW_VALUE(name, value)
#define TL_VALUE_WHERE(name, value) TL_PW_VALUE(name, value)
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) TL_VALUE_##kind(name, value)
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc) TL_VALUE_##kind(name, value)
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc) TL_VALUE_##kind(name, value)
#include "engine/ops/pointwise.def"
#undef TL_PW1
#undef TL_PW2
#undef TL_PW3

#define TL_ENTRY_FLOAT(name, mask) nullptr,
#define TL_ENTRY_ANY(name, mask) run_block<name##_value, mask>,
#define TL_ENTRY_PRED(name, mask) run_block<name##_value, mask>,
#define TL_ENTRY_WHERE(name, mask) run_block<name##_value, mask>,
#define TL_PW1(kind, name, params, r, value, ga, lo, hi, doc) TL_ENTRY_##kind(name, 1)
#define TL_PW2(kind, name, params, r, value, ga, gb, lo, hi, doc) TL_ENTRY_##kind(name, 3)
#define TL_PW3(kind, name, params, r, value, ga, gb, gc, lo, hi, doc) TL_ENTRY_##kind(name, 7)
const BlockFn<int64_t> table[] = {
#include "engine/ops/pointwise.def"
};
}  // namespace

const BlockFn<int64_t>* pointwise_i64() { return table; }

}  // namespace tl::ops
