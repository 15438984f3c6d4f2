// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/activation.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

InplaceOptions InplaceOptions::prototype() { return {}; }
void InplaceOptions::describe(Describer<InplaceOptions>& d) { inplace_field(d); }

TL_DEFINE_INPLACE_MODULE(ReLU, relu(x))
TL_DEFINE_INPLACE_MODULE(ReLU6, relu6(x))
TL_DEFINE_SIMPLE_MODULE(GELU, gelu(x))
TL_DEFINE_INPLACE_MODULE(SiLU, silu(x))
TL_DEFINE_INPLACE_MODULE(Mish, mish(x))
TL_DEFINE_INPLACE_MODULE(SELU, selu(x))
TL_DEFINE_SIMPLE_MODULE(Sigmoid, sigmoid(x))
TL_DEFINE_SIMPLE_MODULE(Tanh, tanh(x))
TL_DEFINE_SIMPLE_MODULE(LogSigmoid, log_sigmoid(x))
TL_DEFINE_INPLACE_MODULE(Hardsigmoid, hardsigmoid(x))
TL_DEFINE_INPLACE_MODULE(Hardswish, hardswish(x))
TL_DEFINE_SIMPLE_MODULE(Tanhshrink, tanhshrink(x))

TL_DEFINE_INPLACE_PARAMETER_MODULE(LeakyReLU, negative_slope, leaky_relu(x, options.negative_slope()), .label("slope").help("Slope below zero."))
TL_DEFINE_INPLACE_PARAMETER_MODULE(ELU, alpha, elu(x, options.alpha()), .help("The value that is approached far below zero is -alpha."))
TL_DEFINE_PARAMETER_MODULE(Hardshrink, lambd, hardshrink(x, options.lambd()), .help("Values within lambd of zero become zero.").min(0))
TL_DEFINE_PARAMETER_MODULE(Softshrink, lambd, softshrink(x, options.lambd()), .help("Values move towards zero by lambd.").min(0))
TL_DEFINE_SIMPLE_MODULE(Identity, x)
TL_DEFINE_SIMPLE_MODULE(Softmax2d, softmax(x, -3))
TL_DEFINE_INPLACE_PARAMETER_MODULE(CELU, alpha, celu(x, options.alpha()), .help("The value that is approached far below zero is -alpha.").above(0))
TL_DEFINE_PARAMETER_MODULE(GLU, dim, glu(x, options.dim()), .help("Dimension that is halved: one half times the sigmoid of the other."))
TL_DEFINE_PARAMETER_MODULE(Softmin, dim, softmin(x, options.dim()), .help("Dimension along which the values sum to one."))
TL_DEFINE_PARAMETER_MODULE(Softmax, dim, softmax(x, options.dim()), .help("Dimension along which the values sum to one."))
TL_DEFINE_PARAMETER_MODULE(LogSoftmax, dim, log_softmax(x, options.dim()), .help("Dimension along which the probabilities sum to one."))

SoftplusOptions SoftplusOptions::prototype() { return {}; }
void SoftplusOptions::describe(auto& d) {
  d.field("beta", &SoftplusOptions::beta_).help("Steepness.").above(0).on_node();
  d.field("threshold", &SoftplusOptions::threshold_).help("Linear where beta times x is above this.");
}
SoftplusImpl::SoftplusImpl(const SoftplusOptions& o) : options(o) {}
void SoftplusImpl::reset() {}
Tensor SoftplusImpl::forward(const Tensor& x) { return softplus(x, options.beta(), options.threshold()); }

HardtanhOptions HardtanhOptions::prototype() { return {}; }
void HardtanhOptions::describe(auto& d) {
  d.field("min_val", &HardtanhOptions::min_val_).help("Lower limit.").on_node();
  d.field("max_val", &HardtanhOptions::max_val_).help("Upper limit.").on_node();
  inplace_field(d);
}
HardtanhImpl::HardtanhImpl(const HardtanhOptions& o) : options(o) {
  TL_CHECK(o.max_val() > o.min_val(), value, "Hardtanh", "max_val ", o.max_val(), " must be larger than min_val ", o.min_val());
}
void HardtanhImpl::reset() {}
Tensor HardtanhImpl::forward(const Tensor& x) { return hardtanh(x, options.min_val(), options.max_val()); }

ThresholdOptions ThresholdOptions::prototype() { return {0, 0}; }
void ThresholdOptions::describe(auto& d) {
  d.field("threshold", &ThresholdOptions::threshold_).help("Values at or below it are replaced.").on_node();
  d.field("value", &ThresholdOptions::value_).help("What stands in their place.").on_node();
  inplace_field(d);
}
ThresholdImpl::ThresholdImpl(const ThresholdOptions& o) : options(o) {}
void ThresholdImpl::reset() {}
void ThresholdImpl::pretty_print(std::ostream& out) const {
  out << "Threshold(threshold=" << options.threshold() << ", value=" << options.value() << inplace_text(options.inplace()) << ")";
}
Tensor ThresholdImpl::forward(const Tensor& x) { return threshold(x, options.threshold(), options.value()); }

void families::register_activation(ModuleDefs& list) {
  list.add<IdentityImpl, NoOptions>("Identity", "Linear", "Hands its input through", "any shape").ignores_arguments();
  list.add<ReLUImpl, InplaceOptions>("ReLU", "Activation", "Negative values become zero", "any shape");
  list.add<GELUImpl, NoOptions>("GELU", "Activation", "x times the normal distribution function of x", "any shape");
  list.add<SoftmaxImpl, SoftmaxOptions>("Softmax", "Activation", "Positive values that sum to one along a dimension", "any shape");
  list.add<SoftminImpl, SoftminOptions>("Softmin", "Activation", "Softmax of the negated input: the smallest value weighs most", "any shape");
  list.add<Softmax2dImpl, NoOptions>("Softmax2d", "Activation", "Softmax over the channels at each place of an image", "N×C×H×W");
  list.add<GLUImpl, GLUOptions>("GLU", "Activation", "Half of the input times the sigmoid of the other half", "any shape");
  list.add<CELUImpl, CELUOptions>("CELU", "Activation", "A smooth exponential below zero", "any shape");
  list.add<ThresholdImpl, ThresholdOptions>("Threshold", "Activation", "Values at or below a threshold are replaced by one value", "any shape");
  list.add<LogSoftmaxImpl, LogSoftmaxOptions>("LogSoftmax", "Activation", "Logarithm of softmax", "any shape");
  list.add<SigmoidImpl, NoOptions>("Sigmoid", "Activation", "1 / (1 + exp(-x)), between 0 and 1", "any shape");
  list.add<TanhImpl, NoOptions>("Tanh", "Activation", "Hyperbolic tangent, between -1 and 1", "any shape");
  list.add<LeakyReLUImpl, LeakyReLUOptions>("LeakyReLU", "Activation", "Negative values are scaled down instead of cut off", "any shape");
  list.add<ELUImpl, ELUOptions>("ELU", "Activation", "Exponential below zero", "any shape");
  list.add<SELUImpl, InplaceOptions>("SELU", "Activation", "Self-normalising exponential linear unit", "any shape");
  list.add<SiLUImpl, InplaceOptions>("SiLU", "Activation", "x times sigmoid(x)", "any shape");
  list.add<MishImpl, InplaceOptions>("Mish", "Activation", "x times tanh(softplus(x))", "any shape");
  list.add<ReLU6Impl, InplaceOptions>("ReLU6", "Activation", "ReLU that stops at 6", "any shape");
  list.add<SoftplusImpl, SoftplusOptions>("Softplus", "Activation", "A smooth ReLU: log(1 + exp(x))", "any shape");
  list.add<LogSigmoidImpl, NoOptions>("LogSigmoid", "Activation", "Logarithm of the sigmoid", "any shape");
  list.add<HardtanhImpl, HardtanhOptions>("Hardtanh", "Activation", "Values limited to an interval", "any shape");
  list.add<HardsigmoidImpl, InplaceOptions>("Hardsigmoid", "Activation", "A piecewise linear sigmoid", "any shape");
  list.add<HardswishImpl, InplaceOptions>("Hardswish", "Activation", "x times hardsigmoid(x)", "any shape");
  list.add<HardshrinkImpl, HardshrinkOptions>("Hardshrink", "Activation", "Small values become zero", "any shape");
  list.add<SoftshrinkImpl, SoftshrinkOptions>("Softshrink", "Activation", "Values move towards zero", "any shape");
  list.add<TanhshrinkImpl, NoOptions>("Tanhshrink", "Activation", "x - tanh(x)", "any shape");
}

}  // namespace tl::nn
