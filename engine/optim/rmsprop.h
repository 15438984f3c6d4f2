// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/state.h"

namespace tl::optim {

struct RMSpropOptions : public OptimizerCloneableOptions<RMSpropOptions> {
  RMSpropOptions(double lr = 1e-2) : lr_(lr) {}
  static RMSpropOptions prototype() { return {}; }
  static void describe(Describer<RMSpropOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, alpha) = 0.99;
  TL_OPTIM_ARG(double, eps) = 1e-8;
  TL_OPTIM_ARG(double, weight_decay) = 0;
  TL_OPTIM_ARG(double, momentum) = 0;
  TL_OPTIM_ARG(bool, centered) = false;
};

struct RMSpropParamState : public DescribedParamState<RMSpropParamState> {
  void visit(StateVisitor& v) override {
    v("step", step_), v("square_avg", square_avg_), v("momentum_buffer", momentum_buffer_), v("grad_avg", grad_avg_);
  }
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, square_avg);
  TL_OPTIM_ARG(Tensor, momentum_buffer);
  TL_OPTIM_ARG(Tensor, grad_avg);
};

/// Hinton's RMSprop (centered: Graves, "Generating sequences with recurrent neural networks"), as torch.optim.RMSprop: the root is taken
/// before eps is added.
class RMSprop final : public Optimizer {
 public:
  explicit RMSprop(std::vector<OptimizerParamGroup> groups, RMSpropOptions defaults = {});
  explicit RMSprop(std::vector<Tensor> params, RMSpropOptions defaults = {})
      : RMSprop(std::vector<OptimizerParamGroup>{OptimizerParamGroup(std::move(params))}, defaults) {}

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override { return std::unique_ptr<OptimizerParamState>(new RMSpropParamState); }
};

}  // namespace tl::optim
