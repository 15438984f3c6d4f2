// SPDX-License-Identifier: Apache-2.0
// Memory for time: what a part of a network would keep for backward is dropped, and computed again when backward needs it.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/autograd/gradient_state.h"
#include "engine/core/random_context.h"

namespace tl::autograd {

namespace detail {
inline std::atomic<int> running_checkpoints{0};  // on all threads: what an ordinary call looks at
}

/// One checkpointed call. While its function runs, tensors saved for backward are dropped and numbered; the first that backward asks for
/// runs the function again, which saves the same tensors under the same numbers. Tensors live until the node that reads them lets go.
/// Used by the thread that runs forward, then by the one that runs backward.
class CheckpointFrame : public std::enable_shared_from_this<CheckpointFrame> {
 public:
  /// `replay` calls the function on its saved inputs.
  static std::shared_ptr<CheckpointFrame> make(std::function<void()> replay, bool preserve_rng_state);
  ~CheckpointFrame();

  /// Makes the frame the innermost one of this thread.
  class Running {
   public:
    explicit Running(const std::shared_ptr<CheckpointFrame>& frame, bool recording = false);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    /// Forward is over: what is saved from now on is not this frame's.
    void finish();

   private:
    std::shared_ptr<CheckpointFrame> frame_;
    CheckpointFrame* before_;
    bool recording_before_ = false;
  };

  static bool is_active() { return detail::running_checkpoints.load(std::memory_order_relaxed) != 0 && active_here(); }
  /// What the innermost frame keeps instead of `tensor`; null: the tensor itself is to be kept.
  static OwnedPtr<DroppedTensor> take(const Tensor& tensor, bool owner_output);

 private:
  CheckpointFrame() = default;
  static bool active_here();
  class Slot;
  struct Kept {
    Tensor tensor;
    uint32_t version = 0;
    bool wanted = true;
  };
  Tensor value(size_t slot, const std::string& operation);
  void recompute();
  std::function<void()> replay_;
  std::optional<RandomContext::State> context_;
  std::optional<std::vector<uint8_t>> generator_;
  std::vector<Kept> kept_;   // by slot
  size_t recorded_ = 0;      // slots filled by the recomputation that runs
  bool recording_ = false, finished_ = false;
};

}  // namespace tl::autograd

namespace tl::utils {

struct CheckpointOptions {
  /// Random numbers of the recomputation are those of forward (dropout masks): the default generator's state is kept and put back.
  bool preserve_rng_state = true;
};

namespace detail {
template <class T>
constexpr bool is_tensor = std::is_same_v<std::decay_t<T>, Tensor>;
/// An argument as it is kept until backward.
template <class T>
auto keep(const T& argument) {
  if constexpr (is_tensor<T>) return autograd::SavedTensor(argument, false);
  else return argument;
}
template <class T>
decltype(auto) give(const T& kept) {
  if constexpr (std::is_same_v<T, autograd::SavedTensor>) return kept.unpack("checkpoint", 0, nullptr);
  else return T(kept);
}
}  // namespace detail

/// function(arguments…) with the same results and gradients, but nothing inside it is kept for backward: backward runs the function once
/// more. It must do the same then: read nothing that changes in between, and mind that running statistics are updated twice. Any arguments
/// and any result; gradients flow to tensors among the arguments and to those that the function holds (parameters), also when no argument
/// requires one, under autograd::grad, with create_graph, and through checkpoints inside checkpoints. Arguments changed in place between
/// forward and backward are an error, as is a recomputation that saves other tensors than forward did. Without gradients it is a plain call.
/// With retain_graph the recomputed tensors stay until the graph is gone.
template <class F, class... Args>
auto checkpoint(const CheckpointOptions& options, F function, const Args&... arguments) {
  if (!GradMode::is_enabled()) return function(arguments...);
  auto kept = std::make_shared<std::tuple<decltype(detail::keep(arguments))...>>(detail::keep(arguments)...);
  auto shared = std::make_shared<F>(std::move(function));
  const auto frame = autograd::CheckpointFrame::make(
      [shared, kept] { std::apply([&](const auto&... each) { (void)(*shared)(detail::give(each)...); }, *kept); }, options.preserve_rng_state);
  autograd::CheckpointFrame::Running running(frame);
  auto result = (*shared)(arguments...);
  running.finish();
  return result;
}
template <class F, class... Args, class = std::enable_if_t<!std::is_same_v<std::decay_t<F>, CheckpointOptions>>>
auto checkpoint(F function, const Args&... arguments) { return checkpoint(CheckpointOptions(), std::move(function), arguments...); }

/// functions.back()(… functions[0](input)) in `segments` pieces of equal size (the last takes what is left), all but the last checkpointed.
/// Throws Error (value) unless 1 ≤ segments ≤ functions.size().
Tensor checkpoint_sequential(const std::vector<std::function<Tensor(Tensor)>>& functions, int64_t segments, const Tensor& input,
                             const CheckpointOptions& options = {});

}  // namespace tl::utils
