// SPDX-License-Identifier: GPL-3.0-or-later
// What does not fit on a node is told whole while the pointer rests on it.
#pragma once
#include <QObject>
#include <QString>

#include "nodes/ids.h"

namespace tl::ui {
class GraphScene;
class GraphView;

class NodeTips : public QObject {
 public:
  /// Lives as long as the view.
  NodeTips(GraphView& view, GraphScene& scene);
  /// Type, name, parameters and what comes out, a line each; empty while all of it is seen on the node.
  QString tip(nodes::NodeId id) const;

 protected:
  bool eventFilter(QObject* object, QEvent* event) override;

 private:
  GraphView& view_;
  GraphScene& scene_;
};

}  // namespace tl::ui
