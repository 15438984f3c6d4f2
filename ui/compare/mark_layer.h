// SPDX-License-Identifier: GPL-3.0-or-later
// What came, went or changed, marked on a canvas: a colour, and a sign for those who do not see it.
#pragma once
#include <QColor>
#include <QGraphicsItem>
#include <QPainterPath>
#include <map>
#include <unordered_map>
#include <vector>

#include "nodes/diff.h"

class QPainter;

namespace tl::ui {
class GraphScene;

QColor change_color(nodes::Change change);
/// The sign of a change in a filled circle around a point.
void paint_sign(QPainter& painter, QPointF at, double radius, nodes::Change change);

class MarkLayer : public QGraphicsItem {
 public:
  enum class Of { nodes, wires };
  MarkLayer(GraphScene& scene, Of of);
  void set_marks(std::unordered_map<nodes::NodeId, nodes::Change> marks);
  void set_marks(std::map<nodes::Edge, nodes::Change> marks);
  /// After nodes came, went or moved, and at another level of groups: where the marks are now.
  void settle();
  size_t shown() const { return drawn_.size(); }   ///< marks at the level that is seen

  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  struct Drawn {
    QRectF rect;                            ///< of the node, or around the wire
    nodes::Change change = nodes::Change::changed;
    QPointF from, to;                       ///< ends of a wire
    const nodes::Edge* edge = nullptr;      ///< in `wires_`
  };
  GraphScene& scene_;
  Of of_;
  std::unordered_map<nodes::NodeId, nodes::Change> nodes_;
  std::map<nodes::Edge, nodes::Change> wires_;
  std::vector<Drawn> drawn_;
};

}  // namespace tl::ui
