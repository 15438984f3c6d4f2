// SPDX-License-Identifier: Apache-2.0
// The network of a graph as a module: one instruction per node in topological order over numbered values. It keeps nothing of the
// document. Each node computes inside its own random scope, so that editing one part of a network changes no dropout mask elsewhere.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/train/train_spec.h"
#include "nodes/node_type.h"

namespace tl::nodes {

/// What to do at one node, without tensors: plain data that a session may keep and build modules from.
struct Instruction {
  const NodeType* type = nullptr;
  std::string name;                  ///< the node's unique name
  uint64_t id = 0;                   ///< the node's id
  Value::Dict params;                ///< complete, automatic options resolved
  std::string weights;               ///< the node whose layer it is: another one's where it shares its weights
  uint64_t weights_id = 0;           ///< that node's id: what the layer's first values are drawn by
  std::vector<int> inputs;           ///< value numbers, -1: optional and not wired
  std::vector<int> outputs;          ///< value numbers
  std::vector<std::string> places;   ///< "node.port" per output
  bool for_prediction = true;        ///< part of the way to an output, not only to a loss or metric
};

struct Program {
  std::vector<Instruction> instructions;
  int values = 0;
  struct BatchInput { std::string field; int value = 0; bool for_prediction = true; };
  std::vector<BatchInput> inputs;    ///< batch fields "aug.output" and where they go
  struct Output { std::string name; int value = 0; };
  std::vector<Output> outputs;       ///< "fc_2.output": what the network says
};

/// The seed of a node's parameters in a run: splitmix64 of the run's seed and the node's id, so that nearby ones give unrelated streams.
uint64_t stream_of(uint64_t seed, uint64_t id);

class GraphModule final : public train::StepModule {
 public:
  /// Builds every layer with parameters drawn from (seed, node id) alone.
  GraphModule(std::shared_ptr<const Program> program, uint64_t seed);
  train::TensorMap forward(const train::TensorMap& batch, train::Observer* observer = nullptr) override;
  train::TensorMap predict(const train::TensorMap& batch, train::Observer* observer = nullptr) override;

 private:
  train::TensorMap run(const train::TensorMap& batch, train::Observer* observer, bool whole);
  void execute(size_t index, std::vector<Tensor>& values, train::TensorMap& result, train::Observer* observer);
  std::shared_ptr<const Program> program_;
  std::vector<std::shared_ptr<nn::Module>> modules_;    ///< per instruction; null where it has none
  std::vector<std::vector<int>> last_used_;             ///< per instruction: values nobody needs afterwards
};

}  // namespace tl::nodes
