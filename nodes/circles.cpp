// SPDX-License-Identifier: Apache-2.0
// Tarjan's strongly connected components with an explicit stack, over the nodes that the topological order could not place.
#include "nodes/circles.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace tl::nodes {

namespace {

class Components {
 public:
  Components(const GraphState& state, const std::vector<NodeId>& among) : state_(state) {
    for (size_t i = 0; i < among.size(); ++i) index_[among[i]] = i;
    marks_.resize(among.size());
    for (size_t i = 0; i < among.size(); ++i) {
      marks_[i].id = among[i];
      for (const Edge& e : state_.edges_of(among[i]))
        if (auto to = index_.find(e.to.node); e.from.node == among[i] && to != index_.end()) marks_[i].next.push_back(to->second);
    }
  }

  /// Each component once, what feeds others before them.
  std::vector<std::vector<NodeId>> run() {
    for (size_t i = 0; i < marks_.size(); ++i)
      if (marks_[i].number == 0) explore(i);
    std::reverse(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct Mark {
    NodeId id;
    std::vector<size_t> next;
    size_t number = 0, low = 0, looked_at = 0;  ///< number: order of discovery from 1; looked_at: how many of `next`
    bool open = false;
  };

  void explore(size_t start) {
    std::vector<size_t> calls{start};
    while (!calls.empty()) {
      const size_t at = calls.back();
      Mark& m = marks_[at];
      if (m.number == 0) {
        m.number = m.low = ++count_;
        m.open = true;
        open_.push_back(at);
      }
      if (m.looked_at < m.next.size()) {
        const size_t to = m.next[m.looked_at];
        if (marks_[to].number == 0) {
          calls.push_back(to);
          continue;
        }
        if (marks_[to].open) m.low = std::min(m.low, marks_[to].low);
        ++m.looked_at;
        continue;
      }
      if (m.low == m.number) close(at);
      calls.pop_back();
    }
  }

  void close(size_t root) {
    std::vector<NodeId> component;
    while (true) {
      const size_t at = open_.back();
      open_.pop_back();
      marks_[at].open = false;
      component.push_back(marks_[at].id);
      if (at == root) break;
    }
    std::sort(component.begin(), component.end());
    found_.push_back(std::move(component));
  }

  const GraphState& state_;
  std::unordered_map<NodeId, size_t> index_;
  std::vector<Mark> marks_;
  std::vector<size_t> open_;
  std::vector<std::vector<NodeId>> found_;
  size_t count_ = 0;
};

/// Nodes from the first back to it along wires inside the component, breadth first; empty when it does not lead back.
std::vector<NodeId> shortest_way(const GraphState& state, const std::vector<NodeId>& component) {
  const std::unordered_set<NodeId> among(component.begin(), component.end());
  const NodeId start = component.front();
  std::unordered_map<NodeId, NodeId> came_from;
  std::vector<NodeId> todo{start};
  for (size_t i = 0; i < todo.size(); ++i)
    for (const Edge& e : state.edges_of(todo[i])) {
      if (e.from.node != todo[i] || !among.count(e.to.node)) continue;
      if (e.to.node == start) {
        std::vector<NodeId> way;
        for (NodeId n = todo[i]; n != start; n = came_from.at(n)) way.push_back(n);
        way.push_back(start);
        std::reverse(way.begin(), way.end());
        return way;
      }
      if (came_from.emplace(e.to.node, todo[i]).second) todo.push_back(e.to.node);
    }
  return {};
}

}  // namespace

WalkOrder walk_order(const GraphState& state) {
  WalkOrder order;
  std::vector<NodeId> cyclic;
  order.ids = state.topological_order(&cyclic);
  if (cyclic.empty()) return order;
  order.ids.resize(order.ids.size() - cyclic.size());
  for (auto& component : Components(state, cyclic).run()) {
    order.ids.insert(order.ids.end(), component.begin(), component.end());
    std::vector<NodeId> way = shortest_way(state, component);
    if (!way.empty()) order.circles.push_back({std::move(component), std::move(way)});
  }
  return order;
}

}  // namespace tl::nodes
