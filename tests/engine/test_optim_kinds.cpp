// SPDX-License-Identifier: Apache-2.0
// Every optimizer: what it does to the loss, that its state resumes with the same bits, and what it refuses.
#include <cmath>

#include "engine/io/save.h"
#include "engine/ops/functions.h"
#include "engine/optim/adagrad.h"
#include "engine/optim/adam.h"
#include "engine/optim/asgd.h"
#include "engine/optim/lbfgs.h"
#include "engine/optim/line_search.h"
#include "engine/optim/registry.h"
#include "engine/optim/rmsprop.h"
#include "engine/optim/rprop.h"
#include "engine/optim/sgd.h"
#include "engine/optim/sparse_adam.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using tl::test::error_of;
using tl::test::has;

class TestOptimKinds : public QObject {
  Q_OBJECT

  static Tensor parameter(const Tensor& values) {
    Tensor p = values.clone();
    p.requires_grad_();
    return p;
  }
  /// A sum of squares with different weights, so that the directions differ.
  static Tensor bowl(const Tensor& a, const Tensor& b) {
    return sum(square(a - 0.5) * arange(1, a.numel() + 1, a.options()).view(a.sizes())) + sum(square(b + 1.0)) + sum(a) * sum(b) * 0.1;
  }
  static Value options_of(const std::string& name) {
    if (name == "SGD") return Value(Value::Dict{{"lr", 0.05}, {"momentum", 0.9}});
    if (name == "RMSprop") return Value(Value::Dict{{"momentum", 0.5}, {"centered", true}, {"weight_decay", 0.01}});
    if (name == "Adam" || name == "AdamW") return Value(Value::Dict{{"amsgrad", true}});
    if (name == "ASGD") return Value(Value::Dict{{"t0", 2.0}, {"lambd", 0.01}});
    if (name == "Adagrad") return Value(Value::Dict{{"lr_decay", 0.1}, {"initial_accumulator_value", 0.2}});
    if (name == "LBFGS") return Value(Value::Dict{{"max_iter", 3}, {"history_size", 4}, {"line_search_fn", "strong_wolfe"}});
    return Value(Value::Dict{});
  }
  /// One step on the bowl, with gradients as the optimizer wants them.
  static void step(optim::Optimizer& o, const optim::OptimizerDef& def, Tensor& a, Tensor& b) {
    const auto loss = [&] {
      o.zero_grad();
      Tensor l = bowl(a, b);
      l.backward();
      return l;
    };
    if (def.needs_closure) {
      o.step(loss);
      return;
    }
    loss();
    if (def.sparse_only)
      for (Tensor* p : {&a, &b}) p->mutable_grad() = p->grad().to_sparse();
    o.step();
    if (def.sparse_only)
      for (Tensor* p : {&a, &b}) p->mutable_grad() = p->grad().to_dense();
  }

 private slots:
  void state_resumes_with_the_same_bits_data() {
    QTest::addColumn<QString>("name");
    for (const auto& def : optim::optimizers()) QTest::newRow(def.name.c_str()) << QString::fromStdString(def.name);
  }
  void state_resumes_with_the_same_bits() {
    QFETCH(QString, name);
    const auto* def = optim::find_optimizer(name.toStdString());
    for (const ScalarType dtype : {kFloat, kDouble}) {
      manual_seed(3);
      Tensor a = parameter(randn({2, 3}, dtype)), b = parameter(randn({4}, dtype));
      const auto first = def->make({a, b}, options_of(def->name));
      for (int i = 0; i < 4; ++i) step(*first, *def, a, b);
      Tensor a2 = parameter(a.detach()), b2 = parameter(b.detach()), a3 = parameter(a.detach()), b3 = parameter(b.detach());
      const auto second = def->make({a2, b2}, options_of(def->name)), third = def->make({a3, b3}, Value(Value::Dict{}));
      second->load_state_tensors(first->state_tensors());
      std::stringstream archive;
      tl::save(*first, archive);
      tl::load(*third, archive);
      for (int i = 0; i < 4; ++i) {
        step(*first, *def, a, b);
        step(*second, *def, a2, b2);
        step(*third, *def, a3, b3);
      }
      QVERIFY(equal(a, a2) && equal(b, b2));
      QVERIFY(equal(a, a3) && equal(b, b3));
      QVERIFY(has(error_of([&] { second->load_state_tensors({{"0.what", a}}); }), "what"));
      for (const auto& [key, tensor] : first->state_tensors()) {
        const std::string& name = key;
        if (tensor.dim() > 0) {
          QVERIFY(has(error_of([&] { second->load_state_tensors({{name, zeros({1, 1, 7, 1, 1}, dtype)}}); }), key));
          break;
        }
      }
    }
  }
  void a_missing_gradient_leaves_a_parameter_alone() {
    for (const auto& def : optim::optimizers()) {
      if (def.needs_closure) continue;
      Tensor a = parameter(ones({3})), b = parameter(ones({2}));
      const auto o = def.make({a, b}, Value(Value::Dict{}));
      a.mutable_grad() = def.sparse_only ? ones({3}).to_sparse() : ones({3});
      o->step();
      QVERIFY2(!equal(a, ones({3})) && equal(b, ones({2})), def.name.c_str());
    }
  }
  void lbfgs_finds_the_bottom_of_a_narrow_valley() {
    const auto rosenbrock = [](const Tensor& x) {
      const Tensor head = x.narrow(0, 0, 1), tail = x.narrow(0, 1, 1);  // of two numbers: with four there is a second valley
      return sum(square(tail - square(head)) * 100.0 + square(1.0 - head));
    };
    for (const bool search : {false, true}) {
      Tensor x = parameter(tensor({-1.2, 1.0}, kDouble));
      auto options = optim::LBFGSOptions(search ? 1.0 : 0.01).max_iter(search ? 30 : 200).tolerance_grad(1e-10).tolerance_change(1e-14);
      if (search) options.line_search_fn("strong_wolfe");
      optim::LBFGS o({x}, options);
      const double start = rosenbrock(x).item<double>();
      int calls = 0;
      for (int i = 0; i < 10; ++i)
        o.step([&] {
          ++calls;
          o.zero_grad();
          Tensor l = rosenbrock(x);
          l.backward();
          return l;
        });
      const double end = rosenbrock(x).item<double>();
      if (search) QVERIFY2(end < 1e-12 && calls < 200, qPrintable(QString("%1 after %2").arg(end).arg(calls)));
      else QVERIFY2(end < start, qPrintable(QString("%1 from %2").arg(end).arg(start)));
    }
    Tensor x = parameter(ones({2}));
    optim::LBFGS o(std::vector<Tensor>{x});
    QVERIFY(has(error_of([&] { o.step(nullptr); }), "closure"));
    QVERIFY(has(error_of([&] { optim::LBFGS two({optim::OptimizerParamGroup({x}), optim::OptimizerParamGroup({parameter(ones({1}))})}); }), "parameter groups"));
  }
  void line_search_meets_its_conditions() {
    // f(t) = -t / (t² + 2), as in Moré and Thuente's tests: the minimum is at √2.
    const auto at = [](double t) { return optim::detail::SearchPoint{t, -t / (t * t + 2), (t * t - 2) / ((t * t + 2) * (t * t + 2)), zeros({1})}; };
    for (const double t : {0.001, 0.1, 1.0, 10.0, 100.0}) {
      const auto found = optim::detail::strong_wolfe(at, at(0), t, 1, 1e-9).point;
      QVERIFY(found.value <= at(0).value + 1e-4 * found.t * at(0).slope);
      QVERIFY(std::abs(found.slope) <= 0.9 * std::abs(at(0).slope));
    }
    QCOMPARE(optim::detail::cubic_minimum({0, 1, -2, {}}, {2, 1, 2, {}}, 0, 2), 1.0);  // (t - 1)²
  }
  void sparse_gradients_move_their_rows_only() {
    for (const char* name : {"SparseAdam", "Adagrad"}) {
      Tensor p = parameter(ones({4, 2}, kDouble)), q = parameter(ones({4, 2}, kDouble));
      const auto sparse = optim::find_optimizer(name)->make({p}, Value(Value::Dict{})), dense = optim::find_optimizer(name)->make({q}, Value(Value::Dict{}));
      // Row 2 twice, so that the gradients must be added before they are squared.
      p.mutable_grad() = sparse_coo_tensor(tensor({{2, 0, 2}}), tensor({{1.0, 2.0}, {3.0, 4.0}, {0.5, -1.0}}, kDouble), {4, 2});
      sparse->step();
      QVERIFY2(equal(p.index_select(0, tensor({1, 3})), ones({2, 2}, kDouble)), name);
      if (std::string(name) == "Adagrad") {
        q.mutable_grad() = p.grad().to_dense();
        dense->step();
        QVERIFY(allclose(p, q, 1e-12, 1e-12));
      } else {
        // The first step of Adam is the rate times the sign, wherever there is a gradient.
        QVERIFY(allclose(p.index_select(0, tensor({0, 2})), 1.0 - 1e-3 * sign(p.grad().to_dense().index_select(0, tensor({0, 2}))), 0, 1e-8));
        q.mutable_grad() = ones({4, 2}, kDouble);
        QVERIFY(has(error_of([&] { dense->step(); }), "does not support dense gradients"));
      }
    }
    Tensor p = parameter(ones({2}));
    optim::RMSprop o(std::vector<Tensor>{p});
    p.mutable_grad() = ones({2}).to_sparse();
    QVERIFY(has(error_of([&] { o.step(); }), "sparse"));
    optim::Adagrad decayed(std::vector<Tensor>{p}, optim::AdagradOptions().weight_decay(0.1));
    QVERIFY(has(error_of([&] { decayed.step(); }), "weight_decay"));
  }
  void options_out_of_range_are_refused() {
    const std::vector<Tensor> p{parameter(ones({1}))};
    QVERIFY(has(error_of([&] { optim::RMSprop o(p, optim::RMSpropOptions(0.1).alpha(-1)); }), "alpha"));
    QVERIFY(has(error_of([&] { optim::Rprop o(p, optim::RpropOptions().etas({1.5, 1.2})); }), "eta"));
    QVERIFY(has(error_of([&] { optim::Adagrad o(p, optim::AdagradOptions().lr_decay(-1)); }), "lr_decay"));
    QVERIFY(has(error_of([&] { optim::SparseAdam o(p, optim::SparseAdamOptions(0)); }), "learning rate"));
    QVERIFY(has(error_of([&] { optim::ASGD o(p, optim::ASGDOptions(-1)); }), "learning rate"));
    QVERIFY(has(error_of([&] { optim::LBFGS o(p, optim::LBFGSOptions().line_search_fn("golden")); }), "strong_wolfe"));
  }
  void options_are_equal_when_all_of_them_are() {
    QVERIFY(optim::RMSpropOptions(0.1) == optim::RMSpropOptions(0.1));
    QVERIFY(!(optim::RMSpropOptions(0.1) == optim::RMSpropOptions(0.1).centered(true)));
    QVERIFY(!(optim::LBFGSOptions() == optim::LBFGSOptions().max_eval(3)));
    QVERIFY(optim::AdamOptions().betas({0.5, 0.6}) == optim::AdamOptions().betas({0.5, 0.6}));
  }
};

TL_TEST_CLASS(TestOptimKinds)
#include "test_optim_kinds.moc"
