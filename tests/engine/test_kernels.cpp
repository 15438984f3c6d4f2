// SPDX-License-Identifier: Apache-2.0
// Fast kernels against the slow way to the same result, at the lengths where vectors end.
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "engine/autograd/autograd.h"
#include "engine/cpu/finite.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "support/test_main.h"

using tl::Tensor;
using tl::Value;

namespace {

/// Numbers with many ties, in [-2, 2].
Tensor with_ties(tl::IntArrayRef sizes, int salt) {
  Tensor t = tl::empty(sizes, tl::kFloat);
  for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<float>()[i] = static_cast<float>((i * 7 + salt * 3 + i / 5) % 9 - 4) / 2;
  return t;
}
/// Equal bit by bit, NaN included.
bool same(const Tensor& a, const Tensor& b) {
  if (!(a.sizes() == b.sizes()) || a.dtype() != b.dtype()) return false;
  const Tensor x = a.detach().contiguous(), y = b.detach().contiguous();
  for (int64_t i = 0; i < x.numel(); ++i) {
    const float u = x.data_ptr<float>()[i], v = y.data_ptr<float>()[i];
    if (!(u == v || (u != u && v != v))) return false;
  }
  return true;
}
double distance(const Tensor& a, const Tensor& b) {
  const Tensor difference = tl::abs(a.detach().to(tl::kDouble) - b.detach().to(tl::kDouble)).contiguous();
  double most = 0;
  for (int64_t i = 0; i < difference.numel(); ++i) most = std::max(most, difference.data_ptr<double>()[i]);
  return most;
}

}  // namespace

class TestKernels : public QObject {
  Q_OBJECT
 private slots:
  void max_pool_without_places_is_max_pool_with_places() {
    for (int64_t width = 2; width <= 41; ++width)
      for (const float special : {0.0f, std::numeric_limits<float>::quiet_NaN()}) {
        Tensor x = with_ties({2, 3, 5, width}, static_cast<int>(width));
        if (special != special) x.data_ptr<float>()[width + 1] = x.data_ptr<float>()[x.numel() - 2 * width] = special;
        x.requires_grad_();
        const Tensor quick = tl::max_pool2d(x, {2}, {2}, {0}, {1}, false);
        const Tensor slow = std::get<0>(tl::max_pool2d_with_indices(x, {2}, {2}, {0}, {1}, false));
        QVERIFY2(same(quick, slow), qPrintable(QString("width %1").arg(width)));
        const Tensor g = with_ties(quick.sizes(), 5) + 3.0;
        QVERIFY2(same(tl::autograd::grad({quick}, {x}, {g})[0], tl::autograd::grad({slow}, {x}, {g})[0]),
                 qPrintable(QString("gradient at width %1").arg(width)));
      }
  }
  void max_pool_has_second_derivatives() {
    const Tensor x = tl::ops::get("max_pool2d").samples()[0].args[0].to_tensor().clone();
    std::string why;
    const auto squared = [](const tl::autograd::variable_list& in) {
      return tl::autograd::variable_list{tl::square(tl::max_pool2d(in[0], {2}, {2}, {0}, {1}, false))};
    };
    QVERIFY2(tl::autograd::gradgradcheck(squared, {x.clone().set_requires_grad(true)}, 1e-6, 1e-5, 1e-4, &why), why.c_str());
  }

  void dropout_in_vectors_draws_the_same_numbers() {
    for (const int64_t n : {1, 3, 4, 17, 63, 64, 65, 257, 40001}) {
      const Tensor state = tl::tensor(std::vector<int64_t>{0x123456789abcdef, 0x0fedcba987654321});
      const Tensor x = with_ties({n}, 2);
      const Tensor narrow[] = {x, state}, wide[] = {x.to(tl::kDouble), state};
      const Value attr[] = {0.25, int64_t{1}};
      const tl::ops::OpDef& op = tl::ops::get("philox_dropout");
      const Tensor fast = tl::ops::call1(op, narrow, attr), slow = tl::ops::call1(op, wide, attr);
      for (int64_t i = 0; i < n; ++i) QCOMPARE(fast.data_ptr<float>()[i] == 0, slow.data_ptr<double>()[i] == 0);
      QVERIFY(distance(fast, slow) < 1e-6);
      if (n > 40000) {
        const auto share = [](const Tensor& t) { return tl::ne(t, 0.0).to(tl::kDouble).mean().item<double>(); };
        const double kept = share(fast) / share(x);
        QVERIFY2(std::abs(kept - 0.75) < 0.01, qPrintable(QString::number(kept)));
      }
    }
  }

  void norm_of_rows_is_norm_of_columns() {
    for (const int64_t channels : {1, 5, 64, 70, 130}) {
      Tensor x = with_ties({37, channels}, 1), w = with_ties({channels}, 3) + 3.0, b = with_ties({channels}, 4);
      x = x.detach().requires_grad_(), w = w.detach().requires_grad_(), b = b.detach().requires_grad_();
      const Tensor y = tl::batch_norm(x, w, b, {}, {}, true, 0.1, 1e-5);
      const Tensor xd = x.detach().to(tl::kDouble).requires_grad_(), centred = xd - tl::mean(xd, {0}, true);
      const Tensor z = centred * tl::rsqrt(tl::mean(tl::square(centred), {0}, true) + 1e-5) * w.detach() + b.detach();
      QVERIFY(distance(y, z) < 1e-4);
      const Tensor g = with_ties({37, channels}, 8);
      const auto grads = tl::autograd::grad({y}, {x, w, b}, {g});
      QVERIFY(distance(grads[0], tl::autograd::grad({z}, {xd}, {g.to(tl::kDouble)})[0]) < 1e-3);
      QVERIFY(distance(grads[2], tl::sum(g, 0)) < 1e-4);
      QVERIFY(distance(grads[1], tl::sum(g * ((z.detach() - b.detach()) / w.detach()), 0)) < 1e-2);
    }
  }

  void cross_entropy_in_one_pass_is_log_softmax_and_nll() {
    for (const char* reduction : {"mean", "sum"}) {
      Tensor x = with_ties({300, 97}, 1) * 3.0, target = tl::zeros({300}, tl::kLong);
      for (int64_t i = 0; i < 300; ++i) target.data_ptr<int64_t>()[i] = i % 11 == 3 ? -100 : i * 7 % 97;
      x.requires_grad_();
      const Tensor fast = tl::cross_entropy(x, target, {}, reduction, -100, 0);
      const Tensor slow = tl::nll_loss(tl::log_softmax(x, 1), target, {}, reduction, -100);
      QVERIFY(distance(fast, slow) < 1e-5 * std::abs(slow.item<double>()));
      QVERIFY(distance(tl::autograd::grad({fast}, {x})[0], tl::autograd::grad({slow}, {x})[0]) < 1e-6);
      target.data_ptr<int64_t>()[5] = 97;
      QVERIFY_EXCEPTION_THROWN(tl::cross_entropy(x, target, {}, reduction, -100, 0), tl::IndexError);
    }
  }

  /// Over every exponent and sign, the ends of the range, infinities and NaN: against the C library in double.
  void exponentials_are_right_to_the_last_bits() {
    Tensor x = tl::empty({1 << 20}, tl::kFloat);
    for (uint32_t i = 0; i < 1u << 20; ++i) {
      const uint32_t bits = i * 4099;
      std::memcpy(x.data_ptr<float>() + i, &bits, sizeof bits);
    }
    const float ends[] = {88.72283f, 88.722839f, 88.72285f, 88.7202f, 87, 86.99999f, -86.99999f, -87, -87.336f, -87.34f, -103.2f, -103.9f, -104.5f, 0.0f, -0.0f, HUGE_VALF, -HUGE_VALF};
    std::copy(std::begin(ends), std::end(ends), x.data_ptr<float>() + 1000);
    const auto units = [](float got, double want) {
      const float near = static_cast<float>(want);
      if (std::isnan(want) || std::isinf(near) || std::isnan(got)) return got == near || (std::isnan(got) && std::isnan(want)) ? 0.0 : 1e9;
      return std::abs(got - want) / (std::nextafter(std::abs(near), HUGE_VALF) - std::abs(near));
    };
    const Tensor e = tl::exp(x), s = tl::sigmoid(x), t = tl::tanh(x);
    for (int64_t i = 0; i < x.numel(); ++i) {
      const double v = x.data_ptr<float>()[i];
      const auto where = [v](const char* what) { return qPrintable(QString("%1 of %2").arg(what).arg(v, 0, 'g', 9)); };
      QVERIFY2(units(e.data_ptr<float>()[i], std::exp(v)) <= 1, where("exp"));
      QVERIFY2(units(s.data_ptr<float>()[i], v < 0 ? std::exp(v) / (1 + std::exp(v)) : 1 / (1 + std::exp(-v))) <= 3, where("sigmoid"));
      QVERIFY2(units(t.data_ptr<float>()[i], std::tanh(v)) <= 4, where("tanh"));
    }
  }
  /// A number far out takes another way: its neighbours must keep their bits, or the split of the work would show.
  void a_neighbour_far_out_changes_nothing() {
    const Tensor plain = tl::randn({64}), mixed = plain.clone();
    for (const int64_t i : {3, 17, 30, 44, 61}) mixed.data_ptr<float>()[i] = i % 2 ? 1000.0f : -HUGE_VALF;
    for (const auto f : {static_cast<Tensor (*)(const Tensor&)>(tl::exp), static_cast<Tensor (*)(const Tensor&)>(tl::sigmoid), static_cast<Tensor (*)(const Tensor&)>(tl::tanh)}) {
      const Tensor a = f(plain), b = f(mixed);
      for (int64_t i = 0; i < 64; ++i)
        if (plain.data_ptr<float>()[i] == mixed.data_ptr<float>()[i]) QCOMPARE(b.data_ptr<float>()[i], a.data_ptr<float>()[i]);
    }
  }
  void one_value_that_is_not_finite_is_found_anywhere() {
    std::vector<float> v(5003, std::numeric_limits<float>::max());
    std::vector<double> d(5003, std::numeric_limits<double>::lowest());
    QVERIFY(tl::cpu::all_finite(v.data(), 5003) && tl::cpu::all_finite(d.data(), 5003) && tl::cpu::all_finite(v.data(), 0));
    for (const size_t i : {size_t{0}, size_t{15}, size_t{4095}, size_t{4096}, size_t{5002}})
      for (const double bad : {HUGE_VAL, -HUGE_VAL, std::nan("")}) {
        const double good = d[i];
        v[i] = static_cast<float>(bad), d[i] = bad;
        QVERIFY(!tl::cpu::all_finite(v.data(), 5003) && !tl::cpu::all_finite(d.data(), 5003));
        v[i] = 0, d[i] = good;
      }
  }
};

TL_TEST_CLASS(TestKernels)
#include "test_kernels.moc"
