// SPDX-License-Identifier: Apache-2.0
#include "engine/core/random_context.h"

namespace tl {
namespace {
thread_local RandomContext* active = nullptr;
/// splitmix64 finaliser: spreads related inputs over all bits.
uint64_t mix(uint64_t z) {
  z += 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}
}  // namespace

RandomContext::RandomContext(uint64_t seed, uint64_t step, uint32_t micro_batch)
    : seed_(seed), step_(step), micro_batch_(micro_batch), outer_(active) {
  active = this;
}
RandomContext::~RandomContext() { active = outer_; }
RandomContext* RandomContext::current() { return active; }

RandomContext::Stream RandomContext::next() {
  const uint64_t instance = mix(scope_ ^ mix(in_scope_++));
  return {mix(seed_) ^ instance, mix(step_ * 0x10001 + micro_batch_)};
}

std::optional<RandomContext::State> RandomContext::capture() {
  if (!active) return std::nullopt;
  return State{active->seed_, active->step_, active->micro_batch_, active->scope_, active->in_scope_};
}

RandomReplay::RandomReplay(const std::optional<RandomContext::State>& state) : before_(active) {
  active = nullptr;
  if (!state) return;
  context_.emplace(state->seed, state->step, state->micro_batch);
  context_->scope_ = state->scope;
  context_->in_scope_ = state->in_scope;
}
RandomReplay::~RandomReplay() {
  context_.reset();
  active = before_;
}

RandomScope::RandomScope(uint64_t id) : context_(active) {
  if (!context_) return;
  saved_scope_ = context_->scope_;
  saved_count_ = context_->in_scope_;
  context_->scope_ = mix(context_->scope_ ^ id);
  context_->in_scope_ = 0;
}
RandomScope::~RandomScope() {
  if (!context_) return;
  context_->scope_ = saved_scope_;
  context_->in_scope_ = saved_count_;
}

}  // namespace tl
