// SPDX-License-Identifier: Apache-2.0
// From document to training run: the graph becomes a StepModule whose submodules carry the nodes' unique names, the sample side becomes
// data plans, and losses, metrics, optimizers and run settings become their specs.
#pragma once
#include <filesystem>
#include <string>

#include "engine/train/train_spec.h"
#include "nodes/analyze.h"
#include "nodes/document.h"

namespace tl::nodes {

struct LowerOptions {
  std::filesystem::path project_dir;   ///< data files are found against it
  std::string project_name;            ///< "fashion-cnn"
  Value::Dict run;                     ///< run settings that override the document's (command line): {"epochs", 3}
};

/// Throws tl::Error (category input) naming node, fault and remedy when the graph cannot be trained; `analyze` lists all faults.
/// Touches files (opens data): not for the window's thread. The spec keeps nothing of the document.
train::TrainSpec lower(const Snapshot& snapshot, const LowerOptions& options = {});

}  // namespace tl::nodes
