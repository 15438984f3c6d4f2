// SPDX-License-Identifier: Apache-2.0
// The part of the pre-flight check that looks at samples, and what a network that knows nothing would lose. Internal to nodes/.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/loader.h"
#include "engine/train/train_spec.h"
#include "nodes/preflight.h"

namespace tl::nodes {

/// The first batch of the run, of at most `samples` samples, as training sees it.
data::Batch first_batch(const train::TrainSpec& spec, int64_t samples);

/// Balance of the classes, scale of what goes into the network, values that are no numbers. `pause` is called now and then and may throw.
std::vector<Finding> look_at_data(const GraphState& state, const train::TrainSpec& spec, const std::function<void()>& pause);

/// The loss of an answer that knows only how often each class occurs: ln C for C classes, the spread of the targets for a squared error.
struct Guess {
  double loss = 0;
  std::string who;   ///< "guessing among 10 classes"
};
std::optional<Guess> loss_of_guessing(const GraphState& state, const Analysis& analysis, const Node& loss, const data::Batch& batch);

/// The layer with weights that gives the scores: up the main way from a loss. nullptr: none.
const Node* last_layer(const GraphState& state, NodeId loss);

}  // namespace tl::nodes
