// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/batchnorm.h"

#include "engine/ops/functions.h"
#include "engine/nn/module_list.h"

namespace tl::nn {

BatchNormOptions BatchNormOptions::prototype() { return {0}; }
void BatchNormOptions::describe(auto& d) {
  using O = BatchNormOptions;
  d.field("num_features", &O::num_features_).help("Channels of the input; found from the input.").min(1).automatic().default_value({});
  d.field("eps", &O::eps_).help("Added to the variance before its root is taken.").above(0);
  d.field("momentum", &O::momentum_).help("Share of the new batch in the running statistics; none: their mean over all batches.").min(0).max(1).on_node();
  d.field("affine", &O::affine_).help("Learn a scale and a shift per channel.");
  d.field("track_running_stats", &O::track_running_stats_).help("Keep running mean and variance for evaluation.");
}

BatchNormImplBase::BatchNormImplBase(const BatchNormOptions& options) : options(options) {}
void BatchNormImplBase::reset() {
  const int64_t n = options.num_features();
  weight = register_parameter("weight", options.affine() ? ones({n}) : Tensor());
  bias = register_parameter("bias", options.affine() ? zeros({n}) : Tensor());
  running_mean = register_buffer("running_mean", options.track_running_stats() ? zeros({n}) : Tensor());
  running_var = register_buffer("running_var", options.track_running_stats() ? ones({n}) : Tensor());
  num_batches_tracked = register_buffer("num_batches_tracked", options.track_running_stats() ? zeros({}, kLong) : Tensor());
}
void BatchNormImplBase::reset_running_stats() {
  if (!running_mean.defined()) return;
  running_mean.zero_();
  running_var.fill_(1);
  num_batches_tracked.zero_();
}
void BatchNormImplBase::reset_parameters() {
  NoGradGuard guard;
  reset_running_stats();
  if (weight.defined()) {
    weight.fill_(1);
    bias.zero_();
  }
}
void BatchNormImplBase::pretty_print(std::ostream& out) const {
  const auto& o = options;
  out << name() << "(" << o.num_features() << ", eps=" << o.eps() << ", momentum=" << (o.momentum() ? str(*o.momentum()) : "None") << ", affine=" << (o.affine() ? "true" : "false")
      << ", track_running_stats=" << (o.track_running_stats() ? "true" : "false") << ")";
}
Tensor BatchNormImplBase::forward(const Tensor& input) {
  check_input(input);
  TL_CHECK(input.size(1) == options.num_features(), shape, name(), "input ", input.sizes(), " has ", input.size(1), " channels, but num_features is ",
           options.num_features());
  const bool batch_statistics = is_training() || !running_mean.defined();
  if (is_training() && num_batches_tracked.defined() && !input.is_meta()) {
    NoGradGuard guard;
    num_batches_tracked.add_(1);
  }
  double momentum = options.momentum().value_or(0);
  if (!options.momentum() && is_training() && num_batches_tracked.defined() && !input.is_meta()) momentum = 1 / num_batches_tracked.item<double>();
  return batch_norm(input, weight, bias, running_mean, running_var, batch_statistics, momentum, options.eps());
}
void BatchNorm1dImpl::check_input(const Tensor& x) const {
  TL_CHECK(x.dim() == 2 || x.dim() == 3, shape, "BatchNorm1d", "expected N×C or N×C×L input, but got ", x.sizes());
}
void BatchNorm2dImpl::check_input(const Tensor& x) const { TL_CHECK(x.dim() == 4, shape, "BatchNorm2d", "expected N×C×H×W input, but got ", x.sizes()); }
void BatchNorm3dImpl::check_input(const Tensor& x) const { TL_CHECK(x.dim() == 5, shape, "BatchNorm3d", "expected N×C×D×H×W input, but got ", x.sizes()); }

LayerNormOptions::LayerNormOptions(std::vector<int64_t> normalized_shape) : normalized_shape_(std::move(normalized_shape)) {}
LayerNormOptions LayerNormOptions::prototype() { return {std::vector<int64_t>{}}; }
void LayerNormOptions::describe(auto& d) {
  using O = LayerNormOptions;
  d.field("normalized_shape", &O::normalized_shape_).help("Sizes of the last dimensions to normalise over; found from the input's last one.").min(1).automatic().default_value({});
  d.field("eps", &O::eps_).help("Added to the variance before its root is taken.").above(0);
  d.field("elementwise_affine", &O::elementwise_affine_).help("Learn a scale and a shift per element.");
}
LayerNormImpl::LayerNormImpl(const LayerNormOptions& o) : options(o) { reset(); }
void LayerNormImpl::reset() {
  weight = register_parameter("weight", options.elementwise_affine() ? ones(options.normalized_shape()) : Tensor());
  bias = register_parameter("bias", options.elementwise_affine() ? zeros(options.normalized_shape()) : Tensor());
}
void LayerNormImpl::reset_parameters() {
  if (!weight.defined()) return;
  NoGradGuard guard;
  weight.fill_(1);
  bias.zero_();
}
void LayerNormImpl::pretty_print(std::ostream& out) const {
  out << "LayerNorm(" << IntArrayRef(options.normalized_shape()) << ", eps=" << options.eps() << ", elementwise_affine=" << (options.elementwise_affine() ? "true" : "false") << ")";
}
Tensor LayerNormImpl::forward(const Tensor& x) { return layer_norm(x, options.normalized_shape(), weight, bias, options.eps()); }

void families::register_batchnorm(ModuleDefs& list) {
  list.add<BatchNorm2dImpl, BatchNormOptions>("BatchNorm2d", "Normalization", "Each channel normalised over the batch", "N×C×H×W",
                                              from_dim("num_features", 1, "BatchNorm2d", 4));
  list.add<BatchNorm1dImpl, BatchNormOptions>("BatchNorm1d", "Normalization", "Each feature normalised over the batch", "N×C or N×C×L",
                                              from_dim("num_features", 1, "BatchNorm1d", 2));
  list.add<BatchNorm3dImpl, BatchNormOptions>("BatchNorm3d", "Normalization", "Each channel normalised over the batch", "N×C×D×H×W",
                                              from_dim("num_features", 1, "BatchNorm3d", 5));
  list.add<LayerNormImpl, LayerNormOptions>("LayerNorm", "Normalization", "Each sample normalised over its last dimension", "N×…×C",
                                         [](const std::vector<Tensor>& in) -> Value::Dict {
                                           TL_CHECK(!in.empty() && in[0].dim() >= 1, shape, "LayerNorm", "the input needs at least one dimension");
                                           return {{"normalized_shape", Value::Ints{in[0].size(-1)}}};
                                         });
}

}  // namespace tl::nn
