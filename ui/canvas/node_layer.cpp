// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_layer.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <utility>

#include "nodes/project_limits.h"

namespace tl::ui {

NodeLayer::NodeLayer() {
  setZValue(10);
  setFlag(ItemUsesExtendedStyleOption, true);  // paint() wants the exposed rectangle
}

QRectF NodeLayer::boundingRect() const {
  // Wherever a node may stand: nothing has to be told when one moves.
  constexpr double far = 2 * nodes::max_coordinate;
  return {-far, -far, 2 * far, 2 * far};
}

NodeItem* NodeLayer::add(nodes::NodeId id, QPointF pos, NodeVisual visual) {
  int slot = int(c_.items.size());
  if (!c_.free.empty()) slot = c_.free.back(), c_.free.pop_back();
  else c_.items.emplace_back();
  c_.items[size_t(slot)] = std::make_unique<NodeItem>(*this, slot, id, pos, std::move(visual));
  NodeItem* item = c_.items[size_t(slot)].get();
  c_.grid.insert(slot, item->bounds());
  rect_stale_ = true;
  update(item->bounds());
  return item;
}

void NodeLayer::remove(NodeItem* item) {
  c_.grid.remove(item->slot(), item->bounds());
  update(item->bounds());
  rect_stale_ = true;
  c_.free.push_back(item->slot());
  c_.items[size_t(c_.free.back())].reset();
}

void NodeLayer::clear() {
  c_.items.clear();
  c_.free.clear();
  c_.grid.clear();
  rect_stale_ = true;
  update();
}

NodeLayer::Content NodeLayer::take() {
  rect_stale_ = true;
  update();
  return std::exchange(c_, Content());
}

void NodeLayer::put(Content content) {
  c_ = std::move(content);
  rect_stale_ = true;
  update();
}

void NodeLayer::moved(const NodeItem& item, const QRectF& before) {
  c_.grid.remove(item.slot(), before);
  c_.grid.insert(item.slot(), item.bounds());
  rect_stale_ = true;
  update(before);
  update(item.bounds());
}

std::vector<NodeItem*> NodeLayer::near(const QRectF& rect) const {
  std::vector<NodeItem*> found;
  near(rect, found);
  return found;
}

void NodeLayer::near(const QRectF& rect, std::vector<NodeItem*>& found) const {
  c_.grid.query(rect, hits_);
  found.clear();
  for (int i : hits_) found.push_back(c_.items[size_t(i)].get());
}

std::vector<NodeItem*> NodeLayer::all() const {
  std::vector<NodeItem*> found;
  for (const auto& item : c_.items)
    if (item) found.push_back(item.get());
  return found;
}

QRectF NodeLayer::nodes_rect() const {
  if (!rect_stale_) return rect_;
  rect_stale_ = false;
  rect_ = {};
  for (const auto& item : c_.items)
    if (item) rect_ = rect_.united(item->full_rect());
  return rect_;
}

void NodeLayer::prepare(const QRectF& rect, double zoom) {
  if (detail_level(zoom) > 1) return;
  c_.grid.query(rect, hits_);
  for (int i : hits_) c_.items[size_t(i)]->fit();
}

void NodeLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  const int detail = detail_level(zoom);
  c_.grid.query(option->exposedRect, hits_);
  if (detail >= 2) {
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const bool chosen : {false, true})  // what is chosen lies above
      for (int i : hits_)
        if (const NodeItem& item = *c_.items[size_t(i)]; item.chosen() == chosen)
          paint_node_far(*painter, item.scene_rect(), item.visual(), chosen, item.hovered(), detail, zoom);
    return;
  }
  const QTransform base = painter->worldTransform();
  painter->setRenderHint(QPainter::Antialiasing);
  for (const bool chosen : {false, true})
    for (int i : hits_) {
      const NodeItem& item = *c_.items[size_t(i)];
      if (item.chosen() != chosen || !item.bounds().intersects(option->exposedRect)) continue;
      faces_.draw(*painter, base, item.pos(), item.visual(), chosen, item.hovered(), detail);
    }
}

}  // namespace tl::ui
