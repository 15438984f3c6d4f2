// SPDX-License-Identifier: GPL-3.0-or-later
// Live data on the canvas: a strip beneath each node, behind the nodes and before the wires, as high as the room down to the next node allows.
#pragma once
#include <QGraphicsItem>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "ui/canvas/live_strip.h"
#include "ui/canvas/node_layer.h"

namespace tl::ui {

class LiveLayer : public QGraphicsItem {
 public:
  explicit LiveLayer(NodeLayer& nodes);
  bool empty() const { return strips_.empty(); }
  /// Replaces all strips; those of nodes whose data is as before keep their pictures. Then `settle`.
  void set_strips(std::unordered_map<nodes::NodeId, LiveStrip> strips);
  void forget(nodes::NodeId id) { strips_.erase(id); }
  /// Gives each strip the form that its room allows. True: a node is higher or lower with it than before.
  bool settle();
  /// Other colours.
  void forget_all_pictures();
  /// Pictures of what is in a rectangle, where they can be seen at this zoom.
  void prepare(const QRectF& rect, double zoom);
  const LiveStrip* find(nodes::NodeId id) const;
  /// Of the strip under a point that no node covers; nullptr: none.
  NodeItem* strip_at(QPointF point) const;
  /// Height that each node's strip would like to have.
  std::map<nodes::NodeId, double> wanted_heights() const;

  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  double room_beneath(const NodeItem& item) const;
  NodeLayer& nodes_;
  std::unordered_map<nodes::NodeId, LiveStrip> strips_;
  size_t pictures_ = 0;                      ///< strips that hold pictures
  mutable std::vector<NodeItem*> near_;
};

}  // namespace tl::ui
