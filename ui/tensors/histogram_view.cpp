// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensors/histogram_view.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace tl::ui {

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) { setAccessibleName(tr("Histogram")); }

void HistogramView::set_data(const train::WatchData& data, const QColor& color) {
  color_ = color;
  lo_ = data.histogram_lo, hi_ = data.histogram_hi;
  const uint32_t highest = data.histogram.empty() ? 0 : *std::max_element(data.histogram.begin(), data.histogram.end());
  bars_.clear();
  for (uint32_t n : data.histogram) bars_.push_back(highest ? double(n) / highest : 0);
  QStringList notes;
  if (data.zeros > 0.005) notes << tr("%1 % zero").arg(data.zeros * 100, 0, 'f', 0);
  if (data.nonfinite > 0) notes << tr("%1 % NaN or infinite").arg(data.nonfinite * 100, 0, 'g', 2);
  note_ = notes.join(QStringLiteral(" · "));
  setToolTip(tr("mean %1, standard deviation %2, from %3 to %4")
                 .arg(QString::number(data.mean, 'g', 4), QString::number(data.std, 'g', 4), QString::number(data.min, 'g', 4),
                      QString::number(data.max, 'g', 4)));
  update();
}

void HistogramView::clear() {
  bars_.clear();
  note_.clear();
  update();
}

void HistogramView::paintEvent(QPaintEvent*) {
  const Theme& t = theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double foot = 18, base = height() - foot;
  painter.setPen(Qt::NoPen);
  QColor color = color_;
  color.setAlphaF(0.85f);
  painter.setBrush(color);
  const double pitch = width() / double(std::max<size_t>(bars_.size(), 1));
  for (size_t i = 0; i < bars_.size(); ++i) {
    if (bars_[i] <= 0) continue;
    const double h = std::max(0.5, bars_[i] * (base - 6));
    painter.drawRoundedRect(QRectF(double(i) * pitch, base - h, std::max(1.0, pitch - 1.1), h), 1, 1);
  }
  painter.setPen(QPen(t.line, 1));
  painter.drawLine(QPointF(0, base + 1), QPointF(width(), base + 1));
  if (bars_.empty()) return;
  painter.setFont(mono_font(10));
  painter.setPen(t.hint);
  const QRectF labels(0, base + 4, width(), foot - 4);
  const auto number = [](double v) { return QString::number(v, 'g', 2).replace('-', QChar(0x2212)); };
  painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter, number(lo_));
  painter.drawText(labels, Qt::AlignRight | Qt::AlignVCenter, number(hi_));
  if (lo_ < 0 && hi_ > 0) {
    const double zero = -lo_ / (hi_ - lo_) * width();
    if (zero > 50 && zero < width() - 50) painter.drawText(QRectF(zero - 20, base + 4, 40, foot - 4), Qt::AlignCenter, QStringLiteral("0"));
  }
  if (!note_.isEmpty()) {
    painter.setPen(t.muted);
    painter.setFont(ui_font(10));
    painter.drawText(QRectF(0, 0, width(), 14), Qt::AlignRight | Qt::AlignVCenter, note_);
  }
}

}  // namespace tl::ui
