// SPDX-License-Identifier: Apache-2.0
// What the builders of patches share. Internal to nodes/.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "nodes/groups.h"

namespace tl::nodes {

/// The node, or tl::Error (category state): a builder was asked about one that is gone.
inline const Node& require(const GraphState& state, NodeId id) {
  const Node* node = state.find(id);
  if (!node) throw Error(ErrorCategory::state, "edit graph", str("node ", id.to_string(), " does not exist"));
  return *node;
}

/// What a person asked for cannot be.
[[noreturn]] inline void refuse(const char* what, std::string why, std::string remedy) {
  throw Error(ErrorCategory::value, what, std::move(why), std::move(remedy));
}

// ---- ports and parameters of groups, by name -----------------------------------------------------------------------------------
template <class Item>
bool has_name(const std::vector<Item>& list, const std::string& name) {
  return std::any_of(list.begin(), list.end(), [&](const Item& item) { return item.name == name; });
}

template <class Item>
std::string free_name(const std::vector<Item>& list, const std::string& wanted) {
  if (!has_name(list, wanted)) return wanted;
  for (int n = 2;; ++n)
    if (std::string name = str(wanted, "_", n); !has_name(list, name)) return name;
}

/// Names that every instance has a parameter of its own under.
inline bool reserved_param(const std::string& name) { return name == group_key || name == repeat_key; }

/// The port that stands for a port of a node inside; nullptr: none.
inline GroupPort* port_with(std::vector<GroupPort>& ports, const PortRef& inner) {
  for (GroupPort& port : ports)
    if (std::find(port.inner.begin(), port.inner.end(), inner) != port.inner.end()) return &port;
  return nullptr;
}

}  // namespace tl::nodes
