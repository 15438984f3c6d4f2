// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/optimizer.h"

namespace tl::optim {

struct SGDOptions : public OptimizerCloneableOptions<SGDOptions> {
  SGDOptions(double lr);
  static SGDOptions prototype();
  static void describe(Describer<SGDOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, momentum) = 0;
  TL_OPTIM_ARG(double, dampening) = 0;
  TL_OPTIM_ARG(double, weight_decay) = 0;
  TL_OPTIM_ARG(bool, nesterov) = false;
};

struct SGDParamState : public OptimizerCloneableParamState<SGDParamState> {
  std::vector<std::pair<std::string, Tensor>> tensors() const override;
  void set(const std::string& key, const Tensor& value) override;
  TL_OPTIM_ARG(Tensor, momentum_buffer);
};

/// Stochastic gradient descent with momentum, as torch.optim.SGD.
class SGD final : public Optimizer {
 public:
  explicit SGD(std::vector<OptimizerParamGroup> groups, SGDOptions defaults);
  explicit SGD(std::vector<Tensor> params, SGDOptions defaults);

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
