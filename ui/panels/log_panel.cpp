// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/log_panel.h"

#include <QPlainTextEdit>
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
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    view_->clear();
    for (const Line& line : std::as_const(lines_)) write(line);
  });
}

void LogPanel::add(const QString& level, const QString& text) {
  lines_.append({QTime::currentTime(), level, text});
  if (lines_.size() > view_->maximumBlockCount()) lines_.removeFirst();
  write(lines_.constLast());
}

void LogPanel::write(const Line& line) {
  const auto& [time, level, text] = line;
  const Theme& t = theme();
  const QColor color = level == "error" ? readable(t.error, t.canvas) : level == "warning" ? readable(t.warning, t.canvas) : t.text;
  const QString html = QStringLiteral("<span style='color:%1'>%2</span>&nbsp;&nbsp;<span style='color:%3'>%4</span>")
                           .arg(t.hint.name(), time.toString("HH:mm:ss"), color.name(), text.toHtmlEscaped().replace('\n', "<br/>" + QStringLiteral("&nbsp;").repeated(10)));
  view_->appendHtml(html);
}

QString LogPanel::text() const { return view_->toPlainText(); }

}  // namespace tl::ui
