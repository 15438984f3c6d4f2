// SPDX-License-Identifier: GPL-3.0-or-later
// Two versions of a document side by side: what came, went or changed is marked on both canvases and listed beside them.
#pragma once
#include <QDialog>
#include <QPointF>
#include <array>
#include <memory>
#include <vector>

#include "nodes/diff.h"
#include "ui/compare/versions.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTreeWidget;
class QTreeWidgetItem;

namespace tl::ui {
class GraphEditor;
class GraphScene;
class GraphView;
class MarkLayer;

class CompareWindow : public QDialog {
  Q_OBJECT
 public:
  /// Reads both versions in the background; until then the window says so.
  CompareWindow(Version before, Version after, QWidget* parent = nullptr);
  ~CompareWindow() override;

  GraphView& canvas(bool newer) { return *sides_[newer].view; }
  QTreeWidget& list() { return *list_; }
  const nodes::Diff* difference() const { return diff_.get(); }   ///< null: not there yet
  QString summary() const;
  /// Goes to the next (1) or the one before (-1), round and round.
  void step(int way);

 Q_SIGNALS:
  void compared();                       ///< both canvases and the list are there
  void failed(const QString& text);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Side {
    std::unique_ptr<GraphEditor> editor;
    std::unique_ptr<GraphScene> scene;
    GraphView* view = nullptr;
    MarkLayer *node_marks = nullptr, *wire_marks = nullptr;
    QLabel* title = nullptr;
    Version version;
  };
  /// A line of the list, with what it is about on either side.
  struct Row {
    nodes::Change change = nodes::Change::changed;
    bool headline = false;               ///< of a section
    QString what, before, after;
    std::vector<std::array<QString, 3>> fields;
    nodes::NodeId ids[2];
    nodes::Edge wire;
    int wire_side = -1;
    bool expanded = false;
  };
  struct Compared {
    nodes::GraphState states[2];
    nodes::Diff diff;
    std::vector<Row> rows;
  };
  static Compared compare(const Version& before, const Version& after);
  static std::vector<Row> rows_of(const nodes::Diff& diff, const nodes::GraphState& before, const nodes::GraphState& after);
  void build_side(int side, QWidget* parent);
  void take(Compared compared);
  void show_side(int side);
  void mark();
  void fill_list();
  void add_row(const Row& row);
  void go_to(const QTreeWidgetItem* item);
  QRectF place_of(int side, const Row& row) const;
  void centre(int side, QPointF at);
  void follow(int moved);                ///< the other canvas shows the same part
  void follow_level(int moved);
  void fit_both();

  Side sides_[2];
  QSplitter* splitter_ = nullptr;
  QTreeWidget* list_ = nullptr;
  QLabel* summary_ = nullptr;
  QPushButton *next_ = nullptr, *previous_ = nullptr;
  std::unique_ptr<Compared> compared_;
  std::unique_ptr<nodes::Diff> diff_;
  std::vector<Row> rows_;
  size_t listed_ = 0;                    ///< rows in the list so far
  QPointF apart_;                        ///< what the newer canvas shows, less what the older one shows
  bool following_ = false, fitted_ = false;
};

}  // namespace tl::ui
