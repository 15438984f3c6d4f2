// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/mark_layer.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "nodes/project_limits.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/node_visual.h"
#include "ui/theme/theme.h"

namespace tl::ui {

using nodes::Change;

namespace {
constexpr double kSign = 9;          ///< radius of a sign at 100 %
constexpr double kSignPixels = 6;    ///< and the least on the screen
constexpr double kSignsSeen = 0.16;  ///< zoom below which only few marks have signs
constexpr size_t kFewMarks = 40;
constexpr double kFar = 0.3;         ///< zoom below which wires are straight lines
}  // namespace

QColor change_color(Change change) {
  const Theme& t = theme();
  return change == Change::added ? t.ok : change == Change::removed ? t.error : t.warning;
}

void paint_sign(QPainter& painter, QPointF at, double radius, Change change) {
  const QColor color = change_color(change), ink = contrast(color, Qt::black) > contrast(color, Qt::white) ? Qt::black : Qt::white;
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawEllipse(at, radius, radius);
  const double arm = radius * 0.55;
  painter.setPen(QPen(ink, radius * 0.22, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  if (change == Change::changed) {
    const QPointF wave[] = {at + QPointF(-arm, arm * 0.3), at + QPointF(-arm * 0.4, -arm * 0.4), at + QPointF(arm * 0.4, arm * 0.4),
                            at + QPointF(arm, -arm * 0.3)};
    painter.drawPolyline(wave, 4);
    return;
  }
  painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
  if (change == Change::added) painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
}

MarkLayer::MarkLayer(GraphScene& scene, Of of) : scene_(scene), of_(of) {
  setZValue(of == Of::wires ? 1.5 : 20);  // wires pass behind the nodes
  setFlag(ItemUsesExtendedStyleOption, true);
  setAcceptedMouseButtons(Qt::NoButton);
}

QRectF MarkLayer::boundingRect() const {
  constexpr double far = 2 * nodes::max_coordinate;
  return {-far, -far, 2 * far, 2 * far};
}

void MarkLayer::set_marks(std::unordered_map<nodes::NodeId, Change> marks) {
  nodes_ = std::move(marks);
  settle();
}

void MarkLayer::set_marks(std::map<nodes::Edge, Change> marks) {
  wires_ = std::move(marks);
  settle();
}

void MarkLayer::settle() {
  drawn_.clear();
  for (const auto& [id, change] : nodes_)
    if (const NodeItem* item = scene_.item(id)) drawn_.push_back({item->scene_rect(), change, {}, {}, nullptr});
  for (const auto& [edge, change] : wires_) {
    const WireVisual* wire = scene_.layer().find(edge);
    if (!wire) continue;
    const QPointF from = scene_.port_place(edge.from, true), to = scene_.port_place(edge.to, false);
    QRectF rect = QRectF(from, to).normalized();
    for (const QPointF& bend : wire->bends) rect = rect.united(QRectF(bend - QPointF(1, 1), QSizeF(2, 2)));
    drawn_.push_back({rect.adjusted(-60, -300, 60, 300), change, from, to, &edge});  // a wire may be led round what stands in its way
  }
  update();
}

void MarkLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  // Far away the signs of many would cover the nodes and each other: the colour is what is left of them.
  const bool signs = zoom > kSignsSeen || drawn_.size() <= kFewMarks;
  const double sign = signs ? std::clamp(kSignPixels / zoom, kSign, 80.0) : 0;
  const QRectF seen = option->exposedRect.adjusted(-sign, -sign, sign, sign);
  painter->setRenderHint(QPainter::Antialiasing, zoom > kFar);
  for (const Drawn& d : drawn_) {
    if (!d.rect.intersects(seen)) continue;
    const QColor color = change_color(d.change);
    if (d.edge) {
      painter->setBrush(Qt::NoBrush);
      // What went is dashed: colour alone does not tell everyone.
      painter->setPen(QPen(color, std::max(3.2, 2 / zoom), d.change == Change::removed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
      const QPainterPath* path = zoom > kFar ? scene_.layer().path(*d.edge) : nullptr;
      if (path) painter->drawPath(*path);
      else painter->drawLine(d.from, d.to);
      if (path && signs) paint_sign(*painter, path->pointAtPercent(0.5), sign * 0.8, d.change);
      continue;
    }
    QColor wash = color;
    wash.setAlphaF(zoom > kFar ? 0.13f : 0.5f);
    painter->setBrush(wash);
    painter->setPen(QPen(color, std::max(2.4, 1.6 / zoom), d.change == Change::removed ? Qt::DashLine : Qt::SolidLine));
    const QRectF around = d.rect.adjusted(-3, -3, 3, 3);
    painter->drawRoundedRect(around, metrics::radius + 3, metrics::radius + 3);
    if (signs) paint_sign(*painter, around.topLeft() + QPointF(2, 2), sign, d.change);
  }
}

}  // namespace tl::ui
