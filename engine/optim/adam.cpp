// SPDX-License-Identifier: Apache-2.0
#include "engine/optim/adam.h"

#include <cmath>

#include "engine/cpu/optim_kernels.h"
#include "engine/optim/fused.h"
#include "engine/optim/registry.h"

namespace tl::optim {

template <class Derived>
Derived& AdamOptionsBase<Derived>::betas(const std::tuple<double, double>& b) {
  std::tie(beta1_, beta2_) = b;
  return static_cast<Derived&>(*this);
}
template <class Derived>
std::tuple<double, double> AdamOptionsBase<Derived>::betas() const {
  return {beta1_, beta2_};
}
template AdamOptions& AdamOptionsBase<AdamOptions>::betas(const std::tuple<double, double>&);
template AdamWOptions& AdamOptionsBase<AdamWOptions>::betas(const std::tuple<double, double>&);
template std::tuple<double, double> AdamOptionsBase<AdamOptions>::betas() const;
template std::tuple<double, double> AdamOptionsBase<AdamWOptions>::betas() const;

AdamOptions::AdamOptions(double lr) : AdamOptionsBase(lr, 0) {}
AdamWOptions::AdamWOptions(double lr) : AdamOptionsBase(lr, 1e-2) {}
AdamOptions AdamOptions::prototype() { return {}; }
AdamWOptions AdamWOptions::prototype() { return {}; }
Adam::Adam(std::vector<Tensor> params, AdamOptions defaults) : Adam(detail::one_group(std::move(params)), std::move(defaults)) {}
AdamW::AdamW(std::vector<Tensor> params, AdamWOptions defaults) : AdamW(detail::one_group(std::move(params)), std::move(defaults)) {}
std::unique_ptr<OptimizerParamState> Adam::make_state() const { return std::unique_ptr<OptimizerParamState>(new AdamParamState); }
std::unique_ptr<OptimizerParamState> AdamW::make_state() const { return std::unique_ptr<OptimizerParamState>(new AdamParamState); }

template <class Derived>
void AdamOptionsBase<Derived>::describe_fields(Describer<Derived>& d) {
  d.field("lr", static_cast<double Derived::*>(&Derived::lr_)).label("learning rate").help("Size of a step").min(0).on_node();
  d.field("beta1", static_cast<double Derived::*>(&Derived::beta1_)).help("Memory of the gradient's mean").min(0).max(1).expert();
  d.field("beta2", static_cast<double Derived::*>(&Derived::beta2_)).help("Memory of the gradient's square").min(0).max(1).expert();
  d.field("eps", static_cast<double Derived::*>(&Derived::eps_)).help("Added to the root, against division by zero").min(0).expert();
  d.field("weight_decay", static_cast<double Derived::*>(&Derived::weight_decay_))
      .label("weight decay")
      .help("Pulls weights towards zero")
      .min(0);
  d.field("amsgrad", static_cast<bool Derived::*>(&Derived::amsgrad_)).help("Divides by the largest square seen so far").expert();
}
void AdamOptions::describe(Describer<AdamOptions>& d) { describe_fields(d); }
void AdamWOptions::describe(Describer<AdamWOptions>& d) { describe_fields(d); }

std::vector<std::pair<std::string, Tensor>> AdamParamState::tensors() const {
  Tensor count = empty_tensor({}, kLong);
  *count.data_ptr<int64_t>() = step_;
  std::vector<std::pair<std::string, Tensor>> all{{"step", count}, {"exp_avg", exp_avg_}, {"exp_avg_sq", exp_avg_sq_}};
  if (max_exp_avg_sq_.defined()) all.emplace_back("max_exp_avg_sq", max_exp_avg_sq_);
  return all;
}
void AdamParamState::set(const std::string& key, const Tensor& value) {
  if (key == "step")
    step_ = value.item<int64_t>();
  else if (key == "exp_avg")
    exp_avg_ = value;
  else if (key == "exp_avg_sq")
    exp_avg_sq_ = value;
  else if (key == "max_exp_avg_sq")
    max_exp_avg_sq_ = value;
  else
    TL_THROW(input, "load optimizer state", "Adam keeps no '", key, "'");
}

namespace {
template <class O>
void check(const char* name, const O& o) {
  TL_CHECK(o.lr() >= 0, value, name, "Invalid learning rate: ", o.lr());
  TL_CHECK(o.eps() >= 0, value, name, "Invalid epsilon value: ", o.eps());
  check_option(o.beta1() >= 0 && o.beta1() < 1, name, "beta1", str("Invalid beta parameter at index 0: ", o.beta1()),
               "Set beta1 to a number from 0 up and below 1.");
  check_option(o.beta2() >= 0 && o.beta2() < 1, name, "beta2", str("Invalid beta parameter at index 1: ", o.beta2()),
               "Set beta2 to a number from 0 up and below 1.");
  TL_CHECK(o.weight_decay() >= 0, value, name, "Invalid weight_decay value: ", o.weight_decay());
}

template <class T, class O>
void update_typed(Tensor& p, const Tensor& g, const O& o, AdamParamState& s, bool decoupled) {
  const auto t = static_cast<double>(s.step());
  const cpu::AdamUpdate<T> u{p.data_ptr<T>(),
                             s.exp_avg().template data_ptr<T>(),
                             s.exp_avg_sq().template data_ptr<T>(),
                             o.amsgrad() ? s.max_exp_avg_sq().template data_ptr<T>() : nullptr,
                             g.data_ptr<T>(),
                             static_cast<T>(o.beta1()),
                             static_cast<T>(o.beta2()),
                             static_cast<T>(o.eps()),
                             static_cast<T>(decoupled ? 0 : o.weight_decay()),
                             static_cast<T>(1 - o.beta1()),
                             static_cast<T>(1 - o.beta2()),
                             static_cast<T>(decoupled ? 1 - o.lr() * o.weight_decay() : 1),
                             static_cast<T>(o.lr() / (1 - std::pow(o.beta1(), t))),
                             static_cast<T>(std::sqrt(1 - std::pow(o.beta2(), t)))};
  detail::run_fused(p, u, [](const auto& w, int64_t begin, int64_t end) { cpu::adam_update(w, begin, end); });
}

template <class O>
void update_adam(const char* name, Tensor& p, const Tensor& gradient, const O& o, std::unique_ptr<OptimizerParamState>& state,
                 bool decoupled) {
  const Tensor g = detail::plain_gradient(name, p, gradient);
  if (!state) state = std::make_unique<AdamParamState>();
  auto& s = static_cast<AdamParamState&>(*state);
  if (!s.exp_avg().defined()) {
    s.exp_avg(detail::zeros_for(p));
    s.exp_avg_sq(detail::zeros_for(p));
  }
  if (o.amsgrad() && !s.max_exp_avg_sq().defined()) s.max_exp_avg_sq(detail::zeros_for(p));
  ++s.step();
  if (p.dtype() == kFloat)
    update_typed<float>(p, g, o, s, decoupled);
  else
    update_typed<double>(p, g, o, s, decoupled);
}
}  // namespace

Adam::Adam(std::vector<OptimizerParamGroup> groups, AdamOptions defaults)
    : Optimizer(std::move(groups), std::make_unique<AdamOptions>(defaults)) {
  check("Adam", defaults);
}
void Adam::update(Tensor& p, const Tensor& g, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  update_adam("Adam", p, g, static_cast<const AdamOptions&>(options), state, false);
}

AdamW::AdamW(std::vector<OptimizerParamGroup> groups, AdamWOptions defaults)
    : Optimizer(std::move(groups), std::make_unique<AdamWOptions>(defaults)) {
  check("AdamW", defaults);
}
void AdamW::update(Tensor& p, const Tensor& g, const OptimizerOptions& options, std::unique_ptr<OptimizerParamState>& state) {
  update_adam("AdamW", p, g, static_cast<const AdamWOptions&>(options), state, true);
}

}  // namespace tl::optim
