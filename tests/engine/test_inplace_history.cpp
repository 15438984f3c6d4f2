// SPDX-License-Identifier: Apache-2.0
// Writing in place into what gradients flow through: comparisons, limits, views of tensors in any memory format, custom functions.
// The expected gradients are those that libtorch gives for the same lines, or follow by hand.
#include <cmath>

#include "engine/autograd/autograd.h"
#include "engine/ops/factories.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using autograd::variable_list;

namespace {
constexpr MemoryFormat last = MemoryFormat::ChannelsLast;
Tensor leaf(const std::vector<double>& v) { return tensor(v, kDouble).set_requires_grad(true); }
bool is(const Tensor& t, const std::vector<double>& values) { return t.defined() && allclose(t.reshape({-1}), tensor(values, t.dtype()), 1e-12, 1e-12); }
/// Twice its input, written over it.
struct Doubled : autograd::Function<Doubled> {
  static Tensor forward(autograd::AutogradContext* c, Tensor x) {
    x.mul_(2);
    c->mark_dirty({x});
    return x;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list g) { return {g[0] * 2}; }
};
}  // namespace

class TestInplaceHistory : public QObject {
  Q_OBJECT
 private slots:
  void what_has_no_gradient_cuts_it_off() {
    using Write = void (*)(const Tensor&);
    const Write writes[] = {[](const Tensor& t) { t.eq_(2.0); },  [](const Tensor& t) { t.ne_(2.0); }, [](const Tensor& t) { t.lt_(2.0); },
                            [](const Tensor& t) { t.le_(2.0); },  [](const Tensor& t) { t.gt_(2.0); }, [](const Tensor& t) { t.ge_(2.0); },
                            [](const Tensor& t) { t.logical_not_(); }, [](const Tensor& t) { t.eq_(tensor({1.0, 2.0}, kDouble)); }};
    for (const Write write : writes) {
      const Tensor a = leaf({1, 2}), whole = a * 1;
      write(whole);
      (whole.sum() + (a * 3).sum()).backward();
      QVERIFY(is(a.grad(), {3, 3}));
      const Tensor b = leaf({1, 2, 5}), x = b * 4;
      write(x.slice(0, 0, 2));
      x.sum().backward();
      QVERIFY(is(b.grad(), {0, 0, 4}));
    }
  }
  void limits_written_in_place_have_gradients() {
    const Tensor a = leaf({-1, .5, 2}), x = a * 2;
    x.clamp_(0, 1.5);
    x.sum().backward();
    QVERIFY(is(a.grad(), {0, 2, 0}));
    const Tensor b = leaf({-1, .5, 2}), y = b * 2;
    y.slice(0, 1, 3).clamp_max_(1.5);
    y.clamp_min_(0);
    y.sum().backward();
    QVERIFY(is(b.grad(), {0, 2, 0}));
    const Tensor c = leaf({2.5, 3}), z = c * 1;
    z.mvlgamma_(2);
    z.sum().backward();
    const Tensor d = leaf({2.5, 3});
    d.mvlgamma(2).sum().backward();
    QVERIFY(c.grad().equal(d.grad()));
  }
  void views_of_any_memory_format() {
    for (const bool channels_last : {false, true}) {
      const Tensor x = randn({2, 3, 2, 2}, kDouble), a = (channels_last ? x.contiguous(last) : x).requires_grad_();
      const Tensor factor = arange(1, 25, kDouble).view({2, 3, 2, 2}), y = a * 3;
      y.select(1, 0).mul_(2);
      y.slice(3, 0, 1).add_(1);
      (y * factor).sum().backward();
      Tensor expected = factor * 3;
      expected.select(1, 0).mul_(2);
      QVERIFY(y.is_contiguous(channels_last ? last : MemoryFormat::Contiguous) && allclose(a.grad(), expected));
    }
    const Tensor m = randn({2, 3}, kDouble).requires_grad_(), t = m.t() * 2;  // lies as m does: transposed
    t.select(0, 1).mul_(5);
    t.sum().backward();
    QVERIFY(is(m.grad(), {2, 10, 2, 2, 10, 2}));
    // And once more: the gradient of that gradient.
    const Tensor k = randn({1, 2, 2, 3}, kDouble).contiguous(last).requires_grad_();
    const Tensor squares = k * k;
    squares.select(1, 1).mul_(squares.select(1, 0) * 1);
    const Tensor g = autograd::grad({squares.sum()}, {k}, {}, true, true)[0];
    const Tensor second = autograd::grad({g.select(1, 0).sum()}, {k})[0], p = k.detach().select(1, 0), q = k.detach().select(1, 1);
    // squares.sum() is p² + p² q²: by p that is 2p (1 + q²), whose slopes are 2 (1 + q²) and 4 p q.
    QVERIFY(allclose(second.select(1, 0), (q * q + 1) * 2) && allclose(second.select(1, 1), p * q * 4));
  }
  void padding_keeps_gradients_and_format() {
    const Tensor x = randn({2, 3, 2, 2}, kDouble), plain = x.clone().requires_grad_(), c = x.contiguous(last).requires_grad_();
    const Tensor y = constant_pad_nd(c, {1, 0, 2, 1}, 7), z = constant_pad_nd(plain, {1, 0, 2, 1}, 7), w = randn_like(z);
    QVERIFY(y.is_contiguous(last) && y.equal(z));
    (y * y * w).sum().backward();
    (z * z * w).sum().backward();
    QVERIFY(allclose(c.grad(), plain.grad()));
  }
  void a_custom_function_that_writes_into_a_view() {
    const Tensor a = leaf({1, 2, 3}), x = a * 1;
    const Tensor y = Doubled::apply(x.slice(0, 0, 2));
    QVERIFY(is(x.detach(), {2, 4, 3}));
    x.sum().backward({}, true);
    QVERIFY(is(a.grad(), {2, 2, 1}));
    a.mutable_grad() = Tensor();
    y.sum().backward();
    QVERIFY(is(a.grad(), {2, 2, 0}));
  }
  void an_index_that_names_nothing_keeps_the_graph() {
    for (const bool add : {false, true}) {
      const Tensor x = ones({3, 2}, kDouble).set_requires_grad(true), s = empty({0, 2}, kDouble).set_requires_grad(true), none = empty({0, 2}, kLong);
      const Tensor y = add ? scatter_add(x, 0, none, s) : scatter(x, 0, none, s);
      y.sum().backward();
      QVERIFY(is(x.grad(), std::vector<double>(6, 1)) && s.grad().sizes() == IntArrayRef({0, 2}));
      const Tensor t = leaf({4, 5}), of = zeros({}, kDouble);
      const Tensor number = add ? scatter_add(of, 0, empty({0}, kLong), t) : scatter(of, 0, empty({0}, kLong), t);
      number.backward();
      QVERIFY(number.dim() == 0 && is(t.grad(), {0, 0}));
      QVERIFY(test::has(test::error_of([&] { scatter(x.detach(), 0, none, empty({0, 2})); }), "src is float32 but input is float64"));
      QVERIFY(test::has(test::error_of([&] { scatter(x.detach(), 0, none, Tensor()); }), "undefined"));
    }
    const Tensor s = empty({0, 2}).set_requires_grad(true);
    QVERIFY(scatter(zeros({3, 2}), 0, empty({0, 2}, kLong), s, "multiply").requires_grad());
  }
  void numbers_count_in_the_type_of_the_gradient() {
    const Tensor x = leaf({2}), y = pow(x, 0.1);
    const Tensor first = autograd::grad({y.sum()}, {x}, {}, true, true)[0], second = autograd::grad({first.sum()}, {x})[0];
    QVERIFY(std::abs(first.item<double>() / (.1 * std::pow(2., -.9)) - 1) < 1e-15);
    QVERIFY(std::abs(second.item<double>() / (-.09 * std::pow(2., -1.9)) - 1) < 1e-15);
    const Tensor e = leaf({1}), z = pow(Scalar(0.1), e);
    QVERIFY(std::abs(autograd::grad({z.sum()}, {e}, {}, true, true)[0].item<double>() / (.1 * std::log(.1)) - 1) < 1e-15);
  }
  void the_exponent_of_a_negative_number_has_no_slope() {
    const Tensor a = tensor({-2.0, 0.0, 0.0, 3.0}, kDouble), b = leaf({2, 2, 0, 2});
    pow(a, b).sum().backward();
    const Tensor g = b.grad();
    QVERIFY(std::isnan(g[0].item<double>()) && g[1].item<double>() == 0 && g[2].item<double>() == 0);
    QVERIFY(std::abs(g[3].item<double>() - 9 * std::log(3.)) < 1e-12);
  }
};

TL_TEST_CLASS(TestInplaceHistory)
#include "test_inplace_history.moc"
