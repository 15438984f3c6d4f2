// SPDX-License-Identifier: Apache-2.0
// One node on meta tensors: output shapes, parameters, cost, or why not. Results are kept in a bounded cache keyed by type, parameters
// and input shapes, so that analysing a graph again after an edit computes only what the edit changed.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nodes/analyze.h"
#include "nodes/node_type.h"

namespace tl::nodes {

struct NodeFacts {
  std::vector<TensorMeta> outputs;
  Value::Dict automatic;
  int64_t parameters = 0;
  int64_t flops = 0;         ///< forward, per sample
  std::string error;         ///< empty: fine
  std::string remedy;
  std::string argument;      ///< the parameter or input at fault, when known
};

/// `inputs` as wired; nullopt for an optional input that is not. Thread-safe. Roles module, function, loss, metric and probe.
std::shared_ptr<const NodeFacts> infer_node(const NodeType& type, const Value::Dict& params,
                                            const std::vector<std::optional<TensorMeta>>& inputs);

/// Number of entries and computations so far, for tests.
struct InferCacheStats { size_t entries = 0, computed = 0; };
InferCacheStats infer_cache_stats();
inline constexpr size_t infer_cache_capacity = 4096;

}  // namespace tl::nodes
