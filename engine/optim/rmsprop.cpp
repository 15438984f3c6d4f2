// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/rmsprop.h"

#include "engine/core/describe.h"
#include "engine/ops/functions.h"

namespace tl::optim {

RMSpropOptions::RMSpropOptions(double lr) : lr_(lr) {}
RMSpropOptions RMSpropOptions::prototype() { return {}; }
void RMSpropParamState::visit(StateVisitor& v) {
  v("step", step_), v("square_avg", square_avg_), v("momentum_buffer", momentum_buffer_), v("grad_avg", grad_avg_);
}
RMSprop::RMSprop(std::vector<Tensor> params, RMSpropOptions defaults) : RMSprop(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> RMSprop::make_state() const { return std::unique_ptr<OptimizerParamState>(new RMSpropParamState); }

void RMSpropOptions::describe(Describer<RMSpropOptions>& d) {
  using O = RMSpropOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of a step").min(0).on_node();
  d.field("alpha", &O::alpha_).help("Memory of the gradient's square").min(0).expert();
  d.field("eps", &O::eps_).help("Added to the root, against division by zero").min(0).expert();
  d.field("weight_decay", &O::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
  d.field("momentum", &O::momentum_).help("Share of the last step that goes on").min(0);
  d.field("centered", &O::centered_).help("Divides by the spread of the gradient instead of its square").expert();
}

RMSprop::RMSprop(std::vector<OptimizerParamGroup> groups, RMSpropOptions o) : Optimizer(std::move(groups), std::make_unique<RMSpropOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "RMSprop", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.eps() >= 0, value, "RMSprop", "Invalid epsilon value: ", o.eps());
  TL_CHECK(o.momentum() >= 0, value, "RMSprop", "Invalid momentum value: ", o.momentum());
  TL_CHECK(o.weight_decay() >= 0, value, "RMSprop", "Invalid weight_decay value: ", o.weight_decay());
  TL_CHECK(o.alpha() >= 0, value, "RMSprop", "Invalid alpha value: ", o.alpha());
}

void RMSprop::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const RMSpropOptions&>(options);
  const Tensor g = detail::dense_gradient("RMSprop", p, gradient, o.weight_decay());
  auto& s = detail::state_as<RMSpropParamState>(state);
  if (!s.square_avg().defined()) s.square_avg(zeros_like(p));
  ++s.step();
  s.square_avg().mul_(o.alpha()).addcmul_(g, g, 1 - o.alpha());
  Tensor spread = s.square_avg();
  if (o.centered()) {
    if (!s.grad_avg().defined()) s.grad_avg(zeros_like(p));
    s.grad_avg().mul_(o.alpha()).add_(g, 1 - o.alpha());
    spread = spread.addcmul(s.grad_avg(), s.grad_avg(), -1);
  }
  const Tensor root = sqrt(spread).add_(o.eps());
  if (o.momentum() > 0) {
    if (!s.momentum_buffer().defined()) s.momentum_buffer(zeros_like(p));
    s.momentum_buffer().mul_(o.momentum()).addcdiv_(g, root);
    p.add_(s.momentum_buffer(), -o.lr());
  } else {
    p.addcdiv_(g, root, -o.lr());
  }
}

}  // namespace tl::optim
