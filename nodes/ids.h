// SPDX-License-Identifier: Apache-2.0
// Names of things in a graph document: nodes by random id, ports by node and name, wires by their two ports.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tl::nodes {

/// A node's identity: random 64-bit, so that two people's edits merge; 0 means "no node". Written as 16 hex digits.
struct NodeId {
  uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const NodeId&) const = default;
  std::string to_string() const;                                  ///< "00000000000000ff"
  static std::optional<NodeId> parse(std::string_view text);      ///< nullopt unless exactly 16 hex digits and not zero
  static NodeId random();                                         ///< never 0; safe from any thread
};

/// One port of one node. Input and output ports of a node have distinct roles, so a name may occur on both sides.
struct PortRef {
  NodeId node;
  std::string port;
  auto operator<=>(const PortRef&) const = default;
};

/// A wire from an output port to an input port.
struct Edge {
  PortRef from, to;
  auto operator<=>(const Edge&) const = default;
};

struct Point {
  double x = 0, y = 0;  ///< scene units (1 = 1 px at zoom 100 %), top-left corner of the node
  bool operator==(const Point&) const = default;
};

}  // namespace tl::nodes

template <>
struct std::hash<tl::nodes::NodeId> {
  size_t operator()(const tl::nodes::NodeId& id) const noexcept { return std::hash<uint64_t>{}(id.value); }
};
template <>
struct std::hash<tl::nodes::PortRef> {
  size_t operator()(const tl::nodes::PortRef& p) const noexcept {
    return std::hash<uint64_t>{}(p.node.value) * 31 + std::hash<std::string>{}(p.port);
  }
};
