// SPDX-License-Identifier: Apache-2.0
// Max pooling over 2×2 windows that do not overlap, the shape that nearly every network uses: one vectorised loop per pair of rows.
#pragma once
#include <cstdint>

namespace tl::cpu {

/// A plane of height × width; the result has `out_height` × `out_width`, twice of which fit into the plane.
struct HalvedPlane {
  int64_t height, width, out_height, out_width;
};

/// `in` → `out`. NaN wins.
void max_pool_halve(const HalvedPlane& s, const float* in, float* out);
void max_pool_halve(const HalvedPlane& s, const double* in, double* out);
/// The gradient `g` of `out` goes to the first place of each window that holds the largest value; all of `grad_in` is written.
/// False: a NaN was met and the plane must be done in another way.
bool max_pool_halve_grad(const HalvedPlane& s, const float* in, const float* out, const float* g, float* grad_in);
bool max_pool_halve_grad(const HalvedPlane& s, const double* in, const double* out, const double* g, double* grad_in);

}  // namespace tl::cpu
