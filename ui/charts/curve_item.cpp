// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr double kDot = 2.4;   ///< radius of a point's mark
constexpr int kSparse = 24;    ///< up to so many points are marked one by one
}  // namespace

CurveItem::CurveItem(QGraphicsItem* parent) : QGraphicsItem(parent) { setZValue(20); }

void CurveItem::set_series(std::vector<const CurveSeries*> series) {
  series_ = std::move(series);
  data_changed();
}

void CurveItem::set_plot(const QRectF& plot) {
  if (plot == plot_) return;
  prepareGeometryChange();
  plot_ = plot;
  data_changed();
}

void CurveItem::set_scale(const CurveScale& scale) {
  if (scale == scale_) return;
  scale_ = scale;
  data_changed();
}

void CurveItem::data_changed() {
  dirty_ = true;
  update();
}

double CurveItem::to_px_y(double y) const {
  if (scale_.log_y) y = y > 0 ? std::log10(y) : -std::numeric_limits<double>::infinity();
  const double t = (y - scale_.y_lo) / (scale_.y_hi - scale_.y_lo);
  // Values beyond the axis are kept near it: huge coordinates would overflow the rasteriser.
  return plot_.bottom() - std::clamp(t, -4.0, 5.0) * plot_.height();
}

QPolygonF CurveItem::polyline(const std::vector<CurveColumn>& columns, bool extremes) const {
  // In each column the line enters at the first value, touches both extremes and leaves at the last: nothing between is lost.
  QPolygonF line;
  line.reserve(int(columns.size()) * 2);
  for (size_t i = 0; i < columns.size(); ++i) {
    const CurveColumn& c = columns[i];
    if (c.empty()) continue;
    const double x = plot_.left() + double(i) + 0.5;
    if (c.finite == 1 || !extremes) {
      line << QPointF(x, to_px_y(c.last));
      continue;
    }
    line << QPointF(x, to_px_y(c.first));
    if (c.min != c.first) line << QPointF(x, to_px_y(c.min));
    if (c.max != c.first) line << QPointF(x, to_px_y(c.max));
    if (c.last != line.last().y()) line << QPointF(x, to_px_y(c.last));
  }
  return line;
}

void CurveItem::prepare() {
  prepared_.resize(series_.size());
  const int columns = std::max(1, int(plot_.width()));
  for (size_t i = 0; i < series_.size(); ++i) {
    Prepared& p = prepared_[i];
    series_[i]->bin(scale_.axis, scale_.steps_per_epoch, scale_.x_lo, scale_.x_hi, columns, p.raw);
    p.line = polyline(p.raw, true);
    p.smooth_line.clear();
    p.dots.clear();
    // A few points are points: the first validation is seen as soon as it is there, not when a second one makes a line.
    if (p.line.size() <= (series_[i]->reference ? 1 : kSparse) && !(scale_.smoothing > 0 && series_[i]->size() > 40)) p.dots = p.line;
    // A sparse series (validation, once an epoch) is not smoothed: its points are already means.
    if (scale_.smoothing > 0 && series_[i]->size() > 40) {
      series_[i]->bin_smoothed(scale_.smoothing, scale_.axis, scale_.steps_per_epoch, scale_.x_lo, scale_.x_hi, columns, p.smooth);
      p.smooth_line = polyline(p.smooth, false);
    }
  }
  dirty_ = false;
}

void CurveItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (dirty_) prepare();
  const Theme& t = theme();
  painter->save();
  painter->setClipRect(plot_.adjusted(-kDot, -kDot, kDot, kDot));
  if (markers_) {
    // What a person did is always marked; checkpoints only while they are few, and of the best ones only the newest.
    const auto place = [&](const CurveMarker& m) {
      return scale_.axis == XAxis::time ? m.seconds : scale_.axis == XAxis::epoch ? m.step / scale_.steps_per_epoch : m.step;
    };
    int checkpoints = 0;
    const CurveMarker* best = nullptr;
    for (const CurveMarker& m : *markers_) {
      if (m.kind == "best") best = &m;
      checkpoints += m.kind == "checkpoint" && place(m) >= scale_.x_lo && place(m) <= scale_.x_hi;
    }
    for (const CurveMarker& m : *markers_) {
      const double x = place(m);
      if (x < scale_.x_lo || x > scale_.x_hi || (m.kind == "best" && &m != best) || (m.kind == "checkpoint" && checkpoints > 12)) continue;
      QColor color = m.kind == "best" ? t.ok : m.kind == "pause" ? t.warning : m.kind == "live-edit" ? t.accent : t.node_line;
      color.setAlphaF(0.55f);
      painter->setPen(QPen(color, 1));
      painter->drawLine(QPointF(to_px_x(x), plot_.top()), QPointF(to_px_x(x), plot_.bottom()));
    }
  }
  for (int pass = 0; pass < 2; ++pass) {  // ghosts first, so that no raw line covers another's smooth one
    for (size_t i = 0; i < series_.size(); ++i) {
      const Prepared& p = prepared_[i];
      QColor color = series_[i]->reference ? t.dim : series_[i]->color;
      const bool ghost = !p.smooth_line.isEmpty();
      if ((pass == 0) != ghost && pass == 0) continue;
      const QPolygonF& line = pass == 0 ? p.line : ghost ? p.smooth_line : p.line;
      if (pass == 0) color.setAlphaF(0.28f);
      // A dense band is drawn one pixel wide without antialiasing: it looks the same, and stroking it wider takes a hundred times as long.
      const bool dense = line.size() > 1.5 * plot_.width();
      painter->setRenderHint(QPainter::Antialiasing, !dense);
      const double width = dense ? 0 : pass == 0 ? 1.0 : series_[i]->reference ? 1.2 : 1.7;
      painter->setPen(dense ? QPen(color, width) : QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin));
      painter->drawPolyline(line);
      if (pass == 0 || p.dots.isEmpty()) continue;
      painter->setPen(Qt::NoPen);
      painter->setBrush(color);
      for (const QPointF& at : p.dots) painter->drawEllipse(at, kDot, kDot);
      painter->setBrush(Qt::NoBrush);
    }
  }
  painter->setRenderHint(QPainter::Antialiasing, true);
  for (size_t i = 0; i < series_.size(); ++i) {
    painter->setPen(QPen(t.error, 1.4));
    for (size_t c = 0; c < prepared_[i].raw.size(); ++c) {
      if (!prepared_[i].raw[c].nonfinite) continue;
      const QPointF at(plot_.left() + double(c) + 0.5, plot_.bottom() - 4);
      painter->drawLine(at + QPointF(-3, -3), at + QPointF(3, 3));
      painter->drawLine(at + QPointF(-3, 3), at + QPointF(3, -3));
    }
  }
  painter->restore();
}

CrosshairItem::CrosshairItem(QGraphicsItem* parent) : QGraphicsItem(parent) { setZValue(30); }

void CrosshairItem::show_at(const QRectF& plot, double px, const QString& title, std::vector<Row> rows, std::vector<QPointF> dots) {
  if (plot != plot_) prepareGeometryChange();
  plot_ = plot, px_ = px, title_ = title, rows_ = std::move(rows), dots_ = std::move(dots), shown_ = true;
  update();
}

void CrosshairItem::hide_cross() {
  if (!shown_) return;
  shown_ = false;
  update();
}

void CrosshairItem::set_rubber(const QRectF& rubber) {
  rubber_ = rubber;
  update();
}

void CrosshairItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const Theme& t = theme();
  if (!rubber_.isNull()) {
    QColor fill = t.accent;
    fill.setAlphaF(0.14f);
    painter->fillRect(rubber_.intersected(plot_), fill);
    painter->setPen(QPen(t.accent, 1));
    painter->drawRect(rubber_.intersected(plot_));
  }
  if (!shown_) return;
  painter->setRenderHint(QPainter::Antialiasing, true);
  painter->setPen(QPen(t.muted, 1, Qt::CustomDashLine));
  QPen dash(t.muted, 1);
  dash.setDashPattern({3, 3});
  painter->setPen(dash);
  painter->drawLine(QPointF(px_, plot_.top()), QPointF(px_, plot_.bottom()));
  for (size_t i = 0; i < dots_.size() && i < rows_.size(); ++i) {
    if (!plot_.contains(dots_[i])) continue;
    painter->setPen(QPen(rows_[i].color, 1.6));
    painter->setBrush(t.canvas);
    painter->drawEllipse(dots_[i], 3, 3);
  }
  const QFont font = mono_font(10.5);
  const QFontMetricsF metrics(font);
  double label_width = 0, value_width = 0;
  for (const Row& r : rows_) {
    label_width = std::max(label_width, metrics.horizontalAdvance(r.label));
    value_width = std::max(value_width, metrics.horizontalAdvance(r.value));
  }
  const double width = std::max(metrics.horizontalAdvance(title_), label_width + 14 + value_width) + 18;
  const double height = 16 * (double(rows_.size()) + 1) + 10;
  double x = px_ + 8;
  if (x + width > plot_.right()) x = std::max(plot_.left(), px_ - 8 - width);
  const QRectF box(x, plot_.top() + 4, width, std::min(height, plot_.height()));
  painter->setPen(QPen(t.line, 1));
  painter->setBrush(t.raised);
  painter->drawRoundedRect(box, 5, 5);
  painter->setClipRect(box);
  painter->setFont(font);
  painter->setPen(t.muted);
  painter->drawText(QPointF(box.left() + 9, box.top() + 16), title_);
  for (size_t i = 0; i < rows_.size(); ++i) {
    painter->setPen(readable(rows_[i].color, t.raised));
    const double y = box.top() + 16 + 16 * double(i + 1);
    painter->drawText(QPointF(box.left() + 9, y), rows_[i].label);
    painter->drawText(QPointF(box.right() - 9 - metrics.horizontalAdvance(rows_[i].value), y), rows_[i].value);
  }
}

}  // namespace tl::ui
