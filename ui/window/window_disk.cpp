// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs do to the files of open documents: it is noticed, told, and never written over without a question.
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

#include "ui/compare/versions.h"
#include "ui/panels/log_panel.h"
#include "ui/run/run_controller.h"
#include "ui/window/disk_bar.h"
#include "ui/window/main_window.h"

namespace tl::ui {
namespace {
constexpr int kLook = 2000;   ///< ms between two looks at the disk while a window of the program is in front
}

void MainWindow::connect_disk() {
  ask_overtaken = [this](const QString& title) {
    QMessageBox box(QMessageBox::Warning, tr("Another program has changed the file"),
                    tr("“%1” was changed on the disk after it was read here.").arg(title), QMessageBox::NoButton, this);
    box.setInformativeText(tr("Saving writes over that change. Nothing was written yet."));
    QPushButton* over = box.addButton(tr("&Save over it"), QMessageBox::DestructiveRole);
    QPushButton* compare = box.addButton(tr("C&ompare"), QMessageBox::ActionRole);
    QPushButton* cancel = box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    box.setDefaultButton(compare);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == over ? OvertakenAnswer::save_over : box.clickedButton() == compare ? OvertakenAnswer::compare : OvertakenAnswer::cancel;
  };
  connect(editor_.get(), &GraphEditor::overtaken, this, &MainWindow::take_overtaken, Qt::QueuedConnection);
  connect(editor_.get(), &GraphEditor::disk_changed, this, [this](OpenDocument* document) {
    take_disk_change(document);
    disk_bar_->sync();
  });
  connect(editor_.get(), &GraphEditor::switched, this, [this] { editor_->current().look_at_disk(); });
  const auto look = [this] {
    for (OpenDocument* d : editor_->documents()) d->look_at_disk();
  };
  connect(qApp, &QGuiApplication::applicationStateChanged, this, [look](Qt::ApplicationState state) {
    if (state == Qt::ApplicationActive) look();
  });
  disk_timer_.setInterval(kLook);
  connect(&disk_timer_, &QTimer::timeout, this, [look] {
    if (QApplication::activeWindow()) look();
  });
  disk_timer_.start();
  connect(disk_bar_, &DiskBar::reread_wanted, this, [this] { editor_->current().reread(); });
  connect(disk_bar_, &DiskBar::keep_wanted, this, [this] { editor_->current().keep_mine(); });
  connect(disk_bar_, &DiskBar::compare_wanted, this, [this] { compare_with_disk(); });
  connect(disk_bar_, &DiskBar::save_wanted, this, [this] { save(editor_->current()); });
  connect(disk_bar_, &DiskBar::save_as_wanted, this, [this] { save_as(editor_->current()); });
}

void MainWindow::compare_with_disk() {
  const QString file = editor_->file();
  if (!file.isEmpty()) compare_with(file_version(file, tr("%1, on the disk").arg(editor_->title())));
}

void MainWindow::take_disk_change(OpenDocument* document) {
  OpenDocument& d = *document;
  if (d.on_disk() == OnDisk::same) return;
  if (d.on_disk() == OnDisk::gone) return log_->add("warning", tr("%1 is not there any more: it was deleted, renamed or moved.").arg(d.file()));
  if (!d.reread_trouble().isEmpty()) return log_->add("warning", d.reread_trouble());
  // Nothing of the person's would be lost: it becomes what it is on the disk. A run goes on with what it was started from.
  const bool trains = runs_->active() && run_document() == &d;
  if (!d.is_modified() && d.undo_stack().count() == 0 && !trains) return d.reread();
  log_->add("warning", tr("Another program has changed %1.").arg(d.file()));
}

void MainWindow::take_overtaken(OpenDocument* document) {
  const std::vector<OpenDocument*> documents = editor_->documents();
  if (std::find(documents.begin(), documents.end(), document) == documents.end()) return;  // closed meanwhile
  OpenDocument& d = *document;
  editor_->show(d);  // the question is about what is seen
  const OvertakenAnswer answer = ask_overtaken(d.title());
  if (answer == OvertakenAnswer::save_over) return d.save_as(d.file(), true);
  after_save_.erase(d.id());  // neither closed nor quit
  closing_ = false;
  if (answer == OvertakenAnswer::compare) compare_with_disk();
}

}  // namespace tl::ui
