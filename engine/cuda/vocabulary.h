// SPDX-License-Identifier: Apache-2.0
// The vocabulary of pointwise.def as text for the device, and the loop around an expression.
#pragma once

namespace tl::gpu {

extern const char* const vocabulary_text;
extern const char* const pointwise_loop_text;

constexpr int loop_dims = 12, loop_inputs = 5;
/// What a pointwise kernel is given, laid out as in `pointwise_loop_text`. Operand 0 is the output.
struct LoopOperands {
  void* base[loop_inputs + 1];
  long long stride[loop_inputs + 1][loop_dims];
  long long size[loop_dims];
  double number[loop_inputs + 1];        ///< of operands that are one number in the host's memory
  long long whole[loop_inputs + 1];      ///< the same for integers
  long long n;
  long long* report;                     ///< where a division by zero is told
  double p, q;
  int dtype[loop_inputs + 1];            ///< ScalarType, or -1: a number, -2: absent
  int dims;
};

}  // namespace tl::gpu
