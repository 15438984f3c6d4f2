// SPDX-License-Identifier: GPL-3.0-or-later
// All curves of one chart as a single graphics item in the chart's plot area: per-pixel min/max bands and lines, marks for NaN,
// markers of the run, the smoothed line over the ghosted raw one. The crosshair is a second item, so that moving it bins nothing.
#pragma once
#include <QGraphicsItem>
#include <QPolygonF>
#include <memory>
#include <vector>

#include "ui/charts/curve_series.h"

namespace tl::ui {

/// What the curves are drawn in: data ranges, axes, smoothing.
struct CurveScale {
  double x_lo = 0, x_hi = 1, y_lo = 0, y_hi = 1;  ///< y in log10 when log_y
  bool log_y = false;
  XAxis axis = XAxis::step;
  double steps_per_epoch = 1;
  double smoothing = 0;
  bool operator==(const CurveScale&) const = default;
};

struct CurveMarker {
  double step = 0, seconds = 0;
  QString kind, text;  ///< "pause", "checkpoint", "best", …
};

class CurveItem : public QGraphicsItem {
 public:
  explicit CurveItem(QGraphicsItem* parent);
  void set_series(std::vector<const CurveSeries*> series);
  void set_markers(const std::vector<CurveMarker>* markers) { markers_ = markers; }
  void set_plot(const QRectF& plot);
  void set_scale(const CurveScale& scale);
  /// Points arrived: bins are computed again at the next paint.
  void data_changed();
  const CurveScale& scale() const { return scale_; }
  const QRectF& plot() const { return plot_; }
  /// Of series i: the points marked one by one at the newest paint.
  const QPolygonF& dots(size_t i) const { return prepared_[i].dots; }

  QRectF boundingRect() const override { return plot_.adjusted(-3, -3, 3, 3); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

  double to_px_x(double x) const { return plot_.left() + (x - scale_.x_lo) / (scale_.x_hi - scale_.x_lo) * plot_.width(); }
  double to_px_y(double y) const;
  double from_px_x(double px) const { return scale_.x_lo + (px - plot_.left()) / plot_.width() * (scale_.x_hi - scale_.x_lo); }

 private:
  struct Prepared {
    std::vector<CurveColumn> raw, smooth;
    QPolygonF line, smooth_line;
    QPolygonF dots;   ///< points that are marked one by one
  };
  void prepare();
  /// `extremes`: touch the smallest and largest value of each column; else only its last (a smoothed line is one line).
  QPolygonF polyline(const std::vector<CurveColumn>& columns, bool extremes) const;

  std::vector<const CurveSeries*> series_;
  std::vector<Prepared> prepared_;
  const std::vector<CurveMarker>* markers_ = nullptr;
  QRectF plot_;
  CurveScale scale_;
  bool dirty_ = true;
};

/// Dashed vertical line with the values at its place.
class CrosshairItem : public QGraphicsItem {
 public:
  struct Row { QString label, value; QColor color; };
  explicit CrosshairItem(QGraphicsItem* parent);
  void show_at(const QRectF& plot, double px, const QString& title, std::vector<Row> rows, std::vector<QPointF> dots);
  void hide_cross();
  /// The rectangle dragged for a box zoom; null: none.
  void set_rubber(const QRectF& rubber);
  const std::vector<Row>& rows() const { return rows_; }
  bool shown() const { return shown_; }
  double place() const { return px_; }
  QRectF boundingRect() const override { return plot_.adjusted(-2, -2, 2, 2); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  QRectF plot_, rubber_;
  double px_ = 0;
  QString title_;
  std::vector<Row> rows_;
  std::vector<QPointF> dots_;
  bool shown_ = false;
};

}  // namespace tl::ui
