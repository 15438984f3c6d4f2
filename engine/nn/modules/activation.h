// SPDX-License-Identifier: Apache-2.0
// Activations: modules without parameters around one function each.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

TL_INPLACE_MODULE(ReLU);
TL_INPLACE_MODULE(ReLU6);
TL_SIMPLE_MODULE(GELU);
TL_INPLACE_MODULE(SiLU);
TL_INPLACE_MODULE(Mish);
TL_INPLACE_MODULE(SELU);
TL_SIMPLE_MODULE(Sigmoid);
TL_SIMPLE_MODULE(Tanh);
TL_SIMPLE_MODULE(LogSigmoid);
TL_INPLACE_MODULE(Hardsigmoid);
TL_INPLACE_MODULE(Hardswish);
TL_SIMPLE_MODULE(Tanhshrink);

TL_INPLACE_PARAMETER_MODULE(LeakyReLU, double, negative_slope, 0.01);
TL_INPLACE_PARAMETER_MODULE(ELU, double, alpha, 1.0);
TL_PARAMETER_MODULE(Hardshrink, double, lambd, 0.5);
TL_PARAMETER_MODULE(Softshrink, double, lambd, 0.5);
TL_SIMPLE_MODULE(Identity);
TL_SIMPLE_MODULE(Softmax2d);
TL_INPLACE_PARAMETER_MODULE(CELU, double, alpha, 1.0);
TL_PARAMETER_MODULE(GLU, int64_t, dim, -1);
TL_PARAMETER_MODULE(Softmin, int64_t, dim, 1);
TL_PARAMETER_MODULE(Softmax, int64_t, dim, 1);
TL_PARAMETER_MODULE(LogSoftmax, int64_t, dim, 1);

struct SoftplusOptions {
  static SoftplusOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, beta) = 1;
  TL_ARG(double, threshold) = 20;
};
class SoftplusImpl : public Cloneable<SoftplusImpl> {
 public:
  explicit SoftplusImpl(const SoftplusOptions& o = {});
  void reset() override;
  Tensor forward(const Tensor& x);
  SoftplusOptions options;
};
TL_MODULE(Softplus);

struct HardtanhOptions {
  static HardtanhOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, min_val) = -1;
  TL_ARG(double, max_val) = 1;
  TL_ARG(bool, inplace) = false;
};
class HardtanhImpl : public Cloneable<HardtanhImpl> {
 public:
  explicit HardtanhImpl(const HardtanhOptions& o = {});
  void reset() override;
  Tensor forward(const Tensor& x);
  HardtanhOptions options;
};
TL_MODULE(Hardtanh);

struct ThresholdOptions {
  ThresholdOptions(double threshold, double value) : threshold_(threshold), value_(value) {}
  static ThresholdOptions prototype();
  static void describe(auto& d);
  TL_ARG(double, threshold);
  TL_ARG(double, value);
  TL_ARG(bool, inplace) = false;
};
class ThresholdImpl : public Cloneable<ThresholdImpl> {
 public:
  explicit ThresholdImpl(const ThresholdOptions& o);
  void reset() override;
  void pretty_print(std::ostream& out) const override;
  Tensor forward(const Tensor& x);
  ThresholdOptions options;
};
TL_MODULE(Threshold);

}  // namespace tl::nn
