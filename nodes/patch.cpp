// SPDX-License-Identifier: Apache-2.0
#include "nodes/patch.h"

#include <algorithm>

namespace tl::nodes {

namespace {

struct Inverter {
  Edit operator()(const AddNode& e) const { return RemoveNode{e.node}; }
  Edit operator()(const RemoveNode& e) const { return AddNode{e.node}; }
  Edit operator()(const AddEdge& e) const { return RemoveEdge{e.edge, e.bends}; }
  Edit operator()(const RemoveEdge& e) const { return AddEdge{e.edge, e.bends}; }
  Edit operator()(const SetBends& e) const { return SetBends{e.edge, e.after, e.before}; }
  Edit operator()(const SetParam& e) const { return SetParam{e.node, e.key, e.after, e.before}; }
  Edit operator()(const SetRun& e) const { return SetRun{e.key, e.after, e.before}; }
  Edit operator()(const Rename& e) const { return Rename{e.node, e.after, e.before}; }
  Edit operator()(const Move& e) const { return Move{e.node, e.after, e.before}; }
  Edit operator()(const Retype& e) const { return Retype{e.node, e.after, e.before}; }
  Edit operator()(const SetBypass& e) const { return SetBypass{e.node, e.after, e.before}; }
  Edit operator()(const SetFrame& e) const { return SetFrame{e.frame, e.after, e.before}; }
  Edit operator()(const SetGroup& e) const { return SetGroup{e.group, e.after, e.before}; }
  Edit operator()(const SetHome& e) const { return SetHome{e.node, e.after, e.before}; }
};

/// Folds `next` into `edit` when both set the same thing and `next` starts where `edit` ended.
bool fold(Edit& edit, const Edit& next) {
  if (auto* a = std::get_if<SetParam>(&edit))
    if (auto* b = std::get_if<SetParam>(&next); b && a->node == b->node && a->key == b->key) return a->after = b->after, true;
  if (auto* a = std::get_if<SetRun>(&edit))
    if (auto* b = std::get_if<SetRun>(&next); b && a->key == b->key) return a->after = b->after, true;
  if (auto* a = std::get_if<Move>(&edit))
    if (auto* b = std::get_if<Move>(&next); b && a->node == b->node) return a->after = b->after, true;
  if (auto* a = std::get_if<SetBends>(&edit))
    if (auto* b = std::get_if<SetBends>(&next); b && a->edge == b->edge) return a->after = b->after, true;
  if (auto* a = std::get_if<SetFrame>(&edit))
    if (auto* b = std::get_if<SetFrame>(&next); b && a->frame == b->frame) return a->after = b->after, true;
  if (auto* a = std::get_if<Rename>(&edit))
    if (auto* b = std::get_if<Rename>(&next); b && a->node == b->node) return a->after = b->after, true;
  return false;
}

/// Only edits of values may be folded across each other; a patch with structure keeps its order.
bool only_values(const GraphPatch& patch) {
  return std::all_of(patch.edits.begin(), patch.edits.end(), [](const Edit& e) {
    return std::holds_alternative<SetParam>(e) || std::holds_alternative<SetRun>(e) || std::holds_alternative<Move>(e) ||
           std::holds_alternative<SetFrame>(e) || std::holds_alternative<SetBends>(e);
  });
}

}  // namespace

GraphPatch GraphPatch::inverse() const {
  GraphPatch result;
  result.label = label;
  result.edits.reserve(edits.size());
  for (auto it = edits.rbegin(); it != edits.rend(); ++it) result.edits.push_back(std::visit(Inverter{}, *it));
  return result;
}

GraphPatch GraphPatch::merged_with(const GraphPatch& next) const {
  GraphPatch result = *this;
  if (!only_values(*this) || !only_values(next)) {
    result.edits.insert(result.edits.end(), next.edits.begin(), next.edits.end());
    return result;
  }
  for (const Edit& edit : next.edits) {
    const bool folded = std::any_of(result.edits.begin(), result.edits.end(), [&](Edit& mine) { return fold(mine, edit); });
    if (!folded) result.edits.push_back(edit);
  }
  return result;
}

void GraphPatch::append(GraphPatch other) {
  edits.insert(edits.end(), std::make_move_iterator(other.edits.begin()), std::make_move_iterator(other.edits.end()));
}

namespace {

/// Net effect of a patch: what is added and removed again in one patch does not show.
struct Collector {
  std::set<NodeId> added, removed, changed, moved, renamed, groups;
  std::set<Edge> edges_added, edges_removed, bent;
  bool run = false, frames = false;

  void operator()(const AddNode& e) {
    if (removed.erase(e.node.id)) changed.insert(e.node.id);
    else added.insert(e.node.id);
  }
  void operator()(const RemoveNode& e) {
    if (!added.erase(e.node.id)) removed.insert(e.node.id);
  }
  void operator()(const AddEdge& e) {
    if (!edges_removed.erase(e.edge)) edges_added.insert(e.edge);
    else bent.insert(e.edge);  // it may pass other points now
  }
  void operator()(const RemoveEdge& e) {
    if (!edges_added.erase(e.edge)) edges_removed.insert(e.edge);
    bent.erase(e.edge);
  }
  void operator()(const SetBends& e) {
    if (!edges_added.count(e.edge)) bent.insert(e.edge);
  }
  void operator()(const SetParam& e) { changed.insert(e.node); }
  void operator()(const SetRun&) { run = true; }
  void operator()(const Rename& e) { renamed.insert(e.node); }
  void operator()(const Move& e) { moved.insert(e.node); }
  void operator()(const Retype& e) { changed.insert(e.node); }
  void operator()(const SetBypass& e) { changed.insert(e.node); }
  void operator()(const SetFrame&) { frames = true; }
  void operator()(const SetGroup& e) { groups.insert(e.group); }
  void operator()(const SetHome& e) { changed.insert(e.node); }
};

template <class T>
std::vector<T> listed(const std::set<T>& set) { return {set.begin(), set.end()}; }

}  // namespace

ChangeSet change_set(const GraphPatch& patch) {
  Collector c;
  for (const Edit& edit : patch.edits) std::visit(c, edit);
  for (auto* set : {&c.changed, &c.moved, &c.renamed})
    std::erase_if(*set, [&](NodeId id) { return c.removed.count(id) || c.added.count(id); });
  ChangeSet result;
  result.added = listed(c.added), result.removed = listed(c.removed), result.changed = listed(c.changed);
  result.moved = listed(c.moved), result.renamed = listed(c.renamed);
  result.edges_added = listed(c.edges_added), result.edges_removed = listed(c.edges_removed);
  result.groups = listed(c.groups), result.bent = listed(c.bent);
  result.run_changed = c.run, result.frames_changed = c.frames;
  return result;
}

}  // namespace tl::nodes
