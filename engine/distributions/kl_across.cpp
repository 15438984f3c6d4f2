// SPDX-License-Identifier: Apache-2.0
// Divergences between families of single numbers. Each family says its moments as the first of a pair, and what it needs of them as the
// second; the pairs follow: KL(p, q) = −H(p) − E_p[log q], infinite where p reaches beyond q's support.
#include "engine/core/error.h"
#include "engine/distributions/continuous.h"
#include "engine/distributions/discrete.h"
#include "engine/distributions/gamma.h"
#include "engine/distributions/kl.h"
#include "engine/distributions/kl_rows.h"
#include "engine/distributions/numbers.h"

namespace tl::distributions {
namespace {

/// Expectations under p; undefined tensors are not there in closed form. Infinite ones are written as such.
struct Moments {
  Tensor low, high;  ///< the support
  Tensor x, x2, log_x, log_1mx;
  std::function<Tensor(const Tensor&)> exp_minus;  ///< E[e^(−t x)] for t > 0
};
Tensor filled(const Tensor& like, double v) { return full_like(like.detach(), v); }

Moments moments(const Beta& p) {
  const Tensor &a = p.concentration1(), &b = p.concentration0();
  return {filled(a, 0), filled(a, 1), p.mean(), p.variance() + square(p.mean()), digamma(a) - digamma(a + b), digamma(b) - digamma(a + b), {}};
}
Moments moments(const Gamma& p) {
  const Tensor c = p.concentration(), r = p.rate();
  return {filled(c, 0), filled(c, kInf), p.mean(), p.variance() + square(p.mean()), digamma(c) - log(r), {}, [c, r](const Tensor& t) { return exp(-c * log1p(t / r)); }};
}
Moments moments(const Exponential& p) {
  const Tensor r = p.rate();
  return {filled(r, 0), filled(r, kInf), 1 / r, 2 / square(r), -log(r) - kEuler, {}, [r](const Tensor& t) { return r / (r + t); }};
}
Moments moments(const Normal& p) {
  const Tensor m = p.loc(), s = p.scale();
  return {filled(m, -kInf), filled(m, kInf), m, square(m) + square(s), {}, {}, [m, s](const Tensor& t) { return exp(-t * m + square(t * s) / 2); }};
}
Moments moments(const Gumbel& p) {
  return {filled(p.loc(), -kInf), filled(p.loc(), kInf), p.mean(), p.variance() + square(p.mean()), {}, {}, {}};
}
Moments moments(const Laplace& p) {
  return {filled(p.loc(), -kInf), filled(p.loc(), kInf), p.loc(), p.variance() + square(p.loc()), {}, {}, {}};
}
Moments moments(const Pareto& p) {
  const Tensor &a = p.alpha(), &s = p.scale();
  const Tensor x2 = masked_fill(square(s) * a / (a - 2), a <= 2, kInf);
  return {s, filled(s, kInf), masked_fill(a * s / (a - 1), a <= 1, kInf), x2, log(s) + 1 / a, {}, {}};
}
/// x log x, 0 at 0.
Tensor x_log_x(const Tensor& x) { return masked_fill(x * log(where(x == 0, 1, x)), x == 0, 0); }
Moments moments(const Uniform& p) {
  const Tensor &l = p.low(), &h = p.high();
  const Tensor width = h - l;
  const auto transform = [l, h, width](const Tensor& t) { return (exp(-t * l) - exp(-t * h)) / (t * width); };
  return {l, h, p.mean(), p.variance() + square(p.mean()), (x_log_x(h) - x_log_x(l)) / width - 1, (x_log_x(1 - l) - x_log_x(1 - h)) / width - 1, transform};
}

/// −E[log q] under the moments, and q's support.
struct Crossed { Tensor value, low, high; };
const Tensor& need(const Tensor& t, const char* what, const Distribution& q) {
  TL_CHECK(t.defined(), not_implemented, "kl_divergence", "to ", q.name(), " needs ", what, " of the first distribution, which has no closed form");
  return t;
}
Crossed cross_entropy(const Moments& m, const Normal& q) {
  const Tensor spread = need(m.x2, "E[x²]", q) - m.x * q.loc() * 2 + square(q.loc());
  return {log(q.scale()) + kLogTwoPi / 2 + spread / (square(q.scale()) * 2), filled(q.loc(), -kInf), filled(q.loc(), kInf)};
}
Crossed cross_entropy(const Moments& m, const Exponential& q) { return {q.rate() * m.x - log(q.rate()), filled(q.rate(), 0), filled(q.rate(), kInf)}; }
Crossed cross_entropy(const Moments& m, const Gamma& q) {
  const Tensor c = q.concentration(), r = q.rate();
  return {lgamma(c) - c * log(r) - (c - 1) * need(m.log_x, "E[log x]", q) + r * m.x, filled(c, 0), filled(c, kInf)};
}
Crossed cross_entropy(const Moments& m, const Gumbel& q) {
  TL_CHECK(m.exp_minus, not_implemented, "kl_divergence", "to Gumbel needs E[e^(−t x)] of the first distribution, which has no closed form");
  const Tensor z = (m.x - q.loc()) / q.scale(), e = exp(q.loc() / q.scale()) * m.exp_minus(1 / q.scale());
  return {log(q.scale()) + z + e, filled(q.loc(), -kInf), filled(q.loc(), kInf)};
}
Crossed cross_entropy(const Moments& m, const Beta& q) {
  const Tensor &a = q.concentration1(), &b = q.concentration0();
  const Tensor norm = lgamma(a) + lgamma(b) - lgamma(a + b);
  return {norm - (a - 1) * need(m.log_x, "E[log x]", q) - (b - 1) * need(m.log_1mx, "E[log(1−x)]", q), filled(a, 0), filled(a, 1)};
}
Crossed cross_entropy(const Moments& m, const Pareto& q) {
  return {(q.alpha() + 1) * need(m.log_x, "E[log x]", q) - log(q.alpha()) - q.alpha() * log(q.scale()), q.scale(), filled(q.scale(), kInf)};
}
Crossed cross_entropy(const Moments&, const Uniform& q) { return {log(q.high() - q.low()), q.low(), q.high()}; }

/// Where p reaches beyond q's support the answer is known without any moment.
template <class P, class Q>
Tensor divergence(const P& p, const Q& q) {
  const Moments m = moments(p);
  Moments known = m;
  // Support bounds of q do not depend on the moments: ask with harmless ones first.
  const Tensor zero = zeros_like(m.low);
  known.x = known.x2 = known.log_x = known.log_1mx = zero;
  known.exp_minus = [zero](const Tensor&) { return zero; };
  const Crossed bounds = cross_entropy(known, q);
  const Tensor beyond = logical_or(m.low < bounds.low, m.high > bounds.high);
  if (!beyond.is_meta() && beyond.numel() > 0 && sum(logical_not(beyond)).template item<int64_t>() == 0) return filled(bounds.value + zero, kInf);
  const Tensor kl = cross_entropy(m, q).value - p.entropy();
  // 0 · ∞ of an infinite moment is infinite too; what is not a number in a parameter stays so.
  const Tensor known_parameters = logical_not(isnan(m.x + bounds.value + p.entropy()));
  return masked_fill(kl, logical_or(beyond, logical_and(isnan(kl), known_parameters)), kInf);
}
template <class P, class... Q>
void register_to() { (register_kl<P, Q>(divergence<P, Q>), ...); }

Tensor infinite(const Tensor& a, const Tensor& b) {
  return filled(a.detach() + b.detach(), kInf);
}
}  // namespace

void register_across_families() {
  register_to<Beta, Exponential, Gamma, Normal, Pareto, Uniform>();
  register_to<Exponential, Beta, Gamma, Gumbel, Normal, Pareto, Uniform>();
  register_to<Gamma, Beta, Exponential, Gumbel, Normal, Pareto, Uniform>();
  register_to<Gumbel, Beta, Exponential, Gamma, Normal, Pareto, Uniform>();
  register_to<Laplace, Beta, Exponential, Gamma, Normal, Pareto, Uniform>();
  register_to<Normal, Beta, Exponential, Gamma, Gumbel, Pareto, Uniform>();
  register_to<Pareto, Beta, Exponential, Gamma, Normal, Uniform>();
  register_to<Uniform, Beta, Exponential, Gamma, Gumbel, Normal, Pareto>();
  register_kl<Bernoulli, Poisson>([](const Bernoulli& p, const Poisson& q) { return q.rate() - p.entropy() - p.probs() * log(q.rate()); });
  register_kl<Poisson, Bernoulli>([](const Poisson& p, const Bernoulli& q) { return infinite(p.rate(), q.probs()); });
  register_kl<Poisson, Binomial>([](const Poisson& p, const Binomial& q) { return infinite(p.rate(), q.probs()); });
}

}  // namespace tl::distributions
