// SPDX-License-Identifier: Apache-2.0
// Independent pieces of a forward pass side by side: fork one, go on, wait for its result. Where the manual has jit._fork and jit._wait.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace tl {

/// Threads that run forked tasks, apart from the compute threads. Default: the number of cores. It can be set once, before the first task: later
/// it throws.
int get_num_interop_threads();
void set_num_interop_threads(int n);

namespace detail {
/// A task is run by a thread of the pool, or by the first that waits for it, whichever comes first: waiting inside a task cannot lock up.
class TaskState;
std::shared_ptr<TaskState> start_task(std::function<void()> body);
/// Returns when the body has run; rethrows what it threw.
void finish_task(TaskState& task);
bool task_done(const TaskState& task);
[[noreturn]] void no_task();
}  // namespace detail

/// The result of a forked task. Copies share it. Thread-safe.
template <class T>
class Future {
 public:
  Future() = default;
  bool valid() const { return task_ != nullptr; }
  bool completed() const { return task_ && detail::task_done(*task_); }
  /// The result; an exception of the task is thrown here, each time. Throws Error (state) when there is no task.
  const T& wait() const {
    if (!task_) detail::no_task();
    detail::finish_task(*task_);
    return **result_;
  }
  const T& value() const { return wait(); }

 private:
  template <class F>
  friend auto fork(F&& body);
  std::shared_ptr<detail::TaskState> task_;
  std::shared_ptr<std::optional<T>> result_;
};

/// Runs body() on another thread, with this thread's grad mode and debug information. The body keeps what it captured until the last copy of
/// the future is gone.
template <class F>
auto fork(F&& body) {
  using T = std::decay_t<std::invoke_result_t<F>>;
  static_assert(!std::is_void_v<T>, "a forked task returns something to wait for");
  Future<T> f;
  f.result_ = std::make_shared<std::optional<T>>();
  f.task_ = detail::start_task([result = f.result_, body = std::forward<F>(body)]() mutable { result->emplace(body()); });
  return f;
}
template <class T>
const T& wait(const Future<T>& future) {
  return future.wait();
}

}  // namespace tl
