// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def with one operand, computed in double, for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/pointwise_unary_f64.cpp"
#define TL_PW_TYPE double
#define TL_PW_UNARY 1
#define TL_PW_TABLE table_unary_f64
#include "engine/cpu/pointwise_kernels.inc"

#if HWY_ONCE
namespace tl::ops {
HWY_EXPORT(table_unary_f64);
const BlockFn<double> (*pointwise_unary_f64())[4] { return HWY_DYNAMIC_DISPATCH(table_unary_f64)(); }
}  // namespace tl::ops
#endif
