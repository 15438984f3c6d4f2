// SPDX-License-Identifier: Apache-2.0
// Calls at the edge of what an operator takes: numbers among vectors, nothing at all, factors of 0, infinities, results that cannot be.
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "engine/ops/out_variants.h"
#include "engine/ops/sort.h"
#include "support/test_main.h"

using namespace tl;
using namespace tl::indexing;

class TestOperatorCorners : public QObject {
  Q_OBJECT

  static constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  /// Shape and values; NaN nowhere.
  static bool is(const Tensor& t, const std::vector<int64_t>& sizes, const std::vector<double>& values) {
    if (!(t.sizes() == IntArrayRef(sizes)) || t.numel() != static_cast<int64_t>(values.size())) return false;
    const Tensor d = t.detach().to(kDouble).contiguous();
    return std::equal(values.begin(), values.end(), d.data_ptr<double>());
  }
  static Tensor longs(const std::vector<int64_t>& v) { return tl::tensor(v); }
  static Tensor six() { return arange(6, kFloat).view({2, 3}); }
  /// The message of the error that the call ends with, which must be of one kind; empty where there was none.
  template <class F>
  static std::string error_of(F&& call) {
    try {
      call();
    } catch (const Error& e) {
      return e.what();
    }
    return {};
  }
  template <class F>
  static bool says(F&& call, const char* text) {
    const std::string message = error_of(call);
    if (message.find(text) == std::string::npos) qWarning("\"%s\" does not say \"%s\"", message.c_str(), text);
    return message.find(text) != std::string::npos;
  }

 private slots:
  // ---- indices
  void a_mask_without_dimensions_counts_as_a_truth_value() {
    Tensor x = tensor(3.f);
    x.index_put_({x > 5}, 0.);
    QVERIFY(is(x, {}, {3}));
    x.index_put_({x > 2}, 7.);
    QVERIFY(is(x, {}, {7}));
    Tensor m = six();
    m.index_put_({tensor(false)}, 9.);
    QVERIFY(is(m, {2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(is(m.index({tensor(false)}), {0, 2, 3}, {}));
    QVERIFY(is(m.index({tensor(true)}), {1, 2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(is(m.index({tensor(true).to(kByte)}), {1, 2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(is(tensor(3.f).index({tensor(false)}), {0}, {}));
    QVERIFY(is(tensor(3.f).index({tensor(true)}), {1}, {3}));
    m.index_put_({tensor(true)}, 9.);
    QVERIFY(is(m, {2, 3}, {9, 9, 9, 9, 9, 9}));
  }
  void values_lose_leading_dimensions_of_one() {
    Tensor m = six();
    m.index_put_({0, 0}, full({1}, 10, kFloat));
    m.index_put_({1}, full({1, 1, 3}, 11, kFloat));
    QVERIFY(is(m, {2, 3}, {10, 1, 2, 11, 11, 11}));
    m.index_put_({Slice()}, full({1, 2, 3}, 12, kFloat));
    QVERIFY(is(m, {2, 3}, {12, 12, 12, 12, 12, 12}));
    m = six();
    m.index_put_({TensorIndex(m > 2)}, tensor({{7.f, 8.f, 9.f}}));
    QVERIFY(is(m, {2, 3}, {0, 1, 2, 7, 8, 9}));
    m.index_put_({0, longs({0, 1})}, full({1, 2}, 5, kFloat));
    QVERIFY(is(m, {2, 3}, {5, 5, 2, 7, 8, 9}));
    QVERIFY(!error_of([&] { m.index_put_({0}, ones({2, 3})); }).empty());
  }
  void indices_and_masks_are_not_floats() {
    const Tensor m = six(), f = tensor({0.f, 1.f});
    QVERIFY_THROWS_EXCEPTION(Error, m.index({TensorIndex(f)}));
    QVERIFY(says([&] { m.index({TensorIndex(f)}); }, "int64, bool or uint8"));
    QVERIFY(says([&] { masked_select(m, ones({2, 3})); }, "masked_select"));
    QVERIFY(says([&] { (void)where(ones({2, 3}), m, m); }, "where"));
    QVERIFY(is(masked_select(m, (m > 3).to(kByte)), {2}, {4, 5}));
  }
  void an_empty_index_names_no_place() {
    const Tensor none = zeros({0}, kLong);
    QVERIFY(is(zeros({2, 3}).scatter_(1, none, 1), {2, 3}, {0, 0, 0, 0, 0, 0}));
    QVERIFY(is(scatter(six(), 0, none, ones({4})), {2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(is(scatter_add(six(), 0, none, ones({0})), {2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(is(scatter(six(), 0, none, ones({4}), "multiply"), {2, 3}, {0, 1, 2, 3, 4, 5}));
    QVERIFY(!error_of([&] { scatter(six(), 2, none, ones({4})); }).empty());
    const Tensor x = six().requires_grad_();
    scatter_add(x, 0, none, ones({0})).sum().backward();
    QVERIFY(is(x.grad(), {2, 3}, {1, 1, 1, 1, 1, 1}));
  }
  void numbers_count_as_vectors_of_one() {
    QVERIFY(is(tensor(3.f).index_add_(0, longs({0}), ones({1})), {}, {4}));
    QVERIFY(is(tensor(3.f).index_add_(0, longs({0, 0}), ones({2})), {}, {5}));
    QVERIFY(!error_of([] { tensor(3.f).index_add_(0, longs({0, 0}), tensor(1.f)); }).empty());
    QVERIFY(is(tensor(3.f).scatter_(0, longs({0}), 8), {}, {8}));
    QVERIFY(is(scatter_add(tensor(3.f), 0, longs({0}), ones({1})), {}, {4}));
    QVERIFY(is(gather(tensor(3.f), 0, longs({0, 0})), {2}, {3, 3}));
    QVERIFY(is(gather(tensor({3.f, 4.f}), 0, tensor(int64_t{1})), {}, {4}));
    QVERIFY(is(tensor(3.f).unfold(0, 1, 1), {1}, {3}));
    QVERIFY(!error_of([] { tensor(3.f).unfold(0, 2, 1); }).empty());
    QVERIFY(!error_of([] { gather(tensor(3.f), 0, longs({1})); }).empty());
    const Tensor x = tensor(3.f).requires_grad_();
    gather(x, 0, longs({0, 0})).sum().backward();
    QVERIFY(is(x.grad(), {}, {2}));
  }

  // ---- comparisons, sums, norms
  void only_equal_infinities_are_close() {
    const auto one = [](double v) { return tensor({v}); };
    QVERIFY(!allclose(one(1), one(inf)));
    QVERIFY(!allclose(one(inf), one(1)));
    QVERIFY(!allclose(one(-inf), one(inf)));
    QVERIFY(allclose(one(inf), one(inf)));
    QVERIFY(allclose(one(1), one(1 + 1e-9)));
    QVERIFY(!allclose(one(nan), one(nan)));
    QVERIFY(allclose(one(nan), one(nan), 1e-5, 1e-8, true));
    QVERIFY(allclose(longs({1, 2}), longs({1, 2})) && !allclose(longs({1, 2}), longs({1, 3})));
    QVERIFY(says([&] { allclose(one(1), one(1), -1); }, "allclose"));
    QVERIFY(says([&] { allclose(one(1), one(1), 0, -1); }, "allclose"));
  }
  void sums_have_the_type_asked_for() {
    const Tensor x = tensor({1.f, 2.f, 0.f});
    QCOMPARE(sum(x, kInt).dtype(), kInt);
    QVERIFY(is(sum(x, kInt), {}, {3}));
    QCOMPARE(sum(x, {0}, false, kBool).dtype(), kBool);
    QVERIFY(is(sum(x, kBool), {}, {1}));
    QVERIFY(is(prod(x, kBool), {}, {0}));
    QCOMPARE(prod(x, kByte).dtype(), kByte);
    QCOMPARE(prod(x, 0, false, kShort).dtype(), kShort);
    QCOMPARE(sum(x.to(kInt)).dtype(), kLong);
    QVERIFY(is(sum(tensor({200.f, 100.f}), kByte), {}, {44}));
  }
  void a_count_has_a_gradient_of_zeros() {
    const Tensor x = tensor({1., 0., nan}).requires_grad_();
    const Tensor n = norm(x, 0);
    QVERIFY(is(n, {}, {2}));
    n.backward();
    QVERIFY(is(x.grad(), {3}, {0, 0, 0}));
    const Tensor a = six().requires_grad_();
    const Tensor d = cdist(a, six(), 0);
    QVERIFY(is(d, {2, 2}, {0, 3, 3, 0}));
    d.sum().backward();
    QVERIFY(is(a.grad(), {2, 3}, {0, 0, 0, 0, 0, 0}));
  }

  // ---- products
  void a_factor_of_zero_leaves_its_operand_out() {
    const Tensor m = six(), bad = full({2, 2}, nan, kFloat);  // m · mᵀ is 5 14 14 50
    QVERIFY(is(addmm(bad, m, m.t(), 0), {2, 2}, {5, 14, 14, 50}));
    QVERIFY(is(full({2, 2}, inf, kFloat).addmm_(m, m.t(), 0, 2), {2, 2}, {10, 28, 28, 100}));
    Tensor out = empty({2, 2});
    addmm_out(out, bad, m, m.t(), 0);
    QVERIFY(is(out, {2, 2}, {5, 14, 14, 50}));
    QVERIFY(is(addmm(ones({2}), full({2, 3}, inf, kFloat), m.t(), 3, 0), {2, 2}, {3, 3, 3, 3}));
    QVERIFY(is(addmm(ones({2, 1}), m, m.t()), {2, 2}, {6, 15, 15, 51}));
    const Tensor x = ones({2}).requires_grad_();
    addmm(x, m, m.t(), 0).sum().backward();
    QVERIFY(is(x.grad(), {2}, {0, 0}));
  }
  void addmm_refuses_what_does_not_fit() {
    const Tensor m = six();
    QVERIFY(says([&] { addmm(ones({5, 2, 2}), m, m.t()); }, "addmm"));
    QVERIFY(says([&] { addmm(ones({5, 2, 2}), m, m.t()); }, "[5, 2, 2]"));
    QVERIFY(says([&] { addmm(ones({3, 2}), m.slice(0, 0, 1), m.t()); }, "addmm"));
    QVERIFY(says([&] { addmm(ones({2, 2}), m, m); }, "addmm"));
    QVERIFY(says([&] { addmm(ones({2, 2}, kDouble), m, m.t()); }, "addmm"));
    const Tensor i = m.to(kLong), y = addmm(ones({2, 2}, kLong), i, i.t(), 2.0);
    QCOMPARE(y.dtype(), kLong);
    QVERIFY(is(y, {2, 2}, {7, 16, 16, 52}));
    QVERIFY(says([&] { addmm(i, i, i.t(), 2.5); }, "addmm"));
    QVERIFY(says([&] { addmm(ones({2, 2}, kLong), i, i.t(), 2.5); }, "must be integers"));
  }
  void an_inner_size_of_zero_gives_zeros_or_the_bias() {
    const Tensor x = ones({2, 3, 0}), w = ones({4, 0}), bias = arange(4, kFloat);
    QVERIFY(is(matmul(x, ones({0, 2})), {2, 3, 2}, std::vector<double>(12, 0)));
    QVERIFY(is(matmul(x, ones({0})), {2, 3}, std::vector<double>(6, 0)));
    QVERIFY(is(linear(x, w), {2, 3, 4}, std::vector<double>(24, 0)));
    QVERIFY(is(linear(x, w, bias).sum({0, 1}), {4}, {0, 6, 12, 18}));
  }
  void a_contracted_size_of_one_meets_all() {
    QVERIFY(is(tensordot(six(), tensor({{1.f, 2.f}}), {1}, {0}), {2, 2}, {3, 6, 12, 24}));
    QVERIFY(is(tensordot(tensor({{1.f}, {2.f}}), six().t(), {1}, {0}), {2, 2}, {3, 12, 6, 24}));
    QVERIFY(!error_of([] { tensordot(six(), ones({2, 2}), {1}, {0}); }).empty());
  }

  // ---- diagonals, triangles
  void diagonals_are_laid_out_in_the_type_of_the_input() {
    QVERIFY(is(diag(tensor({1.f, 2.f}), 1), {3, 3}, {0, 1, 0, 0, 0, 2, 0, 0, 0}));
    QVERIFY(is(diag(tensor({1.f, 2.f}), -1), {3, 3}, {0, 0, 0, 1, 0, 0, 0, 2, 0}));
    QVERIFY(is(diag_embed(tensor({{1.f, 2.f}, {3.f, 4.f}}), 0, 0, 2), {2, 2, 2}, {1, 0, 3, 0, 0, 2, 0, 4}));
    QVERIFY(is(diag_embed(tensor({1.f, 2.f}), 1, 1, 0), {3, 3}, {0, 0, 0, 1, 0, 0, 0, 2, 0}));
    QVERIFY(is(diag(zeros({0}), 1), {1, 1}, {0}));
    const Tensor large = diagflat(ones({14739}, kChar));
    QCOMPARE(large.dtype(), kChar);
    QCOMPARE(sum(large).item().toLong(), int64_t{14739});
    QCOMPARE(large.trace().item().toLong(), int64_t{14739});
    const Tensor x = tensor({1., 2.}).requires_grad_();
    (diag(x, 1) * arange(9, kDouble).view({3, 3})).sum().backward();
    QVERIFY(is(x.grad(), {2}, {1, 5}));
  }
  void triangles_of_any_offset() {
    const Tensor m = six();
    QVERIFY(is(tril(m), {2, 3}, {0, 0, 0, 3, 4, 0}) && is(triu(m), {2, 3}, {0, 1, 2, 0, 4, 5}));
    QVERIFY(is(tril(m, 1), {2, 3}, {0, 1, 0, 3, 4, 5}) && is(triu(m, -1), {2, 3}, {0, 1, 2, 3, 4, 5}));
    for (const int64_t far : {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()}) {
      const Tensor all = far > 0 ? tril(m, far) : triu(m, far), none = far > 0 ? triu(m, far) : tril(m, far);
      QVERIFY(is(all, {2, 3}, {0, 1, 2, 3, 4, 5}) && is(none, {2, 3}, {0, 0, 0, 0, 0, 0}));
    }
    const Tensor x = six().requires_grad_();
    triu(x, 1).sum().backward();
    QVERIFY(is(x.grad(), {2, 3}, {0, 1, 1, 0, 0, 1}));
  }
  void results_that_cannot_be_are_refused_at_once() {
    const Tensor x = ones({3});
    QVERIFY(says([&] { diag(x, int64_t{1} << 31); }, "too large"));
    QVERIFY(says([&] { diagflat(x, -(int64_t{1} << 31)); }, "too large"));
    QVERIFY(says([] { tril_indices(int64_t{1} << 40, int64_t{1} << 40); }, "too large"));
    QVERIFY(says([] { triu_indices(int64_t{1} << 40, int64_t{1} << 40); }, "too large"));
    QVERIFY(says([] { combinations(arange(100), 50); }, "too large"));
    QVERIFY(says([] { combinations(arange(100), 50, true); }, "too large"));
    QVERIFY(says([] { bincount(longs({std::numeric_limits<int64_t>::max()})); }, "too large"));
    QVERIFY(!error_of([] { randperm(int64_t{1} << 62); }).empty());
  }
  void indices_of_triangles_and_combinations() {
    QVERIFY(is(tril_indices(2, 3), {2, 3}, {0, 1, 1, 0, 0, 1}));
    QVERIFY(is(triu_indices(2, 3), {2, 5}, {0, 0, 0, 1, 1, 0, 1, 2, 1, 2}));
    QVERIFY(is(tril_indices(3, 2, -1), {2, 3}, {1, 2, 2, 0, 0, 1}));
    QVERIFY(is(triu_indices(3, 2, -1), {2, 5}, {0, 0, 1, 1, 2, 0, 1, 0, 1, 1}));
    QVERIFY(is(triu_indices(3, 2, 5), {2, 0}, {}) && is(tril_indices(3, 2, -5), {2, 0}, {}));
    QVERIFY(is(tril_indices(1, 2, 9), {2, 2}, {0, 0, 0, 1}) && is(triu_indices(1, 2, -9), {2, 2}, {0, 0, 0, 1}));
    for (int64_t rows = 0; rows < 4; ++rows)
      for (int64_t cols = 0; cols < 4; ++cols)
        for (int64_t k = -5; k < 6; ++k) {
          const Tensor all = ones({rows, cols}, kLong);
          const auto places = [](const Tensor& m) { return nonzero(m).t(); };
          if (rows * cols == 0) continue;
          QVERIFY(equal(tril_indices(rows, cols, k), places(tril(all, k)).contiguous()));
          QVERIFY(equal(triu_indices(rows, cols, k), places(triu(all, k)).contiguous()));
        }
    QVERIFY(is(combinations(longs({1, 2, 3}), 2), {3, 2}, {1, 2, 1, 3, 2, 3}));
    QVERIFY(is(combinations(longs({1, 2}), 2, true), {3, 2}, {1, 1, 1, 2, 2, 2}));
    QVERIFY(is(combinations(longs({1, 2, 3}), 3), {1, 3}, {1, 2, 3}) && is(combinations(longs({1, 2}), 3), {0, 3}, {}));
    QVERIFY(is(combinations(longs({4}), 3, true), {1, 3}, {4, 4, 4}));
    QCOMPARE(combinations(arange(7), 3).size(0), int64_t{35});
    QCOMPARE(combinations(arange(5), 3, true).size(0), int64_t{35});
  }

  // ---- storage, pieces, factories
  void undefined_tensors_have_no_storage() {
    const Tensor m = six();
    QVERIFY(says([] { Tensor().resize_({2}); }, "resize_"));
    QVERIFY(says([&] { Tensor().set_(m); }, "set_"));
    QVERIFY(says([] { Tensor().set_(); }, "set_"));
    QVERIFY(says([] { six().set_(Tensor()); }, "set_"));
  }
  void one_value_may_be_written_to_repeated_places() {
    const Tensor base = zeros({1, 3});
    base.expand({2, 3}).fill_(1);
    QVERIFY(is(base, {1, 3}, {1, 1, 1}));
    base.expand({2, 3}).zero_();
    QVERIFY(is(base, {1, 3}, {0, 0, 0}));
    QVERIFY(!error_of([&] { base.expand({2, 3}).add_(1); }).empty());
  }
  void nothing_is_cut_as_asked() {
    const std::vector<Tensor> three = zeros({0, 2}).chunk(3);
    QCOMPARE(three.size(), size_t{3});
    for (const Tensor& t : three) QVERIFY(is(t, {0, 2}, {}));
    QCOMPARE(zeros({0}).split(0).size(), size_t{1});
    QVERIFY(!error_of([] { zeros({2}).split(0); }).empty());
    QCOMPARE(zeros({5}).chunk(3).size(), size_t{3});
    QCOMPARE(zeros({5}).chunk(4).size(), size_t{3});
    QCOMPARE(zeros({5}).chunk(std::numeric_limits<int64_t>::max()).size(), size_t{5});
    QVERIFY(says([] { flip(six(), {0, 0}); }, "multiple times"));
    QVERIFY(says([] { flip(six(), {1, -1}); }, "multiple times"));
  }
  void permutations_fit_their_type() {
    QVERIFY(says([] { randperm(300, kByte); }, "randperm"));
    QVERIFY(says([] { randperm(3000, kHalf); }, "randperm"));
    for (const ScalarType t : {kByte, kHalf, kLong, kFloat}) {
      const Tensor p = randperm(200, t);
      QCOMPARE(p.dtype(), t);
      QVERIFY(equal(std::get<0>(sort(p.to(kLong))), arange(200)));
    }
    QVERIFY(is(randperm(0), {0}, {}));
  }
  void histograms_and_unique_slices() {
    QVERIFY(says([] { histc(tensor({1.f, std::nanf("")}), 4); }, "is not finite"));
    QVERIFY(says([] { histc(tensor({std::nanf(""), 1.f}), 4); }, "is not finite"));
    QVERIFY(is(histc(tensor({0.f, 1.f, 2.f}), 2), {2}, {1, 2}));
    QVERIFY(is(bincount(longs({0, 2, 2})), {3}, {1, 0, 2}));
    const auto [values, inverse, counts] = unique_dim(zeros({0, 3}), 0, true, true, true);
    QVERIFY(is(values, {0, 3}, {}) && is(inverse, {0}, {}) && is(counts, {0}, {}));
  }
  void closeness_of_whole_numbers() {
    const auto one = [](double v, ScalarType t) { return tensor({v}, t); };
    QVERIFY(allclose(one(1, kByte), one(2, kByte), 0, 2) && !allclose(one(100, kChar), one(-100, kChar), 0, 60));
    QVERIFY(allclose(tensor({true, false}), tensor({true, false})) && !allclose(tensor({true}), tensor({false})));
    QVERIFY(allclose(tensor({1.f}), one(1, kDouble)));
  }
  void an_undefined_tensor_is_told() {
    const Tensor u;
    QVERIFY(!error_of([&] { reshape(u, {-1}); }).empty() && !error_of([&] { flatten(u); }).empty() && !error_of([&] { unsqueeze(u, 0); }).empty());
    QVERIFY(!error_of([&] { repeat_interleave(u, 2); }).empty() && !error_of([&] { squeeze(u, 0); }).empty() && !error_of([&] { transpose(u, 0, 1); }).empty());
  }
  void what_does_not_fit_is_not_written() {
    QVERIFY(says([] { tensor({true}).bitwise_and_(longs({2})); }, "bitwise_and_"));
    const Tensor one = zeros({1, 3});
    one.expand({4, 3}).fill_(tensor(2.0));
    QVERIFY(is(one, {1, 3}, {2, 2, 2}));
  }
  void a_diagonal_of_nothing_has_no_place() {
    // The strides of a tensor without elements may be beyond what can be added up.
    const Tensor none = diag_embed(zeros({0, 3, 2}), 4294967296, 2, 1);
    QCOMPARE(none.numel(), 0);
    QVERIFY(none.suggest_memory_format() == MemoryFormat::Contiguous && ones_like(none).sizes() == none.sizes());
    QCOMPARE(empty({0, 4294967296, 4294967296, 3}, MemoryFormat::ChannelsLast).numel(), 0);
  }
};

TL_TEST_CLASS(TestOperatorCorners)
#include "test_operator_corners.moc"
