// SPDX-License-Identifier: Apache-2.0
// "Arrange": layered drawing in the manner of Sugiyama. Column = longest way from a source; order in a column by the barycentre of the
// neighbours in a few sweeps. What is much longer than it is high is folded: the columns are read row by row, as text is, and a row ends
// where few wires go on to the next.
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

  void number(const std::vector<NodeId>& column) {
    for (size_t i = 0; i < column.size(); ++i) place[column[i]] = static_cast<double>(i);
  }
  void number() {
    for (const auto& column : columns) number(column);
  }
  void sweep(const std::unordered_map<NodeId, std::vector<NodeId>>& neighbours) {
    for (auto& column : columns) {
      if (column.size() < 2) continue;
      std::unordered_map<NodeId, double> centre;
      for (NodeId id : column) {
        auto it = neighbours.find(id);
        double sum = 0;
        if (it != neighbours.end())
          for (NodeId other : it->second) sum += place[other];
        centre[id] = it == neighbours.end() ? place[id] : sum / static_cast<double>(it->second.size());
      }
      std::stable_sort(column.begin(), column.end(), [&](NodeId a, NodeId b) { return centre[a] < centre[b]; });
      number(column);
    }
  }
};

/// What folding needs to know of the columns.
struct Columns {
  std::vector<double> heights;
  std::vector<size_t> across;   ///< wires that go on over the place behind each column

  double height_of_row(size_t begin, size_t end) const {
    return *std::max_element(heights.begin() + static_cast<ptrdiff_t>(begin), heights.begin() + static_cast<ptrdiff_t>(end));
  }
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
      for (size_t end = std::max(r, r == rows ? n : r * shortest); end <= std::min(n, r * longest); ++end)
        for (size_t begin = end > longest ? end - longest : 0; begin < end && (end == n || end - begin >= shortest); ++begin) {
          const double off = (static_cast<double>(end - begin) - even) / even;
          // The last row may be shorter, as the last line of a text is, but no stump.
          const double length = end == n && off < 0 && off > -0.5 ? off * off : 4 * off * off;
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
    if (heights.empty()) return {};
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

class Arranging {
 public:
  Arranging(const GraphState& state, std::set<NodeId> chosen, const std::map<NodeId, double>& beneath)
      : s_(state), chosen_(std::move(chosen)), beneath_(beneath) {}

  std::map<NodeId, Point> places() {
    find_layers();
    build_columns();
    std::vector<size_t> begins = measured().rows();
    if (begins.size() > 1) {
      stack_optimizers();
      begins = measured().rows();
    }
    return placed(begins);
  }

 private:
  /// Longest way from a source; a node that nothing leads to stands beside what it feeds.
  void find_layers() {
    for (NodeId id : s_.topological_order()) {
      if (!chosen_.count(id)) continue;
      order_.push_back(id);
      size_t l = 0;
      for (const Edge& e : s_.edges_of(id)) {
        if (e.to.node != id || !layer_.count(e.from.node)) continue;
        l = std::max(l, layer_[e.from.node] + 1);
        left_[id].push_back(e.from.node), right_[e.from.node].push_back(id);
      }
      layer_[id] = l;
    }
    for (NodeId id : order_) {
      if (left_.count(id) || !right_.count(id)) continue;
      size_t nearest = SIZE_MAX;
      for (NodeId next : right_.at(id)) nearest = std::min(nearest, layer_[next]);
      layer_[id] = nearest - 1;
    }
  }

  void build_columns() {
    layers_ = {};
    for (NodeId id : order_) {
      if (layers_.columns.size() <= layer_[id]) layers_.columns.resize(layer_[id] + 1);
      layers_.columns[layer_[id]].push_back(id);
    }
    // Where nothing else speaks for an order, what leads on stands above what ends there: the way through the network is one line.
    for (auto& column : layers_.columns) std::stable_partition(column.begin(), column.end(), [this](NodeId id) { return right_.count(id) > 0; });
    layers_.number();
    for (int i = 0; i < 4; ++i) layers_.sweep(left_), layers_.sweep(right_);
    layers_.sweep(left_);
  }

  bool is_optimizer(NodeId id) const {
    const NodeType* type = s_.type_of(id);
    return type && type->role == Role::optimizer;
  }

  /// In rows an optimizer stands beneath the loss that it follows: a column for it alone might begin a row.
  void stack_optimizers() {
    for (NodeId id : order_) {
      if (!is_optimizer(id) || !left_.count(id)) continue;
      size_t last = 0;
      for (NodeId from : left_.at(id)) last = std::max(last, layer_[from]);
      layer_[id] = last;
    }
    build_columns();
    std::erase_if(layers_.columns, [](const auto& column) { return column.empty(); });
    for (size_t l = 0; l < layers_.columns.size(); ++l) {
      auto& column = layers_.columns[l];
      std::stable_partition(column.begin(), column.end(), [this](NodeId id) { return !is_optimizer(id); });
      for (NodeId id : column) layer_[id] = l;
    }
  }

  double room(NodeId id) const {
    const auto more = beneath_.find(id);
    return height_of(s_, *s_.find(id)) + (more == beneath_.end() ? 0 : more->second);
  }

  const Columns& measured() {
    columns_ = {};
    columns_.across.assign(layers_.columns.size(), 0);
    for (const auto& column : layers_.columns) {
      double height = -row_gap;
      for (NodeId id : column) height += room(id) + row_gap;
      columns_.heights.push_back(height);
    }
    for (const auto& [id, nexts] : right_)
      for (NodeId next : nexts)
        for (size_t l = layer_[id]; l < layer_[next]; ++l) ++columns_.across[l];
    return columns_;
  }

  std::map<NodeId, Point> placed(const std::vector<size_t>& begins) const {
    double x0 = INFINITY, top = INFINITY;
    for (NodeId id : order_) {
      const Point p = s_.find(id)->position;
      x0 = std::min(x0, p.x), top = std::min(top, p.y);
    }
    std::map<NodeId, Point> positions;
    for (size_t r = 0; r < begins.size(); ++r) {
      const size_t end = r + 1 < begins.size() ? begins[r + 1] : layers_.columns.size();
      if (r) top += columns_.height_of_row(begins[r - 1], begins[r]) + columns_.gap_before(begins[r]);
      for (size_t l = begins[r]; l < end; ++l) {
        double y = top;
        for (NodeId id : layers_.columns[l]) {
          positions[id] = {x0 + static_cast<double>(l - begins[r]) * column_pitch, std::round(y)};
          y += room(id) + row_gap;
        }
      }
    }
    return positions;
  }

  const GraphState& s_;
  const std::set<NodeId> chosen_;
  const std::map<NodeId, double>& beneath_;
  std::vector<NodeId> order_;
  std::unordered_map<NodeId, size_t> layer_;
  std::unordered_map<NodeId, std::vector<NodeId>> left_, right_;
  Layers layers_;
  Columns columns_;
};

}  // namespace

GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids, NodeId home) { return make_arrange(state, ids, {}, home); }

GraphPatch make_arrange(const GraphState& state, const std::vector<NodeId>& ids, const std::map<NodeId, double>& beneath, NodeId home) {
  std::set<NodeId> chosen(ids.begin(), ids.end());
  if (ids.empty())
    for (const auto& [id, node] : state.nodes)
      if (node->home == home) chosen.insert(id);
  std::map<Edge, Bends> straight;
  for (const auto& [edge, bends] : state.bends())
    if (chosen.count(edge.from.node) && chosen.count(edge.to.node)) straight[edge] = {};
  GraphPatch patch = make_move(state, Arranging(state, std::move(chosen), beneath).places(), straight);
  patch.label = "Arrange";
  return patch;
}

}  // namespace tl::nodes
