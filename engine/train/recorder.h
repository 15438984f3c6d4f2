// SPDX-License-Identifier: Apache-2.0
// Takes points from the training thread without making it wait, and writes them to the run store from a thread of its own.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/runs/run_store.h"

namespace tl::train {

/// `push` and `series` are for one thread (the session's); the rest is thread-safe.
class Recorder {
 public:
  /// Where a run goes on: what lies beyond is dropped from the record.
  struct ResumeAt {
    int64_t step = 0;
    uint32_t epoch = 0;  ///< in progress
  };
  /// Opens the run for writing. Throws tl::Error.
  explicit Recorder(const std::filesystem::path& run_dir, std::optional<ResumeAt> resume = {});
  /// Writes what is left (as far as the disk lets it) and joins.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// Number of a series; touches the disk when the name is new, so ask before the steps begin.
  uint32_t series(const std::string& name);
  /// Queues a point. Waits only when 65,536 points are queued; during disk trouble points beyond that are kept in memory. None is lost.
  void push(const runs::Record& record);
  /// Set while the disk refuses: the session pauses with it as the reason. Cheap to ask.
  std::optional<Error> error() const;
  /// Tries again after disk trouble. True: the disk takes points again.
  bool retry(double seconds = 5);
  /// Waits until everything pushed so far is in the file, durably. False: the disk refuses, or time ran out.
  bool drain(double seconds = 10);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tl::train
