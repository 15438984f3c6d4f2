// SPDX-License-Identifier: Apache-2.0
// What is done to nodes that are there: into and out of wires, exchanged, bypassed, lined up, framed, found, commanded, gone back to.
#include <QDockWidget>
#include <QDragMoveEvent>
#include <QInputDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QUndoView>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/canvas/frame_layer.h"
#include "ui/palette/quick_popup.h"
#include "ui/panels/problems_panel.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::nodes::NodeId;
using tl::ui::test::WindowFixture;

class TestEditing : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  void wire(const char* from, const char* out, const char* to, const char* in) {
    QVERIFY(f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named(from)->id, out}, {f->named(to)->id, in})));
  }
  /// fc_1 → fc_2, far enough apart for a node between them.
  void chain() {
    f->put("Linear", 0, 0);
    f->put("Linear", 560, 0);
    wire("fc_1", "output", "fc_2", "input");
    f->centre_on({340, 80});
  }
  bool wired(const char* from, const char* to) {
    for (const tl::nodes::Edge& e : f->state().edges)
      if (e.from.node == f->named(from)->id && e.to.node == f->named(to)->id) return true;
    return false;
  }
  int steps() { return f->window->editor().undo_stack().count(); }
  QuickEntry quick_entry(QuickPopup& popup, const QString& title) {
    for (int i = 0; i < popup.count(); ++i)
      if (popup.entry(i).title == title) return popup.entry(i);
    return {};
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void a_row_of_a_list_is_taken_by_a_click() {
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    const auto press = [](QListView* list, int row) {
      const QRect r = list->visualRect(list->model()->index(row, 0));
      QTest::mousePress(list->viewport(), Qt::LeftButton, {}, r.center());
      QApplication::processEvents();
      QTest::mouseRelease(list->viewport(), Qt::LeftButton, {}, r.center());
    };
    QTest::keyClick(&f->view(), Qt::Key_Tab);
    SearchPopup& search = f->view().popup();
    QTest::keyClicks(search.field(), "linear");
    press(search.list(), 0);
    QVERIFY(!search.isVisible());
    QVERIFY(f->named("fc_1"));
    QCOMPARE(QApplication::focusWidget(), &f->view());
    f->view().open_swap();
    QuickPopup& swap = f->view().quick();
    QTest::keyClicks(swap.field(), "identity");
    press(swap.list(), 0);
    QVERIFY(!swap.isVisible());
    QCOMPARE(QString::fromStdString(f->named("fc_1")->type), QString("Identity"));
  }

  void what_a_list_was_about_may_be_gone() {
    const auto hint = [&] { return f->window->findChild<QLabel*>("hint")->text(); };
    QUndoStack& stack = f->window->editor().undo_stack();
    chain();
    const tl::nodes::Edge edge = *f->state().edges.begin();
    f->window->graph().choose({f->named("fc_2")->id});
    f->view().open_swap();
    f->window->editor().apply(tl::nodes::make_remove_nodes(f->state(), {f->named("fc_2")->id}));
    QTest::keyClick(f->view().quick().field(), Qt::Key_Return);
    QVERIFY2(hint().contains("gone"), qPrintable(hint()));
    stack.undo();
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().open_wires();
    const int before = stack.index();
    f->window->editor().apply(tl::nodes::make_remove_nodes(f->state(), {f->named("fc_2")->id}));
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QVERIFY2(hint().contains("changed since"), qPrintable(hint()));
    QCOMPARE(stack.index(), before + 1);
    // A mend that an older analysis offers.
    tl::nodes::Problem problem;
    problem.fix.kind = "remove_edge", problem.fix.edge = edge;
    QVERIFY(!tl::nodes::make_fix(f->state(), problem));
    stack.undo();
    QVERIFY(tl::nodes::make_fix(f->state(), problem));
    // A node for a wire that is no more is put beside it.
    f->view().open_search_in_wire(edge);
    f->window->editor().apply(tl::nodes::make_disconnect(f->state(), edge));
    QTest::keyClicks(f->view().popup().field(), "relu");
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QVERIFY(f->named("relu_1"));
  }

  void a_node_put_into_a_short_wire_gets_room() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 184, 0);
    f->put("Linear", 368, 0);
    f->put("Linear", 184, 300);
    wire("fc_1", "output", "relu_1", "input"), wire("relu_1", "output", "fc_2", "input");
    f->centre_on({260, 120});
    const std::string before = tl::nodes::project_text(f->state());
    const auto drop = [&](QPoint at) {
      QMimeData data;
      data.setData(QString::fromLatin1(kNodeMime), "GELU");
      QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
      QApplication::sendEvent(f->view().viewport(), &enter);
      QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
      QApplication::sendEvent(f->view().viewport(), &move);
      QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
      QApplication::sendEvent(f->view().viewport(), &event);
    };
    const int steps_before = steps();
    drop(f->at(f->window->graph().layer().middle({{f->named("fc_1")->id, "output"}, {f->named("relu_1")->id, "input"}})));
    QVERIFY(f->named("gelu_1"));
    QVERIFY(wired("fc_1", "gelu_1") && wired("gelu_1", "relu_1"));
    QCOMPARE(steps(), steps_before + 1);
    for (const auto& [a, one] : f->window->graph().items_by_id())
      for (const auto& [b, other] : f->window->graph().items_by_id())
        QVERIFY2(a == b || !one->scene_rect().intersects(other->scene_rect()), "a node covers another");
    QCOMPARE(f->named("fc_2")->position.x - f->named("relu_1")->position.x, 184.0);  // all behind it went along
    QCOMPARE(f->named("fc_3")->position.x, 184.0);                                   // the rest stays
    f->window->editor().undo_stack().undo();
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(before));
    // A node that is there already, dragged onto a wire.
    const QPointF onto = f->window->graph().layer().middle({{f->named("relu_1")->id, "output"}, {f->named("fc_2")->id, "input"}});
    f->drag(f->item("fc_3")->pos() + QPointF(60, 14), onto + QPointF(60, 14) - QPointF(metrics::node_width / 2, metrics::first_port));
    QVERIFY(wired("relu_1", "fc_3") && wired("fc_3", "fc_2"));
    for (const auto& [a, one] : f->window->graph().items_by_id())
      for (const auto& [b, other] : f->window->graph().items_by_id())
        QVERIFY2(a == b || !one->scene_rect().intersects(other->scene_rect()), "a node covers another");
    f->window->editor().undo_stack().undo();
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(before));
  }

  void the_plus_on_a_hovered_wire_puts_a_new_node_into_it() {
    chain();
    const tl::nodes::Edge edge = *f->state().edges.begin();
    const QPoint plus = f->at(f->window->graph().layer().beside_label(edge));
    QTest::mouseMove(f->view().viewport(), f->at(f->window->graph().layer().middle(edge)) + QPoint(30, 0));
    QTest::mouseMove(f->view().viewport(), plus);
    QTest::mouseClick(f->view().viewport(), Qt::LeftButton, {}, plus);
    QVERIFY(f->view().popup().isVisible());
    QTest::keyClicks(f->view().popup().field(), "relu");
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QCOMPARE(f->state().nodes.size(), size_t(3));
    QVERIFY(wired("fc_1", "relu_1") && wired("relu_1", "fc_2") && !wired("fc_1", "fc_2"));
    f->window->action("editUndo")->trigger();
    QVERIFY(f->state().nodes.size() == 2 && wired("fc_1", "fc_2"));
  }

  void a_search_in_a_wire_that_is_given_up_leaves_no_trace() {
    chain();
    f->view().open_search_in_wire(*f->state().edges.begin());
    QTest::keyClick(f->view().popup().field(), Qt::Key_Escape);
    QCOMPARE(f->state().nodes.size(), size_t(2));
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key_Tab);
    QTest::keyClicks(f->view().popup().field(), "relu");
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QVERIFY(wired("fc_1", "fc_2"));  // the next search means the canvas again
  }

  void a_node_dragged_onto_a_wire_goes_into_it() {
    chain();
    f->put("ReLU", 200, 200);
    const int before = steps();
    const QPointF grip = f->item("relu_1")->scene_rect().center();
    const QPointF into = f->window->graph().layer().middle(*f->state().edges.begin());
    f->drag(grip, grip + into - (f->item("relu_1")->pos() + QPointF(metrics::node_width / 2, metrics::first_port)));
    QVERIFY(wired("fc_1", "relu_1") && wired("relu_1", "fc_2") && !wired("fc_1", "fc_2"));
    QCOMPARE(steps(), before + 1);
    f->window->action("editUndo")->trigger();
    QVERIFY(wired("fc_1", "fc_2"));
    QCOMPARE(f->named("relu_1")->position.y, 200.0);
  }

  void alt_drag_lifts_a_node_out_and_rejoins_what_it_stood_between() {
    chain();
    f->put("ReLU", 260, 0);
    f->window->editor().apply(tl::nodes::make_put_into_edge(f->state(), f->named("relu_1")->id, *f->state().edges.begin()));
    QVERIFY(wired("relu_1", "fc_2"));
    const int before = steps();
    const QPoint from = f->at(f->item("relu_1")->scene_rect().center());
    QWidget* w = f->view().viewport();
    QTest::mousePress(w, Qt::LeftButton, Qt::AltModifier, from);
    for (int i = 1; i <= 8; ++i) QTest::mouseMove(w, from + QPoint(0, i * 20));
    QTest::mouseRelease(w, Qt::LeftButton, Qt::AltModifier, from + QPoint(0, 160));
    QVERIFY(wired("fc_1", "fc_2"));
    QVERIFY(!wired("fc_1", "relu_1") && !wired("relu_1", "fc_2"));
    QCOMPARE(f->named("relu_1")->position.y, 160.0);
    QCOMPARE(steps(), before + 1);
  }

  void another_type_keeps_the_wires_that_it_can() {
    chain();
    f->put("ReLU", 260, 0);
    f->window->editor().apply(tl::nodes::make_put_into_edge(f->state(), f->named("relu_1")->id, *f->state().edges.begin()));
    f->window->graph().choose({f->named("relu_1")->id});
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key_T);
    QuickPopup& q = f->view().quick();
    QVERIFY(q.isVisible());
    QCOMPARE(q.entry(0).note, QString("keeps its wires"));
    QVERIFY(quick_entry(q, "CrossEntropy").note.contains("loses"));
    QTest::keyClicks(q.field(), "tanh");
    QTest::keyClick(q.field(), Qt::Key_Return);
    QVERIFY(!q.isVisible());
    const tl::nodes::Node* node = f->named("relu_1");
    QVERIFY2(tl::nodes::find_node_type(node->type)->title.find("anh") != std::string::npos, node->type.c_str());
    QVERIFY(wired("fc_1", "relu_1") && wired("relu_1", "fc_2"));
    QVERIFY(f->view().hasFocus());
  }

  void types_that_take_what_comes_in_are_offered_first() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->graph().choose({f->named("relu_1")->id});
    f->view().open_swap();
    QuickPopup& q = f->view().quick();
    QVERIFY2(q.entry(0).note == "→ N×64", qPrintable(q.entry(0).title + ": " + q.entry(0).note));
    QVERIFY2(quick_entry(q, "BatchNorm2d").note.startsWith("needs"), qPrintable(quick_entry(q, "BatchNorm2d").note));
    int fitting = -1, other = -1;
    for (int i = 0; i < q.count(); ++i) {
      if (q.entry(i).title == "BatchNorm1d") fitting = i;
      if (q.entry(i).title == "BatchNorm2d") other = i;
    }
    QVERIFY(fitting >= 0 && fitting < other);
  }

  void bypassed_nodes_pass_on_what_they_get() {
    QVERIFY(f->open_example("digits-mlp"));
    const QString width = f->item("fc_2")->visual().foot;
    f->window->graph().choose({f->named("relu_1")->id});
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key_M);
    QVERIFY(f->named("relu_1")->bypassed);
    QVERIFY(f->analysed());
    QVERIFY(f->window->editor().analysis().valid());
    QVERIFY(f->item("relu_1")->visual().bypassed);
    QCOMPARE(f->item("fc_2")->visual().foot, width);
    QVERIFY(!f->view().grab().isNull());
    QTest::keyClick(&f->view(), Qt::Key_M);
    QVERIFY(!f->named("relu_1")->bypassed);
    // What has nothing to pass on says so.
    QString said;
    connect(&f->view(), &GraphView::hint, this, [&](const QString& text) { said = text; });
    f->window->graph().choose({f->named("loss")->id});
    f->view().toggle_bypass();
    QVERIFY(!f->named("loss")->bypassed && said.contains("bypass"));
  }

  void frozen_layers_say_so_and_learn_again() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->graph().choose_all();
    f->view().toggle_frozen();
    QVERIFY(f->named("fc_1")->param("frozen") && f->named("fc_2")->param("frozen"));
    QVERIFY(f->item("fc_1")->visual().foot.contains("frozen"));
    f->view().toggle_frozen();
    QVERIFY(!f->named("fc_1")->param("frozen"));
  }

  void nodes_line_up_and_are_spaced_evenly() {
    f->put("ReLU", 0, 7), f->put("ReLU", 300, 55), f->put("ReLU", 900, 31);
    f->window->graph().choose_all();
    f->window->action("alignTop")->trigger();
    for (const char* name : {"relu_1", "relu_2", "relu_3"}) QCOMPARE(f->named(name)->position.y, 7.0);
    f->window->action("distributeLevel")->trigger();
    QCOMPARE(f->named("relu_2")->position.x, 450.0);
    f->window->action("alignRight")->trigger();
    for (const char* name : {"relu_1", "relu_2", "relu_3"}) QCOMPARE(f->named(name)->position.x, 900.0);
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->named("relu_1")->position.x, 0.0);
  }

  void a_dragged_node_falls_in_line_with_its_neighbour() {
    f->put("ReLU", 0, 0), f->put("ReLU", 300, 131);
    f->centre_on({200, 80});
    const QPointF from = f->item("relu_1")->scene_rect().center();
    f->drag(from, from + QPointF(40, 128));  // 3 units from the other's height
    QCOMPARE(f->named("relu_1")->position.y, 131.0);
  }

  void a_frame_goes_with_what_stands_in_it() {
    f->put("ReLU", 0, 0), f->put("ReLU", 220, 0), f->put("ReLU", 700, 0);
    f->window->graph().choose({f->named("relu_1")->id, f->named("relu_2")->id});
    f->window->action("graphFrame")->trigger();
    QCOMPARE(f->state().frames.size(), size_t(1));
    auto* dialog = f->window->findChild<QInputDialog*>("frameName");
    QVERIFY(dialog);
    dialog->setTextValue("Head");
    dialog->accept();
    QTRY_COMPARE(f->state().frames.begin()->second.title, std::string("Head"));
    const NodeId id = f->state().frames.begin()->first;
    f->centre_on({300, 60});
    const QRectF r = f->window->graph().frames().rect(id);
    QVERIFY(r.contains(f->item("relu_1")->scene_rect()) && !r.contains(f->item("relu_3")->scene_rect()));
    f->drag(r.topLeft() + QPointF(60, 14), r.topLeft() + QPointF(60, 94));
    QCOMPARE(f->named("relu_1")->position.y, 80.0);
    QCOMPARE(f->named("relu_3")->position.y, 0.0);
    QCOMPARE(f->state().frames.begin()->second.position.y, r.y() + 80);
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->named("relu_1")->position.y, 0.0);
    QCOMPARE(f->window->graph().frames().rect(id).y(), r.y());
    // Its corner changes its size; Delete takes the frame and leaves the nodes.
    f->drag(r.bottomRight() - QPointF(8, 8), r.bottomRight() + QPointF(32, 32));
    QCOMPARE(f->state().frames.begin()->second.width, r.width() + 40);
    f->window->graph().choose_frame(id);
    f->window->action("editDelete")->trigger();
    QVERIFY(f->state().frames.empty());
    QCOMPARE(f->state().nodes.size(), size_t(3));
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().frames.size(), size_t(1));
    const std::string text = tl::nodes::project_text(f->state());
    QCOMPARE(tl::nodes::project_text(tl::nodes::parse_project(text).state), text);
    QVERIFY(!f->view().grab().isNull());
  }

  void find_goes_to_what_is_typed_and_escape_comes_back() {
    QVERIFY(f->open_example("fashion-cnn"));
    f->view().zoom_reset();
    f->centre_on(f->item("data")->scene_rect().center());
    const QPointF before = f->view().mapToScene(f->view().viewport()->rect().center());
    QTest::keyClick(&f->view(), Qt::Key_F, Qt::ControlModifier);
    QuickPopup& q = f->view().quick();
    QVERIFY(q.isVisible());
    QTest::keyClicks(q.field(), "conv2d");
    QCOMPARE(q.count(), 2);
    QTest::keyClick(q.field(), Qt::Key_Down);
    QCOMPARE(f->window->graph().single(), f->named("conv_2")->id);
    QTest::keyClick(q.field(), Qt::Key_Escape);
    QVERIFY(!q.isVisible());
    const QPointF after = f->view().mapToScene(f->view().viewport()->rect().center());
    QVERIFY2(QLineF(before, after).length() < 4, "the view comes back");
    f->view().open_find();
    QTest::keyClicks(q.field(), "adam");
    QTest::keyClick(q.field(), Qt::Key_Return);
    QCOMPARE(f->window->graph().single(), f->named("adam")->id);
  }

  void every_command_can_be_typed() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->action("helpCommands")->trigger();
    auto* popup = f->window->findChild<QuickPopup*>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(popup && popup->isVisible());
    QVERIFY(quick_entry(*popup, "Arrange").note.contains("Ctrl+L"));
    QVERIFY(!quick_entry(*popup, "Stop").enabled);  // nothing runs
    QTest::keyClicks(popup->field(), "select all");
    QTest::keyClick(popup->field(), Qt::Key_Return);
    QCOMPARE(f->window->graph().chosen().size(), f->state().nodes.size());
    // A disabled one says why instead.
    f->window->action("helpCommands")->trigger();
    QTest::keyClicks(popup->field(), "pause or resume");
    QTest::keyClick(popup->field(), Qt::Key_Return);
    QVERIFY(!f->window->findChild<QLabel*>("hint")->text().isEmpty());
    // Mends of problems are commands too.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_1")->id, "in_features", tl::Value(63)));
    QVERIFY(f->analysed());
    f->window->action("helpCommands")->trigger();
    QTest::keyClicks(popup->field(), "mend");
    QVERIFY(popup->count() >= 1);
    QTest::keyClick(popup->field(), Qt::Key_Return);
    QVERIFY(f->analysed());
    QVERIFY(f->window->editor().analysis().valid());
  }

  void other_mends_are_listed_beside_the_first() {
    QVERIFY(f->open_example("digits-mlp"));
    // Images of 8×8 as vectors of 64 into a Conv2d: several arrangements of a sample would do.
    f->put("Conv2d", 300, 400);
    wire("flat", "output", "conv_1", "input");
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("conv_1")->id, "kernel_size", tl::Value(std::vector<int64_t>{1, 1})));
    QVERIFY(f->analysed());
    auto* panel = f->window->findChild<ProblemsPanel*>();
    auto* more = panel->findChild<QPushButton*>("otherMends");
    QVERIFY(more && more->menu());
    const QList<QAction*> actions = more->menu()->actions();
    QVERIFY(!actions.isEmpty());
    const size_t before = f->state().nodes.size();
    actions[0]->trigger();
    QTRY_COMPARE(f->state().nodes.size(), before + 1);
    QVERIFY(f->analysed());
    for (const tl::nodes::Problem& p : f->window->editor().analysis().problems) QVERIFY2(p.node != f->named("conv_1")->id, p.text.c_str());
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().nodes.size(), before);
  }

  void what_shows_everything_shows_frames_too() {
    f->put("ReLU", 0, 0), f->put("ReLU", 220, 0);
    f->view().fit_all();
    f->window->graph().choose_all();
    f->window->action("graphFrame")->trigger();
    for (QInputDialog* d : f->window->findChildren<QInputDialog*>()) d->reject();
    const QRectF r = f->window->graph().frames().rect(f->state().frames.begin()->first);
    const QRectF seen = f->view().mapToScene(f->view().viewport()->rect()).boundingRect();
    QVERIFY(seen.contains(r));
  }

  void an_analysis_leaves_what_the_status_bar_says() {
    chain();
    QVERIFY(f->analysed());
    auto* panel = f->window->findChild<ProblemsPanel*>();
    panel->window()->findChild<QDockWidget*>("problemsDock")->raise();
    auto* hint = f->window->findChild<QLabel*>("hint");
    Q_EMIT f->view().hint("read me");
    QCOMPARE(hint->text(), QString("read me"));
    Q_EMIT f->window->editor().analysed();  // mends come and go with it
    QApplication::processEvents();
    QCOMPARE(hint->text(), QString("read me"));
  }

  void the_history_names_each_step_and_goes_to_any() {
    auto* history = f->window->findChild<QUndoView*>("historyView");
    QVERIFY(history);
    f->put("ReLU", 0, 0), f->put("Linear", 200, 0);
    f->window->editor().apply(tl::nodes::make_rename(f->state(), f->named("fc_1")->id, "head"));
    QCOMPARE(history->model()->rowCount(), 4);  // the beginning and three steps
    QCOMPARE(history->model()->index(2, 0).data().toString(), QString("Add Linear"));
    QCOMPARE(history->model()->index(3, 0).data().toString(), QString("Rename fc_1 to head"));
    history->setCurrentIndex(history->model()->index(1, 0));
    QCOMPARE(f->state().nodes.size(), size_t(1));
    history->setCurrentIndex(history->model()->index(3, 0));
    QVERIFY(f->named("head"));
  }

  void steps_on_samples_are_offered_only_for_samples_that_they_take() {
    QVERIFY(f->open_example("fashion-cnn"));
    const auto* data = tl::nodes::find_node_type("Augment");
    const tl::nodes::NodeReport* report = f->window->editor().analysis().node(f->named("data")->id);
    QVERIFY(tl::nodes::offer_for(*data, tl::nodes::PortKind::sample, report->output("images")).fits);
    const tl::nodes::Offer labels = tl::nodes::offer_for(*data, tl::nodes::PortKind::sample, report->output("labels"));
    QVERIFY(!labels.fits && labels.text.find("C×H×W") != std::string::npos);
  }
};

TL_TEST_CLASS(TestEditing)
#include "test_editing.moc"
