// SPDX-License-Identifier: Apache-2.0
// Rows of pointwise.def with two or three operands, computed in float, for each instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/cpu/pointwise_binary_f32.cpp"
#define TL_PW_TYPE float
#define TL_PW_UNARY 0
#define TL_PW_TABLE table_binary_f32
#include "engine/cpu/pointwise_kernels.inc"

#if HWY_ONCE
namespace tl::ops {
HWY_EXPORT(table_binary_f32);
const BlockFn<float> (*pointwise_binary_f32())[4] { return HWY_DYNAMIC_DISPATCH(table_binary_f32)(); }
}  // namespace tl::ops
#endif
