// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def with two or three operands, computed in double, for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/pointwise_binary_f64.cpp"
#define TL_PW_TYPE double
#define TL_PW_UNARY 0
#define TL_PW_TABLE table_binary_f64
#include "engine/cpu/pointwise_kernels.inc"

#if HWY_ONCE
namespace tl::ops {
HWY_EXPORT(table_binary_f64);
const BlockFn<double> (*pointwise_binary_f64())[4] { return HWY_DYNAMIC_DISPATCH(table_binary_f64)(); }
}  // namespace tl::ops
#endif
