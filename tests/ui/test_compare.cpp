// SPDX-License-Identifier: Apache-2.0
// Two versions side by side: marked, listed, moved together, read in the background; what the window can be compared with.
#include <QDialog>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTreeWidget>

#include "nodes/bends.h"
#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/compare/compare_window.h"
#include "ui/compare/mark_layer.h"
#include "ui/palette/quick_popup.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::nodes::Change;
using tl::ui::test::WindowFixture;

class TestCompare : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  static bool ready(CompareWindow& w) {
    return QTest::qWaitFor([&] { return w.difference() && w.findChild<QPushButton*>("compareNext")->isEnabled(); }, 15000);
  }
  CompareWindow* opened() {
    CompareWindow* found = nullptr;
    (void)QTest::qWaitFor([&] { return (found = f->window->findChild<CompareWindow*>()) != nullptr; }, 10000);
    return found;
  }
  QuickPopup* versions() {
    QuickPopup* list = nullptr;
    f->window->action("fileCompare")->trigger();
    (void)QTest::qWaitFor([&] {
      for (QuickPopup* q : f->window->findChildren<QuickPopup*>())
        if (q->isVisible()) list = q;
      return list != nullptr;
    }, 30000);
    return list;
  }
  static const QuickEntry* entry(QuickPopup& list, const QString& begin) {
    for (int i = 0; i < list.count(); ++i)
      if (list.entry(i).title.startsWith(begin)) return &list.entry(i);
    return nullptr;
  }
  static bool git(const QString& folder, const QStringList& arguments) {
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start("git", QStringList{"-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"} + arguments);
    return process.waitForFinished(20000) && process.exitCode() == 0;
  }
  QTreeWidgetItem* row(CompareWindow& w, const QString& what) {
    const auto found = w.list().findItems(what, Qt::MatchExactly, 0);
    return found.isEmpty() ? nullptr : found.first();
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void an_earlier_point_of_the_history_is_shown_beside_the_document() {
    QVERIFY(f->open_example("digits-mlp"));
    GraphEditor& editor = f->window->editor();
    const auto fc = f->named("fc_1")->id;
    editor.apply(tl::nodes::make_set_param(f->state(), fc, "out_features", tl::Value(99)));
    const std::string between = tl::nodes::project_text(f->state());
    const std::string dropout = f->put("Dropout", 300, 400);
    QCOMPARE(tl::nodes::project_text(editor.state_at(1)()), between);
    editor.undo_stack().undo();
    QVERIFY(tl::nodes::project_text(editor.state_at(2)()).find(dropout) != std::string::npos);  // forwards too
    editor.undo_stack().redo();
    QuickPopup* list = versions();
    QVERIFY(list);
    const QuickEntry* first = entry(*list, "Before “Set fc_1 out_features”");
    QVERIFY(first);
    first->run();
    CompareWindow* w = opened();
    QVERIFY(w && ready(*w));
    QCOMPARE(w->difference()->nodes.size(), size_t(2));
    QVERIFY2(w->summary().contains("1 node added, 1 node changed"), qPrintable(w->summary()));
    QTreeWidgetItem* changed = row(*w, "fc_1");
    QVERIFY(changed && changed->childCount() == 1 && changed->child(0)->text(0) == "out_features" && changed->child(0)->text(2) == "99");
    // Both canvases go to it, and it is what is chosen there.
    w->list().setCurrentItem(changed);
    for (const bool newer : {false, true}) {
      GraphView& view = w->canvas(newer);
      QCOMPARE(view.graph().single(), fc);
      const QPointF seen = view.mapToScene(view.viewport()->rect().center()), there = view.graph().item(fc)->scene_rect().center();
      QVERIFY2(QLineF(seen, there).length() < 4, qPrintable(QString::number(QLineF(seen, there).length())));
    }
    // What is not in the older one leaves that where it corresponds.
    w->step(1);
    QVERIFY(w->list().currentItem() != changed);
    QCOMPARE(w->canvas(false).graph().chosen().size() + w->canvas(true).graph().chosen().size(), size_t(1));
    w->step(1);  // round and past the headline
    QCOMPARE(w->list().currentItem()->text(0), QString("fc_1"));
    delete w;
  }

  void the_canvases_move_together_and_can_only_be_looked_at() {
    QVERIFY(f->open_example("fashion-cnn"));
    tl::nodes::GraphDocument newer;
    newer.reset(f->state());
    newer.apply(tl::nodes::make_bypass(f->state(), {f->named("relu_1")->id}, true));
    CompareWindow w(state_version(f->window->editor().snapshot(), "before", {}), state_version(newer.snapshot(), "after", {}));
    w.setAttribute(Qt::WA_DeleteOnClose, false);
    w.show();
    QVERIFY(QTest::qWaitForWindowExposed(&w) && ready(w));
    GraphView &a = w.canvas(false), &b = w.canvas(true);
    const auto centre = [](GraphView& v) { return v.mapToScene(v.viewport()->rect().center()); };
    a.set_zoom(0.9, QPointF(a.viewport()->rect().center()));
    a.centerOn(QPointF(500, 200));
    QVERIFY(std::abs(b.zoom() - a.zoom()) < 1e-9 && QLineF(centre(a), centre(b)).length() < 4);
    b.centerOn(QPointF(100, 50));
    QVERIFY(QLineF(centre(a), centre(b)).length() < 4);
    // No gesture and no key changes either.
    const std::string before = tl::nodes::project_text(b.graph().editor().state());
    const auto id = newer.state().find_by_name("conv_1")->id;
    b.show_node(id);
    const QPoint at = b.mapFromScene(b.graph().item(id)->scene_rect().center());
    QTest::mousePress(b.viewport(), Qt::LeftButton, {}, at);
    for (int i = 1; i < 6; ++i) QTest::mouseMove(b.viewport(), at + QPoint(8 * i, 5 * i));
    QTest::mouseRelease(b.viewport(), Qt::LeftButton, {}, at + QPoint(40, 25));
    QCOMPARE(b.graph().single(), id);
    QTest::mouseDClick(b.viewport(), Qt::LeftButton, {}, QPoint(4, 4));
    QVERIFY(!b.popup().isVisible());
    b.setFocus();
    QTest::keyClick(&b, Qt::Key_Delete);
    QTest::keyClick(&b, Qt::Key_Down, Qt::AltModifier);
    b.delete_selection();
    b.arrange();
    QCOMPARE(tl::nodes::project_text(b.graph().editor().state()), before);
    // Nodes that went or came are marked on the side that has them.
    int marks = 0;
    for (QGraphicsItem* item : b.graph().items())
      if (auto* layer = dynamic_cast<MarkLayer*>(item)) marks += int(layer->shown());
    QCOMPARE(marks, 1);
    for (const char* theme_name : {"light", "dark"}) {
      apply_theme(*qApp, theme_choice_from(theme_name));
      for (Change c : {Change::added, Change::removed, Change::changed})
        QVERIFY2(contrast(change_color(c), theme().canvas) >= 2.0, theme_name);
      QVERIFY(!w.grab().isNull());
    }
  }

  void the_saved_file_and_versions_in_git_are_offered() {
    if (QStandardPaths::findExecutable("git").isEmpty()) QSKIP("git is not installed");
    const QString folder = f->dir.path() + "/repository", file = folder + "/net.json";
    QVERIFY(QDir().mkpath(folder) && git(folder, {"init", "-q"}));
    tl::nodes::GraphDocument d;
    d.reset(tl::nodes::load_project(TL_SOURCE_DIR "/projects/iris-mlp.json").state);
    const auto save = [&] { tl::nodes::save_project(d.state(), file.toStdString()); };
    save();
    QVERIFY(git(folder, {"add", "net.json"}) && git(folder, {"commit", "-q", "-m", "The first network"}));
    d.apply(tl::nodes::make_set_run(d.state(), "epochs", tl::Value(77)));
    save();
    QVERIFY(f->open(file));
    QuickPopup* list = versions();
    QVERIFY(list);
    const QuickEntry* commit = entry(*list, "Newest version in git");
    QVERIFY(commit && commit->note.contains("The first network"));
    QVERIFY(entry(*list, "The file as it is saved"));
    commit->run();
    CompareWindow* w = opened();
    QVERIFY(w && ready(*w));
    QVERIFY2(w->summary() == "1 run setting changed", qPrintable(w->summary()));
    QVERIFY(row(*w, "epochs") && row(*w, "epochs")->text(2) == "77");
    delete w;
    CompareWindow lost(git_version(file, "nowhere", "lost"), file_version(file, "net.json"));
    lost.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy failed(&lost, &CompareWindow::failed);
    QVERIFY(failed.wait(20000));
    QVERIFY2(failed[0][0].toString().contains("git has no version nowhere of net.json"), qPrintable(failed[0][0].toString()));
  }

  void thousands_of_nodes_are_compared_while_the_window_answers() {
    tl::nodes::GraphDocument d;
    tl::nodes::GraphState a;
    for (uint64_t i = 1; i <= 5000; ++i) {
      tl::nodes::Node n;
      n.id = tl::nodes::NodeId{i * 0x9E3779B97F4A7C15u}, n.type = "ReLU", n.name = "relu_" + std::to_string(i);
      n.position = {double(i % 100) * 190, double(i / 100) * 90};
      a.insert_node(std::move(n));
    }
    d.reset(a);
    std::vector<tl::nodes::NodeId> gone;
    for (const auto& [id, node] : a.nodes)
      if (gone.size() < 1000) gone.push_back(id);
    d.apply(tl::nodes::make_remove_nodes(a, gone));
    CompareWindow w(state_version(std::make_shared<const tl::nodes::GraphState>(a), "before", {}), state_version(d.snapshot(), "after", {}));
    w.setAttribute(Qt::WA_DeleteOnClose, false);
    w.show();
    QVERIFY(ready(w));
    QVERIFY(w.difference()->count(Change::removed) == 1000);
    QCOMPARE(w.list().topLevelItemCount(), 1001);
  }
};

TL_TEST_CLASS(TestCompare)
#include "test_compare.moc"
