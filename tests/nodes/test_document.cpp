// SPDX-License-Identifier: Apache-2.0
// Documents change by patches only: adjacency, order, listeners, snapshots, refusal without a trace.
#include "engine/core/error.h"
#include "nodes/document.h"
#include "nodes/patch.h"
#include "support/test_main.h"

using namespace tl::nodes;

namespace {
Node node(uint64_t id, const std::string& name, const std::string& type = "ReLU") {
  Node n;
  n.id = {id}, n.name = name, n.type = type;
  return n;
}
Edge wire(uint64_t a, uint64_t b) { return {{{a}, "output"}, {{b}, "input"}}; }
GraphPatch patch(std::vector<Edit> edits) { return {"", "", std::move(edits)}; }
}  // namespace

class TestDocument : public QObject {
  Q_OBJECT
 private slots:
  void ids_are_text_and_back() {
    QCOMPARE(NodeId{255}.to_string(), std::string("00000000000000ff"));
    QVERIFY(NodeId::parse("00000000000000ff") == NodeId{255});
    for (const char* bad : {"", "ff", "0000000000000000", "00000000000000fg", "00000000000000ff0"}) QVERIFY(!NodeId::parse(bad));
    const NodeId a = NodeId::random(), b = NodeId::random();
    QVERIFY(a && b && a != b);
    QVERIFY(NodeId::parse(a.to_string()) == a);
  }

  void adjacency_follows_the_wires() {
    GraphState s;
    for (uint64_t i = 1; i <= 3; ++i) QVERIFY(s.insert_node(node(i, "n" + std::to_string(i))));
    QVERIFY(s.insert_edge(wire(1, 2)) && s.insert_edge(wire(1, 3)) && !s.insert_edge(wire(1, 3)));
    QVERIFY(!s.insert_edge(wire(1, 9)));
    QCOMPARE(s.targets({{1}, "output"}).size(), size_t{2});
    QCOMPARE(s.sources({{3}, "input"}).size(), size_t{1});
    QCOMPARE(s.edges_of({1}).size(), size_t{2});
    QVERIFY(!s.erase_node({1}));
    QVERIFY(s.erase_edge(wire(1, 2)) && s.erase_edge(wire(1, 3)));
    QVERIFY(s.targets({{1}, "output"}).empty() && s.edges_of({3}).empty());
    QVERIFY(s.erase_node({1}) && !s.find_by_name("n1"));
  }

  void order_puts_sources_first_and_lists_cycles() {
    GraphState s;
    for (uint64_t i = 1; i <= 5; ++i) s.insert_node(node(i, "n" + std::to_string(i)));
    s.insert_edge(wire(5, 4)), s.insert_edge(wire(4, 1)), s.insert_edge(wire(2, 3)), s.insert_edge(wire(3, 2));
    std::vector<NodeId> cyclic;
    const auto order = s.topological_order(&cyclic);
    QCOMPARE(order.size(), size_t{5});
    QVERIFY(order[0] == NodeId{5} && order[1] == NodeId{4} && order[2] == NodeId{1});
    QVERIFY((cyclic == std::vector<NodeId>{{2}, {3}}));
  }

  void a_patch_is_announced_once_with_its_net_effect() {
    GraphDocument d;
    std::vector<ChangeSet> heard;
    const int number = d.add_listener([&](const ChangeSet& c) { heard.push_back(c); });
    d.apply(patch({AddNode{node(1, "a")}, AddNode{node(2, "b")}, AddEdge{wire(1, 2)}, Move{{2}, {}, {5, 6}}}));
    QCOMPARE(heard.size(), size_t{1});
    QCOMPARE(heard[0].added.size(), size_t{2});
    QVERIFY(heard[0].moved.empty() && heard[0].edges_added.size() == 1 && heard[0].semantic());
    QCOMPARE(heard[0].revision, d.revision());
    d.apply(patch({Move{{2}, {5, 6}, {7, 8}}}));
    QVERIFY(!heard[1].semantic());
    d.remove_listener(number);
    d.apply(patch({Rename{{2}, "b", "c"}}));
    QCOMPARE(heard.size(), size_t{2});
    QVERIFY(d.state().find_by_name("c") && !d.state().find_by_name("b"));
  }

  void a_patch_that_does_not_fit_changes_nothing() {
    GraphDocument d;
    d.apply(patch({AddNode{node(1, "a")}, AddNode{node(2, "b")}}));
    const auto before = d.snapshot();
    const std::vector<GraphPatch> bad{
        patch({Move{{1}, {}, {1, 1}}, AddNode{node(3, "a")}}),                       // name taken
        patch({AddEdge{wire(1, 2)}, AddEdge{wire(1, 7)}}),                           // no such node
        patch({SetParam{{1}, "p", std::nullopt, tl::Value(1)}, SetParam{{2}, "p", tl::Value(5), tl::Value(6)}}),  // differs
        patch({AddEdge{wire(1, 2)}, RemoveNode{node(1, "a")}}),                      // still wired
        patch({Rename{{1}, "a", "c"}, Rename{{2}, "b", "c"}}),
        patch({SetRun{"epochs", tl::Value(3), tl::Value(4)}}),
    };
    for (const auto& p : bad) {
      QVERIFY_THROWS_EXCEPTION(tl::Error, d.apply(p));
      QVERIFY(d.state().nodes.size() == 2 && d.state().edges.empty() && d.revision() == before->revision);
      QVERIFY(d.state().find({1})->position == Point{} && d.state().find({1})->params.empty());
      QVERIFY(d.state().find_by_name("a") && d.state().find_by_name("b") && !d.state().find_by_name("c"));
    }
  }

  void snapshots_stay_as_they_were() {
    GraphDocument d;
    d.apply(patch({AddNode{node(1, "a")}}));
    const Snapshot old = d.snapshot();
    d.apply(patch({SetParam{{1}, "p", std::nullopt, tl::Value(0.5)}}));
    QVERIFY(old->find({1})->params.empty());
    QVERIFY(d.state().find({1})->param("p")->to_double() == 0.5);
  }

  void reset_replaces_everything() {
    GraphDocument d;
    d.apply(patch({AddNode{node(1, "a")}}));
    bool reset = false;
    d.add_listener([&](const ChangeSet& c) { reset = c.reset; });
    const auto revision = d.revision();
    d.reset({});
    QVERIFY(reset && d.state().nodes.empty() && d.revision() > revision);
  }
};

TL_TEST_CLASS(TestDocument)
#include "test_document.moc"
