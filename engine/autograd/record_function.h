// SPDX-License-Identifier: Apache-2.0
// Callbacks around every operator and every step of backward: the profiler's eyes, and those of whoever watches many processes. While no
// callback is set an operator pays for one relaxed load.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/array_ref.h"
#include "engine/core/tensor.h"

namespace tl::autograd::profiler {

enum class RecordScope : uint8_t { function, backward_function, user_scope };
const char* scope_name(RecordScope scope);

/// One call while it runs. Calls nest; a composite operator holds those that it calls.
class RecordFunction {
 public:
  RecordFunction(RecordScope scope, std::string name, ArrayRef<Tensor> inputs = {}, uint64_t sequence_nr = 0);
  ~RecordFunction();
  RecordFunction(const RecordFunction&) = delete;
  RecordFunction& operator=(const RecordFunction&) = delete;
  const std::string& name() const { return name_; }   ///< "mul", "add_", "mul_backward"
  RecordScope scope() const { return scope_; }
  /// The tensors of the call (undefined where an optional one is absent); empty unless a callback of this call asked for inputs.
  ArrayRef<Tensor> inputs() const { return inputs_; }
  /// Forward: the number that the backward node of this call gets if one is made. Backward: the number of the node that runs.
  uint64_t seqNr() const { return sequence_nr_; }
  uint64_t threadId() const { return thread_; }        ///< small numbers in order of appearance
  int depth() const { return depth_; }                 ///< how many recorded calls are around this one

 private:
  struct Running;
  std::string name_;
  RecordScope scope_;
  ArrayRef<Tensor> inputs_;
  uint64_t sequence_nr_, thread_;
  int depth_;
  std::unique_ptr<Running> running_;  // callbacks that saw the start and want the end
};

/// Kept by a callback between start and end.
struct ObserverContext {
  virtual ~ObserverContext() = default;
};

/// Both functions run on the thread of the call and must not throw; what they throw is logged and dropped. They may call operators, which
/// are not recorded then.
struct RecordFunctionCallback {
  std::function<std::unique_ptr<ObserverContext>(const RecordFunction&)> start;
  std::function<void(const RecordFunction&, ObserverContext*)> end;
  bool needs_inputs = false;
  double sampling_probability = 1.0;     ///< of each call, drawn apart from the generators of tensors
  std::vector<RecordScope> scopes = {};  ///< empty: all
};

using CallbackHandle = uint64_t;
/// From the next call on, on every thread. Thread-safe.
CallbackHandle addGlobalCallback(RecordFunctionCallback callback);
/// On this thread only.
CallbackHandle addThreadLocalCallback(RecordFunctionCallback callback);
/// A call that has begun still ends with its callbacks. Unknown handles are ignored.
void removeCallback(CallbackHandle handle);
/// All of this thread and all global ones.
void clearCallbacks();
bool hasCallbacks();

/// The forms of the manual: a stack of global callbacks; `sampled` ones see a part of the calls, as setSamplingProbability says.
void pushCallback(std::function<void(const RecordFunction&)> start, std::function<void(const RecordFunction&)> end = {}, bool needs_inputs = false,
                  bool sampled = false);
void popCallback();
/// Of callbacks pushed as `sampled`, at any time. In [0, 1]; throws ValueError otherwise.
void setSamplingProbability(double probability);
double getSamplingProbability();

namespace detail {
inline std::atomic<int> active_callbacks{0};
}
inline bool recording() { return detail::active_callbacks.load(std::memory_order_relaxed) != 0; }

/// Records the scope that it lives in, when anybody listens.
class RecordGuard {
 public:
  RecordGuard() = default;
  explicit RecordGuard(const char* user_scope) {
    if (recording()) record_.emplace(RecordScope::user_scope, user_scope);
  }
  template <class... Args>
  void begin(Args&&... args) { record_.emplace(std::forward<Args>(args)...); }

 private:
  std::optional<RecordFunction> record_;
};

}  // namespace tl::autograd::profiler

namespace tl {
using autograd::profiler::addGlobalCallback;
using autograd::profiler::addThreadLocalCallback;
using autograd::profiler::CallbackHandle;
using autograd::profiler::clearCallbacks;
using autograd::profiler::hasCallbacks;
using autograd::profiler::ObserverContext;
using autograd::profiler::RecordFunction;
using autograd::profiler::RecordFunctionCallback;
using autograd::profiler::RecordScope;
using autograd::profiler::removeCallback;
}  // namespace tl
/// Names the rest of the enclosing block in a profile.
#define TL_RECORD_SCOPE(name) const ::tl::autograd::profiler::RecordGuard tl_record_scope_(name)
