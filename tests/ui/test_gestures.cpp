// SPDX-License-Identifier: Apache-2.0
// Random gestures by mouse and keyboard, in several documents: no crash, no document that a file could not hold, nothing drawn that is not
// so, no document changed but the one in front, and all of it can be undone. TL_GESTURES sets how many are made (10,000 in the nightly
// run), TL_GESTURES_SEED where they begin.
#include <algorithm>

#include "document_walker.h"
#include "gesture_walker.h"
#include "nodes/project_io.h"
#include "support/test_main.h"

using namespace tl::ui;
using tl::ui::test::DocumentWalker;
using tl::ui::test::GestureWalker;
using tl::ui::test::WindowFixture;

class TestGestures : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  std::string text() { return tl::nodes::project_text(f->state()); }

  QString wrong() {
    const std::string now = text();
    if (tl::nodes::project_text(tl::nodes::parse_project(now).state) != now) return "a file does not give the document back";
    return drawn_wrong();
  }
  /// Where what is drawn is not what the document says.
  QString drawn_wrong() {
    const tl::nodes::GraphState& state = f->state();
    GraphScene& scene = f->window->graph();
    // The nodes, wires and frames of the level of groups that is worked on, and nothing else.
    const tl::nodes::NodeId home = f->window->editor().level().home;
    const auto here = [&](const auto& entry) { return entry.second->home == home; };
    if (scene.items_by_id().size() != size_t(std::count_if(state.nodes.begin(), state.nodes.end(), here)))
      return "nodes are drawn that are not there, or the other way round";
    for (const auto& [id, node] : state.nodes) {
      if (node->home != home) continue;
      const NodeItem* item = scene.item(id);
      if (!item) return "a node is not drawn";
      if (item->pos() != QPointF(node->position.x, node->position.y))
        return QStringLiteral("%1 is drawn at %2,%3 and stands at %4,%5").arg(QString::fromStdString(node->name)).arg(item->pos().x())
            .arg(item->pos().y()).arg(node->position.x).arg(node->position.y);
      if (item->visual().bypassed != node->bypassed) return "a bypass is drawn that is not there, or the other way round";
      if (item->chosen() != (scene.chosen().count(id) > 0)) return "a node is drawn as chosen that is not, or the other way round";
      for (const PortVisual& p : item->visual().ports)
        if (p.light != PortLight::plain) return "a port glows while no wire is in hand";
    }
    for (tl::nodes::NodeId id : scene.chosen())
      if (!state.find(id) || state.find(id)->home != home) return "a node is chosen that is not there";
    size_t wires = 0;
    for (const tl::nodes::Edge& e : state.edges) {
      if (state.find(e.from.node)->home != home) continue;
      ++wires;
      const QPainterPath* path = scene.layer().path(e);
      if (!path) return "a wire is not drawn";
      const QPointF from = path->pointAtPercent(0) - scene.port_place(e.from, true);
      const QPointF to = path->pointAtPercent(1) - scene.port_place(e.to, false);
      if (from.manhattanLength() > 2 || to.manhattanLength() > 2) return "a wire does not end at its ports";
      const auto& drawn = scene.layer().find(e)->bends;
      const tl::nodes::Bends& kept = state.bends_of(e);
      const auto same = [](const QPointF& a, const tl::nodes::Point& b) { return a == QPointF(b.x, b.y); };
      if (!std::equal(drawn.begin(), drawn.end(), kept.begin(), kept.end(), same)) return "a wire is drawn with other bends than it has";
    }
    for (const BendRef& b : scene.chosen_bends())
      if (b.index >= state.bends_of(b.edge).size()) return "a bend is chosen that is not there";
    if (scene.layer().wires().size() != wires) return "wires are drawn that are not there, or the other way round";
    for (const auto& [id, frame] : state.frames)
      if (frame.home == home && scene.frames().rect(id) != QRectF(frame.position.x, frame.position.y, frame.width, frame.height))
        return "a frame is drawn where it is not";
    if (scene.chosen_frame() && !state.frames.count(scene.chosen_frame())) return "a frame is chosen that is not there";
    return {};
  }
  void begin(const char* example) {
    f->close_all();
    if (*example) QVERIFY(f->open_example(example));
    QApplication::processEvents();
  }
  /// Presses the left button on a node's header, moves away, does something else, lets go; then everything is where it was.
  void interrupted(const char* how, const std::function<void(QPoint at)>& what) {
    const QByteArray before = QByteArray::fromStdString(text());
    const int steps = f->window->editor().undo_stack().index();
    QWidget* w = f->view().viewport();
    const QPointF header = f->item("fc_1")->pos() + QPointF(60, 14);
    QPoint at = f->at(header);
    QTest::mousePress(w, Qt::LeftButton, {}, at);
    for (int i = 1; i <= 4; ++i) QTest::mouseMove(w, at = f->at(header + QPointF(11.0 * i, 17.0 * i)));
    QVERIFY2(f->item("fc_1")->pos() != QPointF(f->named("fc_1")->position.x, f->named("fc_1")->position.y), how);
    what(at);
    QVERIFY2(drawn_wrong().isEmpty(), qPrintable(QStringLiteral("%1: %2").arg(how, drawn_wrong())));
    QTest::mouseMove(w, at + QPoint(30, 9));
    QTest::mouseRelease(w, Qt::LeftButton, {}, at + QPoint(30, 9));
    QVERIFY2(drawn_wrong().isEmpty(), qPrintable(QStringLiteral("%1, then let go: %2").arg(how, drawn_wrong())));
    if (f->window->editor().undo_stack().index() == steps) QCOMPARE(QByteArray::fromStdString(text()), before);
    f->view().setFocus();
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void a_drag_that_is_broken_off_leaves_nothing_behind() {
    begin("digits-mlp");
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    f->view().setFocus();
    QWidget* w = f->view().viewport();
    QUndoStack& stack = f->window->editor().undo_stack();
    interrupted("Escape", [&](QPoint) { QTest::keyClick(&f->view(), Qt::Key_Escape); });
    interrupted("another button", [&](QPoint at) {
      QTest::mousePress(w, Qt::MiddleButton, {}, at);
      QTest::mouseRelease(w, Qt::MiddleButton, {}, at);
    });
    interrupted("the keys go elsewhere", [&](QPoint) { f->window->palette().field()->setFocus(); });
    interrupted("a lost release", [&](QPoint at) {
      const QPoint there = at + QPoint(40, 0);
      QMouseEvent move(QEvent::MouseMove, there, w->mapToGlobal(there), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
      QApplication::sendEvent(w, &move);
    });
    QCOMPARE(stack.index(), 0);
    // What is undone under the hand is undone; Escape does not bring back where the node was picked up.
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().move_selection_by({0, 24});
    interrupted("undone under the hand, then Escape", [&](QPoint) {
      stack.undo();
      QTest::keyClick(&f->view(), Qt::Key_Escape);
    });
    QCOMPARE(stack.index(), 0);
    interrupted("the node is deleted under the hand", [&](QPoint) {
      f->view().delete_selection();
      QVERIFY(!f->named("fc_1"));
      stack.undo();
    });
    interrupted("another tab under the hand, and back", [&](QPoint) {
      const uint64_t mine = f->window->editor().current().id();
      f->window->new_file();
      QVERIFY(f->state().nodes.empty() && drawn_wrong().isEmpty());
      f->close_document();
      QCOMPARE(f->window->editor().current().id(), mine);
    });
    interrupted("another document under the hand", [&](QPoint) {
      begin("iris-mlp");
      begin("digits-mlp");
    });
  }

  void a_band_that_is_broken_off_gives_the_choice_back() {
    begin("digits-mlp");
    f->view().fit_all();
    QWidget* w = f->view().viewport();
    const std::set<tl::nodes::NodeId> before{f->named("relu_1")->id};
    f->window->graph().choose(before);
    const QPoint from(4, 4), to(w->width() - 5, w->height() - 5);
    QTest::mousePress(w, Qt::LeftButton, {}, from);
    QTest::mouseMove(w, from + QPoint(30, 30));
    QTest::mouseMove(w, to);
    QCOMPARE(f->window->graph().chosen().size(), f->state().nodes.size());
    QTest::keyClick(&f->view(), Qt::Key_Escape);
    QCOMPARE(f->window->graph().chosen(), before);
    QTest::mouseRelease(w, Qt::LeftButton, {}, to);
    QCOMPARE(f->window->graph().chosen(), before);
  }

  void random_gestures_leave_a_sound_document() {
    const int wanted = qEnvironmentVariableIntValue("TL_GESTURES") ? qEnvironmentVariableIntValue("TL_GESTURES") : 450;
    const int first = qEnvironmentVariableIntValue("TL_GESTURES_SEED");
    constexpr int round_length = 150;
    static const char* const examples[] = {"digits-mlp", "fashion-cnn", ""};
    for (int round = first; round < first + (wanted + round_length - 1) / round_length; ++round) {
      const char* example = examples[round % 3];
      begin(example);
      GestureWalker walker(*f, uint64_t(round) + 1, std::string_view(example) == "digits-mlp");
      DocumentWalker documents(*f, uint64_t(round) + 1);
      const auto where = [&](int i) {
        return QStringLiteral("seed %1 (%2), gesture %3:\n  %4\n among documents:\n  %5\n")
            .arg(round).arg(example).arg(i).arg(walker.told(), documents.told());
      };
      std::map<uint64_t, std::string> start;   // of each document as it was read, by its generation
      const auto look = [&](int i) {
        GraphEditor& editor = f->window->editor();
        for (const OpenDocument* d : editor.documents())
          if (d->undo_stack().index() == 0 && !d->busy()) start.try_emplace(d->generation(), tl::nodes::project_text(d->state()));
        const QString fault = wrong();
        QVERIFY2(fault.isEmpty(), qPrintable(where(i) + fault));
        QCOMPARE(f->window->tabs().bar()->count(), int(editor.documents().size()));
        QCOMPARE(f->window->tabs().bar()->currentIndex(), f->window->tabs().tab_of(editor.current().id()));
      };
      const auto undo_and_redo_all = [&](int i) {
        QUndoStack& stack = f->window->editor().undo_stack();
        const auto before = start.find(f->window->editor().generation());
        const int at = stack.index();
        const std::string now = text();
        while (stack.canUndo()) stack.undo();
        QVERIFY2(before == start.end() || text() == before->second, qPrintable(where(i) + "undone, the document is another than at the start"));
        while (stack.index() < at) stack.redo();
        QVERIFY2(text() == now, qPrintable(where(i) + "redone, the document is another than before"));
      };
      look(-1);
      for (int i = 0; i < round_length; ++i) {
        const uint64_t front = f->window->editor().current().id();
        std::map<uint64_t, uint64_t> revisions;
        for (const OpenDocument* d : f->window->editor().documents()) revisions[d->generation()] = d->state().revision;
        const bool among = i % 4 == 3;
        among ? documents.go() : walker.go();
        if (i % 25 == 0) QApplication::processEvents();
        // One gesture among the nodes of one document leaves all others alone.
        if (!among && f->window->editor().current().id() == front)
          for (const OpenDocument* d : f->window->editor().documents())
            if (const auto known = revisions.find(d->generation()); d->id() != front && known != revisions.end())
              QVERIFY2(d->state().revision == known->second, qPrintable(where(i) + "another document than the one in front was changed"));
        look(i);
        if (!QTest::currentTestFailed() && i % 30 == 29) undo_and_redo_all(i);
        if (QTest::currentTestFailed()) return;
      }
      walker.stop_runs();
      QTest::keyClick(&f->view(), Qt::Key_Escape);
      QVERIFY(QTest::qWaitFor([&] { return !f->window->editor().busy(); }, 15000));
      // Each document by itself, back to where it began.
      for (OpenDocument* d : f->window->editor().documents()) {
        f->window->editor().show(*d);
        undo_and_redo_all(round_length);
        look(round_length);
        if (QTest::currentTestFailed()) return;
      }
      QVERIFY(f->analysed(60000));
      QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
      QVERIFY(!f->window->grab().isNull());
    }
  }
};

TL_TEST_CLASS(TestGestures)
#include "test_gestures.moc"
