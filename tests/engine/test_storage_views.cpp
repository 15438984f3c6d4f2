// SPDX-License-Identifier: Apache-2.0
// Printing in the Python form, tensors that change their storage, the gradient of overlapping views.
#include <cmath>
#include <limits>

#include "engine/autograd/autograd.h"
#include "engine/core/pool.h"
#include "engine/ops/by_name.h"
#include "engine/ops/functions.h"
#include "engine/ops/tensor_repr.h"
#include "support/test_main.h"

using namespace tl;

#define PRINTS(t, text) QCOMPARE(QString::fromStdString(repr(t)), QString(text))

class TestStorageViews : public QObject {
  Q_OBJECT
 private slots:
  void cleanup() { set_printoptions({}); }

  void printing_is_the_references() {
    PRINTS(tensor({1.23456f, 2.0f}), "tensor([1.2346, 2.0000])");
    PRINTS(arange(12).view({3, 4}), "tensor([[ 0,  1,  2,  3],\n        [ 4,  5,  6,  7],\n        [ 8,  9, 10, 11]])");
    PRINTS(tensor({{1.f, 2000.5f}, {-3e-5f, NAN}}), "tensor([[ 1.0000e+00,  2.0005e+03],\n        [-3.0000e-05,         nan]])");
    PRINTS(arange(2000, kFloat), "tensor([0.0000e+00, 1.0000e+00, 2.0000e+00,  ..., 1.9970e+03, 1.9980e+03,\n        1.9990e+03])");
    PRINTS(arange(24, kFloat).view({2, 3, 4}), "tensor([[[ 0.,  1.,  2.,  3.],\n         [ 4.,  5.,  6.,  7.],\n         [ 8.,  9., 10., 11.]],\n\n"
                                               "        [[12., 13., 14., 15.],\n         [16., 17., 18., 19.],\n         [20., 21., 22., 23.]]])");
    PRINTS(zeros({2, 0, 3}), "tensor([], size=(2, 0, 3))");
    PRINTS(tensor({true, false}), "tensor([ True, False])");
    PRINTS(tensor(2.5, kDouble), "tensor(2.5000, dtype=torch.float64)");
    PRINTS(tensor({1.f, 2.f}).set_requires_grad(true), "tensor([1., 2.], requires_grad=True)");
    PRINTS(tensor({1.f, 2.f}).set_requires_grad(true) * 2.0, "tensor([2., 4.], grad_fn=<MulBackward0>)");
    PRINTS(tensor({1.5f, 2.25f}, kHalf), "tensor([1.5000, 2.2500], dtype=torch.float16)");
    PRINTS(zeros({30, 40}), "tensor([[0., 0., 0.,  ..., 0., 0., 0.],\n        [0., 0., 0.,  ..., 0., 0., 0.],\n        [0., 0., 0.,  ..., 0., 0., 0.],\n        ...,\n"
                            "        [0., 0., 0.,  ..., 0., 0., 0.],\n        [0., 0., 0.,  ..., 0., 0., 0.],\n        [0., 0., 0.,  ..., 0., 0., 0.]])");
    PRINTS(empty({0}), "tensor([])");
    PRINTS(empty({0}, kLong), "tensor([], dtype=torch.int64)");
    PRINTS(tensor({1.f, INFINITY, -5.f}), "tensor([ 1., inf, -5.])");
    PRINTS(tensor({1e9f, 1.f}), "tensor([1.0000e+09, 1.0000e+00])");
    PRINTS(empty({2, 3}, TensorOptions().device(kMeta)), "tensor(..., device='meta', size=(2, 3))");
    const QString seconds = QString::fromStdString(repr(arange(40, kFloat) / 7.0));
    QVERIFY(seconds.startsWith("tensor([0.0000, 0.1429, 0.2857, 0.4286, 0.5714, 0.7143, 0.8571, 1.0000, 1.1429,\n        1.2857"));
  }
  void print_options() {
    PrintOptions o;
    o.precision = 2;
    o.sci_mode = true;
    set_printoptions(o);
    PRINTS(tensor({1.23456f, 2.0f}), "tensor([1.23e+00, 2.00e+00])");
    set_printoptions(PrintOptions::profile("short"));
    PRINTS(arange(2000, kFloat) / 3.0, "tensor([0.00e+00, 3.33e-01,  ..., 6.66e+02, 6.66e+02])");
    o = {};
    o.line_width = 30;
    set_printoptions(o);
    PRINTS(arange(12) * 100, "tensor([   0,  100,  200,\n         300,  400,  500,\n         600,  700,  800,\n         900, 1000, 1100])");
    o.precision = -1;
    QVERIFY_THROWS_EXCEPTION(Error, set_printoptions(o));
    QVERIFY_THROWS_EXCEPTION(Error, PrintOptions::profile("long"));
    o = {};
    o.edge_items = 0;
    o.threshold = 1;
    set_printoptions(o);
    QVERIFY(!repr(arange(5)).empty());
  }
  void resize_and_set() {
    Tensor x = arange(6).view({2, 3});
    x.resize_({2, 2});
    QVERIFY(x.equal(tensor({{0, 1}, {2, 3}})));
    x.resize_({3, 3});
    QCOMPARE(x.numel(), int64_t{9});
    QVERIFY(x.view({-1}).slice(0, 0, 6).equal(arange(6)));
    Tensor part = arange(6).slice(0, 2);
    part.resize_({10}).fill_(1);
    QCOMPARE(part.storage_offset(), int64_t{2});
    QVERIFY_THROWS_EXCEPTION(Error, part.resize_({-1}));
    QVERIFY_THROWS_EXCEPTION(Error, part.resize_({int64_t{1} << 40, int64_t{1} << 40}));
    int64_t borrowed[4] = {};
    QVERIFY_THROWS_EXCEPTION(Error, from_blob(borrowed, {4}, kLong).resize_({8}));
    Tensor leaf = ones({2}).set_requires_grad(true);
    QVERIFY_THROWS_EXCEPTION(Error, leaf.resize_({3}));
    QVERIFY_THROWS_EXCEPTION(Error, leaf.set_());
    Tensor y = zeros({1}, kLong);
    y.set_(part);
    part.fill_(5);
    QVERIFY(y.equal(full({10}, 5)));
    QVERIFY_THROWS_EXCEPTION(Error, y.set_(ones({2})));
    QCOMPARE(y.set_().numel(), int64_t{0});
  }
  void by_name_storage() {
    const Tensor x = tensor({{1.f, 2.f}, {3.f, 4.f}});
    const Value s = by_name::call("torch.Tensor.storage", {Value(x.t())});
    s.to_object()->call("__setitem__", {Value(1), Value(7.0)}, {});
    QCOMPARE(x[0][1].item<float>(), 7.f);
    Tensor y = zeros({1});
    by_name::call("torch.Tensor.set_", {Value(y), s, Value(1), Value(Value::Ints{2}), Value(Value::Ints{2})});
    QVERIFY(y.equal(tensor({7.f, 4.f})));
    QVERIFY_THROWS_EXCEPTION(Error, by_name::call("torch.Tensor.set_", {Value(y), s, Value(3), Value(Value::Ints{2})}));
    QVERIFY_THROWS_EXCEPTION(Error, s.to_object()->call("__getitem__", {Value(4)}, {}));
  }
  void gradients_of_overlapping_views() {
    std::string why;
    const auto check = [&](auto&& f, const Tensor& x) {
      const auto g = [&](const autograd::variable_list& v) { return autograd::variable_list{f(v[0])}; };
      QVERIFY2(autograd::gradcheck(g, {x.set_requires_grad(true)}, 1e-6, 1e-5, 1e-4, &why), why.c_str());
      QVERIFY2(autograd::gradgradcheck(g, {x}, 1e-6, 1e-5, 1e-4, &why), why.c_str());
    };
    const Tensor x = arange(9, kDouble) * 0.3 - 1.0;
    check([](const Tensor& t) { return sin(as_strided(t, {3, 2}, {2, 1}, 1)); }, x.clone());
    check([](const Tensor& t) { return sin(as_strided(t, {4, 3}, {1, 2})); }, x.clone());
    check([](const Tensor& t) { return sin(as_strided(t.view({3, 3}).t(), {2, 2}, {1, 1})); }, x.clone());
    check([](const Tensor& t) { return sin(as_strided(t.slice(0, 3), {2, 2}, {1, 1}, 3)); }, x.clone());
    check([](const Tensor& t) { return sin(as_strided(t * 1.0, {5, 0}, {1, 1})).sum() + t.sum(); }, x.clone());
    // Around the by-name call no offset is known but the one given.
    const Tensor leaf = x.to(kFloat).set_requires_grad(true);
    sum(by_name::call("torch.as_strided", {Value(leaf), Value(Value::Ints{2}), Value(Value::Ints{3}), Value(2)}).to_tensor()).backward();
    QVERIFY(leaf.grad().equal(tensor({0.f, 0.f, 1.f, 0.f, 0.f, 1.f, 0.f, 0.f, 0.f})));
  }
  void denormals_are_flushed_on_every_worker() {
    const Tensor tiny = full({1 << 20}, std::numeric_limits<float>::min());
    const auto alive = [&] { return sum(ne(tiny * 0.5, 0.0)).item<int64_t>(); };
    QCOMPARE(alive(), tiny.numel());
    if (!set_flush_denormal(true)) return;
    const int64_t flushed = alive();
    set_flush_denormal(false);
    QCOMPARE(flushed, int64_t{0});
    QCOMPARE(alive(), tiny.numel());
  }
};
TL_TEST_CLASS(TestStorageViews)
#include "test_storage_views.moc"
