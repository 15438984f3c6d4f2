// SPDX-License-Identifier: Apache-2.0
// Draws from distributions whose parameters are tensors. The global generator is used unless one is given; results carry no gradient.
#pragma once
#include "engine/core/tensor.h"

namespace tl {

/// 1 with the probability that each element says, else 0.
Tensor bernoulli(const Tensor& input, Generator* generator = nullptr);
/// 1 with probability p, in the shape and type of input.
Tensor bernoulli(const Tensor& input, double p, Generator* generator = nullptr);
/// Rows of weights (one row, or rows × categories), each drawn from num_samples times; int64 indices. Weights need not add up to 1.
Tensor multinomial(const Tensor& input, int64_t num_samples, bool replacement = false, Generator* generator = nullptr);
Tensor normal(const Tensor& mean, double std = 1, Generator* generator = nullptr);
Tensor normal(double mean, const Tensor& std, Generator* generator = nullptr);
Tensor normal(const Tensor& mean, const Tensor& std, Generator* generator = nullptr);  ///< of the shape both broadcast to
Tensor normal(double mean, double std, IntArrayRef size, Generator* generator = nullptr, const TensorOptions& options = {});
/// Counts with the rate that each element says.
Tensor poisson(const Tensor& input, Generator* generator = nullptr);
Tensor randperm(int64_t n, Generator* generator, const TensorOptions& options = {});
/// The state of the global generator as 5,056 bytes (uint8), and back.
Tensor get_rng_state();
void set_rng_state(const Tensor& state);
Tensor generator_state(Generator& generator);
void set_generator_state(Generator& generator, const Tensor& state);
/// Seeds the global generator from the system's entropy; returns the seed.
uint64_t seed();

}  // namespace tl
