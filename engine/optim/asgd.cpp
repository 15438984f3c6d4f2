// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/asgd.h"

#include <algorithm>
#include <cmath>

#include "engine/core/describe.h"
#include "engine/ops/functions.h"

namespace tl::optim {

ASGDOptions::ASGDOptions(double lr) : lr_(lr) {}
ASGDOptions ASGDOptions::prototype() { return {}; }
void ASGDParamState::visit(StateVisitor& v) {
  v("step", step_), v("eta", eta_), v("mu", mu_), v("ax", ax_);
}
ASGD::ASGD(std::vector<Tensor> params, ASGDOptions defaults) : ASGD(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> ASGD::make_state() const { return std::unique_ptr<OptimizerParamState>(new ASGDParamState); }

void ASGDOptions::describe(Describer<ASGDOptions>& d) {
  using O = ASGDOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of the first steps").min(0).on_node();
  d.field("lambd", &O::lambd_).label("decay").help("Lowers the rate with the number of steps, and pulls weights towards zero").expert();
  d.field("alpha", &O::alpha_).help("Power by which the rate falls").expert();
  d.field("t0", &O::t0_).label("start").help("Steps before averaging begins").unit("steps").min(0).expert();
  d.field("weight_decay", &O::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
}

ASGD::ASGD(std::vector<OptimizerParamGroup> groups, ASGDOptions o) : Optimizer(std::move(groups), std::make_unique<ASGDOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "ASGD", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.weight_decay() >= 0, value, "ASGD", "Invalid weight_decay value: ", o.weight_decay());
}

void ASGD::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const ASGDOptions&>(options);
  const Tensor g = detail::dense_gradient("ASGD", p, gradient, o.weight_decay());
  auto& s = detail::state_as<ASGDParamState>(state);
  // As the reference keeps them: eta and mu in single precision.
  const auto single = [](double v) { return static_cast<double>(static_cast<float>(v)); };
  if (!s.ax().defined()) {
    s.ax(zeros_like(p));
    s.eta(single(o.lr()));
  }
  const auto step = static_cast<double>(++s.step());
  p.mul_(1 - o.lambd() * s.eta()).add_(g, -s.eta());
  if (s.mu() == 1) s.ax().copy_(p);
  else s.ax().add_(p - s.ax(), s.mu());
  s.eta(single(o.lr() / std::pow(1 + o.lambd() * o.lr() * step, o.alpha())));
  s.mu(single(1 / std::max(1.0, step - o.t0())));
}

}  // namespace tl::optim
