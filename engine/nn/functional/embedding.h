// SPDX-License-Identifier: Apache-2.0
// Look-ups in tables of vectors, as torch.nn.functional has them. weight: num_embeddings×embedding_dim.
#pragma once
#include <optional>
#include <string>

#include "engine/core/tensor.h"

namespace tl::nn::functional {

/// Scales the rows that `input` names down in place to a norm of at most `max_norm`; without gradient.
void embedding_renorm_(const Tensor& weight, const Tensor& input, double max_norm, double norm_type = 2);

/// Rows of weight for each index of input (int64, any shape): input.sizes × embedding_dim. A negative padding_idx counts from the end.
Tensor embedding(const Tensor& input, const Tensor& weight, std::optional<int64_t> padding_idx = std::nullopt,
                 std::optional<double> max_norm = std::nullopt, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false);

struct BagOptions {
  std::optional<double> max_norm;
  double norm_type = 2;
  bool scale_grad_by_freq = false;
  std::string mode = "mean";  ///< "sum", "mean", "max"
  bool sparse = false;
  Tensor per_sample_weights;  ///< like input; for mode sum
  bool include_last_offset = false;
  std::optional<int64_t> padding_idx;  ///< indices that count for nothing
};
/// The rows of each bag taken together: bags×embedding_dim. Bags are the rows of a 2-d input, or begin at `offsets` (1-d, ascending, from 0)
/// in a 1-d one. An empty bag gives zeros.
Tensor embedding_bag(const Tensor& input, const Tensor& weight, const Tensor& offsets = {}, const BagOptions& options = {});

}  // namespace tl::nn::functional
