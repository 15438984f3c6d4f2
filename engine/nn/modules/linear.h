// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/nn/module.h"
#include "engine/nn/options.h"

namespace tl::nn {

struct LinearOptions {
  LinearOptions(int64_t in_features, int64_t out_features) : in_features_(in_features), out_features_(out_features) {}
  static LinearOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, in_features);
  TL_ARG(int64_t, out_features);
  TL_ARG(bool, bias) = true;
};

/// input …×in_features → …×out_features. weight out_features×in_features drawn kaiming-uniform (a = √5), then bias within 1/√in_features.
class LinearImpl : public Cloneable<LinearImpl> {
 public:
  LinearImpl(int64_t in_features, int64_t out_features);
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
  static FlattenOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, start_dim) = 1;
  TL_ARG(int64_t, end_dim) = -1;
};
class FlattenImpl : public Cloneable<FlattenImpl> {
 public:
  explicit FlattenImpl(const FlattenOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& input);
  FlattenOptions options;
};
TL_MODULE(Flatten);

}  // namespace tl::nn
