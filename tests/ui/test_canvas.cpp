// SPDX-License-Identifier: Apache-2.0
// The canvas worked by mouse and keyboard, on real widgets.
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/panels/problems_panel.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestCanvas : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void palette_double_click_adds_and_undo_takes_it_away() {
    QTreeView* tree = f->window->palette().tree();
    const QModelIndex row = f->window->palette().index_of("Linear");
    QVERIFY(row.isValid());
    tree->scrollTo(row);
    const QPoint at = tree->visualRect(row).center();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QCOMPARE(f->state().nodes.begin()->second->type, std::string("Linear"));
    QVERIFY(f->window->editor().is_modified());
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(0));
    QVERIFY(!f->window->editor().is_modified());
    f->window->action("editRedo")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(1));
  }

  void second_node_from_the_palette_does_not_cover_the_first() {
    f->view().add_in_view("Linear");
    f->window->graph().choose({});
    f->view().add_in_view("ReLU");
    std::vector<QRectF> rects;
    for (const auto& [id, item] : f->window->graph().items_by_id()) rects.push_back(item->scene_rect());
    QCOMPARE(rects.size(), size_t(2));
    QVERIFY(!rects[0].intersects(rects[1]));
  }

  void nodes_from_the_palette_follow_the_chosen_one_where_they_fit() {
    f->view().add_in_view("Linear");
    f->view().add_in_view("ReLU");
    QCOMPARE(f->state().edges.size(), size_t(1));
    QVERIFY((f->state().sources({f->named("relu_1")->id, "input"}) == std::vector<tl::nodes::PortRef>{{f->named("fc_1")->id, "output"}}));
    f->view().add_in_view("Adam");  // takes losses only
    QVERIFY(f->named("adam") && f->state().edges.size() == 1);
    f->window->graph().choose({f->named("fc_1")->id});  // its output is taken
    f->view().add_in_view("Tanh");
    QCOMPARE(f->state().edges.size(), size_t(1));
    f->window->action("editUndo")->trigger(), f->window->action("editUndo")->trigger(), f->window->action("editUndo")->trigger();
    QVERIFY(f->named("fc_1") && !f->named("relu_1") && f->state().edges.empty());  // node and wire are one step
  }

  void palette_search_narrows_and_enter_adds() {
    QLineEdit* field = f->window->palette().field();
    field->setFocus();
    QTest::keyClicks(field, "maxpool2");
    QVERIFY(f->window->palette().index_of("MaxPool2d").isValid());
    QVERIFY(!f->window->palette().index_of("Linear").isValid());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QCOMPARE(f->state().nodes.begin()->second->type, std::string("MaxPool2d"));
  }

  void wire_by_drag_and_replace_and_take_off() {
    f->put("ReLU", 0, 0);
    f->put("Linear", 260, 40);
    f->centre_on({200, 60});
    f->drag(f->port("relu_1", "output", true), f->port("fc_1", "input", false));
    QCOMPARE(f->state().edges.size(), size_t(1));
    QCOMPARE(f->window->editor().undo_stack().count(), 3);
    // Dragging the wired input into space takes the wire off, as one step.
    f->drag(f->port("fc_1", "input", false), QPointF(180, 190));
    QCOMPARE(f->state().edges.size(), size_t(0));
    QCOMPARE(f->window->editor().undo_stack().count(), 4);
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().edges.size(), size_t(1));
  }

  void a_wire_dropped_on_a_node_body_takes_its_fitting_port() {
    f->put("ReLU", 0, 0);
    f->put("Linear", 260, 40);
    f->centre_on({200, 60});
    f->drag(f->port("relu_1", "output", true), f->item("fc_1")->scene_rect().center());
    QCOMPARE(f->state().edges.size(), size_t(1));
  }

  void a_cycle_is_refused_in_words() {
    f->put("ReLU", 0, 0);
    f->put("Linear", 260, 0);
    f->centre_on({200, 60});
    f->drag(f->port("relu_1", "output", true), f->port("fc_1", "input", false));
    QCOMPARE(f->state().edges.size(), size_t(1));
    QString said;
    connect(&f->view(), &GraphView::hint, this, [&](const QString& text) {
      if (!text.isEmpty()) said = text;
    });
    f->drag(f->port("fc_1", "output", true), f->port("relu_1", "input", false));
    QCOMPARE(f->state().edges.size(), size_t(1));
    QVERIFY2(said.contains("circle"), qPrintable(said));
  }

  void fitting_ports_light_up_and_others_dim() {
    f->put("ReLU", 0, 0);
    f->put("Linear", 260, 0);
    f->put("Adam", 520, 0);
    f->centre_on({300, 60});
    QWidget* w = f->view().viewport();
    const QPointF from = f->port("relu_1", "output", true);
    QTest::mousePress(w, Qt::LeftButton, {}, f->at(from));
    QTest::mouseMove(w, f->at(from + QPointF(20, 30)));
    QCOMPARE(f->item("fc_1")->visual().port("input", false)->light, PortLight::lit);
    QCOMPARE(f->item("adam")->visual().port("loss", false)->light, PortLight::dimmed);
    QCOMPARE(f->item("relu_1")->visual().port("input", false)->light, PortLight::dimmed);
    QTest::keyClick(&f->view(), Qt::Key_Escape);
    QCOMPARE(f->item("fc_1")->visual().port("input", false)->light, PortLight::plain);
    QTest::mouseRelease(w, Qt::LeftButton, {}, f->at(from));
  }

  void releasing_a_wire_in_space_opens_a_search_of_what_fits() {
    f->put("ReLU", 0, 0);
    f->centre_on({200, 60});
    f->drag(f->port("relu_1", "output", true), QPointF(300, 120));
    QVERIFY(f->view().popup().isVisible());
    QVERIFY(f->view().popup().wire().has_value());
    const auto entries = search_entries("", f->view().popup().wire());
    QVERIFY(entries.front().fits);
    QVERIFY(!entries.back().fits);
    QVERIFY2(!entries.back().note.isEmpty(), "it says why not");
    QTest::keyClicks(f->view().popup().field(), "linear");
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QVERIFY(!f->view().popup().isVisible());
    QCOMPARE(f->state().nodes.size(), size_t(2));
    QCOMPARE(f->state().edges.size(), size_t(1));
    // Node and wire are one undo step.
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QCOMPARE(f->state().edges.size(), size_t(0));
  }

  void values_typed_with_the_name_come_along() {
    f->put("Linear", 0, 0);
    f->centre_on({200, 60});
    f->drag(f->port("fc_1", "output", true), QPointF(300, 120));
    SearchPopup& p = f->view().popup();
    QTest::keyClicks(p.field(), "linear 48");
    QCOMPARE(p.list()->model()->index(0, 0).data().toString().section(" ·", 0, 0), QString("Linear"));
    QVERIFY(p.list()->model()->index(0, 0).data().toString().contains("48"));
    QTest::keyClick(p.field(), Qt::Key_Return);
    QVERIFY(f->named("fc_2") && f->named("fc_2")->param("out_features"));
    QCOMPARE(f->named("fc_2")->param("out_features")->to_int(), int64_t{48});
    QCOMPARE(f->state().edges.size(), size_t(1));
    f->window->action("editUndo")->trigger();
    QVERIFY(!f->named("fc_2"));
    // The palette's rows are dragged without values: it finds types only.
    f->window->palette().field()->setText("linear 48");
    QVERIFY(!f->window->palette().index_of("Linear").isValid());
  }

  void the_palette_shows_what_is_common_and_folds_the_rest() {
    PalettePanel& palette = f->window->palette();
    const auto hidden = [&](const char* key) {
      const QModelIndex i = palette.index_of(key);
      return !i.isValid() || palette.tree()->isRowHidden(i.row(), i.parent());
    };
    QVERIFY(!hidden("ReLU") && hidden("Hardshrink"));
    const QModelIndex group = palette.index_of("ReLU").parent();
    const QModelIndex more = palette.tree()->model()->index(palette.tree()->model()->rowCount(group) - 1, 0, group);
    QVERIFY2(more.data().toString().contains("more"), qPrintable(more.data().toString()));
    palette.tree()->scrollTo(more);
    QTest::mouseClick(palette.tree()->viewport(), Qt::LeftButton, {}, palette.tree()->visualRect(more).center());
    QVERIFY(!hidden("Hardshrink"));
    palette.field()->setText("hardshr");
    QVERIFY(!hidden("Hardshrink"));
    palette.field()->clear();
    QVERIFY(!hidden("Hardshrink"));  // stays open
    const QModelIndex fewer = palette.tree()->model()->index(palette.tree()->model()->rowCount(palette.index_of("ReLU").parent()) - 1, 0,
                                                             palette.index_of("ReLU").parent());
    palette.tree()->setCurrentIndex(fewer);
    QTest::keyClick(palette.tree(), Qt::Key_Return);
    QVERIFY(hidden("Hardshrink"));
    palette.field()->setText("hardshr");
    QVERIFY(!hidden("Hardshrink"));
  }

  void tab_opens_search_with_type_ahead_arrows_and_escape() {
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key_Tab);
    SearchPopup& p = f->view().popup();
    QVERIFY(p.isVisible());
    QTest::keyClicks(p.field(), "conv");
    QVERIFY(p.list()->model()->rowCount() >= 1);
    const int rows = p.list()->model()->rowCount();
    QTest::keyClick(p.field(), Qt::Key_Down);
    QCOMPARE(p.list()->currentIndex().row(), std::min(1, rows - 1));
    QTest::keyClick(p.field(), Qt::Key_Up);
    QCOMPARE(p.list()->currentIndex().row(), 0);
    QTest::keyClick(p.field(), Qt::Key_Escape);
    QVERIFY(!p.isVisible());
    QCOMPARE(f->state().nodes.size(), size_t(0));
  }

  void double_click_on_the_canvas_searches_there() {
    f->centre_on({0, 0});
    QTest::mouseDClick(f->view().viewport(), Qt::LeftButton, {}, f->at({40, 40}));
    QVERIFY(f->view().popup().isVisible());
    QTest::keyClicks(f->view().popup().field(), "relu");
    QTest::keyClick(f->view().popup().field(), Qt::Key_Return);
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QVERIFY(f->item("relu_1")->scene_rect().contains(QPointF(40, 40)));
  }

  void a_palette_row_dropped_on_a_wire_is_inserted() {
    f->put("Linear", 0, 0);
    f->put("Linear", 500, 0);
    f->centre_on({300, 60});
    f->drag(f->port("fc_1", "output", true), f->port("fc_2", "input", false));
    QCOMPARE(f->state().edges.size(), size_t(1));
    const QPoint middle = f->at(f->window->graph().layer().middle(*f->state().edges.begin()));
    QMimeData data;
    data.setData(kNodeMime, "ReLU");
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(f->view().viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(middle, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(f->view().viewport(), &move);
    QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(f->view().viewport(), &drop);
    QCOMPARE(f->state().nodes.size(), size_t(3));
    QCOMPARE(f->state().edges.size(), size_t(2));
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().edges.size(), size_t(1));
  }

  void moving_is_one_step_and_previews_do_not_touch_the_document() {
    f->put("ReLU", 0, 0);
    f->put("Linear", 260, 0);
    f->centre_on({200, 60});
    const int steps = f->window->editor().undo_stack().count();
    QWidget* w = f->view().viewport();
    const QPointF from = f->item("relu_1")->scene_rect().center();
    QTest::mousePress(w, Qt::LeftButton, {}, f->at(from));
    for (int i = 1; i <= 10; ++i) QTest::mouseMove(w, f->at(from + QPointF(i * 8, i * 4)));
    QCOMPARE(f->named("relu_1")->position.x, 0.0);  // still a preview
    QTest::mouseRelease(w, Qt::LeftButton, {}, f->at(from + QPointF(80, 40)));
    QCOMPARE(f->named("relu_1")->position.x, 80.0);
    QCOMPARE(f->named("relu_1")->position.y, 40.0);
    QCOMPARE(f->window->editor().undo_stack().count(), steps + 1);
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->named("relu_1")->position.x, 0.0);
    QCOMPARE(f->item("relu_1")->pos().x(), 0.0);
  }

  void rubber_band_selects_and_delete_rejoins() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 220, 0);
    f->put("Linear", 440, 0);
    f->centre_on({300, 60});
    f->drag(f->port("fc_1", "output", true), f->port("relu_1", "input", false));
    f->drag(f->port("relu_1", "output", true), f->port("fc_2", "input", false));
    QCOMPARE(f->state().edges.size(), size_t(2));
    f->drag({205, -40}, {390, 150});
    QCOMPARE(f->window->graph().chosen().size(), size_t(1));
    f->view().setFocus();
    f->window->action("editDelete")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(2));
    QCOMPARE(f->state().edges.size(), size_t(1));  // fc_1 → fc_2
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().edges.size(), size_t(2));
  }

  void a_clicked_wire_can_be_deleted() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 420, 0);
    f->centre_on({300, 60});
    f->drag(f->port("fc_1", "output", true), f->port("relu_1", "input", false));
    QTest::mouseClick(f->view().viewport(), Qt::LeftButton, {}, f->at(f->window->graph().layer().middle(*f->state().edges.begin())));
    QCOMPARE(f->window->graph().chosen_wires().size(), size_t(1));
    f->window->action("editDelete")->trigger();
    QCOMPARE(f->state().edges.size(), size_t(0));
    QCOMPARE(f->state().nodes.size(), size_t(2));
  }

  void copy_paste_and_duplicate_keep_inner_wires() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 220, 0);
    f->centre_on({200, 60});
    f->drag(f->port("fc_1", "output", true), f->port("relu_1", "input", false));
    f->window->action("editSelectAll")->trigger();
    QCOMPARE(f->window->graph().chosen().size(), size_t(2));
    f->window->action("editCopy")->trigger();
    QVERIFY(QApplication::clipboard()->text().contains("tensorloom"));
    f->window->action("editPaste")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(4));
    QCOMPARE(f->state().edges.size(), size_t(2));
    QVERIFY(f->named("fc_2") && f->named("relu_2"));
    QCOMPARE(f->window->graph().chosen().size(), size_t(2));
    f->window->action("editDuplicate")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(6));
    QCOMPARE(f->state().edges.size(), size_t(3));
    f->window->action("editUndo")->trigger();
    f->window->action("editUndo")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(2));
  }

  void foreign_clipboard_text_is_refused_in_words() {
    QApplication::clipboard()->setText("hello, I am no graph");
    QString said;
    connect(&f->view(), &GraphView::hint, this, [&](const QString& text) { said = text; });
    f->window->action("editPaste")->trigger();
    QCOMPARE(f->state().nodes.size(), size_t(0));
    QVERIFY(!said.isEmpty());
  }

  void arrows_walk_along_the_wires() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 220, 0);
    f->centre_on({200, 60});
    f->drag(f->port("fc_1", "output", true), f->port("relu_1", "input", false));
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().setFocus();
    QTest::keyClick(&f->view(), Qt::Key_Right);
    QCOMPARE(f->window->graph().single(), f->named("relu_1")->id);
    QTest::keyClick(&f->view(), Qt::Key_Left);
    QCOMPARE(f->window->graph().single(), f->named("fc_1")->id);
  }

  void shapes_appear_on_wires_and_nodes() {
    QVERIFY(f->open_example("digits-mlp"));
    QVERIFY2(f->window->editor().analysis().valid(), "digits-mlp must be valid");
    int labelled = 0;
    for (const WireVisual& w : f->window->graph().layer().wires()) labelled += !w.label.isEmpty();
    QVERIFY(labelled >= int(f->window->graph().layer().wires().size()) - 2);
    QCOMPARE(f->item("fc_1")->visual().foot, QString("N×64"));
    QVERIFY(f->window->status_text().contains("graph valid"));
    QVERIFY(f->window->status_text().contains("parameters"));
  }

  void a_broken_graph_has_one_red_node_and_a_problem_that_leads_there() {
    QVERIFY(f->open_example("digits-mlp"));
    // in_features pinned to a wrong width breaks fc_1 and nothing else.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("fc_1")->id, "in_features", tl::Value(63)));
    QVERIFY(f->analysed());
    int red = 0;
    for (const auto& [id, item] : f->window->graph().items_by_id()) red += item->visual().badge == NodeBadge::error;
    QCOMPARE(red, 1);
    QCOMPARE(f->item("fc_1")->visual().badge, NodeBadge::error);
    QCOMPARE(f->item("relu_1")->visual().badge, NodeBadge::blocked);
    QVERIFY(f->window->problems().errors() >= 1);
    f->window->graph().choose({});
    f->window->action("graphNextProblem")->trigger();
    QCOMPARE(f->window->graph().single(), f->named("fc_1")->id);
    // Train shows the problems instead of starting.
    f->window->perform(RunAction::train);
    QVERIFY(!f->window->runs().active());
  }

  void every_gesture_survives_undo_to_the_start_and_redo_to_the_end() {
    QVERIFY(f->open_example("digits-mlp"));
    const std::string before = tl::nodes::project_text(f->state());
    f->view().add_at("ReLU", {300, 400});
    f->window->graph().choose({f->named("relu_1")->id});
    f->view().duplicate();
    f->view().delete_selection();
    f->view().arrange();
    f->window->graph().choose({f->named("fc_2")->id});
    f->view().delete_selection(false);
    const std::string after = tl::nodes::project_text(f->state());
    QUndoStack& stack = f->window->editor().undo_stack();
    while (stack.canUndo()) stack.undo();
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(before));
    while (stack.canRedo()) stack.redo();
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(after));
    QCOMPARE(f->window->graph().items_by_id().size(), f->state().nodes.size());
  }

  void zoom_levels_draw_without_trouble() {
    QVERIFY(f->open_example("digits-mlp"));
    for (double zoom : {1.0, 0.5, 0.25, 0.1}) {
      f->view().set_zoom(zoom, QPointF(f->view().viewport()->rect().center()));
      QVERIFY(!f->view().grab().isNull());
    }
    f->view().fit_all();
    const QRectF seen = f->view().mapToScene(f->view().viewport()->rect()).boundingRect();
    QVERIFY(seen.contains(f->window->graph().nodes_rect()));
  }

  void both_themes_can_be_switched_while_open() {
    QVERIFY(f->open_example("digits-mlp"));
    const QImage dark = f->view().grab().toImage();
    apply_theme(*qApp, ThemeChoice::light);
    const QImage light = f->view().grab().toImage();
    QVERIFY(qGray(dark.pixel(5, 5)) < 60);
    QVERIFY(qGray(light.pixel(5, 5)) > 200);
    apply_theme(*qApp, ThemeChoice::dark);
  }

  void everything_that_takes_the_focus_has_a_name() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->graph().choose({f->named("fc_1")->id});
    QStringList nameless;
    for (QWidget* w : f->window->findChildren<QWidget*>()) {
      if (w->focusPolicy() == Qt::NoFocus || !w->isVisible() || w->objectName().startsWith("qt_")) continue;
      if (auto* label = qobject_cast<QLabel*>(w); label && !label->text().isEmpty()) continue;  // its text is its name
      if (w->inherits("QTabBar") || w->inherits("QScrollArea") || w->inherits("QMenuBar")) continue;
      const bool inside =
          w->parentWidget() && (w->parentWidget()->inherits("QAbstractSpinBox") || w->parentWidget()->inherits("QComboBox") ||
                                w->parentWidget()->inherits("QAbstractScrollArea") || w->parentWidget()->inherits("QLineEdit"));
      if (w->accessibleName().isEmpty() && !inside) nameless << QString("%1 %2").arg(w->metaObject()->className(), w->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(", ")));
  }
};
TL_TEST_CLASS(TestCanvas)
#include "test_canvas.moc"
