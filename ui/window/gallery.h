// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>
#include <QStringList>

class QListWidget;

namespace tl::ui {

/// Projects to begin with, by their pictures; they are read beside the window.
class Gallery : public QDialog {
  Q_OBJECT
 public:
  Gallery(const QStringList& files, QWidget* parent);
  QListWidget* list() { return list_; }

 Q_SIGNALS:
  void chosen(const QString& file);

 private:
  void accept_current();
  QListWidget* list_ = nullptr;
};

}  // namespace tl::ui
