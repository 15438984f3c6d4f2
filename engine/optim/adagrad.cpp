// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adagrad.h"

#include "engine/core/describe.h"
#include "engine/ops/functions.h"

namespace tl::optim {

AdagradOptions::AdagradOptions(double lr) : lr_(lr) {}
AdagradOptions AdagradOptions::prototype() { return {}; }
void AdagradParamState::visit(StateVisitor& v) {
  v("step", step_), v("sum", sum_);
}
Adagrad::Adagrad(std::vector<Tensor> params, AdagradOptions defaults) : Adagrad(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> Adagrad::make_state() const { return std::unique_ptr<OptimizerParamState>(new AdagradParamState); }

void AdagradOptions::describe(Describer<AdagradOptions>& d) {
  using O = AdagradOptions;
  d.field("lr", &O::lr_).label("learning rate").help("Size of a step").min(0).on_node();
  d.field("lr_decay", &O::lr_decay_).label("rate decay").help("Lowers the rate with the number of steps").min(0);
  d.field("weight_decay", &O::weight_decay_).label("weight decay").help("Pulls weights towards zero").min(0);
  d.field("initial_accumulator_value", &O::initial_accumulator_value_).label("first sum").help("The sum of squares before the first step").min(0).expert();
  d.field("eps", &O::eps_).help("Added to the root, against division by zero").min(0).expert();
}

Adagrad::Adagrad(std::vector<OptimizerParamGroup> groups, AdagradOptions o) : Optimizer(std::move(groups), std::make_unique<AdagradOptions>(o)) {
  TL_CHECK(o.lr() >= 0, value, "Adagrad", "Invalid learning rate: ", o.lr());
  TL_CHECK(o.lr_decay() >= 0, value, "Adagrad", "Invalid lr_decay value: ", o.lr_decay());
  TL_CHECK(o.weight_decay() >= 0, value, "Adagrad", "Invalid weight_decay value: ", o.weight_decay());
  TL_CHECK(o.initial_accumulator_value() >= 0, value, "Adagrad", "Invalid initial_accumulator_value value: ", o.initial_accumulator_value());
  TL_CHECK(o.eps() >= 0, value, "Adagrad", "Invalid epsilon value: ", o.eps());
}

void Adagrad::update(Tensor& p, const Tensor& gradient, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  const auto& o = static_cast<const AdagradOptions&>(options);
  auto& s = detail::state_as<AdagradParamState>(state);
  if (!s.sum().defined()) s.sum(full_like(p, o.initial_accumulator_value()));
  const double rate = o.lr() / (1 + static_cast<double>(s.step()++) * o.lr_decay());
  if (gradient.is_sparse()) {
    TL_CHECK(o.weight_decay() == 0, value, "Adagrad", "weight_decay option is not compatible with sparse gradients");
    const auto r = detail::sparse_rows("Adagrad", p, gradient);
    Tensor sums = detail::as_rows(s.sum(), r), weights = r.matrix;
    sums.index_add_(0, r.rows, r.values * r.values);
    weights.index_add_(0, r.rows, r.values / sqrt(sums.index_select(0, r.rows)).add_(o.eps()) * -rate);
    return;
  }
  const Tensor g = detail::dense_gradient("Adagrad", p, gradient, o.weight_decay());
  s.sum().addcmul_(g, g);
  p.addcdiv_(g, sqrt(s.sum()).add_(o.eps()), -rate);
}

}  // namespace tl::optim
