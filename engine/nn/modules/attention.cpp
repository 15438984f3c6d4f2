// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/attention.h"

#include <cmath>
#include <limits>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/ops/functions.h"

namespace tl::nn {
namespace {
/// Numbers to add to the scores: 0, or minus infinity where a mask of truth values hides.
Tensor additive(const Tensor& mask, ScalarType dtype) {
  if (mask.dtype() != kBool && mask.dtype() != kByte) return mask.dtype() == dtype ? mask : mask.to(dtype);
  return zeros(mask.sizes(), TensorOptions(dtype).device(mask.device())).masked_fill(mask.to(kBool), -std::numeric_limits<double>::infinity());
}
/// T×N×E to N·heads×T×E/heads.
Tensor split_heads(const Tensor& t, int64_t heads) {
  return transpose(reshape(t, {t.size(0), t.size(1) * heads, t.size(2) / heads}), 0, 1);
}
}  // namespace

MultiheadAttentionOptions MultiheadAttentionOptions::prototype() { return {1, 1}; }
void MultiheadAttentionOptions::describe(Describer<MultiheadAttentionOptions>& d) {
  using O = MultiheadAttentionOptions;
  d.field("embed_dim", &O::embed_dim_).label("width").help("Width of query and output; a multiple of the heads.").min(1).automatic().default_value({});
  d.field("num_heads", &O::num_heads_).label("heads").help("Parts that attend on their own.").min(1).required().on_node();
  d.field("dropout", &O::dropout_).help("Share of the attention weights that is dropped in training.").min(0).max(1);
  d.field("bias", &O::bias_).help("Add a learned constant to the projections.");
  d.field("add_bias_kv", &O::add_bias_kv_).label("extra key").help("One learned key and value more.").expert();
  d.field("add_zero_attn", &O::add_zero_attn_).label("zero key").help("One key and value of zeros more.").expert();
  d.field("kdim", &O::kdim_).label("key width").help("Width of the keys; as the queries unless given.").min(1).expert();
  d.field("vdim", &O::vdim_).label("value width").help("Width of the values; as the queries unless given.").min(1).expert();
  d.field("batch_first", &O::batch_first_).label("batch first").help("Input and output are N×T×C instead of T×N×C.").expert();
}

MultiheadAttentionImpl::MultiheadAttentionImpl(int64_t embed_dim, int64_t num_heads) : MultiheadAttentionImpl(MultiheadAttentionOptions(embed_dim, num_heads)) {}
MultiheadAttentionImpl::MultiheadAttentionImpl(const MultiheadAttentionOptions& o) : options(o), out_proj(nullptr) { reset(); }

bool MultiheadAttentionImpl::one_weight() const {
  const int64_t e = options.embed_dim();
  return options.kdim().value_or(e) == e && options.vdim().value_or(e) == e;
}

void MultiheadAttentionImpl::reset() {
  const auto& o = options;
  const int64_t e = o.embed_dim();
  TL_CHECK(o.num_heads() > 0 && e % o.num_heads() == 0, value, "MultiheadAttention", "embed_dim must be divisible by num_heads, but they are ", e, " and ", o.num_heads());
  TL_CHECK(o.dropout() >= 0 && o.dropout() <= 1, value, "MultiheadAttention", "dropout must be between 0 and 1, but is ", o.dropout());
  head_dim = e / o.num_heads();
  const bool one = one_weight();
  in_proj_weight = register_parameter("in_proj_weight", one ? empty({3 * e, e}) : Tensor());
  q_proj_weight = register_parameter("q_proj_weight", one ? Tensor() : empty({e, e}));
  k_proj_weight = register_parameter("k_proj_weight", one ? Tensor() : empty({e, o.kdim().value_or(e)}));
  v_proj_weight = register_parameter("v_proj_weight", one ? Tensor() : empty({e, o.vdim().value_or(e)}));
  in_proj_bias = register_parameter("in_proj_bias", o.bias() ? empty({3 * e}) : Tensor());
  bias_k = register_parameter("bias_k", o.add_bias_kv() ? empty({1, 1, e}) : Tensor());
  bias_v = register_parameter("bias_v", o.add_bias_kv() ? empty({1, 1, e}) : Tensor());
  out_proj = Linear(register_module("out_proj", Linear(LinearOptions(e, e).bias(o.bias()))));
  reset_parameters();
}
void MultiheadAttentionImpl::reset_parameters() {
  for (const Tensor* w : {&in_proj_weight, &q_proj_weight, &k_proj_weight, &v_proj_weight})
    if (w->defined()) init::xavier_uniform_(*w);
  if (in_proj_bias.defined()) {
    init::constant_(in_proj_bias, 0);
    init::constant_(out_proj->bias, 0);
  }
  for (const Tensor* b : {&bias_k, &bias_v})
    if (b->defined()) init::xavier_normal_(*b);
}
void MultiheadAttentionImpl::pretty_print(std::ostream& out) const { out << "MultiheadAttention"; }

std::tuple<Tensor, Tensor, Tensor> MultiheadAttentionImpl::project(const Tensor& query, const Tensor& key, const Tensor& value) const {
  const int64_t e = options.embed_dim();
  const auto part = [&](const Tensor& t, int64_t k) { return t.defined() ? narrow(t, 0, k * e, e) : t; };
  if (!in_proj_weight.defined())
    return {linear(query, q_proj_weight, part(in_proj_bias, 0)), linear(key, k_proj_weight, part(in_proj_bias, 1)), linear(value, v_proj_weight, part(in_proj_bias, 2))};
  if (query.is_same(key) && key.is_same(value)) {
    const auto all = chunk(linear(query, in_proj_weight, in_proj_bias), 3, -1);
    return {all[0], all[1], all[2]};
  }
  return {linear(query, part(in_proj_weight, 0), part(in_proj_bias, 0)), linear(key, part(in_proj_weight, 1), part(in_proj_bias, 1)),
          linear(value, part(in_proj_weight, 2), part(in_proj_bias, 2))};
}

std::tuple<Tensor, Tensor> MultiheadAttentionImpl::forward(const Tensor& query_in, const Tensor& key_in, const Tensor& value_in, const Tensor& key_padding_mask,
                                                           bool need_weights, const Tensor& attn_mask, bool average_attn_weights) {
  constexpr const char* name = "MultiheadAttention";
  const auto& o = options;
  const bool single = query_in.dim() == 2;
  TL_CHECK((single || query_in.dim() == 3) && key_in.dim() == query_in.dim() && value_in.dim() == query_in.dim(), shape, name,
           "query, key and value must have 3 dimensions each (2 for one sequence), but they are ", query_in.sizes(), ", ", key_in.sizes(), " and ", value_in.sizes());
  const auto steps_first = [&](const Tensor& t) { return single ? unsqueeze(t, 1) : o.batch_first() ? transpose(t, 0, 1) : t; };
  const bool self = query_in.is_same(key_in) && key_in.is_same(value_in);
  const Tensor query = steps_first(query_in), key = self ? query : steps_first(key_in), value = self ? query : steps_first(value_in);
  const int64_t L = query.size(0), N = query.size(1), heads = o.num_heads(), e = o.embed_dim();
  TL_CHECK(query.size(2) == e, shape, name, "was expecting embedding dimension of ", e, ", but got ", query.size(2));
  TL_CHECK(key.size(0) == value.size(0) && key.size(1) == N && value.size(1) == N, shape, name, "key ", key_in.sizes(), " and value ", value_in.sizes(),
           " must have one length and the batch size of query ", query_in.sizes());
  auto [q, k, v] = project(query, key, value);
  Tensor mask = attn_mask.defined() ? additive(attn_mask, q.dtype()) : Tensor();
  if (mask.defined()) {
    const DimVector per_head{N * heads, L, key.size(0)}, common{L, key.size(0)};
    TL_CHECK(mask.sizes() == IntArrayRef(common) || mask.sizes() == IntArrayRef(per_head), shape, name, "The shape of the attn_mask is ", mask.sizes(), ", but should be ",
             IntArrayRef(common), " or ", IntArrayRef(per_head));
  }
  Tensor padding = key_padding_mask.defined() && single && key_padding_mask.dim() == 1 ? unsqueeze(key_padding_mask, 0) : key_padding_mask;
  if (padding.defined()) {
    TL_CHECK(padding.dim() == 2 && padding.size(0) == N && padding.size(1) == key.size(0), shape, name, "key_padding_mask ", padding.sizes(), " must be ", N, "×", key.size(0));
    padding = additive(padding, q.dtype());
  }
  const auto one_more = [&](const Tensor& m) { return m.defined() ? constant_pad_nd(m, {0, 1}) : m; };
  if (o.add_bias_kv()) {
    k = cat({k, expand(bias_k, {1, N, e})}, 0);
    v = cat({v, expand(bias_v, {1, N, e})}, 0);
    mask = one_more(mask), padding = one_more(padding);
  }
  if (o.add_zero_attn()) {
    k = cat({k, zeros({1, N, e}, k.options())}, 0);
    v = cat({v, zeros({1, N, e}, v.options())}, 0);
    mask = one_more(mask), padding = one_more(padding);
  }
  const int64_t S = k.size(0);
  Tensor scores = bmm(split_heads(q * (1 / std::sqrt(static_cast<double>(head_dim))), heads), transpose(split_heads(k, heads), 1, 2));
  if (mask.defined()) scores = scores + mask;
  if (padding.defined()) scores = reshape(reshape(scores, {N, heads, L, S}) + reshape(padding, {N, 1, 1, S}), {N * heads, L, S});
  Tensor weights = softmax(scores, -1);
  if (o.dropout() > 0) weights = dropout(weights, o.dropout(), is_training());
  const Tensor mixed = reshape(transpose(bmm(weights, split_heads(v, heads)), 0, 1), {L, N, e});
  Tensor output = out_proj->forward(mixed);
  output = single ? squeeze(output, 1) : o.batch_first() ? transpose(output, 0, 1) : output;
  if (!need_weights) return {output, Tensor()};
  weights = reshape(weights, {N, heads, L, S});
  if (average_attn_weights) weights = mean(weights, {1});
  return {output, single ? squeeze(weights, 0) : weights};
}

void families::register_attention(ModuleDefs& list) {
  list.add<MultiheadAttentionImpl, MultiheadAttentionOptions>("MultiheadAttention", "Attention", "Each query takes a mix of values, by how well their keys fit",
                                                              "query: N×T×C, or T×N×C", from_dim("embed_dim", -1, "MultiheadAttention", 2));
  ModuleDef& d = list.defs.back();
  d.sample = []() -> std::vector<Tensor> { return {rand({2, 4, 6})}; };
  d.inputs = {{"query", "what asks: N×T×C", false},
              {"key", "what is compared; the query itself unless wired", true},
              {"value", "what is mixed; the key itself unless wired", true},
              {"key_padding_mask", "N×S, true where a key is to be ignored", true},
              {"attn_mask", "L×S, true where a key is hidden, or numbers to add", true}};
  d.outputs = {{"output", "a mix of values for each query", false}, {"weights", "how much of each value, averaged over the heads", false}};
  d.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> {
    const Tensor &query = in[0], &key = in[1].defined() ? in[1] : query, &value = in[2].defined() ? in[2] : key;
    const auto [output, weights] = static_cast<MultiheadAttentionImpl&>(m).forward(query, key, value, in[3], true, in[4]);
    return {output, weights};
  };
  d.methods["forward"] = [](Module& m, const std::vector<Value>& args, const Value::Dict& kwargs) {
    const Arguments a("MultiheadAttention", {"query", "key", "value", "key_padding_mask", "need_weights", "attn_mask", "average_attn_weights"}, args, kwargs);
    const auto [output, weights] =
        static_cast<MultiheadAttentionImpl&>(m).forward(a.required("query").to_tensor(), a.required("key").to_tensor(), a.required("value").to_tensor(), a.tensor("key_padding_mask"),
                                                        a.flag("need_weights", true), a.tensor("attn_mask"), a.flag("average_attn_weights", true));
    return Value(Value::List{Value(output), weights.defined() ? Value(weights) : Value()});
  };
}

}  // namespace tl::nn
