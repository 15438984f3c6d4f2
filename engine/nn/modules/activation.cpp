// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/activation.h"

#include "engine/nn/module_list.h"

namespace tl::nn {

void families::register_activation(ModuleList& list) {
  list.add<IdentityImpl, NoOptions>("Identity", "Linear", "Hands its input through", "any shape");
  list.add<ReLUImpl, NoOptions>("ReLU", "Activation", "Negative values become zero", "any shape");
  list.add<GELUImpl, NoOptions>("GELU", "Activation", "x times the normal distribution function of x", "any shape");
  list.add<SoftmaxImpl, SoftmaxOptions>("Softmax", "Activation", "Positive values that sum to one along a dimension", "any shape");
  list.add<LogSoftmaxImpl, LogSoftmaxOptions>("LogSoftmax", "Activation", "Logarithm of softmax", "any shape");
  list.add<SigmoidImpl, NoOptions>("Sigmoid", "Activation", "1 / (1 + exp(-x)), between 0 and 1", "any shape");
  list.add<TanhImpl, NoOptions>("Tanh", "Activation", "Hyperbolic tangent, between -1 and 1", "any shape");
  list.add<LeakyReLUImpl, LeakyReLUOptions>("LeakyReLU", "Activation", "Negative values are scaled down instead of cut off", "any shape");
  list.add<ELUImpl, ELUOptions>("ELU", "Activation", "Exponential below zero", "any shape");
  list.add<SELUImpl, NoOptions>("SELU", "Activation", "Self-normalising exponential linear unit", "any shape");
  list.add<SiLUImpl, NoOptions>("SiLU", "Activation", "x times sigmoid(x)", "any shape");
  list.add<MishImpl, NoOptions>("Mish", "Activation", "x times tanh(softplus(x))", "any shape");
  list.add<ReLU6Impl, NoOptions>("ReLU6", "Activation", "ReLU that stops at 6", "any shape");
  list.add<SoftplusImpl, SoftplusOptions>("Softplus", "Activation", "A smooth ReLU: log(1 + exp(x))", "any shape");
  list.add<LogSigmoidImpl, NoOptions>("LogSigmoid", "Activation", "Logarithm of the sigmoid", "any shape");
  list.add<HardtanhImpl, HardtanhOptions>("Hardtanh", "Activation", "Values limited to an interval", "any shape");
  list.add<HardsigmoidImpl, NoOptions>("Hardsigmoid", "Activation", "A piecewise linear sigmoid", "any shape");
  list.add<HardswishImpl, NoOptions>("Hardswish", "Activation", "x times hardsigmoid(x)", "any shape");
  list.add<HardshrinkImpl, HardshrinkOptions>("Hardshrink", "Activation", "Small values become zero", "any shape");
  list.add<SoftshrinkImpl, SoftshrinkOptions>("Softshrink", "Activation", "Values move towards zero", "any shape");
  list.add<TanhshrinkImpl, NoOptions>("Tanhshrink", "Activation", "x - tanh(x)", "any shape");
  list.add<DropoutImpl, DropoutOptions>("Dropout", "Regularization", "While training, random elements become zero", "any shape");
  list.add<Dropout2dImpl, Dropout2dOptions>("Dropout2d", "Regularization", "While training, random channels become zero", "N×C×H×W");
}

}  // namespace tl::nn
