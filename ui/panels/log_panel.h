// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QTime>
#include <QWidget>

class QPlainTextEdit;

namespace tl::ui {

/// What happened, line by line, with the time. Keeps the last 5,000 lines.
class LogPanel : public QWidget {
  Q_OBJECT
 public:
  explicit LogPanel(QWidget* parent = nullptr);
  /// `level`: "info", "warning", "error".
  void add(const QString& level, const QString& text);
  QString text() const;

 private:
  struct Line {
    QTime time;
    QString level, text;
  };
  void write(const Line& line);

  QPlainTextEdit* view_ = nullptr;
  QList<Line> lines_;  ///< as shown, to be shown anew in another theme's colours
};

}  // namespace tl::ui
