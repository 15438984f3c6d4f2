// SPDX-License-Identifier: Apache-2.0
// Every learning-rate schedule with its described options.
#include "engine/core/error.h"
#include "engine/optim/cyclic_lr.h"
#include "engine/optim/formula.h"
#include "engine/optim/reduce_on_plateau.h"
#include "engine/optim/registry.h"
#include "engine/optim/scheduler.h"

namespace tl::optim {
namespace {

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
struct MultiStepLROptions {
  std::vector<int64_t> milestones{30, 80};
  double gamma = 0.1;
  static MultiStepLROptions prototype() { return {}; }
  static void describe(Describer<MultiStepLROptions>& d) {
    d.field("milestones", &MultiStepLROptions::milestones).help("The rate falls at these epochs").unit("epochs").min(0).on_node();
    d.field("gamma", &MultiStepLROptions::gamma).help("The rate is multiplied by it").above(0);
  }
};
struct ExponentialLROptions {
  double gamma = 0.95;
  static ExponentialLROptions prototype() { return {}; }
  static void describe(Describer<ExponentialLROptions>& d) {
    d.field("gamma", &ExponentialLROptions::gamma).help("The rate is multiplied by it every epoch").above(0).on_node();
  }
};
struct LambdaLROptions {
  std::string lr_lambda = "0.95^epoch";
  static LambdaLROptions prototype() { return {}; }
  static void describe(Describer<LambdaLROptions>& d) {
    d.field("lr_lambda", &LambdaLROptions::lr_lambda).label("factor").help("The first rate is multiplied by this; a formula of epoch, like 1 / (1 + epoch)").on_node();
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
struct RestartOptions {
  int64_t T_0 = 10, T_mult = 1;
  double eta_min = 0;
  static RestartOptions prototype() { return {}; }
  static void describe(Describer<RestartOptions>& d) {
    d.field("T_0", &RestartOptions::T_0).label("T 0").help("Epochs to the first restart").unit("epochs").min(1).on_node();
    d.field("T_mult", &RestartOptions::T_mult).label("T mult").help("Each stretch is so many times as long as the one before").min(1);
    d.field("eta_min", &RestartOptions::eta_min).label("smallest rate").help("The rate at the bottom").min(0);
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

/// A formula, from code also a function object, or a list of either with one for each parameter group.
LambdaLR::Factor factor_of(const Value& v) {
  if (v.is_object()) return [object = v.to_object()](int64_t n) { return object->call("__call__", {Value(n)}, {}).to_double(); };
  return [f = parse_formula(v.to_string(), "epoch")](int64_t n) { return f(static_cast<double>(n)); };
}
SchedulerDef lambda_schedule() {
  SchedulerDef def = schedule<LambdaLROptions>("LambdaLR", "Multiplies the first learning rate by a formula of the epoch", [](Optimizer& o, const LambdaLROptions& s) {
    return std::make_unique<LambdaLR>(o, factor_of(s.lr_lambda));
  });
  def.make = [described = def.make](Optimizer& optimizer, const Value& values) -> std::unique_ptr<LRScheduler> {
    const Value* f = values.is_none() ? nullptr : values.find("lr_lambda");
    if (!f || f->is_string() || values.to_dict().size() != 1) return described(optimizer, values);
    std::vector<LambdaLR::Factor> factors;
    if (f->is_list())
      for (const Value& one : f->to_list()) factors.push_back(factor_of(one));
    else
      factors.push_back(factor_of(*f));
    return std::make_unique<LambdaLR>(optimizer, std::move(factors));
  };
  return def;
}
SchedulerDef plateau_schedule() {
  SchedulerDef def = schedule<ReduceLROnPlateauOptions>(
      "ReduceLROnPlateau", "Lowers the learning rate when a validation metric stops improving",
      [](Optimizer& o, const ReduceLROnPlateauOptions& s) { return std::make_unique<ReduceLROnPlateau>(o, s); });
  def.takes_metric = true;
  return def;
}
}  // namespace

const std::vector<SchedulerDef>& schedulers() {
  static const std::vector<SchedulerDef> all{
      schedule<StepLROptions>(
          "StepLR", "Lowers the learning rate by a factor every few epochs",
          [](Optimizer& o, const StepLROptions& s) { return std::make_unique<StepLR>(o, static_cast<unsigned>(s.step_size), s.gamma); }),
      schedule<CosineOptions>(
          "CosineAnnealingLR", "Lowers the learning rate along half a cosine",
          [](Optimizer& o, const CosineOptions& s) { return std::make_unique<CosineAnnealingLR>(o, s.T_max, s.eta_min); }),
      schedule<MultiStepLROptions>(
          "MultiStepLR", "Lowers the learning rate by a factor at given epochs",
          [](Optimizer& o, const MultiStepLROptions& s) { return std::make_unique<MultiStepLR>(o, s.milestones, s.gamma); }),
      schedule<ExponentialLROptions>("ExponentialLR", "Lowers the learning rate by a factor every epoch",
                                     [](Optimizer& o, const ExponentialLROptions& s) { return std::make_unique<ExponentialLR>(o, s.gamma); }),
      lambda_schedule(),
      schedule<RestartOptions>("CosineAnnealingWarmRestarts", "Half a cosine down, again and again from the top",
                               [](Optimizer& o, const RestartOptions& s) {
                                 return std::make_unique<CosineAnnealingWarmRestarts>(o, s.T_0, s.T_mult, s.eta_min);
                               }),
      schedule<CyclicLROptions>("CyclicLR", "Moves the learning rate up and down between two bounds",
                                [](Optimizer& o, const CyclicLROptions& s) { return std::make_unique<CyclicLR>(o, s); }),
      schedule<OneCycleLROptions>("OneCycleLR", "Raises the learning rate once and lowers it to nearly nothing, momentum the other way",
                                  [](Optimizer& o, const OneCycleLROptions& s) { return std::make_unique<OneCycleLR>(o, s); }),
      plateau_schedule(),
  };
  return all;
}
const SchedulerDef* find_scheduler(const std::string& name) {
  for (const auto& def : schedulers())
    if (def.name == name) return &def;
  return nullptr;
}

}  // namespace tl::optim
