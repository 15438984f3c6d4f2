// SPDX-License-Identifier: Apache-2.0
// Bends of wires: kept in the file, carried along by everything that is done to nodes, gone with their wire, back with undo.
#include <nlohmann/json.hpp>

#include "engine/core/error.h"
#include <algorithm>

#include "graphs.h"
#include "nodes/bends.h"
#include "nodes/groups.h"
#include "nodes/project_limits.h"
#include "support/test_main.h"

using namespace tl::nodes;
using test::Graph;

namespace {

const Bends over{{300, -60}, {500, -60}};

/// fc_1 (0, 0) → fc_2 (700, 0), led over two points.
struct Bent : Graph {
  Bent() {
    add("Linear"), add("Linear");
    document.apply(make_move(state(), {{id("fc_1"), {0, 0}}, {id("fc_2"), {700, 0}}}));
    wire("fc_1.output", "fc_2.input");
    document.apply(make_set_bends(state(), only(), over, "Bend"));
  }
  Edge only() const { return *state().edges.begin(); }
  Edge between(const std::string& from, const std::string& to) const { return {{id(from), "output"}, {id(to), "input"}}; }
  const Bends& bends(const std::string& from, const std::string& to) const { return state().bends_of(between(from, to)); }
};

nlohmann::json json_of(const GraphState& state) { return nlohmann::json::parse(project_text(state)); }

std::string warnings(nlohmann::json project) {
  std::string all;
  for (const auto& d : parse_project(project.dump(), "bent.json").diagnostics) all += d.where + " " + d.message + "\n";
  return all;
}

}  // namespace

class TestBends : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_file_has_them_only_where_there_are_some() {
    Bent g;
    const std::string text = project_text(g.state());
    const auto bends = json_of(g.state())["layout"]["bends"];
    QCOMPARE(bends.size(), size_t(1));
    QCOMPARE(bends[0][0][0].get<std::string>(), g.id("fc_1").to_string() + ":output");
    QCOMPARE(bends[0][1].dump(), std::string("[[300,-60],[500,-60]]"));
    const LoadedProject again = parse_project(text);
    QVERIFY(again.diagnostics.empty() && again.state.bends_of(g.only()) == over);
    QCOMPARE(project_text(again.state), text);
    g.document.apply(make_straighten(g.state(), {g.only()}));
    QVERIFY(!json_of(g.state())["layout"].contains("bends"));
  }

  void a_file_that_is_wrong_about_them_is_mended_with_a_sentence() {
    Bent g;
    const auto good = json_of(g.state());
    const auto with = [&](const std::string& bends) {
      auto p = good;
      p["layout"]["bends"] = nlohmann::json::parse(bends);
      return p;
    };
    const std::string wire = good["layout"]["bends"][0][0].dump();
    const std::string lost = "[" + good["layout"]["bends"][0][0][0].dump() + ", \"00000000000000aa:input\"]";
    QVERIFY(warnings(with("\"round\"")).find("is no list") != std::string::npos);
    QVERIFY(warnings(with("[7]")).find("names no wire") != std::string::npos);
    QVERIFY(warnings(with("[[" + lost + ", [[1, 2]]]]")).find("wire that does not exist") != std::string::npos);
    QVERIFY(warnings(with("[[" + wire + ", [[1, 2]]], [" + wire + ", [[3, 4]]]]")).find("second time") != std::string::npos);
    const auto odd = with("[[" + wire + ", [[1, 2], [\"a\", 3], [1e300, 0], [5], [3, 4]]]]");
    QVERIFY2(warnings(odd).find("3 points that cannot be shown") != std::string::npos, warnings(odd).c_str());
    QVERIFY(parse_project(odd.dump()).state.bends_of(g.only()) == (Bends{{1, 2}, {3, 4}}));
    std::string many;
    for (size_t i = 0; i < max_wire_bends + 5; ++i) many += (i ? ", [" : "[") + std::to_string(i) + ", 0]";
    QCOMPARE(parse_project(with("[[" + wire + ", [" + many + "]]]").dump()).state.bends_of(g.only()).size(), max_wire_bends);
  }

  void they_go_along_with_both_ends() {
    Bent g;
    g.document.apply(make_move(g.state(), {{g.id("fc_1"), {40, 20}}, {g.id("fc_2"), {740, 20}}}));
    QVERIFY(g.bends("fc_1", "fc_2") == shifted(over, {40, 20}));
    g.document.apply(make_move(g.state(), {{g.id("fc_1"), {0, 0}}}));
    QVERIFY(g.bends("fc_1", "fc_2") == shifted(over, {40, 20}));  // one end alone: the points stay
    g.document.apply(make_arrange(g.state()));
    QVERIFY(g.state().bends().empty());
  }

  void they_come_with_copies() {
    Bent g;
    std::vector<NodeId> made;
    g.document.apply(make_duplicate(g.state(), {g.id("fc_1"), g.id("fc_2")}, {10, 300}, false, &made));
    QVERIFY(g.bends("fc_3", "fc_4") == shifted(over, {10, 300}));
    const std::string text = copy_to_text(g.state(), {g.id("fc_1"), g.id("fc_2")});
    g.document.apply(make_paste(g.state(), text, {0, 600}, &made));
    QVERIFY(g.state().bends_of({{made[0], "output"}, {made[1], "input"}}) == shifted(over, {0, 600}) ||
            g.state().bends_of({{made[1], "output"}, {made[0], "input"}}) == shifted(over, {0, 600}));
  }

  void they_are_parted_by_a_node_put_between_and_joined_when_it_goes() {
    Bent g;
    NodeId made;
    g.document.apply(make_insert_on_edge(g.state(), "ReLU", g.only(), {330, -100}, &made));
    QVERIFY(g.bends("fc_1", "relu_1") == (Bends{over[0]}) && g.bends("relu_1", "fc_2") == (Bends{over[1]}));
    const std::string before = project_text(g.state());
    const GraphPatch removal = make_remove_nodes(g.state(), {made}, true);
    g.document.apply(removal);
    QVERIFY(g.bends("fc_1", "fc_2") == over);
    g.document.apply(removal.inverse());
    QCOMPARE(project_text(g.state()), before);
    g.document.apply(make_lift_out(g.state(), made));
    QVERIFY(g.bends("fc_1", "fc_2") == over);
    g.document.apply(make_put_into_edge(g.state(), made, g.between("fc_1", "fc_2"), {600, -40}));
    QVERIFY(g.bends("fc_1", "relu_1") == over && g.bends("relu_1", "fc_2").empty());
  }

  void they_stay_with_the_part_of_a_wire_that_lies_outside_a_group() {
    Bent g;
    g.add("ReLU");
    g.document.apply(make_move(g.state(), {{g.id("relu_1"), {900, 0}}}));
    g.wire("fc_2.output", "relu_1.input");
    const Bends inner{{800, 90}};
    g.document.apply(make_set_bends(g.state(), g.between("fc_2", "relu_1"), inner, "Bend"));
    const std::string before = project_text(g.state());
    NodeId made;
    const GraphPatch group = make_group(g.state(), {g.id("fc_2"), g.id("relu_1")}, &made);
    g.document.apply(group);
    QVERIFY(g.state().bends_of({{g.id("fc_1"), "output"}, {made, "input"}}) == over);
    QVERIFY(g.bends("fc_2", "relu_1") == inner);
    const Point was = g.state().find(g.id("fc_2"))->position;
    const GraphPatch ungroup = make_ungroup(g.state(), made);
    g.document.apply(ungroup);
    const Point is = g.state().find(g.id("fc_2"))->position;
    QVERIFY(g.bends("fc_1", "fc_2") == over);
    QVERIFY(g.bends("fc_2", "relu_1") == shifted(inner, {is.x - was.x, is.y - was.y}));
    g.document.apply(ungroup.inverse());
    g.document.apply(group.inverse());
    QCOMPARE(project_text(g.state()), before);
  }

  void a_wire_that_goes_takes_them_with_it() {
    Bent g;
    const Edge wire = g.only();
    const GraphPatch cut = make_disconnect(g.state(), wire);
    g.document.apply(cut);
    QVERIFY(g.state().bends().empty());
    g.wire("fc_1.output", "fc_2.input");
    QVERIFY(g.state().bends().empty());  // another wire between the same ports
    g.document.apply(make_disconnect(g.state(), wire));
    g.document.apply(cut.inverse());
    QVERIFY(g.state().bends_of(wire) == over);
    ChangeSet seen;
    g.document.add_listener([&](const ChangeSet& change) { seen = change; });
    g.document.apply(make_straighten(g.state(), {wire, wire}));
    QVERIFY(seen.bent == std::vector<Edge>{wire} && !seen.semantic());
  }

  void a_patch_for_other_bends_or_too_many_is_refused() {
    Bent g;
    const std::string before = project_text(g.state());
    const auto refused = [&](Edit edit) {
      GraphPatch patch;
      patch.edits.push_back(std::move(edit));
      try {
        g.document.apply(patch);
      } catch (const tl::Error& e) {
        return e.category() == tl::ErrorCategory::state;
      }
      return false;
    };
    QVERIFY(refused(SetBends{g.only(), {}, {{1, 1}}}));
    QVERIFY(refused(RemoveEdge{g.only(), {}}));
    QVERIFY(refused(SetBends{g.only(), over, Bends(max_wire_bends + 1)}));
    QVERIFY(refused(SetBends{{g.only().to, g.only().from}, {}, {{1, 1}}}));
    QCOMPARE(project_text(g.state()), before);
    QVERIFY(make_set_bends(g.state(), g.only(), Bends(max_wire_bends + 1), "").empty());
  }

  void a_point_comes_in_where_the_way_grows_least() {
    QCOMPARE(place_in_bends({0, 0}, over, {700, 0}, {100, -10}), size_t(0));
    QCOMPARE(place_in_bends({0, 0}, over, {700, 0}, {400, -80}), size_t(1));
    QCOMPARE(place_in_bends({0, 0}, over, {700, 0}, {650, 0}), size_t(2));
    // Points on a straight way go, corners stay.
    Bends stairs, corners;
    for (int i = 0; i < 40; ++i) {
      const Point corner{100.0 * i, i % 2 ? 300.0 : 0};
      corners.push_back(corner);
      for (int k = 0; k < 4; ++k) stairs.push_back({corner.x + 25.0 * k, corner.y + (i % 2 ? -75.0 : 75.0) * k});
    }
    const size_t half = stairs.size() / 2;
    const Bends kept = joined(Bends(stairs.begin(), stairs.begin() + ptrdiff_t(half)), Bends(stairs.begin() + ptrdiff_t(half), stairs.end()));
    QCOMPARE(kept.size(), max_wire_bends);
    for (const Point& corner : corners) QVERIFY(std::find(kept.begin(), kept.end(), corner) != kept.end());
    QVERIFY(kept.front() == stairs.front() && kept.back() == stairs.back());
    QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](const Point& a, const Point& b) { return a.x < b.x; }));
    QCOMPARE(thinned(corners, 100).size(), corners.size());
    QCOMPARE(joined(Bends(90), Bends(90)).size(), max_wire_bends);
  }
};

TL_TEST_CLASS(TestBends)
#include "test_bends.moc"
