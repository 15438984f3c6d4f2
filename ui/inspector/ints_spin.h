// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractSpinBox>
#include <cstdint>

namespace tl::ui {

/// A field of several whole numbers, like a kernel of 3 × 3. Arrows, the wheel and the Up and Down keys step the number at the text cursor;
/// with everything selected, as it is when the field is entered, all of them.
class IntsSpin : public QAbstractSpinBox {
  Q_OBJECT
 public:
  /// `size`: how many numbers; 0: any. `min`, `max`: where stepping ends.
  IntsSpin(int size, double min, double max, QWidget* parent = nullptr);
  QLineEdit* line() const { return lineEdit(); }
  void stepBy(int steps) override;
  /// Anything may be typed; what it means is found out when it is done.
  QValidator::State validate(QString&, int&) const override { return QValidator::Acceptable; }

 protected:
  StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
  void focusInEvent(QFocusEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  int number_at_cursor() const;   ///< -1: all of them
  void select_number(int index);
  int size_;
  double min_, max_;
};

}  // namespace tl::ui
