// SPDX-License-Identifier: Apache-2.0
// A training run on a thread of its own, spoken to by messages only. No message holds a pointer into the run.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/error.h"
#include "engine/train/train_spec.h"

namespace tl::train {

enum class State { idle, preparing, running, paused, stopping, finished, failed, stalled };
const char* state_name(State state);
inline bool is_terminal(State s) { return s == State::finished || s == State::failed; }

// ---- commands -------------------------------------------------------------------------------------------------------------
struct Start {};   ///< idle → preparing → running
struct Pause {};   ///< acts between steps
struct Resume {};  ///< paused → running
struct StepN {
  int64_t n = 1;
};                   ///< runs n optimizer steps, then pauses
struct Stop {};      ///< first: finish the step, snapshot, free memory; second: abandon the step, keep the last snapshot
struct Snapshot {};  ///< write a checkpoint now
struct SetLearningRate {
  std::string optimizer;
  double lr = 0;
};  ///< marked in the run's record
struct SetLossWeight {
  std::string loss;
  double weight = 1;
};
/// What to look at. An empty list turns watching off. Copied at most `per_second` times a second and within `max_bytes` each time.
struct SetWatch {
  struct Item {
    std::string place;  ///< "conv_2.output" (activation), "conv_2.weight" (parameter), "conv_2.weight.grad"
    bool full = true;   ///< copy the tensor (first samples of the batch that fit); false: summary only
  };
  std::vector<Item> items;
  double per_second = 2;
  int64_t max_bytes = 8 << 20;
};
using Command = std::variant<Start, Pause, Resume, StepN, Stop, Snapshot, SetLearningRate, SetLossWeight, SetWatch>;

// ---- events ---------------------------------------------------------------------------------------------------------------
struct StateChanged {
  State state = State::idle;
  std::string reason;
  int64_t step = 0;
};
/// A tensor copied out for looking at: plain data, row-major float.
struct WatchData {
  std::string place;
  int64_t step = 0;
  std::vector<int64_t> sizes;                  ///< of the whole tensor
  std::vector<float> values;                   ///< the first whole rows of dim 0 that fit the budget
  int64_t rows = 0;                            ///< how many of dim 0 are in `values` (sizes[0] when complete; 1 for 0-dim)
  double min = 0, max = 0, mean = 0, std = 0;  ///< over the finite elements of the whole tensor
  double zeros = 0, nonfinite = 0;             ///< shares, 0…1
  double histogram_lo = 0, histogram_hi = 0;
  std::vector<uint32_t> histogram;  ///< 40 equal bins over [lo, hi], whole tensor
};
struct CheckpointWritten {
  std::string path;
  int64_t step = 0;
  bool best = false;
};
struct Marker {
  std::string kind, text;
  int64_t step = 0;
};  ///< "pause", "resume", "live-edit", "checkpoint", "best": drawn on the charts
struct Failure {
  ErrorCategory category = ErrorCategory::internal;
  std::string message, remedy;
  int64_t step = 0;
  std::string node;
};
struct Note {
  std::string level, text;
};  ///< "info", "warning": for the log and the terminal
using Event = std::variant<StateChanged, WatchData, CheckpointWritten, Marker, Failure, Note>;

/// A consistent copy of where the run stands; cheap and never blocking (sequence lock).
struct Status {
  State state = State::idle;
  int64_t step = 0, steps_total = 0;    ///< optimizer steps done in all, expected in all
  int64_t epoch = 0, epochs_total = 0;  ///< epoch in progress, from 0
  int64_t step_in_epoch = 0, steps_per_epoch = 0;
  double samples_per_second = 0, steps_per_second = 0, eta_seconds = -1;
  double loss = 0;             ///< last training loss
  double heartbeat_age = 0;    ///< seconds since the engine last made progress
  double data_wait_share = 0;  ///< share of recent time spent waiting for data, 0…1
  int64_t memory_bytes = 0;    ///< tensors alive, as the allocator counts them
  bool validating = false;
};

struct SessionOptions {
  std::filesystem::path run_dir;                ///< created; metrics, checkpoints and the project's copy go there
  std::optional<std::filesystem::path> resume;  ///< checkpoint (folder) or run folder (its newest) to go on from
  double stall_seconds = 30;                    ///< heartbeat older than this: state `stalled` until it beats again
};

/// Thread-safe from one controlling thread; the run itself lives on the session's own thread. The destructor stops and joins.
class Session {
 public:
  Session(TrainSpec spec, SessionOptions options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Never blocks, never throws for a command that does not fit the state: that is answered by a Note event.
  void post(Command command);
  /// Takes the next event, if there is one. Never blocks (try-lock; an event missed now comes at the next call).
  bool poll(Event& event);
  Status status() const;
  /// Waits for the run to end; for the command line and tests, never for the window. False: timed out.
  bool wait(double seconds = -1);
  /// The module after the run ended (finished or failed), for export; null before.
  std::shared_ptr<StepModule> module() const;
  const std::filesystem::path& run_dir() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tl::train
