// SPDX-License-Identifier: Apache-2.0
// Differences of two documents: pairs made by hand with a known answer, and what holds for every patch.
#include <QElapsedTimer>
#include <nlohmann/json.hpp>

#include "graphs.h"
#include "nodes/bends.h"
#include "nodes/diff.h"
#include "nodes/groups.h"
#include "random_patches.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;
using tl::nodes::test::RandomPatches;

namespace {

const NodeDiff* of_node(const Diff& d, NodeId id) {
  for (const NodeDiff& n : d.nodes)
    if (n.before == id || n.after == id) return &n;
  return nullptr;
}

const FieldDiff* field(const NodeDiff* n, const std::string& key) {
  if (n)
    for (const FieldDiff& f : n->fields)
      if (f.key == key) return &f;
  return nullptr;
}

/// The same document with other ids, as if somebody had built it again.
GraphState built_again(const GraphState& state) {
  GraphState copy;
  std::map<NodeId, NodeId> other;
  for (const auto& [id, node] : state.nodes) {
    Node twin = *node;
    other[id] = twin.id = NodeId{id.value * 3 + 1};
    copy.insert_node(std::move(twin));
  }
  for (const Edge& e : state.edges) copy.insert_edge({{other.at(e.from.node), e.from.port}, {other.at(e.to.node), e.to.port}});
  copy.run = state.run, copy.title = state.title;
  return copy;
}

}  // namespace

class TestDiff : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_document_does_not_differ_from_itself() {
    for (const char* name : {"digits-mlp", "fashion-cnn", "resnet-50", "iris-mlp"}) {
      const GraphState state = test::example(name);
      const Diff d = diff(state, state);
      QVERIFY2(d.same() && d.same_layout() && d.newer_of.size() == state.nodes.size(), diff_text(d, state, state).c_str());
      QCOMPARE(diff_summary(d), std::string("no difference"));
    }
  }

  void what_came_went_and_changed_is_named() {
    GraphDocument now;
    const GraphState before = test::example("fashion-cnn");
    now.reset(before);
    const auto id = [&](const char* name) { return now.state().find_by_name(name)->id; };
    now.apply(make_set_param(now.state(), id("conv_2"), "out_channels", Value(48)));
    now.apply(make_rename(now.state(), id("conv_1"), "stem"));
    NodeId dropout;
    const Edge wire = now.state().edges_of(id("stem")).front();
    now.apply(make_insert_on_edge(now.state(), "Dropout", wire, {0, 0}, &dropout, {{"p", Value(0.25)}}));
    now.apply(make_set_run(now.state(), "epochs", Value(7)));
    const Diff d = diff(before, now.state());
    QCOMPARE(d.nodes.size(), size_t(3));
    const FieldDiff* channels = field(of_node(d, id("conv_2")), "out_channels");
    QVERIFY(channels && channels->after == Value(48) && channels->before == *before.find(id("conv_2"))->param("out_channels"));
    const FieldDiff* name = field(of_node(d, id("stem")), "name");
    QVERIFY(name && name->before == Value("conv_1") && name->after == Value("stem"));
    QVERIFY(of_node(d, dropout) && of_node(d, dropout)->change == Change::added);
    QCOMPARE(d.wires.size(), size_t(3));
    QCOMPARE(std::count_if(d.wires.begin(), d.wires.end(), [](const WireDiff& w) { return w.change == Change::added; }), 2);
    QVERIFY(d.run.size() == 1 && d.run[0].key == "epochs" && d.run[0].after == Value(7) && d.moved == 0);
    const std::string text = diff_text(d, before, now.state());
    for (const char* line : {"~ conv_2  Conv2d", "      out_channels: ", " → 48", "      name: conv_1 → stem", "+ drop_1  Dropout  p 0.25", "epochs: "})
      QVERIFY2(text.find(line) != std::string::npos, text.c_str());
    const auto json = nlohmann::json::parse(diff_json(d, before, now.state()));
    QVERIFY(!json["same"].get<bool>() && json["nodes"].size() == 3 && json["wires"].size() == 3 && json["run"][0]["after"] == 7);
    // The other way round the same is named with the signs exchanged.
    const Diff back = diff(now.state(), before);
    QVERIFY(back.nodes.size() == 3 && of_node(back, dropout)->change == Change::removed && back.wires.size() == 3);
  }

  void where_things_stand_is_told_but_is_no_difference() {
    Graph g;
    g.add("Linear"), g.add("ReLU");
    g.wire("fc_1.output", "relu_1.input");
    const GraphState before = g.state();
    g.document.apply(make_move(g.state(), {{g.id("fc_1"), {50, 60}}}));
    g.document.apply(make_set_bends(g.state(), *g.state().edges.begin(), {{1, 2}}, "Bend"));
    const Diff d = diff(before, g.state());
    QVERIFY(d.same() && !d.same_layout() && d.moved == 1 && d.bent == 1);
    QCOMPARE(diff_summary(d), std::string("no difference but the layout: 1 node moved, 1 wire led another way"));
  }

  void a_network_built_again_is_known_by_its_names() {
    const GraphState a = test::example("fashion-cnn"), b = built_again(a);
    const Diff d = diff(a, b);
    QVERIFY2(d.same(), diff_text(d, a, b).c_str());
    QCOMPARE(d.newer_of.size(), a.nodes.size());
  }

  void a_node_with_another_id_and_name_is_known_by_what_it_is_wired_to() {
    Graph a;
    a.add_as("first", "Linear"), a.add_as("act", "ReLU"), a.add_as("second", "Linear"), a.add_as("act_b", "ReLU"), a.add_as("third", "Linear");
    a.chain("first.output", {"act", "second", "act_b", "third"});
    GraphState b;
    std::map<NodeId, NodeId> other;
    for (const auto& [id, node] : a.state().nodes) {
      Node n = *node;
      if (n.name != "first" && n.name != "third") n.name = "x" + n.name, n.id = NodeId{id.value + 12345};
      other[id] = n.id;
      b.insert_node(std::move(n));
    }
    for (const Edge& e : a.state().edges) b.insert_edge({{other.at(e.from.node), e.from.port}, {other.at(e.to.node), e.to.port}});
    const Diff d = diff(a.state(), b);
    QVERIFY2(d.wires.empty() && d.nodes.size() == 3 && d.count(Change::changed) == 3, diff_text(d, a.state(), b).c_str());
    for (const auto& [id, twin] : other) QCOMPARE(d.newer_of.at(id).value, twin.value);
  }

  void ids_that_mean_nothing_to_each_other_match_nothing() {
    GraphState a, b;
    const auto put = [](GraphState& s, uint64_t id, const char* type, const char* name) {
      Node n;
      n.id = NodeId{id}, n.type = type, n.name = name;
      s.insert_node(std::move(n));
    };
    put(a, 1, "Linear", "fc_1"), put(a, 2, "ReLU", "relu_1"), put(a, 3, "Linear", "fc_2");
    put(b, 1, "Conv2d", "conv_1"), put(b, 2, "Linear", "fc_1"), put(b, 3, "Flatten", "flat_1");
    const Diff d = diff(a, b);
    QVERIFY(d.newer_of.size() == 1 && d.newer_of.at(NodeId{1}) == NodeId{2});
    QVERIFY(d.count(Change::removed) == 2 && d.count(Change::added) == 2 && d.count(Change::changed) == 0);
  }

  void groups_are_compared_by_what_they_show_and_hold() {
    Graph g;
    g.add("Linear"), g.add("ReLU"), g.add("Linear");
    g.chain("fc_1.output", {"relu_1", "fc_2"});
    const GraphState flat = g.state();
    NodeId made;
    g.document.apply(make_group(g.state(), {g.id("fc_1"), g.id("relu_1")}, &made));
    const GraphState grouped = g.state();
    const Diff d = diff(flat, grouped);
    QVERIFY(d.groups.size() == 1 && d.groups[0].change == Change::added && of_node(d, made)->change == Change::added);
    QVERIFY(field(of_node(d, g.id("fc_1")), "group around"));
    const NodeId group = group_of(*g.state().find(made));
    g.document.apply(make_promote_param(g.state(), g.id("fc_1"), "out_features"));
    g.document.apply(make_retitle_group(g.state(), group, "Block"));
    const Diff inner = diff(grouped, g.state());
    QVERIFY(inner.nodes.empty() && inner.groups.size() == 1 && inner.groups[0].fields.size() == 2);
    QCOMPARE(inner.groups[0].fields[0].after, Value("Block"));
  }

  void what_a_patch_touched_is_what_is_named() {
    for (uint64_t seed = 1; seed <= 10; ++seed) {
      RandomPatches random(seed);
      GraphDocument document;
      document.reset(test::example(seed % 2 ? "digits-mlp" : "fashion-cnn"));
      for (int i = 0; i < 60; ++i) {
        const GraphState before = document.state();
        const GraphPatch patch = random.any(before);
        document.apply(patch);
        const GraphState& after = document.state();
        const ChangeSet touched = change_set(patch);
        const Diff d = diff(before, after);
        const auto where = [&] { return QStringLiteral("seed %1, “%2”: %3").arg(seed).arg(patch.label.c_str(), diff_text(d, before, after).c_str()); };
        // Every node that is another one is named, and none that the patch left alone.
        std::set<NodeId> may;
        for (const auto* list : {&touched.added, &touched.removed, &touched.changed, &touched.renamed}) may.insert(list->begin(), list->end());
        for (const NodeDiff& n : d.nodes) QVERIFY2(may.count(n.before) || may.count(n.after), qPrintable(where()));
        for (NodeId id : touched.added) QVERIFY2(of_node(d, id) || d.older_of.count(id), qPrintable(where()));
        for (NodeId id : touched.removed) QVERIFY2(of_node(d, id) || d.newer_of.count(id), qPrintable(where()));
        for (const auto& [id, node] : after.nodes) {
          const Node* was = before.find(id);
          const bool other = !was || was->name != node->name || was->type != node->type || !(was->params == node->params) || was->bypassed != node->bypassed;
          if (other && d.older_of.count(id) && d.older_of.at(id) == id) QVERIFY2(of_node(d, id), qPrintable(where()));
        }
        for (const WireDiff& w : d.wires) {
          const auto& list = w.change == Change::added ? touched.edges_added : touched.edges_removed;
          const bool direct = std::find(list.begin(), list.end(), w.edge) != list.end();
          const bool at_twin = may.count(w.edge.from.node) || may.count(w.edge.to.node);  // a node taken for another one brings its wires
          QVERIFY2(direct || at_twin, qPrintable(where()));
        }
        QVERIFY2((before.run == after.run) == d.run.empty(), qPrintable(where()));
        QVERIFY2(!d.same() || !touched.semantic() || (touched.added.empty() && touched.removed.empty()), qPrintable(where()));
        const Diff none = diff(after, after);
        QVERIFY2(none.same() && none.same_layout(), qPrintable(where()));
        // What the lines for git do not show is no difference.
        if (!d.same() && d.groups.empty() && d.document.empty()) QVERIFY2(comparable_text(before) != comparable_text(after), qPrintable(where()));
        if (d.same() && before.nodes.size() == after.nodes.size()) QCOMPARE(comparable_text(before) == comparable_text(after), true);
      }
    }
  }

  void large_documents_are_compared_in_a_moment() {
    GraphState a;
    constexpr uint64_t count = 5000;
    for (uint64_t i = 1; i <= count; ++i) {
      Node n;
      n.id = NodeId{i * 0x9E3779B97F4A7C15u}, n.type = i % 2 ? "Linear" : "ReLU", n.name = "n" + std::to_string(i);
      a.insert_node(std::move(n));
      if (i > 1) a.insert_edge({{NodeId{(i - 1) * 0x9E3779B97F4A7C15u}, "output"}, {NodeId{i * 0x9E3779B97F4A7C15u}, "input"}});
    }
    GraphState b;  // all with other ids, and all but one with other names
    std::map<NodeId, NodeId> other;
    for (const auto& [id, node] : a.nodes) {
      Node n = *node;
      if (n.name != "n1") n.name = "m" + n.name;
      other[id] = n.id = NodeId{id.value + 7};
      b.insert_node(std::move(n));
    }
    for (const Edge& e : a.edges) b.insert_edge({{other.at(e.from.node), e.from.port}, {other.at(e.to.node), e.to.port}});
    QElapsedTimer timer;
    timer.start();
    const Diff d = diff(a, b);
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(d.count(Change::changed) == count - 1 && d.wires.empty());
  }
};

TL_TEST_CLASS(TestDiff)
#include "test_diff.moc"
