// SPDX-License-Identifier: Apache-2.0
// Custom functions and gradient checks.
#include <cxxabi.h>

#include <cmath>
#include <cstdlib>

#include "engine/autograd/anomaly.h"
#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::autograd {

std::string demangled_name(const char* mangled) {
  int status = 0;
  char* text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
  std::string out = status == 0 && text ? text : mangled;
  std::free(text);
  return out;
}

std::shared_ptr<FunctionNode> FunctionNode::begin(const variable_list& inputs) {
  auto node = std::make_shared<FunctionNode>();
  for (const Tensor& t : inputs) node->context.needs_.push_back(GradMode::is_enabled() && t.defined() && t.requires_grad());
  node->context.node_ = node.get();
  return node;
}

variable_list FunctionNode::finish(const variable_list& inputs_, variable_list outputs) {
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
  for (const Tensor& t : context.dirty_) t.storage()->bump_version();
  for (size_t i = 0; i < outputs.size(); ++i) {
    Tensor& t = outputs[i];
    // An input handed through unchanged becomes a tensor of its own, so that its history can differ.
    if (is_in(inputs_, t) && !is_in(context.dirty_, t)) t = t.data();
    inputs.push_back(t.defined() ? InputMetadata{t.unsafe_impl()->sizes, t.dtype()} : InputMetadata{});
    if (any && t.defined() && t.is_floating_point() && !is_in(context.non_differentiable_, t))
      set_history(t, shared_from_this(), static_cast<uint32_t>(i));
  }
  if (any)
    for (const Tensor& t : context.to_save_) context.saved_.emplace_back(t, is_in(outputs, t));
  context.to_save_.clear();
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
  if (out.size() == tensor_positions.size()) return out;
  TL_CHECK(out.size() == arguments, value, function_name, "backward returned ", out.size(), " gradients for ", arguments, " arguments");
  variable_list picked;
  for (const size_t p : tensor_positions) picked.push_back(out[p]);
  return picked;
}

namespace {
double value_at(const Tensor& t, int64_t i) { return t.contiguous().data_ptr<double>()[i]; }

variable_list clone_leaves(const variable_list& inputs) {
  variable_list out;
  for (const Tensor& t : inputs) {
    Tensor c = t.detach().clone(MemoryFormat::Contiguous);
    if (t.requires_grad()) c.requires_grad_();
    out.push_back(c);
  }
  return out;
}
}  // namespace

bool gradcheck(const CheckedFunction& f, const variable_list& inputs, double eps, double atol, double rtol, std::string* why) {
  variable_list leaves = clone_leaves(inputs);
  const variable_list outputs = f(leaves);
  for (size_t o = 0; o < outputs.size(); ++o) {
    if (!outputs[o].requires_grad()) continue;
    for (int64_t j = 0; j < outputs[o].numel(); ++j) {
      Tensor seed = zeros_like(outputs[o]).contiguous();
      seed.data_ptr<double>()[j] = 1;
      variable_list wanted;
      for (const Tensor& t : leaves)
        if (t.requires_grad()) wanted.push_back(t);
      const variable_list analytic = grad({outputs[o]}, wanted, {seed}, true, false, true);
      size_t w = 0;
      for (size_t i = 0; i < leaves.size(); ++i) {
        if (!leaves[i].requires_grad()) continue;
        const Tensor& a = analytic[w++];
        for (int64_t k = 0; k < leaves[i].numel(); ++k) {
          const auto shifted = [&](double d) {
            NoGradGuard guard;
            variable_list x = clone_leaves(leaves);
            x[i].data_ptr<double>()[k] += d;
            return value_at(f(x)[o].detach(), j);
          };
          const double numeric = (shifted(eps) - shifted(-eps)) / (2 * eps);
          const double exact = a.defined() ? value_at(a.detach(), k) : 0;
          if (!(std::abs(numeric - exact) <= atol + rtol * std::abs(numeric))) {
            if (why) *why = str("output ", o, " element ", j, " by input ", i, " element ", k, ": numeric ", numeric, ", analytic ", exact);
            return false;
          }
        }
      }
    }
  }
  return true;
}

bool gradgradcheck(const CheckedFunction& f, const variable_list& inputs, double eps, double atol, double rtol, std::string* why) {
  const variable_list probe = f(clone_leaves(inputs));
  variable_list all = inputs;
  std::vector<size_t> differentiable;
  for (size_t i = 0; i < probe.size(); ++i)
    if (probe[i].requires_grad()) {
      differentiable.push_back(i);
      Tensor g = probe[i].detach().clone(MemoryFormat::Contiguous);
      double* p = g.data_ptr<double>();
      for (int64_t k = 0; k < g.numel(); ++k) p[k] = 0.3 + 0.1 * static_cast<double>(k % 7);
      all.push_back(g.requires_grad_());
    }
  const size_t n = inputs.size();
  const CheckedFunction first = [&, n](const variable_list& x) {
    AutoGradMode on(true);
    variable_list in(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n)), wanted, outputs, cotangents;
    for (Tensor& t : in) {
      if (t.is_floating_point() && !t.requires_grad() && all[static_cast<size_t>(&t - in.data())].requires_grad()) t.requires_grad_();
      if (t.requires_grad()) wanted.push_back(t);
    }
    const variable_list out = f(in);
    for (size_t k = 0; k < differentiable.size(); ++k) {
      outputs.push_back(out[differentiable[k]]);
      cotangents.push_back(x[n + k]);
    }
    variable_list g = grad(outputs, wanted, cotangents, true, true, true);
    variable_list defined;
    for (size_t i = 0; i < g.size(); ++i) defined.push_back(g[i].defined() ? g[i] : zeros_like(wanted[i]));
    return defined;
  };
  return gradcheck(first, all, eps, atol, rtol, why);
}

}  // namespace tl::autograd
