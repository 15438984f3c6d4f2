// SPDX-License-Identifier: GPL-3.0-or-later
// One editor per kind of described field. It shows a value, says when a person has changed it, and never touches the document.
#pragma once
#include <QAbstractSpinBox>
#include <QStringList>
#include <QWidget>
#include <functional>
#include <optional>

#include "engine/core/describe.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tl::ui {

/// A spin box for integers of any size and reals of any magnitude ("1e-3"); reals step in their last leading digit.
class NumberSpin : public QAbstractSpinBox {
  Q_OBJECT
 public:
  NumberSpin(bool integer, double min, double max, QWidget* parent = nullptr);
  double value() const { return value_; }
  int64_t int_value() const { return int_value_; }
  bool has_value() const { return has_value_; }
  QLineEdit* line() const { return lineEdit(); }
  void set_value(const Value& value);
  /// Shows a greyed text instead of a number: what "auto" found.
  void set_automatic(const QString& text);
  void stepBy(int steps) override;
  QValidator::State validate(QString& text, int& pos) const override;
  /// Called when a text is given up for the value before.
  void fixup(QString& text) const override;
  /// Shows a word instead of one number: "auto" for 0 threads.
  void set_word(int64_t number, const QString& word) { worded_ = number, word_ = word; }

 Q_SIGNALS:
  void value_edited();
  /// What was typed cannot be; why.
  void given_up(const QString& why) const;

 protected:
  StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
  void wheelEvent(QWheelEvent* event) override;

 private:
  void take_text();
  void show_value();
  bool integer_, has_value_ = false;
  double min_, max_, value_ = 0;
  int64_t int_value_ = 0;
  std::optional<int64_t> worded_;
  QString word_;
};

/// Label, editor and a reset button for one field.
class FieldEditor : public QWidget {
  Q_OBJECT
 public:
  FieldEditor(const FieldDesc& field, QWidget* parent = nullptr);
  const std::string& key() const { return key_; }
  /// `value`: as set, or none when it is not set; `shown`: the default or what analysis found.
  void show_value(const std::optional<Value>& value, const Value& shown, bool automatic);
  void set_invalid(const QString& why);
  /// Shows the label in words, not as the field's term; a number may have a word of its own.
  void use_words(std::optional<int64_t> worded = {}, const QString& word = {});
  /// Names of nodes to choose from beside the line, asked for when the menu opens; several: the line lists them, separated by commas.
  void offer_names(std::function<QStringList()> names, bool several);
  QWidget* input() { return input_; }
  /// What takes the keys: the input itself, or the line in front of its button.
  QWidget* focus_target();
  /// The line that is typed into; nullptr: there is none.
  QLineEdit* line() const;
  /// Another node is shown: what was being typed was not about it.
  void forget_typing();
  /// Comes after `before` in the order of Tab; returns what the next one follows.
  QWidget* follow_tab(QWidget* before);

 Q_SIGNALS:
  /// nullopt: back to the default.
  void edited(const std::string& key, std::optional<tl::Value> value);
  /// What was typed cannot be; why.
  void given_up(const QString& why);

 private:
  QWidget* make_input(const FieldDesc& field);
  void give(std::optional<Value> value);

  std::string key_;
  FieldKind kind_;
  int ints_size_ = 0;
  bool filling_ = false, words_ = false;
  QString label_text_, help_;
  QString shown_;               ///< in a line: what it showed before somebody typed
  QLabel* label_ = nullptr;
  QWidget* input_ = nullptr;
  NumberSpin* number_ = nullptr;
  QLineEdit* text_ = nullptr;
  QComboBox* choice_ = nullptr;
  QPushButton* toggle_ = nullptr;
  QToolButton *reset_ = nullptr, *browse_ = nullptr;
};

}  // namespace tl::ui
