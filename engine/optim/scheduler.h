// SPDX-License-Identifier: Apache-2.0
// Learning-rate schedules. `step` after each epoch (or step, as the run is set). The optimizer must outlive its scheduler.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/optim/optimizer.h"

namespace tl::optim {

class LRScheduler {
 public:
  explicit LRScheduler(Optimizer& optimizer);
  virtual ~LRScheduler();
  virtual void step();
  /// A step that depends on a number: a metric (ReduceLROnPlateau) or an epoch; other schedules refuse it.
  virtual void step_with(double value);
  /// The learning rate was set by hand: the schedule goes on from there.
  virtual void rebase(double lr);
  /// Everything a resume needs besides the learning rates themselves.
  std::map<std::string, double> state() const;
  void load_state(const std::map<std::string, double>& state);

 protected:
  using StateVisitor = std::function<void(const std::string& key, double& value)>;
  /// Names every number that a resume needs; reading and writing both go through it. Derived classes call this one too.
  virtual void visit_state(const StateVisitor& visit);
  /// After the state was loaded: what else hangs on it (the momentum) is set again.
  virtual void restored();
  /// The rates after `step_count_` steps, one per parameter group.
  virtual std::vector<double> get_lrs() = 0;
  std::vector<double> current_lrs() const;
  void set_lrs(const std::vector<double>& rates);
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

/// Multiplies by gamma when a milestone is reached (twice when it is listed twice).
class MultiStepLR final : public LRScheduler {
 public:
  MultiStepLR(Optimizer& optimizer, std::vector<int64_t> milestones, double gamma = 0.1);

 protected:
  std::vector<double> get_lrs() override;

 private:
  std::vector<int64_t> milestones_;
  double gamma_;
};

/// Multiplies by gamma every step.
class ExponentialLR final : public LRScheduler {
 public:
  ExponentialLR(Optimizer& optimizer, double gamma);

 protected:
  std::vector<double> get_lrs() override;

 private:
  double gamma_;
};

/// The first rate times a function of the number of steps; one function for all groups or one for each.
class LambdaLR final : public LRScheduler {
 public:
  using Factor = std::function<double(int64_t)>;
  LambdaLR(Optimizer& optimizer, std::vector<Factor> lr_lambda);
  LambdaLR(Optimizer& optimizer, Factor lr_lambda);
  void rebase(double lr) override;

 protected:
  std::vector<double> get_lrs() override;

 private:
  double factor(size_t group) const;
  std::vector<Factor> factors_;
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

/// Half a cosine from the first rate down to eta_min in T_0 steps, then again from the top, each time T_mult times as long (Loshchilov &
/// Hutter, "SGDR"). `step_with(epoch)` goes to a place between whole epochs.
class CosineAnnealingWarmRestarts final : public LRScheduler {
 public:
  CosineAnnealingWarmRestarts(Optimizer& optimizer, int64_t T_0, int64_t T_mult = 1, double eta_min = 0);
  void step() override;
  void step_with(double epoch) override;
  void rebase(double lr) override;

 protected:
  std::vector<double> get_lrs() override;
  void visit_state(const StateVisitor& visit) override;

 private:
  double share() const;
  int64_t t_0_, t_mult_;
  double eta_min_, position_ = 0;
};

}  // namespace tl::optim
