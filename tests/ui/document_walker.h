// SPDX-License-Identifier: Apache-2.0
// Someone who goes from document to document: random gestures on the tabs, with nodes in hand, on bends of wires and in comparisons, told in
// words so that a fault can be done again.
#pragma once
#include <QMouseEvent>
#include <QTabBar>
#include <QToolButton>
#include <random>

#include "ui/compare/compare_window.h"
#include "ui/palette/quick_popup.h"
#include "ui/window/document_tabs.h"
#include "window_fixture.h"

namespace tl::ui::test {

class DocumentWalker {
 public:
  DocumentWalker(WindowFixture& fixture, uint64_t seed) : f_(fixture), random_(seed * 7919 + 13) {}

  void go() {
    switch (number(0, 15)) {
      case 0: open(); break;
      case 1: add(); break;
      case 2: case 3: case 4: press_tab(); break;
      case 5: close(); break;
      case 6: push_tab(); break;
      case 7: case 8: case 9: carry(); break;
      case 10: case 11: case 12: bend(); break;
      case 13: case 14: compare(); break;
      default: by_key(); break;
    }
  }
  QString told() const { return told_.mid(std::max<qsizetype>(0, told_.size() - 8)).join("\n  "); }

 private:
  static constexpr size_t kMost = 5;   ///< documents that are open at once

  GraphEditor& editor() { return f_.window->editor(); }
  QTabBar& bar() { return *f_.window->tabs().bar(); }
  QWidget* canvas() { return f_.view().viewport(); }
  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool one_in(int n) { return number(1, n) == 1; }
  void tell(const QString& what) { told_ << what; }
  OpenDocument& any_document() {
    const auto all = editor().documents();
    return *all[size_t(number(0, int(all.size()) - 1))];
  }
  void mouse(QEvent::Type type, QPoint global, Qt::MouseButton button, Qt::MouseButtons held, Qt::KeyboardModifiers with = {}) {
    QMouseEvent event(type, canvas()->mapFromGlobal(global), global, button, held, with);
    QApplication::sendEvent(canvas(), &event);
  }
  QPoint on_canvas() { return canvas()->mapToGlobal(QPoint(number(10, canvas()->width() - 10), number(10, canvas()->height() - 10))); }
  QPoint tab_of(const OpenDocument& d) { return bar().mapToGlobal(bar().tabRect(f_.window->tabs().tab_of(d.id())).center()); }

  void open() {
    if (editor().documents().size() >= kMost) return close();
    static const char* const files[] = {"digits-mlp", "iris-mlp", "fashion-cnn", "digits-gan"};
    const char* file = files[number(0, 3)];
    tell(QStringLiteral("open %1").arg(file));
    f_.window->open_file(QStringLiteral(TL_SOURCE_DIR "/projects/") + file + ".json", one_in(2));
    if (one_in(3)) return;  // what comes next is done while it is read
    (void)QTest::qWaitFor([&] { return !editor().busy(); }, 15000);
  }
  void add() {
    if (editor().documents().size() >= kMost) return close();
    tell("a new document");
    QTest::mouseClick(f_.window->tabs().add_button(), Qt::LeftButton);
  }
  void press_tab() {
    OpenDocument& d = any_document();
    const int tab = f_.window->tabs().tab_of(d.id());
    tell(QStringLiteral("tab %1").arg(tab));
    QTest::mouseClick(&bar(), Qt::LeftButton, {}, bar().tabRect(tab).center());
  }
  void close() {
    OpenDocument& d = any_document();
    tell("close " + d.title());
    if (one_in(2)) QTest::mouseClick(&bar(), Qt::MiddleButton, {}, bar().tabRect(f_.window->tabs().tab_of(d.id())).center());
    else f_.window->close_document(d.id());
  }
  void push_tab() {
    const int count = int(editor().documents().size()), from = number(0, count - 1), to = number(0, count - 1);
    tell(QStringLiteral("tab %1 to %2").arg(from).arg(to));
    editor().move(from, to);
  }
  void by_key() {
    static const char* const names[] = {"nextDocument", "previousDocument", "fileClose", "graphBend", "graphStraighten"};
    const char* name = names[number(0, 4)];
    tell(QStringLiteral("command %1").arg(name));
    if (QAction* a = f_.window->action(name); a && a->isEnabled()) a->trigger();
  }

  /// Picks a node up, goes over tabs and the canvas with it, and lets go somewhere or breaks off.
  void carry() {
    const auto& items = f_.window->graph().items_by_id();
    if (items.empty()) return add();
    const NodeItem* item = std::next(items.begin(), number(0, int(items.size()) - 1))->second;
    f_.view().ensureVisible(item->scene_rect(), 30, 30);
    QPoint at = canvas()->mapToGlobal(f_.at(item->pos() + QPointF(40, 14)));
    QString what = "carry";
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= 3; ++i) mouse(QEvent::MouseMove, at + QPoint(0, 9 * i), Qt::NoButton, Qt::LeftButton);
    for (int i = number(1, 3); i > 0; --i) {
      if (one_in(3)) {
        at = on_canvas();
        what += " → canvas";
        mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
      } else {
        OpenDocument& d = any_document();
        at = tab_of(d);
        what += " → tab of " + d.title();
        mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
        if (!one_in(3)) (void)QTest::qWaitFor([&, id = d.id()] { return editor().current().id() == id; }, 900), what += " held";
      }
      if (!one_in(6)) continue;
      switch (number(0, 4)) {
        case 0: what += " Escape", QTest::keyClick(&f_.view(), Qt::Key_Escape); break;
        case 1: what += " undo", f_.window->action("editUndo")->trigger(); break;
        case 2: what += " next tab", f_.window->action("nextDocument")->trigger(); break;
        case 3: what += " closed under the hand", f_.close_document(); break;
        default: what += " focus away", f_.window->palette().field()->setFocus(); break;
      }
    }
    if (one_in(3)) at = on_canvas();
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    tell(what + " let go");
  }

  /// Alt on a wire bends it, on a bend takes it away; a bend is dragged about.
  void bend() {
    const auto& wires = f_.window->graph().layer().wires();
    if (wires.empty()) return press_tab();
    const nodes::Edge edge = wires[size_t(number(0, int(wires.size()) - 1))].edge;
    const nodes::Bends bends = f_.state().bends_of(edge);
    const bool there = !bends.empty() && !one_in(3);
    const nodes::Point p = there ? bends[size_t(number(0, int(bends.size()) - 1))] : nodes::Point{};
    const QPointF place = there ? QPointF(p.x, p.y) : f_.window->graph().layer().path(edge)->pointAtPercent(0.1 * number(1, 9));
    f_.view().ensureVisible(QRectF(place - QPointF(20, 20), QSizeF(40, 40)), 40, 40);
    const Qt::KeyboardModifiers with = there && !one_in(4) ? Qt::NoModifier : Qt::AltModifier;
    QPoint at = canvas()->mapToGlobal(f_.at(place));
    QString what = QStringLiteral("%1 a wire").arg(there ? "take a bend of" : "bend");
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton, with);
    for (int i = number(0, 5); i > 0; --i) {
      at += QPoint(number(-60, 60), number(-60, 60));
      mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton, with);
      if (one_in(15)) what += " Escape", QTest::keyClick(&f_.view(), Qt::Key_Escape);
      if (one_in(25)) what += " undo", f_.window->action("editUndo")->trigger();
      if (one_in(25)) what += " next tab", f_.window->action("nextDocument")->trigger();
    }
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton, with);
    if (one_in(3)) QTest::keyClick(&f_.view(), one_in(2) ? Qt::Key_Delete : Qt::Key_Down, one_in(2) ? Qt::AltModifier : Qt::NoModifier);
    tell(what);
  }

  /// Compares with an earlier point of the history, looks about, closes, or goes on with the other window open.
  void compare() {
    for (CompareWindow* w : f_.window->findChildren<CompareWindow*>())
      if (w->isVisible() && (one_in(2) || ++left_open_ > 2)) left_open_ = 0, tell("close a comparison"), w->close();
    tell("compare");
    f_.window->action("fileCompare")->trigger();
    QuickPopup* list = nullptr;
    (void)QTest::qWaitFor([&] {
      for (QuickPopup* q : f_.window->findChildren<QuickPopup*>())
        if (q->isVisible()) list = q;
      return list != nullptr;
    }, 3000);
    if (!list) return;
    // Never the row that asks for a file.
    int row = -1;
    for (int i = 0; i < list->count() && i < 40; ++i)
      if (!list->entry(i).title.endsWith(QStringLiteral("…")) && (row < 0 || one_in(3))) row = i;
    if (row < 0) return QTest::keyClick(list->field(), Qt::Key_Escape);
    tell("with " + list->entry(row).title);
    for (int i = 0; i < row; ++i) QTest::keyClick(list->field(), Qt::Key_Down);
    QTest::keyClick(list->field(), Qt::Key_Return);
    const auto windows = f_.window->findChildren<CompareWindow*>();
    if (windows.isEmpty()) return;
    CompareWindow* w = windows.last();
    if (one_in(4)) return void(w->close());  // before it has found anything
    (void)QTest::qWaitForWindowExposed(w);
    for (int i = number(1, 5); i > 0; --i) {
      QTest::keyClick(w, Qt::Key_F8, one_in(3) ? Qt::ShiftModifier : Qt::NoModifier);
      QApplication::processEvents();
    }
    if (!one_in(3)) w->close();
  }

  WindowFixture& f_;
  std::mt19937_64 random_;
  QStringList told_;
  int left_open_ = 0;
};

}  // namespace tl::ui::test
