// SPDX-License-Identifier: Apache-2.0
// Workloads of convolutional networks.
#include "engine/bench/define.h"
#include "engine/nn/modules/activation.h"
#include "engine/nn/modules/conv.h"
#include "engine/nn/modules/dropout.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/modules/pooling.h"
#include "engine/ops/functions.h"

namespace tl::bench {
namespace {

struct LeNet5 final : Network {
  nn::Conv2d conv1 = register_module("conv1", nn::Conv2d(nn::Conv2dOptions(1, 6, 5).padding(2)));
  nn::Conv2d conv2 = register_module("conv2", nn::Conv2d(nn::Conv2dOptions(6, 16, 5)));
  nn::Linear fc1 = register_module("fc1", nn::Linear(400, 120)), fc2 = register_module("fc2", nn::Linear(120, 84)),
             fc3 = register_module("fc3", nn::Linear(84, 10));
  nn::MaxPool2d pool = register_module("pool", nn::MaxPool2d(nn::MaxPool2dOptions(2)));
  Tensor compute(const Tensor& input) override {
    Tensor x = pool(relu(conv1(input)));
    x = flatten(pool(relu(conv2(x))), 1);
    return fc3(relu(fc2(relu(fc1(x)))));
  }
};

struct CnnFashion final : Network {
  nn::Conv2d conv1 = register_module("conv1", nn::Conv2d(nn::Conv2dOptions(1, 32, 3)));
  nn::Conv2d conv2 = register_module("conv2", nn::Conv2d(nn::Conv2dOptions(32, 64, 3)));
  nn::MaxPool2d pool = register_module("pool", nn::MaxPool2d(nn::MaxPool2dOptions(2)));
  nn::Dropout drop1 = register_module("drop1", nn::Dropout(nn::DropoutOptions(0.25)));
  nn::Dropout drop2 = register_module("drop2", nn::Dropout(nn::DropoutOptions(0.5)));
  nn::Linear fc1 = register_module("fc1", nn::Linear(9216, 128)), fc2 = register_module("fc2", nn::Linear(128, 10));
  Tensor compute(const Tensor& input) override {
    const Tensor x = flatten(drop1(pool(relu(conv2(relu(conv1(input)))))), 1);
    return fc2(drop2(relu(fc1(x))));
  }
};
}  // namespace

Workload lenet5() {
  return {.name = "lenet5", .batch = 64, .input = {1, 28, 28}, .classes = 10, .optimizer = adam(1e-3), .check_steps = 20,
          .make = make<LeNet5>};
}
Workload cnn_fashion() {
  return {.name = "cnn-fashion", .batch = 64, .input = {1, 28, 28}, .classes = 10, .optimizer = adam(1e-3), .check_steps = 20,
          .make = make<CnnFashion>};
}

}  // namespace tl::bench
