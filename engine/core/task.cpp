// SPDX-License-Identifier: Apache-2.0
#include "engine/core/task.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/core/api_usage.h"
#include "engine/core/error.h"

namespace tl {
namespace detail {

class TaskState {
 public:
  explicit TaskState(std::function<void()> body) : body_(std::move(body)), grad_(GradMode::is_enabled()), info_(getThreadLocalDebugInfo()) {}

  /// Runs the body unless somebody else has begun it.
  void run() {
    {
      const std::lock_guard lock(mutex_);
      if (begun_) return;
      begun_ = true;
    }
    std::exception_ptr error;
    try {
      const AutoGradMode mode(grad_);
      const DebugInfoGuard info(info_);
      body_();
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    error_ = error;
    done_ = true;
    finished_.notify_all();
  }
  void finish() {
    run();
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return done_; });
    if (error_) std::rethrow_exception(error_);
  }
  bool done() const {
    const std::lock_guard lock(mutex_);
    return done_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable finished_;
  std::function<void()> body_;
  bool begun_ = false, done_ = false, grad_;
  std::shared_ptr<DebugInfoBase> info_;
  std::exception_ptr error_;
};

namespace {
class InteropPool {
 public:
  ~InteropPool() {
    {
      const std::lock_guard lock(mutex_);
      quit_ = true;
    }
    wake_.notify_all();
    for (std::thread& t : threads_) t.join();
  }
  void submit(std::shared_ptr<TaskState> task) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(task));
      if (idle_ < static_cast<int>(queue_.size()) && static_cast<int>(threads_.size()) < size_) threads_.emplace_back([this] { serve(); });
      started_ = true;
    }
    wake_.notify_one();
  }
  int size() {
    const std::lock_guard lock(mutex_);
    return size_;
  }
  void resize(int n) {
    TL_CHECK(n > 0, value, "set_num_interop_threads", "expected a positive number, but got ", n);
    const std::lock_guard lock(mutex_);
    TL_CHECK(!started_ && !set_, state, "set_num_interop_threads",
             "the number of interop threads can be set once and before the first task was forked");
    set_ = true;
    size_ = n;
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      ++idle_;
      wake_.wait(lock, [&] { return quit_ || !queue_.empty(); });
      --idle_;
      if (quit_) return;
      const std::shared_ptr<TaskState> task = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      task->run();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<TaskState>> queue_;
  std::vector<std::thread> threads_;
  int size_ = std::thread::hardware_concurrency() ? static_cast<int>(std::thread::hardware_concurrency()) : 1, idle_ = 0;
  bool quit_ = false, started_ = false, set_ = false;
};
InteropPool& interop() {
  static InteropPool p;
  return p;
}
}  // namespace

std::shared_ptr<TaskState> start_task(std::function<void()> body) {
  auto task = std::make_shared<TaskState>(std::move(body));
  interop().submit(task);
  return task;
}
void finish_task(TaskState& task) { task.finish(); }
void no_task() { TL_THROW(state, "wait", "this future belongs to no task; fork returns one that does"); }
bool task_done(const TaskState& task) { return task.done(); }
}  // namespace detail

int get_num_interop_threads() { return detail::interop().size(); }
void set_num_interop_threads(int n) { detail::interop().resize(n); }

}  // namespace tl
