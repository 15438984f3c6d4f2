// SPDX-License-Identifier: Apache-2.0
// Invariant: a point is in the overflow list, in the ring, in `pending_` or in the file, in this order of age; it leaves one place only
// after it has reached the next. `written_` counts those in the file.
#include "engine/train/recorder.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/train/spsc_ring.h"

namespace tl::train {
using runs::Record;

struct Recorder::Impl {
  runs::RunWriter writer;  // guarded by writer_mutex
  std::mutex writer_mutex;
  SpscRing<Record> ring{65536};
  std::deque<Record> overflow;  // the producer's own
  uint64_t pushed = 0;          // the producer's own
  std::atomic<bool> failing{false};
  mutable std::mutex mutex;  // guards what follows
  std::condition_variable wake, progress;
  std::optional<Error> error;
  uint64_t written = 0, durable = 0, flush_wanted = 0;
  bool stop = false, retry = false;
  std::vector<Record> pending;  // the thread's own: taken from the ring, not yet in the file
  std::thread thread;

  explicit Impl(const std::filesystem::path& dir) : writer(dir) {}

  bool offer() {
    while (!overflow.empty()) {
      if (!ring.push(overflow.front())) return false;
      overflow.pop_front();
    }
    return true;
  }

  /// One round: everything in the ring goes to the file. Returns false when the disk refused.
  bool write_round(bool flush) {
    std::vector<Record> block(4096);
    for (size_t n; (n = ring.pop(block.data(), block.size())) > 0;)
      pending.insert(pending.end(), block.begin(), block.begin() + static_cast<long>(n));
    size_t count = pending.size();
    try {
      const std::lock_guard lock(writer_mutex);
      if (count) writer.append(pending.data(), count);
      pending.clear();
      if (flush) writer.flush();
    } catch (const Error& e) {
      const std::lock_guard lock(mutex);
      if (pending.empty()) written += count;
      error = e;
      failing = true;
      retry = false;
      progress.notify_all();
      return false;
    }
    const std::lock_guard lock(mutex);
    written += count;
    if (flush) durable = written;
    error.reset();
    failing = retry = false;
    progress.notify_all();
    return true;
  }

  void run() {
    for (;;) {
      bool flush = false, last = false;
      {
        std::unique_lock lock(mutex);
        wake.wait_for(lock, std::chrono::milliseconds(20), [&] { return stop || retry || (flush_wanted > durable && !error); });
        if (error && !retry && !stop) continue;
        last = stop;
        flush = flush_wanted > durable || last;
      }
      write_round(flush);
      if (last) return;
    }
  }
};

Recorder::Recorder(const std::filesystem::path& run_dir, std::optional<ResumeAt> resume) : impl_(std::make_unique<Impl>(run_dir)) {
  if (resume) impl_->writer.truncate_after(resume->step, resume->epoch);
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

Recorder::~Recorder() {
  for (int i = 0; i < 100 && !impl_->offer() && !impl_->failing; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stop = true;
  }
  impl_->wake.notify_all();
  impl_->thread.join();
}

uint32_t Recorder::series(const std::string& name) {
  const std::lock_guard lock(impl_->writer_mutex);
  return impl_->writer.series(name);
}

void Recorder::push(const Record& record) {
  ++impl_->pushed;
  impl_->overflow.push_back(record);
  while (!impl_->offer() && !impl_->failing) {  // the disk is slower than training: only then training waits
    impl_->wake.notify_all();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

std::optional<Error> Recorder::error() const {
  if (!impl_->failing) return {};
  const std::lock_guard lock(impl_->mutex);
  return impl_->error;
}

bool Recorder::retry(double seconds) {
  std::unique_lock lock(impl_->mutex);
  if (!impl_->error) return true;
  impl_->retry = true;
  impl_->wake.notify_all();
  impl_->progress.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return !impl_->retry; });
  return !impl_->error;
}

bool Recorder::drain(double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  for (;;) {
    const bool offered = impl_->offer();
    std::unique_lock lock(impl_->mutex);
    impl_->flush_wanted = impl_->pushed;
    impl_->wake.notify_all();
    const auto done = [&] { return impl_->error || impl_->durable >= impl_->pushed; };
    if (offered) {
      impl_->progress.wait_until(lock, until, done);
      return !impl_->error && impl_->durable >= impl_->pushed;
    }
    if (impl_->error || std::chrono::steady_clock::now() >= until) return false;
    lock.unlock();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace tl::train
