// SPDX-License-Identifier: Apache-2.0
// The arithmetic of training without threads, files and clocks: module, optimizers and schedulers, one optimizer step at a time.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/loader.h"
#include "engine/train/checkpoint.h"
#include "engine/train/train_spec.h"

namespace tl::train {

/// What one optimizer step saw.
struct StepResult {
  double loss = 0;                                           ///< weighted sum of all losses, mean over the samples
  std::map<std::string, double> losses;                      ///< by name, unweighted
  std::map<std::string, std::pair<double, double>> metrics;  ///< by name: weighted sum, weight
  int64_t samples = 0;
};

/// Session thread only. The spec must outlive it.
class Stepper {
 public:
  /// Builds everything from the spec. Throws tl::Error naming what does not fit: a scope without parameters, an unknown loss or optimizer.
  Stepper(const TrainSpec& spec, uint64_t seed);
  ~Stepper();

  /// One step over the micro-batches of a group. Losses are weighted by samples, so that a group equals one large batch. Optimizers that
  /// follow the same losses share one forward and backward; others take turns, in order, each with a fresh forward. `after_backward` sees
  /// the gradients before they are clipped. A value that is not finite throws tl::Error (diverged; argument = the node) before any
  /// weight has changed in this turn.
  StepResult step(const std::vector<data::Batch>& group, int64_t step_number, Observer* observer = nullptr,
                  const std::function<void()>& after_backward = {});
  /// Schedulers that count epochs. Those that count steps advance inside `step`; those that watch a metric, in `end_validation`.
  void end_epoch();
  /// Schedulers that watch a metric, by its series ("validation/loss"). Throws tl::Error (value) when there is no such series.
  void end_validation(const std::map<std::string, double>& series);

  StepModule& module() { return *module_; }
  std::shared_ptr<StepModule> share_module() const { return module_; }
  int64_t parameter_count() const;
  /// The name of a parameter or buffer that holds a value that is not finite; empty when there is none.
  std::string nonfinite_state() const;

  std::vector<std::string> optimizer_names() const;
  double learning_rate(const std::string& optimizer) const;
  /// False: there is no such optimizer.
  bool set_learning_rate(const std::string& optimizer, double lr);
  bool schedules_per_step() const;
  bool set_loss_weight(const std::string& loss, double weight);
  const std::vector<LossTerm>& losses() const { return losses_; }

  /// Tensors and counters, for a checkpoint; the caller fills in where the run stands.
  void save(Checkpoint& checkpoint) const;
  /// Names are matched by node id first, so that a renamed node keeps its weights. Throws tl::Error (input) where something does not fit.
  void load(const Checkpoint& checkpoint);

 private:
  struct Group;
  std::string find_nonfinite(const data::Batch& batch, int64_t step_number, uint32_t micro_batch);
  void build_group(const OptimizerSpec& spec);
  /// Forward and backward; returns the loss that the phase follows.
  double run_phase(const std::vector<Group*>& phase, uint32_t phase_number, const std::vector<data::Batch>& group, int64_t step_number,
                 Observer* observer, StepResult& result);
  /// Every gradient at once, so that a device is waited for once a step.
  bool gradients_finite(const Group& group) const;
  void check_gradients(const Group& group, const data::Batch& batch, int64_t step_number, uint32_t micro_batch);
  void clip(Group& group, int64_t step_number);
  /// The step of an optimizer that evaluates the loss several times, on the same batch with the same random numbers.
  void step_with_closure(Group& group, uint32_t phase_number, const std::vector<data::Batch>& batches, int64_t step_number, double loss,
                         int64_t samples);

  const TrainSpec& spec_;
  uint64_t seed_;
  Device device_;
  std::shared_ptr<StepModule> module_;
  std::vector<Tensor> parameters_;  // of the module, trainable or not
  std::vector<LossTerm> losses_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::vector<std::vector<Group*>> phases_;  // consecutive optimizers that follow the same losses
};

bool all_finite(const Tensor& tensor);

}  // namespace tl::train
