// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/linear.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/ops/functions.h"

namespace tl::nn {

LinearImpl::LinearImpl(const LinearOptions& o) : options(o) { reset(); }
void LinearImpl::reset() {
  weight = register_parameter("weight", empty({options.out_features(), options.in_features()}));
  bias = register_parameter("bias", options.bias() ? empty({options.out_features()}) : Tensor());
  reset_parameters();
}
void LinearImpl::reset_parameters() {
  init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (bias.defined()) {
    const double bound = 1 / std::sqrt(static_cast<double>(std::max<int64_t>(1, options.in_features())));
    init::uniform_(bias, -bound, bound);
  }
}
void LinearImpl::pretty_print(std::ostream& out) const {
  out << "Linear(in_features=" << options.in_features() << ", out_features=" << options.out_features() << ", bias=" << (options.bias() ? "true" : "false") << ")";
}
Tensor LinearImpl::forward(const Tensor& input) { return linear(input, weight, bias); }

void FlattenImpl::pretty_print(std::ostream& out) const {
  out << "Flatten(start_dim=" << options.start_dim() << ", end_dim=" << options.end_dim() << ")";
}
Tensor FlattenImpl::forward(const Tensor& input) { return flatten(input, options.start_dim(), options.end_dim()); }

void families::register_linear(ModuleDefs& list) {
  list.add<LinearImpl, LinearOptions>("Linear", "Linear", "Every output a weighted sum of all inputs, plus a bias", "N×in_features",
                                      from_dim("in_features", -1, "Linear", 1));
  list.add<FlattenImpl, FlattenOptions>("Flatten", "Shape", "Several dimensions merged into one", "any shape");
}

}  // namespace tl::nn
