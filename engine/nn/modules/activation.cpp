// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/activation.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

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
