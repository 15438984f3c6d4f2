// SPDX-License-Identifier: GPL-3.0-or-later
// All frames of the canvas as one graphics item behind wires and nodes.
#pragma once
#include <QColor>
#include <QGraphicsItem>
#include <QString>
#include <optional>
#include <vector>

#include "nodes/document.h"

namespace tl::ui {

enum class FramePart { none, title, corner };

class FrameLayer : public QGraphicsItem {
 public:
  static constexpr double title_height = 30, corner_size = 18, least_width = 120, least_height = 60;
  FrameLayer();
  void set_frames(const std::map<nodes::NodeId, nodes::Frame>& frames);
  /// While one is dragged; the document is not touched.
  void preview(nodes::NodeId id, const QRectF& rect);
  void set_chosen(nodes::NodeId id);
  nodes::NodeId chosen() const { return chosen_; }
  /// The frame that can be taken hold of at a scene point, and where.
  nodes::NodeId at(QPointF point, FramePart* part) const;
  QRectF rect(nodes::NodeId id) const;
  QRectF all_rect() const;   ///< null when there are none

  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  struct Visual {
    nodes::NodeId id;
    QRectF rect;
    QString title, note, color;
  };
  std::vector<Visual> frames_;   ///< large ones first: small ones lie on them
  nodes::NodeId chosen_;
};

}  // namespace tl::ui
