// SPDX-License-Identifier: Apache-2.0
// Each finding of the pre-flight check against a network made to have exactly that fault, and none on networks that have none.
#include <QTemporaryDir>
#include <cmath>
#include <fstream>

#include "engine/core/error.h"
#include "graphs.h"
#include "nodes/forecast.h"
#include "nodes/preflight.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using tl::nodes::test::Graph;

namespace {

std::vector<Finding> check(const Graph& g, int64_t steps = 50) {
  PreflightOptions options;
  options.steps = steps, options.seconds = 1e6;
  return preflight(g.document.snapshot(), options);
}
const Finding* find(const std::vector<Finding>& all, const std::string& which, bool good) {
  for (const Finding& f : all)
    if (f.check == which && f.good == good) return &f;
  return nullptr;
}
std::string described(const std::vector<Finding>& all) {
  std::string text;
  for (const Finding& f : all) text += (f.good ? "good " : "BAD ") + f.check + ": " + f.problem.text + "\n";
  return text;
}
bool says(const Finding* f, const std::string& what) { return f && f->problem.text.find(what) != std::string::npos; }

/// A table with two columns and a class that occurs `rare` times in 200.
std::string table(const QTemporaryDir& dir, int rare, double scale) {
  const std::string file = dir.filePath(QStringLiteral("t%1.csv").arg(rare)).toStdString();
  std::ofstream out(file);
  out << "a,b,kind\n";
  for (int i = 0; i < 200; ++i) out << scale * ((i * 37) % 100) / 100 << ',' << scale * ((i * 53) % 100) / 100 << ',' << (i < rare ? "odd" : "even") << '\n';
  return file;
}
Graph on_table(const std::string& file, bool standardize) {
  Graph g;
  g.add_as("data", "CSVTable", {{"file", file}, {"standardize", standardize}, {"target", "kind"}});
  g.add_as("fc", "Linear", {{"out_features", 2}}), g.add_as("loss", "CrossEntropyLoss"), g.add_as("adam", "Adam");
  g.wire("data.features", "fc.input").wire("fc.output", "loss.input").wire("data.target", "loss.target").wire("loss.loss", "adam.loss");
  return g;
}

}  // namespace

class TestPreflight : public QObject {
  Q_OBJECT
 private slots:
  void a_sound_network_passes_with_the_numbers_that_it_has() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(0.02)));
    const auto found = check(g);
    for (const Finding& f : found) QVERIFY2(f.good, described(found).c_str());
    QVERIFY2(says(find(found, "first loss", true), "guessing among 10 classes gives 2.3"), described(found).c_str());
    QVERIFY2(says(find(found, "balance", true), "10 classes have 9.") || says(find(found, "balance", true), "10 classes have 10."), described(found).c_str());
    QVERIFY(says(find(found, "use", true), "each of the 6 nodes"));
    QVERIFY(says(find(found, "gradients", true), "all 2 parameters"));
    QVERIFY(find(found, "one batch", true) && find(found, "scale", true));
    const int64_t steps = analyze(g.state()).steps_per_epoch;
    QVERIFY2(steps > 0 && says(find(found, "time", true), "an epoch of " + std::to_string(steps) + " steps"), described(found).c_str());
    // The same every time but for the clock: it draws as the run does.
    const auto again = check(g);
    QCOMPARE(again.size(), found.size());
    for (size_t i = 0; i < found.size(); ++i)
      if (found[i].check != "time") QCOMPARE(again[i].problem.text, found[i].problem.text);
  }

  void scores_that_begin_too_large_are_told_with_their_mend() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("fc"), "weight_init", Value("normal_")));
    const auto found = check(g, 1);
    const Finding* f = find(found, "first loss", false);
    QVERIFY2(says(f, "sure of wrong answers"), described(found).c_str());
    const auto patch = make_fix(g.state(), f->problem);
    QVERIFY(patch);
    g.document.apply(*patch);
    QVERIFY(find(check(g, 1), "first loss", true));
  }

  void dead_units_and_what_gets_no_gradient_are_counted() {
    Graph g;  // images are not below 0, times -1 not above: the ReLU gives 0 for each of 64
    g.add_as("data", "Digits"), g.add_as("flat", "Flatten"), g.add_as("minus", "Scale", {{"factor", -1.0}}), g.add_as("relu", "ReLU");
    g.add_as("fc", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss"), g.add_as("adam", "Adam");
    g.chain("data.images", {"flat", "minus", "relu", "fc"});
    g.wire("fc.output", "loss.input").wire("data.labels", "loss.target").wire("loss.loss", "adam.loss");
    const auto found = check(g, 1);
    const Finding* units = find(found, "units", false);
    QVERIFY2(says(units, "64 of relu's 64 units give 0"), described(found).c_str());
    QCOMPARE(units->problem.node, g.id("relu"));
    QVERIFY2(says(find(found, "gradients", false), "no gradient reaches fc.weight"), described(found).c_str());
    const auto patch = make_fix(g.state(), units->problem);
    QVERIFY(patch);
    g.document.apply(*patch);
    const auto mended = check(g, 1);
    QVERIFY2(!find(mended, "units", false) && !find(mended, "gradients", false), described(mended).c_str());
  }

  void a_learning_rate_that_is_far_off_is_told() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(1e-9)));
    const auto slow = check(g);
    QVERIFY2(says(find(slow, "one batch", false), "not even one batch is learnt"), described(slow).c_str());
    QCOMPARE(find(slow, "one batch", false)->problem.fix.label, std::string("Set lr of adam to 1e-08"));
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(100.0)));
    const auto wild = check(g, 8);
    QVERIFY2(says(find(wild, "one batch", false), "it grows"), described(wild).c_str());
    QCOMPARE(find(wild, "one batch", false)->problem.fix.label, std::string("Set lr of adam to 10"));
  }

  void what_nobody_uses_or_trains_is_named() {
    Graph g = test::digits_classifier();
    g.add_as("stray", "ReLU");
    g.wire("fc.output", "stray.input");
    const auto found = check(g, 1);
    QVERIFY2(says(find(found, "use", false), "stray leads to no loss"), described(found).c_str());
    QCOMPARE(find(found, "use", false)->problem.node, g.id("stray"));
    Graph two = test::digits_classifier();
    two.add_as("before", "Linear", {{"out_features", 32}});
    two.wire("flat.output", "before.input").wire("before.output", "fc.input");
    two.document.apply(make_set_param(two.state(), two.id("adam"), "scope", Value("fc")));
    const auto scoped = check(two, 1);
    QVERIFY2(says(find(scoped, "use", false), "no optimizer trains before.bias, before.weight"), described(scoped).c_str());
  }

  void rare_classes_and_large_numbers_are_seen_in_the_data() {
    QTemporaryDir dir;
    Graph g = on_table(table(dir, 12, 900), false);
    const auto found = check(g, 1);
    QVERIFY2(says(find(found, "balance", false), "2 classes have"), described(found).c_str());
    QVERIFY(find(found, "balance", false)->problem.remedy.find("“even” is right in 94 %") != std::string::npos);
    const Finding* scale = find(found, "scale", false);
    QVERIFY2(says(scale, "data.features has mean 4"), described(found).c_str());
    const auto patch = make_fix(g.state(), scale->problem);
    QVERIFY(patch);
    g.document.apply(*patch);
    const auto mended = check(g, 1);
    QVERIFY2(!find(mended, "scale", false) && find(mended, "scale", true), described(mended).c_str());
    const auto even = check(on_table(table(dir, 90, 1), true), 1);
    QVERIFY2(find(even, "balance", true) && find(even, "scale", true), described(even).c_str());
  }

  void a_run_that_takes_more_memory_than_there_is_gets_smaller_batches() {
    Graph g = test::digits_classifier();
    PreflightOptions options;
    options.steps = 1;
    const auto with = [&](int64_t memory) {
      options.memory = memory;
      return preflight(g.document.snapshot(), options);
    };
    auto found = with(int64_t{1} << 30);
    const int64_t all = analyze(g.state()).train_samples;
    QVERIFY2(says(find(found, "memory", true), "even all " + std::to_string(all) + " training samples at once fit into 1.07 GB"), described(found).c_str());
    const Forecast large = forecast(g.document.snapshot());
    found = with(large.train_bytes / 2);
    const Finding* bad = find(found, "memory", false);
    QVERIFY2(says(bad, "batches of " + std::to_string(large.batch_size) + " take "), described(found).c_str());
    ForecastOptions half;
    half.memory = large.train_bytes / 2;
    const int64_t most = forecast(g.document.snapshot(), half).largest_batch;
    QVERIFY(most > 0 && most < large.batch_size);
    QCOMPARE(bad->problem.fix.label, "Set batch_size of data to " + std::to_string(most));
    QCOMPARE(bad->problem.node, g.id("data"));
    const auto patch = make_fix(g.state(), bad->problem);
    QVERIFY(patch);
    g.document.apply(*patch);
    found = with(large.train_bytes / 2);
    QVERIFY2(find(found, "memory", true), described(found).c_str());
    found = with(100);
    QVERIFY2(says(find(found, "memory", false), "not even batches of 1 fit") && find(found, "memory", false)->problem.fix.label.empty(), described(found).c_str());
  }

  void what_cannot_be_trained_is_refused_and_a_stop_is_obeyed() {
    Graph g;
    g.add_as("data", "Digits");
    QVERIFY_THROWS_EXCEPTION(tl::Error, check(g));
    Graph sound = test::digits_classifier();
    PreflightOptions options;
    std::vector<std::string> said;
    options.progress = [&](const std::string& what) { said.push_back(what); };
    options.interrupted = [&] { return said.size() >= 2; };
    try {
      preflight(sound.document.snapshot(), options);
      QVERIFY2(false, "it went on");
    } catch (const tl::Error& e) {
      QCOMPARE(int(e.category()), int(tl::ErrorCategory::interrupted));
    }
    QCOMPARE(said.size(), size_t(2));
  }
};

TL_TEST_CLASS(TestPreflight)
#include "test_preflight.moc"
