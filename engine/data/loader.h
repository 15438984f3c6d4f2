// SPDX-License-Identifier: Apache-2.0
// Turns a DataPlan into batches, ahead of time on worker threads. Which sample stands where is a pure function of (seed, epoch, position):
// the number of workers, their speed and where an epoch was entered change nothing.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/source.h"

namespace tl::data {

struct Batch {
  std::map<std::string, Tensor> fields;  ///< by the plan's names, with a new first axis
  int64_t samples = 0;
  int64_t position = 0;                  ///< of its first sample in the epoch
  std::vector<int64_t> indices;          ///< sample numbers in the source
};

struct LoaderOptions {
  uint64_t seed = 0;
  bool training = false;  ///< augmentation on; shuffles when the plan says so
  int workers = 1;        ///< 0: batches are made by the caller of `next`
  int prefetch = 4;       ///< batches made ahead
  /// Asked about 20 times a second while `next` waits; true makes it throw tl::Error (category interrupted).
  std::function<bool()> interrupted = {};
};

/// Used by one thread; its workers are its own.
class Loader {
 public:
  /// Throws tl::Error (value) for a plan without source, slots or with sizes that do not fit.
  Loader(DataPlan plan, LoaderOptions options);
  /// Stops promptly: a worker ends after the sample it is at.
  ~Loader();
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  /// Begins the epoch at sample `position` (a multiple of the batch size); batches still under way are dropped.
  void start(int64_t epoch, int64_t position = 0);
  /// The next batch in order, nothing at the end of the epoch. Rethrows what a worker met, naming the sample.
  std::optional<Batch> next();
  int64_t batches_per_epoch() const;
  int64_t samples_per_epoch() const;  ///< less the ragged last batch when it is dropped
  /// Seconds that `next` has waited or worked, in all.
  double wait_seconds() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Source numbers in the order of an epoch.
std::vector<int64_t> epoch_order(int64_t samples, bool shuffle, uint64_t seed, int64_t epoch);
/// One batch, made at once on this thread: prediction, analysis, tests.
Batch make_batch(const DataPlan& plan, const std::vector<int64_t>& indices, uint64_t seed, int64_t epoch, bool training);
/// What lies in each slot of the plan, by the transforms' own `infer`; throws tl::Error where they do not fit.
std::vector<FieldSpec> infer_slots(const DataPlan& plan);

}  // namespace tl::data
