// SPDX-License-Identifier: Apache-2.0
// Learning-rate schedules. `step` after each epoch (or step, as the run is set). The optimizer must outlive its scheduler.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/core/describe.h"
#include "engine/optim/optimizer.h"

namespace tl::optim {

class LRScheduler {
 public:
  explicit LRScheduler(Optimizer& optimizer);
  virtual ~LRScheduler() = default;
  void step();
  /// A step that depends on a number: a metric (ReduceLROnPlateau) or an epoch; other schedules refuse it.
  virtual void step_with(double value);
  /// The learning rate was set by hand: the schedule goes on from there.
  virtual void rebase(double lr);
  /// Everything a resume needs besides the learning rates themselves.
  std::map<std::string, double> state() const;
  void load_state(const std::map<std::string, double>& state);

 protected:
  /// The rates after `step_count_` steps, one per parameter group.
  virtual std::vector<double> get_lrs() = 0;
  std::vector<double> current_lrs() const;
  Optimizer& optimizer_;
  int64_t step_count_ = 0;
  std::vector<double> base_lrs_;
};

/// Multiplies by gamma every step_size steps.
class StepLR final : public LRScheduler {
 public:
  StepLR(Optimizer& optimizer, unsigned step_size, double gamma = 0.1);

 protected:
  std::vector<double> get_lrs() override;

 private:
  unsigned step_size_;
  double gamma_;
};

/// Half a cosine from the first rate down to eta_min in T_max steps, and back up after them.
class CosineAnnealingLR final : public LRScheduler {
 public:
  CosineAnnealingLR(Optimizer& optimizer, int64_t T_max, double eta_min = 0);
  void rebase(double lr) override;

 protected:
  std::vector<double> get_lrs() override;

 private:
  double share() const;  ///< of the way between eta_min (0) and the base rate (1)
  int64_t t_max_;
  double eta_min_;
};

}  // namespace tl::optim
