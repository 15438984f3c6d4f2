// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/frame_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "nodes/project_limits.h"
#include "ui/theme/theme.h"

namespace tl::ui {

FrameLayer::FrameLayer() {
  setZValue(0);
  setFlag(ItemUsesExtendedStyleOption, true);
}

QRectF FrameLayer::boundingRect() const {
  constexpr double far = 2 * nodes::max_coordinate;
  return {-far, -far, 2 * far, 2 * far};
}

void FrameLayer::set_frames(const std::map<nodes::NodeId, nodes::Frame>& frames) {
  frames_.clear();
  for (const auto& [id, f] : frames)
    frames_.push_back({id, QRectF(f.position.x, f.position.y, f.width, f.height), QString::fromStdString(f.title).left(200),
                       QString::fromStdString(f.note).left(4000), QString::fromStdString(f.color)});
  const auto area = [](const Visual& v) { return v.rect.width() * v.rect.height(); };
  std::stable_sort(frames_.begin(), frames_.end(), [&](const Visual& a, const Visual& b) { return area(a) > area(b); });
  if (chosen_ && !frames.count(chosen_)) chosen_ = {};
  update();
}

void FrameLayer::preview(nodes::NodeId id, const QRectF& rect) {
  for (Visual& v : frames_)
    if (v.id == id) v.rect = rect;
  update();
}

void FrameLayer::set_chosen(nodes::NodeId id) {
  if (id == chosen_) return;
  chosen_ = id;
  update();
}

nodes::NodeId FrameLayer::at(QPointF point, FramePart* part) const {
  for (auto it = frames_.rbegin(); it != frames_.rend(); ++it) {
    const QRectF corner(it->rect.bottomRight() - QPointF(corner_size, corner_size), QSizeF(corner_size, corner_size));
    const bool in_corner = corner.contains(point);
    if (!in_corner && !QRectF(it->rect.topLeft(), QSizeF(it->rect.width(), title_height)).contains(point)) continue;
    if (part) *part = in_corner ? FramePart::corner : FramePart::title;
    return it->id;
  }
  if (part) *part = FramePart::none;
  return {};
}

QRectF FrameLayer::rect(nodes::NodeId id) const {
  for (const Visual& v : frames_)
    if (v.id == id) return v.rect;
  return {};
}

QRectF FrameLayer::all_rect() const {
  QRectF all;
  for (const Visual& v : frames_) all = all.united(v.rect);
  return all;
}

void FrameLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  if (frames_.empty()) return;
  const Theme& t = theme();
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  painter->setRenderHint(QPainter::Antialiasing);
  for (const Visual& v : frames_) {
    if (!v.rect.adjusted(-4, -4, 4, 4).intersects(option->exposedRect)) continue;
    const QColor color = v.color.isEmpty() ? t.muted : category_color(v.color);
    painter->setPen(QPen(v.id == chosen_ ? t.accent : blend(color, t.canvas, 0.5), v.id == chosen_ ? 2 : 1));
    painter->setBrush(blend(color, t.canvas, 0.1));
    painter->drawRoundedRect(v.rect, 10, 10);
    // Titles go on being read from afar, as long as there is room.
    const double size = std::clamp(13 / zoom, 13.0, std::max(13.0, v.rect.height() / 4));
    const QFont font = ui_font(size, QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(readable(color, blend(color, t.canvas, 0.1)));
    const QString title = QFontMetricsF(font).elidedText(v.title, Qt::ElideRight, v.rect.width() - 24);
    painter->drawText(v.rect.topLeft() + QPointF(12, 6 + size), title);
    if (zoom < 0.6) continue;
    painter->setFont(ui_font(11));
    painter->setPen(t.muted);
    if (!v.note.isEmpty()) painter->drawText(v.rect.adjusted(12, title_height, -12, -8), Qt::TextWordWrap, v.note);
    painter->setPen(QPen(blend(color, t.canvas, 0.5), 1.2));
    for (const double d : {5.0, 9.0}) painter->drawLine(v.rect.bottomRight() - QPointF(d, 3), v.rect.bottomRight() - QPointF(3, d));
  }
}

}  // namespace tl::ui
