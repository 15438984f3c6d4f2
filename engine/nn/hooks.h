// SPDX-License-Identifier: Apache-2.0
// Functions that run around a module's forward and backward.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/core/value.h"

namespace tl::nn {

class Module;
using ForwardPreHook = std::function<Value(Module&, const Value& input)>;
using ForwardHook = std::function<Value(Module&, const Value& input, const Value& output)>;
using BackwardHook = std::function<Value(Module&, const Value& grad_input, const Value& grad_output)>;

/// All hooks of one module (module_hooks.h).
struct ModuleHooks;

/// Takes one hook away again; does nothing when it or its module is gone.
class HookHandle {
 public:
  HookHandle() = default;
  HookHandle(const std::shared_ptr<ModuleHooks>& hooks, int64_t id);
  void remove();

 private:
  std::weak_ptr<ModuleHooks> hooks_;
  int64_t id_ = 0;
};

/// One call of a module that has hooks: the constructor runs the pre-hooks, `finish` those after forward.
class HookedCall {
 public:
  /// `passes_inputs`: forward is called with what `inputs` then holds, so that backward hooks can see the gradient of the first tensor.
  HookedCall(Module& module, Value::List inputs, bool passes_inputs);
  HookedCall(const HookedCall&) = delete;
  HookedCall& operator=(const HookedCall&) = delete;
  ~HookedCall();
  const Value::List& inputs() const { return inputs_; }
  Value finish(Value output);

 private:
  Value input() const;
  Module& module_;
  std::shared_ptr<const ModuleHooks> hooks_;  ///< a copy: a hook may take itself away while it runs
  Value::List inputs_;
  std::shared_ptr<void> backward_;
  bool seen_ = false;  ///< the gradient of an input passes the hooks
};

Value hook_value(const Tensor& t);
Value hook_value(const std::vector<Tensor>& list);
template <class... T>
Value hook_value(const std::tuple<T...>& tuple);
template <class T>
Value hook_value(const T&);
template <class T>
Value hook_value(const std::optional<T>& v) { return v ? hook_value(*v) : Value(); }
template <class T>
Value hook_value(const T&) { return {}; }
template <class... T>
Value hook_value(const std::tuple<T...>& tuple) {
  return std::apply([](const auto&... v) { return Value(Value::List{hook_value(v)...}); }, tuple);
}

}  // namespace tl::nn
