// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text that gives way: what there is no room for ends in "…", and the tooltip tells it whole. `text()` is always the whole.
#pragma once
#include <QLabel>

namespace tl::ui {

class ElidedLabel : public QLabel {
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);
  QSize minimumSizeHint() const override;
  bool event(QEvent* event) override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace tl::ui
