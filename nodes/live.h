// SPDX-License-Identifier: Apache-2.0
// What comes out of every node before any training: the first samples of one training batch go through the graph with the weights, the
// random numbers and the augmentation that the run would begin with. Nodes that cannot compute say why; the rest of the graph goes on.
// What an edit does not reach is kept: an entry is computed again only when its own parameters or the values that flow into it are others.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/train/session.h"
#include "nodes/analyze.h"
#include "nodes/document.h"

namespace tl::nodes {

/// Pictures of a value, made small: one for each sample where a sample is an image, else the channels of the first sample.
struct LiveMaps {
  int64_t count = 0, channels = 1, height = 0, width = 0;   ///< at most 16 of at most 64×64
  bool of_samples = false;      ///< one for each sample; false: channels of the first one, or the rows of a matrix
  std::vector<float> values;    ///< [count, channels, height, width]; channels is 1 (grey) or 3 (red, green, blue)
};

/// One output port of a node.
struct LiveOutput {
  std::string port;
  train::WatchData data;             ///< sizes, statistics, histogram and the first values; step -1
  LiveMaps maps;                     ///< count 0: it is no picture
  std::vector<std::string> words;    ///< of labels with names: the class of each sample
};

/// A node. Nothing at all for optimizers and schedules.
struct LiveNode {
  std::vector<LiveOutput> outputs;
  std::optional<double> number;      ///< what a loss or a metric says
  std::string trouble;               ///< why nothing came out, in one sentence; empty: something did
};

struct LiveBatch {
  uint64_t revision = 0;             ///< of the state that was looked at
  std::vector<int64_t> indices;      ///< sample numbers in the training data, in the order of the batch
  int64_t batch = 0, batch_size = 0; ///< which batch of the first epoch, and how many samples a run would take
  std::map<NodeId, std::shared_ptr<const LiveNode>> nodes;   ///< the same pointer as before where nothing changed
  std::vector<NodeId> computed;      ///< what was computed this time, sources first
  int64_t held_bytes = 0;            ///< of all values that are kept
};

struct LiveOptions {
  std::filesystem::path project_dir;            ///< data files are found against it
  int64_t samples = 16;                         ///< at most; fewer where they would take too much memory or time
  int64_t batch = 0;                            ///< of the first epoch; beyond the last one it begins anew
  int64_t max_bytes = int64_t{256} << 20;       ///< for all values together; a node that needs more says so
  int64_t max_flops = 200'000'000'000;          ///< forward, for all samples together
  std::function<bool()> interrupted = {};       ///< asked between nodes; true ends with tl::Error (category interrupted)
};

/// Keeps what it has computed. One thread at a time; touches files and computes: not for the window's thread.
class LiveData {
 public:
  LiveData();
  ~LiveData();
  /// `analysis` of this very state. Throws only when interrupted: what was computed until then is kept.
  LiveBatch look(const GraphState& state, const Analysis& analysis, const LiveOptions& options = {});
  void forget();

 private:
  class Walk;
  struct Entry;
  std::map<NodeId, Entry> entries_;
  uint64_t versions_ = 0;
};

}  // namespace tl::nodes
