// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_item.h"

#include <cmath>
#include <utility>

#include "ui/canvas/node_layer.h"

namespace tl::ui {

void NodeItem::repaint() const { layer_.update(bounds()); }

void NodeItem::set_pos(QPointF pos) {
  if (pos == pos_) return;
  const QRectF before = bounds();
  pos_ = pos;
  layer_.moved(*this, before);
}

void NodeItem::set_visual(NodeVisual visual) {
  const QRectF before = bounds();
  const bool grown = visual.height != visual_.height;
  visual_ = std::move(visual);
  if (grown) layer_.moved(*this, before);
  else repaint();
}

bool NodeItem::set_skirt(double height) {
  if (height == skirt_) return false;
  const QRectF before = bounds();
  skirt_ = height;
  layer_.moved(*this, before);
  return true;
}

void NodeItem::set_port_light(const QString& port, bool is_output, PortLight light) {
  for (PortVisual& p : visual_.ports)
    if (p.is_output == is_output && p.name == port && p.light != light) {
      p.light = light;
      repaint();
    }
}

void NodeItem::clear_port_lights() {
  bool lit = false;
  for (PortVisual& p : visual_.ports) lit = std::exchange(p.light, PortLight::plain) != PortLight::plain || lit;
  if (lit) repaint();
}

void NodeItem::set_chosen(bool on) {
  if (on == chosen_) return;
  chosen_ = on;
  repaint();
}

void NodeItem::set_hovered(bool on) {
  if (on == hovered_) return;
  hovered_ = on;
  repaint();
}

void NodeItem::set_spark(QVector<float> values) {
  visual_.spark = std::move(values);
  repaint();
}

QPointF NodeItem::port_place(const QString& port, bool is_output) const {
  const PortVisual* p = visual_.port(port, is_output);
  return pos_ + (p ? p->at : QPointF(is_output ? metrics::node_width : 0, metrics::first_port));
}

const PortVisual* NodeItem::port_at(QPointF scene_point) const {
  const QPointF at = scene_point - pos_;
  const PortVisual* best = nullptr;
  double best_distance = metrics::port_reach;
  for (const PortVisual& p : visual_.ports) {
    const double d = std::hypot(at.x() - p.at.x(), at.y() - p.at.y());
    if (d <= best_distance) best = &p, best_distance = d;
  }
  return best;
}

}  // namespace tl::ui
