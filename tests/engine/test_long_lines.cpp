// SPDX-License-Identifier: Apache-2.0
// Kernels that go by vectors, strips and bytes, against the plain loop that says what they mean: at lengths around the ends of vectors and
// blocks, along and across memory, with ties, signed zeros, infinities and not-a-number.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "engine/ops/functions.h"
#include "engine/ops/sort.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

namespace {
constexpr int64_t lengths[] = {1, 2, 7, 15, 16, 17, 33, 63, 64, 65, 96, 97, 127, 130, 1023, 1025, 2500};

/// Numbers of which many are equal; with `odd` also ±0, ±infinity and not-a-number.
Tensor numbers(IntArrayRef sizes, ScalarType type, uint32_t seed, bool odd = false) {
  std::mt19937 random(seed);
  constexpr double strange[] = {0.0, -0.0, HUGE_VAL, -HUGE_VAL, NAN};
  Tensor t = empty(sizes, kDouble);
  for (int64_t i = 0; i < t.numel(); ++i) {
    const uint32_t r = random();
    t.data_ptr<double>()[i] = odd && r % 11 == 0 ? strange[r / 11 % 5] : static_cast<double>(r % 601) / 100 - 3;
  }
  return t.to(type);
}
/// The elements in logical order, as double.
std::vector<double> read(const Tensor& t) {
  const Tensor d = t.to(kDouble).contiguous();
  return {d.data_ptr<double>(), d.data_ptr<double>() + d.numel()};
}
bool near(double a, double b, double tolerance) { return a == b || (std::isnan(a) && std::isnan(b)) || std::fabs(a - b) <= tolerance * std::max(1.0, std::fabs(b)); }
/// Calls f(line of input, its values) for all lines along `dim` of a 3-d tensor; the result has `dim` last.
template <class F>
void lines(const Tensor& x, int64_t dim, F f) {
  const Tensor moved = transpose(x, dim, -1).contiguous();
  const std::vector<double> v = read(moved);
  const int64_t n = moved.size(-1);
  for (int64_t l = 0; l * n < moved.numel(); ++l) f(l, std::vector<double>(v.begin() + l * n, v.begin() + (l + 1) * n));
}
std::vector<int64_t> plain_order(const std::vector<double>& v, bool descending) {
  std::vector<int64_t> at(v.size());
  std::iota(at.begin(), at.end(), 0);
  const auto less = [&](int64_t a, int64_t b) { return std::isnan(v[a]) || std::isnan(v[b]) ? !std::isnan(v[a]) && std::isnan(v[b]) : v[a] < v[b]; };
  std::stable_sort(at.begin(), at.end(), [&](int64_t a, int64_t b) { return descending ? less(b, a) : less(a, b); });
  return at;
}
}  // namespace

class TestLongLines : public QObject {
  Q_OBJECT
 private slots:
  void order() {
    for (const int64_t n : lengths)
      for (const ScalarType type : {kFloat, kDouble, kLong, kByte, kBFloat16})
        for (const bool descending : {false, true}) {
          const Tensor x = numbers({2, n, 3}, type, static_cast<uint32_t>(n), is_floating_point(type));
          const auto [values, at] = sort(x, 1, descending);
          const std::vector<double> got = read(transpose(at, 1, -1)), sorted = read(transpose(values, 1, -1));
          const int64_t k = std::min<int64_t>(n, 5);
          const std::vector<double> top = read(transpose(std::get<1>(topk(x, k, 1, descending)), 1, -1));
          lines(x, 1, [&](int64_t l, const std::vector<double>& v) {
            const auto want = plain_order(v, descending);
            for (int64_t i = 0; i < n; ++i) {
              if (got[static_cast<size_t>(l * n + i)] != static_cast<double>(want[static_cast<size_t>(i)])) QFAIL(qPrintable(QString("place %1 of %2").arg(i).arg(n)));
              if (!near(sorted[static_cast<size_t>(l * n + i)], v[static_cast<size_t>(want[static_cast<size_t>(i)])], 0)) QFAIL(qPrintable(QString("value %1 of %2").arg(i).arg(n)));
            }
            for (int64_t i = 0; i < k; ++i) QCOMPARE(top[static_cast<size_t>(l * k + i)], static_cast<double>(want[static_cast<size_t>(i)]));
          });
        }
    const Tensor wide = tensor({std::numeric_limits<int64_t>::max(), int64_t{-1}, std::numeric_limits<int64_t>::min(), int64_t{1}});
    QVERIFY(equal(argsort(wide), tensor({int64_t{2}, int64_t{1}, int64_t{3}, int64_t{0}})));
  }
  void sums_and_extremes() {
    for (const int64_t n : lengths)
      for (const ScalarType type : {kFloat, kDouble})
        for (const int64_t dim : {0, 1, 2})
          for (const bool odd : {false, true}) {
            int64_t size[] = {3, 2, 5};
            size[dim] = n;
            const Tensor x = numbers({size[0], size[1], size[2]}, type, static_cast<uint32_t>(n + dim), odd);
            const std::vector<double> total = read(transpose(sum(x, dim, true), dim, -1)), two = read(transpose(norm(x, 2, dim, true), dim, -1));
            const auto [high, high_at] = max(x, dim, true);
            const auto [low, low_at] = min(x, dim, true);
            const std::vector<double> most = read(transpose(high, dim, -1)), where_most = read(transpose(high_at, dim, -1));
            const std::vector<double> least = read(transpose(low, dim, -1)), where_least = read(transpose(low_at, dim, -1));
            const std::vector<double> top = read(transpose(amax(x, dim, true), dim, -1));
            lines(x, dim, [&](int64_t line, const std::vector<double>& v) {
              const size_t l = static_cast<size_t>(line);
              QVERIFY(near(total[l], std::accumulate(v.begin(), v.end(), 0.0), 1e-5));
              QVERIFY(near(two[l], std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0)), 1e-5));
              size_t first_most = 0, first_least = 0;
              for (size_t i = 1; i < v.size(); ++i) {
                if (!std::isnan(v[first_most]) && (v[i] > v[first_most] || std::isnan(v[i]))) first_most = i;
                if (!std::isnan(v[first_least]) && (v[i] < v[first_least] || std::isnan(v[i]))) first_least = i;
              }
              QCOMPARE(where_most[l], static_cast<double>(first_most));
              QCOMPARE(where_least[l], static_cast<double>(first_least));
              QVERIFY(near(most[l], v[first_most], 0) && near(least[l], v[first_least], 0) && near(top[l], v[first_most], 0));
            });
          }
  }
  void reductions_across_memory() {
    const Tensor x = numbers({6, 40, 70}, kFloat, 3), y = permute(x, {2, 0, 1}), gaps = x.slice(2, 0, 70, 2), turned = permute(x, {1, 0, 2});
    QVERIFY(equal(sum(y, {0}), sum(x, {2})));
    QVERIFY(equal(sum(y, {1}), sum(y.contiguous(), {1})));
    QVERIFY(allclose(sum(y, {0, 2}), sum(x, {2, 1}), 1e-6));
    QVERIFY(equal(amax(y, {2}), amax(y.contiguous(), {2})));
    QVERIFY(equal(sum(gaps, {0}), sum(gaps.contiguous(), {0})));
    QVERIFY(equal(sum(turned, {2}), sum(turned.contiguous(), {2})));  // kept dimensions in another order than in memory
    QVERIFY(equal(sum(turned, {0}), sum(x, {1})));
    QVERIFY(equal(sum(x.expand({6, 40, 70}).slice(0, 0, 1).expand({4, 40, 70}), {0}), x[0] * 4));
  }
  void softmax_any_way() {
    for (const int64_t n : lengths)
      for (const ScalarType type : {kFloat, kDouble})
        for (const int64_t dim : {0, 1, 2})
          for (const bool odd : {false, true}) {
            int64_t size[] = {2, 35, 3};
            size[dim] = n;
            const Tensor x = numbers({size[0], size[1], size[2]}, type, static_cast<uint32_t>(n + dim), odd && n > 2) * 5;
            const std::vector<double> share = read(transpose(softmax(x, dim), dim, -1)), logs = read(transpose(log_softmax(x, dim), dim, -1));
            lines(x, dim, [&](int64_t l, const std::vector<double>& v) {
              double top = -HUGE_VAL, total = 0;
              for (const double e : v) top = std::max(top, e);
              for (const double e : v) total += std::exp(e - top);
              for (size_t i = 0; i < v.size(); ++i) {
                const size_t at = static_cast<size_t>(l) * v.size() + i;
                const double within = type == kFloat ? 2e-6 : 1e-13;
                if (!near(share[at], std::exp(v[i] - top) / total, within) || !near(logs[at], v[i] - top - std::log(total), within))
                  QFAIL(qPrintable(QString("%1 of %2, dim %3").arg(i).arg(n).arg(dim)));
              }
            });
          }
  }
  void softmax_gradients() {
    for (const bool log : {false, true})
      for (const int64_t dim : {0, 1}) {
        Tensor x = numbers({70, 90}, kDouble, 4).requires_grad_();
        const Tensor g = numbers({70, 90}, kDouble, 5), y = log ? log_softmax(x, dim) : softmax(x, dim);
        y.backward(g);
        const Tensor p = softmax(x.detach(), dim);
        const Tensor want = log ? g - p * sum(g, dim, true) : (g - sum(g * p, dim, true)) * p;
        QVERIFY(allclose(x.grad(), want, 1e-12, 1e-13));
      }
  }
  void running_sums() {
    for (const int64_t n : lengths)
      for (const ScalarType type : {kFloat, kDouble, kLong, kInt, kBool})
        for (const int64_t dim : {0, 1, 2}) {
          int64_t size[] = {9, 3, 70};
          size[dim] = n;
          const Tensor x = numbers({size[0], size[1], size[2]}, type, static_cast<uint32_t>(n + dim));
          const Tensor y = cumsum(x, dim);
          QCOMPARE(y.dtype(), is_floating_point(type) ? type : kLong);
          const std::vector<double> got = read(transpose(y, dim, -1));
          lines(x, dim, [&](int64_t l, const std::vector<double>& v) {
            double total = 0;
            for (size_t i = 0; i < v.size(); ++i)
              if (!near(got[static_cast<size_t>(l) * v.size() + i], total += v[i], 1e-6)) QFAIL(qPrintable(QString("%1 of %2, dim %3").arg(i).arg(n).arg(dim)));
          });
        }
    Tensor x = numbers({3, 4}, kDouble, 1).requires_grad_();
    (cumsum(x, 1) * tensor({1.0, 10.0, 100.0, 1000.0})).sum().backward();
    QVERIFY(equal(x.grad()[1], tensor({1111.0, 1110.0, 1100.0, 1000.0}, kDouble)));
    QCOMPARE(cumsum(full({3}, 100, kByte), 0, kByte)[2].item<int>(), 300 - 256);  // wraps around
  }
  void gathered_and_added() {
    for (const int64_t inner : {1, 3, 33, 600})
      for (const int64_t dim : {0, 1}) {
        const Tensor x = dim ? numbers({inner, 50}, kFloat, 1) : numbers({50, inner}, kFloat, 1);
        const Tensor at = (fmod(numbers({x.size(0), x.size(1)}, kDouble, 2).abs() * 1000, 50.0)).to(kLong);
        const std::vector<double> got = read(gather(x, dim, at)), v = read(x), index = read(at);
        for (int64_t e = 0; e < x.numel(); ++e) {
          const int64_t i = static_cast<int64_t>(index[static_cast<size_t>(e)]), c = x.size(1);
          if (got[static_cast<size_t>(e)] != v[static_cast<size_t>(dim ? e / c * c + i : i * c + e % c)]) QFAIL(qPrintable(QString("element %1").arg(e)));
        }
        const Tensor few = tensor({int64_t{4}, int64_t{0}, int64_t{49}, int64_t{4}}), rows = index_select(x, dim, few);
        Tensor want = x.clone();
        for (const int64_t i : {0, 1, 2, 3}) want.select(dim, i == 1 ? 0 : i == 2 ? 49 : 4).add_(rows.select(dim, i));
        QVERIFY(equal(index_add(x, dim, few, rows), want));
      }
    for (const int64_t outside : {50, -1}) QVERIFY_THROWS_EXCEPTION(Error, (void)gather(ones({50, 600}), 0, full({50, 600}, outside, kLong)));
    for (const int64_t outside : {50, -1}) QVERIFY_THROWS_EXCEPTION(Error, (void)gather(ones({50}), 0, full({50}, outside, kLong)));
    QVERIFY_THROWS_EXCEPTION(Error, (void)index_add(ones({50, 600}), 0, full({2}, -51, kLong), ones({2, 600})));
  }
  void joined() {
    // Pieces of no, one and many elements, and a result so large that it is cut in the middle of some.
    for (const int64_t rows : {1, 3, 700})
      for (const ScalarType type : {kByte, kFloat, kDouble}) {
        const Tensor a = numbers({rows, 300}, type, 1), b = numbers({rows, 1}, type, 2), none = numbers({rows, 0}, type, 3), c = numbers({rows, 77}, type, 4);
        const Tensor wide = cat({none, a, b, none, c, none}, 1);
        QCOMPARE(wide.size(1), int64_t{378});
        QVERIFY(equal(wide.slice(1, 0, 300), a) && equal(wide.slice(1, 300, 301), b) && equal(wide.slice(1, 301, 378), c));
        const Tensor tall = cat({a, a * 2, a.slice(0, 0, 1)}, 0);
        QVERIFY(equal(tall.slice(0, 0, rows), a) && equal(tall.slice(0, rows, 2 * rows), a * 2) && equal(tall.slice(0, 2 * rows), a.slice(0, 0, 1)));
      }
  }
  void large_copies_across_memory() {
    // Larger than the caches, in whole lines and in odd ones: written past the caches or not.
    for (const ScalarType type : {kHalf, kFloat, kDouble})
      for (const int64_t columns : {2064, 2061}) {
        const Tensor x = fmod(arange(2064 * columns, kLong), 251).view({2064, columns}).to(type), y = x.t().contiguous();
        QVERIFY(y.is_contiguous() && y.sizes() == IntArrayRef({columns, 2064}));
        QVERIFY(equal(y.t(), x));
        QVERIFY(equal(y.select(0, columns - 1), x.select(1, columns - 1).contiguous()));
      }
  }
  void copies_across_memory() {
    for (const ScalarType type : {kByte, kHalf, kFloat, kDouble})
      for (const int64_t rows : {4, 15, 16, 17, 50})
        for (const int64_t columns : {4, 31, 33, 48}) {
          const Tensor x = numbers({3, rows, columns}, type, static_cast<uint32_t>(rows * columns));
          const std::vector<double> v = read(x);
          for (const std::vector<int64_t>& order : {std::vector<int64_t>{0, 2, 1}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}}) {
            const Tensor y = permute(x, order).contiguous();
            const std::vector<double> got = read(y);
            const int64_t s[] = {rows * columns, columns, 1};
            size_t e = 0;
            for (int64_t i = 0; i < y.size(0); ++i)
              for (int64_t j = 0; j < y.size(1); ++j)
                for (int64_t k = 0; k < y.size(2); ++k)
                  if (got[e++] != v[static_cast<size_t>(i * s[order[0]] + j * s[order[1]] + k * s[order[2]])]) QFAIL(qPrintable(QString("element %1").arg(e - 1)));
          }
        }
    const Tensor a = numbers({150, 150}, kFloat, 1), b = numbers({150, 150}, kFloat, 2);  // large enough to be laid along first
    QVERIFY(equal(a + b.transpose(0, 1), a + b.transpose(0, 1).contiguous()));
    Tensor into = a.clone();
    into.add_(into.transpose(0, 1));
    QVERIFY(equal(into, a + a.transpose(0, 1)));
  }
};

TL_TEST_CLASS(TestLongLines)
#include "test_long_lines.moc"
