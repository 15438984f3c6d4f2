// SPDX-License-Identifier: Apache-2.0
// Factories beyond those of functions.h: grids, ranges and windows, draws from a generator of the caller, and forms with a memory format.
// Options mean what they mean there; all throw tl::Error with operation, argument and shapes when called wrongly.
#pragma once
#include <concepts>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/tensor.h"

namespace tl {

class Generator;

// ---- ranges
/// Both ends, as far as steps reach: 1 + floor((end - start) / step) elements of the default dtype.
Tensor range(const Scalar& start, const Scalar& end, const TensorOptions& options = {});
Tensor range(const Scalar& start, const Scalar& end, const Scalar& step, const TensorOptions& options = {});
/// Powers of `base` whose exponents lie evenly from start to end.
Tensor logspace(const Scalar& start, const Scalar& end, int64_t steps, double base = 10, const TensorOptions& options = {});

// ---- windows; periodic ones are a period of a window one longer
Tensor bartlett_window(int64_t window_length, const TensorOptions& options = {});
Tensor bartlett_window(int64_t window_length, bool periodic, const TensorOptions& options = {});
Tensor blackman_window(int64_t window_length, const TensorOptions& options = {});
Tensor blackman_window(int64_t window_length, bool periodic, const TensorOptions& options = {});
Tensor hann_window(int64_t window_length, const TensorOptions& options = {});
Tensor hann_window(int64_t window_length, bool periodic, const TensorOptions& options = {});
/// alpha - beta · cos.
Tensor hamming_window(int64_t window_length, const TensorOptions& options = {});
Tensor hamming_window(int64_t window_length, bool periodic, const TensorOptions& options = {});
Tensor hamming_window(int64_t window_length, bool periodic, double alpha, const TensorOptions& options = {});
Tensor hamming_window(int64_t window_length, bool periodic, double alpha, double beta, const TensorOptions& options = {});

// ---- grids
/// Each vector along its own dimension of a grid of all; "xy" swaps the first two dimensions of the grid.
std::vector<Tensor> meshgrid(TensorList tensors);
std::vector<Tensor> meshgrid(TensorList tensors, const std::string& indexing);
/// Rows of every choice of one element from each vector; of a single vector, itself.
Tensor cartesian_prod(TensorList tensors);
/// Rows of r elements of a vector, in the order in which they stand there.
Tensor combinations(const Tensor& input, int64_t r = 2, bool with_replacement = false);
/// 2×n: rows and columns of one triangle of a matrix; int64 unless told otherwise.
Tensor tril_indices(int64_t row, int64_t col, int64_t offset = 0, const TensorOptions& options = kLong);
Tensor triu_indices(int64_t row, int64_t col, int64_t offset = 0, const TensorOptions& options = kLong);

// ---- memory
/// Uninitialised, on a storage that just holds the last element.
Tensor empty_strided(IntArrayRef size, IntArrayRef stride, const TensorOptions& options = {});
// A memory format here comes before that of the options.
Tensor empty(IntArrayRef size, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor empty_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor zeros_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor ones_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor full_like(const Tensor& t, const Scalar& value, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor rand_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format);
Tensor randn_like(const Tensor& t, const TensorOptions& options, std::optional<MemoryFormat> format);

// ---- draws; the global generator where null
Tensor rand(IntArrayRef size, Generator* generator, const TensorOptions& options = {});
Tensor randn(IntArrayRef size, Generator* generator, const TensorOptions& options = {});
Tensor randint(int64_t high, IntArrayRef size, Generator* generator, const TensorOptions& options = {});
Tensor randint(int64_t low, int64_t high, IntArrayRef size, Generator* generator, const TensorOptions& options = {});
/// Integers in [low, high) in the shape and type of t.
Tensor randint_like(const Tensor& t, int64_t high, const TensorOptions& options = {}, std::optional<MemoryFormat> format = std::nullopt);
Tensor randint_like(const Tensor& t, int64_t low, int64_t high, const TensorOptions& options = {}, std::optional<MemoryFormat> format = std::nullopt);

// ---- facts and statistics
inline ScalarType get_default_dtype() { return default_dtype(); }
/// The seed of the global generator.
uint64_t initial_seed();
/// Whether the only element is not zero; throws unless there is exactly one.
bool is_nonzero(const Tensor& input);
inline int64_t numel(const Tensor& input) { return input.numel(); }
/// Deviation or variance, and mean, of all elements or along dims. The divisor is the number of elements less 1 (unbiased) or less `correction`.
std::tuple<Tensor, Tensor> std_mean(const Tensor& input);
std::tuple<Tensor, Tensor> std_mean(const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
std::tuple<Tensor, Tensor> std_mean(const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
std::tuple<Tensor, Tensor> var_mean(const Tensor& input);
std::tuple<Tensor, Tensor> var_mean(const Tensor& input, IntArrayRef dims, bool unbiased = true, bool keepdim = false);
std::tuple<Tensor, Tensor> var_mean(const Tensor& input, IntArrayRef dims, std::optional<int64_t> correction, bool keepdim = false);
// A dimension is never mistaken for `unbiased`, as var_mean(x, 0) would otherwise be.
std::tuple<Tensor, Tensor> std_mean(const Tensor& input, std::same_as<bool> auto unbiased) { return std_mean(input, IntArrayRef(), unbiased, false); }
std::tuple<Tensor, Tensor> var_mean(const Tensor& input, std::same_as<bool> auto unbiased) { return var_mean(input, IntArrayRef(), unbiased, false); }
/// Distinct values (with dim: slices) in ascending order, where each element went, how often each came; what is not asked for is undefined.
std::tuple<Tensor, Tensor, Tensor> unique(const Tensor& input, bool sorted = true, bool return_inverse = false, bool return_counts = false,
                                          std::optional<int64_t> dim = std::nullopt);

}  // namespace tl
