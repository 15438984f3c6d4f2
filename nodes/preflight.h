// SPDX-License-Identifier: Apache-2.0
// What a minute's look tells about a network before it is trained for hours: the data's balance and scale, the first loss against what
// guessing gives, units that are dead or saturated from the start, how far gradients reach, what nobody uses, and whether one batch can be
// learnt by heart.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/document.h"

namespace tl::nodes {

/// One check and what it found. `problem.text` is the evidence, also of a good one; remedy and fixes only where something is to be done.
struct Finding {
  std::string check;   ///< "first loss": which one
  bool good = true;
  Problem problem;
};

struct PreflightOptions {
  std::filesystem::path project_dir;              ///< data files are found against it
  Value::Dict run = {};                           ///< run settings that override the document's
  int64_t steps = 50;                             ///< at most, on one batch
  int64_t memory = 0;                             ///< bytes that a run may use; 0: four fifths of the machine's
  double seconds = 20;                            ///< at most, for these steps; at least 5 are made
  std::function<bool()> interrupted = {};         ///< asked between steps; true ends with tl::Error (category interrupted)
  std::function<void(const std::string&)> progress = {};  ///< what is being looked at
};

/// Draws parameters and batches as the run itself would; leaves the document alone. Throws tl::Error (category input) for a graph that cannot
/// be trained. Touches files and computes: not for the window's thread.
std::vector<Finding> preflight(const Snapshot& snapshot, const PreflightOptions& options = {});

}  // namespace tl::nodes
