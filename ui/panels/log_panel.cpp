// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/log_panel.h"

#include <QPlainTextEdit>
#include <QTime>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace tl::ui {

LogPanel::LogPanel(QWidget* parent) : QWidget(parent) {
  setObjectName("logPanel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 4, 16, 12);
  view_ = new QPlainTextEdit(this);
  view_->setObjectName("log");
  view_->setAccessibleName(tr("Log"));
  view_->setReadOnly(true);
  view_->setMaximumBlockCount(5000);
  view_->setFont(mono_font(11));
  view_->setPlaceholderText(tr("Nothing has happened yet."));
  column->addWidget(view_);
}

void LogPanel::add(const QString& level, const QString& text) {
  const Theme& t = theme();
  const QColor color = level == "error" ? readable(t.error, t.canvas) : level == "warning" ? readable(t.warning, t.canvas) : t.text;
  const QString html =
      QStringLiteral("<span style='color:%1'>%2</span>&nbsp;&nbsp;<span style='color:%3'>%4</span>")
          .arg(t.hint.name(), QTime::currentTime().toString("HH:mm:ss"), color.name(), text.toHtmlEscaped().replace('\n', "<br/>"));
  view_->appendHtml(html);
}

QString LogPanel::text() const { return view_->toPlainText(); }

}  // namespace tl::ui
