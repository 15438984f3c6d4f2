// SPDX-License-Identifier: Apache-2.0
// Custom functions.
#include <cxxabi.h>

#include <cmath>
#include <cstdlib>

#include "engine/autograd/anomaly.h"
#include "engine/autograd/autograd.h"
#include "engine/autograd/gradient_state.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::autograd {

AutogradContext::AutogradContext() = default;
AutogradContext::~AutogradContext() = default;
void AutogradContext::save_for_backward(variable_list to_save) { to_save_ = std::move(to_save); }
void AutogradContext::mark_dirty(const variable_list& inputs) { dirty_ = inputs; }
void AutogradContext::mark_non_differentiable(const variable_list& outputs) { non_differentiable_ = outputs; }

std::string demangled_name(const char* mangled) {
  int status = 0;
  char* text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
  std::string out = status == 0 && text ? text : mangled;
  std::free(text);
  return out;
}

FunctionNode::FunctionNode(const std::type_info& function, Backward backward_) : function_name(demangled_name(function.name())), backward(backward_) {
  context.node_ = this;
}
FunctionNode::~FunctionNode() = default;
std::shared_ptr<FunctionNode> FunctionNode::begin(const std::type_info& function, Backward backward) {
  return std::make_shared<FunctionNode>(function, backward);
}
std::string FunctionNode::name() const { return function_name; }

void FunctionNode::see(const Tensor& argument) {
  tensor_positions.push_back(arguments++);
  tensors.push_back(argument);
  context.needs_.push_back(GradMode::is_enabled() && argument.defined() && argument.requires_grad());
}

Tensor FunctionNode::finish(Tensor output) { return finish(variable_list{std::move(output)})[0]; }
variable_list FunctionNode::finish(variable_list outputs) {
  const variable_list inputs_ = std::move(tensors);
  tensors.clear();
  if (AnomalyMode::is_enabled()) [[unlikely]] remember_forward(*this, function_name, inputs_);
  bool any = false;
  next_edges.resize(inputs_.size());
  for (size_t i = 0; i < inputs_.size(); ++i)
    if (context.needs_[i]) {
      next_edges[i] = gradient_edge(inputs_[i]);
      any = true;
    }
  const auto is_in = [](const variable_list& list, const Tensor& t) {
    for (const Tensor& x : list)
      if (x.is_same(t)) return true;
    return false;
  };
  for (const Tensor& t : context.dirty_) {
    TL_CHECK(t.defined(), value, function_name, "mark_dirty was given an undefined tensor");
    t.storage()->bump_version();
  }
  // The rules of every in-place operation: a leaf would lose its place at the end of the graph.
  for (const Tensor& t : context.dirty_) check_inplace(t, function_name.c_str());
  for (size_t i = 0; i < outputs.size(); ++i) {
    Tensor& t = outputs[i];
    // An input handed through unchanged becomes a tensor of its own, so that its history can differ.
    if (is_in(inputs_, t) && !is_in(context.dirty_, t)) t = t.data();
    inputs.push_back(t.defined() ? InputMetadata{t.unsafe_impl()->sizes, t.dtype()} : InputMetadata{});
    if (!any || !t.defined() || !t.is_floating_point() || is_in(context.non_differentiable_, t)) continue;
    if (is_in(context.dirty_, t) && t.is_view()) {  // what it is a view of has changed too
      TL_CHECK(outputs.size() == 1 && inputs_[0].is_same(t), not_implemented, function_name,
               "a view that is marked dirty must be the first tensor of a function with one result; work on a clone");
      rebase_history(t, shared_from_this());
    } else {
      set_history(t, shared_from_this(), static_cast<uint32_t>(i));
    }
  }
  if (any)
    for (const Tensor& t : context.to_save_) context.saved_.emplace_back(t, is_in(outputs, t));
  context.to_save_.clear();
  // Results among them own this node: kept any longer, it would own itself.
  context.dirty_.clear();
  context.non_differentiable_.clear();
  return outputs;
}

variable_list AutogradContext::get_saved_variables() const {
  TL_CHECK(!released_, state, "get_saved_variables", "backward through this graph a second time: its saved tensors were freed; use retain_graph=true");
  variable_list out;
  for (size_t i = 0; i < saved_.size(); ++i)
    out.push_back(saved_[i].unpack("custom function", i, node_ ? node_->shared_from_this() : nullptr));
  return out;
}

void FunctionNode::release_variables() {
  if (!context.saved_.empty()) context.released_ = true;
  context.saved_.clear();
}

variable_list FunctionNode::apply(variable_list&& grads) {
  if (context.materialize_grads_) {
    Device device;  // where the other gradients are
    for (const Tensor& g : grads)
      if (g.defined()) device = g.device();
    for (size_t i = 0; i < inputs.size() && i < grads.size(); ++i)
      if (!grads[i].defined()) grads[i] = zeros(inputs[i].sizes, TensorOptions(inputs[i].dtype).device(device));
  }
  variable_list out = backward(&context, std::move(grads));
  // Whoever receives a gradient counts on its shape and type.
  const auto fitted = [&](variable_list gradients) {
    for (size_t i = 0; i < gradients.size() && i < next_edges.size(); ++i) {
      const Edge& e = next_edges[i];
      if (e.function && gradients[i].defined() && e.input_nr < e.function->inputs.size())
        gradients[i] = fitted_gradient(std::move(gradients[i]), e.function->inputs[e.input_nr], function_name, i);
    }
    return gradients;
  };
  if (out.size() == tensor_positions.size()) return fitted(std::move(out));
  TL_CHECK(out.size() == static_cast<size_t>(arguments), value, function_name, "backward returned ", out.size(), " gradients for ", arguments, " arguments");
  variable_list picked;
  for (const int64_t p : tensor_positions) picked.push_back(out[static_cast<size_t>(p)]);
  return fitted(std::move(picked));
}

}  // namespace tl::autograd
