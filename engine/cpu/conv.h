// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/ops/kernel.h"

namespace tl::ops {

/// A 2-d convolution: input N×C×H×W, weight O×(C/groups)×KH×KW, output N×O×OH×OW; all contiguous.
struct ConvShape {
  int64_t n, c, h, w, o, kh, kw, oh, ow;
  int64_t sh, sw, ph, pw, dh, dw, groups;
  bool bias;
};
enum class ConvPass { forward, grad_input, grad_weight };
/// forward: (input, weight[, bias]) → output · grad_input: (grad, weight) → input · grad_weight: (grad, input) → weight.
KernelPtr prepare_conv(ConvPass pass, const ConvShape& s, ScalarType dtype);

}  // namespace tl::ops
