// SPDX-License-Identifier: Apache-2.0
// Where random operators of a training step take their numbers from: Philox4x32-10 keyed by the run's seed, with the counter
// (step, micro-batch, operator instance, element). Without a context they draw from a Generator.
#pragma once
#include <cstdint>

namespace tl {

/// Active on the thread that made it, until it is destroyed; contexts nest.
class RandomContext {
 public:
  RandomContext(uint64_t seed, uint64_t step, uint32_t micro_batch);
  ~RandomContext();
  RandomContext(const RandomContext&) = delete;
  RandomContext& operator=(const RandomContext&) = delete;
  /// The innermost context of this thread, or null.
  static RandomContext* current();
  /// Key and stream of the next random operator: a pure function of (seed, step, micro-batch, scope, count within the scope).
  struct Stream { uint64_t key, counter_high; };
  Stream next();

 private:
  friend class RandomScope;
  uint64_t seed_, step_;
  uint32_t micro_batch_;
  uint64_t scope_ = 0;
  uint32_t in_scope_ = 0;
  RandomContext* outer_;
};

/// Names the operator instances inside: `id` is stable (the node's id), so that editing another part of the network changes no mask.
class RandomScope {
 public:
  explicit RandomScope(uint64_t id);
  ~RandomScope();
  RandomScope(const RandomScope&) = delete;
  RandomScope& operator=(const RandomScope&) = delete;

 private:
  RandomContext* context_;
  uint64_t saved_scope_ = 0;
  uint32_t saved_count_ = 0;
};

}  // namespace tl
