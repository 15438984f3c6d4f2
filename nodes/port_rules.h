// SPDX-License-Identifier: Apache-2.0
// Which ports a node has and which kinds may meet.
#pragma once
#include "nodes/document.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// Equal kinds fit; a sample port also feeds a tensor port (collation happens there).
bool kinds_fit(PortKind from, PortKind to);
/// The described port at a reference; nullptr for an unknown node, type or port (a placeholder has no described ports).
const PortDesc* output_port(const GraphState& state, const PortRef& port);
const PortDesc* input_port(const GraphState& state, const PortRef& port);

}  // namespace tl::nodes
