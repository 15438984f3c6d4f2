// SPDX-License-Identifier: Apache-2.0
// The letters of axes: what a layer says of its own shape, what goes through others unchanged, and nothing where nothing is known.
#include "graphs.h"
#include "nodes/axes.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::nodes::test::Graph;
using tl::Value;
using Ints = std::vector<int64_t>;

class TestAxes : public QObject {
  Q_OBJECT
  static std::string on(const Graph& g, const std::string& from, const std::string& to) {
    return lettered_text(g.state(), analyze(g.state(), {{}, false}), {g.port(from), g.port(to)});
  }

 private slots:
  void images_have_channels_height_and_width() {
    Graph g;
    g.add_as("data", "Digits"), g.add_as("aug", "Augment"), g.add_as("conv", "Conv2d", {{"out_channels", 6}}), g.add_as("bn", "BatchNorm2d");
    g.add_as("relu", "ReLU"), g.add_as("pool", "MaxPool2d"), g.add_as("flat", "Flatten"), g.add_as("fc", "Linear", {{"out_features", 10}});
    g.add_as("loss", "CrossEntropyLoss");
    g.wire("data.images", "aug.input").wire("aug.output", "conv.input").chain("conv.output", {"bn", "relu", "pool", "flat", "fc", "loss"});
    g.wire("data.labels", "loss.target");
    QCOMPARE(on(g, "data.images", "aug.input"), std::string("C 1 × H 8 × W 8, float32, one sample"));
    QCOMPARE(on(g, "aug.output", "conv.input"), std::string("N × C 1 × H 8 × W 8, float32"));
    QCOMPARE(on(g, "conv.output", "bn.input"), std::string("N × C 6 × H 6 × W 6, float32"));
    QCOMPARE(on(g, "relu.output", "pool.input"), std::string("N × C 6 × H 6 × W 6, float32"));
    QCOMPARE(on(g, "flat.output", "fc.input"), std::string("N × F 54, float32"));
    QCOMPARE(on(g, "fc.output", "loss.input"), std::string("N × F 10, float32"));
    QCOMPARE(on(g, "data.labels", "loss.target"), std::string("N, int64"));
    g.document.apply(make_bypass(g.state(), {g.id("relu")}, true));
    QCOMPARE(on(g, "relu.output", "pool.input"), std::string("N × C 6 × H 6 × W 6, float32"));
    QCOMPARE(on(g, "pool.output", "conv.input"), std::string());  // no such wire
  }

  void sequences_and_what_turns_them() {
    Graph g;
    g.add_as("data", "Digits"), g.add_as("rows", "Reshape", {{"shape", Ints{8, 8}}}), g.add_as("lstm", "LSTM", {{"hidden_size", 5}});
    g.add_as("turn", "Transpose", {{"dim0", 1}, {"dim1", 2}}), g.add_as("tanh", "Tanh"), g.add_as("end", "Tanh");
    g.chain("data.images", {"rows", "lstm", "turn", "tanh", "end"});
    QCOMPARE(on(g, "rows.output", "lstm.input"), std::string("N × 8 × 8, float32"));  // whoever reshapes knows what it means, we do not
    QCOMPARE(on(g, "lstm.output", "turn.input"), std::string("N × T 8 × F 5, float32"));
    QCOMPARE(on(g, "turn.output", "tanh.input"), std::string("N × F 5 × T 8, float32"));
    QCOMPARE(on(g, "tanh.output", "end.input"), std::string("N × F 5 × T 8, float32"));
  }

  void nothing_is_said_of_what_is_not_known() {
    Graph g;
    g.add_as("a", "ReLU"), g.add_as("b", "ReLU");
    g.wire("a.output", "b.input");
    QCOMPARE(on(g, "a.output", "b.input"), std::string());
    QVERIFY(axis_letters(g.state(), analyze(g.state(), {{}, false}), g.port("a.output")).empty());
  }
};

TL_TEST_CLASS(TestAxes)
#include "test_axes.moc"
