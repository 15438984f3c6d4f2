// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/optim/state.h"

namespace tl::optim {

struct AdagradOptions : public OptimizerCloneableOptions<AdagradOptions> {
  AdagradOptions(double lr = 1e-2);
  static AdagradOptions prototype();
  static void describe(Describer<AdagradOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, lr_decay) = 0;
  TL_OPTIM_ARG(double, weight_decay) = 0;
  TL_OPTIM_ARG(double, initial_accumulator_value) = 0;
  TL_OPTIM_ARG(double, eps) = 1e-10;
};

struct AdagradParamState : public DescribedParamState<AdagradParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, sum);
};

/// Duchi, Hazan & Singer, "Adaptive subgradient methods", as torch.optim.Adagrad. Sparse gradients change only the rows that they name, and
/// go without weight decay.
class Adagrad final : public Optimizer {
 public:
  explicit Adagrad(std::vector<OptimizerParamGroup> groups, AdagradOptions defaults = {});
  explicit Adagrad(std::vector<Tensor> params, AdagradOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
