// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/scheduler.h"

#include <cmath>
#include <numbers>

#include "engine/core/error.h"

namespace tl::optim {

LRScheduler::LRScheduler(Optimizer& optimizer) : optimizer_(optimizer), base_lrs_(current_lrs()) {}

void LRScheduler::step() {
  ++step_count_;
  const auto rates = get_lrs();
  for (size_t i = 0; i < rates.size(); ++i) optimizer_.param_groups()[i].options().set_lr(rates[i]);
}

void LRScheduler::step_with(double) { TL_THROW(not_implemented, "scheduler", "this schedule takes no number at a step; call step()"); }

void LRScheduler::rebase(double lr) { base_lrs_.assign(base_lrs_.size(), lr); }

std::map<std::string, double> LRScheduler::state() const {
  std::map<std::string, double> s{{"step_count", static_cast<double>(step_count_)}};
  for (size_t i = 0; i < base_lrs_.size(); ++i) s["base_lr." + std::to_string(i)] = base_lrs_[i];
  return s;
}

void LRScheduler::load_state(const std::map<std::string, double>& state) {
  for (const auto& [key, value] : state) {
    if (key == "step_count") step_count_ = static_cast<int64_t>(value);
    for (size_t i = 0; i < base_lrs_.size(); ++i)
      if (key == "base_lr." + std::to_string(i)) base_lrs_[i] = value;
  }
}

std::vector<double> LRScheduler::current_lrs() const {
  std::vector<double> rates;
  for (const auto& group : optimizer_.param_groups()) rates.push_back(group.options().get_lr());
  return rates;
}

StepLR::StepLR(Optimizer& optimizer, unsigned step_size, double gamma) : LRScheduler(optimizer), step_size_(step_size), gamma_(gamma) {
  TL_CHECK(step_size > 0, value, "StepLR", "step_size must be at least 1");
}
std::vector<double> StepLR::get_lrs() {
  auto rates = current_lrs();
  if (step_count_ % step_size_ == 0)
    for (double& r : rates) r *= gamma_;
  return rates;
}

CosineAnnealingLR::CosineAnnealingLR(Optimizer& optimizer, int64_t T_max, double eta_min)
    : LRScheduler(optimizer), t_max_(T_max), eta_min_(eta_min) {
  TL_CHECK(T_max > 0, value, "CosineAnnealingLR", "T_max must be at least 1, got ", T_max);
}
double CosineAnnealingLR::share() const {
  return (1 + std::cos(std::numbers::pi * static_cast<double>(step_count_) / static_cast<double>(t_max_))) / 2;
}
std::vector<double> CosineAnnealingLR::get_lrs() {
  std::vector<double> rates;
  for (const double base : base_lrs_) rates.push_back(eta_min_ + (base - eta_min_) * share());
  return rates;
}
void CosineAnnealingLR::rebase(double lr) {
  // Near the end of the way down any base would have to be enormous to give this rate now; then it takes effect on the way up.
  LRScheduler::rebase(share() > 0.01 ? eta_min_ + (lr - eta_min_) / share() : lr);
}

}  // namespace tl::optim
