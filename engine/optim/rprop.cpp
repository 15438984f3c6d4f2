// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/rprop.h"

#include "engine/ops/functions.h"
#include "engine/optim/registry.h"

namespace tl::optim {

RpropOptions::RpropOptions(double lr) : lr_(lr) {}
RpropOptions RpropOptions::prototype() { return {}; }
void RpropParamState::visit(StateVisitor& v) {
  v("step", step_), v("prev", prev_), v("step_size", step_size_);
}
Rprop::Rprop(std::vector<Tensor> params, RpropOptions defaults) : Rprop(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> Rprop::make_state() const { return std::unique_ptr<OptimizerParamState>(new RpropParamState); }
RpropOptions& RpropOptions::etas(const std::tuple<double, double>& e) {
  std::tie(eta1_, eta2_) = e;
  return *this;
}
RpropOptions& RpropOptions::step_sizes(const std::tuple<double, double>& s) {
  std::tie(step_size1_, step_size2_) = s;
  return *this;
}
std::tuple<double, double> RpropOptions::etas() const { return {eta1_, eta2_}; }
std::tuple<double, double> RpropOptions::step_sizes() const { return {step_size1_, step_size2_}; }

void RpropOptions::describe(Describer<RpropOptions>& d) {
  using O = RpropOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of the first step").min(0).on_node();
  d.field("eta1", &O::eta1_).label("shrink").help("Factor of the step when the gradient changes its sign").above(0).max(1).expert();
  d.field("eta2", &O::eta2_).label("grow").help("Factor of the step while the gradient keeps its sign").min(1).expert();
  d.field("step_size1", &O::step_size1_).label("smallest step").help("No step becomes smaller").min(0).expert();
  d.field("step_size2", &O::step_size2_).label("largest step").help("No step becomes larger").min(0).expert();
}

Rprop::Rprop(std::vector<OptimizerParamGroup> groups, RpropOptions o) : Optimizer(std::move(groups), std::make_unique<RpropOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "Rprop", "Invalid learning rate: ", o.lr());
  check_option(o.eta1() > 0 && o.eta1() < 1 && o.eta2() > 1, "Rprop", o.eta2() > 1 ? "eta1" : "eta2",
               str("Invalid eta values: ", o.eta1(), ", ", o.eta2()), "Set eta1 between 0 and 1 and eta2 above 1.");
  check_option(o.step_size1() <= o.step_size2(), "Rprop", "step_size1",
               str("the smallest step ", o.step_size1(), " is larger than the largest, ", o.step_size2()),
               "Set step_size1 no larger than step_size2.");
}

void Rprop::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const RpropOptions&>(options);
  const Tensor g = detail::dense_gradient("Rprop", p, gradient);
  auto& s = detail::state_as<RpropParamState>(state);
  if (!s.prev().defined()) {
    s.prev(zeros_like(p));
    s.step_size(full_like(p, o.lr()));
  }
  ++s.step();
  const Tensor agreement = g * s.prev(), turned = agreement.lt(0);
  const Tensor factor = ones_like(p).masked_fill_(agreement.gt(0), o.eta2()).masked_fill_(turned, o.eta1());
  s.step_size().mul_(factor).clamp_(o.step_size1(), o.step_size2());
  // Where the sign turned, the step went too far: it is taken back in size, and the next gradient starts afresh.
  s.prev(g.masked_fill(turned, 0));
  p.addcmul_(sign(s.prev()), s.step_size(), -1);
}

}  // namespace tl::optim
