// SPDX-License-Identifier: Apache-2.0
// C. J. Maddison, A. Mnih, Y. W. Teh, "The concrete distribution" (2017).
#include "engine/distributions/relaxed.h"

#include "engine/core/error.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {
namespace {
Tensor checked_temperature(const char* name, const Param& temperature, ScalarType type) {
  const Tensor t = temperature.is_tensor() ? temperature.tensor : scalar_tensor(temperature.number, TensorOptions(type));
  TL_CHECK(t.is_meta() || t.numel() == 0 || min(t).item<double>() > 0, value, name, "temperature must be above 0");
  return t;
}
Tensor logit_log_density(const Tensor& x, const Tensor& logits, const Tensor& temperature) {
  const Tensor d = logits - x * temperature;
  return log(temperature) + d - softplus(d) * 2;
}
Tensor logit_draw(const DimVector& shape, const Tensor& probs, const Tensor& temperature) {
  const Tensor p = clamp_probs(expand(probs, shape)), u = open_uniform(shape, p);
  return (log(u) - log1p(-u) + log(p) - log1p(-p)) / temperature;
}
ScalarType type_of(const MaybeParam& a, const MaybeParam& b) {
  const Param& given = a ? *a : *b;
  return given.is_tensor() && given.tensor.is_floating_point() ? given.tensor.dtype() : default_dtype();
}
}  // namespace

std::string LogitRelaxedBernoulli::name() const { return "LogitRelaxedBernoulli"; }
Constraint LogitRelaxedBernoulli::support() const { return constraints::real; }
bool LogitRelaxedBernoulli::reparameterised() const { return true; }
LogitRelaxedBernoulli::LogitRelaxedBernoulli(Param temperature, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  set_parameters(either(probs, logits, true, constraints::unit_interval));
  temperature_ = checked_temperature("LogitRelaxedBernoulli", temperature, type_of(probs, logits));
}
Tensor LogitRelaxedBernoulli::attribute(const std::string& name) const { return name == "temperature" ? temperature_ : WithProbs::attribute(name); }
Tensor LogitRelaxedBernoulli::draw(const DimVector& shape) const { return logit_draw(shape, probs(), temperature_); }
Tensor LogitRelaxedBernoulli::log_density(const Tensor& x) const { return logit_log_density(x, logits(), temperature_); }

std::string RelaxedBernoulli::name() const { return "RelaxedBernoulli"; }
bool RelaxedBernoulli::has_rsample() const { return true; }
Constraint RelaxedBernoulli::support() const { return constraints::unit_interval; }
RelaxedBernoulli::RelaxedBernoulli(Param temperature, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  set_parameters(either(probs, logits, true, constraints::unit_interval));
  temperature_ = checked_temperature("RelaxedBernoulli", temperature, type_of(probs, logits));
}
Tensor RelaxedBernoulli::attribute(const std::string& name) const { return name == "temperature" ? temperature_ : WithProbs::attribute(name); }
Tensor RelaxedBernoulli::draw(const DimVector& shape) const { return clamp_probs(sigmoid(logit_draw(shape, probs(), temperature_))); }
Tensor RelaxedBernoulli::log_density(const Tensor& y) const {
  const Tensor x = probs_to_logits(y, true);
  return logit_log_density(x, logits(), temperature_) + softplus(-x) + softplus(x);
}

std::string RelaxedOneHotCategorical::name() const { return "RelaxedOneHotCategorical"; }
bool RelaxedOneHotCategorical::has_rsample() const { return true; }
Constraint RelaxedOneHotCategorical::support() const { return constraints::simplex; }
RelaxedOneHotCategorical::RelaxedOneHotCategorical(Param temperature, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  auto parameters = either(probs, logits, false, constraints::simplex);
  const int64_t k = (parameters[0].value.defined() ? parameters[0] : parameters[1]).value.size(-1);
  set_parameters(std::move(parameters), {k});
  temperature_ = checked_temperature("RelaxedOneHotCategorical", temperature, type_of(probs, logits));
  TL_CHECK(temperature_.numel() == 1, value, name(), "temperature must be a single number, but is ", temperature_.sizes());
}
Tensor RelaxedOneHotCategorical::attribute(const std::string& name) const { return name == "temperature" ? temperature_ : WithProbs::attribute(name); }
Tensor RelaxedOneHotCategorical::draw(const DimVector& shape) const {
  const Tensor l = tl::expand(logits(), shape), gumbel = -log(-log(open_uniform(shape, l)));
  return softmax((l + gumbel) / temperature_, -1);
}
Tensor RelaxedOneHotCategorical::log_density(const Tensor& y) const {
  const auto k = static_cast<double>(event_shape()[0]);
  const Tensor x = log(y), score = logits() - x * temperature_;
  const Tensor normal = sum(score - logsumexp(score, {-1}, true), {-1});
  return normal + std::lgamma(k) + log(temperature_) * (k - 1) - sum(x, {-1});
}

}  // namespace tl::distributions
