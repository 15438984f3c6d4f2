// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/rectifiers.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

void PReLUImpl::reset() { weight = register_parameter("weight", full({options.num_parameters()}, options.init(), TensorOptions(default_dtype()))); }
Tensor PReLUImpl::forward(const Tensor& x) { return prelu(x, weight); }

RReLUImpl::RReLUImpl(const RReLUOptions& o) : options(o) {
  TL_CHECK(o.lower() <= o.upper(), value, "RReLU", "lower ", o.lower(), " must not be above upper ", o.upper());
}
Tensor RReLUImpl::forward(const Tensor& x) { return rrelu(x, options.lower(), options.upper(), is_training()); }

void families::register_rectifiers(ModuleDefs& list) {
  list.add<PReLUImpl, PReLUOptions>("PReLU", "Activation", "ReLU with a learned slope below zero", "any shape");
  list.add<RReLUImpl, RReLUOptions>("RReLU", "Activation", "ReLU with random slopes below zero while training", "any shape");
}

}  // namespace tl::nn
