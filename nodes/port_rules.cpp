// SPDX-License-Identifier: Apache-2.0
#include "nodes/port_rules.h"

#include <algorithm>

#include "nodes/patch.h"

namespace tl::nodes {

bool kinds_fit(PortKind from, PortKind to) { return from == to || (from == PortKind::sample && to == PortKind::tensor); }

const PortDesc* output_port(const GraphState& state, const PortRef& port) {
  const Node* node = state.find(port.node);
  const NodeType* type = node ? state.type_of(*node) : nullptr;
  return type ? type->output(port.port) : nullptr;
}

const PortDesc* input_port(const GraphState& state, const PortRef& port) {
  const Node* node = state.find(port.node);
  const NodeType* type = node ? state.type_of(*node) : nullptr;
  return type ? type->input(port.port) : nullptr;
}

bool can_bypass(const NodeType& type) {
  if (type.role == Role::source || type.role == Role::loss || type.role == Role::metric || type.outputs.empty()) return false;
  return std::all_of(type.outputs.begin(), type.outputs.end(), [&](const PortDesc& out) {
    return std::any_of(type.inputs.begin(), type.inputs.end(), [&](const PortDesc& in) { return in.kind == out.kind; });
  });
}

const PortDesc* bypass_input(const GraphState& state, NodeId node, const NodeType& type, const PortDesc& output) {
  for (const PortDesc& in : type.inputs)
    if (in.kind == output.kind && !state.sources({node, in.name}).empty()) return &in;
  return nullptr;
}

}  // namespace tl::nodes
