// SPDX-License-Identifier: Apache-2.0
// Optimizers against their formulas (torch.optim, 1.13) written out in double, element by element.
#include <cmath>

#include "engine/core/pool.h"
#include "engine/nn/utils/clip_grad.h"
#include "engine/ops/functions.h"
#include "engine/optim/adam.h"
#include "engine/optim/registry.h"
#include "engine/optim/scheduler.h"
#include "engine/optim/sgd.h"
#include "support/expect.h"
#include "support/test_main.h"

using tl::Tensor;
using tl::Value;
using tl::test::error_of;
using tl::test::has;

class TestOptim : public QObject {
  Q_OBJECT

  static Tensor parameter(std::vector<double> v, tl::ScalarType t = tl::kDouble) {
    Tensor p = tl::empty_tensor({static_cast<int64_t>(v.size())}, t);
    for (size_t i = 0; i < v.size(); ++i)
      if (t == tl::kDouble)
        p.data_ptr<double>()[i] = v[i];
      else
        p.data_ptr<float>()[i] = static_cast<float>(v[i]);
    p.requires_grad_();
    return p;
  }
  static void give_gradient(Tensor& p, double g) {
    Tensor t = tl::empty_tensor({p.numel()}, p.dtype());
    for (int64_t i = 0; i < p.numel(); ++i)
      if (p.dtype() == tl::kDouble)
        t.data_ptr<double>()[i] = g * static_cast<double>(i + 1);
      else
        t.data_ptr<float>()[i] = static_cast<float>(g) * static_cast<float>(i + 1);
    p.mutable_grad() = t;
  }
  static bool near(double a, double b) {
    if (std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b))) return true;
    qWarning("%.17g is not %.17g", a, b);
    return false;
  }

 private slots:
  void sgd_data() {
    QTest::addColumn<double>("momentum");
    QTest::addColumn<double>("dampening");
    QTest::addColumn<double>("decay");
    QTest::addColumn<bool>("nesterov");
    QTest::newRow("plain") << 0.0 << 0.0 << 0.0 << false;
    QTest::newRow("decay") << 0.0 << 0.0 << 0.1 << false;
    QTest::newRow("momentum") << 0.9 << 0.0 << 0.1 << false;
    QTest::newRow("dampened") << 0.9 << 0.3 << 0.0 << false;
    QTest::newRow("nesterov") << 0.8 << 0.0 << 0.01 << true;
  }
  void sgd() {
    QFETCH(double, momentum);
    QFETCH(double, dampening);
    QFETCH(double, decay);
    QFETCH(bool, nesterov);
    Tensor p = parameter({1, -2, 3});
    tl::optim::SGD optimizer({p},
                             tl::optim::SGDOptions(0.1).momentum(momentum).dampening(dampening).weight_decay(decay).nesterov(nesterov));
    double expected[3] = {1, -2, 3}, buffer[3] = {};
    for (int step = 0; step < 4; ++step) {
      give_gradient(p, 0.5 - 0.3 * step);
      optimizer.step();
      for (int i = 0; i < 3; ++i) {
        const double d = (0.5 - 0.3 * step) * (i + 1) + decay * expected[i];
        buffer[i] = step == 0 ? d : momentum * buffer[i] + (1 - dampening) * d;
        expected[i] -= 0.1 * (momentum == 0 ? d : nesterov ? d + momentum * buffer[i] : buffer[i]);
        QVERIFY(near(p.data_ptr<double>()[i], expected[i]));
      }
    }
  }
  /// 1 - 0.999f is not 0.001f, and the difference is large enough to leave the reference after a few steps.
  void adam_means_keep_all_digits_of_their_weights() {
    Tensor p = parameter({1, -2, 3}).to(tl::kFloat).detach();
    p.requires_grad_();
    tl::optim::Adam optimizer({p});
    p.mutable_grad() = tl::ones_like(p);
    optimizer.step();
    for (const auto& [name, state] : optimizer.state_tensors()) {
      if (name == "0.exp_avg") QCOMPARE(state.data_ptr<float>()[0], 0.1f);
      if (name == "0.exp_avg_sq") QCOMPARE(state.data_ptr<float>()[0], 0.001f);
    }
    QCOMPARE(optimizer.state_tensors().size(), size_t{3});
  }

  void adam_data() {
    QTest::addColumn<bool>("decoupled");
    QTest::addColumn<bool>("amsgrad");
    QTest::newRow("Adam") << false << false;
    QTest::newRow("Adam amsgrad") << false << true;
    QTest::newRow("AdamW") << true << false;
    QTest::newRow("AdamW amsgrad") << true << true;
  }
  void adam() {
    QFETCH(bool, decoupled);
    QFETCH(bool, amsgrad);
    Tensor p = parameter({1, -2, 3});
    std::unique_ptr<tl::optim::Optimizer> optimizer;
    if (decoupled)
      optimizer = std::make_unique<tl::optim::AdamW>(std::vector<Tensor>{p},
                                                     tl::optim::AdamWOptions(0.1).weight_decay(0.2).amsgrad(amsgrad).betas({0.8, 0.9}));
    else
      optimizer = std::make_unique<tl::optim::Adam>(std::vector<Tensor>{p},
                                                    tl::optim::AdamOptions(0.1).weight_decay(0.2).amsgrad(amsgrad).betas({0.8, 0.9}));
    double x[3] = {1, -2, 3}, m[3] = {}, v[3] = {}, top[3] = {};
    for (int t = 1; t <= 5; ++t) {
      give_gradient(p, 1.0 / t);
      optimizer->step();
      for (int i = 0; i < 3; ++i) {
        double g = (i + 1.0) / t;
        if (decoupled)
          x[i] *= 1 - 0.1 * 0.2;
        else
          g += 0.2 * x[i];
        m[i] = 0.8 * m[i] + 0.2 * g;
        v[i] = 0.9 * v[i] + 0.1 * g * g;
        top[i] = std::max(top[i], v[i]);
        const double second = amsgrad ? top[i] : v[i];
        x[i] -= 0.1 / (1 - std::pow(0.8, t)) * m[i] / (std::sqrt(second) / std::sqrt(1 - std::pow(0.9, t)) + 1e-8);
        QVERIFY(near(p.data_ptr<double>()[i], x[i]));
      }
    }
  }
  /// A loss that is minimised through the real backward pass.
  void minimises_a_bowl() {
    for (const auto& def : tl::optim::optimizers()) {
      Tensor p = parameter({3, -4}, tl::kFloat);
      // Rates in each method's own measure: Adagrad's steps shrink with their number, Adadelta finds its own and begins very small.
      const double lr = def.name == "Adagrad" ? 1.0 : def.name == "Adadelta" ? 7.0 : 0.1;
      const auto optimizer = def.make({p}, Value(Value::Dict{{"lr", lr}}));
      for (int i = 0; i < 300; ++i)
        optimizer->step([&] {
          if (def.sparse_only) p.mutable_grad().reset();
          optimizer->zero_grad();
          Tensor loss = (p * p).sum();
          loss.backward();
          if (def.sparse_only) p.mutable_grad() = p.grad().to_sparse();
          return loss;
        });
      QVERIFY2(std::abs(p.data_ptr<float>()[0]) < 0.05f && std::abs(p.data_ptr<float>()[1]) < 0.05f, def.name.c_str());
    }
  }
  void state_goes_out_and_in() {
    for (const char* name : {"SGD", "Adam", "AdamW"}) {
      const Value options = std::string(name) == "SGD" ? Value(Value::Dict{{"momentum", 0.9}}) : Value(Value::Dict{{"amsgrad", true}});
      Tensor a = parameter({1, 2}, tl::kFloat), b = parameter({5}, tl::kFloat), a2 = parameter({1, 2}, tl::kFloat),
             b2 = parameter({5}, tl::kFloat);
      const auto first = tl::optim::find_optimizer(name)->make({a, b}, options),
                 second = tl::optim::find_optimizer(name)->make({a2, b2}, options);
      const auto step = [](tl::optim::Optimizer& o, Tensor& x, Tensor& y, int i) {
        give_gradient(x, 0.3 * i);
        give_gradient(y, -0.1 * i);
        o.step();
      };
      for (int i = 1; i < 4; ++i) step(*first, a, b, i);
      {
        const tl::NoGradGuard no_grad;
        a2.copy_(a);
        b2.copy_(b);
      }
      second->load_state_tensors(first->state_tensors());
      for (int i = 4; i < 8; ++i) {
        step(*first, a, b, i);
        step(*second, a2, b2, i);
      }
      QVERIFY2(tl::equal(a, a2) && tl::equal(b, b2), name);
      QVERIFY(has(error_of([&] { second->load_state_tensors({{"7.exp_avg", a}}); }), "'7.exp_avg' belongs to none of the 2 parameters"));
      QVERIFY(has(error_of([&] { second->load_state_tensors({{"0.what", a}}); }), "keeps no 'what'"));
    }
  }
  void threads_change_nothing() {
    const int before = tl::get_num_threads();
    std::vector<float> reference;
    for (const int threads : {1, 2, 5}) {
      tl::set_num_threads(threads);
      Tensor p = parameter(std::vector<double>(200001, 0.5), tl::kFloat);
      tl::optim::Adam optimizer(std::vector<Tensor>{p}, tl::optim::AdamOptions(0.01));
      for (int i = 0; i < 3; ++i) {
        give_gradient(p, 1e-3 * (i + 1));
        optimizer.step();
      }
      const std::vector<float> now(p.data_ptr<float>(), p.data_ptr<float>() + p.numel());
      if (reference.empty()) reference = now;
      QVERIFY(now == reference);
    }
    tl::set_num_threads(before);
  }
  void schedules() {
    Tensor p = parameter({1});
    tl::optim::SGD optimizer({p}, tl::optim::SGDOptions(0.8));
    const auto lr = [&] { return optimizer.param_groups()[0].options().get_lr(); };
    tl::optim::StepLR steps(optimizer, 2, 0.5);
    std::vector<double> seen;
    for (int i = 0; i < 5; ++i) {
      steps.step();
      seen.push_back(lr());
    }
    QVERIFY((seen == std::vector<double>{0.8, 0.4, 0.4, 0.2, 0.2}));
    optimizer.param_groups()[0].options().set_lr(1.0);
    tl::optim::CosineAnnealingLR cosine(optimizer, 4, 0.2);
    const double expected[] = {0.2 + 0.8 * (1 + std::sqrt(0.5)) / 2, 0.6, 0.2 + 0.8 * (1 - std::sqrt(0.5)) / 2, 0.2};
    for (const double e : expected) {
      cosine.step();
      QVERIFY(near(lr(), e));
    }
    tl::optim::CosineAnnealingLR edited(optimizer, 4, 0.0);
    edited.step();
    optimizer.param_groups()[0].options().set_lr(0.5);
    edited.rebase(0.5);
    const auto state = edited.state();
    tl::optim::CosineAnnealingLR resumed(optimizer, 4, 0.0);
    resumed.load_state(state);
    edited.step();
    const double next = lr();
    QVERIFY(near(next, 0.5 * 0.5 / ((1 + std::sqrt(0.5)) / 2)));
    resumed.step();
    QCOMPARE(lr(), next);
  }
  void clipping() {
    Tensor a = parameter({0, 0}), b = parameter({0, 0, 0}), none = parameter({0});
    give_gradient(a, 1);
    give_gradient(b, -2);
    const double norm = std::sqrt(1 + 4 + 4 + 16 + 36.0);
    QVERIFY(near(tl::nn::utils::clip_grad_norm_({a, b, none}, 1.0), norm));
    QVERIFY(near(b.grad().data_ptr<double>()[2], -6.0 / (norm + 1e-6)));
    QVERIFY(near(tl::nn::utils::clip_grad_norm_({a, b}, 5.0, INFINITY), 6.0 / (norm + 1e-6)));
    give_gradient(a, 3);
    tl::nn::utils::clip_grad_value_({a}, 4);
    QVERIFY(near(a.grad().data_ptr<double>()[0], 3) && near(a.grad().data_ptr<double>()[1], 4));
    give_gradient(a, NAN);
    QVERIFY(std::isnan(tl::nn::utils::clip_grad_norm_({a}, 1.0, INFINITY)));
    QVERIFY(has(error_of([&] { tl::nn::utils::clip_grad_norm_({a}, 1.0, 2, true); }), "is non-finite"));
  }
  void misuse_is_refused() {
    Tensor p = parameter({1});
    QVERIFY(has(error_of([&] { tl::optim::SGD o({p, p}, tl::optim::SGDOptions(0.1)); }), "appear"));
    QVERIFY(has(error_of([&] { tl::optim::SGD o({p}, tl::optim::SGDOptions(-1)); }), "Invalid learning rate: -1"));
    QVERIFY(
        has(error_of([&] { tl::optim::SGD o({p}, tl::optim::SGDOptions(1).nesterov(true)); }), "Nesterov momentum requires a momentum"));
    QVERIFY(has(error_of([&] { tl::optim::Adam o(std::vector<Tensor>{p * 2}); }), "non-leaf"));
    QVERIFY(error_of([&] { tl::optim::find_optimizer("Adam")->make({p}, Value(Value::Dict{{"lr", -1.0}})); }) != "accepted");
    QVERIFY(error_of([&] { tl::optim::find_optimizer("Adam")->make({p}, Value(Value::Dict{{"speed", 1.0}})); }) != "accepted");
    QVERIFY(tl::optim::find_optimizer("Lion") == nullptr && tl::optim::find_scheduler("Loop") == nullptr);
    int on_node = 0;
    for (const auto& f : tl::optim::find_optimizer("AdamW")->options->fields) on_node += f.on_node;
    QCOMPARE(on_node, 1);
  }
};

TL_TEST_CLASS(TestOptim)
#include "test_optim.moc"
