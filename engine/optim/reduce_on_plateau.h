// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/scheduler.h"

namespace tl::optim {

struct ReduceLROnPlateauOptions {
  static ReduceLROnPlateauOptions prototype();
  static void describe(Describer<ReduceLROnPlateauOptions>& d);
  std::string mode = "min";  ///< "max": larger is better
  double factor = 0.1;
  int64_t patience = 10;
  double threshold = 1e-4;
  std::string threshold_mode = "rel";  ///< or "abs"
  int64_t cooldown = 0;
  double min_lr = 0, eps = 1e-8;
};

/// Lowers the rate when a metric has not improved for more than `patience` steps. `step_with(metric)`; `step()` throws Error (value).
class ReduceLROnPlateau final : public LRScheduler {
 public:
  ReduceLROnPlateau(Optimizer& optimizer, ReduceLROnPlateauOptions options = {});
  void step() override;
  void step_with(double metric) override;

 protected:
  std::vector<double> get_lrs() override;
  void visit_state(const StateVisitor& visit) override;

 private:
  bool better(double metric) const;
  ReduceLROnPlateauOptions o_;
  double seen_ = 0, best_ = 0, bad_steps_ = 0, cooldown_left_ = 0;  ///< seen: 1 once there is a best
};

}  // namespace tl::optim
