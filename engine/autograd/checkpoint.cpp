// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/checkpoint.h"

#include "engine/autograd/gradient_state.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"

namespace tl::autograd {
namespace {
thread_local CheckpointFrame* active = nullptr;

/// The default generator as it was, until this is gone.
class GeneratorReplay {
 public:
  explicit GeneratorReplay(const std::optional<std::vector<uint8_t>>& state) {
    if (!state) return;
    Generator& g = default_generator();
    const std::lock_guard lock(g.mutex());
    before_ = g.get_state();
    g.set_state(*state);
  }
  ~GeneratorReplay() {
    if (!before_) return;
    Generator& g = default_generator();
    const std::lock_guard lock(g.mutex());
    g.set_state(*before_);
  }
  GeneratorReplay(const GeneratorReplay&) = delete;
  GeneratorReplay& operator=(const GeneratorReplay&) = delete;

 private:
  std::optional<std::vector<uint8_t>> before_;
};
}  // namespace

/// One saved tensor: the frame that can compute it again, its number there, and the history that it had.
class CheckpointFrame::Slot final : public DroppedTensor {
 public:
  Slot(std::shared_ptr<CheckpointFrame> frame, size_t number, const Tensor& t, bool owner_output)
      : frame_(std::move(frame)), number_(number), owner_output_(owner_output) {
    if (!t.requires_grad()) return;
    if (!owner_output) grad_fn_ = current_grad_fn(t);
    output_nr_ = meta_of(t) ? meta_of(t)->output_nr : 0;
  }
  ~Slot() override {
    auto& kept = frame_->kept_[number_];
    kept.wanted = false;
    kept.tensor.reset();
  }
  Tensor restore(const std::string& operation, size_t, const NodePtr& owner) override {
    Tensor t = frame_->value(number_, operation);
    const NodePtr& history = owner_output_ ? owner : grad_fn_;
    if (history) set_history(t, history, output_nr_);
    return t;
  }

 private:
  std::shared_ptr<CheckpointFrame> frame_;
  size_t number_;
  bool owner_output_;
  NodePtr grad_fn_;
  uint32_t output_nr_ = 0;
};

std::shared_ptr<CheckpointFrame> CheckpointFrame::make(std::function<void()> replay, bool preserve_rng_state) {
  std::shared_ptr<CheckpointFrame> frame(new CheckpointFrame);
  frame->replay_ = std::move(replay);
  if (preserve_rng_state) {
    frame->context_ = RandomContext::capture();
    Generator& g = default_generator();
    const std::lock_guard lock(g.mutex());
    frame->generator_ = g.get_state();
  }
  return frame;
}
CheckpointFrame::~CheckpointFrame() = default;

CheckpointFrame::Running::Running(const std::shared_ptr<CheckpointFrame>& frame, bool recording)
    : frame_(frame), before_(active), recording_before_(frame->recording_) {
  frame_->recording_ = recording;
  active = frame_.get();
  detail::running_checkpoints.fetch_add(1, std::memory_order_relaxed);
}
CheckpointFrame::Running::~Running() {
  detail::running_checkpoints.fetch_sub(1, std::memory_order_relaxed);
  frame_->recording_ = recording_before_;
  active = before_;
}
void CheckpointFrame::Running::finish() { frame_->finished_ = true; }

bool CheckpointFrame::active_here() { return active != nullptr; }

OwnedPtr<DroppedTensor> CheckpointFrame::take(const Tensor& t, bool owner_output) {
  // Leaves that require a gradient are somebody's anyway, and gradients must find that very tensor.
  if (!owner_output && t.requires_grad() && t.is_leaf()) return nullptr;
  CheckpointFrame& f = *active;
  if (!f.recording_) {
    f.kept_.emplace_back();
    return OwnedPtr<DroppedTensor>(new Slot(f.shared_from_this(), f.kept_.size() - 1, t, owner_output));
  }
  const size_t number = f.recorded_++;
  if (number < f.kept_.size() && f.kept_[number].wanted) {
    f.kept_[number].tensor = t.data();
    f.kept_[number].version = t._version();
  }
  return nullptr;  // the graph of the recomputation is thrown away with it
}

void CheckpointFrame::recompute() {
  recorded_ = 0;
  for (Kept& k : kept_) k.tensor.reset();
  const AutoGradMode on(true);
  const RandomReplay random(context_);
  const GeneratorReplay generator(generator_);
  const size_t expected = kept_.size();
  try {
    const Running running(shared_from_this(), true);
    replay_();
  } catch (Error& e) {
    e.add_context("recomputation of a checkpoint");
    throw;
  }
  TL_CHECK(!finished_ || recorded_ == expected, state, "checkpoint", "the recomputation saved ", recorded_, " tensors for backward where forward saved ",
           expected, ": the function does not do the same each time");
}

Tensor CheckpointFrame::value(size_t slot, const std::string& operation) {
  if (!kept_[slot].tensor.defined()) recompute();
  const Kept& k = kept_[slot];
  TL_CHECK(k.tensor.defined(), state, "checkpoint", "the recomputation did not save the tensor that backward of ", operation,
           " needs: the function does not do the same each time");
  TL_CHECK(k.tensor._version() == k.version, state, operation,
           "one of the variables needed for gradient computation has been modified by an inplace operation inside a checkpoint: ", k.tensor.brief(),
           " is at version ", k.tensor._version(), "; expected version ", k.version, ". Use the out-of-place form or clone() before changing it.");
  return k.tensor.data();
}

}  // namespace tl::autograd

namespace tl::utils {

Tensor checkpoint_sequential(const std::vector<std::function<Tensor(Tensor)>>& functions, int64_t segments, const Tensor& input,
                             const CheckpointOptions& options) {
  const auto count = static_cast<int64_t>(functions.size());
  TL_CHECK(segments >= 1 && segments <= count, value, "checkpoint_sequential", "cannot cut ", count, " functions into ", segments, " segments");
  const int64_t size = count / segments;
  const auto run = [&functions](int64_t from, int64_t to, Tensor x) {
    for (int64_t i = from; i < to; ++i) x = functions[static_cast<size_t>(i)](x);
    return x;
  };
  Tensor x = input;
  for (int64_t s = 0; s + 1 < segments; ++s) {
    const std::vector<std::function<Tensor(Tensor)>> part(functions.begin() + s * size, functions.begin() + (s + 1) * size);
    x = checkpoint(options, [part](Tensor t) {
      for (const auto& f : part) t = f(t);
      return t;
    }, x);
  }
  return run((segments - 1) * size, count, x);
}

}  // namespace tl::utils
