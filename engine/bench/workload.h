// SPDX-License-Identifier: Apache-2.0
// The benchmark workloads of tests/bench/WORKLOADS.md. A workload is one definition: a network written with the public modules, what flows
// in, how it starts and how it learns. Everything else (`tensorloom-cli bench`, checks, tests) reads the definition and knows no names.
// To add one: a Network and a function that returns its Workload in a workloads_<family>.cpp, and a line in workloads.cpp.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/train/train_spec.h"

namespace tl::bench {

/// A network from one input to one output, with its loss. Submodules are registered under the names that PyTorch's version uses, so that
/// tensor tables can be compared line by line.
class Network : public train::StepModule {
 public:
  /// The batch's "input" to logits or predictions.
  virtual Tensor compute(const Tensor& input) = 0;
  /// Mean loss of the output against the batch's "target"; cross entropy unless overridden.
  virtual Tensor loss(const Tensor& output, const Tensor& target);

  train::TensorMap forward(const train::TensorMap& batch, train::Observer* observer = nullptr) final;
  train::TensorMap predict(const train::TensorMap& batch, train::Observer* observer = nullptr) final;
};

/// Bounds of the uniform initial values; norm layers start at scale 1, shift 0 under every scheme.
struct Scheme {
  double (*weight_bound)(double fan_in);
  double (*bias_bound)(double fan_in);
};
extern const Scheme fan_scheme;

struct Workload {
  std::string name;
  int64_t batch = 0;
  DimVector input;                 ///< sizes of one sample
  int64_t classes = 0;             ///< targets are class numbers below it
  Scheme scheme = fan_scheme;
  train::OptimizerSpec optimizer;  ///< type and options
  int64_t check_steps = 0;         ///< how many steps the loss check runs
  std::shared_ptr<Network> (*make)() = nullptr;
};

/// One definition each (workloads_<family>.cpp).
Workload mlp();
Workload mlp_small();
Workload tabular();
Workload lenet5();
Workload cnn_fashion();

const std::vector<Workload>& workloads();
/// Throws tl::Error (usage), naming those there are.
const Workload& find_workload(const std::string& name);

}  // namespace tl::bench
