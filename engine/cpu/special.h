// SPDX-License-Identifier: Apache-2.0
// Special functions that the C library lacks, in double. No vendor header, no allocation; thread-safe.
#pragma once

namespace tl::cpu {
double digamma(double x);
double polygamma(double n, double x);  ///< n = 0, 1, 2 …
double erfinv(double y);
double lgamma(double x);               ///< log |gamma(x)|; unlike the C library's it writes no global sign
}  // namespace tl::cpu
