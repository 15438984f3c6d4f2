// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <cmath>

#include "ui/canvas/node_visual.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr size_t kThoroughLimit = 400;  ///< more wires than this are routed without search (tests/bench/ui_canvas)

double distance_to_segment(QPointF p, QPointF a, QPointF b) {
  const QPointF d = b - a;
  const double len = QPointF::dotProduct(d, d);
  const double t = len > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / len, 0.0, 1.0) : 0;
  const QPointF e = p - (a + d * t);
  return std::hypot(e.x(), e.y());
}

uint64_t group_of(const nodes::PortRef& from) { return std::hash<nodes::PortRef>{}(from); }

const QFont& label_font() {
  static const QFont f = mono_font(9.5);
  return f;
}
}  // namespace

EdgeLayer::EdgeLayer() {
  setZValue(1);
  setFlag(ItemUsesExtendedStyleOption, true);  // paint() wants the exposed rectangle
}

void EdgeLayer::place(int index, WireRoute route) {
  Way& w = ways_[size_t(index)];
  if (!w.bounds.isNull()) grid_.remove(index, w.bounds);
  w.route = std::move(route);
  w.path = w.route.path();
  w.bounds = w.path.boundingRect().adjusted(-6, -10, 6, 10);
  w.label_at = w.route.label_place(&w.label_room);
  w.label_width =
      wires_[size_t(index)].label.isEmpty() ? 0 : QFontMetricsF(label_font()).horizontalAdvance(wires_[size_t(index)].label) + 14;
  grid_.insert(index, w.bounds);
}

void EdgeLayer::set_wires(std::vector<WireVisual> wires, const PlaceOf& place_of, std::vector<QRectF> nodes) {
  prepareGeometryChange();
  wires_ = std::move(wires);
  ways_.assign(wires_.size(), Way());
  grid_.clear();
  index_.clear();
  hovered_ = -1;
  WireRouter router(std::move(nodes));
  const bool thorough = wires_.size() <= kThoroughLimit;
  QRectF bounds;
  for (size_t i = 0; i < wires_.size(); ++i) {
    const nodes::Edge& e = wires_[i].edge;
    index_[e] = int(i);
    place(int(i), router.route(place_of(e.from, true), place_of(e.to, false), group_of(e.from), thorough));
    bounds = bounds.united(ways_[i].bounds);
  }
  bounds_ = bounds;
  update();
}

void EdgeLayer::set_labels(const std::function<void(WireVisual&)>& update_one) {
  const QFontMetricsF m(label_font());
  for (size_t i = 0; i < wires_.size(); ++i) {
    update_one(wires_[i]);
    ways_[i].label_width = wires_[i].label.isEmpty() ? 0 : m.horizontalAdvance(wires_[i].label) + 14;
  }
  update();
}

void EdgeLayer::move_ends(const PlaceOf& place_of, const std::function<bool(nodes::NodeId)>& moved) {
  prepareGeometryChange();
  WireRouter router({});
  for (size_t i = 0; i < wires_.size(); ++i) {
    const nodes::Edge& e = wires_[i].edge;
    if (!moved(e.from.node) && !moved(e.to.node)) continue;
    place(int(i), router.route(place_of(e.from, true), place_of(e.to, false), group_of(e.from), false));
    bounds_ = bounds_.united(ways_[i].bounds);
  }
  update();
}

void EdgeLayer::set_chosen(const std::function<bool(const nodes::Edge&)>& chosen) {
  for (WireVisual& w : wires_) w.chosen = chosen(w.edge);
  update();
}

void EdgeLayer::set_hovered(const nodes::Edge* edge) {
  const int index = edge ? index_of(*edge) : -1;
  if (index == hovered_) return;
  hovered_ = index;
  update();
}

int EdgeLayer::index_of(const nodes::Edge& edge) const {
  const auto it = index_.find(edge);
  return it == index_.end() ? -1 : it->second;
}

const WireVisual* EdgeLayer::find(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  return i < 0 ? nullptr : &wires_[size_t(i)];
}

QPointF EdgeLayer::middle(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  if (i < 0) return {};
  return ways_[size_t(i)].path.pointAtPercent(0.5);
}

const QPainterPath* EdgeLayer::path(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  return i < 0 ? nullptr : &ways_[size_t(i)].path;
}

std::optional<nodes::Edge> EdgeLayer::wire_at(QPointF point, double reach) const {
  grid_.query(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), visible_);
  double best = reach;
  std::optional<nodes::Edge> found;
  for (int i : visible_) {
    const QPolygonF line = ways_[size_t(i)].path.toSubpathPolygons().value(0);
    for (int k = 1; k < line.size(); ++k) {
      const double d = distance_to_segment(point, line[k - 1], line[k]);
      if (d <= best) best = d, found = wires_[size_t(i)].edge;
    }
  }
  return found;
}

void EdgeLayer::paint_label(QPainter& painter, const WireVisual& wire, const Way& way) const {
  const Theme& t = theme();
  const QRectF pill(way.label_at.x() - way.label_width / 2, way.label_at.y() - 8, way.label_width, 16);
  painter.setPen(QPen(wire.faulty ? t.error : t.node_line, 1));
  painter.setBrush(t.canvas);
  painter.drawRoundedRect(pill, 8, 8);
  painter.setFont(label_font());
  painter.setPen(wire.faulty ? readable(t.error, t.canvas) : t.muted);
  painter.drawText(pill, Qt::AlignCenter, wire.label);
}

void EdgeLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const Theme& t = theme();
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  const int detail = detail_level(zoom);
  grid_.query(option->exposedRect, visible_);
  painter->setRenderHint(QPainter::Antialiasing, detail < 2);
  painter->setBrush(Qt::NoBrush);
  for (int i : visible_) {
    const WireVisual& w = wires_[size_t(i)];
    const bool strong = w.chosen || i == hovered_;
    const QColor color = w.faulty ? t.error : w.chosen ? t.accent : i == hovered_ ? w.color.lighter(125) : w.color;
    if (detail >= 2) {
      painter->setPen(QPen(color, 0));
      const auto& points = ways_[size_t(i)].route.points;
      painter->drawPolyline(points.constData(), int(points.size()));
    } else {
      painter->setPen(QPen(color, strong ? 3.2 : 2.2, Qt::SolidLine, Qt::RoundCap));
      painter->drawPath(ways_[size_t(i)].path);
    }
  }
  if (detail > 0) return;
  painter->setOpacity(std::clamp((zoom - 0.6) / 0.2, 0.25, 1.0));
  for (int i : visible_) {
    const Way& way = ways_[size_t(i)];
    const bool matters = i == hovered_ || wires_[size_t(i)].faulty;
    // The nodes lie above the wires: a label wider than the gap between them would be cut off on both sides.
    const bool wanted = way.label_room > way.label_width + (matters ? 2 : 16);
    if (way.label_width > 0 && wanted) paint_label(*painter, wires_[size_t(i)], way);
  }
  painter->setOpacity(1);
}

}  // namespace tl::ui
