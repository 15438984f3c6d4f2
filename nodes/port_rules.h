// SPDX-License-Identifier: Apache-2.0
// Which ports a node has and which kinds may meet.
#pragma once
#include "nodes/analyze.h"
#include "nodes/document.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// Equal kinds fit; a sample port also feeds a tensor port (collation happens there).
bool kinds_fit(PortKind from, PortKind to);
/// The described port at a reference; nullptr for an unknown node, type or port (a placeholder has no described ports).
const PortDesc* output_port(const GraphState& state, const PortRef& port);
const PortDesc* input_port(const GraphState& state, const PortRef& port);

/// The input whose wire goes on to an output while the node is passed by; nullptr when none of its wired inputs fits.
const PortDesc* bypass_input(const GraphState& state, NodeId node, const NodeType& type, const PortDesc& output);
/// `can_connect` without the question of circles: looks at the two nodes only.
Verdict judge_ports(const GraphState& state, const PortRef& from, const PortRef& to);

}  // namespace tl::nodes
