// SPDX-License-Identifier: Apache-2.0
// "Arrange": columns from left to right, and rows where one would be endless.
#include <algorithm>
#include <cmath>

#include "graphs.h"
#include "nodes/measures.h"
#include "nodes/node_type.h"
#include "support/test_main.h"

using namespace tl::nodes;
using test::Graph;

namespace {

Point at(const Graph& g, const std::string& name) { return g.state().find_by_name(name)->position; }

struct Extent {
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  double ratio() const { return (right - left) / (bottom - top); }
};

Extent extent(const Graph& g) {
  Extent e;
  for (const auto& [id, node] : g.state().nodes) {
    e.left = std::min(e.left, node->position.x), e.right = std::max(e.right, node->position.x + measures::node_width);
    e.top = std::min(e.top, node->position.y), e.bottom = std::max(e.bottom, node->position.y + 100);
  }
  return e;
}

/// r_1 → r_2 → … with so many nodes.
Graph chain(int nodes) {
  Graph g;
  for (int i = 1; i <= nodes; ++i) {
    g.add_as("r_" + std::to_string(i), "ReLU");
    if (i > 1) g.wire("r_" + std::to_string(i - 1) + ".output", "r_" + std::to_string(i) + ".input");
  }
  return g;
}

bool overlapping(const Graph& g) {
  for (const auto& [a, one] : g.state().nodes)
    for (const auto& [b, two] : g.state().nodes)
      if (a < b && std::fabs(one->position.x - two->position.x) < measures::node_width &&
          std::fabs(one->position.y - two->position.y) < 60)
        return true;
  return false;
}

}  // namespace

class TestArrange : public QObject {
  Q_OBJECT
 private slots:
  void a_short_chain_stays_one_row() {
    Graph g = chain(5);
    g.document.apply(make_arrange(g.state()));
    for (int i = 2; i <= 5; ++i) QCOMPARE(at(g, "r_" + std::to_string(i)).y, at(g, "r_1").y);
  }

  void a_long_chain_is_read_row_by_row() {
    for (const int nodes : {14, 24, 60, 200}) {
      Graph g = chain(nodes);
      const GraphState before = g.state();
      const GraphPatch patch = make_arrange(g.state());
      g.document.apply(patch);
      QVERIFY2(extent(g).ratio() > 1 && extent(g).ratio() < 3.3, std::to_string(extent(g).ratio()).c_str());
      QVERIFY(!overlapping(g));
      for (int i = 2; i <= nodes; ++i) {
        const Point a = at(g, "r_" + std::to_string(i - 1)), b = at(g, "r_" + std::to_string(i));
        const bool beside = b.y == a.y && b.x == a.x + measures::column_pitch, next_row = b.y > a.y + 60 && b.x == at(g, "r_1").x;
        QVERIFY2(beside || next_row, std::to_string(i).c_str());
      }
      // Again it is the same, and one step takes it back.
      QVERIFY(make_arrange(g.state()).empty());
      g.document.apply(patch.inverse());
      for (const auto& [id, node] : before.nodes) QCOMPARE(g.state().find(id)->position, node->position);
    }
  }

  void rows_end_where_few_wires_go_on() {
    // Blocks of four with a way round each: a_i → b → c → sum_i, a_i → sum_i.
    Graph g;
    std::string from;
    const auto follow = [&](const std::string& name, const char* type, const char* port) {
      g.add_as(name, type);
      if (!from.empty()) g.wire(from, name + "." + port);
      from = name + ".output";
    };
    for (int i = 1; i <= 6; ++i) {
      const std::string n = std::to_string(i);
      follow("a_" + n, "ReLU", "input"), follow("b_" + n, "ReLU", "input"), follow("c_" + n, "ReLU", "input");
      follow("sum_" + n, "Add", "a");
      const NodeType* add = g.state().type_of(g.id("sum_" + n));
      g.wire("a_" + n + ".output", "sum_" + n + "." + add->inputs.at(1).name);
    }
    g.document.apply(make_arrange(g.state()));
    int rows = 1;
    for (int i = 1; i <= 6; ++i) {
      const std::string n = std::to_string(i);
      for (const char* part : {"b_", "c_", "sum_"}) QCOMPARE(at(g, part + n).y, at(g, "a_" + n).y);  // a block is never parted
      if (i > 1) rows += at(g, "a_" + n).y > at(g, "a_" + std::to_string(i - 1)).y;
    }
    QVERIFY(rows > 1);
    QVERIFY(extent(g).ratio() < 4);
  }

  void an_optimizer_begins_no_row_of_its_own() {
    Graph g;
    g.document.reset(test::example("fashion-cnn"));
    g.document.apply(make_arrange(g.state()));
    std::set<double> rows;
    for (const auto& [id, node] : g.state().nodes)
      if (node->position.x == at(g, "data").x) rows.insert(node->position.y);
    QCOMPARE(rows.size(), size_t{2});
    QCOMPARE(at(g, "adam").x, at(g, "loss").x);
    QVERIFY(at(g, "adam").y > at(g, "loss").y && at(g, "adam").y > at(g, "acc").y);
    QVERIFY(extent(g).ratio() > 1.2 && extent(g).ratio() < 3.3);
    QVERIFY(make_arrange(g.state()).empty());
  }

  void the_way_through_the_network_is_one_line() {
    for (const bool probe_first : {true, false}) {
      Graph g = test::digits_classifier();
      const auto probe = [&] { g.add_as("probe", "Probe"), g.wire("flat.output", "probe.input"); };
      if (probe_first) probe();
      g.add_as("relu", "ReLU");
      g.document.apply(make_disconnect(g.state(), {g.port("flat.output"), g.port("fc.input")}));
      g.chain("flat.output", {"relu", "fc"});
      if (!probe_first) probe();
      g.document.apply(make_arrange(g.state()));
      QCOMPARE(at(g, "relu").y, at(g, "flat").y);
      QVERIFY(at(g, "probe").y > at(g, "relu").y && at(g, "probe").x == at(g, "relu").x);
      QCOMPARE(at(g, "loss").y, at(g, "fc").y);
      QVERIFY(at(g, "acc").y > at(g, "loss").y);
    }
  }

  void a_schedule_stands_beside_its_optimizer() {
    Graph g = test::digits_classifier();
    g.add_as("cosine", "CosineAnnealingLR");
    g.wire("cosine.schedule", "adam.schedule");
    g.document.apply(make_arrange(g.state()));
    QCOMPARE(at(g, "cosine").x, at(g, "adam").x - measures::column_pitch);
    QCOMPARE(at(g, "cosine").x, at(g, "loss").x);
    QVERIFY(!overlapping(g));
  }

  void what_is_wide_and_high_stays_whole() {
    // Twelve ways side by side: the picture is like a canvas as it is.
    Graph g;
    g.add_as("start", "ReLU");
    for (int way = 0; way < 12; ++way)
      for (int i = 0; i < 9; ++i) {
        const std::string name = "w_" + std::to_string(way) + "_" + std::to_string(i);
        g.add_as(name, "ReLU");
        g.wire(i ? "w_" + std::to_string(way) + "_" + std::to_string(i - 1) + ".output" : std::string("start.output"), name + ".input");
      }
    g.document.apply(make_arrange(g.state()));
    for (const Edge& e : g.state().edges)
      QVERIFY(g.state().find(e.to.node)->position.x >= g.state().find(e.from.node)->position.x + measures::node_width);
  }

  void a_choice_is_arranged_where_it_stands() {
    Graph g = chain(30);
    std::map<NodeId, Point> places;
    std::vector<NodeId> some;
    for (int i = 1; i <= 30; ++i) {
      const NodeId id = g.id("r_" + std::to_string(i));
      places[id] = {500.0 + 7 * i, 900.0 - 3 * i};
      if (i > 8) some.push_back(id);
    }
    g.document.apply(make_move(g.state(), places));
    g.document.apply(make_arrange(g.state(), some));
    for (int i = 1; i <= 8; ++i) QCOMPARE(at(g, "r_" + std::to_string(i)), places.at(g.id("r_" + std::to_string(i))));
    QCOMPARE(at(g, "r_9").x, 500.0 + 7 * 9);
    QCOMPARE(at(g, "r_9").y, 900.0 - 3 * 30);
    QVERIFY(at(g, "r_30").y > at(g, "r_9").y);
  }
};

TL_TEST_CLASS(TestArrange)
#include "test_arrange.moc"
