// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/reduce_on_plateau.h"

#include <algorithm>

#include "engine/core/describe.h"
#include "engine/core/error.h"

namespace tl::optim {

std::vector<double> ReduceLROnPlateau::get_lrs() { return current_lrs(); }

ReduceLROnPlateauOptions ReduceLROnPlateauOptions::prototype() { return {}; }

void ReduceLROnPlateauOptions::describe(Describer<ReduceLROnPlateauOptions>& d) {
  using O = ReduceLROnPlateauOptions;
  d.field("mode", &O::mode).help("Whether the metric should become small or large").choices({"min", "max"});
  d.field("factor", &O::factor).help("The rate is multiplied by it").min(0).max(1).on_node();
  d.field("patience", &O::patience).help("So many validations without improvement are let pass").min(0).on_node();
  d.field("threshold", &O::threshold).help("Less improvement than this does not count").min(0).expert();
  d.field("threshold_mode", &O::threshold_mode).label("threshold kind").help("The threshold as a share of the best value, or as a difference").choices({"rel", "abs"}).expert();
  d.field("cooldown", &O::cooldown).help("Validations to wait after the rate was lowered").min(0).expert();
  d.field("min_lr", &O::min_lr).label("smallest rate").help("The rate never falls below it").min(0);
  d.field("eps", &O::eps).help("A smaller change of the rate is not made").min(0).expert();
}

ReduceLROnPlateau::ReduceLROnPlateau(Optimizer& optimizer, ReduceLROnPlateauOptions options) : LRScheduler(optimizer), o_(std::move(options)) {
  TL_CHECK(o_.factor < 1, value, "ReduceLROnPlateau", "Factor should be < 1.0, but is ", o_.factor);
  TL_CHECK(o_.mode == "min" || o_.mode == "max", value, "ReduceLROnPlateau", "mode ", o_.mode, " is unknown");
  TL_CHECK(o_.threshold_mode == "rel" || o_.threshold_mode == "abs", value, "ReduceLROnPlateau", "threshold mode ", o_.threshold_mode, " is unknown");
}

void ReduceLROnPlateau::step() {
  TL_THROW(value, "ReduceLROnPlateau", "a step needs the metric that it watches; call step_with(metric)");
}

bool ReduceLROnPlateau::better(double metric) const {
  if (seen_ == 0) return metric == metric;
  const bool less = o_.mode == "min", relative = o_.threshold_mode == "rel";
  const double bar = relative ? best_ * (less ? 1 - o_.threshold : 1 + o_.threshold) : best_ + (less ? -o_.threshold : o_.threshold);
  return less ? metric < bar : metric > bar;
}

void ReduceLROnPlateau::step_with(double metric) {
  ++step_count_;
  if (better(metric)) {
    best_ = metric;
    seen_ = 1;
    bad_steps_ = 0;
  } else {
    ++bad_steps_;
  }
  if (cooldown_left_ > 0) {
    --cooldown_left_;
    bad_steps_ = 0;
  }
  if (bad_steps_ <= static_cast<double>(o_.patience)) return;
  auto rates = current_lrs();
  for (double& r : rates) {
    const double lower = std::max(r * o_.factor, o_.min_lr);
    if (r - lower > o_.eps) r = lower;
  }
  set_lrs(rates);
  cooldown_left_ = static_cast<double>(o_.cooldown);
  bad_steps_ = 0;
}

void ReduceLROnPlateau::visit_state(const StateVisitor& visit) {
  LRScheduler::visit_state(visit);
  visit("seen", seen_), visit("best", best_), visit("bad_steps", bad_steps_), visit("cooldown_left", cooldown_left_);
}

}  // namespace tl::optim
