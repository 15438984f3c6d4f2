// SPDX-License-Identifier: Apache-2.0
// "Arrange": layered drawing in the manner of Sugiyama. Column = longest way from a source; order in a column by the barycentre of the
// neighbours in a few sweeps; positions on the grid of the window (152 units wide, pitch 184).
#include "nodes/arrange.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "nodes/node_type.h"
#include "nodes/patch.h"

namespace tl::nodes {

namespace {

constexpr double column_pitch = 184, row_gap = 28, header = 28, port_row = 20, parameter_row = 19, foot = 24;

double height_of(const GraphState& state, const Node& node) {
  const NodeType* type = state.type_of(node);
  if (!type) return header + port_row + foot;
  const auto ports = static_cast<double>(std::max(type->inputs.size(), type->outputs.size()));
  const auto rows =
      static_cast<double>(std::count_if(type->fields.begin(), type->fields.end(), [](const FieldDesc& f) { return f.on_node; }));
  return header + ports * port_row + rows * parameter_row + foot;
}

struct Layers {
  std::vector<std::vector<NodeId>> columns;
  std::unordered_map<NodeId, double> place;  ///< order within its column

  void number() {
    for (const auto& column : columns)
      for (size_t i = 0; i < column.size(); ++i) place[column[i]] = static_cast<double>(i);
  }
  void sweep(const std::unordered_map<NodeId, std::vector<NodeId>>& neighbours) {
    for (auto& column : columns) {
      std::unordered_map<NodeId, double> centre;
      for (NodeId id : column) {
        auto it = neighbours.find(id);
        double sum = 0;
        if (it != neighbours.end())
          for (NodeId other : it->second) sum += place[other];
        centre[id] = it == neighbours.end() ? place[id] : sum / static_cast<double>(it->second.size());
      }
      std::stable_sort(column.begin(), column.end(), [&](NodeId a, NodeId b) { return centre[a] < centre[b]; });
      number();
    }
  }
};

}  // namespace

GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids, NodeId home) { return make_arrange(state, ids, {}, home); }

GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids, const std::map<NodeId, double>& beneath, NodeId home) {
  std::set<NodeId> chosen(ids.begin(), ids.end());
  if (ids.empty())
    for (const auto& [id, node] : state.nodes)
      if (node->home == home) chosen.insert(id);
  std::unordered_map<NodeId, size_t> layer;
  std::unordered_map<NodeId, std::vector<NodeId>> left, right;
  Layers layers;
  double x0 = INFINITY, y0 = INFINITY;
  for (NodeId id : state.topological_order()) {
    if (!chosen.count(id)) continue;
    size_t l = 0;
    for (const Edge& e : state.edges_of(id)) {
      if (e.to.node != id || !layer.count(e.from.node)) continue;
      l = std::max(l, layer[e.from.node] + 1);
      left[id].push_back(e.from.node), right[e.from.node].push_back(id);
    }
    layer[id] = l;
    if (layers.columns.size() <= l) layers.columns.resize(l + 1);
    layers.columns[l].push_back(id);
    const Node& node = *state.find(id);
    x0 = std::min(x0, node.position.x), y0 = std::min(y0, node.position.y);
  }
  layers.number();
  for (int i = 0; i < 4; ++i) layers.sweep(left), layers.sweep(right);
  layers.sweep(left);
  std::map<NodeId, Point> positions;
  for (size_t l = 0; l < layers.columns.size(); ++l) {
    double y = y0;
    for (NodeId id : layers.columns[l]) {
      positions[id] = {x0 + static_cast<double>(l) * column_pitch, y};
      const auto more = beneath.find(id);
      y += height_of(state, *state.find(id)) + (more == beneath.end() ? 0 : more->second) + row_gap;
    }
  }
  std::map<Edge, Bends> straight;
  for (const auto& [edge, bends] : state.bends())
    if (chosen.count(edge.from.node) && chosen.count(edge.to.node)) straight[edge] = {};
  GraphPatch patch = make_move(state, positions, straight);
  patch.label = "Arrange";
  return patch;
}

}  // namespace tl::nodes
