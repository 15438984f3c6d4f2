// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/disk_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/document/graph_editor.h"

namespace tl::ui {

DiskBar::DiskBar(GraphEditor& editor, QWidget* parent) : QFrame(parent), editor_(editor) {
  setObjectName("diskBar");
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 10, 6);
  row->setSpacing(8);
  text_ = new QLabel(this);
  text_->setTextFormat(Qt::PlainText);
  text_->setWordWrap(true);
  text_->setMinimumWidth(120);
  row->addWidget(text_, 1);
  const auto button = [&](const char* name, const QString& text, const QString& tip, void (DiskBar::*wanted)()) {
    auto* b = new QPushButton(text, this);
    b->setObjectName(name);
    b->setToolTip(tip);
    connect(b, &QPushButton::clicked, this, wanted);
    row->addWidget(b);
    return b;
  };
  reread_ = button("diskReread", tr("Read it again"), tr("What stands on the disk takes the place of what is seen here"), &DiskBar::reread_wanted);
  compare_ = button("diskCompare", tr("Compare"), tr("Shows the file and what is seen here side by side"), &DiskBar::compare_wanted);
  keep_ = button("diskKeep", tr("Keep mine"), tr("Saving writes what is seen here over the file"), &DiskBar::keep_wanted);
  save_ = button("diskSave", tr("Save it again"), tr("Writes the file where it was"), &DiskBar::save_wanted);
  save_as_ = button("diskSaveAs", tr("Save as…"), tr("Writes it to another place"), &DiskBar::save_as_wanted);
  hide();
  connect(&editor, &GraphEditor::switched, this, [this] { sync(); });
  connect(&editor, &GraphEditor::modified_changed, this, [this] { sync(); });
}

QString DiskBar::text() const { return text_->text(); }

void DiskBar::sync() {
  const OpenDocument& d = editor_.current();
  const OnDisk on_disk = d.on_disk();
  if (on_disk == OnDisk::same || d.busy()) return hide();  // what is being read or written may settle it
  const bool gone = on_disk == OnDisk::gone;
  if (gone) {
    text_->setText(tr("“%1” is not there any more: it was deleted, renamed or moved. Until it is saved, the network is only here.").arg(d.title()));
  } else if (!d.reread_trouble().isEmpty()) {
    text_->setText(tr("Another program has changed “%1”, and it cannot be read now: %2").arg(d.title(), QString(d.reread_trouble()).replace('\n', ' ')));
  } else if (d.is_modified()) {
    text_->setText(tr("Another program has changed “%1”. Reading it again gives up the edits here that are not saved.").arg(d.title()));
  } else {
    text_->setText(tr("Another program has changed “%1”.").arg(d.title()));
  }
  for (QPushButton* b : {reread_, compare_, keep_}) b->setVisible(!gone);
  for (QPushButton* b : {save_, save_as_}) b->setVisible(gone);
  show();
}

}  // namespace tl::ui
