// SPDX-License-Identifier: Apache-2.0
// Invariant: `newer_of` and `older_of` are each other's inverse, and so are the two maps of groups.
#include "nodes/diff_match.h"

#include <algorithm>
#include <set>
#include <vector>

#include "nodes/groups.h"

namespace tl::nodes {

namespace {

class Matcher {
 public:
  Matcher(const GraphState& before, const GraphState& after) : a_(before), b_(after) {}

  Twins run() {
    trusted_ = ids_are_kept();
    groups_by_id();
    groups_by_title();
    by_id();
    for (int round = 0; round < 2; ++round) {
      by_name(true);
      by_name(false);
      by_neighbours();
      if (!groups_by_instances()) break;  // what stands in them could be told apart now
    }
    return std::move(t_);
  }

 private:
  /// Two versions of one document keep their ids; ids of two that were numbered 1, 2, 3 … mean nothing to each other.
  bool ids_are_kept() const {
    size_t common = 0, agree = 0;
    for (const auto& [id, x] : a_.nodes)
      if (const Node* y = b_.find(id)) ++common, agree += x->type == y->type || x->name == y->name;
    return agree * 2 > common;
  }

  bool free_a(NodeId id) const { return !t_.newer_of.count(id); }
  bool free_b(NodeId id) const { return !t_.older_of.count(id); }
  void pair(NodeId x, NodeId y) {
    t_.newer_of[x] = y, t_.older_of[y] = x;
    fresh_.push_back(x);
  }
  void pair_groups(NodeId x, NodeId y) { t_.newer_groups[x] = y, t_.older_groups[y] = x; }
  bool same_home(const Node& x, const Node& y) const { return bool(x.home) == bool(y.home) && t_.newer_group(x.home) == y.home; }

  // ---- groups ----
  void groups_by_id() {
    for (const auto& [id, group] : a_.groups) {
      const auto other = b_.groups.find(id);
      if (other != b_.groups.end() && (trusted_ || other->second.title == group.title)) pair_groups(id, id);
    }
  }

  void groups_by_title() {
    const auto titled = [](const GraphState& s, const std::map<NodeId, NodeId>& known) {
      std::map<std::string, std::vector<NodeId>> found;
      for (const auto& [id, group] : s.groups)
        if (!known.count(id)) found[group.title].push_back(id);
      return found;
    };
    const auto x = titled(a_, t_.newer_groups), y = titled(b_, t_.older_groups);
    for (const auto& [title, ids] : x)
      if (const auto others = y.find(title); others != y.end() && ids.size() == 1 && others->second.size() == 1) pair_groups(ids[0], others->second[0]);
  }

  /// Two nodes that are the same one are instances of the same group.
  bool groups_by_instances() {
    bool found = false;
    for (const auto& [id, node] : a_.nodes) {
      const auto twin = t_.newer_of.find(id);
      if (twin == t_.newer_of.end()) continue;
      const NodeId x = group_of(*node), y = group_of(*b_.find(twin->second));
      if (!x || !y || !a_.groups.count(x) || !b_.groups.count(y) || t_.newer_groups.count(x) || t_.older_groups.count(y)) continue;
      pair_groups(x, y);
      found = true;
    }
    return found;
  }

  // ---- nodes ----
  void by_id() {
    for (const auto& [id, x] : a_.nodes) {
      const Node* y = b_.find(id);
      if (!y) continue;
      const bool type = x->type == y->type, name = x->name == y->name;
      if (trusted_ ? type || name : type && name) pair(id, id);
    }
  }

  /// Names are unique in a document.
  void by_name(bool of_one_type) {
    for (const auto& [id, x] : a_.nodes) {
      if (!free_a(id)) continue;
      const Node* y = b_.find_by_name(x->name);
      if (y && free_b(y->id) && same_home(*x, *y) && (!of_one_type || x->type == y->type)) pair(id, y->id);
    }
  }

  using Candidate = std::pair<NodeId, NodeId>;

  /// Every wire between a node that is known and one that is not speaks for one of those that hang on the twin by the same ports.
  void vote(NodeId known, std::map<Candidate, int>& votes, std::set<Candidate>& touched) {
    const NodeId twin = t_.newer_of.at(known);
    const auto suggest = [&](NodeId x, const std::string& port, const std::vector<PortRef>& others) {
      if (!free_a(x)) return;
      for (const PortRef& y : others)
        if (y.port == port && free_b(y.node) && a_.find(x)->type == b_.find(y.node)->type && same_home(*a_.find(x), *b_.find(y.node)))
          votes[{x, y.node}] += 2, touched.insert({x, y.node});
    };
    for (const Edge& e : a_.edges_of(known)) {
      if (e.from.node == known) suggest(e.to.node, e.to.port, b_.targets({twin, e.from.port}));
      else suggest(e.from.node, e.from.port, b_.sources({twin, e.to.port}));
    }
  }

  void by_neighbours() {
    if (t_.newer_of.empty()) seed();
    std::map<Candidate, int> votes;
    fresh_.clear();
    for (const auto& [x, y] : t_.newer_of) fresh_.push_back(x);
    std::sort(fresh_.begin(), fresh_.end());
    while (!fresh_.empty()) {
      std::set<Candidate> touched;
      for (NodeId id : std::exchange(fresh_, {})) vote(id, votes, touched);
      std::vector<std::pair<int, Candidate>> ranked;
      for (const Candidate& c : touched)
        ranked.push_back({votes.at(c) + (a_.find(c.first)->params == b_.find(c.second)->params), c});
      std::stable_sort(ranked.begin(), ranked.end(), [](const auto& m, const auto& n) { return m.first > n.first; });
      for (const auto& [score, c] : ranked)
        if (free_a(c.first) && free_b(c.second)) pair(c.first, c.second);
    }
  }

  /// Nothing in common by id or name: what there is only one of on both sides is the same.
  void seed() {
    const auto single = [](const GraphState& s) {
      std::map<std::string, std::vector<NodeId>> by_type;
      for (const auto& [id, node] : s.nodes)
        if (!node->home) by_type[node->type].push_back(id);
      return by_type;
    };
    const auto x = single(a_), y = single(b_);
    for (const auto& [type, ids] : x)
      if (const auto others = y.find(type); others != y.end() && ids.size() == 1 && others->second.size() == 1) pair(ids[0], others->second[0]);
  }

  const GraphState &a_, &b_;
  Twins t_;
  std::vector<NodeId> fresh_;   ///< nodes of the older document whose twins were found since the neighbours were asked
  bool trusted_ = true;
};

}  // namespace

Twins match_nodes(const GraphState& before, const GraphState& after) { return Matcher(before, after).run(); }

}  // namespace tl::nodes
