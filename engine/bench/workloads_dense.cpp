// SPDX-License-Identifier: Apache-2.0
// Workloads of fully connected layers.
#include "engine/bench/define.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/dropout.h"
#include "engine/nn/modules/linear.h"
#include "engine/ops/functions.h"

namespace tl::bench {
namespace {

/// Layers are numbered as in PyTorch's Sequential, which counts activations too.
struct Mlp final : Network {
  nn::Linear fc1 = register_module("0", nn::Linear(784, 512)), fc2 = register_module("2", nn::Linear(512, 512)),
             fc3 = register_module("4", nn::Linear(512, 10));
  Tensor compute(const Tensor& x) override { return fc3(relu(fc2(relu(fc1(x))))); }
};

struct MlpSmall final : Network {
  nn::Linear fc1 = register_module("0", nn::Linear(784, 64)), fc2 = register_module("2", nn::Linear(64, 10));
  Tensor compute(const Tensor& x) override { return fc2(relu(fc1(x))); }
};

struct Tabular final : Network {
  nn::Linear fc1 = register_module("0", nn::Linear(30, 64));
  nn::BatchNorm1d bn1 = register_module("1", nn::BatchNorm1d(64));
  nn::Dropout drop1 = register_module("3", nn::Dropout(nn::DropoutOptions(0.2)));
  nn::Linear fc2 = register_module("4", nn::Linear(64, 64));
  nn::BatchNorm1d bn2 = register_module("5", nn::BatchNorm1d(64));
  nn::Dropout drop2 = register_module("7", nn::Dropout(nn::DropoutOptions(0.2)));
  nn::Linear fc3 = register_module("8", nn::Linear(64, 2));
  Tensor compute(const Tensor& x) override {
    const Tensor y = drop1(relu(bn1(fc1(x))));
    return fc3(drop2(relu(bn2(fc2(y)))));
  }
};
}  // namespace

Workload mlp() {
  return {.name = "mlp", .batch = 128, .input = {784}, .classes = 10, .optimizer = sgd(0.05), .check_steps = 20, .make = make<Mlp>};
}
Workload mlp_small() {
  return {.name = "mlp-small", .batch = 32, .input = {784}, .classes = 10, .optimizer = sgd(0.05), .check_steps = 20,
          .make = make<MlpSmall>};
}
Workload tabular() {
  return {.name = "tabular", .batch = 256, .input = {30}, .classes = 2, .optimizer = adam(1e-3), .check_steps = 20,
          .make = make<Tabular>};
}

}  // namespace tl::bench
