// SPDX-License-Identifier: Apache-2.0
// Runs a workload the way `train` does, by a train::Stepper over a TrainSpec, with the data in memory already.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/bench/workload.h"
#include "engine/data/loader.h"

namespace tl::bench {

/// The four fixed batches, fields "input" and "target", used in turn. `stream_offset` is added to every stream.
std::vector<data::Batch> make_batches(const Workload& workload, uint64_t stream_offset);
/// Networks that the spec makes start from the hashed streams, whatever the seed.
train::TrainSpec make_spec(const Workload& workload, uint64_t stream_offset);

/// Name, sizes and the bound of the initial values (0 and the value itself for norm layers) of each parameter in order.
struct TensorStart {
  std::string name;
  DimVector sizes;
  double value = 0, bound = 0;
};
std::vector<TensorStart> describe(const Workload& workload);

/// {L2 norm, sum}, in double.
using NormAndSum = std::pair<double, double>;
struct Check {
  std::vector<double> losses;  ///< before the update of each step
  struct Row {
    std::string name;
    NormAndSum parameter, gradient;  ///< after the last step; the gradient is that step's
  };
  std::vector<Row> tensors;
};
/// The loss check: training steps with dropout off; 0 steps: the workload's `check_steps`.
Check check(const Workload& workload, uint64_t stream_offset, int64_t steps = 0);

struct MeasureOptions {
  bool train = true;          ///< false: evaluation mode, forward only
  int64_t steps = 0;          ///< per block; 0: about 0.6 s worth
  int64_t blocks = 9;         ///< quiet blocks wanted
  double max_seconds = 25;    ///< for all blocks; at least three are run
  uint64_t stream_offset = 0;
};
struct Measurement {
  int64_t parameters = 0, steps = 0, blocks = 0, quiet_blocks = 0;
  double steps_per_s = 0, q25 = 0, q75 = 0, best = 0;  ///< median, quartiles and best of the quiet blocks (of all when fewer than three)
  double cpu_ms_per_step = 0;
  double others_cores = 0;    ///< mean number of cores that other processes used meanwhile
  double output_abs_mean = 0; ///< of the first batch in evaluation mode; infer only
  bool contended = false;     ///< fewer than three quiet blocks
};
/// Every block restarts from the initial state and runs two untimed steps first, so that denormals of an over-trained network never enter.
Measurement measure(const Workload& workload, const MeasureOptions& options);

double peak_rss_mb();
double load_average();

}  // namespace tl::bench
