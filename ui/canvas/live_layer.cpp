// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/live_layer.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "nodes/project_limits.h"

namespace tl::ui {
namespace {
constexpr double kApart = 6;             ///< a strip keeps so far from the node beneath it
constexpr double kHighest = 140;         ///< of any strip
constexpr size_t kMostPictures = 600;    ///< strips that keep their pictures, seen or not: 60 KB each
}  // namespace

LiveLayer::LiveLayer(NodeLayer& nodes) : nodes_(nodes) {
  setZValue(5);
  setFlag(ItemUsesExtendedStyleOption, true);  // paint() wants the exposed rectangle
}

QRectF LiveLayer::boundingRect() const {
  // Wherever a node may stand: nothing has to be told when one moves.
  constexpr double far = 2 * nodes::max_coordinate;
  return {-far, -far, 2 * far, 2 * far};
}

void LiveLayer::set_strips(std::unordered_map<nodes::NodeId, LiveStrip> strips) {
  pictures_ = 0;
  for (auto& [id, strip] : strips) {
    const auto known = strips_.find(id);
    if (known == strips_.end()) continue;
    strip.form = known->second.form;
    if (known->second.node == strip.node && known->second.natural == strip.natural && known->second.color == strip.color)
      strip = std::move(known->second);
    pictures_ += strip.prepared;
  }
  strips_ = std::move(strips);
  update();
}

void LiveLayer::forget_all_pictures() {
  for (auto& [id, strip] : strips_) forget_pictures(strip);
  pictures_ = 0;
  update();
}

const LiveStrip* LiveLayer::find(nodes::NodeId id) const {
  const auto it = strips_.find(id);
  return it == strips_.end() ? nullptr : &it->second;
}

double LiveLayer::room_beneath(const NodeItem& item) const {
  const QRectF own = item.scene_rect();
  double room = kHighest;
  nodes_.near(QRectF(own.left(), own.bottom(), own.width(), kHighest + kApart), near_);
  for (const NodeItem* other : near_) {
    const QRectF r = other->scene_rect();
    if (other != &item && r.left() < own.right() && r.right() > own.left() && r.top() >= own.bottom())
      room = std::min(room, r.top() - own.bottom() - kApart);
  }
  return room;
}

bool LiveLayer::settle() {
  bool changed = false;
  for (NodeItem* item : nodes_.all()) {
    const auto it = strips_.find(item->id());
    double skirt = 0;
    if (it != strips_.end()) {
      it->second.form = strip_form(it->second, room_beneath(*item));
      skirt = strip_height(it->second, it->second.form);
    }
    changed = item->set_skirt(skirt) || changed;
  }
  if (changed) update();
  return changed;
}

void LiveLayer::prepare(const QRectF& rect, double zoom) {
  if (strips_.empty() || detail_level(zoom) > 1) return;
  if (pictures_ > kMostPictures) forget_all_pictures();
  nodes_.near(rect, near_);
  for (const NodeItem* item : near_) {
    const auto it = strips_.find(item->id());
    if (it == strips_.end() || it->second.prepared || it->second.form == StripForm::none) continue;
    prepare_strip(it->second);
    ++pictures_;
  }
}

NodeItem* LiveLayer::strip_at(QPointF point) const {
  if (strips_.empty()) return nullptr;
  nodes_.near(QRectF(point, QSizeF(1, 1)), near_);
  for (NodeItem* item : near_)
    if (item->full_rect().contains(point) && !item->scene_rect().contains(point)) return item;
  return nullptr;
}

std::map<nodes::NodeId, double> LiveLayer::wanted_heights() const {
  std::map<nodes::NodeId, double> heights;
  for (const auto& [id, strip] : strips_) heights[id] = strip_height(strip, StripForm::full);
  return heights;
}

void LiveLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  if (strips_.empty()) return;
  const int detail = detail_level(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
  if (detail > 1) return;
  painter->setRenderHint(QPainter::Antialiasing);
  nodes_.near(option->exposedRect, near_);
  for (const NodeItem* item : near_) {
    const LiveStrip* strip = find(item->id());
    if (!strip || strip->form == StripForm::none) continue;
    const QPointF at = item->scene_rect().bottomLeft();
    painter->translate(at);
    paint_strip(*painter, *strip, detail);
    painter->translate(-at);
  }
}

}  // namespace tl::ui
