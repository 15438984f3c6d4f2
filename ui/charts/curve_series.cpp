// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve_series.h"

#include <algorithm>
#include <cmath>

namespace tl::ui {

void CurveSeries::append(double step, double seconds, double value) {
  step_.push_back(step);
  seconds_.push_back(seconds);
  value_.push_back(value);
  if (value_.size() % kBlock) return;
  const CurveColumn c = reduce(value_, value_.size() - kBlock, value_.size(), false);
  blocks_.push_back({c.min, c.max, c.finite});
}

void CurveSeries::clear() {
  step_.clear(), seconds_.clear(), value_.clear(), blocks_.clear(), smooth_.clear();
  smooth_weight_ = -1;
}

void CurveSeries::truncate_after(double step) {
  const size_t n = upper(step, XAxis::step, 1);
  if (n == value_.size()) return;
  step_.resize(n), seconds_.resize(n), value_.resize(n), blocks_.resize(n / kBlock);
  smooth_weight_ = -1;
}

double CurveSeries::x(size_t i, XAxis axis, double steps_per_epoch) const {
  switch (axis) {
    case XAxis::step: return step_[i];
    case XAxis::epoch: return step_[i] / std::max(steps_per_epoch, 1.0);
    case XAxis::time: return seconds_[i];
  }
  return step_[i];
}

size_t CurveSeries::lower(double x, XAxis axis, double steps_per_epoch) const {
  const auto& xs = axis == XAxis::time ? seconds_ : step_;
  if (axis == XAxis::epoch) x *= std::max(steps_per_epoch, 1.0);
  return size_t(std::lower_bound(xs.begin(), xs.end(), x) - xs.begin());
}

size_t CurveSeries::upper(double x, XAxis axis, double steps_per_epoch) const {
  const auto& xs = axis == XAxis::time ? seconds_ : step_;
  if (axis == XAxis::epoch) x *= std::max(steps_per_epoch, 1.0);
  return size_t(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin());
}

size_t CurveSeries::nearest(double wanted, XAxis axis, double steps_per_epoch) const {
  if (empty()) return 0;
  const size_t i = lower(wanted, axis, steps_per_epoch);
  if (i == 0) return 0;
  if (i == size()) return size() - 1;
  return wanted - x(i - 1, axis, steps_per_epoch) <= x(i, axis, steps_per_epoch) - wanted ? i - 1 : i;
}

CurveColumn CurveSeries::reduce(const std::vector<double>& values, size_t begin, size_t end, bool use_blocks) const {
  CurveColumn c;
  const auto scan = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i) {
      const double v = values[i];
      if (!std::isfinite(v)) continue;
      c.min = std::min(c.min, v), c.max = std::max(c.max, v);
      ++c.finite;
    }
  };
  if (use_blocks && end - begin > 2 * kBlock) {
    const size_t first = (begin + kBlock - 1) / kBlock, last = std::min(end / kBlock, blocks_.size());
    scan(begin, first * kBlock);
    for (size_t b = first; b < last; ++b) {
      c.min = std::min(c.min, blocks_[b].min), c.max = std::max(c.max, blocks_[b].max);
      c.finite += blocks_[b].finite;
    }
    scan(std::max(first, last) * kBlock, end);
  } else {
    scan(begin, end);
  }
  c.nonfinite = uint32_t(end - begin) - c.finite;
  if (c.finite) {
    size_t i = begin, j = end - 1;
    while (!std::isfinite(values[i])) ++i;
    while (!std::isfinite(values[j])) --j;
    c.first = values[i], c.last = values[j];
  }
  return c;
}

void CurveSeries::bin_values(const std::vector<double>& values, bool use_blocks, XAxis axis, double steps_per_epoch, double lo, double hi,
                             int columns, std::vector<CurveColumn>& out) const {
  out.assign(size_t(std::max(columns, 0)), CurveColumn());
  if (columns <= 0 || empty() || !(hi > lo)) return;
  const double width = (hi - lo) / columns;
  size_t begin = lower(lo, axis, steps_per_epoch);
  for (int i = 0; i < columns; ++i) {
    // The last column takes its right border too, so that the newest point is never lost.
    const size_t end = i + 1 == columns ? upper(hi, axis, steps_per_epoch) : lower(lo + (i + 1) * width, axis, steps_per_epoch);
    if (end > begin) out[size_t(i)] = reduce(values, begin, end, use_blocks);
    begin = std::max(begin, end);
  }
}

void CurveSeries::bin(XAxis axis, double steps_per_epoch, double lo, double hi, int columns, std::vector<CurveColumn>& out) const {
  bin_values(value_, true, axis, steps_per_epoch, lo, hi, columns, out);
}

void CurveSeries::bin_smoothed(double weight, XAxis axis, double steps_per_epoch, double lo, double hi, int columns,
                               std::vector<CurveColumn>& out) const {
  bin_values(smoothed(weight), false, axis, steps_per_epoch, lo, hi, columns, out);
}

bool CurveSeries::range(XAxis axis, double steps_per_epoch, double lo, double hi, double& min, double& max) const {
  const size_t begin = lower(lo, axis, steps_per_epoch), end = upper(hi, axis, steps_per_epoch);
  if (end <= begin) return false;
  const CurveColumn c = reduce(value_, begin, end, true);
  min = c.min, max = c.max;
  return !c.empty();
}

const std::vector<double>& CurveSeries::smoothed(double weight) const {
  if (weight != smooth_weight_) {
    smooth_.clear();
    smooth_weight_ = weight, smooth_state_ = 0, smooth_norm_ = 0;
  }
  smooth_.reserve(value_.size());
  for (size_t i = smooth_.size(); i < value_.size(); ++i) {
    if (std::isfinite(value_[i])) {
      smooth_state_ = weight * smooth_state_ + (1 - weight) * value_[i];
      smooth_norm_ = weight * smooth_norm_ + (1 - weight);
      smooth_.push_back(smooth_state_ / smooth_norm_);
    } else {
      smooth_.push_back(std::numeric_limits<double>::quiet_NaN());
    }
  }
  return smooth_;
}

double nice_step(double span, int wanted) {
  if (!(span > 0) || wanted < 1) return 1;
  const double raw = span / wanted, power = std::pow(10.0, std::floor(std::log10(raw))), unit = raw / power;
  for (double u : {1.0, 2.0, 2.5, 5.0})
    if (unit <= u * 1.0001) return u * power;
  return 10 * power;
}

QString axis_number(double value, double step) {
  if (std::fabs(value) < step * 1e-6) return QStringLiteral("0");
  const double magnitude = std::fabs(value);
  if (magnitude >= 1e6) return QString::number(value / 1e6, 'g', 4) + QLatin1Char('M');
  if (magnitude >= 1e3 && step >= 10) return QString::number(value / 1e3, 'g', 4) + QLatin1Char('k');
  const int decimals = std::clamp(
      int(std::ceil(-std::log10(step) + 1e-9 + (std::fabs(step / std::pow(10.0, std::floor(std::log10(step))) - 2.5) < 1e-6 ? 1 : 0))), 0,
      6);
  if (magnitude < 1e-3 || decimals > 4) return QString::number(value, 'g', 3);
  return QString::number(value, 'f', decimals);
}

}  // namespace tl::ui
