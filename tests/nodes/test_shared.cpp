// SPDX-License-Identifier: Apache-2.0
// Values that copies share until one of them is written to.
#include <string>

#include "nodes/document.h"
#include "nodes/shared.h"
#include "support/test_main.h"

using namespace tl::nodes;

class TestShared : public QObject {
  Q_OBJECT
 private slots:
  void a_copy_keeps_what_it_was_given() {
    Shared<std::string> a(std::string("one"));
    const Shared<std::string> b = a;
    QCOMPARE(&*a, &*b);
    a.write() += " more";
    QCOMPARE(*a, std::string("one more"));
    QCOMPARE(*b, std::string("one"));
    const std::string* own = &*a;
    a.write() = "again";
    QCOMPARE(&*a, own);  // nobody else has it: written in place
    Shared<std::string> c;
    QVERIFY(c->empty());
    c = a;
    c.write() = "other";
    QCOMPARE(*a, std::string("again"));
    QVERIFY(!(a == c));
    c.write() = "again";
    QVERIFY(a == c);
    const Shared<std::string> moved = std::move(c);
    QCOMPARE(*moved, std::string("again"));
  }

  void states_share_their_wires_and_part_when_one_changes() {
    GraphState s;
    for (uint64_t i = 1; i <= 3; ++i) {
      Node n;
      n.id = NodeId{i}, n.type = "ReLU", n.name = "r" + std::to_string(i);
      QVERIFY(s.insert_node(std::move(n)));
    }
    const Edge first{{NodeId{1}, "output"}, {NodeId{2}, "input"}}, second{{NodeId{2}, "output"}, {NodeId{3}, "input"}};
    QVERIFY(s.insert_edge(first));
    const GraphState before = s;
    QVERIFY(s.insert_edge(second));
    QVERIFY(!s.insert_edge(second));
    QVERIFY(before.edges.size() == 1 && s.edges.size() == 2);
    QVERIFY(before.sources(second.to).empty() && s.sources(second.to).size() == 1);
    GraphState after = s;
    QVERIFY(after.erase_edge(*after.edges.begin()));  // a wire that lies in the set itself
    QVERIFY(after.targets(first.from).empty() && s.targets(first.from).size() == 1);
    QVERIFY(after.edges_of(NodeId{1}).empty() && s.edges_of(NodeId{1}).size() == 1);
    Node renamed = *s.find(NodeId{1});
    renamed.name = "head";
    QVERIFY(s.replace_node(renamed));
    QVERIFY(s.find_by_name("head") && !after.find_by_name("head") && after.find_by_name("r1"));
  }
};

TL_TEST_CLASS(TestShared)
#include "test_shared.moc"
