// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/linear.h"

#include <cmath>

#include "engine/nn/init.h"
#include "engine/nn/module_list.h"
#include "engine/ops/functions.h"

namespace tl::nn {

LinearOptions LinearOptions::prototype() { return {0, 0}; }
void LinearOptions::describe(auto& d) {
  d.field("in_features", &LinearOptions::in_features_).help("Size of each input row; found from the input.").min(1).automatic().default_value({});
  d.field("out_features", &LinearOptions::out_features_).label("features").help("Size of each output row.").min(1).required().on_node();
  d.field("bias", &LinearOptions::bias_).help("Add a learnable vector to the output.");
}
LinearImpl::LinearImpl(int64_t in_features, int64_t out_features) : LinearImpl(LinearOptions(in_features, out_features)) {}
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

FlattenOptions FlattenOptions::prototype() { return {}; }
void FlattenOptions::describe(auto& d) {
  d.field("start_dim", &FlattenOptions::start_dim_).help("First dimension to merge (0 is the batch).").on_node();
  d.field("end_dim", &FlattenOptions::end_dim_).help("Last dimension to merge; -1 is the last one.");
}
FlattenImpl::FlattenImpl(const FlattenOptions& o) : options(o) {}
void FlattenImpl::reset() {}
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
