// SPDX-License-Identifier: Apache-2.0
#include "engine/train/evaluate.h"

#include "engine/autograd/grad_mode.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/data/loader.h"

namespace tl::train {
namespace {
/// Evaluation mode for as long as it lives.
class EvalGuard {
 public:
  explicit EvalGuard(StepModule& module) : module_(module), was_training_(module.is_training()) { module_.eval(); }
  ~EvalGuard() { module_.train(was_training_); }

 private:
  StepModule& module_;
  bool was_training_;
  NoGradGuard no_grad_;
};

const Tensor& output(const TensorMap& outputs, const std::string& name) {
  const auto found = outputs.find(name);
  TL_CHECK(found != outputs.end(), internal, "evaluate", "the network gives no output '", name, "'");
  return found->second;
}
}  // namespace

Evaluation evaluate(StepModule& module, const TrainSpec& spec, const data::DataPlan& given, int workers,
                    const std::function<void(int64_t)>& after_batch, Observer* observer) {
  const EvalGuard guard(module);
  data::DataPlan plan = given;
  plan.shuffle = plan.drop_last = false;
  data::Loader loader(std::move(plan), {spec.settings.seed, false, workers, 4});
  loader.start(0);
  Evaluation result;
  std::map<std::string, std::pair<double, double>> sums;  // by metric name: weighted sum, weight
  const Device device = device_of(module);
  while (auto batch = loader.next()) {
    const TensorMap outputs = module.forward(on_device(batch->fields, device), observer);
    const auto n = static_cast<double>(batch->samples);
    for (const LossTerm& term : spec.losses) {
      const double value = output(outputs, term.name).item<double>();
      result.losses[term.name] += value * n;
      result.loss += term.weight * value * n;
    }
    for (const MetricTerm& term : spec.metrics) {
      const Tensor& t = output(outputs, term.name);
      TL_CHECK(t.numel() == 2 && t.dtype() == kDouble, internal, "evaluate", "the metric '", term.name,
               "' must be a float64 tensor {sum, weight}, got ", t.brief());
      const Tensor host = t.cpu();
      const double* v = host.data_ptr<double>();
      sums[term.name].first += v[0];
      sums[term.name].second += v[1];
    }
    result.samples += batch->samples;
    if (after_batch) after_batch(result.samples);
  }
  const auto n = static_cast<double>(std::max<int64_t>(1, result.samples));
  result.loss /= n;
  for (auto& [name, value] : result.losses) value /= n;
  for (const MetricTerm& term : spec.metrics) {
    const auto& [sum, weight] = sums[term.name];
    result.metrics[term.label] = weight > 0 ? sum / weight : 0;
  }
  return result;
}

const data::DataPlan& plan_of(const TrainSpec& spec, SplitName split) {
  return split == SplitName::train ? spec.train : split == SplitName::validation ? spec.validation : spec.test;
}

Evaluation evaluate(const TrainSpec& spec, const io::NamedTensors& weights, SplitName split) {
  const data::DataPlan& plan = plan_of(spec, split);
  if (!plan.source) {
    const char* names[] = {"training", "validation", "test"};
    throw Error(ErrorCategory::input, "evaluate", str("the project has no ", names[static_cast<int>(split)], " data"),
                "Choose another split, or give the data node one.");
  }
  const auto module = spec.make_module(spec.settings.seed);
  load_state(*module, weights);
  module->to(usable_device(Device(spec.settings.device.empty() ? "cpu" : spec.settings.device)));
  return evaluate(*module, spec, plan, 1);
}

Device device_of(const nn::Module& module) {
  for (const auto& item : module.named_parameters()) return item.value().device();
  return Device();
}

TensorMap on_device(const TensorMap& tensors, Device device) {
  TensorMap moved = tensors;
  for (auto& [name, t] : moved)
    if (!(t.device() == device)) t = t.to(device);
  return moved;
}

TensorMap predict(StepModule& module, const TensorMap& batch, Observer* observer) {
  const EvalGuard guard(module);
  return on_device(module.predict(on_device(batch, device_of(module)), observer), Device());
}

io::NamedTensors state_of(const nn::Module& module) {
  io::NamedTensors state;
  for (const auto& item : module.named_parameters()) state.emplace_back(item.key(), item.value());
  for (const auto& item : module.named_buffers()) state.emplace_back(item.key(), item.value());
  return state;
}

void load_state(nn::Module& module, const io::NamedTensors& weights) {
  constexpr const char* operation = "load weights";
  const NoGradGuard no_grad;
  std::map<std::string, const Tensor*> given;
  for (const auto& [name, tensor] : weights) given[name] = &tensor;
  auto state = state_of(module);
  for (const auto& [name, tensor] : state) {
    const auto found = given.find(name);
    if (found == given.end())
      throw Error(ErrorCategory::input, operation, "the weights lack '" + name + "', which the network has",
                  "Use the weights of this network, or undo the change to it.");
    if (!(found->second->sizes() == tensor.sizes()))
      throw Error(ErrorCategory::input, operation,
                  str("'", name, "' is ", found->second->sizes(), " in the weights and ", tensor.sizes(), " in the network"),
                  "Use the weights of this network, or undo the change to it.");
  }
  for (auto& [name, tensor] : state) {
    tensor.copy_(*given[name]);
    given.erase(name);
  }
  if (!given.empty())
    throw Error(ErrorCategory::input, operation, "the weights hold '" + given.begin()->first + "', which the network does not have",
                "Use the weights of this network, or undo the change to it.");
}

}  // namespace tl::train
