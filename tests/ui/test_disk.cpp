// SPDX-License-Identifier: Apache-2.0
// Files of open documents in the hands of other programs: changed, deleted, brought back. Nothing is written over without a question.
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/compare/compare_window.h"
#include "ui/panels/log_panel.h"
#include "ui/window/disk_bar.h"
#include "ui/window/document_tabs.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestDisk : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;
  QString file_;
  std::vector<OvertakenAnswer> answers_;

  OpenDocument& front() { return f->window->editor().current(); }
  DiskBar& bar() { return f->window->disk_bar(); }
  static QByteArray bytes(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
  }
  static bool write(const QString& file, const QByteArray& text) {
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
  }
  /// What another program does: another number of epochs in the file.
  bool change_outside(int epochs) {
    tl::nodes::GraphState state = tl::nodes::load_project(file_.toStdString()).state;
    tl::nodes::GraphDocument document;
    document.reset(std::move(state));
    document.apply(tl::nodes::make_set_run(document.state(), "epochs", tl::Value(epochs)));
    return write(file_, QByteArray::fromStdString(tl::nodes::project_text(document.state())));
  }
  int64_t epochs() {
    for (const auto& [key, value] : f->state().run)
      if (key == "epochs") return value.to_int();
    return -1;
  }
  bool sees(OnDisk what) {
    front().look_at_disk();
    return QTest::qWaitFor([&] { return front().on_disk() == what; }, 5000);
  }
  bool settled() { return QTest::qWaitFor([&] { return !f->window->editor().busy(); }, 5000); }
  void press(const char* button) {
    auto* b = bar().findChild<QPushButton*>(button);
    QVERIFY2(b && b->isVisible() && b->isEnabled(), button);
    QTest::mouseClick(b, Qt::LeftButton);
    QVERIFY(settled());
  }
  void save() {
    f->window->action("fileSave")->trigger();
    QVERIFY(settled());
    QApplication::processEvents();
  }

 private Q_SLOTS:
  void init() {
    f = std::make_unique<WindowFixture>();
    answers_.clear();
    f->window->ask_overtaken = [this](const QString&) {
      if (answers_.empty()) return QTest::qFail("nobody expected the question", __FILE__, __LINE__), OvertakenAnswer::cancel;
      const OvertakenAnswer answer = answers_.front();
      answers_.erase(answers_.begin());
      return answer;
    };
    file_ = f->dir.path() + "/mine.json";
    QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/iris-mlp.json", file_));
    QFile::setPermissions(file_, QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(f->open(file_));
  }
  void cleanup() { f.reset(); }

  void what_nobody_edited_follows_its_file() {
    f->view().set_zoom(1.3, QPointF(200, 200));
    const QPointF centre = f->view().mapToScene(f->view().viewport()->rect().center());
    QVERIFY(change_outside(77));
    front().look_at_disk();
    QVERIFY(QTest::qWaitFor([&] { return epochs() == 77; }, 5000));
    QVERIFY(!front().is_modified() && !bar().isVisible());
    QCOMPARE(front().on_disk(), OnDisk::same);
    QCOMPARE(f->view().zoom(), 1.3);  // what is seen stays in view
    const QPointF now = f->view().mapToScene(f->view().viewport()->rect().center());
    QVERIFY((now - centre).manhattanLength() < 2);
    QVERIFY(f->window->log().text().contains("Read again"));
    // Touched, written once more as it is, replaced by its like: nothing has changed.
    const uint64_t generation = front().generation();
    const QByteArray same = bytes(file_);
    QVERIFY(QFile::remove(file_) && write(file_, same));
    front().look_at_disk();
    QTest::qWait(100);
    QCOMPARE(front().generation(), generation);
    QCOMPARE(front().on_disk(), OnDisk::same);
  }

  void edits_are_not_given_up_by_themselves() {
    f->put("Linear", 0, 900);
    const size_t nodes = f->state().nodes.size();
    QVERIFY(change_outside(78));
    QVERIFY(sees(OnDisk::changed));
    QVERIFY(bar().isVisible());
    QVERIFY2(bar().text().contains("mine.json") && bar().text().contains("gives up"), qPrintable(bar().text()));
    QCOMPARE(f->state().nodes.size(), nodes);
    QVERIFY(f->window->tabs().bar()->tabToolTip(0).contains("Another program"));
    press("diskReread");
    QCOMPARE(epochs(), int64_t(78));
    QCOMPARE(f->state().nodes.size(), nodes - 1);
    QVERIFY(!bar().isVisible() && !front().is_modified());
  }

  void saving_asks_before_it_writes_over_a_change() {
    f->put("Linear", 0, 900);
    QVERIFY(change_outside(79));
    const QByteArray theirs = bytes(file_);
    answers_ = {OvertakenAnswer::cancel};
    save();  // seen without a look before
    QVERIFY(answers_.empty());
    QCOMPARE(bytes(file_), theirs);
    QVERIFY(front().is_modified() && bar().isVisible());
    answers_ = {OvertakenAnswer::compare};
    save();
    QCOMPARE(bytes(file_), theirs);
    CompareWindow* window = nullptr;
    QVERIFY(QTest::qWaitFor([&] { return (window = f->window->findChild<CompareWindow*>()) && window->difference(); }, 10000));
    QCOMPARE(window->difference()->run.size(), size_t(1));
    window->close();
    answers_ = {OvertakenAnswer::save_over};
    save();
    QVERIFY(answers_.empty());
    QVERIFY(settled() && !front().is_modified() && !bar().isVisible());
    QCOMPARE(bytes(file_), QByteArray::fromStdString(tl::nodes::project_text(f->state())));
    f->put("Linear", 0, 1000);
    save();  // it is known again: no question
    QVERIFY(!front().is_modified());
  }

  void keeping_mine_is_the_answer_to_the_question() {
    f->put("Linear", 0, 900);
    save();
    QVERIFY(!front().is_modified());
    QVERIFY(change_outside(80));
    QVERIFY(sees(OnDisk::changed));  // not read by itself: it has a history to go back in
    QVERIFY2(!bar().text().contains("gives up"), qPrintable(bar().text()));
    press("diskKeep");
    QVERIFY(front().is_modified() && !bar().isVisible());
    save();
    QVERIFY(!front().is_modified());
    QCOMPARE(bytes(file_), QByteArray::fromStdString(tl::nodes::project_text(f->state())));
  }

  void a_file_that_is_gone_leaves_its_document_unsaved() {
    const QByteArray was = bytes(file_);
    QVERIFY(QFile::remove(file_));
    QVERIFY(sees(OnDisk::gone));
    QVERIFY(front().is_modified() && bar().isVisible());
    QVERIFY2(bar().text().contains("not there any more"), qPrintable(bar().text()));
    bool asked = false;
    f->window->ask_unsaved = [&](const QString&) { return asked = true, GuardAnswer::cancel; };
    f->close_document();
    QVERIFY(asked);
    // It comes back as it was, as when another version is looked at for a moment.
    QVERIFY(write(file_, was));
    QVERIFY(sees(OnDisk::same));
    QVERIFY(!front().is_modified() && !bar().isVisible());
    QVERIFY(QFile::remove(file_));
    QVERIFY(sees(OnDisk::gone));
    press("diskSave");
    QVERIFY(!front().is_modified() && !bar().isVisible());
    QCOMPARE(bytes(file_), was);
  }

  void a_change_that_cannot_be_read_is_told_without_a_dialog() {
    QVERIFY(write(file_, "{ \"format\": "));
    front().look_at_disk();
    QVERIFY(QTest::qWaitFor([&] { return bar().isVisible(); }, 5000));
    QVERIFY2(bar().text().contains("cannot be read") && bar().text().contains("JSON"), qPrintable(bar().text()));
    QVERIFY(!f->window->findChild<QMessageBox*>());
    QVERIFY(!f->state().nodes.empty());
    QVERIFY(change_outside_from_example());
    front().look_at_disk();
    QVERIFY(QTest::qWaitFor([&] { return front().on_disk() == OnDisk::same && !bar().isVisible(); }, 5000));
  }

  void broken_files_are_told_in_one_message() {
    QStringList broken;
    for (int i = 0; i < 12; ++i) {
      broken << f->dir.path() + QStringLiteral("/broken%1.json").arg(i);
      QVERIFY(write(broken.back(), "[1, 2"));
    }
    f->window->open_files(broken);
    QVERIFY(QTest::qWaitFor([&] {
      auto* box = f->window->findChild<QMessageBox*>();
      return box && box->text().startsWith("12 files");
    }, 10000));
    QCOMPARE(f->window->findChildren<QMessageBox*>().size(), qsizetype(1));
    auto* box = f->window->findChild<QMessageBox*>();
    QVERIFY2(!box->informativeText().contains("open project"), qPrintable(box->informativeText()));
    QVERIFY2(box->informativeText().contains("broken0.json") && box->informativeText().contains("4 more"), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(QTest::qWaitFor([&] { return !f->window->findChild<QMessageBox*>(); }, 2000));
  }

  void tabs_of_one_name_are_told_apart_by_their_folders() {
    QDir dir(f->dir.path());
    QVERIFY(dir.mkpath("a/deep") && dir.mkpath("b/deep"));
    QVERIFY(QFile::copy(file_, dir.path() + "/a/deep/mine.json") && QFile::copy(file_, dir.path() + "/b/deep/mine.json"));
    QTabBar& tabs = *f->window->tabs().bar();
    QCOMPARE(tabs.tabText(0), QString("mine.json"));
    QVERIFY(f->open(dir.path() + "/a/deep/mine.json"));
    QCOMPARE(tabs.tabText(1), QString("mine.json — deep"));
    QVERIFY(tabs.tabText(0).startsWith("mine.json — "));
    QVERIFY(f->open(dir.path() + "/b/deep/mine.json"));
    QCOMPARE(tabs.tabText(1), QString("mine.json — a/deep"));
    QCOMPARE(tabs.tabText(2), QString("mine.json — b/deep"));
    f->close_document();
    QCOMPARE(tabs.tabText(1), QString("mine.json — deep"));
    f->close_document();
    QCOMPARE(tabs.tabText(0), QString("mine.json"));
  }

  void a_program_that_is_killed_opens_its_documents_again() {
    QVERIFY(f->open_example("digits-mlp"));
    const QStringList open = f->settings->value("openDocuments").toStringList();
    QCOMPARE(open, (QStringList{file_, f->window->editor().file()}));
    QCOMPARE(f->settings->value("frontDocument").toString(), f->window->editor().file());
    f->close_document();
    QCOMPARE(f->settings->value("openDocuments").toStringList(), QStringList{file_});
  }

  void cancel_ends_the_closing_of_the_others() {
    for (int i = 0; i < 3; ++i) f->window->new_file(), f->put("Linear", 0, 0);
    f->window->new_file();
    int asked = 0;
    f->window->ask_unsaved = [&](const QString&) { return ++asked, GuardAnswer::cancel; };
    f->window->close_others(front().id());
    QCOMPARE(asked, 1);
    f->window->ask_unsaved = [](const QString&) { return GuardAnswer::discard; };
  }

 private:
  bool change_outside_from_example() { return write(file_, bytes(TL_SOURCE_DIR "/projects/digits-mlp.json")); }
};

TL_TEST_CLASS(TestDisk)
#include "test_disk.moc"
