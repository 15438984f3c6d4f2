// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/wire_route.h"

#include <algorithm>
#include <cmath>

namespace tl::ui {
namespace {
constexpr double kStub = 14, kCorner = 12, kClear = 7, kApart = 17;

/// Which way a bent wire passes one of its points: level like at the ports, upright where it turns back.
QPointF direction_at(const QVector<QPointF>& points, qsizetype i) {
  if (i == 0 || i + 1 == points.size()) return {1, 0};
  const QPointF in = points[i] - points[i - 1], out = points[i + 1] - points[i], way = points[i + 1] - points[i - 1];
  const bool level = in.x() * out.x() > 0 || std::fabs(way.x()) > std::fabs(way.y());
  return level ? QPointF(way.x() < 0 ? -1 : 1, 0) : QPointF(0, way.y() < 0 ? -1 : 1);
}

/// How far a curve keeps a direction before it turns to the next point.
double reach_of(QPointF direction, QPointF way) {
  const double ahead = QPointF::dotProduct(direction, way);
  return ahead > 0 ? std::max(ahead / 2, 6.0) : 0.35 * std::hypot(way.x(), way.y()) + 6;
}
}  // namespace

QPainterPath WireRoute::path() const {
  QPainterPath p;
  if (points.size() < 2) return p;
  p.moveTo(points.first());
  if (soft) {
    const QPointF a = points.first(), b = points.last();
    const double reach = std::max(16.0, (b.x() - a.x()) / 2);
    p.cubicTo(a + QPointF(reach, 0), b - QPointF(reach, 0), b);
    return p;
  }
  if (bent) {
    for (qsizetype i = 1; i < points.size(); ++i) {
      const QPointF a = points[i - 1], b = points[i];
      const QPointF out = direction_at(points, i - 1), in = direction_at(points, i);
      p.cubicTo(a + out * reach_of(out, b - a), b - in * reach_of(in, b - a), b);
    }
    return p;
  }
  for (int i = 1; i + 1 < points.size(); ++i) {
    const QPointF before = points[i] - points[i - 1], after = points[i + 1] - points[i];
    const double len_before = std::hypot(before.x(), before.y()), len_after = std::hypot(after.x(), after.y());
    const double q = std::min({kCorner, len_before / 2, len_after / 2});
    if (q < 0.5) {
      p.lineTo(points[i]);
      continue;
    }
    p.lineTo(points[i] - before / len_before * q);
    p.quadTo(points[i], points[i] + after / len_after * q);
  }
  p.lineTo(points.last());
  return p;
}

QRectF WireRoute::bounds() const {
  if (points.isEmpty()) return {};
  if (bent) return path().controlPointRect();
  double left = points[0].x(), right = left, top = points[0].y(), bottom = top;
  for (const QPointF& p : points)
    left = std::min(left, p.x()), right = std::max(right, p.x()), top = std::min(top, p.y()), bottom = std::max(bottom, p.y());
  const double reach = soft ? 16 : 0;  // how far a curve between near ends swings out
  return QRectF(left, top, right - left, bottom - top).adjusted(-reach, 0, reach, 0);
}

QPointF WireRoute::label_place(double* length) const {
  double best = -1;
  QPointF at = points.isEmpty() ? QPointF() : points.first();
  for (int i = 1; i < points.size(); ++i) {
    const QPointF d = points[i] - points[i - 1];
    if (std::fabs(d.y()) > 0.5 && !soft && !bent) continue;
    if (std::fabs(d.x()) <= best) continue;
    best = std::fabs(d.x()), at = (points[i] + points[i - 1]) / 2;
    if (!bent) continue;  // the middle of the curve: it swings out where the wire turns back
    const QPointF out = direction_at(points, i - 1), in = direction_at(points, i);
    at += (out * reach_of(out, d) - in * reach_of(in, d)) * 3 / 8;
  }
  if (length) *length = std::max(best, 0.0);
  return at;
}

WireRouter::WireRouter(std::vector<QRectF> nodes) : nodes_(std::move(nodes)) {
  for (size_t i = 0; i < nodes_.size(); ++i) grid_.insert(int(i), nodes_[i].adjusted(-kClear, -kClear, kClear, kClear));
}

int WireRouter::blocked(const QPointF& a, const QPointF& b, bool first, bool last) const {
  QRectF way = QRectF(a, b).normalized();
  // The stubs begin and end at the border of their own nodes: pull them back by a hair.
  if (first) way.setLeft(way.left() + 2);
  if (last) way.setRight(way.right() - 2);
  way.adjust(-0.5, -0.5, 0.5, 0.5);
  grid_.query(way, hits_);
  int count = 0;
  for (int i : hits_) {
    const double pad = first || last ? 1 : kClear;
    if (nodes_[size_t(i)].adjusted(-pad, -pad, pad, pad).intersects(way)) ++count;
  }
  return count;
}

namespace {
/// Length and bends: the cost of a way where nothing stands or runs beside it.
double plain_cost(const QVector<QPointF>& points) {
  double sum = 0;
  for (int i = 1; i < points.size(); ++i) {
    const double length = std::fabs(points[i].x() - points[i - 1].x()) + std::fabs(points[i].y() - points[i - 1].y());
    if (length >= 0.5) sum += length + 30;
  }
  return sum;
}
}  // namespace

double WireRouter::penalty(const QVector<QPointF>& points, uint64_t group) const {
  double sum = 0;
  for (int i = 1; i < points.size(); ++i) {
    const QPointF a = points[i - 1], b = points[i];
    const bool is_level = std::fabs(a.y() - b.y()) < 0.5;
    if (std::fabs(a.x() - b.x()) + std::fabs(a.y() - b.y()) < 0.5) continue;
    sum += 900.0 * blocked(a, b, i == 1, i + 1 == points.size());
    const double at = is_level ? a.y() : a.x();
    const double lo = is_level ? std::min(a.x(), b.x()) : std::min(a.y(), b.y());
    const double hi = is_level ? std::max(a.x(), b.x()) : std::max(a.y(), b.y());
    for (const Lane& lane : is_level ? level_ : upright_) {
      const double apart = is_level ? kApart : 9;
      if (lane.group != group && std::fabs(lane.at - at) < apart && lane.lo < hi && lane.hi > lo) sum += 160;
    }
    for (const Lane& lane : is_level ? upright_ : level_)
      if (lane.group != group && lane.at > lo && lane.at < hi && lane.lo < at && lane.hi > at) sum += 45;  // a crossing
  }
  return sum;
}

std::vector<double> WireRouter::lane_heights(QPointF from, QPointF to) const {
  std::vector<double> bases{(from.y() + to.y()) / 2};
  const double lo = std::min(from.x(), to.x()) - 30, hi = std::max(from.x(), to.x()) + 30;
  const double top = std::min(from.y(), to.y()) - 260, bottom = std::max(from.y(), to.y()) + 260;
  grid_.query(QRectF(lo, top, hi - lo, bottom - top), hits_);
  std::vector<QRectF> near;
  for (int i : hits_) near.push_back(nodes_[size_t(i)]);
  if (near.size() > 60) near.resize(60);
  for (const QRectF& r : near) bases.push_back(r.top() - 22), bases.push_back(r.bottom() + 22);
  for (const QRectF& a : near)  // the middle of a gap between two rows
    for (const QRectF& b : near)
      if (b.top() > a.bottom() + 20 && b.top() < a.bottom() + 220) bases.push_back((a.bottom() + b.top()) / 2);
  std::vector<double> lanes;
  for (double y : bases)
    for (double shift : {0.0, -20.0, 20.0}) lanes.push_back(std::round(y + shift));
  std::sort(lanes.begin(), lanes.end());
  lanes.erase(std::unique(lanes.begin(), lanes.end(), [](double a, double b) { return std::fabs(a - b) < 4; }), lanes.end());
  return lanes;
}

void WireRouter::remember(const QVector<QPointF>& points, uint64_t group) {
  for (int i = 1; i < points.size(); ++i) {
    const QPointF a = points[i - 1], b = points[i];
    if (std::fabs(a.y() - b.y()) < 0.5) level_.push_back({a.y(), std::min(a.x(), b.x()), std::max(a.x(), b.x()), group});
    else upright_.push_back({a.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y()), group});
  }
}

WireRoute WireRouter::route(QPointF from, const QVector<QPointF>& bends, QPointF to, uint64_t group, bool thorough) {
  const double dx = to.x() - from.x(), dy = to.y() - from.y();
  WireRoute best;
  if (!bends.isEmpty()) {
    best.bent = true;
    best.points.reserve(bends.size() + 2);
    best.points << from << bends << to;
    for (qsizetype i = 1; i < best.points.size(); ++i)  // others keep clear of the level parts
      if (std::fabs(best.points[i].y() - best.points[i - 1].y()) < 0.5) remember({best.points[i - 1], best.points[i]}, group);
    return best;
  }
  if (dx >= 8 && std::fabs(dy) < 0.5 && (!thorough || !blocked(from, to, true, true))) {
    best.points = {from, to};
    remember(best.points, group);
    return best;
  }
  const QRectF between = QRectF(from + QPointF(2, 0), to - QPointF(2, 0)).normalized();
  if (dx >= 20 && dx <= 110 && (!thorough || !blocked(between.topLeft(), between.bottomRight(), false, false))) {
    best.points = {from, to};
    best.soft = true;
    return best;
  }
  if (!thorough) {
    best.soft = dx > 0;
    if (best.soft) best.points = {from, to};
    else {
      const double lane = (from.y() + to.y()) / 2;
      best.points = {from, {from.x() + kStub, from.y()}, {from.x() + kStub, lane}, {to.x() - kStub, lane}, {to.x() - kStub, to.y()}, to};
    }
    return best;
  }
  std::vector<std::pair<double, QVector<QPointF>>> ways;
  const auto consider = [&](QVector<QPointF> points) {
    const double plain = plain_cost(points);
    ways.emplace_back(plain, std::move(points));
  };
  if (dx >= 2 * kStub)
    for (double x : {from.x() + kStub, from.x() + kStub + 10, (from.x() + to.x()) / 2, to.x() - kStub - 10, to.x() - kStub})
      consider({from, {x, from.y()}, {x, to.y()}, to});
  for (double lane : lane_heights(from, to))
    for (double out : {kStub, kStub + 10})
      for (double in : {kStub, kStub + 10}) {
        const double x1 = from.x() + out, x2 = to.x() - in;
        consider({from, {x1, from.y()}, {x1, lane}, {x2, lane}, {x2, to.y()}, to});
      }
  // Shortest first: once a way beats the plain cost of all that follow, they need not be looked at.
  std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  double best_cost = std::numeric_limits<double>::infinity();
  for (auto& [plain, points] : ways) {
    if (plain >= best_cost) break;
    const double c = plain + penalty(points, group);
    if (c < best_cost) best_cost = c, best.points = std::move(points);
  }
  remember(best.points, group);
  return best;
}

}  // namespace tl::ui
