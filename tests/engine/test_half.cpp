// SPDX-License-Identifier: Apache-2.0
// float16 and bfloat16: conversions, promotion, and every operator of the registry in both.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/core/half.h"
#include "engine/ops/functions.h"
#include "engine/ops/op_def.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::ops;

namespace {
#define QSAY(cond, text) QVERIFY2(cond, std::string(text).c_str())

std::vector<Tensor> run(const OpDef& def, const std::vector<Tensor>& in, const std::vector<Value>& attr) {
  Outputs o = dispatch(def, in, attr);
  for (Tensor& t : o.t)
    if (t.defined() && t.is_sparse()) t = t.to_dense();
  return {o.t, o.t + def.outputs};
}
/// The slow way: the nearest of all finite halves, of two equally near ones the even one.
uint16_t nearest_half(float v) {
  uint16_t best = 0;
  double least = INFINITY;
  for (uint32_t h = 0; h < 0x7c00; ++h) {
    const double d = std::abs(static_cast<double>(half_to_float(static_cast<uint16_t>(h))) - std::abs(static_cast<double>(v)));
    if (d < least || (d == least && (h & 1) == 0)) {
      least = d;
      best = static_cast<uint16_t>(h);
    }
  }
  return static_cast<uint16_t>(best | (std::signbit(v) ? 0x8000 : 0));
}
}  // namespace

class TestHalf : public QObject {
  Q_OBJECT
 private slots:
  void all_halves_pass_unchanged() {
    for (uint32_t h = 0; h < 0x10000; ++h) {
      const float v = half_to_float(static_cast<uint16_t>(h));
      if (std::isnan(v)) QVERIFY(std::isnan(half_to_float(float_to_half(v))));
      else QCOMPARE(uint32_t{float_to_half(v)}, h);
    }
    for (uint32_t b = 0; b < 0x10000; ++b) {
      const float v = bfloat16_to_float(static_cast<uint16_t>(b));
      if (std::isnan(v)) QVERIFY(std::isnan(bfloat16_to_float(float_to_bfloat16(v))));
      else QCOMPARE(uint32_t{float_to_bfloat16(v)}, b);
    }
  }
  void rounding_is_to_the_nearest_even() {
    for (const float v : {1.00048828125f, 1.00146484375f, 3e-5f, 1.f / 3, -1.f / 3, 5.96e-8f, 2.98023223876953125e-08f, 2.9802325e-8f, 8.9e-8f, 65503.f, 0.f, -0.f, 6.1e-5f, 6.09e-5f})
      QCOMPARE(float_to_half(v), nearest_half(v));
    QCOMPARE(float_to_half(65519.f), uint16_t{0x7bff});
    QCOMPARE(float_to_half(65520.f), uint16_t{0x7c00});
    QCOMPARE(float_to_half(-1e30f), uint16_t{0xfc00});
    QCOMPARE(float_to_half(NAN), uint16_t{0x7e00});
    QCOMPARE(float_to_bfloat16(65520.f), uint16_t{18304});
    QCOMPARE(float_to_bfloat16(1.f / 3), uint16_t{16043});
    QCOMPARE(float_to_bfloat16(NAN), uint16_t{0x7fc0});
  }
  void conversions_between_all_types() {
    const Tensor x = tensor({0.f, 1.f, 5.f, 77.f, 100.f});
    for (const ScalarType narrow : {kHalf, kBFloat16})
      for (const ScalarType t : {kByte, kChar, kShort, kInt, kLong, kFloat, kDouble, kHalf, kBFloat16}) {
        QVERIFY(x.to(t).to(narrow).to(kFloat).equal(x));
        QVERIFY(x.to(narrow).to(t).to(kFloat).equal(x));
        QVERIFY(x.to(narrow).to(kBool).to(narrow).to(t).to(kFloat).equal(tensor({0.f, 1.f, 1.f, 1.f, 1.f})));
      }
    // Blocks of every length and stride.
    for (const int64_t n : {1, 7, 511, 512, 513, 2000}) {
      const Tensor wide = arange(n, kFloat), all = wide.to(kHalf);
      QVERIFY(all.to(kFloat).equal(wide));
      QVERIFY(all.slice(0, 0, std::nullopt, 3).to(kFloat).equal(wide.slice(0, 0, std::nullopt, 3)));
      QVERIFY(all.slice(0, 0, 1).expand({n}).to(kDouble).equal(zeros({n}, kDouble)));
    }
    QCOMPARE(tensor({1.5f}, kBFloat16).item<float>(), 1.5f);
    QCOMPARE(full({2}, 0.1, kHalf)[1].item<float>(), half_to_float(float_to_half(0.1f)));
    QVERIFY(arange(5, kHalf).to(kLong).equal(arange(5)));
    QCOMPARE(*tensor({1.0}, kHalf).data_ptr<Half>(), 1.f);
  }
  void promotion_follows_the_table() {
    for (const ScalarType t : {kByte, kChar, kShort, kInt, kLong, kBool}) QCOMPARE(add(ones({2}, t), ones({2}, kHalf)).dtype(), kHalf);
    QCOMPARE(add(ones({2}, kHalf), ones({2}, kBFloat16)).dtype(), kFloat);
    QCOMPARE(add(ones({2}, kHalf), ones({2}, kFloat)).dtype(), kFloat);
    QCOMPARE(add(ones({2}, kHalf), ones({}, kDouble)).dtype(), kHalf);
    QCOMPARE(add(ones({2}, kHalf), 1.5).dtype(), kHalf);
    QCOMPARE(add(ones({}, kHalf), ones({2}, kLong)).dtype(), kHalf);
    QCOMPARE(promote_types(kHalf, kBFloat16), kFloat);
    QVERIFY(can_cast(kHalf, kBFloat16) && !can_cast(kHalf, kLong) && can_cast(kLong, kHalf) && !can_cast(kLong, kBool));
  }
  void sums_and_norms_do_not_overflow_on_the_way() {
    const Tensor x = full({40000}, 1, kHalf);
    QCOMPARE(mean(x * 3.0).item<float>(), 3.f);
    QCOMPARE(sum(x).item<float>(), half_to_float(float_to_half(40000.f)));
    QCOMPARE(norm(tensor({300.f, 400.f}, kHalf)).item<float>(), 500.f);
    QCOMPARE(var(tensor({1000.f, 2000.f, 3000.f}, kBFloat16)).dtype(), kBFloat16);
    QVERIFY(std::isinf(norm(tensor({60000.f, 60000.f}, kHalf)).item<float>()));
  }
  void every_operator_data() {
    QTest::addColumn<QString>("name");
    for (const OpDef* def : all())
      if (!def->is(hidden)) QTest::newRow(def->name.c_str()) << QString::fromStdString(def->name);
  }
  /// Against float64 on the same rounded operands: no operator may lose more than the type's digits cost it.
  void every_operator() {
    QFETCH(QString, name);
    const OpDef& def = get(name.toStdString());
    if (def.name == "to") return;  // the type asked for is float64
    for (const OpSample& s : def.samples())
      for (const ScalarType type : {kHalf, kBFloat16}) {
        std::vector<Tensor> in, narrow, wide;
        std::vector<Value> attr;
        pack(def, s.args, {}, &in, &attr);
        bool any = false;
        for (const Tensor& t : in) {
          const bool real = t.defined() && t.dtype() == kDouble && !t.unsafe_impl()->wrapped_number;
          any |= real;
          narrow.push_back(real ? t.to(type) : t);
          wide.push_back(real ? narrow.back().to(kDouble) : t);
        }
        if (!any) continue;
        std::vector<Tensor> got;
        const auto want = run(def, wide, attr);
        try {
          got = run(def, narrow, attr);
        } catch (const TypeError&) {  // factorisations and Fourier transforms may refuse the type, in words
          QSAY(def.category == "Linear algebra" || def.category == "Spectral", "refuses " + std::string(dtype_name(type)));
          continue;
        }
        const double tolerance = (type == kHalf ? 1e-3 : 8e-3) * (def.composite ? 8 : 2);
        for (size_t i = 0; i < got.size(); ++i) {
          if (!want[i].defined()) continue;
          QSAY(got[i].dtype() == (want[i].dtype() == kDouble ? type : want[i].dtype()), std::string(dtype_name(type)) + " in, " + got[i].brief() + " out");
          QSAY(got[i].sizes() == want[i].sizes() && allclose(got[i].to(kDouble), want[i].to(kDouble), tolerance, tolerance, true),
               std::string(dtype_name(type)) + ": " + got[i].toString() + " against " + want[i].toString());
        }
      }
  }
  void gradients_have_the_type_of_their_leaf() {
    for (const ScalarType t : {kHalf, kBFloat16}) {
      const Tensor x = tensor({0.5f, -1.f, 2.f}, t).set_requires_grad(true), w = ones({3, 2}, t).set_requires_grad(true);
      sum(tanh(matmul(x.view({1, 3}), w)) * 2.0).backward();
      QCOMPARE(x.grad().dtype(), t);
      QCOMPARE(w.grad().dtype(), t);
      const double slope = 2 * (1 - std::tanh(1.5) * std::tanh(1.5));
      QVERIFY(std::abs(w.grad()[2][1].item<double>() - 2 * slope) < 0.02);
    }
  }
  void in_place_and_out() {
    Tensor x = tensor({1.f, 2.f}, kHalf);
    x.add_(0.5).mul_(tensor({2.f, 4.f}));
    QVERIFY(x.to(kFloat).equal(tensor({3.f, 10.f})));
    Tensor whole = zeros({2, 3}, kBFloat16);
    whole.select(1, 1).copy_(tensor({7, 8}));
    QVERIFY(whole.to(kFloat).equal(tensor({{0.f, 7.f, 0.f}, {0.f, 8.f, 0.f}})));
    QVERIFY_THROWS_EXCEPTION(Error, (void)ones({2}, kLong).add_(tensor({1.f, 2.f}, kHalf)));
  }
};
TL_TEST_CLASS(TestHalf)
#include "test_half.moc"
