// SPDX-License-Identifier: Apache-2.0
#include "engine/train/watch.h"

#include <algorithm>
#include <cmath>

namespace tl::train {
namespace {
constexpr int bins = 40;

/// Element i of a contiguous tensor as a float.
template <class F>
void with_elements(const Tensor& t, F&& f) {
  switch (t.dtype()) {
    case kFloat:
      return f(t.data_ptr<float>());
    case kDouble:
      return f(t.data_ptr<double>());
    case kLong:
      return f(t.data_ptr<int64_t>());
    case kInt:
      return f(t.data_ptr<int32_t>());
    case kShort:
      return f(t.data_ptr<int16_t>());
    case kChar:
      return f(t.data_ptr<int8_t>());
    case kByte:
      return f(t.data_ptr<uint8_t>());
    case kBool:
      return f(t.data_ptr<bool>());
    default:
      return;
  }
}

template <class T>
void statistics(const T* v, int64_t n, WatchData& d) {
  double sum = 0, squares = 0, low = 0, high = 0;
  int64_t finite = 0, zeros = 0;
  for (int64_t i = 0; i < n; ++i) {
    const double x = static_cast<double>(v[i]);
    if (!std::isfinite(x)) continue;
    if (finite++ == 0) low = high = x;
    low = std::min(low, x);
    high = std::max(high, x);
    sum += x;
    zeros += x == 0;
  }
  d.min = low;
  d.max = high;
  d.mean = finite ? sum / static_cast<double>(finite) : 0;
  d.histogram.assign(bins, 0);
  d.histogram_lo = low;
  d.histogram_hi = high > low ? high : low + 1;
  const double scale = bins / (d.histogram_hi - d.histogram_lo);
  for (int64_t i = 0; i < n; ++i) {
    const double x = static_cast<double>(v[i]);
    if (!std::isfinite(x)) continue;
    squares += (x - d.mean) * (x - d.mean);
    ++d.histogram[static_cast<size_t>(std::clamp((x - d.histogram_lo) * scale, 0.0, bins - 1.0))];
  }
  d.std = finite ? std::sqrt(squares / static_cast<double>(finite)) : 0;
  d.zeros = n ? static_cast<double>(zeros) / static_cast<double>(n) : 0;
  d.nonfinite = n ? static_cast<double>(n - finite) / static_cast<double>(n) : 0;
}
}  // namespace

WatchData summarise(const std::string& place, const Tensor& tensor, bool with_values, int64_t max_bytes, int64_t step) {
  WatchData d;
  d.place = place;
  d.step = step;
  d.sizes.assign(tensor.sizes().begin(), tensor.sizes().end());
  const Tensor t = (tensor.is_contiguous() ? tensor : tensor.detach().contiguous()).cpu();
  const int64_t rows = d.sizes.empty() ? 1 : d.sizes[0], width = rows ? t.numel() / rows : 0;
  if (with_values && width > 0) d.rows = std::min(rows, max_bytes / (width * static_cast<int64_t>(sizeof(float))));
  with_elements(t, [&](const auto* v) {
    statistics(v, t.numel(), d);
    d.values.resize(static_cast<size_t>(d.rows * width));
    std::transform(v, v + d.rows * width, d.values.begin(), [](auto x) { return static_cast<float>(x); });
  });
  return d;
}

void WatchList::set(SetWatch watch) {
  watch_ = std::move(watch);
  next_ = {};
  collected_.clear();
  seen_.assign(watch_.items.size(), true);
}

bool WatchList::due(std::chrono::steady_clock::time_point now) const { return !watch_.items.empty() && now >= next_; }

void WatchList::begin(std::chrono::steady_clock::time_point now, int64_t step) {
  next_ = now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                    std::chrono::duration<double>(1.0 / std::clamp(watch_.per_second, 0.01, 100.0)));
  step_ = step;
  left_ = watch_.max_bytes;
  seen_.assign(watch_.items.size(), false);
  collected_.clear();
}

bool WatchList::wants(const std::string& place) const {
  for (size_t i = 0; i < watch_.items.size(); ++i)
    if (!seen_[i] && watch_.items[i].place == place) return true;
  return false;
}

void WatchList::offer(const std::string& place, const Tensor& value) {
  if (!value.defined()) return;
  for (size_t i = 0; i < watch_.items.size(); ++i) {
    if (seen_[i] || watch_.items[i].place != place) continue;
    seen_[i] = true;
    // An even share of what is left, so that one large tensor does not hide those after it.
    const auto open = std::count(seen_.begin(), seen_.end(), false) + 1;
    collected_.push_back(summarise(place, value, watch_.items[i].full, left_ / open, step_));
    left_ -= static_cast<int64_t>(collected_.back().values.size() * sizeof(float));
    return;
  }
}

std::vector<WatchData> WatchList::take() { return std::move(collected_); }

}  // namespace tl::train
