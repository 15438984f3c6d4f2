// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "nodes/ids.h"
#include "ui/canvas/node_visual.h"

namespace tl::ui {
class NodeLayer;

/// One node on the canvas: a prepared NodeVisual and where it stands. A NodeLayer owns, finds and draws all of them: thousands of graphics
/// items would cost more than their pictures. No events of its own (GraphView has them).
class NodeItem {
 public:
  NodeItem(NodeLayer& layer, int slot, nodes::NodeId id, QPointF pos, NodeVisual visual)
      : layer_(layer), slot_(slot), id_(id), pos_(pos), visual_(std::move(visual)) {}
  NodeItem(const NodeItem&) = delete;
  NodeItem& operator=(const NodeItem&) = delete;

  nodes::NodeId id() const { return id_; }
  int slot() const { return slot_; }
  QPointF pos() const { return pos_; }
  void set_pos(QPointF pos);
  const NodeVisual& visual() const { return visual_; }
  void set_visual(NodeVisual visual);
  /// Makes the texts fit: before the first painting at a size at which they can be read.
  void fit() { fit_texts(visual_); }
  void set_port_light(const QString& port, bool is_output, PortLight light);
  void clear_port_lights();
  void set_chosen(bool on);
  bool chosen() const { return chosen_; }
  void set_hovered(bool on);
  bool hovered() const { return hovered_; }
  void set_spark(QVector<float> values);

  QRectF scene_rect() const { return visual_.rect().translated(pos_); }
  /// With what hangs beneath it.
  QRectF full_rect() const { return scene_rect().adjusted(0, 0, 0, skirt_); }
  /// With badge, glow and shadow too.
  QRectF bounds() const { return full_rect().adjusted(-11, -11, 11, 11); }
  /// Height of what hangs beneath the node. False: as before.
  bool set_skirt(double height);
  QPointF port_place(const QString& port, bool is_output) const;
  /// The port within reach of a scene point, or nullptr.
  const PortVisual* port_at(QPointF scene_point) const;

 private:
  void repaint() const;
  NodeLayer& layer_;
  int slot_;
  nodes::NodeId id_;
  QPointF pos_;
  NodeVisual visual_;
  double skirt_ = 0;
  bool chosen_ = false, hovered_ = false;
};

}  // namespace tl::ui
