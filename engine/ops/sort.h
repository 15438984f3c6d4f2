// SPDX-License-Identifier: Apache-2.0
// What orders and counts elements, as free functions. Where a result is a pair it is values and int64 indices; gradients flow to the values
// chosen. Not-a-number is the largest value. Computed on the CPU: a tensor of another device is refused.
#pragma once
#include <concepts>
#include <optional>
#include <tuple>

#include "engine/core/tensor.h"

namespace tl {

/// Stable.
std::tuple<Tensor, Tensor> sort(const Tensor& input, int64_t dim = -1, bool descending = false);
Tensor argsort(const Tensor& input, int64_t dim = -1, bool descending = false);
// The order of equal elements is always kept, as `stable` asks for. Of bools alone: a dimension is never mistaken for one.
std::tuple<Tensor, Tensor> sort(const Tensor& input, const std::optional<bool>& stable, int64_t dim = -1, bool descending = false);
Tensor argsort(const Tensor& input, std::same_as<bool> auto, int64_t dim = -1, bool descending = false) { return argsort(input, dim, descending); }
/// Always sorted, which `sorted` = false allows too.
std::tuple<Tensor, Tensor> topk(const Tensor& input, int64_t k, int64_t dim = -1, bool largest = true, bool sorted = true);
/// The k-th smallest value, counted from 1.
std::tuple<Tensor, Tensor> kthvalue(const Tensor& input, int64_t k, int64_t dim = -1, bool keepdim = false);
/// The lower of two middle values.
Tensor median(const Tensor& input);
std::tuple<Tensor, Tensor> median(const Tensor& input, int64_t dim, bool keepdim = false);
/// The most frequent value, the smallest of several; its last place.
std::tuple<Tensor, Tensor> mode(const Tensor& input, int64_t dim = -1, bool keepdim = false);
/// Distinct values in ascending order, where each element went, how often each came; what is not asked for is undefined.
std::tuple<Tensor, Tensor, Tensor> _unique2(const Tensor& input, bool sorted = true, bool return_inverse = false, bool return_counts = false);
/// The same of slices along `dim`, in lexicographic order.
std::tuple<Tensor, Tensor, Tensor> unique_dim(const Tensor& input, int64_t dim, bool sorted = true, bool return_inverse = false, bool return_counts = false);
/// Runs of equal neighbours, each kept once; of all elements in order, or of slices along `dim`.
std::tuple<Tensor, Tensor, Tensor> unique_consecutive(const Tensor& input, bool return_inverse = false, bool return_counts = false,
                                                      std::optional<int64_t> dim = std::nullopt);
std::tuple<Tensor, Tensor, Tensor> unique_dim_consecutive(const Tensor& input, int64_t dim, bool return_inverse = false, bool return_counts = false);
/// Each entry along `dim` (none: of all elements in order) as often as `repeats` says: one number, or one for each. Without an input, the
/// places: 0 repeats[0] times, 1 repeats[1] times … `output_size` must be their sum when it is given.
Tensor repeat_interleave(const Tensor& repeats, std::optional<int64_t> output_size = std::nullopt);
Tensor repeat_interleave(const Tensor& input, const Tensor& repeats, std::optional<int64_t> dim = std::nullopt,
                         std::optional<int64_t> output_size = std::nullopt);
Tensor repeat_interleave(const Tensor& input, int64_t repeats, std::optional<int64_t> dim = std::nullopt,
                         std::optional<int64_t> output_size = std::nullopt);
/// How often each of 0, 1, … occurs in a vector of integers, or the sums of their weights.
Tensor bincount(const Tensor& input, const Tensor& weights = {}, int64_t minlength = 0);
/// Counts in `bins` equal ranges from min to max; equal ones mean the range of the input.
Tensor histc(const Tensor& input, int64_t bins = 100, const Scalar& min = 0, const Scalar& max = 0);
/// Places of the elements that are not zero: one row each.
Tensor nonzero(const Tensor& input);

}  // namespace tl
