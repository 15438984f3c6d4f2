// SPDX-License-Identifier: Apache-2.0
// Shapes, cost and faults of graphs before they run.
#include <algorithm>
#include <cmath>

#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/infer_node.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;

namespace {

Analysis look(const Graph& g) { return analyze(g.state()); }
const NodeReport& report(const Analysis& a, const Graph& g, const std::string& name) { return a.nodes.at(g.id(name)); }

std::string errors(const Analysis& a) {
  std::string text;
  for (const Problem& p : a.problems)
    if (p.severity == Severity::error) text += p.text + " | ";
  return text;
}

const Problem* problem_at(const Analysis& a, NodeId id) {
  for (const Problem& p : a.problems)
    if (p.node == id) return &p;
  return nullptr;
}

Graph loaded(const char* example) {
  Graph g;
  g.document.reset(test::example(example));
  return g;
}

}  // namespace

class TestAnalyze : public QObject {
  Q_OBJECT
 private slots:
  void indices_of_a_pooling_are_an_output_that_can_be_turned_on() {
    Graph g;
    g.add_as("data", "Digits"), g.add_as("pool", "MaxPool2d"), g.add_as("unpool", "MaxUnpool2d");
    g.chain("data.images", {"pool", "unpool"}).wire("pool.indices", "unpool.indices");
    const Problem* off = nullptr;
    Analysis a = look(g);
    QVERIFY((off = problem_at(a, g.id("pool"))) && off->text.find("indices is wired") != std::string::npos);
    g.document.apply(make_set_param(g.state(), g.id("pool"), "return_indices", true));
    a = look(g);
    QCOMPARE(report(a, g, "pool").summary, std::string("N×1×4×4"));
    QCOMPARE(report(a, g, "unpool").summary, std::string("N×1×8×8"));
  }
  void the_picture_has_the_shapes_and_costs_of_paper_and_pencil() {
    const Graph g = loaded("fashion-cnn");
    const Analysis a = look(g);
    QVERIFY2(a.problems.empty(), errors(a).c_str());
    QVERIFY(a.valid());
    for (auto [name, shape] : {std::pair{"conv_1", "N×32×28×28"},
                               {"relu_1", "N×32×28×28"},
                               {"pool_1", "N×32×14×14"},
                               {"conv_2", "N×64×14×14"},
                               {"flat", "N×12544"},
                               {"fc_1", "N×128"},
                               {"fc_2", "N×10"},
                               {"loss", "scalar"},
                               {"aug", "1×28×28 sample"}})
      QCOMPARE(report(a, g, name).summary, std::string(shape));
    QCOMPARE(report(a, g, "data").summary, std::string("60 000 samples"));
    QCOMPARE(report(a, g, "conv_1").parameters, int64_t{32 * 1 * 9 + 32});
    QCOMPARE(report(a, g, "conv_2").parameters, int64_t{18496});
    QCOMPARE(report(a, g, "fc_1").parameters, int64_t{12544 * 128 + 128});
    QCOMPARE(a.parameters, int64_t{320 + 18496 + 1605760 + 1290});
    QCOMPARE(report(a, g, "conv_2").flops, int64_t{2 * 9 * 32 * 64 * 14 * 14});
    QCOMPARE(report(a, g, "relu_1").flops, int64_t{32 * 28 * 28});
    QCOMPARE(report(a, g, "pool_1").flops, int64_t{4 * 32 * 14 * 14});
    QCOMPARE(report(a, g, "fc_1").flops, int64_t{2 * 12544 * 128});
    QCOMPARE(report(a, g, "fc_1").automatic.front().second.to_int(), int64_t{12544});
    QVERIFY(a.train_samples == 54000 && a.validation_samples == 6000 && a.test_samples == 10000);
    QCOMPARE(a.steps_per_epoch, int64_t{844});
    QVERIFY(a.forecast_bytes > a.parameters * 16);
    QVERIFY(a.node_count == 14 && a.wire_count == 15);
    const Edge labels{g.port("data.labels"), g.port("loss.target")};
    QCOMPARE(a.wires.at(labels)->text(), std::string("N int64"));
    const Edge images{g.port("data.images"), g.port("aug.input")};
    QCOMPARE(a.wires.at(images)->text(), std::string("1×28×28 sample"));
    QCOMPARE(report(a, g, "conv_1").input("input")->text(), std::string("N×1×28×28"));  // collated on the way in
  }

  void all_examples_are_sound() {
    for (const char* name : {"digits-mlp", "digits-gan", "iris-mlp", "fashion-mlp", "fashion-cnn"}) {
      const Analysis a = analyze(test::example(name));
      QVERIFY2(a.problems.empty(), (name + (": " + errors(a))).c_str());
    }
  }

  void the_batch_axis_is_found_also_where_it_is_mixed() {
    Graph g;
    g.add_as("data", "Digits"), g.add_as("flat", "Flatten", {{"start_dim", 0}}), g.add_as("r", "ReLU");
    g.chain("data.images", {"flat", "r"});
    QCOMPARE(report(look(g), g, "flat").summary, std::string("64N"));
    QCOMPARE((Dim{2, 1}.text()), std::string("2N+1"));
  }

  void one_mistake_is_one_red_node() {
    Graph g = loaded("fashion-cnn");
    g.document.apply(make_set_param(g.state(), g.id("conv_2"), "in_channels", Value(5)));
    const Analysis a = look(g);
    QVERIFY(!a.valid());
    QCOMPARE(report(a, g, "conv_2").status, NodeStatus::error);
    QCOMPARE(report(a, g, "conv_1").status, NodeStatus::ok);
    for (const char* name : {"relu_2", "flat", "fc_1", "fc_2", "loss", "acc", "adam"}) {
      QCOMPARE(report(a, g, name).status, NodeStatus::blocked);
      QVERIFY(report(a, g, name).blocked_by == g.id("conv_2"));
      QCOMPARE(report(a, g, name).message, std::string("waiting for conv_2"));
    }
    QCOMPARE(std::count_if(a.problems.begin(), a.problems.end(), [](const Problem& p) { return p.severity == Severity::error; }), 1);
    const Problem& p = *problem_at(a, g.id("conv_2"));
    QVERIFY(p.param == "in_channels" && p.remedy.find("automatic") != std::string::npos);
    g.document.apply(*make_fix(g.state(), p));
    QVERIFY(look(g).valid());
  }

  void linear_on_images_is_doubted_and_flatten_offered() {
    Graph g = loaded("fashion-cnn");
    g.document.apply(make_remove_nodes(g.state(), {g.id("flat")}, true));
    const Analysis a = look(g);
    const Problem* p = problem_at(a, g.id("fc_1"));
    QVERIFY(p && p->severity == Severity::warning && p->fix.kind == "insert_flatten");
    QVERIFY(!a.valid());  // the loss gets N×64×14×10
    const Problem* at_loss = problem_at(a, g.id("loss"));
    QVERIFY(at_loss && at_loss->severity == Severity::error && at_loss->fix.kind == "insert_flatten");
    g.document.apply(*make_fix(g.state(), *p));
    QVERIFY2(look(g).valid(), errors(look(g)).c_str());
  }

  void wrong_ranks_get_words_and_a_remedy() {
    Graph g = test::digits_classifier();
    g.add_as("conv", "Conv2d");
    g.wire("flat.output", "conv.input");
    const Analysis a = look(g);
    QCOMPARE(report(a, g, "conv").status, NodeStatus::error);
    QVERIFY(report(a, g, "conv").remedy.find("N×C×H×W") != std::string::npos);
    QVERIFY(!report(a, g, "conv").message.empty());
  }

  void a_missing_wire_is_named_and_a_lonely_node_only_warned_of() {
    Graph g = test::digits_classifier();
    g.document.apply(make_disconnect(g.state(), {g.port("flat.output"), g.port("fc.input")}));
    g.add_as("spare", "Conv2d");
    const Analysis a = look(g);
    QCOMPARE(problem_at(a, g.id("fc"))->port, std::string("input"));
    QCOMPARE(report(a, g, "fc").status, NodeStatus::error);
    QCOMPARE(report(a, g, "loss").status, NodeStatus::blocked);
    QCOMPARE(report(a, g, "spare").status, NodeStatus::warning);
    g.wire("flat.output", "fc.input");
    QVERIFY(look(g).valid());
  }

  void circles_are_named_and_can_be_cut() {
    Graph g = test::digits_classifier();
    g.add_as("add", "Add"), g.add_as("r", "ReLU");
    g.document.apply(make_insert_on_edge(g.state(), "ReLU", {g.port("flat.output"), g.port("fc.input")}, {}));
    g.wire("flat.output", "add.a").wire("add.output", "r.input").wire("r.output", "add.b");
    const Analysis a = look(g);
    const auto found =
        std::find_if(a.problems.begin(), a.problems.end(), [](const Problem& p) { return p.text.find("circle") != std::string::npos; });
    QVERIFY(found != a.problems.end());
    QVERIFY(found->text.find("add") != std::string::npos && found->text.find("r →") != std::string::npos);
    QCOMPARE(report(a, g, "loss").status, NodeStatus::ok);  // not part of it
    g.document.apply(*make_fix(g.state(), *found));
    QVERIFY(errors(look(g)).find("circle") == std::string::npos);
  }

  void what_training_needs_is_asked_for() {
    Graph g;
    Analysis a = look(g);
    QVERIFY(errors(a).find("no data") != std::string::npos && errors(a).find("no loss") != std::string::npos);
    QVERIFY(errors(a).find("no optimizer") != std::string::npos);
    QVERIFY(analyze(g.state(), {{}, false}).valid());
    g = test::digits_classifier();
    g.document.apply(make_disconnect(g.state(), {g.port("loss.loss"), g.port("adam.loss")}));
    QVERIFY(errors(look(g)).find("No optimizer follows a loss") != std::string::npos);
    g = test::digits_classifier();
    g.document.apply(make_set_run(g.state(), "epochs", Value(-1)));
    QVERIFY(errors(look(g)).find("epochs") != std::string::npos);
    g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("adam"), "scope", Value("nobody")));
    QVERIFY(errors(look(g)).find("nobody") != std::string::npos);
  }

  void too_few_scores_for_the_classes_is_an_error() {
    Graph g = test::digits_classifier();
    g.document.apply(make_set_param(g.state(), g.id("fc"), "out_features", Value(7)));
    QVERIFY(errors(look(g)).find("7 scores") != std::string::npos);
  }

  void missing_files_name_the_parameter() {
    Graph g;
    g.add_as("data", "CSVTable", {{"file", Value("nothing-here.csv")}});
    const Analysis a = look(g);
    const Problem* p = problem_at(a, g.id("data"));
    QVERIFY(p && p->param == "file" && p->text.find("nothing-here.csv") != std::string::npos && !p->remedy.empty());
  }

  void what_comes_with_the_program_is_not_the_persons_to_choose() {
    Graph g;
    g.add_as("data", "CSVTable", {{"file", Value("resource:lost.csv")}});
    const Analysis a = look(g);
    const Problem* p = problem_at(a, g.id("data"));
    QVERIFY(p && p->text.find("lost.csv") != std::string::npos);
    QVERIFY(p->remedy.find("comes with the program") != std::string::npos && p->remedy.find("TL_DATA") != std::string::npos);
  }

  void what_a_mend_inserts_stands_in_the_row_where_there_is_room() {
    Graph g = loaded("fashion-cnn");
    const auto flat = g.id("flat");
    const double x = g.state().find(flat)->position.x;
    g.document.apply(make_remove_nodes(g.state(), {flat}, true));  // the wires are joined again
    const Analysis a = look(g);
    const Problem* p = problem_at(a, g.id("fc_1"));
    QVERIFY(p && p->fix.kind == "insert_flatten");
    const GraphState before = g.state();
    g.document.apply(*make_fix(g.state(), *p));
    for (const auto& [id, node] : g.state().nodes)
      if (!before.find(id)) QVERIFY(node->position.y == g.state().find(g.id("fc_1"))->position.y && std::abs(node->position.x - x) < 20);
  }

  void placeholders_and_unknown_ports_are_errors_in_words() {
    Graph g = test::digits_classifier();
    GraphState s = g.state();
    Node strange;
    strange.id = {7}, strange.name = "strange", strange.type = "Hologram";
    s.insert_node(strange);
    s.insert_edge({{g.id("flat"), "output"}, {g.id("fc"), "side_door"}});
    g.document.reset(s);
    const Analysis a = look(g);
    QVERIFY(errors(a).find("Hologram") != std::string::npos && errors(a).find("side_door") != std::string::npos);
    g.document.apply(*make_fix(g.state(), *problem_at(a, g.id("fc"))));
    QVERIFY(errors(look(g)).find("side_door") == std::string::npos);
  }

  void kinds_and_circles_are_refused_at_the_port() {
    Graph g = loaded("fashion-cnn");
    const auto& s = g.state();
    QVERIFY(can_connect(s, g.port("data.images"), g.port("conv_1.input")));
    auto why = [&](const char* from, const char* to) { return can_connect(s, g.port(from), g.port(to)).reason; };
    QVERIFY(why("fc_2.output", "conv_1.input").find("circle") != std::string::npos);
    QVERIFY(why("conv_1.output", "conv_1.input").find("itself") != std::string::npos);
    QVERIFY(why("conv_1.output", "aug.input").find("single samples") != std::string::npos);
    QVERIFY(why("conv_1.output", "adam.loss").find("follows a loss") != std::string::npos);
    QVERIFY(why("loss.loss", "acc.input").find("optimizer") != std::string::npos);
    QVERIFY(!why("conv_1.nothing", "acc.input").empty());
    for (bool forward : {true, false}) {
      const PortRef from = g.port(forward ? "relu_1.output" : "conv_2.input");
      for (const auto& [port, verdict] : fitting_ports(s, from, forward)) {
        const Verdict single = forward ? can_connect(s, from, port) : can_connect(s, port, from);
        QCOMPARE(verdict.ok, single.ok);
        QCOMPARE(verdict.reason, single.reason);
      }
    }
  }

  void a_kind_mismatch_in_a_file_is_an_error_with_a_mend() {
    Graph g = test::digits_classifier();
    g.add_as("aug", "Augment");
    g.wire("fc.output", "aug.input");
    const Analysis a = look(g);
    const Problem* p = problem_at(a, g.id("aug"));
    QVERIFY(p && p->fix.kind == "remove_edge");
  }

  void offers_say_what_would_come_out() {
    const TensorMeta image{{{1, 0}, {0, 32}, {0, 14}, {0, 14}}, tl::kFloat, false};
    QCOMPARE(offer_for(*find_node_type("MaxPool2d"), PortKind::tensor, &image).text, std::string("N×32×7×7"));
    QCOMPARE(offer_for(*find_node_type("Flatten"), PortKind::tensor, &image).text, std::string("N×6272"));
    QVERIFY(offer_for(*find_node_type("Conv2d"), PortKind::tensor, &image).fits);
    const TensorMeta flat{{{1, 0}, {0, 10}}, tl::kFloat, false};
    const Offer conv = offer_for(*find_node_type("Conv2d"), PortKind::tensor, &flat);
    QVERIFY(!conv.fits && !conv.text.empty());
    QVERIFY(!offer_for(*find_node_type("Adam"), PortKind::tensor, &flat).fits);
    QVERIFY(!offer_for(*find_node_type("Digits"), PortKind::tensor, &flat).fits);
    QCOMPARE(offer_for(*find_node_type("CrossEntropyLoss"), PortKind::tensor, &flat).input, std::string("input"));
  }

  void analysing_again_computes_only_what_changed() {
    Graph g = loaded("fashion-cnn");
    look(g);
    const size_t before = infer_cache_stats().computed;
    look(g);
    g.document.apply(make_move(g.state(), {{g.id("flat"), {1, 1}}}));
    look(g);
    QCOMPARE(infer_cache_stats().computed, before);
    g.document.apply(make_set_param(g.state(), g.id("fc_1"), "out_features", Value(77)));
    look(g);
    QCOMPARE(infer_cache_stats().computed, before + 3);  // fc_1, relu_3, fc_2; the rest is known
    QVERIFY(infer_cache_stats().entries <= infer_cache_capacity);
  }
};

TL_TEST_CLASS(TestAnalyze)
#include "test_analyze.moc"
