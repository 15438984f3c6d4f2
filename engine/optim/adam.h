// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tuple>

#include "engine/optim/optimizer.h"

namespace tl::optim {

/// Shared by Adam and AdamW, which differ in how weight decay acts (and its default).
template <class Derived>
struct AdamOptionsBase : public OptimizerCloneableOptions<Derived> {
  AdamOptionsBase(double lr, double weight_decay) : lr_(lr), weight_decay_(weight_decay) {}
  Derived& betas(const std::tuple<double, double>& b);
  std::tuple<double, double> betas() const;
#define TL_ADAM_ARG(T, name)                \
  Derived& name(T v) {                      \
    name##_ = v;                            \
    return static_cast<Derived&>(*this);    \
  }                                         \
  const T& name() const { return name##_; } \
  T& name() { return name##_; }
  TL_ADAM_ARG(double, lr)
  TL_ADAM_ARG(double, beta1)
  TL_ADAM_ARG(double, beta2)
  TL_ADAM_ARG(double, eps)
  TL_ADAM_ARG(double, weight_decay)
  TL_ADAM_ARG(bool, amsgrad)
#undef TL_ADAM_ARG
  static void describe_fields(Describer<Derived>& d);

 protected:
  double lr_, beta1_ = 0.9, beta2_ = 0.999, eps_ = 1e-8, weight_decay_;
  bool amsgrad_ = false;
};

struct AdamOptions : public AdamOptionsBase<AdamOptions> {
  AdamOptions(double lr = 1e-3);
  static AdamOptions prototype();
  static void describe(Describer<AdamOptions>& d);
};
struct AdamWOptions : public AdamOptionsBase<AdamWOptions> {
  AdamWOptions(double lr = 1e-3);
  static AdamWOptions prototype();
  static void describe(Describer<AdamWOptions>& d);
};

struct AdamParamState : public OptimizerCloneableParamState<AdamParamState> {
  std::vector<std::pair<std::string, Tensor>> tensors() const override;
  void set(const std::string& key, const Tensor& value) override;
  TL_OPTIM_ARG(int64_t, step) = 0;
  TL_OPTIM_ARG(Tensor, exp_avg);
  TL_OPTIM_ARG(Tensor, exp_avg_sq);
  TL_OPTIM_ARG(Tensor, max_exp_avg_sq);
};
struct AdamWParamState : public AdamParamState {};

/// Kingma & Ba, "Adam: a method for stochastic optimization", as torch.optim.Adam.
class Adam final : public Optimizer {
 public:
  explicit Adam(std::vector<OptimizerParamGroup> groups, AdamOptions defaults = {});
  explicit Adam(std::vector<Tensor> params, AdamOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

/// Loshchilov & Hutter, "Decoupled weight decay regularization", as torch.optim.AdamW.
class AdamW final : public Optimizer {
 public:
  explicit AdamW(std::vector<OptimizerParamGroup> groups, AdamWOptions defaults = {});
  explicit AdamW(std::vector<Tensor> params, AdamWOptions defaults = {});

 protected:
  void update(Tensor& parameter, const Tensor& gradient, const OptimizerOptions& options,
              std::unique_ptr<OptimizerParamState>& state) override;
  std::unique_ptr<OptimizerParamState> make_state() const override;
};

}  // namespace tl::optim
