// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/gamma.h"

#include "engine/core/error.h"
#include "engine/distributions/draws.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {

// ---- Exponential
std::string Exponential::name() const { return "Exponential"; }
bool Exponential::has_rsample() const { return true; }
Constraint Exponential::support() const { return constraints::nonnegative; }
Exponential::Exponential(Param rate, Validate validate_args) : Family(validate_args) { set_parameters({{"rate", constraints::positive, rate.value()}}); }
Tensor Exponential::mean() const { return reciprocal(rate()); }
Tensor Exponential::stddev() const { return reciprocal(rate()); }
Tensor Exponential::variance() const { return reciprocal(square(rate())); }
Tensor Exponential::entropy() const { return 1 - log(rate()); }
Tensor Exponential::draw(const DimVector& shape) const { return -log(open_uniform(shape, rate())) / rate(); }
Tensor Exponential::log_density(const Tensor& x) const { return log(rate()) - rate() * x; }
Tensor Exponential::cumulative(const Tensor& x) const { return -expm1(-rate() * x); }
Tensor Exponential::quantile(const Tensor& p) const { return -log1p(-p) / rate(); }
std::vector<Tensor> Exponential::natural_parameters() const { return {-rate()}; }
Tensor Exponential::log_normalizer(const std::vector<Tensor>& n) const { return -log(-n[0]); }
Tensor Exponential::mean_carrier_measure() const { return zeros_like(rate()); }

// ---- Gamma, Chi2
std::string Gamma::name() const { return "Gamma"; }
bool Gamma::has_rsample() const { return true; }
Constraint Gamma::support() const { return constraints::nonnegative; }
Tensor Gamma::concentration() const { return parameter("concentration"); }
Tensor Gamma::rate() const { return parameter("rate"); }
Gamma::Gamma(Validate validate_args) : Family(validate_args) {}
Gamma::Gamma(Param concentration, Param rate, Validate validate_args) : Family(validate_args) {
  set_parameters({{"concentration", constraints::positive, concentration.value()}, {"rate", constraints::positive, rate.value()}});
}
Tensor Gamma::mean() const { return concentration() / rate(); }
Tensor Gamma::variance() const { return concentration() / square(rate()); }
Tensor Gamma::entropy() const {
  const Tensor c = concentration();
  return c - log(rate()) + lgamma(c) + (1 - c) * digamma(c);
}
Tensor Gamma::draw(const DimVector& shape) const { return standard_gamma(tl::expand(concentration(), shape)) / rate(); }
Tensor Gamma::log_density(const Tensor& value) const {
  const Tensor c = concentration(), r = rate(), x = value.to(r.dtype());
  return c * log(r) + (c - 1) * log(x) - r * x - lgamma(c);
}
std::vector<Tensor> Gamma::natural_parameters() const { return {concentration() - 1, -rate()}; }
Tensor Gamma::log_normalizer(const std::vector<Tensor>& n) const { return lgamma(n[0] + 1) - (n[0] + 1) * log(-n[1]); }
Tensor Gamma::mean_carrier_measure() const { return zeros_like(rate()); }

std::string Chi2::name() const { return "Chi2"; }
std::shared_ptr<Distribution> Chi2::copy() const { return own(new Chi2(*this)); }
Chi2::Chi2(Param df, Validate validate_args) : Gamma(validate_args) { set_parameters({{"df", constraints::positive, df.value()}}); }
Tensor Chi2::concentration() const { return df() * 0.5; }
Tensor Chi2::rate() const { return full_like(df().detach(), 0.5); }
Tensor Chi2::attribute(const std::string& name) const {
  if (name == "concentration") return concentration();
  return name == "rate" ? rate() : Gamma::attribute(name);
}

// ---- Beta
std::string Beta::name() const { return "Beta"; }
bool Beta::has_rsample() const { return true; }
Constraint Beta::support() const { return constraints::unit_interval; }
Beta::Beta(Param concentration1, Param concentration0, Validate validate_args) : Family(validate_args) {
  set_parameters({{"concentration1", constraints::positive, concentration1.value()}, {"concentration0", constraints::positive, concentration0.value()}});
}
Tensor Beta::mean() const { return concentration1() / (concentration1() + concentration0()); }
Tensor Beta::variance() const {
  const Tensor total = concentration1() + concentration0();
  return concentration1() * concentration0() / (square(total) * (total + 1));
}
namespace {
/// In float64, of this shape: gamma numbers of a small concentration lie below what float32 tells apart, and only their ratio is wanted.
Tensor wide(const Tensor& concentration, const DimVector& shape) { return tl::expand(concentration, shape).to(kDouble); }
Tensor log_beta(const Tensor& a, const Tensor& b) { return lgamma(a) + lgamma(b) - lgamma(a + b); }
}  // namespace
Tensor Beta::entropy() const {
  const Tensor &a = concentration1(), &b = concentration0();
  return log_beta(a, b) - (a - 1) * digamma(a) - (b - 1) * digamma(b) + (a + b - 2) * digamma(a + b);
}
Tensor Beta::draw(const DimVector& shape) const {
  const Tensor a = standard_gamma(wide(concentration1(), shape)), b = standard_gamma(wide(concentration0(), shape));
  return (a / (a + b)).to(concentration1().dtype());
}
Tensor Beta::log_density(const Tensor& x) const {
  return (concentration1() - 1) * log(x) + (concentration0() - 1) * log1p(-x) - log_beta(concentration1(), concentration0());
}
std::vector<Tensor> Beta::natural_parameters() const { return {concentration1(), concentration0()}; }
Tensor Beta::log_normalizer(const std::vector<Tensor>& n) const { return log_beta(n[0], n[1]); }
/// −E[log x + log(1 − x)].
Tensor Beta::mean_carrier_measure() const {
  const Tensor &a = concentration1(), &b = concentration0();
  return digamma(a + b) * 2 - digamma(a) - digamma(b);
}

// ---- Dirichlet
std::string Dirichlet::name() const { return "Dirichlet"; }
bool Dirichlet::has_rsample() const { return true; }
Constraint Dirichlet::support() const { return constraints::simplex; }
Dirichlet::Dirichlet(Tensor concentration, Validate validate_args) : Family(validate_args) {
  TL_CHECK(concentration.dim() >= 1, value, "Dirichlet", "`concentration` parameter must be at least one-dimensional");
  const DimVector events{concentration.size(-1)};
  set_parameters({{"concentration", constraints::positive.independent(1), std::move(concentration)}}, events);
}
Tensor Dirichlet::mean() const { return concentration() / sum(concentration(), {-1}, true); }
Tensor Dirichlet::variance() const {
  const Tensor total = sum(concentration(), {-1}, true), m = concentration() / total;
  return m * (1 - m) / (total + 1);
}
Tensor Dirichlet::entropy() const {
  const Tensor& c = concentration();
  const Tensor total = sum(c, {-1});
  return sum(lgamma(c), {-1}) - lgamma(total) - (static_cast<double>(c.size(-1)) - total) * digamma(total) - sum((c - 1) * digamma(c), {-1});
}
Tensor Dirichlet::draw(const DimVector& shape) const {
  const Tensor parts = standard_gamma(wide(concentration(), shape));
  return clamp_min((parts / sum(parts, {-1}, true)).to(concentration().dtype()), tiny_of(concentration().dtype()));
}
Tensor Dirichlet::log_density(const Tensor& x) const {
  const Tensor& c = concentration();
  return sum((c - 1) * log(x), {-1}) + lgamma(sum(c, {-1})) - sum(lgamma(c), {-1});
}
std::vector<Tensor> Dirichlet::natural_parameters() const { return {concentration()}; }
Tensor Dirichlet::log_normalizer(const std::vector<Tensor>& n) const { return sum(lgamma(n[0]), {-1}) - lgamma(sum(n[0], {-1})); }
Tensor Dirichlet::mean_carrier_measure() const {
  return -sum(digamma(concentration()) - digamma(sum(concentration(), {-1}, true)), {-1});
}

// ---- FisherSnedecor
std::string FisherSnedecor::name() const { return "FisherSnedecor"; }
bool FisherSnedecor::has_rsample() const { return true; }
Constraint FisherSnedecor::support() const { return constraints::positive; }
FisherSnedecor::FisherSnedecor(Param df1, Param df2, Validate validate_args) : Family(validate_args) {
  set_parameters({{"df1", constraints::positive, df1.value()}, {"df2", constraints::positive, df2.value()}});
}
Tensor FisherSnedecor::mean() const { return masked_fill(df2() / (df2() - 2), df2() <= 2, kNan); }
Tensor FisherSnedecor::variance() const {
  const Tensor finite = square(df2()) * 2 * (df1() + df2() - 2) / (df1() * square(df2() - 2) * (df2() - 4));
  return masked_fill(finite, df2() <= 4, kNan);
}
Tensor FisherSnedecor::draw(const DimVector& shape) const {
  const Tensor x1 = standard_gamma(tl::expand(df1() / 2, shape)) / df1(), x2 = standard_gamma(tl::expand(df2() / 2, shape)) / df2();
  return clamp_min(x1 / x2, tiny_of(df1().dtype()));
}
Tensor FisherSnedecor::log_density(const Tensor& x) const {
  const Tensor a = df1() / 2, b = df2() / 2, r = df1() / df2();
  return lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(r) + (a - 1) * log(x) - (a + b) * log1p(r * x);
}

}  // namespace tl::distributions
