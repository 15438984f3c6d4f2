// SPDX-License-Identifier: Apache-2.0
// Factories beyond empty, zeros and rand: grids, ranges, windows, draws from a generator, formats; statistics that come in pairs.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/ops/by_name.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/sort.h"
#include "engine/ops/tensor_repr.h"
#include "support/test_main.h"

using namespace tl;

namespace {
bool near(const Tensor& a, const Tensor& b) { return a.sizes() == b.sizes() && allclose(a.to(kDouble), b.to(kDouble), 1e-6, 1e-7); }
Tensor named(const char* name, const by_name::Args& args, const by_name::Kwargs& kwargs = {}) {
  return by_name::call(name, args, kwargs).to_tensor();
}
const Tensor x = tensor({{3.f, 1.f, 2.f}, {6.f, 5.f, 4.f}});
}  // namespace

class TestFactories : public QObject {
  Q_OBJECT
 private slots:
  void grids() {
    const Tensor a = tensor({1, 2, 3}), b = tensor({4, 5});
    const auto ij = meshgrid({a, b}), also = meshgrid({a, b}, "ij"), xy = meshgrid({a, b}, "xy");
    QVERIFY(equal(ij[0], tensor({{1, 1}, {2, 2}, {3, 3}})) && equal(ij[1], tensor({{4, 5}, {4, 5}, {4, 5}})));
    QVERIFY(equal(ij[0], also[0]) && equal(ij[1], also[1]));
    QVERIFY(equal(xy[0], tensor({{1, 2, 3}, {1, 2, 3}})) && equal(xy[1], tensor({{4, 4, 4}, {5, 5, 5}})));
    QVERIFY(equal(meshgrid({a}, "xy")[0], a));
    QVERIFY_THROWS_EXCEPTION(Error, meshgrid({a, b}, "yx"));
    QVERIFY_THROWS_EXCEPTION(Error, meshgrid({a, x}));
    QVERIFY_THROWS_EXCEPTION(Error, meshgrid({a, rand({2})}));
    QVERIFY_THROWS_EXCEPTION(Error, meshgrid({}));
    QVERIFY(equal(cartesian_prod({b, a}), tensor({{4, 1}, {4, 2}, {4, 3}, {5, 1}, {5, 2}, {5, 3}})));
    QVERIFY(equal(cartesian_prod({a}), a));
    QVERIFY_THROWS_EXCEPTION(Error, cartesian_prod({x}));
    Tensor leaf = tensor({1.f, 2.f}).set_requires_grad(true);
    cartesian_prod({leaf, tensor({1.f, 2.f, 3.f})}).sum().backward();
    QVERIFY(near(leaf.grad(), tensor({3.f, 3.f})));
  }
  void combinations_of_a_vector() {
    const Tensor a = tensor({7, 8, 9});
    QVERIFY(equal(combinations(a), tensor({{7, 8}, {7, 9}, {8, 9}})));
    QVERIFY(equal(combinations(a, 2, true), tensor({{7, 7}, {7, 8}, {7, 9}, {8, 8}, {8, 9}, {9, 9}})));
    QVERIFY(equal(combinations(a, 3), tensor({{7, 8, 9}})) && equal(combinations(a, 1), a.view({3, 1})));
    QCOMPARE(combinations(a, 4).sizes(), (IntArrayRef{0, 4}));
    QCOMPARE(combinations(arange(6), 3, true).size(0), int64_t{56});
    QCOMPARE(combinations(tensor({1.f}), 100000, true).sizes(), (IntArrayRef{1, 100000}));
    QCOMPARE(combinations(empty({0}), 2, true).dtype(), kFloat);
    QVERIFY_THROWS_EXCEPTION(Error, combinations(a, 0));
    QVERIFY_THROWS_EXCEPTION(Error, combinations(x));
  }
  void triangles() {
    for (int64_t offset = -4; offset <= 4; ++offset)
      for (const bool upper : {false, true}) {
        const Tensor m = upper ? triu(ones({3, 4}), offset) : tril(ones({3, 4}), offset);
        const Tensor at = upper ? triu_indices(3, 4, offset) : tril_indices(3, 4, offset);
        QVERIFY(equal(at, nonzero(m).t()));
        QVERIFY(equal(at, named(upper ? "torch.triu_indices" : "torch.tril_indices", {3, 4, offset})));
      }
    QVERIFY(equal(tril_indices(2, 2), tensor({{0, 1, 1}, {0, 0, 1}})));
    QCOMPARE(triu_indices(2, 2, 0, kInt).dtype(), kInt);
    QCOMPARE(tril_indices(2, 2, INT64_MIN).size(1), int64_t{0});
    QCOMPARE(tril_indices(2, 2, INT64_MAX).size(1), int64_t{4});
    QVERIFY_THROWS_EXCEPTION(Error, tril_indices(-1, 2));
  }
  void ranges() {
    QVERIFY(equal(range(1, 4), tensor({1.f, 2.f, 3.f, 4.f})) && equal(range(0, 1, 0.5), tensor({0.f, 0.5f, 1.f})));
    QVERIFY(equal(range(4, 1, -2, kLong), tensor({4, 2})) && equal(range(1, 2, kDouble), tensor({1.0, 2.0}, kDouble)));
    QVERIFY_THROWS_EXCEPTION(Error, range(1, 4, -1));
    QVERIFY_THROWS_EXCEPTION(Error, range(1, 4, 0));
    QVERIFY_THROWS_EXCEPTION(Error, range(0, 1e300));
    QVERIFY(near(logspace(0, 2, 3), tensor({1.f, 10.f, 100.f})) && near(logspace(0, 3, 4, 2, kDouble), tensor({1.0, 2.0, 4.0, 8.0}, kDouble)));
    QVERIFY(logspace(0, 1, 2, 10, requires_grad()).requires_grad());
  }
  void windows() {
    QVERIFY(near(hann_window(4), tensor({0.f, 0.5f, 1.f, 0.5f})) && near(hann_window(3, false), tensor({0.f, 1.f, 0.f})));
    QVERIFY(near(hann_window(4, kDouble), hann_window(4, true, kDouble)));
    QVERIFY(near(bartlett_window(4), tensor({0.f, 0.5f, 1.f, 0.5f}))
        && near(bartlett_window(5, false, kDouble), tensor({0.0, 0.5, 1.0, 0.5, 0.0}, kDouble)));
    QVERIFY(near(bartlett_window(4, false), tensor({0.f, 2.f / 3, 2.f / 3, 0.f})) && near(bartlett_window(1), ones({1})));
    QVERIFY(near(blackman_window(4), tensor({0.f, 0.34f, 1.f, 0.34f})) && near(blackman_window(3, false), tensor({0.f, 1.f, 0.f})));
    QVERIFY(near(hamming_window(4), tensor({0.08f, 0.54f, 1.f, 0.54f})) && near(hamming_window(3, false), tensor({0.08f, 1.f, 0.08f})));
    QVERIFY(near(hamming_window(4, true, 0.5), tensor({0.04f, 0.5f, 0.96f, 0.5f})) && near(hamming_window(4, true, 0.5, 0.5), hann_window(4)));
    QVERIFY(near(hamming_window(4, true, 0.5, 0.25, kDouble), tensor({0.25, 0.5, 0.75, 0.5}, kDouble)));
    QVERIFY(near(hamming_window(4, kDouble), hamming_window(4, true, 0.54, kDouble)));
    for (const char* name : {"torch.hann_window", "torch.blackman_window", "torch.bartlett_window", "torch.hamming_window"})
      QCOMPARE(named(name, {5}, {{"dtype", kDouble}}).dtype(), kDouble);
    QVERIFY(near(named("torch.hamming_window", {5, false}), hamming_window(5, false)));
    QCOMPARE(hann_window(0).numel(), int64_t{0});
    QVERIFY(hann_window(4, TensorOptions(kMeta)).is_meta());
    QVERIFY_THROWS_EXCEPTION(Error, hann_window(-1));
    QVERIFY_THROWS_EXCEPTION(Error, hann_window(4, kLong));
  }
  void memory() {
    const Tensor t = empty_strided({2, 3}, {1, 2}, kDouble);
    QCOMPARE(t.strides(), (IntArrayRef{1, 2}));
    QCOMPARE(t.storage()->nbytes(), size_t{48});
    QCOMPARE(empty_strided({2, 0}, {7, 1}).numel(), int64_t{0});
    QCOMPARE(empty_strided({}, {}).numel(), int64_t{1});
    QVERIFY(empty_strided({2}, {1}, requires_grad()).requires_grad());
    QVERIFY_THROWS_EXCEPTION(Error, empty_strided({2, 3}, {1}));
    QVERIFY_THROWS_EXCEPTION(Error, empty_strided({2}, {-1}));
    QVERIFY_THROWS_EXCEPTION(Error, empty_strided({int64_t{1} << 40, 2}, {int64_t{1} << 40, 1}));
    const Tensor image = rand({2, 3, 4, 5});
    const auto last = MemoryFormat::ChannelsLast;
    for (const Tensor& made : {empty({2, 3, 4, 5}, {}, last), empty_like(image, {}, last), zeros_like(image, {}, last), ones_like(image, {}, last),
                               full_like(image, 2, {}, last), rand_like(image, {}, last), randn_like(image, {}, last),
                               randint_like(image, 5, TensorOptions(), last)}) {
      QVERIFY(made.is_contiguous(last));
      QCOMPARE(made.sizes(), image.sizes());
    }
    QVERIFY(zeros_like(zeros_like(image, {}, last), {}, std::nullopt).is_contiguous(last));
    QVERIFY(zeros_like(zeros_like(image, {}, last), kDouble, MemoryFormat::Contiguous).is_contiguous());
  }
  void draws() {
    const auto same = [](auto draw) {
      Generator a(3), b(3), c(4);
      const Tensor first = draw(&a);
      return equal(first, draw(&b)) && !equal(first, draw(&c)) && !equal(first, draw(&a));
    };
    QVERIFY(same([](Generator* g) { return rand({40}, g); }) && same([](Generator* g) { return rand({40}, g, kDouble); }));
    QVERIFY(same([](Generator* g) { return randn({40}, g); }) && same([](Generator* g) { return randn({40}, g, kDouble); }));
    QVERIFY(same([](Generator* g) { return randint(100, {40}, g); }) && same([](Generator* g) { return randint(100, {40}, g, kFloat); }));
    QVERIFY(same([](Generator* g) { return randint(50, 100, {40}, g); }) && same([](Generator* g) { return randint(50, 100, {40}, g, kInt); }));
    QCOMPARE(randint(9, {4}, nullptr).dtype(), kLong);
    QVERIFY(rand({2}, nullptr, requires_grad()).requires_grad());
    const Tensor like = randint_like(x, 5, 7);
    QVERIFY(like.dtype() == kFloat && like.sizes() == x.sizes() && all(ge(like, 5)).item<bool>() && all(lt(like, 7)).item<bool>());
    QCOMPARE(randint_like(x, 5, kLong).dtype(), kLong);
    QCOMPARE(randint_like(x, 5, 9, kShort, MemoryFormat::Preserve).dtype(), kShort);
    QVERIFY_THROWS_EXCEPTION(Error, randint_like(x, 5, 5));
    manual_seed(77);
    QCOMPARE(initial_seed(), uint64_t{77});
  }
  void facts() {
    QCOMPARE(numel(x), int64_t{6});
    QVERIFY(is_nonzero(tensor({2})) && !is_nonzero(tensor(0.f)) && is_nonzero(tensor({{true}})));
    QVERIFY_THROWS_EXCEPTION(Error, is_nonzero(x));
    QVERIFY_THROWS_EXCEPTION(Error, is_nonzero(empty({0})));
    QCOMPARE(get_default_dtype(), kFloat);
    QVERIFY_THROWS_EXCEPTION(Error, set_default_dtype(kLong));
    set_default_dtype(kDouble);
    QCOMPARE(get_default_dtype(), kDouble);
    QCOMPARE(range(0, 1).dtype(), kDouble);
    set_default_dtype(kFloat);
  }
  void statistics() {
    const auto is = [](const std::tuple<Tensor, Tensor>& pair, const Tensor& first, const Tensor& second) {
      return near(std::get<0>(pair), first) && near(std::get<1>(pair), second);
    };
    const Tensor all_mean = tensor(3.5f);  // deviations ±0.5, ±1.5, ±2.5: squares sum up to 17.5
    QVERIFY(is(var_mean(x), tensor(3.5f), all_mean) && is(std_mean(x), tensor(std::sqrt(3.5f)), all_mean));
    QVERIFY(is(var_mean(x, false), tensor(17.5f / 6), all_mean) && is(std_mean(x, false), tensor(std::sqrt(17.5f / 6)), all_mean));
    const Tensor rows = tensor({2.f, 5.f}), columns = tensor({4.5f, 3.f, 3.f});
    QVERIFY(is(var_mean(x, {1}), ones({2}), rows) && is(std_mean(x, 1), ones({2}), rows));
    QVERIFY(is(var_mean(x, {1}, false), full({2}, 2.0 / 3), rows)
        && is(std_mean(x, {1}, false, true), full({2, 1}, std::sqrt(2.0 / 3)), rows.view({2, 1})));
    QVERIFY(is(var_mean(x, 0), tensor({4.5f, 8.f, 2.f}), columns));
    QVERIFY(is(var_mean(x, {1}, std::optional<int64_t>(2), true), full({2, 1}, 2), rows.view({2, 1})));
    QVERIFY(is(std_mean(x, {1}, std::optional<int64_t>()), ones({2}), rows)
        && is(std_mean(x, {0, 1}, std::optional<int64_t>(2)), tensor(std::sqrt(17.5f / 4)), all_mean));
    QVERIFY(std::isinf(std::get<0>(var_mean(x, {1}, std::optional<int64_t>(3))).sum().item<float>()));
    Tensor leaf = x.to(kDouble).set_requires_grad(true);
    std::get<0>(var_mean(leaf, {1}, std::optional<int64_t>(2))).sum().backward();
    QVERIFY(near(leaf.grad(), (leaf.detach() - leaf.detach().mean({1}, true)) * 2));
  }
  void unique_values() {
    const Tensor v = tensor({3, 1, 3, 2});
    const auto [values, inverse, counts] = unique(v, true, true, true);
    QVERIFY(equal(values, tensor({1, 2, 3})) && equal(inverse, tensor({2, 0, 2, 1})) && equal(counts, tensor({1, 1, 2})));
    QVERIFY(!std::get<1>(unique(v)).defined() && !std::get<2>(unique(v)).defined());
    const auto [rows, where_to, often] = unique(tensor({{1, 2}, {1, 2}, {0, 5}}), true, true, true, 0);
    QVERIFY(equal(rows, tensor({{0, 5}, {1, 2}})) && equal(where_to, tensor({1, 1, 0})) && equal(often, tensor({1, 2})));
  }
  void printing_is_within_reach() {
    PrintOptions options;
    options.precision = 1;
    set_printoptions(options);
    QCOMPARE(QString::fromStdString(repr(tensor({1.25f, 2.f}))), QString("tensor([1.2, 2.0])"));
    set_printoptions({});
  }
};

TL_TEST_CLASS(TestFactories)
#include "test_factories.moc"
