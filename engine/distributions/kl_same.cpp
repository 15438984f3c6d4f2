// SPDX-License-Identifier: Apache-2.0
// Divergences within a family.
#include "engine/core/error.h"
#include "engine/distributions/continuous.h"
#include "engine/distributions/discrete.h"
#include "engine/distributions/gamma.h"
#include "engine/distributions/kl.h"
#include "engine/distributions/kl_rows.h"
#include "engine/distributions/multivariate.h"
#include "engine/distributions/numbers.h"
#include "engine/distributions/transformed.h"

namespace tl::distributions {
namespace {
/// p log(p / q), 0 where p is 0 and infinite where only q is.
Tensor share(const Tensor& p, const Tensor& q) {
  const Tensor none = p == 0;
  return masked_fill(masked_fill(p * (log(where(none, 1, p)) - log(q)), logical_and(q == 0, logical_not(none)), kInf), logical_and(none, q == q), 0);
}
Tensor normal(const Tensor& loc_p, const Tensor& scale_p, const Tensor& loc_q, const Tensor& scale_q) {
  const Tensor ratio = square(scale_p / scale_q);
  return (ratio + square((loc_p - loc_q) / scale_q) - 1 - log(ratio)) * 0.5;
}
Tensor categorical(const Tensor& p, const Tensor& q) { return sum(share(p, q), {-1}); }

Tensor binomial(const Binomial& p, const Binomial& q) {
  const Tensor &n = p.total_count(), &m = q.total_count();
  TL_CHECK(sum(n < m).item<int64_t>() == 0, not_implemented, "kl_divergence", "between Binomials whose second has the larger total_count has no closed form");
  const Tensor kl = n * (p.probs() * (p.logits() - q.logits()) + log1p(-p.probs()) - log1p(-q.probs()));
  return masked_fill(kl, n > m, kInf);
}
Tensor beta(const Beta& p, const Beta& q) {
  const Tensor &a = p.concentration1(), &b = p.concentration0(), &c = q.concentration1(), &d = q.concentration0();
  const Tensor sum_p = a + b, sum_q = c + d;
  return lgamma(c) + lgamma(d) + lgamma(sum_p) - lgamma(a) - lgamma(b) - lgamma(sum_q) + (a - c) * digamma(a) + (b - d) * digamma(b) +
         (sum_q - sum_p) * digamma(sum_p);
}
Tensor dirichlet(const Dirichlet& p, const Dirichlet& q) {
  const Tensor &a = p.concentration(), &b = q.concentration();
  const Tensor total = sum(a, {-1});
  return lgamma(total) - lgamma(sum(b, {-1})) - sum(lgamma(a) - lgamma(b), {-1}) + sum((a - b) * (digamma(a) - digamma(unsqueeze(total, -1))), {-1});
}
Tensor gamma(const Gamma& p, const Gamma& q) {
  const Tensor c = p.concentration(), d = q.concentration(), r = p.rate(), s = q.rate();
  return d * log(r / s) + lgamma(d) - lgamma(c) + (c - d) * digamma(c) + (s - r) * (c / r);
}
Tensor exponential(const Exponential& p, const Exponential& q) {
  const Tensor ratio = q.rate() / p.rate();
  return ratio - log(ratio) - 1;
}
Tensor gumbel(const Gumbel& p, const Gumbel& q) {
  const Tensor ratio = p.scale() / q.scale(), to_q = q.loc() / q.scale(), from_p = p.loc() / q.scale();
  return -log(ratio) - to_q + from_p + ratio * kEuler + exp(to_q + lgamma(ratio + 1) - from_p) - (1 + kEuler);
}
Tensor laplace(const Laplace& p, const Laplace& q) {
  const Tensor ratio = p.scale() / q.scale(), apart = abs(p.loc() - q.loc());
  return -log(ratio) + apart / q.scale() + ratio * exp(-apart / p.scale()) - 1;
}
Tensor geometric(const Geometric& p, const Geometric& q) { return -p.entropy() - log1p(-q.probs()) / p.probs() - q.logits(); }
Tensor pareto(const Pareto& p, const Pareto& q) {
  const Tensor ratio = q.alpha() / p.alpha();
  return masked_fill(q.alpha() * log(p.scale() / q.scale()) - log(ratio) + ratio - 1, p.scale() < q.scale(), kInf);
}
Tensor uniform(const Uniform& p, const Uniform& q) {
  return masked_fill(log((q.high() - q.low()) / (p.high() - p.low())), logical_or(q.low() > p.low(), q.high() < p.high()), kInf);
}
Tensor multivariate_normal(const Tensor& loc_p, const Tensor& tril_p, const Tensor& loc_q, const Tensor& tril_q) {
  TL_CHECK(loc_p.size(-1) == loc_q.size(-1), value, "kl_divergence", "between normal vectors with different event shapes: ", loc_p.size(-1), " and ", loc_q.size(-1));
  const Tensor spread = sum(square(solve_lower(tril_q, tril_p)), {-2, -1});
  return half_log_determinant(tril_q) - half_log_determinant(tril_p) +
         (spread + mahalanobis(tril_q, loc_q - loc_p) - static_cast<double>(loc_p.size(-1))) * 0.5;
}
Tensor independent(const Independent& p, const Independent& q) {
  TL_CHECK(p.reinterpreted_batch_ndims() == q.reinterpreted_batch_ndims(), not_implemented, "kl_divergence", "between Independents with different reinterpreted_batch_ndims");
  return sum_rightmost(kl_divergence(*p.base_dist(), *q.base_dist()), p.reinterpreted_batch_ndims());
}
Tensor transformed(const TransformedDistribution& p, const TransformedDistribution& q) {
  TL_CHECK(p.transforms() == q.transforms(), not_implemented, "kl_divergence", "between distributions with different transforms has no closed form");
  TL_CHECK(p.event_shape() == q.event_shape(), not_implemented, "kl_divergence", "between transformed distributions with different event shapes");
  const auto extra = static_cast<int64_t>(p.event_shape().size() - p.base_dist()->event_shape().size());
  return sum_rightmost(kl_divergence(*p.base_dist(), *q.base_dist()), extra);
}
}  // namespace

void register_same_family() {
  register_kl<Bernoulli, Bernoulli>([](const Bernoulli& p, const Bernoulli& q) { return share(p.probs(), q.probs()) + share(1 - p.probs(), 1 - q.probs()); });
  register_kl<Beta, Beta>(beta);
  register_kl<Binomial, Binomial>(binomial);
  register_kl<Categorical, Categorical>([](const Categorical& p, const Categorical& q) { return categorical(p.probs(), q.probs()); });
  register_kl<OneHotCategorical, OneHotCategorical>([](const OneHotCategorical& p, const OneHotCategorical& q) { return categorical(p.probs(), q.probs()); });
  register_kl<Dirichlet, Dirichlet>(dirichlet);
  register_kl<Exponential, Exponential>(exponential);
  register_kl<Gamma, Gamma>(gamma);
  register_kl<Gumbel, Gumbel>(gumbel);
  register_kl<Geometric, Geometric>(geometric);
  register_kl<HalfNormal, HalfNormal>([](const HalfNormal& p, const HalfNormal& q) { return normal(zeros_like(p.scale()), p.scale(), zeros_like(q.scale()), q.scale()); });
  register_kl<Laplace, Laplace>(laplace);
  register_kl<Normal, Normal>([](const Normal& p, const Normal& q) { return normal(p.loc(), p.scale(), q.loc(), q.scale()); });
  register_kl<LogNormal, LogNormal>([](const LogNormal& p, const LogNormal& q) { return normal(p.loc(), p.scale(), q.loc(), q.scale()); });
  register_kl<Pareto, Pareto>(pareto);
  register_kl<Poisson, Poisson>([](const Poisson& p, const Poisson& q) { return p.rate() * log(p.rate() / q.rate()) - (p.rate() - q.rate()); });
  register_kl<Uniform, Uniform>(uniform);
  const auto normals = [](const auto& p, const auto& q) { return multivariate_normal(p.loc(), p.scale_tril(), q.loc(), q.scale_tril()); };
  register_kl<MultivariateNormal, MultivariateNormal>(normals);
  register_kl<MultivariateNormal, LowRankMultivariateNormal>(normals);
  register_kl<LowRankMultivariateNormal, MultivariateNormal>(normals);
  register_kl<LowRankMultivariateNormal, LowRankMultivariateNormal>(normals);
  register_kl<Independent, Independent>(independent);
  register_kl<TransformedDistribution, TransformedDistribution>(transformed);
}

}  // namespace tl::distributions
