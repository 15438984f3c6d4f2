// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adamax.h"

#include <cmath>

#include "engine/ops/functions.h"
#include "engine/optim/registry.h"

namespace tl::optim {

AdamaxOptions::AdamaxOptions(double lr) : lr_(lr) {}
AdamaxOptions AdamaxOptions::prototype() { return {}; }
void AdamaxParamState::visit(StateVisitor& v) {
  v("step", step_), v("exp_avg", exp_avg_), v("exp_inf", exp_inf_);
}
Adamax::Adamax(std::vector<Tensor> params, AdamaxOptions defaults) : Adamax(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> Adamax::make_state() const { return std::unique_ptr<OptimizerParamState>(new AdamaxParamState); }
AdamaxOptions& AdamaxOptions::betas(const std::tuple<double, double>& b) {
  std::tie(beta1_, beta2_) = b;
  return *this;
}
std::tuple<double, double> AdamaxOptions::betas() const { return {beta1_, beta2_}; }

void AdamaxOptions::describe(Describer<AdamaxOptions>& d) {
  using O = AdamaxOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of a step").min(0).on_node();
  d.field("beta1", &O::beta1_).help("Memory of the gradient's mean").min(0).max(1).expert();
  d.field("beta2", &O::beta2_).help("Memory of the gradient's largest value").min(0).max(1).expert();
  d.field("eps", &O::eps_).help("Added to the gradient's size, against division by zero").min(0).expert();
  d.field("weight_decay", &O::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
}

Adamax::Adamax(std::vector<OptimizerParamGroup> groups, AdamaxOptions o) : Optimizer(std::move(groups), std::make_unique<AdamaxOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "Adamax", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.eps() >= 0, value, "Adamax", "Invalid epsilon value: ", o.eps());
  check_option(o.beta1() >= 0 && o.beta1() < 1, "Adamax", "beta1", str("Invalid beta parameter at index 0: ", o.beta1()),
               "Set beta1 to a number from 0 up and below 1.");
  check_option(o.beta2() >= 0 && o.beta2() < 1, "Adamax", "beta2", str("Invalid beta parameter at index 1: ", o.beta2()),
               "Set beta2 to a number from 0 up and below 1.");
  TL_CHECK(o.weight_decay() >= 0, value, "Adamax", "Invalid weight_decay value: ", o.weight_decay());
}

void Adamax::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const AdamaxOptions&>(options);
  const Tensor g = detail::dense_gradient("Adamax", p, gradient, o.weight_decay());
  auto& s = detail::state_as<AdamaxParamState>(state);
  if (!s.exp_avg().defined()) {
    s.exp_avg(zeros_like(p));
    s.exp_inf(zeros_like(p));
  }
  ++s.step();
  s.exp_avg().mul_(o.beta1()).add_(g, 1 - o.beta1());
  s.exp_inf().copy_(maximum(s.exp_inf() * o.beta2(), abs(g).add_(o.eps())));
  p.addcdiv_(s.exp_avg(), s.exp_inf(), -o.lr() / (1 - std::pow(o.beta1(), static_cast<double>(s.step()))));
}

}  // namespace tl::optim
