// SPDX-License-Identifier: Apache-2.0
// Optimizers and learning-rate schedulers by name with described options.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/describe.h"
#include "engine/core/tensor.h"

namespace tl::optim {
class Optimizer;
class LRScheduler;

struct OptimizerDef {
  std::string name, doc;  ///< "Adam"
  const OptionsDescription* options = nullptr;
  std::function<std::unique_ptr<Optimizer>(std::vector<Tensor> parameters, const Value& options)> make;
  /// Numbers that it remembers for each weight, with these options (a dict); before the first step.
  int64_t (*state_floats)(const Value& options) = nullptr;
  bool needs_closure = false;  ///< its step evaluates the loss several times
  bool sparse_only = false;    ///< takes sparse gradients only
};
const std::vector<OptimizerDef>& optimizers();
const OptimizerDef* find_optimizer(const std::string& name);
/// For constructors: throws ValueError naming the option, with the remedy, unless `holds`.
void check_option(bool holds, const char* optimizer, const char* option, const std::string& wrong, const char* remedy);

struct SchedulerDef {
  std::string name, doc;  ///< "StepLR"
  const OptionsDescription* options = nullptr;
  std::function<std::unique_ptr<LRScheduler>(Optimizer& optimizer, const Value& options)> make;
  bool takes_metric = false;  ///< stepped with a metric after each validation
};
const std::vector<SchedulerDef>& schedulers();
const SchedulerDef* find_scheduler(const std::string& name);

}  // namespace tl::optim
