// SPDX-License-Identifier: GPL-3.0-or-later
// "What node do you want here?": type-ahead, arrows, Enter. With a wire in hand the list is ranked by what fits, and says why not for the
// rest.
#pragma once
#include <QAbstractListModel>
#include <QFrame>
#include <QPointF>
#include <optional>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/node_type.h"

class QLineEdit;
class QListView;

namespace tl::ui {

struct SearchEntry {
  const nodes::NodeType* type = nullptr;
  QString note;        ///< "accepts N×C×H×W", "→ N×64×14×14", "needs N×C×L"
  bool fits = true;
};

/// The wire in hand, when the popup was opened by letting it go in space.
struct WireInHand {
  nodes::PortRef port;
  bool from_output = true;
  nodes::PortKind kind = nodes::PortKind::tensor;
  std::optional<nodes::TensorMeta> meta;
};

/// Entries for a query; fitting ones first when a wire is in hand.
std::vector<SearchEntry> search_entries(const QString& query, const std::optional<WireInHand>& wire);

class SearchModel : public QAbstractListModel {
 public:
  using QAbstractListModel::QAbstractListModel;
  void set_entries(std::vector<SearchEntry> entries);
  const SearchEntry& entry(int row) const { return entries_[size_t(row)]; }
  int rowCount(const QModelIndex& = {}) const override { return int(entries_.size()); }
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<SearchEntry> entries_;
};

class SearchPopup : public QFrame {
  Q_OBJECT
 public:
  explicit SearchPopup(QWidget* parent);
  /// Opens near a point of the parent, kept inside it.
  void open_at(QPoint place, std::optional<WireInHand> wire = {});
  const std::optional<WireInHand>& wire() const { return wire_; }
  QLineEdit* field() { return field_; }
  QListView* list() { return list_; }

 Q_SIGNALS:
  void chosen(const QString& type_key);
  void cancelled();

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void refill();
  void accept(int row);
  void close_quietly();

  QLineEdit* field_ = nullptr;
  QListView* list_ = nullptr;
  SearchModel* model_ = nullptr;
  std::optional<WireInHand> wire_;
  bool done_ = false;
};

}  // namespace tl::ui
