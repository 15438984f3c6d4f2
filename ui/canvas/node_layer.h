// SPDX-License-Identifier: GPL-3.0-or-later
// All nodes of the canvas as one graphics item: owned, found and drawn by what is near.
#pragma once
#include <QGraphicsItem>
#include <memory>
#include <vector>

#include "ui/canvas/node_faces.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/rect_grid.h"

namespace tl::ui {

class NodeLayer : public QGraphicsItem {
 public:
  NodeLayer();
  NodeItem* add(nodes::NodeId id, QPointF pos, NodeVisual visual);
  void remove(NodeItem* item);
  void clear();

  /// All items as they are, to be put back later: pointers to them stay good as long as this lives.
  struct Content {
    std::vector<std::unique_ptr<NodeItem>> items;  ///< by slot; null where one was removed
    std::vector<int> free;
    RectGrid grid;
  };
  Content take();
  void put(Content content);

  /// Items whose bounds may touch a rectangle, oldest first.
  std::vector<NodeItem*> near(const QRectF& rect) const;
  void near(const QRectF& rect, std::vector<NodeItem*>& found) const;
  std::vector<NodeItem*> all() const;
  /// Of all nodes with what hangs beneath them; null when there are none.
  QRectF nodes_rect() const;
  /// Makes the texts of what is in a rectangle fit, if they can be read at this zoom.
  void prepare(const QRectF& rect, double zoom);
  /// Called by an item that stands elsewhere or has another size now.
  void moved(const NodeItem& item, const QRectF& before);

  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  Content c_;
  mutable QRectF rect_;
  mutable bool rect_stale_ = false;
  mutable std::vector<int> hits_;
  NodeFaces faces_;
};

}  // namespace tl::ui
