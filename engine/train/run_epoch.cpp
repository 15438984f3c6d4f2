// SPDX-License-Identifier: Apache-2.0
// What happens beside the steps: validation, judging it, checkpoints and the record.
#include <cmath>

#include "engine/core/allocator.h"
#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/train/run_loop.h"

namespace tl::train {

/// Everything due at the end of an epoch. True: early stop. After a Stop during validation nothing has changed, so that a resume repeats
/// it.
bool RunLoop::end_epoch() {
  const RunSettings& s = spec_.settings;
  const bool last = progress_.epoch + 1 >= s.epochs;
  if (!last) {
    loader_->start(progress_.epoch + 1);  // batches are made while validation runs
    prefetched_epoch_ = progress_.epoch + 1;
  }
  bool better = false, exhausted = false;
  if (spec_.validation.source && s.validate_every > 0 && ((progress_.epoch + 1) % s.validate_every == 0 || last)) {
    link_.update([](Status& st) { st.validating = true; });
    const auto after_batch = [&](int64_t) {
      link_.beat("validating");
      if (link_.abandon_requested()) throw Abandoned{};
      if (link_.stop_requested()) throw Error(ErrorCategory::interrupted, "validate", "broken off");
    };
    std::optional<Evaluation> result;
    try {
      result = evaluate(stepper_->module(), spec_, spec_.validation, 1, after_batch);
    } catch (const Error& e) {
      if (e.category() != ErrorCategory::interrupted) throw;
    }
    link_.update([](Status& st) { st.validating = false; });
    if (!result) return false;
    record("validation/loss", result->loss);
    for (const auto& [label, value] : result->metrics) record("validation/" + label, value);
    judge(*result, better, exhausted);
    std::map<std::string, double> series{{"validation/loss", result->loss}};
    for (const auto& [label, value] : result->metrics) series["validation/" + label] = value;
    stepper_->end_validation(series);
  }
  stepper_->end_epoch();
  lr_dirty_ = true;
  ++progress_.epoch;
  progress_.position = 0;
  const bool due = s.checkpoint_every > 0 && (progress_.epoch % s.checkpoint_every == 0);
  if (due || better) save(better, better ? "best" : "epoch");
  link_.update([&](Status& st) {
    st.epoch = std::min(progress_.epoch, s.epochs - 1);
    st.step_in_epoch = last ? steps_per_epoch_ : 0;
  });
  return exhausted;
}

void RunLoop::judge(const Evaluation& result, bool& better, bool& exhausted) {
  const auto value_of = [&](const std::string& series) {
    if (series == "validation/loss") return result.loss;
    const auto found = result.metrics.find(series.substr(series.find('/') + 1));
    return found == result.metrics.end() ? std::nan("") : found->second;
  };
  const EarlyStop& stop = spec_.settings.early_stop;
  // The best run is the one that early stop would pick; else by the first metric; else by the loss.
  const std::string series = !stop.series.empty()     ? stop.series
                             : !spec_.metrics.empty() ? "validation/" + spec_.metrics[0].label
                                                      : "validation/loss";
  const bool higher = !stop.series.empty() ? stop.higher_is_better : !spec_.metrics.empty() && spec_.metrics[0].higher_is_better;
  const double value = value_of(series);
  auto& best = progress_.best;
  if (std::isfinite(value) && (!best || best->series != series || (higher ? value > best->value : value < best->value))) {
    best = Progress::Best{series, value, progress_.step};
    better = true;
    link_.send(Marker{"best", str(series, " ", value), progress_.step});
  }
  if (stop.series.empty()) return;
  auto& seen = progress_.early_stop_best;
  if (std::isfinite(value) && (!seen || (stop.higher_is_better ? value > *seen + stop.min_delta : value < *seen - stop.min_delta))) {
    seen = value;
    progress_.early_stop_waited = 0;
  } else {
    exhausted = ++progress_.early_stop_waited >= stop.patience;
  }
}

/// Writes a checkpoint unless one of just this moment exists. A disk that refuses pauses the run; when it was stopping, that is an error.
bool RunLoop::save(bool best, const char* why) {
  if (saved_step_ == progress_.step && saved_epoch_ == progress_.epoch && (saved_best_ || !best)) return true;
  if (const std::string bad = stepper_->nonfinite_state(); !bad.empty())
    throw Error(ErrorCategory::diverged, "train", str("'", bad, "' holds values that are not finite after step ", progress_.step),
                "Lower the learning rate or clip the gradients.", bad.substr(0, bad.find('.')));
  Checkpoint checkpoint;
  checkpoint.progress = progress_;
  checkpoint.progress.active_seconds = active_seconds();
  stepper_->save(checkpoint);
  link_.beat("writing a checkpoint");
  recorder_->drain(5);  // the points up to here are as durable as the weights
  for (;;) {
    try {
      const auto path = write_checkpoint(options_.run_dir, checkpoint, best);
      saved_step_ = progress_.step;
      saved_epoch_ = progress_.epoch;
      saved_best_ = best;
      prune_checkpoints(options_.run_dir, spec_.settings.keep_checkpoints);
      link_.send(CheckpointWritten{path.string(), progress_.step, best});
      link_.send(Marker{"checkpoint", why, progress_.step});
      link_.beat("computing");
      return true;
    } catch (const Error& e) {
      if (e.category() != ErrorCategory::io || link_.stop_requested()) throw;
      pause_because(e);
    }
    while (paused_ && !link_.stop_requested())
      if (auto command = link_.take(true); command && !std::holds_alternative<Snapshot>(*command)) handle(*command);
  }
}

void RunLoop::record(const std::string& series, double value) {
  const auto found = series_.find(series);
  if (found == series_.end()) return;
  recorder_->push({found->second, static_cast<uint32_t>(progress_.epoch), progress_.step, value, active_seconds()});
}

void RunLoop::record_learning_rates() {
  for (const auto& name : stepper_->optimizer_names()) record("lr/" + name, stepper_->learning_rate(name));
  lr_dirty_ = false;
}

void RunLoop::record_step(const StepResult& result) {
  record("train/loss", result.loss);
  if (spec_.losses.size() > 1)
    for (const auto& [name, value] : result.losses) record("train/" + name, value);
  for (const auto& m : spec_.metrics) {
    const auto found = result.metrics.find(m.name);
    if (found != result.metrics.end() && found->second.second > 0) record("train/" + m.label, found->second.first / found->second.second);
  }
  if (lr_dirty_ || stepper_->schedules_per_step()) record_learning_rates();
  publish(result.samples);
}

MemoryStats RunLoop::device_memory() const {
  const std::string& name = spec_.settings.device;
  if (name.empty() || name == "cpu") return memory_stats();
  const Device device = usable_device(Device(name));
  return device_backend(device).memory_stats(device.index());
}

/// Rates over windows of half a second of active time (the first one is shown as soon as there is anything to show); the status every step.
void RunLoop::publish(int64_t samples) {
  Rates& r = rates_;
  const double now = active_seconds();
  if (r.window_start < 0) {
    r.window_start = now;  // the first step only opens the window: it may have built kernels
    r.waited_before = loader_->wait_seconds();
  } else {
    r.samples += samples;
    ++r.steps;
    const double span = now - r.window_start;
    if (span >= 0.5 || (r.steps_per_second == 0 && span > 0)) {
      r.samples_per_second = static_cast<double>(r.samples) / span;
      r.steps_per_second = static_cast<double>(r.steps) / span;
      r.wait_share = std::min(1.0, (loader_->wait_seconds() - r.waited_before) / span);
    }
    if (span >= 0.5) {
      // What is left is told from a longer look back than the speed: half a second alone makes it jump, a validation most of all.
      r.elapsed += span;
      r.lasting += std::min(1.0, span / std::min(r.elapsed, 30.0)) * (r.steps_per_second - r.lasting);
      record("samples_per_second", r.samples_per_second);
      r.samples = r.steps = 0;
      r.window_start = now;
      r.waited_before = loader_->wait_seconds();
    }
  }
  const int64_t group = spec_.train.batch_size * spec_.settings.accumulation;
  link_.update([&](Status& s) {
    s.step = progress_.step;
    s.epoch = progress_.epoch;
    s.step_in_epoch = (progress_.position + group - 1) / group;
    s.loss = last_loss_;
    s.samples_per_second = r.samples_per_second;
    s.steps_per_second = r.steps_per_second;
    const double rate = r.lasting > 0 ? r.lasting : r.steps_per_second;
    s.eta_seconds = rate > 0 ? static_cast<double>(s.steps_total - s.step) / rate : -1;
    s.data_wait_share = r.wait_share;
    s.memory_bytes = device_memory().allocated;
  });
}

}  // namespace tl::train
