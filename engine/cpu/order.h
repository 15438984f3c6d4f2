// SPDX-License-Identifier: Apache-2.0
// The order of the elements of a line, as places: stable, -0 equal to 0, not-a-number the largest of all.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// at[0…n): where the smallest (or, descending, the largest) element is, then the next. n < 2³².
void order(const float* v, int64_t n, bool descending, int64_t* at);
void order(const double* v, int64_t n, bool descending, int64_t* at);
void order(const int64_t* v, int64_t n, bool descending, int64_t* at);
/// Only the first k ≤ n of that order.
void order_first(const float* v, int64_t n, int64_t k, bool descending, int64_t* at);
void order_first(const double* v, int64_t n, int64_t k, bool descending, int64_t* at);
void order_first(const int64_t* v, int64_t n, int64_t k, bool descending, int64_t* at);

}  // namespace tl::cpu
