// SPDX-License-Identifier: GPL-3.0-or-later
// `train PROJECT --out DIR`: a run in the terminal.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "cli.h"
#include "engine/core/error.h"
#include "engine/runs/run_store.h"
#include "engine/train/checkpoint.h"
#include "engine/train/session.h"
#include "nodes/run_settings.h"
#include "train_monitor.h"
#include "validators.h"

namespace tl::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions {
  std::string project, out, from, device;
  bool resume = false, overwrite = false;
  std::optional<int64_t> epochs, seed, threads;
};

std::atomic<int> interruptions{0};
static_assert(std::atomic<int>::is_always_lock_free, "used by the signal handler");

/// Once: the loop below asks the session to write a checkpoint and leave. Twice: leave on the spot, whatever hangs; files are replaced
/// whole, so that the last checkpoint stays good.
void on_signal(int) {
  if (interruptions.fetch_add(1) >= 1) _exit(130);
}

Value::Dict overrides(const TrainOptions& o) {
  Value::Dict run;
  if (o.epochs) run.emplace_back("epochs", *o.epochs);
  if (o.seed) run.emplace_back("seed", *o.seed);
  if (o.threads) run.emplace_back("threads", *o.threads);
  if (!o.device.empty()) run.emplace_back("device", o.device);
  return run;
}

/// An earlier run in the folder is never lost by accident: the session moves it aside when a new one begins there.
void look_at_folder(const TrainOptions& o) {
  const fs::path out(o.out);
  if (runs::is_being_written(out))
    throw Error(ErrorCategory::usage, "train", str("another session is training into '", o.out, "' just now"),
                "Wait for it to end, stop it, or choose another folder.");
  std::error_code error;
  if (o.resume || o.overwrite || !fs::exists(out / "run.json", error)) return;
  throw Error(ErrorCategory::usage, "train", str("'", o.out, "' holds a run already"),
              "Go on with it by --resume, begin anew by --overwrite (the old run is kept beside the new one), or choose another folder.");
}

/// Where to go on, with how many epochs are done there; none: from the beginning.
std::optional<fs::path> resume_point(const TrainOptions& o, const Shared& shared, int64_t& first_epoch) {
  if (!o.resume) return {};
  if (o.from.empty() && train::list_checkpoints(o.out).empty()) {
    message(shared, str("note: '", o.out, "' holds no checkpoint yet; training starts from the beginning"));
    return {};
  }
  const fs::path point = o.from.empty() ? o.out : o.from;
  first_epoch = train::read_progress(point).epoch;
  return point;
}

struct Outcome {
  train::State state = train::State::idle;
  std::string reason;
  std::optional<train::Failure> failure;
  std::string paused;  ///< why the run paused by itself: nobody is here to make room and resume
};

void take_events(train::Session& session, TrainMonitor& monitor, const Shared& shared, Outcome& outcome) {
  train::Event event;
  while (session.poll(event)) {
    if (auto* changed = std::get_if<train::StateChanged>(&event)) {
      outcome.state = changed->state, outcome.reason = changed->reason;
      if (changed->state == train::State::paused) {
        outcome.paused = changed->reason;
        session.post(train::Stop{});
      }
    } else if (auto* failure = std::get_if<train::Failure>(&event)) {
      outcome.failure = *failure;
    } else if (auto* note = std::get_if<train::Note>(&event)) {
      if (note->text.starts_with("Paused at step")) continue;  // the end of the run says it: nobody is here to resume
      monitor.clear_bar();
      message(shared, note->level + ": " + note->text);
    }
  }
}

Outcome follow(train::Session& session, TrainMonitor& monitor, const Shared& shared) {
  Outcome outcome;
  bool heard = false;
  while (true) {
    const bool ended = session.wait(0.1);
    if (interruptions.load() > 0 && !std::exchange(heard, true)) {
      monitor.clear_bar();
      message(shared, "interrupted: writing a checkpoint and leaving (interrupt again to leave now, without it)");
      session.post(train::Stop{});
    }
    take_events(session, monitor, shared, outcome);
    if (ended) break;
    monitor.update(session.status());
  }
  take_events(session, monitor, shared, outcome);
  if (const train::Status status = session.status(); status.steps_total > 0) monitor.finish(status);  // else it never began
  return outcome;
}

void tell_result(const TrainOptions& o, const train::Status& status, const Outcome& outcome, const TrainMonitor& monitor,
                 const Shared& shared) {
  if (shared.json) {
    nlohmann::json line{{"event", "end"}, {"state", train::state_name(outcome.state)}, {"reason", outcome.reason}, {"step", status.step},
                        {"epochs", status.epochs_total}, {"run", o.out}};
    for (const auto& [name, value] : monitor.last()) line[name] = value;
    return result(line.dump());
  }
  const bool stopped = outcome.state == train::State::finished && interruptions.load() > 0;
  std::string text = fmt::format("{} after {} {}", stopped ? "stopped" : train::state_name(outcome.state), grouped(status.step),
                                 status.step == 1 ? "step" : "steps");
  for (const auto& [name, value] : monitor.last()) text += fmt::format(", {} {}", name, short_number(value));
  result(text + ": " + o.out);
}

/// The message of a failure may hold its remedy already.
void tell_failure(const train::Failure& f) {
  std::string text = f.message;
  if (!f.remedy.empty() && text.ends_with(f.remedy)) text.erase(text.size() - f.remedy.size());
  while (text.ends_with(' ') || text.ends_with('.')) text.pop_back();
  if (f.step > 0 && text.find("step") == std::string::npos) text += str(" (step ", f.step, ")");
  complain(text, f.remedy);
}

int train(const TrainOptions& o, const Shared& shared) {
  const OpenProject project = open_project(o.project, shared);
  train::TrainSpec spec = lower_project(project, overrides(o));
  look_at_folder(o);
  train::SessionOptions options;
  options.run_dir = o.out;
  int64_t first_epoch = 0;
  options.resume = resume_point(o, shared, first_epoch);
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  const StepSizes sizes = step_sizes(spec);
  train::Session session(std::move(spec), options);
  TrainMonitor monitor(o.out, first_epoch, sizes, shared);
  session.post(train::Start{});
  const Outcome outcome = follow(session, monitor, shared);
  if (shared.json || session.status().steps_total > 0) tell_result(o, session.status(), outcome, monitor, shared);
  if (outcome.failure) {
    tell_failure(*outcome.failure);
    return exit_code(outcome.failure->category);
  }
  if (!outcome.paused.empty()) {
    complain("the run could not go on: " + outcome.paused, "Make room, then go on with --resume.");
    return exit_code(ErrorCategory::io);
  }
  if (interruptions.load() > 0) return exit_code(ErrorCategory::interrupted);
  return outcome.state == train::State::finished ? 0 : 1;
}

}  // namespace

void add_train(CLI::App& app, Shared& shared) {
  auto* command = app.add_subcommand("train", "Train the network of a project");
  auto o = std::make_shared<TrainOptions>();
  command->add_option("PROJECT", o->project, "Project file")->required();
  command->add_option("--out", o->out, "Folder of the run: record, checkpoints, a copy of the project")->required();
  auto* resume = command->add_flag("--resume", o->resume, "Go on from the newest checkpoint in the folder");
  command->add_option("--from", o->from, "With --resume: go on from this checkpoint (a folder) instead of the newest")->needs(resume);
  command->add_flag("--overwrite", o->overwrite, "Begin anew where a run is already; the old one is kept in previous-1, previous-2, …")
      ->excludes(resume);
  command->add_option("--epochs", o->epochs, "Instead of the project's")->check(whole_number(1));
  command->add_option("--seed", o->seed, "Instead of the project's")->check(whole_number(0));
  command->add_option("--threads", o->threads, "Compute threads; the results do not depend on it")->check(CLI::Range(1, 1024));
  command->add_option("--device", o->device, "Where the network is computed")
      ->check(CLI::IsMember(nodes::run_settings_description().find("device")->choices));
  command->callback([o, &shared] { shared.run = [o, &shared] { return train(*o, shared); }; });
}

}  // namespace tl::cli
