// SPDX-License-Identifier: Apache-2.0
#include "nodes/port_rules.h"

namespace tl::nodes {

bool kinds_fit(PortKind from, PortKind to) { return from == to || (from == PortKind::sample && to == PortKind::tensor); }

const PortDesc* output_port(const GraphState& state, const PortRef& port) {
  const Node* node = state.find(port.node);
  const NodeType* type = node ? find_node_type(node->type) : nullptr;
  return type ? type->output(port.port) : nullptr;
}

const PortDesc* input_port(const GraphState& state, const PortRef& port) {
  const Node* node = state.find(port.node);
  const NodeType* type = node ? find_node_type(node->type) : nullptr;
  return type ? type->input(port.port) : nullptr;
}

}  // namespace tl::nodes
