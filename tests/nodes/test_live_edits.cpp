// SPDX-License-Identifier: Apache-2.0
// Edits that a run takes while it goes on, wherever their node stands.
#include "graphs.h"
#include "nodes/groups.h"
#include "nodes/live_edits.h"
#include "nodes/lower.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;
using Values = std::map<std::string, double>;

namespace {

Snapshot shot(const Graph& g) { return std::make_shared<GraphState>(g.state()); }

NodeId grouped(Graph& g, const std::vector<std::string>& names) {
  std::vector<NodeId> ids;
  for (const auto& name : names) ids.push_back(g.id(name));
  NodeId made;
  g.document.apply(make_group(g.state(), ids, &made));
  return made;
}

void set(Graph& g, NodeId node, const std::string& key, std::optional<Value> value) {
  g.document.apply(make_set_param(g.state(), node, key, std::move(value)));
}

/// The classifier with its loss and its optimizer in a group.
Graph with_training_group(NodeId* instance) {
  Graph g = test::digits_classifier();
  set(g, g.id("adam"), "lr", Value(0.01));
  *instance = grouped(g, {"loss", "adam"});
  return g;
}

}  // namespace

class TestLiveEdits : public QObject {
  Q_OBJECT
 private slots:
  void values_are_those_of_the_runs_own_names() {
    NodeId instance;
    Graph g = with_training_group(&instance);
    const auto spec = lower(shot(g), {{}, "test", {}});
    const LiveValues begun = live_values(Expansion(shot(g)));
    QCOMPARE(begun.learning_rates, (Values{{"group_1/adam", 0.01}}));
    QCOMPARE(begun.loss_weights, (Values{{"group_1/loss", 1}}));
    QCOMPARE(spec.optimizers.at(0).name, begun.learning_rates.begin()->first);
    QCOMPARE(spec.losses.at(0).name, begun.loss_weights.begin()->first);
    // What no loss leads to is not part of a run.
    g.add_as("idle", "SGD");
    QCOMPARE(live_values(Expansion(shot(g))), begun);
  }

  void an_edit_in_a_group_is_live_and_goes_back_with_undo() {
    NodeId instance;
    Graph g = with_training_group(&instance);
    const Expansion run(shot(g));
    set(g, g.id("adam"), "lr", Value(0.5)), set(g, g.id("loss"), "loss_weight", Value(2.0));
    LiveEdits edits = live_edits(run, Expansion(shot(g)));
    QCOMPARE(edits.values.learning_rates, (Values{{"group_1/adam", 0.5}}));
    QCOMPARE(edits.values.loss_weights, (Values{{"group_1/loss", 2}}));
    QVERIFY(!edits.others);
    set(g, g.id("adam"), "weight_decay", Value(0.1));
    QVERIFY(live_edits(run, Expansion(shot(g))).others);
    set(g, g.id("adam"), "weight_decay", std::nullopt), set(g, g.id("adam"), "lr", Value(0.01));
    edits = live_edits(run, Expansion(shot(g)));
    QCOMPARE(edits.values.learning_rates, (Values{{"group_1/adam", 0.01}}));
    QVERIFY(!edits.others);
    g.document.apply(make_set_run(g.state(), "epochs", Value(3)));
    QVERIFY(live_edits(run, Expansion(shot(g))).others);
  }

  void instances_have_values_of_their_own() {
    NodeId first, second;
    Graph g = with_training_group(&first);
    g.document.apply(make_promote_param(g.state(), g.id("adam"), "lr"));
    std::vector<NodeId> copies;
    g.document.apply(make_duplicate(g.state(), {first}, {0, 200}, true, &copies));
    second = copies.at(0);
    const Expansion run(shot(g));
    QCOMPARE(live_values(run).learning_rates, (Values{{"group_1/adam", 0.01}, {"group_2/adam", 0.01}}));
    set(g, second, "lr", Value(0.3));
    const LiveEdits one = live_edits(run, Expansion(shot(g)));
    QCOMPARE(one.values.learning_rates, (Values{{"group_1/adam", 0.01}, {"group_2/adam", 0.3}}));
    QVERIFY(!one.others);  // the document's node is another, the run's is not
    set(g, g.id("adam"), "lr", Value(0.2));
    QCOMPARE(live_edits(run, Expansion(shot(g))).values.learning_rates, (Values{{"group_1/adam", 0.2}, {"group_2/adam", 0.3}}));
  }

  void every_repetition_has_it() {
    Graph g = test::digits_classifier();
    g.add_as("a", "Linear", {{"out_features", 64}}), g.add_as("aux", "CrossEntropyLoss");
    g.add_as("sgd", "SGD", {{"lr", 0.1}, {"scope", std::string("a")}});
    g.document.apply(make_disconnect(g.state(), {g.port("flat.output"), g.port("fc.input")}));
    g.wire("flat.output", "a.input").wire("a.output", "fc.input");
    g.wire("a.output", "aux.input").wire("data.labels", "aux.target").wire("aux.loss", "sgd.loss");
    const NodeId block = grouped(g, {"a", "aux", "sgd"});
    set(g, block, "repeat", Value(2));
    const Expansion run(shot(g));
    QCOMPARE(live_values(run).learning_rates.size(), size_t{3});  // adam and two of them
    set(g, g.id("sgd"), "lr", Value(0.25));
    const LiveEdits edits = live_edits(run, Expansion(shot(g)));
    QCOMPARE(edits.values.learning_rates.at("group_1/1/sgd"), 0.25);
    QCOMPARE(edits.values.learning_rates.at("group_1/2/sgd"), 0.25);
    QVERIFY(!edits.others);
    std::set<std::string> names;
    for (const auto& o : lower(shot(g), {{}, "test", {}}).optimizers) names.insert(o.name);
    for (const auto& [name, lr] : edits.values.learning_rates) QVERIFY2(names.count(name), name.c_str());
  }

  /// Grouped while the run goes on: the structure waits, the learning rate does not.
  void what_is_grouped_since_keeps_the_runs_name() {
    Graph g = test::digits_classifier();
    const Expansion run(shot(g));
    grouped(g, {"loss", "adam"});
    set(g, g.id("adam"), "lr", Value(0.7));
    const LiveEdits edits = live_edits(run, Expansion(shot(g)));
    QCOMPARE(edits.values.learning_rates, (Values{{"adam", 0.7}}));
    QVERIFY(edits.others);
    g.document.apply(make_remove_nodes(g.state(), {g.id("adam")}));
    QVERIFY(live_edits(run, Expansion(shot(g))).values.learning_rates.empty());
  }
};

TL_TEST_CLASS(TestLiveEdits)
#include "test_live_edits.moc"
