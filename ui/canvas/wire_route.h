// SPDX-License-Identifier: GPL-3.0-or-later
// Where a wire runs: straight or softly bent between neighbours, else along lanes with rounded corners that avoid nodes and other wires.
#pragma once
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QVector>
#include <cstdint>
#include <vector>

#include "ui/canvas/rect_grid.h"

namespace tl::ui {

struct WireRoute {
  QVector<QPointF> points;  ///< corners of the way, first at the output, last at the input
  bool soft = false;        ///< one cubic between two neighbours
  bool bent = false;        ///< a curve through all points, which a person put there
  QPainterPath path() const;
  QRectF bounds() const;    ///< of the path, at no more than a corner's width too large
  /// Middle of the longest level stretch, and that stretch's length.
  QPointF label_place(double* length) const;
};

/// Routes wires one after the other; each takes the nodes and the wires routed before it into account.
class WireRouter {
 public:
  explicit WireRouter(std::vector<QRectF> nodes);
  /// `group` is equal for wires that may share a way (same output port). `thorough` false: no search, for very large graphs.
  /// Through its bends, where it has some, whatever stands there.
  WireRoute route(QPointF from, const QVector<QPointF>& bends, QPointF to, uint64_t group, bool thorough = true);

 private:
  struct Lane { double at, lo, hi; uint64_t group; };
  double penalty(const QVector<QPointF>& points, uint64_t group) const;
  int blocked(const QPointF& a, const QPointF& b, bool first, bool last) const;
  std::vector<double> lane_heights(QPointF from, QPointF to) const;
  void remember(const QVector<QPointF>& points, uint64_t group);

  std::vector<QRectF> nodes_;
  RectGrid grid_;
  std::vector<Lane> level_, upright_;
  mutable std::vector<int> hits_;
};

}  // namespace tl::ui
