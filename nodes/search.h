// SPDX-License-Identifier: Apache-2.0
// Type-ahead over the node types together with others that are no node types of the program: a person's own blocks.
#pragma once
#include <string>
#include <vector>

#include "nodes/node_type.h"

namespace tl::nodes {

/// As `search_with_values(query)` of node_type.h, with `more` types ranked among the program's; of equals they come first.
/// What is found points into them. `more` get no values: they are found by their words alone.
std::vector<TypeHit> search_with_values(const std::string& query, const std::vector<const NodeType*>& more);

}  // namespace tl::nodes
