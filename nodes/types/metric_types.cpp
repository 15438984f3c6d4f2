// SPDX-License-Identifier: Apache-2.0
// Metrics: each batch yields (weighted sum, weight) as float64, so that batches of different size add up exactly.
#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "nodes/types/families.h"

namespace tl::nodes {

namespace {

using Inputs = std::vector<Tensor>;

NodeType metric(std::string key, std::string label, bool higher_is_better, std::string doc, std::vector<std::string> keywords,
                std::function<Tensor(const Value&, const Inputs&)> body) {
  NodeType type;
  type.key = type.title = std::move(key);
  type.category = Category::metric;
  type.role = Role::metric;
  type.stem = label == "accuracy" ? "acc" : label, type.numbered = false;
  type.doc = std::move(doc);
  type.keywords = std::move(keywords);
  type.inputs = {{"input", PortKind::tensor, "what the network says", false, false},
                 {"target", PortKind::tensor, "what is true", false, false}};
  type.metric_label = std::move(label);
  type.metric_higher_is_better = higher_is_better;
  type.metric = std::move(body);
  return type;
}

Tensor pair(const Tensor& sum, int64_t weight) {
  return tl::stack({sum.to(kDouble), tl::full({}, static_cast<double>(weight), sum.options().dtype(kDouble))});
}

Tensor accuracy(const Value&, const Inputs& in) {
  NoGradGuard no_grad;
  const Tensor &scores = in[0], &target = in[1];
  TL_CHECK(scores.dim() == 2, shape, "Accuracy", "input must be N×C (scores per class), got ", scores.brief());
  TL_CHECK(target.dim() == 1 && target.size(0) == scores.size(0), shape, "Accuracy", "target must be N class numbers for input ",
           scores.brief(), ", got ", target.brief());
  TL_CHECK(!is_floating_point(target.dtype()), type, "Accuracy", "target must hold class numbers (an integer type), got ", target.brief());
  return pair(scores.argmax(1).eq(target).sum(), target.size(0));
}

Tensor error_sum(const char* name, const Inputs& in, bool squared) {
  NoGradGuard no_grad;
  TL_CHECK(in[0].sizes() == in[1].sizes(), shape, name, "input ", in[0].brief(), " and target ", in[1].brief(), " differ in shape");
  const Tensor difference = in[0] - in[1];
  return pair(squared ? (difference * difference).sum() : difference.abs().sum(), difference.numel());
}

}  // namespace

std::vector<NodeType> metric_node_types() {
  std::vector<NodeType> types;
  types.push_back(metric("Accuracy", "accuracy", true, "Share of samples whose highest score is the right class",
                         {"classification", "correct"}, accuracy));
  types.push_back(metric("MeanAbsoluteError", "mae", false, "Mean of |input − target|", {"mae", "regression", "l1"},
                         [](const Value&, const Inputs& in) { return error_sum("MeanAbsoluteError", in, false); }));
  types.push_back(metric("MeanSquaredError", "mse", false, "Mean of (input − target)²", {"mse", "regression"},
                         [](const Value&, const Inputs& in) { return error_sum("MeanSquaredError", in, true); }));
  return types;
}

}  // namespace tl::nodes
