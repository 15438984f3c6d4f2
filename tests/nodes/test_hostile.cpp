// SPDX-License-Identifier: Apache-2.0
// Files that nobody vouches for: refused, or mended, with one sentence, soon, and without loss.
#include <cmath>
#include <functional>

#include "engine/core/error.h"
#include "graphs.h"
#include "nodes/analyze.h"
#include "nodes/circles.h"
#include "nodes/project_limits.h"
#include "support/test_main.h"

using namespace tl::nodes;
using tl::printable;
using tl::quotable;

namespace {

std::string hex(uint64_t id) { return NodeId{id}.to_string(); }

std::string node_entry(uint64_t id, const std::string& type = "ReLU", const std::string& more = {}) {
  return "\"" + hex(id) + "\": {\"name\": \"n" + std::to_string(id) + "\", \"type\": \"" + type + "\"" + more + "}";
}

std::string project(const std::string& nodes, const std::string& edges = {}, const std::string& layout = {}) {
  return "{\"format\": \"tensorloom.project\", \"version\": 1, \"nodes\": {" + nodes + "}, \"edges\": [" + edges +
         "], \"layout\": {\"nodes\": {" + layout + "}}}";
}

std::string edge(uint64_t from, const std::string& out, uint64_t to, const std::string& in) {
  return "[\"" + hex(from) + ":" + out + "\", \"" + hex(to) + ":" + in + "\"]";
}

std::string joined(int count, const std::function<std::string(int)>& one) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i ? "," : "") + one(i);
  return text;
}

/// The sentence with which a text is refused; empty when it is not.
std::string refusal(const std::string& text) {
  try {
    parse_project(text, "hostile.json");
  } catch (const tl::Error& e) {
    return e.category() == tl::ErrorCategory::input ? e.message() + " " + e.remedy() : "wrong category";
  }
  return {};
}

}  // namespace

class TestHostile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_million_nodes_are_refused_before_they_are_built() {
    const std::string text = project(joined(1'000'000, [](int i) { return node_entry(uint64_t(i) + 1, "R"); }));
    QVERIFY(text.size() < (64u << 20));
    const std::string why = refusal(text);
    QVERIFY2(why.find("more than 20000 nodes") != std::string::npos && why.find("Split") != std::string::npos, why.c_str());
    const std::string wires = refusal(project(node_entry(1), joined(70'000, [](int) { return edge(1, "output", 1, "input"); })));
    QVERIFY2(wires.find("more than 60000 wires") != std::string::npos, wires.c_str());
    // The old form has lists.
    const std::string old = "{\"format\": \"tensorloom.project\", \"version\": 0, \"nodes\": [" + joined(30'000, [](int) { return "{}"; }) + "]}";
    QVERIFY(refusal(old).find("more than 20000 nodes") != std::string::npos);
  }

  void a_key_written_in_another_way_changes_nothing() {
    std::string text = project(joined(20'001, [](int i) { return node_entry(uint64_t(i) + 1); }));
    text.replace(text.find("\"nodes\""), 7, "\"no\\u0064es\"");
    QVERIFY(refusal(text).find("more than 20000") != std::string::npos);
  }

  void the_largest_project_that_is_opened_opens_and_is_saved_alike() {
    const std::string text = project(joined(int(max_project_nodes), [](int i) { return node_entry(uint64_t(i) + 1); }));
    const LoadedProject p = parse_project(text);
    QCOMPARE(p.state.nodes.size(), max_project_nodes);
    QVERIFY(p.diagnostics.empty());
    QCOMPARE(parse_project(project_text(p.state)).state.nodes.size(), max_project_nodes);
    // No edit makes it larger than what can be opened again.
    GraphDocument document;
    document.reset(p.state);
    QVERIFY_THROWS_EXCEPTION(tl::Error, document.apply(make_add_node(document.state(), "ReLU", {})));
    QCOMPARE(document.state().nodes.size(), max_project_nodes);
  }

  void counting_takes_no_notice_of_what_stands_in_texts() {
    const std::string tricky = "{\\\"nodes\\\": {,,,,}} \\\\";
    const LoadedProject p = parse_project("{\"format\": \"tensorloom.project\", \"version\": 1, \"title\": \"" + tricky + "\", \"edges\": [], \"nodes\": {}}");
    QCOMPARE(p.state.title, std::string("{\"nodes\": {,,,,}} \\"));
    check_project_size("", "x"), check_project_size("\"", "x"), check_project_size("]]}}[[", "x"), check_project_size("\"\\", "x");
  }

  void long_texts_are_refused_and_quoted_short() {
    const std::string why = refusal(project(node_entry(1, "ReLU", ", \"note\": \"" + std::string(2'000'000, 'x') + "\"")));
    QVERIFY2(why.find("a text of more than") != std::string::npos && why.size() < 300, why.c_str());
    const LoadedProject p = parse_project(project(node_entry(1, std::string(100'000, 't'))));
    QCOMPARE(p.state.nodes.begin()->second->type.size(), size_t(100'000));  // kept
    QVERIFY(p.diagnostics.at(0).message.size() < 300);
    QCOMPARE(parse_project(project_text(p.state)).state.nodes.begin()->second->type.size(), size_t(100'000));
    QCOMPARE(quotable(std::string(58, 'a') + "äöü"), std::string(58, 'a') + "ä…");
  }

  void a_bad_name_takes_no_healthy_one() {
    const auto node = [](uint64_t id, const std::string& name) {
      return "\"" + hex(id) + "\": {\"name\": " + name + ", \"type\": \"Linear\", \"params\": {\"out_features\": 3}}";
    };
    for (const char* bad : {"\"\"", "\"No Name\"", "5", "null"}) {
      const LoadedProject p = parse_project(project(node(1, bad) + "," + node(2, "\"fc_1\"") + "," + node(3, "\"fc_2\"")));
      QCOMPARE(p.state.find(NodeId{2})->name, std::string("fc_1"));
      QCOMPARE(p.state.find(NodeId{3})->name, std::string("fc_2"));
      QCOMPARE(p.state.find(NodeId{1})->name, std::string("fc_3"));
      QCOMPARE(p.diagnostics.size(), size_t(1));
    }
  }

  void what_is_quoted_from_a_file_steers_nothing() {
    QCOMPARE(printable("plain äöü 漢 — …"), std::string("plain äöü 漢 — …"));
    QCOMPARE(printable(std::string("a\x1b[31m\n\t\r\x7f\0b", 12)), std::string("a\\x1b[31m\\n\\t\\r\\x7f\\x00b"));
    QCOMPARE(printable("\xc2\x9b|\xe2\x80\xae|\xff|\xc0\x80|\xed\xa0\x80|\xe2\x82"),
             std::string("\\x9b|\\u202e|\\xff|\\xc0\\x80|\\xed\\xa0\\x80|\\xe2\\x82"));
    QCOMPARE(quotable(std::string(30, '\x1b')).size(), size_t(60) + std::string("…").size());
    const std::string evil = "x\\u001b[31m\\n\\u0000";
    std::string text = project("\"" + hex(1) + "\": {\"name\": \"" + evil + "\", \"type\": \"T" + evil + "\"}," +
                                   node_entry(2, "Linear", ", \"params\": {\"out_features\": \"" + evil + "\", \"p" + evil + "\": 1}"),
                               edge(1, "o" + evil, 2, "i" + evil));
    text.insert(1, "\"run\": {\"r" + evil + "\": 1}, \"plugins\": [\"l" + evil.substr(0, 11) + "\"], ");
    const LoadedProject p = parse_project(text);
    QVERIFY(p.diagnostics.size() >= 4);
    const auto clean = [](const std::string& said) { return said.find('\x1b') == said.npos && said.find('\n') == said.npos && said.find('\0') == said.npos; };
    for (const auto& d : p.diagnostics) QVERIFY2(clean(d.where) && clean(d.message) && clean(d.remedy), d.message.c_str());
    for (const Problem& problem : analyze(p.state, {{}, true}).problems) QVERIFY2(clean(problem.text), problem.text.c_str());
  }

  void keys_of_a_wrong_type_are_told() {
    const auto told = [](const std::string& more) {
      const LoadedProject p = parse_project("{\"format\": \"tensorloom.project\", \"version\": 1, \"nodes\": {}, \"edges\": [], " + more + "}");
      return p.diagnostics.size() == 1 ? p.diagnostics[0].where : std::to_string(p.diagnostics.size()) + " diagnostics";
    };
    QCOMPARE(told("\"layout\": 5"), std::string("layout"));
    QCOMPARE(told("\"layout\": {\"nodes\": []}"), std::string("layout.nodes"));
    QCOMPARE(told("\"title\": 5"), std::string("title"));
    QCOMPARE(parse_project(project(node_entry(1, "ReLU", ", \"bypassed\": 1"))).diagnostics.size(), size_t(1));
    QCOMPARE(parse_project(project(node_entry(1), {}, "\"" + hex(1) + "\": 5")).diagnostics.size(), size_t(1));
  }

  void places_that_are_no_places_are_mended_with_a_sentence() {
    for (const char* bad : {"null", "\"NaN\"", "1e12", "-1e300", "true", "[1]"}) {
      const std::string text = project(node_entry(1) + "," + node_entry(2), {},
                                       "\"" + hex(1) + "\": {\"x\": " + bad + ", \"y\": 5}, \"" + hex(2) + "\": {\"x\": 7, \"y\": 8}");
      const LoadedProject p = parse_project(text);
      QCOMPARE(p.diagnostics.size(), size_t(1));
      QVERIFY2(p.diagnostics[0].message.find("no place that can be shown") != std::string::npos, p.diagnostics[0].message.c_str());
      const Point at = p.state.find(NodeId{1})->position;
      QVERIFY(std::isfinite(at.x) && std::fabs(at.x) <= max_coordinate && std::isfinite(at.y));
      QCOMPARE(p.state.find(NodeId{2})->position.x, 7.0);
    }
    // What JSON has no word for is no JSON; a number beyond all numbers is refused at its place.
    QVERIFY(refusal(project(node_entry(1), {}, "\"" + hex(1) + "\": {\"x\": NaN}")).find("not valid JSON") != std::string::npos);
    QVERIFY(!refusal(project(node_entry(1), {}, "\"" + hex(1) + "\": {\"x\": 1e999}")).empty());
  }

  void wires_to_nowhere_are_left_out_and_told_by_number() {
    const std::string text = project(node_entry(1), joined(5000, [](int i) { return edge(1, "output", uint64_t(i) + 10, "input"); }));
    const LoadedProject p = parse_project(text);
    QVERIFY(p.state.edges.empty());
    QVERIFY(p.diagnostics.size() < 30);
    QVERIFY2(p.diagnostics.back().message.find("4980 more wires") != std::string::npos, p.diagnostics.back().message.c_str());
  }

  void a_name_that_many_bear_becomes_many_names() {
    const std::string text = project(joined(3000, [](int i) { return "\"" + hex(uint64_t(i) + 1) + "\": {\"name\": \"same\", \"type\": \"ReLU\"}"; }));
    const LoadedProject p = parse_project(text);
    std::set<std::string> names;
    for (const auto& [id, node] : p.state.nodes) names.insert(node->name);
    QCOMPARE(names.size(), size_t(3000));
    QVERIFY(p.diagnostics.size() < 30);
    // The same id twice is the same key twice.
    QVERIFY(refusal(project(node_entry(1) + "," + node_entry(1))).find("twice") != std::string::npos);
  }

  void deep_texts_other_versions_and_other_formats_are_refused_in_words() {
    const std::string deep = project(node_entry(1, "ReLU", ", \"x\": " + std::string(100'000, '[') + std::string(100'000, ']')));
    QVERIFY(refusal(deep).find("nested more than 64 deep") != std::string::npos);
    QVERIFY(refusal("{\"format\": \"tensorloom.project\", \"version\": 99, \"nodes\": {}}").find("newer Tensorloom") != std::string::npos);
    QVERIFY(refusal("{\"format\": \"tensorloom.project\", \"version\": \"one\", \"nodes\": {}}").find("whole number") != std::string::npos);
    QVERIFY(refusal("{\"format\": \"other\"}").find("no Tensorloom project") != std::string::npos);
    QVERIFY(refusal("").find("empty") != std::string::npos);
  }

  void circles_of_every_kind_are_told_once_and_block_what_follows() {
    // A long row of circles, each leading to the next, with a tail whose ids come first.
    GraphState s;
    const auto add = [&](uint64_t id, const char* type) {
      Node n;
      n.id = NodeId{id}, n.type = type, n.name = "n" + std::to_string(id);
      s.insert_node(std::move(n));
    };
    const auto wire = [&](uint64_t a, uint64_t b, const char* in) { s.insert_edge({{NodeId{a}, "output"}, {NodeId{b}, in}}); };
    constexpr uint64_t pairs = 3000, base = 1000;
    for (uint64_t i = 0; i < pairs; ++i) add(base + 2 * i, "Add"), add(base + 2 * i + 1, "ReLU");
    for (uint64_t i = 0; i < pairs; ++i) {
      wire(base + 2 * i, base + 2 * i + 1, "input"), wire(base + 2 * i + 1, base + 2 * i, "a");
      if (i) wire(base + 2 * i - 1, base + 2 * i, "b");
    }
    add(2, "ReLU"), add(1, "ReLU");
    wire(base + 2 * pairs - 1, 2, "input"), wire(2, 1, "input");
    const WalkOrder order = walk_order(s);
    QCOMPARE(order.circles.size(), size_t(pairs));
    QCOMPARE(order.ids.size(), s.nodes.size());
    const Analysis a = analyze(s, {{}, false});
    QCOMPARE(a.nodes.size(), s.nodes.size());
    QCOMPARE(int(a.node(NodeId{1})->status), int(NodeStatus::blocked));
    QCOMPARE(int(a.node(NodeId{base})->status), int(NodeStatus::error));
    QCOMPARE(int(a.node(NodeId{base + 1})->status), int(NodeStatus::blocked));
    // One that feeds itself.
    GraphState self;
    Node n;
    n.id = NodeId{7}, n.type = "ReLU", n.name = "own";
    self.insert_node(n);
    self.insert_edge({{NodeId{7}, "output"}, {NodeId{7}, "input"}});
    const Analysis own = analyze(self, {{}, false});
    QVERIFY(own.problems.at(0).text.find("own → own") != std::string::npos);
    QCOMPARE(own.problems[0].fix.kind, std::string("remove_edge"));
  }

  void a_large_circle_is_told_in_a_short_sentence() {
    GraphState s;
    for (uint64_t i = 1; i <= 5000; ++i) {
      Node n;
      n.id = NodeId{i}, n.type = "ReLU", n.name = "n" + std::to_string(i);
      s.insert_node(std::move(n));
    }
    for (uint64_t i = 1; i <= 5000; ++i) s.insert_edge({{NodeId{i}, "output"}, {NodeId{i % 5000 + 1}, "input"}});
    const Analysis a = analyze(s, {{}, false});
    QCOMPARE(a.problems.size(), size_t(1));
    QVERIFY2(a.problems[0].text.size() < 300 && a.problems[0].text.find("…") != std::string::npos, a.problems[0].text.c_str());
  }

  void thousands_of_mistakes_are_found_without_looking_at_all_for_each() {
    GraphState s;
    Node data;
    data.id = NodeId{1}, data.type = "Adam", data.name = "adam";
    s.insert_node(data);
    for (uint64_t i = 2; i <= 6000; ++i) {
      Node n;
      n.id = NodeId{i}, n.type = "MSELoss", n.name = "n" + std::to_string(i);
      s.insert_node(std::move(n));
    }
    // A loss wired to a tensor's place, one after the other.
    for (uint64_t i = 2; i < 6000; ++i) s.insert_edge({{NodeId{i}, "loss"}, {NodeId{i + 1}, "input"}});
    const Analysis a = analyze(s, {{}, false});
    QVERIFY(a.problems.size() >= 5998);
  }
};

TL_TEST_CLASS(TestHostile)
#include "test_hostile.moc"
