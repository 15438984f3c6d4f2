// SPDX-License-Identifier: Apache-2.0
// What automatic differentiation keeps at tensors and nodes, for the engine itself: programs see tensors, nodes and autograd.h.
#pragma once
#include <map>

#include "engine/autograd/node.h"

namespace tl::autograd {

/// Which call made a node; kept in anomaly mode only (anomaly.h).
struct ForwardRecord {
  std::string call, stack;
};

struct NodeAttachments {
  struct OutputHooks {
    std::map<unsigned, TensorHook> hooks;
    std::shared_ptr<Tensor> retained;  ///< where retain_grad() wants the gradient
  };
  std::map<uint32_t, OutputHooks> output_hooks;  ///< by forward output
  OwnedPtr<ForwardRecord> forward;
};
/// Those of the node; made when there are none.
NodeAttachments& attachments_of(Node& node);
/// Null when the call was not recorded.
const ForwardRecord* forward_record(const Node& node);

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

/// A gradient as the tensor it belongs to wants it: summed down to `expected.sizes` where that broadcasts to the gradient's shape, in
/// `expected.dtype`. Throws where the shape does not fit; `source` names who made the gradient, `index` is its place there.
Tensor fitted_gradient(Tensor g, const InputMetadata& expected, const std::string& source, size_t index);

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
  OwnedPtr<DroppedTensor> dropped_;  ///< instead of data
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
