// SPDX-License-Identifier: Apache-2.0
// Recurrent and attention nodes in a graph: the batch comes first, states and masks are optional ports, and every optimizer and schedule of
// the engine can be wired and runs.
#include <cmath>

#include "engine/core/random_context.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/optim/registry.h"
#include "engine/train/stepper.h"
#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/lower.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Tensor;
using tl::Value;
using test::Graph;

class TestSequences : public QObject {
  Q_OBJECT

  /// Digits as eight rows of eight pixels, through `layers`, to ten classes.
  static Graph rows_through(const std::vector<std::pair<std::string, Value::Dict>>& layers) {
    Graph g;
    g.add_as("data", "Digits"), g.add_as("rows", "Reshape", {{"shape", Value::Ints{8, 8}}});
    g.chain("data.images", {"rows"});
    std::string at = "rows.output";
    for (size_t i = 0; i < layers.size(); ++i) {
      const std::string name = "layer_" + std::to_string(i);
      g.add_as(name, layers[i].first, layers[i].second);
      g.wire(at, name + "." + find_node_type(layers[i].first)->inputs.front().name);
      at = name + "." + find_node_type(layers[i].first)->outputs.front().name;
    }
    g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss");
    g.wire(at, "flat.input").wire("flat.output", "fc.input").wire("fc.output", "loss.input").wire("data.labels", "loss.target");
    return g;
  }
  static std::vector<tl::data::Batch> batch_of(const tl::train::TrainSpec& spec, int64_t n) {
    std::vector<int64_t> indices;
    for (int64_t i = 0; i < n; ++i) indices.push_back(i);
    return {tl::data::make_batch(spec.train, indices, 1, 0, false)};
  }
  static std::string problems(const Graph& g) {
    std::string all;
    for (const auto& p : analyze(g.state()).problems) all += p.text + "; ";
    return all;
  }

 private slots:
  void layers_learn_data() {
    QTest::addColumn<QString>("layer");
    for (const char* l : {"RNN", "LSTM", "GRU", "MultiheadAttention", "TransformerEncoderLayer", "TransformerEncoder"}) QTest::newRow(l) << QString(l);
  }
  void layers_learn() {
    QFETCH(QString, layer);
    Value::Dict params;
    if (layer.endsWith("N") || layer == "LSTM" || layer == "GRU") params = {{"hidden_size", 12}, {"bidirectional", true}};
    else params = {{layer == "MultiheadAttention" ? "num_heads" : "nhead", 2}};
    if (layer.startsWith("Transformer")) params.emplace_back("dim_feedforward", 16), params.emplace_back("dropout", 0.0);
    if (layer == "TransformerEncoder") params.emplace_back("num_layers", 2);
    Graph g = rows_through({{layer.toStdString(), params}});
    g.add_as("adam", "Adam", {{"lr", 0.01}});
    g.wire("loss.loss", "adam.loss");
    QVERIFY2(analyze(g.state()).valid(), problems(g).c_str());
    const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
    tl::train::Stepper stepper(spec, 3);
    const auto batch = batch_of(spec, 64);
    const double first = stepper.step(batch, 0).loss;
    double last = first;
    for (int i = 1; i < 40; ++i) last = stepper.step(batch, i).loss;
    QVERIFY2(last < first / 2, qPrintable(QString("%1 to %2").arg(first).arg(last)));
  }
  void each_result_and_state_has_a_port() {
    Graph g = rows_through({{"LSTM", {{"hidden_size", 6}, {"num_layers", 2}}}, {"LSTM", {{"hidden_size", 6}, {"num_layers", 2}}}});
    // The second network goes on where the first one stopped.
    g.wire("layer_0.h_n", "layer_1.h_0").wire("layer_0.c_n", "layer_1.c_0");
    g.add_as("adam", "Adam");
    g.wire("loss.loss", "adam.loss");
    QVERIFY2(analyze(g.state()).valid(), problems(g).c_str());
    const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
    tl::train::Stepper stepper(spec, 3);
    QVERIFY(std::isfinite(stepper.step(batch_of(spec, 5), 0).loss));
  }
  void every_optimizer_takes_a_step() {
    for (const NodeType& type : node_types()) {
      if (type.role != Role::optimizer || type.optimizer->sparse_only) continue;
      Graph g = rows_through({{"GRU", {{"hidden_size", 6}}}});
      // Only with a line search does LBFGS promise that a step leads down.
      g.add_as("opt", type.key, type.key == "LBFGS" ? Value::Dict{{"line_search_fn", "strong_wolfe"}} : Value::Dict{});
      g.wire("loss.loss", "opt.loss");
      const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
      tl::train::Stepper stepper(spec, 3);
      const auto batch = batch_of(spec, 64);
      const double first = stepper.step(batch, 0).loss;
      double last = first;
      for (int i = 1; i < 6; ++i) last = stepper.step(batch, i).loss;
      QVERIFY2(last < first, qPrintable(QString("%1: %2 to %3").arg(QString::fromStdString(type.key)).arg(first).arg(last)));
    }
  }
  void every_schedule_reaches_the_run() {
    for (const NodeType& type : node_types()) {
      if (type.role != Role::scheduler) continue;
      Graph g = rows_through({});
      g.add_as("sgd", "SGD", {{"momentum", 0.5}}), g.add_as("plan", type.key);
      g.wire("loss.loss", "sgd.loss").wire("plan.schedule", "sgd.schedule");
      QVERIFY2(analyze(g.state()).valid(), (type.key + ": " + problems(g)).c_str());
      const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
      QCOMPARE(QString::fromStdString(spec.optimizers.at(0).scheduler.type), QString::fromStdString(type.key));
      QCOMPARE(QString::fromStdString(spec.optimizers.at(0).scheduler.metric), QString("validation/loss"));
    }
    Graph g = rows_through({});
    g.add_as("sgd", "SGD"), g.add_as("plan", "LambdaLR", {{"lr_lambda", "0.5^epoch"}});
    g.wire("loss.loss", "sgd.loss").wire("plan.schedule", "sgd.schedule");
    const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
    tl::train::Stepper stepper(spec, 3);
    const double start = stepper.learning_rate("sgd");
    stepper.end_epoch(), stepper.end_epoch();
    QCOMPARE(stepper.learning_rate("sgd"), start / 4);
  }
};

TL_TEST_CLASS(TestSequences)
#include "test_sequences.moc"
