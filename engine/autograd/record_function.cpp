// SPDX-License-Identifier: Apache-2.0
#include "engine/autograd/record_function.h"

#include <algorithm>
#include <exception>
#include <mutex>

#include "engine/core/error.h"
#include "engine/core/log.h"

namespace tl::autograd::profiler {
namespace {

struct Registered {
  CallbackHandle handle = 0;
  std::shared_ptr<const RecordFunctionCallback> callback;
  bool follows_global_rate = false;
};
using Callbacks = std::vector<Registered>;

struct Global {
  std::mutex mutex;
  std::shared_ptr<const Callbacks> callbacks = std::make_shared<Callbacks>();  // replaced, never changed: calls hold their own
  std::vector<CallbackHandle> pushed;
  std::atomic<CallbackHandle> next{1};
  std::atomic<double> rate{1.0};
};
Global& global() {
  static auto* g = new Global;  // never destroyed: threads may outlive main
  return *g;
}

struct Local {
  Callbacks callbacks;
  uint64_t random = 0, thread = 0;
  int depth = 0;
  bool inside = false;  // a callback runs: operators that it calls are its own business
  Local() {
    static std::atomic<uint64_t> threads{0};
    thread = ++threads;
    random = thread * 0x9E3779B97F4A7C15ull;
  }
  ~Local() { detail::active_callbacks -= static_cast<int>(callbacks.size()); }
  /// Uniform in [0, 1): splitmix64, apart from all generators of tensors.
  double draw() {
    uint64_t z = random += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
  }
};
thread_local Local local;

template <class F>
void guarded(F&& f) {
  const bool before = std::exchange(local.inside, true);
  try {
    f();
  } catch (const std::exception& e) {
    logging::warning(std::string("a callback around operators failed: ") + e.what());
  }
  local.inside = before;
}

CallbackHandle add_global(RecordFunctionCallback callback, bool follows_global_rate) {
  Global& g = global();
  const std::lock_guard lock(g.mutex);
  auto next = std::make_shared<Callbacks>(*g.callbacks);
  const CallbackHandle handle = g.next++;
  next->push_back({handle, std::make_shared<const RecordFunctionCallback>(std::move(callback)), follows_global_rate});
  g.callbacks = std::move(next);
  ++detail::active_callbacks;
  return handle;
}
}  // namespace

const char* scope_name(RecordScope scope) {
  return scope == RecordScope::function ? "function" : scope == RecordScope::backward_function ? "backward" : "scope";
}

struct RecordFunction::Running {
  struct One {
    std::shared_ptr<const RecordFunctionCallback> callback;
    std::unique_ptr<ObserverContext> context;
  };
  std::vector<One> all;
};

RecordFunction::RecordFunction(RecordScope scope, std::string name, ArrayRef<Tensor> inputs, uint64_t sequence_nr)
    : name_(std::move(name)), scope_(scope), inputs_(inputs), sequence_nr_(sequence_nr), thread_(local.thread), depth_(local.depth++) {
  if (local.inside) return;
  std::shared_ptr<const Callbacks> everywhere;
  {
    Global& g = global();
    const std::lock_guard lock(g.mutex);
    everywhere = g.callbacks;
  }
  auto running = std::make_unique<Running>();
  bool needs_inputs = false;
  const auto choose = [&](const Registered& r) {
    const RecordFunctionCallback& c = *r.callback;
    if (!c.scopes.empty() && std::find(c.scopes.begin(), c.scopes.end(), scope_) == c.scopes.end()) return;
    const double rate = r.follows_global_rate ? global().rate.load(std::memory_order_relaxed) : c.sampling_probability;
    if (rate < 1 && local.draw() >= rate) return;
    running->all.push_back({r.callback, nullptr});
    needs_inputs |= c.needs_inputs;
  };
  for (const Registered& r : *everywhere) choose(r);
  for (const Registered& r : local.callbacks) choose(r);
  if (!needs_inputs) inputs_ = {};
  for (Running::One& one : running->all)
    if (one.callback->start) guarded([&] { one.context = one.callback->start(*this); });
  if (!running->all.empty()) running_ = std::move(running);
}

RecordFunction::~RecordFunction() {
  --local.depth;
  if (!running_) return;
  for (auto one = running_->all.rbegin(); one != running_->all.rend(); ++one)
    if (one->callback->end) guarded([&] { one->callback->end(*this, one->context.get()); });
}

CallbackHandle addGlobalCallback(RecordFunctionCallback callback) { return add_global(std::move(callback), false); }

CallbackHandle addThreadLocalCallback(RecordFunctionCallback callback) {
  const CallbackHandle handle = global().next++;
  local.callbacks.push_back({handle, std::make_shared<const RecordFunctionCallback>(std::move(callback))});
  ++detail::active_callbacks;
  return handle;
}

void removeCallback(CallbackHandle handle) {
  const auto is_it = [&](const Registered& r) { return r.handle == handle; };
  if (const size_t gone = std::erase_if(local.callbacks, is_it)) {
    detail::active_callbacks -= static_cast<int>(gone);
    return;
  }
  Global& g = global();
  const std::lock_guard lock(g.mutex);
  auto next = std::make_shared<Callbacks>(*g.callbacks);
  detail::active_callbacks -= static_cast<int>(std::erase_if(*next, is_it));
  g.callbacks = std::move(next);
}

void clearCallbacks() {
  detail::active_callbacks -= static_cast<int>(local.callbacks.size());
  local.callbacks.clear();
  Global& g = global();
  const std::lock_guard lock(g.mutex);
  detail::active_callbacks -= static_cast<int>(g.callbacks->size());
  g.callbacks = std::make_shared<Callbacks>();
  g.pushed.clear();
}

bool hasCallbacks() {
  Global& g = global();
  const std::lock_guard lock(g.mutex);
  return !local.callbacks.empty() || !g.callbacks->empty();
}

void pushCallback(std::function<void(const RecordFunction&)> start, std::function<void(const RecordFunction&)> end, bool needs_inputs, bool sampled) {
  RecordFunctionCallback c;
  if (start)
    c.start = [start = std::move(start)](const RecordFunction& f) -> std::unique_ptr<ObserverContext> {
      start(f);
      return nullptr;
    };
  if (end) c.end = [end = std::move(end)](const RecordFunction& f, ObserverContext*) { end(f); };
  c.needs_inputs = needs_inputs;
  const CallbackHandle handle = add_global(std::move(c), sampled);
  const std::lock_guard lock(global().mutex);
  global().pushed.push_back(handle);
}

void popCallback() {
  CallbackHandle last;
  {
    Global& g = global();
    const std::lock_guard lock(g.mutex);
    TL_CHECK(!g.pushed.empty(), state, "popCallback", "no callback was pushed");
    last = g.pushed.back();
    g.pushed.pop_back();
  }
  removeCallback(last);
}

void setSamplingProbability(double probability) {
  TL_CHECK(probability >= 0 && probability <= 1, value, "setSamplingProbability", "expected a probability in [0, 1], but got ", probability);
  global().rate = probability;
}
double getSamplingProbability() { return global().rate; }

}  // namespace tl::autograd::profiler
