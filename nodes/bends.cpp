// SPDX-License-Identifier: Apache-2.0
#include "nodes/bends.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "nodes/measures.h"
#include "nodes/project_limits.h"

namespace tl::nodes {

namespace {

using measures::first_port, measures::node_width;
constexpr double grid_step = 4;

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

std::string wire_name(const GraphState& state, const Edge& edge) {
  return str("the wire from ", state.find(edge.from.node)->name, " to ", state.find(edge.to.node)->name);
}

}  // namespace

RemoveEdge cut_wire(const GraphState& state, const Edge& edge) { return {edge, state.bends_of(edge)}; }

Bends shifted(Bends bends, Point by) {
  for (Point& p : bends) p = {p.x + by.x, p.y + by.y};
  return bends;
}

/// The area between a point's two neighbours and itself: what the wire's shape loses without it.
static double weight_of(const Bends& bends, size_t i) {
  const Point a = bends[i - 1], b = bends[i], c = bends[i + 1];
  return std::fabs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
}

Bends thinned(Bends bends, size_t most) {
  while (bends.size() > std::max<size_t>(most, 2)) {
    size_t least = 1;
    for (size_t i = 2; i + 1 < bends.size(); ++i)
      if (weight_of(bends, i) < weight_of(bends, least)) least = i;
    bends.erase(bends.begin() + static_cast<ptrdiff_t>(least));
  }
  if (bends.size() > most) bends.resize(most);
  return bends;
}

Bends joined(const Bends& first, const Bends& second) {
  Bends all = first;
  all.insert(all.end(), second.begin(), second.end());
  return thinned(std::move(all), max_wire_bends);
}

size_t place_in_bends(Point from, const Bends& bends, Point to, Point at) {
  size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (size_t i = 0; i <= bends.size(); ++i) {
    const Point a = i == 0 ? from : bends[i - 1], b = i == bends.size() ? to : bends[i];
    const double more = distance(a, at) + distance(at, b) - distance(a, b);
    if (more < least) least = more, best = i;
  }
  return best;
}

std::pair<Bends, Bends> parted_bends(const GraphState& state, const Edge& edge, Point at) {
  const Bends& bends = state.bends_of(edge);
  if (bends.empty()) return {};
  const Node *source = state.find(edge.from.node), *target = state.find(edge.to.node);
  const Point from{source->position.x + node_width, source->position.y + first_port};
  const Point to{target->position.x, target->position.y + first_port};
  const auto split = static_cast<ptrdiff_t>(place_in_bends(from, bends, to, {at.x + node_width / 2, at.y + first_port}));
  return {Bends(bends.begin(), bends.begin() + split), Bends(bends.begin() + split, bends.end())};
}

Bends bends_carried_along(const GraphState& state, const Edge& edge, const std::map<NodeId, Point>& positions) {
  const Bends& bends = state.bends_of(edge);
  const auto from = positions.find(edge.from.node), to = positions.find(edge.to.node);
  if (bends.empty() || from == positions.end() || to == positions.end()) return bends;
  const Point a = state.find(edge.from.node)->position, b = state.find(edge.to.node)->position;
  const Point way{from->second.x - a.x, from->second.y - a.y};
  // The same way, but for the grid that each falls into.
  const double apart = std::max(std::fabs(to->second.x - b.x - way.x), std::fabs(to->second.y - b.y - way.y));
  return apart <= grid_step ? shifted(bends, way) : bends;
}

GraphPatch make_set_bends(const GraphState& state, const Edge& edge, Bends bends, std::string label) {
  GraphPatch patch;
  if (!state.edges.count(edge) || state.bends_of(edge) == bends || bends.size() > max_wire_bends) return patch;
  patch.label = std::move(label);
  patch.edits.push_back(SetBends{edge, state.bends_of(edge), std::move(bends)});
  return patch;
}

GraphPatch make_straighten(const GraphState& state, const std::vector<Edge>& edges) {
  GraphPatch patch;
  std::set<Edge> done;
  for (const Edge& edge : edges)
    if (state.edges.count(edge) && !state.bends_of(edge).empty() && done.insert(edge).second)
      patch.edits.push_back(SetBends{edge, state.bends_of(edge), {}});
  patch.label = done.size() == 1 ? str("Straighten ", wire_name(state, *done.begin())) : str("Straighten ", done.size(), " wires");
  return patch;
}

}  // namespace tl::nodes
