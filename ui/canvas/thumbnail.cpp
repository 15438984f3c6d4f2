// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/thumbnail.h"

#include <QPainter>
#include <algorithm>

#include "nodes/node_type.h"
#include "ui/canvas/node_visual.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
QRectF rect_of(const nodes::GraphState& state, const nodes::Node& node) {
  const nodes::NodeType* type = state.type_of(node);
  const size_t rows = type ? std::max(type->inputs.size(), type->outputs.size()) : 1;
  return {node.position.x, node.position.y, metrics::node_width, metrics::header + double(rows) * metrics::port_row + metrics::foot};
}
}  // namespace

QImage thumbnail(const nodes::GraphState& state, QSize size) {
  const Theme& t = theme();
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(t.canvas);
  QRectF world;
  for (const auto& [id, node] : state.nodes) if (!node->home) world = world.united(rect_of(state, *node));
  if (world.isNull()) return image;
  world.adjust(-40, -40, 40, 40);
  const double scale = std::min(size.width() / world.width(), size.height() / world.height());
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(size.width() / 2.0, size.height() / 2.0);
  painter.scale(scale, scale);
  painter.translate(-world.center());
  painter.setPen(QPen(t.muted, std::max(1.6, 1 / scale)));
  for (const nodes::Edge& e : state.edges) {
    if (state.find(e.from.node)->home) continue;  // in a group
    const QRectF from = rect_of(state, *state.find(e.from.node)), to = rect_of(state, *state.find(e.to.node));
    painter.drawLine(QPointF(from.right(), from.top() + metrics::first_port), QPointF(to.left(), to.top() + metrics::first_port));
  }
  for (const auto& [id, node] : state.nodes) {
    if (node->home) continue;
    const nodes::NodeType* type = state.type_of(*node);
    const QColor color = category_color(type ? nodes::category_id(type->category) : "");
    painter.setPen(QPen(color, 2));
    painter.setBrush(blend(color, t.body, 0.45));
    painter.drawRoundedRect(rect_of(state, *node), 12, 12);
  }
  return image;
}

}  // namespace tl::ui
