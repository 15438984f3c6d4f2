// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_view.h"

#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

#include "nodes/axes.h"
#include "nodes/groups.h"
#include "nodes/node_type.h"
#include "ui/canvas/breadcrumb.h"
#include "ui/canvas/canvas_access.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/minimap.h"
#include "ui/document/graph_editor.h"
#include "ui/palette/quick_popup.h"
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

void GraphView::set_read_only(bool on) {
  read_only_ = on;
  setAcceptDrops(!on);
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
  if (editor().state().nodes.empty() && !read_only_) {  // an empty document says how to begin
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
  press_bend_.reset();
  new_bend_.reset();
  bends_from_.clear();
  if (read_only_) return press_to_look(*event);
  const bool alt = event->modifiers() & Qt::AltModifier;
  if (event->button() == Qt::LeftButton && alt && !scene_.node_at(press_scene_) && press_bend(*event)) return;
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
      scene_.choose(std::move(ids), {}, add ? scene_.chosen_bends() : std::set<BendRef>{});
    }
    take_hold();
    gesture_ = Gesture::move;
    lift_ = alt && scene_.chosen().size() == 1 && scene_.chosen_bends().empty();
    return;
  }
  if (press_bend(*event)) return;
  if (plus_wire_ && editor().state().edges.count(*plus_wire_) &&
      QLineF(press_scene_, scene_.layer().beside_label(*plus_wire_)).length() <= 11 / std::min(1.0, zoom()))
    return open_search_in_wire(*plus_wire_);
  if (const auto wire = scene_.wire_at(press_scene_, 6 / zoom())) {
    auto wires = add ? scene_.chosen_wires() : std::set<nodes::Edge>{};
    wires.insert(*wire);
    scene_.choose(add ? scene_.chosen() : std::set<NodeId>{}, std::move(wires), add ? scene_.chosen_bends() : std::set<BendRef>{});
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
  bends_before_ = scene_.chosen_bends();
  if (!add) scene_.choose({});
  gesture_ = Gesture::band;
  band_ = QRectF();
}

/// Chooses what is pressed; every button moves the canvas.
void GraphView::press_to_look(const QMouseEvent& event) {
  if (event.button() == Qt::LeftButton) {
    if (const NodeItem* item = scene_.node_at(press_scene_)) scene_.choose({item->id()});
    else if (const auto wire = scene_.wire_at(press_scene_, 6 / zoom())) scene_.choose({}, {*wire});
    else scene_.choose({});
  }
  gesture_ = Gesture::pan;
  viewport()->setCursor(Qt::ClosedHandCursor);
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
      const std::vector<BendRef> bends = scene_.layer().bends_in(band_);
      scene_.choose({inside.begin(), inside.end()}, {}, {bends.begin(), bends.end()});
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
  if ((gesture == Gesture::carry || (gesture == Gesture::move && moved_ && press_node_)) && let_go_outside(event->pos())) return;
  if (gesture == Gesture::carry) return put_down(at);
  gesture_ = Gesture::none;
  viewport()->unsetCursor();
  if (gesture == Gesture::move && (moved_ || new_bend_)) {
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
  } else if (gesture == Gesture::move && press_bend_) {
    auto bends = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier) ? scene_.chosen_bends() : std::set<BendRef>{*press_bend_};
    if (bends.size() > 1 && press_was_chosen_) bends.erase(*press_bend_);
    if (event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)) scene_.choose(scene_.chosen(), scene_.chosen_wires(), std::move(bends));
    else scene_.choose({}, {}, std::move(bends));
  } else if (gesture == Gesture::band) {
    band_ = QRectF();
    viewport()->update();
  }
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
  const QPointF at = mapToScene(event->pos());
  if (const NodeItem* item = scene_.node_at(at); item && event->button() == Qt::LeftButton && !scene_.port_at(at, nullptr) && open_group(item->id()))
    return;
  if (read_only_) return mousePressEvent(event);
  if (event->button() != Qt::LeftButton || scene_.node_at(at) || scene_.port_at(at, nullptr)) return mousePressEvent(event);
  cancel_gesture();
  if (bend_at(at)) return mousePressEvent(event);
  if (const auto wire = scene_.wire_at(at, 6 / zoom())) {
    new_bend_.reset();
    if (put_bend(*wire, at)) drop_nodes();
    return;
  }
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
  const auto bend = item || port ? std::nullopt : bend_at(at);
  scene_.hover_bend(bend);
  const auto wire = item || port || bend ? std::nullopt : scene_.wire_at(at, 6 / zoom());
  QString shape = wire ? QString::fromStdString(nodes::lettered_text(editor().state(), editor().analysis(), *wire)) : QString();
  scene_.hover_wire(wire ? &*wire : nullptr, shape);
  if (const WireVisual* v = wire && shape.isEmpty() ? scene_.layer().find(*wire) : nullptr) shape = v->label;  // in a group
  if (!read_only_ && wire != plus_wire_) {
    for (const auto& w : {plus_wire_, wire})
      if (w) viewport()->update(QRectF(mapFromScene(scene_.layer().beside_label(*w)) - QPoint(14, 14), QSizeF(28, 28)).toRect());
    plus_wire_ = wire;
  }
  const bool plus = wire && QLineF(at, scene_.layer().beside_label(*wire)).length() <= 11 / std::min(1.0, zoom());
  viewport()->setCursor(port ? Qt::CrossCursor : bend ? Qt::SizeAllCursor : plus ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (plus) return say(tr("Put a node into this wire"));
  if (bend) return say(tr("Bend of %1: drag it, or take it away with Delete or Alt + click").arg(wire_words(bend->edge)));
  if (port) {
    const nodes::Node* node = editor().state().find(port->node);
    const nodes::NodeReport* report = editor().report(port->node);
    const nodes::TensorMeta* meta = !report ? nullptr : is_output ? report->output(port->port) : report->input(port->port);
    say(tr("%1.%2  %3").arg(QString::fromStdString(node->name), QString::fromStdString(port->port),
                                  meta ? QString::fromStdString(meta->text()) : tr("shape not known yet")));
  } else if (wire) {
    const nodes::Node *from = editor().state().find(wire->from.node), *to = editor().state().find(wire->to.node);
    say(tr("%1 → %2  %3   a double click bends it").arg(QString::fromStdString(from->name), QString::fromStdString(to->name), shape));
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

}  // namespace tl::ui
