// SPDX-License-Identifier: Apache-2.0
#include "engine/nn/hooks.h"

#include "engine/autograd/autograd.h"
#include "engine/nn/module.h"
#include "engine/nn/module_hooks.h"

namespace tl::nn {
namespace {
using autograd::AutogradContext;
using autograd::variable_list;

/// The gradients of one call: those of the outputs come first.
struct BackwardCall {
  Module* module;
  ModuleHooks hooks;
  Value::List grad_output;
};
struct BackwardObject final : Object {
  explicit BackwardObject(std::shared_ptr<BackwardCall> c) : call(std::move(c)) {}
  std::string type_name() const override { return "backward hook"; }
  std::shared_ptr<BackwardCall> call;
};

/// Passes a tensor through, and its gradient to the hooks or to their memory. A node for each, so that neither is shared with forward.
struct InputGradient : autograd::Function<InputGradient> {
  static Tensor forward(AutogradContext* c, const Tensor& x, const std::shared_ptr<BackwardCall>& call) {
    c->saved_data["call"] = Value(ObjectPtr(std::make_shared<BackwardObject>(call)));
    return x.view(x.sizes());
  }
  static variable_list backward(AutogradContext* c, variable_list g) {
    auto& call = *static_cast<BackwardObject&>(*c->saved_data.at("call").to_object()).call;
    for (const auto& [id, hook] : call.hooks.backward) {
      const Value replaced = hook(*call.module, Value(Value::List{Value(g[0])}), Value(call.grad_output));
      if (replaced.is_tensor()) g[0] = replaced.to_tensor();
      else if (replaced.is_list() && !replaced.to_list().empty() && replaced.to_list()[0].is_tensor()) g[0] = replaced.to_list()[0].to_tensor();
    }
    return {g[0], Tensor()};
  }
};
struct OutputGradient : autograd::Function<OutputGradient> {
  static Tensor forward(AutogradContext* c, const Tensor& x, const std::shared_ptr<BackwardCall>& call, bool last) {
    c->saved_data["call"] = Value(ObjectPtr(std::make_shared<BackwardObject>(call)));
    c->saved_data["last"] = last;
    return x.view(x.sizes());
  }
  static variable_list backward(AutogradContext* c, variable_list g) {
    auto& call = *static_cast<BackwardObject&>(*c->saved_data.at("call").to_object()).call;
    call.grad_output = {Value(g[0])};
    // No input needs a gradient: this is the only place where backward passes.
    if (c->saved_data.at("last").to_bool())
      for (const auto& [id, hook] : call.hooks.backward) hook(*call.module, Value(Value::List{Value()}), Value(call.grad_output));
    return {g[0], Tensor(), Tensor()};
  }
};
}  // namespace

HookHandle::HookHandle(const std::shared_ptr<ModuleHooks>& hooks, int64_t id) : hooks_(hooks), id_(id) {}
void HookHandle::remove() {
  if (const auto hooks = hooks_.lock()) {
    hooks->before.erase(id_);
    hooks->after.erase(id_);
    hooks->backward.erase(id_);
  }
  hooks_.reset();
}

Value hook_value(const Tensor& t) { return t; }
Value hook_value(const std::vector<Tensor>& list) { return Value::List(list.begin(), list.end()); }

HookedCall::~HookedCall() = default;
Value HookedCall::input() const { return inputs_.size() == 1 ? inputs_[0] : Value(inputs_); }
HookedCall::HookedCall(Module& module, Value::List inputs, bool passes_inputs) : module_(module), hooks_(std::make_shared<ModuleHooks>(*module.hooks())), inputs_(std::move(inputs)) {
  for (const auto& [id, hook] : hooks_->before) {
    const Value replaced = hook(module_, input());
    if (replaced.is_none()) continue;
    if (replaced.is_list()) inputs_ = replaced.to_list();
    else inputs_ = {replaced};
  }
  if (hooks_->backward.empty() || !GradMode::is_enabled()) return;
  auto call = std::make_shared<BackwardCall>(BackwardCall{&module, *hooks_, {}});
  backward_ = call;
  if (!passes_inputs) return;
  for (Value& v : inputs_)
    if (v.is_tensor() && v.to_tensor().requires_grad()) {
      v = InputGradient::apply(v.to_tensor(), call);
      seen_ = true;
      break;
    }
}

Value HookedCall::finish(Value output) {
  for (const auto& [id, hook] : hooks_->after)
    if (Value replaced = hook(module_, input(), output); !replaced.is_none()) output = std::move(replaced);
  if (backward_ && output.is_tensor() && output.to_tensor().requires_grad()) {
    output = OutputGradient::apply(output.to_tensor(), std::static_pointer_cast<BackwardCall>(backward_), !seen_);
  }
  return output;
}

}  // namespace tl::nn
