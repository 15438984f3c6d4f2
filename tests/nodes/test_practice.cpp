// SPDX-License-Identifier: Apache-2.0
// Advice against known answers: when it is given and when not, with which evidence, and that its mend does what it says in one step that
// undo takes back to the byte.
#include <QTemporaryDir>
#include <fstream>

#include "graphs.h"
#include "nodes/analyze.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::nodes::test::Graph;
using tl::Value;

namespace {

/// Digits → flat → fc_1 → relu → fc_2 → `before_loss`… → loss (of a type), Adam.
Graph classifier(const std::vector<std::pair<std::string, std::string>>& before_loss = {}, const char* loss = "CrossEntropyLoss") {
  Graph g;
  g.add_as("data", "Digits"), g.add_as("flat", "Flatten"), g.add_as("fc_1", "Linear", {{"out_features", 32}}), g.add_as("relu", "ReLU");
  g.add_as("fc_2", "Linear", {{"out_features", 10}}), g.add_as("loss", loss), g.add_as("adam", "Adam");
  g.chain("data.images", {"flat", "fc_1", "relu", "fc_2"});
  std::string at = "fc_2.output";
  for (const auto& [name, type] : before_loss) g.add_as(name, type), g.wire(at, name + ".input"), at = name + ".output";
  g.wire(at, "loss.input").wire("data.labels", "loss.target").wire("loss.loss", "adam.loss");
  return g;
}

std::vector<Problem> advice(const Graph& g, const std::filesystem::path& dir = {}) {
  std::vector<Problem> found;
  for (const Problem& p : analyze(g.state(), {dir, true}).problems)
    if (p.severity == Severity::advice) found.push_back(p);
  return found;
}

/// Takes the only advice, which must say `part` and offer `label`; empty: it went as it should.
std::string take(Graph& g, const std::string& part, const std::string& label, const std::filesystem::path& dir = {}) {
  const auto found = advice(g, dir);
  if (found.size() != 1) {
    std::string all = std::to_string(found.size()) + " pieces of advice: ";
    for (const Problem& p : found) all += p.text + "; ";
    return all;
  }
  if (found[0].text.find(part) == std::string::npos) return "it says: " + found[0].text;
  if (found[0].remedy.empty()) return "no remedy";
  if (found[0].fix.label != label) return "it offers: " + found[0].fix.label;
  if (label.empty()) return {};
  const auto patch = make_fix(g.state(), found[0]);
  if (!patch) return "the mend cannot be made";
  const std::string before = project_text(g.state());
  g.document.apply(*patch);
  const std::string after = project_text(g.state());
  if (!advice(g, dir).empty()) return "still: " + advice(g, dir)[0].text;
  for (const Problem& p : analyze(g.state(), {dir, true}).problems) return "now: " + p.text;
  g.document.apply(patch->inverse());
  if (project_text(g.state()) != before) return "undo left something behind";
  g.document.apply(*patch);
  return project_text(g.state()) == after ? std::string() : "redo differs";
}

#define TAKEN(...)                                 \
  {                                                \
    const std::string why = take(__VA_ARGS__);     \
    QVERIFY2(why.empty(), why.c_str());            \
  }

}  // namespace

class TestPractice : public QObject {
  Q_OBJECT
 private slots:
  void the_examples_need_none() {
    for (const char* name : {"digits-mlp", "iris-mlp", "fashion-mlp", "fashion-cnn", "digits-gan"}) {
      Graph g;
      g.document.reset(tl::nodes::test::example(name));
      QVERIFY2(advice(g).empty(), name);
    }
    QVERIFY(advice(classifier()).empty());
  }

  void softmax_twice() {
    Graph g = classifier({{"soft", "Softmax"}});
    TAKEN(g, "soft feeds it, and it takes the softmax itself", "Remove soft");
    QVERIFY(!g.state().find_by_name("soft"));
    QCOMPARE(g.state().sources(g.port("loss.input")).front().node, g.id("fc_2"));
    // Somebody else reads the probabilities: they stay, and the loss is wired past them.
    Graph other = classifier({{"soft", "LogSoftmax"}});
    other.add_as("probe", "Tanh");
    other.wire("soft.output", "probe.input");
    TAKEN(other, "done twice", "Wire fc_2 to loss past soft");
    QVERIFY(other.state().find_by_name("soft") && other.state().sources(other.port("probe.input")).size() == 1);
    QVERIFY(advice(classifier({{"soft", "LogSoftmax"}}, "NLLLoss")).empty());  // as it should be
    // A node that is bypassed is not in the way.
    Graph passed = classifier({{"soft", "Softmax"}});
    passed.document.apply(make_bypass(passed.state(), {passed.id("soft")}, true));
    QVERIFY(advice(passed).empty());
  }

  void losses_that_expect_logarithms() {
    Graph g = classifier({{"soft", "Softmax"}}, "NLLLoss");
    TAKEN(g, "soft gives probabilities", "Change soft to LogSoftmax");
    QCOMPARE(g.state().find_by_name("soft")->type, std::string("LogSoftmax"));
    Graph raw = classifier({}, "NLLLoss");
    TAKEN(raw, "fc_2 gives scores", "Change loss to CrossEntropy");
    QCOMPARE(raw.state().find_by_name("loss")->type, std::string("CrossEntropyLoss"));
  }

  void sigmoids_before_binary_losses() {
    const auto binary = [](const char* loss) {
      Graph g;
      g.add_as("data", "Digits"), g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 64}}), g.add_as("sig", "Sigmoid");
      g.add_as("loss", loss), g.add_as("adam", "Adam");
      g.chain("data.images", {"flat", "fc", "sig", "loss"}).wire("flat.output", "loss.target").wire("loss.loss", "adam.loss");
      return g;
    };
    Graph twice = binary("BCEWithLogitsLoss");
    TAKEN(twice, "it takes the sigmoid itself", "Remove sig");
    Graph apart = binary("BCELoss");
    TAKEN(apart, "the gradient is lost", "Use BCEWithLogitsLoss without sig");
    QVERIFY(!apart.state().find_by_name("sig"));
    QCOMPARE(apart.state().find_by_name("loss")->type, std::string("BCEWithLogitsLoss"));
    Graph read = binary("BCELoss");
    read.add_as("probe", "Tanh");
    read.wire("sig.output", "probe.input");
    TAKEN(read, "the gradient is lost", "Use BCEWithLogitsLoss without sig");
    QVERIFY(read.state().find_by_name("sig") && read.state().sources(read.port("loss.input")).front().node == read.id("fc"));
  }

  void what_stands_between_the_last_layer_and_the_loss() {
    Graph cut = classifier({{"last", "ReLU"}});
    TAKEN(cut, "last cuts off all scores below 0", "Remove last");
    Graph dropped = classifier({{"drop", "Dropout"}});
    TAKEN(dropped, "drop wipes out answers", "Remove drop");
    QVERIFY(advice(classifier({{"tanh", "Tanh"}})).empty());
  }

  void biases_that_a_batch_norm_takes_away() {
    const auto convolutions = [](const char* norm) {
      Graph g;
      g.add_as("data", "Digits"), g.add_as("conv", "Conv2d"), g.add_as("norm", norm), g.add_as("relu", "ReLU"), g.add_as("flat", "Flatten");
      g.add_as("fc", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss"), g.add_as("adam", "Adam");
      g.chain("data.images", {"conv", "norm", "relu", "flat", "fc", "loss"}).wire("data.labels", "loss.target").wire("loss.loss", "adam.loss");
      return g;
    };
    Graph g = convolutions("BatchNorm2d");
    TAKEN(g, "norm right behind it takes each channel's mean away", "Turn off the bias of conv");
    QVERIFY(*g.state().find_by_name("conv")->param("bias") == Value(false));
    Graph also = convolutions("BatchNorm2d");  // somebody reads it without the norm
    also.add_as("probe", "Tanh");
    also.wire("conv.output", "probe.input");
    QVERIFY(advice(also).empty());
  }

  void batches_too_small_to_normalise() {
    Graph g = classifier();
    g.document.apply(make_insert_on_edge(g.state(), "BatchNorm1d", {g.port("fc_1.output"), g.port("relu.input")}, {}));
    g.document.apply(make_set_param(g.state(), g.id("fc_1"), "bias", Value(false)));
    QVERIFY(advice(g).empty());
    g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(int64_t{1})));
    TAKEN(g, "each batch has 1", "Set batch_size of data to 32");
    const int64_t samples = analyze(g.state()).train_samples;
    int64_t rest = 2;
    while (samples % rest != 1) ++rest;
    g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(rest)));
    TAKEN(g, "the last of an epoch's batches has 1 sample", "Set drop_last of data");
  }

  void learning_rates_that_are_far_too_large() {
    Graph g = classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(0.5)));
    TAKEN(g, "its learning rate is 0.5", "Set lr of adam to 0.001");
    QVERIFY(*g.state().find_by_name("adam")->param("lr") == Value(0.001));
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(0.05)));
    QVERIFY(advice(g).empty());
    g.document.apply(make_retype(g.state(), g.id("adam"), "SGD"));
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(1.0)));
    QVERIFY(advice(g).empty());
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(10.0)));
    TAKEN(g, "diverge above 1", "Set lr of adam to 0.1");
  }

  void batches_larger_than_the_data() {
    Graph g = classifier();
    const int64_t samples = analyze(g.state()).train_samples;
    g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(samples)));
    QVERIFY(advice(g).empty());
    g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(samples + 1)));
    int64_t fewer = 1;
    while (fewer * 8 <= samples) fewer *= 2;
    TAKEN(g, "a batch takes " + std::to_string(samples + 1) + " samples, and there are " + std::to_string(samples), "Set batch_size of data to " + std::to_string(fewer));
    g.document.apply(make_set_param(g.state(), g.id("data"), "batch_size", Value(samples + 1)));
    g.document.apply(make_set_param(g.state(), g.id("data"), "drop_last", Value(true)));
    TAKEN(g, "not one step is made", "Set batch_size of data to " + std::to_string(fewer));
  }

  void tables_that_go_in_as_they_are() {
    const QTemporaryDir dir;
    std::ofstream out(dir.filePath("t.csv").toStdString());
    out << "a,b,y\n";
    for (int i = 0; i < 60; ++i) out << i % 7 << ',' << 100 * i << ',' << (i % 2 ? "odd" : "even") << '\n';
    out.close();
    Graph g;
    g.add_as("data", "CSVTable", {{"file", "t.csv"}, {"target", "y"}, {"standardize", false}, {"batch_size", 8}});
    g.add_as("fc", "Linear", {{"out_features", 2}}), g.add_as("loss", "CrossEntropyLoss"), g.add_as("adam", "Adam");
    g.chain("data.features", {"fc", "loss"}).wire("data.target", "loss.target").wire("loss.loss", "adam.loss");
    const std::filesystem::path folder = dir.path().toStdString();
    TAKEN(g, "values reach 5", "Standardize data", folder);
    QVERIFY(*g.state().find_by_name("data")->param("standardize") == Value(true));
  }

  void it_comes_after_errors_and_blocks_nothing() {
    Graph g = classifier({{"soft", "Softmax"}});
    Analysis a = analyze(g.state());
    QVERIFY(a.valid() && a.node(g.id("loss"))->status == NodeStatus::ok);
    g.add_as("lonely", "ReLU");
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(-1.0)));
    a = analyze(g.state());
    QVERIFY(!a.valid() && a.problems.front().severity == Severity::error && a.problems.back().severity == Severity::advice);
    // What is broken gets no advice on top.
    g.document.apply(make_set_param(g.state(), g.id("fc_2"), "in_features", Value(int64_t{3})));
    QVERIFY(advice(g).empty());
  }
};

TL_TEST_CLASS(TestPractice)
#include "test_practice.moc"
