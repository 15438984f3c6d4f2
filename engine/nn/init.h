// SPDX-License-Identifier: Apache-2.0
// nn.init: fills a tensor in place without gradient, returns it. Draws from the global generator.
#pragma once
#include <string>
#include <utility>

#include "engine/core/tensor.h"

namespace tl::nn::init {

/// Recommended gain: linear, conv*, sigmoid 1 · tanh 5/3 · relu √2 · leaky_relu √(2/(1+param²)) · selu 3/4.
double calculate_gain(const std::string& nonlinearity, double param = 0.01);
/// (fan_in, fan_out) of a weight with at least 2 dimensions.
std::pair<int64_t, int64_t> fans(const Tensor& t);

Tensor uniform_(Tensor t, double a = 0, double b = 1);
Tensor normal_(Tensor t, double mean = 0, double std = 1);
/// Normal values drawn again until they lie within [a, b] (by the inverse distribution, one draw each).
Tensor trunc_normal_(Tensor t, double mean = 0, double std = 1, double a = -2, double b = 2);
Tensor constant_(Tensor t, const Scalar& value);
Tensor ones_(Tensor t);
Tensor zeros_(Tensor t);
Tensor eye_(Tensor t);                          ///< 2 dimensions
Tensor dirac_(Tensor t, int64_t groups = 1);    ///< 3, 4 or 5 dimensions: keeps the channels' identity
Tensor xavier_uniform_(Tensor t, double gain = 1);
Tensor xavier_normal_(Tensor t, double gain = 1);
Tensor kaiming_uniform_(Tensor t, double a = 0, const std::string& mode = "fan_in", const std::string& nonlinearity = "leaky_relu");
Tensor kaiming_normal_(Tensor t, double a = 0, const std::string& mode = "fan_in", const std::string& nonlinearity = "leaky_relu");
/// Rows (or columns, if there are fewer) orthonormal times gain; trailing dimensions flattened.
Tensor orthogonal_(Tensor t, double gain = 1);
/// A share of each column zero, the rest normal; 2 dimensions.
Tensor sparse_(Tensor t, double sparsity, double std = 0.01);

}  // namespace tl::nn::init
