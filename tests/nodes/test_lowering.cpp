// SPDX-License-Identifier: Apache-2.0
// From document to training run: names, data plans, terms, the module's arithmetic.
#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/core/random_context.h"
#include "engine/data/loader.h"
#include "engine/ops/functions.h"
#include "engine/train/evaluate.h"
#include "graphs.h"
#include "nodes/lower.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Tensor;
using tl::Value;
using test::Graph;

namespace {

tl::train::TrainSpec lowered(const Graph& g, Value::Dict run = {}) { return lower(g.document.snapshot(), {{}, "test", std::move(run)}); }

tl::train::TensorMap first_batch(const tl::train::TrainSpec& spec, int64_t n = 8) {
  std::vector<int64_t> indices;
  for (int64_t i = 0; i < n; ++i) indices.push_back(i);
  return tl::data::make_batch(spec.train, indices, 1, 0, false).fields;
}

std::vector<float> values(const Tensor& t) {
  const Tensor c = t.detach().contiguous();
  return {c.data_ptr<float>(), c.data_ptr<float>() + c.numel()};
}

struct Collector : tl::train::Observer {
  std::set<std::string> places;
  void on_output(const std::string& place, const Tensor& value) override {
    QVERIFY(value.defined());
    places.insert(place);
  }
};

std::string refusal(const Graph& g) {
  try {
    lowered(g);
  } catch (const tl::Error& e) {
    return e.category() == tl::ErrorCategory::input ? e.what() : "";
  }
  return "";
}

}  // namespace

class TestLowering : public QObject {
  Q_OBJECT
 private slots:
  void tensors_carry_the_names_of_a_state_dict() {
    Graph g;
    g.document.reset(test::example("fashion-cnn"));
    const auto spec = lowered(g);
    const auto module = spec.make_module(1);
    std::vector<std::string> names;
    for (const auto& item : module->named_parameters()) names.push_back(item.key());
    QVERIFY((std::set<std::string>(names.begin(), names.end()) == std::set<std::string>{"conv_1.weight", "conv_1.bias", "conv_2.weight",
                                                                                        "conv_2.bias", "fc_1.weight", "fc_1.bias",
                                                                                        "fc_2.weight", "fc_2.bias"}));
    QCOMPARE(spec.node_ids.at("conv_1"), g.id("conv_1").value);
    QCOMPARE(spec.losses.size(), size_t{1});
    QCOMPARE(spec.losses[0].name, std::string("loss"));
    QVERIFY(spec.metrics.size() == 1 && spec.metrics[0].label == "accuracy" && spec.metrics[0].name == "acc");
    QVERIFY(spec.optimizers.size() == 1 && spec.optimizers[0].type == "Adam" && spec.optimizers[0].scope.empty());
    QCOMPARE(spec.class_names.size(), size_t{10});
    QVERIFY(spec.train.shuffle && !spec.test.shuffle && spec.train.batch_size == 64);
    QVERIFY(spec.train.steps.size() == 1 && spec.train.steps[0].training_only && spec.train.steps[0].id == g.id("aug").value);
    QCOMPARE(spec.test.source->size(), int64_t{10000});
  }

  void the_module_computes_what_the_wires_say() {
    const Graph g = test::digits_classifier();
    const auto spec = lowered(g);
    const auto module = spec.make_module(3);
    const auto batch = first_batch(spec);
    Collector seen;
    const auto out = module->forward(batch, &seen);
    Tensor weight, bias;
    for (auto& item : module->named_parameters()) (item.key() == "fc.weight" ? weight : bias) = item.value();
    const Tensor expected = tl::matmul(batch.at("data.images").reshape({8, 64}), weight.t()) + bias;
    const auto want = values(expected), got = values(out.at("fc.output"));
    for (size_t i = 0; i < want.size(); ++i) QVERIFY(std::fabs(want[i] - got[i]) < 1e-5f);
    const auto labels = batch.at("data.labels");
    double loss = 0, right = 0;
    for (int64_t r = 0; r < 8; ++r) {
      double sum = 0;
      int64_t best = 0;
      for (int64_t c = 0; c < 10; ++c) {
        sum += std::exp(double(want[size_t(r * 10 + c)]));
        if (want[size_t(r * 10 + c)] > want[size_t(r * 10 + best)]) best = c;
      }
      const int64_t label = labels.data_ptr<int64_t>()[r];
      loss += std::log(sum) - want[size_t(r * 10 + label)];
      right += best == label;
    }
    QVERIFY(std::fabs(out.at("loss").item<float>() - loss / 8) < 1e-5);
    QCOMPARE(out.at("acc").dtype(), tl::kDouble);
    QCOMPARE(out.at("acc").data_ptr<double>()[0], right);
    QCOMPARE(out.at("acc").data_ptr<double>()[1], 8.0);
    QVERIFY((seen.places == std::set<std::string>{"data.images", "data.labels", "flat.output", "fc.output", "loss.loss"}));
  }

  void prediction_needs_no_labels() {
    const Graph g = test::digits_classifier();
    const auto spec = lowered(g);
    const auto module = spec.make_module(3);
    auto batch = first_batch(spec);
    batch.erase("data.labels");
    const auto out = module->predict(batch);
    QVERIFY(out.size() == 1 && out.at("fc.output").size(1) == 10);
    QVERIFY_THROWS_EXCEPTION(tl::Error, module->forward(batch));
  }

  void parameters_depend_on_seed_and_node_only() {
    const Graph g = test::digits_classifier();
    const auto spec = lowered(g);
    auto weight = [](tl::train::StepModule& m, const std::string& name) {
      for (auto& item : m.named_parameters())
        if (item.key() == name) return values(item.value());
      return std::vector<float>();
    };
    const auto first = weight(*spec.make_module(1), "fc.weight");
    QVERIFY(!first.empty() && first == weight(*spec.make_module(1), "fc.weight"));
    QVERIFY(first != weight(*spec.make_module(2), "fc.weight"));
    Graph wider;
    wider.document.reset(g.state());
    wider.add_as("other", "Linear", {{"out_features", 5}});
    wider.add_as("probe", "Probe");
    wider.wire("flat.output", "other.input").wire("other.output", "probe.input");
    QVERIFY(first == weight(*lowered(wider).make_module(1), "fc.weight"));  // another layer changes no number of this one
  }

  void initialisers_and_freezing_are_obeyed() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("fc"), "bias_init", Value("zeros_")));
    g.document.apply(make_set_param(g.state(), g.id("fc"), "weight_init", Value("ones_")));
    g.document.apply(make_set_param(g.state(), g.id("fc"), "frozen", Value(true)));
    for (auto& item : lowered(g).make_module(1)->named_parameters()) {
      for (float v : values(item.value())) QCOMPARE(v, item.key() == "fc.bias" ? 0.0f : 1.0f);
      QVERIFY(!item.value().requires_grad());
    }
  }

  void dropout_masks_depend_on_the_node_not_on_its_neighbours() {
    Graph g = test::digits_classifier();
    NodeId drop;
    g.document.apply(make_insert_on_edge(g.state(), "Dropout", {g.port("flat.output"), g.port("fc.input")}, {}, &drop));
    auto output = [](const Graph& graph) {
      const auto spec = lower(graph.document.snapshot());
      const auto module = spec.make_module(1);
      module->train();
      const tl::RandomContext context(5, 7, 0);
      return values(module->forward(first_batch(spec)).at("fc.output"));
    };
    const auto first = output(g);
    QVERIFY(first == output(g));
    g.add_as("drop_x", "Dropout"), g.add_as("probe", "Probe");
    g.wire("data.images", "drop_x.input").wire("drop_x.output", "probe.input");
    QVERIFY(first == output(g));
  }

  void only_what_leads_to_a_loss_metric_or_probe_takes_part() {
    Graph g = test::digits_classifier();
    g.add_as("dangling", "Linear");
    g.wire("flat.output", "dangling.input");
    QCOMPARE(lowered(g).make_module(1)->named_parameters().size(), size_t{2});
    g.add_as("probe", "Probe");
    g.wire("dangling.output", "probe.input");
    QCOMPARE(lowered(g).make_module(1)->named_parameters().size(), size_t{4});
  }

  void optimizers_follow_their_losses_scopes_and_schedules() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "scope", Value("fc, flat")));
    g.document.apply(make_set_param(g.state(), g.id("loss"), "loss_weight", Value(0.25)));
    g.add_as("steps", "StepLR", {{"interval", Value("step")}, {"step_size", Value(3)}});
    g.wire("steps.schedule", "adam.schedule");
    const auto spec = lowered(g, {{"epochs", Value(3)}, {"seed", Value(9)}});
    const auto& o = spec.optimizers.at(0);
    QVERIFY((o.scope == std::vector<std::string>{"fc", "flat"}) && (o.losses == std::vector<std::string>{"loss"}));
    QVERIFY(o.scheduler.type == "StepLR" && o.scheduler.per_step && o.scheduler.options.find("step_size")->to_int() == 3);
    QVERIFY(!o.options.find("scope"));
    QCOMPARE(spec.losses[0].weight, 0.25);
    QVERIFY(spec.settings.epochs == 3 && spec.settings.seed == 9);
  }

  void splits_do_not_overlap_and_keep_the_classes() {
    Graph g;
    g.document.reset(test::example("iris-mlp"));
    const auto spec = lowered(g);
    QVERIFY(spec.train.source->size() == 108 && spec.validation.source->size() == 12 && spec.test.source->size() == 30);
    std::vector<int> classes(3);
    for (int64_t i = 0; i < 30; ++i) ++classes[size_t(*spec.test.source->class_of(i))];
    QVERIFY((classes == std::vector<int>{10, 10, 10}));
    // standardized on the training part: mean 0, deviation 1
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < 108; ++i) {
      const float v = values(spec.train.source->get(i)[0])[2];
      sum += v, squares += double(v) * v;
    }
    QVERIFY(std::fabs(sum / 108) < 1e-5 && std::fabs(squares / 108 - 1) < 1e-4);
  }

  void a_faulty_graph_is_refused_with_the_first_fault() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("fc"), "in_features", Value(5)));
    QVERIFY2(refusal(g).find("fc") != std::string::npos, refusal(g).c_str());
    QVERIFY(refusal(g).find("automatic") != std::string::npos);
    g = test::digits_classifier();
    g.add_as("more", "Digits");
    g.wire("more.labels", "acc.target");
    QVERIFY2(refusal(g).find("two data nodes") != std::string::npos, refusal(g).c_str());
    QVERIFY(refusal(Graph()).find("no data") != std::string::npos);
  }

  void errors_while_running_name_the_node() {
    const Graph g = test::digits_classifier();
    const auto module = lowered(g).make_module(1);
    auto batch = first_batch(lowered(g));
    batch["data.images"] = tl::zeros({8, 1, 5, 5});
    try {
      module->forward(batch);
      QFAIL("no error");
    } catch (const tl::Error& e) {
      QVERIFY2(std::string(e.what()).rfind("node fc: ", 0) == 0, e.what());
    }
  }

  void untrained_weights_evaluate_by_chance() {
    const Graph g = test::digits_classifier();
    const auto spec = lowered(g);
    const auto module = spec.make_module(1);
    const auto e = tl::train::evaluate(spec, tl::train::state_of(*module), tl::train::SplitName::test);
    QVERIFY(e.samples == spec.test.source->size() && e.loss > 1.5 && e.loss < 4 && e.metrics.at("accuracy") < 0.5);
  }
};

TL_TEST_CLASS(TestLowering)
#include "test_lowering.moc"
