// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tuple>

#include "engine/optim/state.h"

namespace tl::optim {

struct AdamaxOptions : public OptimizerCloneableOptions<AdamaxOptions> {
  AdamaxOptions(double lr = 2e-3);
  static AdamaxOptions prototype();
  static void describe(Describer<AdamaxOptions>& d);
  AdamaxOptions& betas(const std::tuple<double, double>& b);
  std::tuple<double, double> betas() const;
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, beta1) = 0.9;
  TL_OPTIM_ARG(double, beta2) = 0.999;
  TL_OPTIM_ARG(double, eps) = 1e-8;
  TL_OPTIM_ARG(double, weight_decay) = 0;
};

struct AdamaxParamState : public DescribedParamState<AdamaxParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, exp_avg);
  TL_OPTIM_ARG(Tensor, exp_inf);
};

/// Adam with the infinity norm (Kingma & Ba, section 7.1), as torch.optim.Adamax.
class Adamax final : public Optimizer {
 public:
  explicit Adamax(std::vector<OptimizerParamGroup> groups, AdamaxOptions defaults = {});
  explicit Adamax(std::vector<Tensor> params, AdamaxOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
