// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/rect_grid.h"

#include <algorithm>
#include <cmath>

namespace tl::ui {
namespace {
constexpr int64_t kMostCells = 1024;  ///< of one rectangle; larger ones are met by every query
}

RectGrid::Cells RectGrid::cells_of(const QRectF& r) const {
  const auto cell = [this](double v) { return int64_t(std::floor(std::clamp(v, -1e9, 1e9) / cell_)); };
  return {cell(r.left()), cell(r.top()), cell(r.right()), cell(r.bottom())};
}

void RectGrid::clear() {
  cells_.clear();
  wide_.clear();
}

void RectGrid::insert(int index, const QRectF& rect) {
  const Cells c = cells_of(rect);
  if (size_t(index) >= seen_.size()) seen_.resize(size_t(index) + 1, 0);
  if ((c.right - c.left + 1) * (c.bottom - c.top + 1) > kMostCells) return wide_.push_back(index);
  for (int64_t y = c.top; y <= c.bottom; ++y)
    for (int64_t x = c.left; x <= c.right; ++x) cells_[key(x, y)].push_back(index);
}

void RectGrid::remove(int index, const QRectF& rect) {
  const Cells c = cells_of(rect);
  if ((c.right - c.left + 1) * (c.bottom - c.top + 1) > kMostCells) {
    std::erase(wide_, index);
    return;
  }
  for (int64_t y = c.top; y <= c.bottom; ++y)
    for (int64_t x = c.left; x <= c.right; ++x) {
      const auto it = cells_.find(key(x, y));
      if (it == cells_.end()) continue;
      std::erase(it->second, index);
      if (it->second.empty()) cells_.erase(it);
    }
}

void RectGrid::take(const std::vector<int>& indices, std::vector<int>& out) const {
  for (int i : indices)
    if (seen_[size_t(i)] != query_) {
      seen_[size_t(i)] = query_;
      out.push_back(i);
    }
}

void RectGrid::query(const QRectF& rect, std::vector<int>& out) const {
  out.clear();
  if (++query_ == 0) std::fill(seen_.begin(), seen_.end(), 0u), query_ = 1;
  take(wide_, out);
  const Cells c = cells_of(rect);
  if ((c.right - c.left + 1) * (c.bottom - c.top + 1) > int64_t(cells_.size())) {
    for (const auto& [k, indices] : cells_) {  // fewer cells are filled than asked for
      const int64_t y = k >> 32, x = int64_t(int32_t(uint32_t(k)));
      if (x >= c.left && x <= c.right && y >= c.top && y <= c.bottom) take(indices, out);
    }
  } else {
    for (int64_t y = c.top; y <= c.bottom; ++y)
      for (int64_t x = c.left; x <= c.right; ++x)
        if (const auto it = cells_.find(key(x, y)); it != cells_.end()) take(it->second, out);
  }
  std::sort(out.begin(), out.end());
}

}  // namespace tl::ui
