// SPDX-License-Identifier: Apache-2.0
// Every builder writes a patch whose inverse restores the document to the byte; random sequences of them, too.
#include <random>

#include "engine/core/error.h"
#include "nodes/node_type.h"
#include "nodes/patch.h"
#include "nodes/project_io.h"
#include "nodes/run_settings.h"
#include "graphs.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;

namespace {

/// One random gesture; empty when it found nothing to do.
GraphPatch random_patch(const GraphState& s, std::mt19937& random) {
  auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  auto any_node = [&] { return std::next(s.nodes.begin(), static_cast<ptrdiff_t>(below(s.nodes.size())))->first; };
  auto some_nodes = [&] {
    std::vector<NodeId> ids;
    for (const auto& [id, node] : s.nodes)
      if (below(3) == 0) ids.push_back(id);
    return ids;
  };
  const auto& types = node_types();
  if (s.nodes.size() < 3 || below(5) == 0)
    return make_add_node(s, types[below(types.size())].key, {double(below(900)), double(below(700)) + 0.25});
  switch (below(10)) {
    case 0: return make_remove_nodes(s, some_nodes(), below(2) == 0);
    case 1:
      return make_set_param(s, any_node(), "p" + std::to_string(below(3)),
                            below(3) ? std::optional<Value>(double(below(100)) / 7) : std::nullopt);
    case 2: return make_set_run(s, "epochs", below(3) ? std::optional<Value>(int64_t(below(9) + 1)) : std::nullopt);
    case 3: return make_move(s, {{any_node(), {double(below(900)), -1.5}}, {any_node(), {3, 4}}});
    case 4: {
      const std::string name = "name_" + std::to_string(below(50));
      return s.find_by_name(name) ? GraphPatch{} : make_rename(s, any_node(), name);
    }
    case 5: return make_duplicate(s, some_nodes(), {20, 20}, below(2) == 0);
    case 6: return make_paste(s, copy_to_text(s, some_nodes()), {40, 40});
    case 7: return make_retype(s, any_node(), types[below(types.size())].key);
    case 8: return make_arrange(s, some_nodes());
    default: {
      const Node &a = *s.find(any_node()), &b = *s.find(any_node());
      const NodeType *from = find_node_type(a.type), *to = find_node_type(b.type);
      if (from->outputs.empty() || to->inputs.empty()) return {};
      return make_connect(s, {a.id, from->outputs[below(from->outputs.size())].name}, {b.id, to->inputs[below(to->inputs.size())].name});
    }
  }
}

}  // namespace

class TestPatch : public QObject {
  Q_OBJECT

  /// Do, undo, redo: the same bytes.
  static void round_trip(Graph& g, const GraphPatch& patch) {
    QVERIFY(!patch.empty());
    const std::string before = project_text(g.state());
    g.document.apply(patch);
    const std::string after = project_text(g.state());
    QVERIFY(before != after);
    g.document.apply(patch.inverse());
    QCOMPARE(project_text(g.state()), before);
    g.document.apply(patch.inverse().inverse());
    QCOMPARE(project_text(g.state()), after);
  }

 private slots:
  void random_sequences_undo_to_the_byte_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 12; ++seed) QTest::addRow("seed %d", seed) << seed;
  }
  void random_sequences_undo_to_the_byte() {
    QFETCH(int, seed);
    std::mt19937 random(static_cast<uint32_t>(seed));
    GraphDocument d;
    d.reset(test::example("fashion-cnn"));
    std::vector<std::string> texts{project_text(d.state())};
    std::vector<GraphPatch> done;
    while (done.size() < 120) {
      GraphPatch patch = random_patch(d.state(), random);
      if (patch.empty()) continue;
      d.apply(patch);
      done.push_back(std::move(patch));
      texts.push_back(project_text(d.state()));
    }
    for (size_t i = done.size(); i-- > 0;) {
      d.apply(done[i].inverse());
      QCOMPARE(project_text(d.state()), texts[i]);
    }
    for (size_t i = 0; i < done.size(); ++i) {
      d.apply(done[i]);
      QCOMPARE(project_text(d.state()), texts[i + 1]);
    }
  }

  void every_builder_round_trips() {
    Graph g = test::digits_classifier();
    round_trip(g, make_add_node(g.state(), "Dropout", {1, 2}, {{"p", 0.3}}));
    round_trip(g, make_remove_nodes(g.state(), {g.id("fc")}));
    g.document.reset(test::digits_classifier().state());
    round_trip(g, make_disconnect(g.state(), {g.port("flat.output"), g.port("fc.input")}));
    g.document.reset(test::digits_classifier().state());
    round_trip(g, make_insert_on_edge(g.state(), "ReLU", {g.port("flat.output"), g.port("fc.input")}, {5, 5}));
    round_trip(g, make_set_param(g.state(), g.id("fc"), "out_features", Value(12)));
    round_trip(g, make_set_run(g.state(), "epochs", Value(7)));
    round_trip(g, make_rename(g.state(), g.id("fc"), "head"));
    round_trip(g, make_move(g.state(), {{g.id("head"), {9, 9}}, {g.id("flat"), {8, 8}}}));
    round_trip(g, make_retype(g.state(), g.id("adam"), "SGD"));
    round_trip(g, make_duplicate(g.state(), {g.id("head"), g.id("flat")}, {10, 10}, true));
    round_trip(g, make_paste(g.state(), copy_to_text(g.state(), {g.id("head"), g.id("flat")}), {10, 10}));
    round_trip(g, make_arrange(g.state()));
  }

  void connecting_replaces_the_wire_that_was_there() {
    Graph g = test::digits_classifier();
    g.add_as("other", "Flatten");
    g.wire("other.output", "fc.input");
    QVERIFY((g.state().sources(g.port("fc.input")) == std::vector<PortRef>{g.port("other.output")}));
    QVERIFY(make_connect(g.state(), g.port("other.output"), g.port("fc.input")).empty());
    g.add_as("mse", "MSELoss");
    g.wire("mse.loss", "adam.loss");  // this port takes several
    QCOMPARE(g.state().sources(g.port("adam.loss")).size(), size_t{2});
  }

  void inserting_puts_a_node_into_the_wire() {
    Graph g = test::digits_classifier();
    NodeId id;
    g.document.apply(make_insert_on_edge(g.state(), "ReLU", {g.port("flat.output"), g.port("fc.input")}, {}, &id));
    QVERIFY((g.state().sources(g.port("fc.input")) == std::vector<PortRef>{{id, "output"}}));
    QVERIFY((g.state().sources({id, "input"}) == std::vector<PortRef>{g.port("flat.output")}));
    const size_t wires = g.state().edges.size();
    g.document.apply(make_insert_on_edge(g.state(), "Adam", {g.port("flat.output"), {id, "input"}}, {}));
    QCOMPARE(g.state().edges.size(), wires);  // an optimizer fits into no such wire: it stands beside it
  }

  void deleting_can_rejoin_the_chain() {
    Graph g;
    g.add_as("a", "ReLU"), g.add_as("b", "Tanh"), g.add_as("c", "Sigmoid"), g.add_as("d", "ReLU");
    g.chain("a.output", {"b", "c", "d"});
    g.document.apply(make_remove_nodes(g.state(), {g.id("b"), g.id("c")}, true));
    QVERIFY((g.state().sources(g.port("d.input")) == std::vector<PortRef>{g.port("a.output")}));
  }

  void names_are_fresh_and_checked() {
    Graph g;
    QCOMPARE(g.state().find(g.add("Conv2d"))->name, std::string("conv_1"));
    QCOMPARE(g.state().find(g.add("Conv2d"))->name, std::string("conv_2"));
    QCOMPARE(g.state().find(g.add("CrossEntropyLoss"))->name, std::string("loss"));
    QCOMPARE(g.state().find(g.add("CrossEntropyLoss"))->name, std::string("loss_2"));
    std::string why;
    for (const char* bad : {"", "Conv", "1x", "a-b", "a.b", "conv_2"}) QVERIFY2(!name_is_usable(g.state(), bad, g.id("conv_1"), &why), bad);
    QVERIFY(name_is_usable(g.state(), "conv_1", g.id("conv_1")));
    QVERIFY_THROWS_EXCEPTION(tl::Error, make_rename(g.state(), g.id("conv_1"), "conv_2"));
  }

  void a_scrub_is_one_step() {
    Graph g = test::digits_classifier();
    const NodeId adam = g.id("adam");
    const std::string before = project_text(g.state());
    GraphPatch all = make_set_param(g.state(), adam, "lr", Value(0.1));
    g.document.apply(all);
    for (int i = 2; i < 30; ++i) {
      const GraphPatch next = make_set_param(g.state(), adam, "lr", Value(i / 10.0));
      QCOMPARE(next.merge_id, all.merge_id);
      g.document.apply(next);
      all = all.merged_with(next);
    }
    QCOMPARE(all.edits.size(), size_t{1});
    g.document.apply(all.inverse());
    QCOMPARE(project_text(g.state()), before);
    QVERIFY(make_set_param(g.state(), adam, "p", Value(1)).merge_id != all.merge_id);
  }

  void retyping_keeps_wires_and_known_parameters() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "lr", Value(0.5)));
    g.document.apply(make_set_param(g.state(), g.id("adam"), "amsgrad", Value(true)));
    g.document.apply(make_retype(g.state(), g.id("adam"), "SGD"));
    const Node& n = *g.state().find(g.id("adam"));
    QVERIFY(n.type == "SGD" && n.param("lr") && !n.param("amsgrad"));
    QCOMPARE(g.state().sources(g.port("adam.loss")).size(), size_t{1});
    g.document.apply(make_retype(g.state(), g.id("adam"), "ReLU"));
    QVERIFY(g.state().sources(g.port("adam.loss")).empty());
  }

  void copies_have_ids_and_names_of_their_own() {
    Graph g = test::digits_classifier();
    std::vector<NodeId> ids;
    g.document.apply(make_duplicate(g.state(), {g.id("flat"), g.id("fc")}, {1, 1}, false, &ids));
    QCOMPARE(ids.size(), size_t{2});
    QVERIFY(g.state().sources({ids[0], "input"}).empty());                                            // outer wire left out
    QVERIFY((g.state().sources({ids[1], "input"}) == std::vector<PortRef>{{ids[0], "output"}}));       // inner wire kept
    g.document.apply(make_duplicate(g.state(), {g.id("flat")}, {1, 1}, true, &ids));
    QVERIFY((g.state().sources({ids[0], "input"}) == std::vector<PortRef>{g.port("data.images")}));
    QVERIFY_THROWS_EXCEPTION(tl::Error, make_paste(g.state(), "no project", {}));
  }

  void a_paste_takes_the_wires_from_elsewhere_along_when_asked() {
    Graph g = test::digits_classifier();
    std::vector<NodeId> ids;
    const std::string text = copy_to_text(g.state(), {g.id("flat"), g.id("fc")});
    g.document.apply(make_paste(g.state(), text, {1, 1}, &ids, true));
    const auto copy_of = [&](const char* type) {
      for (NodeId id : ids)
        if (g.state().find(id)->type == type) return id;
      return NodeId{};
    };
    QVERIFY((g.state().sources({copy_of("Flatten"), "input"}) == std::vector<PortRef>{g.port("data.images")}));
    QVERIFY((g.state().sources({copy_of("Linear"), "input"}) == std::vector<PortRef>{{copy_of("Flatten"), "output"}}));
    round_trip(g, make_paste(g.state(), text, {2, 2}, &ids, true));
    g.document.apply(make_paste(g.state(), text, {3, 3}, &ids));
    QVERIFY(g.state().sources({copy_of("Flatten"), "input"}).empty());
    // After a cut as well; and where the source is no more, the wire is left out.
    g.document.apply(make_remove_nodes(g.state(), {g.id("flat"), g.id("fc")}));
    g.document.apply(make_paste(g.state(), text, {4, 4}, &ids, true));
    QVERIFY((g.state().sources({copy_of("Flatten"), "input"}) == std::vector<PortRef>{g.port("data.images")}));
    g.document.apply(make_remove_nodes(g.state(), {g.id("data")}));
    g.document.apply(make_paste(g.state(), text, {5, 5}, &ids, true));
    QVERIFY(g.state().sources({copy_of("Flatten"), "input"}).empty());
    // What somebody else wrote there is looked at before it is believed.
    const std::string odd =
        R"({"format": "tensorloom.project", "version": 1, "edges": [], "outer_wires": [1, ["x"], ["a", "b", "c", "d"],
            ["00000000000000ff", "images", "0000000000000001", "input"], null], "nodes": {"0000000000000001": {"type": "ReLU", "name": "r"}}})";
    g.document.apply(make_paste(g.state(), odd, {6, 6}, &ids, true));
    QVERIFY(ids.size() == 1 && g.state().edges_of(ids[0]).empty());
  }

  void a_large_paste_and_its_undo() {
    Graph g;
    for (int i = 0; i < 2500; ++i) g.document.apply(make_add_node(g.state(), i % 2 ? "ReLU" : "Conv2d", {double(i), 0}));
    std::vector<NodeId> all;
    for (const auto& [id, node] : g.state().nodes) all.push_back(id);
    const GraphPatch patch = make_paste(g.state(), copy_to_text(g.state(), all), {5, 5});
    g.document.apply(patch);
    QCOMPARE(g.state().nodes.size(), size_t{5000});
    g.document.apply(patch.inverse());
    QCOMPARE(g.state().nodes.size(), size_t{2500});
  }

  void arranging_puts_sources_left_of_what_they_feed() {
    Graph g = test::digits_classifier();
    g.document.apply(make_arrange(g.state()));
    for (const Edge& e : g.state().edges) QVERIFY(g.state().find(e.from.node)->position.x + 152 <= g.state().find(e.to.node)->position.x);
    for (const auto& [a, first] : g.state().nodes)
      for (const auto& [b, second] : g.state().nodes) QVERIFY(a == b || !(first->position == second->position));
  }

  void run_settings_are_described_and_checked() {
    QCOMPARE(run_settings({}).epochs, int64_t{10});
    const auto set = run_settings({{"epochs", Value(3)}, {"early_stop", Value("validation/loss")}, {"early_stop_patience", Value(2)}});
    QVERIFY(set.epochs == 3 && set.early_stop.series == "validation/loss" && set.early_stop.patience == 2);
    QVERIFY_THROWS_EXCEPTION(tl::Error, run_settings({{"epochs", Value(0)}}));
    QVERIFY_THROWS_EXCEPTION(tl::Error, run_settings({{"device", Value("toaster")}}));
    QCOMPARE(run_settings({{"unheard_of", Value(1)}}).epochs, int64_t{10});
  }
};

TL_TEST_CLASS(TestPatch)
#include "test_patch.moc"
