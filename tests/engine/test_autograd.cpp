// SPDX-License-Identifier: Apache-2.0
// PyTorch's rules of automatic differentiation: leaves, accumulation, views, in-place, hooks, double backward, long chains.
#include "engine/autograd/autograd.h"

#include "engine/core/error.h"
#include "engine/ops/functions.h"
#include "engine/ops/index.h"
#include "support/test_main.h"

using namespace tl;

namespace {
Tensor leaf(std::vector<double> v) { return tensor(v, kDouble).requires_grad_(); }
template <class F>
std::string error_of(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}
#define QCONTAINS(text, part) QVERIFY2(QString::fromStdString(text).contains(part), (text).c_str())
}  // namespace

class TestAutograd : public QObject {
  Q_OBJECT
 private slots:
  void product_rule() {
    Tensor x = leaf({2, 3}), y = leaf({5, 7});
    (x * y + x).sum().backward();
    QVERIFY(x.grad().equal(tensor({6.0, 8.0}, kDouble)));
    QVERIFY(y.grad().equal(tensor({2.0, 3.0}, kDouble)));
  }
  void gradients_accumulate_until_cleared() {
    Tensor x = leaf({1});
    (x * 3).backward();
    (x * 3).backward();
    QCOMPARE(x.grad().item<double>(), 6.0);
    x.mutable_grad().zero_();
    (x * 3).backward();
    QCOMPARE(x.grad().item<double>(), 3.0);
  }
  void broadcast_is_summed_back() {
    Tensor x = leaf({1, 2, 3}), b = tensor({10.0}, kDouble).requires_grad_();
    (x + b).sum().backward();
    QVERIFY(b.grad().sizes() == IntArrayRef({1}));
    QCOMPARE(b.grad().item<double>(), 3.0);
  }
  void no_grad_records_nothing() {
    Tensor x = leaf({1});
    NoGradGuard guard;
    QVERIFY(!(x * 2).requires_grad());
  }
  void second_backward_needs_retain_graph() {
    Tensor x = leaf({2});
    Tensor y = (x * x).sum();
    y.backward({}, true);
    y.backward();
    QCOMPARE(x.grad().item<double>(), 8.0);
    QCONTAINS(error_of([&] { y.backward(); }), "retain_graph");
  }
  void double_backward_of_a_cube() {
    Tensor x = leaf({2});
    const Tensor g = autograd::grad({(x * x * x).sum()}, {x}, {}, true, true)[0];
    QCOMPARE(g.item<double>(), 12.0);
    QCOMPARE(autograd::grad({g.sum()}, {x})[0].item<double>(), 12.0);
  }
  void unused_input_is_named() {
    Tensor x = leaf({1}), z = leaf({1});
    const Tensor y = (x * 2).sum();
    QCONTAINS(error_of([&] { autograd::grad({y}, {z}); }), "allow_unused");
    QVERIFY(!autograd::grad({(x * 2).sum()}, {z}, {}, {}, false, true)[0].defined());
  }
  void in_place_on_a_leaf_is_refused() {
    Tensor x = leaf({1});
    QCONTAINS(error_of([&] { x.add_(1); }), "leaf");
    QCONTAINS(error_of([&] { x[0].add_(1); }), "leaf");
  }
  void saved_tensor_changed_in_place_is_an_error_with_both_versions() {
    Tensor x = leaf({1, 2});
    Tensor y = x * 1, z = (y * y).sum();
    y.add_(1);
    const std::string e = error_of([&] { z.backward(); });
    QCONTAINS(e, "modified by an inplace operation");
    QCONTAINS(e, "version 1");
    QCONTAINS(e, "version 0");
  }
  void in_place_rebases_history() {
    Tensor x = leaf({1, 2});
    Tensor y = x * 2;
    y.mul_(3);
    y.sum().backward();
    QVERIFY(x.grad().equal(tensor({6.0, 6.0}, kDouble)));
  }
  void write_through_a_view_reaches_the_base() {
    Tensor x = leaf({1, 2, 3});
    Tensor y = x * 1;
    y.slice(0, 1, 3).mul_(10);
    y.sum().backward();
    QVERIFY(x.grad().equal(tensor({1.0, 10.0, 10.0}, kDouble)));
  }
  void write_into_a_slice_of_zeros_carries_the_gradient() {
    Tensor w = leaf({3, 4});
    Tensor y = zeros({4}, kDouble);
    y.slice(0, 1, 3).copy_(w);
    (y * tensor({1.0, 2.0, 3.0, 4.0}, kDouble)).sum().backward();
    QVERIFY(w.grad().equal(tensor({2.0, 3.0}, kDouble)));
  }
  void view_of_a_changed_base_follows_it() {
    Tensor x = leaf({1, 2});
    Tensor y = x * 1, v = y[0];
    y.mul_(5);
    v.backward();
    QVERIFY(x.grad().equal(tensor({5.0, 0.0}, kDouble)));
  }
  void assignment_through_an_index() {
    Tensor t = zeros({2, 2});
    t[0][1] = full({}, 5.0);
    t[1] = 7;
    QVERIFY(t.equal(tensor({{0.f, 5.f}, {7.f, 7.f}})));
  }
  void hooks_see_and_change_gradients() {
    Tensor x = leaf({1});
    double seen = 0;
    x.register_hook([&](const Tensor& g) { seen = g.item<double>(); });
    const unsigned id = x.register_hook([](const Tensor& g) { return g * 2; });
    (x * 3).backward();
    QCOMPARE(seen, 3.0);
    QCOMPARE(x.grad().item<double>(), 6.0);
    x.remove_hook(id);
    (x * 3).backward();
    QCOMPARE(x.grad().item<double>(), 9.0);
  }
  void retain_grad_keeps_inner_gradients() {
    Tensor x = leaf({2});
    Tensor y = x * 3;
    y.retain_grad();
    (y * y).backward();
    QCOMPARE(y.grad().item<double>(), 12.0);
  }
  void detach_shares_data_and_stops_gradients() {
    Tensor x = leaf({1});
    Tensor d = x.detach();
    QVERIFY(!d.requires_grad() && d.is_leaf());
    QVERIFY(d.storage() == x.storage());
  }
  void shape_of_given_gradient_is_checked() {
    Tensor x = leaf({1, 2});
    QCONTAINS(error_of([&] { (x * 2).backward(); }), "scalar outputs");
    QCONTAINS(error_of([&] { (x * 2).backward(ones({3}, kDouble)); }), "mismatch in shape");
  }
  void chain_of_100000_operations() {
    Tensor x = leaf({1});
    Tensor y = x;
    for (int i = 0; i < 100000; ++i) y = y + 1e-6;
    y.sum().backward();
    QCOMPARE(x.grad().item<double>(), 1.0);
    Tensor z = x;  // and torn down without ever running
    for (int i = 0; i < 100000; ++i) z = z * 1.0;
    z.reset();
  }
  void custom_function() {
    struct Cube : autograd::Function<Cube> {
      static Tensor forward(autograd::AutogradContext* c, Tensor x) {
        c->save_for_backward({x});
        return x * x * x;
      }
      static autograd::variable_list backward(autograd::AutogradContext* c, autograd::variable_list g) {
        const Tensor x = c->get_saved_variables()[0];
        return {g[0] * x * x * 3};
      }
    };
    Tensor x = leaf({2, 3});
    Cube::apply(x).sum().backward();
    QVERIFY(x.grad().equal(tensor({12.0, 27.0}, kDouble)));
  }
  void gradcheck_finds_a_wrong_derivative() {
    struct Wrong : autograd::Function<Wrong> {
      static Tensor forward(autograd::AutogradContext*, Tensor x) { return x * x; }
      static autograd::variable_list backward(autograd::AutogradContext*, autograd::variable_list g) { return {g[0]}; }
    };
    std::string why;
    QVERIFY(!autograd::gradcheck([](const auto& v) { return autograd::variable_list{Wrong::apply(v[0])}; }, {leaf({2, 3})}, 1e-6, 1e-5, 1e-3, &why));
    QVERIFY(why.find("numeric") != std::string::npos);
    QVERIFY(autograd::gradcheck([](const auto& v) { return autograd::variable_list{v[0] * v[0]}; }, {leaf({2, 3})}));
  }
};
TL_TEST_CLASS(TestAutograd)
#include "test_autograd.moc"
