// SPDX-License-Identifier: GPL-3.0-or-later
// Getting about without a mouse: from area to area, into a panel, back to the canvas.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QTabBar>

#include "ui/canvas/graph_view.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/run/run_bar.h"
#include "ui/window/main_window.h"

namespace tl::ui {
namespace {
/// What takes the keys when an area is entered: the first thing in it that can, in the order of Tab.
QWidget* entrance(QWidget* area) {
  if (area->focusPolicy() & Qt::TabFocus) return area;
  for (QWidget* w = area->nextInFocusChain(); w != area; w = w->nextInFocusChain())
    if (area->isAncestorOf(w) && w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)) return w;
  return nullptr;
}
}  // namespace

void MainWindow::enter(QWidget* area) {
  for (QDockWidget* dock : std::as_const(docks_))
    if (dock->isAncestorOf(area)) dock->show(), dock->raise();
  QApplication::sendPostedEvents();  // what was just shown can take the focus then
  if (area == inspector_) return inspector_->focus_first();
  QWidget* first = area == palette_ ? palette_->field() : entrance(area);
  if (first) return first->setFocus(Qt::TabFocusReason);
  area->setFocusPolicy(Qt::StrongFocus);  // a panel with nothing to press can still be read out and left again
  area->setFocus(Qt::TabFocusReason);
}

void MainWindow::enter_next_area(int step) {
  QList<QWidget*> areas{run_bar_, palette_, view_, inspector_};
  for (QDockWidget* dock : std::as_const(docks_))
    if (dock->widget() != palette_ && dock->widget() != inspector_ && !dock->visibleRegion().isEmpty()) areas << dock->widget();
  areas.removeIf([this](QWidget* w) { return w != view_ && !w->isVisible(); });
  QWidget* const focus = QApplication::focusWidget();
  qsizetype at = areas.indexOf(view_);
  for (qsizetype i = 0; i < areas.size(); ++i)
    if (focus && (areas[i] == focus || areas[i]->isAncestorOf(focus))) at = i;
  enter(areas[(at + step + areas.size()) % areas.size()]);
}

bool MainWindow::event(QEvent* event) {
  if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease)
    if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt)  // the underlined letters come and go with it
      QMetaObject::invokeMethod(menuBar(), [bar = menuBar()] { bar->update(); }, Qt::QueuedConnection);
  // Space presses the button and opens the list that has the focus; only elsewhere it pauses the run.
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    QWidget* const focus = QApplication::focusWidget();
    const bool taken = qobject_cast<QAbstractButton*>(focus) || qobject_cast<QComboBox*>(focus) || qobject_cast<QAbstractItemView*>(focus);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && taken) {
      key->accept();
      return true;
    }
  }
  return QMainWindow::event(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && QApplication::focusWidget() != view_) return view_->setFocus(Qt::OtherFocusReason);
  QMainWindow::keyPressEvent(event);
}

}  // namespace tl::ui
