// SPDX-License-Identifier: Apache-2.0
#include "engine/distributions/draws.h"

#include <algorithm>
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/cpu/special.h"
#include "engine/distributions/numbers.h"
#include "engine/ops/fill_each.h"

namespace tl::distributions {
namespace {

double normal_draw(Generator& g) {
  // Box–Muller; the second number is left, so that a draw depends on nothing before it.
  return std::sqrt(-2 * std::log1p(-g.uniform_double())) * std::cos(2 * kPi * g.uniform_double());
}
/// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000); below 1 by the power of a uniform number.
double gamma_draw(double alpha, Generator& g) {
  if (std::isinf(alpha)) return alpha;  // nothing would ever be accepted
  double scale = 1;
  if (alpha < 1) {
    scale = std::pow(1 - g.uniform_double(), 1 / alpha);
    alpha += 1;
  }
  const double d = alpha - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal_draw(g), v = std::pow(1 + c * x, 3);
    if (v <= 0) continue;
    const double u = 1 - g.uniform_double();
    if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) return scale * d * v;
  }
}

struct StandardGamma : autograd::Function<StandardGamma> {
  static Tensor forward(autograd::AutogradContext* context, Tensor alpha) {
    Tensor out = empty_like(alpha);
    if (!out.is_meta()) {
      const Tensor host = alpha.detach().cpu().to(kDouble).contiguous();
      const double* a = host.numel() ? host.data_ptr<double>() : nullptr;
      Generator& g = default_generator();
      const std::lock_guard lock(g.mutex());
      const double least = tiny_of(alpha.dtype());
      ops::fill_each(out, [&](int64_t i) { return a[i] > 0 ? std::max(gamma_draw(a[i], g), least) : kNan; });
    }
    context->save_for_backward({alpha, out});
    return out;
  }
  static autograd::variable_list backward(autograd::AutogradContext* context, autograd::variable_list grads) {
    const auto saved = context->get_saved_variables();
    const NoGradGuard guard;
    const Tensor a = saved[0].detach().cpu().to(kDouble).contiguous(), x = saved[1].detach().cpu().to(kDouble).contiguous();
    Tensor slope = empty_like(saved[0].detach());
    const double *pa = a.numel() ? a.data_ptr<double>() : nullptr, *px = x.numel() ? x.data_ptr<double>() : nullptr;
    ops::fill_each(slope, [&](int64_t i) { return standard_gamma_grad(pa[i], px[i]); });
    return {grads[0] * slope};
  }
};

/// Few expected successes: the gaps between them are geometric. Many: W. Hörmann's transformed rejection (BTRS, 1993).
double binomial_draw(double n, double p, Generator& g) {
  if (std::isnan(n) || std::isnan(p)) return kNan;  // no comparison would ever end the search below
  if (!(p > 0) || n <= 0) return 0;
  if (std::isinf(n)) return n;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial_draw(n, 1 - p, g);
  if (n * p < 10) {
    const double log_q = std::log1p(-p);
    double successes = 0;
    for (double trials = 0;; ++successes) {
      trials += std::floor(std::log1p(-g.uniform_double()) / log_q) + 1;
      if (trials > n) return successes;
    }
  }
  const double spread = std::sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p, c = n * p + 0.5;
  const double v_r = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * spread, m = std::floor((n + 1) * p), odds = p / (1 - p);
  for (;;) {
    const double u = g.uniform_double() - 0.5, us = 0.5 - std::abs(u), k = std::floor((2 * a / us + b) * u + c);
    double v = 1 - g.uniform_double();
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= v_r) return k;
    v = std::log(v * alpha / (a / (us * us) + b));
    const auto log_choose = [](double total, double part) { return cpu::lgamma(total + 1) - cpu::lgamma(part + 1) - cpu::lgamma(total - part + 1); };
    if (v <= log_choose(n, k) - log_choose(n, m) + (k - m) * std::log(odds)) return k;
  }
}
}  // namespace

double standard_gamma_grad(double alpha, double x) {
  if (!(x > 0) || !(alpha > 0) || !std::isfinite(x) || !std::isfinite(alpha)) return x == 0 ? 0 : kNan;
  if (alpha > 1e5) {
    // Wilson and Hilferty: x = alpha (1 − 1/(9 alpha) + z / (3 √alpha))³ with z fixed; exact to 1e−5 and better from here on.
    const double root = std::cbrt(x / alpha), z = (root - 1 + 1 / (9 * alpha)) * 3 * std::sqrt(alpha);
    return root * root * root + 3 * root * root * (1 / (9 * alpha) - z / (6 * std::sqrt(alpha)));
  }
  const double log_x = std::log(x);
  if (x < alpha + 1) {
    // P = x^a e^−x Σ xⁿ / Γ(a + n + 1): every term differentiated, the density divided out.
    double weight = 1 / alpha, psi = cpu::digamma(alpha + 1), sum = 0;
    for (int n = 1; n < 100000; ++n) {
      const double term = weight * (log_x - psi);
      sum += term;
      psi += 1 / (alpha + n);
      weight *= x / (alpha + n);
      if (weight < 1e-18 * std::abs(sum) && n > 4) break;
    }
    return -x * sum;
  }
  // 1 − P by its continued fraction (modified Lentz), carried with its derivative.
  struct Dual {
    double v, d;
    Dual operator*(const Dual& o) const { return {v * o.v, v * o.d + d * o.v}; }
    Dual operator+(const Dual& o) const { return {v + o.v, d + o.d}; }
    Dual inverse() const { return {1 / v, -d / (v * v)}; }
  };
  Dual b{x + 1 - alpha, -1}, c{1e300, 0}, d = b.inverse(), h = d;
  for (int i = 1; i < 100000; ++i) {
    const Dual an{-i * (i - alpha), static_cast<double>(i)};
    b = b + Dual{2, 0};
    d = (an * d + b).inverse();
    c = b + an * c.inverse();
    const Dual step = c * d;
    h = h * step;
    if (std::abs(step.v - 1) < 1e-15 && std::abs(step.d) < 1e-15 * std::max(1.0, std::abs(h.d / h.v))) break;
  }
  return x * (h.v * (log_x - cpu::digamma(alpha)) + h.d);
}

Tensor standard_gamma(const Tensor& alpha) { return StandardGamma::apply(alpha); }

Tensor binomial(const Tensor& count, const Tensor& probs) {
  const NoGradGuard guard;
  const DimVector shape = broadcast_shapes("binomial", shape_of(count), shape_of(probs));
  Tensor out = empty(shape, TensorOptions(probs.dtype()).device(probs.device()));
  if (out.is_meta()) return out;
  const Tensor n = tl::expand(count.detach(), shape).cpu().to(kDouble).contiguous(), p = tl::expand(probs.detach(), shape).cpu().to(kDouble).contiguous();
  const double *pn = n.numel() ? n.data_ptr<double>() : nullptr, *pp = p.numel() ? p.data_ptr<double>() : nullptr;
  Generator& g = default_generator();
  const std::lock_guard lock(g.mutex());
  ops::fill_each(out, [&](int64_t i) { return binomial_draw(pn[i], pp[i], g); });
  return out;
}

}  // namespace tl::distributions
