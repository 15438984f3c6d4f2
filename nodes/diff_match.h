// SPDX-License-Identifier: Apache-2.0
// Which node of one document is which of another. Internal to nodes/.
#pragma once
#include <map>
#include <unordered_map>

#include "nodes/document.h"

namespace tl::nodes {

struct Twins {
  std::unordered_map<NodeId, NodeId> newer_of, older_of;   ///< nodes
  std::map<NodeId, NodeId> newer_groups, older_groups;     ///< definitions

  /// The same definition in the newer document; 0 for the document itself, and for one that is not there any more.
  NodeId newer_group(NodeId group) const {
    const auto found = newer_groups.find(group);
    return found == newer_groups.end() ? NodeId{} : found->second;
  }
};

Twins match_nodes(const GraphState& before, const GraphState& after);

}  // namespace tl::nodes
