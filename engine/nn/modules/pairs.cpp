// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/pairs.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

CosineSimilarityOptions CosineSimilarityOptions::prototype() { return {}; }
void CosineSimilarityOptions::describe(auto& d) {
  d.field("dim", &CosineSimilarityOptions::dim_).help("Dimension along which the vectors lie.").on_node();
  d.field("eps", &CosineSimilarityOptions::eps_).help("Smallest product of lengths to divide by.").above(0);
}
CosineSimilarityImpl::CosineSimilarityImpl(const CosineSimilarityOptions& o) : options(o) {}
void CosineSimilarityImpl::reset() {}
void CosineSimilarityImpl::pretty_print(std::ostream& out) const { out << "CosineSimilarity(dim=" << options.dim() << ", eps=" << options.eps() << ")"; }
Tensor CosineSimilarityImpl::forward(const Tensor& x1, const Tensor& x2) { return cosine_similarity(x1, x2, options.dim(), options.eps()); }

PairwiseDistanceOptions PairwiseDistanceOptions::prototype() { return {}; }
void PairwiseDistanceOptions::describe(auto& d) {
  d.field("p", &PairwiseDistanceOptions::p_).help("The norm: 2 is the straight distance, 1 the sum of differences.").on_node();
  d.field("eps", &PairwiseDistanceOptions::eps_).help("Added to each difference.");
  d.field("keepdim", &PairwiseDistanceOptions::keepdim_).help("Keep the last dimension with size 1.");
}
PairwiseDistanceImpl::PairwiseDistanceImpl(const PairwiseDistanceOptions& o) : options(o) {}
void PairwiseDistanceImpl::reset() {}
void PairwiseDistanceImpl::pretty_print(std::ostream& out) const { out << "PairwiseDistance(p=" << options.p() << ", eps=" << options.eps() << ")"; }
Tensor PairwiseDistanceImpl::forward(const Tensor& x1, const Tensor& x2) { return pairwise_distance(x1, x2, options.p(), options.eps(), options.keepdim()); }

BilinearOptions BilinearOptions::prototype() { return {0, 0, 0}; }
void BilinearOptions::describe(auto& d) {
  using O = BilinearOptions;
  d.field("in1_features", &O::in1_features_).help("Features of the first input; found from it.").min(1).automatic().default_value({});
  d.field("in2_features", &O::in2_features_).help("Features of the second input; found from it.").min(1).automatic().default_value({});
  d.field("out_features", &O::out_features_).label("features").help("Features of the output.").min(1).required().on_node();
  d.field("bias", &O::bias_).help("Add a learnable value to each output feature.");
}
BilinearImpl::BilinearImpl(int64_t in1_features, int64_t in2_features, int64_t out_features)
    : BilinearImpl(BilinearOptions(in1_features, in2_features, out_features)) {}
BilinearImpl::BilinearImpl(const BilinearOptions& o) : options(o) { reset(); }
void BilinearImpl::reset() {
  const auto& o = options;
  TL_CHECK(o.in1_features() > 0, value, "Bilinear", "in1_features must be positive, but is ", o.in1_features());
  weight = register_parameter("weight", empty({o.out_features(), o.in1_features(), o.in2_features()}));
  bias = register_parameter("bias", o.bias() ? empty({o.out_features()}) : Tensor());
  reset_parameters();
}
void BilinearImpl::reset_parameters() {
  const double bound = 1 / std::sqrt(static_cast<double>(options.in1_features()));
  init::uniform_(weight, -bound, bound);
  if (bias.defined()) init::uniform_(bias, -bound, bound);
}
void BilinearImpl::pretty_print(std::ostream& out) const {
  const auto& o = options;
  out << "Bilinear(in1_features=" << o.in1_features() << ", in2_features=" << o.in2_features() << ", out_features=" << o.out_features() << ", bias=" << (o.bias() ? "true" : "false")
      << ")";
}
Tensor BilinearImpl::forward(const Tensor& input1, const Tensor& input2) { return bilinear(input1, input2, weight, bias); }

void families::register_pairs(ModuleDefs& list) {
  const auto two = [](const char* first, const char* second, const char* help) { return std::vector<ModulePort>{{first, help, false}, {second, help, false}}; };
  list.add<CosineSimilarityImpl, CosineSimilarityOptions>("CosineSimilarity", "Math", "Cosine of the angle between two vectors", "").inputs(two("x1", "x2", "any shape"));
  list.add<PairwiseDistanceImpl, PairwiseDistanceOptions>("PairwiseDistance", "Math", "Distance of two vectors", "").inputs(two("x1", "x2", "N×D"));
  list.add<BilinearImpl, BilinearOptions>("Bilinear", "Linear", "Every output a weighted sum of all products of two inputs", "",
                                          [](const std::vector<Tensor>& in) -> Value::Dict {
                                            TL_CHECK(in.size() == 2 && in[0].defined() && in[1].defined() && in[0].dim() > 0 && in[1].dim() > 0, value, "Bilinear",
                                                     "both inputs must be connected, so that their features can be found");
                                            return {{"in1_features", in[0].size(-1)}, {"in2_features", in[1].size(-1)}};
                                          })
      .inputs(two("input1", "input2", "N×features"));
}

}  // namespace tl::nn
