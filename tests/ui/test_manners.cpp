// SPDX-License-Identifier: Apache-2.0
// What a first user meets: small windows, refused wires, two projects of one name, looking back after a run, exports that fail.
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPaintEvent>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTreeView>
#include <QTreeWidget>
#include <cmath>

#include "engine/runs/run_facts.h"
#include "support/test_main.h"
#include "ui/charts/curves_panel.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/tensors_panel.h"
#include "ui/run/run_bar.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestManners : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  QWidget* map() { return f->window->findChild<QWidget*>("minimap"); }
  bool trained(const char* example, int64_t epochs) {
    if (!f->open_example(example)) return false;
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(epochs)));
    if (!f->analysed()) return false;
    f->window->perform(RunAction::train);
    return QTest::qWaitFor([&] { return f->window->runs().status().state == tl::train::State::finished; }, 60000);
  }
  void show_points(const std::vector<std::string>& names) {
    std::vector<tl::runs::Record> records;
    for (size_t i = 0; i < names.size(); ++i) {
      tl::runs::Record r;
      r.series = uint16_t(i);
      r.step = 10;
      r.value = 0.5;
      records.push_back(r);
    }
    f->window->curves().show_run("earlier", names, records);
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void progress_is_never_cut_within_a_word() {
    tl::train::Status s;
    s.state = tl::train::State::running;
    s.epoch = 2, s.epochs_total = 10, s.step = 2212, s.steps_total = 9380, s.samples_per_second = 11840, s.eta_seconds = 39;
    RunBar bar;
    bar.set_file("a-project-with-quite-a-long-name-indeed.json", "unsaved", false);
    for (const int width : {1660, 1350, 1010, 800}) {
      bar.resize(width, 44);
      bar.show();
      bar.set_status(s, true, {});
      const QStringList all = bar.progress_text().split(" · "), shown = bar.shown_progress().split(" · ");
      for (const QString& part : shown) QVERIFY2(all.contains(part), qPrintable(QString("%1: %2").arg(width).arg(part)));
      QVERIFY(shown.contains("epoch 3/10"));
      if (width == 1660) QCOMPARE(shown, all);
    }
  }

  void the_first_node_takes_the_words_off_the_canvas() {
    struct Painted : QObject {
      QRegion all;
      bool eventFilter(QObject*, QEvent* e) override {
        if (e->type() == QEvent::Paint) all += static_cast<QPaintEvent*>(e)->region();
        return false;
      }
    } painted;
    QApplication::processEvents();
    QWidget* canvas = f->view().viewport();
    canvas->installEventFilter(&painted);
    f->put("Digits", -300, 0);
    QTRY_VERIFY(painted.all.contains(canvas->rect().center()) && painted.all.boundingRect() == canvas->rect());
    canvas->removeEventFilter(&painted);
  }

  void arithmetic_is_folded_until_it_is_searched_or_opened() {
    PalettePanel* palette = f->window->findChild<PalettePanel*>();
    QString arithmetic;
    for (const tl::nodes::NodeType& type : tl::nodes::node_types())
      if (type.category == tl::nodes::Category::math) arithmetic = QString::fromStdString(type.key);
    const auto group = [&] { return palette->index_of(arithmetic).parent(); };
    QVERIFY(group().isValid());
    QVERIFY(!palette->tree()->isExpanded(group()));
    QVERIFY(palette->tree()->isExpanded(palette->index_of("CrossEntropyLoss").parent()));
    palette->field()->setText(arithmetic);
    QVERIFY(palette->tree()->isExpanded(group()));
    palette->field()->clear();
    QVERIFY(!palette->tree()->isExpanded(group()));
    palette->tree()->expand(group());
    palette->field()->setText("linear");
    palette->field()->clear();
    QVERIFY(palette->tree()->isExpanded(group()));
  }

  void runs_stay_with_a_project_that_is_saved_after_them() {
    QVERIFY(trained("iris-mlp", 1));
    QTreeWidget* runs = f->window->findChild<QTreeWidget*>("runsView");
    QTRY_COMPARE(runs->topLevelItemCount(), 1);
    const QString dir = runs->topLevelItem(0)->data(0, Qt::UserRole).toString();
    const QString place = f->dir.path() + "/kept.json";
    QSignalSpy saved(&f->window->editor(), &GraphEditor::saved);
    f->window->editor().save_as(place);
    QVERIFY(saved.wait());
    finish_background_work();
    QTRY_COMPARE(runs->topLevelItemCount(), 1);
    QCOMPARE(runs->topLevelItem(0)->data(0, Qt::UserRole).toString(), dir);
    QVERIFY(f->open_example("digits-mlp"));
    finish_background_work();
    QTRY_COMPARE(runs->topLevelItemCount(), 0);
    QVERIFY(f->open(place));
    QTRY_COMPARE(runs->topLevelItemCount(), 1);
    f->close_document();
    QTRY_COMPARE(runs->topLevelItemCount(), 0);
    QVERIFY(f->open(place));
    QTRY_COMPARE(runs->topLevelItemCount(), 1);
  }

  void a_new_document_does_not_inherit_the_run_of_another() {
    QVERIFY(trained("iris-mlp", 1));
    f->window->new_file();
    f->settings->set("lastRun/untitled", f->dir.path());  // an earlier new document's
    QVERIFY(f->window->action("runResumeLast"));
    f->put("Linear", 0, 0);
    QTRY_VERIFY(!f->window->action("runResumeLast")->isEnabled());
  }

  void a_new_document_lists_its_own_runs_only() {
    QVERIFY(trained("iris-mlp", 1));
    const QString earlier = f->dir.path() + "/runs/untitled/20260101-000000-000";
    QVERIFY(QDir().mkpath(earlier));
    for (const char* part : {"run.json", "series.json", "metrics.bin"}) QVERIFY(QFile::copy(f->window->last_run() + '/' + part, earlier + '/' + part));
    f->window->new_file();
    QTreeWidget* runs = f->window->findChild<QTreeWidget*>("runsView");
    finish_background_work();
    QTRY_COMPARE(runs->topLevelItemCount(), 0);
    // What it trains itself is listed, and is what an export means.
    for (const char* type : {"Digits", "Flatten", "Linear", "CrossEntropyLoss", "Adam"}) f->put(type, 200.0 * double(f->state().nodes.size()), 0);
    const auto connect = [&](const char* a, const char* out, const char* b, const char* in) {
      f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named(a)->id, out}, {f->named(b)->id, in}));
    };
    connect("data", "images", "flat", "input"), connect("flat", "output", "fc_1", "input"), connect("fc_1", "output", "loss", "input");
    connect("data", "labels", "loss", "target"), connect("loss", "loss", "adam", "loss");
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(int64_t{1})));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::finished, 60000);
    QTRY_COMPARE(runs->topLevelItemCount(), 1);
    QCOMPARE(runs->topLevelItem(0)->data(0, Qt::UserRole).toString(), f->window->last_run());
  }

  void a_run_with_nothing_left_to_do_is_not_begun_again() {
    QVERIFY(trained("iris-mlp", 2));
    QTRY_VERIFY(!f->window->runs().active());
    const QString run = f->window->last_run();
    const auto folders = [&] { return QDir(f->window->runs_folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot); };
    QCOMPARE(folders().size(), 1);
    f->window->action("runResumeLast")->trigger();
    QLabel* hint = f->window->findChild<QLabel*>("hint");
    QTRY_VERIFY2(hint->text().contains("all its epochs"), qPrintable(hint->text()));
    QCOMPARE(folders().size(), 1);
    QCOMPARE(f->window->last_run(), run);
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(int64_t{3})));
    QVERIFY(f->analysed());
    f->window->action("runResumeLast")->trigger();
    QTRY_VERIFY(f->window->runs().active());
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::finished, 60000);
    QCOMPARE(folders().size(), 2);
  }

  void a_killed_run_does_not_say_that_it_runs() {
    QVERIFY(trained("iris-mlp", 1));
    QTRY_VERIFY(!f->window->runs().active());
    const std::string dir = f->window->last_run().toStdString();
    tl::runs::RunFacts facts = tl::runs::read_run_facts(dir);
    facts.state = "running", facts.ended.clear();
    tl::runs::write_run_facts(dir, facts);
    RunsPanel* panel = f->window->findChild<RunsPanel*>();
    panel->refresh();
    QTreeWidget* runs = f->window->findChild<QTreeWidget*>("runsView");
    QTRY_VERIFY(runs->topLevelItemCount() == 1 && runs->topLevelItem(0)->text(1) == "interrupted");
  }

  void files_that_are_gone_leave_the_recent_ones() {
    const QString kept = f->dir.path() + "/kept.json", gone = f->dir.path() + "/gone.json";
    for (const QString& file : {gone, kept}) {
      QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/iris-mlp.json", file));
      QVERIFY(f->open(file));
    }
    QCOMPARE(f->settings->recent_files().size(), 2);
    QVERIFY(QFile::remove(gone));
    QMenu* menu = nullptr;
    for (QMenu* m : f->window->findChildren<QMenu*>())
      for (QAction* a : m->actions())
        if (a->data() == kept) menu = m;
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    QTRY_COMPARE(f->settings->recent_files(), QStringList{kept});
    QTRY_COMPARE(menu->actions().size(), 1);
  }

  void long_problems_are_shown_whole() {
    f->put("Linear", 0, 0);
    QVERIFY(f->analysed());
    auto* table = f->window->findChild<QTreeView*>("problemsView");
    f->window->action("graphNextProblem")->trigger();
    QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0);
    table->header()->resizeSection(1, 900);
    QApplication::processEvents();
    const int wide = table->visualRect(table->model()->index(0, 1)).height();
    table->header()->resizeSection(1, 90);
    QApplication::processEvents();
    const QModelIndex cell = table->model()->index(0, 1);
    QVERIFY(table->visualRect(cell).height() > wide);
    const QRect needed = table->fontMetrics().boundingRect(QRect(0, 0, 86, 10000), Qt::TextWordWrap, cell.data().toString());
    QVERIFY(table->visualRect(cell).height() >= needed.height());
  }

  void a_low_window_leaves_the_canvas_most_of_its_height() {
    const auto share = [&] {
      const double panels = f->window->curves().height(), canvas = f->view().height();
      return panels / (panels + canvas);
    };
    f->window->resize(1024, 640);
    QTRY_VERIFY2(f->view().height() < 500 && share() < 0.4, qPrintable(QString::number(share())));
    const int height = f->window->curves().height();
    for (int i = 0; i < 3; ++i) {  // made higher and lower again and again, the panels do not dwindle
      f->window->resize(1500, 950);
      QTRY_VERIFY(f->view().height() > 500);
      f->window->resize(1024, 640);
      QTRY_VERIFY(f->view().height() < 500);
      QTest::qWait(0);
    }
    QTRY_VERIFY2(f->window->curves().height() >= height - 8, qPrintable(QString("%1 of %2").arg(f->window->curves().height()).arg(height)));
  }

  void arrows_keep_the_chosen_node_in_view_and_the_view_calm() {
    f->put("Flatten", 0, 0);
    f->put("Linear", 4000, 0);
    f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named("flat")->id, "output"}, {f->named("fc_1")->id, "input"}));
    f->window->graph().choose({});
    f->centre_on({200, 80});
    const QPointF before = f->view().mapToScene(QPoint(0, 0));
    QTest::keyClick(&f->view(), Qt::Key_Right);
    QCOMPARE(f->window->graph().single(), f->named("flat")->id);
    QCOMPARE(f->view().mapToScene(QPoint(0, 0)), before);
    QTest::keyClick(&f->view(), Qt::Key_Right);
    QCOMPARE(f->window->graph().single(), f->named("fc_1")->id);
    QVERIFY(f->view().mapToScene(f->view().viewport()->rect()).boundingRect().contains(f->item("fc_1")->scene_rect()));
  }

  void an_unknown_example_is_named_with_those_that_exist() {
    f->window->show_example("no-such-net");
    const auto box = [&] { return f->window->findChild<QMessageBox*>(); };
    QTRY_VERIFY(box());
    QVERIFY(box()->text().contains("no-such-net"));
    QVERIFY(box()->informativeText().contains("iris-mlp"));
    box()->close();
  }

  void a_disabled_train_button_shows_its_icon() {
    for (const ThemeChoice choice : {ThemeChoice::light, ThemeChoice::dark}) {
      apply_theme(*qApp, choice);
      const QPushButton* train = f->window->findChild<RunBar*>("runBar")->button(RunAction::train);
      QVERIFY(train);
      const QImage icon = train->icon().pixmap(QSize(12, 12), QIcon::Disabled).toImage();
      int strongest = 0;
      QColor seen;
      for (int y = 0; y < icon.height(); ++y)
        for (int x = 0; x < icon.width(); ++x)
          if (qAlpha(icon.pixel(x, y)) > strongest) strongest = qAlpha(icon.pixel(x, y)), seen = icon.pixelColor(x, y);
      QVERIFY(strongest > 0);
      QVERIFY2(contrast(seen, theme().raised) > 1.6, qPrintable(seen.name()));
    }
    apply_theme(*qApp, ThemeChoice::dark);
  }

  void a_view_of_everything_stays_one_when_the_window_shrinks() {
    QVERIFY(f->open_example("digits-mlp"));
    f->view().fit_all();
    f->window->resize(1024, 640);
    QApplication::processEvents();
    const auto seen = [&] { return f->view().mapToScene(f->view().viewport()->rect()).boundingRect(); };
    QTRY_VERIFY(seen().contains(f->window->graph().nodes_rect()));
    f->view().zoom_reset();  // the person's own view is left alone
    f->window->resize(1100, 700);
    QApplication::processEvents();
    QCOMPARE(f->view().zoom(), 1.0);
  }

  void the_map_hides_where_it_would_cover_the_nodes() {
    QVERIFY(map());
    QVERIFY(!map()->isVisible());  // nothing to show yet
    f->put("Linear", 0, 0);
    QTRY_VERIFY(map()->isVisible());
    f->view().setFixedSize(400, 250);
    QTRY_VERIFY(!map()->isVisible());
    QVERIFY(f->view().minimap_shown());  // still wanted
  }

  void a_refused_wire_says_why_for_a_while() {
    f->put("Linear", 0, 0);
    f->centre_on({0, 0});
    f->drag(f->port("fc_1", "output", true), f->port("fc_1", "input", false));
    QTest::mouseMove(f->view().viewport(), f->at({300, 200}));
    QApplication::processEvents();
    QVERIFY(f->state().edges.empty());
    const QString said = f->window->findChild<QLabel*>("hint")->text();
    QVERIFY2(said.contains("fc_1.input"), qPrintable(said));
  }

  void two_projects_of_one_name_keep_their_runs_apart() {
    QSet<QString> folders;
    for (const char* dir : {"/one", "/two"}) {
      QVERIFY(QDir().mkpath(f->dir.path() + dir));
      QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/iris-mlp.json", f->dir.path() + dir + "/net.json"));
      QVERIFY(f->open(f->dir.path() + dir + "/net.json"));
      folders << f->window->runs_folder();
      QVERIFY(f->window->last_run().isEmpty());
      if (folders.size() > 1) break;
      f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(int64_t{2})));
      QVERIFY(f->analysed());
      f->window->perform(RunAction::train);
      QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().state == tl::train::State::finished, 60000);
      QVERIFY(f->window->last_run().startsWith(f->window->runs_folder()));
      QVERIFY(!f->window->curves().charts().empty());
    }
    QCOMPARE(folders.size(), 2);
    QVERIFY(f->window->curves().charts().empty());  // another project's curves are gone
  }

  void nodes_keep_their_height_when_a_run_fills_their_rows() {
    QVERIFY(f->open_example("digits-mlp"));
    std::map<tl::nodes::NodeId, double> before;
    for (const auto& [id, item] : f->window->graph().items_by_id()) before[id] = item->visual().height;
    QVERIFY(trained("digits-mlp", 3));
    QTRY_VERIFY(f->item("acc")->visual().foot.contains('.'));
    QTRY_VERIFY(!f->item("fc_1")->visual().spark.isEmpty());
    for (const auto& [id, item] : f->window->graph().items_by_id()) QCOMPARE(item->visual().height, before[id]);
  }

  void weights_are_seen_after_the_run_too() {
    QVERIFY(trained("iris-mlp", 2));
    QTRY_VERIFY(!f->window->runs().active());
    const tl::nodes::Node* layer = nullptr;
    for (const auto& [id, node] : f->state().nodes)
      if (node->type == "Linear") layer = node.get();
    QVERIFY(layer);
    f->window->graph().choose({layer->id});
    QTRY_VERIFY_WITH_TIMEOUT(f->window->tensors().shown() >= 2, 10000);  // weight and bias
    f->window->graph().choose({});
    QCOMPARE(f->window->tensors().shown(), 0);
  }

  void a_first_point_is_seen() {
    show_points({"train/loss"});
    QCOMPARE(f->window->curves().charts().size(), size_t(1));
    f->window->curves().charts()[0]->grab();
    QCOMPARE(f->window->curves().charts()[0]->curves().dots(0).size(), 1);
  }

  void every_metric_has_a_chart() {
    show_points({"train/loss", "train/accuracy", "train/f1", "validation/top5", "train/mae"});
    QCOMPARE(f->window->curves().charts().size(), size_t(5));
  }

  void an_export_of_curves_says_what_became_of_it() {
    show_points({"train/loss"});
    QSignalSpy told(&f->window->curves(), &CurvesPanel::told), failed(&f->window->curves(), &CurvesPanel::failed);
    disconnect(&f->window->curves(), &CurvesPanel::failed, f->window.get(), nullptr);  // no box in the way
    f->window->curves().save_table(f->dir.path() + "/points.csv");
    f->window->curves().save_picture(f->dir.path() + "/curves.png");
    QTRY_COMPARE(told.size(), 2);
    QFile table(f->dir.path() + "/points.csv");
    QVERIFY(table.open(QIODevice::ReadOnly));
    QVERIFY(table.readAll().contains("train/loss,10,"));
    QVERIFY(!QImage(f->dir.path() + "/curves.png").isNull());
    f->window->curves().save_table("/proc/nowhere/points.csv");
    f->window->curves().save_picture("/proc/nowhere/curves.png");
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(failed[0][1].toString().contains("/proc/nowhere/"));
  }

  void names_of_run_settings_are_whole() {
    for (const QLabel* label : f->window->inspector().findChildren<QLabel*>())
      QVERIFY2(!label->text().contains(QChar(0x2026)), qPrintable(label->text()));
    FieldEditor* field = f->window->inspector().field("early_stop_higher_is_better");
    QVERIFY(field);
    QVERIFY(field->findChild<QLabel*>()->toolTip().contains("early_stop_higher_is_better"));
  }

  void a_shape_error_speaks_of_the_batch_as_n_and_the_loss_is_wired_by_a_click() {
    for (const char* type : {"Digits", "Linear", "CrossEntropyLoss", "Adam"}) f->put(type, 200.0 * double(f->state().nodes.size()), 0);
    const auto connect = [&](const char* a, const char* out, const char* b, const char* in) {
      f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named(a)->id, out}, {f->named(b)->id, in}));
    };
    connect("data", "images", "fc_1", "input");
    connect("fc_1", "output", "loss", "input");
    connect("data", "labels", "loss", "target");
    QVERIFY(f->analysed());
    QStringList texts;
    const tl::nodes::Problem* unwired = nullptr;
    for (const auto& p : f->window->editor().analysis().problems) {
      texts << QString::fromStdString(p.text);
      if (p.fix.kind == "connect") unwired = &p;
    }
    QVERIFY2(texts.join('\n').contains("[N, 1, 8, 128]"), qPrintable(texts.join('\n')));
    QVERIFY2(!texts.join('\n').contains("fc_1: fc_1"), qPrintable(texts.join('\n')));
    QVERIFY(unwired);
    const auto patch = tl::nodes::make_fix(f->state(), *unwired);
    QVERIFY(patch);
    f->window->editor().apply(*patch);
    QVERIFY(f->state().edges.count({{f->named("loss")->id, "loss"}, {f->named("adam")->id, "loss"}}));
  }
};
TL_TEST_CLASS(TestManners)
#include "test_manners.moc"
