// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/texts.h"

namespace tl::gpu {

// TL_KERNEL is a macro so that another compiler can be given the same texts.
const char* const text_head = R"(
#ifndef TL_KERNEL
#define TL_KERNEL(name, ...) extern "C" __global__ void name(__VA_ARGS__)
#endif
#if __CUDA_ARCH__ >= 700
#define TL_CONSTANT const __grid_constant__
#else
#define TL_CONSTANT const
#endif
#define TL_INFINITY __longlong_as_double(0x7ff0000000000000LL)
#define TL_FIRST ((long long)blockIdx.x * blockDim.x + threadIdx.x)
#define TL_STEP ((long long)gridDim.x * blockDim.x)
)";

const char* cuda_type(ScalarType t) {
  switch (t) {
    case kByte: case kBool: return "unsigned char";
    case kChar: return "signed char";
    case kShort: return "short";
    case kInt: return "int";
    case kLong: return "long long";
    case kDouble: return "double";
    default: return "float";
  }
}

const std::vector<ScalarType>& kernel_types() {
  static const std::vector<ScalarType> types{kDouble, kFloat, kLong, kInt, kShort, kChar, kByte, kBool};
  return types;
}

}  // namespace tl::gpu
