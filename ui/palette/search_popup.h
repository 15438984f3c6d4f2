// SPDX-License-Identifier: GPL-3.0-or-later
// "What node do you want here?", perhaps with values ("conv 32 k5"), or which wire: type-ahead, arrows, Enter. With a wire in hand the list is ranked by what fits, and says why not for the
// rest.
#pragma once
#include <QAbstractListModel>
#include <QFrame>
#include <QPointF>
#include <memory>
#include <optional>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/node_type.h"

class QLabel;
class QLineEdit;
class QListView;

namespace tl::ui {
struct Block;
using BlockPtr = std::shared_ptr<const Block>;

struct SearchEntry {
  const nodes::NodeType* type = nullptr;
  QString note;        ///< "accepts N×C×H×W", "→ N×64×14×14", "needs N×C×L"
  bool fits = true;
  tl::Value::Dict params;  ///< typed along with the name
  // A wire between nodes that are there, instead of a new node:
  QString title;                    ///< "output → fc_2.input"; empty: the type's
  std::optional<nodes::Edge> edge;
  bool wired = false;               ///< the wire exists: choosing it cuts it
  BlockPtr block;                   ///< one of a person's own instead of a type of the program; `type` is how it looks
};

/// The wire in hand, when the popup was opened by letting it go in space.
struct WireInHand {
  nodes::PortRef port;
  bool from_output = true;
  nodes::PortKind kind = nodes::PortKind::tensor;
  std::optional<nodes::TensorMeta> meta;
  bool in_wire = false;      ///< the node goes into the wire: it must give what it takes, too
};

/// Entries for a query; fitting ones first when a wire is in hand, unless `fits_first` is false: then as the words rank them.
std::vector<SearchEntry> search_entries(const QString& query, const std::optional<WireInHand>& wire, bool fits_first = true,
                                        const std::vector<BlockPtr>& blocks = {});

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
  /// Opens near a point of the parent, kept inside it; where there is room it leaves `clear` to be seen: the node that it is about.
  void open_at(QPoint place, std::optional<WireInHand> wire = {}, QRect clear = {});
  /// The same without a wire: what takes the output of the node at hand is offered first.
  void open_beside(QPoint place, WireInHand context, QRect clear = {});
  /// Offers these wires instead of node types.
  void open_wires_at(QPoint place, const QString& question, std::vector<SearchEntry> wires, QRect clear = {});
  /// The person's own blocks, which are found among the node types.
  void set_blocks(std::vector<BlockPtr> blocks) { blocks_ = std::move(blocks); }
  void give_up();   ///< as Escape does; nothing happens while it is closed
  const std::optional<WireInHand>& wire() const { return wire_; }
  QLineEdit* field() { return field_; }
  QListView* list() { return list_; }

 Q_SIGNALS:
  void chosen(const SearchEntry& entry);
  void wire_chosen(const SearchEntry& entry);
  void cancelled();

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  void open(QPoint place, QRect clear);
  void settle();   ///< where it was asked for, inside the parent, off what is to be seen
  void refill();
  void accept(int row);
  void close_quietly();

  QLineEdit* field_ = nullptr;
  QListView* list_ = nullptr;
  QLabel* empty_ = nullptr;         ///< in the place of the list when nothing is found
  SearchModel* model_ = nullptr;
  std::optional<WireInHand> wire_, context_;
  std::vector<SearchEntry> wires_;  ///< on offer; empty: node types are
  std::vector<BlockPtr> blocks_;
  QPoint place_;
  QRect clear_;
  bool done_ = false;
};

}  // namespace tl::ui
