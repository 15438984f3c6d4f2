// SPDX-License-Identifier: Apache-2.0
// Copies tensors out of a running step for a person to look at, within a budget of bytes and of times per second.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/train/session.h"

namespace tl::train {

/// Statistics of the whole tensor, and its first whole rows of dim 0 that fit `max_bytes`. Any dtype; values become float.
WatchData summarise(const std::string& place, const Tensor& tensor, bool with_values, int64_t max_bytes, int64_t step);

/// The watch points of a session. Session thread only.
class WatchList {
 public:
  void set(SetWatch watch);
  bool empty() const { return watch_.items.empty(); }
  /// Whether a collection is due now; then `begin` it.
  bool due(std::chrono::steady_clock::time_point now) const;
  void begin(std::chrono::steady_clock::time_point now, int64_t step);
  /// Offers what lies at a place; kept when it is watched and not yet seen in this collection.
  void offer(const std::string& place, const Tensor& value);
  bool wants(const std::string& place) const;
  /// What was collected since `begin`.
  std::vector<WatchData> take();

 private:
  SetWatch watch_;
  std::vector<bool> seen_;
  std::vector<WatchData> collected_;
  std::chrono::steady_clock::time_point next_{};
  int64_t step_ = 0, left_ = 0;
};

}  // namespace tl::train
