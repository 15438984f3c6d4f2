// SPDX-License-Identifier: Apache-2.0
// Learning-rate schedules: values against their formulas, resuming in the middle, changes by hand, formulas in words.
#include <cmath>
#include <numbers>

#include "engine/ops/functions.h"
#include "engine/optim/adam.h"
#include "engine/optim/cyclic_lr.h"
#include "engine/optim/formula.h"
#include "engine/optim/reduce_on_plateau.h"
#include "engine/optim/registry.h"
#include "engine/optim/sgd.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using tl::test::error_of;
using tl::test::has;

class TestSchedulers : public QObject {
  Q_OBJECT

  struct Setup {
    Tensor a = parameter(), b = parameter();
    optim::SGD optimizer{std::vector<optim::OptimizerParamGroup>{optim::OptimizerParamGroup({a}), optim::OptimizerParamGroup({b}, std::make_unique<optim::SGDOptions>(optim::SGDOptions(0.02).momentum(0.9)))},
                         optim::SGDOptions(0.5).momentum(0.9)};
    double lr(size_t group = 0) { return optimizer.param_groups()[group].options().get_lr(); }
    double momentum() { return *optimizer.param_groups()[0].options().momentum_option(); }
    static Tensor parameter() {
      Tensor p = ones({2});
      p.requires_grad_();
      return p;
    }
  };
  static bool near(double a, double b) {
    if (std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b))) return true;
    qWarning("%.17g is not %.17g", a, b);
    return false;
  }
  static Value options_of(const std::string& name) {
    if (name == "MultiStepLR") return Value(Value::Dict{{"milestones", Value::Ints{2, 5, 5}}, {"gamma", 0.5}});
    if (name == "CyclicLR") return Value(Value::Dict{{"base_lr", 0.01}, {"max_lr", 0.1}, {"step_size_up", 3}, {"step_size_down", 2}, {"mode", "triangular2"}});
    if (name == "OneCycleLR") return Value(Value::Dict{{"max_lr", 0.3}, {"total_steps", 20}});
    if (name == "CosineAnnealingWarmRestarts") return Value(Value::Dict{{"T_0", 3}, {"T_mult", 2}, {"eta_min", 0.001}});
    if (name == "ReduceLROnPlateau") return Value(Value::Dict{{"patience", 1}, {"cooldown", 1}, {"factor", 0.5}});
    if (name == "StepLR") return Value(Value::Dict{{"step_size", 2}});
    return Value(Value::Dict{});
  }
  static void advance(const optim::SchedulerDef& def, optim::LRScheduler& s, int step) {
    constexpr double metrics[] = {1.0, 0.9, 0.95, 0.93, 0.92, 0.91, 0.5, 0.6, 0.7, 0.8, 0.9, 0.4};
    if (def.takes_metric) s.step_with(metrics[step % 12]);
    else s.step();
  }

 private slots:
  void a_resumed_schedule_goes_on_with_the_same_bits_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("at");
    for (const auto& def : optim::schedulers())
      for (const int at : {1, 5, 9}) QTest::addRow("%s after %d", def.name.c_str(), at) << QString::fromStdString(def.name) << at;
  }
  void a_resumed_schedule_goes_on_with_the_same_bits() {
    QFETCH(QString, name);
    QFETCH(int, at);
    const auto* def = optim::find_scheduler(name.toStdString());
    Setup one, two;
    const auto first = def->make(one.optimizer, options_of(def->name));
    for (int i = 0; i < at; ++i) advance(*def, *first, i);
    const auto second = def->make(two.optimizer, options_of(def->name));
    second->load_state(first->state());
    for (size_t g = 0; g < 2; ++g) two.optimizer.param_groups()[g].options().set_lr(one.lr(g));
    QCOMPARE(two.momentum(), one.momentum());
    for (const auto& [key, value] : first->state()) QVERIFY2(std::isfinite(value), key.c_str());  // kept as JSON
    for (int i = at; i < at + 9; ++i) {
      advance(*def, *first, i);
      advance(*def, *second, i);
      QCOMPARE(two.lr(0), one.lr(0));
      QCOMPARE(two.lr(1), one.lr(1));
      QCOMPARE(two.momentum(), one.momentum());
    }
  }
  void a_rate_set_by_hand_is_kept_on_the_way() {
    for (const auto& def : optim::schedulers()) {
      Setup plain, edited;
      const auto a = def.make(plain.optimizer, options_of(def.name)), b = def.make(edited.optimizer, options_of(def.name));
      advance(def, *a, 0);
      advance(def, *b, 0);
      const double half = edited.lr() / 2;
      for (auto& g : edited.optimizer.param_groups()) g.options().set_lr(half);
      b->rebase(half);
      advance(def, *a, 1);
      advance(def, *b, 1);
      // Half of what it would be; a cosine that ends above zero is not quite linear in its start.
      QVERIFY2(std::abs(edited.lr() / plain.lr() - 0.5) < 0.01, def.name.c_str());
    }
  }
  void values() {
    Setup s;
    optim::MultiStepLR steps(s.optimizer, {2, 3, 3}, 0.1);
    std::vector<double> seen;
    for (int i = 0; i < 4; ++i) {
      steps.step();
      seen.push_back(s.lr());
    }
    QVERIFY(near(seen[0], 0.5) && near(seen[1], 0.05) && near(seen[2], 0.0005) && near(seen[3], 0.0005));

    Setup r;
    optim::CosineAnnealingWarmRestarts restarts(r.optimizer, 2, 3);
    for (int i = 1; i <= 9; ++i) {
      restarts.step();
      const double into = i < 2 ? i / 2.0 : i < 8 ? (i - 2) / 6.0 : (i - 8) / 18.0;
      QVERIFY(near(r.lr(), 0.5 * (1 + std::cos(std::numbers::pi * into)) / 2));
    }
    restarts.step_with(3.5);
    QVERIFY(near(r.lr(), 0.5 * (1 + std::cos(std::numbers::pi * 0.25)) / 2));
    QVERIFY(near(r.lr(1), 0.02 * (1 + std::cos(std::numbers::pi * 0.25)) / 2));

    Setup c;
    optim::CyclicLR cycle(c.optimizer, {.base_lr = 1, .max_lr = 3, .step_size_up = 2, .step_size_down = 4, .mode = "exp_range", .gamma = 0.5});
    QVERIFY(near(c.lr(), 1) && near(c.momentum(), 0.9));
    const double height[] = {0.5, 1, 0.75, 0.5, 0.25, 0, 0.5};
    for (int i = 1; i <= 7; ++i) {
      cycle.step();
      QVERIFY(near(c.lr(), 1 + 2 * height[i - 1] * std::pow(0.5, i)));
      QVERIFY(near(c.momentum(), 0.9 - 0.1 * height[i - 1] * std::pow(0.5, i)));
    }
  }
  void one_cycle_ends_low_and_says_when_it_is_over() {
    Setup s;
    optim::OneCycleLR one(s.optimizer, {.max_lr = 1, .total_steps = 10, .anneal_strategy = "linear"});
    QVERIFY(near(s.lr(), 1.0 / 25) && near(s.momentum(), 0.95));
    for (int i = 1; i <= 9; ++i) {
      one.step();
      if (i == 2) QVERIFY(near(s.lr(), 1) && near(s.momentum(), 0.85));
    }
    QVERIFY(near(s.lr(), 1.0 / 25 / 1e4) && near(s.momentum(), 0.95));
    one.step();
    QVERIFY(has(error_of([&] { one.step(); }), "Tried to step 11 times"));

    Tensor p = Setup::parameter();
    optim::Adam adam(std::vector<Tensor>{p});
    optim::OneCycleLR with_beta(adam, {.max_lr = 1, .total_steps = 10});
    QVERIFY(near(std::get<0>(static_cast<optim::AdamOptions&>(adam.param_groups()[0].options()).betas()), 0.95));
    const auto adagrad = optim::find_optimizer("Adagrad")->make({p}, Value(Value::Dict{}));
    QVERIFY(has(error_of([&] { optim::OneCycleLR o(*adagrad, {}); }), "must support momentum"));
    optim::OneCycleLR without(*adagrad, {.cycle_momentum = false});
  }
  void plateaus() {
    Setup s;
    optim::ReduceLROnPlateau on(s.optimizer, {.mode = "max", .factor = 0.5, .patience = 1, .threshold = 0.1, .threshold_mode = "abs", .min_lr = 0.2});
    const double metric[] = {1.0, 1.05, 1.2, 1.25, 1.2, NAN, 1.0, 1.0, 1.0, 1.0};
    const double expected[] = {0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2};
    for (int i = 0; i < 10; ++i) {
      on.step_with(metric[i]);
      QVERIFY2(near(s.lr(), expected[i]), qPrintable(QString::number(i)));
    }
    QVERIFY(has(error_of([&] { on.step(); }), "metric"));
    QVERIFY(has(error_of([&] { optim::ReduceLROnPlateau o(s.optimizer, {.factor = 1}); }), "Factor should be < 1"));
  }
  void formulas() {
    const auto at = [](const char* text, double n) { return optim::parse_formula(text, "epoch")(n); };
    QVERIFY(near(at("0.95^epoch", 3), std::pow(0.95, 3)));
    QVERIFY(near(at(" 1 / (1 + 0.5*epoch) ", 4), 1.0 / 3));
    QVERIFY(near(at("-2^2", 0), -4) && near(at("2^-1", 0), 0.5) && near(at("2**3**2", 0), 512) && near(at("2 - 3 - 4", 0), -5) && near(at("8/4/2", 0), 1));
    QVERIFY(near(at("max(0.1, min(1, cos(pi * epoch)))", 1), 0.1) && near(at("exp(log(sqrt(16))) + abs(-1) + floor(1.5) + ceil(.5)", 0), 7));
    QVERIFY(near(at("1e-3 * epoch", 2), 2e-3));
    for (const char* bad : {"", "1 +", "(1", "1)", "2 epoch", "steps", "sin 1", "max(1)", "1..2.3.4x", "0.5 $ 2"})
      QVERIFY2(error_of([&] { optim::parse_formula(bad, "epoch"); }) != "accepted", bad);
    QVERIFY(has(error_of([&] { optim::parse_formula("1 + n", "epoch"); }), "knows no 'n'"));
    QVERIFY(error_of([&] { optim::parse_formula(std::string(200, '(') + "1" + std::string(200, ')'), "epoch"); }) != "accepted");
    QVERIFY(error_of([&] { optim::parse_formula("2" + std::string(400, '^') + "1", "epoch"); }) != "accepted");
    std::string deep = "1";
    for (int i = 0; i < 300; ++i) deep += "^1";
    QVERIFY(error_of([&] { optim::parse_formula(deep, "epoch"); }) != "accepted");
    Setup s;
    const auto lambda = optim::find_scheduler("LambdaLR")->make(s.optimizer, Value(Value::Dict{{"lr_lambda", "1 / (1 + epoch)"}}));
    QVERIFY(near(s.lr(), 0.5));
    lambda->step();
    QVERIFY(near(s.lr(), 0.25) && near(s.lr(1), 0.01));
    QVERIFY(has(error_of([&] { optim::LambdaLR o(s.optimizer, std::vector<optim::LambdaLR::Factor>(3, [](int64_t) { return 1.0; })); }), "expected 2 functions"));
  }
};

TL_TEST_CLASS(TestSchedulers)
#include "test_schedulers.moc"
