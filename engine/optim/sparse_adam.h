// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tuple>

#include "engine/optim/state.h"

namespace tl::optim {

struct SparseAdamOptions : public OptimizerCloneableOptions<SparseAdamOptions> {
  SparseAdamOptions(double lr = 1e-3);
  static SparseAdamOptions prototype();
  static void describe(Describer<SparseAdamOptions>& d);
  SparseAdamOptions& betas(const std::tuple<double, double>& b);
  std::tuple<double, double> betas() const;
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, beta1) = 0.9;
  TL_OPTIM_ARG(double, beta2) = 0.999;
  TL_OPTIM_ARG(double, eps) = 1e-8;
};

struct SparseAdamParamState : public DescribedParamState<SparseAdamParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, exp_avg);
  TL_OPTIM_ARG(Tensor, exp_avg_sq);
};

/// Adam for sparse gradients, as torch.optim.SparseAdam: only the rows that a gradient names move, and only their means change.
/// Dense gradients are refused.
class SparseAdam final : public Optimizer {
 public:
  explicit SparseAdam(std::vector<OptimizerParamGroup> groups, SparseAdamOptions defaults = {});
  explicit SparseAdam(std::vector<Tensor> params, SparseAdamOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
