// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_item.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <cmath>

namespace tl::ui {

void NodeItem::set_visual(NodeVisual visual) {
  if (visual.height != visual_.height) prepareGeometryChange();
  visual_ = std::move(visual);
  update();
}

void NodeItem::set_port_light(const QString& port, bool is_output, PortLight light) {
  for (PortVisual& p : visual_.ports)
    if (p.is_output == is_output && p.name == port && p.light != light) {
      p.light = light;
      update();
    }
}

void NodeItem::clear_port_lights() {
  for (PortVisual& p : visual_.ports) p.light = PortLight::plain;
  update();
}

void NodeItem::set_chosen(bool on) {
  if (on == chosen_) return;
  chosen_ = on;
  setZValue(on ? 11 : 10);
  update();
}

void NodeItem::set_hovered(bool on) {
  if (on == hovered_) return;
  hovered_ = on;
  update();
}

void NodeItem::set_spark(QVector<float> values) {
  visual_.spark = std::move(values);
  update();
}

void NodeItem::set_foot(const QString& text) {
  if (visual_.foot == text || visual_.foot.isEmpty()) return;  // the row must exist: a height change goes through set_visual
  visual_.foot = text;
  update();
}

QPointF NodeItem::port_place(const QString& port, bool is_output) const {
  const PortVisual* p = visual_.port(port, is_output);
  return pos() + (p ? p->at : QPointF(is_output ? metrics::node_width : 0, metrics::first_port));
}

const PortVisual* NodeItem::port_at(QPointF scene_point) const {
  const QPointF at = scene_point - pos();
  const PortVisual* best = nullptr;
  double best_distance = metrics::port_reach;
  for (const PortVisual& p : visual_.ports) {
    const double d = std::hypot(at.x() - p.at.x(), at.y() - p.at.y());
    if (d <= best_distance) best = &p, best_distance = d;
  }
  return best;
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  paint_node(*painter, visual_, chosen_, hovered_,
             detail_level(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform())));
}

}  // namespace tl::ui
