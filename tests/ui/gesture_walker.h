// SPDX-License-Identifier: Apache-2.0
// Someone who does anything at all with the window: random gestures by mouse and keyboard, told in words so that a fault can be done again.
#pragma once
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDragEnterEvent>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>
#include <QWheelEvent>
#include <random>

#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/palette/quick_popup.h"
#include "ui/panels/problems_panel.h"
#include "window_fixture.h"

namespace tl::ui::test {

class GestureWalker {
 public:
  GestureWalker(WindowFixture& fixture, uint64_t seed, bool runs) : f_(fixture), random_(seed), runs_(runs) {
    for (QAction* a : f_.window->findChildren<QAction*>()) {
      const QString name = a->objectName();
      static const char* const parts[] = {"edit", "graph", "view", "align", "distribute", "goTo", "next", "previous", "help"};
      for (const char* part : parts)
        if (name.startsWith(QLatin1String(part))) commands_ << a;
    }
  }

  void go() {
    switch (number(0, 19)) {
      case 0: case 1: case 2: case 3: case 4: case 5: drag(); break;
      case 6: click(); break;
      case 7: double_click(); break;
      case 8: case 9: case 10: key(); break;
      case 11: case 12: case 13: command(); break;
      case 14: wheel(); break;
      case 15: palette(); break;
      case 16: case 17: inspector(); break;
      case 18: menu(); break;
      default: seldom();
    }
    answer();
  }
  /// The newest gestures, the last one last.
  QString told() const { return told_.mid(std::max<qsizetype>(0, told_.size() - 12)).join("\n  "); }
  void stop_runs() {
    while (f_.window->runs().active()) f_.window->perform(RunAction::stop), QTest::qWait(20);
  }

 private:
  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool one_in(int n) { return number(1, n) == 1; }
  template <class List>
  auto& any(List& list) { return list[size_t(number(0, int(std::size(list)) - 1))]; }
  void tell(const QString& what) { told_ << what; }
  static QString text(QPoint p) { return QStringLiteral("%1,%2").arg(p.x()).arg(p.y()); }
  QWidget* canvas() { return f_.view().viewport(); }

  QPoint anywhere() {
    // Often near a node, a port, a wire or a frame, where something happens.
    const auto seen = [&](QPointF scene) -> std::optional<QPoint> {
      const QPoint p = f_.at(scene + QPointF(number(-6, 6), number(-6, 6)));
      return canvas()->rect().contains(p) ? std::optional(p) : std::nullopt;
    };
    std::optional<QPoint> found;
    const auto& items = f_.window->graph().items_by_id();
    const auto& wires = f_.window->graph().layer().wires();
    const auto& frames = f_.state().frames;
    const int what = number(0, 11);
    if (what < 7 && !items.empty()) {
      const NodeItem* item = std::next(items.begin(), number(0, int(items.size()) - 1))->second;
      const auto& ports = item->visual().ports;
      found = seen(!ports.empty() && one_in(2) ? item->pos() + any(ports).at : item->scene_rect().center());
    } else if (what == 7 && !wires.empty()) {
      const nodes::Edge edge = any(wires).edge;
      found = seen(one_in(3) ? f_.window->graph().layer().beside_label(edge) : f_.window->graph().layer().middle(edge));
    } else if (what == 9 && !f_.state().bends().empty()) {
      const auto& [edge, bends] = *std::next(f_.state().bends().begin(), number(0, int(f_.state().bends().size()) - 1));
      const nodes::Point p = bends[size_t(number(0, int(bends.size()) - 1))];
      found = seen({p.x, p.y});
    } else if (what == 8 && !frames.empty()) {
      const nodes::Frame& frame = std::next(frames.begin(), number(0, int(frames.size()) - 1))->second;
      found = seen(one_in(3) ? QPointF(frame.position.x + frame.width - 5, frame.position.y + frame.height - 5)
                             : QPointF(frame.position.x + 60, frame.position.y + 14));
    }
    return found.value_or(QPoint(number(0, canvas()->width() - 1), number(0, canvas()->height() - 1)));
  }
  Qt::KeyboardModifiers modifiers() {
    static const Qt::KeyboardModifiers some[] = {Qt::NoModifier,      Qt::NoModifier,  Qt::NoModifier,
                                                 Qt::ShiftModifier,   Qt::AltModifier, Qt::ControlModifier};
    return any(some);
  }
  static QString words(Qt::KeyboardModifiers m) {
    return m & Qt::ShiftModifier ? "Shift " : m & Qt::AltModifier ? "Alt " : m & Qt::ControlModifier ? "Ctrl " : "";
  }

  void mouse(QEvent::Type type, QPoint at, Qt::MouseButton button, Qt::KeyboardModifiers with) {
    // By hand: QTest's own moves carry no modifiers, and its double click never lets go.
    if (type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick) held_ |= button;
    if (type == QEvent::MouseButtonRelease) held_ &= ~Qt::MouseButtons(button);
    QMouseEvent event(type, at, canvas()->mapToGlobal(at), button, held_, with);
    QApplication::sendEvent(canvas(), &event);
  }
  void drag() {
    const Qt::KeyboardModifiers with = modifiers();
    const Qt::MouseButton button = one_in(6) ? Qt::MiddleButton : Qt::LeftButton;
    QPoint at = anywhere();
    QString what = words(with) + (button == Qt::LeftButton ? "drag " : "middle drag ") + text(at);
    mouse(QEvent::MouseButtonPress, at, button, with);
    for (int i = number(0, 6); i > 0; --i) {
      at = one_in(5) ? at + QPoint(number(-9, 9), number(-9, 9)) : anywhere();
      what += " → " + text(at);
      mouse(QEvent::MouseMove, at, Qt::NoButton, one_in(9) ? modifiers() : with);
      if (!one_in(12)) continue;
      switch (number(0, 8)) {  // in the midst of it
        case 0: case 1: what += " Escape", QTest::keyClick(&f_.view(), Qt::Key_Escape); break;
        case 2: what += " undo", f_.window->action("editUndo")->trigger(); break;
        case 3: what += " redo", f_.window->action("editRedo")->trigger(); break;
        case 4: what += " delete", f_.window->action("editDelete")->trigger(); break;
        case 5: what += " focus away", f_.window->palette().field()->setFocus(); break;
        case 6: what += " wheel", turn(at, Qt::NoModifier); break;
        case 7: {
          const Qt::MouseButton other = button == Qt::LeftButton ? Qt::MiddleButton : Qt::LeftButton;
          what += " other button";
          mouse(QEvent::MouseButtonPress, at, other, with);
          mouse(QEvent::MouseButtonRelease, at, other, with);
          break;
        }
        default: what += " events", QApplication::processEvents();
      }
    }
    if (one_in(40)) {  // let go elsewhere: the window never hears of it
      what += " release lost";
      held_ = {};
      mouse(QEvent::MouseMove, anywhere(), Qt::NoButton, {});
    } else {
      mouse(QEvent::MouseButtonRelease, at, button, with);
    }
    tell(what);
  }
  void click() {
    const Qt::KeyboardModifiers with = modifiers();
    const QPoint at = anywhere();
    tell(words(with) + "click " + text(at));
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, with);
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, with);
  }
  void double_click() {
    const Qt::KeyboardModifiers with = modifiers();
    const QPoint at = anywhere();
    tell(words(with) + "double click " + text(at));
    for (const QEvent::Type press : {QEvent::MouseButtonPress, QEvent::MouseButtonDblClick}) {
      mouse(press, at, Qt::LeftButton, with);
      mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, with);
    }
  }
  void key() {
    static const Qt::Key keys[] = {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Delete, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down,
                                   Qt::Key_Escape, Qt::Key_M, Qt::Key_F, Qt::Key_X, Qt::Key_T, Qt::Key_W, Qt::Key_B, Qt::Key_Return, Qt::Key_Home,
                                   Qt::Key_Plus, Qt::Key_Minus, Qt::Key_F2, Qt::Key_F6, Qt::Key_Backspace};
    const Qt::Key k = any(keys);
    // Arrows with Alt push nodes about.
    const bool push = k >= Qt::Key_Left && k <= Qt::Key_Down && one_in(2);
    const Qt::KeyboardModifiers with = push ? Qt::AltModifier : one_in(4) ? modifiers() : Qt::NoModifier;
    tell("key " + QKeySequence(k | with).toString());
    f_.view().setFocus();
    for (int i = one_in(3) ? number(1, 5) : 1; i > 0; --i) QTest::keyClick(&f_.view(), k, with);
  }
  void command() {
    // A document that only grows makes the test slow, not better.
    const bool large = f_.state().nodes.size() > 90;
    QAction* a = large ? f_.window->action("editDeleteHard") : any(commands_);
    if (large) f_.window->graph().choose_all();
    tell("command " + a->objectName());
    if (a->isEnabled()) a->trigger();
    if (one_in(12)) {  // a jump in the history
      QUndoStack& stack = f_.window->editor().undo_stack();
      stack.setIndex(number(0, stack.count()));
      tell(QStringLiteral("history to %1").arg(stack.index()));
    }
  }
  void turn(QPoint at, Qt::KeyboardModifiers with) {
    QWheelEvent event(at, canvas()->mapToGlobal(at), {}, {0, one_in(2) ? 120 : -120}, Qt::NoButton, with, Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas(), &event);
  }
  void wheel() {
    const QPoint at = anywhere();
    const Qt::KeyboardModifiers with = modifiers();
    tell(words(with) + "wheel " + text(at));
    turn(at, with);
  }
  void palette() {
    static const char* const keys[] = {"Linear", "ReLU",  "Conv2d",  "Add",     "CrossEntropyLoss",
                                       "Digits", "AdamW", "Flatten", "Dropout", "Accuracy"};
    const char* key = any(keys);
    if (one_in(3)) {
      tell(QStringLiteral("palette: type and Enter, %1").arg(key));
      QLineEdit* field = f_.window->palette().field();
      field->setFocus();
      field->clear();
      QTest::keyClicks(field, key);
      QTest::keyClick(field, Qt::Key_Return);
      if (one_in(2)) QTest::keyClick(field, Qt::Key_Escape);
      return;
    }
    QMimeData data;
    data.setData(QString::fromLatin1(kNodeMime), key);
    QPoint at = anywhere();
    QString what = QStringLiteral("palette: drag %1").arg(key);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(canvas(), &enter);
    for (int i = number(1, 4); i > 0; --i) {
      at = anywhere();
      what += " → " + text(at);
      QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
      QApplication::sendEvent(canvas(), &move);
    }
    if (one_in(6)) {
      what += " away";
      QDragLeaveEvent leave;
      QApplication::sendEvent(canvas(), &leave);
    } else {
      QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
      QApplication::sendEvent(canvas(), &drop);
    }
    tell(what);
  }
  void inspector() {
    const auto fields = f_.window->inspector().findChildren<FieldEditor*>();
    if (one_in(6)) {
      QLineEdit* name = f_.window->inspector().name_field();
      static const char* const names[] = {"fc_1", "a", "9", "", "two words", "x_y", "LOSS", "relu_7"};
      const char* wanted = any(names);
      tell(QStringLiteral("name “%1”").arg(wanted));
      if (!name->isVisible()) return;
      name->setFocus();
      name->selectAll();
      QTest::keyClicks(name, wanted);
      return QTest::keyClick(name, Qt::Key_Return);
    }
    if (fields.isEmpty()) return;
    FieldEditor* field = any(fields);
    if (!field->isVisible()) return;
    const QString name = QString::fromStdString(field->key());
    QWidget* input = field->focus_target();
    input->setFocus();
    if (auto* button = qobject_cast<QPushButton*>(input)) {
      tell("parameter " + name + " pressed");
      return QTest::keyClick(button, Qt::Key_Space);
    }
    if (auto* choice = qobject_cast<QComboBox*>(input)) {
      tell("parameter " + name + " next choice");
      return QTest::keyClick(choice, one_in(2) ? Qt::Key_Down : Qt::Key_Up);
    }
    static const char* const values[] = {"1", "10", "-1", "0", "3 x 3", "2,2", "abc", "", "1e-3", "99999999999", "0.5"};
    const char* wanted = any(values);
    tell("parameter " + name + " ← " + wanted);
    if (one_in(3)) {
      for (int i = number(1, 4); i > 0; --i) QTest::keyClick(input, one_in(2) ? Qt::Key_Up : Qt::Key_Down);
    } else {
      QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
      QTest::keyClicks(input, wanted);
      QTest::keyClick(input, one_in(4) ? Qt::Key_Escape : Qt::Key_Return);
    }
  }
  void menu() {
    const QPoint at = anywhere();
    const int wanted = number(0, 14), down = number(0, 3);
    QString chosen = "nothing";
    // The menu has its own loop of events: what is chosen in it was decided before it opens.
    QTimer::singleShot(0, &f_.view(), [&] {
      auto* open = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      if (!open) return;
      QList<QAction*> list = open->actions();
      if (wanted < list.size() && !list[wanted]->isSeparator() && !list[wanted]->menu() && down) {
        chosen = list[wanted]->text();
        open->setActiveAction(list[wanted]);
        QTest::keyClick(open, Qt::Key_Return);
      }
      while (QWidget* popup = QApplication::activePopupWidget()) popup->close();
    });
    if (one_in(4)) {
      QContextMenuEvent event(QContextMenuEvent::Keyboard, at, canvas()->mapToGlobal(at));
      QApplication::sendEvent(canvas(), &event);
    } else {
      mouse(QEvent::MouseButtonPress, at, Qt::RightButton, {});
      QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas()->mapToGlobal(at));
      QApplication::sendEvent(canvas(), &event);
      mouse(QEvent::MouseButtonRelease, at, Qt::RightButton, {});
    }
    tell("menu at " + text(at) + ": " + chosen);
  }
  void seldom() {
    switch (number(0, 4)) {
      case 0: {
        auto* map = f_.view().findChild<QWidget*>("minimap");
        if (!map->isVisible()) return;
        tell("overview map");
        QTest::mousePress(map, Qt::LeftButton, {}, QPoint(number(0, map->width() - 1), number(0, map->height() - 1)));
        QTest::mouseMove(map, QPoint(number(0, map->width() - 1), number(0, map->height() - 1)));
        return QTest::mouseRelease(map, Qt::LeftButton, {}, QPoint(number(0, map->width() - 1), number(0, map->height() - 1)));
      }
      case 1: {
        ProblemsPanel& problems = f_.window->problems();
        if (!problems.count()) return;
        const int row = number(0, problems.count() - 1);
        tell(QStringLiteral("mend problem %1").arg(row));
        return problems.apply_fix(row);
      }
      case 2:
        tell("another size");
        return f_.window->resize(number(900, 1500), number(600, 950));
      case 3:
        tell("time passes");
        return QTest::qWait(number(0, 30));
      default: {
        if (!runs_) return;
        static const RunAction actions[] = {RunAction::train, RunAction::pause, RunAction::resume, RunAction::step, RunAction::stop};
        const RunAction action = any(actions);
        tell(QStringLiteral("run action %1").arg(int(action)));
        f_.window->perform(action);
      }
    }
  }
  /// Whatever list or question is open gets an answer.
  void answer() {
    for (QDialog* d : f_.window->findChildren<QDialog*>())
      if (d->isVisible()) one_in(2) ? d->accept() : d->reject();
    QLineEdit* field = nullptr;
    if (f_.view().popup().isVisible()) field = f_.view().popup().field();
    for (QuickPopup* q : f_.window->findChildren<QuickPopup*>())
      if (q->isVisible()) field = q->field();
    if (!field || one_in(30)) return;  // seldom it is left open
    // Never a command that asks for a file, trains, or ends the program.
    auto* list = qobject_cast<QuickPopup*>(field->parentWidget());
    const bool commands = list && list->parentWidget() == f_.window.get();
    static const char* const words[] = {"relu", "linear 12", "add", "conv2d 6 kernel=5", "", "e", "zzz", "loss"};
    const char* typed = commands ? "add relu" : any(words);
    field->clear();
    QTest::keyClicks(field, typed);
    for (int i = number(0, 3); i > 0; --i) QTest::keyClick(field, Qt::Key_Down);
    const bool safe = !commands || (list->count() && list->entry(0).title.startsWith("Add "));
    if (!one_in(4) && safe && !(commands && !list->list()->currentIndex().isValid())) {
      if (commands) list->list()->setCurrentIndex(list->list()->model()->index(0, 0));
      tell(QStringLiteral("answered “%1” Enter").arg(typed));
      QTest::keyClick(field, Qt::Key_Return);
    } else {
      tell(QStringLiteral("answered “%1” Escape").arg(typed));
      QTest::keyClick(field, Qt::Key_Escape);
    }
  }

  WindowFixture& f_;
  std::mt19937_64 random_;
  bool runs_;
  Qt::MouseButtons held_;
  QList<QAction*> commands_;
  QStringList told_;
};

}  // namespace tl::ui::test
