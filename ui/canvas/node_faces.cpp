// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_faces.h"

#include <QPaintDevice>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr double kMargin = 12;        ///< shadow and port rings lie outside the node's rectangle
constexpr qsizetype kMostFaces = 256;

/// What changes while the mouse hovers or a wire is dragged is drawn as it is.
bool has_face(const NodeVisual& node) {
  return node.fitted && !node.bypassed && std::all_of(node.ports.begin(), node.ports.end(), [](const PortVisual& p) { return p.light == PortLight::plain; });
}
}  // namespace

const QPixmap& NodeFaces::face(const NodeVisual& node, bool selected, bool hovered, int detail) {
  const Key key{node.look, (selected ? 1 : 0) | (hovered ? 2 : 0) | (node.badge == NodeBadge::error ? 4 : 0) | (node.placeholder ? 8 : 0) | detail << 4};
  const auto found = faces_.constFind(key);
  if (found != faces_.constEnd()) return *found;
  if (faces_.size() >= kMostFaces) faces_.clear();
  const double scale = scale_ * ratio_;
  QPixmap picture(int(std::ceil((metrics::node_width + 2 * kMargin) * scale)), int(std::ceil((node.height + 2 * kMargin) * scale)));
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.scale(scale, scale);
  painter.translate(kMargin, kMargin);
  paint_node_face(painter, node, selected, hovered, detail);
  painter.end();
  picture.setDevicePixelRatio(ratio_);
  return *faces_.insert(key, picture);
}

void NodeFaces::draw(QPainter& painter, const QTransform& base, QPointF corner, const NodeVisual& node, bool selected, bool hovered, int detail) {
  const double scale = base.m11(), ratio = painter.device()->devicePixelRatioF();
  if (scale != scale_ || ratio != ratio_ || theme().dark != dark_) {
    faces_.clear();
    scale_ = scale, ratio_ = ratio, dark_ = theme().dark;
  }
  if (!has_face(node)) {
    painter.setWorldTransform(QTransform::fromTranslate(corner.x(), corner.y()) * base);
    paint_node(painter, node, selected, hovered, detail);
  } else {
    // On whole pixels: the picture is copied, not stretched.
    const QPointF at = base.map(corner - QPointF(kMargin, kMargin));
    const QPointF pixel(std::round(at.x() * ratio) / ratio, std::round(at.y() * ratio) / ratio);
    painter.setWorldTransform(QTransform());
    painter.drawPixmap(pixel, face(node, selected, hovered, detail));
    painter.setWorldTransform(QTransform(scale, 0, 0, scale, pixel.x() + kMargin * scale, pixel.y() + kMargin * scale));
    paint_node_own(painter, node, detail);
  }
  painter.setWorldTransform(base);
}

}  // namespace tl::ui
