// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/modules/softmax_adaptive.h"

#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/nn/module_list.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"

namespace tl::nn {

AdaptiveLogSoftmaxWithLossOptions::AdaptiveLogSoftmaxWithLossOptions(int64_t in_features, int64_t n_classes, std::vector<int64_t> cutoffs)
    : in_features_(in_features), n_classes_(n_classes), cutoffs_(std::move(cutoffs)) {}
AdaptiveLogSoftmaxWithLossOptions AdaptiveLogSoftmaxWithLossOptions::prototype() { return {0, 0, {}}; }
void AdaptiveLogSoftmaxWithLossOptions::describe(auto& d) {
  using O = AdaptiveLogSoftmaxWithLossOptions;
  d.field("in_features", &O::in_features_).help("Features of the input; found from the input.").min(1).automatic().default_value({});
  d.field("n_classes", &O::n_classes_).label("classes").help("Number of classes.").min(2).required().on_node();
  d.field("cutoffs", &O::cutoffs_).help("Where the list of classes, the frequent ones first, is cut into clusters; rising, below n_classes.").min(1).required();
  d.field("div_value", &O::div_value_).help("Each cluster's features are fewer by this factor than those of the one before.").above(0);
  d.field("head_bias", &O::head_bias_).help("Add a learnable value to each score of the head.");
}

AdaptiveLogSoftmaxWithLossImpl::AdaptiveLogSoftmaxWithLossImpl(const AdaptiveLogSoftmaxWithLossOptions& o) : options(o), head_(nullptr) { reset(); }
int64_t AdaptiveLogSoftmaxWithLossImpl::shortlist() const { return options.cutoffs().front(); }
int64_t AdaptiveLogSoftmaxWithLossImpl::start(size_t i) const { return i < options.cutoffs().size() ? options.cutoffs()[i] : options.n_classes(); }
void AdaptiveLogSoftmaxWithLossImpl::reset() {
  const auto& o = options;
  const char* name = "AdaptiveLogSoftmaxWithLoss";
  TL_CHECK(!o.cutoffs().empty(), value, name, "cutoffs must not be empty");
  for (size_t i = 0; i < o.cutoffs().size(); ++i)
    TL_CHECK(o.cutoffs()[i] > (i ? o.cutoffs()[i - 1] : 0) && o.cutoffs()[i] < o.n_classes(), value, name, "cutoffs must be positive, rising and below n_classes ",
             o.n_classes(), ", but are ", IntArrayRef(o.cutoffs()));
  const size_t clusters = o.cutoffs().size();
  head_ = register_module("head", Linear(LinearOptions(o.in_features(), shortlist() + static_cast<int64_t>(clusters)).bias(o.head_bias())));
  tail_ = register_module("tail", std::make_shared<Module>("ModuleList"));
  for (size_t i = 0; i < clusters; ++i) {
    const int64_t features = static_cast<int64_t>(std::floor(static_cast<double>(o.in_features()) / std::pow(o.div_value(), static_cast<double>(i + 1))));
    TL_CHECK(features > 0, value, name, "div_value ", o.div_value(), " leaves no features for cluster ", i);
    const auto pair = tail_->register_module(str(i), std::make_shared<Module>("Sequential"));
    pair->register_module("0", Linear(LinearOptions(o.in_features(), features).bias(false)));
    pair->register_module("1", Linear(LinearOptions(features, start(i + 1) - start(i)).bias(false)));
  }
}
void AdaptiveLogSoftmaxWithLossImpl::pretty_print(std::ostream& out) const {
  out << "AdaptiveLogSoftmaxWithLoss(" << options.in_features() << ", " << options.n_classes() << ", cutoffs=" << IntArrayRef(options.cutoffs()) << ")";
}
void AdaptiveLogSoftmaxWithLossImpl::check_input(const Tensor& x) const {
  TL_CHECK(x.dim() == 2 && x.size(1) == options.in_features(), shape, "AdaptiveLogSoftmaxWithLoss", "input must be N×", options.in_features(), ", but is ", x.sizes());
}
Tensor AdaptiveLogSoftmaxWithLossImpl::cluster(size_t i, const Tensor& x) {
  Tensor y = x;
  for (const auto& step : tail_->children()[i]->children()) y = call_with_hooks(dynamic_cast<LinearImpl&>(*step), y);
  return log_softmax(y, 1);
}

ASMoutput AdaptiveLogSoftmaxWithLossImpl::forward(const Tensor& x, const Tensor& target) {
  const char* name = "AdaptiveLogSoftmaxWithLoss";
  check_input(x);
  TL_CHECK(target.dim() == 1 && target.size(0) == x.size(0) && target.dtype() == kLong, shape, name, "target must hold ", x.size(0), " class numbers (int64), but is ",
           target.sizes(), " ", target.dtype());
  const Tensor head = log_softmax(head_(x), 1);
  if (x.is_meta() || target.is_meta()) return {select(head, 1, 0), mean(select(head, 1, 0))};
  {
    const NoGradGuard guard;
    const Tensor wrong = logical_or(lt(target, Scalar(int64_t{0})), ge(target, Scalar(options.n_classes())));
    TL_CHECK(!any(wrong).item().toBool(), index, name, "target values must be from 0 to ", options.n_classes() - 1);
  }
  // In the head, a class of the shortlist is itself, one of a cluster is that cluster.
  Tensor in_head = target, output;
  std::vector<Tensor> rows, of_cluster;
  for (size_t i = 0; i < options.cutoffs().size(); ++i) {
    const Tensor mine = logical_and(ge(target, Scalar(start(i))), lt(target, Scalar(start(i + 1))));
    const Tensor at = reshape(nonzero(mine), {-1});
    in_head = where(mine, Scalar(shortlist() + static_cast<int64_t>(i)), in_head).to(kLong);
    if (at.numel() == 0) continue;
    const Tensor within = index_select(target, 0, at) - Scalar(start(i));
    rows.push_back(at);
    of_cluster.push_back(squeeze(gather(cluster(i, index_select(x, 0, at)), 1, unsqueeze(within, 1)), 1));
  }
  output = squeeze(gather(head, 1, unsqueeze(in_head, 1)), 1);
  for (size_t k = 0; k < rows.size(); ++k) output = index_add(output, 0, rows[k], of_cluster[k]);
  return {output, -mean(output)};
}
Tensor AdaptiveLogSoftmaxWithLossImpl::log_prob(const Tensor& x) {
  check_input(x);
  const Tensor head = log_softmax(head_(x), 1);
  std::vector<Tensor> parts{narrow(head, 1, 0, shortlist())};
  for (size_t i = 0; i < options.cutoffs().size(); ++i) parts.push_back(cluster(i, x) + narrow(head, 1, shortlist() + static_cast<int64_t>(i), 1));
  return cat(parts, 1);
}
Tensor AdaptiveLogSoftmaxWithLossImpl::predict(const Tensor& x) { return argmax(log_prob(x), 1); }

void families::register_softmax_adaptive(ModuleDefs& list) {
  using Impl = AdaptiveLogSoftmaxWithLossImpl;
  const auto input = [](Module& m, const std::vector<Value>& args) {
    TL_CHECK(!args.empty(), type, m.name(), "the input is missing");
    return args[0].to_tensor();
  };
  list.add<Impl, AdaptiveLogSoftmaxWithLossOptions>("AdaptiveLogSoftmaxWithLoss", "Loss", "Softmax and its loss over very many classes, rare ones in clusters", "N×in_features",
                                                    from_dim("in_features", -1, "AdaptiveLogSoftmaxWithLoss", 2))
      .sample([]() -> std::vector<Tensor> { return {rand({4, 6}), tensor({0, 1, 2, 8})}; }, {{"n_classes", 9}})
      .method("forward", [input](Module& m, const std::vector<Value>& args, const Value::Dict&) -> Value {
        TL_CHECK(args.size() == 2, type, m.name(), "takes input and target");
        const ASMoutput r = static_cast<Impl&>(m).forward(input(m, args), args[1].to_tensor());
        return Value::List{Value(r.output), Value(r.loss)};
      })
      .method("log_prob", [input](Module& m, const std::vector<Value>& args, const Value::Dict&) -> Value { return static_cast<Impl&>(m).log_prob(input(m, args)); })
      .method("predict", [input](Module& m, const std::vector<Value>& args, const Value::Dict&) -> Value { return static_cast<Impl&>(m).predict(input(m, args)); });
}

}  // namespace tl::nn
