// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adadelta.h"

#include "engine/core/describe.h"
#include "engine/ops/functions.h"

namespace tl::optim {

AdadeltaOptions::AdadeltaOptions(double lr) : lr_(lr) {}
AdadeltaOptions AdadeltaOptions::prototype() { return {}; }
void AdadeltaParamState::visit(StateVisitor& v) {
  v("step", step_), v("square_avg", square_avg_), v("acc_delta", acc_delta_);
}
Adadelta::Adadelta(std::vector<Tensor> params, AdadeltaOptions defaults) : Adadelta(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> Adadelta::make_state() const { return std::unique_ptr<OptimizerParamState>(new AdadeltaParamState); }

void AdadeltaOptions::describe(Describer<AdadeltaOptions>& d) {
  using O = AdadeltaOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Factor of the step that the method finds by itself").min(0).on_node();
  d.field("rho", &O::rho_).help("Memory of the squares").min(0).max(1).expert();
  d.field("eps", &O::eps_).help("Added under the roots; sets the first steps").min(0).expert();
  d.field("weight_decay", &O::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
}

Adadelta::Adadelta(std::vector<OptimizerParamGroup> groups, AdadeltaOptions o) : Optimizer(std::move(groups), std::make_unique<AdadeltaOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "Adadelta", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.rho() >= 0 && o.rho() <= 1, value, "Adadelta", "Invalid rho value: ", o.rho());
  TL_CHECK(o.eps() >= 0, value, "Adadelta", "Invalid epsilon value: ", o.eps());
  TL_CHECK(o.weight_decay() >= 0, value, "Adadelta", "Invalid weight_decay value: ", o.weight_decay());
}

void Adadelta::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const AdadeltaOptions&>(options);
  const Tensor g = detail::dense_gradient("Adadelta", p, gradient, o.weight_decay());
  auto& s = detail::state_as<AdadeltaParamState>(state);
  if (!s.square_avg().defined()) {
    s.square_avg(zeros_like(p));
    s.acc_delta(zeros_like(p));
  }
  ++s.step();
  s.square_avg().mul_(o.rho()).addcmul_(g, g, 1 - o.rho());
  const Tensor delta = sqrt(s.acc_delta() + o.eps()).div_(sqrt(s.square_avg() + o.eps())).mul_(g);
  s.acc_delta().mul_(o.rho()).addcmul_(delta, delta, 1 - o.rho());
  p.add_(delta, -o.lr());
}

}  // namespace tl::optim
