// SPDX-License-Identifier: Apache-2.0
// Opening, saving, the guard before something is lost, and what the window remembers.
#include <QCloseEvent>
#include <QFile>
#include <QMenu>
#include <QMessageBox>

#include "nodes/project_io.h"
#include "support/test_main.h"
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
    f->window->new_file();
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
    f->window->new_file();
    QCOMPARE(asked, 0);
    f->put("Linear", 0, 0);
    f->window->new_file();
    QCOMPARE(asked, 1);
    QCOMPARE(f->state().nodes.size(), size_t(1));  // cancelled: nothing happened
    answer = GuardAnswer::discard;
    f->window->new_file();
    QCOMPARE(asked, 2);
    QCOMPARE(f->state().nodes.size(), size_t(0));
  }

  void guard_saves_first_when_asked_to() {
    const QString file = f->dir.path() + "/b.json";
    f->put("Linear", 0, 0);
    QVERIFY(save_to(file));
    f->put("ReLU", 200, 0);
    f->window->ask_unsaved = [](const QString&) { return GuardAnswer::save; };
    f->window->new_file();
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
        R"({"format": "tensorloom.project", "version": 1, "nodes": {"00000000000000aa": {"name": "x", "type": "FluxCapacitor", "params": {"gigawatts": 1.21}}}, "edges": []})");
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
