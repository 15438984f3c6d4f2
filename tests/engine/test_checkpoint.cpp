// SPDX-License-Identifier: Apache-2.0
// Checkpointing: the same bits as without, less memory, and clear words where the function is not the same twice.
#include <map>

#include "engine/autograd/autograd.h"
#include "engine/autograd/checkpoint.h"
#include "engine/core/allocator.h"
#include "engine/core/generator.h"
#include "engine/nn/modules/linear.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::error_of;
using test::has;
using utils::checkpoint;

namespace {
/// Counts its runs.
struct Block {
  nn::Linear a{6, 6}, b{6, 6};
  std::shared_ptr<int> runs = std::make_shared<int>(0);
  Tensor operator()(const Tensor& x) const {
    ++*runs;
    return x + tanh(b(relu(a(x))).mul(0.5)) * sigmoid(x);
  }
  std::vector<Tensor> parameters() const { return {a->weight, a->bias, b->weight, b->bias}; }
};
std::vector<Tensor> gradients(const Tensor& loss, const std::vector<Tensor>& of) { return autograd::grad({loss}, of, {}, true); }
bool all_equal(const std::vector<Tensor>& a, const std::vector<Tensor>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (!equal(a[i].detach(), b[i].detach())) return false;
  return true;
}
}  // namespace

class TestRecomputing : public QObject {
  Q_OBJECT

 private slots:
  void the_same_bits_as_without() {
    const Block f;
    const Tensor x = randn({5, 6}).requires_grad_();
    std::vector<Tensor> of = f.parameters();
    of.push_back(x);
    const Tensor plain = f(x), again = checkpoint(f, x);
    QVERIFY(equal(plain.detach(), again.detach()));
    QCOMPARE(*f.runs, 2);
    QVERIFY(all_equal(gradients(plain.pow(2).sum(), of), gradients(again.pow(2).sum(), of)));
    QCOMPARE(*f.runs, 3);
    // The usual backward too, and an input that needs none: parameters get theirs.
    Block g;
    const Tensor input = randn({5, 6});
    g(input).sum().backward();
    std::vector<Tensor> expected;
    for (Tensor p : g.parameters()) expected.push_back(p.grad().clone()), p.mutable_grad() = Tensor();
    checkpoint(g, input).sum().backward();
    for (size_t i = 0; i < expected.size(); ++i) QVERIFY(equal(g.parameters()[i].grad(), expected[i]));
  }
  void several_arguments_and_results() {
    const auto f = [](const Tensor& a, double k, const Tensor& b) { return std::pair(a * b * k, (a + b).exp()); };
    const Tensor a = randn({4}, kDouble).requires_grad_(), b = randn({4}, kDouble).requires_grad_();
    const auto [p, q] = f(a, 2.5, b);
    const auto [r, s] = checkpoint(f, a, 2.5, b);
    QVERIFY(all_equal(gradients((p + q).sum(), {a, b}), gradients((r + s).sum(), {a, b})));
    const auto [t, u] = checkpoint(f, a, 2.5, b);
    QVERIFY(all_equal(gradients(t.sum(), {a, b}), gradients(p.sum(), {a, b})));  // one of the results only
  }
  void gradients_of_gradients() {
    const auto f = [](const autograd::variable_list& v) {
      return autograd::variable_list{checkpoint([](const Tensor& x, const Tensor& y) { return tanh(x * y) * x.exp(); }, v[0] * 1.5, v[1])};
    };
    const autograd::variable_list in{randn({3}, kDouble).requires_grad_(), randn({3}, kDouble).requires_grad_()};
    std::string why;
    QVERIFY2(autograd::gradcheck(f, in, 1e-6, 1e-5, 1e-3, &why), why.c_str());
    QVERIFY2(autograd::gradgradcheck(f, in, 1e-6, 1e-5, 1e-3, &why), why.c_str());
  }
  void the_same_random_numbers() {
    const auto f = [](const Tensor& x) { return dropout(x * 2, 0.5, true) * full(x.sizes(), 0.5).bernoulli() * x; };
    const Tensor x = randn({64}).requires_grad_();
    for (const bool context : {false, true}) {
      const auto run = [&](bool with) {
        std::optional<RandomContext> c;
        if (context) c.emplace(7, 3, 0);
        default_generator().manual_seed(11);
        const Tensor y = with ? checkpoint(f, x) : f(x);
        c.reset();
        std::optional<RandomContext> other;
        if (context) other.emplace(8, 4, 0);  // backward may run elsewhere
        return std::pair(y.detach(), gradients(y.sum(), {x})[0]);
      };
      const auto [y, g] = run(false);
      const auto [z, h] = run(true);
      QVERIFY(equal(y, z) && equal(g, h));
    }
    // The recomputation leaves the generator where it was.
    const Tensor y = checkpoint(f, x);
    const auto before = default_generator().get_state();
    gradients(y.sum(), {x});
    QVERIFY(default_generator().get_state() == before);
    // Unless told not to: other masks, and the generator moves on.
    const Tensor z = checkpoint(utils::CheckpointOptions{false}, f, x);
    gradients(z.sum(), {x});
    QVERIFY(default_generator().get_state() != before);
  }
  void checkpoints_in_checkpoints() {
    const Block f, g;
    const auto both = [&](const Tensor& x) { return checkpoint(g, checkpoint(f, x).mul(1.5)).exp(); };
    const Tensor x = randn({3, 6}).requires_grad_();
    std::vector<Tensor> of = f.parameters();
    for (const Tensor& p : g.parameters()) of.push_back(p);
    of.push_back(x);
    const auto expected = gradients(g(f(x).mul(1.5)).exp().sum(), of);
    QVERIFY(all_equal(gradients(checkpoint(both, x).sum(), of), expected));
  }
  void functions_and_views_and_in_place() {
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
    const auto f = [](const Tensor& x) {
      Tensor y = Cube::apply(x.t()).reshape({-1}) * 2;
      y.narrow(0, 1, 3).mul_(x.reshape({-1}).narrow(0, 2, 3));
      return y.relu_() * y.detach();
    };
    const Tensor x = randn({3, 4}).requires_grad_();
    QVERIFY(all_equal(gradients(checkpoint(f, x).sum(), {x}), gradients(f(x).sum(), {x})));
  }
  void memory_is_freed_and_comes_back_once() {
    const int64_t bytes = 4 << 20;
    const auto f = [](Tensor x) {
      for (int i = 0; i < 10; ++i) x = tanh(x) * x;
      return x;
    };
    const Tensor x = randn({bytes / 4}).requires_grad_();
    const auto held = [&](auto&& forward) {
      const int64_t before = static_cast<int64_t>(memory_stats().allocated);
      const Tensor y = forward();
      return static_cast<int64_t>(memory_stats().allocated) - before;
    };
    QVERIFY(held([&] { return f(x); }) >= 10 * bytes);
    QVERIFY(held([&] { return checkpoint(f, x); }) < 2 * bytes);
    // Backward lets go of what it has used, and nothing is left after it.
    const int64_t before = static_cast<int64_t>(memory_stats().allocated);
    {
      const Tensor y = checkpoint(f, x);
      y.sum().backward();
      QVERIFY(static_cast<int64_t>(memory_stats().allocated) - before < 3 * bytes);  // y and the gradient
    }
    QVERIFY(static_cast<int64_t>(memory_stats().allocated) - before < 2 * bytes);
  }
  void backward_twice() {
    const Block f;
    const Tensor x = randn({2, 6}).requires_grad_();
    const Tensor y = checkpoint(f, x).sum();
    const auto first = autograd::grad({y}, {x}, {}, true), second = autograd::grad({y}, {x}, {}, false);
    QVERIFY(equal(first[0], second[0]));
    QCOMPARE(*f.runs, 2);  // kept for the second one
    QVERIFY(has(error_of([&] { autograd::grad({y}, {x}); }), "a second time"));
  }
  void a_gradient_inside() {
    const auto f = [](const Tensor& x) {
      const Tensor y = (x * x * x).sum();
      return autograd::grad({y}, {x}, {}, true, true)[0] * x;
    };
    const Tensor x = randn({4}, kDouble).requires_grad_();
    QVERIFY(all_equal(gradients(checkpoint(f, x * 1.0).sum(), {x}), gradients(f(x * 1.0).sum(), {x})));
  }
  void without_gradients_it_is_a_call() {
    const Block f;
    const NoGradGuard guard;
    const Tensor x = randn({2, 6});
    QVERIFY(equal(checkpoint(f, x), f(x)) && !checkpoint(f, x).requires_grad());
  }
  void what_goes_wrong_is_named() {
    const Tensor x = randn({4}).requires_grad_();
    int calls = 0;
    const Tensor y = checkpoint([&](const Tensor& t) {
      if (++calls > 1) throw ValueError(ErrorCategory::value, "my layer", "the table is gone");
      return t.exp() * t;
    }, x);
    for (int i = 0; i < 2; ++i)
      QVERIFY(has(error_of([&] { y.sum().backward(); }), "recomputation of a checkpoint") && has(error_of([&] { y.sum().backward(); }), "the table is gone"));
    bool more = true;
    const Tensor z = checkpoint([&](const Tensor& t) {
      more = !more;
      return more ? t * 2 : t.exp() * t;
    }, x);
    QVERIFY(has(error_of([&] { z.sum().backward(); }), "the function does not do the same each time"));
    // An input changed in between, and a tensor changed inside after it was saved.
    Tensor input = x * 1;
    const Tensor w = checkpoint([](const Tensor& t) { return t.exp() * t; }, input);
    input.detach().mul_(2);
    QVERIFY(has(error_of([&] { w.sum().backward(); }), "modified by an inplace operation"));
    const Tensor v = checkpoint([](const Tensor& t) {
      Tensor e = t.exp();
      const Tensor p = e * t;
      e.add_(1);
      return p;
    }, x);
    QVERIFY(has(error_of([&] { v.sum().backward(); }), "modified by an inplace operation"));
    // An error of forward is just that.
    QVERIFY(error_of([&] { checkpoint([](const Tensor& t) { return t.reshape({7}); }, x); }).find("recomputation") == std::string::npos);
  }
  void long_chains() {
    // Longer than any C stack would bear if graphs were walked or torn down by calls inside calls.
    Tensor x = ones({1}, kDouble).requires_grad_(), y = x;
    for (int i = 0; i < 20000; ++i) y = checkpoint([](const Tensor& t) { return t * t.detach(); }, y);
    y.sum().backward();
    QCOMPARE(x.grad().item<double>(), 1.0);
    y = Tensor();
  }
  void sequences() {
    std::vector<Block> blocks(5);
    std::vector<std::function<Tensor(Tensor)>> functions(blocks.begin(), blocks.end());
    const Tensor x = randn({2, 6}).requires_grad_();
    std::vector<Tensor> of{x};
    for (const Block& b : blocks)
      for (const Tensor& p : b.parameters()) of.push_back(p);
    Tensor plain = x;
    for (const Block& b : blocks) plain = b(plain);
    const auto expected = gradients(plain.sum(), of);
    for (const int64_t segments : {1, 2, 3, 5}) {
      for (const Block& b : blocks) *b.runs = 0;
      QVERIFY(all_equal(gradients(utils::checkpoint_sequential(functions, segments, x).sum(), of), expected));
      int runs = 0;
      for (const Block& b : blocks) runs += *b.runs;
      QCOMPARE(runs, 5 + static_cast<int>((segments - 1) * (5 / segments)));  // the last segment runs once
    }
    for (const int64_t segments : {0, 6, -1})
      QVERIFY(has(error_of([&] { utils::checkpoint_sequential(functions, segments, x); }), str("cannot cut 5 functions into ", segments, " segments")));
  }
};

TL_TEST_CLASS(TestRecomputing)
#include "test_checkpoint.moc"
