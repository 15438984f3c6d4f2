// SPDX-License-Identifier: Apache-2.0
// A real window with its own settings and runs folder, and the gestures that tests make with it.
#pragma once
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUndoStack>
#include <memory>

#include "nodes/node_type.h"
#include "ui/canvas/graph_scene.h"
#include "ui/canvas/graph_view.h"
#include "ui/document/background.h"
#include "ui/palette/palette_panel.h"
#include "ui/palette/search_popup.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/settings.h"

namespace tl::ui::test {

struct WindowFixture {
  QTemporaryDir dir;
  std::unique_ptr<Settings> settings;
  std::unique_ptr<MainWindow> window;

  WindowFixture() {
    mark_window_thread();
    qputenv("TL_RUNS_DIR", (dir.path() + "/runs").toUtf8());
    qputenv("TL_PROJECTS_DIR", TL_SOURCE_DIR "/projects");
    qputenv("TL_DATA", TL_SOURCE_DIR "/resources/data");
    apply_theme(*qApp, ThemeChoice::dark);
    settings = std::make_unique<Settings>(dir.path() + "/window.ini");
    window = std::make_unique<MainWindow>(*settings);
    window->ask_unsaved = [](const QString&) { return GuardAnswer::discard; };
    window->ask_quit_running = [] { return QuitAnswer::abandon_run; };
    window->ask_close_running = [](const QString&) { return StopAnswer::stop_run; };
    window->resize(1500, 950);
    window->show();
    (void)QTest::qWaitForWindowExposed(window.get());
    window->canvas().zoom_reset();
  }
  ~WindowFixture() {
    window.reset();
    settings.reset();
  }

  GraphView& view() { return window->canvas(); }
  const nodes::GraphState& state() { return window->editor().state(); }
  QPoint at(QPointF scene) { return view().mapFromScene(scene); }
  const nodes::Node* named(const char* name) { return state().find_by_name(name); }
  NodeItem* item(const char* name) { return named(name) ? window->graph().item(named(name)->id) : nullptr; }
  QPointF port(const char* node, const char* name, bool output) { return item(node)->port_place(name, output); }

  /// A node of this type at a place, by patch (not by gesture); returns its name.
  std::string put(const char* type, double x, double y) {
    nodes::NodeId id;
    window->editor().apply(nodes::make_add_node(state(), type, {x, y}, {}, &id));
    return state().find(id)->name;
  }
  void centre_on(QPointF p) {
    view().centerOn(p);
    QApplication::processEvents();
  }
  /// Presses, moves in small steps and lets go on the canvas.
  void drag(QPointF from, QPointF to) {
    QWidget* w = view().viewport();
    QTest::mousePress(w, Qt::LeftButton, {}, at(from));
    for (int i = 1; i <= 8; ++i) QTest::mouseMove(w, at(from + (to - from) * i / 8.0), 1);
    QTest::mouseRelease(w, Qt::LeftButton, {}, at(to));
    QApplication::processEvents();
  }
  bool analysed(int ms = 10000) {
    // Not "of the newest revision": a node that was only moved is not analysed again.
    return QTest::qWaitFor([&] { return window->editor().analysis_is_current(); }, ms);
  }
  /// In front in the end, read from its file unless it is open already.
  bool open(const QString& file, int ms = 15000) {
    window->open_file(file);
    const QString wanted = QDir::cleanPath(file);
    return QTest::qWaitFor([&] { return !window->editor().busy() && window->editor().file() == wanted; }, ms) && analysed(ms);
  }
  /// Closes what is in front; the fixture answers: edits are given up, a run is stopped.
  void close_document() { window->close_document(window->editor().current().id()); }
  /// One empty document, as after the start.
  void close_all() {
    for (const OpenDocument* d : window->editor().documents()) window->close_document(d->id());
  }
  bool open_example(const char* name) { return open(QStringLiteral(TL_SOURCE_DIR "/projects/") + name + ".json"); }
};

}  // namespace tl::ui::test
