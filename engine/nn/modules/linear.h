// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct LinearOptions {
  LinearOptions(int64_t in_features, int64_t out_features) : in_features_(in_features), out_features_(out_features) {}
  static LinearOptions prototype() { return {0, 0}; }
  static void describe(auto& d) {
    d.field("in_features", &LinearOptions::in_features_).help("Size of each input row; found from the input.").min(1).automatic().default_value({});
    d.field("out_features", &LinearOptions::out_features_).label("features").help("Size of each output row.").min(1).required().on_node();
    d.field("bias", &LinearOptions::bias_).help("Add a learnable vector to the output.");
  }
  TL_ARG(int64_t, in_features);
  TL_ARG(int64_t, out_features);
  TL_ARG(bool, bias) = true;
};

/// input …×in_features → …×out_features. weight out_features×in_features drawn kaiming-uniform (a = √5), then bias within 1/√in_features.
class LinearImpl : public Cloneable<LinearImpl> {
 public:
  LinearImpl(int64_t in_features, int64_t out_features) : LinearImpl(LinearOptions(in_features, out_features)) {}
  explicit LinearImpl(const LinearOptions& options);
  void reset() override;
  void reset_parameters();
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  LinearOptions options;
  Tensor weight, bias;
};
TL_MODULE(Linear);

struct FlattenOptions {
  FlattenOptions() = default;
  static FlattenOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("start_dim", &FlattenOptions::start_dim_).help("First dimension to merge (0 is the batch).").on_node();
    d.field("end_dim", &FlattenOptions::end_dim_).help("Last dimension to merge; -1 is the last one.");
  }
  TL_ARG(int64_t, start_dim) = 1;
  TL_ARG(int64_t, end_dim) = -1;
};
class FlattenImpl : public Cloneable<FlattenImpl> {
 public:
  explicit FlattenImpl(const FlattenOptions& o = {}) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  FlattenOptions options;
};
TL_MODULE(Flatten);

}  // namespace tl::nn
