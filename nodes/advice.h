// SPDX-License-Identifier: Apache-2.0
// What to do about a node that does not fit its inputs: words, and a mend that can be offered. Internal to the analysis.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/infer_node.h"

namespace tl::nodes {

struct Advice {
  std::string remedy;
  Fix fix;
  std::string port, param;
  std::vector<Fix> more = {};  ///< other mends that work too
};

/// For a node whose inference failed. `wires[i]` is the wire at input i.
Advice advise(const Node& node, const NodeType& type, const NodeFacts& facts, const std::vector<std::optional<TensorMeta>>& inputs,
              const std::vector<Edge>& wires);
/// A legal use that is hardly meant (Linear on images); empty remedy: nothing to say. `text` receives the warning.
Advice doubt(const Node& node, const NodeType& type, const std::vector<std::optional<TensorMeta>>& inputs, const std::vector<Edge>& wires,
             std::string& text);

}  // namespace tl::nodes
