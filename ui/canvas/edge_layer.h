// SPDX-License-Identifier: GPL-3.0-or-later
// All wires of the canvas as one graphics item: routed once per change, culled and hit-tested by a grid.
#pragma once
#include <QColor>
#include <QGraphicsItem>
#include <QPainterPath>
#include <QString>
#include <map>
#include <optional>
#include <vector>

#include "nodes/ids.h"
#include "ui/canvas/wire_route.h"

namespace tl::ui {

struct WireVisual {
  nodes::Edge edge;
  QColor color;
  QString label;        ///< "N×64×14×14"; empty: not known
  QString tip;          ///< letters and dtype, shown on hover
  bool faulty = false;  ///< drawn red: the shapes at its ends do not fit
  bool chosen = false;
};

class EdgeLayer : public QGraphicsItem {
 public:
  using PlaceOf = std::function<QPointF(const nodes::PortRef&, bool is_output)>;
  EdgeLayer();

  /// Replaces all wires and routes them among the nodes' rectangles.
  void set_wires(std::vector<WireVisual> wires, const PlaceOf& place, std::vector<QRectF> nodes);
  /// New labels and colours for the same wires; nothing is routed.
  void set_labels(const std::function<void(WireVisual&)>& update_one);
  /// While nodes are dragged: only the wires that touch them are routed again.
  void move_ends(const PlaceOf& place, const std::function<bool(nodes::NodeId)>& moved);
  void set_chosen(const std::function<bool(const nodes::Edge&)>& chosen);
  void set_hovered(const nodes::Edge* edge);
  const std::vector<WireVisual>& wires() const { return wires_; }

  /// The wire within `reach` of a scene point.
  std::optional<nodes::Edge> wire_at(QPointF point, double reach) const;
  const WireVisual* find(const nodes::Edge& edge) const;
  QPointF middle(const nodes::Edge& edge) const;
  const QPainterPath* path(const nodes::Edge& edge) const;

  QRectF boundingRect() const override { return bounds_; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  struct Way {
    WireRoute route;
    QPainterPath path;
    QRectF bounds;
    QPointF label_at;
    double label_room = 0, label_width = 0;
  };
  void place(int index, WireRoute route);
  void paint_label(QPainter& painter, const WireVisual& wire, const Way& way) const;
  int index_of(const nodes::Edge& edge) const;

  std::vector<WireVisual> wires_;
  std::vector<Way> ways_;
  std::map<nodes::Edge, int> index_;
  RectGrid grid_;
  QRectF bounds_;
  int hovered_ = -1;
  mutable std::vector<int> visible_;
};

}  // namespace tl::ui
