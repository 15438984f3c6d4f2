// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved edits survive a crash: while a document has any, a copy of it is kept in a folder of its own, at most two seconds old, written off the
// window's thread. A copy whose program is gone is offered at the next start.
#pragma once
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>

class QLockFile;

namespace tl::ui {
class GraphEditor;

/// A copy that was left behind.
struct LeftCopy {
  QString copy;    ///< the project file that was kept
  QString file;    ///< where the document was; empty: never saved, or an example
  QString title;   ///< "fashion-cnn.json"
  QDateTime when;  ///< of its last edit
};

class Recovery : public QObject {
  Q_OBJECT
 public:
  /// Copies go to `folder`, which is made when it is needed.
  Recovery(GraphEditor& editor, QString folder, QObject* parent = nullptr);
  ~Recovery() override;

  /// Looks for copies of programs that are gone, newest first, in the background.
  void find_left(std::function<void(QList<LeftCopy>)> found);
  /// Its edits are in the open document now: it is taken away as soon as that has a copy of its own.
  void take_over(const LeftCopy& left);
  /// Takes a copy away for good, in the background.
  void discard(const LeftCopy& left);
  /// The copy of the open document is not needed any more: it was saved, or the person gave its edits up.
  void forget();

 Q_SIGNALS:
  void failed(const QString& text);  ///< a copy could not be written; said once until one succeeds

 private:
  void want_copy();
  void write_copy();

  GraphEditor& editor_;
  QString folder_, name_;
  std::shared_ptr<QLockFile> lock_;  ///< held as long as this program lives: tells others that the copy is not left
  QTimer timer_;
  QList<LeftCopy> taken_over_;
  bool writing_ = false, wanted_ = false, written_ = false, told_ = false;
};

}  // namespace tl::ui
