// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPixmap>
#include <QWidget>

namespace tl::ui {
class GraphView;

/// The whole graph in the canvas's corner; click or drag to go there.
class Minimap : public QWidget {
  Q_OBJECT
 public:
  Minimap(GraphView& view, QWidget* parent);
  void place();

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  QRectF world() const;
  QTransform to_map() const;
  void draw_nodes();
  GraphView& view_;
  QPixmap nodes_;          ///< the nodes in `drawn_world_`; drawn anew when they or the world change, not when the view moves
  QRectF drawn_world_;
};

}  // namespace tl::ui
