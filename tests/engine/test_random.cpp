// SPDX-License-Identifier: Apache-2.0
// Random numbers: the reference's values for one seed, the state of generators, distributions' moments, refusals. The expected numbers were
// drawn with PyTorch 1.13.1.
#include <cmath>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/core/pool.h"
#include "engine/ops/functions.h"
#include "engine/ops/sampling.h"
#include "engine/ops/sobol.h"
#include "support/test_main.h"

using namespace tl;

namespace {
void same(const Tensor& t, const std::vector<double>& want, double tolerance = 0) {
  const Tensor d = t.to(kDouble).contiguous();
  QCOMPARE(d.numel(), static_cast<int64_t>(want.size()));
  for (size_t i = 0; i < want.size(); ++i) {
    const double got = d.data_ptr<double>()[i];
    QVERIFY2(std::abs(got - want[i]) <= tolerance * std::max(1.0, std::abs(want[i])), (std::to_string(i) + ": " + std::to_string(got) + " against " + std::to_string(want[i])).c_str());
  }
}
Tensor doubles(int64_t n) { return empty({n}, kDouble); }
std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const NotImplementedError& e) {
    return std::string("not implemented: ") + e.what();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}
#define REFUSES(text, ...) QVERIFY2(refusal([&] { (void)(__VA_ARGS__); }).find(text) != std::string::npos, refusal([&] { (void)(__VA_ARGS__); }).c_str())
}  // namespace

class TestRandom : public QObject {
  Q_OBJECT
 private slots:
  void init() { manual_seed(123); }

  void fills_are_the_references() {
    same(doubles(4).exponential_(2.5), {0.1841137629346459, 0.005382431265725417, 0.3583796512171176, 0.03888609473863822}, 1e-15);
    manual_seed(123);
    same(empty({8}).geometric_(0.2), {5, 20, 3, 11, 4, 3, 3, 3});
    manual_seed(123);
    same(doubles(4).cauchy_(1, 2), {0.12627372534779802, -46.60197176272778, 1.5932019087111977, -5.676898262756181}, 1e-14);
    manual_seed(123);
    same(doubles(4).log_normal_(0.5, 0.25), {1.6034109773738854, 1.6990864699587929, 1.5031927901686892, 1.552544978105456}, 1e-15);
    manual_seed(123);
    const Tensor n = doubles(20).normal_(1, 2);
    same(stack({n[0], n[8], n[15], n[19]}), {2.819515064422359, -1.14901035612976, 2.908489705616992, 0.8417050972054263}, 1e-14);
    manual_seed(123);
    same(empty({12}).bernoulli_(0.3), {0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1});
    manual_seed(123);
    same(bernoulli(linspace(0.1, 0.9, 12)), {0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1});
    manual_seed(123);
    same(bernoulli(linspace(0.1, 0.9, 12, kDouble)), {0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1});
  }
  void integers_are_the_references() {
    same(empty({4}).random_(), {4967756, 8666295, 4222261, 11551957});
    same(empty({4}, kByte).random_(), {220, 98, 230, 17});
    const Tensor longs = empty({3}, kLong).random_();
    QCOMPARE(longs.data_ptr<int64_t>()[0], int64_t{4048487933969823850});
    QCOMPARE(longs.data_ptr<int64_t>()[2], int64_t{8868534167180302049});
    same(doubles(3).random_(), {4785489410708215, 8543747114781783, 510488650257149});
    same(empty({4}, kBool).random_(), {0, 0, 1, 1});
    manual_seed(123);
    same(empty({3}, kLong).random_(-5, int64_t{1} << 40), {1093925388903, 542982144796, 947841103282});
    manual_seed(123);
    same(empty({4}, kHalf).uniform_(), {0.7490234375, 0.67822265625, 0.6865234375, 0.6572265625});
    same(empty({4}, kBFloat16).uniform_(), {0.859375, 0.3828125, 0.8984375, 0.06640625});
    manual_seed(123);
    same(randperm(10), {2, 0, 8, 1, 3, 7, 4, 9, 5, 6});
  }
  void draws_are_the_references() {
    same(multinomial(tensor({.1f, .2f, .3f, .4f}), 12, true), {2, 0, 2, 0, 2, 2, 3, 2, 3, 0, 3, 0});
    const Tensor rows = tensor({{1.f, 2.f, 3.f, 4.f, 5.f, 6.f}, {6.f, 5.f, 4.f, 3.f, 2.f, 1.f}});
    manual_seed(123);
    same(multinomial(rows, 4), {1, 3, 5, 4, 3, 5, 1, 0});
    manual_seed(123);
    same(multinomial(rows.to(kDouble), 1), {1, 3});
    manual_seed(123);
    same(poisson(tensor({0.f, .5f, 3.f, 9.9f, 10.f, 45.f, 1000.f, 1e6f})), {0, 0, 0, 9, 7, 38, 1023, 1000335});
    const Tensor mean = arange(4, kDouble), std = tensor({.5, 1., 2., 4.}, kDouble);
    manual_seed(123);
    same(normal(mean, std), {-0.05573355817290541, 1.1203629440574487, 1.260730982268501, 2.03832809296503}, 1e-15);
    manual_seed(123);
    same(normal(mean, 2.0), {-0.22293423269162163, 1.2407258881148977, 1.260730982268501, 2.5191640464825147}, 1e-15);
    manual_seed(123);
    same(normal(1.0, std), {0.9442664418270946, 1.1203629440574487, 0.2607309822685011, 0.038328092965029814}, 1e-15);
  }
  void state_is_the_references_and_comes_back() {
    randn({3}, kDouble);
    const Tensor state = get_rng_state();
    QCOMPARE(state.numel(), int64_t{5056});
    int64_t sum = 0, weighted = 0;
    for (int64_t i = 0; i < 5056; ++i) {
      sum += state.data_ptr<uint8_t>()[i];
      weighted += state.data_ptr<uint8_t>()[i] * (i % 1000 + 1);
    }
    QCOMPARE(sum, int64_t{323018});
    QCOMPARE(weighted, int64_t{159906839});
    const Tensor a = randn({5}), b = rand({3}, kDouble), c = randperm(9);
    set_rng_state(state);
    QVERIFY(randn({5}).equal(a) && rand({3}, kDouble).equal(b) && randperm(9).equal(c));
    const Tensor before = get_rng_state();
    REFUSES("5056", set_rng_state(zeros({3}, kByte)));
    REFUSES("not the state", set_rng_state(zeros({5056}, kByte)));
    REFUSES("uint8", set_rng_state(zeros({5056})));
    QVERIFY(get_rng_state().equal(before));
  }
  void own_generators_stand_apart() {
    Generator g(5);
    const Tensor a = empty({3}).uniform_(0, 1, &g), global = rand({3});
    manual_seed(123);
    g.manual_seed(5);
    QVERIFY(empty({3}).uniform_(0, 1, &g).equal(a));
    QVERIFY(rand({3}).equal(global));
    QCOMPARE(g.initial_seed(), uint64_t{5});
    const uint64_t s = g.seed();
    QCOMPARE(g.initial_seed(), s);
    QVERIFY(seed() != seed());
  }
  void sobol_points_are_the_references() {
    quasirandom::SobolEngine plain(2);
    same(plain.draw(3), {0.5, 0.5, 0.75, 0.25, 0.25, 0.75});
    same(plain.reset().fast_forward(1).draw(), {0.75, 0.25});
    quasirandom::SobolEngine scrambled(3, true, 7);
    same(scrambled.draw(3, kDouble), {0.6922082901000977, 0.711494917050004, 0.48982980754226446, 0.850549110211432, 0.2962706368416548, 0.7879805937409401,
                                      0.3578137122094631, 0.8368962975218892, 0.043117509223520756}, 1e-15);
    quasirandom::SobolEngine far(1111);
    const Tensor p = far.fast_forward(99).draw(1, kDouble)[0];
    same(stack({p[1], p[500], p[1110]}), {0.2578125, 0.1796875, 0.4609375});
    same(sum(far.draw(1, kDouble)), {558.4140625}, 1e-12);
    QVERIFY(!quasirandom::SobolEngine(2, true).draw(4).equal(quasirandom::SobolEngine(2, true).draw(4)));
    REFUSES("[1, 1111]", quasirandom::SobolEngine(1112));
    REFUSES("must not be negative", quasirandom::SobolEngine(2).draw(-1));
  }
  void bad_parameters_are_refused() {
    Tensor x = empty({2});
    REFUSES("expects p to be in [0, 1]", x.bernoulli_(1.5));
    REFUSES("[0, 1]", bernoulli(tensor({0.5f, 2.f})));
    REFUSES("[0, 1]", bernoulli(tensor({NAN})));
    REFUSES("floating point", bernoulli(tensor({1, 0})));
    REFUSES("lambda >= 0", x.exponential_(-1));
    REFUSES("(0, 1)", x.geometric_(0));
    REFUSES("std > 0", x.log_normal_(0, 0));
    REFUSES("std >= 0", x.normal_(0, -1));
    REFUSES("all elements of std >= 0", normal(zeros({2}), tensor({1.f, -1.f})));
    REFUSES("from=1 > to=0", x.uniform_(1, 0));
    REFUSES("from=3 >= to=1", x.random_(3, 1));
    REFUSES("to - 1 is out of bounds", empty({2}, kByte).random_(0, 300));
    REFUSES("floating point", empty({2}, kLong).exponential_());
    REFUSES("non-negative", poisson(tensor({-1.f})));
    REFUSES("element < 0", multinomial(tensor({-1.f, 1.f}), 1));
    REFUSES("element < 0", multinomial(tensor({NAN, 1.f}), 1, true));
    REFUSES("sum of probabilities <= 0", multinomial(zeros({2, 3}), 1, true));
    REFUSES("without replacement", multinomial(ones({2}), 3));
    REFUSES("n_sample <= 0", multinomial(ones({2}), 0));
    REFUSES("1 or 2 dim", multinomial(ones({2, 2, 2}), 1));
    REFUSES("floating-point", multinomial(ones({2}, kLong), 1));
    REFUSES("no categories", multinomial(ones({0}), 1, true));
    REFUSES("must not be negative", randperm(-1));
    Tensor leaf = empty({2}).set_requires_grad(true);
    REFUSES("leaf", leaf.normal_());
  }
  void strided_empty_and_meta_tensors() {
    Tensor whole = zeros({3, 4});
    whole.select(1, 2).fill_(9).normal_();
    QCOMPARE(sum(ne(whole, 0.0)).item<int64_t>(), int64_t{3});
    const Tensor state = get_rng_state();
    empty({0, 3}).normal_().uniform_().random_().exponential_();
    empty({4}, TensorOptions().device(kMeta)).normal_().bernoulli_(0.5);
    QVERIFY(get_rng_state().equal(state));
    QCOMPARE(multinomial(ones({0, 3}), 2).sizes(), IntArrayRef({0, 2}));
    QCOMPARE(poisson(empty({0})).numel(), int64_t{0});
    QCOMPARE(normal(0.0, 1.0, {2, 3}).sizes(), IntArrayRef({2, 3}));
    QCOMPARE(normal(zeros({3, 1}), ones({2})).sizes(), IntArrayRef({3, 2}));
  }
  void a_fill_ends_the_gradient_of_what_was_there() {
    const Tensor x = ones({3}).set_requires_grad(true);
    Tensor y = x * 2.0;
    y.uniform_();
    sum(y * y).backward();
    QVERIFY(x.grad().equal(zeros({3})));
    QVERIFY(!bernoulli(full({2}, 0.5).set_requires_grad(true)).requires_grad());
  }
  void same_bits_for_any_number_of_threads() {
    const int before = get_num_threads();
    Tensor first;
    for (const int threads : {1, 2, 3, 4, 8}) {
      set_num_threads(threads);
      manual_seed(1);
      const Tensor t = cat({randn({200, 300}).view({-1}), empty({50000}).exponential_(), poisson(full({5000}, 12.f)), bernoulli(full({5000}, .4f)),
                            multinomial(ones({100, 50}), 20).view({-1}).to(kFloat)});
      if (!first.defined()) first = t;
      QVERIFY(t.equal(first));
    }
    set_num_threads(before);
  }
  void moments() {
    const auto near = [](const Tensor& t, double mean, double std) {
      const Tensor d = t.to(kDouble);
      QVERIFY2(std::abs(tl::mean(d).item<double>() - mean) < 5 * std / 200, std::to_string(tl::mean(d).item<double>()).c_str());
      QVERIFY(std::abs(tl::std(d).item<double>() - std) < 0.1 * std);
    };
    near(poisson(full({40000}, 3.f)), 3, std::sqrt(3.0));
    near(poisson(full({40000}, 50.f)), 50, std::sqrt(50.0));
    near(empty({40000}).exponential_(0.5), 2, 2);
    near(empty({40000}, kHalf).normal_(1, 2), 1, 2);
    near(empty({40000}, kBFloat16).uniform_(), 0.5 - 1.0 / 512, std::sqrt(1 / 12.0));
    const Tensor counts = sum(multinomial(tensor({0.f, 1.f, 3.f}), 40000, true), IntArrayRef{0});
    QVERIFY(std::abs(counts.item<double>() / 40000 - 1.75) < 0.02);
  }
};
TL_TEST_CLASS(TestRandom)
#include "test_random.moc"
