// SPDX-License-Identifier: Apache-2.0
// Rectifiers whose slope below zero is learned or drawn.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

struct PReLUOptions {
  static PReLUOptions prototype();
  static void describe(auto& d);
  TL_ARG(int64_t, num_parameters) = 1;
  TL_ARG(double, init) = 0.25;
};
class PReLUImpl : public Cloneable<PReLUImpl> {
 public:
  explicit PReLUImpl(const PReLUOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  PReLUOptions options;
  Tensor weight;
};
TL_MODULE(PReLU);

struct RReLUOptions {
  static RReLUOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, lower) = 1.0 / 8;
  TL_ARG(double, upper) = 1.0 / 3;
  TL_ARG(bool, inplace) = false;
};
/// In training each element's slope is drawn; else it is the mean of both ends.
class RReLUImpl : public Cloneable<RReLUImpl> {
 public:
  explicit RReLUImpl(const RReLUOptions& o = {});
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  RReLUOptions options;
};
TL_MODULE(RReLU);

}  // namespace tl::nn
