// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/ops/kernel.h"

namespace tl::ops {

/// A convolution over N×C×(1 to 3 sizes); weight O×(C/groups)×sizes, output N×O×sizes; all contiguous. Unused entries are not read.
struct ConvShape {
  int64_t n = 0, c = 0, o = 0, groups = 1;
  int dims = 2;
  int64_t in[3] = {}, kernel[3] = {}, out[3] = {};
  int64_t stride[3] = {}, padding[3] = {}, dilation[3] = {};
  bool bias = false;
  /// Elements of one image, of one result, of the weight.
  int64_t image() const { return c * product(in); }
  int64_t result() const { return o * product(out); }
  int64_t weight() const { return o * (c / groups) * product(kernel); }
  int64_t product(const int64_t (&sizes)[3]) const {
    int64_t p = 1;
    for (int i = 0; i < dims; ++i) p *= sizes[i];
    return p;
  }
};
enum class ConvPass { forward, grad_input, grad_weight };
/// forward: (input, weight[, bias]) → output · grad_input: (grad, weight) → input · grad_weight: (grad, input) → weight.
KernelPtr prepare_conv(ConvPass pass, const ConvShape& s, ScalarType dtype);
/// float64, without the library.
KernelPtr prepare_plain_conv(ConvPass pass, const ConvShape& s);

}  // namespace tl::ops
