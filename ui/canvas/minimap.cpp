// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/minimap.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/graph_editor.h"
#include "ui/theme/theme.h"

namespace tl::ui {

Minimap::Minimap(GraphView& view, QWidget* parent) : QWidget(parent), view_(view) {
  setObjectName("minimap");
  setAccessibleName(tr("Overview of the graph"));
  setFixedSize(172, 106);
  setCursor(Qt::PointingHandCursor);
  const auto redraw = [this] {
    drawn_world_ = {};
    update();
  };
  connect(&view.graph(), &GraphScene::layout_changed, this, redraw);
  connect(&view.graph(), &GraphScene::selection_changed, this, redraw);
  connect(&view.graph().editor(), &GraphEditor::analysed, this, redraw);
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, redraw);
}

void Minimap::place() { move(14, parentWidget()->height() - height() - 14); }

QRectF Minimap::world() const {
  const QRectF seen = view_.mapToScene(view_.viewport()->rect()).boundingRect();
  const QRectF all = view_.graph().nodes_rect();
  if (all.isNull()) return seen;
  // What is seen counts, but a view far away must not shrink the graph to a dot.
  const QRectF wide = all.adjusted(-all.width(), -all.height(), all.width(), all.height());
  return all.united(seen.intersected(wide)).adjusted(-30, -30, 30, 30);
}

QTransform Minimap::to_map() const {
  const QRectF w = world(), inner = QRectF(rect()).adjusted(5, 5, -5, -5);
  const double scale = std::min(inner.width() / w.width(), inner.height() / w.height());
  QTransform t;
  t.translate(inner.center().x(), inner.center().y());
  t.scale(scale, scale);
  t.translate(-w.center().x(), -w.center().y());
  return t;
}

void Minimap::draw_nodes() {
  const Theme& t = theme();
  const double ratio = devicePixelRatioF();
  nodes_ = QPixmap(size() * ratio);
  nodes_.setDevicePixelRatio(ratio);
  nodes_.fill(Qt::transparent);
  QPainter painter(&nodes_);
  const QTransform map = to_map();
  const bool many = view_.graph().items_by_id().size() > 400;
  painter.setRenderHint(QPainter::Antialiasing, !many);
  painter.setPen(Qt::NoPen);
  for (const auto& [id, item] : view_.graph().items_by_id()) {
    QRectF r = map.mapRect(item->scene_rect());
    if (!many) r = QRectF(r.left(), r.top(), std::max(r.width(), 3.0), std::max(std::min(r.height(), r.width() * 0.45), 2.0));
    QColor c = item->visual().badge == NodeBadge::error ? t.error : item->visual().category;
    c.setAlphaF(item->chosen() ? 1.0f : 0.8f);
    painter.setBrush(c);
    if (many) painter.fillRect(r, c);
    else painter.drawRoundedRect(r, 2, 2);
  }
  drawn_world_ = world();
}

void Minimap::paintEvent(QPaintEvent*) {
  if (drawn_world_.isNull() || drawn_world_ != world()) draw_nodes();
  const Theme& t = theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor back = t.panel;
  back.setAlphaF(0.94f);
  painter.setPen(QPen(t.line, 1));
  painter.setBrush(back);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  QPainterPath clip;
  clip.addRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 5, 5);
  painter.setClipPath(clip);
  painter.drawPixmap(0, 0, nodes_);
  const QRectF seen = to_map().mapRect(view_.mapToScene(view_.viewport()->rect()).boundingRect())
                          .intersected(QRectF(rect()).adjusted(4, 4, -4, -4));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(t.accent, 1));
  painter.drawRoundedRect(seen, 4, 4);
}

void Minimap::mousePressEvent(QMouseEvent* event) { view_.centerOn(to_map().inverted().map(event->position())); }
void Minimap::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) view_.centerOn(to_map().inverted().map(event->position()));
}

}  // namespace tl::ui
