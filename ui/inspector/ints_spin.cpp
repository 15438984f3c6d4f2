// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/ints_spin.h"

#include <QFocusEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QWheelEvent>
#include <algorithm>

#include "engine/core/value.h"
#include "ui/support/format.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
QRegularExpressionMatchIterator numbers_in(const QString& text) {
  static const QRegularExpression number(QStringLiteral("-?[0-9]+"));
  return number.globalMatch(text);
}
}  // namespace

IntsSpin::IntsSpin(int size, double min, double max, QWidget* parent) : QAbstractSpinBox(parent), size_(size), min_(min), max_(max) {
  setFont(mono_font(12));
  setFocusPolicy(Qt::StrongFocus);
  setAccelerated(true);
}

int IntsSpin::number_at_cursor() const {
  const QString text = lineEdit()->text();
  if (text.isEmpty() || lineEdit()->selectedText().size() == text.size()) return -1;
  const int cursor = lineEdit()->hasSelectedText() ? lineEdit()->selectionStart() : lineEdit()->cursorPosition();
  int index = -1;
  for (auto it = numbers_in(text); it.hasNext() && it.next().capturedStart() <= cursor;) ++index;
  return std::max(index, 0);
}

void IntsSpin::select_number(int index) {
  if (index < 0) return lineEdit()->selectAll();
  auto it = numbers_in(lineEdit()->text());
  for (int i = 0; it.hasNext(); ++i)
    if (const auto match = it.next(); i == index) return lineEdit()->setSelection(int(match.capturedStart()), int(match.capturedLength()));
}

void IntsSpin::stepBy(int steps) {
  QString shown = lineEdit()->text();
  if (shown.trimmed().isEmpty()) {  // found from the input so far: stepping begins there
    QStringList found;
    for (auto it = numbers_in(lineEdit()->placeholderText()); it.hasNext();) found << it.next().captured();
    shown = found.join(' ');
  }
  auto numbers = parse_ints(shown, size_);
  if (!numbers) return;
  const int index = number_at_cursor();
  for (size_t i = 0; i < numbers->size(); ++i)
    if (index < 0 || size_t(index) == i)
      (*numbers)[i] = int64_t(std::clamp(double((*numbers)[i] + steps), std::max(min_, -9e15), std::min(max_, 9e15)));
  lineEdit()->setText(value_text(Value(*numbers)));
  Q_EMIT editingFinished();
  select_number(index);
}

void IntsSpin::focusInEvent(QFocusEvent* event) {
  QAbstractSpinBox::focusInEvent(event);
  // Coming by key or by an arrow means all numbers; a click into the text means the one that was clicked.
  if (event->reason() != Qt::MouseFocusReason || !lineEdit()->underMouse()) lineEdit()->selectAll();
}

void IntsSpin::wheelEvent(QWheelEvent* event) {
  // Scrolling the panel must not change a number that merely passes under the cursor.
  if (!hasFocus()) return event->ignore();
  QAbstractSpinBox::wheelEvent(event);
}

}  // namespace tl::ui
