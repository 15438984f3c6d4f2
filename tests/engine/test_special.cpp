// SPDX-License-Identifier: Apache-2.0
// Special functions against the reference's values, near poles and far out.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/ops/functions.h"
#include "engine/core/error.h"
#include "engine/core/value.h"
#include "engine/ops/special.h"
#include "support/test_main.h"

using namespace tl;

namespace {
void near(const Tensor& t, const std::vector<double>& want, double tolerance) {
  const Tensor d = t.to(kDouble).contiguous();
  QCOMPARE(d.numel(), static_cast<int64_t>(want.size()));
  for (size_t i = 0; i < want.size(); ++i) {
    const double got = d.data_ptr<double>()[i];
    const bool same = got == want[i] || (std::isnan(got) && std::isnan(want[i])) || std::abs(got - want[i]) <= tolerance * std::abs(want[i]) + 1e-300;
    QVERIFY2(same, (std::to_string(i) + ": " + Value(got).repr() + " against " + Value(want[i]).repr()).c_str());
  }
}
const std::vector<double> points{-2.5, -1.5, -0.25, 0.1, 0.5, 1, 3.7, 25, 1e4};
}  // namespace

class TestSpecial : public QObject {
  Q_OBJECT
 private slots:
  void polygamma_of_every_order() {
    const Tensor x = tensor(points, kDouble);
    const std::vector<std::vector<double>> want{
        {1.1031566406452433, 0.7031566406452433, 2.914139120213528, -10.423754940411076, -1.9635100260214229, -0.5772156649015328, 1.1671535393615111, 3.198742512851974,
         9.21029037114285},
        {9.53924664493752, 9.37924664484954, 18.541879647093793, 101.43329914989455, 4.934802202073678, 1.6449340676383375, 0.3100378577128614, 0.040810663257226834,
         0.00010000500016666666},
        {-0.1082040516417282, -0.23620405164172825, 122.69736678366235, -2001.8614573783439, -16.828796644234316, -2.404113806319188, -0.09539530872855405,
         -0.0016652793184224685, -1.0001000050000002e-08},
        {194.74787621918756, 194.59427621918758, 1555.7633125348507, 60004.512876790235, 97.40909103400242, 6.493939402266829, 0.05827921795656364, 0.0001358846365082737,
         2.0003000200000004e-12}};
    for (int64_t n = 0; n < 4; ++n) near(polygamma(n, x), want[static_cast<size_t>(n)], 1e-9);
    near(digamma(x), want[0], 1e-13);
    near(x.polygamma(2), want[2], 1e-9);
    near(polygamma(3, x.to(kFloat)), want[3], 2e-6);
  }
  void values() {
    near(lgamma(tensor(points, kDouble)), {-0.05624371649767405, 0.860047015376481, 1.589575312551186, 2.252712651734206, 0.5723649429247001, 0.0, 1.428072326665388, 54.78472939811232,
                                  82099.71749644238}, 1e-13);
    near(erfinv(tensor({-.999, -.7, -.1, 0., .3, .71, .99999}, kDouble)),
         {-2.3267537655135153, -0.7328690779592169, -0.08885599049425769, 0.0, 0.2724627147267544, 0.7482049711849852, 3.123413274341075}, 1e-13);
    near(erfc(tensor({-2., -.5, 0., .5, 3., 6., 10.}, kDouble)),
         {1.9953222650189528, 1.5204998778130465, 1.0, 0.4795001221869535, 2.209049699858544e-05, 2.1519736712498913e-17, 2.088487583762545e-45}, 1e-13);
    near(mvlgamma(tensor({1.6, 2.5, 7.}, kDouble), 3), {1.9528644798867396, 1.8809954616117743, 18.74639984342339}, 1e-12);
  }
  void poles_and_limits() {
    const double inf = INFINITY;
    const Tensor x = tensor({0.0, -0.0, -1.0, -7.0, inf, double(NAN)}, kDouble);
    near(digamma(x), {-inf, inf, NAN, NAN, inf, NAN}, 0);
    near(lgamma(x), {inf, inf, inf, inf, inf, NAN}, 0);
    near(erfinv(tensor({-1., 1., 1.5, -2.}, kDouble)), {-inf, inf, NAN, NAN}, 0);
    near(polygamma(1, tensor({0., 1e8}, kDouble)), {inf, 1e-8}, 1e-7);
    QVERIFY(std::isnan(polygamma(1, tensor({double(NAN)}, kDouble)).item<double>()));
    near(erfinv(erf(linspace(-2, 2, 9, kDouble))), {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2}, 1e-12);
  }
  void integers_and_empty() {
    QCOMPARE(digamma(tensor({1, 2})).dtype(), kFloat);
    QCOMPARE(mvlgamma(tensor({4, 5}), 2).dtype(), kFloat);
    QCOMPARE(lgamma(empty({0, 2})).sizes(), IntArrayRef({0, 2}));
  }
  void derivatives_of_each_order() {
    for (const double n : {0.0, 1.0, 2.0, 5.0}) {
      std::string why;
      const auto f = [n](const autograd::variable_list& v) { return autograd::variable_list{polygamma(v[0], n)}; };
      QVERIFY2(autograd::gradcheck(f, {tensor({0.8, 1.7, 3.0}, kDouble).set_requires_grad(true)}, 1e-6, 1e-5, 1e-4, &why), why.c_str());
    }
  }
  void refusals() {
    QVERIFY_THROWS_EXCEPTION(Error, (void)polygamma(-1, ones({2})));
    QVERIFY_THROWS_EXCEPTION(Error, (void)mvlgamma(ones({2}), 0));
    QVERIFY_THROWS_EXCEPTION(Error, (void)mvlgamma(ones({2}, kBool), 1));
  }
};
TL_TEST_CLASS(TestSpecial)
#include "test_special.moc"
