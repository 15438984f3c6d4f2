// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/embedding.h"

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/nn/module_object.h"
#include "engine/ops/functions.h"

namespace tl::nn {
namespace {
template <class O>
void describe_table(Describer<O>& d) {
  d.field("num_embeddings", &O::num_embeddings_).label("entries").help("Rows of the table: one more than the largest number.").min(1).required().on_node();
  d.field("embedding_dim", &O::embedding_dim_).label("width").help("Length of each vector.").min(1).required().on_node();
}
/// The given table, or a fresh one.
template <class O>
Tensor table(const char* name, const O& o) {
  const Tensor& given = o._weight();
  if (!given.defined()) return empty({o.num_embeddings(), o.embedding_dim()});
  TL_CHECK(given.dim() == 2 && given.size(0) == o.num_embeddings() && given.size(1) == o.embedding_dim(), shape, name, "Shape of weight ", given.sizes(),
           " does not match num_embeddings ", o.num_embeddings(), " and embedding_dim ", o.embedding_dim());
  return given;
}
/// A negative padding_idx counts from the end.
template <class O>
void settle_padding(const char* name, O& o) {
  if (!o.padding_idx()) return;
  const int64_t n = o.num_embeddings(), p = *o.padding_idx();
  TL_CHECK(p >= -n && p < n, value, name, "Padding_idx must be within num_embeddings; it is ", p, " of ", n);
  if (p < 0) o.padding_idx(p + n);
}
template <class O>
void draw(const O& o, Tensor& weight) {
  if (o._weight().defined()) return;
  init::normal_(weight);
  const NoGradGuard guard;
  if (o.padding_idx() && !weight.is_meta()) weight.detach().select(0, *o.padding_idx()).fill_(0);
}
template <class O>
void print_table(std::ostream& out, const char* name, const O& o) {
  out << name << "(" << o.num_embeddings() << ", " << o.embedding_dim();
  if (o.max_norm()) out << ", max_norm=" << *o.max_norm();
  if (o.norm_type() != 2) out << ", norm_type=" << o.norm_type();
  if (o.scale_grad_by_freq()) out << ", scale_grad_by_freq=true";
  if (o.sparse()) out << ", sparse=true";
}
}  // namespace

EmbeddingOptions EmbeddingOptions::prototype() { return {1, 1}; }
void EmbeddingOptions::describe(Describer<EmbeddingOptions>& d) {
  using O = EmbeddingOptions;
  describe_table(d);
  d.field("padding_idx", &O::padding_idx_).label("padding").help("The number that stands for nothing: its vector is zero and is not trained.");
  d.field("max_norm", &O::max_norm_).label("largest norm").help("Vectors that are longer are scaled down when they are used.").above(0).expert();
  d.field("norm_type", &O::norm_type_).label("norm").help("The p of the norm that is limited.").above(0).expert();
  d.field("scale_grad_by_freq", &O::scale_grad_by_freq_).label("by frequency").help("Divide gradients by how often a number occurs in the batch.").expert();
  d.field("sparse", &O::sparse_).help("Give the table a sparse gradient; for SGD, Adagrad and SparseAdam.").expert();
}

EmbeddingImpl::EmbeddingImpl(int64_t num_embeddings, int64_t embedding_dim) : EmbeddingImpl(EmbeddingOptions(num_embeddings, embedding_dim)) {}
EmbeddingImpl::EmbeddingImpl(EmbeddingOptions o) : options(std::move(o)) { reset(); }
void EmbeddingImpl::reset() {
  settle_padding("Embedding", options);
  weight = register_parameter("weight", table("Embedding", options));
  reset_parameters();
}
void EmbeddingImpl::reset_parameters() { draw(options, weight); }
void EmbeddingImpl::pretty_print(std::ostream& out) const {
  print_table(out, "Embedding", options);
  if (options.padding_idx()) out << ", padding_idx=" << *options.padding_idx();
  out << ")";
}
Tensor EmbeddingImpl::forward(const Tensor& input) {
  const auto& o = options;
  return functional::embedding(input, weight, o.padding_idx(), o.max_norm(), o.norm_type(), o.scale_grad_by_freq(), o.sparse());
}
Embedding Embedding::from_pretrained(const Tensor& embeddings, bool freeze, std::optional<int64_t> padding_idx, std::optional<double> max_norm,
                                     double norm_type, bool scale_grad_by_freq, bool sparse) {
  TL_CHECK(embeddings.dim() == 2, shape, "from_pretrained", "Embeddings parameter is expected to be 2-dimensional, but is ", embeddings.sizes());
  Embedding e(EmbeddingOptions(embeddings.size(0), embeddings.size(1))
                  .padding_idx(padding_idx).max_norm(max_norm).norm_type(norm_type).scale_grad_by_freq(scale_grad_by_freq).sparse(sparse)._weight(embeddings));
  e->weight.set_requires_grad(!freeze);
  return e;
}

EmbeddingBagOptions EmbeddingBagOptions::prototype() { return {1, 1}; }
void EmbeddingBagOptions::describe(Describer<EmbeddingBagOptions>& d) {
  using O = EmbeddingBagOptions;
  describe_table(d);
  d.field("max_norm", &O::max_norm_).label("largest norm").help("Vectors that are longer are scaled down when they are used.").above(0).expert();
  d.field("norm_type", &O::norm_type_).label("norm").help("The p of the norm that is limited.").above(0).expert();
  d.field("scale_grad_by_freq", &O::scale_grad_by_freq_).label("by frequency").help("Divide gradients by how often a number occurs in the batch.").expert();
  d.field("mode", &O::mode_).help("How the vectors of a bag become one.").choices({"sum", "mean", "max"}).on_node();
  d.field("sparse", &O::sparse_).help("Give the table a sparse gradient; for SGD, Adagrad and SparseAdam.").expert();
  d.field("include_last_offset", &O::include_last_offset_).label("last offset").help("The offsets end with the number of indices.").expert();
  d.field("padding_idx", &O::padding_idx_).label("padding").help("The number that counts for nothing.");
}
EmbeddingBagImpl::EmbeddingBagImpl(int64_t num_embeddings, int64_t embedding_dim) : EmbeddingBagImpl(EmbeddingBagOptions(num_embeddings, embedding_dim)) {}
EmbeddingBagImpl::EmbeddingBagImpl(EmbeddingBagOptions o) : options(std::move(o)) { reset(); }
void EmbeddingBagImpl::reset() {
  settle_padding("EmbeddingBag", options);
  weight = register_parameter("weight", table("EmbeddingBag", options));
  reset_parameters();
}
void EmbeddingBagImpl::reset_parameters() { draw(options, weight); }
void EmbeddingBagImpl::pretty_print(std::ostream& out) const {
  print_table(out, "EmbeddingBag", options);
  out << ", mode=" << options.mode() << ")";
}
Tensor EmbeddingBagImpl::forward(const Tensor& input, const Tensor& offsets, const Tensor& per_sample_weights) {
  const auto& o = options;
  functional::BagOptions bag{o.max_norm(), o.norm_type(), o.scale_grad_by_freq(), o.mode(), o.sparse(), per_sample_weights, o.include_last_offset(), o.padding_idx()};
  return functional::embedding_bag(input, weight, offsets, bag);
}
EmbeddingBag EmbeddingBag::from_pretrained(const Tensor& embeddings, bool freeze, std::optional<double> max_norm, double norm_type, bool scale_grad_by_freq,
                                           const std::string& mode, bool sparse) {
  TL_CHECK(embeddings.dim() == 2, shape, "from_pretrained", "Embeddings parameter is expected to be 2-dimensional, but is ", embeddings.sizes());
  EmbeddingBag e(EmbeddingBagOptions(embeddings.size(0), embeddings.size(1))
                     .max_norm(max_norm).norm_type(norm_type).scale_grad_by_freq(scale_grad_by_freq).mode(mode).sparse(sparse)._weight(embeddings));
  e->weight.set_requires_grad(!freeze);
  return e;
}

void families::register_embedding(ModuleDefs& list) {
  list.add<EmbeddingImpl, EmbeddingOptions>("Embedding", "Linear", "A vector for each number, looked up in a table that is trained", "whole numbers, any shape");
  list.defs.back().construct = [](const std::vector<Value>& args, const Value::Dict& kwargs) -> std::shared_ptr<Module> {
    const Arguments a("Embedding", {"num_embeddings", "embedding_dim", "padding_idx", "max_norm", "norm_type", "scale_grad_by_freq", "sparse", "_weight"}, args, kwargs);
    auto options = EmbeddingOptions(a.required("num_embeddings").to_int(), a.required("embedding_dim").to_int())._weight(a.tensor("_weight"));
    Value::Dict rest;
    for (const auto& f : description_of<EmbeddingOptions>().fields)
      if (a.has(f.name.c_str())) rest.emplace_back(f.name, a.get(f.name.c_str()));
    apply_options(description_of<EmbeddingOptions>(), &options, Value(rest), "Embedding");
    return std::make_shared<EmbeddingImpl>(std::move(options));
  };
  list.defs.back().sample = []() -> std::vector<Tensor> { return {tensor({0, 2, 1})}; };
  list.add<EmbeddingBagImpl, EmbeddingBagOptions>("EmbeddingBag", "Linear", "The vectors of several numbers taken together, without keeping each", "N×B whole numbers");
  ModuleDef& bag = list.defs.back();
  bag.sample = []() -> std::vector<Tensor> { return {tensor({{0, 2}, {1, 1}})}; };
  bag.inputs.push_back({"offsets", "where bags begin in 1-d input", true});
  bag.inputs.push_back({"per_sample_weights", "a factor for each number, in mode sum", true});
  bag.forward = [](Module& m, const std::vector<Tensor>& in) -> std::vector<Tensor> { return {static_cast<EmbeddingBagImpl&>(m).forward(in[0], in[1], in[2])}; };
}

}  // namespace tl::nn
