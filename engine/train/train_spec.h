// SPDX-License-Identifier: Apache-2.0
// Everything a training run needs, as one engine value. nodes/ lowers a document to it; a Session takes only this.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/value.h"
#include "engine/data/source.h"
#include "engine/nn/module.h"

namespace tl::train {

/// Tensors by name, in a stable order.
using TensorMap = std::map<std::string, Tensor>;

/// Sees what flows through named places while a step runs (watch points). Called on the session's thread.
class Observer {
 public:
  virtual ~Observer() = default;
  /// `place` is "node.port" by unique node name, e.g. "conv_2.output".
  virtual void on_output(const std::string& place, const Tensor& value) = 0;
};

/// The network with its losses: batch by name in, named outputs out. `forward` also computes each loss (0-dim, under its node's name)
/// and each metric (a float64 tensor {weighted sum, weight}, so that batches add up). Submodules are registered under the nodes' unique
/// names, so `named_parameters()` reads "conv_1.weight".
class StepModule : public nn::Module {
 public:
  virtual TensorMap forward(const TensorMap& batch, Observer* observer = nullptr) = 0;
  /// Forward without losses and metrics, for prediction: batch fields that only they need may be missing.
  virtual TensorMap predict(const TensorMap& batch, Observer* observer = nullptr) = 0;
};

struct LossTerm {
  std::string name;     ///< output of the module
  double weight = 1.0;  ///< may change while running
};

struct MetricTerm {
  std::string name;          ///< output of the module, the node's unique name ("acc")
  std::string label;         ///< "accuracy"; series are named "train/accuracy", "validation/accuracy"
  bool higher_is_better = true;
};

struct SchedulerSpec {
  std::string type;  ///< "" none, or a registered scheduler: "StepLR"
  Value options;     ///< dict
  bool per_step = false;
  std::string metric = "validation/loss";  ///< what a schedule that watches a metric is given after each validation
};

struct OptimizerSpec {
  std::string name;                 ///< unique node name
  std::string type;                 ///< a registered optimizer: "SGD"
  Value options;                    ///< dict
  std::vector<std::string> scope;   ///< parameter-name prefixes ("conv_1"); empty = all trainable parameters
  std::vector<std::string> losses;  ///< the losses it follows; empty = all
  SchedulerSpec scheduler;
};

struct EarlyStop {
  std::string series;  ///< "" off; "validation/loss"
  int64_t patience = 5;  ///< validations without improvement
  double min_delta = 0;
  bool higher_is_better = false;
};

/// Document-wide run settings; described for the form in nodes/run_settings.
struct RunSettings {
  int64_t epochs = 10;
  uint64_t seed = 0;
  std::string device = "cpu";
  std::string precision = "f32";
  int64_t accumulation = 1;       ///< micro-batches per optimizer step
  double clip_grad_norm = 0;      ///< 0 = off
  double clip_grad_value = 0;     ///< 0 = off
  int64_t validate_every = 1;     ///< epochs; 0 = never
  int64_t checkpoint_every = 1;   ///< epochs; 0 = only at the end and on stop
  int64_t keep_checkpoints = 3;   ///< newest kept, besides the best
  EarlyStop early_stop;
  int threads = 0;                ///< compute threads; 0 = as the pool stands
  int loader_workers = -1;        ///< -1 = default (1 on ≤ 2 cores)
  bool deterministic = true;
};

struct TrainSpec {
  std::string project_name;
  std::string project_json;  ///< stored with the run, so that a run can be reopened
  data::DataPlan train, validation, test;
  /// Builds the module with freshly initialised parameters drawn from `seed` (the session calls it on its own thread).
  std::function<std::shared_ptr<StepModule>(uint64_t seed)> make_module;
  std::map<std::string, uint64_t> node_ids;  ///< unique node name → stable id; a checkpoint loads by id first, so renaming loses nothing
  std::vector<LossTerm> losses;
  std::vector<MetricTerm> metrics;
  std::vector<OptimizerSpec> optimizers;
  std::vector<std::string> class_names;
  RunSettings settings;
};

}  // namespace tl::train
