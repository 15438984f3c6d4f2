// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QRectF>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tl::ui {

/// A bucket grid over rectangles: culling and hit tests in O(what is near). Indices are the caller's.
class RectGrid {
 public:
  explicit RectGrid(double cell = 256) : cell_(cell) {}
  void clear();
  void insert(int index, const QRectF& rect);
  void remove(int index, const QRectF& rect);
  /// Indices whose cells touch `rect`, ascending, each once.
  void query(const QRectF& rect, std::vector<int>& out) const;

 private:
  struct Cells { int64_t left, top, right, bottom; };
  Cells cells_of(const QRectF& rect) const;
  static int64_t key(int64_t x, int64_t y) { return (y << 32) ^ (x & 0xffffffff); }
  void take(const std::vector<int>& indices, std::vector<int>& out) const;

  double cell_;
  std::unordered_map<int64_t, std::vector<int>> cells_;
  std::vector<int> wide_;                  ///< of rectangles over very many cells: a wire between far ends
  mutable std::vector<uint32_t> seen_;     ///< by index: the query that met it last
  mutable uint32_t query_ = 0;
};

}  // namespace tl::ui
