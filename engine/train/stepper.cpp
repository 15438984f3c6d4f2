// SPDX-License-Identifier: Apache-2.0
#include "engine/train/stepper.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/autograd/grad_mode.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/core/random_context.h"
#include "engine/core/rehearsal.h"
#include "engine/cpu/finite.h"
#include "engine/nn/utils/clip_grad.h"
#include "engine/ops/functions.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/registry.h"
#include "engine/optim/scheduler.h"
#include "engine/train/evaluate.h"

namespace tl::train {
namespace {
constexpr const char* operation = "train";

bool in_scope(const std::string& name, const std::vector<std::string>& scope) {
  return scope.empty() ||
         std::any_of(scope.begin(), scope.end(), [&](const std::string& s) { return name == s || name.starts_with(s + "."); });
}

const Tensor& output(const TensorMap& outputs, const std::string& name, const char* kind) {
  const auto found = outputs.find(name);
  TL_CHECK(found != outputs.end(), internal, operation, "the network gives no ", kind, " '", name, "'");
  return found->second;
}

[[noreturn]] void diverged(int64_t step, const std::string& what, const std::string& node) {
  throw Error(ErrorCategory::diverged, operation, str(what, " in step ", step),
              "Lower the learning rate, clip the gradients, or look at the data.", node);
}

/// A number that is not finite, without the sign that a NaN happens to have.
const char* in_words(double value) { return std::isnan(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite"; }

/// The losses, then {sum, weight} of each metric, in one reading: on a device other than the CPU every reading waits for all work.
std::vector<double> read_numbers(const TensorMap& outputs, const std::vector<LossTerm>& losses, const std::vector<MetricTerm>& metrics) {
  std::vector<double> numbers;
  std::vector<Tensor> waiting;
  const NoGradGuard no_grad;
  const auto take = [&](const Tensor& t) {
    if (t.is_cpu()) {
      for (int64_t i = 0; i < t.numel(); ++i) numbers.push_back(t.numel() == 1 ? t.item<double>() : t.data_ptr<double>()[i]);
    } else {
      waiting.push_back(t.detach().to(kDouble).reshape({-1}));
    }
  };
  for (const LossTerm& term : losses) {
    const Tensor& t = output(outputs, term.name, "loss");
    TL_CHECK(t.numel() == 1, shape, operation, "the loss '", term.name, "' must be one number, got ", t.brief());
    take(t);
  }
  for (const MetricTerm& term : metrics) {
    const Tensor& t = output(outputs, term.name, "metric");
    TL_CHECK(t.numel() == 2 && t.dtype() == kDouble, internal, operation, "the metric '", term.name,
             "' must be a float64 tensor {sum, weight}, got ", t.brief());
    take(t);
  }
  if (waiting.empty()) return numbers;
  TL_CHECK(numbers.empty(), internal, operation, "losses and metrics are on several devices");
  const Tensor all = cat(waiting).cpu();
  return {all.data_ptr<double>(), all.data_ptr<double>() + all.numel()};
}

/// Remembers the first place with a value that is not finite.
class FirstNonfinite final : public Observer {
 public:
  std::string place;
  void on_output(const std::string& where, const Tensor& value) override {
    if (place.empty() && !all_finite(value)) place = where;
  }
};
}  // namespace

bool all_finite(const Tensor& tensor) {
  if (!tensor.is_floating_point() || Rehearsal::current()) return true;
  if (!tensor.is_cpu()) {
    const NoGradGuard no_grad;
    return all(isfinite(tensor)).item().toBool();
  }
  const Tensor t = tensor.is_contiguous() ? tensor : tensor.detach().contiguous();
  if (t.dtype() == kFloat) return cpu::all_finite(t.data_ptr<float>(), t.numel());
  if (t.dtype() == kDouble) return cpu::all_finite(t.data_ptr<double>(), t.numel());
  return true;
}

struct Stepper::Group {
  std::string name;
  std::unique_ptr<optim::Optimizer> optimizer;
  std::unique_ptr<optim::LRScheduler> scheduler;
  bool per_step = false, needs_closure = false;
  std::string metric;  ///< what the scheduler watches; empty: it counts
  std::vector<std::string> parameter_names;
  std::vector<Tensor> parameters;
  std::set<std::string> losses;

  double lr() const { return optimizer->param_groups().at(0).options().get_lr(); }
  void set_lr(double lr) {
    for (auto& g : optimizer->param_groups()) g.options().set_lr(lr);
  }
};

Stepper::Stepper(const TrainSpec& spec, uint64_t seed) : spec_(spec), seed_(seed), losses_(spec.losses) {
  TL_CHECK(spec.make_module, internal, operation, "the spec builds no network");
  TL_CHECK(!spec.losses.empty(), value, operation, "there is no loss to minimise");
  TL_CHECK(!spec.optimizers.empty(), value, operation, "there is no optimizer");
  device_ = usable_device(Device(spec.settings.device.empty() ? "cpu" : spec.settings.device));
  module_ = spec.make_module(seed);  // on the CPU: the same first weights on every device
  module_->to(device_);
  module_->train();
  parameters_ = module_->parameters();
  for (const auto& o : spec.optimizers) build_group(o);
  for (const auto& g : groups_) {
    if (phases_.empty() || phases_.back().front()->losses != g->losses) phases_.emplace_back();
    phases_.back().push_back(g.get());
  }
}

Stepper::~Stepper() = default;

void Stepper::build_group(const OptimizerSpec& o) {
  auto g = std::make_unique<Group>();
  g->name = o.name;
  for (const auto& item : module_->named_parameters()) {
    if (!item.value().requires_grad() || !in_scope(item.key(), o.scope)) continue;
    g->parameter_names.push_back(item.key());
    g->parameters.push_back(item.value());
  }
  TL_CHECK(!g->parameters.empty(), value, operation, "the optimizer '", o.name,
           "' has no parameter to train; widen its scope or add a layer with weights");
  for (const auto& l : losses_)
    if (o.losses.empty() || std::find(o.losses.begin(), o.losses.end(), l.name) != o.losses.end()) g->losses.insert(l.name);
  TL_CHECK(!g->losses.empty(), value, operation, "the optimizer '", o.name, "' follows no loss of the network");
  const auto* def = optim::find_optimizer(o.type);
  TL_CHECK(def, value, operation, "there is no optimizer of type '", o.type, "'");
  g->optimizer = def->make(g->parameters, o.options);
  g->needs_closure = def->needs_closure;
  if (!o.scheduler.type.empty()) {
    const auto* scheduler = optim::find_scheduler(o.scheduler.type);
    TL_CHECK(scheduler, value, operation, "there is no scheduler of type '", o.scheduler.type, "'");
    g->scheduler = scheduler->make(*g->optimizer, o.scheduler.options);
    g->per_step = o.scheduler.per_step;
    if (scheduler->takes_metric) {
      g->metric = o.scheduler.metric;
      TL_CHECK(spec_.validation.source && spec_.settings.validate_every > 0, value, operation, "the schedule of '", o.name, "' watches '", g->metric,
               "', but the run validates nothing; add validation data or take another schedule");
    }
  }
  groups_.push_back(std::move(g));
}

StepResult Stepper::step(const std::vector<data::Batch>& group, int64_t step_number, Observer* observer,
                         const std::function<void()>& after_backward) {
  if (!device_.is_cpu() && !group.empty() && !group[0].fields.empty() && !(group[0].fields.begin()->second.device() == device_)) {
    std::vector<data::Batch> moved = group;
    for (auto& b : moved) b.fields = on_device(b.fields, device_);
    return step(moved, step_number, observer, after_backward);
  }
  StepResult result;
  for (const auto& b : group) result.samples += b.samples;
  for (size_t p = 0; p < phases_.size(); ++p) {
    for (const Tensor& p : parameters_) p.mutable_grad().reset();  // backward then hands its result over instead of adding to zeros
    const double loss = run_phase(phases_[p], static_cast<uint32_t>(p), group, step_number, observer, result);
    if (after_backward) after_backward();
    for (const Group* g : phases_[p]) check_gradients(*g, group.back(), step_number, static_cast<uint32_t>((p + 1) * group.size() - 1));
    for (Group* g : phases_[p]) clip(*g, step_number);
    for (Group* g : phases_[p]) {
      if (g->needs_closure) step_with_closure(*g, static_cast<uint32_t>(p), group, step_number, loss, result.samples);
      else g->optimizer->step();
      if (g->scheduler && g->per_step && g->metric.empty()) g->scheduler->step();
    }
  }
  return result;
}

void Stepper::step_with_closure(Group& g, uint32_t phase, const std::vector<data::Batch>& batches, int64_t step_number, double loss, int64_t samples) {
  bool known = phases_[phase].size() == 1;  // no other optimizer has moved a weight since the gradients were computed
  g.optimizer->step([&] {
    if (!std::exchange(known, false)) {
      for (const Tensor& p : parameters_) p.mutable_grad().reset();
      StepResult again;
      again.samples = samples;
      loss = run_phase(phases_[phase], phase, batches, step_number, nullptr, again);
      check_gradients(g, batches.back(), step_number, static_cast<uint32_t>((phase + 1) * batches.size() - 1));
      clip(g, step_number);
    }
    return full({}, loss, kDouble);
  });
}

double Stepper::run_phase(const std::vector<Group*>& phase, uint32_t number, const std::vector<data::Batch>& group, int64_t step_number,
                        Observer* observer, StepResult& result) {
  double followed = 0;
  for (size_t m = 0; m < group.size(); ++m) {
    const auto micro_batch = static_cast<uint32_t>(number * group.size() + m);
    const double share = static_cast<double>(group[m].samples) / static_cast<double>(result.samples);
    TensorMap outputs;
    {
      const RandomContext random(seed_, static_cast<uint64_t>(step_number), micro_batch);
      outputs = module_->forward(group[m].fields, observer);
    }
    const std::vector<double> read = read_numbers(outputs, losses_, spec_.metrics);
    Tensor total;
    for (size_t l = 0; l < losses_.size(); ++l) {
      const LossTerm& term = losses_[l];
      const Tensor& loss = output(outputs, term.name, "loss");
      const double value = read[l];
      if (!std::isfinite(value)) {
        const std::string node = find_nonfinite(group[m], step_number, micro_batch);
        diverged(step_number,
                 str("the loss '", term.name, "' became ", in_words(value),
                     node.empty() || node == term.name ? "" : "; the first value that is not finite is in " + node),
                 node.empty() ? term.name : node);
      }
      if (number == 0) {
        result.losses[term.name] += value * share;
        result.loss += term.weight * value * share;
      }
      if (!phase.front()->losses.count(term.name)) continue;
      const double factor = term.weight * share;
      followed += factor * value;
      const Tensor weighted = factor == 1 ? loss : loss * factor;
      total = total.defined() ? total + weighted : weighted;
    }
    if (number == 0)
      for (size_t m = 0; m < spec_.metrics.size(); ++m) {
        auto& sums = result.metrics[spec_.metrics[m].name];
        sums.first += read[losses_.size() + 2 * m];
        sums.second += read[losses_.size() + 2 * m + 1];
      }
    outputs.clear();
    total.backward();
  }
  return followed;
}

/// A finite loss can have gradients that are not, and one step later every weight would be lost.
bool Stepper::gradients_finite(const Group& group) const {
  const NoGradGuard no_grad;
  std::vector<Tensor> flags;
  for (const Tensor& p : group.parameters)
    if (p.grad().defined()) flags.push_back(all(isfinite(p.grad())).reshape({1}));
  return flags.empty() || all(cat(flags)).item().toBool();
}

void Stepper::check_gradients(const Group& group, const data::Batch& batch, int64_t step_number, uint32_t micro_batch) {
  if (!device_.is_cpu() && gradients_finite(group)) return;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const Tensor& g = group.parameters[i].grad();
    if (!g.defined() || all_finite(g)) continue;
    const std::string node = find_nonfinite(batch, step_number, micro_batch);
    const std::string& name = group.parameter_names[i];
    diverged(step_number,
             str("the gradient of '", name, "' became infinite or not a number",
                 node.empty() ? "" : "; the first value that is not finite is in " + node),
             node.empty() ? name.substr(0, name.find('.')) : node);
  }
}

void Stepper::clip(Group& group, int64_t step_number) {
  if (spec_.settings.clip_grad_value > 0) nn::utils::clip_grad_value_(group.parameters, spec_.settings.clip_grad_value);
  if (spec_.settings.clip_grad_norm > 0) {
    const double norm = nn::utils::clip_grad_norm_(group.parameters, spec_.settings.clip_grad_norm);
    if (!std::isfinite(norm)) diverged(step_number, str("the norm of the gradients of '", group.name, "' became ", in_words(norm)), group.name);
  }
}

std::string Stepper::find_nonfinite(const data::Batch& batch, int64_t step_number, uint32_t micro_batch) {
  const NoGradGuard no_grad;
  for (const auto& [name, value] : batch.fields) {
    if (all_finite(value)) continue;
    for (int64_t row = 0; row < batch.samples; ++row)
      if (!all_finite(value[row])) return str("the data: '", name, "' of sample ", batch.indices.at(static_cast<size_t>(row)));
  }
  if (const std::string name = nonfinite_state(); !name.empty()) return "the weights: '" + name + "'";
  FirstNonfinite first;
  try {
    const RandomContext random(seed_, static_cast<uint64_t>(step_number), micro_batch);
    module_->forward(batch.fields, &first);
  } catch (const Error&) {
  }
  return first.place;
}

void Stepper::end_epoch() {
  for (auto& g : groups_)
    if (g->scheduler && !g->per_step && g->metric.empty()) g->scheduler->step();
}

void Stepper::end_validation(const std::map<std::string, double>& series) {
  for (auto& g : groups_) {
    if (!g->scheduler || g->metric.empty()) continue;
    const auto found = series.find(g->metric);
    TL_CHECK(found != series.end(), value, operation, "the schedule of '", g->name, "' watches '", g->metric, "', which the run does not measure");
    g->scheduler->step_with(found->second);
  }
}

int64_t Stepper::parameter_count() const {
  int64_t count = 0;
  for (const auto& p : module_->parameters()) count += p.requires_grad() ? p.numel() : 0;
  return count;
}

std::string Stepper::nonfinite_state() const {
  for (const auto& [name, tensor] : state_of(*module_))
    if (!all_finite(tensor)) return name;
  return {};
}

std::vector<std::string> Stepper::optimizer_names() const {
  std::vector<std::string> names;
  for (const auto& g : groups_) names.push_back(g->name);
  return names;
}

double Stepper::learning_rate(const std::string& optimizer) const {
  for (const auto& g : groups_)
    if (g->name == optimizer) return g->lr();
  return 0;
}

bool Stepper::set_learning_rate(const std::string& optimizer, double lr) {
  for (auto& g : groups_) {
    if (g->name != optimizer) continue;
    g->set_lr(lr);
    if (g->scheduler) g->scheduler->rebase(lr);
    return true;
  }
  return false;
}

bool Stepper::schedules_per_step() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const auto& g) { return g->scheduler && g->per_step; });
}

bool Stepper::set_loss_weight(const std::string& loss, double weight) {
  for (LossTerm& term : losses_)
    if (term.name == loss) {
      term.weight = weight;
      return true;
    }
  return false;
}

void Stepper::save(Checkpoint& checkpoint) const {
  checkpoint.model = state_of(*module_);
  for (auto& [name, tensor] : checkpoint.model) tensor = tensor.cpu();
  for (const auto& g : groups_) {
    checkpoint.progress.learning_rates[g->name] = g->lr();
    if (g->scheduler) checkpoint.progress.schedulers[g->name] = g->scheduler->state();
    for (const auto& [key, tensor] : g->optimizer->state_tensors()) {
      // "3.exp_avg": the number of the parameter, which a name outlives.
      const size_t dot = key.find('.');
      checkpoint.optimizer.emplace_back(g->name + "/" + g->parameter_names.at(std::stoul(key.substr(0, dot))) + "/" + key.substr(dot + 1),
                                        tensor.cpu());
    }
  }
  for (const auto& term : losses_) checkpoint.progress.loss_weights[term.name] = term.weight;
  checkpoint.progress.node_ids = spec_.node_ids;
}

void Stepper::load(const Checkpoint& checkpoint) {
  std::map<uint64_t, std::string> now;
  for (const auto& [name, id] : spec_.node_ids) now[id] = name;
  const auto renamed = [&](const std::string& tensor_name) {
    const size_t dot = tensor_name.find('.');
    const auto old = checkpoint.progress.node_ids.find(tensor_name.substr(0, dot));
    if (dot == std::string::npos || old == checkpoint.progress.node_ids.end()) return tensor_name;
    const auto found = now.find(old->second);
    return found == now.end() ? tensor_name : found->second + tensor_name.substr(dot);
  };
  const auto renamed_node = [&](const std::string& node) {
    const std::string with_dot = renamed(node + ".");
    return with_dot.substr(0, with_dot.size() - 1);
  };
  io::NamedTensors model;
  for (const auto& [name, tensor] : checkpoint.model) model.emplace_back(renamed(name), tensor);
  load_state(*module_, model);

  std::map<std::string, io::NamedTensors> states;  // by optimizer, with numbered keys
  for (const auto& [name, tensor] : checkpoint.optimizer) {
    const size_t first = name.find('/'), last = name.rfind('/');
    TL_CHECK(first != std::string::npos && last > first, input, "resume", "the optimizer state holds '", name,
             "', which is not OPTIMIZER/PARAMETER/KEY");
    const std::string optimizer = renamed_node(name.substr(0, first)), parameter = renamed(name.substr(first + 1, last - first - 1));
    for (const auto& g : groups_) {
      if (g->name != optimizer) continue;
      const auto at = std::find(g->parameter_names.begin(), g->parameter_names.end(), parameter);
      if (at != g->parameter_names.end())
        states[optimizer].emplace_back(std::to_string(at - g->parameter_names.begin()) + name.substr(last).replace(0, 1, "."), tensor);
    }
  }
  for (auto& g : groups_) g->optimizer->load_state_tensors(states[g->name]);
  for (const auto& [name, state] : checkpoint.progress.schedulers)
    for (auto& g : groups_)
      if (g->name == renamed_node(name) && g->scheduler) g->scheduler->load_state(state);
  for (const auto& [name, lr] : checkpoint.progress.learning_rates)
    for (auto& g : groups_)
      if (g->name == renamed_node(name)) g->set_lr(lr);
  for (const auto& [name, weight] : checkpoint.progress.loss_weights) set_loss_weight(renamed_node(name), weight);
}

}  // namespace tl::train
