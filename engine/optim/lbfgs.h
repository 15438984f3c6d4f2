// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>

#include "engine/optim/optimizer.h"

namespace tl::optim {

struct LBFGSOptions : public OptimizerCloneableOptions<LBFGSOptions> {
  LBFGSOptions(double lr = 1);
  static LBFGSOptions prototype();
  static void describe(Describer<LBFGSOptions>& d);
  TL_OPTIM_ARG(double, lr);
  TL_OPTIM_ARG(int64_t, max_iter) = 20;
  TL_OPTIM_ARG(std::optional<int64_t>, max_eval) = std::nullopt;  ///< as 5/4 of max_iter unless given
  TL_OPTIM_ARG(double, tolerance_grad) = 1e-7;
  TL_OPTIM_ARG(double, tolerance_change) = 1e-9;
  TL_OPTIM_ARG(int64_t, history_size) = 100;
  TL_OPTIM_ARG(std::optional<std::string>, line_search_fn) = std::nullopt;  ///< "strong_wolfe", or steps of fixed length
};

/// Of all parameters together, kept with the first of them; vectors are flat, over all parameters in order.
struct LBFGSParamState : public OptimizerCloneableParamState<LBFGSParamState> {
  explicit LBFGSParamState(int64_t numel = 0);
  std::vector<std::pair<std::string, Tensor>> tensors() const override;
  void set(const std::string& key, const Tensor& value) override;
  bool fits(const std::string& key, IntArrayRef sizes, const Tensor& parameter) const override;
  TL_OPTIM_ARG(int64_t, func_evals) = 0;
  TL_OPTIM_ARG(int64_t, n_iter) = 0;
  TL_OPTIM_ARG(double, t) = 0;
  TL_OPTIM_ARG(double, prev_loss) = 0;
  TL_OPTIM_ARG(double, H_diag) = 1;
  TL_OPTIM_ARG(Tensor, d);
  TL_OPTIM_ARG(Tensor, prev_flat_grad);
  TL_OPTIM_ARG(std::vector<Tensor>, old_dirs);
  TL_OPTIM_ARG(std::vector<Tensor>, old_stps);
  TL_OPTIM_ARG(std::vector<double>, ro);
  int64_t numel_;
};

/// Limited-memory BFGS (Nocedal & Wright, algorithms 7.4 and, with line_search_fn "strong_wolfe", 3.5 and 3.6), as torch.optim.LBFGS. `step`
/// needs a closure that computes loss and gradients anew; it is called several times. One parameter group only.
class LBFGS final : public Optimizer {
 public:
  explicit LBFGS(std::vector<OptimizerParamGroup> groups, LBFGSOptions defaults = {});
  explicit LBFGS(std::vector<Tensor> params, LBFGSOptions defaults = {});
  /// Returns the loss before the step. Throws Error (value) without a closure.
  Tensor step(LossClosure closure) override;

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;

 private:
  Tensor flat_gradient() const;
  void move(double length, const Tensor& direction);
  Tensor direction(LBFGSParamState& s, const Tensor& gradient, int64_t history_size) const;
};

}  // namespace tl::optim
