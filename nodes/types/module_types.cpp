// SPDX-License-Identifier: Apache-2.0
// Layers and losses: ports, parameters and documentation come from the engine's module registry. The table below adds only what the
// engine cannot know: how nodes are called, what shows on them, and the words by which people look for them.
#include <algorithm>
#include <map>

#include "engine/nn/registry.h"
#include "nodes/references.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

struct Presentation {
  const char* title;
  const char* stem;
  bool numbered;
  std::vector<std::string> on_node;   ///< parameters that show as rows
  std::vector<std::string> keywords;
};

const std::map<std::string, Presentation>& presentations() {
  static const std::map<std::string, Presentation> table{
      {"Linear", {"Linear", "fc", true, {"out_features"}, {"dense", "fully connected", "affine", "fc"}}},
      {"Conv2d", {"Conv2d", "conv", true, {"out_channels", "kernel_size"}, {"convolution", "conv2d"}}},
      {"MaxPool2d", {"MaxPool2d", "pool", true, {"kernel_size"}, {"maximum", "downsample"}}},
      {"AvgPool2d", {"AvgPool2d", "pool", true, {"kernel_size"}, {"average", "mean", "downsample"}}},
      {"Conv1d", {"Conv1d", "conv", true, {"out_channels", "kernel_size"}, {"convolution", "signal"}}},
      {"Conv3d", {"Conv3d", "conv", true, {"out_channels", "kernel_size"}, {"convolution", "volume"}}},
      {"ConvTranspose1d", {"ConvTranspose1d", "deconv", true, {"out_channels", "kernel_size"}, {"transposed convolution", "deconvolution", "upsample"}}},
      {"ConvTranspose2d", {"ConvTranspose2d", "deconv", true, {"out_channels", "kernel_size"}, {"transposed convolution", "deconvolution", "upsample"}}},
      {"ConvTranspose3d", {"ConvTranspose3d", "deconv", true, {"out_channels", "kernel_size"}, {"transposed convolution", "deconvolution", "upsample"}}},
      {"MaxPool1d", {"MaxPool1d", "pool", true, {"kernel_size"}, {"maximum", "downsample"}}},
      {"MaxPool3d", {"MaxPool3d", "pool", true, {"kernel_size"}, {"maximum", "downsample"}}},
      {"AvgPool1d", {"AvgPool1d", "pool", true, {"kernel_size"}, {"average", "mean", "downsample"}}},
      {"AvgPool3d", {"AvgPool3d", "pool", true, {"kernel_size"}, {"average", "mean", "downsample"}}},
      {"MaxUnpool2d", {"MaxUnpool2d", "unpool", true, {"kernel_size"}, {"upsample", "indices"}}},
      {"Upsample", {"Upsample", "up", true, {"scale_factor", "mode"}, {"resize", "interpolate", "scale"}}},
      {"PixelShuffle", {"PixelShuffle", "shuffle", true, {"upscale_factor"}, {"super resolution", "depth to space"}}},
      {"AdaptiveAvgPool2d", {"AdaptiveAvgPool2d", "pool", true, {"output_size"}, {"global", "average", "gap"}}},
      {"BatchNorm1d", {"BatchNorm1d", "bn", true, {}, {"batch norm", "bn"}}},
      {"BatchNorm2d", {"BatchNorm2d", "bn", true, {}, {"batch norm", "bn"}}},
      {"BatchNorm3d", {"BatchNorm3d", "bn", true, {}, {"batch norm", "bn"}}},
      {"GroupNorm", {"GroupNorm", "gn", true, {"num_groups"}, {"group norm"}}},
      {"InstanceNorm2d", {"InstanceNorm2d", "in", true, {}, {"instance norm", "style"}}},
      {"LayerNorm", {"LayerNorm", "ln", true, {}, {"layer norm"}}},
      {"Embedding", {"Embedding", "emb", true, {"num_embeddings", "embedding_dim"}, {"look-up", "table", "words", "tokens", "categories"}}},
      {"EmbeddingBag", {"EmbeddingBag", "bag", true, {"num_embeddings", "embedding_dim"}, {"look-up", "table", "words", "tokens"}}},
      {"RNN", {"RNN", "rnn", true, {"hidden_size"}, {"recurrent", "sequence", "elman"}}},
      {"LSTM", {"LSTM", "lstm", true, {"hidden_size"}, {"recurrent", "sequence", "memory", "rnn"}}},
      {"GRU", {"GRU", "gru", true, {"hidden_size"}, {"recurrent", "sequence", "gated", "rnn"}}},
      {"MultiheadAttention", {"Attention", "attn", true, {"num_heads"}, {"multihead", "self-attention", "transformer"}}},
      {"TransformerEncoderLayer", {"EncoderLayer", "enc", true, {"nhead"}, {"transformer", "attention"}}},
      {"TransformerDecoderLayer", {"DecoderLayer", "dec", true, {"nhead"}, {"transformer", "attention"}}},
      {"ReLU", {"ReLU", "relu", true, {}, {"rectifier"}}},
      {"LeakyReLU", {"LeakyReLU", "lrelu", true, {"negative_slope"}, {"leaky"}}},
      {"Softmax", {"Softmax", "softmax", true, {"dim"}, {"probabilities"}}},
      {"LogSoftmax", {"LogSoftmax", "logsoftmax", true, {"dim"}, {}}},
      {"Dropout", {"Dropout", "drop", true, {"p"}, {"regularise"}}},
      {"Dropout2d", {"Dropout2d", "drop", true, {"p"}, {"regularise"}}},
      {"Flatten", {"Flatten", "flat", false, {"start_dim"}, {"reshape", "vector"}}},
      {"CrossEntropyLoss", {"CrossEntropy", "loss", false, {}, {"classification", "softmax loss", "criterion"}}},
      {"NLLLoss", {"NLL", "loss", false, {}, {"negative log likelihood", "criterion"}}},
      {"MSELoss", {"MSE", "loss", false, {}, {"mean squared error", "regression", "criterion"}}},
      {"L1Loss", {"L1", "loss", false, {}, {"mean absolute error", "regression", "criterion"}}},
      {"SmoothL1Loss", {"SmoothL1", "loss", false, {}, {"huber", "regression", "criterion"}}},
      {"BCELoss", {"BCE", "loss", false, {}, {"binary cross entropy", "criterion"}}},
      {"KLDivLoss", {"KLDiv", "loss", false, {}, {"kullback leibler", "distillation", "criterion"}}},
      {"CTCLoss", {"CTC", "loss", false, {"blank"}, {"speech", "sequence", "criterion"}}},
      {"TripletMarginLoss", {"TripletMargin", "loss", false, {"margin"}, {"metric learning", "embedding", "criterion"}}},
      {"BCEWithLogitsLoss", {"BCEWithLogits", "loss", false, {}, {"binary cross entropy", "criterion"}}},
  };
  return table;
}

Category category_of(const nn::ModuleDef& def) {
  if (def.is_loss) return Category::loss;
  const std::string wanted = lower_case(def.category);
  for (Category c : categories())
    if (wanted == category_id(c)) return c;
  return Category::math;
}

bool has_parameters(const NodeType& type) {
  switch (type.category) {
    case Category::linear:
    case Category::convolution:
    case Category::normalization:
    case Category::recurrent:
    case Category::attention: return true;
    default: return type.key == "PReLU";
  }
}

FieldDesc init_field(const char* name, const char* label, int dims) {
  FieldDesc f = make_field(name, FieldKind::choice, std::string("default"),
                           "How the values are drawn before training; default: as the layer itself does");
  f.label = label;
  f.choices = {"default"};
  for (const nn::InitDef& init : nn::initialisers()) {
    const bool complete = !init.options || std::none_of(init.options->fields.begin(), init.options->fields.end(),
                                                        [](const FieldDesc& o) { return o.required; });
    if (init.min_dims <= dims && complete) f.choices.push_back(init.name);
  }
  return f;
}

/// What the engine must be told has a value to start with here, so that a node just dropped works.
void give_start_value(FieldDesc& f) {
  static const std::map<std::string, int64_t> start{
      {"out_features", 128}, {"out_channels", 32}, {"kernel_size", 3}, {"output_size", 1}, {"num_embeddings", 1000}, {"embedding_dim", 64},
      {"hidden_size", 64}, {"num_heads", 4}, {"nhead", 4}};
  auto it = start.find(f.name);
  if (!f.required || it == start.end()) return;
  if (f.kind == FieldKind::ints) f.default_value = std::vector<int64_t>(static_cast<size_t>(std::max(f.ints_size, 1)), it->second);
  else f.default_value = it->second;
  f.required = false;
}

/// What each layer with parameters offers besides the engine's own options.
void add_parameter_fields(NodeType& type) {
  type.fields.push_back(init_field("weight_init", "weight init", type.category == Category::normalization ? 1 : 2));
  type.fields.push_back(init_field("bias_init", "bias init", 1));
  FieldDesc frozen = make_field("frozen", FieldKind::boolean, false, "Keep the parameters of this layer as they are while training");
  frozen.expert = true;
  type.fields.push_back(std::move(frozen));
  FieldDesc shares = make_field(shares_key, FieldKind::text, std::string(),
                                "Another node of this type whose weights it uses, by name, in a group block/2/conv_1: the same layer applied "
                                "again; empty: weights of its own");
  shares.label = "weights of";
  shares.expert = true;
  type.fields.push_back(std::move(shares));
}

void add_loss_fields(NodeType& type) {
  // What is trained on is one number.
  for (FieldDesc& f : type.fields)
    if (f.name == "reduction") std::erase(f.choices, "none");
  FieldDesc weight =
      make_field("loss_weight", FieldKind::real, 1.0, "Factor of this loss in the sum that is minimised; may change while training");
  weight.label = "loss weight";
  type.fields.push_back(std::move(weight));
}

NodeType from_module(const nn::ModuleDef& def) {
  NodeType type;
  type.key = def.name;
  type.doc = def.doc;
  type.category = category_of(def);
  type.role = def.is_loss ? Role::loss : Role::module;
  type.module = &def;
  type.title = def.name, type.stem = lower_case(def.name);
  if (def.options)
    for (const FieldDesc& f : def.options->fields)
      if (!f.ignored) type.fields.push_back(f);
  for (FieldDesc& f : type.fields) {
    give_start_value(f);
    if (f.name == "batch_first") f.default_value = true;  // tensors in a graph have the batch first
  }
  if (type.category == Category::pooling)
    for (FieldDesc& f : type.fields)
      if (f.name == "kernel_size" && f.default_value == Value(std::vector<int64_t>{3, 3})) f.default_value = std::vector<int64_t>{2, 2};
  auto it = presentations().find(def.name);
  if (it != presentations().end()) {
    const Presentation& p = it->second;
    type.title = p.title, type.stem = p.stem, type.numbered = p.numbered, type.keywords = p.keywords;
    for (FieldDesc& f : type.fields)
      f.on_node = std::find(p.on_node.begin(), p.on_node.end(), f.name) != p.on_node.end();
  }
  for (const nn::ModulePort& port : def.inputs) type.inputs.push_back({port.name, PortKind::tensor, port.help, port.optional, false});
  for (const nn::ModulePort& port : def.outputs)
    type.outputs.push_back({def.is_loss ? "loss" : port.name, def.is_loss ? PortKind::loss : PortKind::tensor, port.help, false, false});
  if (has_parameters(type)) add_parameter_fields(type);
  if (def.is_loss) add_loss_fields(type);
  return type;
}

}  // namespace

std::vector<NodeType> module_node_types() {
  std::vector<NodeType> types;
  for (const nn::ModuleDef& def : nn::modules())
    if (def.is_node) types.push_back(from_module(def));
  return types;
}

}  // namespace tl::nodes
