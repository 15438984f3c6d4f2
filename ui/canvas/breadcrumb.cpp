// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/breadcrumb.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "nodes/groups.h"
#include "nodes/level_values.h"
#include "ui/document/graph_editor.h"
#include "ui/theme/theme.h"

namespace tl::ui {

Breadcrumb::Breadcrumb(GraphEditor& editor, QWidget* canvas) : QWidget(canvas), editor_(editor) {
  setObjectName("breadcrumb");
  setAccessibleName(tr("Where in the groups you are"));
  setCursor(Qt::ArrowCursor);
  row_ = new QHBoxLayout(this);
  row_->setContentsMargins(6, 3, 10, 3);
  row_->setSpacing(0);
  connect(&editor, &GraphEditor::level_changed, this, [this] { rebuild(); });
  connect(&editor, &GraphEditor::changed, this, [this] { rebuild(); });
  connect(&editor, &GraphEditor::modified_changed, this, [this] { rebuild(); });
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { shown_.clear(), rebuild(); });
  hide();
}

void Breadcrumb::rebuild() {
  const nodes::Level& level = editor_.level();
  QStringList names{editor_.project_name()};
  std::vector<nodes::NodeId> way;
  for (nodes::NodeId id : level.path) {
    const nodes::Node* node = editor_.state().find(id);
    if (!node) return;  // the level is about to be left
    const auto given = nodes::given_at(editor_.state(), way);
    way.push_back(id);
    QString name = QString::fromStdString(node->name);
    const Value* repeat = node->param(nodes::repeat_key);
    // What the instance around sets holds in it.
    if (const auto set = given.find(id); set != given.end())
      if (const Value* from_around = nodes::find_entry(set->second, nodes::repeat_key)) repeat = from_around;
    if (repeat && repeat->is_int() && repeat->to_int() > 1)
      name += tr(" ×%1").arg(repeat->to_int());
    names << name.left(40);
  }
  if (names == shown_ && isVisible() == !level.path.empty()) return place();
  shown_ = names;
  while (QLayoutItem* item = row_->takeAt(0)) {
    if (QWidget* w = item->widget()) w->hide(), w->setObjectName({}), w->deleteLater();  // it may be the button that was pressed
    delete item;
  }
  const Theme& t = theme();
  for (qsizetype i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) {
      auto* arrow = new QLabel(QStringLiteral("▸"), this);
      arrow->setStyleSheet(QStringLiteral("color: %1; padding: 0 2px;").arg(t.hint.name()));
      row_->addWidget(arrow);
      arrow->show();  // now, so that there is room for it
    }
    auto* crumb = new QPushButton(QString(names[i]).replace('&', QLatin1String("&&")), this);
    crumb->setObjectName(QStringLiteral("crumb%1").arg(i));
    crumb->setFlat(true);
    crumb->setEnabled(!last);
    crumb->setFocusPolicy(Qt::NoFocus);
    crumb->setCursor(last ? Qt::ArrowCursor : Qt::PointingHandCursor);
    crumb->setToolTip(last ? QString() : tr("Back to %1").arg(names[i]));
    crumb->setStyleSheet(QStringLiteral("QPushButton { border: none; background: transparent; padding: 2px 5px; color: %1; }"
                                        "QPushButton:hover:enabled { color: %2; }")
                             .arg((last ? t.text : t.muted).name(), t.accent.name()));
    const std::vector<nodes::NodeId> path(level.path.begin(), level.path.begin() + i);
    connect(crumb, &QPushButton::clicked, this, [this, path] { editor_.go_to(path); }, Qt::QueuedConnection);
    row_->addWidget(crumb);
    crumb->show();
  }
  row_->activate();
  setVisible(!level.path.empty());
  place();
}

void Breadcrumb::place() {
  adjustSize();
  move(12, 10);
  raise();
}

void Breadcrumb::paintEvent(QPaintEvent*) {
  const Theme& t = theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(t.line);
  painter.setBrush(t.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

}  // namespace tl::ui
