// SPDX-License-Identifier: Apache-2.0
// Modules of two inputs: angles, distances, and the bilinear form.
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct CosineSimilarityOptions {
  static CosineSimilarityOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, dim) = 1;
  TL_ARG(double, eps) = 1e-8;
};
class CosineSimilarityImpl : public Cloneable<CosineSimilarityImpl> {
 public:
  explicit CosineSimilarityImpl(const CosineSimilarityOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x1, const Tensor& x2);
  CosineSimilarityOptions options;
};
TL_MODULE(CosineSimilarity);

struct PairwiseDistanceOptions {
  static PairwiseDistanceOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, p) = 2;
  TL_ARG(double, eps) = 1e-6;
  TL_ARG(bool, keepdim) = false;
};
class PairwiseDistanceImpl : public Cloneable<PairwiseDistanceImpl> {
 public:
  explicit PairwiseDistanceImpl(const PairwiseDistanceOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x1, const Tensor& x2);
  PairwiseDistanceOptions options;
};
TL_MODULE(PairwiseDistance);

struct BilinearOptions {
  BilinearOptions(int64_t in1_features, int64_t in2_features, int64_t out_features)
      : in1_features_(in1_features), in2_features_(in2_features), out_features_(out_features) {}
  static BilinearOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, in1_features);
  TL_ARG(int64_t, in2_features);
  TL_ARG(int64_t, out_features);
  TL_ARG(bool, bias) = true;
};
/// inputs …×in1_features and …×in2_features → …×out_features: x1ᵀ W x2 + b for each matrix of weight out×in1×in2.
class BilinearImpl : public Cloneable<BilinearImpl> {
 public:
  BilinearImpl(int64_t in1_features, int64_t in2_features, int64_t out_features);
  explicit BilinearImpl(const BilinearOptions& o);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input1, const Tensor& input2);
  BilinearOptions options;
  Tensor weight, bias;
};
TL_MODULE(Bilinear);

}  // namespace tl::nn
