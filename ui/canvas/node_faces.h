// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of what many nodes have in common (body, header, title, port rings and the names of ports and rows), drawn once for each size.
#pragma once
#include <QHash>
#include <QPixmap>
#include <QString>

#include "ui/canvas/node_visual.h"

class QPainter;

namespace tl::ui {

class NodeFaces {
 public:
  /// Draws a node whose top-left corner is at `corner`; texts must fit. Leaves the painter's transform as `base`.
  void draw(QPainter& painter, const QTransform& base, QPointF corner, const NodeVisual& node, bool selected, bool hovered, int detail);
  qsizetype size() const { return faces_.size(); }

 private:
  struct Key {
    QString look;
    int state;
    bool operator==(const Key&) const = default;
    friend size_t qHash(const Key& k, size_t seed) { return qHashMulti(seed, k.look, k.state); }
  };
  const QPixmap& face(const NodeVisual& node, bool selected, bool hovered, int detail);

  QHash<Key, QPixmap> faces_;   ///< all for `scale_`
  double scale_ = 0, ratio_ = 0;
  bool dark_ = true;
};

}  // namespace tl::ui
