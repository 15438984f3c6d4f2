// SPDX-License-Identifier: Apache-2.0
// The closed choices of options (`torch::kMean`, `torch::kReflect`), which are texts here.
#pragma once
#include <string>

namespace torch {
namespace enumtype {
/// Turns into the text that the option takes.
struct Choice {
  const char* text;
  operator std::string() const { return text; }
};
}  // namespace enumtype

inline constexpr enumtype::Choice kLinear{"linear"}, kConv1D{"conv1d"}, kConv2D{"conv2d"}, kConv3D{"conv3d"}, kConvTranspose1D{"conv_transpose1d"},
    kConvTranspose2D{"conv_transpose2d"}, kConvTranspose3D{"conv_transpose3d"}, kSigmoid{"sigmoid"}, kTanh{"tanh"}, kReLU{"relu"}, kGELU{"gelu"},
    kSiLU{"silu"}, kMish{"mish"}, kLeakyReLU{"leaky_relu"}, kFanIn{"fan_in"}, kFanOut{"fan_out"}, kConstant{"constant"}, kReflect{"reflect"},
    kReplicate{"replicate"}, kCircular{"circular"}, kNearest{"nearest"}, kBilinear{"bilinear"}, kBicubic{"bicubic"}, kTrilinear{"trilinear"},
    kArea{"area"}, kSum{"sum"}, kMean{"mean"}, kMax{"max"}, kNone{"none"}, kBatchMean{"batchmean"}, kZeros{"zeros"}, kBorder{"border"},
    kReflection{"reflection"}, kRNN_TANH{"tanh"}, kRNN_RELU{"relu"}, kValid{"valid"}, kSame{"same"};
}  // namespace torch
