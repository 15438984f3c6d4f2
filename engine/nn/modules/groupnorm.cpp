// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/groupnorm.h"

#include "engine/nn/module_list.h"
#include "engine/ops/nn.h"

namespace tl::nn {

GroupNormOptions GroupNormOptions::prototype() { return {1, 0}; }
void GroupNormOptions::describe(auto& d) {
  using O = GroupNormOptions;
  d.field("num_groups", &O::num_groups_).label("groups").help("Groups that the channels are split into; must divide them.").min(1).on_node();
  d.field("num_channels", &O::num_channels_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
  d.field("eps", &O::eps_).help("Added to the variance before its root is taken.").above(0);
  d.field("affine", &O::affine_).help("Learn a scale and a shift per channel.");
}
GroupNormImpl::GroupNormImpl(const GroupNormOptions& o) : options(o) { reset(); }
void GroupNormImpl::reset() {
  const auto& o = options;
  TL_CHECK(o.num_groups() > 0 && o.num_channels() % o.num_groups() == 0, value, "GroupNorm", "num_channels ", o.num_channels(), " must be divisible by num_groups ", o.num_groups());
  weight = register_parameter("weight", o.affine() ? ones({o.num_channels()}) : Tensor());
  bias = register_parameter("bias", o.affine() ? zeros({o.num_channels()}) : Tensor());
}
void GroupNormImpl::pretty_print(std::ostream& out) const {
  const auto& o = options;
  out << "GroupNorm(" << o.num_groups() << ", " << o.num_channels() << ", eps=" << o.eps() << ", affine=" << (o.affine() ? "true" : "false") << ")";
}
Tensor GroupNormImpl::forward(const Tensor& input) {
  TL_CHECK(input.dim() >= 2 && input.size(1) == options.num_channels(), shape, "GroupNorm", "expected N×C×… with ", options.num_channels(), " channels, but got ", input.sizes());
  return group_norm(input, options.num_groups(), weight, bias, options.eps());
}

InstanceNormOptions InstanceNormOptions::prototype() { return {0}; }
void InstanceNormOptions::describe(auto& d) {
  using O = InstanceNormOptions;
  d.field("num_features", &O::num_features_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
  d.field("eps", &O::eps_).help("Added to the variance before its root is taken.").above(0);
  d.field("momentum", &O::momentum_).help("Share of the new batch in the running statistics.").min(0).max(1);
  d.field("affine", &O::affine_).help("Learn a scale and a shift per channel.");
  d.field("track_running_stats", &O::track_running_stats_).help("Keep running mean and variance for evaluation.");
}
InstanceNormImplBase::InstanceNormImplBase(const InstanceNormOptions& options) : options(options) {}
void InstanceNormImplBase::reset() {
  const int64_t n = options.num_features();
  weight = register_parameter("weight", options.affine() ? ones({n}) : Tensor());
  bias = register_parameter("bias", options.affine() ? zeros({n}) : Tensor());
  running_mean = register_buffer("running_mean", options.track_running_stats() ? zeros({n}) : Tensor());
  running_var = register_buffer("running_var", options.track_running_stats() ? ones({n}) : Tensor());
  num_batches_tracked = register_buffer("num_batches_tracked", options.track_running_stats() ? zeros({}, kLong) : Tensor());
}
void InstanceNormImplBase::pretty_print(std::ostream& out) const {
  const auto& o = options;
  out << name() << "(" << o.num_features() << ", eps=" << o.eps() << ", momentum=" << o.momentum() << ", affine=" << (o.affine() ? "true" : "false")
      << ", track_running_stats=" << (o.track_running_stats() ? "true" : "false") << ")";
}
Tensor InstanceNormImplBase::forward(const Tensor& input) {
  TL_CHECK(input.dim() == dims(), shape, name(), "expected an input of ", dims(), " dimensions, but got ", input.sizes());
  TL_CHECK(input.size(1) == options.num_features(), shape, name(), "input ", input.sizes(), " has ", input.size(1), " channels, but num_features is ", options.num_features());
  return instance_norm(input, weight, bias, running_mean, running_var, is_training() || !running_mean.defined(), options.momentum(), options.eps());
}

LocalResponseNormOptions LocalResponseNormOptions::prototype() { return {5}; }
void LocalResponseNormOptions::describe(auto& d) {
  using O = LocalResponseNormOptions;
  d.field("size", &O::size_).help("How many neighbouring channels count.").min(1).on_node();
  d.field("alpha", &O::alpha_).help("Factor of the mean square of the neighbours.");
  d.field("beta", &O::beta_).help("Power of what is divided by.");
  d.field("k", &O::k_).help("Added before the power is taken.");
}
LocalResponseNormImpl::LocalResponseNormImpl(const LocalResponseNormOptions& o) : options(o) {}
void LocalResponseNormImpl::reset() {}
void LocalResponseNormImpl::pretty_print(std::ostream& out) const {
  out << "LocalResponseNorm(" << options.size() << ", alpha=" << options.alpha() << ", beta=" << options.beta() << ", k=" << options.k() << ")";
}
Tensor LocalResponseNormImpl::forward(const Tensor& input) { return local_response_norm(input, options.size(), options.alpha(), options.beta(), options.k()); }

void families::register_groupnorm(ModuleDefs& list) {
  list.add<GroupNormImpl, GroupNormOptions>("GroupNorm", "Normalization", "Groups of channels of each sample normalised", "N×C×…", from_dim("num_channels", 1, "GroupNorm", 2));
  list.add<InstanceNorm2dImpl, InstanceNormOptions>("InstanceNorm2d", "Normalization", "Each channel of each sample normalised", "N×C×H×W",
                                                    from_dim("num_features", 1, "InstanceNorm2d", 4));
  list.add<InstanceNorm1dImpl, InstanceNormOptions>("InstanceNorm1d", "Normalization", "Each channel of each sample normalised", "N×C×L",
                                                    from_dim("num_features", 1, "InstanceNorm1d", 3));
  list.add<InstanceNorm3dImpl, InstanceNormOptions>("InstanceNorm3d", "Normalization", "Each channel of each sample normalised", "N×C×D×H×W",
                                                    from_dim("num_features", 1, "InstanceNorm3d", 5));
  list.add<LocalResponseNormImpl, LocalResponseNormOptions>("LocalResponseNorm", "Normalization", "Values divided by the strength of neighbouring channels", "N×C×…");
}

}  // namespace tl::nn
