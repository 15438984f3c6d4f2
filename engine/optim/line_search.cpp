// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/line_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tl::optim::detail {
namespace {
constexpr double kDecrease = 1e-4, kCurvature = 0.9;

struct Bracket {
  SearchPoint low, high;  ///< low has the smaller value
  void order() {
    if (low.value > high.value) std::swap(low, high);
  }
};
}  // namespace

double cubic_minimum(const SearchPoint& a, const SearchPoint& b, double low, double high) {
  const SearchPoint &left = a.t <= b.t ? a : b, &right = a.t <= b.t ? b : a;
  const double d1 = left.slope + right.slope - 3 * (left.value - right.value) / (left.t - right.t);
  const double square = d1 * d1 - left.slope * right.slope;
  if (!(square >= 0)) return (low + high) / 2;
  const double d2 = std::sqrt(square);
  const double at = right.t - (right.t - left.t) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
  return std::min(std::max(at, low), high);
}

SearchResult strong_wolfe(const std::function<SearchPoint(double)>& evaluate, const SearchPoint& start, double t, double largest,
                          double tolerance_change, int max_iterations) {
  const auto too_high = [&](const SearchPoint& p) { return p.value > start.value + kDecrease * p.t * start.slope; };
  const auto flat_enough = [&](const SearchPoint& p) { return std::abs(p.slope) <= -kCurvature * start.slope; };
  SearchPoint before = start, now = evaluate(t);
  SearchResult result{now, 1};
  Bracket bracket{start, now};
  int iteration = 0;
  bool bracketed = false;
  for (; iteration < max_iterations; ++iteration) {
    if (!too_high(now) && !(iteration > 1 && now.value >= before.value)) {
      if (flat_enough(now)) {
        result.point = now;
        return result;
      }
      if (now.slope < 0) {  // still downhill: look further
        const double next = cubic_minimum(before, now, now.t + 0.01 * (now.t - before.t), now.t * 10);
        before = now;
        now = evaluate(next);
        ++result.evaluations;
        continue;
      }
    }
    bracket = {before, now};
    bracketed = true;
    break;
  }
  if (!bracketed) bracket = {start, now};
  bracket.order();

  bool stalled = false;
  while (iteration < max_iterations) {
    const double left = std::min(bracket.low.t, bracket.high.t), right = std::max(bracket.low.t, bracket.high.t);
    if ((right - left) * largest < tolerance_change) break;
    double next = cubic_minimum(bracket.low, bracket.high, left, right);
    // Too close to an end twice, or on it: a tenth of the way in, so that the bracket shrinks.
    const double margin = 0.1 * (right - left);
    if (std::min(right - next, next - left) < margin) {
      if (stalled || next >= right || next <= left) {
        next = std::abs(next - right) < std::abs(next - left) ? right - margin : left + margin;
        stalled = false;
      } else {
        stalled = true;
      }
    } else {
      stalled = false;
    }
    now = evaluate(next);
    ++result.evaluations;
    ++iteration;
    if (too_high(now) || now.value >= bracket.low.value) {
      bracket.high = now;
      bracket.order();
      continue;
    }
    const bool done = flat_enough(now);
    if (!done && now.slope * (bracket.high.t - bracket.low.t) >= 0) bracket.high = bracket.low;
    bracket.low = now;
    if (done) break;
  }
  result.point = bracket.low;
  return result;
}

}  // namespace tl::optim::detail
