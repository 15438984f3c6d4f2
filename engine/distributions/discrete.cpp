// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/discrete.h"

#include "engine/core/error.h"
#include "engine/distributions/draws.h"
#include "engine/distributions/numbers.h"
#include "engine/ops/sampling.h"

namespace tl::distributions {
namespace {
/// Values 0 … n−1 along a new first dimension before `batch`.
Tensor enumerated(int64_t n, const DimVector& batch, const TensorOptions& options, bool expand) {
  DimVector narrow{n}, wide{n};
  for (const int64_t size : batch) {
    narrow.push_back(1);
    wide.push_back(size);
  }
  const Tensor values = view(arange(n, options), narrow);
  return expand ? tl::expand(values, wide) : values;
}
TensorOptions options_of(const Tensor& t) { return TensorOptions(t.dtype()).device(t.device()); }
/// Draws of categories by the probabilities along the last dimension of `probs`, in this shape (its batch dimensions last).
Tensor draw_categories(const Tensor& probs, const DimVector& shape) {
  const int64_t k = probs.size(-1), rows = k ? probs.numel() / k : 0;
  int64_t total = 1;
  for (const int64_t n : shape) total *= n;
  if (total == 0) return empty(shape, TensorOptions(kLong).device(probs.device()));
  const int64_t each = total / rows;
  return view(transpose(multinomial(reshape(probs.detach(), {rows, k}), each, true), 0, 1).contiguous(), shape);
}
}  // namespace

// ---- probs and logits
template <class Base>
std::vector<Distribution::Parameter> WithProbs<Base>::either(const MaybeParam& probs, const MaybeParam& logits, bool binary, Constraint probs_constraint) {
  TL_CHECK(probs.has_value() != logits.has_value(), value, this->name(), "either `probs` or `logits` must be specified, but not both");
  binary_ = binary;
  Tensor p = probs ? probs->value() : Tensor(), l = logits ? logits->value() : Tensor();
  if (!binary) {
    const Tensor& given = p.defined() ? p : l;
    TL_CHECK(given.dim() >= 1, value, this->name(), '`', p.defined() ? "probs" : "logits", "` parameter must be at least one-dimensional");
    if (p.defined()) p = p / sum(p, {-1}, true);
    else l = l - logsumexp(l, {-1}, true);
  }
  const Constraint logits_constraint = binary ? constraints::real : constraints::real_vector;
  return {{"probs", std::move(probs_constraint), p}, {"logits", logits_constraint, l}};
}
template <class Base>
Tensor WithProbs<Base>::probs() const {
  if (const Tensor& p = this->parameter("probs"); p.defined()) return p;
  const Tensor& l = this->parameter("logits");
  return binary_ ? sigmoid(l) : softmax(l, -1);
}
template <class Base>
Tensor WithProbs<Base>::logits() const {
  if (const Tensor& l = this->parameter("logits"); l.defined()) return l;
  return probs_to_logits(this->parameter("probs"), binary_);
}
template <class Base>
DimVector WithProbs<Base>::param_shape() const {
  const Tensor& p = this->parameter("probs");
  return shape_of(p.defined() ? p : this->parameter("logits"));
}
template <class Base>
Tensor WithProbs<Base>::attribute(const std::string& name) const {
  if (name == "probs") return probs();
  return name == "logits" ? logits() : Base::attribute(name);
}
template class WithProbs<Distribution>;
template class WithProbs<ExponentialFamily>;

// ---- Bernoulli
std::string Bernoulli::name() const { return "Bernoulli"; }
bool Bernoulli::has_enumerate_support() const { return true; }
Constraint Bernoulli::support() const { return constraints::boolean; }
Tensor Bernoulli::mean() const { return probs(); }
std::vector<Tensor> Bernoulli::natural_parameters() const { return {logits()}; }
Bernoulli::Bernoulli(MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  set_parameters(either(probs, logits, true, constraints::unit_interval));
}
Tensor Bernoulli::variance() const { return probs() * (1 - probs()); }
Tensor Bernoulli::entropy() const { return softplus(logits()) - logits() * probs(); }
Tensor Bernoulli::enumerate_support(bool expand) const { return enumerated(2, batch_shape(), options_of(probs()), expand); }
Tensor Bernoulli::draw(const DimVector& shape) const {
  const NoGradGuard guard;
  return tl::bernoulli(tl::expand(probs(), shape));
}
Tensor Bernoulli::log_density(const Tensor& x) const { return x * logits() - softplus(logits()); }
Tensor Bernoulli::log_normalizer(const std::vector<Tensor>& n) const { return softplus(n[0]); }
Tensor Bernoulli::mean_carrier_measure() const { return zeros_like(logits()); }

// ---- Geometric
std::string Geometric::name() const { return "Geometric"; }
Constraint Geometric::support() const { return constraints::nonnegative_integer; }
Geometric::Geometric(MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  set_parameters(either(probs, logits, true, constraints::unit_interval));
  const Tensor& given = parameter("probs");
  if (validates() && given.defined() && !given.is_meta())
    TL_CHECK(sum(given <= 0).item<int64_t>() == 0, value, "Geometric", "expected all elements of `probs` to be above 0: with 0 there is no first success");
}
Tensor Geometric::mean() const { return 1 / probs() - 1; }
Tensor Geometric::variance() const { return (1 / probs() - 1) / probs(); }
Tensor Geometric::entropy() const { return (softplus(logits()) - logits() * probs()) / probs(); }
Tensor Geometric::draw(const DimVector& shape) const {
  const NoGradGuard guard;
  const Tensor p = tl::expand(probs(), shape);
  return floor(log(open_uniform(shape, p)) / log1p(-p));
}
Tensor Geometric::log_density(const Tensor& x) const {
  // 0 · log(1 − 1) is 0: certain success needs no failure.
  const Tensor p = probs(), impossible = logical_and(p == 1, x == 0);
  return masked_fill(x * log1p(-where(impossible, 0, p)), impossible, 0) + log(p);
}

// ---- Binomial
std::string Binomial::name() const { return "Binomial"; }
bool Binomial::has_enumerate_support() const { return true; }
Constraint Binomial::support() const { return constraints::integer_interval(0, total_count()); }
Binomial::Binomial(Param total_count, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  auto parameters = either(probs, logits, true, constraints::unit_interval);
  parameters.push_back({"total_count", constraints::nonnegative_integer, total_count.value()});
  set_parameters(std::move(parameters));
}
Tensor Binomial::mean() const { return total_count() * probs(); }
Tensor Binomial::variance() const { return total_count() * probs() * (1 - probs()); }
Tensor Binomial::enumerate_support(bool expand) const {
  const Tensor& n = total_count();
  TL_CHECK(n.numel() > 0 && min(n).item<double>() == max(n).item<double>(), not_implemented, "Binomial", "a support with inhomogeneous total_count cannot be enumerated");
  return enumerated(static_cast<int64_t>(max(n).item<double>()) + 1, batch_shape(), options_of(n), expand);
}
Tensor Binomial::entropy() const {
  const Tensor log_p = log_density(enumerate_support(false));
  return -sum(exp(log_p) * log_p, {0});
}
Tensor Binomial::draw(const DimVector& shape) const { return binomial(tl::expand(total_count(), shape), tl::expand(probs(), shape)); }
Tensor Binomial::log_density(const Tensor& x) const {
  const Tensor& n = total_count();
  return lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * logits() - n * softplus(logits());
}

// ---- NegativeBinomial
std::string NegativeBinomial::name() const { return "NegativeBinomial"; }
Constraint NegativeBinomial::support() const { return constraints::nonnegative_integer; }
NegativeBinomial::NegativeBinomial(Param total_count, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  auto parameters = either(probs, logits, true, constraints::half_open_interval(0.0, 1.0));
  parameters.push_back({"total_count", constraints::greater_than_eq(0), total_count.value()});
  set_parameters(std::move(parameters));
}
Tensor NegativeBinomial::mean() const { return total_count() * exp(logits()); }
Tensor NegativeBinomial::variance() const { return mean() / sigmoid(-logits()); }
Tensor NegativeBinomial::draw(const DimVector& shape) const {
  const NoGradGuard guard;
  const Tensor n = tl::expand(total_count(), shape);
  return poisson(masked_fill(standard_gamma(n) * exp(logits()), n == 0, 0));
}
Tensor NegativeBinomial::log_density(const Tensor& x) const {
  const Tensor& n = total_count();
  const Tensor of = where(n + x == 0, 1, n);  // none of none: lgamma(0) − lgamma(0) counts as 0
  return n * log_sigmoid_of(-logits()) + x * log_sigmoid_of(logits()) + lgamma(of + x) - lgamma(x + 1) - lgamma(of);
}

// ---- Poisson
std::string Poisson::name() const { return "Poisson"; }
Constraint Poisson::support() const { return constraints::nonnegative_integer; }
Tensor Poisson::mean() const { return rate(); }
Tensor Poisson::variance() const { return rate(); }
Tensor Poisson::mean_carrier_measure() const { lacks("closed form of its entropy"); }
Poisson::Poisson(Param rate, Validate validate_args) : Family(validate_args) { set_parameters({{"rate", constraints::positive, rate.value()}}); }
Tensor Poisson::draw(const DimVector& shape) const {
  const NoGradGuard guard;
  return poisson(tl::expand(rate(), shape));
}
Tensor Poisson::log_density(const Tensor& x) const { return x * log(rate()) - rate() - lgamma(x + 1); }
std::vector<Tensor> Poisson::natural_parameters() const { return {log(rate())}; }
Tensor Poisson::log_normalizer(const std::vector<Tensor>& n) const { return exp(n[0]); }

// ---- Categorical
std::string Categorical::name() const { return "Categorical"; }
bool Categorical::has_enumerate_support() const { return true; }
Constraint Categorical::support() const { return constraints::integer_interval(0, categories() - 1); }
Categorical::Categorical(MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  set_parameters(either(probs, logits, false, constraints::simplex));
}
int64_t Categorical::categories() const { return param_shape().back(); }
Tensor Categorical::mean() const { return full(batch_shape(), kNan, options_of(probs())); }
Tensor Categorical::variance() const { return mean(); }
Tensor Categorical::entropy() const {
  const Tensor l = logits();
  return -sum(clamp_min(l, -1e38) * probs(), {-1});
}
Tensor Categorical::enumerate_support(bool expand) const { return enumerated(categories(), batch_shape(), TensorOptions(kLong).device(probs().device()), expand); }
Tensor Categorical::draw(const DimVector& shape) const { return draw_categories(probs(), shape); }
namespace {
/// Logits at these categories, both broadcast.
Tensor pick(const Tensor& logits, const Tensor& category) {
  DimVector batch = shape_of(logits);
  const int64_t k = batch.back();
  batch.pop_back();
  const DimVector shape = broadcast_shapes("log_prob", shape_of(category), batch);
  DimVector wide = shape;
  wide.push_back(k);
  return squeeze(gather(expand(logits, wide), -1, unsqueeze(expand(category.to(kLong), shape), -1)), -1);
}
}  // namespace
Tensor Categorical::log_density(const Tensor& x) const { return pick(logits(), x); }

// ---- OneHotCategorical
std::string OneHotCategorical::name() const { return "OneHotCategorical"; }
bool OneHotCategorical::has_enumerate_support() const { return true; }
Constraint OneHotCategorical::support() const { return constraints::one_hot; }
Tensor OneHotCategorical::mean() const { return probs(); }
OneHotCategorical::OneHotCategorical(MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args) {
  auto parameters = either(probs, logits, false, constraints::simplex);
  const int64_t k = (parameters[0].value.defined() ? parameters[0] : parameters[1]).value.size(-1);
  set_parameters(std::move(parameters), {k});
}
Tensor OneHotCategorical::variance() const { return probs() * (1 - probs()); }
Tensor OneHotCategorical::entropy() const { return -sum(clamp_min(logits(), -1e38) * probs(), {-1}); }
Tensor OneHotCategorical::enumerate_support(bool expand) const {
  const int64_t k = event_shape()[0];
  DimVector narrow{k}, wide{k};
  for (const int64_t n : batch_shape()) {
    narrow.push_back(1);
    wide.push_back(n);
  }
  narrow.push_back(k);
  wide.push_back(k);
  const Tensor values = view(eye(k, options_of(probs())), narrow);
  return expand ? tl::expand(values, wide) : values;
}
Tensor OneHotCategorical::draw(const DimVector& shape) const {
  const Tensor p = probs();
  const DimVector rows(shape.begin(), shape.end() - 1);
  return one_hot(draw_categories(p, rows), shape.back()).to(p.dtype());
}
Tensor OneHotCategorical::log_density(const Tensor& x) const { return pick(logits(), argmax(x.detach(), -1)); }

// ---- Multinomial
std::string Multinomial::name() const { return "Multinomial"; }
Constraint Multinomial::support() const { return constraints::multinomial(total_count_); }
Multinomial::Multinomial(int64_t total_count, MaybeParam probs, MaybeParam logits, Validate validate_args) : Family(validate_args), total_count_(total_count) {
  TL_CHECK(total_count >= 0, value, "Multinomial", "total_count must not be negative, but is ", total_count);
  auto parameters = either(probs, logits, false, constraints::simplex);
  const int64_t k = (parameters[0].value.defined() ? parameters[0] : parameters[1]).value.size(-1);
  set_parameters(std::move(parameters), {k});
}
Tensor Multinomial::mean() const { return probs() * static_cast<double>(total_count_); }
Tensor Multinomial::variance() const { return probs() * (1 - probs()) * static_cast<double>(total_count_); }
/// E[Σ log k!] of binomial counts, plus what the categories say.
Tensor Multinomial::entropy() const {
  const auto n = static_cast<double>(total_count_);
  const Tensor p = probs(), of_one = -sum(clamp_min(logits(), -1e38) * p, {-1});
  const Tensor counts = enumerated(total_count_ + 1, shape_of(p), options_of(p), false);
  const Tensor weights = exp(Binomial(n, p, {}, false).log_prob(counts)) * lgamma(counts + 1);
  return of_one * n - std::lgamma(n + 1) + sum(weights, {0, -1});
}
Tensor Multinomial::draw(const DimVector& shape) const {
  const NoGradGuard guard;
  const Tensor p = probs();
  DimVector rows{total_count_};
  for (size_t d = 0; d + 1 < shape.size(); ++d) rows.push_back(shape[d]);
  if (total_count_ == 0) return zeros(shape, options_of(p));
  return sum(one_hot(draw_categories(p, rows), shape.back()), {0}).to(p.dtype());
}
Tensor Multinomial::log_density(const Tensor& x) const {
  const Tensor l = logits(), idle = logical_and(x == 0, l == -kInf);  // what cannot come and did not: 0 · log 0 counts as 0
  return lgamma(sum(x, {-1}) + 1) - sum(lgamma(x + 1), {-1}) + sum(x * masked_fill(l, idle, 0), {-1});
}

}  // namespace tl::distributions
