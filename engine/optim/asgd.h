// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/state.h"

namespace tl::optim {

struct ASGDOptions : public OptimizerCloneableOptions<ASGDOptions> {
  ASGDOptions(double lr = 1e-2);
  static ASGDOptions prototype();
  static void describe(Describer<ASGDOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, lambd) = 1e-4;
  TL_OPTIM_ARG(double, alpha) = 0.75;
  TL_OPTIM_ARG(double, t0) = 1e6;
  TL_OPTIM_ARG(double, weight_decay) = 0;
};

/// `ax` is the average that the method is named after; `eta` the next step's rate, `mu` the weight of the newest value in the average.
struct ASGDParamState : public DescribedParamState<ASGDParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(double, eta) = 0;
  TL_OPTIM_ARG(double, mu) = 1;
  TL_OPTIM_ARG(Tensor, ax);
};

/// Polyak & Juditsky, "Acceleration of stochastic approximation by averaging", as torch.optim.ASGD.
class ASGD final : public Optimizer {
 public:
  explicit ASGD(std::vector<OptimizerParamGroup> groups, ASGDOptions defaults = {});
  explicit ASGD(std::vector<Tensor> params, ASGDOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
