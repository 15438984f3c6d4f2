// SPDX-License-Identifier: Apache-2.0
// Random gestures by mouse and keyboard: no crash, no document that a file could not hold, and all of it can be undone.
// TL_GESTURES sets how many are made (10,000 in the nightly run).
#include <QDialog>
#include <QListView>
#include <QWheelEvent>
#include <random>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/palette/quick_popup.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestGestures : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  std::mt19937_64 random_;

  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  QPoint anywhere() {
    // Often near a node or a port, where something happens.
    const auto& items = f->window->graph().items_by_id();
    if (!items.empty() && number(0, 3)) {
      const NodeItem* item = std::next(items.begin(), number(0, int(items.size()) - 1))->second;
      const auto& ports = item->visual().ports;
      QPointF at = item->scene_rect().center();
      if (!ports.empty() && number(0, 1)) at = item->pos() + ports[size_t(number(0, int(ports.size()) - 1))].at;
      const QPoint p = f->at(at + QPointF(number(-6, 6), number(-6, 6)));
      if (f->view().viewport()->rect().contains(p)) return p;
    }
    const QRect r = f->view().viewport()->rect();
    return {number(0, r.width() - 1), number(0, r.height() - 1)};
  }
  Qt::KeyboardModifiers modifiers() {
    static const Qt::KeyboardModifiers some[] = {Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
    return some[number(0, 5)];
  }
  void drag() {
    QWidget* w = f->view().viewport();
    const Qt::KeyboardModifiers with = modifiers();
    const Qt::MouseButton button = number(0, 9) ? Qt::LeftButton : Qt::MiddleButton;
    QPoint at = anywhere();
    QTest::mousePress(w, button, with, at);
    for (int i = number(0, 6); i > 0; --i) {
      at = anywhere();
      QTest::mouseMove(w, at);
      if (number(0, 30) == 0) QTest::keyClick(&f->view(), Qt::Key_Escape);
      if (number(0, 40) == 0) f->window->action("editUndo")->trigger();  // in the midst of it
    }
    QTest::mouseRelease(w, button, with, at);
  }
  void key() {
    static const Qt::Key keys[] = {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Delete, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Escape,
                                   Qt::Key_M, Qt::Key_F, Qt::Key_X, Qt::Key_T, Qt::Key_W, Qt::Key_Return, Qt::Key_Home, Qt::Key_Plus, Qt::Key_Minus};
    QTest::keyClick(&f->view(), keys[number(0, int(std::size(keys)) - 1)], number(0, 3) ? Qt::NoModifier : modifiers());
  }
  void command() {
    static const char* const names[] = {"editUndo", "editUndo", "editRedo", "editCopy", "editPaste", "editDuplicate", "editDelete", "editDeleteHard", "editCut",
                                        "editSelectAll", "graphArrange", "graphBypass", "graphFreeze", "graphLift", "alignLeft", "alignMiddleY",
                                        "distributeLevel", "graphFrame", "graphSwap", "editFind", "helpCommands", "graphNextProblem", "viewFit"};
    // A document that only grows makes the test slow, not better.
    const bool large = f->state().nodes.size() > 120;
    QAction* a = f->window->action(large ? "editDeleteHard" : names[number(0, int(std::size(names)) - 1)]);
    if (a->isEnabled()) a->trigger();
  }
  /// Whatever list or question is open gets an answer.
  void answer() {
    for (QDialog* d : f->window->findChildren<QDialog*>())
      if (d->isVisible()) number(0, 1) ? d->accept() : d->reject();
    QLineEdit* field = nullptr;
    if (f->view().popup().isVisible()) field = f->view().popup().field();
    for (QuickPopup* q : f->window->findChildren<QuickPopup*>())
      if (q->isVisible()) field = q->field();
    if (!field) return;
    // Never a command that asks for a file, trains, or ends the program.
    auto* list = qobject_cast<QuickPopup*>(field->parentWidget());
    const bool commands = list && list->parentWidget() == f->window.get();
    static const char* const words[] = {"relu", "linear", "add", "conv", "", "e", "zzz", "loss"};
    QTest::keyClicks(field, commands ? "add relu" : words[number(0, 7)]);
    for (int i = number(0, 3); i > 0; --i) QTest::keyClick(field, Qt::Key_Down);
    const bool safe = !commands || (list->count() && list->entry(0).title.startsWith("Add "));
    if (number(0, 3) && safe && !(commands && !list->list()->currentIndex().isValid())) {
      if (commands) list->list()->setCurrentIndex(list->list()->model()->index(0, 0));
      QTest::keyClick(field, Qt::Key_Return);
    } else {
      QTest::keyClick(field, Qt::Key_Escape);
    }
  }
  void wheel() {
    const QPoint at = anywhere();
    QWheelEvent event(at, f->view().viewport()->mapToGlobal(at), {}, {0, number(0, 1) ? 120 : -120}, Qt::NoButton, modifiers(), Qt::NoScrollPhase, false);
    QApplication::sendEvent(f->view().viewport(), &event);
  }
  QString wrong() {
    const std::string text = tl::nodes::project_text(f->state());
    if (tl::nodes::project_text(tl::nodes::parse_project(text).state) != text) return "a file does not give the document back";
    if (f->window->graph().items_by_id().size() != f->state().nodes.size()) return "nodes are drawn that are not there, or the other way round";
    if (f->window->graph().layer().wires().size() != f->state().edges.size()) return "so are wires";
    for (tl::nodes::NodeId id : f->window->graph().chosen())
      if (!f->state().find(id)) return "a node is chosen that is not there";
    return {};
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void random_gestures_leave_a_sound_document() {
    const int wanted = qEnvironmentVariableIntValue("TL_GESTURES") ? qEnvironmentVariableIntValue("TL_GESTURES") : 450;
    for (const char* example : {"digits-mlp", "fashion-cnn", ""}) {
      random_.seed(example[0] + 7u);
      if (*example) QVERIFY(f->open_example(example));
      else f->window->new_file();
      QApplication::processEvents();
      const std::string before = tl::nodes::project_text(f->state());
      for (int i = 0; i < wanted / 3; ++i) {
        switch (number(0, 9)) {
          case 0: case 1: case 2: case 3: drag(); break;
          case 4: case 5: key(); break;
          case 6: case 7: command(); break;
          case 8: wheel(); break;
          default: QTest::mouseDClick(f->view().viewport(), Qt::LeftButton, {}, anywhere());
        }
        answer();
        if (i % 25 == 0) QApplication::processEvents();
        if (i % 10 == 0) QVERIFY2(wrong().isEmpty(), qPrintable(QStringLiteral("%1, gesture %2: %3").arg(example).arg(i).arg(wrong())));
      }
      QTest::keyClick(&f->view(), Qt::Key_Escape);
      QVERIFY(f->analysed(60000));
      const std::string after = tl::nodes::project_text(f->state());
      QUndoStack& stack = f->window->editor().undo_stack();
      const int at = stack.index();
      while (stack.canUndo()) stack.undo();
      QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(before));
      while (stack.index() < at) stack.redo();
      QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(after));
      QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
      QVERIFY(!f->window->grab().isNull());
    }
  }
};

TL_TEST_CLASS(TestGestures)
#include "test_gestures.moc"
