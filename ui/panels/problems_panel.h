// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the graph, why, and how to mend it. Click or Enter goes to the node; where a mend is known, one button applies it.
#pragma once
#include <QAbstractTableModel>
#include <QWidget>
#include <memory>

#include "nodes/analyze.h"

class QLabel;
class QPushButton;
class QTreeView;

namespace tl::ui {
class GraphEditor;

class ProblemsModel : public QAbstractTableModel {
 public:
  explicit ProblemsModel(GraphEditor& editor, QObject* parent);
  void take(std::shared_ptr<const nodes::Analysis> analysis);
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& = {}) const override { return 3; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  const nodes::Problem& problem(int row) const { return analysis_->problems[size_t(row)]; }

 private:
  GraphEditor& editor_;
  std::shared_ptr<const nodes::Analysis> analysis_;
};

class ProblemsPanel : public QWidget {
  Q_OBJECT
 public:
  ProblemsPanel(GraphEditor& editor, QWidget* parent = nullptr);
  int errors() const;
  int count() const;
  QTreeView* view() { return view_; }
  /// Goes to the next problem's node, from the first again after the last.
  void next();
  /// The mend of a problem (0) or one of its others.
  void apply_fix(int row, size_t which = 0);

 Q_SIGNALS:
  void node_wanted(tl::nodes::NodeId node);
  void count_changed(int errors, int all);
  /// The mouse is over the mend of a problem: what it would do; an empty label: it has left.
  void mend_pointed(const tl::nodes::Fix& fix, const QString& what);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void refresh();
  void go(int row);
  QPushButton* others_button(int row, const nodes::Problem& problem, QWidget* parent);
  GraphEditor& editor_;
  ProblemsModel* model_ = nullptr;
  QTreeView* view_ = nullptr;
  QLabel* empty_ = nullptr;
  bool pointed_ = false;  ///< the mouse is over a mend
};

}  // namespace tl::ui
