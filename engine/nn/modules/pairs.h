// SPDX-License-Identifier: Apache-2.0
// Modules of two inputs: angles, distances, and the bilinear form.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct CosineSimilarityOptions {
  static CosineSimilarityOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("dim", &CosineSimilarityOptions::dim_).help("Dimension along which the vectors lie.").on_node();
    d.field("eps", &CosineSimilarityOptions::eps_).help("Smallest product of lengths to divide by.").above(0);
  }
  TL_ARG(int64_t, dim) = 1;
  TL_ARG(double, eps) = 1e-8;
};
class CosineSimilarityImpl : public Cloneable<CosineSimilarityImpl> {
 public:
  explicit CosineSimilarityImpl(const CosineSimilarityOptions& o = {}) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "CosineSimilarity(dim=" << options.dim() << ", eps=" << options.eps() << ")"; }
  Tensor forward(const Tensor& x1, const Tensor& x2);
  CosineSimilarityOptions options;
};
TL_MODULE(CosineSimilarity);

struct PairwiseDistanceOptions {
  static PairwiseDistanceOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("p", &PairwiseDistanceOptions::p_).help("The norm: 2 is the straight distance, 1 the sum of differences.").on_node();
    d.field("eps", &PairwiseDistanceOptions::eps_).help("Added to each difference.");
    d.field("keepdim", &PairwiseDistanceOptions::keepdim_).help("Keep the last dimension with size 1.");
  }
  TL_ARG(double, p) = 2;
  TL_ARG(double, eps) = 1e-6;
  TL_ARG(bool, keepdim) = false;
};
class PairwiseDistanceImpl : public Cloneable<PairwiseDistanceImpl> {
 public:
  explicit PairwiseDistanceImpl(const PairwiseDistanceOptions& o = {}) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "PairwiseDistance(p=" << options.p() << ", eps=" << options.eps() << ")"; }
  Tensor forward(const Tensor& x1, const Tensor& x2);
  PairwiseDistanceOptions options;
};
TL_MODULE(PairwiseDistance);

struct BilinearOptions {
  BilinearOptions(int64_t in1_features, int64_t in2_features, int64_t out_features)
      : in1_features_(in1_features), in2_features_(in2_features), out_features_(out_features) {}
  static BilinearOptions prototype() { return {0, 0, 0}; }
  static void describe(auto& d) {
    using O = BilinearOptions;
    d.field("in1_features", &O::in1_features_).help("Features of the first input; found from it.").min(1).automatic().default_value({});
    d.field("in2_features", &O::in2_features_).help("Features of the second input; found from it.").min(1).automatic().default_value({});
    d.field("out_features", &O::out_features_).label("features").help("Features of the output.").min(1).required().on_node();
    d.field("bias", &O::bias_).help("Add a learnable value to each output feature.");
  }
  TL_ARG(int64_t, in1_features);
  TL_ARG(int64_t, in2_features);
  TL_ARG(int64_t, out_features);
  TL_ARG(bool, bias) = true;
};
/// inputs …×in1_features and …×in2_features → …×out_features: x1ᵀ W x2 + b for each matrix of weight out×in1×in2.
class BilinearImpl : public Cloneable<BilinearImpl> {
 public:
  BilinearImpl(int64_t in1_features, int64_t in2_features, int64_t out_features) : BilinearImpl(BilinearOptions(in1_features, in2_features, out_features)) {}
  explicit BilinearImpl(const BilinearOptions& o) : options(o) { reset(); }
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input1, const Tensor& input2);
  BilinearOptions options;
  Tensor weight, bias;
};
TL_MODULE(Bilinear);

}  // namespace tl::nn
