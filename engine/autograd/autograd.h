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

class SavedTensor;

/// State between forward and backward of a custom Function.
class AutogradContext {
 public:
  AutogradContext();
  AutogradContext(const AutogradContext&) = delete;
  AutogradContext& operator=(const AutogradContext&) = delete;
  ~AutogradContext();
  void save_for_backward(variable_list to_save);
  variable_list get_saved_variables() const;
  void mark_dirty(const variable_list& inputs);
  void mark_non_differentiable(const variable_list& outputs);
  void set_materialize_grads(bool value) { materialize_grads_ = value; }
  bool needs_input_grad(size_t i) const { return i < needs_.size() && needs_[i]; }
  std::unordered_map<std::string, Value> saved_data;

 private:
  friend struct FunctionNode;
  std::vector<SavedTensor> saved_;
  variable_list to_save_, dirty_, non_differentiable_;
  DimVector needs_;  ///< 0 or 1 for each tensor input
  bool materialize_grads_ = true, released_ = false;
  Node* node_ = nullptr;
};

struct FunctionNode final : Node {
  using Backward = variable_list (*)(AutogradContext*, variable_list);
  FunctionNode(const std::type_info& function, Backward backward);
  ~FunctionNode() override;
  static std::shared_ptr<FunctionNode> begin(const std::type_info& function, Backward backward);
  /// The arguments of forward, one after the other.
  void see(const Tensor& argument);
  template <class T>
  void see(const T&) { ++arguments; }
  /// The results of forward with their history.
  variable_list finish(variable_list outputs);
  Tensor finish(Tensor output);
  variable_list apply(variable_list&& grads) override;
  std::string name() const override;
  void release_variables() override;

  AutogradContext context;
  std::string function_name;
  Backward backward;
  int64_t arguments = 0;
  DimVector tensor_positions;  ///< argument number of each tensor input
  variable_list tensors;       ///< those inputs, until forward is done
};

/// The name of a type as a person writes it.
std::string demangled_name(const char* mangled);

/// Base of user-defined operations: `struct Square : Function<Square> { static Tensor forward(AutogradContext*, Tensor x); static
/// variable_list backward(AutogradContext*, variable_list grads); }`, called as `Square::apply(x)`.
template <class Self>
struct Function {
  template <class... Args>
  static auto apply(Args&&... args) {
    const auto node = FunctionNode::begin(typeid(Self), [](AutogradContext* c, variable_list g) -> variable_list { return Self::backward(c, std::move(g)); });
    (node->see(args), ...);
    const auto forward = [&] {
      NoGradGuard guard;
      return Self::forward(&node->context, std::forward<Args>(args)...);
    };
    return node->finish(forward());
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
