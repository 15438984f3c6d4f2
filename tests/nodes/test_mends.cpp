// SPDX-License-Identifier: Apache-2.0
// Every quick fix against a known answer: what it is called, what it sets, that it mends, and that one undo takes it back to the byte.
#include <algorithm>
#include <set>

#include "graphs.h"
#include "nodes/analyze.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::nodes::test::Graph;
using Ints = std::vector<int64_t>;
using tl::Value;

namespace {

const Problem* error_at(const Analysis& a, NodeId id) {
  for (const Problem& p : a.problems)
    if (p.node == id && p.severity == Severity::error) return &p;
  return nullptr;
}

/// Digits (N×1×8×8 and N int64) with a Flatten.
Graph digits() {
  Graph g;
  g.add_as("data", "Digits"), g.add_as("flat", "Flatten");
  g.wire("data.images", "flat.input");
  return g;
}

/// The one node that `before` and `after` differ by.
const Node* added(const GraphState& before, const GraphState& after) {
  for (const auto& [id, node] : after.nodes)
    if (!before.find(id)) return node.get();
  return nullptr;
}

struct Mended {
  bool ok = false;
  std::string say;          ///< why not
  std::string label, type;  ///< of the fix; of the node it put in, if any
  Value::Dict params;
  std::vector<std::string> others;  ///< labels of the other mends
};

/// Applies the fix offered at a node and takes it back.
Mended mend(Graph& g, const std::string& at) {
  Mended m;
  const AnalyzeOptions options{{}, false};
  const Analysis a = analyze(g.state(), options);
  const NodeId id = g.id(at);
  const Problem* p = error_at(a, id);
  if (!p) return m.say = "no problem at " + at, m;
  m.label = p->fix.label;
  if (m.label.empty()) return m.say = "no fix: " + p->text, m;
  const auto patch = make_fix(g.state(), *p);
  if (!patch) return m.say = "the fix cannot be made", m;
  const GraphState before = g.state();
  const std::string text = project_text(before);
  // The others work as well, and their names tell them apart.
  std::set<std::string> labels{m.label};
  for (size_t i = 1; i <= p->more.size(); ++i) {
    if (!labels.insert(p->more[i - 1].label).second) return m.say = "two mends called " + p->more[i - 1].label, m;
    const auto other = make_fix(before, *p, i);
    if (!other) return m.say = "cannot be made: " + p->more[i - 1].label, m;
    g.document.apply(*other);
    if (const Problem* still = error_at(analyze(g.state(), options), id)) return m.say = p->more[i - 1].label + ", still: " + still->text, m;
    g.document.apply(other->inverse());
    m.others.push_back(p->more[i - 1].label);
  }
  g.document.apply(*patch);
  if (const Node* node = added(before, g.state())) m.type = node->type, m.params = node->params;
  const Analysis mended = analyze(g.state(), options);
  if (const Problem* still = error_at(mended, id)) return m.say = "still: " + still->text, m;
  const GraphState after = g.state();
  g.document.apply(patch->inverse());
  if (project_text(g.state()) != text) return m.say = "undo left something behind", m;
  g.document.apply(*patch);
  if (project_text(g.state()) != project_text(after)) return m.say = "redo differs", m;
  m.ok = true;
  return m;
}

#define MENDED(graph, at, name)                                   \
  const Mended m = mend(graph, at);                               \
  QVERIFY2(m.ok, qPrintable(QString::fromStdString(m.say)));      \
  QCOMPARE(m.label, std::string(name))

bool has(const Mended& m, const char* key, const Value& value) {
  const Value* found = find_entry(m.params, key);
  return found && *found == value;
}

}  // namespace

class TestMends : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void images_that_were_flattened_become_images_again() {
    Graph g = digits();
    g.add_as("conv", "Conv2d");
    g.wire("flat.output", "conv.input");
    MENDED(g, "conv", "Insert Reshape");
    QVERIFY(m.type == "Reshape" && has(m, "shape", Ints{1, 8, 8}));
    QVERIFY(std::count(m.others.begin(), m.others.end(), "Insert Reshape 64×1×1") == 0);  // a window of 3 does not fit into it
  }

  void scores_with_too_many_axes_are_flattened() {
    Graph g = digits();
    g.add_as("loss", "CrossEntropyLoss");
    g.wire("data.images", "loss.input").wire("data.labels", "loss.target");
    MENDED(g, "loss", "Insert Flatten");
    QCOMPARE(m.type, std::string("Flatten"));
  }

  void a_layer_for_images_on_vectors_takes_its_sibling() {
    Graph g = digits();
    g.add_as("norm", "BatchNorm2d", {{"momentum", 0.2}});
    g.wire("flat.output", "norm.input");
    MENDED(g, "norm", "Change to BatchNorm1d");
    const Node& norm = *g.state().find_by_name("norm");
    QCOMPARE(norm.type, std::string("BatchNorm1d"));
    QVERIFY(norm.param("momentum") && *norm.param("momentum") == Value(0.2));  // what it was set to stays
  }

  void a_way_past_with_other_channels_is_projected() {
    Graph g = digits();
    g.add_as("main", "Conv2d", {{"out_channels", 16}, {"kernel_size", Ints{3, 3}}, {"padding", Ints{1, 1}}});
    g.add_as("past", "Conv2d", {{"out_channels", 24}, {"kernel_size", Ints{1, 1}}});
    g.add_as("sum", "Add");
    g.wire("data.images", "main.input").wire("data.images", "past.input").wire("main.output", "sum.a").wire("past.output", "sum.b");
    MENDED(g, "sum", "Insert 1×1 projection");
    QVERIFY(m.type == "Conv2d" && has(m, "out_channels", 16) && has(m, "kernel_size", Ints{1, 1}) && !find_entry(m.params, "stride"));
    QVERIFY2(m.others == std::vector<std::string>{"Insert 1×1 projection at a"}, m.others.empty() ? "none" : m.others[0].c_str());
  }

  void a_way_past_of_twice_the_size_gets_a_stride() {
    Graph g = digits();
    g.add_as("main", "Conv2d", {{"out_channels", 16}, {"kernel_size", Ints{2, 2}}, {"stride", Ints{2, 2}}});
    g.add_as("sum", "Add");
    g.wire("data.images", "main.input").wire("main.output", "sum.a").wire("data.images", "sum.b");
    MENDED(g, "sum", "Insert 1×1 projection");
    QVERIFY(has(m, "out_channels", 16) && has(m, "stride", Ints{2, 2}));
  }

  void vectors_of_other_width_are_projected() {
    Graph g = digits();
    g.add_as("a", "Linear", {{"out_features", 10}}), g.add_as("b", "Linear", {{"out_features", 20}}), g.add_as("sum", "Add");
    g.wire("flat.output", "a.input").wire("flat.output", "b.input").wire("a.output", "sum.a").wire("b.output", "sum.b");
    MENDED(g, "sum", "Insert Linear projection");
    QVERIFY(m.type == "Linear" && has(m, "out_features", 10));
  }

  void smaller_images_get_a_border() {
    for (const char* type : {"Add", "Concat"}) {
      Graph g = digits();
      g.add_as("large", "Conv2d", {{"out_channels", 4}, {"kernel_size", Ints{1, 1}}});
      g.add_as("small", "Conv2d", {{"out_channels", 4}, {"kernel_size", Ints{4, 3}}});  // 5×6
      g.add_as("sum", type);
      g.wire("data.images", "large.input").wire("data.images", "small.input").wire("large.output", "sum.a").wire("small.output", "sum.b");
      MENDED(g, "sum", "Insert Pad");
      QVERIFY(m.type == "Pad" && has(m, "pad", Ints{1, 1, 1, 2}));
    }
  }

  void a_window_larger_than_the_image_gets_a_border() {
    Graph g = digits();
    g.add_as("pool", "MaxPool2d", {{"kernel_size", Ints{11, 8}}});
    g.wire("data.images", "pool.input");
    MENDED(g, "pool", "Insert Pad");
    QVERIFY(has(m, "pad", Ints{0, 0, 1, 2}));
  }

  void factors_that_lie_the_wrong_way_are_transposed() {
    Graph g = digits();
    g.add_as("a", "Reshape", {{"shape", Ints{4, 16}}}), g.add_as("product", "MatMul");
    g.wire("flat.output", "a.input").wire("a.output", "product.a").wire("a.output", "product.b");
    MENDED(g, "product", "Insert Transpose");
    QVERIFY(m.type == "Transpose" && has(m, "dim0", 1) && has(m, "dim1", 2));
  }

  void too_few_scores_are_made_as_many_as_classes() {
    Graph g = digits();
    g.add_as("fc", "Linear", {{"out_features", 5}}), g.add_as("drop", "Dropout"), g.add_as("loss", "CrossEntropyLoss");
    g.chain("flat.output", {"fc", "drop", "loss"}).wire("data.labels", "loss.target");
    MENDED(g, "loss", "Set out_features of fc to 10");
    QVERIFY(*g.state().find_by_name("fc")->param("out_features") == Value(10));
  }

  void a_width_that_was_pinned_is_found_again() {
    Graph g = digits();
    g.add_as("fc", "Linear", {{"in_features", 63}});
    g.wire("flat.output", "fc.input");
    MENDED(g, "fc", "Make in_features automatic");
    QVERIFY(!g.state().find_by_name("fc")->param("in_features"));
  }

  void numbers_of_the_wrong_format_are_cast() {
    Graph g = digits();
    g.add_as("real", "ToType"), g.add_as("fc", "Linear", {{"out_features", 10}}), g.add_as("loss", "CrossEntropyLoss");
    g.wire("data.labels", "real.input").chain("flat.output", {"fc", "loss"}).wire("real.output", "loss.target");
    MENDED(g, "loss", "Insert Cast to int64");
    QVERIFY(m.type == "ToType" && has(m, "dtype", std::string("int64")));
    QCOMPARE(analyze(g.state()).node(g.id("real"))->summary, std::string("N"));
  }

  void the_forecast_is_what_pencil_and_paper_give() {
    Graph g = test::digits_classifier();  // 64 → 10, cross entropy, accuracy, Adam
    const Analysis a = analyze(g.state());
    QCOMPARE(a.parameters, int64_t{64 * 10 + 10});
    QCOMPARE(a.flops, int64_t{2 * 64 * 10});
    // Parameters, their gradients and Adam's two moments.
    QCOMPARE(a.fixed_bytes, int64_t{650 * 4 * 4});
    // Forward and backward: 64 floats of the image, an int64 label, 64 floats behind Flatten, 10 scores; losses are single numbers.
    QCOMPARE(a.sample_bytes, int64_t{2 * (64 * 4 + 8 + 64 * 4 + 10 * 4)});
    const int64_t all = a.forecast_bytes;
    QCOMPARE(a.largest_batch(all), a.batch_size);
    QCOMPARE(a.largest_batch(all + 10 * a.sample_bytes + a.sample_bytes / 2), a.batch_size + 10);
    QCOMPARE(a.largest_batch(1), int64_t{0});
    QCOMPARE(Analysis().largest_batch(1 << 30), int64_t{0});
  }

  void nothing_is_offered_that_does_not_work() {
    Graph g = digits();
    g.add_as("odd", "Reshape", {{"shape", Ints{7}}});
    g.wire("flat.output", "odd.input");
    const Analysis a = analyze(g.state(), {{}, false});
    QVERIFY(error_at(a, g.id("odd")) && error_at(a, g.id("odd"))->fix.label.empty());
  }
};

TL_TEST_CLASS(TestMends)
#include "test_mends.moc"
