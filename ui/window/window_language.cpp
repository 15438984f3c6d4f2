// SPDX-License-Identifier: GPL-3.0-or-later
// View ▸ Language. Widgets keep the texts that they were made with, so that another language comes with the next start, which is offered.
#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include "ui/support/languages.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui {

void MainWindow::build_language_menu(QMenu* see) {
  QMenu* menu = see->addMenu(tr("Lan&guage"));
  menu->menuAction()->setObjectName("viewLanguage");
  auto* group = new QActionGroup(this);
  const QString chosen = settings_.value("language", "system").toString();
  const auto add = [&](const QString& code, const QString& name) {
    QAction* a = make_action(menu, qPrintable("language_" + code), name, {}, [this, code] { choose_language(code); });
    a->setCheckable(true);
    a->setChecked(code == chosen);
    group->addAction(a);
  };
  add("system", tr("As the &desktop"));
  menu->addSeparator();
  for (const Language& l : languages()) add(l.code, l.name);
  if (!group->checkedAction()) action("language_system")->setChecked(true);
}

void MainWindow::choose_language(const QString& choice) {
  settings_.set("language", choice);
  if (language_of(choice) == current_language()) return set_hint({});
  auto* box = new QMessageBox(QMessageBox::Information, tr("Language"), tr("The language changes when Tensorloom starts the next time."),
                              QMessageBox::NoButton, this);
  box->setObjectName("languageBox");
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* now = box->addButton(tr("&Restart now"), QMessageBox::AcceptRole);
  now->setObjectName("restartNow");
  box->setDefaultButton(now);
  box->setEscapeButton(box->addButton(tr("&Later"), QMessageBox::RejectRole));
  connect(now, &QPushButton::clicked, this, [this] {
    restart_asked_ = true;  // closing asks about unsaved edits and a run first
    QMetaObject::invokeMethod(this, [this] { close(); }, Qt::QueuedConnection);
  });
  box->open();
}

}  // namespace tl::ui
