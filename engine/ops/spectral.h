// SPDX-License-Identifier: Apache-2.0
// Fourier transforms with a complex number as a last dimension of size two (real, imaginary), as the manual of 2019 has them. Float32 and
// float64; differentiable to any order; computed in float64. Errors name the operator and the sizes.
#pragma once
#include <optional>
#include <string>

#include "engine/core/tensor.h"

namespace tl::manual {

/// Over the last `signal_ndim` (1 to 3) dimensions before the pairs; `normalized` divides by the root of the number of elements.
Tensor fft(const Tensor& input, int64_t signal_ndim, bool normalized = false);
/// The inverse of `fft` with the same `normalized`.
Tensor ifft(const Tensor& input, int64_t signal_ndim, bool normalized = false);
/// Of a real signal: (…, N) to (…, N/2 + 1, 2), or (…, N, 2) unless `onesided`.
Tensor rfft(const Tensor& input, int64_t signal_ndim, bool normalized = false, bool onesided = true);
/// The inverse of `rfft`; `signal_sizes` are the sizes of the signal, by default with an even last one.
Tensor irfft(const Tensor& input, int64_t signal_ndim, bool normalized = false, bool onesided = true, IntArrayRef signal_sizes = {});
/// Frames of `n_fft` samples every `hop_length` (a quarter of n_fft), times `window` (ones) of `win_length` (n_fft): (batch ×) frequencies ×
/// frames × 2. `center` puts frame t around sample t · hop_length by a border of `pad_mode` ("reflect", "replicate", "circular").
Tensor stft(const Tensor& input, int64_t n_fft, std::optional<int64_t> hop_length = std::nullopt, std::optional<int64_t> win_length = std::nullopt,
            const Tensor& window = {}, bool center = true, const std::string& pad_mode = "reflect", bool normalized = false, bool onesided = true);

}  // namespace tl::manual

namespace tl {

/// manual::stft, but without a border unless `center` is in the call. Complex numbers are pairs in a last dimension: `return_complex` is refused.
Tensor stft(const Tensor& input, int64_t n_fft, std::optional<int64_t> hop_length = std::nullopt, std::optional<int64_t> win_length = std::nullopt,
            const Tensor& window = {}, bool normalized = false, const std::optional<bool>& onesided = std::nullopt,
            const std::optional<bool>& return_complex = std::nullopt);
Tensor stft(const Tensor& input, int64_t n_fft, std::optional<int64_t> hop_length, std::optional<int64_t> win_length, const Tensor& window,
            bool center, const std::string& pad_mode, bool normalized = false, const std::optional<bool>& onesided = std::nullopt,
            const std::optional<bool>& return_complex = std::nullopt);
// The same; without it a text in quotes could as well be the bool `onesided` of the form above.
Tensor stft(const Tensor& input, int64_t n_fft, std::optional<int64_t> hop_length, std::optional<int64_t> win_length, const Tensor& window,
            bool center, const char* pad_mode, bool normalized = false, const std::optional<bool>& onesided = std::nullopt,
            const std::optional<bool>& return_complex = std::nullopt);

}  // namespace tl
