// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QLineF>
#include <QPainter>
#include <QScrollBar>
#include <cmath>

#include "engine/core/error.h"
#include "nodes/arrange.h"
#include "nodes/axes.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "nodes/project_io.h"
#include "ui/canvas/breadcrumb.h"
#include "ui/canvas/canvas_access.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/minimap.h"
#include "ui/document/graph_editor.h"
#include "ui/palette/blocks.h"
#include "ui/palette/quick_popup.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::NodeId;

GraphView::GraphView(GraphScene& scene, QWidget* parent) : QGraphicsView(&scene, parent), scene_(scene) {
  install_canvas_access();
  setObjectName("canvas");
  setAccessibleName(tr("Graph canvas"));
  setFrameShape(QFrame::NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
  setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
  setOptimizationFlag(QGraphicsView::DontSavePainterState);
  setTransformationAnchor(QGraphicsView::NoAnchor);
  setResizeAnchor(QGraphicsView::NoAnchor);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setAcceptDrops(true);
  setFocusPolicy(Qt::StrongFocus);
  popup_ = new SearchPopup(this);
  quick_ = new QuickPopup(this);
  connect(quick_, &QuickPopup::refused, this, &GraphView::hint);
  minimap_ = new Minimap(*this, this);
  breadcrumb_ = new Breadcrumb(editor(), this);
  connect(&editor(), &GraphEditor::level_changed, this, &GraphView::take_level);
  connect(&editor(), &GraphEditor::changed, this, [this](const nodes::ChangeSet& change) {
    if (change.reset) seen_before_.clear(), level_shown_.clear();
  });
  connect(&editor(), &GraphEditor::leaving, this, [this](OpenDocument* d) { leave_document(*d); });
  connect(&editor(), &GraphEditor::switched, this, &GraphView::take_document);
  connect(&editor(), &GraphEditor::closing, this, [this](OpenDocument* d) { left_.erase(d->id()); });
  connect(popup_, &SearchPopup::chosen, this, &GraphView::take_choice);
  connect(popup_, &SearchPopup::wire_chosen, this, &GraphView::take_wire);
  connect(popup_, &SearchPopup::cancelled, this, [this] {
    cancel_gesture();
    end_gesture();
  });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { viewport()->update(); });
  connect(&scene, &GraphScene::selection_changed, this, [this] { announce_choice(*this); });
  connect(&scene.editor(), &GraphEditor::changed, this, [this] {
    // Undone, mended or opened under the hand: what it holds may be elsewhere by now, or gone.
    if (gesture_ != Gesture::none && gesture_ != Gesture::pan) cancel_gesture();
  });
  connect(&scene, &GraphScene::layout_changed, this, [this] {
    place_minimap();
    if (editor().state().nodes.empty()) viewport()->update();  // the words on an empty canvas
  });
}

GraphEditor& GraphView::editor() { return scene_.editor(); }

// ---- seeing ---------------------------------------------------------------------------------------------------------------

void GraphView::set_zoom(double wanted, QPointF anchor) {
  wanted = std::clamp(wanted, 0.05, 3.0);
  fitted_ = false;
  if (std::fabs(wanted - 1) < 0.03) wanted = 1;  // 100 % is easy to hit: text is crisp there
  const QPointF before = mapToScene(anchor.toPoint());
  setTransform(QTransform::fromScale(wanted, wanted));
  const QPointF shift = mapFromScene(before) - anchor;
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(std::lround(shift.x())));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::lround(shift.y())));
  Q_EMIT zoom_changed(zoom());
  minimap_->update();
}

void GraphView::zoom_by(double factor) { set_zoom(zoom() * factor, QPointF(viewport()->rect().center())); }
void GraphView::zoom_reset() { set_zoom(1, QPointF(viewport()->rect().center())); }

static void fit_rect(GraphView& view, QRectF rect) {
  if (rect.isNull()) return view.zoom_reset();
  rect.adjust(-30, -30, 30, 40);
  const double fit = std::min(view.viewport()->width() / rect.width(), view.viewport()->height() / rect.height());
  view.set_zoom(std::min(fit, 1.0), QPointF(view.viewport()->rect().center()));
  view.centerOn(rect.center());
}

void GraphView::fit_all() {
  fit_rect(*this, scene_.all_rect());
  fitted_ = true;
}
void GraphView::fit_selection() { fit_rect(*this, scene_.chosen().empty() ? scene_.all_rect() : scene_.rect_of(scene_.chosen())); }

void GraphView::show_node(NodeId id) {
  // Elsewhere: the level is opened where it stands.
  if (const nodes::Node* node = editor().state().find(id); node && node->home != editor().level().home)
    editor().go_to(nodes::path_to(editor().state(), node->home));
  const NodeItem* item = scene_.item(id);
  if (!item) return;
  scene_.choose({id});
  if (zoom() < 0.6) set_zoom(1, QPointF(viewport()->rect().center()));
  centerOn(item->scene_rect().center());
}

void GraphView::show_minimap(bool on) {
  minimap_wanted_ = on;
  place_minimap();
}

void GraphView::place_minimap() {
  // On a small canvas the map would cover the nodes it shows; on an empty one there is nothing to show.
  const bool room = width() >= 3 * minimap_->width() && height() >= 3 * minimap_->height();
  minimap_->place();
  minimap_->setVisible(minimap_wanted_ && room && !editor().state().nodes.empty());
}

void GraphView::paintEvent(QPaintEvent* event) {
  scene_.prepare(mapToScene(event->rect()).boundingRect().adjusted(-2, -2, 2, 2), zoom());
  QGraphicsView::paintEvent(event);
}

void GraphView::drawBackground(QPainter* painter, const QRectF& rect) {
  const Theme& t = theme();
  painter->fillRect(rect, t.canvas);
  const double z = zoom();
  // Filled rectangles a pixel wide, on whole pixels: upright lines cost many times as much.
  const QTransform base = painter->worldTransform();
  const double ratio = painter->device()->devicePixelRatioF(), pixel = 1 / ratio;
  const QRectF seen = base.mapRect(rect);
  const auto snapped = [&](double v) { return std::floor(v * ratio) / ratio; };
  painter->setWorldTransform(QTransform());
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const bool major : {false, true}) {
    const double pitch = major ? metrics::grid * 5 : metrics::grid;
    if (pitch * z < (major ? 18 : 14)) continue;
    const QColor& color = major ? t.grid_major : t.grid;
    for (double x = std::floor(rect.left() / pitch) * pitch; x < rect.right(); x += pitch)
      painter->fillRect(QRectF(snapped(base.map(QPointF(x, 0)).x()), seen.top(), pixel, seen.height()), color);
    for (double y = std::floor(rect.top() / pitch) * pitch; y < rect.bottom(); y += pitch)
      painter->fillRect(QRectF(seen.left(), snapped(base.map(QPointF(0, y)).y()), seen.width(), pixel), color);
  }
  painter->setWorldTransform(base);
}

void GraphView::drawForeground(QPainter* painter, const QRectF&) {
  const Theme& t = theme();
  if (gesture_ == Gesture::wire || (popup_->isVisible() && popup_->wire() && !popup_->wire()->in_wire)) {
    const QPointF a = scene_.port_place(wire_port_, wire_from_output_);
    QPointF from = a, to = wire_end_;
    if (!wire_from_output_) std::swap(from, to);
    QPainterPath path(from);
    const double reach = std::max(30.0, std::fabs(to.x() - from.x()) / 2);
    path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    const bool refused = wire_over_ && !wire_ok_;
    painter->setPen(QPen(refused ? t.error : t.accent, 2.4, refused ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap));
    painter->drawPath(path);
    painter->setPen(Qt::NoPen);
    painter->setBrush(refused ? t.error : t.accent);
    painter->drawEllipse(wire_end_, 4, 4);
  }
  if (gesture_ == Gesture::band && !band_.isNull()) {
    QColor fill = t.accent;
    fill.setAlphaF(0.10f);
    painter->setBrush(fill);
    painter->setPen(QPen(t.accent, 0));
    painter->drawRect(band_);
  }
  if (drop_wire_) {
    if (const QPainterPath* path = scene_.layer().path(*drop_wire_)) {
      painter->setBrush(Qt::NoBrush);
      painter->setPen(QPen(t.accent, 3.2));
      painter->drawPath(*path);
    }
  }
  draw_hints(painter);
  if (gesture_ == Gesture::carry) draw_carried(painter);
  if (editor().state().nodes.empty()) {  // an empty document says how to begin
    painter->save();
    painter->resetTransform();
    const QRectF r(viewport()->rect());
    painter->setFont(ui_font(17, QFont::DemiBold));
    painter->setPen(t.muted);
    painter->drawText(r.adjusted(0, -64, 0, -64), Qt::AlignCenter, tr("An empty canvas"));
    painter->setFont(ui_font(12.5));
    painter->setPen(t.hint);
    painter->drawText(r.adjusted(20, 16, -20, 16), Qt::AlignCenter | Qt::TextWordWrap,
                      tr("Drag a node from the palette, or press Tab to search for one.\n"
                         "A network needs data, layers, a loss and an optimizer.\n\n"
                         "File ▸ Examples opens one that trains right away."));
    painter->restore();
  }
}

void GraphView::resizeEvent(QResizeEvent* event) {
  const QPointF centre = event->oldSize().isValid() ? mapToScene(QRect(QPoint(0, 0), event->oldSize()).center()) : QPointF();
  const bool fitted = fitted_;
  QGraphicsView::resizeEvent(event);
  place_minimap();
  breadcrumb_->place();
  if (fitted) fit_all();  // what showed everything goes on doing so
  else if (event->oldSize().isValid()) centerOn(centre);
}

void GraphView::scrollContentsBy(int dx, int dy) {
  fitted_ = false;
  QGraphicsView::scrollContentsBy(dx, dy);
  if (editor().state().nodes.empty()) viewport()->update();  // the words on an empty canvas stay where they are
  if (minimap_) minimap_->update();
}

void GraphView::wheelEvent(QWheelEvent* event) {
  if (event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)) {
    const QPoint d = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (d.x() ? d.x() : d.y()));
  } else if (!event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier)) {  // a touchpad pans
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->pixelDelta().x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - event->pixelDelta().y());
  } else {
    set_zoom(zoom() * std::pow(1.15, event->angleDelta().y() / 120.0), event->position());
  }
  event->accept();
}

// ---- gestures -------------------------------------------------------------------------------------------------------------

nodes::Point GraphView::snapped(QPointF at, bool free) const {
  const double step = free ? 1 : 4;
  return {std::round(at.x() / step) * step, std::round(at.y() / step) * step};
}

void GraphView::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  gave_up_ = false;
  if (gesture_ != Gesture::none) {
    // Another button takes back what the hand is doing; the same one again means that its release was lost.
    const bool other = event->button() != held_;
    cancel_gesture();
    gave_up_ = other && event->button() == Qt::RightButton;
    if (other) return;
  }
  held_ = event->button();
  press_view_ = last_view_ = event->pos();
  press_scene_ = mapToScene(event->pos());
  moved_ = false;
  press_node_ = {};
  const bool alt = event->modifiers() & Qt::AltModifier;
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && alt && !scene_.node_at(press_scene_))) {
    gesture_ = Gesture::pan;
    viewport()->setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  lift_ = false;
  bool is_output = false;
  if (const auto port = scene_.port_at(press_scene_, &is_output); port && !alt) {
    const auto& sources = editor().state().sources(*port);
    // A wired input is picked up at that end; Ctrl draws a new wire from it instead.
    if (!is_output && !sources.empty() && !(event->modifiers() & Qt::ControlModifier))
      begin_wire(sources.back(), true, nodes::Edge{sources.back(), *port});
    else begin_wire(*port, is_output, std::nullopt);
    return;
  }
  const bool add = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
  if (NodeItem* item = scene_.node_at(press_scene_)) {
    press_node_ = item->id();
    press_was_chosen_ = scene_.chosen().count(press_node_) > 0;
    if (!press_was_chosen_) {
      auto ids = add ? scene_.chosen() : std::set<NodeId>{};
      ids.insert(press_node_);
      scene_.choose(std::move(ids));
    }
    move_from_.clear();
    for (NodeId id : scene_.chosen()) move_from_[id] = editor().state().find(id)->position;
    gesture_ = Gesture::move;
    lift_ = alt && scene_.chosen().size() == 1;
    return;
  }
  if (plus_wire_ && editor().state().edges.count(*plus_wire_) &&
      QLineF(press_scene_, scene_.layer().beside_label(*plus_wire_)).length() <= 11 / std::min(1.0, zoom()))
    return open_search_in_wire(*plus_wire_);
  if (const auto wire = scene_.wire_at(press_scene_, 6 / zoom())) {
    auto wires = add ? scene_.chosen_wires() : std::set<nodes::Edge>{};
    wires.insert(*wire);
    scene_.choose(add ? scene_.chosen() : std::set<NodeId>{}, std::move(wires));
    return;
  }
  if (const NodeId frame = scene_.frames().at(press_scene_, &frame_part_)) {
    scene_.choose_frame(frame);
    frame_ = frame;
    frame_from_ = scene_.frames().rect(frame);
    move_from_.clear();
    if (frame_part_ == FramePart::title)
      for (NodeId id : scene_.nodes_within(frame_from_)) move_from_[id] = editor().state().find(id)->position;
    gesture_ = Gesture::frame;
    return;
  }
  chosen_before_ = scene_.chosen();
  wires_before_ = scene_.chosen_wires();
  if (!add) scene_.choose({});
  gesture_ = Gesture::band;
  band_ = QRectF();
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
  if (gesture_ != Gesture::none && !(event->buttons() & held_)) cancel_gesture();  // the release went elsewhere: to a dialog
  const QPointF at = mapToScene(event->pos());
  if (!moved_ && (event->pos() - press_view_).manhattanLength() >= 4) moved_ = true;
  switch (gesture_) {
    case Gesture::none: hover(at); break;
    case Gesture::pan: {
      const QPoint d = event->pos() - last_view_;
      horizontalScrollBar()->setValue(horizontalScrollBar()->value() - d.x());
      verticalScrollBar()->setValue(verticalScrollBar()->value() - d.y());
      break;
    }
    case Gesture::move:
      if (moved_) drag_nodes(at, event->modifiers() & Qt::ShiftModifier);
      if (moved_ && tab_under) {
        const uint64_t over = tab_under(viewport()->mapToGlobal(event->pos()));
        const bool other = over && over != editor().current().id();
        if (other != std::exchange(over_tab_, other))
          Q_EMIT hint(other ? tr("Let go to copy it to that document, or wait to choose the place") : QString());
      }
      break;
    case Gesture::carry:
      carried_at_ = at;
      if (tab_under) tab_under(viewport()->mapToGlobal(event->pos()));
      viewport()->update();
      break;
    case Gesture::frame:
      if (moved_) drag_frame(at, event->modifiers() & Qt::ShiftModifier);
      break;
    case Gesture::band: {
      if (!moved_) break;
      band_ = QRectF(press_scene_, at).normalized();
      const std::vector<NodeId> inside = scene_.nodes_in(band_);
      scene_.choose({inside.begin(), inside.end()});
      viewport()->update();
      break;
    }
    case Gesture::wire: drag_wire(at); break;
  }
  last_view_ = event->pos();
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
  if (gesture_ == Gesture::none || event->button() != held_) return;
  const QPointF at = mapToScene(event->pos());
  const Gesture gesture = gesture_;
  if (gesture == Gesture::wire) return end_wire(at, event->pos());
  if ((gesture == Gesture::carry || (gesture == Gesture::move && moved_)) && let_go_outside(event->pos())) return;
  if (gesture == Gesture::carry) return put_down(at);
  gesture_ = Gesture::none;
  viewport()->unsetCursor();
  if (gesture == Gesture::move && moved_) {
    drop_nodes();
    Q_EMIT hand_empty();
  } else if (gesture == Gesture::frame) {
    if (moved_) drop_frame();
  } else if (gesture == Gesture::move && press_node_) {
    // A click: on a chosen node of several it leaves that one; with Ctrl or Shift it takes it out.
    if (event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)) {
      if (press_was_chosen_) {
        auto ids = scene_.chosen();
        ids.erase(press_node_);
        scene_.choose(std::move(ids));
      }
    } else {
      scene_.choose({press_node_});
    }
  } else if (gesture == Gesture::band) {
    band_ = QRectF();
    viewport()->update();
  }
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
  const QPointF at = mapToScene(event->pos());
  if (const NodeItem* item = scene_.node_at(at); item && event->button() == Qt::LeftButton && !scene_.port_at(at, nullptr) && open_group(item->id()))
    return;
  if (event->button() != Qt::LeftButton || scene_.node_at(at) || scene_.port_at(at, nullptr)) return mousePressEvent(event);
  cancel_gesture();
  FramePart part;
  if (const NodeId frame = scene_.frames().at(at, &part); frame && part == FramePart::title) {
    scene_.choose_frame(frame);
    return Q_EMIT frame_name_wanted();
  }
  insert_wire_.reset();
  search_by_key_ = false;
  search_place_ = at;
  popup_->open_at(event->pos());
}

void GraphView::hover(QPointF at) {
  bool is_output = false;
  const auto port = scene_.port_at(at, &is_output);
  NodeItem* item = scene_.node_at(at);
  scene_.hover_node(item);
  const auto wire = item || port ? std::nullopt : scene_.wire_at(at, 6 / zoom());
  QString shape = wire ? QString::fromStdString(nodes::lettered_text(editor().state(), editor().analysis(), *wire)) : QString();
  scene_.hover_wire(wire ? &*wire : nullptr, shape);
  if (const WireVisual* v = wire && shape.isEmpty() ? scene_.layer().find(*wire) : nullptr) shape = v->label;  // in a group
  if (wire != plus_wire_) {
    for (const auto& w : {plus_wire_, wire})
      if (w) viewport()->update(QRectF(mapFromScene(scene_.layer().beside_label(*w)) - QPoint(14, 14), QSizeF(28, 28)).toRect());
    plus_wire_ = wire;
  }
  const bool plus = wire && QLineF(at, scene_.layer().beside_label(*wire)).length() <= 11 / std::min(1.0, zoom());
  viewport()->setCursor(port ? Qt::CrossCursor : plus ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (plus) return say(tr("Put a node into this wire"));
  if (port) {
    const nodes::Node* node = editor().state().find(port->node);
    const nodes::NodeReport* report = editor().report(port->node);
    const nodes::TensorMeta* meta = !report ? nullptr : is_output ? report->output(port->port) : report->input(port->port);
    say(tr("%1.%2  %3").arg(QString::fromStdString(node->name), QString::fromStdString(port->port),
                                  meta ? QString::fromStdString(meta->text()) : tr("shape not known yet")));
  } else if (wire) {
    const nodes::Node *from = editor().state().find(wire->from.node), *to = editor().state().find(wire->to.node);
    say(tr("%1 → %2  %3").arg(QString::fromStdString(from->name), QString::fromStdString(to->name), shape));
  } else {
    const nodes::NodeReport* report = item ? editor().report(item->id()) : nullptr;
    const LiveStrip* strip = item && !item->scene_rect().contains(at) ? scene_.live().find(item->id()) : nullptr;
    say(strip ? live_details(*strip->node).replace(QLatin1Char('\n'), QStringLiteral(";  "))
        : report && !report->message.empty()
                    ? translated(report->message) + (report->remedy.empty() ? QString() : QLatin1Char(' ') + translated(report->remedy))
                    : QString());
  }
}

void GraphView::say(const QString& text) {
  if (refusal_.hasExpired()) Q_EMIT hint(text);
}

void GraphView::begin_wire(nodes::PortRef port, bool is_output, std::optional<nodes::Edge> lifted) {
  gesture_ = Gesture::wire;
  wire_port_ = std::move(port);
  wire_from_output_ = is_output;
  refusal_ = {};
  lifted_ = std::move(lifted);
  wire_over_.reset();
  wire_end_ = press_scene_;
  verdicts_ = nodes::fitting_ports(editor().state(), wire_port_, is_output);
  if (lifted_) verdicts_[lifted_->to] = nodes::Verdict{};  // it may go back where it was
  scene_.light_ports(verdicts_, !is_output);
  viewport()->setCursor(Qt::CrossCursor);
}

std::optional<nodes::PortRef> GraphView::wire_target(QPointF at) {
  bool is_output = false;
  if (const auto port = scene_.port_at(at, &is_output); port && is_output != wire_from_output_) return port;
  // Over a node's body the first fitting free port is meant, or the only one.
  const NodeItem* item = scene_.node_at(at);
  if (!item || item->id() == wire_port_.node) return std::nullopt;
  std::optional<nodes::PortRef> taken, first;
  for (const PortVisual& p : item->visual().ports) {
    if (p.is_output == wire_from_output_) continue;
    const nodes::PortRef ref{item->id(), p.name.toStdString()};
    if (!first) first = ref;
    const auto v = verdicts_.find(ref);
    if (v == verdicts_.end() || !v->second.ok) continue;
    if (!p.connected) return ref;
    if (!taken) taken = ref;
  }
  return taken ? taken : first;
}

void GraphView::drag_wire(QPointF at) {
  if (!editor().state().find(wire_port_.node)) return end_gesture();  // undone under the hand
  const auto over = wire_target(at);
  if (wire_over_ && wire_over_ != over) {
    const auto v = verdicts_.find(*wire_over_);
    scene_.light_port(*wire_over_, !wire_from_output_, v != verdicts_.end() && v->second.ok ? PortLight::lit : PortLight::dimmed);
  }
  wire_over_ = over;
  wire_end_ = at;
  wire_ok_ = false;
  if (over) {
    const auto v = verdicts_.find(*over);
    wire_ok_ = v != verdicts_.end() && v->second.ok;
    if (wire_ok_) {
      wire_end_ = scene_.port_place(*over, !wire_from_output_);
      scene_.light_port(*over, !wire_from_output_, PortLight::hovered);
    }
    const nodes::Node* node = editor().state().find(over->node);
    const QString place = QString::fromStdString(node->name + "." + over->port);
    Q_EMIT hint(wire_ok_ ? tr("Connect to %1").arg(place)
                       : tr("%1: %2").arg(place, v == verdicts_.end() ? tr("does not fit") : translated(v->second.reason)));
  } else {
    Q_EMIT hint(lifted_ ? tr("Let go in space to remove the wire") : tr("Let go in space to search for a fitting node"));
  }
  viewport()->update();
}

void GraphView::end_wire(QPointF at, QPoint view_point) {
  drag_wire(at);
  if (gesture_ != Gesture::wire) return;
  const auto over = wire_over_;
  const bool ok = wire_ok_;
  const std::optional<nodes::Edge> lifted = lifted_;
  if (over && ok) {
    nodes::PortRef from = wire_port_, to = *over;
    if (!wire_from_output_) std::swap(from, to);
    end_gesture();
    if (lifted && lifted->to == to) return;  // put back
    nodes::GraphPatch patch;
    if (lifted) {
      if (!editor().state().edges.count(*lifted)) return;
      patch = nodes::make_disconnect(editor().state(), *lifted);
      nodes::GraphState after = editor().state();
      after.erase_edge(*lifted);
      nodes::GraphPatch connect_patch = nodes::make_connect(after, from, to);
      patch.label = connect_patch.label;
      patch.append(std::move(connect_patch));
    } else {
      // The document may be another one than when the wire was taken up.
      const nodes::Verdict now = nodes::can_connect(editor().state(), from, to);
      if (!now) return Q_EMIT hint(translated(now.reason));
      patch = nodes::make_connect(editor().state(), from, to);
    }
    editor().apply(std::move(patch));
    return;
  }
  if (over) {  // refused: the status bar goes on saying why
    const auto v = verdicts_.find(*over);
    const nodes::Node* node = editor().state().find(over->node);
    const QString why = tr("%1: %2").arg(QString::fromStdString(node->name + "." + over->port),
                                         v == verdicts_.end() ? tr("does not fit") : translated(v->second.reason));
    end_gesture();
    refusal_.setRemainingTime(4000);
    Q_EMIT hint(why);
    return;
  }
  if (lifted) {
    end_gesture();
    if (moved_) editor().apply(nodes::make_disconnect(editor().state(), *lifted));
    return;
  }
  if (!moved_) return end_gesture();
  // Let go in space: search for a node that fits.
  search_by_key_ = false;
  search_for_wire(at, view_point + QPoint(8, -18));
}

void GraphView::search_for_wire(QPointF at, QPoint view_point) {
  WireInHand wire;
  wire.port = wire_port_;
  wire.from_output = wire_from_output_;
  const nodes::Node* node = editor().state().find(wire_port_.node);
  const nodes::NodeType* type = node ? editor().state().type_of(*node) : nullptr;
  const nodes::PortDesc* desc = !type ? nullptr : wire_from_output_ ? type->output(wire_port_.port) : type->input(wire_port_.port);
  if (desc) wire.kind = desc->kind;
  if (const nodes::NodeReport* report = editor().report(wire_port_.node)) {
    const nodes::TensorMeta* meta = wire_from_output_ ? report->output(wire_port_.port) : report->input(wire_port_.port);
    if (meta) wire.meta = *meta;
  }
  scene_.clear_lights();
  gesture_ = Gesture::none;
  viewport()->unsetCursor();
  search_place_ = wire_end_ = at;
  popup_->open_at(view_point, std::move(wire), node_in_view(wire_port_.node));
}

void GraphView::end_gesture() {
  gesture_ = Gesture::none;
  scene_.clear_lights();
  guides_.clear();
  drop_wire_.reset();
  insert_wire_.reset();
  wire_over_.reset();
  lifted_.reset();
  viewport()->unsetCursor();
  viewport()->update();
  Q_EMIT hint({});
}

void GraphView::choose_new(const std::vector<NodeId>& ids) { scene_.choose({ids.begin(), ids.end()}); }

void GraphView::take_choice(const SearchEntry& entry) {
  if (entry.block) return take_block(*entry.block);
  const std::optional<WireInHand> wire = popup_->wire();
  if (const auto edge = std::exchange(insert_wire_, std::nullopt); edge && editor().state().edges.count(*edge)) {
    NodeId id;
    const nodes::Point at = clear_of_source(*edge, snapped(search_place_ - QPointF(metrics::node_width / 2, metrics::first_port), false));
    nodes::GraphPatch patch = nodes::make_insert_on_edge(editor().state(), entry.type->key, *edge, at, &id, entry.params);
    if (!patch.empty()) patch.append(make_room(*edge, at));
    end_gesture();
    if (editor().apply(std::move(patch))) choose_new({id});
    return;
  }
  if (!wire) {
    add_at(QString::fromStdString(entry.type->key), search_by_key_ ? free_place(search_place_) : search_place_, entry.params);
    if (const NodeItem* item = scene_.item(scene_.single())) ensureVisible(item->scene_rect(), 20, 20);
    return;
  }
  const nodes::NodeType* type = entry.type;
  // The new node and its wire are one step: the wire is judged on a copy that has the node already.
  NodeId id;
  const double shift = wire->from_output ? 0 : metrics::node_width;
  const nodes::Point place = snapped(search_place_ - QPointF(shift, metrics::first_port), false);
  nodes::GraphPatch patch = nodes::make_add_node(editor().state(), type->key, place, entry.params, &id, editor().level().home);
  nodes::GraphState after = editor().state();
  for (const nodes::Edit& e : patch.edits)
    if (const auto* add = std::get_if<nodes::AddNode>(&e)) after.insert_node(add->node);
  QString reason;
  for (const nodes::PortDesc& p : wire->from_output ? type->inputs : type->outputs) {
    nodes::PortRef from = wire->port, to{id, p.name};
    if (!wire->from_output) std::swap(from, to);
    const nodes::Verdict verdict = nodes::can_connect(after, from, to);
    if (verdict.ok) {
      nodes::GraphPatch connection = nodes::make_connect(after, from, to);
      patch.append(std::move(connection));
      reason.clear();
      break;
    }
    if (reason.isEmpty()) reason = translated(verdict.reason);
  }
  end_gesture();
  if (editor().apply(std::move(patch))) choose_new({id});
  if (const NodeItem* item = scene_.item(scene_.single()); item && search_by_key_) ensureVisible(item->scene_rect(), 20, 20);
  if (!reason.isEmpty()) Q_EMIT hint(tr("Added without a wire: %1").arg(reason));
}

// ---- commands -------------------------------------------------------------------------------------------------------------

void GraphView::add_at(const QString& type_key, QPointF at, tl::Value::Dict params) {
  NodeId id;
  nodes::GraphPatch patch = nodes::make_add_node(editor().state(), type_key.toStdString(),
                                                 snapped(at - QPointF(metrics::node_width / 2, metrics::header / 2), false), std::move(params), &id, editor().level().home);
  if (editor().apply(std::move(patch))) choose_new({id});
}

QPointF GraphView::place_of_next() {
  if (const NodeItem* after = scene_.item(scene_.single()))
    return after->scene_rect().topRight() + QPointF(32 + metrics::node_width / 2, metrics::header / 2);
  return mapToScene(viewport()->rect().center());
}

QPointF GraphView::free_place(QPointF at) {
  for (int i = 0; i < 40 && !scene_.nodes_in(QRectF(at.x() - 76, at.y() - 14, 152, 90)).empty(); ++i) at += QPointF(0, 24);
  return at;
}

/// Adds a node that takes the first free output of the chosen one, with its wire; false: there is none, or it does not fit.
bool GraphView::add_behind_chosen(const QString& type_key, QPointF at) {
  const nodes::Node* node = editor().state().find(scene_.single());
  const nodes::NodeType* from = node ? editor().state().type_of(*node) : nullptr;
  const nodes::NodeType* type = nodes::find_node_type(type_key.toStdString());
  if (!from || !type || type->inputs.empty()) return false;
  const auto free = std::find_if(from->outputs.begin(), from->outputs.end(),
                                 [&](const nodes::PortDesc& p) { return editor().state().targets({node->id, p.name}).empty(); });
  if (free == from->outputs.end()) return false;
  const nodes::NodeReport* report = editor().report(node->id);
  const nodes::Offer offer = nodes::offer_for(*type, free->kind, report ? report->output(free->name) : nullptr);
  if (!offer.fits) return false;
  NodeId id;
  nodes::GraphPatch patch = nodes::make_add_node(
      editor().state(), type->key, snapped(at - QPointF(metrics::node_width / 2, metrics::header / 2), false), {}, &id, editor().level().home);
  patch.edits.push_back(nodes::AddEdge{{{node->id, free->name}, {id, offer.input}}});
  const bool added = editor().apply(std::move(patch));
  if (added) choose_new({id});
  return added;
}

void GraphView::add_in_view(const QString& type_key) {
  const QPointF at = free_place(place_of_next());
  if (const QString block = Blocks::file_in(type_key); !block.isEmpty()) return add_block(block, at);
  if (!add_behind_chosen(type_key, at)) add_at(type_key, at);
  if (const NodeItem* item = scene_.item(scene_.single())) ensureVisible(item->scene_rect(), 20, 20);
}

void GraphView::delete_selection(bool rejoin) {
  if (const NodeId frame = scene_.chosen_frame()) return void(editor().apply(nodes::make_set_frame(editor().state(), frame, std::nullopt)));
  const auto ids = scene_.chosen();
  const auto wires = scene_.chosen_wires();
  nodes::GraphPatch patch;
  if (!ids.empty()) patch = nodes::make_remove_nodes(editor().state(), {ids.begin(), ids.end()}, rejoin);
  for (const nodes::Edge& e : wires)
    if (!ids.count(e.from.node) && !ids.count(e.to.node)) {
      nodes::GraphPatch cut_patch = nodes::make_disconnect(editor().state(), e);
      if (patch.empty()) patch = std::move(cut_patch);
      else patch.append(std::move(cut_patch));
    }
  editor().apply(std::move(patch));
}

void GraphView::copy() {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  const QString text = QString::fromStdString(nodes::copy_to_text(editor().state(), {ids.begin(), ids.end()}));
  QApplication::clipboard()->setText(text);
  Q_EMIT hint(tr("%n node(s) copied", nullptr, int(ids.size())));
}

void GraphView::cut() {
  copy();
  delete_selection(false);
}

void GraphView::paste(bool outer_wires) {
  const QString text = QApplication::clipboard()->text();
  if (text.trimmed().isEmpty()) return Q_EMIT hint(tr("The clipboard holds no nodes."));
  try {
    if (text.size() < 200'000) return paste_state(nodes::parse_project(text.toStdString(), "clipboard").state, outer_wires);
  } catch (const Error& e) {
    return Q_EMIT hint(tr("The clipboard holds no nodes: %1").arg(translated(e.message())));
  }
  // Reading thousands of nodes takes time.
  Q_EMIT hint(tr("Reading the clipboard…"));
  in_background(this, [text = text.toStdString()] { return nodes::parse_project(text, "clipboard").state; },
                [this, outer_wires](Outcome<nodes::GraphState> read) {
                  if (read) paste_state(*read.value, outer_wires);
                  else Q_EMIT hint(tr("The clipboard holds no nodes: %1").arg(translated(read.failed.message)));
                });
}

void GraphView::paste_state(const nodes::GraphState& pasted, bool outer_wires) {
  std::vector<NodeId> ids;
  nodes::GraphPatch patch = nodes::make_paste(editor().state(), pasted, {40, 40}, &ids, outer_wires, editor().level().home);
  if (editor().apply(std::move(patch))) choose_new(ids);
  if (!ids.empty()) ensureVisible(scene_.rect_of(scene_.chosen()), 20, 20);
}

void GraphView::duplicate(bool outer_wires) {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  std::vector<NodeId> made;
  if (editor().apply(nodes::make_duplicate(editor().state(), {ids.begin(), ids.end()}, {32, 40}, outer_wires, &made))) choose_new(made);
}

void GraphView::duplicate_sharing() {
  const auto& ids = scene_.chosen();
  if (ids.empty()) return;
  std::vector<NodeId> made;
  if (editor().apply(nodes::make_duplicate_sharing(editor().state(), {ids.begin(), ids.end()}, {32, 40}, &made))) choose_new(made);
}

void GraphView::arrange() {
  const auto& ids = scene_.chosen();
  std::vector<NodeId> some;
  if (ids.size() > 1) some.assign(ids.begin(), ids.end());
  if (editor().apply(nodes::make_arrange(editor().state(), some, scene_.live().wanted_heights(), editor().level().home)) && some.empty()) fit_all();
}

void GraphView::contextMenuEvent(QContextMenuEvent* event) {
  if (std::exchange(gave_up_, false) && event->reason() == QContextMenuEvent::Mouse) return;
  // The menu key means the chosen node, wherever the mouse rests.
  const NodeItem* chosen = event->reason() == QContextMenuEvent::Keyboard ? scene_.item(scene_.single()) : nullptr;
  const QPointF at = chosen ? chosen->scene_rect().center() : mapToScene(event->pos());
  const QPoint on_screen = chosen ? viewport()->mapToGlobal(mapFromScene(at)) : event->globalPos();
  QMenu menu(this);
  if (NodeItem* item = scene_.node_at(at)) {
    if (!scene_.chosen().count(item->id())) scene_.choose({item->id()});
    fill_node_menu(menu);
    menu.addAction(tr("Duplicate"), this, [this] { duplicate(); });
    menu.addAction(tr("Duplicate with the wires into it"), this, [this] { duplicate(true); });
    menu.addAction(tr("Duplicate, sharing the weights"), this, &GraphView::duplicate_sharing);
    menu.addAction(tr("Copy"), this, &GraphView::copy);
    menu.addAction(tr("Cut"), this, &GraphView::cut);
    menu.addSeparator();
    menu.addAction(tr("Delete and rejoin"), this, [this] { delete_selection(true); });
    menu.addAction(tr("Delete with its wires"), this, [this] { delete_selection(false); });
  } else if (const auto wire = scene_.wire_at(at, 7 / zoom())) {
    scene_.choose({}, {*wire});
    menu.addAction(tr("Put a node into it…"), this, [this, wire] { open_search_in_wire(*wire); });
    menu.addAction(tr("Delete the wire"), this, [this] { delete_selection(); });
  } else if (const NodeId frame = scene_.frames().at(at, nullptr)) {
    scene_.choose_frame(frame);
    fill_frame_menu(menu);
  } else {
    menu.addAction(tr("Add a node…"), this, [this, at, p = event->pos()] {
      insert_wire_.reset();
      search_by_key_ = false;
      search_place_ = at;
      popup_->open_at(p);
    });
    menu.addAction(tr("Paste"), this, [this] { paste(); });
    menu.addAction(tr("Paste with the wires into it"), this, [this] { paste(true); });
    menu.addSeparator();
    menu.addAction(tr("Select all"), this, [this] { scene_.choose_all(); });
    menu.addAction(tr("Arrange"), this, &GraphView::arrange);
    menu.addAction(tr("Show everything"), this, &GraphView::fit_all);
  }
  menu.exec(on_screen);
}

}  // namespace tl::ui
