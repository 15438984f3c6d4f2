// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-flight check: what a short look at data, first step and one batch tells before a long run, with evidence and mends. What was found
// is kept with its document (`OpenDocument::checked`) and seen whenever that is in front.
#pragma once
#include <QWidget>
#include <atomic>
#include <memory>
#include <vector>

#include "nodes/preflight.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace tl::ui {
class GraphEditor;

class PreflightPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PreflightPanel(GraphEditor& editor, QWidget* parent = nullptr);
  ~PreflightPanel() override;
  bool busy() const { return stop_ != nullptr; }
  /// Of the document in front.
  const std::vector<nodes::Finding>& findings() const;
  QTreeWidget* view() { return view_; }
  /// Begins in the background; nothing while one goes on.
  void start();
  void stop();
  void apply_fix(int row);
  /// Why it cannot be started now; empty: it can.
  void set_obstacle(const QString& why);

 Q_SIGNALS:
  void node_wanted(tl::nodes::NodeId node);
  void to_mend_changed(int findings);   ///< that ask for something, of the document in front

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_document();
  void show_findings();
  void show_status();
  void take(std::vector<nodes::Finding> findings, const QString& note);
  bool about_current() const;                 ///< what is kept was found in the document as it is open now
  void update_button();

  GraphEditor& editor_;
  QPushButton* button_ = nullptr;
  QLabel* status_ = nullptr;
  QTreeWidget* view_ = nullptr;
  QString obstacle_;
  std::shared_ptr<std::atomic<bool>> stop_;   ///< of the check that goes on
  QString progress_;                          ///< what it does
  uint64_t document_ = 0, generation_ = 0;    ///< what is being looked at
  bool edited_ = false;                       ///< it was, since the check began
};

}  // namespace tl::ui
