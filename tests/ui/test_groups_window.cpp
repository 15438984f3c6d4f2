// SPDX-License-Identifier: Apache-2.0
// Groups by hand: made, opened, edited, left, undone and dissolved in the real window.
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>

#include "nodes/groups.h"
#include "support/test_main.h"
#include "ui/canvas/node_visual.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/palette/quick_popup.h"
#include "ui/panels/log_panel.h"
#include "ui/panels/problems_panel.h"
#include "window_fixture.h"

using namespace tl;
using namespace tl::ui;
using namespace tl::ui::test;

class TestGroupsWindow : public QObject {
  Q_OBJECT

  struct Digits : WindowFixture {
    Digits() {
      open_example("digits-mlp");
      view().setFocus();
    }
    void choose(std::initializer_list<const char*> names) {
      std::set<nodes::NodeId> ids;
      for (const char* name : names) ids.insert(named(name)->id);
      window->graph().choose(ids);
    }
    void key(Qt::Key k, Qt::KeyboardModifiers m = {}) {
      QTest::keyClick(&view(), k, m);
      QApplication::processEvents();
    }
    /// Groups the hidden layer of the example, names the group and keeps it in the palette.
    void keep_hidden_layer() {
      const auto names = hidden(*this);
      choose({names.first.c_str(), names.second.c_str()});
      window->action("graphGroup")->trigger();
      editor().apply(nodes::make_retitle_group(state(), nodes::group_of(*named("group_1")), "Hidden layer"));
      window->action("graphKeepBlock")->trigger();
    }
    /// The first block that is kept in the palette; invalid: none is.
    QModelIndex kept_block() {
      auto* model = window->palette().tree()->model();
      const QModelIndex first = model->index(0, 0);
      return model->rowCount() && first.data().toString() == "My blocks" ? model->index(0, 0, first) : QModelIndex();
    }
    QWidget* breadcrumb() { return window->findChild<QWidget*>("breadcrumb"); }
    GraphEditor& editor() { return window->editor(); }
  };
  /// Two nodes of the example that follow each other and have names like these.
  static std::pair<std::string, std::string> hidden(Digits& w) {
    for (const nodes::Edge& e : w.state().edges)
      if (w.state().find(e.from.node)->type == "Linear" && w.state().find(e.to.node)->type == "ReLU")
        return {w.state().find(e.from.node)->name, w.state().find(e.to.node)->name};
    return {};
  }

 private Q_SLOTS:
  void grouped_opened_edited_left_undone() {
    Digits w;
    const auto [linear, relu] = hidden(w);
    QVERIFY(!linear.empty());
    const std::string first = linear, second = relu;
    const size_t nodes_before = w.window->graph().items_by_id().size();
    w.choose({first.c_str(), second.c_str()});
    w.window->action("graphGroup")->trigger();
    QCOMPARE(w.window->graph().items_by_id().size(), nodes_before - 1);
    QVERIFY(!w.item(first.c_str()) && w.item("group_1"));
    QCOMPARE(w.window->graph().single(), w.named("group_1")->id);
    QVERIFY(w.analysed());
    const NodeVisual& face = w.item("group_1")->visual();
    QVERIFY(face.stacked && face.badge == NodeBadge::none && !face.foot.isEmpty());
    QVERIFY(!w.breadcrumb()->isVisible());
    // In by Enter.
    w.key(Qt::Key_Return);
    QCOMPARE(w.editor().level().path, std::vector<nodes::NodeId>{w.named("group_1")->id});
    QCOMPARE(w.window->graph().items_by_id().size(), size_t{2});
    QVERIFY(w.breadcrumb()->isVisible() && w.breadcrumb()->findChildren<QPushButton*>().size() >= 2);
    QVERIFY(!w.item(first.c_str())->visual().foot.isEmpty());  // the analysis speaks of this instance
    QCOMPARE(w.window->graph().layer().wires().size(), size_t{1});
    // What is added here stands here.
    w.window->graph().choose({});
    w.view().add_in_view("Dropout");
    QVERIFY(w.item("dropout_1") || w.item("drop_1"));
    QCOMPARE(w.window->graph().items_by_id().size(), size_t{3});
    // Copy, paste and duplicate work in a group.
    w.choose({second.c_str()});
    w.view().copy();
    w.view().paste();
    QCOMPARE(w.window->graph().items_by_id().size(), size_t{4});
    w.view().duplicate();
    QCOMPARE(w.window->graph().items_by_id().size(), size_t{5});
    w.window->graph().choose({});
    w.view().arrange();
    // Out by Escape; undo goes where the change was made.
    w.window->graph().choose({});
    w.key(Qt::Key_Escape);
    QVERIFY(w.editor().level().path.empty() && !w.breadcrumb()->isVisible());
    QCOMPARE(w.window->graph().single(), w.named("group_1")->id);
    QCOMPARE(w.window->graph().items_by_id().size(), nodes_before - 1);
    for (int i = 0; i < 2; ++i) w.editor().undo_stack().undo();
    QCOMPARE(w.editor().level().path.size(), size_t{1});
    while (w.editor().undo_stack().canUndo()) w.editor().undo_stack().undo();
    QVERIFY(w.editor().level().path.empty() && w.state().groups.empty() && w.item(first.c_str()));
    QCOMPARE(w.window->graph().items_by_id().size(), nodes_before);
    while (w.editor().undo_stack().canRedo()) w.editor().undo_stack().redo();
    QCOMPARE(w.state().groups.size(), size_t{1});
  }

  void a_learning_rate_in_a_group_reaches_the_run() {
    Digits w;
    w.editor().apply(nodes::make_set_run(w.state(), "epochs", Value(1000000)));
    std::string loss;
    for (const auto& [id, node] : w.state().nodes)
      if (nodes::find_node_type(node->type)->role == nodes::Role::loss) loss = node->name;
    w.choose({loss.c_str(), "adam"});
    w.window->action("graphGroup")->trigger();
    QVERIFY(w.analysed());
    std::vector<std::string> edits;
    connect(&w.window->runs(), &RunController::news, this, [&](const RunNews& news) {
      for (const auto& m : news.markers)
        if (m.kind == "live-edit") edits.push_back(m.text);
    });
    w.window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(w.window->runs().status().step > 5, 30000);
    const auto set = [&](const char* node, const char* key, double value) {
      w.editor().apply(nodes::make_set_param(w.state(), w.named(node)->id, key, Value(value)));
    };
    set("adam", "lr", 0.005);
    QTRY_COMPARE_WITH_TIMEOUT(edits, (std::vector<std::string>{"learning rate of group_1/adam set to 0.005"}), 10000);
    QVERIFY(!w.window->status_text().contains("next Train"));
    QVERIFY(w.window->log().text().contains("Learning rate of group_1/adam set to 0.005"));
    set(loss.c_str(), "loss_weight", 0.5);
    QTRY_COMPARE_WITH_TIMEOUT(edits.size(), size_t{2}, 10000);
    QCOMPARE(edits[1], "weight of group_1/" + loss + " set to 0.5");
    // What only the next run takes is said, and no longer once it is taken back.
    set("adam", "weight_decay", 0.5);
    QVERIFY(w.window->status_text().contains("next Train"));
    w.editor().undo_stack().undo();
    QTRY_VERIFY(!w.window->status_text().contains("next Train"));
    w.editor().undo_stack().undo();
    QTRY_COMPARE_WITH_TIMEOUT(edits.size(), size_t{3}, 10000);
    QCOMPARE(edits[2], "weight of group_1/" + loss + " set to 1");
    w.window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!w.window->runs().active(), 30000);
  }

  void what_stands_in_a_group_freezes_with_it() {
    Digits w;
    const auto names = hidden(w);
    w.choose({names.first.c_str(), names.second.c_str()});
    w.key(Qt::Key_G, Qt::ControlModifier);
    w.key(Qt::Key_G, Qt::ControlModifier);  // a group in a group
    w.choose({"group_2"});
    const int before = w.editor().undo_stack().index();
    w.view().toggle_frozen();
    const nodes::Node* layer = w.named(names.first.c_str());
    if (layer->type != "Linear") layer = w.named(names.second.c_str());
    QVERIFY(layer->type == "Linear" && layer->param("frozen") && w.editor().undo_stack().index() == before + 1);
    const std::string name = layer->name;
    w.view().toggle_frozen();
    QVERIFY(!w.named(name.c_str())->param("frozen"));
  }

  void a_double_click_opens_and_a_crumb_leads_back() {
    Digits w;
    const auto names = hidden(w);
    w.choose({names.first.c_str(), names.second.c_str()});
    w.key(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(w.item("group_1"));
    w.key(Qt::Key_G, Qt::ControlModifier);  // a group in a group
    QVERIFY(w.item("group_2") && !w.item("group_1"));
    const auto enter = [&](const char* name) {
      w.centre_on(w.item(name)->scene_rect().center());
      const QPoint at = w.at(w.item(name)->scene_rect().center());
      QTest::mouseDClick(w.view().viewport(), Qt::LeftButton, {}, at);
      QApplication::processEvents();
    };
    enter("group_2");
    QVERIFY(w.item("group_1"));
    enter("group_1");
    QVERIFY(w.item(names.first.c_str()));
    QCOMPARE(w.editor().level().prefix, std::string("group_2/group_1/"));
    QTest::mouseClick(w.breadcrumb()->findChild<QPushButton*>("crumb1"), Qt::LeftButton);
    QApplication::processEvents();
    QVERIFY(w.item("group_1"));
    w.window->graph().choose({});
    w.key(Qt::Key_Backspace);
    QVERIFY(w.item("group_2"));
    // Finding a node opens the level where it stands.
    w.view().show_node(w.named(names.first.c_str())->id);
    QCOMPARE(w.editor().level().path.size(), size_t{2});
    QVERIFY(w.item(names.first.c_str()));
  }

  void repeat_and_promoted_parameters_are_fields_of_the_instance() {
    Digits w;
    const auto names = hidden(w);
    w.choose({names.first.c_str(), names.second.c_str()});
    w.window->action("graphGroup")->trigger();
    InspectorPanel& inspector = w.window->inspector();
    QVERIFY(inspector.field("repeat") && !inspector.field("group") && !inspector.field("out_features"));
    w.view().open_group(w.named("group_1")->id);
    w.choose({names.first.c_str()});
    auto* button = w.window->findChild<QPushButton*>("promote");
    QVERIFY(button && button->isVisible());
    QMenu menu;
    w.view().fill_promote_menu(menu, w.named(names.first.c_str())->id);
    QAction* out = nullptr;
    for (QAction* a : menu.actions())
      if (a->text() == "out_features") out = a;
    QVERIFY(out && out->isCheckable() && !out->isChecked());
    out->trigger();
    QApplication::processEvents();
    w.editor().leave();
    QVERIFY(inspector.field("out_features"));
    QVERIFY(w.analysed());
    const int64_t before = w.editor().analysis().parameters;
    Q_EMIT inspector.field("out_features")->edited("out_features", Value(64));
    QVERIFY(w.analysed());
    QVERIFY(w.named("group_1")->param("out_features") && !w.named(names.first.c_str())->param("out_features")->is_none());
    Q_EMIT inspector.field("repeat")->edited("repeat", Value(3));
    QVERIFY(w.analysed());
    QVERIFY(w.editor().analysis().parameters > before + 64 * 64);
    QCOMPARE(w.window->problems().errors(), 0);
    // A title for all its instances.
    auto* title = w.window->findChild<QLineEdit*>("groupTitle");
    QVERIFY(title && title->isVisible());
    title->setFocus();
    title->clear();
    QTest::keyClicks(title, "Hidden");
    QTest::keyClick(title, Qt::Key_Return);
    QCOMPARE(w.item("group_1")->visual().title, QString("Hidden"));
  }

  void every_search_finds_what_was_kept_and_says_when_it_finds_nothing() {
    Digits w;
    w.keep_hidden_layer();
    QVERIFY(QTest::qWaitFor([&] { return w.kept_block().isValid(); }, 10000));
    w.window->new_file();
    SearchPopup& search = w.view().popup();
    QUndoStack& steps = w.editor().undo_stack();
    const auto only_group = [&] { return w.state().groups.size() == 1 && w.named("group_1") && w.named("group_1")->type == nodes::group_type; };
    // Tab: ranked as the others, here the first.
    w.view().open_search_at_cursor();
    QTest::keyClicks(search.field(), "hid lay");
    QCOMPARE(search.list()->model()->index(0, 0).data().toString(), QString("Hidden layer"));
    QTest::keyClick(search.field(), Qt::Key_Return);
    QVERIFY(only_group());
    QCOMPARE(steps.count(), 1);
    QCOMPARE(w.window->graph().single(), w.named("group_1")->id);
    steps.undo();
    QVERIFY(w.state().nodes.empty() && w.state().groups.empty());
    // A wire let go in space: it comes wired, as one step; backwards too.
    w.put("Flatten", 0, 0);
    w.view().zoom_reset();
    w.centre_on({200, 60});
    for (const bool forwards : {true, false}) {
      const int before = steps.index();
      w.drag(w.port("flat", forwards ? "output" : "input", forwards), forwards ? QPointF(320, 200) : QPointF(-160, 200));
      QVERIFY(search.isVisible() && search.wire());
      QTest::keyClicks(search.field(), "hidden");
      QCOMPARE(search.list()->model()->index(0, 0).data().toString(), QString("Hidden layer"));
      QTest::keyClick(search.field(), Qt::Key_Return);
      QVERIFY(only_group());
      QCOMPARE(steps.index(), before + 1);
      const nodes::NodeId group = w.named("group_1")->id, flat = w.named("flat")->id;
      const auto edges = w.state().edges_of(flat);
      QCOMPARE(edges.size(), size_t{1});
      QCOMPARE(edges.front().from.node, forwards ? flat : group);
      QCOMPARE(edges.front().to.node, forwards ? group : flat);
      steps.undo();
      QVERIFY(w.state().groups.empty() && w.state().edges.empty());
    }
    // In a wire.
    w.put("ReLU", 500, 0);
    w.editor().apply(nodes::make_connect(w.state(), {w.named("flat")->id, "output"}, {w.named("relu_1")->id, "input"}));
    w.view().open_search_in_wire(*w.state().edges.begin());
    QTest::keyClicks(search.field(), "hidden");
    QTest::keyClick(search.field(), Qt::Key_Return);
    QVERIFY(only_group());
    QCOMPARE(w.state().edges_of(w.named("group_1")->id).size(), size_t{2});
    // By its command.
    w.window->action("helpCommands")->trigger();
    QuickPopup* list = nullptr;
    for (QuickPopup* q : w.window->findChildren<QuickPopup*>())
      if (q->isVisible()) list = q;
    QVERIFY(list);
    QTest::keyClicks(list->field(), "add hidden layer");
    QCOMPARE(list->entry(0).title, QString("Add Hidden layer"));
    QTest::keyClick(list->field(), Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return nodes::instances_of(w.state(), nodes::group_of(*w.named("group_1"))).size() == 2; }, 10000));
    // Nothing found: a sentence where the list was.
    w.window->action("helpCommands")->trigger();
    QTest::keyClicks(list->field(), "qqzz");
    auto* none = list->findChild<QLabel*>("quickEmpty");
    QVERIFY(none->isVisible() && !list->list()->isVisible() && none->text().contains("qqzz"));
    QTest::keyClick(list->field(), Qt::Key_Escape);
    w.view().open_search_at_cursor();
    QTest::keyClicks(search.field(), "qqzz");
    none = search.findChild<QLabel*>("searchPopupEmpty");
    QVERIFY(none->isVisible() && !search.list()->isVisible() && none->text().contains("qqzz"));
    QVERIFY(none->geometry().bottom() < search.height() && none->height() >= none->heightForWidth(none->width()));
    search.field()->clear();
    QVERIFY(!none->isVisible() && search.list()->isVisible());
    QTest::keyClick(search.field(), Qt::Key_Escape);
  }

  void the_list_of_wires_leaves_its_node_in_sight() {
    Digits w;
    w.view().zoom_reset();
    const QRect room = w.view().viewport()->rect();
    for (const QPointF corner : {QPointF(0.5, 0.1), QPointF(0.5, 0.5), QPointF(0.5, 0.93), QPointF(0.05, 0.93), QPointF(0.93, 0.93), QPointF(0.93, 0.5)}) {
      const QPointF middle = w.item("relu_1")->scene_rect().center();
      w.centre_on(middle + QPointF((0.5 - corner.x()) * room.width(), (0.5 - corner.y()) * room.height()));
      w.choose({"relu_1"});
      for (const bool wires : {true, false}) {
        wires ? w.view().open_wires() : w.view().open_search_after();
        const QRect node = w.view().mapFromScene(w.item("relu_1")->scene_rect()).boundingRect().adjusted(-5, 0, 5, 0);
        const QRect list = w.view().popup().geometry();
        QVERIFY2(!list.intersects(node), qPrintable(QStringLiteral("%1,%2 %3").arg(corner.x()).arg(corner.y()).arg(wires ? "wires" : "search")));
        QVERIFY(w.view().rect().contains(list));
        QTest::keyClick(w.view().popup().field(), Qt::Key_Escape);
      }
    }
  }

  void a_group_kept_in_the_palette_is_there_for_every_document() {
    Digits w;
    w.keep_hidden_layer();
    QVERIFY(QTest::qWaitFor([&] { return w.kept_block().isValid(); }, 10000));
    QCOMPARE(w.kept_block().data().toString(), QString("Hidden layer"));
    const QString key = w.kept_block().data(Qt::UserRole + 1).toString();
    // Once more in this document it is another instance, in another it comes with its nodes.
    w.window->graph().choose({});
    const auto add = [&] { Q_EMIT w.window->palette().add_requested(key); };
    add();
    QVERIFY(QTest::qWaitFor([&] { return nodes::instances_of(w.state(), nodes::group_of(*w.named("group_1"))).size() == 2; }, 10000));
    QCOMPARE(w.state().groups.size(), size_t{1});
    w.window->new_file();
    QApplication::processEvents();
    QVERIFY(w.state().nodes.empty());
    add();
    QVERIFY(QTest::qWaitFor([&] { return w.state().groups.size() == 1; }, 10000));
    QCOMPARE(w.state().nodes.size(), size_t{3});
    QCOMPARE(w.window->graph().items_by_id().size(), size_t{1});
    w.editor().undo_stack().undo();
    QVERIFY(w.state().nodes.empty() && w.state().groups.empty());
    Q_EMIT w.window->palette().remove_wanted(key.mid(6));
    QVERIFY(QTest::qWaitFor([&] { return !w.kept_block().isValid(); }, 10000));
  }

  void a_problem_in_a_group_is_shown_there() {
    Digits w;
    const auto names = hidden(w);
    w.choose({names.first.c_str(), names.second.c_str()});
    w.window->action("graphGroup")->trigger();
    const nodes::NodeId inner = w.named(names.first.c_str())->id;
    w.editor().apply(nodes::make_set_param(w.state(), inner, "in_features", Value(5)));
    QVERIFY(w.analysed());
    QCOMPARE(w.item("group_1")->visual().badge, NodeBadge::error);
    w.window->problems().next();
    QApplication::processEvents();
    QCOMPARE(w.editor().level().path.size(), size_t{1});
    QCOMPARE(w.window->graph().single(), inner);
    QCOMPARE(w.item(names.first.c_str())->visual().badge, NodeBadge::error);
    w.window->problems().apply_fix(0);
    QVERIFY(w.analysed());
    QCOMPARE(w.window->problems().errors(), 0);
  }

  void ungrouped_it_is_as_it_was_and_refusals_are_said() {
    Digits w;
    const auto names = hidden(w);
    const auto edges = w.state().edges;
    w.choose({names.first.c_str(), names.second.c_str()});
    w.window->action("graphGroup")->trigger();
    w.window->action("graphUngroup")->trigger();
    QVERIFY(w.state().groups.empty() && w.item(names.first.c_str()) && w.state().edges == edges);
    QCOMPARE(w.window->graph().chosen().size(), size_t{2});
    // Not with a node left out between two that are taken in.
    const nodes::NodeId relu = w.named(names.second.c_str())->id;
    nodes::NodeId after;
    for (const nodes::Edge& e : w.state().edges_of(relu))
      if (e.from.node == relu) after = e.to.node;
    QString said;
    connect(&w.view(), &GraphView::hint, [&](const QString& text) { said = text; });
    w.window->graph().choose({w.named(names.first.c_str())->id, after});
    w.window->action("graphGroup")->trigger();
    QVERIFY2(said.contains("lies between") && w.state().groups.empty(), qPrintable(said));
  }
};

TL_TEST_CLASS(TestGroupsWindow)
#include "test_groups_window.moc"
