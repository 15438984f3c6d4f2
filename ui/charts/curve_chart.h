// SPDX-License-Identifier: GPL-3.0-or-later
// One chart: Qt Charts draws axes and grid (each axis held by a two-point series), CurveItem draws the curves.
// Wheel zooms at the cursor, dragging zooms into a box, middle or Shift drag pans, double click shows everything again.
#pragma once
#include <QChartView>
#include <vector>

#include "ui/charts/curve_item.h"

class QCategoryAxis;
class QLineSeries;

namespace tl::ui {

class CurveChart : public QChartView {
  Q_OBJECT
 public:
  explicit CurveChart(const QString& metric, QWidget* parent = nullptr);

  const QString& metric() const { return metric_; }
  void set_series(std::vector<const CurveSeries*> series);
  const std::vector<const CurveSeries*>& series() const { return series_; }
  void set_markers(const std::vector<CurveMarker>* markers);
  void set_x_axis(XAxis axis);
  void set_steps_per_epoch(double steps);
  void set_log_y(bool on);
  void set_smoothing(double weight);
  /// Points arrived: follows the tail unless a person has zoomed elsewhere.
  void refresh();
  void reset_view();
  bool zoomed() const { return zoomed_; }
  /// Shows the crosshair at a data x; called for all charts when the mouse moves in one.
  void show_crosshair(double x);
  void hide_crosshair();

  const CurveItem& curves() const { return *curves_; }
  const CrosshairItem& crosshair() const { return *cross_; }
  QSize sizeHint() const override { return {420, 200}; }

 Q_SIGNALS:
  void hovered(double x);
  void left();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void restyle();
  void place_items();
  int x_ticks() const;                  ///< about how many labels the x axis has room for
  void rescale();                       ///< y for the visible x, ticks, labels
  void full_range(double& lo, double& hi) const;
  void set_x_view(double lo, double hi);
  double pixel_to_x(const QPointF& at) const;

  QString metric_;
  std::vector<const CurveSeries*> series_;
  CurveItem* curves_ = nullptr;
  CrosshairItem* cross_ = nullptr;
  QLineSeries* holder_ = nullptr;       ///< two points that keep the axes alive
  QCategoryAxis *x_axis_ = nullptr, *y_axis_ = nullptr;
  CurveScale scale_;
  int x_ticks_ = 0;                     ///< for which the axis was labelled
  bool zoomed_ = false, y_zoomed_ = false, follow_ = true;
  double y_lo_ = 0, y_hi_ = 1;
  enum class Drag { none, box, pan } drag_ = Drag::none;
  QPointF press_;
  double press_lo_ = 0, press_hi_ = 1;
};

}  // namespace tl::ui
