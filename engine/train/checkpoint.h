// SPDX-License-Identifier: Apache-2.0
// A checkpoint is a folder `checkpoints/step-00000120/` of a run: model.safetensors (parameters and buffers), optimizer.safetensors and
// manifest.json (format "tensorloom.checkpoint", version 1) with everything else that an exact resume needs and a checksum of each file.
// It is published whole or not at all. `checkpoints/best.json` names the best one.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/checkpoint.h"

namespace tl::train {

/// Where a run stands, apart from tensors.
struct Progress {
  int64_t step = 0;              ///< optimizer steps done
  int64_t epoch = 0;             ///< epoch in progress, from 0
  int64_t position = 0;          ///< samples of that epoch already used
  int64_t samples = 0;           ///< samples used in all
  double active_seconds = 0;     ///< training time, pauses not counted
  uint64_t seed = 0;             ///< with step, epoch and position it fixes every random number still to come
  struct Best {
    std::string series;
    double value = 0;
    int64_t step = 0;
  };
  std::optional<Best> best;      ///< best validation so far
  std::optional<double> early_stop_best;
  int64_t early_stop_waited = 0; ///< validations without improvement
  std::map<std::string, double> learning_rates;                       ///< by optimizer, as they stand
  std::map<std::string, std::map<std::string, double>> schedulers;    ///< by optimizer
  std::map<std::string, double> loss_weights;                         ///< as they stand (live edits)
  std::map<std::string, uint64_t> node_ids;                           ///< unique node name → stable id
  std::map<std::string, std::string> fingerprint;                     ///< versions, instruction set, data sizes; not the thread count
};

struct Checkpoint {
  Progress progress;
  io::NamedTensors model;
  io::NamedTensors optimizer;  ///< "adam/conv_1.weight/exp_avg"
};

/// Versions and instruction set of this program on this machine.
std::map<std::string, std::string> fingerprint();
/// Of what a project means to a run: node types and parameters, wires, the run settings that change numbers; not names, layout or lengths.
/// Empty for a text that is no project.
std::string network_hash(const std::string& project_json);

/// Writes `run_dir/checkpoints/step-…`, durably; answers its path. `best`: best.json then names it. Throws tl::Error (io).
std::filesystem::path write_checkpoint(const std::filesystem::path& run_dir, const Checkpoint& checkpoint, bool best);
/// Removes all but the newest `keep` and the best, and what a killed process left half written. What cannot be removed stays.
void prune_checkpoints(const std::filesystem::path& run_dir, int64_t keep);
/// Oldest first.
std::vector<std::filesystem::path> list_checkpoints(const std::filesystem::path& run_dir);
/// The step that the name of a checkpoint's folder states; -1 for another name.
int64_t checkpoint_step(const std::filesystem::path& folder);
std::optional<std::filesystem::path> best_checkpoint(const std::filesystem::path& run_dir);
/// A checkpoint folder as given, or the newest of a run folder. Throws tl::Error (input) when there is none.
std::filesystem::path resolve_checkpoint(const std::filesystem::path& path);
/// Reads with every checksum compared. For a damaged one the error names the newest good one beside it.
Checkpoint read_checkpoint(const std::filesystem::path& path);
/// Its manifest alone; errors as above.
Progress read_progress(const std::filesystem::path& path);

}  // namespace tl::train
