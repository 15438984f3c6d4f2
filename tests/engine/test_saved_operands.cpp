// SPDX-License-Identifier: Apache-2.0
// What backward keeps of a call's operands: what the gradients asked for read, and nothing else. The rest may be changed in place, and that
// changes no gradient. And what reaches a leaf: gradients of its shape and type.
#include <functional>

#include "engine/autograd/autograd.h"
#include "engine/core/allocator.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using autograd::variable_list;
using test::error_of;
using test::has;

namespace {
/// Numbers away from 0, from each other's multiples and from halves, so that nothing has a kink near them.
Tensor numbers(IntArrayRef sizes, double from = 0.7, double step = 0.13) {
  Tensor t = empty(sizes, kDouble);
  for (int64_t i = 0; i < t.numel(); ++i) t.data_ptr<double>()[i] = from + step * static_cast<double>((i * 5) % 11);
  return t;
}

struct Case {
  const char* name;
  std::function<Tensor(const variable_list&)> f;
  variable_list operands;
  std::vector<uint32_t> reads;  ///< bit j of element i: the gradient of operand i reads operand j
  bool copies = false;          ///< works on copies of its operands, where a change of them goes unseen and does no harm
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"add", [](const variable_list& v) { return v[0] + v[1]; }, {numbers({2, 3}), numbers({3}, 0.4)}, {0, 0}},
      {"mul", [](const variable_list& v) { return v[0] * v[1]; }, {numbers({2, 3}), numbers({2, 3}, 0.4)}, {2, 1}},
      {"mul, broadcast", [](const variable_list& v) { return v[0] * v[1]; }, {numbers({2, 1, 3}), numbers({4, 1}, 0.4)}, {2, 1}},
      {"mul by a number", [](const variable_list& v) { return v[0] * 2.5; }, {numbers({2, 3})}, {0}},
      {"div", [](const variable_list& v) { return v[0] / v[1]; }, {numbers({2, 3}), numbers({2, 3}, 0.9)}, {2, 3}},
      {"div, broadcast", [](const variable_list& v) { return v[0] / v[1]; }, {numbers({3}), numbers({2, 1}, 0.9)}, {2, 3}},
      {"div by a number", [](const variable_list& v) { return v[0] / 2.5; }, {numbers({2, 3})}, {0}},
      {"atan2", [](const variable_list& v) { return atan2(v[0], v[1]); }, {numbers({2, 3}), numbers({2, 3}, 0.9)}, {3, 3}},
      {"pow", [](const variable_list& v) { return pow(v[0], v[1]); }, {numbers({2, 3}), numbers({2, 3}, 0.9)}, {3, 1}},
      {"fmod", [](const variable_list& v) { return fmod(v[0], v[1]); }, {numbers({3}, 4.1, 0.01), numbers({3}, 1.5, 0.01)}, {0, 3}},
      {"remainder", [](const variable_list& v) { return remainder(v[0], v[1]); }, {numbers({3}, 4.1, 0.01), numbers({3}, 1.5, 0.01)}, {0, 3}},
      {"addcmul", [](const variable_list& v) { return addcmul(v[0], v[1], v[2], 0.5); },
       {numbers({2, 3}), numbers({2, 3}, 0.4), numbers({3}, 0.9)}, {0, 4, 2}},
      {"addcdiv", [](const variable_list& v) { return addcdiv(v[0], v[1], v[2], 0.5); },
       {numbers({2, 3}), numbers({2, 3}, 0.4), numbers({3}, 0.9)}, {0, 4, 6}},
      {"mm", [](const variable_list& v) { return mm(v[0], v[1]); }, {numbers({2, 3}), numbers({3, 4}, -0.6)}, {2, 1}},
      {"bmm", [](const variable_list& v) { return bmm(v[0], v[1]); }, {numbers({2, 2, 3}), numbers({2, 3, 2}, -0.6)}, {2, 1}},
      {"matmul", [](const variable_list& v) { return matmul(v[0], v[1]); }, {numbers({2, 2, 3}), numbers({3, 2}, -0.6)}, {2, 1}},
      {"mv", [](const variable_list& v) { return mv(v[0], v[1]); }, {numbers({2, 3}), numbers({3}, -0.6)}, {2, 1}},
      {"dot", [](const variable_list& v) { return dot(v[0], v[1]); }, {numbers({4}), numbers({4}, -0.6)}, {2, 1}},
      {"ger", [](const variable_list& v) { return ger(v[0], v[1]); }, {numbers({4}), numbers({3}, -0.6)}, {2, 1}},
      {"addmm", [](const variable_list& v) { return addmm(v[0], v[1], v[2], 0.5, 2); },
       {numbers({4}), numbers({2, 3}), numbers({3, 4}, -0.6)}, {0, 4, 2}},
      {"addmv", [](const variable_list& v) { return addmv(v[0], v[1], v[2], 0.5, 2); },
       {numbers({2}), numbers({2, 3}), numbers({3}, -0.6)}, {0, 4, 2}},
      {"baddbmm", [](const variable_list& v) { return baddbmm(v[0], v[1], v[2], 0.5, 2); },
       {numbers({2, 2, 2}), numbers({2, 2, 3}), numbers({2, 3, 2}, -0.6)}, {0, 4, 2}},
      {"linear", [](const variable_list& v) { return linear(v[0], v[1], v[2]); },
       {numbers({3, 4}), numbers({2, 4}, -0.6), numbers({2}, 0.1)}, {2, 1, 0}},
      {"einsum", [](const variable_list& v) { return einsum("ij,kj->ik", {v[0], v[1]}); }, {numbers({2, 3}), numbers({4, 3}, -0.6)}, {2, 1}, true},
      {"tensordot", [](const variable_list& v) { return tensordot(v[0], v[1], 1); }, {numbers({2, 3}), numbers({3, 4}, -0.6)}, {2, 1}, true},
      {"conv2d", [](const variable_list& v) { return conv2d(v[0], v[1], v[2], 1, 1); },
       {numbers({1, 2, 3, 3}), numbers({2, 2, 2, 2}, -0.6), numbers({2}, 0.1)}, {2, 1, 0}},
      {"index_add", [](const variable_list& v) { return index_add(v[0], 0, tensor(std::vector<int64_t>{2, 0}), v[1]); },
       {numbers({3, 2}), numbers({2, 2})}, {0, 0}},
  };
  return all;
}

/// Operands of one call, those of `wanted` with a history, so that they may be changed in place.
struct Call {
  variable_list leaves, operands;
  Call(const Case& c, uint32_t wanted) {
    for (size_t i = 0; i < c.operands.size(); ++i) {
      Tensor x = c.operands[i].clone();
      if (wanted >> i & 1u) {
        leaves.push_back(x.requires_grad_());
        x = x + 0.0;
      }
      operands.push_back(x);
    }
  }
  variable_list gradients(const Tensor& y, bool create_graph) const {
    return autograd::grad({y}, leaves, {numbers(y.sizes(), 0.3)}, std::nullopt, create_graph);
  }
};

/// Answers a gradient of another shape or type than its input has.
template <int Kind>
struct Answers : autograd::Function<Answers<Kind>> {
  static Tensor forward(autograd::AutogradContext*, Tensor x) { return x * 1; }
  static variable_list backward(autograd::AutogradContext*, variable_list) {
    if (Kind == 0) return {ones({7})};
    if (Kind == 1) return {ones({5, 2, 3})};
    if (Kind == 2) return {ones({2, 3}, kDouble)};
    return {ones({3})};
  }
};
struct Doubles : autograd::Function<Doubles> {
  static Tensor forward(autograd::AutogradContext* c, Tensor x) {
    x.mul_(2);
    c->mark_dirty({x});
    return x;
  }
  static variable_list backward(autograd::AutogradContext*, variable_list g) { return {g[0] * 2}; }
};
const char* const changed = "modified by an inplace operation";
}  // namespace

class TestSavedOperands : public QObject {
  Q_OBJECT

  static void rows() {
    QTest::addColumn<int>("at");
    for (size_t i = 0; i < cases().size(); ++i) QTest::newRow(cases()[i].name) << static_cast<int>(i);
  }

 private slots:
  // ---- each call with each set of operands that require a gradient
  void gradients_of_each_set_of_operands_data() { rows(); }
  void gradients_of_each_set_of_operands() {
    QFETCH(int, at);
    const Case& c = cases()[static_cast<size_t>(at)];
    const autograd::CheckedFunction f = [&](const variable_list& v) { return variable_list{c.f(v)}; };
    for (uint32_t wanted = 1; wanted < 1u << c.operands.size(); ++wanted) {
      variable_list in;
      for (size_t i = 0; i < c.operands.size(); ++i) {
        in.push_back(c.operands[i].clone());
        if (wanted >> i & 1u) in.back().requires_grad_();
      }
      std::string why;
      QVERIFY2(autograd::gradcheck(f, in, 1e-6, 1e-5, 1e-3, &why), (std::to_string(wanted) + ": " + why).c_str());
      QVERIFY2(autograd::gradgradcheck(f, in, 1e-6, 1e-5, 1e-3, &why), (std::to_string(wanted) + ": " + why).c_str());
    }
  }
  void a_changed_operand_throws_only_where_it_is_read_data() { rows(); }
  void a_changed_operand_throws_only_where_it_is_read() {
    QFETCH(int, at);
    const Case& c = cases()[static_cast<size_t>(at)];
    for (uint32_t wanted = 1; wanted < 1u << c.operands.size(); ++wanted)
      for (const bool create_graph : {false, true}) {
        const Call plain(c, wanted);
        const variable_list expected = plain.gradients(c.f(plain.operands), create_graph);
        uint32_t read = 0;
        for (size_t i = 0; i < c.operands.size(); ++i)
          if (wanted >> i & 1u) read |= c.reads[i];
        for (size_t j = 0; j < c.operands.size(); ++j) {
          const Call call(c, wanted);
          const Tensor y = c.f(call.operands);
          {
            const NoGradGuard guard;
            Tensor operand = call.operands[j];
            operand.add_(1);
          }
          const std::string where = "gradients " + std::to_string(wanted) + ", changed " + std::to_string(j);
          if (read >> j & 1u) {
            if (!c.copies) QVERIFY2(has(error_of([&] { call.gradients(y, create_graph); }), changed), where.c_str());
            continue;
          }
          variable_list got;
          const std::string error = error_of([&] { got = call.gradients(y, create_graph); });
          QVERIFY2(error == "accepted", (where + ": " + error).c_str());
          for (size_t i = 0; i < got.size(); ++i) QVERIFY2(equal(got[i].detach(), expected[i].detach()), where.c_str());
        }
      }
  }
  void an_operand_used_twice() {
    const Tensor x = numbers({3}).requires_grad_();
    Tensor y = x * 1;
    const Tensor z = y * y;
    QVERIFY(equal(autograd::grad({z.sum()}, {x}, {}, true)[0], x.detach() * 2));
    y.add_(1);
    QVERIFY(has(error_of([&] { z.sum().backward(); }), changed));
  }

  // ---- programs that are right and must run
  void changes_after_products_by_constants() {
    const Tensor x = ones({2, 3}).requires_grad_(), w = ones({3, 2}) * 3;
    {
      Tensor y = x * 1;
      const Tensor z = y * 2;
      y.add_(1);
      z.sum().backward();
      QVERIFY(equal(x.grad(), full({2, 3}, 2.0)));
    }
    for (const bool product : {false, true}) {
      x.mutable_grad() = Tensor();
      const Tensor z = product ? x.mm(w) : x * 2;
      {
        const NoGradGuard guard;
        Tensor leaf = x;
        leaf.sub_(1);
      }
      z.sum().backward();
      QVERIFY(equal(x.grad(), full({2, 3}, product ? 6.0 : 2.0)));
    }
  }
  void a_row_assigned_from_another() {
    const Tensor x = ones({2, 3}).requires_grad_();
    Tensor y = x * 1;
    y.select(0, 0) = y.select(0, 1) * 2;
    y.sum().backward();
    QVERIFY(equal(x.grad(), tensor({{0.f, 0.f, 0.f}, {3.f, 3.f, 3.f}})));
  }
  void a_result_is_kept_only_for_the_exponent() {
    const Tensor x = numbers({3}).requires_grad_(), e = numbers({3}, 0.5).requires_grad_();
    Tensor y = pow(x, 2.0);
    y.add_(1);
    y.sum().backward();
    QVERIFY(allclose(x.grad(), x.detach() * 2));
    Tensor z = pow(x, e);
    z.add_(1);
    QVERIFY(has(error_of([&] { z.sum().backward(); }), changed));
  }
  void in_place_by_a_constant_keeps_no_copy() {
    const int64_t n = 1 << 20, bytes = n * 4;
    const Tensor x = ones({n}).requires_grad_(), w = full({n}, 3.0);
    Tensor y = x * 1;
    const auto before = static_cast<int64_t>(memory_stats().allocated);
    y.mul_(2).mul_(w).div_(4);
    QVERIFY(static_cast<int64_t>(memory_stats().allocated) - before < bytes);
    y.sum().backward();
    QVERIFY(equal(x.grad(), full({n}, 1.5)));
  }
  void in_place_by_itself_reads_what_was_there() {
    const Tensor x = numbers({3}).requires_grad_();
    Tensor y = x * 1;
    y.mul_(y);
    y.sum().backward();
    QVERIFY(allclose(x.grad(), x.detach() * 2));
  }
  void a_second_derivative_reads_what_the_first_does() {
    const Tensor x = numbers({2, 3}).requires_grad_(), w = numbers({3, 2}, -0.4).requires_grad_();
    const Tensor g = autograd::grad({mm(x, w).sum()}, {x}, {}, true, true)[0];  // w's row sums
    const Tensor h = autograd::grad({(g * g).sum()}, {w})[0];
    const Tensor sums = w.detach().sum(1, true);
    QVERIFY(allclose(h, (sums * 4).expand({3, 2})));  // 2 rows · 2 · sum
  }

  // ---- what reaches a leaf
  void a_hook_that_answers_another_shape() {
    const Tensor x = ones({2, 3}).requires_grad_();
    const unsigned id = x.register_hook([](const Tensor&) { return ones({7}); });
    const std::string error = error_of([&] { (x * 2).sum().backward(); });
    QVERIFY(has(error, "hook") && has(error, "[7]") && has(error, "[2, 3]"));
    QVERIFY(!x.grad().defined());
    x.remove_hook(id);
    x.register_hook([](const Tensor&) { return ones({5, 2, 3}, kDouble); });
    (x * 2).sum().backward();
    QVERIFY(x.grad().dtype() == kFloat && equal(x.grad(), full({2, 3}, 5.0)));
    // Of a tensor inside the graph.
    const Tensor a = ones({2, 3}).requires_grad_(), b = a * 2;
    b.register_hook([](const Tensor&) { return ones({7}); });
    QVERIFY(has(error_of([&] { b.sum().backward(); }), "hook"));
  }
  void a_function_that_answers_another_shape() {
    Tensor x = ones({2, 3}).requires_grad_();
    for (const bool inside : {false, true}) {  // the leaf itself, and a tensor made of it
      const auto operand = [&] { return inside ? x * 1 : x; };
      x.mutable_grad() = Tensor();
      std::string error = error_of([&] { Answers<0>::apply(operand()).sum().backward(); });
      QVERIFY(has(error, "Answers") && has(error, "[7]") && has(error, "[2, 3]"));
      error = error_of([&] { Answers<3>::apply(operand()).sum().backward(); });  // would broadcast, which is not the same
      QVERIFY(has(error, "Answers") && has(error, "[3]"));
      QVERIFY(!x.grad().defined());
      Answers<1>::apply(operand()).sum().backward();
      QVERIFY(equal(x.grad(), full({2, 3}, 5.0)));
      x.mutable_grad() = Tensor();
      Answers<2>::apply(operand()).sum().backward();
      QVERIFY(x.grad().dtype() == kFloat && equal(x.grad(), ones({2, 3})));
    }
  }
  void a_function_that_changes_a_leaf() {
    const Tensor x = ones({3}).requires_grad_();
    QVERIFY(has(error_of([&] { Doubles::apply(x); }), "leaf"));
    const Tensor a = ones({3}).requires_grad_();
    const Tensor b = a * 1;
    Doubles::apply(b).sum().backward();
    QVERIFY(equal(a.grad(), full({3}, 2.0)));
    const NoGradGuard guard;
    QVERIFY(equal(Doubles::apply(a), full({3}, 2.0)));
  }
  void set_data_of_nothing() {
    const Tensor x = ones({3});
    QVERIFY(has(error_of([&] { x.set_data(Tensor()); }), "set_data"));
    QVERIFY(equal(x, ones({3})));
  }
};

TL_TEST_CLASS(TestSavedOperands)
#include "test_saved_operands.moc"
