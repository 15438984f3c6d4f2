// SPDX-License-Identifier: GPL-3.0-or-later
// All wires of the canvas as one graphics item: routed once per change, culled and hit-tested by a grid.
#pragma once
#include <QColor>
#include <QGraphicsItem>
#include <QLineF>
#include <QPainterPath>
#include <QString>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "nodes/ids.h"
#include "ui/canvas/wire_route.h"

namespace tl::ui {

struct WireVisual {
  nodes::Edge edge;
  QColor color;
  QString label;        ///< "N×64×14×14"; empty: not known
  bool faulty = false;  ///< drawn red: the shapes at its ends do not fit
  bool chosen = false;
  QVector<QPointF> bends;  ///< points that it passes
};

/// One bend of a wire.
struct BendRef {
  nodes::Edge edge;
  size_t index = 0;        ///< the first behind the output is 0
  auto operator<=>(const BendRef&) const = default;
};

class EdgeLayer : public QGraphicsItem {
 public:
  using PlaceOf = std::function<QPointF(const nodes::PortRef&, bool is_output)>;
  /// More wires than this are led without looking for ways round nodes and past other wires (tests/bench/editor_speed.cpp).
  static constexpr size_t thorough_limit = 400;
  EdgeLayer();

  /// Replaces all wires and routes them among the nodes' rectangles.
  void set_wires(std::vector<WireVisual> wires, const PlaceOf& place, std::vector<QRectF> nodes);
  /// Takes some away and adds others; the rest stays where it is.
  void change_wires(const std::vector<nodes::Edge>& removed, std::vector<WireVisual> added, const PlaceOf& place);
  /// New labels and colours for all wires, or for those of some nodes; nothing is routed.
  void restyle(const std::function<void(WireVisual&)>& update_one);
  void restyle(const std::vector<nodes::NodeId>& nodes, const std::function<void(WireVisual&)>& update_one);
  void restyle(const nodes::Edge& edge, const std::function<void(WireVisual&)>& update_one);
  /// While nodes are dragged: only the wires that touch them are routed again.
  void move_ends(const PlaceOf& place, const std::vector<nodes::NodeId>& moved);
  /// Other bends for one wire; it is led through them.
  void set_bends(const nodes::Edge& edge, QVector<QPointF> bends, const PlaceOf& place);
  void set_chosen(const std::function<bool(const nodes::Edge&)>& chosen);
  void set_chosen_bends(std::set<BendRef> chosen);
  void set_hovered_bend(const std::optional<BendRef>& bend);
  /// `told`: its label while it is hovered, "N × C 64 × H 14 × W 14, float32"; empty: as always.
  void set_hovered(const nodes::Edge* edge, const QString& told = {});
  const std::vector<WireVisual>& wires() const { return c_.wires; }
  struct Content;
  /// All wires as they are led, to be put back later; none is chosen or hovered.
  std::unique_ptr<Content> take();
  void put(std::unique_ptr<Content> content);

  /// The wire within `reach` of a scene point.
  std::optional<nodes::Edge> wire_at(QPointF point, double reach) const;
  /// The bend within `reach` of a scene point, of those the nearest.
  std::optional<BendRef> bend_at(QPointF point, double reach) const;
  std::vector<BendRef> bends_in(const QRectF& rect) const;
  QRectF bends_rect() const;   ///< of all bends; null when there are none
  std::optional<QPointF> place_of(const BendRef& bend) const;
  const WireVisual* find(const nodes::Edge& edge) const;
  QPointF middle(const nodes::Edge& edge) const;
  /// Where a mark beside the label fits.
  QPointF beside_label(const nodes::Edge& edge) const;
  const QPainterPath* path(const nodes::Edge& edge) const;

  QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override;

 private:
  struct Way {
    WireRoute route;
    QRectF bounds;
    QPointF label_at;
    double label_room = 0;
    mutable double label_width = -1;      ///< below 0: not measured yet
    mutable QPainterPath path;            ///< empty: not made yet; far away it is never needed
    mutable QPolygonF line;               ///< the same as short straight pieces; empty: not made yet
  };
  struct Batch {
    QRgb color;
    QVector<QLineF> lines;
  };

 public:
  struct Content {
    std::vector<WireVisual> wires;
    std::vector<Way> ways;
    std::map<nodes::Edge, int> index;
    std::unordered_map<nodes::NodeId, std::vector<int>> by_node;
    RectGrid grid;
  };

 private:
  void place(int index, WireRoute route);
  void append(WireVisual wire, WireRoute route);
  void erase(const nodes::Edge& edge);
  std::vector<int> touching(const std::vector<nodes::NodeId>& nodes) const;
  const QPainterPath& path_of(int index) const;
  void draw_seen(QPainter& painter, int index, const QRectF& seen) const;
  double label_width(int index) const;
  QColor color_of(int index) const;
  void paint_far(QPainter& painter, double zoom) const;
  void paint_label(QPainter& painter, int index) const;
  void paint_bends(QPainter& painter, int index) const;
  int index_of(const nodes::Edge& edge) const;

  Content c_;
  int hovered_ = -1;
  std::set<BendRef> chosen_bends_;
  std::optional<BendRef> hovered_bend_;
  QString told_;                          ///< label of the hovered one; empty: its own
  double told_width_ = 0;
  mutable std::vector<int> visible_;
  mutable std::vector<Batch> batches_;
};

}  // namespace tl::ui
