// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/state.h"

namespace tl::optim {

struct AdadeltaOptions : public OptimizerCloneableOptions<AdadeltaOptions> {
  AdadeltaOptions(double lr = 1.0);
  static AdadeltaOptions prototype();
  static void describe(Describer<AdadeltaOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, rho) = 0.9;
  TL_OPTIM_ARG(double, eps) = 1e-6;
  TL_OPTIM_ARG(double, weight_decay) = 0;
};

struct AdadeltaParamState : public DescribedParamState<AdadeltaParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, square_avg);
  TL_OPTIM_ARG(Tensor, acc_delta);
};

/// Zeiler, "ADADELTA: an adaptive learning rate method", as torch.optim.Adadelta.
class Adadelta final : public Optimizer {
 public:
  explicit Adadelta(std::vector<OptimizerParamGroup> groups, AdadeltaOptions defaults = {});
  explicit Adadelta(std::vector<Tensor> params, AdadeltaOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
