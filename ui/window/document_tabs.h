// SPDX-License-Identifier: GPL-3.0-or-later
// The strip above the canvas: a tab for each open document, with what is unsaved and what is being trained.
#pragma once
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QTabBar;
class QToolButton;

namespace tl::ui {
class GraphEditor;
class OpenDocument;

class DocumentTabs : public QWidget {
  Q_OBJECT
 public:
  explicit DocumentTabs(GraphEditor& editor, QWidget* parent = nullptr);

  QTabBar* bar() { return bar_; }
  QToolButton* add_button() { return add_; }
  int tab_of(uint64_t document) const;                     ///< -1: none
  /// Marks the document that is being trained; 0: none. `state`: "training", "paused"; for the tooltip.
  void set_training(uint64_t document, const QString& state = {});
  uint64_t training() const { return training_; }

  // ---- nodes in hand over the strip ----
  /// Nodes are held over this place of the screen: the tab there lights up and is `held` after a moment. 0: none is there.
  uint64_t hold_over(QPoint global);
  void end_hold();

 Q_SIGNALS:
  void close_wanted(quint64 document);
  void close_others_wanted(quint64 document);
  void new_wanted();
  void held(quint64 document);       ///< nodes were held over its tab long enough

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;
  QSize sizeHint() const override { return {400, 32}; }

 private:
  void sync();
  QString name_of(const OpenDocument& document) const;
  void describe(int index, const OpenDocument& document);
  void describe_all();
  uint64_t document_at(int index) const;
  void show_menu(int index, QPoint global);
  QIcon training_icon() const;

  GraphEditor& editor_;
  QTabBar* bar_ = nullptr;
  QToolButton* add_ = nullptr;
  uint64_t training_ = 0, held_over_ = 0;
  QString training_state_;
  QTimer hold_;
  bool syncing_ = false;
};

}  // namespace tl::ui
