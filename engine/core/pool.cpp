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
#include "engine/core/log.h"
#include "engine/core/rehearsal.h"
#include "engine/core/task.h"

namespace tl {
namespace {

thread_local bool inside = false;

inline void relax() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

constexpr const char* thread_variables[] = {"TL_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"};  // the first that is set decides

int cores() {
  const unsigned n = std::thread::hardware_concurrency();
  return n ? static_cast<int>(n) : 1;
}

int initial_threads() {
  for (const char* name : thread_variables) {
    const char* wanted = std::getenv(name);
    if (!wanted || !*wanted) continue;
    char* end = nullptr;
    const long n = std::strtol(wanted, &end, 10);
    // OMP_NUM_THREADS may be a list, one number a level of nesting: the first is the outermost.
    if (end != wanted && (*end == '\0' || *end == ',') && n >= 1 && n <= 1024) return static_cast<int>(n);
    logging::warning(str(name, "='", wanted, "' is no number from 1 to 1024: it is ignored"));
  }
  return cores();
}

#if defined(__x86_64__)
constexpr unsigned denormals_are_zero = 0x8040;  // flush results (bit 15) and operands (bit 6)
bool flushing() { return (_mm_getcsr() & denormals_are_zero) == denormals_are_zero; }
void flush(bool on) { _mm_setcsr(on ? _mm_getcsr() | denormals_are_zero : _mm_getcsr() & ~denormals_are_zero); }
#else
bool flushing() { return false; }
void flush(bool) {}
#endif

/// One job at a time (a second caller waits). A job is published by raising `generation_`; parts are taken from a shared counter.
/// `busy_` counts the workers that have seen the job; it is finished when all parts are done and no worker still looks at it.
class Pool {
 public:
  ~Pool() { stop(); }
  void set_threads(int n) {
    std::lock_guard job(job_mutex_);
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
    flush_ = flushing();
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
          if (flushing() != flush_) flush(flush_);
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
  bool flush_ = false;  // as on the thread that has the job done
  std::atomic<int> threads_ = initial_threads();
  std::exception_ptr error_;
};
Pool& pool() {
  static Pool p;
  return p;
}
}  // namespace

int get_num_threads() { return pool().threads(); }
void set_num_threads(int n) {
  constexpr int most = 1024;
  TL_CHECK(n >= 1 && n <= most, value, "set_num_threads", "expected a number from 1 to ", most, ", but got ", n);
  pool().set_threads(n);
}

bool set_flush_denormal(bool on) {
#if defined(__x86_64__)
  flush(on);
  return true;
#else
  return !on;
#endif
}

std::string parallel_info() {
  std::string out = str("Tensorloom's pool: ", get_num_threads(), " compute threads of ", cores(), " cores, ", get_num_interop_threads(),
                        " threads for forked tasks\n");
  for (const char* name : thread_variables) {
    const char* value = std::getenv(name);
    out += str("  ", name, "=", value && *value ? value : "(not set)", "\n");
  }
  return out + "Libraries run with one thread inside a part of the pool's work; results do not depend on the number of threads.\n";
}

void parallel_parts(int parts, const std::function<void(int)>& body) {
  if (Rehearsal::current()) [[unlikely]] return;  // nothing is computed
  if (parts <= 1 || inside || pool().threads() == 1) Pool::serial(parts, body);
  else pool().run(parts, body);
}

}  // namespace tl
