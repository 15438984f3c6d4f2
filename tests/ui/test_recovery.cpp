// SPDX-License-Identifier: Apache-2.0
// Edits survive a crash: what is kept when, what is offered at the next start, and what is gone after saving.
#include <QDir>
#include <QFile>
#include <QLabel>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/document/recovery.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestRecovery : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  QString folder() const { return f->dir.path() + "/recovery"; }
  QStringList copies() const { return QDir(folder()).entryList({"*.info"}, QDir::Files); }
  bool kept() const {
    return QTest::qWaitFor([&] { return copies().size() == 1; }, 10000);
  }
  bool gone() const {
    return QTest::qWaitFor([&] { return QDir(folder()).entryList({"*.info", "*.json"}, QDir::Files).isEmpty(); }, 10000);
  }
  /// What a program that was killed leaves: the copy, and a lock whose process is gone or none at all.
  void as_if_killed(const char* name, bool with_lock) const {
    const QString from = folder() + '/' + QFileInfo(copies().first()).completeBaseName(), to = folder() + '/' + name;
    QVERIFY(QFile::copy(from + ".json", to + ".json") && QFile::copy(from + ".info", to + ".info"));
    QFile lock(to + ".lock");
    if (with_lock) QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write("2147483646\ntensorloom\n\n\n\n") > 0);
  }
  QList<LeftCopy> left() const {
    GraphEditor editor;
    Recovery recovery(editor, folder());
    QList<LeftCopy> found;
    bool done = false;
    recovery.find_left([&](QList<LeftCopy> l) { found = l, done = true; });
    (void)QTest::qWaitFor([&] { return done; }, 10000);
    return found;
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void a_copy_is_kept_while_edits_are_unsaved() {
    QVERIFY(copies().isEmpty());
    f->put("Linear", 0, 0);
    QVERIFY(kept());
    const QString copy = folder() + '/' + QFileInfo(copies().first()).completeBaseName() + ".json";
    QCOMPARE(tl::nodes::project_text(tl::nodes::load_project(copy.toStdString()).state), tl::nodes::project_text(f->state()));
    f->put("ReLU", 200, 0);  // the copy follows
    QVERIFY(QTest::qWaitFor([&] { return tl::nodes::load_project(copy.toStdString()).state.nodes.size() == 2; }, 10000));
    QVERIFY(left().isEmpty());  // its program lives
    f->window->editor().save_as(f->dir.path() + "/saved.json");
    QVERIFY(gone());
  }
  void undoing_everything_takes_the_copy_away() {
    f->put("Linear", 0, 0);
    QVERIFY(kept());
    f->window->editor().undo_stack().undo();
    QVERIFY(gone());
    f->window->editor().undo_stack().redo();
    QVERIFY(kept());
  }
  void edits_that_were_given_up_are_not_offered() {
    f->put("Linear", 0, 0);
    QVERIFY(kept());
    f->close_document();  // the fixture answers: discard
    QVERIFY(gone());
    f->put("Linear", 0, 0);
    QVERIFY(kept());
    f->window->close();
    QVERIFY(QTest::qWaitFor([&] { return !f->window->isVisible(); }, 10000));
    QVERIFY(gone());
  }
  void a_crash_is_made_good() {
    const QString file = f->dir.path() + "/mine.json";
    f->put("Linear", 0, 0);
    f->window->editor().save_as(file);
    QVERIFY(QTest::qWaitFor([&] { return !f->window->editor().busy(); }, 10000));
    f->put("ReLU", 200, 0);
    const std::string edited = tl::nodes::project_text(f->state());
    QVERIFY(kept());
    as_if_killed("dead", true);
    f->close_document();
    QVERIFY(QTest::qWaitFor([&] { return copies() == QStringList{"dead.info"}; }, 10000));

    QString offered;
    f->window->ask_recover = [&](const LeftCopy& l) {
      offered = l.title + '|' + l.file;
      return RecoverAnswer::recover;
    };
    f->window->offer_left_edits();
    QVERIFY(QTest::qWaitFor([&] { return f->state().nodes.size() == 2; }, 10000));
    QCOMPARE(offered, "mine.json|" + file);
    QCOMPARE(QString::fromStdString(tl::nodes::project_text(f->state())), QString::fromStdString(edited));
    QVERIFY(f->window->editor().is_modified());
    QCOMPARE(f->window->editor().file(), file);
    QCOMPARE(tl::nodes::load_project(file.toStdString()).state.nodes.size(), size_t(1));  // untouched until it is saved
    // The left copy goes when the document has its own.
    QVERIFY(QTest::qWaitFor([&] { return copies().size() == 1 && copies() != QStringList{"dead.info"}; }, 10000));
    QVERIFY(left().isEmpty());
  }
  void later_keeps_and_discard_removes() {
    f->put("Linear", 0, 0);
    QVERIFY(kept());
    as_if_killed("dead", false);
    as_if_killed_again();
    f->close_document();
    QVERIFY(QTest::qWaitFor([&] { return copies().size() == 2; }, 10000));
    int asked = 0;
    f->window->ask_recover = [&](const LeftCopy& l) {
      if (!l.file.isEmpty()) qWarning("a document that was never saved has no place");
      return ++asked == 1 ? RecoverAnswer::later : RecoverAnswer::discard;
    };
    f->window->offer_left_edits();
    QVERIFY(QTest::qWaitFor([&] { return asked == 2 && copies().size() == 1; }, 10000));
    QCOMPARE(left().size(), qsizetype(1));
    QVERIFY(f->state().nodes.empty());
  }
  void a_folder_that_cannot_be_written_is_told_once() {
    QFile in_the_way(folder());
    QVERIFY(in_the_way.open(QIODevice::WriteOnly));
    GraphEditor& editor = f->window->editor();
    int told = 0;
    Recovery other(editor, folder());
    QString text;
    connect(&other, &Recovery::failed, this, [&](const QString& t) { ++told, text = t; });
    f->put("Linear", 0, 0);
    QVERIFY(QTest::qWaitFor([&] { return told == 1; }, 10000));
    QVERIFY2(text.contains("could not be written") && text.contains("recovery"), qPrintable(text));
    f->put("Linear", 200, 0);
    QTest::qWait(2500);
    QCOMPARE(told, 1);
    QCOMPARE(f->state().nodes.size(), size_t(2));  // and nothing is held up
  }

 private:
  void as_if_killed_again() const {
    QVERIFY(QFile::copy(folder() + "/dead.json", folder() + "/dead2.json") && QFile::copy(folder() + "/dead.info", folder() + "/dead2.info"));
  }
};

TL_TEST_CLASS(TestRecovery)
#include "test_recovery.moc"
