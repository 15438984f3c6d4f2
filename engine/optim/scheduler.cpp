// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/scheduler.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/error.h"

namespace tl::optim {

LRScheduler::~LRScheduler() = default;
void LRScheduler::restored() {}
ExponentialLR::ExponentialLR(Optimizer& optimizer, double gamma) : LRScheduler(optimizer), gamma_(gamma) {}
LambdaLR::LambdaLR(Optimizer& optimizer, Factor lr_lambda) : LambdaLR(optimizer, std::vector<Factor>{std::move(lr_lambda)}) {}
double LambdaLR::factor(size_t group) const { return factors_[factors_.size() == 1 ? 0 : group](step_count_); }
void CosineAnnealingWarmRestarts::step() { step_with(position_ + 1); }

LRScheduler::LRScheduler(Optimizer& optimizer) : optimizer_(optimizer), base_lrs_(current_lrs()) {}

void LRScheduler::step() {
  ++step_count_;
  set_lrs(get_lrs());
}

void LRScheduler::set_lrs(const std::vector<double>& rates) {
  for (size_t i = 0; i < rates.size(); ++i) optimizer_.param_groups()[i].options().set_lr(rates[i]);
}

void LRScheduler::step_with(double) { TL_THROW(not_implemented, "scheduler", "this schedule takes no number at a step; call step()"); }

void LRScheduler::rebase(double lr) { base_lrs_.assign(base_lrs_.size(), lr); }

void LRScheduler::visit_state(const StateVisitor& visit) {
  auto count = static_cast<double>(step_count_);
  visit("step_count", count);
  step_count_ = static_cast<int64_t>(count);
  for (size_t i = 0; i < base_lrs_.size(); ++i) visit("base_lr." + std::to_string(i), base_lrs_[i]);
}

std::map<std::string, double> LRScheduler::state() const {
  std::map<std::string, double> s;
  const_cast<LRScheduler*>(this)->visit_state([&](const std::string& key, double& value) { s[key] = value; });
  return s;
}

void LRScheduler::load_state(const std::map<std::string, double>& state) {
  visit_state([&](const std::string& key, double& value) {
    if (const auto found = state.find(key); found != state.end()) value = found->second;
  });
  restored();
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

MultiStepLR::MultiStepLR(Optimizer& optimizer, std::vector<int64_t> milestones, double gamma)
    : LRScheduler(optimizer), milestones_(std::move(milestones)), gamma_(gamma) {}
std::vector<double> MultiStepLR::get_lrs() {
  auto rates = current_lrs();
  const auto times = std::count(milestones_.begin(), milestones_.end(), step_count_);
  for (double& r : rates) r *= std::pow(gamma_, static_cast<double>(times));
  return rates;
}

std::vector<double> ExponentialLR::get_lrs() {
  auto rates = current_lrs();
  for (double& r : rates) r *= gamma_;
  return rates;
}

LambdaLR::LambdaLR(Optimizer& optimizer, std::vector<Factor> lr_lambda) : LRScheduler(optimizer), factors_(std::move(lr_lambda)) {
  TL_CHECK(factors_.size() == 1 || factors_.size() == base_lrs_.size(), value, "LambdaLR", "expected ", base_lrs_.size(),
           " functions, one for each parameter group, but got ", factors_.size());
  set_lrs(get_lrs());
}
std::vector<double> LambdaLR::get_lrs() {
  std::vector<double> rates;
  for (size_t g = 0; g < base_lrs_.size(); ++g) rates.push_back(base_lrs_[g] * factor(g));
  return rates;
}
void LambdaLR::rebase(double lr) {
  for (size_t g = 0; g < base_lrs_.size(); ++g) base_lrs_[g] = factor(g) > 0 ? lr / factor(g) : lr;
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

CosineAnnealingWarmRestarts::CosineAnnealingWarmRestarts(Optimizer& optimizer, int64_t T_0, int64_t T_mult, double eta_min)
    : LRScheduler(optimizer), t_0_(T_0), t_mult_(T_mult), eta_min_(eta_min) {
  TL_CHECK(T_0 > 0, value, "CosineAnnealingWarmRestarts", "Expected positive integer T_0, but got ", T_0);
  TL_CHECK(T_mult >= 1, value, "CosineAnnealingWarmRestarts", "Expected integer T_mult >= 1, but got ", T_mult);
}
double CosineAnnealingWarmRestarts::share() const {
  auto length = static_cast<double>(t_0_);
  double into = position_;
  if (t_mult_ == 1) {
    into = std::fmod(into, length);
  } else {
    for (; into >= length; length *= static_cast<double>(t_mult_)) into -= length;
  }
  return (1 + std::cos(std::numbers::pi * into / length)) / 2;
}
std::vector<double> CosineAnnealingWarmRestarts::get_lrs() {
  std::vector<double> rates;
  for (const double base : base_lrs_) rates.push_back(eta_min_ + (base - eta_min_) * share());
  return rates;
}
void CosineAnnealingWarmRestarts::step_with(double epoch) {
  TL_CHECK(epoch >= 0, value, "CosineAnnealingWarmRestarts", "Expected non-negative epoch, but got ", epoch);
  position_ = epoch;
  step_count_ = static_cast<int64_t>(std::floor(epoch));
  set_lrs(get_lrs());
}
void CosineAnnealingWarmRestarts::rebase(double lr) { LRScheduler::rebase(share() > 0.01 ? eta_min_ + (lr - eta_min_) / share() : lr); }
void CosineAnnealingWarmRestarts::visit_state(const StateVisitor& visit) {
  LRScheduler::visit_state(visit);
  visit("position", position_);
}

}  // namespace tl::optim
