// SPDX-License-Identifier: Apache-2.0
// Builders of patches for gestures on nodes that are there: putting into and lifting out of wires, passing by, lining up, frames.
#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "nodes/bends.h"
#include "nodes/analyze.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"
#include "nodes/port_rules.h"

namespace tl::nodes {

GraphPatch make_bypass(const GraphState& state, const std::vector<NodeId>& ids, bool on) {
  GraphPatch patch;
  const Node* only = nullptr;
  for (NodeId id : ids) {
    const Node* node = state.find(id);
    const NodeType* type = node ? state.type_of(*node) : nullptr;
    if (!type || node->bypassed == on || (on && !can_bypass(*type))) continue;
    patch.edits.push_back(SetBypass{id, !on, on});
    only = node;
  }
  const char* what = on ? "Bypass " : "Put back to work ";
  patch.label = patch.edits.size() == 1 ? str(what, only->name) : str(what, patch.edits.size(), " nodes");
  return patch;
}

GraphPatch make_add_frame(const GraphState&, Frame frame, NodeId* id) {
  const NodeId fresh = NodeId::random();
  if (id) *id = fresh;
  GraphPatch patch;
  patch.label = "Add frame";
  patch.edits.push_back(SetFrame{fresh, std::nullopt, std::move(frame)});
  return patch;
}

GraphPatch make_set_frame(const GraphState& state, NodeId frame, std::optional<Frame> after) {
  GraphPatch patch;
  auto it = state.frames.find(frame);
  if (it == state.frames.end() || (after && *after == it->second)) return patch;
  patch.label = after ? "Change frame" : "Delete frame";
  patch.edits.push_back(SetFrame{frame, it->second, std::move(after)});
  return patch;
}

GraphPatch make_put_into_edge(const GraphState& state, NodeId id, const Edge& edge) {
  const Node* node = state.find(id);
  return make_put_into_edge(state, id, edge, node ? node->position : Point{});
}

GraphPatch make_put_into_edge(const GraphState& state, NodeId id, const Edge& edge, Point at) {
  GraphPatch patch;
  const Node* node = state.find(id);
  const NodeType* type = node ? state.type_of(*node) : nullptr;
  if (!type || !state.edges.count(edge) || edge.from.node == id || edge.to.node == id) return patch;
  const PortDesc *from = output_port(state, edge.from), *to = input_port(state, edge.to);
  if (!from || !to) return patch;
  for (const PortDesc& in : type->inputs) {
    if (!kinds_fit(from->kind, in.kind) || !state.sources({id, in.name}).empty()) continue;
    for (const PortDesc& out : type->outputs) {
      if (!kinds_fit(out.kind, to->kind)) continue;
      // Judged as it would be: without the wire, with the first of the two.
      if (!can_connect(state, edge.from, {id, in.name}) || !can_connect(state, {id, out.name}, edge.to)) continue;
      patch.label = str("Put ", node->name, " into the wire");
      patch.edits.push_back(cut_wire(state, edge));
      const auto [before, after] = parted_bends(state, edge, at);
      patch.edits.push_back(AddEdge{{edge.from, {id, in.name}}, before});
      if (!state.edges.count({{id, out.name}, edge.to})) patch.edits.push_back(AddEdge{{{id, out.name}, edge.to}, after});
      return patch;
    }
  }
  return patch;
}

GraphPatch make_lift_out(const GraphState& state, NodeId id) {
  GraphPatch patch;
  const Node* node = state.find(id);
  if (!node || state.edges_of(id).empty()) return patch;
  // As deleting and rejoining, but for the node itself.
  patch = make_remove_nodes(state, {id}, true);
  std::erase_if(patch.edits, [&](const Edit& e) {
    const auto* cut = std::get_if<RemoveEdge>(&e);
    return !(cut && (cut->edge.from.node == id || cut->edge.to.node == id)) && !std::holds_alternative<AddEdge>(e);
  });
  patch.label = str("Lift ", node->name, " out of its wires");
  return patch;
}

namespace {

struct Box {
  NodeId id;
  double x, y, width, height;
};

std::vector<Box> boxes(const GraphState& state, const std::map<NodeId, Point>& sizes) {
  std::vector<Box> list;
  for (const auto& [id, size] : sizes)
    if (const Node* node = state.find(id)) list.push_back({id, node->position.x, node->position.y, size.x, size.y});
  return list;
}

GraphPatch moved_to(const GraphState& state, const std::vector<Box>& boxes, const char* label) {
  std::map<NodeId, Point> to;
  for (const Box& b : boxes) to[b.id] = {b.x, b.y};
  GraphPatch patch = make_move(state, to);
  patch.label = label;
  return patch;
}

}  // namespace

GraphPatch make_align(const GraphState& state, const std::map<NodeId, Point>& sizes, Side side) {
  std::vector<Box> list = boxes(state, sizes);
  if (list.size() < 2) return {};
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (const Box& b : list)
    left = std::min(left, b.x), top = std::min(top, b.y), right = std::max(right, b.x + b.width), bottom = std::max(bottom, b.y + b.height);
  for (Box& b : list) switch (side) {
      case Side::left: b.x = left; break;
      case Side::right: b.x = right - b.width; break;
      case Side::top: b.y = top; break;
      case Side::bottom: b.y = bottom - b.height; break;
      case Side::middle_x: b.x = std::round((left + right - b.width) / 2); break;
      case Side::middle_y: b.y = std::round((top + bottom - b.height) / 2); break;
    }
  return moved_to(state, list, "Align");
}

GraphPatch make_distribute(const GraphState& state, const std::map<NodeId, Point>& sizes, bool level) {
  std::vector<Box> list = boxes(state, sizes);
  if (list.size() < 3) return {};
  std::sort(list.begin(), list.end(), [&](const Box& a, const Box& b) { return level ? a.x < b.x : a.y < b.y; });
  const Box &first = list.front(), &last = list.back();
  double room = level ? last.x - first.x - first.width : last.y - first.y - first.height;
  for (size_t i = 1; i + 1 < list.size(); ++i) room -= level ? list[i].width : list[i].height;
  const double gap = room / static_cast<double>(list.size() - 1);
  for (size_t i = 1; i + 1 < list.size(); ++i) {
    const Box& before = list[i - 1];
    (level ? list[i].x : list[i].y) = std::round((level ? before.x + before.width : before.y + before.height) + gap);
  }
  return moved_to(state, list, "Distribute");
}

}  // namespace tl::nodes
