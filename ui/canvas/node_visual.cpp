// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_visual.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
struct Fonts {
  QFont title = ui_font(12, QFont::DemiBold), name = mono_font(9), port = ui_font(10.5), value = mono_font(10.5), foot = mono_font(10);
  QFontMetricsF title_m{title}, name_m{name}, port_m{port}, value_m{value}, foot_m{foot};
};
const Fonts& fonts() {
  static const Fonts f;
  return f;
}

QPainterPath header_path(const QRectF& r) {
  const double q = metrics::radius;
  QPainterPath p;
  p.moveTo(r.left(), r.top() + metrics::header);
  p.lineTo(r.left(), r.top() + q);
  p.quadTo(r.left(), r.top(), r.left() + q, r.top());
  p.lineTo(r.right() - q, r.top());
  p.quadTo(r.right(), r.top(), r.right(), r.top() + q);
  p.lineTo(r.right(), r.top() + metrics::header);
  p.closeSubpath();
  return p;
}

void paint_spark(QPainter& painter, const NodeVisual& node) {
  if (!node.has_spark) return;
  if (node.spark.size() < 2) {  // its place, before there is a curve
    painter.setPen(QPen(theme().node_line, 1));
    return painter.drawLine(QPointF(12, node.height - 10), QPointF(metrics::node_width - 12, node.height - 10));
  }
  const auto [lo, hi] = std::minmax_element(node.spark.begin(), node.spark.end());
  const double span = std::max(double(*hi - *lo), 1e-12), left = 12, width = metrics::node_width - 24, top = node.height - 20, height = 12;
  QPolygonF line;
  line.reserve(node.spark.size());
  for (int i = 0; i < node.spark.size(); ++i)
    line << QPointF(left + width * i / double(node.spark.size() - 1), top + height * (1 - (node.spark[i] - *lo) / span));
  QColor color = node.category;
  color.setAlphaF(0.9f);
  painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
}

void paint_badge(QPainter& painter, const NodeVisual& node) {
  if (node.badge == NodeBadge::none) return;
  const Theme& t = theme();
  const QColor fill = node.badge == NodeBadge::error ? t.error : node.badge == NodeBadge::warning ? t.warning : t.dim;
  const QPointF c(metrics::node_width - 2, 2);
  painter.setPen(QPen(t.canvas, 2));
  painter.setBrush(fill);
  painter.drawEllipse(c, 8, 8);
  painter.setPen(QPen(t.dark ? QColor(0x15171c) : QColor(Qt::white), 1.8, Qt::SolidLine, Qt::RoundCap));
  if (node.badge == NodeBadge::blocked) {
    for (int i = -1; i <= 1; ++i) painter.drawPoint(c + QPointF(i * 3.4, 0));
  } else {
    painter.drawLine(c + QPointF(0, -3.8), c + QPointF(0, 0.6));
    painter.drawPoint(c + QPointF(0, 3.6));
  }
}

/// The baseline of the first parameter row.
double first_row(const NodeVisual& node) {
  const int port_rows = std::max(1, int(std::lround((node.height - metrics::header - double(node.rows.size()) * metrics::param_row -
                                                     (node.foot.isEmpty() ? metrics::foot_empty : metrics::foot) -
                                                     (node.has_spark ? metrics::spark : 0)) / metrics::port_row)));
  return metrics::header + port_rows * metrics::port_row + 16;
}

void paint_labels(QPainter& painter, const NodeVisual& node) {
  const Theme& t = theme();
  const double right = metrics::node_width - 12;
  painter.setFont(fonts().port);
  for (const PortVisual& p : node.ports) {
    painter.setPen(p.light == PortLight::dimmed ? t.dim : p.light == PortLight::plain ? t.muted : t.text);
    painter.drawText(QPointF(p.is_output ? right - p.name_width : 12, p.at.y() + 4), p.name);
  }
  painter.setPen(t.hint);
  double y = first_row(node);
  for (const RowVisual& row : node.rows) {
    painter.drawText(QPointF(12, y), row.label);
    y += metrics::param_row;
  }
}

void paint_values(QPainter& painter, const NodeVisual& node) {
  const Theme& t = theme();
  const Fonts& f = fonts();
  painter.setFont(f.name);
  painter.setPen(t.dark ? QColor(0xa9b0bd) : t.muted);
  painter.drawText(QPointF(metrics::node_width - 9 - node.name_width, 19), node.name);
  double y = first_row(node);
  painter.setFont(f.value);
  for (const RowVisual& row : node.rows) {
    painter.setPen(row.automatic ? t.hint : t.text);
    painter.drawText(QPointF(metrics::node_width - 12 - row.value_width, y), row.value);
    y += metrics::param_row;
  }
  if (node.foot.isEmpty()) return;
  painter.setFont(f.foot);
  painter.setPen(node.foot_color);
  painter.drawText(QPointF(12, y - 2), node.foot);
}

void paint_ports(QPainter& painter, const NodeVisual& node) {
  const Theme& t = theme();
  for (const PortVisual& p : node.ports) {
    const bool lit = p.light == PortLight::lit || p.light == PortLight::hovered;
    const QColor ring = p.light == PortLight::dimmed ? t.dim : node.category;
    if (lit) {
      QColor glow = t.accent;
      glow.setAlphaF(p.light == PortLight::hovered ? 0.55f : 0.28f);
      painter.setPen(Qt::NoPen);
      painter.setBrush(glow);
      painter.drawEllipse(p.at, 10, 10);
    }
    painter.setPen(QPen(ring, 2.2));
    painter.setBrush(lit ? QBrush(ring) : QBrush(t.canvas));
    painter.drawEllipse(p.at, metrics::port_radius, metrics::port_radius);
  }
}
}  // namespace

const PortVisual* NodeVisual::port(const QString& port_name, bool is_output) const {
  for (const PortVisual& p : ports)
    if (p.is_output == is_output && p.name == port_name) return &p;
  return nullptr;
}

void layout_node(NodeVisual& node, int input_count, int output_count) {
  const int port_rows = std::max({1, input_count, output_count});
  int in = 0, out = 0;
  for (PortVisual& p : node.ports) {
    const int row = p.is_output ? out++ : in++;
    p.at = QPointF(p.is_output ? metrics::node_width : 0, metrics::first_port + row * metrics::port_row);
  }
  node.height = metrics::header + port_rows * metrics::port_row + double(node.rows.size()) * metrics::param_row +
                (node.foot.isEmpty() ? metrics::foot_empty : metrics::foot) + (node.has_spark ? metrics::spark : 0);
}

void fit_texts(NodeVisual& node) {
  if (node.fitted) return;
  node.fitted = true;
  const Theme& t = theme();
  const Fonts& f = fonts();
  // Longer ones than could ever fit are not measured whole: a file may hold a megabyte where a word is meant.
  for (QString* text : {&node.title, &node.name, &node.foot})
    if (text->size() > 200) text->truncate(200);
  for (RowVisual& row : node.rows)
    if (row.value.size() > 200) row.value.truncate(200);
  // The title has the right of way; the name takes what is left, and both keep apart.
  node.title = f.title_m.elidedText(node.title, Qt::ElideRight, metrics::node_width - 26 - 10);
  const double room = metrics::node_width - 26 - 9 - 4 - f.title_m.horizontalAdvance(node.title);
  node.name = room < 16 ? QString() : f.name_m.elidedText(node.name, Qt::ElideRight, room);
  node.foot = f.foot_m.elidedText(node.foot, Qt::ElideRight, metrics::node_width - 22);
  for (RowVisual& row : node.rows) {
    row.label = f.port_m.elidedText(row.label, Qt::ElideRight, 84);
    row.value = f.value_m.elidedText(row.value, Qt::ElideRight, metrics::node_width - 24 - 8 - f.port_m.horizontalAdvance(row.label));
    row.value_width = f.value_m.horizontalAdvance(row.value);
  }
  node.name_width = f.name_m.horizontalAdvance(node.name);
  for (PortVisual& p : node.ports) p.name_width = f.port_m.horizontalAdvance(p.name);
  node.foot_color = readable(node.category, t.body);
  node.header_color = blend(node.category, t.body, 0.28);
  const QChar end(1);
  node.look = node.title + end + QString::number(node.category.rgba(), 16) + end + QString::number(node.height);
  node.look += QChar((node.foot.isEmpty() ? 'e' : 'f') + (node.has_spark ? 2 : 0) + (node.stacked ? 4 : 0));
  for (const PortVisual& p : node.ports) node.look += end + p.name + (p.is_output ? QChar('>') : QChar('<'));
  for (const RowVisual& row : node.rows) node.look += end + row.label;
}

int detail_level(double zoom) { return zoom >= 0.6 ? 0 : zoom >= 0.35 ? 1 : zoom >= 0.14 ? 2 : 3; }

void paint_node_far(QPainter& painter, const QRectF& rect, const NodeVisual& node, bool selected, bool hovered, int detail, double zoom) {
  const Theme& t = theme();
  const bool error = node.badge == NodeBadge::error;
  if (detail >= 3) return painter.fillRect(rect, error ? t.error : selected ? t.accent : node.category);
  const QColor& outline = error ? t.error : selected ? t.accent : hovered ? t.muted : t.node_line;
  const double edge = (selected || error ? 2 : 1) / zoom;
  painter.fillRect(rect, outline);
  painter.fillRect(rect.adjusted(edge, edge, -edge, -edge), t.body);
  painter.fillRect(QRectF(rect.left() + edge, rect.top() + edge, rect.width() - 2 * edge, metrics::header * 1.6 - edge), node.category);
}

void paint_node_face(QPainter& painter, const NodeVisual& node, bool selected, bool hovered, int detail) {
  const Theme& t = theme();
  const QRectF r = node.rect();
  const bool error = node.badge == NodeBadge::error;
  const QColor outline = error ? t.error : selected ? t.accent : hovered ? t.muted : t.node_line;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  if (detail == 0) {
    painter.setBrush(t.shadow);
    painter.drawRoundedRect(r.translated(2, 4), metrics::radius, metrics::radius);
  }
  if (node.stacked) {  // the edges of what lies beneath
    painter.setPen(QPen(node.category, 1));
    painter.setBrush(node.header_color);
    painter.drawRoundedRect(QRectF(r.left() + 5, r.bottom() - 14, r.width() - 10, 18), metrics::radius, metrics::radius);
    painter.setPen(Qt::NoPen);
  }
  painter.setBrush(t.body);
  painter.drawRoundedRect(r, metrics::radius, metrics::radius);
  painter.setBrush(node.header_color);
  painter.drawPath(header_path(r));
  painter.setBrush(Qt::NoBrush);
  QPen pen(outline, selected || error ? (detail ? 4 : 2) : 1);  // farther away as wide on the screen
  if (node.placeholder) pen.setStyle(Qt::DashLine);
  painter.setPen(pen);
  painter.drawRoundedRect(r, metrics::radius, metrics::radius);

  painter.setPen(Qt::NoPen);
  painter.setBrush(node.category);
  painter.drawRoundedRect(QRectF(10, 9, 10, 10), 3, 3);
  painter.setFont(fonts().title);
  painter.setPen(t.text);
  painter.drawText(QPointF(26, 19), node.title);
  if (detail == 0) paint_labels(painter, node);
  paint_ports(painter, node);
}

void paint_node_own(QPainter& painter, const NodeVisual& node, int detail) {
  if (detail == 0) {
    paint_values(painter, node);
    paint_spark(painter, node);
  }
  paint_badge(painter, node);
}

void paint_node(QPainter& painter, const NodeVisual& node, bool selected, bool hovered, int detail) {
  if (node.bypassed) painter.setOpacity(0.45);
  paint_node_face(painter, node, selected, hovered, detail);
  paint_node_own(painter, node, detail);
  if (!node.bypassed) return;
  painter.setOpacity(1);
  painter.setPen(QPen(theme().muted, 1.6, Qt::DashLine));
  painter.drawLine(QPointF(0, metrics::first_port), QPointF(metrics::node_width, metrics::first_port));
}

}  // namespace tl::ui
