// SPDX-License-Identifier: Apache-2.0
// User-facing automatic differentiation: backward, grad, custom functions, gradient checks.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <typeinfo>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/autograd/grad_mode.h"
#include "engine/autograd/node.h"
#include "engine/core/value.h"

namespace tl::autograd {

/// Sums the gradients of `tensors` into the leaves. `grad_tensors` may be empty when every tensor has one element.
void backward(const variable_list& tensors, const variable_list& grad_tensors = {}, std::optional<bool> retain_graph = std::nullopt,
              bool create_graph = false, const variable_list& inputs = {});
/// Gradients of sum(outputs · grad_outputs) for `inputs`; leaves' grads stay as they are. Without `allow_unused` an unreachable input throws.
variable_list grad(const variable_list& outputs, const variable_list& inputs, const variable_list& grad_outputs = {},
                   std::optional<bool> retain_graph = std::nullopt, bool create_graph = false, bool allow_unused = false);

/// State between forward and backward of a custom Function.
class AutogradContext {
 public:
  void save_for_backward(variable_list to_save) { to_save_ = std::move(to_save); }
  variable_list get_saved_variables() const;
  void mark_dirty(const variable_list& inputs) { dirty_ = inputs; }
  void mark_non_differentiable(const variable_list& outputs) { non_differentiable_ = outputs; }
  void set_materialize_grads(bool value) { materialize_grads_ = value; }
  bool needs_input_grad(size_t i) const { return i < needs_.size() && needs_[i]; }
  std::unordered_map<std::string, Value> saved_data;

 private:
  friend struct FunctionNode;
  std::vector<SavedTensor> saved_;
  variable_list to_save_, dirty_, non_differentiable_;
  std::vector<bool> needs_;
  bool materialize_grads_ = true, released_ = false;
  Node* node_ = nullptr;
};

struct FunctionNode final : Node {
  AutogradContext context;
  std::function<variable_list(AutogradContext*, variable_list)> backward;
  size_t arguments = 0;
  std::vector<size_t> tensor_positions;  ///< argument number of each tensor input
  std::string function_name;
  static std::shared_ptr<FunctionNode> begin(const variable_list& inputs);
  variable_list finish(const variable_list& inputs, variable_list outputs);
  variable_list apply(variable_list&& grads) override;
  std::string name() const override { return function_name; }
  void release_variables() override;
};
std::string demangled_name(const char* mangled);

/// Base of user-defined operations: `struct Square : Function<Square> { static Tensor forward(AutogradContext*, Tensor x); static
/// variable_list backward(AutogradContext*, variable_list grads); }`, called as `Square::apply(x)`.
template <class Self>
struct Function {
  template <class... Args>
  static auto apply(Args&&... args) {
    variable_list inputs;
    std::vector<size_t> positions;
    size_t position = 0;
    const auto visit = [&](const auto& a) {
      if constexpr (std::is_same_v<std::decay_t<decltype(a)>, Tensor>) {
        inputs.push_back(a);
        positions.push_back(position);
      }
      ++position;
    };
    (visit(args), ...);
    auto node = FunctionNode::begin(inputs);
    node->function_name = demangled_name(typeid(Self).name());
    node->arguments = sizeof...(Args);
    node->tensor_positions = positions;
    node->backward = [](AutogradContext* c, variable_list g) { return Self::backward(c, std::move(g)); };
    using Result = decltype(Self::forward(&node->context, std::forward<Args>(args)...));
    variable_list out;
    {
      NoGradGuard guard;
      if constexpr (std::is_same_v<Result, Tensor>) out = {Self::forward(&node->context, std::forward<Args>(args)...)};
      else out = Self::forward(&node->context, std::forward<Args>(args)...);
    }
    out = node->finish(inputs, std::move(out));
    if constexpr (std::is_same_v<Result, Tensor>) return out[0];
    else return out;
  }
};

using CheckedFunction = std::function<variable_list(const variable_list&)>;
/// Compares the gradient of `f` with central differences in float64. On failure returns false and, if asked, says where.
bool gradcheck(const CheckedFunction& f, const variable_list& inputs, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
               std::string* why = nullptr);
/// The same for the gradient of the gradient.
bool gradgradcheck(const CheckedFunction& f, const variable_list& inputs, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
                   std::string* why = nullptr);

}  // namespace tl::autograd
