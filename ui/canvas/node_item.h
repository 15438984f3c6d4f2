// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QGraphicsItem>

#include "nodes/ids.h"
#include "ui/canvas/node_visual.h"

namespace tl::ui {

/// One node on the canvas: a prepared NodeVisual and where it stands. No children, no cache, no events of its own (GraphView has them).
class NodeItem : public QGraphicsItem {
 public:
  explicit NodeItem(nodes::NodeId id) : id_(id) { setZValue(10); }
  nodes::NodeId id() const { return id_; }
  const NodeVisual& visual() const { return visual_; }
  void set_visual(NodeVisual visual);
  void set_port_light(const QString& port, bool is_output, PortLight light);
  void clear_port_lights();
  void set_chosen(bool on);
  bool chosen() const { return chosen_; }
  void set_hovered(bool on);
  void set_spark(QVector<float> values);
  void set_foot(const QString& text);

  QRectF scene_rect() const { return visual_.rect().translated(pos()); }
  QPointF port_place(const QString& port, bool is_output) const;
  /// The port within reach of a scene point, or nullptr.
  const PortVisual* port_at(QPointF scene_point) const;

  QRectF boundingRect() const override { return visual_.rect().adjusted(-11, -11, 11, 11); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  nodes::NodeId id_;
  NodeVisual visual_;
  bool chosen_ = false, hovered_ = false;
};

}  // namespace tl::ui
