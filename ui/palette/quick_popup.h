// SPDX-License-Identifier: GPL-3.0-or-later
// One list for many questions: which command, which node, which type instead. Type-ahead, arrows, Enter, Escape.
#pragma once
#include <QColor>
#include <QFrame>
#include <QPointer>
#include <QString>
#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace tl::ui {

struct QuickEntry {
  QString title, note;              ///< the note stands at the right: keys, what fits, why not
  QString words;                    ///< further words that are found
  QColor color;                     ///< of a small square before the title; invalid: none
  bool enabled = true;
  std::function<void()> run;        ///< on Enter or a click
  std::function<void()> look = {};  ///< while it is the current one: a preview; may be empty
};

/// Entries that hold every typed word, in title, note or words: those whose title begins with the first word come first, then those in
/// which a word begins with it; the given order decides else. Disabled ones come last.
std::vector<QuickEntry> matching_entries(const std::vector<QuickEntry>& all, const QString& query);

class QuickModel;

class QuickPopup : public QFrame {
  Q_OBJECT
 public:
  explicit QuickPopup(QWidget* parent);
  /// Opens in the upper middle of the parent, or near a point of it.
  void open(const QString& question, std::vector<QuickEntry> entries, QPoint place = {-1, -1});
  void give_up();   ///< as Escape does; nothing happens while it is closed
  QLineEdit* field() { return field_; }
  QListView* list() { return list_; }
  int count() const;
  const QuickEntry& entry(int row) const;

 Q_SIGNALS:
  void refused(const QString& why);   ///< a disabled entry was chosen: its note
  void cancelled();                   ///< closed without a choice: previews go back

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void refill();
  void accept(int row);
  void close_with(bool chosen);

  std::vector<QuickEntry> all_;
  QuickModel* model_ = nullptr;
  QLineEdit* field_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* empty_ = nullptr;     ///< in the place of the list when nothing is found
  QPointer<QWidget> before_;    ///< what had the keys
  bool open_ = false;
};

}  // namespace tl::ui
