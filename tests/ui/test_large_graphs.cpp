// SPDX-License-Identifier: Apache-2.0
// Large and hostile documents in the window: drawn, changed and refused without losing step with the document.
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMessageBox>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/canvas/rect_grid.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::nodes::NodeId;
using tl::ui::test::WindowFixture;

class TestLargeGraphs : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  static NodeId id(int i) { return NodeId{uint64_t(i) + 1}; }
  static tl::nodes::GraphState rows(int count) {
    tl::nodes::GraphState s;
    for (int i = 0; i < count; ++i) {
      tl::nodes::Node n;
      n.id = id(i), n.type = i % 2 ? "ReLU" : "Add", n.name = "n_" + std::to_string(i);
      n.position = {double(i % 40) * 184, double(i / 40) * 140};
      s.insert_node(std::move(n));
    }
    for (int i = 1; i < count; ++i) s.insert_edge({{id(i - 1), "output"}, {id(i), i % 2 ? "input" : "a"}});
    return s;
  }
  QString write(const QByteArray& text, const char* name = "hostile.json") {
    QFile file(f->dir.path() + QLatin1Char('/') + QLatin1String(name));
    if (file.open(QIODevice::WriteOnly)) file.write(text);
    return file.fileName();
  }
  bool open(const tl::nodes::GraphState& state) {
    f->close_all();  // all are written to one file
    return f->open(write(QByteArray::fromStdString(tl::nodes::project_text(state))));
  }
  /// The picture agrees with the document: every node, every wire, every wire's ends.
  QString out_of_step() {
    GraphScene& scene = f->window->graph();
    if (scene.items_by_id().size() != f->state().nodes.size()) return "nodes";
    if (scene.layer().wires().size() != f->state().edges.size()) return "wires";
    for (const auto& [node, item] : scene.items_by_id()) {
      const auto p = f->state().find(node)->position;
      if (item->pos() != QPointF(p.x, p.y)) return "place of " + item->visual().name;
    }
    for (const tl::nodes::Edge& e : f->state().edges) {
      const QPainterPath* path = scene.layer().path(e);
      if (!path) return "a wire without a way";
      if (QLineF(path->elementAt(0), scene.port_place(e.from, true)).length() > 0.5) return "the beginning of a wire";
      if (QLineF(path->currentPosition(), scene.port_place(e.to, false)).length() > 0.5) return "the end of a wire";
    }
    return {};
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void a_large_graph_is_arranged_beside_the_window() {
    QVERIFY(open(rows(900)));
    QUndoStack& stack = f->window->editor().undo_stack();
    const std::string before = tl::nodes::project_text(f->state());
    f->view().arrange();
    QTRY_COMPARE_WITH_TIMEOUT(stack.index(), 1, 10000);
    QCOMPARE(out_of_step(), QString());
    QVERIFY(f->view().mapToScene(f->view().viewport()->rect()).boundingRect().contains(f->window->graph().nodes_rect()));
    stack.undo();
    QCOMPARE(tl::nodes::project_text(f->state()), before);
    // What was edited meanwhile stands where it was put.
    f->view().arrange();
    f->window->editor().apply(tl::nodes::make_move(f->state(), {{id(300), {5000, 5000}}}));
    auto* hint = f->window->findChild<QLabel*>("hint");
    QTRY_VERIFY2_WITH_TIMEOUT(hint->text().contains("changed meanwhile"), qPrintable(hint->text()), 10000);
    QCOMPARE(stack.index(), 1);
    QCOMPARE(f->state().find(id(300))->position, (tl::nodes::Point{5000, 5000}));
    // Another document in front is left alone.
    f->view().arrange();
    f->window->new_file();
    finish_background_work();
    QTest::qWait(50);
    QVERIFY(f->state().nodes.empty() && f->window->editor().undo_stack().count() == 0);
    QCOMPARE(f->window->editor().documents()[0]->undo_stack().index(), 1);
  }

  void the_picture_keeps_step_with_many_wires() {
    QVERIFY(open(rows(900)));
    QVERIFY(f->state().edges.size() > EdgeLayer::thorough_limit);
    QCOMPARE(out_of_step(), QString());
    auto& editor = f->window->editor();
    // Each kind of change, then all the way back and forth.
    editor.apply(tl::nodes::make_remove_nodes(f->state(), {id(100), id(101), id(500)}, true));
    QCOMPARE(out_of_step(), QString());
    editor.apply(tl::nodes::make_move(f->state(), {{id(300), {5000, 5000}}, {id(301), {-400, 90}}}));
    QCOMPARE(out_of_step(), QString());
    editor.apply(tl::nodes::make_duplicate(f->state(), {id(10), id(11), id(12)}, {40, 40}, true));
    QCOMPARE(out_of_step(), QString());
    editor.apply(tl::nodes::make_retype(f->state(), id(601), "Add"));
    QCOMPARE(out_of_step(), QString());
    editor.apply(tl::nodes::make_connect(f->state(), {id(20), "output"}, {id(40), "b"}));
    editor.apply(tl::nodes::make_disconnect(f->state(), *f->state().edges.begin()));
    QCOMPARE(out_of_step(), QString());
    QUndoStack& stack = editor.undo_stack();
    while (stack.canUndo()) {
      stack.undo();
      QCOMPARE(out_of_step(), QString());
    }
    while (stack.canRedo()) stack.redo();
    QCOMPARE(out_of_step(), QString());
    // Down to few wires, where each is led round nodes, and up again.
    std::vector<NodeId> most;
    for (int i = 0; i < 700; ++i)
      if (f->state().find(id(i))) most.push_back(id(i));
    editor.apply(tl::nodes::make_remove_nodes(f->state(), most));
    QVERIFY(f->state().edges.size() <= EdgeLayer::thorough_limit);
    QCOMPARE(out_of_step(), QString());
    stack.undo();
    QCOMPARE(out_of_step(), QString());
  }

  void every_zoom_draws_every_size_of_graph() {
    QVERIFY(open(rows(900)));
    f->window->graph().choose({id(41), id(42)});
    for (double zoom : {2.0, 1.0, 0.5, 0.3, 0.1, 0.05}) {
      f->view().set_zoom(zoom, QPointF(f->view().viewport()->rect().center()));
      f->view().centerOn(f->item("n_41")->scene_rect().center());
      const QImage picture = f->view().viewport()->grab().toImage();
      // The chosen node stands in the middle: its outline or its whole is in the accent's colour.
      const QRect around = f->view().mapFromScene(f->item("n_41")->scene_rect()).boundingRect().adjusted(-3, -3, 3, 3);
      int accent = 0;
      const QColor a = theme().accent;
      for (int y = std::max(0, around.top()); y < std::min(picture.height(), around.bottom()); ++y)
        for (int x = std::max(0, around.left()); x < std::min(picture.width(), around.right()); ++x) {
          const QColor c = picture.pixelColor(x, y);
          accent += std::abs(c.red() - a.red()) + std::abs(c.green() - a.green()) + std::abs(c.blue() - a.blue()) < 60;
        }
      QVERIFY2(accent > 3, qPrintable(QStringLiteral("zoom %1").arg(zoom)));
    }
  }

  void an_analysis_repaints_only_what_it_changed() {
    QVERIFY(f->open_example("digits-mlp"));
    const QString foot = f->item("fc_1")->visual().foot;
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_1")->id, "out_features", tl::Value(96)));
    QVERIFY(f->analysed());
    QVERIFY(f->item("fc_1")->visual().foot != foot);
    QCOMPARE(f->item("relu_1")->visual().foot, f->item("fc_1")->visual().foot);
    int labels = 0;
    for (const WireVisual& w : f->window->graph().layer().wires()) labels += w.label == "N×96";
    QCOMPARE(labels, 2);
    f->window->action("editUndo")->trigger();
    QVERIFY(f->analysed());
    QCOMPARE(f->item("fc_1")->visual().foot, foot);
  }

  void nodes_at_the_ends_of_the_world_cost_nothing() {
    tl::nodes::GraphState s = rows(3);
    for (int i = 0; i < 3; ++i) {
      tl::nodes::Node n = *s.find(id(i));
      n.position = {i == 1 ? 9e6 : -9e6, i == 2 ? 9e6 : -9e6};
      s.replace_node(n);
    }
    QVERIFY(open(s));
    QCOMPARE(out_of_step(), QString());
    f->view().fit_all();
    QVERIFY(!f->view().grab().isNull());
    f->view().show_node(id(1));
    QVERIFY(!f->view().grab().isNull());
    QVERIFY(!f->window->graph().wire_at(f->item("n_1")->pos(), 4));
    RectGrid grid;
    grid.insert(0, QRectF(-1e12, -1e12, 2e12, 2e12));
    grid.insert(1, QRectF(0, 0, 10, 10));
    std::vector<int> found;
    grid.query(QRectF(5, 5, 1, 1), found);
    QCOMPARE(found, (std::vector<int>{0, 1}));
    grid.query(QRectF(-1e300, -1e300, 2e300, 2e300), found);
    QCOMPARE(found, (std::vector<int>{0, 1}));
    grid.remove(0, QRectF(-1e12, -1e12, 2e12, 2e12));
    grid.query(QRectF(-5000, -5000, 100, 100), found);
    QVERIFY(found.empty());
  }

  void refused_files_leave_the_open_document_alone() {
    QVERIFY(f->open_example("digits-mlp"));
    const std::string before = tl::nodes::project_text(f->state());
    QByteArray many = "{\"format\": \"tensorloom.project\", \"version\": 1, \"edges\": [], \"nodes\": {";
    for (int i = 1; i <= 30000; ++i)
      many += (i > 1 ? ",\"" : "\"") + QByteArray::number(i, 16).rightJustified(16, '0') + "\": {\"type\": \"ReLU\", \"name\": \"n" + QByteArray::number(i) + "\"}";
    many += "}}";
    for (const QByteArray& text : {many, QByteArray("no json"), QByteArray(), QByteArray("[[[[[[[["),
                                   QByteArray("{\"format\": \"tensorloom.project\", \"version\": 77, \"nodes\": {}}")}) {
      QString said;
      const auto c = connect(&f->window->editor(), &GraphEditor::file_failed, this, [&](const QString& why) { said = why; });
      f->window->open_file(write(text));
      QTRY_VERIFY(!said.isEmpty());
      disconnect(c);
      QVERIFY2(said.count('\n') <= 1 && said.size() < 400, qPrintable(said));
      QCOMPARE(tl::nodes::project_text(f->state()), before);
      for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) box->close();
    }
  }

  void texts_of_a_megabyte_are_shown_short() {
    tl::nodes::GraphState s = rows(2);
    tl::nodes::Node n = *s.find(id(0));
    n.type = std::string(900'000, 'T');
    s.title = std::string(900'000, 't');
    s.erase_edge(*s.edges.begin());
    s.replace_node(n);
    QVERIFY(open(s));
    f->view().fit_all();
    QVERIFY(!f->view().grab().isNull());
    f->window->graph().choose({id(0)});
    QVERIFY(!f->window->grab().isNull());
    QCOMPARE(f->state().find(id(0))->type.size(), size_t(900'000));
  }

  void a_large_clipboard_is_read_beside_and_pasted() {
    const std::string text = tl::nodes::project_text(rows(3000));
    QVERIFY(text.size() > 200'000);
    QApplication::clipboard()->setText(QString::fromStdString(text));
    f->window->action("editPaste")->trigger();
    QTRY_COMPARE(f->state().nodes.size(), size_t(3000));
    QCOMPARE(out_of_step(), QString());
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(0));
    QCOMPARE(out_of_step(), QString());
  }

  void a_project_s_libraries_are_loaded_only_when_a_person_agrees() {
    const QByteArray text =
        "{\"format\": \"tensorloom.project\", \"version\": 1, \"plugins\": [\"no_such_library.so\"], \"edges\": [],"
        " \"nodes\": {\"0000000000000001\": {\"type\": \"TypeOfNobody\", \"name\": \"x\"}}}";
    QStringList asked;
    bool agree = false;
    f->window->ask_plugins = [&](const QStringList& libraries) {
      asked << libraries;
      return agree;
    };
    QVERIFY(f->open(write(text)));
    QTRY_COMPARE(asked, QStringList{"no_such_library.so"});
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QVERIFY(f->item("x")->visual().placeholder);
    agree = true;
    QString said;
    connect(&f->window->editor(), &GraphEditor::file_failed, this, [&](const QString& why) { said = why; });
    f->close_document();
    QVERIFY(f->open(write(text)));
    QTRY_VERIFY2(said.contains("no_such_library.so"), qPrintable(said));
    for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) box->close();
    QCOMPARE(f->state().nodes.size(), size_t(1));  // still open, with its placeholder
  }
};

TL_TEST_CLASS(TestLargeGraphs)
#include "test_large_graphs.moc"
