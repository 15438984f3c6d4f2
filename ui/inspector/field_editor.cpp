// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/field_editor.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QToolButton>
#include <QWheelEvent>
#include <cmath>
#include <utility>

#include "ui/inspector/ints_spin.h"
#include "ui/support/file_dialog.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/theme/theme.h"

namespace tl::ui {

NumberSpin::NumberSpin(bool integer, double min, double max, QWidget* parent)
    : QAbstractSpinBox(parent), integer_(integer), min_(min), max_(max) {
  setFont(mono_font(12));
  setCorrectionMode(QAbstractSpinBox::CorrectToPreviousValue);
  setKeyboardTracking(false);
  setAccelerated(true);
  setFocusPolicy(Qt::StrongFocus);
  connect(this, &QAbstractSpinBox::editingFinished, this, [this] { take_text(); });
}

void NumberSpin::show_value() {
  const bool word = worded_ && integer_ && int_value_ == *worded_;
  lineEdit()->setPlaceholderText(word ? word_ : QString());
  if (word) return lineEdit()->clear();
  const QString text = integer_ ? QString::number(int_value_) : real_text(value_);
  if (text != lineEdit()->text()) lineEdit()->setText(text);
}

void NumberSpin::set_value(const Value& value) {
  has_value_ = true;
  value_ = value.to_double();
  int_value_ = integer_ ? value.to_int() : int64_t(value_);
  show_value();
}

void NumberSpin::set_automatic(const QString& text) {
  has_value_ = false;
  bool ok = false;
  const double found = QString(text).remove(QRegularExpression("[^0-9.eE+-]")).toDouble(&ok);
  value_ = ok ? found : std::max(min_, 0.0);
  int_value_ = int64_t(value_);
  lineEdit()->clear();
  lineEdit()->setPlaceholderText(text);
}

QValidator::State NumberSpin::validate(QString& text, int&) const {
  if (text.isEmpty()) return QValidator::Intermediate;
  static const QRegularExpression partial_int("^-?[0-9]*$"), partial_real("^-?[0-9]*[.]?[0-9]*([eE][-+]?[0-9]*)?$");
  if (!(integer_ ? partial_int : partial_real).match(text).hasMatch()) return QValidator::Invalid;
  bool ok = false;
  const double v = integer_ ? double(text.toLongLong(&ok)) : QLocale::c().toDouble(text, &ok);
  return ok && v >= min_ && v <= max_ ? QValidator::Acceptable : QValidator::Intermediate;
}

void NumberSpin::fixup(QString& text) const {
  bool ok = false;
  const double v = integer_ ? double(text.toLongLong(&ok)) : QLocale::c().toDouble(text, &ok);
  const QString what = text.left(40);
  if (text.isEmpty()) return;
  if (!ok) Q_EMIT given_up(tr("“%1” is not a number").arg(what));
  else if (v < min_) Q_EMIT given_up(tr("%1 is too small: %2 is the least").arg(what, real_text(min_)));
  else if (v > max_) Q_EMIT given_up(tr("%1 is too large: %2 is the most").arg(what, real_text(max_)));
}

void NumberSpin::take_text() {
  const QString text = lineEdit()->text();
  lineEdit()->setModified(false);  // from now on it may be shown in its usual form
  if (text.isEmpty()) {
    if (has_value_) show_value();
    return;
  }
  bool ok = false;
  if (integer_) {
    const int64_t v = text.toLongLong(&ok);
    if (!ok || (has_value_ && v == int_value_)) return show_value();
    int_value_ = v, value_ = double(v);
  } else {
    const double v = QLocale::c().toDouble(text, &ok);
    if (!ok || (has_value_ && v == value_)) return show_value();
    value_ = v;
  }
  has_value_ = true;
  Q_EMIT value_edited();
}

void NumberSpin::stepBy(int steps) {
  take_text();
  if (integer_) {
    // Small numbers step by one, large ones (12544) too: a network's widths are exact.
    int_value_ = int64_t(std::clamp(double(int_value_ + steps), std::max(min_, -9e18), std::min(max_, 9e18)));
    value_ = double(int_value_);
  } else {
    // In the leading digit: 1e-3 → 2e-3, and down 1e-3 → 9e-4, 0.5 → 0.6.
    for (int i = 0; i < std::abs(steps); ++i) {
      const double magnitude = std::fabs(value_);
      double unit = magnitude > 0 ? std::pow(10.0, std::floor(std::log10(magnitude) + 1e-9)) : 0.1;
      if (magnitude > 0 && (steps < 0) == (value_ > 0) && std::fabs(magnitude / unit - 1) < 1e-9) unit /= 10;
      value_ += steps > 0 ? unit : -unit;
      value_ = std::round(value_ / unit) * unit;
      value_ = QString::number(value_, 'g', 12).toDouble();
      value_ = std::clamp(value_, min_, max_);
    }
  }
  has_value_ = true;
  show_value();
  Q_EMIT value_edited();
}

void NumberSpin::wheelEvent(QWheelEvent* event) {
  // Scrolling the panel must not change a number that merely passes under the cursor.
  if (!hasFocus()) return event->ignore();
  QAbstractSpinBox::wheelEvent(event);
}

FieldEditor::FieldEditor(const FieldDesc& field, QWidget* parent)
    : QWidget(parent), key_(field.name), kind_(field.choices.empty() ? field.kind : FieldKind::choice), ints_size_(field.ints_size) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  const QString name = QString::fromStdString(field.name);
  label_text_ = translated(field.label);
  help_ = QStringLiteral("%1: %2").arg(name, translated(field.help));
  if (!field.unit.empty()) help_ += QStringLiteral(" [%1]").arg(translated(field.unit));
  if (std::isfinite(field.min) || std::isfinite(field.max)) {
    const QString lo =
        std::isfinite(field.min) ? (field.min_exclusive ? tr("above %1") : tr("from %1")).arg(real_text(field.min)) : QString();
    const QString hi = std::isfinite(field.max) ? tr("to %1").arg(real_text(field.max)) : QString();
    help_ += QStringLiteral("\n") + (lo + QLatin1Char(' ') + hi).trimmed();
  }
  if (!field.default_value.is_none()) help_ += QLatin1Char('\n') + tr("Default: %1").arg(value_text(field.default_value));
  else if (field.automatic) help_ += QLatin1Char('\n') + tr("Found from the input unless it is set.");
  label_ = new QLabel(name, this);
  label_->setProperty("role", "muted");
  label_->setToolTip(help_);
  reset_ = new QToolButton(this);
  reset_->setText(QStringLiteral("↺"));
  reset_->setAutoRaise(true);
  reset_->setFixedSize(20, 20);
  reset_->setToolTip(tr("Back to the default"));
  reset_->setAccessibleName(tr("Reset %1").arg(name));
  reset_->setStyleSheet(QStringLiteral("QToolButton { border: none; color: %1; padding: 0; }").arg(theme().muted.name()));
  connect(reset_, &QToolButton::clicked, this, [this] { give(std::nullopt); });
  input_ = make_input(field);
  input_->setFixedHeight(26);
  input_->setToolTip(help_);
  input_->setAccessibleName(name);
  input_->setAccessibleDescription(translated(field.help));
  input_->setObjectName("field_" + name);
  label_->setBuddy(input_);
  row->addWidget(label_);
  row->addWidget(reset_);
  row->addWidget(input_, 1);
}

QWidget* FieldEditor::make_input(const FieldDesc& field) {
  switch (kind_) {
    case FieldKind::integer:
    case FieldKind::seed:
    case FieldKind::real: {
      number_ = new NumberSpin(kind_ != FieldKind::real, field.min, field.max, this);
      connect(number_, &NumberSpin::given_up, this, &FieldEditor::given_up);
      connect(number_, &NumberSpin::value_edited, this,
              [this] { give(kind_ == FieldKind::real ? Value(number_->value()) : Value(number_->int_value())); });
      return number_;
    }
    case FieldKind::choice: {
      choice_ = new QComboBox(this);
      choice_->setFont(mono_font(12));
      choice_->setFocusPolicy(Qt::StrongFocus);
      for (const std::string& c : field.choices) choice_->addItem(QString::fromStdString(c));
      connect(choice_, &QComboBox::activated, this, [this](int i) { give(Value(choice_->itemText(i).toStdString())); });
      return choice_;
    }
    case FieldKind::boolean: {
      toggle_ = new QPushButton(this);
      toggle_->setCheckable(true);
      toggle_->setProperty("role", "toggle");
      toggle_->setFont(mono_font(12));
      connect(toggle_, &QPushButton::clicked, this, [this](bool on) { give(Value(on)); });
      return toggle_;
    }
    case FieldKind::text:
    case FieldKind::path:
    case FieldKind::ints:
    case FieldKind::numbers: {
      auto* ints = kind_ == FieldKind::ints ? new IntsSpin(ints_size_, field.min, field.max, this) : nullptr;
      text_ = ints ? ints->line() : new QLineEdit(this);
      text_->setFont(mono_font(12));
      const auto finished = [this] {
        if (text_->text() == shown_) return;
        text_->setModified(false);
        if (kind_ == FieldKind::numbers) {
          if (text_->text().trimmed().isEmpty()) return give(std::nullopt);
          if (const auto numbers = parse_numbers(text_->text())) return give(Value(Value::List(numbers->begin(), numbers->end())));
          return set_invalid(tr("Write numbers, like 0.5, 2, 1"));
        }
        if (kind_ != FieldKind::ints) return give(Value(text_->text().toStdString()));
        if (const auto ints = parse_ints(text_->text(), ints_size_)) give(Value(*ints));
        else
          set_invalid(ints_size_ > 1 ? tr("Write %1 whole numbers, like 3 × 3").arg(ints_size_) : tr("Write whole numbers, like 3 × 3"));
      };
      if (ints) {
        connect(ints, &QAbstractSpinBox::editingFinished, this, finished);
        return ints;
      }
      connect(text_, &QLineEdit::editingFinished, this, finished);
      if (kind_ != FieldKind::path) return text_;
      auto* box = new QWidget(this);
      auto* line = new QHBoxLayout(box);
      line->setContentsMargins(0, 0, 0, 0);
      line->setSpacing(4);
      line->addWidget(text_, 1);
      browse_ = new QToolButton(box);
      browse_->setText(QStringLiteral("…"));
      browse_->setProperty("role", "beside");
      browse_->setFixedSize(22, 26);
      browse_->setAccessibleName(tr("Choose a file for %1").arg(QString::fromStdString(field.name)));
      connect(browse_, &QToolButton::clicked, this, [this] {
        // A parameter called "folder" names one.
        const bool folder = key_ == "folder";
        QFileDialog* dialog = make_file_dialog(window(), folder ? tr("Choose a folder") : tr("Choose a file"), {}, {},
                                               folder ? FileDialog::folder : FileDialog::open);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { give(Value(file.toStdString())); });
        dialog->open();
      });
      line->addWidget(browse_);
      text_->setAccessibleName(QString::fromStdString(field.name));
      return box;
    }
  }
  return new QWidget(this);
}

QWidget* FieldEditor::focus_target() { return text_ && kind_ != FieldKind::ints ? static_cast<QWidget*>(text_) : input_; }

QLineEdit* FieldEditor::line() const { return text_ ? text_ : number_ ? number_->line() : nullptr; }

void FieldEditor::forget_typing() {
  if (line()) line()->setModified(false);
}

QWidget* FieldEditor::follow_tab(QWidget* before) {
  for (QWidget* w : {static_cast<QWidget*>(reset_), focus_target(), static_cast<QWidget*>(browse_)})
    if (w) QWidget::setTabOrder(std::exchange(before, w), w);
  return before;
}

void FieldEditor::use_words(std::optional<int64_t> worded, const QString& word) {
  words_ = true;
  if (number_ && worded) number_->set_word(*worded, word);
}

void FieldEditor::offer_names(std::function<QStringList()> names, bool several) {
  browse_ = new QToolButton(this);
  browse_->setText(QStringLiteral("▾"));
  browse_->setObjectName("names_" + QString::fromStdString(key_));
  browse_->setProperty("role", "beside");
  browse_->setFixedSize(22, 26);
  browse_->setAccessibleName(tr("Choose nodes for %1").arg(QString::fromStdString(key_)));
  browse_->setToolTip(browse_->accessibleName());
  browse_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(browse_);
  browse_->setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, [this, menu, names = std::move(names), several] {
    menu->clear();
    QStringList chosen;
    for (const QString& part : text_->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) chosen << part.trimmed();
    const QStringList offered = names();
    if (offered.isEmpty()) menu->addAction(tr("Nothing here fits"))->setEnabled(false);
    for (const QString& name : offered) {
      QAction* action = menu->addAction(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")));
      action->setCheckable(true);
      action->setChecked(chosen.contains(name));
      connect(action, &QAction::triggered, this, [this, name, chosen, several](bool on) mutable {
        if (!several) chosen = on ? QStringList(name) : QStringList();
        else if (on) chosen << name;
        else chosen.removeAll(name);
        if (chosen.isEmpty()) give(std::nullopt);
        else give(Value(chosen.join(QStringLiteral(", ")).toStdString()));
      });
    }
  });
  static_cast<QHBoxLayout*>(layout())->addSpacing(4);
  layout()->addWidget(browse_);
}

void FieldEditor::give(std::optional<Value> value) {
  if (!filling_) Q_EMIT edited(key_, std::move(value));
}

void FieldEditor::show_value(const std::optional<Value>& value, const Value& shown, bool automatic) {
  filling_ = true;
  const Value& v = value ? *value : shown;
  reset_->setVisible(value.has_value());
  // A name too long for its column gives way to its short label (the tooltip says the name), or is cut in the middle.
  const int room = value ? 102 : 122;
  label_->setFixedWidth(room + 2);
  const QFontMetrics m = label_->fontMetrics();
  const QString key = QString::fromStdString(key_);
  const bool fits = m.horizontalAdvance(key) <= 102 || label_text_.isEmpty();  // as with the arrow: it must not change when a value is set
  QString words = label_text_.isEmpty() ? key : label_text_;
  label_->setText(m.elidedText(words_ ? translated(words.replace('_', ' ')) : fits ? key : label_text_, Qt::ElideMiddle, room));
  // An analysis that comes while somebody types does not take the text from under the keys.
  if (line() && line()->isModified() && focus_target()->hasFocus()) {
    filling_ = false;
    return;
  }
  set_invalid({});
  if (number_) {
    if (automatic || v.is_none()) number_->set_automatic(v.is_none() ? tr("auto") : tr("%1 (auto)").arg(value_text(v)));
    else number_->set_value(v);
  } else if (choice_) {
    const QString text = v.is_string() ? QString::fromStdString(v.to_string()) : value_text(v);
    if (choice_->findText(text) < 0) choice_->addItem(text);
    choice_->setCurrentText(text);
  } else if (toggle_) {
    const bool on = !v.is_none() && v.to_bool();
    toggle_->setChecked(on);
    toggle_->setText(on ? tr("on") : tr("off"));
  } else if (text_) {
    const QString text = v.is_none() || automatic ? QString() : value_text(v);
    shown_ = text;
    const bool other = text != text_->text();  // the same again must not take the cursor or what is selected
    if (other) text_->setText(text);
    text_->setPlaceholderText(automatic && !v.is_none() ? tr("%1 (auto)").arg(value_text(v)) : v.is_none() ? tr("auto") : QString());
    text_->setModified(false);
    if (other) text_->setCursorPosition(0);
  }
  // A value that was found may be longer than the field.
  input_->setToolTip(automatic && !v.is_none() ? help_ + QLatin1Char('\n') + tr("%1 (auto)").arg(value_text(v)) : help_);
  filling_ = false;
}

void FieldEditor::set_invalid(const QString& why) {
  if (input_->property("invalid").toBool() == !why.isEmpty() && why.isEmpty()) return;
  for (QWidget* w : {static_cast<QWidget*>(text_), input_}) {
    if (!w) continue;
    w->setProperty("invalid", !why.isEmpty());
    w->setToolTip(why.isEmpty() ? help_ : why);
    w->style()->unpolish(w);
    w->style()->polish(w);
  }
}

}  // namespace tl::ui
