// SPDX-License-Identifier: GPL-3.0-or-later
// Bends: points that a wire is led through. They are put there, dragged, nudged and taken away like nodes.
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "nodes/bends.h"
#include "nodes/project_limits.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

namespace {
QPointF at_point(nodes::Point p) { return {p.x, p.y}; }
nodes::Point point_at(QPointF p) { return {p.x(), p.y()}; }
constexpr double kBendReach = 8;   ///< pixels around a bend that take hold of it
}  // namespace

std::optional<BendRef> GraphView::bend_at(QPointF at) const { return scene_.layer().bend_at(at, kBendReach / std::min(1.0, zoom())); }

QString GraphView::wire_words(const nodes::Edge& edge) {
  const nodes::Node *from = editor().state().find(edge.from.node), *to = editor().state().find(edge.to.node);
  return from && to ? tr("%1 → %2").arg(QString::fromStdString(from->name), QString::fromStdString(to->name)) : QString();
}

bool GraphView::put_bend(const nodes::Edge& edge, QPointF at) {
  const nodes::GraphState& state = editor().state();
  nodes::Bends bends = state.bends_of(edge);
  if (bends.size() >= nodes::max_wire_bends) {
    Q_EMIT hint(tr("A wire has at most %1 bends: take one away first.").arg(nodes::max_wire_bends));
    return false;
  }
  const size_t place = nodes::place_in_bends(point_at(scene_.port_place(edge.from, true)), bends, point_at(scene_.port_place(edge.to, false)), point_at(at));
  bends.insert(bends.begin() + ptrdiff_t(place), snapped(at, false));
  new_bend_ = BendRef{edge, place};
  move_from_.clear();
  bend_delta_ = QPointF();
  lift_ = false;
  drop_wire_.reset();
  plus_wire_.reset();
  bends_from_ = {{edge, bends}};
  scene_.preview_bends(bends_from_);
  scene_.choose({}, {}, {*new_bend_});
  return true;
}

/// Alt on a wire puts a bend there, Alt on a bend takes it away; without Alt it is taken hold of.
bool GraphView::press_bend(const QMouseEvent& event) {
  const bool alt = event.modifiers() & Qt::AltModifier;
  const auto bend = bend_at(press_scene_);
  if (alt) {
    if (bend) {
      scene_.choose({}, {}, {*bend});
      delete_selection();
      return true;
    }
    const auto wire = scene_.wire_at(press_scene_, 6 / zoom());
    if (!wire) return false;
    if (put_bend(*wire, press_scene_)) begin_bend_move();
    return true;
  }
  if (!bend) return false;
  const bool add = event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
  press_bend_ = bend;
  press_was_chosen_ = scene_.chosen_bends().count(*bend) > 0;
  if (!press_was_chosen_) {
    auto bends = add ? scene_.chosen_bends() : std::set<BendRef>{};
    bends.insert(*bend);
    scene_.choose(add ? scene_.chosen() : std::set<NodeId>{}, add ? scene_.chosen_wires() : std::set<nodes::Edge>{}, std::move(bends));
  }
  begin_bend_move();
  return true;
}

void GraphView::begin_bend_move() {
  gesture_ = Gesture::move;
  press_node_ = {};
  take_hold();
}

/// Remembers where what is chosen stands before it is moved.
void GraphView::take_hold() {
  move_from_.clear();
  bend_delta_ = QPointF();
  for (NodeId id : scene_.chosen()) move_from_[id] = editor().state().find(id)->position;
  if (new_bend_) return;  // `bends_from_` has it already
  bends_from_.clear();
  for (const BendRef& b : scene_.chosen_bends()) bends_from_[b.edge] = editor().state().bends_of(b.edge);
}

/// Where bends are while nodes are at these places and the chosen bends have come this far.
std::map<nodes::Edge, nodes::Bends> GraphView::bends_moved(const std::map<NodeId, nodes::Point>& places, QPointF delta, bool free) {
  std::map<nodes::Edge, nodes::Bends> moved;
  const nodes::GraphState& state = editor().state();
  for (const auto& entry : state.bends()) {
    const nodes::Edge& edge = entry.first;
    if (!places.count(edge.from.node) || !places.count(edge.to.node)) continue;
    moved[edge] = nodes::bends_carried_along(state, edge, places);  // also where it is as it was: a preview may show it elsewhere
  }
  for (const BendRef& b : scene_.chosen_bends()) {
    const auto from = bends_from_.find(b.edge);
    if (from != bends_from_.end() && b.index < from->second.size()) moved.try_emplace(b.edge, from->second);
  }
  const bool alone = scene_.chosen_bends().size() == 1 && places.empty();
  for (const BendRef& b : scene_.chosen_bends()) {
    const auto from = bends_from_.find(b.edge);
    if (from == bends_from_.end() || b.index >= from->second.size() || !moved.count(b.edge)) continue;
    if (places.count(b.edge.from.node) && places.count(b.edge.to.node)) continue;  // they go with their nodes
    const QPointF to = at_point(from->second[b.index]) + delta;
    moved[b.edge][b.index] = alone && !free ? in_line(b, to) : snapped(to, free);
  }
  return moved;
}

/// In the grid, or level with or straight above the next point of the wire when that is near: such a wire runs straight there.
nodes::Point GraphView::in_line(const BendRef& bend, QPointF at) {
  const nodes::Bends& bends = bends_from_.at(bend.edge);
  const size_t i = bend.index;
  const QPointF before = i == 0 ? scene_.port_place(bend.edge.from, true) : at_point(bends[i - 1]);
  const QPointF behind = i + 1 == bends.size() ? scene_.port_place(bend.edge.to, false) : at_point(bends[i + 1]);
  const double reach = 6 / zoom();
  nodes::Point to = snapped(at, false);
  guides_.clear();
  for (const QPointF& other : {behind, before}) {
    if (std::fabs(other.y() - at.y()) <= reach) to.y = other.y();
    if (std::fabs(other.x() - at.x()) <= reach) to.x = other.x();
  }
  for (const QPointF& other : {before, behind})
    if (to.y == other.y() || to.x == other.x()) guides_.emplace_back(other, at_point(to));
  return to;
}

void GraphView::add_bend() {
  const nodes::GraphState& state = editor().state();
  std::set<nodes::Edge> wires = scene_.chosen_wires();
  for (const BendRef& b : scene_.chosen_bends()) wires.insert(b.edge);
  const auto& ids = scene_.chosen();
  if (wires.empty())
    for (NodeId id : ids)
      for (const nodes::Edge& e : state.edges_of(id))
        if (e.from.node == id && (ids.size() == 1 ? wires.empty() : ids.count(e.to.node) > 0)) wires.insert(e);
  std::erase_if(wires, [&](const nodes::Edge& e) { return !scene_.layer().find(e) || state.bends_of(e).size() >= nodes::max_wire_bends; });
  if (wires.empty()) return Q_EMIT hint(tr("Nothing to bend: choose a wire, or a node with a wire that leads on from it."));
  nodes::GraphPatch patch;
  std::set<BendRef> made;
  for (const nodes::Edge& e : wires) {
    // In the middle of the longest way between two points.
    nodes::Bends bends = state.bends_of(e);
    QPointF at = scene_.layer().middle(e);
    size_t place = 0;
    if (!bends.empty()) {
      double longest = -1;
      for (size_t i = 0; i <= bends.size(); ++i) {
        const QPointF a = i == 0 ? scene_.port_place(e.from, true) : at_point(bends[i - 1]);
        const QPointF b = i == bends.size() ? scene_.port_place(e.to, false) : at_point(bends[i]);
        if (const double d = std::hypot(b.x() - a.x(), b.y() - a.y()); d > longest) longest = d, place = i, at = (a + b) / 2;
      }
    }
    bends.insert(bends.begin() + ptrdiff_t(place), snapped(at, false));
    made.insert({e, place});
    patch.append(nodes::make_set_bends(state, e, std::move(bends), {}));
  }
  patch.label = wires.size() == 1 ? tr("Bend the wire %1").arg(wire_words(*wires.begin())).toStdString() : tr("Bend %1 wires").arg(wires.size()).toStdString();
  if (!editor().apply(std::move(patch))) return;
  scene_.choose({}, {}, made);
  Q_EMIT hint(tr("Alt + arrows move the bend, arrows go along the wire, Delete takes it away."));
}

void GraphView::straighten() {
  const nodes::GraphState& state = editor().state();
  std::vector<nodes::Edge> wires(scene_.chosen_wires().begin(), scene_.chosen_wires().end());
  for (const BendRef& b : scene_.chosen_bends()) wires.push_back(b.edge);
  const auto& ids = scene_.chosen();
  for (NodeId id : ids)
    for (const nodes::Edge& e : state.edges_of(id))
      if (ids.size() == 1 || (ids.count(e.from.node) && ids.count(e.to.node))) wires.push_back(e);
  nodes::GraphPatch patch = nodes::make_straighten(state, wires);
  if (patch.empty()) return Q_EMIT hint(tr("Nothing to straighten: no wire of what is chosen has bends."));
  editor().apply(std::move(patch));
}

nodes::GraphPatch GraphView::without_chosen_bends() const {
  const nodes::GraphState& state = scene_.editor().state();
  std::map<nodes::Edge, nodes::Bends> left;
  const auto& bends = scene_.chosen_bends();
  for (auto it = bends.rbegin(); it != bends.rend(); ++it) {  // the last of a wire first: the others keep their numbers
    if (scene_.chosen_wires().count(it->edge) || scene_.chosen().count(it->edge.from.node) || scene_.chosen().count(it->edge.to.node)) continue;
    nodes::Bends& rest = left.try_emplace(it->edge, state.bends_of(it->edge)).first->second;
    if (it->index < rest.size()) rest.erase(rest.begin() + ptrdiff_t(it->index));
  }
  nodes::GraphPatch patch;
  for (auto& [edge, rest] : left) patch.append(nodes::make_set_bends(state, edge, std::move(rest), {}));
  patch.label = bends.size() == 1 ? tr("Delete a bend").toStdString() : tr("Delete %1 bends").arg(bends.size()).toStdString();
  return patch;
}

std::optional<BendRef> GraphView::single_bend() const {
  const auto& bends = scene_.chosen_bends();
  return bends.size() == 1 && scene_.chosen().empty() ? std::optional(*bends.begin()) : std::nullopt;
}

void GraphView::show_bend(const BendRef& bend) {
  scene_.choose({}, {}, {bend});
  if (const auto at = scene_.layer().place_of(bend)) ensureVisible(QRectF(*at - QPointF(12, 12), QSizeF(24, 24)), 30, 30);
}

/// From a bend along its wire: to the next one, or to the node at its end.
bool GraphView::step_from_bend(int key) {
  const auto bend = single_bend();
  if (!bend || (key != Qt::Key_Left && key != Qt::Key_Right)) return false;
  const size_t count = editor().state().bends_of(bend->edge).size();
  if (key == Qt::Key_Right && bend->index + 1 < count) show_bend({bend->edge, bend->index + 1});
  else if (key == Qt::Key_Left && bend->index > 0) show_bend({bend->edge, bend->index - 1});
  else {
    const NodeId id = key == Qt::Key_Right ? bend->edge.to.node : bend->edge.from.node;
    scene_.choose({id});
    if (const NodeItem* item = scene_.item(id)) ensureVisible(item->scene_rect(), 30, 30);
  }
  return true;
}

}  // namespace tl::ui
