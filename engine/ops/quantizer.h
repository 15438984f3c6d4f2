// SPDX-License-Identifier: Apache-2.0
// What a quantized tensor keeps besides its integers.
#pragma once
#include "engine/core/tensor.h"

namespace tl::ops {

/// Real number = (integer - zero_point) * scale. Per channel: `scales` (float64) and `zero_points` (int64), one per entry of dimension `axis`.
struct Quantizer final : Encoding {
  Quantizer(double s, int64_t z) : Encoding(Kind::quantized), scale(s), zero_point(z) {}
  Quantizer(Tensor s, Tensor z, int64_t a) : Encoding(Kind::quantized), scales(std::move(s)), zero_points(std::move(z)), axis(a) {}
  bool per_channel() const { return scales.defined(); }
  double scale = 1;
  int64_t zero_point = 0;
  Tensor scales, zero_points;
  int64_t axis = 0;
};

/// Of a quantized tensor; throws naming `operation` for others.
const Quantizer& quantizer(const char* operation, const Tensor& t);
/// The same scales, zero points and integers; shapes and types agree.
bool equal_quantized(const Tensor& a, const Tensor& b);
/// int8, uint8 or int32: the type that a quantized type is stored as.
ScalarType stored_type(ScalarType quantized);
/// The integers of a quantized tensor as a plain tensor that shares its memory.
Tensor plain_integers(const Tensor& quantized);
/// A quantized tensor that shares the memory of plain integers.
Tensor with_quantizer(const Tensor& integers, ScalarType type, EncodingPtr quantizer);

}  // namespace tl::ops
