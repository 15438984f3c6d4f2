// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/sparse_adam.h"

#include <cmath>

#include "engine/ops/functions.h"
#include "engine/optim/registry.h"

namespace tl::optim {

SparseAdamOptions::SparseAdamOptions(double lr) : lr_(lr) {}
SparseAdamOptions SparseAdamOptions::prototype() { return {}; }
void SparseAdamParamState::visit(StateVisitor& v) {
  v("step", step_), v("exp_avg", exp_avg_), v("exp_avg_sq", exp_avg_sq_);
}
SparseAdam::SparseAdam(std::vector<Tensor> params, SparseAdamOptions defaults) : SparseAdam(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> SparseAdam::make_state() const { return std::unique_ptr<OptimizerParamState>(new SparseAdamParamState); }
SparseAdamOptions& SparseAdamOptions::betas(const std::tuple<double, double>& b) {
  std::tie(beta1_, beta2_) = b;
  return *this;
}
std::tuple<double, double> SparseAdamOptions::betas() const { return {beta1_, beta2_}; }

void SparseAdamOptions::describe(Describer<SparseAdamOptions>& d) {
  using O = SparseAdamOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of a step").above(0).on_node();
  d.field("beta1", &O::beta1_).help("Memory of the gradient's mean").min(0).max(1).expert();
  d.field("beta2", &O::beta2_).help("Memory of the gradient's square").min(0).max(1).expert();
  d.field("eps", &O::eps_).help("Added to the root, against division by zero").above(0).expert();
}

SparseAdam::SparseAdam(std::vector<OptimizerParamGroup> groups, SparseAdamOptions o)
    : Optimizer(std::move(groups), std::make_unique<SparseAdamOptions>(o)) {
  TL_CHECK(o.lr() > 0, value, "SparseAdam", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.eps() > 0, value, "SparseAdam", "Invalid epsilon value: ", o.eps());
  check_option(o.beta1() >= 0 && o.beta1() < 1, "SparseAdam", "beta1", str("Invalid beta parameter at index 0: ", o.beta1()),
               "Set beta1 to a number from 0 up and below 1.");
  check_option(o.beta2() >= 0 && o.beta2() < 1, "SparseAdam", "beta2", str("Invalid beta parameter at index 1: ", o.beta2()),
               "Set beta2 to a number from 0 up and below 1.");
}

void SparseAdam::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const SparseAdamOptions&>(options);
  TL_CHECK(gradient.is_sparse(), value, "SparseAdam", "SparseAdam does not support dense gradients like ", gradient.brief(), ", please consider Adam instead");
  const auto r = detail::sparse_rows("SparseAdam", p, gradient);
  auto& s = detail::state_as<SparseAdamParamState>(state);
  if (!s.exp_avg().defined()) {
    s.exp_avg(zeros_like(p));
    s.exp_avg_sq(zeros_like(p));
  }
  const auto t = static_cast<double>(++s.step());
  Tensor weights = r.matrix, mean = detail::as_rows(s.exp_avg(), r), square = detail::as_rows(s.exp_avg_sq(), r);
  const Tensor old_mean = mean.index_select(0, r.rows), old_square = square.index_select(0, r.rows);
  const Tensor to_mean = (r.values - old_mean) * (1 - o.beta1()), to_square = (r.values * r.values - old_square) * (1 - o.beta2());
  mean.index_add_(0, r.rows, to_mean);
  square.index_add_(0, r.rows, to_square);
  const double rate = o.lr() * std::sqrt(1 - std::pow(o.beta2(), t)) / (1 - std::pow(o.beta1(), t));
  weights.index_add_(0, r.rows, (old_mean + to_mean) / sqrt(old_square + to_square).add_(o.eps()) * -rate);
}

}  // namespace tl::optim
