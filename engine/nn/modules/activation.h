// SPDX-License-Identifier: Apache-2.0
// Activations: modules without parameters around one function each.
#pragma once
#include "engine/nn/modules/simple_module.h"

namespace tl::nn {

TL_INPLACE_MODULE(ReLU, relu(x));
TL_INPLACE_MODULE(ReLU6, relu6(x));
TL_SIMPLE_MODULE(GELU, gelu(x));
TL_INPLACE_MODULE(SiLU, silu(x));
TL_INPLACE_MODULE(Mish, mish(x));
TL_INPLACE_MODULE(SELU, selu(x));
TL_SIMPLE_MODULE(Sigmoid, sigmoid(x));
TL_SIMPLE_MODULE(Tanh, tanh(x));
TL_SIMPLE_MODULE(LogSigmoid, log_sigmoid(x));
TL_INPLACE_MODULE(Hardsigmoid, hardsigmoid(x));
TL_INPLACE_MODULE(Hardswish, hardswish(x));
TL_SIMPLE_MODULE(Tanhshrink, tanhshrink(x));

TL_INPLACE_PARAMETER_MODULE(LeakyReLU, double, negative_slope, 0.01, leaky_relu(x, options.negative_slope()), .label("slope").help("Slope below zero."));
TL_INPLACE_PARAMETER_MODULE(ELU, double, alpha, 1.0, elu(x, options.alpha()), .help("The value that is approached far below zero is -alpha."));
TL_PARAMETER_MODULE(Hardshrink, double, lambd, 0.5, hardshrink(x, options.lambd()), .help("Values within lambd of zero become zero.").min(0));
TL_PARAMETER_MODULE(Softshrink, double, lambd, 0.5, softshrink(x, options.lambd()), .help("Values move towards zero by lambd.").min(0));
TL_SIMPLE_MODULE(Identity, x);
TL_SIMPLE_MODULE(Softmax2d, softmax(x, -3));
TL_INPLACE_PARAMETER_MODULE(CELU, double, alpha, 1.0, celu(x, options.alpha()), .help("The value that is approached far below zero is -alpha.").above(0));
TL_PARAMETER_MODULE(GLU, int64_t, dim, -1, glu(x, options.dim()), .help("Dimension that is halved: one half times the sigmoid of the other."));
TL_PARAMETER_MODULE(Softmin, int64_t, dim, 1, softmin(x, options.dim()), .help("Dimension along which the values sum to one."));
TL_PARAMETER_MODULE(Softmax, int64_t, dim, 1, softmax(x, options.dim()), .help("Dimension along which the values sum to one."));
TL_PARAMETER_MODULE(LogSoftmax, int64_t, dim, 1, log_softmax(x, options.dim()), .help("Dimension along which the probabilities sum to one."));

struct SoftplusOptions {
  static SoftplusOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("beta", &SoftplusOptions::beta_).help("Steepness.").above(0).on_node();
    d.field("threshold", &SoftplusOptions::threshold_).help("Linear where beta times x is above this.");
  }
  TL_ARG(double, beta) = 1;
  TL_ARG(double, threshold) = 20;
};
class SoftplusImpl : public Cloneable<SoftplusImpl> {
 public:
  explicit SoftplusImpl(const SoftplusOptions& o = {}) : options(o) {}
  void reset() override {}
  Tensor forward(const Tensor& x) { return softplus(x, options.beta(), options.threshold()); }
  SoftplusOptions options;
};
TL_MODULE(Softplus);

struct HardtanhOptions {
  static HardtanhOptions prototype() { return {}; }
  static void describe(auto& d) {
    d.field("min_val", &HardtanhOptions::min_val_).help("Lower limit.").on_node();
    d.field("max_val", &HardtanhOptions::max_val_).help("Upper limit.").on_node();
    d.field("inplace", &HardtanhOptions::inplace_).help("Has no effect.").ignored();
  }
  TL_ARG(double, min_val) = -1;
  TL_ARG(double, max_val) = 1;
  TL_ARG(bool, inplace) = false;
};
class HardtanhImpl : public Cloneable<HardtanhImpl> {
 public:
  explicit HardtanhImpl(const HardtanhOptions& o = {}) : options(o) {
    TL_CHECK(o.max_val() > o.min_val(), value, "Hardtanh", "max_val ", o.max_val(), " must be larger than min_val ", o.min_val());
  }
  void reset() override {}
  Tensor forward(const Tensor& x) { return hardtanh(x, options.min_val(), options.max_val()); }
  HardtanhOptions options;
};
TL_MODULE(Hardtanh);

struct ThresholdOptions {
  ThresholdOptions(double threshold, double value) : threshold_(threshold), value_(value) {}
  static ThresholdOptions prototype() { return {0, 0}; }
  static void describe(auto& d) {
    d.field("threshold", &ThresholdOptions::threshold_).help("Values at or below it are replaced.").on_node();
    d.field("value", &ThresholdOptions::value_).help("What stands in their place.").on_node();
    d.field("inplace", &ThresholdOptions::inplace_).help("Has no effect.").ignored();
  }
  TL_ARG(double, threshold);
  TL_ARG(double, value);
  TL_ARG(bool, inplace) = false;
};
class ThresholdImpl : public Cloneable<ThresholdImpl> {
 public:
  explicit ThresholdImpl(const ThresholdOptions& o) : options(o) {}
  void reset() override {}
  void pretty_print(std::ostream& out) const override { out << "Threshold(threshold=" << options.threshold() << ", value=" << options.value() << inplace_text(options.inplace()) << ")"; }
  Tensor forward(const Tensor& x) { return threshold(x, options.threshold(), options.value()); }
  ThresholdOptions options;
};
TL_MODULE(Threshold);

}  // namespace tl::nn
