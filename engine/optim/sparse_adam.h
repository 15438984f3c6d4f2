// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tuple>

#include "engine/optim/state.h"

namespace tl::optim {

struct SparseAdamOptions : public OptimizerCloneableOptions<SparseAdamOptions> {
  SparseAdamOptions(double lr = 1e-3) : lr_(lr) {}
  static SparseAdamOptions prototype() { return {}; }
  static void describe(Describer<SparseAdamOptions>& d);
  SparseAdamOptions& betas(const std::tuple<double, double>& b) {
    std::tie(beta1_, beta2_) = b;
    return *this;
  }
  std::tuple<double, double> betas() const { return {beta1_, beta2_}; }
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, beta1) = 0.9;
  TL_OPTIM_ARG(double, beta2) = 0.999;
  TL_OPTIM_ARG(double, eps) = 1e-8;
};

struct SparseAdamParamState : public DescribedParamState<SparseAdamParamState> {
  void visit(StateVisitor& v) override {
    v("step", step_), v("exp_avg", exp_avg_), v("exp_avg_sq", exp_avg_sq_);
  }
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, exp_avg);
  TL_OPTIM_ARG(Tensor, exp_avg_sq);
};

/// Adam for sparse gradients, as torch.optim.SparseAdam: only the rows that a gradient names move, and only their means change.
/// Dense gradients are refused.
class SparseAdam final : public Optimizer {
 public:
  explicit SparseAdam(std::vector<OptimizerParamGroup> groups, SparseAdamOptions defaults = {});
  explicit SparseAdam(std::vector<Tensor> params, SparseAdamOptions defaults = {})
      : SparseAdam(std::vector<OptimizerParamGroup>{OptimizerParamGroup(std::move(params))}, defaults) {}

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override { return std::unique_ptr<OptimizerParamState>(new SparseAdamParamState); }
};

}  // namespace tl::optim
