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
#include <map>
#include <memory>

class QLockFile;

namespace tl::ui {
class GraphEditor;
class OpenDocument;

/// A copy that was left behind.
struct LeftCopy {
  QString copy;    ///< the project file that was kept
  QString file;    ///< where the document was; empty: never saved, or an example
  QString title;   ///< "fashion-cnn.json"
  QDateTime when;  ///< of its last edit
};

/// The copy of one document.
class SafetyCopy : public QObject {
  Q_OBJECT
 public:
  SafetyCopy(OpenDocument& document, QString folder, QObject* parent = nullptr);
  ~SafetyCopy() override;
  /// Its edits are in the document now: it is taken away as soon as that has a copy of its own.
  void take_over(const LeftCopy& left) { taken_over_ << left; }
  /// The copy is not needed any more: the document was saved, or the person gave its edits up.
  void forget();
  /// The document is about to go: forgets, and deletes itself when nothing is written any more.
  void retire();

 Q_SIGNALS:
  void failed(const QString& text);  ///< the copy could not be written; said once until one succeeds

 private:
  void want_copy();
  void write_copy();
  bool unsaved() const;

  OpenDocument* document_;           ///< nullptr: retired
  QString folder_, name_;
  std::shared_ptr<QLockFile> lock_;  ///< held as long as this document is open: tells others that the copy is not left
  QTimer timer_;
  QList<LeftCopy> taken_over_;
  bool writing_ = false, wanted_ = false, written_ = false, told_ = false;
};

/// A copy of each open document that has unsaved edits.
class Recovery : public QObject {
  Q_OBJECT
 public:
  /// Copies go to `folder`, which is made when it is needed.
  Recovery(GraphEditor& editor, QString folder, QObject* parent = nullptr);
  ~Recovery() override;

  /// Looks for copies of programs that are gone, newest first, in the background.
  void find_left(std::function<void(QList<LeftCopy>)> found);
  /// A left copy was read into this document, which need not be listed yet.
  void take_over(const LeftCopy& left, OpenDocument& document);
  /// Takes a copy away for good, in the background.
  void discard(const LeftCopy& left);
  /// The edits of all documents were given up.
  void forget();

 Q_SIGNALS:
  void failed(const QString& text);

 private:
  SafetyCopy& copy_of(OpenDocument& document);
  QString folder_;
  std::map<uint64_t, std::unique_ptr<SafetyCopy>> copies_;  ///< by document
};

}  // namespace tl::ui
