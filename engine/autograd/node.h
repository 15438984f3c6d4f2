// SPDX-License-Identifier: Apache-2.0
// The backward graph. A node knows how to turn gradients of its outputs into gradients of its inputs and where those go next.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/tensor.h"

namespace tl::autograd {

class Node;
using NodePtr = std::shared_ptr<Node>;
using variable_list = std::vector<Tensor>;
using TensorHook = std::function<Tensor(const Tensor&)>;

struct Edge {
  NodePtr function;
  uint32_t input_nr = 0;  ///< which output of the forward call the gradient belongs to
  bool is_valid() const { return function != nullptr; }
};

/// Shape and type of one forward output, to check and shape incoming gradients.
struct InputMetadata {
  DimVector sizes;
  ScalarType dtype = kFloat;
};

/// Which call made a node; kept in anomaly mode only (anomaly.h).
struct ForwardRecord {
  std::string call, stack;
};

class Node : public std::enable_shared_from_this<Node> {
 public:
  Node();
  virtual ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  /// Gradients of the outputs in, of the inputs out. Undefined tensors stand for zeros.
  virtual variable_list apply(variable_list&& grads) = 0;
  virtual std::string name() const = 0;
  /// Frees what was saved for backward; a second backward then fails with a sentence.
  virtual void release_variables() {}

  std::vector<Edge> next_edges;
  std::vector<InputMetadata> inputs;  ///< one per forward output
  uint64_t sequence_nr;               ///< later forward calls have higher numbers and run first in backward
  struct OutputHooks {
    std::map<unsigned, TensorHook> hooks;
    std::shared_ptr<Tensor> retained;  ///< where retain_grad() wants the gradient
  };
  std::map<uint32_t, OutputHooks> output_hooks;  ///< by forward output
  std::unique_ptr<ForwardRecord> forward;
};

/// Gradient state of one tensor.
struct AutogradMeta : AutogradMetaBase {
  bool requires_grad = false;
  bool retains_grad = false;
  Tensor grad;
  std::shared_ptr<Tensor> retained;      ///< set by retain_grad() on non-leaves: shared with the node, used instead of `grad`
  NodePtr grad_fn;                       ///< null for leaves
  uint32_t output_nr = 0;
  std::weak_ptr<Node> grad_accumulator;  ///< leaves
  unsigned next_hook = 0;
  std::map<unsigned, TensorHook> hooks;  ///< leaves; others keep theirs at the node
  // Views share storage with a base; a write through one must reach the history of the other.
  Tensor base;                           ///< undefined: not a differentiable view
  uint32_t view_version = 0;             ///< storage version at which grad_fn was made
  bool view_no_grad = false;             ///< made under no_grad: in-place on it does not rebase
  ~AutogradMeta() override;
};

/// The number that the next node will get.
uint64_t next_sequence_nr();

AutogradMeta* meta_of(const Tensor& t);          ///< null when there is none
AutogradMeta& ensure_meta(const Tensor& t);
/// grad_fn, made afresh for a view whose base was written through another view.
NodePtr current_grad_fn(const Tensor& t);
/// The edge along which a gradient for `t` travels; invalid when `t` needs none.
Edge gradient_edge(const Tensor& t);
void set_history(const Tensor& output, const NodePtr& fn, uint32_t output_nr);
/// Marks `view` as a differentiable view of `base`.
void set_view(const Tensor& view, const Tensor& base);
/// Throws when an in-place write to `self` is not allowed (leaf that requires grad).
void check_inplace(const Tensor& self, const char* operation);
/// After an in-place write to `self` with backward function `fn` (its single output is self): rebases views.
void rebase_history(const Tensor& self, const NodePtr& fn);

/// Stands for the data of a saved tensor that was not kept but can be had again (checkpoint.h).
class DroppedTensor {
 public:
  virtual ~DroppedTensor() = default;
  /// The tensor as it was when it was saved, with its history.
  virtual Tensor restore(const std::string& operation, size_t index, const NodePtr& owner) = 0;
};

/// A tensor kept for backward; checks on use that nobody changed it in between.
class SavedTensor {
 public:
  SavedTensor() = default;
  /// `owner_output`: the tensor is an output of the node that saves it (no reference cycle is made).
  SavedTensor(const Tensor& t, bool owner_output);
  Tensor unpack(const std::string& operation, size_t index, const NodePtr& owner) const;
  bool defined() const { return data_.defined() || dropped_; }

 private:
  Tensor data_;
  std::unique_ptr<DroppedTensor> dropped_;  ///< instead of data
  bool owner_output_ = false, leaf_ = false;
  uint32_t version_ = 0, output_nr_ = 0;
};

struct BackwardOptions {
  bool retain_graph = false, create_graph = false, allow_unused = false, accumulate = true;
};
/// Runs backward from `roots`. With `inputs`, the gradients of those are returned (undefined where unreachable); unless `accumulate`, no
/// leaf's grad is touched.
variable_list run_backward(const variable_list& roots, const variable_list& gradients, const BackwardOptions& options,
                           const variable_list& inputs = {});

}  // namespace tl::autograd
