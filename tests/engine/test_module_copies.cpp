// SPDX-License-Identifier: Apache-2.0
// Copies of modules: they keep types, modes and frozen parameters, and making one is seen by nobody else. Options that may be none.
#include "engine/core/error.h"
#include "engine/core/generator.h"
#include "engine/nn/modules/batchnorm.h"
#include "engine/nn/modules/container.h"
#include "engine/nn/modules/dropout.h"
#include "engine/nn/modules/groupnorm.h"
#include "engine/nn/modules/linear.h"
#include "engine/nn/modules/rnn.h"
#include "engine/nn/modules/transformer.h"
#include "engine/nn/registry.h"
#include "engine/ops/functions.h"
#include "support/expect.h"
#include "support/test_main.h"

using namespace tl;
using test::message_of;

namespace {
struct RegistersTooEarly : nn::Cloneable<RegistersTooEarly> {
  RegistersTooEarly() { fc = register_module("fc", nn::Linear(2, 2)); }
  void reset() override {}
  nn::Linear fc{nullptr};
};
struct Block : nn::Cloneable<Block> {
  Block() { reset(); }
  void reset() override { drop = register_module("drop", nn::Dropout(0.5)); }
  Tensor forward(const Tensor& x) { return drop(x); }
  nn::Dropout drop{nullptr};
};
}  // namespace

class TestModuleCopies : public QObject {
  Q_OBJECT
 private slots:
  void norms_keep_type_mode_and_what_is_frozen() {
    const auto check = [](nn::Module& m) {
      m.to(kDouble);
      m.parameters()[0].set_requires_grad(false);
      m.eval();
      const auto copy = m.clone();
      QCOMPARE(copy->parameters()[0].dtype(), kDouble);
      QVERIFY(!copy->parameters()[0].requires_grad());
      QVERIFY(copy->parameters()[1].requires_grad());
      QVERIFY(!copy->is_training());
      { NoGradGuard g; copy->parameters()[1].fill_(7); }
      QVERIFY(!m.parameters()[1].equal(copy->parameters()[1]));
    };
    check(*nn::BatchNorm2d(3));
    check(*nn::InstanceNorm1d(nn::InstanceNorm1dOptions(3).affine(true)));
    nn::BatchNorm1d seen(2);
    seen(tensor({{1.f, 2.f}, {3.f, 5.f}}));
    QVERIFY(std::dynamic_pointer_cast<nn::BatchNorm1dImpl>(seen->clone())->running_mean.equal(seen->running_mean));
  }
  void every_part_of_a_copied_sequence_keeps_its_mode() {
    const auto block = std::make_shared<Block>();
    nn::Sequential outer(block, nn::Linear(2, 2));
    block->drop->eval();
    const auto copy = outer->clone();
    const auto modes = [](const nn::Module& m) {
      std::string out;
      for (const auto& one : m.modules()) out += one->is_training() ? "t" : "e";
      return QString::fromStdString(out);
    };
    QCOMPARE(modes(*copy), modes(*outer));
    QCOMPARE(modes(*copy).count('e'), 1);
  }
  void a_copy_draws_no_numbers_and_keeps_hooks() {
    nn::LSTM lstm(3, 4);
    int calls = 0;
    lstm->register_forward_pre_hook([&](nn::Module&, const Value&) { return ++calls, Value(); });
    manual_seed(3);
    const Tensor expected = rand({4});
    manual_seed(3);
    const auto copy = std::dynamic_pointer_cast<nn::LSTMImpl>(lstm->clone());
    QVERIFY(rand({4}).equal(expected));
    const Tensor x = randn({2, 1, 3});
    QVERIFY(std::get<0>(copy->forward(x)).equal(std::get<0>(lstm->forward(x))));
    nn::LSTM holder(copy);
    (void)holder(x);
    QCOMPARE(calls, 1);
  }
  void submodules_that_reset_does_not_register_are_told() {
    const auto m = std::make_shared<RegistersTooEarly>();
    QVERIFY(message_of([&] { m->clone(); }).contains("register_module() inside reset()"));
  }
  void running_statistics_may_be_the_mean_of_all_batches() {
    nn::BatchNorm1d bn(nn::BatchNorm1dOptions(1).momentum(std::nullopt));
    bn(tensor({{1.f}, {3.f}}));  // mean 2
    bn(tensor({{4.f}, {8.f}}));  // mean 6
    QVERIFY(allclose(bn->running_mean, tensor({4.f})));
    const auto by_name = nn::find_module("BatchNorm1d")->make(Value(Value::Dict{{"num_features", 1}, {"momentum", Value()}}));
    QVERIFY(!std::dynamic_pointer_cast<nn::BatchNorm1dImpl>(by_name)->options.momentum());
  }
  void none_is_refused_where_it_means_nothing() {
    const QString told = message_of([] { nn::find_module("Dropout")->make(Value(Value::Dict{{"p", Value()}})); });
    QVERIFY2(told.contains("option 'p' cannot be none") && told.contains("0.5"), qPrintable(told));
  }
  void transformer_layers_reset_every_part() {
    nn::TransformerEncoderLayer layer(nn::TransformerEncoderLayerOptions(4, 2));
    { NoGradGuard g; for (Tensor& p : layer->parameters()) p.fill_(9); }
    layer->reset_parameters();
    for (const auto& p : layer->named_parameters())
      if (p.key() != "self_attn.out_proj.weight")  // the reference's attention leaves it, too
        QVERIFY2(!p.value().eq(9).any().item<bool>(), p.key().c_str());
    QVERIFY(layer->norm1->weight.eq(1).all().item<bool>());
  }
};
TL_TEST_CLASS(TestModuleCopies)
#include "test_module_copies.moc"
