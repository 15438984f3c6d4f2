// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "engine/bench/workload.h"
#include "engine/core/error.h"
#include "engine/ops/functions.h"

namespace tl::bench {
namespace {
double inverse_root(double fan_in) { return 1 / std::sqrt(fan_in); }
}  // namespace

const Scheme fan_scheme{inverse_root, inverse_root};

Tensor Network::loss(const Tensor& output, const Tensor& target) { return cross_entropy(output, target); }

train::TensorMap Network::forward(const train::TensorMap& batch, train::Observer* observer) {
  train::TensorMap outputs = predict(batch, observer);
  outputs["loss"] = loss(outputs.at("output"), batch.at("target"));
  return outputs;
}

train::TensorMap Network::predict(const train::TensorMap& batch, train::Observer* observer) {
  const Tensor output = compute(batch.at("input"));
  if (observer) observer->on_output("output", output);
  return {{"output", output}};
}

const std::vector<Workload>& workloads() {
  static const std::vector<Workload> all{mlp(), mlp_small(), lenet5(), cnn_fashion(), tabular()};
  return all;
}

const Workload& find_workload(const std::string& name) {
  std::string names;
  for (const Workload& w : workloads()) {
    if (w.name == name) return w;
    names += (names.empty() ? "" : ", ") + w.name;
  }
  throw Error(ErrorCategory::usage, "bench", name.empty() ? "--workload is missing" : "there is no workload '" + name + "'",
              "Workloads: " + names + ".");
}

}  // namespace tl::bench
