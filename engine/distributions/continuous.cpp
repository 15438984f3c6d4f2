// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/continuous.h"

#include "engine/core/error.h"
#include "engine/distributions/draws.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {
namespace {
Tensor normal_log_density(const Tensor& x, const Tensor& loc, const Tensor& scale) { return -square((x - loc) / scale) / 2 - log(scale) - kLogTwoPi / 2; }
Tensor normal_cdf(const Tensor& x, const Tensor& loc, const Tensor& scale) { return (erf((x - loc) / (scale * std::sqrt(2.0))) + 1) * 0.5; }
Tensor normal_icdf(const Tensor& p, const Tensor& loc, const Tensor& scale) { return loc + scale * erfinv(p * 2 - 1) * std::sqrt(2.0); }
Tensor cauchy_log_density(const Tensor& x, const Tensor& loc, const Tensor& scale) { return -log1p(square((x - loc) / scale)) - log(scale) - std::log(kPi); }
}  // namespace

// What the macros of the header declare.
#define TL_FAMILY_MEMBERS(Name, support_value)                   \
  std::string Name::name() const { return #Name; }               \
  bool Name::has_rsample() const { return true; }                \
  Constraint Name::support() const { return support_value; }
TL_FAMILY_MEMBERS(LogNormal, constraints::positive)
TL_FAMILY_MEMBERS(Laplace, constraints::real)
TL_FAMILY_MEMBERS(Cauchy, constraints::real)
TL_FAMILY_MEMBERS(Gumbel, constraints::real)
TL_FAMILY_MEMBERS(Uniform, constraints::interval(low(), high()))
TL_FAMILY_MEMBERS(Pareto, constraints::greater_than_eq(scale()))
TL_FAMILY_MEMBERS(Weibull, constraints::positive)
TL_FAMILY_MEMBERS(HalfNormal, constraints::nonnegative)
TL_FAMILY_MEMBERS(HalfCauchy, constraints::nonnegative)
#undef TL_FAMILY_MEMBERS

// ---- Normal
std::string Normal::name() const { return "Normal"; }
bool Normal::has_rsample() const { return true; }
Constraint Normal::support() const { return constraints::real; }
Tensor Normal::mean() const { return loc(); }
Tensor Normal::stddev() const { return scale(); }
Normal::Normal(Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor Normal::variance() const { return square(scale()); }
Tensor Normal::entropy() const { return log(scale()) + (0.5 + kLogTwoPi / 2); }
Tensor Normal::draw(const DimVector& shape) const { return loc() + scale() * standard_normal(shape, loc()); }
Tensor Normal::log_density(const Tensor& x) const { return normal_log_density(x, loc(), scale()); }
Tensor Normal::cumulative(const Tensor& x) const { return normal_cdf(x, loc(), scale()); }
Tensor Normal::quantile(const Tensor& p) const { return normal_icdf(p, loc(), scale()); }
std::vector<Tensor> Normal::natural_parameters() const { return {loc() / square(scale()), -0.5 / square(scale())}; }
Tensor Normal::log_normalizer(const std::vector<Tensor>& n) const { return square(n[0]) * -0.25 / n[1] + log(-kPi / n[1]) * 0.5; }
Tensor Normal::mean_carrier_measure() const { return zeros_like(loc()); }

// ---- LogNormal
LogNormal::LogNormal(Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor LogNormal::mean() const { return exp(loc() + square(scale()) / 2); }
Tensor LogNormal::variance() const { return expm1(square(scale())) * exp(loc() * 2 + square(scale())); }
Tensor LogNormal::entropy() const { return log(scale()) + loc() + (0.5 + kLogTwoPi / 2); }
Tensor LogNormal::draw(const DimVector& shape) const { return exp(loc() + scale() * standard_normal(shape, loc())); }
Tensor LogNormal::log_density(const Tensor& x) const {
  const Tensor y = log(x);
  return normal_log_density(y, loc(), scale()) - y;
}
Tensor LogNormal::cumulative(const Tensor& x) const { return normal_cdf(log(x), loc(), scale()); }
Tensor LogNormal::quantile(const Tensor& p) const { return exp(normal_icdf(p, loc(), scale())); }

// ---- Laplace
Laplace::Laplace(Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor Laplace::mean() const { return loc(); }
Tensor Laplace::variance() const { return square(scale()) * 2; }
Tensor Laplace::entropy() const { return log(scale()) + (1 + kLog2); }
Tensor Laplace::draw(const DimVector& shape) const {
  const Tensor u = open_uniform(shape, loc()) * 2 - 1;
  return loc() - scale() * sign(u) * log1p(-abs(u));
}
Tensor Laplace::log_density(const Tensor& x) const { return -abs(x - loc()) / scale() - log(scale() * 2); }
Tensor Laplace::cumulative(const Tensor& x) const { return 0.5 - sign(x - loc()) * expm1(-abs(x - loc()) / scale()) * 0.5; }
Tensor Laplace::quantile(const Tensor& p) const {
  const Tensor t = p - 0.5;
  return loc() - scale() * sign(t) * log1p(abs(t) * -2);
}

// ---- Cauchy
Cauchy::Cauchy(Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor Cauchy::mean() const { return full_like(loc(), kNan); }
Tensor Cauchy::variance() const { return full_like(loc(), kInf); }
Tensor Cauchy::entropy() const { return log(scale()) + std::log(4 * kPi); }
Tensor Cauchy::draw(const DimVector& shape) const { return loc() + scale() * tan((open_uniform(shape, loc()) - 0.5) * kPi); }
Tensor Cauchy::log_density(const Tensor& x) const { return cauchy_log_density(x, loc(), scale()); }
Tensor Cauchy::cumulative(const Tensor& x) const { return atan((x - loc()) / scale()) / kPi + 0.5; }
Tensor Cauchy::quantile(const Tensor& p) const { return tan((p - 0.5) * kPi) * scale() + loc(); }

// ---- Gumbel
Gumbel::Gumbel(Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor Gumbel::mean() const { return loc() + scale() * kEuler; }
Tensor Gumbel::stddev() const { return scale() * (kPi / std::sqrt(6.0)); }
Tensor Gumbel::variance() const { return square(stddev()); }
Tensor Gumbel::entropy() const { return log(scale()) + (1 + kEuler); }
Tensor Gumbel::draw(const DimVector& shape) const { return loc() - scale() * log(-log(open_uniform(shape, loc()))); }
Tensor Gumbel::log_density(const Tensor& x) const {
  const Tensor y = (loc() - x) / scale();
  return y - exp(y) - log(scale());
}
Tensor Gumbel::cumulative(const Tensor& x) const { return exp(-exp((loc() - x) / scale())); }
Tensor Gumbel::quantile(const Tensor& p) const { return loc() - scale() * log(-log(p)); }

// ---- Uniform
Uniform::Uniform(Param low, Param high, Validate validate_args) : Family(validate_args) {
  set_parameters({{"low", constraints::dependent, low.value()}, {"high", constraints::dependent, high.value()}});
  if (validates() && !this->low().is_meta())
    TL_CHECK(sum(this->low() >= this->high()).item<int64_t>() == 0, value, "Uniform", "is not defined when low >= high");
}
Tensor Uniform::mean() const { return (low() + high()) / 2; }
Tensor Uniform::variance() const { return square(high() - low()) / 12; }
Tensor Uniform::entropy() const { return log(high() - low()); }
Tensor Uniform::draw(const DimVector& shape) const {
  return low() + (high() - low()) * rand(shape, TensorOptions(low().dtype()).device(low().device()));
}
Tensor Uniform::log_density(const Tensor& value) const {
  const Tensor x = value.to(low().dtype());
  const Tensor outside = logical_not(logical_and(x >= low(), x < high()));  // also what is not a number
  return masked_fill(zeros_like(x) - log(high() - low()), outside, -kInf);
}
Tensor Uniform::cumulative(const Tensor& x) const { return clamp((x - low()) / (high() - low()), 0.0, 1.0); }
Tensor Uniform::quantile(const Tensor& p) const { return p * (high() - low()) + low(); }

// ---- Pareto
Pareto::Pareto(Param scale, Param alpha, Validate validate_args) : Family(validate_args) {
  set_parameters({{"scale", constraints::positive, scale.value()}, {"alpha", constraints::positive, alpha.value()}});
}
Tensor Pareto::mean() const {
  const Tensor a = clamp_min(alpha(), 1.0);
  return a * scale() / (a - 1);
}
Tensor Pareto::variance() const {
  const Tensor a = clamp_min(alpha(), 2.0);
  return square(scale()) * a / (square(a - 1) * (a - 2));
}
Tensor Pareto::entropy() const { return log(scale() / alpha()) + (1 + 1 / alpha()); }
Tensor Pareto::draw(const DimVector& shape) const { return quantile(open_uniform(shape, scale())); }
Tensor Pareto::log_density(const Tensor& x) const { return log(alpha()) + alpha() * log(scale()) - (alpha() + 1) * log(x); }
Tensor Pareto::cumulative(const Tensor& x) const { return 1 - pow(scale() / maximum(x, scale()), alpha()); }
Tensor Pareto::quantile(const Tensor& p) const { return scale() * exp(-log1p(-p) / alpha()); }

// ---- Weibull
Weibull::Weibull(Param scale, Param concentration, Validate validate_args) : Family(validate_args) {
  set_parameters({{"scale", constraints::positive, scale.value()}, {"concentration", constraints::positive, concentration.value()}});
}
Tensor Weibull::mean() const { return scale() * exp(lgamma(1 + 1 / concentration())); }
Tensor Weibull::variance() const {
  return square(scale()) * (exp(lgamma(1 + 2 / concentration())) - exp(lgamma(1 + 1 / concentration()) * 2));
}
Tensor Weibull::entropy() const { return (1 - 1 / concentration()) * kEuler + log(scale() / concentration()) + 1; }
Tensor Weibull::draw(const DimVector& shape) const { return quantile(open_uniform(shape, scale())); }
Tensor Weibull::log_density(const Tensor& x) const {
  const Tensor r = x / scale();
  return log(concentration() / scale()) + (concentration() - 1) * log(r) - pow(r, concentration());
}
Tensor Weibull::cumulative(const Tensor& x) const { return -expm1(-pow(x / scale(), concentration())); }
Tensor Weibull::quantile(const Tensor& p) const { return scale() * pow(-log1p(-p), 1 / concentration()); }

// ---- HalfNormal, HalfCauchy
HalfNormal::HalfNormal(Param scale, Validate validate_args) : Family(validate_args) { set_parameters({{"scale", constraints::positive, scale.value()}}); }
Tensor HalfNormal::mean() const { return scale() * std::sqrt(2 / kPi); }
Tensor HalfNormal::variance() const { return square(scale()) * (1 - 2 / kPi); }
Tensor HalfNormal::entropy() const { return log(scale()) + (0.5 + kLogTwoPi / 2 - kLog2); }
Tensor HalfNormal::draw(const DimVector& shape) const { return abs(scale() * standard_normal(shape, scale())); }
Tensor HalfNormal::log_density(const Tensor& x) const {
  return masked_fill(normal_log_density(x, zeros_like(scale()), scale()) + kLog2, x < 0, -kInf);
}
Tensor HalfNormal::cumulative(const Tensor& x) const { return erf(x / (scale() * std::sqrt(2.0))); }
Tensor HalfNormal::quantile(const Tensor& p) const { return scale() * erfinv(p) * std::sqrt(2.0); }

HalfCauchy::HalfCauchy(Param scale, Validate validate_args) : Family(validate_args) { set_parameters({{"scale", constraints::positive, scale.value()}}); }
Tensor HalfCauchy::mean() const { return full_like(scale(), kInf); }
Tensor HalfCauchy::variance() const { return full_like(scale(), kInf); }
Tensor HalfCauchy::entropy() const { return log(scale()) + std::log(2 * kPi); }
Tensor HalfCauchy::draw(const DimVector& shape) const { return scale() * abs(tan((open_uniform(shape, scale()) - 0.5) * kPi)); }
Tensor HalfCauchy::log_density(const Tensor& value) const {
  const Tensor x = value.to(scale().dtype());
  return masked_fill(cauchy_log_density(x, zeros_like(scale()), scale()) + kLog2, x < 0, -kInf);
}
Tensor HalfCauchy::cumulative(const Tensor& x) const { return atan(x / scale()) * (2 / kPi); }
Tensor HalfCauchy::quantile(const Tensor& p) const { return scale() * tan(p * (kPi / 2)); }

// ---- StudentT
std::string StudentT::name() const { return "StudentT"; }
bool StudentT::has_rsample() const { return true; }
Constraint StudentT::support() const { return constraints::real; }
StudentT::StudentT(Param df, Param loc, Param scale, Validate validate_args) : Family(validate_args) {
  set_parameters({{"df", constraints::positive, df.value()}, {"loc", constraints::real, loc.value()}, {"scale", constraints::positive, scale.value()}});
}
Tensor StudentT::mean() const { return masked_fill(loc(), df() <= 1, kNan); }
Tensor StudentT::variance() const {
  const Tensor finite = square(scale()) * df() / (df() - 2);
  return masked_fill(masked_fill(finite, df() <= 2, kInf), df() <= 1, kNan);
}
Tensor StudentT::entropy() const {
  const Tensor half = df() / 2, more = (df() + 1) / 2;
  const Tensor log_beta = lgamma(half) + std::log(kPi) / 2 - lgamma(more);
  return log(scale()) + more * (digamma(more) - digamma(half)) + log(df()) / 2 + log_beta;
}
Tensor StudentT::draw(const DimVector& shape) const {
  const Tensor chi2 = standard_gamma(tl::expand(df() / 2, shape)) * 2;
  return loc() + scale() * standard_normal(shape, loc()) * rsqrt(chi2 / df());
}
Tensor StudentT::log_density(const Tensor& x) const {
  const Tensor y = (x - loc()) / scale();
  const Tensor z = log(scale()) + log(df()) / 2 + std::log(kPi) / 2 + lgamma(df() / 2) - lgamma((df() + 1) / 2);
  return (df() + 1) * -0.5 * log1p(square(y) / df()) - z;
}

}  // namespace tl::distributions
