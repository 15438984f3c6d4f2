// SPDX-License-Identifier: Apache-2.0
// Unique names for many new nodes at once: remembers per stem where it was, so that a paste of thousands stays linear.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "nodes/document.h"

namespace tl::nodes {

class FreshNames {
 public:
  explicit FreshNames(const GraphState& state) : state_(state) {}
  /// A free name for a node of this type; counts as taken from now on.
  std::string next(const std::string& type_key);
  void take(const std::string& name) { taken_.insert(name); }
  bool taken(const std::string& name) const;

 private:
  const GraphState& state_;
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> next_;
};

}  // namespace tl::nodes
