// SPDX-License-Identifier: Apache-2.0
// Tables of vectors, looked up by number.
#pragma once
#include <optional>

#include "engine/nn/functional/embedding.h"
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct EmbeddingOptions {
  EmbeddingOptions(int64_t num_embeddings, int64_t embedding_dim) : num_embeddings_(num_embeddings), embedding_dim_(embedding_dim) {}
  static EmbeddingOptions prototype();
  static void describe(Describer<EmbeddingOptions>& d);
  TL_ARG(int64_t, num_embeddings);
  TL_ARG(int64_t, embedding_dim);
  TL_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
  TL_ARG(std::optional<double>, max_norm) = std::nullopt;
  TL_ARG(double, norm_type) = 2;
  TL_ARG(bool, scale_grad_by_freq) = false;
  TL_ARG(bool, sparse) = false;
  TL_ARG(Tensor, _weight) = {};
};
/// input: indices of any shape; output: that shape × embedding_dim. Rows are drawn from N(0, 1), row padding_idx is zero and stays so.
class EmbeddingImpl : public Cloneable<EmbeddingImpl> {
 public:
  EmbeddingImpl(int64_t num_embeddings, int64_t embedding_dim);
  explicit EmbeddingImpl(EmbeddingOptions options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  EmbeddingOptions options;
  Tensor weight;
};
class Embedding : public ModuleHolder<EmbeddingImpl> {
 public:
  using ModuleHolder<EmbeddingImpl>::ModuleHolder;
  using Impl = EmbeddingImpl;
  /// Rows of a given table (2 dimensions); `freeze`: they are not trained.
  static Embedding from_pretrained(const Tensor& embeddings, bool freeze = true, std::optional<int64_t> padding_idx = std::nullopt,
                                   std::optional<double> max_norm = std::nullopt, double norm_type = 2, bool scale_grad_by_freq = false,
                                   bool sparse = false);
};

struct EmbeddingBagOptions {
  EmbeddingBagOptions(int64_t num_embeddings, int64_t embedding_dim) : num_embeddings_(num_embeddings), embedding_dim_(embedding_dim) {}
  static EmbeddingBagOptions prototype();
  static void describe(Describer<EmbeddingBagOptions>& d);
  TL_ARG(int64_t, num_embeddings);
  TL_ARG(int64_t, embedding_dim);
  TL_ARG(std::optional<double>, max_norm) = std::nullopt;
  TL_ARG(double, norm_type) = 2;
  TL_ARG(bool, scale_grad_by_freq) = false;
  TL_ARG(std::string, mode) = "mean";
  TL_ARG(bool, sparse) = false;
  TL_ARG(bool, include_last_offset) = false;
  TL_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
  TL_ARG(Tensor, _weight) = {};
};
/// input: N×B indices, or 1-d with offsets; output: bags × embedding_dim.
class EmbeddingBagImpl : public Cloneable<EmbeddingBagImpl> {
 public:
  EmbeddingBagImpl(int64_t num_embeddings, int64_t embedding_dim);
  explicit EmbeddingBagImpl(EmbeddingBagOptions options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input, const Tensor& offsets = {}, const Tensor& per_sample_weights = {});
  EmbeddingBagOptions options;
  Tensor weight;
};
class EmbeddingBag : public ModuleHolder<EmbeddingBagImpl> {
 public:
  using ModuleHolder<EmbeddingBagImpl>::ModuleHolder;
  using Impl = EmbeddingBagImpl;
  static EmbeddingBag from_pretrained(const Tensor& embeddings, bool freeze = true, std::optional<double> max_norm = std::nullopt,
                                      double norm_type = 2, bool scale_grad_by_freq = false, const std::string& mode = "mean", bool sparse = false);
};

}  // namespace tl::nn
