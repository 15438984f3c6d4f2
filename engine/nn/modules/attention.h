// SPDX-License-Identifier: Apache-2.0
// Attention of queries to keys and values, several heads at once (Vaswani et al., "Attention is all you need").
#pragma once
#include <optional>
#include <tuple>

#include "engine/nn/module.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct MultiheadAttentionOptions {
  MultiheadAttentionOptions(int64_t embed_dim, int64_t num_heads) : embed_dim_(embed_dim), num_heads_(num_heads) {}
  static MultiheadAttentionOptions prototype();
  static void describe(Describer<MultiheadAttentionOptions>& d);
  TL_ARG(int64_t, embed_dim);
  TL_ARG(int64_t, num_heads);
  TL_ARG(double, dropout) = 0;
  TL_ARG(bool, bias) = true;
  TL_ARG(bool, add_bias_kv) = false;
  TL_ARG(bool, add_zero_attn) = false;
  TL_ARG(std::optional<int64_t>, kdim) = std::nullopt;  ///< as embed_dim unless given
  TL_ARG(std::optional<int64_t>, vdim) = std::nullopt;
  TL_ARG(bool, batch_first) = false;
};

/// query L×N×embed_dim, key S×N×kdim, value S×N×vdim (N first with batch_first; without N for one sequence). key_padding_mask N×S: true
/// where a key is to be ignored. attn_mask L×S or N·heads×L×S: true where a key is hidden from a query, or numbers to add to the scores.
/// Output L×N×embed_dim, and the weights N×L×S averaged over heads (N×heads×L×S otherwise; undefined without need_weights).
class MultiheadAttentionImpl : public Cloneable<MultiheadAttentionImpl> {
 public:
  MultiheadAttentionImpl(int64_t embed_dim, int64_t num_heads);
  explicit MultiheadAttentionImpl(const MultiheadAttentionOptions& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  std::tuple<Tensor, Tensor> forward(const Tensor& query, const Tensor& key, const Tensor& value, const Tensor& key_padding_mask = {},
                                     bool need_weights = true, const Tensor& attn_mask = {}, bool average_attn_weights = true);
  MultiheadAttentionOptions options;
  Tensor in_proj_weight, in_proj_bias;                     ///< of query, key and value on top of each other, when they are equally wide
  Tensor q_proj_weight, k_proj_weight, v_proj_weight;      ///< otherwise
  Tensor bias_k, bias_v;
  Linear out_proj;
  int64_t head_dim = 0;

 private:
  bool one_weight() const;
  std::tuple<Tensor, Tensor, Tensor> project(const Tensor& query, const Tensor& key, const Tensor& value) const;
};
TL_MODULE(MultiheadAttention);

}  // namespace tl::nn
