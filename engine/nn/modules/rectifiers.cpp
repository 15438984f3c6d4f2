// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/rectifiers.h"

#include "engine/nn/module_bodies.h"

namespace tl::nn {

PReLUOptions PReLUOptions::prototype() { return {}; }
void PReLUOptions::describe(auto& d) {
  d.field("num_parameters", &PReLUOptions::num_parameters_).label("slopes").help("One slope for all, or one for each channel.").min(1).on_node();
  d.field("init", &PReLUOptions::init_).help("The slope to start from.");
}
PReLUImpl::PReLUImpl(const PReLUOptions& o) : options(o) { reset(); }
void PReLUImpl::reset() { weight = register_parameter("weight", full({options.num_parameters()}, options.init(), TensorOptions(default_dtype()))); }
void PReLUImpl::pretty_print(std::ostream& out) const { out << "PReLU(num_parameters=" << options.num_parameters() << ")"; }
Tensor PReLUImpl::forward(const Tensor& x) { return prelu(x, weight); }

RReLUOptions RReLUOptions::prototype() { return {}; }
void RReLUOptions::describe(auto& d) {
  d.field("lower", &RReLUOptions::lower_).help("Smallest slope.").on_node();
  d.field("upper", &RReLUOptions::upper_).help("Largest slope.").on_node();
  inplace_field(d);
}
RReLUImpl::RReLUImpl(const RReLUOptions& o) : options(o) {
  TL_CHECK(o.lower() <= o.upper(), value, "RReLU", "lower ", o.lower(), " must not be above upper ", o.upper());
}
void RReLUImpl::reset() {}
void RReLUImpl::pretty_print(std::ostream& out) const {
  out << "RReLU(lower=" << options.lower() << ", upper=" << options.upper() << inplace_text(options.inplace()) << ")";
}
Tensor RReLUImpl::forward(const Tensor& x) { return rrelu(x, options.lower(), options.upper(), is_training()); }

void families::register_rectifiers(ModuleDefs& list) {
  list.add<PReLUImpl, PReLUOptions>("PReLU", "Activation", "ReLU with a learned slope below zero", "any shape");
  list.add<RReLUImpl, RReLUOptions>("RReLU", "Activation", "ReLU with random slopes below zero while training", "any shape");
}

}  // namespace tl::nn
