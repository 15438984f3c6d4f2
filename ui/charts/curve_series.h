// SPDX-License-Identifier: GPL-3.0-or-later
// One measured series with every raw point kept, and its reduction to pixel columns. A spike of one point in a million stays visible.
#pragma once
#include <QColor>
#include <QString>
#include <cstdint>
#include <limits>
#include <vector>

namespace tl::ui {

enum class XAxis { step, epoch, time };

/// What one pixel column of a chart shows of a series.
struct CurveColumn {
  double min = std::numeric_limits<double>::infinity();
  double max = -std::numeric_limits<double>::infinity();
  double first = 0, last = 0;  ///< first and last finite value, to join neighbouring columns
  uint32_t finite = 0;         ///< finite points in the column
  uint32_t nonfinite = 0;      ///< NaN and infinite points: marks on the floor
  bool empty() const { return finite == 0; }
};

struct CurvePoint { double x = 0, y = 0; };

/// Columns of one series, ordered by x (steps never fall). Appending costs O(1), binning O(pixels · block + points / block).
class CurveSeries {
 public:
  explicit CurveSeries(QString name = {}, QString label = {}) : name(std::move(name)), label(std::move(label)) {}

  QString name;   ///< "train/loss"
  QString label;  ///< "train"
  QColor color;
  bool reference = false;  ///< an earlier run: drawn thin and grey

  void append(double step, double seconds, double value);
  void clear();
  /// Drops all points with a step beyond `step`: a resumed run goes on from an older checkpoint.
  void truncate_after(double step);
  size_t size() const { return value_.size(); }
  bool empty() const { return value_.empty(); }

  double x(size_t i, XAxis axis, double steps_per_epoch) const;
  double value(size_t i) const { return value_[i]; }
  double step(size_t i) const { return step_[i]; }
  /// The point whose x is nearest; size() when empty.
  size_t nearest(double x, XAxis axis, double steps_per_epoch) const;

  /// Reduces the points with lo ≤ x ≤ hi to `columns` equal columns. The union of all columns is exactly these points.
  void bin(XAxis axis, double steps_per_epoch, double lo, double hi, int columns, std::vector<CurveColumn>& out) const;
  /// Smallest and largest finite value with lo ≤ x ≤ hi; false when there is none.
  bool range(XAxis axis, double steps_per_epoch, double lo, double hi, double& min, double& max) const;

  /// Exponential moving average over the raw points (bias-corrected; NaN passed over), weight 0…0.999. Computed incrementally.
  const std::vector<double>& smoothed(double weight) const;
  void bin_smoothed(double weight, XAxis axis, double steps_per_epoch, double lo, double hi, int columns,
                    std::vector<CurveColumn>& out) const;

 private:
  static constexpr size_t kBlock = 256;
  struct Block { double min, max; uint32_t finite; };
  size_t lower(double x, XAxis axis, double steps_per_epoch) const;  ///< first point with X ≥ x
  size_t upper(double x, XAxis axis, double steps_per_epoch) const;  ///< first point with X > x
  CurveColumn reduce(const std::vector<double>& values, size_t begin, size_t end, bool use_blocks) const;
  void bin_values(const std::vector<double>& values, bool use_blocks, XAxis axis, double steps_per_epoch, double lo, double hi, int columns,
                  std::vector<CurveColumn>& out) const;

  std::vector<double> step_, seconds_, value_;
  std::vector<Block> blocks_;  ///< over value_, complete blocks only
  mutable std::vector<double> smooth_;
  mutable double smooth_weight_ = -1, smooth_state_ = 0, smooth_norm_ = 0;
};

/// "1.5k", "2M", "0.03": short text for an axis label with `step` between neighbours.
QString axis_number(double value, double step);
/// Tick distance from 1, 2, 2.5, 5 · 10^n that gives about `wanted` ticks.
double nice_step(double span, int wanted);

}  // namespace tl::ui
