// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QWidget>
#include <vector>

#include "engine/train/session.h"

namespace tl::ui {

/// Bars of a tensor's histogram with its range below; the share of zeros and of values that are no numbers when there are any.
class HistogramView : public QWidget {
  Q_OBJECT
 public:
  explicit HistogramView(QWidget* parent = nullptr);
  void set_data(const train::WatchData& data, const QColor& color);
  void clear();
  /// Height of each bar, 0…1 of the highest.
  const std::vector<double>& bars() const { return bars_; }
  QString note() const { return note_; }
  QSize sizeHint() const override { return {284, 100}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  std::vector<double> bars_;
  double lo_ = 0, hi_ = 0;
  QColor color_;
  QString note_;
};

}  // namespace tl::ui
