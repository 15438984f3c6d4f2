// SPDX-License-Identifier: Apache-2.0
// Looks through the widgets that are seen for texts that do not fit, and for widgets that reach over the edge of what they stand in.
#pragma once
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeView>

#include "ui/support/elided_label.h"

namespace tl::ui::test {

inline QString plain_text(QString text) {
  if (Qt::mightBeRichText(text)) {
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
  }
  return text;
}

inline QString place_of(const QWidget* w) {
  QStringList way;
  for (; w && way.size() < 4; w = w->parentWidget())
    way.prepend(QString(w->metaObject()->className()).section("::", -1) + (w->objectName().isEmpty() ? QString() : "#" + w->objectName()));
  return way.join(" > ");
}

/// What is cut off in `root` and below, a line each. A text that is elided and told whole by a tooltip is not.
inline QStringList clipped_texts(QWidget* root) {
  QStringList found;
  const auto tell = [&](const QWidget* w, const QString& text, int needs, int has) {
    found << QStringLiteral("%1: “%2” needs %3, has %4").arg(place_of(w), text.left(90)).arg(needs).arg(has);
  };
  QList<QWidget*> all = root->findChildren<QWidget*>();
  all.prepend(root);
  for (QWidget* w : all) {
    if (!w->isVisible() || w->visibleRegion().isEmpty()) continue;
    const QFontMetrics m(w->font());
    const bool told = !w->toolTip().isEmpty();
    if (auto* label = qobject_cast<QLabel*>(w)) {
      if (label->text().isEmpty() || dynamic_cast<ElidedLabel*>(label)) continue;
      const QRect room = label->contentsRect().marginsRemoved(QMargins(label->margin(), 0, label->margin(), 0));
      if (label->wordWrap()) {
        if (const int h = label->heightForWidth(label->width()); h > label->height() + 1 && !told) tell(w, label->text() + " (height)", h, label->height());
      } else if (!told) {
        int needs = 0;
        for (const QString& line : plain_text(label->text()).split('\n')) needs = std::max(needs, m.horizontalAdvance(line));
        if (needs > room.width() + 1) tell(w, label->text(), needs, room.width());
        if (m.height() > room.height() + 2 && !label->text().trimmed().isEmpty()) tell(w, label->text() + " (height)", m.height(), room.height());
      }
      if (label->text().endsWith(u'…') && !told && !label->text().endsWith(u"…]"))
        tell(w, label->text() + " (elided without a tooltip)", 0, 0);
    } else if (auto* button = qobject_cast<QAbstractButton*>(w)) {
      if (button->text().isEmpty()) continue;
      if (auto* tool = qobject_cast<QToolButton*>(button); tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull()) continue;
      if (told && !qobject_cast<QPushButton*>(button)) continue;
      QString text = button->text();
      text.remove(QRegularExpression("&(?!&)"));
      int needs = m.horizontalAdvance(text);
      if (!button->icon().isNull()) needs += button->iconSize().width() + 4;
      if (auto* box = qobject_cast<QCheckBox*>(button)) needs = box->sizeHint().width();
      if (needs > button->width()) tell(w, text, needs, button->width());
      if (m.height() > button->height() + 1) tell(w, text + " (height)", m.height(), button->height());
    } else if (auto* combo = qobject_cast<QComboBox*>(w)) {
      QStyleOptionComboBox o;
      o.initFrom(combo);
      const int room = combo->style()->subControlRect(QStyle::CC_ComboBox, &o, QStyle::SC_ComboBoxEditField, combo).width();
      const int needs = m.horizontalAdvance(combo->currentText());
      if (needs > room + 1 && !told) tell(w, combo->currentText(), needs, room);
    } else if (auto* tabs = qobject_cast<QTabBar*>(w)) {
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->isTabVisible(i) && m.horizontalAdvance(tabs->tabText(i)) > tabs->tabRect(i).width() && tabs->tabToolTip(i).isEmpty())
          tell(w, tabs->tabText(i), m.horizontalAdvance(tabs->tabText(i)), tabs->tabRect(i).width());
    } else if (auto* head = qobject_cast<QHeaderView*>(w)) {
      for (int i = 0; head->model() && i < head->count(); ++i) {
        if (head->isSectionHidden(i) || head->orientation() == Qt::Vertical) continue;
        const QString text = head->model()->headerData(i, Qt::Horizontal).toString();
        const bool tip = !head->model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty();
        if (!tip && m.horizontalAdvance(text) > head->sectionSize(i)) tell(w, text, m.horizontalAdvance(text), head->sectionSize(i));
      }
    } else if (auto* line = qobject_cast<QLineEdit*>(w)) {
      const auto* spin = qobject_cast<QAbstractSpinBox*>(line->parentWidget());
      if (spin && spin->toolTip().contains(line->placeholderText())) continue;
      if (!told && line->text().isEmpty() && m.horizontalAdvance(line->placeholderText()) > line->contentsRect().width())
        tell(w, line->placeholderText(), m.horizontalAdvance(line->placeholderText()), line->contentsRect().width());
    }
    // Over the edge: not within what scrolls, nor a tab bar that scrolls its tabs.
    QWidget* parent = w->parentWidget();
    if (!parent || w->isWindow() || w == root || !parent->isVisible()) continue;
    bool scrolls = false;
    for (QWidget* p = parent; p && !p->isWindow(); p = p->parentWidget()) scrolls = scrolls || qobject_cast<QAbstractScrollArea*>(p) || qobject_cast<QTabBar*>(p);
    if (!scrolls && !parent->rect().adjusted(-1, -1, 1, 1).contains(w->geometry()))
      found << QStringLiteral("%1 reaches over the edge: %2,%3 %4×%5 in %6×%7").arg(place_of(w)).arg(w->x()).arg(w->y()).arg(w->width()).arg(w->height())
                   .arg(parent->width()).arg(parent->height());
  }
  return found;
}

}  // namespace tl::ui::test
