// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/file_dialog.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QTreeView>

namespace tl::ui {

QFileDialog* make_file_dialog(QWidget* parent, const QString& title, const QString& dir, const QString& filter, FileDialog kind) {
  auto* d = new QFileDialog(parent, title, dir, filter);
  d->setOption(QFileDialog::DontUseNativeDialog);
  d->setAttribute(Qt::WA_DeleteOnClose);
  if (kind == FileDialog::save) d->setAcceptMode(QFileDialog::AcceptSave);
  else d->setFileMode(kind == FileDialog::folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  // Left alone, it gives sizes and dates too little room and leaves some at the right.
  if (auto* files = d->findChild<QTreeView*>("treeView")) {
    QHeaderView* header = files->header();
    header->setStretchLastSection(false);
    for (int column = 0; column < header->count(); ++column)
      header->setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
  }
  d->resize(d->sizeHint().expandedTo({760, 480}));
  return d;
}

}  // namespace tl::ui
