// SPDX-License-Identifier: Apache-2.0
// What a run that goes on can take of the edits made since it began: learning rates and the weights of losses, of nodes in groups too.
#pragma once
#include <map>
#include <string>

#include "nodes/expansion.h"

namespace tl::nodes {

/// Values by the names that the run knows its optimizers and losses under: "adam", "branch/2/adam".
struct LiveValues {
  std::map<std::string, double> learning_rates, loss_weights;
  bool operator==(const LiveValues&) const = default;
};

struct LiveEdits {
  LiveValues values;    ///< of the run's optimizers and losses as the document has them now; those that are gone are left out
  bool others = false;  ///< something else is different, which only the next run takes
};

/// The values that a run of this document begins with. Optimizers without a loss and losses without an optimizer are no part of it.
LiveValues live_values(const Expansion& run);
/// `run`: the document as the run began; `now`: the same one after edits. Takes time with the number of nodes; from any thread.
LiveEdits live_edits(const Expansion& run, const Expansion& now);
/// Whether a run must begin anew for the second of two states of a node; a group's parameter counts, whatever it sets.
bool differs_beyond_live(const Node& before, const Node& after);

}  // namespace tl::nodes
