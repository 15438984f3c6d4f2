// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/state.h"

namespace tl::optim {

struct RMSpropOptions : public OptimizerCloneableOptions<RMSpropOptions> {
  RMSpropOptions(double lr = 1e-2);
  static RMSpropOptions prototype();
  static void describe(Describer<RMSpropOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, alpha) = 0.99;
  TL_OPTIM_ARG(double, eps) = 1e-8;
  TL_OPTIM_ARG(double, weight_decay) = 0;
  TL_OPTIM_ARG(double, momentum) = 0;
  TL_OPTIM_ARG(bool, centered) = false;
};

struct RMSpropParamState : public DescribedParamState<RMSpropParamState> {
  void visit(StateVisitor& v) override;
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
  explicit RMSprop(std::vector<Tensor> params, RMSpropOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
