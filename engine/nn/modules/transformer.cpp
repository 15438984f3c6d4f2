// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/transformer.h"

#include <limits>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/ops/functions.h"

namespace tl::nn {
namespace {
template <class O>
void describe_layer(Describer<O>& d) {
  d.field("dim_feedforward", &O::dim_feedforward_).label("inner width").help("Width between the two linear layers.").min(1);
  d.field("dropout", &O::dropout_).help("Share of the values that is dropped in training.").min(0).max(1);
  d.field("activation", &O::activation_).help("What the inner values go through.").choices({"relu", "gelu"});
}
template <class O>
void describe_details(Describer<O>& d) {
  d.field("layer_norm_eps", &O::layer_norm_eps_).label("eps").help("Added to the variance before its root is taken.").above(0).expert();
  d.field("batch_first", &O::batch_first_).label("batch first").help("Input and output are N×T×C instead of T×N×C.").expert();
  d.field("norm_first", &O::norm_first_).label("norm first").help("Normalise before attention and feed-forward, not after.").expert();
}
void check_activation(const std::string& a) { TL_CHECK(a == "relu" || a == "gelu", value, "Transformer", "activation should be relu or gelu, not ", a); }
MultiheadAttention attention(const TransformerLayerOptions& o) {
  return MultiheadAttention(MultiheadAttentionOptions(o.d_model(), o.nhead()).dropout(o.dropout()).batch_first(o.batch_first()));
}
LayerNorm norm_of(const TransformerLayerOptions& o) { return LayerNorm(LayerNormOptions({o.d_model()}).eps(o.layer_norm_eps())); }
Tensor feed_forward(const Tensor& x, const TransformerLayerOptions& o, const Linear& first, const Linear& second, bool training) {
  const Tensor inner = first->forward(x);
  return second->forward(dropout(o.activation() == "gelu" ? gelu(inner) : relu(inner), o.dropout(), training));
}
/// x plus what a part makes of it, normalised before the part or after the sum.
template <class Part>
Tensor residual(const Tensor& x, const TransformerLayerOptions& o, const LayerNorm& norm, bool training, Part&& part) {
  if (o.norm_first()) return x + dropout(part(norm->forward(x)), o.dropout(), training);
  return norm->forward(x + dropout(part(x), o.dropout(), training));
}
void draw_matrices(Module& m) {
  for (Tensor& p : m.parameters())
    if (p.dim() > 1) init::xavier_uniform_(p);
}
}  // namespace

TransformerLayerOptions::TransformerLayerOptions(int64_t d_model, int64_t nhead) : d_model_(d_model), nhead_(nhead) {}
TransformerLayerOptions TransformerLayerOptions::prototype() { return {1, 1}; }
void TransformerLayerOptions::describe(Describer<TransformerLayerOptions>& d) {
  using O = TransformerLayerOptions;
  d.field("d_model", &O::d_model_).label("width").help("Width of each element of the sequence; a multiple of the heads.").min(1).automatic().default_value({});
  d.field("nhead", &O::nhead_).label("heads").help("Heads of the attention.").min(1).required().on_node();
  describe_layer(d);
  describe_details(d);
}

// ---- layers
TransformerEncoderLayerImpl::TransformerEncoderLayerImpl(int64_t d_model, int64_t nhead) : TransformerEncoderLayerImpl(TransformerLayerOptions(d_model, nhead)) {}
TransformerEncoderLayerImpl::TransformerEncoderLayerImpl(const TransformerLayerOptions& o)
    : options(o), self_attn(nullptr), linear1(nullptr), linear2(nullptr), norm1(nullptr), norm2(nullptr) {
  reset();
}
void TransformerEncoderLayerImpl::pretty_print(std::ostream& out) const { out << "TransformerEncoderLayer"; }
void TransformerEncoderLayerImpl::reset() {
  const auto& o = options;
  check_activation(o.activation());
  self_attn = MultiheadAttention(register_module("self_attn", attention(o)));
  linear1 = Linear(register_module("linear1", Linear(o.d_model(), o.dim_feedforward())));
  linear2 = Linear(register_module("linear2", Linear(o.dim_feedforward(), o.d_model())));
  norm1 = LayerNorm(register_module("norm1", norm_of(o)));
  norm2 = LayerNorm(register_module("norm2", norm_of(o)));
}
void TransformerEncoderLayerImpl::reset_parameters() {
  self_attn->reset_parameters();
  linear1->reset_parameters();
  linear2->reset_parameters();
  norm1->reset_parameters();
  norm2->reset_parameters();
}
Tensor TransformerEncoderLayerImpl::forward(const Tensor& src, const Tensor& src_mask, const Tensor& src_key_padding_mask) {
  const bool training = is_training();
  const Tensor x = residual(src, options, norm1, training, [&](const Tensor& t) { return std::get<0>(self_attn->forward(t, t, t, src_key_padding_mask, false, src_mask)); });
  return residual(x, options, norm2, training, [&](const Tensor& t) { return feed_forward(t, options, linear1, linear2, training); });
}

TransformerDecoderLayerImpl::TransformerDecoderLayerImpl(int64_t d_model, int64_t nhead) : TransformerDecoderLayerImpl(TransformerLayerOptions(d_model, nhead)) {}
TransformerDecoderLayerImpl::TransformerDecoderLayerImpl(const TransformerLayerOptions& o)
    : options(o), self_attn(nullptr), multihead_attn(nullptr), linear1(nullptr), linear2(nullptr), norm1(nullptr), norm2(nullptr), norm3(nullptr) {
  reset();
}
void TransformerDecoderLayerImpl::pretty_print(std::ostream& out) const { out << "TransformerDecoderLayer"; }
void TransformerDecoderLayerImpl::reset() {
  const auto& o = options;
  check_activation(o.activation());
  self_attn = MultiheadAttention(register_module("self_attn", attention(o)));
  multihead_attn = MultiheadAttention(register_module("multihead_attn", attention(o)));
  linear1 = Linear(register_module("linear1", Linear(o.d_model(), o.dim_feedforward())));
  linear2 = Linear(register_module("linear2", Linear(o.dim_feedforward(), o.d_model())));
  norm1 = LayerNorm(register_module("norm1", norm_of(o)));
  norm2 = LayerNorm(register_module("norm2", norm_of(o)));
  norm3 = LayerNorm(register_module("norm3", norm_of(o)));
}
void TransformerDecoderLayerImpl::reset_parameters() {
  self_attn->reset_parameters();
  multihead_attn->reset_parameters();
  linear1->reset_parameters();
  linear2->reset_parameters();
  norm1->reset_parameters();
  norm2->reset_parameters();
  norm3->reset_parameters();
}
Tensor TransformerDecoderLayerImpl::forward(const Tensor& tgt, const Tensor& memory, const Tensor& tgt_mask, const Tensor& memory_mask, const Tensor& tgt_key_padding_mask,
                                            const Tensor& memory_key_padding_mask) {
  const bool training = is_training();
  Tensor x = residual(tgt, options, norm1, training, [&](const Tensor& t) { return std::get<0>(self_attn->forward(t, t, t, tgt_key_padding_mask, false, tgt_mask)); });
  x = residual(x, options, norm2, training,
               [&](const Tensor& t) { return std::get<0>(multihead_attn->forward(t, memory, memory, memory_key_padding_mask, false, memory_mask)); });
  return residual(x, options, norm3, training, [&](const Tensor& t) { return feed_forward(t, options, linear1, linear2, training); });
}

// ---- stacks
namespace {
/// Copies of the layer in one module, "layers", and the norm.
template <class Options>
std::shared_ptr<Module> build_stack(Module& stack, const Options& o, AnyModule& norm) {
  TL_CHECK(o.num_layers() > 0, value, stack.name(), "num_layers must be at least 1, but is ", o.num_layers());
  auto list = std::make_shared<Module>("layers");
  for (int64_t i = 0; i < o.num_layers(); ++i) list->add_module(std::to_string(i), o.layer()->clone());
  stack.add_module("layers", list);
  norm = o.norm().clone();
  if (!norm.is_empty()) stack.add_module("norm", norm.ptr());
  return list;
}
}  // namespace

TransformerEncoderImpl::TransformerEncoderImpl(TransformerEncoderLayer layer, int64_t num_layers) : TransformerEncoderImpl(TransformerEncoderOptions(std::move(layer), num_layers)) {}
TransformerEncoderImpl::TransformerEncoderImpl(TransformerEncoderOptions o) : options(std::move(o)) { reset(); }
void TransformerEncoderImpl::pretty_print(std::ostream& out) const { out << "TransformerEncoder"; }
void TransformerEncoderImpl::reset() { layers_ = build_stack(*this, options, norm_); }
void TransformerEncoderImpl::reset_parameters() { draw_matrices(*this); }
Tensor TransformerEncoderImpl::forward(const Tensor& src, const Tensor& mask, const Tensor& src_key_padding_mask) {
  Tensor x = src;
  for (const auto& layer : layers_->children()) x = call_with_hooks(dynamic_cast<TransformerEncoderLayerImpl&>(*layer), x, mask, src_key_padding_mask);
  return norm_.is_empty() ? x : norm_.forward(x);
}
TransformerDecoderImpl::TransformerDecoderImpl(TransformerDecoderLayer layer, int64_t num_layers) : TransformerDecoderImpl(TransformerDecoderOptions(std::move(layer), num_layers)) {}
TransformerDecoderImpl::TransformerDecoderImpl(TransformerDecoderOptions o) : options(std::move(o)) { reset(); }
void TransformerDecoderImpl::pretty_print(std::ostream& out) const { out << "TransformerDecoder"; }
void TransformerDecoderImpl::reset() { layers_ = build_stack(*this, options, norm_); }
void TransformerDecoderImpl::reset_parameters() { draw_matrices(*this); }
Tensor TransformerDecoderImpl::forward(const Tensor& tgt, const Tensor& memory, const Tensor& tgt_mask, const Tensor& memory_mask, const Tensor& tgt_key_padding_mask,
                                       const Tensor& memory_key_padding_mask) {
  Tensor x = tgt;
  for (const auto& layer : layers_->children())
    x = call_with_hooks(dynamic_cast<TransformerDecoderLayerImpl&>(*layer), x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
  return norm_.is_empty() ? x : norm_.forward(x);
}

// ---- the whole
TransformerOptions::TransformerOptions(int64_t d_model, int64_t nhead) : d_model_(d_model), nhead_(nhead) {}
TransformerOptions::TransformerOptions(int64_t d_model, int64_t nhead, int64_t num_encoder_layers, int64_t num_decoder_layers)
    : d_model_(d_model), nhead_(nhead), num_encoder_layers_(num_encoder_layers), num_decoder_layers_(num_decoder_layers) {}
TransformerOptions TransformerOptions::prototype() { return {}; }
void TransformerOptions::describe(Describer<TransformerOptions>& d) {
  using O = TransformerOptions;
  d.field("d_model", &O::d_model_).label("width").help("Width of each element of both sequences; a multiple of the heads.").min(1).automatic().default_value({});
  d.field("nhead", &O::nhead_).label("heads").help("Heads of each attention.").min(1).on_node();
  d.field("num_encoder_layers", &O::num_encoder_layers_).label("encoder layers").help("Layers that read the source.").min(1);
  d.field("num_decoder_layers", &O::num_decoder_layers_).label("decoder layers").help("Layers that make the target.").min(1);
  describe_layer(d);
  describe_details(d);
}
TransformerImpl::TransformerImpl(TransformerOptions o) : options(std::move(o)) { reset(); }
void TransformerImpl::pretty_print(std::ostream& out) const { out << "Transformer"; }
void TransformerImpl::reset() {
  const auto& o = options;
  TL_CHECK(o.nhead() > 0 && o.d_model() % o.nhead() == 0, value, "Transformer", "d_model must be divisible by nhead, but they are ", o.d_model(), " and ", o.nhead());
  const TransformerLayerOptions layer = TransformerLayerOptions(o.d_model(), o.nhead())
                                            .dim_feedforward(o.dim_feedforward()).dropout(o.dropout()).activation(o.activation())
                                            .layer_norm_eps(o.layer_norm_eps()).batch_first(o.batch_first()).norm_first(o.norm_first());
  encoder = !o.custom_encoder().is_empty() ? o.custom_encoder().clone()
                                           : AnyModule(TransformerEncoder(TransformerEncoderOptions(TransformerEncoderLayer(layer), o.num_encoder_layers()).norm(AnyModule(norm_of(layer)))));
  decoder = !o.custom_decoder().is_empty() ? o.custom_decoder().clone()
                                           : AnyModule(TransformerDecoder(TransformerDecoderOptions(TransformerDecoderLayer(layer), o.num_decoder_layers()).norm(AnyModule(norm_of(layer)))));
  add_module("encoder", encoder.ptr());
  add_module("decoder", decoder.ptr());
  reset_parameters();
}
void TransformerImpl::reset_parameters() { draw_matrices(*this); }
Tensor TransformerImpl::forward(const Tensor& src, const Tensor& tgt, const Tensor& src_mask, const Tensor& tgt_mask, const Tensor& memory_mask,
                                const Tensor& src_key_padding_mask, const Tensor& tgt_key_padding_mask, const Tensor& memory_key_padding_mask) {
  TL_CHECK((src.dim() == 3 || src.dim() == 2) && tgt.dim() == src.dim(), shape, "Transformer", "src and tgt must have 3 dimensions (2 for one sequence), but they are ", src.sizes(),
           " and ", tgt.sizes());
  if (src.dim() == 3) {
    const int64_t n = options.batch_first() ? 0 : 1;
    TL_CHECK(src.size(n) == tgt.size(n), shape, "Transformer", "the batch number of src and tgt must be equal, but they are ", src.sizes(), " and ", tgt.sizes());
  }
  TL_CHECK(src.size(-1) == options.d_model() && tgt.size(-1) == options.d_model(), shape, "Transformer", "the feature number of src and tgt must be equal to d_model ",
           options.d_model(), ", but they are ", src.sizes(), " and ", tgt.sizes());
  const Tensor memory = encoder.forward(src, src_mask, src_key_padding_mask);
  return decoder.forward(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
}
Tensor TransformerImpl::generate_square_subsequent_mask(int64_t size) {
  return full({size, size}, -std::numeric_limits<double>::infinity()).triu(1);
}

// ---- by description and by name
namespace {
/// The options of a stack as a node has them: those of its layers, how many, and whether a norm comes last.
struct StackOptions {
  static StackOptions prototype() { return {}; }
  static void describe(auto& d) {
    using O = StackOptions;
    d.field("d_model", &O::d_model_).label("width").help("Width of each element of the sequence; a multiple of the heads.").min(1).automatic().default_value({});
    d.field("nhead", &O::nhead_).label("heads").help("Heads of each attention.").min(1).required().on_node();
    d.field("num_layers", &O::num_layers_).label("layers").help("Layers on top of each other.").min(1).on_node();
    describe_layer(d);
    describe_details(d);
    d.field("final_norm", &O::final_norm_).label("final norm").help("Normalise after the last layer.").expert();
  }
  int64_t d_model_ = 1, nhead_ = 1, num_layers_ = 6, dim_feedforward_ = 2048;
  double dropout_ = 0.1, layer_norm_eps_ = 1e-5;
  std::string activation_ = "relu";
  bool batch_first_ = false, norm_first_ = false, final_norm_ = false;
};

template <class Stack, class Layer>
struct StackModule {
  using Impl = typename Stack::Impl;
  static std::shared_ptr<Module> from_options(const StackOptions& s) {
    const TransformerLayerOptions layer = TransformerLayerOptions(s.d_model_, s.nhead_)
                                              .dim_feedforward(s.dim_feedforward_).dropout(s.dropout_).activation(s.activation_)
                                              .layer_norm_eps(s.layer_norm_eps_).batch_first(s.batch_first_).norm_first(s.norm_first_);
    TransformerStackOptions<Layer> o(Layer(layer), s.num_layers_);
    if (s.final_norm_) o.norm(AnyModule(norm_of(layer)));
    return std::make_shared<Impl>(std::move(o));
  }
  /// The documented constructor: a layer, how many, and a norm.
  static std::shared_ptr<Module> construct(const char* name, const char* layer_name, const std::vector<Value>& args, const Value::Dict& kwargs) {
    const Arguments a(name, {layer_name, "num_layers", "norm"}, args, kwargs);
    auto layer = std::dynamic_pointer_cast<typename Layer::ContainedType>(module_of(a.required(layer_name), name));
    TL_CHECK(layer, type, name, "expected another kind of layer");
    TransformerStackOptions<Layer> o(Layer(layer), a.required("num_layers").to_int());
    if (auto norm = module_in(a.get("norm"))) o.norm(AnyModule::described(norm));
    return std::make_shared<Impl>(std::move(o));
  }
};

using Ports = std::vector<ModulePort>;
Ports encoder_ports() {
  return {{"src", "the sequence: N×T×C, or T×N×C", false}, {"mask", "T×T, what each element cannot see", true}, {"src_key_padding_mask", "N×T, true where nothing stands", true}};
}
Ports decoder_ports() {
  return {{"tgt", "the sequence to go on: N×T×C, or T×N×C", false},
          {"memory", "what an encoder made of the source", false},
          {"tgt_mask", "T×T, what each element cannot see", true},
          {"memory_mask", "T×S, what each element cannot see of the source", true},
          {"tgt_key_padding_mask", "N×T, true where nothing stands", true},
          {"memory_key_padding_mask", "N×S, true where nothing stands", true}};
}
template <class Impl>
std::vector<Tensor> call_encoder(Module& m, const std::vector<Tensor>& in) { return {static_cast<Impl&>(m).forward(in[0], in[1], in[2])}; }
template <class Impl>
std::vector<Tensor> call_decoder(Module& m, const std::vector<Tensor>& in) { return {static_cast<Impl&>(m).forward(in[0], in[1], in[2], in[3], in[4], in[5])}; }

template <class Options, class Make>
void add(ModuleDefs& list, const char* name, const char* doc, Ports ports, Make make) {
  ModuleDef d;
  d.name = name;
  d.category = "Attention";
  d.doc = doc;
  d.options = &description_of<Options>();
  d.inputs = std::move(ports);
  d.outputs = {{"output", "as the sequence", false}};
  d.make = [name, make](const Value& values) -> std::shared_ptr<Module> {
    Options options = Options::prototype();
    apply_options(description_of<Options>(), &options, values, name);
    return make(options);
  };
  d.automatic = from_dim("d_model", -1, name, 2);
  // As wide as a multiple of 3 and of 8 heads; as many sequences as the module must have.
  if (d.inputs.size() > 1 && !d.inputs[1].optional) d.sample = []() -> std::vector<Tensor> { return {rand({2, 4, 24}), rand({2, 4, 24})}; };
  else d.sample = []() -> std::vector<Tensor> { return {rand({2, 4, 24})}; };
  list.defs.push_back(std::move(d));
}
}  // namespace

void families::register_transformer(ModuleDefs& list) {
  add<TransformerLayerOptions>(list, "TransformerEncoderLayer", "Attention of a sequence to itself and a feed-forward net", encoder_ports(),
                               [](const TransformerLayerOptions& o) { return std::make_shared<TransformerEncoderLayerImpl>(o); });
  list.defs.back().inputs[1].name = "src_mask";
  list.defs.back().forward = call_encoder<TransformerEncoderLayerImpl>;
  add<TransformerLayerOptions>(list, "TransformerDecoderLayer", "Attention of a sequence to itself and to an encoded one, and a feed-forward net", decoder_ports(),
                               [](const TransformerLayerOptions& o) { return std::make_shared<TransformerDecoderLayerImpl>(o); });
  list.defs.back().forward = call_decoder<TransformerDecoderLayerImpl>;

  using Encoder = StackModule<TransformerEncoder, TransformerEncoderLayer>;
  add<StackOptions>(list, "TransformerEncoder", "Several encoder layers on top of each other", encoder_ports(), Encoder::from_options);
  list.defs.back().forward = call_encoder<TransformerEncoderImpl>;
  list.defs.back().construct = [](const std::vector<Value>& args, const Value::Dict& kwargs) { return Encoder::construct("TransformerEncoder", "encoder_layer", args, kwargs); };
  using Decoder = StackModule<TransformerDecoder, TransformerDecoderLayer>;
  add<StackOptions>(list, "TransformerDecoder", "Several decoder layers on top of each other", decoder_ports(), Decoder::from_options);
  list.defs.back().forward = call_decoder<TransformerDecoderImpl>;
  list.defs.back().construct = [](const std::vector<Value>& args, const Value::Dict& kwargs) { return Decoder::construct("TransformerDecoder", "decoder_layer", args, kwargs); };

  add<TransformerOptions>(list, "Transformer", "Encoder and decoder: one sequence into another",
                          {{"src", "the source: N×S×C, or S×N×C", false}, {"tgt", "the target so far: N×T×C, or T×N×C", false}, {"src_mask", "S×S", true}, {"tgt_mask", "T×T", true},
                           {"memory_mask", "T×S", true}, {"src_key_padding_mask", "N×S", true}, {"tgt_key_padding_mask", "N×T", true}, {"memory_key_padding_mask", "N×S", true}},
                          [](const TransformerOptions& o) { return std::make_shared<TransformerImpl>(o); });
  ModuleDef& d = list.defs.back();
  d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
    return {static_cast<TransformerImpl&>(m).forward(in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7])};
  };
  d.construct = [make = d.make](const std::vector<Value>& args, const Value::Dict& kwargs) {
    Value::Dict options = bind_options(description_of<TransformerOptions>(), "Transformer", args, kwargs);
    if (!Value(options).find("d_model")) options.emplace_back("d_model", int64_t{512});  // in a graph the input says it
    return make(Value(options));
  };
  d.methods["generate_square_subsequent_mask"] = [](Module&, const std::vector<Value>& args, const Value::Dict& kwargs) {
    return Value(TransformerImpl::generate_square_subsequent_mask(Arguments("generate_square_subsequent_mask", {"sz"}, args, kwargs).required("sz").to_int()));
  };
}

}  // namespace tl::nn
