// SPDX-License-Identifier: Apache-2.0
// Bends of wires by mouse and by keyboard: put there, dragged, chosen, nudged, taken away; one gesture is one step of undo.
#include <QAccessible>
#include <QWindow>

#include "nodes/bends.h"
#include "support/test_main.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::nodes::Bends;
using tl::nodes::Edge;
using tl::ui::test::WindowFixture;

class TestBends : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  Edge wire() { return *f->state().edges.begin(); }
  const Bends& bends() { return f->state().bends_of(wire()); }
  int steps() { return f->window->editor().undo_stack().index(); }
  QPointF middle() { return f->window->graph().layer().middle(wire()); }
  QWidget* canvas() { return f->view().viewport(); }
  QPointF drawn(size_t i) { return f->window->graph().layer().place_of({wire(), i}).value_or(QPointF(-1, -1)); }
  bool drawn_as_kept() {
    const auto& shown = f->window->graph().layer().find(wire())->bends;
    if (size_t(shown.size()) != bends().size()) return false;
    for (size_t i = 0; i < bends().size(); ++i)
      if (shown[qsizetype(i)] != QPointF(bends()[i].x, bends()[i].y)) return false;
    return true;
  }
  void alt_drag(QPointF from, QPointF to) {
    QTest::mousePress(canvas(), Qt::LeftButton, Qt::AltModifier, f->at(from));
    if (from != to)
      for (int i = 1; i <= 8; ++i) QTest::mouseMove(canvas(), f->at(from + (to - from) * i / 8.0), 1);
    QTest::mouseRelease(canvas(), Qt::LeftButton, Qt::AltModifier, f->at(to));
    QApplication::processEvents();
  }
  void bend(Bends to) { QVERIFY(f->window->editor().apply(tl::nodes::make_set_bends(f->state(), wire(), std::move(to), "Bend"))); }

 private Q_SLOTS:
  void init() {
    f = std::make_unique<WindowFixture>();
    f->put("Linear", 0, 0);
    f->put("Linear", 640, 0);
    f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named("fc_1")->id, "output"}, {f->named("fc_2")->id, "input"}));
    f->centre_on({390, 40});
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    f->view().setFocus();
  }
  void cleanup() { f.reset(); }

  void alt_click_on_a_wire_bends_it_and_the_drag_goes_on() {
    const int before = steps();
    const QPointF from = middle(), to = from + QPointF(60, -120);
    alt_drag(from, to);
    QCOMPARE(bends().size(), size_t(1));
    QVERIFY2(std::abs(bends()[0].x - to.x()) <= 4 && std::abs(bends()[0].y - to.y()) <= 4, qPrintable(QString::number(bends()[0].y)));
    QCOMPARE(steps(), before + 1);
    QVERIFY(drawn_as_kept());
    QCOMPARE(f->window->graph().chosen_bends().size(), size_t(1));
    // The wire passes the point.
    const QPainterPath* path = f->window->graph().layer().path(wire());
    double nearest = 1e9;
    for (int i = 0; i <= 400; ++i) {
      const QPointF d = path->pointAtPercent(i / 400.0) - drawn(0);
      nearest = std::min(nearest, std::hypot(d.x(), d.y()));
    }
    QVERIFY2(nearest < 3, qPrintable(QString::number(nearest)));
    f->window->action("editUndo")->trigger();
    QVERIFY(bends().empty() && drawn_as_kept());
    f->window->action("editRedo")->trigger();
    QCOMPARE(bends().size(), size_t(1));
    // Alt and a click on it takes it away.
    alt_drag(drawn(0), drawn(0));
    QVERIFY(bends().empty());
  }

  void a_bend_that_is_dragged_snaps_and_stays_when_the_drag_is_broken_off() {
    bend({{300, -80}, {500, -80}});
    f->drag(drawn(0), QPointF(321, -140));
    QCOMPARE(bends()[0], (tl::nodes::Point{320, -140}));
    QCOMPARE(f->window->editor().undo_stack().undoText(), QString("Move a bend"));
    f->drag(drawn(0), QPointF(330, -82));  // nearly level with the next
    QCOMPARE(bends()[0].y, -80.0);
    const Bends kept = bends();
    const int before = steps();
    QTest::mousePress(canvas(), Qt::LeftButton, {}, f->at(drawn(0)));
    for (int i = 1; i <= 5; ++i) QTest::mouseMove(canvas(), f->at(drawn(0)) + QPoint(0, 9 * i));
    QVERIFY(!drawn_as_kept());
    QTest::keyClick(&f->view(), Qt::Key_Escape);
    QVERIFY(bends() == kept && drawn_as_kept() && steps() == before);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, f->at({300, 100}));
    // So is one that was about to come.
    QTest::mousePress(canvas(), Qt::LeftButton, Qt::AltModifier, f->at(f->window->graph().layer().path(wire())->pointAtPercent(0.5)));
    QCOMPARE(f->window->graph().layer().find(wire())->bends.size(), 3);
    QTest::keyClick(&f->view(), Qt::Key_Escape);
    QVERIFY(bends() == kept && drawn_as_kept() && steps() == before && f->window->graph().chosen_bends().empty());
    QTest::mouseRelease(canvas(), Qt::LeftButton, Qt::AltModifier, f->at({300, 100}));
  }

  void a_double_click_bends_and_a_band_takes_bends_with_it() {
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, f->at(middle()));
    QVERIFY(!f->view().popup().isVisible());
    QCOMPARE(bends().size(), size_t(1));
    bend({{300, -80}, {500, -80}});
    f->drag({250, -140}, {560, -30});
    QCOMPARE(f->window->graph().chosen_bends().size(), size_t(2));
    const int before = steps();
    f->drag(drawn(0), drawn(0) + QPointF(0, -40));
    QVERIFY(bends()[0].y == -120 && bends()[1].y == -120 && steps() == before + 1);
    QTest::keyClick(&f->view(), Qt::Key_Delete);
    QVERIFY(bends().empty() && f->state().edges.size() == 1 && steps() == before + 2);
  }

  void bends_go_with_nodes_that_are_dragged_together() {
    bend({{300, -80}, {500, -80}});
    f->window->graph().choose_all();
    const QPointF grip = f->item("fc_1")->pos() + QPointF(60, 14);
    f->drag(grip, grip + QPointF(20, 60));
    const tl::nodes::Point way{f->named("fc_1")->position.x, f->named("fc_1")->position.y};
    QVERIFY(way.y == 60);
    QCOMPARE(bends()[1], (tl::nodes::Point{500 + way.x, -80 + way.y}));
    QVERIFY(drawn_as_kept());
    f->window->action("editUndo")->trigger();
    QVERIFY(bends()[1] == (tl::nodes::Point{500, -80}) && drawn_as_kept());
    f->window->action("graphArrange")->trigger();
    QVERIFY(bends().empty());
    f->window->action("editUndo")->trigger();
    QCOMPARE(bends().size(), size_t(2));
  }

  void everything_can_be_done_by_keys() {
    f->window->graph().choose({f->named("fc_1")->id});
    const int before = steps();
    QTest::keyClick(&f->view(), Qt::Key_B);
    QCOMPARE(bends().size(), size_t(1));
    const tl::nodes::Point at = bends()[0];
    QTest::keyClick(&f->view(), Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(bends()[0], (tl::nodes::Point{at.x, at.y - 24}));
    QTest::keyClick(&f->view(), Qt::Key_B);
    QCOMPARE(bends().size(), size_t(2));
    QCOMPARE(f->window->graph().chosen_bends().size(), size_t(1));
    f->window->graph().choose({f->named("fc_1")->id});
    std::vector<size_t> seen;
    for (int i = 0; i < 2; ++i) {
      QTest::keyClick(&f->view(), Qt::Key_Right);
      QCOMPARE(f->window->graph().chosen_bends().size(), size_t(1));
      seen.push_back(f->window->graph().chosen_bends().begin()->index);
    }
    QVERIFY(seen == (std::vector<size_t>{0, 1}));
    QTest::keyClick(&f->view(), Qt::Key_Right);
    QCOMPARE(f->window->graph().single(), f->named("fc_2")->id);
    QTest::keyClick(&f->view(), Qt::Key_Left);
    QTest::keyClick(&f->view(), Qt::Key_Delete);
    QCOMPARE(bends().size(), size_t(1));
    f->window->graph().choose({}, {wire()});
    QTest::keyClick(&f->view(), Qt::Key_B, Qt::ShiftModifier);
    QVERIFY(bends().empty());
    QVERIFY(steps() > before);
  }

  void bends_have_names_for_screen_readers() {
    bend({{300, -80}, {500, -80}});
    QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(&f->view());
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), 5);
    QAccessibleInterface* second = canvas->child(4);
    QCOMPARE(second->text(QAccessible::Name), QString("bend 2 of 2 in the wire fc_1 → fc_2"));
    second->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(f->window->graph().chosen_bends() == (std::set<BendRef>{{wire(), 1}}));
    QCOMPARE(canvas->indexOfChild(second), 4);
    f->window->action("graphStraighten")->trigger();
    QVERIFY(!second->isValid());
  }
};

TL_TEST_CLASS(TestBends)
#include "test_bends.moc"
