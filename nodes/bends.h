// SPDX-License-Identifier: Apache-2.0
// Bends of wires: points that a wire passes on its way. They belong to the layout; nothing that is trained changes with them.
#pragma once
#include <map>
#include <utility>
#include <vector>

#include "nodes/document.h"
#include "nodes/patch.h"

namespace tl::nodes {

/// Takes a wire away with the bends that it has.
RemoveEdge cut_wire(const GraphState& state, const Edge& edge);
Bends shifted(Bends bends, Point by);
/// No more than `most` of them: those that shape the wire least go first, the first and the last stay.
Bends thinned(Bends bends, size_t most);
/// Those of a wire followed by those of the wire behind it, thinned to as many as one wire may have.
Bends joined(const Bends& first, const Bends& second);
/// Where among the bends of a wire a point comes in, so that the way grows least: 0 … their number. `from` and `to` are the wire's ends.
size_t place_in_bends(Point from, const Bends& bends, Point to, Point at);
/// The bends of a wire before and behind a node that goes into it at a place.
std::pair<Bends, Bends> parted_bends(const GraphState& state, const Edge& edge, Point at);
/// A wire's bends after nodes went to these places: they go along when both its ends go the same way.
Bends bends_carried_along(const GraphState& state, const Edge& edge, const std::map<NodeId, Point>& positions);

// ---- builders ----------------------------------------------------------------------------------------------------------------
/// Other bends for a wire; no patch where it is not there, has them already, or may not have so many (`max_wire_bends`).
GraphPatch make_set_bends(const GraphState& state, const Edge& edge, Bends bends, std::string label);
/// Takes the bends of wires away: the window leads them again.
GraphPatch make_straighten(const GraphState& state, const std::vector<Edge>& edges);

}  // namespace tl::nodes
