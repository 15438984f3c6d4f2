// SPDX-License-Identifier: GPL-3.0-or-later
// A grid of small images: the channels of an activation, the kernels of a convolution, or the rows of a matrix as strips.
#pragma once
#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/train/session.h"

namespace tl::ui {

/// 256 colours from negative over zero to positive; zero is the middle.
const std::array<QRgb, 256>& diverging_palette();

/// One plane of `height`×`width` floats as an image. `scale` is the value that gets the strongest colour; NaN is drawn in the error
/// colour.
QImage plane_image(const float* values, int height, int width, float scale);

class FeatureMapsView : public QWidget {
  Q_OBJECT
 public:
  explicit FeatureMapsView(QWidget* parent = nullptr);
  void set_columns(int columns) { columns_ = columns; }
  void set_max_rows(int rows) { max_rows_ = rows; }
  void set_cell(int pixels) { cell_ = pixels; }
  /// Shared: one scale for all maps; else each its own.
  void set_shared_scale(bool shared);
  void set_data(const train::WatchData& data);
  /// Pictures that are made already.
  void set_images(std::vector<QImage> images);
  void clear();
  int map_count() const { return int(images_.size()); }
  const QImage& map(int i) const { return images_[size_t(i)]; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override { return {284, heightForWidth(284)}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  void build();
  int columns_for(int width) const;
  int map_at(QPointF point) const;
  QRectF cell_rect(int i) const;

  std::shared_ptr<const train::WatchData> data_;
  std::vector<QImage> images_;
  int columns_ = 0, max_rows_ = 0, cell_ = 44, large_ = -1;
  bool shared_ = true;
};

}  // namespace tl::ui
