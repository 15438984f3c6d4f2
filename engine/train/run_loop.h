// SPDX-License-Identifier: Apache-2.0
// The body of a session's own thread: prepare, step after step, validation and checkpoints in between, and a clean end whatever happens.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/allocator.h"
#include "engine/data/loader.h"
#include "engine/runs/run_facts.h"
#include "engine/train/evaluate.h"
#include "engine/train/recorder.h"
#include "engine/train/session_link.h"
#include "engine/train/stepper.h"
#include "engine/train/watch.h"

namespace tl::train {

class RunLoop {
 public:
  RunLoop(TrainSpec spec, const SessionOptions& options, SessionLink& link);
  ~RunLoop();
  /// Never throws; ends with a terminal state and `link.finish()`.
  void run();
  /// Valid once the link has finished.
  std::shared_ptr<StepModule> module() const { return module_; }

 private:
  class StepObserver;
  enum class End { completed, early, stopped };

  // run_prepare.cpp
  void prepare();
  void check_settings() const;
  void resume(const Checkpoint& checkpoint);
  void keep_earlier_run() const;
  void set_later_checkpoints_aside(int64_t step) const;
  void register_series();
  std::map<std::string, std::string> full_fingerprint() const;

  // run_loop.cpp
  End train();
  bool between_steps();
  void handle(Command& command);
  void pause(const std::string& reason);
  void pause_because(const Error& error);
  void go_on(const std::string& reason);
  std::optional<std::vector<data::Batch>> next_group();
  void one_step(const std::vector<data::Batch>& group);
  void show_parameters();
  void show_last_batch();
  void deliver_watched();
  double active_seconds() const;

  // run_epoch.cpp
  bool end_epoch();
  void judge(const Evaluation& result, bool& better, bool& exhausted);
  bool save(bool best, const char* why);
  void record(const std::string& series, double value);
  void record_step(const StepResult& result);
  void record_learning_rates();
  void publish(int64_t samples);
  MemoryStats device_memory() const;

  // run_end.cpp
  void end(State state, const std::string& reason);
  void fail(const Error& cause);
  Error with_last_checkpoint(const Error& error) const;
  void release();

  TrainSpec spec_;
  const SessionOptions& options_;
  SessionLink& link_;
  std::shared_ptr<StepModule> module_;  // after the end
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<Stepper> stepper_;
  std::unique_ptr<data::Loader> loader_;
  std::map<std::string, uint32_t> series_;
  WatchList watch_;
  std::optional<data::Batch> last_batch_;
  Progress progress_;
  runs::RunFacts facts_;
  int64_t batches_per_epoch_ = 0, samples_per_epoch_ = 0, steps_per_epoch_ = 0;
  int64_t prefetched_epoch_ = -1;   // the epoch that the loader was started for before its turn came
  int64_t saved_step_ = -1;         // of the last checkpoint
  int64_t saved_epoch_ = -1;        // a checkpoint at the end of an epoch differs from one before it at the same step
  bool saved_best_ = false;
  bool lr_dirty_ = true;            // the next step records the learning rates
  bool paused_ = false;
  std::string pause_reason_;
  int64_t steps_left_ = -1;         // until the next pause; -1: no limit
  double last_loss_ = 0;
  Clock::time_point segment_start_{};  // of active time
  bool active_ = false;
  struct Rates {
    double window_start = -1, waited_before = 0;
    int64_t samples = 0, steps = 0;  // in the window so far
    double samples_per_second = 0, steps_per_second = 0, wait_share = 0;
    double elapsed = 0, lasting = 0;     // seconds measured so far; steps per second over the last half minute
  } rates_;
};

/// Thrown through the step by a second Stop.
struct Abandoned {};

}  // namespace tl::train
