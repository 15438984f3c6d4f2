// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tuple>

#include "engine/optim/state.h"

namespace tl::optim {

struct RpropOptions : public OptimizerCloneableOptions<RpropOptions> {
  RpropOptions(double lr = 1e-2);
  static RpropOptions prototype();
  static void describe(Describer<RpropOptions>& d);
  RpropOptions& etas(const std::tuple<double, double>& e);
  std::tuple<double, double> etas() const;
  RpropOptions& step_sizes(const std::tuple<double, double>& s);
  std::tuple<double, double> step_sizes() const;
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(double, eta1) = 0.5;
  TL_OPTIM_ARG(double, eta2) = 1.2;
  TL_OPTIM_ARG(double, step_size1) = 1e-6;
  TL_OPTIM_ARG(double, step_size2) = 50;
};

struct RpropParamState : public DescribedParamState<RpropParamState> {
  void visit(StateVisitor& v) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, prev);
  TL_OPTIM_ARG(Tensor, step_size);
};

/// Riedmiller & Braun, resilient backpropagation, as torch.optim.Rprop: each weight has a step of its own that grows while the gradient
/// keeps its sign. Meant for full batches.
class Rprop final : public Optimizer {
 public:
  explicit Rprop(std::vector<OptimizerParamGroup> groups, RpropOptions defaults = {});
  explicit Rprop(std::vector<Tensor> params, RpropOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
