// SPDX-License-Identifier: GPL-3.0-or-later
// Above the canvas while the file of the document in front is not what was read from it: says what another program did, offers what to do.
#pragma once
#include <QFrame>

class QLabel;
class QPushButton;

namespace tl::ui {
class GraphEditor;

class DiskBar : public QFrame {
  Q_OBJECT
 public:
  explicit DiskBar(GraphEditor& editor, QWidget* parent = nullptr);
  QString text() const;
  /// Shows or hides itself: after every change of what is on the disk that does not settle itself.
  void sync();

 Q_SIGNALS:
  void reread_wanted();
  void compare_wanted();
  void keep_wanted();
  void save_wanted();       ///< the file is gone: at its old place
  void save_as_wanted();

 private:
  GraphEditor& editor_;
  QLabel* text_ = nullptr;
  QPushButton *reread_ = nullptr, *compare_ = nullptr, *keep_ = nullptr, *save_ = nullptr, *save_as_ = nullptr;
};

}  // namespace tl::ui
