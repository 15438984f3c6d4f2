// SPDX-License-Identifier: Apache-2.0
// Without a mouse: a network is built, wired, set, trained and exported; every area is reached and left again.
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSet>

#include "support/test_main.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/run/run_bar.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestKeyboard : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  /// To whatever has the keys, as a keyboard does.
  void press(int key, Qt::KeyboardModifiers with = {}) {
    QVERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), with);
    QApplication::processEvents();
  }
  void type(const char* text) { QTest::keyClicks(QApplication::focusWidget(), text); }
  void search(const char* text) {
    QTRY_VERIFY(f->view().popup().isVisible());
    type(text);
    press(Qt::Key_Return);
  }
  QString hint() { return f->window->findChild<QLabel*>("hint")->text(); }
  bool connected(const char* from, const char* out, const char* to, const char* in) {
    return f->named(from) && f->named(to) && f->state().edges.count({{f->named(from)->id, out}, {f->named(to)->id, in}}) > 0;
  }

 private Q_SLOTS:
  void init() {
    f = std::make_unique<WindowFixture>();
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    f->view().setFocus();
  }
  void cleanup() { f.reset(); }

  void the_canvas_tells_a_screen_reader_what_is_on_it() {
    QVERIFY(f->open_example("digits-mlp"));
    QAccessibleInterface* canvas = QAccessible::queryAccessibleInterface(&f->view());
    QVERIFY(canvas && canvas->isValid());
    QCOMPARE(canvas->text(QAccessible::Name), QString("Graph canvas"));
    QVERIFY(canvas->text(QAccessible::Description).contains(QString::number(f->state().edges.size()) + " wires"));
    QCOMPARE(canvas->childCount(), int(f->state().nodes.size() + f->state().edges.size()));
    QAccessibleInterface *layer = nullptr, *wire = nullptr;
    for (int i = 0; i < canvas->childCount(); ++i) {
      QAccessibleInterface* child = canvas->child(i);
      QCOMPARE(canvas->indexOfChild(child), i);
      QCOMPARE(child->parent(), canvas);
      QVERIFY(!child->text(QAccessible::Name).isEmpty());
      if (child->text(QAccessible::Name).startsWith("fc_1,")) layer = child;
      if (child->text(QAccessible::Name) == QString::fromUtf8("wire fc_1 output → relu_1 input")) wire = child;
    }
    QVERIFY(wire && wire->role() == QAccessible::ListItem);
    QVERIFY2(wire->text(QAccessible::Description).contains(QString::fromUtf8("N×")), qPrintable(wire->text(QAccessible::Description)));
    const QPointF on_it = f->window->graph().layer().middle({{f->named("fc_1")->id, "output"}, {f->named("relu_1")->id, "input"}});
    const QPoint wire_at = f->view().viewport()->mapToGlobal(f->at(on_it));
    QVERIFY(wire->rect().contains(wire_at));
    QCOMPARE(canvas->childAt(wire_at.x(), wire_at.y()), wire);
    wire->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(wire->state().selected && wire->state().focused);
    QCOMPARE(canvas->focusChild(), wire);
    QCOMPARE(f->window->graph().chosen_wires().size(), size_t(1));
    QVERIFY(layer && layer->role() == QAccessible::ListItem);
    QVERIFY2(layer->text(QAccessible::Name).contains("Linear") && layer->text(QAccessible::Name).contains("N×"), qPrintable(layer->text(QAccessible::Name)));
    QVERIFY2(layer->text(QAccessible::Description).contains("to relu_1"), qPrintable(layer->text(QAccessible::Description)));
    const QPoint middle = layer->rect().center();
    QCOMPARE(canvas->childAt(middle.x(), middle.y()), layer);
    QVERIFY(!layer->state().selected);
    layer->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(layer->state().selected && layer->state().focused);
    QCOMPARE(canvas->focusChild(), layer);
    // What is wrong is told too; and a node that is gone says so.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_1")->id, "in_features", tl::Value(63)));
    QVERIFY(f->analysed());
    QVERIFY2(layer->text(QAccessible::Description).contains("63"), qPrintable(layer->text(QAccessible::Description)));
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().delete_selection();
    QVERIFY(!layer->isValid() && layer->state().invalid && layer->text(QAccessible::Name).isEmpty());
    QVERIFY(!wire->isValid() && wire->state().invalid && wire->text(QAccessible::Name).isEmpty());
    QCOMPARE(canvas->childCount(), int(f->state().nodes.size() + f->state().edges.size()));
  }

  void a_network_is_built_trained_and_exported() {
    press(Qt::Key_Return);  // nothing is chosen: the run's settings
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QString("epochs"));
    press(Qt::Key_A, Qt::ControlModifier);
    type("2");
    press(Qt::Key_Return);
    press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), &f->view());
    press(Qt::Key_Tab), search("digits");
    press(Qt::Key_Backtab, Qt::ShiftModifier), search("flatten");
    press(Qt::Key_Backtab, Qt::ShiftModifier), search("linear");
    press(Qt::Key_Return);
    for (int i = 0; i < 3 && QApplication::focusWidget()->accessibleName() != "out_features"; ++i) press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), QString("out_features"));
    press(Qt::Key_A, Qt::ControlModifier);
    type("10");
    press(Qt::Key_Return);
    press(Qt::Key_Escape);
    press(Qt::Key_Backtab, Qt::ShiftModifier), search("crossentropy");
    press(Qt::Key_W), search("target labels");
    press(Qt::Key_Backtab, Qt::ShiftModifier), search("adamw");
    QVERIFY(connected("data", "images", "flat", "input") && connected("flat", "output", "fc_1", "input"));
    QVERIFY(connected("fc_1", "output", "loss", "input") && connected("data", "labels", "loss", "target"));
    QCOMPARE(f->state().edges.size(), size_t(5));
    for (const auto& [a, one] : f->window->graph().items_by_id())
      for (const auto& [b, other] : f->window->graph().items_by_id())
        QVERIFY2(a == b || !one->scene_rect().intersects(other->scene_rect()), "a node covers another");
    QVERIFY(f->analysed());
    QVERIFY(f->window->editor().analysis().valid());
    press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::finished, 60000);
    QTRY_VERIFY(!f->window->runs().active());
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(f->window->findChild<QFileDialog*>());
    const QString file = f->dir.path() + "/by-keys.safetensors";
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    press(Qt::Key_A, Qt::ControlModifier);
    type(file.toUtf8());
    press(Qt::Key_Return);
    QTRY_VERIFY(QFileInfo::exists(file));
    f->window->activateWindow();  // no window manager here gives the keys back to it
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    QTRY_COMPARE(QApplication::focusWidget(), &f->view());
    for (int i = 0; i < 40 && f->window->editor().undo_stack().canUndo(); ++i) press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(f->state().nodes.empty() && f->state().edges.empty());
  }

  void wires_are_named_cut_and_refused_in_words() {
    f->put("Linear", 0, 0);
    press(Qt::Key_W);
    QVERIFY(hint().contains("Select"));
    f->put("ReLU", 300, 0);
    f->put("Linear", 600, 0);
    f->window->graph().choose({f->named("relu_1")->id});
    press(Qt::Key_W), search("output fc_2");
    QVERIFY(connected("relu_1", "output", "fc_2", "input"));
    press(Qt::Key_W), search("fc_2.output");  // would close a circle
    QVERIFY2(hint().contains("circle"), qPrintable(hint()));
    QCOMPARE(f->state().edges.size(), size_t(1));
    press(Qt::Key_W), search("fc_1.output");
    QVERIFY(connected("fc_1", "output", "relu_1", "input"));
    press(Qt::Key_W), search("output fc_2");  // there already: cut
    QVERIFY(!connected("relu_1", "output", "fc_2", "input"));
    f->window->action("editUndo")->trigger();
    QVERIFY(connected("relu_1", "output", "fc_2", "input"));
  }

  void every_area_is_reached_and_left() {
    QVERIFY(f->open_example("digits-mlp"));
    QSet<QWidget*> seen;
    for (int i = 0; i < 5; ++i) {
      press(Qt::Key_F6);
      seen << QApplication::focusWidget();
    }
    QCOMPARE(seen.size(), 5);  // inspector, panels below, run bar, palette, canvas
    QCOMPARE(QApplication::focusWidget(), &f->view());
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), f->window->palette().field());
    press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), &f->view());
    for (QDockWidget* dock : f->window->findChildren<QDockWidget*>()) {
      QAction* go = f->window->action("goTo_" + dock->objectName());
      QVERIFY2(go && !go->shortcut().isEmpty(), qPrintable(dock->objectName()));
      go->trigger();
      QApplication::processEvents();
      QVERIFY2(dock->isAncestorOf(QApplication::focusWidget()), qPrintable(dock->objectName()));
      QVERIFY(!dock->visibleRegion().isEmpty());
      press(Qt::Key_Escape);
      QCOMPARE(QApplication::focusWidget(), &f->view());
    }
  }

  void space_presses_what_has_the_focus_while_a_run_goes_on() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(int64_t{100000})));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::running, 30000);
    f->window->graph().choose({f->named("fc_1")->id});
    auto* bias = qobject_cast<QPushButton*>(f->window->inspector().field("bias")->input());
    QVERIFY(bias && bias->isChecked());
    bias->setFocus();
    press(Qt::Key_Space);
    QVERIFY(!bias->isChecked());
    QVERIFY(f->window->runs().status().state == tl::train::State::running);
    f->view().setFocus();
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::paused, 30000);
    auto* stop = f->window->run_bar().button(RunAction::stop);
    stop->setFocus();
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::finished, 30000);
    QTRY_VERIFY(!f->window->runs().active());
  }
};
TL_TEST_CLASS(TestKeyboard)
#include "test_keyboard.moc"
