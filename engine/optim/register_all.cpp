// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adam.h"
#include "engine/optim/registry.h"
#include "engine/optim/scheduler.h"
#include "engine/optim/sgd.h"

namespace tl::optim {
namespace {

template <class O, class Options>
OptimizerDef define(const char* name, const char* doc) {
  const auto& description = description_of<Options>();
  return {name, doc, &description,
          [name = std::string(name), &description](std::vector<Tensor> parameters, const Value& values) -> std::unique_ptr<Optimizer> {
            Options options = Options::prototype();
            if (!values.is_none()) apply_options(description, &options, values, name);
            return std::make_unique<O>(std::move(parameters), options);
          }};
}

struct StepLROptions {
  int64_t step_size = 10;
  double gamma = 0.1;
  static StepLROptions prototype() { return {}; }
  static void describe(Describer<StepLROptions>& d) {
    d.field("step_size", &StepLROptions::step_size)
        .label("step size")
        .help("The rate falls every so many epochs")
        .unit("epochs")
        .min(1)
        .max(1e9)
        .on_node();
    d.field("gamma", &StepLROptions::gamma).help("The rate is multiplied by it").above(0);
  }
};
struct CosineOptions {
  int64_t T_max = 10;
  double eta_min = 0;
  static CosineOptions prototype() { return {}; }
  static void describe(Describer<CosineOptions>& d) {
    d.field("T_max", &CosineOptions::T_max)
        .label("T max")
        .help("Epochs from the first rate down to the smallest")
        .unit("epochs")
        .min(1)
        .on_node();
    d.field("eta_min", &CosineOptions::eta_min).label("smallest rate").help("The rate at the bottom").min(0);
  }
};

template <class Options, class Make>
SchedulerDef schedule(const char* name, const char* doc, Make make) {
  const auto& description = description_of<Options>();
  return {name, doc, &description,
          [name = std::string(name), &description, make](Optimizer& optimizer, const Value& values) -> std::unique_ptr<LRScheduler> {
            Options options = Options::prototype();
            if (!values.is_none()) apply_options(description, &options, values, name);
            return make(optimizer, options);
          }};
}
}  // namespace

const std::vector<OptimizerDef>& optimizers() {
  static const std::vector<OptimizerDef> all{
      define<SGD, SGDOptions>("SGD", "Stochastic gradient descent, with momentum if wanted"),
      define<Adam, AdamOptions>("Adam", "Adapts the step of each weight to the mean and spread of its gradients"),
      define<AdamW, AdamWOptions>("AdamW", "Adam with weight decay kept apart from the gradients"),
  };
  return all;
}
const std::vector<SchedulerDef>& schedulers() {
  static const std::vector<SchedulerDef> all{
      schedule<StepLROptions>(
          "StepLR", "Lowers the learning rate by a factor every few epochs",
          [](Optimizer& o, const StepLROptions& s) { return std::make_unique<StepLR>(o, static_cast<unsigned>(s.step_size), s.gamma); }),
      schedule<CosineOptions>(
          "CosineAnnealingLR", "Lowers the learning rate along half a cosine",
          [](Optimizer& o, const CosineOptions& s) { return std::make_unique<CosineAnnealingLR>(o, s.T_max, s.eta_min); }),
  };
  return all;
}

const OptimizerDef* find_optimizer(const std::string& name) {
  for (const auto& def : optimizers())
    if (def.name == name) return &def;
  return nullptr;
}
const SchedulerDef* find_scheduler(const std::string& name) {
  for (const auto& def : schedulers())
    if (def.name == name) return &def;
  return nullptr;
}

}  // namespace tl::optim
