// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to nodes that are there: dragging them into and out of wires, lining them up, exchanging, passing by, framing, finding.
#include <QDragEnterEvent>
#include <QLineF>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "nodes/bends.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/minimap.h"
#include "ui/document/graph_editor.h"
#include "ui/palette/blocks.h"
#include "ui/palette/palette_panel.h"
#include "ui/palette/quick_popup.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

// ---- dragging -------------------------------------------------------------------------------------------------------------

/// The way moved, changed by a few pixels so that the pressed node is in line with one that is seen.
QPointF GraphView::guided(QPointF delta) {
  guides_.clear();
  const NodeItem* held = scene_.item(press_node_);
  const auto from = move_from_.find(press_node_);
  if (!held || from == move_from_.end()) return delta;
  const double reach = 5 / zoom();
  const QRectF mine = held->visual().rect().translated(QPointF(from->second.x, from->second.y) + delta);
  const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
  double dx = 2 * reach, dy = 2 * reach;
  QRectF by_x, by_y;
  for (NodeId id : scene_.nodes_in(seen)) {
    if (move_from_.count(id)) continue;
    const QRectF other = scene_.item(id)->scene_rect();
    if (const double d = other.left() - mine.left(); std::fabs(d) < std::fabs(dx)) dx = d, by_x = other;
    if (const double d = other.top() - mine.top(); std::fabs(d) < std::fabs(dy)) dy = d, by_y = other;
  }
  QPointF moved = delta;
  if (std::fabs(dx) <= reach) moved.rx() += dx;
  if (std::fabs(dy) <= reach) moved.ry() += dy;
  const QRectF there = mine.translated(moved - delta);
  const QRectF span_x = there.united(by_x), span_y = there.united(by_y);
  if (std::fabs(dx) <= reach) guides_.emplace_back(there.left(), span_x.top(), there.left(), span_x.bottom());
  if (std::fabs(dy) <= reach) guides_.emplace_back(span_y.left(), there.top(), span_y.right(), there.top());
  return moved;
}

void GraphView::drag_nodes(QPointF at, bool free) {
  std::map<NodeId, nodes::Point> preview;
  const QPointF plain = at - press_scene_;
  const bool had_guides = !guides_.empty();
  const QPointF d = free ? plain : guided(plain);
  const bool in_line_x = std::any_of(guides_.begin(), guides_.end(), [](const QLineF& l) { return l.dx() == 0; });
  const bool in_line_y = std::any_of(guides_.begin(), guides_.end(), [](const QLineF& l) { return l.dy() == 0; });
  for (const auto& [id, from] : move_from_) {
    const QPointF to = QPointF(from.x, from.y) + d;
    const nodes::Point grid = snapped(to, free);
    preview[id] = {in_line_x ? std::round(to.x()) : grid.x, in_line_y ? std::round(to.y()) : grid.y};
  }
  bend_delta_ = move_from_.empty() ? plain : d, bend_free_ = free;
  scene_.preview_bends(bends_moved(preview, bend_delta_, free));
  scene_.preview_positions(preview);
  // One node over a wire that it could be part of: letting go puts it in.
  const auto before = drop_wire_;
  drop_wire_.reset();
  const NodeItem* item = move_from_.size() == 1 && bends_from_.empty() ? scene_.item(move_from_.begin()->first) : nullptr;
  if (item) {
    const QPointF middle = item->pos() + QPointF(metrics::node_width / 2, metrics::first_port);
    const auto wire = scene_.wire_at(middle, 16);
    if (wire && !nodes::make_put_into_edge(editor().state(), item->id(), *wire).empty()) drop_wire_ = wire;
  }
  if (drop_wire_) Q_EMIT hint(tr("Let go to put the node into the wire"));
  else if (before) Q_EMIT hint({});
  if (had_guides || !guides_.empty() || before != drop_wire_) viewport()->update();
}

namespace {
constexpr double kWireGap = 32;   ///< between a node that was put into a wire and its neighbours
constexpr double kLowNode = 80;   ///< the least height that a node is taken to have

bool side_by_side(double top, const NodeItem& other) {
  return top < other.scene_rect().bottom() && top + kLowNode > other.scene_rect().top();
}
}  // namespace

nodes::Point GraphView::clear_of_source(const nodes::Edge& edge, nodes::Point at) const {
  const NodeItem* source = scene_.item(edge.from.node);
  if (source && side_by_side(at.y, *source) && at.x + metrics::node_width > source->pos().x())
    at.x = std::max(at.x, std::round(source->scene_rect().right() + kWireGap));
  return at;
}

nodes::GraphPatch GraphView::make_room(const nodes::Edge& edge, nodes::Point at, NodeId except) const {
  const nodes::GraphState& state = scene_.editor().state();
  const NodeItem* target = scene_.item(edge.to.node);
  const double way = target ? at.x + metrics::node_width + kWireGap - target->pos().x() : 0;
  if (!target || way <= 0 || at.x > target->scene_rect().right() || !side_by_side(at.y, *target)) return {};
  std::map<NodeId, nodes::Point> to;
  std::vector<NodeId> waiting{edge.to.node};
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    const nodes::Node* node = state.find(id);
    // What stands further left was put there on purpose: a second row, a way back.
    if (!node || id == except || id == edge.from.node || to.count(id) || node->position.x < target->pos().x()) continue;
    to[id] = {node->position.x + std::ceil(way / 4) * 4, node->position.y};
    for (const nodes::Edge& e : state.edges_of(id))
      if (e.from.node == id) waiting.push_back(e.to.node);
  }
  return nodes::make_move(state, to);
}

void GraphView::drop_nodes() {
  std::map<NodeId, nodes::Point> to;
  for (const auto& [id, from] : move_from_)
    if (const NodeItem* item = scene_.item(id)) to[id] = {item->pos().x(), item->pos().y()};
  const auto bends = bends_moved(to, bend_delta_, bend_free_);
  guides_.clear();
  const auto wire = std::exchange(drop_wire_, std::nullopt);
  viewport()->update();
  nodes::GraphPatch patch;
  if (lift_ && !to.empty()) patch = nodes::make_lift_out(editor().state(), to.begin()->first);
  else if (wire && to.size() == 1) {
    auto& [id, place] = *to.begin();
    patch = nodes::make_put_into_edge(editor().state(), id, *wire, place);
    place = clear_of_source(*wire, place);
    if (!patch.empty()) patch.append(make_room(*wire, place, id));
  }
  nodes::GraphPatch move = nodes::make_move(editor().state(), to, bends);
  if (const auto made = std::exchange(new_bend_, std::nullopt)) {
    const auto there = bends.find(made->edge);
    move = nodes::make_set_bends(editor().state(), made->edge, there == bends.end() ? bends_from_.at(made->edge) : there->second,
                                 tr("Bend the wire %1").arg(wire_words(made->edge)).toStdString());
  }
  if (patch.empty()) patch = std::move(move);
  else patch.append(std::move(move));
  bends_from_.clear();
  if (!editor().apply(std::move(patch))) put_back();
}

void GraphView::drag_frame(QPointF at, bool free) {
  const QPointF d = at - press_scene_;
  if (frame_part_ == FramePart::corner) {
    const nodes::Point corner = snapped(frame_from_.bottomRight() + d, free);
    QRectF r = frame_from_;
    r.setRight(std::max(corner.x, r.left() + FrameLayer::least_width));
    r.setBottom(std::max(corner.y, r.top() + FrameLayer::least_height));
    return scene_.frames().preview(frame_, r);
  }
  const nodes::Point way = snapped(d, free);  // the way, not the place: nodes in it stay where they are in the grid
  const QPointF moved(way.x, way.y);
  scene_.frames().preview(frame_, frame_from_.translated(moved));
  std::map<NodeId, nodes::Point> preview;
  for (const auto& [id, from] : move_from_) preview[id] = {from.x + moved.x(), from.y + moved.y()};
  scene_.preview_bends(bends_moved(preview, {}, free));
  scene_.preview_positions(preview);
}

void GraphView::drop_frame() {
  const auto found = editor().state().frames.find(frame_);
  if (found == editor().state().frames.end()) return;
  nodes::Frame frame = found->second;
  const QRectF r = scene_.frames().rect(frame_);
  frame.position = {r.x(), r.y()}, frame.width = r.width(), frame.height = r.height();
  nodes::GraphPatch patch = nodes::make_set_frame(editor().state(), frame_, frame);
  std::map<NodeId, nodes::Point> to;
  for (const auto& [id, from] : move_from_)
    if (const NodeItem* item = scene_.item(id)) to[id] = {item->pos().x(), item->pos().y()};
  patch.append(nodes::make_move(editor().state(), to));
  patch.label = frame_part_ == FramePart::corner ? QT_TRANSLATE_NOOP("tl::nodes", "Resize frame") : QT_TRANSLATE_NOOP("tl::nodes", "Move frame");
  if (!editor().apply(std::move(patch))) put_back();
}

void GraphView::cancel_gesture() {
  const Gesture gesture = gesture_;
  if (gesture == Gesture::none) return;
  end_gesture();
  if (gesture == Gesture::move || gesture == Gesture::carry) Q_EMIT hand_empty();
  if (gesture == Gesture::carry)  // back to where it came from; not from within a change of the document
    if (const uint64_t from = std::exchange(carried_, std::nullopt)->from)
      QMetaObject::invokeMethod(this, [this, from] {
        if (OpenDocument* d = editor().find(from)) editor().show(*d);
      }, Qt::QueuedConnection);
  if (gesture == Gesture::band) {
    band_ = QRectF();
    std::erase_if(wires_before_, [&](const nodes::Edge& e) { return !editor().state().edges.count(e); });
    scene_.choose(chosen_before_, wires_before_, bends_before_);
  }
  if (gesture == Gesture::move || gesture == Gesture::frame) put_back();
}

void GraphView::put_back() {
  const bool coming = new_bend_.has_value();
  new_bend_.reset();
  bends_from_.clear();
  scene_.show_frames();
  std::map<NodeId, nodes::Point> places;
  for (const auto& [id, from] : move_from_)
    if (const nodes::Node* node = editor().state().find(id)) places[id] = node->position;
  scene_.preview_positions(places);
  scene_.show_bends();
  if (coming) scene_.choose({});
}

void GraphView::focusOutEvent(QFocusEvent* event) {
  cancel_gesture();
  QGraphicsView::focusOutEvent(event);
}

void GraphView::mark_wire(std::optional<nodes::Edge> edge) {
  drop_wire_ = std::move(edge);
  viewport()->update();
}

void GraphView::draw_hints(QPainter* painter) {
  const Theme& t = theme();
  if (!guides_.empty()) {
    painter->setPen(QPen(t.accent, 0, Qt::DashLine));
    for (const QLineF& l : guides_) painter->drawLine(l);
  }
  if (plus_wire_ && gesture_ == Gesture::none && zoom() >= 0.35 && editor().state().edges.count(*plus_wire_)) {
    const QPointF c = scene_.layer().beside_label(*plus_wire_);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.accent, 1.4));
    painter->setBrush(t.raised);
    painter->drawEllipse(c, 9, 9);
    painter->drawLine(c - QPointF(4, 0), c + QPointF(4, 0));
    painter->drawLine(c - QPointF(0, 4), c + QPointF(0, 4));
  }
}

// ---- dropping palette rows ------------------------------------------------------------------------------------------------

void GraphView::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasFormat(kNodeMime)) event->acceptProposedAction();
}

void GraphView::dragMoveEvent(QDragMoveEvent* event) {
  if (!event->mimeData()->hasFormat(kNodeMime)) return;
  drop_wire_ = scene_.wire_at(mapToScene(event->position().toPoint()), 10 / zoom());
  Q_EMIT hint(drop_wire_ ? tr("Drop to insert into the wire") : QString());
  viewport()->update();
  event->acceptProposedAction();
}

void GraphView::dragLeaveEvent(QDragLeaveEvent*) {
  drop_wire_.reset();
  viewport()->update();
}

void GraphView::dropEvent(QDropEvent* event) {
  const QString key = QString::fromUtf8(event->mimeData()->data(kNodeMime));
  const QPointF at = mapToScene(event->position().toPoint());
  const std::optional<nodes::Edge> wire = std::exchange(drop_wire_, std::nullopt);
  viewport()->update();
  event->acceptProposedAction();
  setFocus(Qt::MouseFocusReason);
  if (const QString block = Blocks::file_in(key); !block.isEmpty()) return add_block(block, at);
  if (wire && editor().state().edges.count(*wire)) {
    NodeId id;
    const nodes::Point place = clear_of_source(*wire, snapped(at - QPointF(metrics::node_width / 2, metrics::first_port), false));
    nodes::GraphPatch patch = nodes::make_insert_on_edge(editor().state(), key.toStdString(), *wire, place, &id);
    if (!patch.empty()) patch.append(make_room(*wire, place));
    if (!patch.empty() && editor().apply(std::move(patch))) return choose_new({id});
  }
  add_at(key, at);
}

// ---- commands -------------------------------------------------------------------------------------------------------------

void GraphView::toggle_bypass() {
  const std::vector<NodeId> ids(scene_.chosen().begin(), scene_.chosen().end());
  if (ids.empty()) return;
  const bool all = std::all_of(ids.begin(), ids.end(), [&](NodeId id) { return editor().state().find(id)->bypassed; });
  nodes::GraphPatch patch = nodes::make_bypass(editor().state(), ids, !all);
  if (patch.empty())
    return Q_EMIT hint(tr("Nothing to bypass: data, losses, metrics and nodes whose inputs do not fit their outputs cannot be passed by."));
  editor().apply(std::move(patch));
}

void GraphView::toggle_frozen() {
  const nodes::GraphState& state = editor().state();
  std::vector<NodeId> layers;
  bool all = true, shared = false;
  // What stands in a chosen group, however deep, freezes with it.
  std::set<NodeId> seen(scene_.chosen().begin(), scene_.chosen().end());
  std::vector<NodeId> todo(seen.begin(), seen.end());
  while (!todo.empty()) {
    const NodeId id = todo.back();
    todo.pop_back();
    const nodes::Node& node = *state.find(id);
    if (const NodeId group = nodes::group_of(node)) {
      shared = shared || nodes::instances_of(state, group).size() > 1;
      for (NodeId inner : nodes::nodes_in(state, group))
        if (seen.insert(inner).second) todo.push_back(inner);
      continue;
    }
    const nodes::NodeType* type = state.type_of(node);
    if (!type || !type->field("frozen")) continue;
    layers.push_back(id);
    all = all && nodes::param_or_default(node, *type, "frozen").to_bool();
  }
  if (layers.empty()) return Q_EMIT hint(tr("Nothing to freeze: none of the chosen nodes has parameters that learn."));
  nodes::GraphPatch patch;
  std::set<NodeId> set;  // layers that share weights are set together
  for (NodeId id : layers) {
    if (set.count(id)) continue;
    nodes::GraphPatch one = nodes::make_set_param(state, id, "frozen", all ? std::nullopt : std::optional<Value>(Value(true)));
    for (const nodes::Edit& edit : one.edits)
      if (const auto* param = std::get_if<nodes::SetParam>(&edit)) set.insert(param->node);
    patch.append(std::move(one));
  }
  const QString what = layers.size() == 1 ? QString::fromStdString(state.find(layers[0])->name) : tr("%n layer(s)", nullptr, int(layers.size()));
  patch.label = (all ? tr("Let %1 learn") : tr("Freeze %1")).arg(what).toStdString();
  if (editor().apply(std::move(patch)) && shared) Q_EMIT hint(tr("This holds in every instance of the group."));
}

std::map<NodeId, nodes::Point> GraphView::chosen_sizes() const {
  std::map<NodeId, nodes::Point> sizes;
  for (NodeId id : scene_.chosen())
    if (const NodeItem* item = scene_.item(id)) sizes[id] = {metrics::node_width, item->visual().height};
  return sizes;
}

void GraphView::align(nodes::Side side) {
  if (scene_.chosen().size() < 2) return Q_EMIT hint(tr("Choose two nodes or more to line them up."));
  editor().apply(nodes::make_align(editor().state(), chosen_sizes(), side));
}

void GraphView::distribute(bool level) {
  if (scene_.chosen().size() < 3) return Q_EMIT hint(tr("Choose three nodes or more to space them evenly."));
  editor().apply(nodes::make_distribute(editor().state(), chosen_sizes(), level));
}

void GraphView::frame_selection() {
  QRectF r = scene_.rect_of(scene_.chosen());
  const QPointF middle = mapToScene(viewport()->rect().center());
  if (r.isNull()) r = QRectF(middle - QPointF(180, 100), QSizeF(360, 200));
  r.adjust(-24, -24 - FrameLayer::title_height, 24, 24);
  nodes::Frame frame;
  frame.position = {r.x(), r.y()}, frame.width = r.width(), frame.height = r.height();
  frame.title = tr("Frame").toStdString();
  frame.home = editor().level().home;
  if (const nodes::Node* first = scene_.chosen().empty() ? nullptr : editor().state().find(*scene_.chosen().begin()))
    if (const nodes::NodeType* type = editor().state().type_of(*first)) frame.color = nodes::category_id(type->category);
  NodeId id;
  if (!editor().apply(nodes::make_add_frame(editor().state(), std::move(frame), &id))) return;
  const QRectF title(scene_.frames().rect(id).topLeft(), QSizeF(160, FrameLayer::title_height));
  if (fitted_) fit_all();  // what showed everything goes on doing so
  else ensureVisible(title, 20, 20);
  scene_.choose_frame(id);
  Q_EMIT frame_name_wanted();
}

void GraphView::rename_frame(const QString& title) {
  const auto found = editor().state().frames.find(scene_.chosen_frame());
  if (found == editor().state().frames.end()) return;
  nodes::Frame frame = found->second;
  const NodeId id = found->first;
  frame.title = title.toStdString();
  nodes::GraphPatch patch = nodes::make_set_frame(editor().state(), id, std::move(frame));
  patch.label = tr("Rename frame").toStdString();
  editor().apply(std::move(patch));
}

void GraphView::lift_out() {
  const NodeId id = scene_.single();
  if (!id) return Q_EMIT hint(tr("Choose the node to take out of its wires."));
  editor().apply(nodes::make_lift_out(editor().state(), id));
}

void GraphView::open_swap() {
  const NodeId id = scene_.single();
  const nodes::Node* node = editor().state().find(id);
  if (!node) return Q_EMIT hint(tr("Choose the node that is to become another."));
  if (node->type == nodes::group_type) return Q_EMIT hint(tr("A group has no other type; open it to change what is in it."));
  const nodes::NodeType* mine = nodes::find_node_type(node->type);
  const size_t wires = editor().state().edges_of(id).size();
  // What comes in at the first input that is wired: of the types that keep the wires, those that take it come first.
  const nodes::NodeReport* report = editor().report(id);
  const nodes::PortReport* incoming = nullptr;
  if (report)
    for (const nodes::PortReport& p : report->ports)
      if (!p.is_output && p.meta && !incoming) incoming = &p;
  std::vector<std::pair<int, QuickEntry>> ranked;
  for (const nodes::NodeType& type : nodes::node_types()) {
    if (type.key == node->type) continue;
    nodes::GraphPatch patch = nodes::make_retype(editor().state(), id, type.key);
    size_t lost = 0;
    for (const nodes::Edit& edit : patch.edits) lost += std::holds_alternative<nodes::RemoveEdge>(edit);
    QuickEntry e;
    e.title = QString::fromStdString(type.title);
    e.note = lost == 0 ? tr("keeps its wires") : tr("loses %n wire(s)", nullptr, int(lost));
    int unfit = 0;
    if (lost == 0 && incoming) {
      const nodes::Offer offer = nodes::offer_for(type, incoming->kind, &*incoming->meta);
      unfit = !offer.fits;
      if (!offer.text.empty()) e.note = offer.fits ? QStringLiteral("→ ") + QString::fromStdString(offer.text) : translated(offer.text);
    }
    if (wires == 0) e.note = tr(nodes::category_title(type.category));
    e.words = QString::fromStdString(type.key + " " + nodes::category_title(type.category)) + QLatin1Char(' ') + translated(std::string(nodes::category_title(type.category)));
    for (const std::string& word : type.keywords) e.words += QLatin1Char(' ') + QString::fromStdString(word);
    e.color = category_color(nodes::category_id(type.category));
    e.run = [this, id, key = type.key] {
      if (!editor().state().find(id)) return Q_EMIT hint(tr("The node is gone: there is nothing to change any more."));
      editor().apply(nodes::make_retype(editor().state(), id, key));
    };
    ranked.emplace_back(int(lost) * 4 + unfit * 2 + (mine && mine->category == type.category ? 0 : 1), std::move(e));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<QuickEntry> entries;
  for (auto& [rank, e] : ranked) entries.push_back(std::move(e));
  const NodeItem* item = scene_.item(id);
  ensureVisible(item->scene_rect(), 20, 20);
  disconnect(quick_, &QuickPopup::cancelled, this, nullptr);  // what a search before would bring back
  quick_->open(tr("Change %1 to…").arg(QString::fromStdString(node->name)), std::move(entries),
               mapFromScene(item->scene_rect().bottomLeft()) + QPoint(0, 6));
}

void GraphView::open_find() {
  std::vector<QuickEntry> entries;
  std::map<NodeId, std::vector<NodeId>> paths;
  for (const auto& [id, group] : editor().state().groups) paths[id] = nodes::path_to(editor().state(), id);
  for (const auto& [id, node] : editor().state().nodes) {
    const nodes::NodeType* type = editor().state().type_of(*node);
    // Of a node in a group: what it is in the first instance that leads to it.
    const nodes::Level level = node->home == editor().level().home ? editor().level() : nodes::level_at(editor().state(), paths[node->home]);
    const nodes::NodeReport* report = editor().analysis().node(level.flat(id));
    QuickEntry e;
    e.title = QString::fromStdString(level.home == editor().level().home ? node->name : level.prefix + node->name);
    e.note = QString::fromStdString(type ? type->title : node->type).left(60);
    if (report && !report->summary.empty()) e.note += QStringLiteral(" · ") + translated(report->summary);
    for (const auto& [key, value] : node->params)
      e.words += QString::fromStdString(key) + QLatin1Char('=') + value_text(value).left(60) + QLatin1Char(' ');
    e.color = category_color(type ? nodes::category_id(type->category) : "");
    e.run = e.look = [this, id = id] { show_node(id); };
    entries.push_back(std::move(e));
  }
  for (const auto& [id, frame] : editor().state().frames) {
    QuickEntry e;
    e.title = QString::fromStdString(frame.title).left(60);
    e.note = tr("frame");
    e.words = QString::fromStdString(frame.note).left(400);
    e.run = e.look = [this, id = id, home = frame.home] {
      if (home != editor().level().home) editor().go_to(nodes::path_to(editor().state(), home));
      scene_.choose_frame(id);
      centerOn(scene_.frames().rect(id).center());
    };
    entries.push_back(std::move(e));
  }
  if (entries.empty()) return Q_EMIT hint(tr("There is nothing to find yet: the canvas is empty."));
  std::stable_sort(entries.begin(), entries.end(), [](const QuickEntry& a, const QuickEntry& b) { return a.title < b.title; });
  // Escape brings back what was seen before.
  const QTransform before = transform();
  const QPointF centre = mapToScene(viewport()->rect().center());
  const auto chosen = scene_.chosen();
  disconnect(quick_, &QuickPopup::cancelled, this, nullptr);
  connect(quick_, &QuickPopup::cancelled, this, [this, before, centre, chosen, path = editor().level().path] {
    disconnect(quick_, &QuickPopup::cancelled, this, nullptr);
    editor().go_to(path);
    set_zoom(before.m11(), QPointF(viewport()->rect().center()));
    centerOn(centre);
    scene_.choose(chosen);
  });
  quick_->open(tr("Find a node by name, type or parameter…"), std::move(entries));
}

void GraphView::open_search_in_wire(const nodes::Edge& edge) {
  const nodes::NodeType* type = editor().state().type_of(edge.from.node);
  const nodes::PortDesc* port = type ? type->output(edge.from.port) : nullptr;
  if (!port || !editor().state().edges.count(edge)) return;
  WireInHand wire;
  wire.port = edge.from, wire.kind = port->kind, wire.in_wire = true;
  if (const nodes::NodeReport* report = editor().report(edge.from.node))
    if (const nodes::TensorMeta* meta = report->output(edge.from.port)) wire.meta = *meta;
  insert_wire_ = edge;
  search_by_key_ = false;
  search_place_ = scene_.layer().beside_label(edge);
  gesture_ = Gesture::none;
  popup_->open_at(mapFromScene(search_place_) + QPoint(8, 12), std::move(wire));
}

// ---- menus ----------------------------------------------------------------------------------------------------------------

void GraphView::fill_node_menu(QMenu& menu) {
  menu.addAction(tr("Wire…"), this, &GraphView::open_wires);
  menu.addAction(tr("Add the next node…"), this, &GraphView::open_search_after);
  menu.addAction(tr("Change its type…"), this, &GraphView::open_swap);
  menu.addAction(tr("Take it out of its wires"), this, &GraphView::lift_out);
  menu.addSeparator();
  menu.addAction(tr("Bypass, or put back to work"), this, &GraphView::toggle_bypass);
  menu.addAction(tr("Freeze, or let it learn"), this, &GraphView::toggle_frozen);
  menu.addAction(tr("Frame"), this, &GraphView::frame_selection);
  menu.addSeparator();
  const nodes::Node* only = editor().state().find(scene_.single());
  const bool group = only && nodes::group_of(*only);
  if (group) menu.addAction(tr("Open the group"), this, [this, id = only->id] { open_group(id); });
  menu.addAction(tr("Group"), this, &GraphView::group_selection);
  if (group) {
    menu.addAction(tr("Ungroup"), this, &GraphView::ungroup_selection);
    menu.addAction(tr("Make it independent of its other instances"), this, &GraphView::make_independent)
        ->setEnabled(nodes::instances_of(editor().state(), nodes::group_of(*only)).size() > 1);
  }
  if (only && only->home) fill_promote_menu(*menu.addMenu(tr("Show on the group")), only->id);
  menu.addSeparator();
}

void GraphView::fill_frame_menu(QMenu& menu) {
  menu.addAction(tr("Rename the frame…"), this, &GraphView::frame_name_wanted);
  QMenu* colors = menu.addMenu(tr("Colour"));
  for (nodes::Category c : nodes::categories()) {
    QPixmap square(14, 14);
    square.fill(category_color(nodes::category_id(c)));
    colors->addAction(QIcon(square), tr(nodes::category_title(c)), this, [this, c] {
      const auto found = editor().state().frames.find(scene_.chosen_frame());
      if (found == editor().state().frames.end()) return;
      nodes::Frame frame = found->second;
      frame.color = nodes::category_id(c);
      const NodeId id = found->first;
      editor().apply(nodes::make_set_frame(editor().state(), id, std::move(frame)));
      scene_.choose_frame(id);
    });
  }
  menu.addSeparator();
  menu.addAction(tr("Delete the frame"), this, [this] { delete_selection(); });
}

}  // namespace tl::ui
