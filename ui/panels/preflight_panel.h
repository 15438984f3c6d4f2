// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-flight check: what a short look at data, first step and one batch tells before a long run, with evidence and mends.
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
  const std::vector<nodes::Finding>& findings() const { return findings_; }
  QTreeWidget* view() { return view_; }
  /// Begins in the background; nothing while one goes on.
  void start();
  void stop();
  void apply_fix(int row);
  /// Why it cannot be started now; empty: it can.
  void set_obstacle(const QString& why);

 Q_SIGNALS:
  void node_wanted(tl::nodes::NodeId node);
  void finished(int to_mend);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_findings();
  void say(const QString& text);
  void update_button();

  GraphEditor& editor_;
  QPushButton* button_ = nullptr;
  QLabel* status_ = nullptr;
  QTreeWidget* view_ = nullptr;
  QString obstacle_;
  std::shared_ptr<std::atomic<bool>> stop_;   ///< of the check that goes on
  std::vector<nodes::Finding> findings_;
  uint64_t generation_ = 0;                   ///< of the document that was looked at
};

}  // namespace tl::ui
