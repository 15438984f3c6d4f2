// SPDX-License-Identifier: Apache-2.0
// Quantized tensors: qint8, quint8 or qint32 elements q that stand for the real numbers (q - zero_point) * scale, with one scale and zero
// point for the whole tensor or one pair per entry of a dimension (channel). They can be made, moved, looked at and viewed; other operators
// refuse them in one sentence: dequantize() first.
#pragma once
#include "engine/core/tensor.h"

namespace tl {

/// Each element x as clamp(round_half_even(x / scale) + zero_point) within the range of `dtype` (kQInt8, kQUInt8 or kQInt32). input: float32.
/// The scale must be positive and finite, the zero point within the range of the type.
Tensor quantize_per_tensor(const Tensor& input, double scale, int64_t zero_point, ScalarType dtype);
/// scales and zero_points: vectors with one entry per entry of dimension `axis`.
Tensor quantize_per_channel(const Tensor& input, const Tensor& scales, const Tensor& zero_points, int64_t axis, ScalarType dtype);
/// The real numbers, float32; of a tensor that is not quantized, its values as float32.
Tensor dequantize(const Tensor& input);
/// The integers themselves: int8, uint8 or int32.
Tensor int_repr(const Tensor& input);
/// A quantized tensor from integers of the matching type (int8, uint8, int32).
Tensor _make_per_tensor_quantized_tensor(const Tensor& input, double scale, int64_t zero_point);
Tensor _make_per_channel_quantized_tensor(const Tensor& input, const Tensor& scales, const Tensor& zero_points, int64_t axis);
/// Uninitialised.
Tensor _empty_affine_quantized(IntArrayRef size, const TensorOptions& options, double scale = 1, int64_t zero_point = 0);
double q_scale(const Tensor& input);
int64_t q_zero_point(const Tensor& input);
/// Rounds to the grid of a quantized type and back, in float32; within the range the gradient passes, outside it is 0.
Tensor fake_quantize_per_tensor_affine(const Tensor& input, double scale, int64_t zero_point, int64_t quant_min, int64_t quant_max);

}  // namespace tl
