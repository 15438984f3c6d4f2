// SPDX-License-Identifier: Apache-2.0
// Distributions against what must hold of any: densities are derivatives of the cdf, samples have the stated moments, divergences and
// entropies agree with the mean over samples, gradients of samples with those of the mean.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/distributions/distributions.h"
#include "engine/distributions/draws.h"
#include "engine/ops/functions.h"
#include "support/test_main.h"

namespace {
using namespace tl;
using namespace tl::distributions;

Tensor f64(std::initializer_list<double> v) { return tensor(std::vector<double>(v), kDouble); }
double at(const Tensor& t, int64_t i = 0) { return t.detach().reshape({-1})[i].item<double>(); }
double largest(const Tensor& t) { return t.numel() ? max(abs(t.detach())).item<double>() : 0; }

/// Every family of single continuous numbers with finite mean, variance and closed entropy, two parameter pairs each.
std::vector<DistributionPtr> continuous() {
  const auto make = [](auto d) -> DistributionPtr { return std::make_shared<decltype(d)>(d); };
  return {make(Normal(f64({0.5, -2}), f64({1.5, 0.3}))),       make(LogNormal(f64({0.1, -0.5}), f64({0.4, 0.7}))),
          make(Laplace(f64({1, -1}), f64({0.5, 2}))),           make(Gumbel(f64({0.2, 3}), f64({1.2, 0.4}))),
          make(Uniform(f64({-1, 2}), f64({0.5, 7}))),           make(Pareto(f64({1, 0.5}), f64({6, 9}))),
          make(Weibull(f64({1.5, 0.7}), f64({0.9, 3}))),        make(HalfNormal(f64({0.7, 2}))),
          make(Exponential(f64({0.5, 4}))),                     make(Gamma(f64({0.6, 5}), f64({2, 0.5}))),
          make(Chi2(f64({1.5, 8}))),                            make(Beta(f64({0.8, 3}), f64({2, 1.5}))),
          make(StudentT(f64({6, 12}), f64({1, -1}), f64({0.5, 2}))), make(FisherSnedecor(f64({4, 9}), f64({12, 20})))};
}
}  // namespace

class TestDistributions : public QObject {
  Q_OBJECT
 private slots:
  void samplesHaveTheStatedMomentsAndEntropy() {
    manual_seed(7);
    for (const DistributionPtr& d : continuous()) {
      const Tensor x = d->sample({200000});
      QVERIFY2(at(sum(logical_not(d->support().check(x)))) == 0, d->name().c_str());
      const Tensor deviation = d->stddev();
      const Tensor off = (mean(x, {0}) - d->mean()) / deviation * std::sqrt(200000.0);
      QVERIFY2(largest(off) < 5, (d->name() + ": mean off by standard errors: " + off.toString()).c_str());
      const Tensor spread = var(x, {0}) / d->variance() - 1;
      QVERIFY2(largest(spread) < 0.1, (d->name() + ": variance off by " + spread.toString()).c_str());
      if (d->name() == "FisherSnedecor") continue;  // no closed entropy
      const Tensor surprise = -d->log_prob(x), error = (mean(surprise, {0}) - d->entropy()) / tl::std(surprise, {0}) * std::sqrt(200000.0);
      QVERIFY2(largest(masked_fill(error, tl::std(surprise, {0}) < 1e-9, 0)) < 5, (d->name() + ": entropy off by standard errors: " + error.toString()).c_str());
    }
  }
  void densityIsTheSlopeOfTheCdf() {
    manual_seed(3);
    for (const DistributionPtr& d : continuous()) {
      const Tensor x = d->sample({50});
      Tensor p;
      try {
        p = d->cdf(x);
      } catch (const NotImplementedError&) {
        continue;  // no closed form
      }
      const double h = 1e-6;
      const Tensor slope = (d->cdf(x + h) - d->cdf(x - h)) / (2 * h), density = exp(d->log_prob(x));
      QVERIFY2(largest((slope - density) / (density + 1e-3)) < 1e-3, d->name().c_str());
      QVERIFY2(largest((d->icdf(p) - x) / (abs(x) + 1)) < 1e-6, d->name().c_str());
    }
  }
  void bregmanEntropyAgreesWithTheClosedForm() {
    const auto check = [](const ExponentialFamily& d) {
      QVERIFY2(largest(d.bregman_entropy() - d.entropy()) < 1e-10, d.name().c_str());
    };
    check(Normal(f64({0.5, -2}), f64({1.5, 0.3})));
    check(Exponential(f64({0.5, 4})));
    check(Gamma(f64({0.6, 5}), f64({2, 0.5})));
    check(Beta(f64({0.8, 3}), f64({2, 1.5})));
    check(Dirichlet(tensor({{0.5, 2.0, 3.0}, {1.0, 1.0, 7.0}}, kDouble)));
    check(Bernoulli(f64({0.2, 0.9})));
    QVERIFY_THROWS_EXCEPTION(NotImplementedError, Poisson(2.0).entropy());
  }
  void gammaDrawsFollowTheirQuantileWhenTheShapeMoves() {
    // P(a, x) by Simpson's rule after t = x s^k, which takes the singularity away.
    const auto incomplete = [](double a, double x) {
      const int n = 20000;
      const double k = 8 / std::min(a, 1.0);
      double total = 0;
      for (int i = 1; i <= n; ++i) {
        const double s = static_cast<double>(i) / n, t = x * std::pow(s, k);
        const double f = std::exp((a - 1) * std::log(t) - t - std::lgamma(a)) * x * k * std::pow(s, k - 1);
        total += f * (i == n ? 1 : i % 2 ? 4 : 2);
      }
      return total / (3.0 * n);
    };
    for (const double a : {0.3, 0.9, 1.0, 2.5, 20.0, 150.0})
      for (const double quantile : {0.2, 0.9, 1.0, 1.3, 2.0}) {
        const double x = a * quantile, h = 1e-4 * a;
        const double density = std::exp((a - 1) * std::log(x) - x - std::lgamma(a));
        const double expected = -(incomplete(a + h, x) - incomplete(a - h, x)) / (2 * h) / density;
        const double got = standard_gamma_grad(a, x);
        if (!std::isfinite(expected) || density < 1e-9) continue;
        QVERIFY2(std::abs(got - expected) <= 2e-4 * std::abs(expected) + 1e-6, qPrintable(QString("a %1 x %2: %3, expected %4").arg(a).arg(x).arg(got).arg(expected)));
      }
    // Both sides of the switch to the asymptotic form agree.
    for (const double z : {-2.0, 0.0, 3.0}) {
      const double below = standard_gamma_grad(99999, 99999 + z * std::sqrt(99999.0)), above = standard_gamma_grad(100001, 100001 + z * std::sqrt(100001.0));
      QVERIFY2(std::abs(below - above) < 2e-6, qPrintable(QString::number(below - above)));
    }
  }
  void gradientsOfSamplesAreThoseOfTheMean() {
    manual_seed(11);
    const Tensor c = f64({0.7, 4}).requires_grad_(), r = f64({2, 0.5}).requires_grad_();
    const Gamma d(c, r);
    sum(mean(d.rsample({200000}), {0})).backward();
    const Tensor got_c = c.grad().clone(), got_r = r.grad().clone();
    c.mutable_grad().zero_(), r.mutable_grad().zero_();
    sum(d.mean()).backward();
    QVERIFY(largest(got_c / c.grad() - 1) < 0.02);
    QVERIFY(largest(got_r / r.grad() - 1) < 0.02);
    // A tilted mean of shares depends on every concentration.
    const Tensor a = f64({0.8, 2, 3}).requires_grad_();
    const Dirichlet shares(a);
    const Tensor weights = f64({1, 5, -2});
    sum(mean(shares.rsample({200000}), {0}) * weights).backward();
    const Tensor got = a.grad().clone();
    a.mutable_grad().zero_();
    sum(shares.mean() * weights).backward();
    QVERIFY(largest(got - a.grad()) < 0.02);
  }
  void divergencesAreMeansOverSamples() {
    manual_seed(5);
    const auto make = [](auto d) -> DistributionPtr { return std::make_shared<decltype(d)>(d); };
    const DistributionPtr beta = make(Beta(2.0, 3.0)), gamma = make(Gamma(2.5, 1.5)), exponential = make(Exponential(0.8)), normal = make(Normal(0.3, 0.9)),
                          gumbel = make(Gumbel(0.1, 1.3)), laplace = make(Laplace(0.2, 0.7)), pareto = make(Pareto(0.4, 5.0)), uniform = make(Uniform(0.1, 0.9)),
                          wide = make(Uniform(-0.5, 1.5)), low_pareto = make(Pareto(0.05, 1.2)), narrow_beta = make(Beta(1.2, 0.8));
    const std::vector<std::pair<DistributionPtr, DistributionPtr>> pairs = {
        {beta, exponential}, {beta, gamma}, {beta, normal}, {beta, wide}, {exponential, gamma}, {exponential, gumbel}, {exponential, normal}, {gamma, exponential},
        {gamma, gumbel}, {gamma, normal}, {gumbel, normal}, {laplace, normal}, {normal, gumbel}, {pareto, exponential}, {pareto, gamma}, {pareto, normal},
        {uniform, narrow_beta}, {uniform, exponential}, {uniform, gamma}, {uniform, gumbel}, {uniform, normal}, {uniform, low_pareto}, {exponential, exponential},
        {gamma, make(Gamma(1.2, 0.6))}, {make(Chi2(3.0)), gamma}, {beta, narrow_beta}, {normal, make(Normal(1.0, 2.0))}, {gumbel, make(Gumbel(-0.5, 1.6))},
        {laplace, make(Laplace(0.8, 1.4))}, {pareto, low_pareto}, {uniform, wide}};
    for (const auto& [p, q] : pairs) {
      const Tensor x = p->sample({300000}).to(kDouble), gap = p->log_prob(x) - q->log_prob(x);
      const double got = at(kl_divergence(*p, *q)), expected = at(mean(gap)), error = at(tl::std(gap)) / std::sqrt(300000.0);
      QVERIFY2(std::abs(got - expected) < 6 * error + 1e-4, qPrintable(QString("%1 to %2: %3, by samples %4 ± %5")
                                                                            .arg(p->name().c_str(), q->name().c_str()).arg(got).arg(expected).arg(error)));
    }
    for (const auto& [p, q] : {std::pair{normal, gamma}, {beta, uniform}, {exponential, uniform}, {gamma, beta}, {pareto, uniform}, {laplace, exponential}, {uniform, pareto}})
      QVERIFY2(std::isinf(at(kl_divergence(*p, *q))), (p->name() + " to " + q->name()).c_str());
    QVERIFY_THROWS_EXCEPTION(NotImplementedError, kl_divergence(*laplace, *gumbel));
  }
  void countsAddUp() {
    manual_seed(2);
    const Binomial few(12.0, f64({0.3, 0.95})), many(400.0, f64({0.3, 0.97}));
    for (const Binomial* d : {&few, &many}) {
      QVERIFY(std::abs(at(sum(exp(d->log_prob(d->enumerate_support())), {0})) - 1) < 1e-9);
      const Tensor x = d->sample({100000});
      QVERIFY(largest((mean(x, {0}) - d->mean()) / d->stddev()) < 5 / std::sqrt(100000.0));
      QVERIFY(largest(var(x, {0}) / d->variance() - 1) < 0.03);
    }
    const NegativeBinomial failures(f64({4, 2.5}), f64({0.4, 0.8}));
    const Tensor counts = arange(0, 400, TensorOptions(kDouble));
    QVERIFY(largest(sum(exp(failures.log_prob(unsqueeze(counts, -1))), {0}) - 1) < 1e-6);
    QVERIFY(largest(mean(failures.sample({100000}), {0}) / failures.mean() - 1) < 0.03);
    const Multinomial m(6, tensor({0.2, 0.3, 0.5}, kDouble));
    const Tensor x = m.sample({50000});
    QVERIFY(equal(sum(x, {-1}), full({50000}, 6.0, kDouble)));
    QVERIFY(largest(mean(x, {0}) - m.mean()) < 0.03);
    QVERIFY(std::abs(at(-mean(m.log_prob(x))) - at(m.entropy())) < 0.02);
    QVERIFY(equal(Geometric(1.0).log_prob(tensor({0.0, 1.0})).exp(), tensor({1.0, 0.0})));
    const Categorical c({}, tensor({1.0, 2.0, 0.5}));
    QVERIFY(std::abs(at(sum(exp(c.log_prob(c.enumerate_support())))) - 1) < 1e-6);
  }
  void transformsInvertAndTellTheirStretch() {
    const Tensor x = f64({-0.7, 0.2, 1.3}), positive = f64({0.4, 1.1, 3});
    const std::vector<std::pair<Transform, Tensor>> all = {
        {ExpTransform(), x}, {SigmoidTransform(1), x}, {AffineTransform(1.0, -2.5), x}, {AffineTransform(x, positive), x}, {PowerTransform(-0.5), positive},
        {ComposeTransform({AffineTransform(0.5, 2.0), ExpTransform()}), x}, {ExpTransform().inv(), positive}, {ComposeTransform({}), x}};
    for (const auto& [t, at_x] : all) {
      const Tensor y = t(at_x);
      QVERIFY2(largest(t.inv()(y) - at_x) < 1e-9, t.name().c_str());
      const double h = 1e-6;
      const Tensor slope = (t(at_x + h) - t(at_x - h)) / (2 * h);
      QVERIFY2(largest(t.log_abs_det_jacobian(at_x, y) - log(abs(slope))) < 1e-6, t.name().c_str());
      QVERIFY(at(t.codomain().check(y)) == 1);
    }
    // Of a vector: the determinant of the whole matrix of derivatives, by differentiation.
    const StickBreakingTransform stick;
    const Tensor v = x.clone().requires_grad_();
    const Tensor y = stick(v);
    std::vector<Tensor> rows;
    for (int64_t k = 0; k < 3; ++k) rows.push_back(autograd::grad({y[k]}, {v}, {}, true)[0]);
    QVERIFY(std::abs(at(log(abs(det(stack(rows))))) - at(stick.log_abs_det_jacobian(v, y))) < 1e-9);
    QVERIFY(std::abs(at(sum(y)) - 1) < 1e-12);
    // The cache hands back what went in, unless it was written to since.
    const SigmoidTransform cached(1);
    Tensor in = x.clone();
    const Tensor out = cached(in);
    QVERIFY(cached.inv()(out).is_same(in));
    in.fill_(0);
    QVERIFY(!cached.inv()(out).is_same(in));
  }
  void transformedAndIndependentFollowTheirBase() {
    manual_seed(1);
    const Normal base(f64({0.1, -0.5}), f64({0.4, 0.7}));
    const TransformedDistribution log_normal(base, {ExpTransform()});
    const LogNormal direct(f64({0.1, -0.5}), f64({0.4, 0.7}));
    const Tensor x = direct.sample({20});
    QVERIFY(largest(log_normal.log_prob(x) - direct.log_prob(x)) < 1e-12);
    QVERIFY(largest(log_normal.cdf(x) - direct.cdf(x)) < 1e-12);
    const TransformedDistribution turned(base, {AffineTransform(0.0, -1.0)});
    QVERIFY(largest(turned.cdf(-x) - (1 - base.cdf(x))) < 1e-12);
    QVERIFY(largest(turned.icdf(turned.cdf(x)) - x) < 1e-8);
    const Independent pair(base, 1);
    QVERIFY(pair.batch_shape().empty() && pair.event_shape() == DimVector{2});
    QVERIFY(largest(pair.log_prob(x) - sum(base.log_prob(x), {-1})) < 1e-12);
    const auto wide = pair.expand({3});
    QVERIFY(wide->batch_shape() == DimVector{3} && wide->sample({4}).sizes() == IntArrayRef({4, 3, 2}));
    const TransformedDistribution shares(base.expand({5, 2}), {StickBreakingTransform()});
    QVERIFY(shares.batch_shape() == DimVector{5} && shares.event_shape() == DimVector{3});
    QVERIFY(largest(sum(shares.sample({7}), {-1}) - 1) < 1e-9);
  }
  void normalVectorsAgreeWhicheverMatrixIsGiven() {
    manual_seed(9);
    const Tensor loc = f64({0.5, -1, 2}), w = randn({3, 2}, TensorOptions(kDouble)), d = f64({0.3, 0.5, 1.2});
    const LowRankMultivariateNormal low(loc, w, d);
    const Tensor covariance = low.covariance_matrix(), x = low.sample({100000});
    const MultivariateNormal by_covariance(loc, covariance), by_precision(loc, {}, inverse(covariance)), by_tril(loc, {}, {}, cholesky(covariance));
    const Tensor few = narrow(x, 0, 0, 10);
    for (const MultivariateNormal* m : {&by_covariance, &by_precision, &by_tril}) {
      QVERIFY(largest(m->log_prob(few) - low.log_prob(few)) < 1e-9);
      QVERIFY(largest(m->precision_matrix() - low.precision_matrix()) < 1e-8);
      QVERIFY(std::abs(at(kl_divergence(*m, low))) < 1e-9);
      QVERIFY(std::abs(at(m->entropy() - low.entropy())) < 1e-9);
    }
    QVERIFY(std::abs(at(-mean(low.log_prob(x)) - low.entropy())) < 0.02);
    QVERIFY_THROWS_EXCEPTION(ValueError, (MultivariateNormal{loc}));
    QVERIFY_THROWS_EXCEPTION(ValueError, MultivariateNormal(loc, -covariance));
  }
  void wrongArgumentsAreNamed() {
    const auto said = [](auto call) -> QString {
      try {
        call();
      } catch (const Error& e) {
        return e.what();
      }
      return {};
    };
    QVERIFY(said([] { Normal(0.0, -1.0); }).contains("'scale'"));
    QVERIFY(said([] { Normal(zeros({2}), ones({3})); }).contains("[2]"));
    QVERIFY(said([] { Bernoulli(1.5); }).contains("unit_interval"));
    QVERIFY(said([] { Bernoulli(0.5, 0.1); }).contains("not both"));
    QVERIFY(said([] { Uniform(1.0, 0.0); }).contains("low >= high"));
    QVERIFY(said([] { Beta(1.0, 2.0).log_prob(tensor({1.5})); }).contains("outside the support"));
    QVERIFY(said([] { Normal(zeros({3}), 1.0).log_prob(zeros({2})); }).contains("does not broadcast"));
    QVERIFY(said([] { Poisson(2.0).rsample(); }).contains("log_prob"));
    QVERIFY(said([] { Normal(0.0, 1.0).sample({-1}); }).contains("negative"));
    QVERIFY(std::isfinite(at(Beta(1.0, 2.0, false).log_prob(tensor({0.5})))));
    set_default_validate_args(false);
    QVERIFY(said([] { Normal(0.0, -1.0); }).isEmpty());
    set_default_validate_args(true);
  }
};
TL_TEST_CLASS(TestDistributions)
#include "test_distributions.moc"
