// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensors/feature_maps_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace tl::ui {
namespace {
constexpr int kGap = 4, kMost = 256;

/// How a tensor is cut into planes: N×C×H×W shows the channels of the first sample, O×I×H×W kernels of the first input, a matrix one
/// plane.
struct Planes { int count = 0, height = 0, width = 0; size_t stride = 0; };
Planes planes_of(const train::WatchData& d) {
  Planes p;
  const auto& s = d.sizes;
  if (s.size() == 4) {
    p.height = int(s[2]), p.width = int(s[3]);
    p.count = int(s[1]), p.stride = size_t(s[2] * s[3]);
    if (s[1] <= 3 && s[0] > 3 && d.rows >= s[0]) p.count = int(s[0]), p.stride = size_t(s[1] * s[2] * s[3]);  // kernels
  } else if (s.size() == 3) {
    p.count = int(s[0]), p.height = int(s[1]), p.width = int(s[2]), p.stride = size_t(s[1] * s[2]);
    p.count = int(std::min<int64_t>(p.count, d.rows));
  } else if (s.size() == 2 && s[1] > 1) {
    p.count = 1, p.height = int(d.rows), p.width = int(s[1]), p.stride = d.values.size();
  }
  if (p.height <= 0 || p.width <= 0) return {};
  while (p.count > 0 && size_t(p.count - 1) * p.stride + size_t(p.height) * size_t(p.width) > d.values.size()) --p.count;
  p.count = std::min(p.count, kMost);
  return p;
}

float largest(const float* values, size_t n) {
  float m = 0;
  for (size_t i = 0; i < n; ++i)
    if (std::isfinite(values[i])) m = std::max(m, std::fabs(values[i]));
  return m;
}
}  // namespace

const std::array<QRgb, 256>& diverging_palette() {
  static std::array<QRgb, 256> table;
  static int made_for = -1;
  if (made_for != int(theme().dark)) {
    made_for = int(theme().dark);
    const Theme& t = theme();
    for (int i = 0; i < 256; ++i) {
      const double v = (i - 128) / 127.0;
      table[size_t(i)] = blend(v < 0 ? t.image_low : t.image_high, t.image_mid, std::min(1.0, std::fabs(v))).rgb();
    }
  }
  return table;
}

QImage plane_image(const float* values, int height, int width, float scale) {
  QImage image(width, height, QImage::Format_RGB32);
  const auto& palette = diverging_palette();
  const QRgb bad = theme().error.rgb();
  const float factor = scale > 0 ? 127.0f / scale : 0;
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) {
      const float v = values[y * width + x];
      line[x] = std::isfinite(v) ? palette[size_t(std::clamp(int(std::lround(v * factor)) + 128, 0, 255))] : bad;
    }
  }
  return image;
}

FeatureMapsView::FeatureMapsView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Feature maps"));
  setMouseTracking(true);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { build(); });
}

void FeatureMapsView::set_shared_scale(bool shared) {
  shared_ = shared;
  build();
}

void FeatureMapsView::set_data(const train::WatchData& data) {
  data_ = std::make_shared<train::WatchData>(data);
  const size_t before = images_.size();
  build();
  if (before != images_.size()) updateGeometry();
}

void FeatureMapsView::set_images(std::vector<QImage> images) {
  data_.reset();
  const bool other = images.size() != images_.size() || (!images.empty() && images.front().size() != images_.front().size());
  images_ = std::move(images);
  if (large_ >= map_count()) large_ = -1;
  if (other) updateGeometry();
  update();
}

void FeatureMapsView::clear() {
  data_.reset();
  images_.clear();
  large_ = -1;
  updateGeometry();
  update();
}

void FeatureMapsView::build() {
  if (!data_) return update();  // made elsewhere, and there made anew
  images_.clear();
  const Planes p = planes_of(*data_);
  const size_t area = size_t(p.height) * size_t(p.width);
  float common = 0;
  for (int i = 0; i < p.count; ++i) common = std::max(common, largest(&data_->values[size_t(i) * p.stride], area));
  for (int i = 0; i < p.count; ++i) {
    const float* plane = &data_->values[size_t(i) * p.stride];
    images_.push_back(plane_image(plane, p.height, p.width, shared_ ? common : largest(plane, area)));
  }
  if (large_ >= map_count()) large_ = -1;
  update();
}

int FeatureMapsView::columns_for(int width) const { return columns_ > 0 ? columns_ : std::max(1, (width + kGap) / (cell_ + kGap)); }

int FeatureMapsView::heightForWidth(int width) const {
  const int columns = columns_for(width);
  int rows = (std::max(map_count(), 1) + columns - 1) / columns;
  if (max_rows_ > 0) rows = std::min(rows, max_rows_);
  if (map_count() == 1) return std::clamp(images_.front().height() * width / std::max(1, images_.front().width()), 24, 160);
  const double cell = columns_ > 0 ? (width - kGap * (columns - 1)) / double(columns) : cell_;
  return int(rows * (cell + kGap));
}

QRectF FeatureMapsView::cell_rect(int i) const {
  if (map_count() == 1) return QRectF(rect());
  const int columns = columns_for(width());
  const double cell = columns_ > 0 ? (width() - kGap * (columns - 1)) / double(columns) : cell_;
  return {(i % columns) * (cell + kGap), (i / columns) * (cell + kGap), cell, cell};
}

int FeatureMapsView::map_at(QPointF point) const {
  for (int i = 0; i < map_count(); ++i)
    if (cell_rect(i).contains(point)) return i;
  return -1;
}

void FeatureMapsView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  const auto draw = [&](const QImage& image, QRectF cell) {
    QPainterPath clip;
    clip.addRoundedRect(cell, 3, 3);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(clip);
    painter.fillRect(cell, theme().image_mid);
    if (map_count() > 1) {  // keep the map's own shape
      const double scale = std::min(cell.width() / image.width(), cell.height() / image.height());
      const QSizeF size(image.width() * scale, image.height() * scale);
      cell = QRectF(cell.center() - QPointF(size.width() / 2, size.height() / 2), size);
    }
    painter.drawImage(cell, image);
    painter.restore();
  };
  if (large_ >= 0 && large_ < map_count())
    return draw(images_[size_t(large_)], QRectF(0, 0, std::min(width(), height()), std::min(width(), height())));
  for (int i = 0; i < map_count(); ++i) {
    const QRectF cell = cell_rect(i);
    if (cell.bottom() > height() + 1) break;
    draw(images_[size_t(i)], cell);
  }
}

void FeatureMapsView::mousePressEvent(QMouseEvent* event) {
  large_ = large_ >= 0 ? -1 : map_at(event->position());
  update();
}

void FeatureMapsView::mouseMoveEvent(QMouseEvent* event) {
  const int i = large_ >= 0 ? large_ : map_at(event->position());
  setToolTip(i < 0 ? QString() : tr("map %1 of %2, click to enlarge").arg(i + 1).arg(map_count()));
}

}  // namespace tl::ui
