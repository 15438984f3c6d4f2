// SPDX-License-Identifier: Apache-2.0
// Names that lead across the border of a group: weights shared with a layer inside, optimizers that train one.
#include <algorithm>

#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/groups.h"
#include "nodes/lower.h"
#include "nodes/project_io.h"
#include "nodes/references.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;

namespace {

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

NodeId grouped(Graph& g, const std::vector<std::string>& names) {
  std::vector<NodeId> ids;
  for (const auto& name : names) ids.push_back(g.id(name));
  NodeId made;
  g.document.apply(make_group(g.state(), ids, &made));
  return made;
}

std::string param(const Graph& g, const std::string& node, const char* key) {
  const Value* value = g.state().find_by_name(node)->param(key);
  return !value ? "-" : value->is_string() ? value->to_string() : "?";
}

void set(Graph& g, const std::string& node, const char* key, Value value) {
  g.document.apply(make_set_param(g.state(), g.id(node), key, std::move(value)));
}

QString problems(const Graph& g) {
  std::string all;
  for (const auto& p : analyze(g.state()).problems) all += p.text + " | ";
  return QString::fromStdString(all);
}

tl::train::TrainSpec lowered(const Graph& g) { return lower(std::make_shared<GraphState>(g.state()), {{}, "test", {}}); }

std::vector<std::string> parameter_names(const Graph& g) {
  std::vector<std::string> names;
  for (const auto& item : lowered(g).make_module(3)->named_parameters()) names.push_back(item.key());
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

class TestSharedGroups : public QObject {
  Q_OBJECT
 private slots:
  void a_layer_outside_goes_on_sharing_with_one_that_is_grouped() {
    Graph g = twice();
    const std::string before = project_text(g.state());
    const int64_t parameters = analyze(g.state()).parameters;
    const GraphPatch patch = make_group(g.state(), {g.id("fc_1")});
    g.document.apply(patch);
    QCOMPARE(param(g, "again", "shares"), std::string("group_1/fc_1"));
    QCOMPARE(problems(g), QString());
    QCOMPARE(analyze(g.state()).parameters, parameters);
    QCOMPARE(parameter_names(g), (Names{"group_1/fc_1.weight", "group_1/fc_1.bias", "out.weight", "out.bias"}));
    // One layer applied twice has one value, wherever it is set.
    set(g, "again", "bias", Value(false));
    QCOMPARE(g.state().find_by_name("fc_1")->param("bias")->to_bool(), false);
    set(g, "again", "bias", Value(true));
    QCOMPARE(problems(g), QString());
    // Through a file, into another group, out again, back to the start.
    const GraphState loaded = parse_project(project_text(g.state())).state;
    QCOMPARE(project_text(loaded), project_text(g.state()));
    grouped(g, {"group_1"});
    QCOMPARE(param(g, "again", "shares"), std::string("group_2/group_1/fc_1"));
    QCOMPARE(problems(g), QString());
    g.document.apply(make_ungroup(g.state(), g.id("group_1")));
    QCOMPARE(param(g, "again", "shares"), std::string("group_2/fc_1"));
    g.document.apply(make_ungroup(g.state(), g.id("group_2")));
    QCOMPARE(param(g, "again", "shares"), std::string("fc_1"));
    QCOMPARE(problems(g), QString());
    Graph h = twice();
    const GraphPatch once = make_group(h.state(), {h.id("fc_1")});
    h.document.apply(once);
    h.document.apply(once.inverse());
    QCOMPARE(project_text(h.state()), before);
  }

  void the_one_that_shares_is_grouped() {
    Graph g = twice();
    grouped(g, {"again"});
    QCOMPARE(param(g, "again", "shares"), std::string("fc_1"));
    QCOMPARE(problems(g), QString());
    QCOMPARE(parameter_names(g).size(), size_t{4});
    // A group around both: the owner stands in an enclosing one.
    grouped(g, {"fc_1", "group_1"});
    QCOMPARE(problems(g), QString());
    QCOMPARE(parameter_names(g), (Names{"group_2/fc_1.weight", "group_2/fc_1.bias", "out.weight", "out.bias"}));
    // Repeated, each repetition shares within itself.
    set(g, "group_2", repeat_key, Value(2));
    QCOMPARE(problems(g), QString());
    QCOMPARE(analyze(g.state()).parameters, int64_t{2 * (64 * 64 + 64) + 640 + 10});
  }

  void with_several_instances_it_stays_with_the_first_and_a_bare_name_is_asked_about() {
    Graph g = twice();
    grouped(g, {"fc_1"});
    std::vector<NodeId> copies;
    g.document.apply(make_duplicate(g.state(), {g.id("group_1")}, {0, 200}, false, &copies));
    g.document.apply(make_disconnect(g.state(), {g.port("again.output"), g.port("out.input")}));
    g.wire("again.output", "group_2.input").wire("group_2.output", "out.input");
    QCOMPARE(problems(g), QString());
    QCOMPARE(parameter_names(g).size(), size_t{6});
    set(g, "again", "shares", Value("fc_1"));  // by hand
    QCOMPARE(problems(g), QString("again: it shares the weights of 'fc_1', which stands in 2 places | "));
    const Problem p = analyze(g.state()).problems.at(0);
    QCOMPARE(p.fix.label, std::string("Share with group_1/fc_1"));
    QCOMPARE(p.more.at(0).label, std::string("Share with group_2/fc_1"));
    Problem other = p;
    other.fix = p.more[0];
    g.document.apply(*make_fix(g.state(), other));
    QCOMPARE(param(g, "again", "shares"), std::string("group_2/fc_1"));
    QCOMPARE(problems(g), QString());
    // A definition of its own gives the layer another name.
    g.document.apply(make_independent(g.state(), g.id("group_2")));
    QVERIFY(param(g, "again", "shares") != "group_2/fc_1" && param(g, "again", "shares").starts_with("group_2/"));
    QCOMPARE(problems(g), QString());
    g.document.apply(make_rename(g.state(), g.id("group_2"), "second"));
    QVERIFY(param(g, "again", "shares").starts_with("second/"));
    QCOMPARE(problems(g), QString());
    // Without the instance the weights are its own.
    g.document.apply(make_remove_nodes(g.state(), {g.id("second")}, true));
    QCOMPARE(param(g, "again", "shares"), std::string("-"));
    QCOMPARE(problems(g), QString());
  }

  void an_instance_that_goes_leaves_its_definition_to_the_others() {
    Graph g = twice();
    grouped(g, {"fc_1"});
    std::vector<NodeId> copies;
    g.document.apply(make_duplicate(g.state(), {g.id("group_1")}, {0, 200}, true, &copies));
    g.document.apply(make_remove_nodes(g.state(), {g.id("group_1")}, true));
    QVERIFY(g.state().find_by_name("fc_1"));
    QCOMPARE(param(g, "again", "shares"), std::string("-"));
  }

  void a_repeated_owner_is_named_with_its_repetition() {
    Graph g = twice();
    grouped(g, {"fc_1"});
    set(g, "group_1", repeat_key, Value(2));
    QCOMPARE(problems(g), QString("again: it shares the weights of 'group_1/fc_1', which stands in 2 places | "));
    Problem p = analyze(g.state()).problems.at(0);
    p.fix = p.more.at(0);
    g.document.apply(*make_fix(g.state(), p));
    QCOMPARE(param(g, "again", "shares"), std::string("group_1/2/fc_1"));
    QCOMPARE(problems(g), QString());
    g.document.apply(make_ungroup(g.state(), g.id("group_1")));
    const Node* owner = g.state().find_by_name(param(g, "again", "shares"));
    QVERIFY(owner && owner->name != "fc_1");
    QCOMPARE(problems(g), QString());
  }

  void an_optimizer_goes_on_training_what_is_grouped() {
    Graph g = twice();
    set(g, "sgd", "scope", Value("fc_1, out"));
    grouped(g, {"fc_1"});
    QCOMPARE(param(g, "sgd", "scope"), std::string("group_1/fc_1, out"));
    QCOMPARE(problems(g), QString());
    QCOMPARE(lowered(g).optimizers.at(0).scope, (Names{"group_1/fc_1", "out"}));
    // By its bare name a layer is trained in all its places.
    set(g, "sgd", "scope", Value("fc_1"));
    QCOMPARE(lowered(g).optimizers.at(0).scope, (Names{"group_1/fc_1"}));
    std::vector<NodeId> copies;
    g.document.apply(make_duplicate(g.state(), {g.id("group_1")}, {0, 200}, true, &copies));
    auto scope = lowered(g).optimizers.at(0).scope;
    std::sort(scope.begin(), scope.end());
    QCOMPARE(scope, (Names{"group_1/fc_1", "group_2/fc_1"}));
    set(g, "sgd", "scope", Value("group_2"));
    QCOMPARE(lowered(g).optimizers.at(0).scope, (Names{"group_2/fc_1"}));
    QCOMPARE(problems(g), QString());
  }
};

TL_TEST_CLASS(TestSharedGroups)
#include "test_shared_groups.moc"
