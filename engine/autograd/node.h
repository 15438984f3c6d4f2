// SPDX-License-Identifier: Apache-2.0
// The backward graph, as user code sees it. A node knows how to turn gradients of its outputs into gradients of its inputs and where those
// go next. What the engine keeps beside it is in gradient_state.h.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/owned_ptr.h"
#include "engine/core/tensor.h"

namespace tl::autograd {

class Node;
using NodePtr = std::shared_ptr<Node>;
using variable_list = std::vector<Tensor>;
using tensor_list = variable_list;
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

/// Hooks on a node's outputs, and the record of anomaly mode (gradient_state.h).
struct NodeAttachments;

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
  virtual void release_variables();

  std::vector<Edge> next_edges;
  std::vector<InputMetadata> inputs;  ///< one per forward output
  uint64_t sequence_nr;               ///< later forward calls have higher numbers and run first in backward
  OwnedPtr<NodeAttachments> attachments;  ///< null: none
};

}  // namespace tl::autograd
