// SPDX-License-Identifier: Apache-2.0
// What a run will need, before it begins: two steps and a validation are rehearsed (engine/core/rehearsal.h) with the very network, optimizer
// and batch size, so that whatever the engine would allocate is counted: parameters, gradients, optimizer state, what the forward pass keeps
// for the backward pass, scratch memory of the kernels, and the batches that are read ahead. Nothing is computed and no sample is read.
// "Uses" means the highest `memory_stats().allocated` of a run over what was allocated before it: data sets that are kept in memory as a
// whole count as before it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "engine/core/value.h"
#include "nodes/document.h"

namespace tl::nodes {

/// One node's share, in bytes at the run's batch size.
struct NodeForecast {
  int64_t kept = 0;      ///< training: what its forward pass leaves behind for the backward pass, its outputs included
  int64_t working = 0;   ///< training: what its forward pass needs at its most, scratch memory included
  int64_t inference = 0; ///< the same when nothing is kept for a backward pass
  bool operator==(const NodeForecast&) const = default;
};

struct Forecast {
  uint64_t revision = 0;         ///< of the state that was rehearsed
  std::string trouble;           ///< why nothing is known, in one sentence; empty: what follows holds
  int64_t batch_size = 0;
  int64_t train_bytes = 0;       ///< of a run, at its most
  int64_t infer_bytes = 0;       ///< of a prediction of one batch: parameters and what the forward pass needs
  int64_t parameter_bytes = 0;   ///< of it in a run: parameters and buffers
  int64_t gradient_bytes = 0, state_bytes = 0;   ///< gradients; the optimizers' state
  int64_t data_bytes = 0;        ///< batches in hand and read ahead
  int64_t activation_bytes = 0;  ///< the rest: activations, their gradients, scratch memory
  /// The largest batch with which a run uses no more than ForecastOptions::memory, at most the training data; 0: not even one sample fits.
  int64_t largest_batch = 0;
  bool whole_data_fits = false;  ///< it is the training data as a whole
  bool largest_known = false;    ///< the two above were looked for
  double step_seconds = 0;       ///< computing of one optimizer step; a guess from the machine's measured speed, right within a factor of two
  double epoch_seconds = 0;      ///< all steps of an epoch and its validation, without reading data
  int64_t steps_per_epoch = 0;
  std::map<NodeId, NodeForecast> nodes;   ///< by flat ids, as in Analysis
};

struct ForecastOptions {
  std::filesystem::path project_dir;              ///< data files are found against it
  Value::Dict run = {};                           ///< run settings that override the document's
  int64_t memory = 0;                             ///< bytes that a run may use; 0: the largest batch is not asked for
  std::function<bool()> interrupted = {};         ///< asked between nodes; true ends with tl::Error (category interrupted)
};

/// Never throws for what a person can do wrong: that is the forecast's `trouble`. Opens data files and prepares kernels: not for the window's
/// thread. On devices other than the CPU the figures are those of the CPU.
Forecast forecast(const Snapshot& snapshot, const ForecastOptions& options = {});

/// The largest batch for a forecast that was made of this very state without it: up to a dozen rehearsals more, which for thousands of nodes
/// takes seconds. Leaves a forecast with trouble as it is. Not for the window's thread.
Forecast with_largest_batch(Forecast known, const Snapshot& snapshot, const ForecastOptions& options);

/// How fast this machine computes with the pool's threads, measured once in about 0.1 s.
struct MachineSpeed {
  double flops = 0;              ///< floating-point operations per second of products of matrices
  double convolution_flops = 0;  ///< the same of convolutions, their backward pass included
  double bytes = 0;              ///< per second, read and written element by element
  double kernel_seconds = 0;     ///< overhead of one call of an operator
};
MachineSpeed machine_speed();

}  // namespace tl::nodes
