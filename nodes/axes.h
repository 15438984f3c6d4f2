// SPDX-License-Identifier: Apache-2.0
// What the axes of a shape are: N samples, C channels, H height, W width, T steps of a sequence, F features. Found from the types of the nodes
// upstream, when somebody wants to read it; nothing is kept.
#pragma once
#include <string>
#include <vector>

#include "nodes/analyze.h"

namespace tl::nodes {

/// A letter for each axis of what leaves an output port, as it is seen behind a tensor port (samples have N in front); an empty one where
/// nothing is known of an axis, and no letters at all where the shape is not known.
std::vector<std::string> axis_letters(const GraphState& state, const Analysis& analysis, const PortRef& output);

/// What flows on a wire with its letters and its type: "N × C 32 × H 14 × W 14, float32"; empty where it is not known.
std::string lettered_text(const GraphState& state, const Analysis& analysis, const Edge& wire);

}  // namespace tl::nodes
