// SPDX-License-Identifier: Apache-2.0
// Groups: made and dissolved without a change to what is computed, repeated, parameterised, nested, saved, copied, and refused when hostile.
#include <QElapsedTimer>

#include "engine/core/error.h"
#include "engine/data/loader.h"
#include "engine/train/stepper.h"
#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/expansion.h"
#include "nodes/groups.h"
#include "nodes/level_values.h"
#include "nodes/live.h"
#include "nodes/lower.h"
#include "nodes/node_type.h"
#include "nodes/project_limits.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::Value;
using test::Graph;

namespace {

/// data → flat → a → b → fc → loss, acc, adam: a (Linear of 16) and b (ReLU) are to be grouped.
Graph with_hidden_layer() {
  Graph g = test::digits_classifier();
  g.add_as("a", "Linear", {{"out_features", 16}}), g.add_as("b", "ReLU");
  g.document.apply(make_disconnect(g.state(), {g.port("flat.output"), g.port("fc.input")}));
  g.wire("flat.output", "a.input").wire("a.output", "b.input").wire("b.output", "fc.input");
  return g;
}

NodeId grouped(Graph& g, const std::vector<std::string>& names) {
  std::vector<NodeId> ids;
  for (const auto& name : names) ids.push_back(g.id(name));
  NodeId made;
  g.document.apply(make_group(g.state(), ids, &made));
  return made;
}

void set(Graph& g, NodeId node, const std::string& key, Value value) { g.document.apply(make_set_param(g.state(), node, key, std::move(value))); }

std::string problems(const GraphState& state) {
  std::string all;
  for (const auto& p : analyze(state).problems) all += p.text + " | ";
  return all;
}

/// Parameters after some steps on one batch, by name.
std::map<std::string, std::vector<float>> trained(const Snapshot& snapshot, double* loss = nullptr) {
  const auto spec = lower(snapshot, {{}, "test", {}});
  tl::train::Stepper stepper(spec, 7);
  std::vector<int64_t> indices;
  for (int64_t i = 0; i < 32; ++i) indices.push_back(i);
  for (int step = 0; step < 3; ++step) {
    const auto result = stepper.step({tl::data::make_batch(spec.train, indices, 7, 0, true)}, step);
    if (loss) *loss = result.loss;
  }
  std::map<std::string, std::vector<float>> values;
  for (auto& item : stepper.module().named_parameters()) {
    const tl::Tensor t = item.value().detach().contiguous();
    values[item.key()] = {t.data_ptr<float>(), t.data_ptr<float>() + t.numel()};
  }
  return values;
}

std::string refusal(const std::function<void()>& f) {
  try {
    f();
  } catch (const tl::Error& e) {
    return e.message() + " " + e.remedy();
  }
  return {};
}

std::string hex(uint64_t id) { return NodeId{id}.to_string(); }

}  // namespace

class TestGroups : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_document_without_groups_costs_nothing() {
    const Graph g = with_hidden_layer();
    const Snapshot s = g.document.snapshot();
    QVERIFY(Expansion(s).flat() == s);
  }

  void wires_across_the_border_become_ports_and_come_back() {
    Graph g = with_hidden_layer();
    const std::string before = project_text(g.state());
    const GraphPatch patch = make_group(g.state(), {g.id("a"), g.id("b")});
    g.document.apply(patch);
    const Node* node = g.state().find_by_name("group_1");
    QVERIFY(node && g.state().find_by_name("a")->home == group_of(*node));
    const NodeType* face = g.state().type_of(*node);
    QVERIFY(face && face->inputs.size() == 1 && face->outputs.size() == 1 && face->inputs[0].name == "input");
    QVERIFY(face->inputs[0].kind == PortKind::tensor && !face->inputs[0].optional);
    QVERIFY(g.state().edges.count({g.port("flat.output"), {node->id, "input"}}));
    QVERIFY(g.state().edges.count({{node->id, "output"}, g.port("fc.input")}));
    QVERIFY(g.state().edges.count({g.port("a.output"), g.port("b.input")}));  // the wire inside stays
    QCOMPARE(problems(g.state()), std::string());
    // Saved and read back it is the same; undone it is as it was, byte for byte.
    const std::string text = project_text(g.state());
    QCOMPARE(project_text(parse_project(text).state), text);
    g.document.apply(patch.inverse());
    QCOMPARE(project_text(g.state()), before);
    g.document.apply(patch);
    QCOMPARE(project_text(g.state()), text);
    // Ungrouped, the same nodes are wired as before.
    g.document.apply(make_ungroup(g.state(), g.id("group_1")));
    QVERIFY(g.state().groups.empty() && g.state().edges.count({g.port("flat.output"), g.port("a.input")}));
    QVERIFY(g.state().edges.count({g.port("b.output"), g.port("fc.input")}));
    QCOMPARE(g.state().nodes.size(), size_t{8});
  }

  void a_group_says_shapes_parameters_and_cost() {
    Graph g = with_hidden_layer();
    const Analysis flat = analyze(g.state());
    const NodeId id = grouped(g, {"a", "b"});
    const Analysis a = analyze(g.state());
    const NodeReport* r = a.node(id);
    QVERIFY(r && r->status == NodeStatus::ok);
    QCOMPARE(r->parameters, int64_t{64 * 16 + 16});
    QCOMPARE(r->summary, std::string("N×16"));
    QVERIFY(r->input("input") && r->input("input")->shape_text() == "N×64" && r->output("output")->shape_text() == "N×16");
    QCOMPARE(a.parameters, flat.parameters);
    QCOMPARE(a.flops, flat.flops);
    QCOMPARE(a.wires.at({g.port("flat.output"), {id, "input"}})->shape_text(), std::string("N×64"));
    // What is inside is told at the level behind it.
    const Level level = level_at(g.state(), {id});
    QCOMPARE(level.prefix, std::string("group_1/"));
    QCOMPARE(a.node(level.flat(g.id("a")))->parameters, int64_t{64 * 16 + 16});
    QVERIFY(a.wires.count(level.flat({g.port("a.output"), g.port("b.input")})));
  }

  void repeated_three_times_it_trains_as_the_flat_network_bit_for_bit() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    g.document.apply(make_rename(g.state(), id, "block"));
    set(g, g.id("a"), "out_features", 64);
    set(g, id, repeat_key, 3);
    QCOMPARE(problems(g.state()), std::string());
    const Snapshot document = g.document.snapshot();
    const Snapshot flat = unfolded(document);
    QVERIFY(flat != document && flat->groups.empty() && flat->nodes.size() == 6 + 3 * 2);
    QVERIFY(flat->find_by_name("block/1/a") && flat->find_by_name("block/3/b"));
    QCOMPARE(flat->find_by_name("block/1/a")->id, level_at(*document, {id}).flat(g.id("a")));
    QCOMPARE(analyze(*document).parameters, analyze(*flat).parameters);
    QCOMPARE(analyze(*document).node(id)->parameters, int64_t{3 * (64 * 64 + 64)});
    double loss = 0, flat_loss = 0;
    const auto mine = trained(document, &loss), theirs = trained(flat, &flat_loss);
    QVERIFY(mine == theirs && loss == flat_loss && mine.size() == 8);
    QVERIFY(mine.at("block/1/a.weight") != mine.at("block/2/a.weight"));  // each has weights of its own
    // The names of a run lead back to the node.
    std::vector<NodeId> path;
    QVERIFY(find_by_flat_name(*document, "block/2/a", &path) == document->find_by_name("a") && path == std::vector<NodeId>{id});
    QVERIFY(!find_by_flat_name(*document, "a") && !find_by_flat_name(*document, "block/x/a"));
    // A later run of the same document begins with the same weights; the ids do not hang on the number of repetitions.
    set(g, id, repeat_key, 1);
    const auto once = lower(g.document.snapshot(), {{}, "test", {}});
    QCOMPARE(once.node_ids.at("block/a"), flat->find_by_name("block/1/a")->id.value);
    // Unfolded by hand it is the same network: three layers, one after the other.
    set(g, id, repeat_key, 3);
    g.document.apply(make_ungroup(g.state(), id));
    QCOMPARE(problems(g.state()), std::string());
    QCOMPARE(analyze(g.state()).parameters, analyze(*flat).parameters);
    QVERIFY(g.state().groups.empty());
  }

  void instances_share_a_definition_until_one_is_made_independent() {
    Graph g = with_hidden_layer();
    const NodeId first = grouped(g, {"a", "b"});
    set(g, g.id("a"), "out_features", 64);
    std::vector<NodeId> made;
    g.document.apply(make_duplicate(g.state(), {first}, {0, 200}, false, &made));
    const NodeId second = made.at(0);
    QCOMPARE(g.state().groups.size(), size_t{1});
    g.document.apply(make_insert_on_edge(g.state(), "ReLU", {{first, "output"}, g.port("fc.input")}, {}));
    const NodeId relu = g.id("relu_1");
    g.document.apply(make_connect(g.state(), {relu, "output"}, {second, "input"}));
    g.document.apply(make_connect(g.state(), {second, "output"}, g.port("fc.input")));
    QCOMPARE(problems(g.state()), std::string());
    QCOMPARE(analyze(g.state()).node(second)->parameters, int64_t{64 * 64 + 64});
    set(g, g.id("a"), "bias", false);  // one edit, both change
    Analysis a = analyze(g.state());
    QVERIFY(a.node(first)->parameters == 64 * 64 && a.node(second)->parameters == 64 * 64);
    const GraphPatch patch = make_independent(g.state(), second);
    const std::string before = project_text(g.state());
    g.document.apply(patch);
    QCOMPARE(g.state().groups.size(), size_t{2});
    set(g, g.id("a"), "bias", true);
    a = analyze(g.state());
    QVERIFY(a.node(first)->parameters == 64 * 64 + 64 && a.node(second)->parameters == 64 * 64);
    set(g, g.id("a"), "bias", false);
    g.document.apply(patch.inverse());
    QCOMPARE(project_text(g.state()), before);
    QVERIFY(make_independent(g.state(), first).empty() == false);
    // The last instance takes the definition along; undo brings all back.
    const GraphPatch gone = make_remove_nodes(g.state(), {first, second});
    g.document.apply(gone);
    QVERIFY(g.state().groups.empty() && !g.state().find_by_name("a"));
    g.document.apply(gone.inverse());
    QCOMPARE(project_text(g.state()), before);
  }

  void promoted_parameters_differ_from_instance_to_instance() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    g.document.apply(make_promote_param(g.state(), g.id("a"), "out_features"));
    const NodeType* face = g.state().type_of(id);
    QVERIFY(face->field("out_features") && face->field("out_features")->default_value == Value(16));
    QVERIFY(face->field("out_features")->on_node && face->field(repeat_key));
    set(g, id, "out_features", 24);
    QCOMPARE(analyze(g.state()).node(id)->summary, std::string("N×24"));
    set(g, g.id("a"), "out_features", 20);
    QVERIFY(g.state().type_of(id)->field("out_features")->default_value == Value(20));
    QCOMPARE(analyze(g.state()).node(id)->summary, std::string("N×24"));
    // One name for several nodes.
    g.document.apply(make_promote_param(g.state(), g.id("a"), "frozen", "frozen"));
    QCOMPARE(g.state().groups.begin()->second.params.size(), size_t{2});
    // Ungrouping keeps what the instance had set; taking the parameter back goes to what the node has.
    GraphDocument other;
    other.reset(g.state());
    other.apply(make_ungroup(other.state(), id));
    QVERIFY(*other.state().find_by_name("a")->param("out_features") == Value(24));
    const std::string before = project_text(g.state());
    const GraphPatch back = make_withdraw_param(g.state(), group_of(*g.state().find(id)), "out_features");
    g.document.apply(back);
    QCOMPARE(analyze(g.state()).node(id)->summary, std::string("N×20"));
    QVERIFY(!g.state().find(id)->param("out_features"));
    g.document.apply(back.inverse());
    QCOMPARE(project_text(g.state()), before);
    QVERIFY(refusal([&] { make_promote_param(g.state(), g.id("a"), "bias", "repeat"); }).find("of its own") != std::string::npos);
  }

  void groups_nest_and_pass_ports_and_parameters_on() {
    Graph g = with_hidden_layer();
    const NodeId inner = grouped(g, {"a"});
    g.document.apply(make_promote_param(g.state(), g.id("a"), "out_features"));
    const NodeId outer = grouped(g, {"group_1", "b"});
    g.document.apply(make_promote_param(g.state(), inner, "out_features", "width"));
    g.document.apply(make_promote_param(g.state(), inner, repeat_key, "layers"));
    set(g, outer, "width", 64);
    set(g, outer, "layers", 2);
    set(g, outer, repeat_key, 2);
    QCOMPARE(problems(g.state()), std::string());
    const Snapshot flat = unfolded(g.document.snapshot());
    for (const char* name : {"group_2/1/group_1/1/a", "group_2/1/group_1/2/a", "group_2/2/group_1/2/a", "group_2/2/b"})
      QVERIFY2(flat->find_by_name(name), name);
    QCOMPARE(analyze(g.state()).node(outer)->parameters, int64_t{4 * (64 * 64 + 64)});
    QCOMPARE(path_to(g.state(), g.state().find_by_name("a")->home), (std::vector<NodeId>{outer, inner}));
    QVERIFY(trained(g.document.snapshot()) == trained(flat));
    // The inner one dissolved: the outer goes on showing its parameter.
    g.document.apply(make_ungroup(g.state(), inner));
    QVERIFY(g.state().type_of(outer)->field("width"));
    QCOMPARE(analyze(g.state()).node(outer)->summary, std::string("N×64"));
  }

  void a_group_around_nothing_but_a_group_is_unfolded() {
    Graph g = with_hidden_layer();
    const auto flat = trained(g.document.snapshot());
    grouped(g, {"a", "b"});
    grouped(g, {"group_1"});  // every wire of group_1 is a port of group_2
    QCOMPARE(problems(g.state()), std::string());
    const auto values = trained(g.document.snapshot());
    QCOMPARE(values.size(), flat.size());
    QVERIFY(values.count("group_2/group_1/a.weight"));
    // One that nothing is wired to says so still.
    g.document.apply(make_duplicate(g.state(), {g.id("group_2")}, {0, 300}));
    QVERIFY2(problems(g.state()).find("not wired yet") != std::string::npos, problems(g.state()).c_str());
  }

  void resnet_50_has_the_parameters_that_everyone_counts() {
    GraphDocument document;
    document.reset(test::example("resnet-50"));
    size_t seen = 0;
    for (const auto& [id, node] : document.state().nodes) seen += !node->home;
    QVERIFY(seen <= 16);
    const Analysis a = analyze(document.state(), {{}, false});
    // 25 557 032 of the one for three colours and 1000 classes, less what one colour and ten classes save.
    QCOMPARE(a.parameters, int64_t{25'557'032 - 2 * 64 * 49 - 990 * 2049});
    const Snapshot flat = unfolded(document.snapshot());
    for (const char* name : {"layer1/first/down_conv1", "layer3/rest/5/conv2", "layer4/rest/2/relu3"}) QVERIFY2(flat->find_by_name(name), name);
    size_t convolutions = 0;
    for (const auto& [id, node] : flat->nodes) convolutions += node->type == "Conv2d";
    QCOMPARE(convolutions, size_t{53});
    const NodeId layer = document.state().find_by_name("layer4")->id;
    const std::vector<NodeId> path{layer, document.state().find_by_name("rest")->id};
    QCOMPARE(level_at(document.state(), path).prefix, std::string("layer4/rest/1/"));
    // What holds behind it is what layer4 sets, through two levels.
    QVERIFY(given_at(document.state(), path).at(document.state().find_by_name("conv3")->id) == (Value::Dict{{"out_channels", 2048}}));
  }

  void a_mistake_inside_makes_the_group_red_and_names_the_node() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    set(g, g.id("a"), "in_features", 100);
    const Analysis a = analyze(g.state());
    const NodeReport* r = a.node(id);
    QVERIFY2(r->status == NodeStatus::error && r->message.rfind("in a: ", 0) == 0, r->message.c_str());
    QCOMPARE(a.node(g.id("fc"))->status, NodeStatus::blocked);
    QCOMPARE(a.problems.size(), size_t{1});
    const Problem& p = a.problems[0];
    QVERIFY(p.node == g.id("a") && p.path == std::vector<NodeId>{id});
    QVERIFY2(p.text.rfind("group_1/a: ", 0) == 0, p.text.c_str());
    g.document.apply(make_fix(g.state(), p).value());  // the mend is for the node in the group
    QCOMPARE(problems(g.state()), std::string());
    // One definition, two instances, one mistake: told once.
    std::vector<NodeId> made;
    g.document.apply(make_duplicate(g.state(), {id}, {0, 200}, true, &made));
    g.add_as("probe", "Probe");
    g.document.apply(make_connect(g.state(), {made[0], "output"}, g.port("probe.input")));
    set(g, g.id("a"), "out_features", -1);
    QCOMPARE(analyze(g.state()).problems.size(), size_t{1});
    g.document.apply(make_set_param(g.state(), g.id("a"), "out_features", Value(16)));
    // What is missing outside is told of the group, not of the node inside.
    g.document.apply(make_disconnect(g.state(), {g.port("flat.output"), {id, "input"}}));
    QVERIFY2(problems(g.state()).rfind("group_1: input 'input' is not wired", 0) == 0, problems(g.state()).c_str());
  }

  void a_group_that_would_feed_itself_is_refused_in_words() {
    Graph g = with_hidden_layer();
    const std::string why = refusal([&] { make_group(g.state(), {g.id("a"), g.id("fc")}); });
    QVERIFY2(why.find("b lies between a and fc") != std::string::npos && why.find("Choose b too") != std::string::npos, why.c_str());
    const NodeId id = grouped(g, {"a", "b"});
    QVERIFY(refusal([&] { make_group(g.state(), {g.id("a"), g.id("fc")}); }).find("different groups") != std::string::npos);
    const std::string text = copy_to_text(g.state(), {id});
    const NodeId home = g.state().find_by_name("a")->home;
    const std::string itself = refusal([&] { g.document.apply(make_paste(g.state(), text, {0, 0}, nullptr, false, home)); });
    QVERIFY2(itself.find("contain itself") != std::string::npos && itself.find("independent copy") != std::string::npos, itself.c_str());
    QVERIFY(!can_connect(g.state(), g.port("flat.output"), g.port("b.input")));  // not through the border
  }

  void what_goes_takes_its_ports_and_the_wires_at_them_along() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    g.document.apply(make_promote_param(g.state(), g.id("a"), "out_features"));
    set(g, id, "out_features", 24);
    const std::string before = project_text(g.state());
    const GraphPatch patch = make_remove_nodes(g.state(), {g.id("a")});
    g.document.apply(patch);
    const NodeType* face = g.state().type_of(id);
    QVERIFY(face->inputs.empty() && face->outputs.size() == 1 && !face->field("out_features"));
    QVERIFY(g.state().targets(g.port("flat.output")).empty() && !g.state().find(id)->param("out_features"));
    g.document.apply(patch.inverse());
    QCOMPARE(project_text(g.state()), before);
    const GraphPatch port = make_withdraw_port(g.state(), g.state().find_by_name("a")->home, "output", true);
    g.document.apply(port);
    QVERIFY(g.state().type_of(id)->outputs.empty() && g.state().sources(g.port("fc.input")).empty());
    g.document.apply(port.inverse());
    QCOMPARE(project_text(g.state()), before);
  }

  void a_copied_group_is_another_instance_and_brings_its_definition_elsewhere() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    const std::string text = copy_to_text(g.state(), {id});
    std::vector<NodeId> made;
    g.document.apply(make_paste(g.state(), text, {40, 40}, &made));
    QVERIFY(made.size() == 1 && g.state().groups.size() == 1 && group_of(*g.state().find(made[0])) == group_of(*g.state().find(id)));
    Graph other;
    other.add_as("a", "ReLU");
    const GraphPatch patch = make_paste(other.state(), text, {0, 0}, &made);
    other.document.apply(patch);
    QVERIFY(made.size() == 1 && other.state().groups.size() == 1 && other.state().nodes.size() == 4 && other.state().edges.size() == 1);
    const NodeType* face = other.state().type_of(made[0]);
    QVERIFY(face && face->inputs.size() == 1 && face->outputs.size() == 1);
    other.document.apply(patch.inverse());
    QCOMPARE(other.state().nodes.size(), size_t{1});
  }

  void an_optimizer_may_train_one_group_only() {
    Graph g = with_hidden_layer();
    grouped(g, {"a", "b"});
    set(g, g.id("adam"), "scope", std::string("group_1"));
    QCOMPARE(problems(g.state()), std::string());
    const auto spec = lower(g.document.snapshot(), {{}, "test", {}});
    QVERIFY(std::count(spec.optimizers.at(0).scope.begin(), spec.optimizers.at(0).scope.end(), "group_1/a") == 1);
    const auto start = [&] {
      std::map<std::string, std::vector<float>> values;
      for (auto& item : spec.make_module(7)->named_parameters())
        values[item.key()] = {item.value().data_ptr<float>(), item.value().data_ptr<float>() + item.value().numel()};
      return values;
    }();
    const auto end = trained(g.document.snapshot());
    QVERIFY(start.at("fc.weight") == end.at("fc.weight") && start.at("group_1/a.weight") != end.at("group_1/a.weight"));
  }

  void layers_of_a_group_share_their_weights_in_each_repetition() {
    Graph g = with_hidden_layer();
    set(g, g.id("a"), "out_features", 64);
    g.add_as("c", "Linear", {{"out_features", 64}, {"shares", std::string("a")}});
    g.document.apply(make_disconnect(g.state(), {g.port("b.output"), g.port("fc.input")}));
    g.wire("b.output", "c.input").wire("c.output", "fc.input");
    const NodeId id = grouped(g, {"a", "b", "c"});
    set(g, id, repeat_key, 2);
    QCOMPARE(problems(g.state()), std::string());
    QCOMPARE(analyze(g.state()).node(id)->parameters, int64_t{2 * (64 * 64 + 64)});
    QCOMPARE(trained(g.document.snapshot()).size(), size_t{6});  // two of each repetition, two of fc
    // A copy of the group shares within itself.
    g.document.apply(make_ungroup(g.state(), id));
    QCOMPARE(problems(g.state()), std::string());
    QCOMPARE(analyze(g.state()).parameters, int64_t{2 * (64 * 64 + 64) + 64 * 10 + 10});
  }

  void values_are_seen_before_training_in_groups_too() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    const LiveBatch batch = LiveData().look(g.state(), analyze(g.state()));
    const auto group = batch.nodes.find(id), inner = batch.nodes.find(level_at(g.state(), {id}).flat(g.id("b")));
    QVERIFY(group != batch.nodes.end() && inner != batch.nodes.end());
    QVERIFY(group->second->trouble.empty() && group->second->outputs.size() == 1 && group->second->outputs[0].port == "output");
    QCOMPARE(group->second->outputs[0].data.mean, inner->second->outputs[0].data.mean);
  }

  void a_bypassed_group_passes_on_what_it_gets() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    g.document.apply(make_bypass(g.state(), {id}, true));
    QCOMPARE(problems(g.state()), std::string());
    const Snapshot flat = unfolded(g.document.snapshot());
    QVERIFY(flat->edges.count({g.port("flat.output"), g.port("fc.input")}) && !flat->find_by_name("group_1/a"));
  }

  // ---- files that nobody vouches for ----

  void hostile_groups_are_mended_or_refused_soon_and_without_loss() {
    QElapsedTimer timer;
    timer.start();
    // 200 groups, each in the one before, and a layer in the last.
    std::string nodes, groups;
    for (uint64_t i = 1; i <= 200; ++i) {
      nodes += "\"" + hex(1000 + i) + "\": {\"type\": \"Group\", \"name\": \"g" + std::to_string(i) + "\", \"params\": {\"group\": \"" + hex(i) +
               "\", \"repeat\": 2}" + (i > 1 ? ", \"in\": \"" + hex(i - 1) + "\"" : "") + "},";
      groups += (i > 1 ? ",\"" : "\"") + hex(i) + "\": {\"inputs\": [{\"name\": \"x\", \"ports\": [\"" +
                (i < 200 ? hex(1000 + i + 1) + ":x" : hex(5000) + ":input") + "\"]}], \"outputs\": [{\"name\": \"y\", \"ports\": [\"" +
                (i < 200 ? hex(1000 + i + 1) + ":y" : hex(5000) + ":output") + "\"]}]}";
    }
    nodes += "\"" + hex(5000) + "\": {\"type\": \"ReLU\", \"name\": \"relu\", \"in\": \"" + hex(200) + "\"},";
    nodes += "\"" + hex(6000) + "\": {\"type\": \"Digits\", \"name\": \"data\"}";
    const std::string deep = "{\"format\": \"tensorloom.project\", \"version\": 1, \"groups\": {" + groups + "}, \"nodes\": {" + nodes +
                             "}, \"edges\": [[\"" + hex(6000) + ":images\", \"" + hex(1001) + ":x\"]]}";
    const LoadedProject loaded = parse_project(deep, "deep.json");
    QVERIFY(loaded.state.groups.size() == 200 && loaded.state.nodes.size() == 202 && loaded.diagnostics.empty());
    const std::string said = problems(loaded.state);
    QVERIFY2(said.find("unfold to more than") != std::string::npos || said.find("nested more than") != std::string::npos, said.c_str());
    QCOMPARE(project_text(parse_project(project_text(loaded.state)).state), project_text(loaded.state));
    QVERIFY2(timer.elapsed() < 1000, std::to_string(timer.elapsed()).c_str());
  }

  void a_group_in_itself_is_parted_from_itself() {
    // Group 1 holds an instance of group 2, which holds one of group 1; nothing in the document itself leads to either.
    const std::string text = "{\"format\": \"tensorloom.project\", \"version\": 1, \"groups\": {\"" + hex(1) + "\": {\"title\": \"one\"}, \"" + hex(2) +
                             "\": {\"title\": \"two\"}}, \"nodes\": {\"" + hex(11) + "\": {\"type\": \"Group\", \"name\": \"p\", \"in\": \"" + hex(1) +
                             "\", \"params\": {\"group\": \"" + hex(2) + "\"}}, \"" + hex(12) + "\": {\"type\": \"Group\", \"name\": \"q\", \"in\": \"" +
                             hex(2) + "\", \"params\": {\"group\": \"" + hex(1) + "\"}}}, \"edges\": []}";
    const LoadedProject loaded = parse_project(text, "circle.json");
    std::string said;
    for (const Diagnostic& d : loaded.diagnostics) said += d.message + "; ";
    QVERIFY2(said.find("contains itself") != std::string::npos && said.find("was added for it") != std::string::npos, said.c_str());
    QVERIFY(loaded.state.find_by_name("p") && loaded.state.find_by_name("q") && loaded.state.groups.size() == 2);
    QVERIFY(!path_to(loaded.state, NodeId{1}).empty() && !path_to(loaded.state, NodeId{2}).empty());  // both can be opened
    const std::string once = project_text(loaded.state);
    QVERIFY(once.find("was_instance_of") != std::string::npos);
    const LoadedProject again = parse_project(once, "circle.json");
    QVERIFY(project_text(again.state) == once);
  }

  void references_to_what_is_not_there_are_mended() {
    const std::string text = "{\"format\": \"tensorloom.project\", \"version\": 1, \"groups\": {\"" + hex(1) +
                             "\": {\"inputs\": [{\"name\": \"x\", \"ports\": [\"" + hex(99) + ":input\"]}]}}, \"nodes\": {\"" + hex(11) +
                             "\": {\"type\": \"ReLU\", \"name\": \"r\", \"in\": \"" + hex(77) + "\"}, \"" + hex(12) +
                             "\": {\"type\": \"Group\", \"name\": \"lost\", \"params\": {\"group\": \"" + hex(55) + "\"}}, \"" + hex(13) +
                             "\": {\"type\": \"Group\", \"name\": \"here\", \"params\": {\"group\": \"" + hex(1) + "\", \"repeat\": 0}}}, \"edges\": []}";
    const LoadedProject loaded = parse_project(text, "dangling.json");
    std::string said;
    for (const Diagnostic& d : loaded.diagnostics) said += d.message + "; ";
    for (const char* part : {"there is no such group", "instance of no group", "ports or parameters of nodes that are not in it", "repeat"})
      QVERIFY2(said.find(part) != std::string::npos, said.c_str());
    QVERIFY(!loaded.state.find_by_name("r")->home && loaded.state.find_by_name("lost"));
    QVERIFY2(problems(loaded.state).find("lost") != std::string::npos, problems(loaded.state).c_str());
  }

  void too_many_repetitions_are_refused_before_they_are_made() {
    Graph g = with_hidden_layer();
    const NodeId id = grouped(g, {"a", "b"});
    set(g, g.id("a"), "out_features", 64);
    set(g, id, repeat_key, 1000);
    const NodeId outer = grouped(g, {"group_1"});
    set(g, outer, repeat_key, 1000);
    QElapsedTimer timer;
    timer.start();
    const std::string said = problems(g.state());
    QVERIFY2(said.find("more than 20000 nodes") != std::string::npos, said.c_str());
    QVERIFY(timer.elapsed() < 1000);
    const Analysis a = analyze(g.state());
    QCOMPARE(a.node(outer)->status, NodeStatus::error);
    QCOMPARE(a.node(g.id("fc"))->status, NodeStatus::blocked);
    QVERIFY_THROWS_EXCEPTION(tl::Error, lower(g.document.snapshot()));
  }
};

TL_TEST_CLASS(TestGroups)
#include "test_groups.moc"
