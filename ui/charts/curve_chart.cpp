// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_chart.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace tl::ui {

CurveChart::CurveChart(const QString& metric, QWidget* parent) : QChartView(parent), metric_(metric) {
  auto* c = new QChart;
  c->legend()->hide();
  c->setMargins(QMargins(0, 7, 6, 0));
  c->layout()->setContentsMargins(0, 0, 0, 0);
  c->setBackgroundVisible(false);
  c->setAnimationOptions(QChart::NoAnimation);
  holder_ = new QLineSeries(c);
  holder_->replace(QList<QPointF>{{0, 0}, {1, 1}});
  holder_->setPen(Qt::NoPen);
  c->addSeries(holder_);
  x_axis_ = new QCategoryAxis(c);
  y_axis_ = new QCategoryAxis(c);
  for (QCategoryAxis* axis : {x_axis_, y_axis_}) {
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setTruncateLabels(false);
    axis->setLineVisible(false);
  }
  x_axis_->setGridLineVisible(false);
  c->addAxis(x_axis_, Qt::AlignBottom);
  c->addAxis(y_axis_, Qt::AlignLeft);
  holder_->attachAxis(x_axis_);
  holder_->attachAxis(y_axis_);
  setChart(c);
  curves_ = new CurveItem(c);
  cross_ = new CrosshairItem(c);
  // Its labels need another width of the plot, its plot other labels: done once more when the place is known.
  connect(c, &QChart::plotAreaChanged, this, [this] {
    place_items();
    if (x_ticks() != x_ticks_) QMetaObject::invokeMethod(this, [this] { rescale(); }, Qt::QueuedConnection);
  });
  setMouseTracking(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Chart of %1").arg(metric));
  setMinimumSize(160, 90);
  setRenderHint(QPainter::Antialiasing, true);
  setBackgroundBrush(Qt::NoBrush);
  setStyleSheet(QStringLiteral("background: transparent; border: none;"));
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { restyle(); });
  restyle();
  rescale();
}

void CurveChart::restyle() {
  const Theme& t = theme();
  for (QCategoryAxis* axis : {x_axis_, y_axis_}) {
    axis->setLabelsFont(mono_font(10));
    axis->setLabelsBrush(t.hint);
    axis->setGridLinePen(QPen(t.grid_major, 1));
  }
  curves_->data_changed();
}

void CurveChart::set_series(std::vector<const CurveSeries*> series) {
  series_ = std::move(series);
  curves_->set_series(series_);
  rescale();
}

void CurveChart::set_markers(const std::vector<CurveMarker>* markers) { curves_->set_markers(markers); }

void CurveChart::set_x_axis(XAxis axis) {
  if (scale_.axis == axis) return;
  scale_.axis = axis;
  reset_view();
}

void CurveChart::set_steps_per_epoch(double steps) {
  if (steps <= 0 || steps == scale_.steps_per_epoch) return;
  scale_.steps_per_epoch = steps;
  if (scale_.axis == XAxis::epoch) reset_view();
}

void CurveChart::set_log_y(bool on) {
  scale_.log_y = on;
  y_zoomed_ = false;
  rescale();
}

void CurveChart::set_smoothing(double weight) {
  scale_.smoothing = weight;
  rescale();
}

void CurveChart::full_range(double& lo, double& hi) const {
  lo = std::numeric_limits<double>::infinity(), hi = -lo;
  for (const CurveSeries* s : series_) {
    if (s->empty()) continue;
    lo = std::min(lo, s->x(0, scale_.axis, scale_.steps_per_epoch));
    hi = std::max(hi, s->x(s->size() - 1, scale_.axis, scale_.steps_per_epoch));
  }
  if (!(lo <= hi)) lo = 0, hi = 1;
  lo = std::min(lo, 0.0);
  if (hi - lo < 1e-9) hi = lo + 1;
}

void CurveChart::refresh() {
  double lo, hi;
  full_range(lo, hi);
  if (zoomed_ && follow_ && hi > scale_.x_hi) {  // the window is at the tail: it slides
    const double span = scale_.x_hi - scale_.x_lo;
    scale_.x_hi = hi, scale_.x_lo = hi - span;
  }
  curves_->data_changed();
  rescale();
  if (cross_->shown()) show_crosshair(curves_->from_px_x(cross_->place()));  // what lies under a resting mouse changes too
}

void CurveChart::reset_view() {
  zoomed_ = y_zoomed_ = false;
  follow_ = true;
  rescale();
}

void CurveChart::set_x_view(double lo, double hi) {
  double full_lo, full_hi;
  full_range(full_lo, full_hi);
  const double smallest = std::max((full_hi - full_lo) * 1e-6, 1e-9);
  if (hi - lo < smallest) return;
  scale_.x_lo = lo, scale_.x_hi = hi;
  zoomed_ = true;
  follow_ = hi >= full_hi - (full_hi - full_lo) * 1e-3;
  rescale();
}

void CurveChart::rescale() {
  if (!zoomed_) full_range(scale_.x_lo, scale_.x_hi);
  double lo = std::numeric_limits<double>::infinity(), hi = -lo, smallest_positive = lo;
  for (const CurveSeries* s : series_) {
    double a, b;
    if (!s->range(scale_.axis, scale_.steps_per_epoch, scale_.x_lo, scale_.x_hi, a, b)) continue;
    lo = std::min(lo, a), hi = std::max(hi, b);
    if (b > 0) smallest_positive = std::min(smallest_positive, a > 0 ? a : b * 1e-4);
  }
  if (!(lo <= hi)) lo = 0, hi = 1, smallest_positive = 0.1;
  double tick;
  if (scale_.log_y) {
    if (!std::isfinite(smallest_positive)) smallest_positive = 0.1;
    lo = std::floor(std::log10(smallest_positive) * 2) / 2, hi = std::ceil(std::log10(std::max(hi, smallest_positive * 1.01)) * 2) / 2;
    if (hi - lo < 0.5) hi = lo + 0.5;
    tick = hi - lo <= 2 ? 0.5 : 1;
  } else {
    if (lo > 0 && lo < 0.6 * hi) lo = 0;
    if (hi - lo < 1e-12) lo -= 0.5 * std::max(std::fabs(lo), 1e-3), hi += 0.5 * std::max(std::fabs(hi), 1e-3);
    tick = nice_step(hi - lo, 4);
    lo = std::floor(lo / tick + 1e-9) * tick, hi = std::ceil(hi / tick - 1e-9) * tick;
  }
  if (y_zoomed_) {
    lo = y_lo_, hi = y_hi_;
    tick = nice_step(hi - lo, 4);
  }
  scale_.y_lo = lo, scale_.y_hi = hi;

  const auto fill = [](QCategoryAxis* axis, double from, double to, double step, auto label) {
    QStringList texts;
    QList<double> places;
    for (double v = std::ceil(from / step - 1e-9) * step; v <= to + step * 1e-6; v += step) {
      QString text = label(v);
      while (texts.contains(text)) text += QChar(0x200b);  // labels are keys: keep equal ones apart, invisibly
      texts << text;
      places << v;
    }
    // Most points move no tick: the axis keeps its labels and only its range goes on.
    bool same = texts == axis->categoriesLabels();
    for (qsizetype i = 0; same && i < texts.size(); ++i) same = axis->endValue(texts[i]) == places[i];
    if (!same) {
      for (const QString& l : axis->categoriesLabels()) axis->remove(l);
      axis->setStartValue(std::min(from, places.isEmpty() ? from : places.first()) - step);
      for (qsizetype i = 0; i < texts.size(); ++i) axis->append(texts[i], places[i]);
    }
    axis->setRange(from, to);
  };
  fill(y_axis_, lo, hi, tick, [&](double v) {
    return scale_.log_y ? QString::number(std::pow(10.0, v), 'g', 2) : axis_number(v, tick);
  });
  x_ticks_ = x_ticks();
  const double x_tick = nice_step(scale_.x_hi - scale_.x_lo, x_ticks_);
  fill(x_axis_, scale_.x_lo, scale_.x_hi, x_tick, [&](double v) { return axis_number(v, x_tick); });
  curves_->set_scale(scale_);
  place_items();
}

int CurveChart::x_ticks() const { return std::clamp(int(chart()->plotArea().width() / 90), 2, 12); }

void CurveChart::place_items() {
  curves_->set_plot(chart()->plotArea());
}

double CurveChart::pixel_to_x(const QPointF& at) const { return curves_->from_px_x(chart()->mapFromScene(mapToScene(at.toPoint())).x()); }

void CurveChart::show_crosshair(double x) {
  const QRectF plot = chart()->plotArea();
  const double px = curves_->to_px_x(x);
  if (px < plot.left() || px > plot.right()) return hide_crosshair();
  std::vector<CrosshairItem::Row> rows;
  std::vector<QPointF> dots;
  struct Entry { double value; const CurveSeries* series; QPointF dot; };
  std::vector<Entry> entries;
  double step = x;
  for (const CurveSeries* s : series_) {
    if (s->empty()) continue;
    const size_t i = s->nearest(x, scale_.axis, scale_.steps_per_epoch);
    const double v = scale_.smoothing > 0 && s->size() > 40 ? s->smoothed(scale_.smoothing)[i] : s->value(i);
    if (entries.empty()) step = s->step(i);
    entries.push_back({v, s, QPointF(curves_->to_px_x(s->x(i, scale_.axis, scale_.steps_per_epoch)), curves_->to_px_y(v))});
  }
  if (entries.empty()) return hide_crosshair();
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.value > b.value; });
  for (const Entry& e : entries) {
    rows.push_back({e.series->label, QString::number(e.value, 'g', 4), e.series->reference ? theme().muted : e.series->color});
    dots.push_back(e.dot);
  }
  const QString title = scale_.axis == XAxis::step    ? tr("step %1").arg(qint64(step))
                        : scale_.axis == XAxis::epoch ? tr("epoch %1").arg(x, 0, 'f', 2)
                                                      : tr("%1 s").arg(x, 0, 'f', 1);
  cross_->show_at(plot, px, title, std::move(rows), std::move(dots));
}

void CurveChart::hide_crosshair() { cross_->hide_cross(); }

void CurveChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  rescale();
}

void CurveChart::wheelEvent(QWheelEvent* event) {
  const double at = pixel_to_x(event->position()), factor = std::pow(0.85, event->angleDelta().y() / 120.0);
  double full_lo, full_hi;
  full_range(full_lo, full_hi);
  const double lo = std::max(full_lo, at - (at - scale_.x_lo) * factor), hi = std::min(full_hi, at + (scale_.x_hi - at) * factor);
  if (lo <= full_lo && hi >= full_hi) reset_view();
  else set_x_view(lo, hi);
  event->accept();
}

void CurveChart::mousePressEvent(QMouseEvent* event) {
  press_ = event->position();
  press_lo_ = scale_.x_lo, press_hi_ = scale_.x_hi;
  const bool pan = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier);
  drag_ = pan ? Drag::pan : event->button() == Qt::LeftButton ? Drag::box : Drag::none;
  setFocus(Qt::MouseFocusReason);
}

void CurveChart::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (drag_ == Drag::pan) {
    const double shift = (press_.x() - at.x()) / std::max(1.0, curves_->plot().width()) * (press_hi_ - press_lo_);
    set_x_view(press_lo_ + shift, press_hi_ + shift);
  } else if (drag_ == Drag::box && (at - press_).manhattanLength() > 6) {
    cross_->hide_cross();
    cross_->show_at(curves_->plot(), -1e6, {}, {}, {});
    cross_->hide_cross();
    cross_->set_rubber(QRectF(press_, at).normalized());
  } else {
    Q_EMIT hovered(pixel_to_x(at));
  }
}

void CurveChart::mouseReleaseEvent(QMouseEvent* event) {
  const QRectF box = QRectF(press_, event->position()).normalized();
  const Drag drag = std::exchange(drag_, Drag::none);
  cross_->set_rubber({});
  if (drag != Drag::box || box.width() < 8) return;
  if (box.height() > 24) {  // a real box takes y too; a flat one only x
    const QRectF plot = curves_->plot();
    const auto y = [&](double px) { return scale_.y_lo + (plot.bottom() - px) / plot.height() * (scale_.y_hi - scale_.y_lo); };
    y_lo_ = y(std::min(box.bottom(), plot.bottom())), y_hi_ = y(std::max(box.top(), plot.top()));
    y_zoomed_ = y_hi_ > y_lo_;
  }
  set_x_view(pixel_to_x(box.topLeft()), pixel_to_x(box.bottomRight()));
}

void CurveChart::mouseDoubleClickEvent(QMouseEvent*) { reset_view(); }

void CurveChart::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  Q_EMIT left();
}

void CurveChart::keyPressEvent(QKeyEvent* event) {
  const double span = scale_.x_hi - scale_.x_lo, middle = (scale_.x_lo + scale_.x_hi) / 2;
  switch (event->key()) {
    case Qt::Key_Plus: set_x_view(middle - span * 0.35, middle + span * 0.35); break;
    case Qt::Key_Minus: set_x_view(middle - span * 0.7, middle + span * 0.7); break;
    case Qt::Key_Left: set_x_view(scale_.x_lo - span * 0.1, scale_.x_hi - span * 0.1); break;
    case Qt::Key_Right: set_x_view(scale_.x_lo + span * 0.1, scale_.x_hi + span * 0.1); break;
    case Qt::Key_Home: reset_view(); break;
    default: QChartView::keyPressEvent(event);
  }
}

}  // namespace tl::ui
