// SPDX-License-Identifier: Apache-2.0
// Two nodes, one set of weights; and what rests on it: a discriminator that sees real and drawn pictures.
#include <algorithm>
#include <cmath>

#include "engine/autograd/grad_mode.h"
#include "engine/core/error.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/stepper.h"
#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/lower.h"
#include "nodes/project_io.h"
#include "nodes/references.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Tensor;
using tl::Value;
using test::Graph;

namespace {

tl::train::TrainSpec lowered(const GraphState& state) { return lower(std::make_shared<GraphState>(state), {{}, "test", {}}); }

tl::data::Batch batch_of(const tl::train::TrainSpec& spec, int64_t first, int64_t n) {
  std::vector<int64_t> indices;
  for (int64_t i = 0; i < n; ++i) indices.push_back(first + i);
  return tl::data::make_batch(spec.train, indices, 1, 0, false);
}

/// data → flat → fc_1 (64 → 64) → again (the same) → out → loss, sgd.
Graph twice() {
  Graph g;
  g.add_as("data", "Digits"), g.add_as("flat", "Flatten"), g.add_as("fc_1", "Linear", {{"out_features", 64}});
  g.add_as("again", "Linear", {{"out_features", 64}, {"shares", Value("fc_1")}});
  g.add_as("out", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss"), g.add_as("sgd", "SGD", {{"lr", 0.1}});
  g.chain("data.images", {"flat", "fc_1", "again", "out"});
  g.wire("out.output", "loss.input").wire("data.labels", "loss.target").wire("loss.loss", "sgd.loss");
  return g;
}

std::string param(const Graph& g, const char* node, const char* key) {
  const Value* value = g.state().find_by_name(node)->param(key);
  return !value ? "-" : value->is_string() ? value->to_string() : std::to_string(value->to_int());
}

std::string only_problem(const Graph& g) {
  const Analysis a = analyze(g.state());
  return a.problems.size() == 1 ? a.problems[0].text : std::to_string(a.problems.size()) + " problems";
}

}  // namespace

class TestSharedWeights : public QObject {
  Q_OBJECT
 private slots:
  void the_layer_is_counted_built_and_named_once() {
    const Graph g = twice();
    const Analysis a = analyze(g.state());
    QVERIFY2(a.problems.empty(), a.problems.empty() ? "" : a.problems[0].text.c_str());
    QCOMPARE(a.parameters, int64_t{64 * 64 + 64 + 64 * 10 + 10});
    QCOMPARE(a.flops, int64_t{2 * (64 * 64 + 64 * 64 + 64 * 10)});
    const auto module = lowered(g.state()).make_module(3);
    std::vector<std::string> names;
    for (const auto& item : module->named_parameters()) names.push_back(item.key());
    QCOMPARE(names, (std::vector<std::string>{"fc_1.weight", "fc_1.bias", "out.weight", "out.bias"}));
  }

  /// Against the same steps written out: both uses add to one gradient.
  void gradients_of_both_uses_add_up() {
    const auto spec = lowered(twice().state());
    tl::train::Stepper stepper(spec, 7);
    std::vector<Tensor> w;
    for (const Tensor& p : stepper.module().parameters()) w.push_back(p.detach().clone().requires_grad_(true));
    for (int64_t step = 0; step < 4; ++step) {
      const auto batch = batch_of(spec, step * 16, 16);
      const double seen = stepper.step({batch}, step).loss;
      const Tensor x = batch.fields.at("data.images").flatten(1);
      const Tensor out = tl::linear(tl::linear(tl::linear(x, w[0], w[1]), w[0], w[1]), w[2], w[3]);
      const Tensor loss = tl::cross_entropy(out, batch.fields.at("data.labels"));
      QVERIFY(std::fabs(loss.item<double>() - seen) < 1e-5);
      loss.backward();
      const tl::NoGradGuard no_grad;
      for (Tensor& p : w) p.sub_(p.grad() * 0.1), p.mutable_grad().reset();
    }
    const auto trained = stepper.module().parameters();
    for (size_t i = 0; i < w.size(); ++i) QVERIFY(tl::allclose(trained[i].detach(), w[i].detach(), 1e-4, 1e-6));
  }

  void whichever_comes_first_in_the_graph() {
    Graph g = twice();  // fc_1 uses what the layer behind it has
    g.document.apply(make_set_param(g.state(), g.id("again"), "shares", std::nullopt));
    g.document.apply(make_set_param(g.state(), g.id("fc_1"), "shares", Value("again")));
    QVERIFY(analyze(g.state()).problems.empty());
    const auto module = lowered(g.state()).make_module(3);
    QCOMPARE(module->named_parameters()[0].key(), std::string("again.weight"));
    QCOMPARE(module->named_parameters().size(), size_t{4});
  }

  void what_does_not_fit_is_said_and_mended() {
    Graph g = twice();
    const auto set = [&](const char* node, const char* key, Value value) {
      GraphPatch patch;
      const Value* before = g.state().find_by_name(node)->param(key);
      patch.edits.push_back(SetParam{g.id(node), key, before ? std::optional<Value>(*before) : std::nullopt, std::move(value)});
      g.document.apply(patch);  // as a file may say it: the builder would set both
    };
    set("again", "out_features", Value(32));
    const Analysis a = analyze(g.state());
    QCOMPARE(a.problems.at(0).text, std::string("again: it is fc_1 applied again, but out_features differs: 32 here, 64 there"));
    g.document.apply(*make_fix(g.state(), a.problems[0]));
    QVERIFY(analyze(g.state()).problems.empty());

    set("again", "shares", Value("nobody"));
    QCOMPARE(only_problem(g), std::string("again: it shares the weights of 'nobody', which does not exist"));
    g.document.apply(*make_fix(g.state(), analyze(g.state()).problems[0]));
    QCOMPARE(param(g, "again", "shares"), std::string("-"));
    QVERIFY(analyze(g.state()).problems.empty());

    set("again", "shares", Value("loss"));
    QCOMPARE(only_problem(g), std::string("again: it shares the weights of loss, which is of another type (CrossEntropy)"));
    set("again", "shares", Value("fc_1"));
    set("fc_1", "shares", Value("again"));
    QCOMPARE(int(analyze(g.state()).problems.size()), 2);
    QCOMPARE(analyze(g.state()).problems[0].severity, Severity::error);
    set("fc_1", "shares", Value(""));

    set("fc_1", "out_features", Value(64)), set("out", "shares", Value("fc_1")), set("out", "out_features", Value(64));
    QVERIFY(analyze(g.state()).problems.empty());
    set("flat", "start_dim", Value(3));  // rows of 8 arrive: fc_1 takes 8, the others 64
    const Analysis rows = analyze(g.state());
    const std::string wanted = "again: it is fc_1 applied again, but its input asks for in_features 64 and fc_1 has 8";
    QVERIFY(std::any_of(rows.problems.begin(), rows.problems.end(), [&](const Problem& p) { return p.text == wanted; }));
  }

  /// An edit far upstream or of the other layer is seen by the analysis that goes on from the one before.
  void the_analysis_of_an_edit_says_the_same_as_a_fresh_one() {
    Graph g = twice();
    IncrementalAnalyzer analyzer;
    const auto same = [&] {
      const Analysis a = analyzer.analyze(g.document.snapshot()), b = analyze(g.state());
      QCOMPARE(a.parameters, b.parameters);
      QCOMPARE(a.problems.size(), b.problems.size());
      for (size_t i = 0; i < a.problems.size(); ++i) QCOMPARE(a.problems[i].text, b.problems[i].text);
    };
    same();
    g.document.apply(make_set_param(g.state(), g.id("flat"), "start_dim", Value(2)));
    same();
    g.document.apply(make_set_param(g.state(), g.id("flat"), "start_dim", Value(1)));
    same();
    g.document.apply(make_retype(g.state(), g.id("fc_1"), "ReLU"));
    same();
    g.document.apply(make_remove_nodes(g.state(), {g.id("fc_1")}, true));
    same();
  }

  void edits_keep_what_is_shared_true() {
    Graph g = twice();
    g.document.apply(make_set_param(g.state(), g.id("sgd"), "scope", Value("fc_1, out")));
    const std::string before = project_text(g.state());
    std::vector<GraphPatch> done;
    const auto apply = [&](GraphPatch patch) {
      g.document.apply(patch);
      done.push_back(std::move(patch));
    };
    apply(make_rename(g.state(), g.id("fc_1"), "shared"));
    QVERIFY(param(g, "again", "shares") == "shared" && param(g, "sgd", "scope") == "shared, out");
    apply(make_set_param(g.state(), g.id("again"), "bias", Value(false)));
    QVERIFY(!g.state().find_by_name("shared")->param("bias")->to_bool());
    QVERIFY(analyze(g.state()).problems.empty());

    std::vector<NodeId> made;  // a copy of both shares within itself; a copy of one with the original
    apply(make_duplicate(g.state(), {g.id("shared"), g.id("again")}, {0, 200}, false, &made));
    const std::string copy = g.state().find(made[0])->name;
    QCOMPARE(g.state().find(made[1])->param("shares")->to_string(), copy);
    apply(make_duplicate(g.state(), {g.id("again")}, {0, 400}, false, &made));
    QCOMPARE(g.state().find(made[0])->param("shares")->to_string(), std::string("shared"));
    apply(make_duplicate_sharing(g.state(), {g.id("again"), g.id("flat")}, {0, 600}, &made));
    QCOMPARE(g.state().find(made[0])->param("shares")->to_string(), std::string("shared"));
    QVERIFY(!g.state().find(made[1])->param("shares"));
    apply(make_paste(g.state(), copy_to_text(g.state(), {g.id("shared"), g.id("again")}), {0, 800}, &made));
    for (NodeId id : made)
      if (const Value* shares = g.state().find(id)->param("shares")) QVERIFY(shares->to_string() != "shared" && g.state().find_by_name(shares->to_string()));
    QCOMPARE(sharing_with(g.state(), *g.state().find_by_name("shared")).size(), size_t{4});

    // The weights go on to the first that shared them; the scope names what is left.
    apply(make_remove_nodes(g.state(), {g.id("shared")}, true));
    QCOMPARE(param(g, "sgd", "scope"), std::string("out"));
    QCOMPARE(sharing_with(g.state(), *g.state().find_by_name("again")).size(), size_t{3});
    int own = 0;
    for (const Node* node : sharing_with(g.state(), *g.state().find_by_name("again"))) own += shared_name(*node).empty();
    QCOMPARE(own, 1);

    for (auto it = done.rbegin(); it != done.rend(); ++it) g.document.apply(it->inverse());
    QCOMPARE(project_text(g.state()), before);
    for (const GraphPatch& patch : done) g.document.apply(patch);
    QCOMPARE(param(g, "sgd", "scope"), std::string("out"));
  }

  void a_scope_may_name_either_of_them() {
    Graph g = twice();
    g.document.apply(make_set_param(g.state(), g.id("sgd"), "scope", Value("again")));
    const auto spec = lowered(g.state());
    QCOMPARE(spec.optimizers.at(0).scope, std::vector<std::string>{"fc_1"});
    tl::train::Stepper stepper(spec, 1);
    const Tensor out = stepper.module().parameters()[2].detach().clone(), fc = stepper.module().parameters()[0].detach().clone();
    stepper.step({batch_of(spec, 0, 16)}, 0);
    QVERIFY(tl::equal(stepper.module().parameters()[2].detach(), out));
    QVERIFY(!tl::equal(stepper.module().parameters()[0].detach(), fc));
  }

  /// The example: discriminator and generator take turns; what is drawn comes near to the digits.
  void a_gan_trains() {
    const auto spec = lowered(test::example("digits-gan"));
    QCOMPARE(spec.optimizers.size(), size_t{2});
    QVERIFY(spec.optimizers[0].name == "adam_d" && spec.optimizers[1].name == "adam_g");
    tl::train::Stepper stepper(spec, 1);
    const auto mean_picture = [&](const Tensor& pictures) { return pictures.detach().reshape({-1, 64}).mean(0); };
    struct Drawn : tl::train::Observer {
      Tensor last;
      void on_output(const std::string& place, const Tensor& value) override {
        if (place == "picture.output") last = value.detach();
      }
    } drawn;
    std::vector<Tensor> real;
    double first = 0, distance = 0, loss_d = 0, loss_g = 0;
    const int64_t steps = 600;
    for (int64_t step = 0; step < steps; ++step) {
      const auto batch = batch_of(spec, step * 64 % 1280, 64);
      const auto result = stepper.step({batch}, step, &drawn);
      real.push_back(batch.fields.at("data.images").reshape({-1, 64}));
      if (step == 0 || step == steps - 1) {
        distance = tl::abs(mean_picture(drawn.last) - mean_picture(tl::cat(real))).mean().item<double>();
        if (step == 0) first = distance;
        loss_d = result.losses.at("loss_real") + result.losses.at("loss_fake"), loss_g = result.losses.at("loss_gen");
      }
    }
    qInfo("mean picture: %.3f away from the digits' at first, %.3f after %d; losses %.3f and %.3f", first, distance, int(steps), loss_d, loss_g);
    QVERIFY(first > 0.2 && distance < first / 2);
    QVERIFY(loss_d > 0.2 && loss_d < 3 && loss_g > 0.2 && loss_g < 5);  // neither has won
  }

  /// The generator's step moves nothing of the discriminator and the other way round.
  void each_turn_moves_its_own_scope() {
    GraphState state = test::example("digits-gan");
    const auto frozen_lr = [&](const char* optimizer) {
      GraphDocument document;
      document.reset(state);
      document.apply(make_set_param(document.state(), state.find_by_name(optimizer)->id, "lr", Value(0.0)));
      const auto spec = lowered(document.state());
      tl::train::Stepper stepper(spec, 1);
      std::map<std::string, Tensor> before;
      for (const auto& item : stepper.module().named_parameters()) before[item.key()] = item.value().detach().clone();
      stepper.step({batch_of(spec, 0, 64)}, 0);
      std::string moved;
      for (const auto& item : stepper.module().named_parameters())
        if (!tl::equal(before.at(item.key()), item.value().detach())) moved += item.key() + " ";
      return moved;
    };
    QCOMPARE(frozen_lr("adam_d"), std::string("g_1.weight g_1.bias g_2.weight g_2.bias "));
    QCOMPARE(frozen_lr("adam_g"), std::string("d_1.weight d_1.bias d_2.weight d_2.bias "));
  }
};

TL_TEST_CLASS(TestSharedWeights)
#include "test_shared_weights.moc"
