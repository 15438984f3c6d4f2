// SPDX-License-Identifier: Apache-2.0
#include "engine/core/pool.h"

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <omp.h>

#include "engine/core/error.h"
#include "engine/core/flush_denormal.h"
#include "engine/core/log.h"

namespace tl {
namespace {

thread_local bool inside = false;

inline void relax() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

/// What set_flush_denormal asked for; workers follow before their next job.
std::atomic<bool> flush_denormals{false};
void apply_flush_denormals(bool on) {
#if defined(__x86_64__)
  constexpr unsigned flush_to_zero = 0x8000, denormals_are_zero = 0x0040;
  const unsigned now = _mm_getcsr(), both = flush_to_zero | denormals_are_zero;
  const unsigned wanted = on ? now | both : now & ~both;
  if (wanted != now) _mm_setcsr(wanted);
#else
  (void)on;
#endif
}

/// TL_THREADS, else one per core.
int initial_threads() {
  const unsigned cores = std::thread::hardware_concurrency();
  const int fallback = cores ? static_cast<int>(cores) : 1;
  const char* wanted = std::getenv("TL_THREADS");
  if (!wanted || !*wanted) return fallback;
  char* end = nullptr;
  const long n = std::strtol(wanted, &end, 10);
  if (*end == '\0' && n >= 1 && n <= 1024) return static_cast<int>(n);
  logging::warning(str("TL_THREADS='", wanted, "' is no number from 1 to 1024: ", fallback, " threads are used"));
  return fallback;
}

/// One job at a time (a second caller waits). A job is published by raising `generation_`; parts are taken from a shared counter.
/// `busy_` counts the workers that have seen the job; it is finished when all parts are done and no worker still looks at it.
class Pool {
 public:
  ~Pool() { stop(); }
  void set_threads(int n) {
    std::lock_guard job(job_mutex_);
    if (n < 1) n = 1;
    if (n == threads_) return;
    stop();
    threads_ = n;
  }
  int threads() const { return threads_; }

  void run(int parts, const std::function<void(int)>& body) {
    std::unique_lock job(job_mutex_, std::try_to_lock);
    if (!job.owns_lock()) {  // another thread computes: do not wait for it, the cores are busy anyway
      serial(parts, body);
      return;
    }
    start();
    body_ = &body;
    parts_ = parts;
    next_.store(0, std::memory_order_relaxed);
    error_ = nullptr;
    {
      std::lock_guard lock(mutex_);
      pending_ = static_cast<int>(workers_.size());
      generation_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    work();
    for (int spin = 0; pending_.load(std::memory_order_acquire) > 0; ++spin) {
      if (spin < 4000) relax();
      else std::this_thread::yield();
    }
    if (error_) std::rethrow_exception(error_);
  }

  static void serial(int parts, const std::function<void(int)>& body) {
    for (int i = 0; i < parts; ++i) body(i);
  }

 private:
  void work() {
    inside = true;
    for (;;) {
      const int part = next_.fetch_add(1, std::memory_order_relaxed);
      if (part >= parts_) break;
      try {
        (*body_)(part);
      } catch (...) {
        std::lock_guard lock(mutex_);
        if (!error_) error_ = std::current_exception();
      }
    }
    inside = false;
  }
  void start() {
    while (static_cast<int>(workers_.size()) < threads_ - 1) {
      workers_.emplace_back([this, seen = generation_.load()]() mutable {
        omp_set_num_threads(1);  // libraries inside a worker must not open teams of their own
        for (;;) {
          int spin = 0;
          while (generation_.load(std::memory_order_acquire) == seen && spin < 3000) { ++spin; relax(); }
          if (generation_.load(std::memory_order_acquire) == seen) {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return generation_.load() != seen; });
          }
          seen = generation_.load(std::memory_order_acquire);
          if (quit_) return;
          apply_flush_denormals(flush_denormals.load(std::memory_order_relaxed));
          work();
          pending_.fetch_sub(1, std::memory_order_release);
        }
      });
    }
  }
  void stop() {
    {
      std::lock_guard lock(mutex_);
      quit_ = true;
      generation_.fetch_add(1);
    }
    wake_.notify_all();
    for (auto& t : workers_) t.join();
    workers_.clear();
    quit_ = false;
  }

  std::mutex job_mutex_, mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> workers_;
  std::atomic<uint64_t> generation_{0};
  std::atomic<int> pending_{0}, next_{0};
  std::atomic<bool> quit_{false};
  const std::function<void(int)>* body_ = nullptr;
  int parts_ = 0;
  std::atomic<int> threads_ = initial_threads();
  std::exception_ptr error_;
};
Pool& pool() {
  static Pool p;
  return p;
}
}  // namespace

int get_num_threads() { return pool().threads(); }
void set_num_threads(int n) { pool().set_threads(n); }
bool set_flush_denormal(bool on) {
#if defined(__x86_64__)
  flush_denormals.store(on, std::memory_order_relaxed);
  apply_flush_denormals(on);
  return true;
#else
  return !on;
#endif
}

void parallel_parts(int parts, const std::function<void(int)>& body) {
  if (parts <= 1 || inside || pool().threads() == 1) Pool::serial(parts, body);
  else pool().run(parts, body);
}

}  // namespace tl
