// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas without a mouse: going along the wires, adding nodes where there is room, wiring by name.
#include <QCursor>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

// ---- searching ------------------------------------------------------------------------------------------------------------

void GraphView::open_search_at_cursor() {
  insert_wire_.reset();
  const QPoint cursor = viewport()->mapFromGlobal(QCursor::pos());
  // A mouse that rests since the last search is not what the person works with: the new node goes beside the chosen one then.
  search_by_key_ = QCursor::pos() == search_cursor_ || !viewport()->rect().contains(cursor);
  search_cursor_ = QCursor::pos();
  search_place_ = search_by_key_ ? place_of_next() : mapToScene(cursor);
  const QPoint place = search_by_key_ ? mapFromScene(search_place_) : cursor;
  const WireInHand context = output_of_chosen();
  const QRect clear = search_by_key_ ? node_in_view(scene_.single()) : QRect();
  if (context.meta) popup_->open_beside(place, context, clear);
  else popup_->open_at(place, {}, clear);
}

/// What the chosen node gives, as a wire that nobody holds; without a shape when there is none.
WireInHand GraphView::output_of_chosen() {
  WireInHand wire;
  const nodes::Node* node = editor().state().find(scene_.single());
  const nodes::NodeType* type = node ? editor().state().type_of(*node) : nullptr;
  const nodes::NodeReport* report = node ? editor().report(node->id) : nullptr;
  if (!type || !report || type->outputs.empty()) return wire;
  wire.port = {node->id, type->outputs.front().name};
  wire.kind = type->outputs.front().kind;
  if (const nodes::TensorMeta* meta = report->output(wire.port.port)) wire.meta = *meta;
  return wire;
}

void GraphView::open_search_after() {
  const nodes::Node* node = editor().state().find(scene_.single());
  const nodes::NodeType* type = node ? editor().state().type_of(*node) : nullptr;
  if (!type || type->outputs.empty())
    return Q_EMIT hint(node ? tr("%1 gives nothing that a next node could take.").arg(QString::fromStdString(node->name))
                            : tr("Select the node that the next one is to follow."));
  // The first output that nothing takes yet, else the first.
  const auto free = std::find_if(type->outputs.begin(), type->outputs.end(), [&](const nodes::PortDesc& p) {
    const auto& edges = editor().state().edges_of(node->id);
    return std::none_of(edges.begin(), edges.end(), [&](const nodes::Edge& e) { return e.from == nodes::PortRef{node->id, p.name}; });
  });
  wire_port_ = {node->id, (free == type->outputs.end() ? type->outputs.front() : *free).name};
  wire_from_output_ = true;
  search_by_key_ = true;
  const QPointF corner = free_place(place_of_next()) - QPointF(metrics::node_width / 2, metrics::header / 2);
  const QPointF at = corner + QPointF(0, metrics::first_port);
  search_for_wire(at, mapFromScene(at) + QPoint(8, -18));
}

QRect GraphView::node_in_view(NodeId id) const {
  const NodeItem* item = scene_.item(id);
  return item ? mapFromScene(item->scene_rect().adjusted(-metrics::port_reach, 0, metrics::port_reach, 0)).boundingRect() : QRect();
}

// ---- wiring by name -------------------------------------------------------------------------------------------------------

/// Every wire that the node could have, best first: free ports, then taken ones, then the wires it has, then what does not fit.
std::vector<SearchEntry> GraphView::wire_entries(NodeId id) {
  const nodes::GraphState& state = editor().state();
  const nodes::Node* node = state.find(id);
  const nodes::NodeType* type = node ? editor().state().type_of(*node) : nullptr;
  std::vector<std::pair<int, SearchEntry>> ranked;
  const auto text = [&](const nodes::PortRef& p) { return QString::fromStdString(state.find(p.node)->name + "." + p.port); };
  const auto offer = [&](const nodes::PortRef& mine, bool is_output, const nodes::PortRef& other, const nodes::Verdict& verdict) {
    const nodes::Edge edge = is_output ? nodes::Edge{mine, other} : nodes::Edge{other, mine};
    const nodes::NodeType* other_type = state.type_of(other.node);
    const nodes::PortDesc* input = is_output ? other_type->input(other.port) : type->input(mine.port);
    const auto& sources = state.sources(edge.to);
    SearchEntry e;
    e.type = other_type;
    e.edge = edge;
    e.title = QString::fromStdString(mine.port) + (is_output ? QStringLiteral(" → ") : QStringLiteral(" ← ")) + text(other);
    e.wired = state.edges.count(edge) > 0;
    e.fits = e.wired || verdict.ok;
    const bool taken = !sources.empty() && input && !input->multiple;
    if (e.wired) e.note = tr("wired; Enter cuts");
    else if (!verdict.ok) e.note = translated(verdict.reason);
    else if (taken) e.note = tr("instead of %1").arg(text(sources.front()));
    else if (const nodes::NodeReport* r = editor().report(edge.from.node))
      if (const nodes::TensorMeta* meta = r->output(edge.from.port)) e.note = QString::fromStdString(meta->text());
    ranked.emplace_back(e.wired ? 2 : !verdict.ok ? 3 : taken ? 1 : 0, std::move(e));
  };
  if (type) {
    for (const bool is_output : {true, false})
      for (const nodes::PortDesc& p : is_output ? type->outputs : type->inputs)
        for (const auto& [other, verdict] : nodes::fitting_ports(state, {id, p.name}, is_output))
          if (other.node != id) offer({id, p.name}, is_output, other, verdict);
  }
  // Of equals the one that stands nearest comes first.
  const double x = node ? node->position.x : 0, y = node ? node->position.y : 0;
  const auto distance = [&](const SearchEntry& e) {
    const NodeId other = e.edge->from.node == id ? e.edge->to.node : e.edge->from.node;
    const nodes::Point p = state.find(other)->position;
    return std::hypot(p.x - x, p.y - y);
  };
  std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : distance(a.second) < distance(b.second);
  });
  std::vector<SearchEntry> entries;
  for (auto& [rank, e] : ranked) entries.push_back(std::move(e));
  return entries;
}

void GraphView::open_wires() {
  const NodeItem* item = scene_.item(scene_.single());
  if (!item) return Q_EMIT hint(tr("Select the node that is to be wired."));
  std::vector<SearchEntry> entries = wire_entries(item->id());
  if (entries.empty()) return Q_EMIT hint(tr("There is no other node to wire this one to yet."));
  const QString name = QString::fromStdString(editor().state().find(item->id())->name);
  ensureVisible(item->scene_rect(), 20, 20);
  popup_->open_wires_at(mapFromScene(item->scene_rect().bottomLeft()) + QPoint(0, 6), tr("Wire %1 to…").arg(name), std::move(entries),
                        node_in_view(item->id()));
}

void GraphView::take_wire(const SearchEntry& entry) {
  // The document may have changed since the list was opened.
  const nodes::GraphState& state = editor().state();
  if (!state.find(entry.edge->from.node) || !state.find(entry.edge->to.node) || entry.wired != (state.edges.count(*entry.edge) > 0))
    return Q_EMIT hint(tr("%1: the graph has changed since; open the list again.").arg(entry.title));
  if (entry.wired) editor().apply(nodes::make_disconnect(editor().state(), *entry.edge));
  else if (entry.fits) editor().apply(nodes::make_connect(editor().state(), entry.edge->from, entry.edge->to));
  else Q_EMIT hint(tr("%1: %2").arg(entry.title, entry.note));
}

// ---- choosing and moving --------------------------------------------------------------------------------------------------

void GraphView::step_selection(int key) {
  const auto& state = editor().state();
  if (step_from_bend(key)) return;
  NodeItem* current = scene_.item(scene_.single());
  // The view moves only as far as it must: what is seen already stays where it is.
  const auto go = [this](NodeId id) {
    scene_.choose({id});
    if (const NodeItem* item = scene_.item(id)) ensureVisible(item->scene_rect(), 30, 30);
  };
  if (!current) {
    for (NodeId id : state.topological_order())
      if (scene_.item(id)) return go(id);
    return;
  }
  const QPointF c = current->scene_rect().center();
  const QPointF direction = key == Qt::Key_Left    ? QPointF(-1, 0)
                            : key == Qt::Key_Right ? QPointF(1, 0)
                            : key == Qt::Key_Up    ? QPointF(0, -1)
                                                   : QPointF(0, 1);
  // Left and right follow wires first; else the nearest node in that direction.
  for (const nodes::Edge& e : state.edges_of(current->id())) {
    const size_t bends = state.bends_of(e).size();
    if (key == Qt::Key_Right && e.from.node == current->id()) return bends ? show_bend({e, 0}) : go(e.to.node);
    if (key == Qt::Key_Left && e.to.node == current->id()) return bends ? show_bend({e, bends - 1}) : go(e.from.node);
  }
  NodeItem* best = nullptr;
  double best_cost = 1e18;
  for (const auto& [id, item] : scene_.items_by_id()) {
    const QPointF d = item->scene_rect().center() - c;
    const double along = QPointF::dotProduct(d, direction), across = std::fabs(d.x() * direction.y() - d.y() * direction.x());
    if (along < 8) continue;
    const double cost = along + 2.5 * across;
    if (cost < best_cost) best = item, best_cost = cost;
  }
  if (best) go(best->id());
}

void GraphView::move_selection_by(QPointF delta) {
  std::map<NodeId, nodes::Point> to;
  for (NodeId id : scene_.chosen()) {
    const nodes::Point p = editor().state().find(id)->position;
    to[id] = {p.x + delta.x(), p.y + delta.y()};
  }
  take_hold();
  nodes::GraphPatch patch = nodes::make_move(editor().state(), to, bends_moved(to, delta, true));
  bends_from_.clear();
  patch.merge_id = "nudge";
  editor().apply(std::move(patch));
}

void GraphView::keyPressEvent(QKeyEvent* event) {
  const bool shift = event->modifiers() & Qt::ShiftModifier, alt = event->modifiers() & Qt::AltModifier;
  const bool adds = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
  if (read_only_ && (adds || (event->key() == Qt::Key_Escape && scene_.chosen().empty() && editor().level().path.empty()))) return event->ignore();
  switch (event->key()) {
    case Qt::Key_Tab: return open_search_at_cursor();
    case Qt::Key_Backtab: return open_search_after();
    case Qt::Key_Return: case Qt::Key_Enter:
      if (open_group(scene_.single())) return;
      return Q_EMIT edit_wanted();
    case Qt::Key_Backspace:
      if (scene_.chosen().empty()) return editor().leave();
      return QGraphicsView::keyPressEvent(event);
    case Qt::Key_Escape:
      if (gesture_ != Gesture::none) return cancel_gesture();
      if (scene_.chosen().empty() && scene_.chosen_wires().empty() && scene_.chosen_bends().empty() && !scene_.chosen_frame()) return editor().leave();
      return scene_.choose({});
    case Qt::Key_Left: case Qt::Key_Right: case Qt::Key_Up: case Qt::Key_Down: {
      if (!alt) return step_selection(event->key());
      const double step = shift ? 24 : 4;
      return move_selection_by({event->key() == Qt::Key_Left ? -step : event->key() == Qt::Key_Right ? step : 0,
                                event->key() == Qt::Key_Up ? -step : event->key() == Qt::Key_Down ? step : 0});
    }
    case Qt::Key_Plus: return zoom_by(1.15);
    case Qt::Key_Minus: return zoom_by(1 / 1.15);
    default: QGraphicsView::keyPressEvent(event);
  }
}

}  // namespace tl::ui
