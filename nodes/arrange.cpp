// SPDX-License-Identifier: Apache-2.0
// "Arrange": layered drawing in the manner of Sugiyama. Column = longest way from a source; order in a column by the barycentre of the
// neighbours in a few sweeps. What is much longer than it is high is folded: the columns are read row by row, as text is, and a row ends where
// few wires go on to the next.
#include "nodes/arrange.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "nodes/measures.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"

namespace tl::nodes {

namespace {

using measures::column_pitch, measures::header, measures::port_row, measures::param_row;
constexpr double row_gap = 28, foot = 24;
constexpr double fold_gap = 84, lane = 12;          ///< between two rows: free, and more for each wire that leads down
constexpr double wanted_ratio = 1.9, most_ratio = 3.2;  ///< width to height: of a canvas, and what may stay in one row
constexpr size_t least_row = 5, most_lanes = 10;

double height_of(const GraphState& state, const Node& node) {
  const NodeType* type = state.type_of(node);
  if (!type) return header + port_row + foot;
  const auto ports = static_cast<double>(std::max(type->inputs.size(), type->outputs.size()));
  const auto rows =
      static_cast<double>(std::count_if(type->fields.begin(), type->fields.end(), [](const FieldDesc& f) { return f.on_node; }));
  return header + ports * port_row + rows * param_row + foot;
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

/// What folding needs to know of the columns.
struct Columns {
  std::vector<double> heights;
  std::vector<size_t> across;   ///< wires that go on over the place behind each column

  double height_of_row(size_t begin, size_t end) const { return *std::max_element(heights.begin() + ptrdiff_t(begin), heights.begin() + ptrdiff_t(end)); }
  /// Room above a row that begins at this column.
  double gap_before(size_t column) const { return fold_gap + lane * static_cast<double>(std::min(across[column - 1], most_lanes)); }

  /// The first column of each row, for so many rows: of nearly one length, parted where few wires cross.
  std::vector<size_t> parted(size_t rows) const {
    const size_t n = heights.size();
    const double even = static_cast<double>(n) / static_cast<double>(rows);
    const auto longest = static_cast<size_t>(std::ceil(even * 1.25)), shortest = static_cast<size_t>(even * 0.75);
    std::vector<std::vector<double>> cost(rows + 1, std::vector<double>(n + 1, INFINITY));
    std::vector<std::vector<size_t>> from(rows + 1, std::vector<size_t>(n + 1, 0));
    cost[0][0] = 0;
    for (size_t r = 1; r <= rows; ++r)
      for (size_t end = r; end <= n; ++end)
        for (size_t begin = end > longest ? end - longest : 0; begin < end && (end == n || end - begin >= shortest); ++begin) {
          const double off = (static_cast<double>(end - begin) - even) / even;
          // The last row may be short, as the last line of a text is.
          const double length = end == n && off < 0 ? off * off : 4 * off * off;
          const double c = cost[r - 1][begin] + length + (begin ? static_cast<double>(std::min(across[begin - 1], most_lanes)) : 0);
          if (c < cost[r][end]) cost[r][end] = c, from[r][end] = begin;
        }
    std::vector<size_t> begins(rows);
    for (size_t r = rows, end = n; r > 0; --r) end = begins[r - 1] = from[r][end];
    return begins;
  }

  double ratio(const std::vector<size_t>& begins) const {
    size_t longest = 0;
    double height = 0;
    for (size_t r = 0; r < begins.size(); ++r) {
      const size_t end = r + 1 < begins.size() ? begins[r + 1] : heights.size();
      longest = std::max(longest, end - begins[r]);
      height += height_of_row(begins[r], end) + (r ? gap_before(begins[r]) : 0);
    }
    return static_cast<double>(longest) * column_pitch / height;
  }

  /// The rows whose picture is most like a canvas; one where that will do.
  std::vector<size_t> rows() const {
    const std::vector<size_t> one{0};
    if (heights.size() <= least_row || ratio(one) <= most_ratio) return one;
    const auto off = [&](const std::vector<size_t>& begins) { return std::fabs(std::log(ratio(begins) / wanted_ratio)); };
    std::vector<size_t> best = one;
    for (size_t count = 2; (heights.size() + count - 1) / count >= least_row; ++count) {
      std::vector<size_t> even;
      for (size_t r = 0; r < count; ++r) even.push_back(r * heights.size() / count);
      if (off(even) < off(best)) best = std::move(even);
      else if (ratio(even) < wanted_ratio) break;  // only higher from here on
    }
    return best.size() > 1 ? parted(best.size()) : best;
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
  const auto room = [&](NodeId id) {
    const auto more = beneath.find(id);
    return height_of(state, *state.find(id)) + (more == beneath.end() ? 0 : more->second);
  };
  Columns columns;
  columns.across.assign(layers.columns.size(), 0);
  for (const auto& column : layers.columns) {
    double height = -row_gap;
    for (NodeId id : column) height += room(id) + row_gap;
    columns.heights.push_back(height);
  }
  for (const auto& [id, nexts] : right)
    for (NodeId next : nexts)
      for (size_t l = layer[id]; l < layer[next]; ++l) ++columns.across[l];
  std::map<NodeId, Point> positions;
  const std::vector<size_t> begins = layers.columns.empty() ? std::vector<size_t>() : columns.rows();
  double top = y0;
  for (size_t r = 0; r < begins.size(); ++r) {
    const size_t end = r + 1 < begins.size() ? begins[r + 1] : layers.columns.size();
    if (r) top += columns.height_of_row(begins[r - 1], begins[r]) + columns.gap_before(begins[r]);
    for (size_t l = begins[r]; l < end; ++l) {
      double y = top;
      for (NodeId id : layers.columns[l]) {
        positions[id] = {x0 + static_cast<double>(l - begins[r]) * column_pitch, std::round(y)};
        y += room(id) + row_gap;
      }
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
