// SPDX-License-Identifier: Apache-2.0
// Opening, saving, the guard before something is lost, and what the window remembers.
#include <QAction>
#include <QCloseEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTextBlock>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/panels/log_panel.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestFiles : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  bool save_to(const QString& file) {
    bool done = false;
    const auto c = connect(&f->window->editor(), &GraphEditor::saved, this, [&done] { done = true; });
    f->window->editor().save_as(file);
    const bool ok = QTest::qWaitFor([&] { return done; }, 10000);
    disconnect(c);
    return ok;
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void save_and_open_give_the_same_document() {
    f->put("Linear", 0, 0);
    f->put("ReLU", 200, 0);
    const std::string text = tl::nodes::project_text(f->state());
    const QString file = f->dir.path() + "/a.json";
    QVERIFY(save_to(file));
    QVERIFY(!f->window->editor().is_modified());
    QVERIFY(f->settings->recent_files().contains(file));
    f->close_document();
    QCOMPARE(f->state().nodes.size(), size_t(0));
    QVERIFY(f->open(file));
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(text));
    QVERIFY(f->window->windowTitle().startsWith("a.json"));
  }

  void guard_asks_only_when_something_would_be_lost() {
    int asked = 0;
    GuardAnswer answer = GuardAnswer::cancel;
    f->window->ask_unsaved = [&](const QString&) {
      ++asked;
      return answer;
    };
    f->close_document();
    QCOMPARE(asked, 0);
    f->put("Linear", 0, 0);
    f->window->new_file();  // another tab: nothing would be lost
    f->close_document();
    QCOMPARE(asked, 0);
    QCOMPARE(f->state().nodes.size(), size_t(1));
    f->close_document();
    QCOMPARE(asked, 1);
    QCOMPARE(f->state().nodes.size(), size_t(1));  // cancelled: nothing happened
    answer = GuardAnswer::discard;
    f->close_document();
    QCOMPARE(asked, 2);
    QCOMPARE(f->state().nodes.size(), size_t(0));
  }

  void closing_what_is_trained_waits_for_the_run_to_be_saved() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(100000)));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().step > 5, 30000);
    QStringList asked;
    StopAnswer answer = StopAnswer::cancel;
    f->window->ask_close_running = [&](const QString& title) {
      asked << title;
      return answer;
    };
    f->close_document();
    QCOMPARE(asked, QStringList{"digits-mlp.json"});
    QVERIFY(!f->state().nodes.empty());  // cancelled: document and run are as they were
    QCOMPARE(f->window->runs().status().state, tl::train::State::running);
    answer = StopAnswer::stop_run;
    f->close_document();
    QCOMPARE(asked.size(), 2);
    f->close_document();  // asked already, and no second stop that would give up the running step
    QCOMPARE(asked.size(), 2);
    QCOMPARE(f->window->editor().project_name(), QString("digits-mlp"));  // the run ends first
    QTRY_COMPARE_WITH_TIMEOUT(f->window->editor().project_name(), QString("untitled"), 30000);
    QVERIFY(!f->window->runs().active());
    QVERIFY2(f->window->log().text().contains("stopped at step"), qPrintable(f->window->log().text()));
  }

  void edits_of_another_document_never_reach_a_run() {
    QVERIFY(f->open_example("iris-mlp"));
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(1000000)));
    QVERIFY(f->analysed());
    std::vector<std::string> edits;
    connect(&f->window->runs(), &RunController::news, this, [&](const RunNews& news) {
      for (const auto& m : news.markers)
        if (m.kind == "live-edit") edits.push_back(m.text);
    });
    const auto set = [&](const char* key, double value) {
      f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("adam")->id, key, tl::Value(value)));
    };
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().step > 5, 30000);
    set("lr", 0.005);
    QTRY_COMPARE_WITH_TIMEOUT(edits.size(), size_t(1), 10000);
    QVERIFY(!f->window->status_text().contains("next Train"));
    QVERIFY(f->window->log().text().contains("Learning rate of adam set to 0.005"));
    set("weight_decay", 0.5);  // not live: the learning rate is not sent again, and the window says when the edit counts
    QVERIFY(f->window->status_text().contains("next Train"));
    // Another document with an optimizer of the same name.
    const QString copy = f->dir.path() + "/copy.json";
    QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/iris-mlp.json", copy));
    QVERIFY(f->open(copy));
    set("lr", 0.5);
    QTest::qWait(700);
    QVERIFY(f->window->runs().active());
    QCOMPARE(edits.size(), size_t(1));
    QVERIFY(!f->window->status_text().contains("next Train"));
    f->window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 30000);
  }

  void the_pause_key_also_resumes() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(100000)));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().step > 5, 30000);
    f->window->action("runPause")->trigger();
    QTRY_COMPARE(f->window->runs().status().state, tl::train::State::paused);
    QVERIFY(f->window->action("runPause")->isEnabled());
    f->window->action("runPause")->trigger();
    QTRY_COMPARE(f->window->runs().status().state, tl::train::State::running);
    f->window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 30000);
  }

  void a_hint_goes_when_the_document_changes() {
    auto* hint = f->window->findChild<QLabel*>("hint");
    Q_EMIT f->view().hint("Cannot be wired");
    QCOMPARE(hint->text(), QString("Cannot be wired"));
    f->put("Linear", 0, 0);
    QCOMPARE(hint->text(), QString());
  }

  void log_lines_take_the_colours_of_a_new_theme() {
    f->window->log().add("info", "one <line>\nand more");
    auto* view = f->window->findChild<QPlainTextEdit*>("log");
    const QString text = f->window->log().text();
    apply_theme(*qApp, ThemeChoice::light);
    const QColor color = view->document()->lastBlock().begin().fragment().charFormat().foreground().color();
    const QColor wanted = theme().hint;
    apply_theme(*qApp, ThemeChoice::dark);
    QCOMPARE(color, wanted);
    QCOMPARE(f->window->log().text(), text);
  }

  void a_save_that_ends_late_leaves_another_document_alone() {
    f->put("Linear", 0, 0);
    f->window->editor().save_as(f->dir.path() + "/late.json");
    f->close_document();
    f->put("ReLU", 0, 0);
    finish_background_work();
    QTest::qWait(50);
    QVERIFY(f->window->editor().file().isEmpty());
    QVERIFY(f->window->editor().is_modified());
  }

  void guard_saves_first_when_asked_to() {
    const QString file = f->dir.path() + "/b.json";
    f->put("Linear", 0, 0);
    QVERIFY(save_to(file));
    f->put("ReLU", 200, 0);
    f->window->ask_unsaved = [](const QString&) { return GuardAnswer::save; };
    f->close_document();
    QTRY_COMPARE(f->state().nodes.size(), size_t(0));
    QCOMPARE(tl::nodes::load_project(file.toStdString()).state.nodes.size(), size_t(2));
  }

  void closing_with_unsaved_edits_can_be_cancelled() {
    f->put("Linear", 0, 0);
    f->window->ask_unsaved = [](const QString&) { return GuardAnswer::cancel; };
    f->window->close();
    QVERIFY(f->window->isVisible());
    f->window->ask_unsaved = [](const QString&) { return GuardAnswer::discard; };
    f->window->close();
    QTRY_VERIFY(!f->window->isVisible());
  }

  void a_broken_file_is_met_with_a_sentence_and_loses_nothing_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("not json") << QByteArray("this is no project");
    QTest::newRow("truncated") << QByteArray("{\"format\": \"tensorloom.project\", \"nodes\": {");
    QTest::newRow("another format") << QByteArray("{\"format\": \"something\", \"version\": 1}");
    QTest::newRow("too deep") << QByteArray(100000, '[');
    QTest::newRow("duplicate key") << QByteArray("{\"format\": \"tensorloom.project\", \"version\": 1, \"version\": 1}");
    QTest::newRow("missing") << QByteArray();
  }
  void a_broken_file_is_met_with_a_sentence_and_loses_nothing() {
    QFETCH(QByteArray, text);
    const QString path = f->dir.path() + "/broken.json";
    if (!text.isEmpty()) {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    f->put("Linear", 0, 0);
    QString said;
    connect(&f->window->editor(), &GraphEditor::file_failed, this, [&](const QString& t) { said = t; });
    f->window->editor().open(path);
    QTRY_VERIFY(!said.isEmpty());
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QVERIFY(f->window->editor().is_modified());
    for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) box->close();
  }

  void a_failed_save_keeps_the_edits_unsaved() {
    f->put("Linear", 0, 0);
    QString said;
    connect(&f->window->editor(), &GraphEditor::file_failed, this, [&](const QString& t) { said = t; });
    f->window->editor().save_as("/proc/nowhere/x.json");
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY(f->window->editor().is_modified());
    QVERIFY(f->window->editor().file().isEmpty());
    for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) box->close();
  }

  void an_unknown_node_type_is_kept_as_a_placeholder() {
    const QString file = f->dir.path() + "/c.json";
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(
        R"({"format": "tensorloom.project", "version": 1, "edges": [], "nodes": {"00000000000000aa": )"
        R"({"name": "x", "type": "FluxCapacitor", "params": {"gigawatts": 1.21}}}})");
    out.close();
    QVERIFY(f->open(file));
    QCOMPARE(f->state().nodes.size(), size_t(1));
    QVERIFY(f->item("x")->visual().placeholder);
    QVERIFY(save_to(f->dir.path() + "/d.json"));
    QFile again(f->dir.path() + "/d.json");
    QVERIFY(again.open(QIODevice::ReadOnly));
    QVERIFY(again.readAll().contains("gigawatts"));
  }

  void layout_and_recent_files_are_remembered() {
    const QString ini = f->dir.path() + "/window.ini";
    f->settings->add_recent("/tmp/some.json");
    f->window->resize(1300, 800);
    f->window->close();
    QTRY_VERIFY(!f->window->isVisible());
    f->window.reset();
    f->settings.reset();
    Settings again(ini);
    QVERIFY(again.recent_files().contains("/tmp/some.json"));
    MainWindow second(again);
    QCOMPARE(second.size(), QSize(1300, 800));
  }

  void examples_are_found_and_open() {
    QTRY_VERIFY(f->window->findChild<QMenu*>() != nullptr);
    f->window->show_example("digits-mlp");
    QTRY_VERIFY_WITH_TIMEOUT(f->window->editor().is_example(), 10000);
    QVERIFY(!f->state().nodes.empty());
  }
};
TL_TEST_CLASS(TestFiles)
#include "test_files.moc"
