// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/live_strip.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/canvas/node_visual.h"
#include "ui/support/format.h"
#include "ui/support/languages.h"
#include "ui/tensors/feature_maps_view.h"
#include "ui/theme/theme.h"

namespace tl::ui {
namespace {

constexpr double kInset = 5, kPad = 5, kTop = 7;             ///< of the strip in the node's width; of its content; beneath the node's edge
constexpr double kWidth = metrics::node_width - 2 * kInset, kInner = kWidth - 2 * kPad;
constexpr int kColumns = 4, kFine = 2;
constexpr double kGap = 2, kTile = (kInner - (kColumns - 1) * kGap) / kColumns, kMatrix = 30, kBars = 24, kLine = 14;

QString tr(const char* text) { return QCoreApplication::translate("tl::ui", text); }

struct Fonts {
  QFont line = mono_font(9);
  QFontMetricsF line_m{line};
};
const Fonts& fonts() {
  static const Fonts f;
  return f;
}

QString number_text(double v) {
  if (!std::isfinite(v)) return QString::number(v);
  return QString::number(v, 'g', 3).replace(QLatin1Char('-'), QChar(0x2212));
}

/// The output that is drawn: the first one that can be.
const nodes::LiveOutput* drawn(const LiveStrip& s) {
  for (const nodes::LiveOutput& o : s.node->outputs)
    if (o.maps.count > 0) return &o;
  for (const nodes::LiveOutput& o : s.node->outputs)
    if (!o.data.histogram.empty()) return &o;
  return nullptr;
}
const nodes::LiveOutput* worded(const LiveStrip& s) {
  for (const nodes::LiveOutput& o : s.node->outputs)
    if (!o.words.empty()) return &o;
  return nullptr;
}

bool is_matrix(const nodes::LiveMaps& m) { return m.count == 1 && !m.of_samples; }
bool has_tiles(const LiveStrip& s) {
  const nodes::LiveOutput* o = drawn(s);
  return o && o->maps.count > 0 && !is_matrix(o->maps);
}
bool has_matrix(const LiveStrip& s) {
  const nodes::LiveOutput* o = drawn(s);
  return o && is_matrix(o->maps);
}
/// Words say more than how class numbers are spread.
bool has_bars(const LiveStrip& s) { return drawn(s) && !has_tiles(s) && !s.trouble && !(worded(s) == drawn(s)); }
int tile_rows(const LiveStrip& s, bool compact) {
  const nodes::LiveOutput* o = drawn(s);
  return compact || !o || o->maps.count <= kColumns ? 1 : 2;
}
int line_count(const LiveStrip& s) {
  if (s.trouble) return 2;
  return worded(s) && !has_tiles(s) ? 2 : 1;
}

QString joined(const std::vector<std::string>& words) {
  QStringList some;
  for (size_t i = 0; i < words.size() && i < 16; ++i) some << QString::fromStdString(words[i].substr(0, 40));
  return some.join(QStringLiteral(" · "));
}

QString spread(const train::WatchData& d) {
  QString text = QStringLiteral("%1 … %2").arg(number_text(d.min), number_text(d.max));
  if (d.nonfinite > 0) return tr("%1 % NaN or infinite").arg(d.nonfinite * 100, 0, 'g', 2);
  if (d.zeros >= 0.005) text += tr(", %1 % zero").arg(d.zeros * 100, 0, 'f', 0);
  return text;
}

/// `text` in at most `count` lines of the strip's width, the last one cut.
QStringList wrapped(const QString& text, int count) {
  const QFontMetricsF& m = fonts().line_m;
  QStringList lines;
  QString rest = text.left(400);
  while (!rest.isEmpty() && int(lines.size()) < count) {
    if (int(lines.size()) == count - 1 || m.horizontalAdvance(rest) <= kInner) {
      lines << m.elidedText(rest, Qt::ElideRight, kInner);
      break;
    }
    qsizetype end = rest.size();
    while (end > 0 && m.horizontalAdvance(rest.left(end)) > kInner) {
      const qsizetype space = rest.lastIndexOf(QLatin1Char(' '), end - 1);
      end = space > 0 ? space : end - 1;
    }
    lines << rest.left(std::max<qsizetype>(end, 1)).trimmed();
    rest = rest.mid(std::max<qsizetype>(end, 1)).trimmed();
  }
  return lines;
}

QImage tiles(const nodes::LiveMaps& maps, bool natural, int rows) {
  const int count = int(std::min<int64_t>(maps.count, kColumns * rows));
  QImage sheet(int(kInner * kFine), int((rows * kTile + (rows - 1) * kGap) * kFine), QImage::Format_ARGB32_Premultiplied);
  sheet.fill(Qt::transparent);
  QPainter painter(&sheet);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, maps.height * 2 > kTile * kFine);  // few values stay squares
  painter.scale(kFine, kFine);
  for (int i = 0; i < count; ++i) {
    const QRectF cell((i % kColumns) * (kTile + kGap), (i / kColumns) * (kTile + kGap), kTile, kTile);
    const double scale = std::min(kTile / double(maps.width), kTile / double(maps.height));
    const QSizeF size(double(maps.width) * scale, double(maps.height) * scale);
    painter.drawImage(QRectF(cell.center() - QPointF(size.width() / 2, size.height() / 2), size), live_picture(maps, i, natural));
  }
  return sheet;
}

void paint_bars(QPainter& painter, const std::vector<float>& bars, QColor color, const QRectF& at) {
  color.setAlphaF(0.85f);
  const double pitch = at.width() / double(bars.size());
  for (size_t i = 0; i < bars.size(); ++i)
    if (const double h = double(bars[i]) * at.height(); h > 0)
      painter.fillRect(QRectF(at.left() + double(i) * pitch, at.bottom() - std::max(h, 0.8), std::max(pitch - 0.6, 0.6), std::max(h, 0.8)), color);
  painter.fillRect(QRectF(at.left(), at.bottom(), at.width(), 0.8), theme().node_line);
}

}  // namespace

QImage live_picture(const nodes::LiveMaps& maps, int64_t index, bool natural) {
  const size_t area = size_t(maps.height) * size_t(maps.width), each = area * size_t(maps.channels);
  const float* at = maps.values.data() + size_t(index) * each;
  float lo = 0, hi = 0;
  bool first = true;
  for (float v : maps.values)
    if (std::isfinite(v)) lo = first ? v : std::min(lo, v), hi = first ? v : std::max(hi, v), first = false;
  if (!natural && maps.channels == 1) return plane_image(at, int(maps.height), int(maps.width), std::max(std::fabs(lo), std::fabs(hi)));
  QImage image(int(maps.width), int(maps.height), QImage::Format_RGB32);
  const QRgb bad = theme().error.rgb();
  const float factor = hi > lo ? 255.f / (hi - lo) : 0;
  const auto level = [&](float v) { return std::clamp(int(std::lround((v - lo) * factor)), 0, 255); };
  for (int64_t y = 0; y < maps.height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(int(y)));
    for (int64_t x = 0; x < maps.width; ++x) {
      const size_t i = size_t(y * maps.width + x);
      const float r = at[i], g = maps.channels == 3 ? at[area + i] : r, b = maps.channels == 3 ? at[2 * area + i] : r;
      line[x] = std::isfinite(r) && std::isfinite(g) && std::isfinite(b) ? qRgb(level(r), level(g), level(b)) : bad;
    }
  }
  return image;
}

LiveStrip make_strip(std::shared_ptr<const nodes::LiveNode> node, bool natural, const QColor& category) {
  LiveStrip s;
  s.node = std::move(node);
  s.natural = natural;
  s.color = category;
  s.trouble = !s.node->trouble.empty();
  s.waiting = s.node->trouble.rfind("waiting for", 0) == 0;
  return s;
}

double strip_height(const LiveStrip& s, StripForm form) {
  const bool compact = form != StripForm::full;
  if (form == StripForm::none) return 0;
  const double base = kTop + kPad;
  if (s.waiting || form == StripForm::line) return kTop + kLine + 3;
  double h = base + kLine * (compact ? 1 : line_count(s));
  if (s.trouble) return h;
  if (has_tiles(s)) h += tile_rows(s, compact) * (kTile + kGap) + 1;
  if (has_matrix(s)) h += kMatrix + 3;
  if (has_bars(s) && !(compact && has_matrix(s))) h += kBars + 3;
  return h;
}

StripForm strip_form(const LiveStrip& s, double room) {
  for (StripForm form : {StripForm::full, StripForm::compact, StripForm::line})
    if (strip_height(s, form) <= room) return form;
  return StripForm::none;
}

void prepare_strip(LiveStrip& s) {
  if (s.prepared) return;
  s.prepared = true;
  if (s.trouble) {
    s.lines = wrapped(translated(s.node->trouble), s.waiting ? 1 : 2);
    return;
  }
  const nodes::LiveOutput *o = drawn(s), *words = worded(s);
  if (has_tiles(s)) {
    s.compact_picture = tiles(o->maps, s.natural, 1);
    s.picture = tile_rows(s, false) > 1 ? tiles(o->maps, s.natural, 2) : s.compact_picture;
  } else if (has_matrix(s)) {
    s.picture = s.compact_picture = live_picture(o->maps, 0, false);
  }
  if (has_bars(s)) {
    const auto& h = o->data.histogram;
    const uint32_t most = h.empty() ? 0 : *std::max_element(h.begin(), h.end());
    for (uint32_t n : h) s.bars.push_back(most ? float(n) / float(most) : 0);
  }
  if (words) s.lines = wrapped(joined(words->words), line_count(s));
  else if (o) s.lines = wrapped(spread(o->data), 1);
}

void forget_pictures(LiveStrip& s) {
  s.prepared = false;
  s.picture = s.compact_picture = {};
  s.bars.clear(), s.lines.clear();
}

void paint_strip(QPainter& painter, const LiveStrip& s, int detail) {
  if (s.form == StripForm::none) return;
  const Theme& t = theme();
  const double height = strip_height(s, s.form), radius = 6;
  // It comes out from behind the node: its upper corners are hidden.
  painter.setPen(QPen(t.node_line, 1));
  painter.setBrush(t.panel);
  painter.drawRoundedRect(QRectF(kInset, -radius, kWidth, height + radius), radius, radius);
  if (!s.prepared) return;
  const bool full = s.form == StripForm::full;
  double y = kTop;
  const double left = kInset + kPad;
  if (s.form != StripForm::line && !s.picture.isNull()) {
    const QImage& picture = full ? s.picture : s.compact_picture;
    const bool matrix = has_matrix(s);
    const double h = matrix ? kMatrix : tile_rows(s, !full) * kTile + (tile_rows(s, !full) - 1) * kGap;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !matrix);
    painter.drawImage(QRectF(left, y, kInner, h), picture);
    y += h + 3;
  }
  if (s.form != StripForm::line && !s.bars.empty() && !(s.form == StripForm::compact && has_matrix(s))) {
    paint_bars(painter, s.bars, s.color, QRectF(left, y, kInner, kBars - 1));
    y += kBars + 3;
  }
  if (detail > 0) return;
  painter.setFont(fonts().line);
  painter.setPen(s.trouble && !s.waiting ? readable(t.warning, t.panel) : s.trouble ? t.hint : t.muted);
  const qsizetype shown = full ? s.lines.size() : std::min<qsizetype>(1, s.lines.size());
  for (qsizetype i = 0; i < shown; ++i, y += kLine) painter.drawText(QPointF(left, y + 9), s.lines[i]);
}

QString live_details(const nodes::LiveNode& node) {
  if (!node.trouble.empty()) return translated(node.trouble);
  if (node.number) return tr("%1 before any training").arg(QString::number(*node.number, 'g', 6));
  QStringList lines;
  for (const nodes::LiveOutput& o : node.outputs) {
    QStringList sizes;
    for (int64_t n : o.data.sizes) sizes << QString::number(n);
    const QString head = QStringLiteral("%1  %2").arg(QString::fromStdString(o.data.place), sizes.join(QStringLiteral("×")));
    if (!o.words.empty()) lines << head + QStringLiteral("  ") + joined(o.words);
    else lines << tr("%1  mean %2, deviation %3, %4").arg(head, number_text(o.data.mean), number_text(o.data.std), spread(o.data));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace tl::ui
