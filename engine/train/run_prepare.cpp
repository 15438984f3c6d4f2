// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <thread>

#include "engine/core/device_backend.h"
#include "engine/core/error.h"
#include "engine/core/pool.h"
#include "engine/io/durable_writer.h"
#include "engine/train/run_loop.h"

namespace tl::train {
namespace fs = std::filesystem;
namespace {
constexpr const char* operation = "train";
}

void RunLoop::check_settings() const {
  const RunSettings& s = spec_.settings;
  usable_device(Device(s.device.empty() ? "cpu" : s.device));
  TL_CHECK(s.precision == "f32", value, operation, "the precision '", s.precision, "' is not available; choose f32");
  TL_CHECK(s.epochs >= 1 && s.accumulation >= 1, value, operation, "epochs and accumulation must be at least 1, got ", s.epochs, " and ",
           s.accumulation);
  TL_CHECK(spec_.train.source, value, operation, "there is no training data");
  if (s.early_stop.series.empty()) return;
  bool known = s.early_stop.series == "validation/loss";
  for (const auto& m : spec_.metrics) known = known || s.early_stop.series == "validation/" + m.label;
  TL_CHECK(known, value, operation, "early stop watches '", s.early_stop.series, "', which this run does not measure");
  TL_CHECK(spec_.validation.source && s.validate_every > 0, value, operation, "early stop watches '", s.early_stop.series,
           "', but nothing is validated");
}

void RunLoop::prepare() {
  link_.beat("preparing");
  check_settings();
  const RunSettings& s = spec_.settings;
  if (s.threads > 0) set_num_threads(s.threads);
  std::optional<Checkpoint> checkpoint;
  if (options_.resume) checkpoint = read_checkpoint(*options_.resume);
  io::make_directories(options_.run_dir, "start run");
  if (!checkpoint) keep_earlier_run();
  std::optional<Recorder::ResumeAt> resume_at;
  if (checkpoint) resume_at = {checkpoint->progress.step, static_cast<uint32_t>(checkpoint->progress.epoch)};
  recorder_ = std::make_unique<Recorder>(options_.run_dir, resume_at);
  if (checkpoint) set_later_checkpoints_aside(checkpoint->progress.step);
  if (!spec_.project_json.empty()) io::save_file(options_.run_dir / "project.json", spec_.project_json, "start run");

  progress_.seed = checkpoint ? checkpoint->progress.seed : s.seed;
  if (s.seed != progress_.seed)
    link_.note("warning", str("The run keeps the seed that it began with, ", progress_.seed, ", not ", s.seed, "."));
  spec_.settings.seed = progress_.seed;
  stepper_ = std::make_unique<Stepper>(spec_, progress_.seed);
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const int workers = s.loader_workers >= 0 ? s.loader_workers : cores <= 2 ? 1 : static_cast<int>(std::min(4u, cores / 2));
  loader_ = std::make_unique<data::Loader>(
      spec_.train, data::LoaderOptions{progress_.seed, true, workers, 4, [this] { return link_.stop_requested(); }});
  batches_per_epoch_ = loader_->batches_per_epoch();
  samples_per_epoch_ = loader_->samples_per_epoch();
  steps_per_epoch_ = (batches_per_epoch_ + s.accumulation - 1) / s.accumulation;
  TL_CHECK(batches_per_epoch_ > 0, value, operation, "the training data has ", spec_.train.source->size(),
           " samples, not enough for one batch of ", spec_.train.batch_size);
  if (checkpoint) resume(*checkpoint);
  register_series();

  facts_ = {spec_.project_name,
            runs::utc_now(),
            "",
            "running",
            "",
            progress_.seed,
            s.epochs,
            progress_.step,
            stepper_->parameter_count(),
            spec_.class_names,
            progress_.fingerprint["tensorloom"]};
  runs::write_run_facts(options_.run_dir, facts_);
  link_.update([&](Status& st) {
    st.step = progress_.step;
    st.epoch = progress_.epoch;
    st.epochs_total = s.epochs;
    st.steps_per_epoch = steps_per_epoch_;
    st.steps_total = s.epochs * steps_per_epoch_;
  });
}

std::map<std::string, std::string> RunLoop::full_fingerprint() const {
  auto f = fingerprint();
  // On another device the CPU's libraries decide nothing but the data.
  if (const Device device = device_of(stepper_->module()); !device.is_cpu())
    for (const auto& [key, value] : device_backend(device).fingerprint(device.index())) f[key] = value;
  else
    f["device"] = "cpu";
  f["training_samples"] = std::to_string(spec_.train.source->size());
  f["batch_size"] = std::to_string(spec_.train.batch_size);
  f["accumulation"] = std::to_string(spec_.settings.accumulation);
  f["deterministic"] = spec_.settings.deterministic ? "yes" : "no";
  if (const std::string network = network_hash(spec_.project_json); !network.empty()) f["network"] = network;
  return f;
}

void RunLoop::resume(const Checkpoint& checkpoint) {
  stepper_->load(checkpoint);
  const uint64_t seed = progress_.seed;
  progress_ = checkpoint.progress;
  progress_.seed = seed;
  std::string differences;
  const auto now = full_fingerprint();
  for (const auto& [key, value] : now) {
    const auto then = checkpoint.progress.fingerprint.find(key);
    if (then == checkpoint.progress.fingerprint.end() || then->second != value)
      differences += (differences.empty() ? "" : ", ") +
                     (key == "network" ? std::string("nodes, parameters, wires or run settings of the project were changed since")
                                       : key + " was " + (then == checkpoint.progress.fingerprint.end() ? "unknown" : then->second) + ", is " + value);
  }
  const int64_t group = spec_.train.batch_size * spec_.settings.accumulation;
  if (progress_.position < samples_per_epoch_) progress_.position = progress_.position / group * group;
  progress_.position = std::min(progress_.position, samples_per_epoch_);
  progress_.fingerprint = now;
  saved_step_ = progress_.step;
  saved_epoch_ = progress_.epoch;
  if (differences.empty() && progress_.epoch >= spec_.settings.epochs)
    link_.note("info", str("The run has done ", progress_.epoch, progress_.epoch == 1 ? " epoch" : " epochs",
                           " already (step ", progress_.step, "): ask for ", progress_.epoch + 1, " or more to train on."));
  else if (differences.empty())
    link_.note("info", str("Resumed at step ", progress_.step, ": the run goes on bit for bit as if it had not been interrupted."));
  else
    link_.note("warning", str("Resumed at step ", progress_.step, ", but not bit for bit: ", differences, "."));
  link_.send(Marker{"resume", str("resumed at step ", progress_.step), progress_.step});
}

/// A new run into the folder of an earlier one must not mix with it, and must not cost it either.
void RunLoop::keep_earlier_run() const {
  const fs::path& dir = options_.run_dir;
  std::error_code error;
  constexpr std::array parts{"metrics.bin", "series.json", "run.json", "project.json", "checkpoints"};
  if (!fs::exists(dir / "metrics.bin", error) && !fs::exists(dir / "checkpoints", error)) {
    if (fs::exists(dir / ".lock", error)) return;  // a run that had not begun
    for (const char* name : parts)
      if (fs::exists(dir / name, error))
        throw Error(ErrorCategory::io, "start run", str("'", (dir / name).string(), "' is there already and is not of a run"),
                    "Choose another folder: the run would replace it.");
    return;
  }
  const runs::RunWriter lock(dir);  // refuses while another session writes there, and keeps others out until all is moved
  int n = 1;
  while (fs::exists(dir / ("previous-" + std::to_string(n)), error)) ++n;
  const fs::path kept = dir / ("previous-" + std::to_string(n));
  io::make_directories(kept, "start run");
  for (const char* name : parts) {
    if (!fs::exists(dir / name, error)) continue;
    fs::rename(dir / name, kept / name, error);
    if (error)
      throw Error(ErrorCategory::io, "start run",
                  str("'", (dir / name).string(), "' of an earlier run cannot be moved aside: ", error.message()),
                  "Choose another folder.");
  }
  link_.note("info", "The earlier run in this folder is kept in '" + kept.string() + "'.");
}

/// Going on from an earlier checkpoint begins another future: a later one, damaged perhaps, must not be the newest at the next resume.
void RunLoop::set_later_checkpoints_aside(int64_t step) const {
  for (const fs::path& other : list_checkpoints(options_.run_dir)) {
    if (checkpoint_step(other) <= step) continue;
    fs::path aside = other;
    aside += ".aside";
    std::error_code error;
    fs::remove_all(aside, error);
    fs::rename(other, aside, error);
    if (error)
      throw Error(ErrorCategory::io, "start run", str("the later checkpoint '", other.string(), "' cannot be set aside: ", error.message()),
                  "Move it away, or go on in another folder.");
    link_.note("info", "The later checkpoint is kept as '" + aside.string() + "'.");
  }
}

void RunLoop::register_series() {
  std::vector<std::string> names{"train/loss"};
  if (spec_.losses.size() > 1)
    for (const auto& l : spec_.losses) names.push_back("train/" + l.name);
  for (const auto& m : spec_.metrics) names.push_back("train/" + m.label);
  if (spec_.validation.source && spec_.settings.validate_every > 0) {
    names.push_back("validation/loss");
    for (const auto& m : spec_.metrics) names.push_back("validation/" + m.label);
  }
  for (const auto& o : stepper_->optimizer_names()) names.push_back("lr/" + o);
  names.push_back("samples_per_second");
  for (const auto& name : names) series_[name] = recorder_->series(name);
  if (progress_.fingerprint.empty()) progress_.fingerprint = full_fingerprint();
}

}  // namespace tl::train
