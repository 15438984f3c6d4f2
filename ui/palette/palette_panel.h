// SPDX-License-Identifier: GPL-3.0-or-later
// The left panel: every node type by category, with a search field. Drag a row to the canvas, double click or Enter adds it.
#pragma once
#include <QSet>
#include <QStandardItemModel>
#include <QWidget>

class QLineEdit;
class QTreeView;

#include "ui/palette/blocks.h"

namespace tl::ui {

inline constexpr const char* kNodeMime = "application/x-tensorloom-node-type";

class PaletteModel : public QStandardItemModel {
 public:
  using QStandardItemModel::QStandardItemModel;
  void fill(const QString& query, const QList<Block>& blocks);
  QStringList mimeTypes() const override { return {QString::fromLatin1(kNodeMime)}; }
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
};

class PalettePanel : public QWidget {
  Q_OBJECT
 public:
  explicit PalettePanel(QWidget* parent = nullptr);
  QLineEdit* field() { return field_; }
  QTreeView* tree() { return tree_; }
  QModelIndex index_of(const QString& type_key) const;
  /// Rows of a person's own, before all others.
  void set_blocks(QList<Block> blocks);

 Q_SIGNALS:
  void add_requested(const QString& type_key);
  void hint(const QString& text);
  void remove_wanted(const QString& block_file);

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void refill();
  void activate(const QModelIndex& index);
  void show_rare(const QModelIndex& group, bool on);

  QLineEdit* field_ = nullptr;
  QTreeView* tree_ = nullptr;
  PaletteModel* model_ = nullptr;
  QList<Block> blocks_;
  QSet<QString> folded_;  ///< titles of the groups that stay shut while nothing is searched
  QSet<QString> opened_;  ///< titles of the groups that show their rarer types too
  bool filling_ = false;
};

}  // namespace tl::ui
