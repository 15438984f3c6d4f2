// SPDX-License-Identifier: Apache-2.0
// Schedules that move learning rate and momentum together, meant to be stepped after every batch.
#pragma once
#include <optional>

#include "engine/optim/scheduler.h"

namespace tl::optim {

struct CyclicLROptions {
  static CyclicLROptions prototype();
  static void describe(Describer<CyclicLROptions>& d);
  double base_lr = 1e-3, max_lr = 1e-2;
  int64_t step_size_up = 2000;
  std::optional<int64_t> step_size_down = std::nullopt;  ///< as step_size_up unless given
  std::string mode = "triangular";        ///< "triangular2": half the height each cycle; "exp_range": height times gamma^steps
  double gamma = 1;
  bool cycle_momentum = true;             ///< opposite to the rate; needs an optimizer with momentum (or beta1)
  double base_momentum = 0.8, max_momentum = 0.9;
};

struct OneCycleLROptions {
  static OneCycleLROptions prototype();
  static void describe(Describer<OneCycleLROptions>& d);
  double max_lr = 0.1;
  std::optional<int64_t> total_steps = std::nullopt;  ///< or epochs times steps_per_epoch
  int64_t epochs = 10, steps_per_epoch = 1;
  double pct_start = 0.3;              ///< share of the steps in which the rate rises
  std::string anneal_strategy = "cos";  ///< or "linear"
  bool cycle_momentum = true;
  double base_momentum = 0.85, max_momentum = 0.95;
  double div_factor = 25, final_div_factor = 1e4;
};

/// What both share: rates between bounds that a change by hand scales, and a momentum that runs against the rate.
class MomentumCycle : public LRScheduler {
 public:
  void rebase(double lr) override;

 protected:
  MomentumCycle(const char* name, Optimizer& optimizer, bool cycle_momentum);
  /// Rate (before scaling) and momentum at `step_count_`.
  struct Place {
    double lr, momentum;
  };
  virtual Place place() const = 0;
  std::vector<double> get_lrs() override;
  void visit_state(const StateVisitor& visit) override;
  void restored() override;
  void set_momentum();
  /// Rate and momentum at the start; for the constructors.
  void begin();

 private:
  bool cycle_momentum_;
  double scale_ = 1;
};

/// Smith, "Cyclical learning rates for training neural networks": up and down between two rates.
class CyclicLR final : public MomentumCycle {
 public:
  CyclicLR(Optimizer& optimizer, CyclicLROptions options);

 protected:
  Place place() const override;

 private:
  CyclicLROptions o_;
};

/// Smith & Topin, "Super-convergence": once up to max_lr and down to far below the first rate. Throws Error (state) past its last step.
class OneCycleLR final : public MomentumCycle {
 public:
  OneCycleLR(Optimizer& optimizer, OneCycleLROptions options);

 protected:
  Place place() const override;

 private:
  OneCycleLROptions o_;
  int64_t total_;
};

}  // namespace tl::optim
