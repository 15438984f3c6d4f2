// SPDX-License-Identifier: Apache-2.0
// What programs of the front end do every day: in place through const handles, operators in C++'s notation, element access, runs of equal
// values, entries repeated. Expected values by hand or as PyTorch prints them.
#include <torch/torch.h>

#include <algorithm>
#include <sstream>

#include "engine/ops/sort.h"
#include "support/expect.h"
#include "support/test_main.h"

using tl::test::error_of;
using torch::Tensor;

namespace {
bool has(const std::string& text, std::initializer_list<std::string> parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return tl::test::has(text, part); });
}
template <class T>
Tensor of(std::vector<T> v) {
  if constexpr (std::is_same_v<T, bool>) return torch::tensor(std::vector<uint8_t>(v.begin(), v.end())).to(torch::kBool);
  else return torch::tensor(v);
}
Tensor longs(std::vector<int64_t> v) { return torch::tensor(v); }
bool same(const Tensor& a, const Tensor& b) { return a.dtype() == b.dtype() && a.sizes() == b.sizes() && torch::equal(a, b); }
}  // namespace

class TestFrontEndHabits : public QObject {
  Q_OBJECT
 private slots:
  void in_place_through_const_handles() {
    const Tensor w = torch::ones({2}, torch::requires_grad());
    (w * 3).sum().backward();
    w.grad().zero_();
    QVERIFY(same(w.grad(), torch::zeros({2})));
    w.grad().detach_();
    const Tensor t = torch::ones({3});
    t.fill_(3);
    [t] { t.mul_(2); }();
    QVERIFY(same(t, of<float>({6, 6, 6})));
    torch::nn::Linear layer(2, 2);
    {
      const torch::NoGradGuard guard;
      for (const auto& p : layer->parameters()) p.zero_();
    }
    QCOMPARE(layer->weight.abs().sum().item<float>(), 0.0f);
    static_assert(std::is_same_v<decltype(t.add_(1)), Tensor&>);
    QVERIFY(&t.add_(1) == &t);
  }
  void operators() {
    const Tensor a = longs({12, 10, -1, 0}), b = longs({10, 3, 7, 5});
    QVERIFY(same(a & b, longs({8, 2, 7, 0})));
    QVERIFY(same(a | b, longs({14, 11, -1, 5})));
    QVERIFY(same(a ^ b, longs({6, 9, -8, 5})));
    QVERIFY(same(a.bitwise_not(), longs({-13, -11, 0, -1})));
    QVERIFY(same(a % 4, longs({0, 2, 3, 0})));
    const Tensor yes = a > 5, no = a < 11;
    QVERIFY(same(yes & no, of<bool>({false, true, false, false})));
    QVERIFY(same(yes && no, yes & no) && same(yes || no, yes | no) && same(!yes, of<bool>({false, false, true, true})));
    QVERIFY(same(yes ^ no, of<bool>({true, false, true, true})));
    QVERIFY(same(2 > a, a < 2) && same(10 == a, a == 10) && same(10 != a, a != 10) && same(12 <= a, a >= 12) && same(0 < a, a > 0) && same(0 >= a, a <= 0));
    QVERIFY(same(longs({255, 4}).to(torch::kByte).bitwise_and(6), longs({6, 4}).to(torch::kByte)));
    QVERIFY(same(longs({1, 255}).to(torch::kByte).bitwise_not(), longs({254, 0}).to(torch::kByte)));
    QVERIFY(same(~longs({1, 255}).to(torch::kByte), longs({254, 0}).to(torch::kByte)));
    QVERIFY(same(~a, a.bitwise_not()));
    QVERIFY(torch::tensor({uint8_t{1}}).dtype() == torch::kByte && torch::tensor(int8_t{1}).dtype() == torch::kChar);
    QVERIFY(torch::tensor({int16_t{1}, int16_t{2}}).dtype() == torch::kShort && torch::tensor({1, 2}).dtype() == torch::kLong);
    QVERIFY(torch::tensor(std::vector<uint8_t>{1}).dtype() == torch::kByte && torch::tensor(std::vector<int>{1}).dtype() == torch::kLong);
    QVERIFY(torch::tensor(std::vector<double>{1}).dtype() == torch::kFloat && torch::tensor({1.0, 2.0}).dtype() == torch::kFloat);
    QVERIFY(same(longs({1, 2}).view({2, 1}) | longs({4, 8}), longs({5, 9, 6, 10}).view({2, 2})));
    QVERIFY(has(error_of([] { (void)(torch::ones({2}) & torch::ones({2})); }), {"bitwise_and", "float32"}));
  }
  void accessors() {
    const Tensor m = torch::arange(6.f).view({2, 3}).t();
    const auto at = m.accessor<float, 2>();
    QCOMPARE(at.size(0), int64_t{3});
    QCOMPARE(at[2][1], 5.0f);
    at[0][1] = 30;
    QCOMPARE(m[0][1].item<float>(), 30.0f);
    QVERIFY(has(error_of([&] { (void)m.accessor<float, 1>(); }), {"accessor", "2 dimensions"}));
    QVERIFY(has(error_of([&] { (void)m.accessor<double, 2>(); }), {"data_ptr"}));
    QCOMPARE(m.data<float>(), m.data_ptr<float>());
    QVERIFY(m.is_same_size(torch::zeros({3, 2})) && m.is_alias_of(m[0]) && !m.is_alias_of(m.clone()) && torch::tensor(2.0).is_nonzero());
    QVERIFY(same(m.T(), m.t()));
    QCOMPARE(torch::tensor(1.5f).item<at::Half>(), at::Half(1.5f));
  }
  void runs_of_equal_values() {
    const Tensor x = longs({1, 1, 2, 2, 3, 1, 1, 2});  // the example of the reference's documentation
    auto [values, inverse, counts] = torch::unique_consecutive(x, true, true);
    QVERIFY(same(values, longs({1, 2, 3, 1, 2})));
    QVERIFY(same(inverse, longs({0, 0, 1, 1, 2, 3, 3, 4})));
    QVERIFY(same(counts, longs({2, 2, 1, 2, 1})));
    const Tensor rows = longs({1, 2, 1, 2, 3, 4, 1, 2}).view({4, 2});
    std::tie(values, inverse, counts) = torch::unique_consecutive(rows, true, true, 0);
    QVERIFY(same(values, longs({1, 2, 3, 4, 1, 2}).view({3, 2})) && same(inverse, longs({0, 0, 1, 2})) && same(counts, longs({2, 1, 1})));
    std::tie(values, inverse, counts) = torch::unique_consecutive(torch::zeros({0}), true, true);
    QVERIFY(values.numel() == 0 && inverse.numel() == 0 && counts.numel() == 0);
    std::tie(values, inverse, counts) = torch::unique_dim_consecutive(torch::zeros({3, 0}), 0, false, true);
    QVERIFY(values.sizes() == tl::IntArrayRef({1, 0}) && !inverse.defined() && same(counts, longs({3})));
    QVERIFY(has(error_of([&] { (void)torch::unique_consecutive(x, false, false, 1); }), {"unique_consecutive", "dim 1"}));
  }
  void entries_repeated() {
    const Tensor x = longs({1, 2, 3, 4}).view({2, 2});  // the examples of the reference's documentation
    QVERIFY(same(torch::repeat_interleave(longs({1, 2, 3}), 2), longs({1, 1, 2, 2, 3, 3})));
    QVERIFY(same(x.repeat_interleave(2), longs({1, 1, 2, 2, 3, 3, 4, 4})));
    QVERIFY(same(x.repeat_interleave(3, 1), longs({1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4}).view({2, 6})));
    QVERIFY(same(x.repeat_interleave(longs({1, 2}), 0), longs({1, 2, 3, 4, 3, 4}).view({3, 2})));
    QVERIFY(same(torch::repeat_interleave(longs({2, 0, 1})), longs({0, 0, 2})));
    QVERIFY(same(torch::repeat_interleave(torch::zeros({0}), 2), torch::zeros({0})));
    const Tensor g = torch::ones({2}, torch::requires_grad());
    g.repeat_interleave(longs({1, 3})).sum().backward();
    QVERIFY(same(g.grad(), of<float>({1, 3})));
    QVERIFY(has(error_of([&] { (void)x.repeat_interleave(longs({1, 2, 3}), 0); }), {"repeat_interleave", "[3]"}));
    QVERIFY(has(error_of([&] { (void)x.repeat_interleave(-1); }), {"repeat_interleave", "negative"}));
  }
  void small_things() {
    const double inf = HUGE_VAL;
    QVERIFY(same(torch::isclose(of<double>({1, inf, inf, NAN, 1}), of<double>({1 + 1e-6, inf, -inf, NAN, inf})), of<bool>({true, true, false, false, false})));
    QVERIFY(same(of<float>({-2, 5}).clamp_min(0), of<float>({0, 5})) && same(of<float>({-2, 5}).clamp_max_(1), of<float>({-2, 1})));
    Tensor tall = torch::zeros({7, 3});
    tall.fill_diagonal_(4, true);
    QVERIFY(same(tall.sum(1), of<float>({4, 4, 4, 0, 4, 4, 4})));
    QVERIFY(same(torch::zeros({2, 3}).fill_diagonal_(1), torch::eye(2, 3)));
    std::ostringstream text;
    text << torch::dtype<double>().requires_grad(true);
    QCOMPARE(text.str(), std::string("TensorOptions(dtype=float64, device=cpu, layout=strided, requires_grad=true)"));
    std::vector<int64_t> seen(1000);
    at::parallel_for(0, 1000, 10, [&](int64_t from, int64_t to) {
      for (int64_t i = from; i < to; ++i) ++seen[static_cast<size_t>(i)];
    });
    QVERIFY(std::all_of(seen.begin(), seen.end(), [](int64_t n) { return n == 1; }));
    for (const int n : {0, -1, 50000}) QVERIFY(has(error_of([n] { torch::set_num_threads(n); }), {"set_num_threads", std::to_string(n)}));
    QVERIFY(has(error_of([] { (void)tl::Future<int>().wait(); }), {"wait", "no task"}));
    QVERIFY(torch::result_type(torch::zeros({2}, torch::kLong), torch::zeros({2})) == torch::kFloat);
    float memory[6] = {0, 1, 2, 3, 4, 5};
    QVERIFY(same(torch::from_blob(memory, {2, 2}, {3, 1}), of<float>({0, 1, 3, 4}).view({2, 2})));
    QVERIFY(has(error_of([&] { (void)torch::from_blob(memory, {-2}); }), {"from_blob", "[-2]"}));
    QVERIFY(has(error_of([&] { (void)torch::from_blob(memory, {int64_t{1} << 62, 4}); }), {"from_blob"}));
    QVERIFY(has(error_of([&] { (void)torch::from_blob(memory, {2}, {-1}); }), {"from_blob", "strides"}));
    const torch::autograd::DetectAnomalyGuard anomaly;
    QVERIFY(torch::autograd::AnomalyMode::is_enabled());
  }
};
TL_TEST_CLASS(TestFrontEndHabits)
#include "test_front_end_habits.moc"
