// SPDX-License-Identifier: Apache-2.0
// Batches have numbers. Workers take the lowest number nobody has taken, as long as it is less than `prefetch` ahead of the consumer, and
// put the result under its number; the consumer takes number by number. `generation` rises at each start and at shutdown: results of an
// older one are dropped, and a worker looks at it between samples, so that stopping does not wait for a whole batch.
#include "engine/data/loader.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "engine/core/error.h"

namespace tl::data {
namespace {
struct Abandoned {};

/// Passes samples on until its loader has moved to another epoch.
class Guarded final : public Source {
 public:
  Guarded(const Source& source, const std::atomic<uint64_t>& now, uint64_t generation)
      : source_(source), now_(now), generation_(generation) {}
  int64_t size() const override { return source_.size(); }
  const std::vector<FieldSpec>& fields() const override { return source_.fields(); }
  Sample get(int64_t index) const override {
    if (now_.load(std::memory_order_relaxed) != generation_) throw Abandoned{};
    return source_.get(index);
  }

 private:
  const Source& source_;
  const std::atomic<uint64_t>& now_;
  uint64_t generation_;
};

double seconds_since(std::chrono::steady_clock::time_point t) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}
}  // namespace

struct Loader::Impl {
  struct Result {
    std::optional<Batch> batch;
    std::exception_ptr error;
  };
  const DataPlan plan;
  const LoaderOptions options;
  std::atomic<uint64_t> generation{0};
  std::mutex mutex;  // guards what follows
  std::condition_variable work, ready;
  bool stop = false;
  int64_t epoch = 0, taken = 0, consumed = 0, end = 0;
  std::shared_ptr<const std::vector<int64_t>> order;
  std::map<int64_t, Result> results;
  std::vector<std::thread> threads;
  double waited = 0;  // the consumer's own

  Impl(DataPlan p, LoaderOptions o) : plan(std::move(p)), options(o) {}

  int64_t batches() const {
    const int64_t n = plan.source->size(), b = plan.batch_size;
    return plan.drop_last ? n / b : (n + b - 1) / b;
  }
  Batch make(int64_t number, int64_t in_epoch, const std::vector<int64_t>& sequence, uint64_t born) const {
    const int64_t from = number * plan.batch_size, to = std::min<int64_t>(from + plan.batch_size, static_cast<int64_t>(sequence.size()));
    DataPlan guarded = plan;
    guarded.source = std::make_shared<Guarded>(*plan.source, generation, born);
    Batch batch = make_batch(guarded, {sequence.begin() + from, sequence.begin() + to}, options.seed, in_epoch, options.training);
    batch.position = from;
    return batch;
  }
  void run() {
    std::unique_lock lock(mutex);
    for (;;) {
      work.wait(lock, [&] { return stop || (taken < end && taken < consumed + options.prefetch); });
      if (stop) return;
      const int64_t number = taken++, in_epoch = epoch;
      const uint64_t born = generation.load(std::memory_order_relaxed);
      const auto sequence = order;
      lock.unlock();
      Result result;
      try {
        result.batch = make(number, in_epoch, *sequence, born);
      } catch (const Abandoned&) {
      } catch (...) {
        result.error = std::current_exception();
      }
      lock.lock();
      if (born == generation.load(std::memory_order_relaxed)) {
        results[number] = std::move(result);
        ready.notify_one();
      } else {
        // Freeing tensors needs no lock, and the consumer may be waiting for it.
        lock.unlock();
        result = {};
        lock.lock();
      }
    }
  }
};

Loader::Loader(DataPlan plan, LoaderOptions options) {
  const auto slots = infer_slots(plan);
  TL_CHECK(plan.batch_size > 0, value, "load data", "the batch size must be at least 1, got ", plan.batch_size);
  for (const auto& field : plan.batch)
    TL_CHECK(field.slot >= 0 && field.slot < plan.slot_count, value, "load data", "the batch field '", field.name, "' names slot ",
             field.slot, " of ", plan.slot_count);
  options.prefetch = std::max(1, options.prefetch);
  impl_ = std::make_unique<Impl>(std::move(plan), options);
  for (int i = 0; i < options.workers; ++i) impl_->threads.emplace_back([impl = impl_.get()] { impl->run(); });
}

Loader::~Loader() {
  if (!impl_) return;
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stop = true;
    ++impl_->generation;
  }
  impl_->work.notify_all();
  for (auto& t : impl_->threads) t.join();
}

void Loader::start(int64_t epoch, int64_t position) {
  TL_CHECK(position >= 0 && position % impl_->plan.batch_size == 0, value, "load data",
           "an epoch is entered at a multiple of the batch size ", impl_->plan.batch_size, ", not at ", position);
  auto order = std::make_shared<const std::vector<int64_t>>(
      epoch_order(impl_->plan.source->size(), impl_->plan.shuffle && impl_->options.training, impl_->options.seed, epoch));
  std::map<int64_t, Impl::Result> dropped;
  {
    const std::lock_guard lock(impl_->mutex);
    ++impl_->generation;
    impl_->epoch = epoch;
    impl_->order = std::move(order);
    impl_->taken = impl_->consumed = position / impl_->plan.batch_size;
    impl_->end = impl_->batches();
    dropped.swap(impl_->results);
  }
  impl_->work.notify_all();
}

std::optional<Batch> Loader::next() {
  const auto begin = std::chrono::steady_clock::now();
  Impl& m = *impl_;
  Impl::Result result;
  std::unique_lock lock(m.mutex);
  if (m.consumed >= m.end) return {};
  if (m.threads.empty()) {
    const int64_t number = m.consumed++;
    lock.unlock();
    result.batch = m.make(number, m.epoch, *m.order, m.generation);
  } else {
    while (!m.ready.wait_for(lock, std::chrono::milliseconds(50), [&] { return m.results.count(m.consumed) > 0; }))
      if (m.options.interrupted && m.options.interrupted())
        throw Error(ErrorCategory::interrupted, "load data", "waiting for the next batch was broken off");
    auto node = m.results.extract(m.consumed++);
    lock.unlock();
    m.work.notify_one();
    result = std::move(node.mapped());
  }
  m.waited += seconds_since(begin);
  if (result.error) std::rethrow_exception(result.error);
  return std::move(result.batch);
}

int64_t Loader::batches_per_epoch() const { return impl_->batches(); }
int64_t Loader::samples_per_epoch() const {
  const int64_t n = impl_->plan.source->size();
  return impl_->plan.drop_last ? n / impl_->plan.batch_size * impl_->plan.batch_size : n;
}
double Loader::wait_seconds() const { return impl_->waited; }

}  // namespace tl::data
