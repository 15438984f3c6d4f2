// SPDX-License-Identifier: Apache-2.0
// Encoders and decoders of attention and feed-forward layers (Vaswani et al.). Sequences are T×N×d_model (N×T×d_model with batch_first);
// masks as in MultiheadAttention.
#pragma once
#include <string>

#include "engine/nn/any_module.h"
#include "engine/nn/modules/attention.h"
#include "engine/nn/modules/batchnorm.h"

namespace tl::nn {

/// Of an encoder or a decoder layer.
struct TransformerLayerOptions {
  TransformerLayerOptions(int64_t d_model, int64_t nhead);
  static TransformerLayerOptions prototype();
  static void describe(Describer<TransformerLayerOptions>& d);
  TL_ARG(int64_t, d_model);
  TL_ARG(int64_t, nhead);
  TL_ARG(int64_t, dim_feedforward) = 2048;
  TL_ARG(double, dropout) = 0.1;
  TL_ARG(std::string, activation) = "relu";  ///< or "gelu"
  TL_ARG(double, layer_norm_eps) = 1e-5;
  TL_ARG(bool, batch_first) = false;
  TL_ARG(bool, norm_first) = false;          ///< normalise before attention and feed-forward, not after
};
using TransformerEncoderLayerOptions = TransformerLayerOptions;
using TransformerDecoderLayerOptions = TransformerLayerOptions;

class TransformerEncoderLayerImpl : public Cloneable<TransformerEncoderLayerImpl> {
 public:
  TransformerEncoderLayerImpl(int64_t d_model, int64_t nhead);
  explicit TransformerEncoderLayerImpl(const TransformerLayerOptions& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& src, const Tensor& src_mask = {}, const Tensor& src_key_padding_mask = {});
  TransformerLayerOptions options;
  MultiheadAttention self_attn;
  Linear linear1, linear2;
  LayerNorm norm1, norm2;
};
TL_MODULE(TransformerEncoderLayer);

class TransformerDecoderLayerImpl : public Cloneable<TransformerDecoderLayerImpl> {
 public:
  TransformerDecoderLayerImpl(int64_t d_model, int64_t nhead);
  explicit TransformerDecoderLayerImpl(const TransformerLayerOptions& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& tgt, const Tensor& memory, const Tensor& tgt_mask = {}, const Tensor& memory_mask = {},
                 const Tensor& tgt_key_padding_mask = {}, const Tensor& memory_key_padding_mask = {});
  TransformerLayerOptions options;
  MultiheadAttention self_attn, multihead_attn;
  Linear linear1, linear2;
  LayerNorm norm1, norm2, norm3;
};
TL_MODULE(TransformerDecoderLayer);

template <class Layer>
struct TransformerStackOptions {
  TransformerStackOptions(Layer layer, int64_t num_layers) : layer_(std::move(layer)), num_layers_(num_layers) {}
  TL_ARG(Layer, layer);
  TL_ARG(int64_t, num_layers);
  TL_ARG(AnyModule, norm) = {};  ///< after the last layer; may be empty
};
using TransformerEncoderOptions = TransformerStackOptions<TransformerEncoderLayer>;
using TransformerDecoderOptions = TransformerStackOptions<TransformerDecoderLayer>;

/// num_layers copies of a layer ("layers.0", …), and "norm" after them.
class TransformerEncoderImpl : public Cloneable<TransformerEncoderImpl> {
 public:
  TransformerEncoderImpl(TransformerEncoderLayer layer, int64_t num_layers);
  explicit TransformerEncoderImpl(TransformerEncoderOptions o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& src, const Tensor& mask = {}, const Tensor& src_key_padding_mask = {});
  TransformerEncoderOptions options;

 private:
  std::shared_ptr<Module> layers_;
  AnyModule norm_;
};
TL_MODULE(TransformerEncoder);

class TransformerDecoderImpl : public Cloneable<TransformerDecoderImpl> {
 public:
  TransformerDecoderImpl(TransformerDecoderLayer layer, int64_t num_layers);
  explicit TransformerDecoderImpl(TransformerDecoderOptions o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& tgt, const Tensor& memory, const Tensor& tgt_mask = {}, const Tensor& memory_mask = {},
                 const Tensor& tgt_key_padding_mask = {}, const Tensor& memory_key_padding_mask = {});
  TransformerDecoderOptions options;

 private:
  std::shared_ptr<Module> layers_;
  AnyModule norm_;
};
TL_MODULE(TransformerDecoder);

struct TransformerOptions {
  TransformerOptions(int64_t d_model = 512, int64_t nhead = 8);
  TransformerOptions(int64_t d_model, int64_t nhead, int64_t num_encoder_layers, int64_t num_decoder_layers);
  static TransformerOptions prototype();
  static void describe(Describer<TransformerOptions>& d);
  TL_ARG(int64_t, d_model);
  TL_ARG(int64_t, nhead);
  TL_ARG(int64_t, num_encoder_layers) = 6;
  TL_ARG(int64_t, num_decoder_layers) = 6;
  TL_ARG(int64_t, dim_feedforward) = 2048;
  TL_ARG(double, dropout) = 0.1;
  TL_ARG(std::string, activation) = "relu";
  TL_ARG(AnyModule, custom_encoder) = {};
  TL_ARG(AnyModule, custom_decoder) = {};
  TL_ARG(double, layer_norm_eps) = 1e-5;
  TL_ARG(bool, batch_first) = false;
  TL_ARG(bool, norm_first) = false;
};
class TransformerImpl : public Cloneable<TransformerImpl> {
 public:
  explicit TransformerImpl(TransformerOptions o = {});
  void reset() override;
  /// Every matrix by xavier_uniform_.
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& src, const Tensor& tgt, const Tensor& src_mask = {}, const Tensor& tgt_mask = {}, const Tensor& memory_mask = {},
                 const Tensor& src_key_padding_mask = {}, const Tensor& tgt_key_padding_mask = {}, const Tensor& memory_key_padding_mask = {});
  /// size×size: minus infinity above the diagonal, zeros elsewhere; each position sees itself and what came before.
  static Tensor generate_square_subsequent_mask(int64_t size);
  TransformerOptions options;
  AnyModule encoder, decoder;
};
TL_MODULE(Transformer);

}  // namespace tl::nn
