// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "engine/core/tensor.h"

namespace tl::optim::detail {

/// A function of the step length: its value, its gradient at that point and the slope along the direction.
struct SearchPoint {
  double t = 0, value = 0, slope = 0;
  Tensor gradient;
};
struct SearchResult {
  SearchPoint point;
  int64_t evaluations = 0;
};

/// Where the cubic through two points and their slopes is smallest, kept between low and high.
double cubic_minimum(const SearchPoint& a, const SearchPoint& b, double low, double high);

/// A step length that meets the strong Wolfe conditions (sufficient decrease 1e-4, curvature 0.9): brackets one, then narrows the bracket.
/// `start` is the point at length 0; `largest` the largest absolute component of the direction.
SearchResult strong_wolfe(const std::function<SearchPoint(double t)>& evaluate, const SearchPoint& start, double t, double largest,
                          double tolerance_change, int max_iterations = 25);

}  // namespace tl::optim::detail
