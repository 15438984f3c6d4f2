// SPDX-License-Identifier: Apache-2.0
#include "nodes/graph_module.h"

#include <algorithm>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/core/random_context.h"
#include "engine/nn/registry.h"
#include "nodes/node_build.h"

namespace tl::nodes {

uint64_t stream_of(uint64_t seed, uint64_t id) {
  uint64_t z = seed * 0x9e3779b97f4a7c15ull + id;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

GraphModule::GraphModule(std::shared_ptr<const Program> program, uint64_t seed) : program_(std::move(program)) {
  std::unordered_map<std::string, std::shared_ptr<nn::Module>> layers;
  for (const Instruction& in : program_->instructions) {
    modules_.emplace_back();
    if (!in.type->module) continue;
    std::shared_ptr<nn::Module>& layer = layers[in.weights];
    if (!layer) {
      try {
        layer = build_module(*in.type, in.params, stream_of(seed, in.weights_id));
      } catch (Error& e) {
        e.add_context("node " + in.name);
        throw;
      }
      register_module(in.weights, layer);
    }
    modules_.back() = layer;
  }
  last_used_.resize(program_->instructions.size());
  std::vector<int> last(static_cast<size_t>(program_->values), -1);
  for (size_t i = 0; i < program_->instructions.size(); ++i)
    for (int v : program_->instructions[i].inputs)
      if (v >= 0) last[static_cast<size_t>(v)] = static_cast<int>(i);
  for (size_t v = 0; v < last.size(); ++v)
    if (last[v] >= 0) last_used_[static_cast<size_t>(last[v])].push_back(static_cast<int>(v));
}

train::TensorMap GraphModule::forward(const train::TensorMap& batch, train::Observer* observer) { return run(batch, observer, true); }

train::TensorMap GraphModule::predict(const train::TensorMap& batch, train::Observer* observer) { return run(batch, observer, false); }

train::TensorMap GraphModule::run(const train::TensorMap& batch, train::Observer* observer, bool whole) {
  std::vector<Tensor> values(static_cast<size_t>(program_->values));
  train::TensorMap result;
  for (const auto& input : program_->inputs) {
    if (!whole && !input.for_prediction) continue;
    auto it = batch.find(input.field);
    TL_CHECK(it != batch.end(), value, "forward", "the batch has no field '", input.field, "'");
    values[static_cast<size_t>(input.value)] = it->second;
    if (observer) observer->on_output(input.field, it->second);
  }
  for (size_t i = 0; i < program_->instructions.size(); ++i) {
    const Instruction& in = program_->instructions[i];
    if (!whole && !in.for_prediction) continue;
    try {
      const RandomScope scope(in.id);
      execute(i, values, result, observer);
    } catch (Error& e) {
      e.add_context("node " + in.name);
      throw;
    }
    for (int v : last_used_[i]) values[static_cast<size_t>(v)].reset();
  }
  return result;
}

void GraphModule::execute(size_t index, std::vector<Tensor>& values, train::TensorMap& result, train::Observer* observer) {
  const Instruction& in = program_->instructions[index];
  std::vector<Tensor> inputs;
  inputs.reserve(in.inputs.size());
  for (int v : in.inputs) inputs.push_back(v >= 0 ? values[static_cast<size_t>(v)] : Tensor());
  if (in.type->role == Role::metric) {
    result[in.name] = in.type->metric(Value(in.params), inputs);
    return;
  }
  std::vector<Tensor> outputs =
      in.type->module ? in.type->module->forward(*modules_[index], inputs) : in.type->function(Value(in.params), inputs);
  if (in.type->role == Role::loss) result[in.name] = outputs.at(0);
  // Outputs that options turn off (indices) come last and are not there; analysis refused wires from them.
  for (size_t o = 0; o < std::min(in.outputs.size(), outputs.size()); ++o) {
    if (observer) observer->on_output(in.places[o], outputs[o]);
    for (const auto& wanted : program_->outputs)
      if (wanted.value == in.outputs[o]) result[wanted.name] = outputs[o];
    values[static_cast<size_t>(in.outputs[o])] = std::move(outputs[o]);
  }
}

}  // namespace tl::nodes
