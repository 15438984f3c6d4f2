// SPDX-License-Identifier: Apache-2.0
#include "nodes/forecast.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/core/rehearsal.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/evaluate.h"
#include "engine/train/stepper.h"
#include "nodes/analyze.h"
#include "nodes/expansion.h"
#include "nodes/lower.h"
#include "nodes/node_type.h"

namespace tl::nodes {

namespace {

constexpr int64_t read_ahead = 4;   ///< batches, as the session's loader is told

/// What the rehearsal's meter says between the nodes of a forward pass.
class Watch final : public train::Observer {
 public:
  Watch(Rehearsal& rehearsal, const std::function<bool()>& interrupted) : rehearsal_(rehearsal), interrupted_(interrupted) { begin(); }
  struct Share {
    int64_t kept = 0, working = 0;
  };
  std::map<std::string, Share> shares;   ///< by node name

  void begin() { take_peak(), before_ = rehearsal_.meter().allocated; }
  void on_output(const std::string& place, const Tensor&) override {
    if (interrupted_ && interrupted_()) throw Error(ErrorCategory::interrupted, "forecast", "stopped", "");
    const Rehearsal::Meter& meter = rehearsal_.meter();
    Share& share = shares[place.substr(0, place.find('.'))];
    share.kept += meter.allocated - before_;
    share.working = std::max(share.working, meter.peak - before_);
    begin();
  }
  /// The highest of everything so far.
  int64_t peak() {
    take_peak();
    return peak_;
  }

 private:
  void take_peak() {
    peak_ = std::max(peak_, rehearsal_.meter().peak);
    rehearsal_.reset_peak();
  }
  Rehearsal& rehearsal_;
  const std::function<bool()>& interrupted_;
  int64_t before_ = 0, peak_ = 0;
};

int64_t bytes_of(const std::vector<data::FieldSpec>& slots, const data::DataPlan& plan, int64_t samples) {
  int64_t sum = 0;
  for (const auto& field : plan.batch) {
    const data::FieldSpec& spec = slots.at(static_cast<size_t>(field.slot));
    int64_t bytes = static_cast<int64_t>(element_size(spec.dtype)) * samples;
    for (const int64_t size : spec.sizes) bytes *= size;
    sum += static_cast<int64_t>(allocated_size(static_cast<size_t>(bytes)));
  }
  return sum;
}

data::Batch empty_batch(const std::vector<data::FieldSpec>& slots, const data::DataPlan& plan, int64_t samples) {
  data::Batch batch;
  batch.samples = samples;
  for (const auto& field : plan.batch) {
    const data::FieldSpec& spec = slots.at(static_cast<size_t>(field.slot));
    DimVector sizes{samples};
    for (const int64_t size : spec.sizes) sizes.push_back(size);
    batch.fields[field.name] = empty_tensor(sizes, spec.dtype);
  }
  return batch;
}

int64_t bytes_of(const Tensor& t) { return t.defined() ? static_cast<int64_t>(allocated_size(t.nbytes())) : 0; }

/// A run with one batch size.
struct Rehearsed {
  int64_t train_bytes = 0, infer_bytes = 0, parameter_bytes = 0, gradient_bytes = 0, state_bytes = 0, data_bytes = 0;
  int64_t step_kernels = 0, step_moved = 0, check_kernels = 0, check_moved = 0;   ///< of a step; of a batch of the validation
  std::map<std::string, Watch::Share> train, inference;
};

class Run {
 public:
  Run(train::TrainSpec spec, const std::function<bool()>& interrupted) : spec_(std::move(spec)), interrupted_(interrupted) {
    spec_.settings.device = "cpu";
    train_slots_ = data::infer_slots(spec_.train);
    if (spec_.validation.source) check_slots_ = data::infer_slots(spec_.validation);
  }
  const train::TrainSpec& spec() const { return spec_; }

  Rehearsed with_batch(int64_t samples) const {
    Rehearsed r;
    Rehearsal rehearsal;
    Watch watch(rehearsal, interrupted_);
    train::Stepper stepper(spec_, spec_.settings.seed);
    for (const auto& [name, tensor] : train::state_of(stepper.module())) r.parameter_bytes += bytes_of(tensor);
    // Ready batches, the one that is replaced, and the single samples that the next one is made of.
    const int64_t batches = std::max<int64_t>(1, spec_.train.source->size() / samples);
    const int64_t ahead = std::min(read_ahead, batches) * bytes_of(train_slots_, spec_.train, samples);
    {
      std::vector<data::Batch> group;
      for (int64_t m = 0; m < std::min(spec_.settings.accumulation, batches); ++m) group.push_back(empty_batch(train_slots_, spec_.train, samples));
      const int64_t in_hand = static_cast<int64_t>(group.size()) * bytes_of(train_slots_, spec_.train, samples);
      stepper.step(group, 0, &watch);
      watch.shares.clear();
      const int64_t kernels = rehearsal.meter().kernels, moved = rehearsal.meter().moved;
      watch.begin();
      stepper.step(group, 1, &watch);  // now with the optimizer's state
      r.step_kernels = rehearsal.meter().kernels - kernels, r.step_moved = rehearsal.meter().moved - moved;
      r.train = watch.shares;
      for (const Tensor& p : stepper.module().parameters()) r.gradient_bytes += bytes_of(p.grad());
      r.state_bytes = rehearsal.meter().allocated - in_hand - r.parameter_bytes - r.gradient_bytes;
      r.data_bytes = in_hand + ahead;
    }
    r.train_bytes = watch.peak() + ahead;
    const bool checks = spec_.validation.source && spec_.settings.validate_every > 0;
    if (checks) r.train_bytes = std::max(r.train_bytes, ahead + check(stepper, rehearsal, samples, r));
    inference(stepper, rehearsal, samples, r);
    return r;
  }

 private:
  /// A batch of the validation while the next epoch's batches are read; what it needs at its most.
  int64_t check(train::Stepper& stepper, Rehearsal& rehearsal, int64_t samples, Rehearsed& r) const {
    const NoGradGuard no_grad;
    const int64_t size = std::min(samples, spec_.validation.source->size());
    const int64_t batches = (spec_.validation.source->size() + size - 1) / size;
    stepper.module().eval();
    rehearsal.reset_peak();
    const int64_t kernels = rehearsal.meter().kernels, moved = rehearsal.meter().moved;
    stepper.module().forward(empty_batch(check_slots_, spec_.validation, size).fields);
    stepper.module().train();
    r.check_kernels = (rehearsal.meter().kernels - kernels) * batches, r.check_moved = (rehearsal.meter().moved - moved) * batches;
    // A forward pass alone is soon done: where batches matter beside it, it waits for the next one, and few are read ahead.
    return rehearsal.meter().peak + std::min<int64_t>(2, batches - 1) * bytes_of(check_slots_, spec_.validation, size);
  }

  /// A prediction of one batch; neither gradients nor optimizer are there.
  void inference(train::Stepper& stepper, Rehearsal& rehearsal, int64_t samples, Rehearsed& r) const {
    const int64_t others = rehearsal.meter().allocated - r.parameter_bytes;
    rehearsal.reset_peak();
    Watch watch(rehearsal, interrupted_);
    const data::Batch batch = empty_batch(train_slots_, spec_.train, samples);
    watch.begin();
    train::predict(stepper.module(), batch.fields, &watch);
    r.inference = watch.shares;
    r.infer_bytes = watch.peak() - others;
  }

  train::TrainSpec spec_;
  const std::function<bool()>& interrupted_;
  std::vector<data::FieldSpec> train_slots_, check_slots_;
};

/// By regula falsi: need is nearly a straight line over the batch size.
void find_largest(const Run& run, int64_t memory, Forecast& f) {
  f.largest_known = true;
  const int64_t all = run.spec().train.source->size();
  const auto need = [&](int64_t samples) -> double {
    try {
      return static_cast<double>(run.with_batch(samples).train_bytes);
    } catch (const OutOfMemoryError&) {
      return INFINITY;  // beyond all addresses
    }
  };
  const auto limit = static_cast<double>(memory);
  double low_need = static_cast<double>(f.train_bytes), high_need = 0;
  int64_t low = f.batch_size, high = 0;   // fits; does not
  if (low_need > limit) {
    high = low, high_need = low_need, low = 1, low_need = need(1);
    if (low_need > limit) return;
  } else if (low < all) {
    high = all, high_need = need(all);
    if (high_need <= limit) low = all;
  }
  if (low >= all) return void((f.largest_batch = all, f.whole_data_fits = true));
  for (int tries = 0; tries < 12 && high - low > std::max<int64_t>(1, low / 50); ++tries) {
    const double share = std::isinf(high_need) ? 0.5 : std::clamp((limit - low_need) / (high_need - low_need), 0.02, 0.98);
    const auto middle = low + std::clamp<int64_t>(static_cast<int64_t>(share * static_cast<double>(high - low)), 1, high - low - 1);
    if (const double needed = need(middle); needed <= limit) low = middle, low_need = needed;
    else high = middle, high_need = needed;
  }
  f.largest_batch = low;
}

void guess_time(const Run& run, const Rehearsed& r, const GraphState& state, const Analysis& analysis, Forecast& f) {
  const MachineSpeed speed = machine_speed();
  double sample_seconds = 0;   // of the sums of products in one forward pass
  for (const auto& [id, report] : analysis.nodes) {
    const Node* node = state.find(id);
    const NodeType* type = node ? find_node_type(node->type) : nullptr;
    const bool slides = type && type->category == Category::convolution;
    sample_seconds += static_cast<double>(report->flops) / (slides ? speed.convolution_flops : speed.flops);
  }
  const auto seconds = [&](double passes, int64_t samples, int64_t kernels, int64_t moved) {
    return passes * sample_seconds * static_cast<double>(samples) + static_cast<double>(moved) / speed.bytes +
           static_cast<double>(kernels) * speed.kernel_seconds;
  };
  const train::TrainSpec& spec = run.spec();
  const int64_t group = f.batch_size * spec.settings.accumulation, all = spec.train.source->size();
  f.steps_per_epoch = spec.train.drop_last ? all / f.batch_size / spec.settings.accumulation : (all + group - 1) / group;
  f.step_seconds = seconds(3, std::min(group, all), r.step_kernels, r.step_moved);
  f.epoch_seconds = f.step_seconds * static_cast<double>(f.steps_per_epoch);
  if (r.check_kernels) f.epoch_seconds += seconds(1, spec.validation.source->size(), r.check_kernels, r.check_moved);
}

}  // namespace

Forecast forecast(const Snapshot& snapshot, const ForecastOptions& options) {
  Forecast f;
  f.revision = snapshot->revision;
  try {
    const Run run(lower(snapshot, {options.project_dir, "", options.run}), options.interrupted);
    f.batch_size = std::min(run.spec().train.batch_size, std::max<int64_t>(1, run.spec().train.source->size()));
    const Rehearsed r = run.with_batch(f.batch_size);
    f.train_bytes = r.train_bytes, f.infer_bytes = r.infer_bytes;
    f.parameter_bytes = r.parameter_bytes, f.gradient_bytes = r.gradient_bytes, f.state_bytes = r.state_bytes, f.data_bytes = r.data_bytes;
    f.activation_bytes = std::max<int64_t>(0, f.train_bytes - f.parameter_bytes - f.gradient_bytes - f.state_bytes - f.data_bytes);
    const Snapshot flat = unfolded(snapshot);
    for (const auto& [id, node] : flat->nodes) {
      const auto train = r.train.find(node->name), inference = r.inference.find(node->name);
      if (train == r.train.end() && inference == r.inference.end()) continue;
      NodeForecast& share = f.nodes[id];
      if (train != r.train.end()) share.kept = train->second.kept, share.working = train->second.working;
      if (inference != r.inference.end()) share.inference = inference->second.working;
    }
    guess_time(run, r, *flat, analyze(*flat, {options.project_dir, true}), f);
    if (options.memory > 0) find_largest(run, options.memory, f);
  } catch (const Error& e) {
    if (e.category() == ErrorCategory::interrupted) throw;
    f.trouble = e.context().empty() ? e.message() : e.context() + ": " + e.message();
  } catch (const std::bad_alloc&) {
    f.trouble = "there is not enough memory even to rehearse it";
  }
  return f;
}

Forecast with_largest_batch(Forecast known, const Snapshot& snapshot, const ForecastOptions& options) {
  if (!known.trouble.empty() || options.memory <= 0) return known;
  try {
    find_largest(Run(lower(snapshot, {options.project_dir, "", options.run}), options.interrupted), options.memory, known);
  } catch (const Error& e) {
    if (e.category() == ErrorCategory::interrupted) throw;
    known.largest_known = false;  // a file went meanwhile: the next forecast tells
  } catch (const std::bad_alloc&) {
    known.largest_known = false;
  }
  return known;
}

}  // namespace tl::nodes
