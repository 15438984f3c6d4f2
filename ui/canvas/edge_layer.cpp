// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>
#include <cmath>
#include <utility>

#include "nodes/project_limits.h"
#include "ui/canvas/node_visual.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
double distance_to_segment(QPointF p, QPointF a, QPointF b) {
  const QPointF d = b - a;
  const double len = QPointF::dotProduct(d, d);
  const double t = len > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / len, 0.0, 1.0) : 0;
  const QPointF e = p - (a + d * t);
  return std::hypot(e.x(), e.y());
}

uint64_t group_of(const nodes::PortRef& from) { return std::hash<nodes::PortRef>{}(from); }

const QFont& label_font() {
  static const QFont f = mono_font(9.5);
  return f;
}
}  // namespace

EdgeLayer::EdgeLayer() {
  setZValue(1);
  setFlag(ItemUsesExtendedStyleOption, true);  // paint() wants the exposed rectangle
}

QRectF EdgeLayer::boundingRect() const {
  // Wherever a wire may run: nothing has to be told when one is led another way.
  constexpr double far = 2 * nodes::max_coordinate;
  return {-far, -far, 2 * far, 2 * far};
}

// ---- what there is --------------------------------------------------------------------------------------------------------

void EdgeLayer::place(int index, WireRoute route) {
  Way& w = c_.ways[size_t(index)];
  if (!w.bounds.isNull()) c_.grid.remove(index, w.bounds);
  w.route = std::move(route);
  w.path = {};
  w.line = {};
  w.bounds = w.route.bounds().adjusted(-6, -10, 6, 10);
  w.label_at = w.route.label_place(&w.label_room);
  c_.grid.insert(index, w.bounds);
}

void EdgeLayer::append(WireVisual wire, WireRoute route) {
  const int index = int(c_.wires.size());
  c_.index[wire.edge] = index;
  c_.by_node[wire.edge.from.node].push_back(index);
  if (wire.edge.to.node != wire.edge.from.node) c_.by_node[wire.edge.to.node].push_back(index);
  c_.wires.push_back(std::move(wire));
  c_.ways.emplace_back();
  place(index, std::move(route));
}

/// The last one takes the place of the one that goes.
void EdgeLayer::erase(const nodes::Edge& edge) {
  const auto it = c_.index.find(edge);
  if (it == c_.index.end()) return;
  const int index = it->second, last = int(c_.wires.size()) - 1;
  if (hovered_ == index || hovered_ == last) hovered_ = -1;
  const auto forget = [this](int i) {
    c_.grid.remove(i, c_.ways[size_t(i)].bounds);
    for (const nodes::NodeId node : {c_.wires[size_t(i)].edge.from.node, c_.wires[size_t(i)].edge.to.node})
      std::erase(c_.by_node[node], i);
  };
  forget(index);
  c_.index.erase(it);
  if (index != last) {
    forget(last);
    c_.wires[size_t(index)] = std::move(c_.wires.back());
    c_.ways[size_t(index)] = std::move(c_.ways.back());
    const nodes::Edge& moved = c_.wires[size_t(index)].edge;
    c_.index[moved] = index;
    c_.by_node[moved.from.node].push_back(index);
    if (moved.to.node != moved.from.node) c_.by_node[moved.to.node].push_back(index);
    c_.grid.insert(index, c_.ways[size_t(index)].bounds);
  }
  c_.wires.pop_back();
  c_.ways.pop_back();
}

void EdgeLayer::set_wires(std::vector<WireVisual> wires, const PlaceOf& place_of, std::vector<QRectF> nodes) {
  c_.wires.clear();
  c_.ways.clear();
  c_.grid.clear();
  c_.index.clear();
  c_.by_node.clear();
  hovered_ = -1;
  const bool thorough = wires.size() <= thorough_limit;
  WireRouter router(thorough ? std::move(nodes) : std::vector<QRectF>());
  c_.wires.reserve(wires.size());
  c_.ways.reserve(wires.size());
  for (WireVisual& w : wires) {
    const nodes::Edge& e = w.edge;
    WireRoute route = router.route(place_of(e.from, true), w.bends, place_of(e.to, false), group_of(e.from), thorough);
    append(std::move(w), std::move(route));
  }
  update();
}

std::unique_ptr<EdgeLayer::Content> EdgeLayer::take() {
  for (WireVisual& w : c_.wires) w.chosen = false;
  hovered_ = -1;
  hovered_bend_.reset();
  chosen_bends_.clear();
  update();
  return std::make_unique<Content>(std::exchange(c_, Content()));
}

void EdgeLayer::put(std::unique_ptr<Content> content) {
  c_ = std::move(*content);
  update();
}

void EdgeLayer::change_wires(const std::vector<nodes::Edge>& removed, std::vector<WireVisual> added, const PlaceOf& place_of) {
  for (const nodes::Edge& e : removed) erase(e);
  WireRouter router({});
  for (WireVisual& w : added) {
    if (c_.index.count(w.edge)) continue;
    WireRoute route = router.route(place_of(w.edge.from, true), w.bends, place_of(w.edge.to, false), group_of(w.edge.from), false);
    append(std::move(w), std::move(route));
  }
  update();
}

std::vector<int> EdgeLayer::touching(const std::vector<nodes::NodeId>& nodes) const {
  std::vector<int> found;
  for (nodes::NodeId id : nodes)
    if (const auto it = c_.by_node.find(id); it != c_.by_node.end()) found.insert(found.end(), it->second.begin(), it->second.end());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void EdgeLayer::restyle(const std::function<void(WireVisual&)>& update_one) {
  for (size_t i = 0; i < c_.wires.size(); ++i) {
    update_one(c_.wires[i]);
    c_.ways[i].label_width = -1;
  }
  update();
}

void EdgeLayer::restyle(const std::vector<nodes::NodeId>& nodes, const std::function<void(WireVisual&)>& update_one) {
  for (int i : touching(nodes)) {
    update_one(c_.wires[size_t(i)]);
    c_.ways[size_t(i)].label_width = -1;
    update(c_.ways[size_t(i)].bounds);
  }
}

void EdgeLayer::restyle(const nodes::Edge& edge, const std::function<void(WireVisual&)>& update_one) {
  const int i = index_of(edge);
  if (i < 0) return;
  update_one(c_.wires[size_t(i)]);
  c_.ways[size_t(i)].label_width = -1;
  update(c_.ways[size_t(i)].bounds);
}

void EdgeLayer::move_ends(const PlaceOf& place_of, const std::vector<nodes::NodeId>& moved) {
  WireRouter router({});
  for (int i : touching(moved)) {
    const nodes::Edge& e = c_.wires[size_t(i)].edge;
    place(i, router.route(place_of(e.from, true), c_.wires[size_t(i)].bends, place_of(e.to, false), group_of(e.from), false));
  }
  update();
}

void EdgeLayer::set_bends(const nodes::Edge& edge, QVector<QPointF> bends, const PlaceOf& place_of) {
  const int i = index_of(edge);
  if (i < 0 || c_.wires[size_t(i)].bends == bends) return;
  c_.wires[size_t(i)].bends = std::move(bends);
  WireRouter router({});
  place(i, router.route(place_of(edge.from, true), c_.wires[size_t(i)].bends, place_of(edge.to, false), group_of(edge.from), false));
  update();
}

void EdgeLayer::set_chosen_bends(std::set<BendRef> chosen) {
  if (chosen == chosen_bends_) return;
  chosen_bends_ = std::move(chosen);
  update();
}

void EdgeLayer::set_hovered_bend(const std::optional<BendRef>& bend) {
  if (bend == hovered_bend_) return;
  for (const auto* b : {&bend, &std::as_const(hovered_bend_)})
    if (*b)
      if (const int i = index_of((*b)->edge); i >= 0) update(c_.ways[size_t(i)].bounds);
  hovered_bend_ = bend;
}

void EdgeLayer::set_chosen(const std::function<bool(const nodes::Edge&)>& chosen) {
  for (size_t i = 0; i < c_.wires.size(); ++i) {
    const bool on = chosen(c_.wires[i].edge);
    if (on == c_.wires[i].chosen) continue;
    c_.wires[i].chosen = on;
    update(c_.ways[i].bounds);
  }
}

void EdgeLayer::set_hovered(const nodes::Edge* edge, const QString& told) {
  const int index = edge ? index_of(*edge) : -1;
  if (index == hovered_ && told == told_) return;
  told_ = told;
  told_width_ = told.isEmpty() ? 0 : QFontMetricsF(label_font()).horizontalAdvance(told) + 14;
  for (int i : {hovered_, index})
    if (i >= 0) update(c_.ways[size_t(i)].bounds);
  hovered_ = index;
}

// ---- finding --------------------------------------------------------------------------------------------------------------

int EdgeLayer::index_of(const nodes::Edge& edge) const {
  const auto it = c_.index.find(edge);
  return it == c_.index.end() ? -1 : it->second;
}

const WireVisual* EdgeLayer::find(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  return i < 0 ? nullptr : &c_.wires[size_t(i)];
}

const QPainterPath& EdgeLayer::path_of(int index) const {
  const Way& w = c_.ways[size_t(index)];
  if (w.path.isEmpty()) w.path = w.route.path();
  return w.path;
}

QPointF EdgeLayer::middle(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  return i < 0 ? QPointF() : path_of(i).pointAtPercent(0.5);
}

QPointF EdgeLayer::beside_label(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  if (i < 0) return {};
  const Way& way = c_.ways[size_t(i)];
  const double width = i == hovered_ && way.label_room > told_width_ + 60 ? std::max(told_width_, label_width(i)) : label_width(i);
  return width > 0 && way.label_room > width + 60 ? way.label_at + QPointF(width / 2 + 14, 0) : path_of(i).pointAtPercent(0.5);
}

const QPainterPath* EdgeLayer::path(const nodes::Edge& edge) const {
  const int i = index_of(edge);
  return i < 0 ? nullptr : &path_of(i);
}

std::optional<nodes::Edge> EdgeLayer::wire_at(QPointF point, double reach) const {
  c_.grid.query(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), visible_);
  double best = reach;
  std::optional<nodes::Edge> found;
  for (int i : visible_) {
    if (!c_.ways[size_t(i)].bounds.adjusted(-reach, -reach, reach, reach).contains(point)) continue;
    const QPolygonF line = path_of(i).toSubpathPolygons().value(0);
    for (int k = 1; k < line.size(); ++k) {
      const double d = distance_to_segment(point, line[k - 1], line[k]);
      if (d <= best) best = d, found = c_.wires[size_t(i)].edge;
    }
  }
  return found;
}

std::optional<BendRef> EdgeLayer::bend_at(QPointF point, double reach) const {
  c_.grid.query(QRectF(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)), visible_);
  double best = reach;
  std::optional<BendRef> found;
  for (int i : visible_) {
    const auto& bends = c_.wires[size_t(i)].bends;
    for (qsizetype k = 0; k < bends.size(); ++k)
      if (const double d = std::hypot(bends[k].x() - point.x(), bends[k].y() - point.y()); d <= best)
        best = d, found = BendRef{c_.wires[size_t(i)].edge, size_t(k)};
  }
  return found;
}

std::vector<BendRef> EdgeLayer::bends_in(const QRectF& rect) const {
  std::vector<BendRef> found;
  c_.grid.query(rect, visible_);
  for (int i : visible_)
    for (qsizetype k = 0; k < c_.wires[size_t(i)].bends.size(); ++k)
      if (rect.contains(c_.wires[size_t(i)].bends[k])) found.push_back({c_.wires[size_t(i)].edge, size_t(k)});
  return found;
}

QRectF EdgeLayer::bends_rect() const {
  QRectF all;
  for (const WireVisual& wire : c_.wires)
    for (const QPointF& p : wire.bends) all = all.united(QRectF(p - QPointF(8, 8), QSizeF(16, 16)));
  return all;
}

std::optional<QPointF> EdgeLayer::place_of(const BendRef& bend) const {
  const int i = index_of(bend.edge);
  if (i < 0 || bend.index >= size_t(c_.wires[size_t(i)].bends.size())) return std::nullopt;
  return c_.wires[size_t(i)].bends[qsizetype(bend.index)];
}

// ---- drawing --------------------------------------------------------------------------------------------------------------

double EdgeLayer::label_width(int index) const {
  const QString& label = c_.wires[size_t(index)].label;
  double& width = c_.ways[size_t(index)].label_width;
  if (width < 0) width = label.isEmpty() ? 0 : QFontMetricsF(label_font()).horizontalAdvance(label) + 14;
  return width;
}

QColor EdgeLayer::color_of(int index) const {
  const WireVisual& w = c_.wires[size_t(index)];
  return w.faulty ? theme().error : w.chosen ? theme().accent : index == hovered_ ? w.color.lighter(125) : w.color;
}

void EdgeLayer::paint_label(QPainter& painter, int index) const {
  const Theme& t = theme();
  const WireVisual& wire = c_.wires[size_t(index)];
  const Way& way = c_.ways[size_t(index)];
  const bool told = index == hovered_ && !told_.isEmpty() && way.label_room > told_width_ + 60;  // with the + beside it
  const double width = told ? told_width_ : label_width(index);
  const QRectF pill(way.label_at.x() - width / 2, way.label_at.y() - 8, width, 16);
  painter.setPen(QPen(wire.faulty ? t.error : t.node_line, 1));
  painter.setBrush(t.canvas);
  painter.drawRoundedRect(pill, 8, 8);
  painter.setFont(label_font());
  painter.setPen(wire.faulty ? readable(t.error, t.canvas) : t.muted);
  painter.drawText(pill, Qt::AlignCenter, told ? told_ : wire.label);
}

void EdgeLayer::paint_bends(QPainter& painter, int index) const {
  const WireVisual& wire = c_.wires[size_t(index)];
  for (qsizetype k = 0; k < wire.bends.size(); ++k) {
    const auto is_it = [&](const BendRef& b) { return b.index == size_t(k) && b.edge == wire.edge; };
    const bool chosen = !chosen_bends_.empty() && std::any_of(chosen_bends_.begin(), chosen_bends_.end(), is_it);
    const bool hovered = hovered_bend_ && is_it(*hovered_bend_);
    painter.setPen(QPen(chosen ? theme().accent : theme().canvas, chosen ? 2.2 : 1.5));
    painter.setBrush(chosen ? theme().canvas : color_of(index));
    const double r = chosen || hovered ? 6 : 4.5;
    painter.drawEllipse(wire.bends[k], r, r);
  }
}

/// The part of a long wire that is seen: an outline of the whole would be made and filled for a few pixels of it.
void EdgeLayer::draw_seen(QPainter& painter, int index, const QRectF& seen) const {
  const Way& w = c_.ways[size_t(index)];
  if (w.line.isEmpty()) {
    const QPainterPath& path = path_of(index);
    if (w.route.soft) {
      const int pieces = std::clamp(int(w.bounds.width() + w.bounds.height()) / 16, 16, 2000);
      for (int i = 0; i <= pieces; ++i) w.line << path.pointAtPercent(double(i) / pieces);
    } else {
      w.line = path.toSubpathPolygons().value(0);
    }
  }
  qsizetype begin = -1;
  for (qsizetype i = 1; i < w.line.size(); ++i) {
    const QPointF a = w.line[i - 1], b = w.line[i];
    const bool in = std::max(a.x(), b.x()) >= seen.left() && std::min(a.x(), b.x()) <= seen.right() && std::max(a.y(), b.y()) >= seen.top() &&
                    std::min(a.y(), b.y()) <= seen.bottom();
    if (in && begin < 0) begin = i - 1;
    if (begin >= 0 && (!in || i + 1 == w.line.size())) {
      painter.drawPolyline(w.line.constData() + begin, int((in ? i : i - 1) - begin + 1));
      begin = -1;
    }
  }
}

/// Straight lines, collected by colour: a pen is set up once for hundreds of them. What is shorter than a pixel is left out.
void EdgeLayer::paint_far(QPainter& painter, double zoom) const {
  for (Batch& b : batches_) b.lines.clear();
  const double least = 1.5 / zoom;
  for (int i : visible_) {
    const auto& points = c_.ways[size_t(i)].route.points;
    const QPointF span = points.last() - points.first();
    if (points.size() == 2 && std::fabs(span.x()) + std::fabs(span.y()) < least) continue;
    const QRgb color = color_of(i).rgba();
    auto batch = std::find_if(batches_.begin(), batches_.end(), [&](const Batch& b) { return b.color == color; });
    if (batch == batches_.end()) batch = batches_.insert(batches_.end(), {color, {}});
    for (qsizetype k = 1; k < points.size(); ++k) batch->lines.emplace_back(points[k - 1], points[k]);
  }
  for (const Batch& b : batches_) {
    if (b.lines.isEmpty()) continue;
    painter.setPen(QPen(QColor::fromRgba(b.color), 0));
    painter.drawLines(b.lines);
  }
  if (batches_.size() > 64) batches_.clear();  // colours of a theme that is no more
}

void EdgeLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) {
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  const int detail = detail_level(zoom);
  c_.grid.query(option->exposedRect, visible_);
  painter->setRenderHint(QPainter::Antialiasing, detail < 2);
  painter->setBrush(Qt::NoBrush);
  if (detail >= 2) return paint_far(*painter, zoom);
  const QRectF seen = option->exposedRect.adjusted(-4, -4, 4, 4);
  std::erase_if(visible_, [&](int i) { return !c_.ways[size_t(i)].bounds.intersects(option->exposedRect); });
  for (int i : visible_) {
    const bool strong = c_.wires[size_t(i)].chosen || i == hovered_;
    // Lines of one pixel need no outline to be filled: below 60 % all are drawn so, it shows no difference.
    // Flat ends lie under the ports, and straight lines with them take a faster way through the painter.
    painter->setPen(QPen(color_of(i), detail == 0 || strong ? (strong ? 3.2 : 2.2) : 0, Qt::SolidLine, Qt::FlatCap));
    const auto& points = c_.ways[size_t(i)].route.points;
    const QRectF& b = c_.ways[size_t(i)].bounds;
    if (points.size() == 2 && !c_.ways[size_t(i)].route.soft) painter->drawLine(points[0], points[1]);
    else if (b.width() > 1.5 * seen.width() || b.height() > 1.5 * seen.height()) draw_seen(*painter, i, seen);
    else painter->drawPath(path_of(i));
  }
  for (int i : visible_)
    if (!c_.wires[size_t(i)].bends.isEmpty()) paint_bends(*painter, i);
  painter->setBrush(Qt::NoBrush);
  if (detail > 0) return;
  painter->setOpacity(std::clamp((zoom - 0.6) / 0.2, 0.25, 1.0));
  for (int i : visible_) {
    const Way& way = c_.ways[size_t(i)];
    const bool matters = i == hovered_ || c_.wires[size_t(i)].faulty;
    // The nodes lie above the wires: a label wider than the gap between them would be cut off on both sides.
    const double width = label_width(i);
    if (width > 0 && way.label_room > width + (matters ? 2 : 16)) paint_label(*painter, i);
  }
  painter->setOpacity(1);
}

}  // namespace tl::ui
