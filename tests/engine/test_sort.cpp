// SPDX-License-Identifier: Apache-2.0
// What orders and counts elements, as C++ functions.
#include <limits>

#include "engine/ops/functions.h"
#include "engine/ops/sort.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;

class TestSort : public QObject {
  Q_OBJECT
 private slots:
  void order_and_places() {
    const Tensor x = reshape(tensor(std::vector<double>{3, 1, 2, 1, 5, 5}), {2, 3});
    const auto [values, at] = sort(x, 1);
    QVERIFY(values.equal(reshape(tensor(std::vector<double>{1, 2, 3, 1, 5, 5}), {2, 3})));
    QVERIFY(at.equal(reshape(tensor(std::vector<int64_t>{1, 2, 0, 0, 1, 2}), {2, 3})));  // stable
    QVERIFY(argsort(x, 0, true).equal(reshape(tensor(std::vector<int64_t>{0, 1, 1, 1, 0, 0}), {2, 3})));
    const auto [most, where_most] = topk(transpose(x, 0, 1), 1, 0);
    QVERIFY(most.equal(reshape(tensor(std::vector<double>{3, 5}), {1, 2})) && where_most.equal(reshape(tensor(std::vector<int64_t>{0, 1}), {1, 2})));
    QVERIFY(std::get<0>(kthvalue(x, 2)).equal(tensor(std::vector<double>{2, 5})));
    QVERIFY(std::get<0>(mode(x)).equal(tensor(std::vector<double>{1, 5})));
    QVERIFY(median(tensor({4.f, 1.f, 3.f, 2.f})).equal(tensor(2.f)));
    QVERIFY(std::get<0>(median(x, 1, true)).sizes() == IntArrayRef({2, 1}));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(std::get<1>(sort(tensor({nan, 1.f, HUGE_VALF}))).equal(tensor(std::vector<int64_t>{1, 2, 0})));
    QVERIFY(std::get<0>(sort(zeros({0, 3}), 0)).sizes() == IntArrayRef({0, 3}));
  }
  void gradients_reach_the_elements_chosen() {
    Tensor x = tensor({3.f, 1.f, 2.f}).requires_grad_();
    (std::get<0>(sort(x)) * tensor({1.f, 10.f, 100.f})).sum().backward();
    QVERIFY(x.grad().equal(tensor({100.f, 1.f, 10.f})));
  }
  void counts() {
    const auto [values, inverse, counts] = _unique2(tensor({2, 1, 2}), true, true, true);
    QVERIFY(values.equal(tensor({1, 2})) && inverse.equal(tensor({1, 0, 1})) && counts.equal(tensor({1, 2})));
    QVERIFY(!std::get<1>(_unique2(tensor({2, 1}))).defined());
    const Tensor rows = reshape(tensor(std::vector<int64_t>{1, 2, 0, 9, 1, 2}), {3, 2});
    QVERIFY(std::get<0>(unique_dim(rows, 0)).equal(reshape(tensor(std::vector<int64_t>{0, 9, 1, 2}), {2, 2})));
    QVERIFY(bincount(tensor({1, 1, 3}), {}, 5).equal(tensor({0, 2, 0, 1, 0})));
    QVERIFY(histc(tensor({1.f, 2.f, 1.f}), 4, 0, 3).equal(tensor({0.f, 2.f, 1.f, 0.f})));
    QVERIFY(nonzero(tensor({0, 3, 0, 1})).equal(reshape(tensor(std::vector<int64_t>{1, 3}), {2, 1})));
    QVERIFY(test::has(test::error_of([] { bincount(tensor({-1})); }), "value|bincount: the input holds the negative number -1"));
    QVERIFY(test::has(test::error_of([] { histc(tensor({1.f, HUGE_VALF})); }), "value|histc: the range from 1 to inf is not finite"));
    QVERIFY(test::has(test::error_of([] { topk(ones({2}), 3); }), "index|topk"));
  }
};
TL_TEST_CLASS(TestSort)
#include "test_sort.moc"
