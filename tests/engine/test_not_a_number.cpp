// SPDX-License-Identifier: Apache-2.0
// A value that is not a number must stay visible on its way through a network: a layer that hides it lets training go on with ruined
// weights.
#include <cmath>
#include <limits>

#include "engine/ops/functions.h"
#include "support/test_main.h"

using tl::Tensor;

class TestNotANumber : public QObject {
  Q_OBJECT

  static std::vector<double> values(const Tensor& t) {
    const Tensor d = t.to(tl::kDouble).contiguous();
    return {d.data_ptr<double>(), d.data_ptr<double>() + d.numel()};
  }

 private slots:
  void stays_visible_data() {
    QTest::addColumn<bool>("in_double");
    QTest::newRow("float32") << false;
    QTest::newRow("float64") << true;
  }
  void stays_visible() {
    QFETCH(bool, in_double);
    Tensor x = tl::ones({37}, in_double ? tl::kDouble : tl::kFloat);  // whole vectors and a tail
    for (const int64_t i : {0, 5, 36}) x[i].fill_(std::numeric_limits<double>::quiet_NaN());
    const auto is_marked = [](size_t i) { return i == 0 || i == 5 || i == 36; };
    for (const Tensor& y : {tl::relu(x), tl::maximum(x, tl::zeros_like(x)), tl::minimum(x, tl::ones_like(x)), tl::sigmoid(x), tl::tanh(x),
                            tl::exp(x), tl::leaky_relu(x)}) {
      const auto v = values(y);
      for (size_t i = 0; i < v.size(); ++i) QCOMPARE(std::isnan(v[i]), is_marked(i));
    }
    const auto flags = values(tl::isnan(x)), unequal = values(x.ne(x)), equal = values(x.eq(x));
    for (size_t i = 0; i < flags.size(); ++i) {
      QCOMPARE(flags[i] == 1, is_marked(i));
      QCOMPARE(unequal[i] == 1, is_marked(i));
      QCOMPARE(equal[i] == 1, !is_marked(i));
    }
  }
};

TL_TEST_CLASS(TestNotANumber)
#include "test_not_a_number.moc"
