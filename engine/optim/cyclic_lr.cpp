// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/cyclic_lr.h"

#include <cmath>
#include <numbers>

#include "engine/core/describe.h"
#include "engine/core/error.h"

namespace tl::optim {

void MomentumCycle::restored() { set_momentum(); }

CyclicLROptions CyclicLROptions::prototype() { return {}; }
OneCycleLROptions OneCycleLROptions::prototype() { return {}; }

void CyclicLROptions::describe(Describer<CyclicLROptions>& d) {
  using O = CyclicLROptions;
  d.field("base_lr", &O::base_lr).label("lowest rate").help("The rate at the bottom of a cycle").min(0);
  d.field("max_lr", &O::max_lr).label("highest rate").help("The rate at the top of the first cycle").min(0).on_node();
  d.field("step_size_up", &O::step_size_up).label("steps up").help("Steps from bottom to top").unit("steps").min(1);
  d.field("step_size_down", &O::step_size_down).label("steps down").help("Steps from top to bottom; as many as up unless given").unit("steps").min(1);
  d.field("mode", &O::mode).help("How the height of the cycles changes: not, half each time, or by gamma each step").choices({"triangular", "triangular2", "exp_range"});
  d.field("gamma", &O::gamma).help("Factor of the height per step, in exp_range").above(0).expert();
  d.field("cycle_momentum", &O::cycle_momentum).label("cycle momentum").help("Moves the momentum against the rate");
  d.field("base_momentum", &O::base_momentum).label("lowest momentum").help("The momentum where the rate is highest").min(0).max(1).expert();
  d.field("max_momentum", &O::max_momentum).label("highest momentum").help("The momentum where the rate is lowest").min(0).max(1).expert();
}

void OneCycleLROptions::describe(Describer<OneCycleLROptions>& d) {
  using O = OneCycleLROptions;
  d.field("max_lr", &O::max_lr).label("highest rate").help("The rate at the top").above(0).on_node();
  d.field("total_steps", &O::total_steps).label("steps").help("Length of the cycle; epochs times steps per epoch unless given").unit("steps").min(1);
  d.field("epochs", &O::epochs).help("Epochs that the cycle takes").unit("epochs").min(1);
  d.field("steps_per_epoch", &O::steps_per_epoch).label("steps per epoch").help("1 when the schedule counts epochs").unit("steps").min(1);
  d.field("pct_start", &O::pct_start).label("rising share").help("Share of the steps in which the rate rises").min(0).max(1);
  d.field("anneal_strategy", &O::anneal_strategy).label("shape").help("How the rate goes between its turning points").choices({"cos", "linear"});
  d.field("cycle_momentum", &O::cycle_momentum).label("cycle momentum").help("Moves the momentum against the rate");
  d.field("base_momentum", &O::base_momentum).label("lowest momentum").help("The momentum where the rate is highest").min(0).max(1).expert();
  d.field("max_momentum", &O::max_momentum).label("highest momentum").help("The momentum where the rate is lowest").min(0).max(1).expert();
  d.field("div_factor", &O::div_factor).label("start divisor").help("The first rate is the highest divided by it").above(0).expert();
  d.field("final_div_factor", &O::final_div_factor).label("end divisor").help("The last rate is the first divided by it").above(0).expert();
}

MomentumCycle::MomentumCycle(const char* name, Optimizer& optimizer, bool cycle_momentum) : LRScheduler(optimizer), cycle_momentum_(cycle_momentum) {
  if (!cycle_momentum) return;
  for (auto& group : optimizer.param_groups())
    if (!group.options().momentum_option())
      throw ValueError(ErrorCategory::value, name, "optimizer must support momentum with `cycle_momentum` option enabled",
                       "Set cycle_momentum to false, or take an optimizer with momentum or beta1.");
}
void MomentumCycle::begin() {
  set_lrs(get_lrs());
  base_lrs_ = current_lrs();
}
void MomentumCycle::set_momentum() {
  if (!cycle_momentum_) return;
  for (auto& group : optimizer_.param_groups()) *group.options().momentum_option() = place().momentum;
}
std::vector<double> MomentumCycle::get_lrs() {
  set_momentum();
  return std::vector<double>(base_lrs_.size(), place().lr * scale_);
}
void MomentumCycle::rebase(double lr) {
  if (const double scheduled = place().lr; scheduled > 0) scale_ = lr / scheduled;
}
void MomentumCycle::visit_state(const StateVisitor& visit) {
  LRScheduler::visit_state(visit);
  visit("scale", scale_);
}

CyclicLR::CyclicLR(Optimizer& optimizer, CyclicLROptions options)
    : MomentumCycle("CyclicLR", optimizer, options.cycle_momentum), o_(std::move(options)) {
  TL_CHECK(o_.step_size_up > 0 && o_.step_size_down.value_or(1) > 0, value, "CyclicLR", "step_size_up and step_size_down must be at least 1");
  TL_CHECK(o_.mode == "triangular" || o_.mode == "triangular2" || o_.mode == "exp_range", value, "CyclicLR", "mode '", o_.mode, "' is unknown");
  begin();
}
MomentumCycle::Place CyclicLR::place() const {
  const auto up = static_cast<double>(o_.step_size_up), down = static_cast<double>(o_.step_size_down.value_or(o_.step_size_up));
  const auto n = static_cast<double>(step_count_);
  const double cycle = std::floor(n / (up + down)), into = n - cycle * (up + down);
  double height = into <= up ? into / up : (up + down - into) / down;
  if (o_.mode == "triangular2") height /= std::pow(2.0, cycle);
  if (o_.mode == "exp_range") height *= std::pow(o_.gamma, n);
  return {o_.base_lr + (o_.max_lr - o_.base_lr) * height, o_.max_momentum - (o_.max_momentum - o_.base_momentum) * height};
}

OneCycleLR::OneCycleLR(Optimizer& optimizer, OneCycleLROptions options)
    : MomentumCycle("OneCycleLR", optimizer, options.cycle_momentum), o_(std::move(options)),
      total_(o_.total_steps.value_or(o_.epochs * o_.steps_per_epoch)) {
  TL_CHECK(total_ > 0, value, "OneCycleLR", "Expected positive integer total_steps, but got ", total_);
  TL_CHECK(o_.pct_start >= 0 && o_.pct_start <= 1, value, "OneCycleLR", "Expected float between 0 and 1 pct_start, but got ", o_.pct_start);
  begin();
}
MomentumCycle::Place OneCycleLR::place() const {
  if (step_count_ > total_)
    throw Error(ErrorCategory::state, "OneCycleLR", str("Tried to step ", step_count_, " times. The specified number of total steps is ", total_),
                "Give the schedule as many steps as the run has.");
  const auto between = [&](double from, double to, double way) {
    return o_.anneal_strategy == "linear" ? from + (to - from) * way : to + (from - to) / 2 * (1 + std::cos(std::numbers::pi * way));
  };
  const double first = o_.max_lr / o_.div_factor, last = first / o_.final_div_factor;
  const double top = o_.pct_start * static_cast<double>(total_) - 1, end = static_cast<double>(total_) - 1, n = static_cast<double>(step_count_);
  const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 1.0; };
  if (n <= top) return {between(first, o_.max_lr, share(n, top)), between(o_.max_momentum, o_.base_momentum, share(n, top))};
  const double way = share(n - top, end - top);
  return {between(o_.max_lr, last, way), between(o_.base_momentum, o_.max_momentum, way)};
}

}  // namespace tl::optim
