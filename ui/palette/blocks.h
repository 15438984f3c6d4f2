// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own blocks: groups that were saved to the palette, one project file each in a folder of the settings. Files are read and written
// off the window's thread.
#pragma once
#include <QList>
#include <QObject>
#include <QString>
#include <memory>

#include "nodes/ids.h"

namespace tl::nodes {
class GraphState;
class NodeType;
}  // namespace tl::nodes

namespace tl::ui {

struct Block {
  QString title, file;
  std::shared_ptr<const nodes::GraphState> state;  ///< what the file holds: an instance of the group, and its definition
  std::shared_ptr<const nodes::NodeType> type;     ///< how the instance looks from outside, under the block's title
};

class Blocks : public QObject {
  Q_OBJECT
 public:
  explicit Blocks(QString folder, QObject* parent = nullptr);
  const QList<Block>& list() const { return list_; }
  /// Keeps the group that a node is an instance of, under its title; saving the same group again replaces it.
  void save(const nodes::GraphState& state, nodes::NodeId instance);
  void remove(const QString& file);
  /// What a palette row of a block is called, and the file in such a name (empty: it is no block).
  static QString key_of(const Block& block) { return QStringLiteral("block:") + block.file; }
  static QString file_in(const QString& key) { return key.startsWith(QLatin1String("block:")) ? key.mid(6) : QString(); }

 Q_SIGNALS:
  void changed();
  void told(const QString& text);

 private:
  void read();
  QString folder_;
  QList<Block> list_;
};

}  // namespace tl::ui
