// SPDX-License-Identifier: Apache-2.0
// Where random operators of a training step take their numbers from: Philox4x32-10 keyed by the run's seed, with the counter
// (step, micro-batch, operator instance, element). Without a context they draw from a Generator.
#pragma once
#include <cstdint>
#include <optional>

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
  /// Everything that the next streams depend on.
  struct State {
    uint64_t seed, step;
    uint32_t micro_batch;
    uint64_t scope;
    uint32_t in_scope;
  };
  /// Of this thread's innermost context; nothing without one.
  static std::optional<State> capture();

 private:
  friend class RandomScope;
  friend class RandomReplay;
  uint64_t seed_, step_;
  uint32_t micro_batch_;
  uint64_t scope_ = 0;
  uint32_t in_scope_ = 0;
  RandomContext* outer_;
};

/// While it lives, random operators of this thread draw as they did when the state was captured: from a context of that state, or from
/// the generator where there was none.
class RandomReplay {
 public:
  explicit RandomReplay(const std::optional<RandomContext::State>& state);
  ~RandomReplay();
  RandomReplay(const RandomReplay&) = delete;
  RandomReplay& operator=(const RandomReplay&) = delete;

 private:
  RandomContext* before_;
  std::optional<RandomContext> context_;
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
