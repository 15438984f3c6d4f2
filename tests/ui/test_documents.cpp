// SPDX-License-Identifier: Apache-2.0
// Several documents as tabs: each keeps what is its own, a run belongs to the one it was started from, nothing is lost without a question.
#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <random>

#include "nodes/project_io.h"
#include "nodes/references.h"
#include "support/test_main.h"
#include "ui/charts/curves_panel.h"
#include "ui/document/live_preview.h"
#include "ui/document/recovery.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/log_panel.h"
#include "ui/run/run_bar.h"
#include "ui/window/document_tabs.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::nodes::NodeId;
using tl::ui::test::WindowFixture;

class TestDocuments : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  GraphEditor& editor() { return f->window->editor(); }
  OpenDocument& front() { return editor().current(); }
  QTabBar& bar() { return *f->window->tabs().bar(); }
  int count() { return int(editor().documents().size()); }
  static QByteArray text(const OpenDocument& d) { return QByteArray::fromStdString(tl::nodes::project_text(d.state())); }
  QString hint() { return f->window->findChild<QLabel*>("hint")->text(); }
  QPoint middle_of(int tab) { return bar().tabRect(tab).center(); }
  void press(Qt::Key key, Qt::KeyboardModifiers with = {}) {
    QTest::keyClick(f->window.get(), key, with);
    QApplication::processEvents();
  }
  bool train_forever(const char* example) {
    if (!f->open_example(example)) return false;
    editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(1000000)));
    if (!f->analysed()) return false;
    f->window->perform(RunAction::train);
    return QTest::qWaitFor([&] { return f->window->runs().status().step > 5; }, 30000);
  }
  void stop() {
    f->window->perform(RunAction::stop);
    QVERIFY(QTest::qWaitFor([&] { return !f->window->runs().active(); }, 30000));
  }
  /// The strip shows what the editor has, in its order, the one in front as the current tab.
  QString strip_is_wrong() {
    const auto documents = editor().documents();
    if (bar().count() != int(documents.size())) return "another number of tabs";
    for (int i = 0; i < bar().count(); ++i) {
      const OpenDocument& d = *documents[size_t(i)];
      if (bar().tabText(i) != d.title()) return QStringLiteral("tab %1 is called %2, its document %3").arg(i).arg(bar().tabText(i), d.title());
      if (bar().accessibleTabName(i).contains("unsaved") != d.is_modified()) return d.title() + ": the saved state is not told";
    }
    if (documents[size_t(bar().currentIndex())] != &front()) return "another tab is current";
    return {};
  }
  QString picture_is_wrong() {
    GraphScene& scene = f->window->graph();
    size_t here = 0;
    for (const auto& [id, node] : f->state().nodes) {
      if (node->home != editor().level().home) continue;
      ++here;
      const NodeItem* item = scene.item(id);
      if (!item) return "a node is not drawn";
      if (item->pos() != QPointF(node->position.x, node->position.y)) return "a node is drawn elsewhere";
    }
    if (scene.items_by_id().size() != here) return "nodes are drawn that are not there";
    for (NodeId id : scene.chosen())
      if (!f->state().find(id)) return "a node is chosen that is not there";
    return {};
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void what_is_opened_gets_a_tab_of_its_own() {
    QCOMPARE(count(), 1);
    QCOMPARE(bar().tabText(0), QString("untitled.json"));
    QVERIFY(f->open_example("iris-mlp"));  // in the place of the document that nobody has touched
    QCOMPARE(count(), 1);
    QCOMPARE(bar().tabText(0), QString("iris-mlp.json"));
    QVERIFY(f->open_example("digits-mlp"));
    QCOMPARE(count(), 2);
    QCOMPARE(strip_is_wrong(), QString());
    QVERIFY(bar().tabToolTip(1).contains("projects/digits-mlp.json"));
    // What is open already comes to the front, with its edits.
    const OpenDocument* digits = &front();
    f->put("Linear", 0, 900);
    QVERIFY(f->open_example("iris-mlp"));
    QCOMPARE(count(), 2);
    QVERIFY(f->open_example("digits-mlp"));
    QCOMPARE(&front(), digits);
    QVERIFY(front().is_modified());
    QCOMPARE(strip_is_wrong(), QString());
    f->window->open_file(front().file());
    QVERIFY2(hint().contains("open already"), qPrintable(hint()));
    // New ones are told apart, and a name becomes free again.
    f->window->new_file(), f->window->new_file();
    QCOMPARE(front().title(), QString("untitled-2.json"));
    editor().show_next(-1);
    QCOMPARE(front().title(), QString("untitled.json"));
    f->close_document();
    QCOMPARE(front().title(), QString("untitled-2.json"));
    f->window->new_file();
    QCOMPARE(front().title(), QString("untitled.json"));
    QCOMPARE(strip_is_wrong(), QString());
    // The last one leaves an empty one.
    f->close_all();
    QCOMPARE(count(), 1);
    QVERIFY(front().is_untouched());
    QCOMPARE(front().title(), QString("untitled.json"));
    QCOMPARE(strip_is_wrong(), QString());
  }

  void a_file_that_cannot_be_read_leaves_no_tab() {
    f->put("Linear", 0, 0);
    const QString broken = f->dir.path() + "/broken.json";
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no project") > 0);
    file.close();
    QString said;
    connect(&editor(), &GraphEditor::file_failed, this, [&](const QString& why) { said = why; });
    f->window->open_file(broken);
    QTRY_VERIFY(!said.isEmpty());
    QVERIFY(!editor().busy());
    QCOMPARE(count(), 1);
    QCOMPARE(f->state().nodes.size(), size_t(1));
    for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) box->close();
  }

  void tabs_by_mouse_and_keys() {
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(f->open_example("digits-mlp"));
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    f->view().setFocus();
    QTest::mouseClick(&bar(), Qt::LeftButton, {}, middle_of(0));
    QCOMPARE(front().title(), QString("iris-mlp.json"));
    QCOMPARE(QApplication::focusWidget(), &f->view());
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(front().title(), QString("digits-mlp.json"));
    press(Qt::Key_Tab, Qt::ControlModifier);  // round the end
    QCOMPARE(front().title(), QString("iris-mlp.json"));
    press(Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(front().title(), QString("digits-mlp.json"));
    QTest::mouseClick(f->window->tabs().add_button(), Qt::LeftButton);
    QCOMPARE(count(), 3);
    press(Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(count(), 4);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(count(), 3);
    QTest::mouseClick(&bar(), Qt::MiddleButton, {}, middle_of(0));  // behind: what is in front stays there
    QCOMPARE(count(), 2);
    QCOMPARE(front().title(), QString("untitled.json"));
    QTest::mouseClick(bar().tabButton(0, QTabBar::RightSide), Qt::LeftButton);
    QTRY_COMPARE(count(), 1);
    // In another order.
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(f->open_example("digits-mlp"));
    bar().moveTab(0, 1);
    QCOMPARE(strip_is_wrong(), QString());
    QCOMPARE(editor().documents().front()->title(), QString("digits-mlp.json"));
    f->window->close_others(front().id());
    QCOMPARE(count(), 1);
    QCOMPARE(front().title(), QString("digits-mlp.json"));
    QCOMPARE(strip_is_wrong(), QString());
  }

  void each_keeps_choice_zoom_level_and_history() {
    QVERIFY(f->open_example("fashion-cnn"));
    const uint64_t first = front().id();
    f->window->graph().choose({f->named("conv_1")->id, f->named("relu_1")->id});
    f->view().group_selection();
    const auto group = f->window->graph().single();
    QVERIFY(group);
    editor().enter(group);
    f->window->graph().choose({f->named("relu_1")->id});
    f->view().set_zoom(1.7, {300, 200});
    const QPointF centre = f->view().mapToScene(f->view().viewport()->rect().center());
    const auto path = editor().level().path;
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(editor().level().path.empty());
    QVERIFY(f->window->graph().chosen().empty());
    QVERIFY(!editor().undo_stack().canUndo() && !f->window->action("editUndo")->isEnabled());
    QCOMPARE(picture_is_wrong(), QString());
    f->put("Linear", 10, 700);
    QVERIFY2(f->window->action("editUndo")->text().contains("Linear"), qPrintable(f->window->action("editUndo")->text()));
    editor().show(*editor().find(first));
    QCOMPARE(editor().level().path, path);
    QCOMPARE(f->window->graph().single(), f->named("relu_1")->id);
    QCOMPARE(f->view().zoom(), 1.7);
    const QPointF now = f->view().mapToScene(f->view().viewport()->rect().center());
    QVERIFY2((now - centre).manhattanLength() < 3, qPrintable(QStringLiteral("%1 %2").arg(now.x() - centre.x()).arg(now.y() - centre.y())));
    QCOMPARE(picture_is_wrong(), QString());
    QVERIFY(f->window->action("editUndo")->text().contains("roup"));
    f->window->action("editUndo")->trigger();
    QVERIFY(!front().is_modified());
    QCOMPARE(picture_is_wrong(), QString());
    editor().show_next(1);
    QVERIFY(front().is_modified());  // the other one's edit is its own
    QVERIFY(f->analysed());
    QVERIFY(editor().analysis().node(f->named("fc_1")->id));
  }

  void live_data_is_chosen_for_each() {
    QVERIFY(f->open_example("iris-mlp"));
    f->window->show_live(true);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->live().batch(), 20000);
    f->window->new_file();
    QVERIFY(f->window->live().on());  // as was chosen last
    f->window->show_live(false);
    editor().show_next(-1);
    QVERIFY(f->window->live().on() && f->window->action("viewLive")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(f->window->live().batch() && !f->window->graph().live().empty(), 20000);
    editor().show_next(1);
    QVERIFY(!f->window->live().on() && !f->window->action("viewLive")->isChecked());
    QVERIFY(f->window->graph().live().empty());
  }

  void a_value_being_typed_goes_to_the_document_that_is_left() {
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(f->open_example("digits-mlp"));
    f->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f->window.get()));
    f->window->graph().choose({f->named("fc_1")->id});
    QLineEdit* name = f->window->inspector().name_field();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, "typed");
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(front().title(), QString("iris-mlp.json"));
    QVERIFY(!front().is_modified());
    QVERIFY(!f->named("typed"));
    editor().show_next(1);
    QVERIFY(f->named("typed"));
  }

  void a_run_belongs_to_its_document() {
    QVERIFY(train_forever("digits-mlp"));
    const uint64_t trained = front().id();
    const auto feet = [&] {
      int n = 0;
      for (const auto& [id, item] : f->window->graph().items_by_id()) n += !item->visual().spark.isEmpty();
      return n;
    };
    QTRY_VERIFY_WITH_TIMEOUT(feet() > 0, 20000);
    const QString copy = f->dir.path() + "/copy.json";  // the same node names
    QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/digits-mlp.json", copy));
    QVERIFY(f->open(copy));
    QVERIFY(f->window->runs().active());
    QCOMPARE(feet(), 0);
    QCOMPARE(f->window->tabs().training(), trained);
    QVERIFY(bar().tabToolTip(0).contains("training") && !bar().tabIcon(0).isNull() && bar().tabIcon(1).isNull());
    const QString why = f->window->run_bar().train->toolTip();
    QVERIFY2(why.contains("digits-mlp.json") && !f->window->run_bar().train->isEnabled(), qPrintable(why));
    QTRY_VERIFY2(f->window->run_bar().progress_text().startsWith("digits-mlp.json"), qPrintable(f->window->run_bar().progress_text()));
    QCOMPARE(f->window->curves().point_count(), size_t(0));
    const int64_t step = f->window->runs().status().step;
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().status().step > step + 20, 20000);  // it goes on
    QCOMPARE(feet(), 0);
    QCOMPARE(f->window->curves().point_count(), size_t(0));
    QVERIFY(f->window->last_run().isEmpty());
    f->window->perform(RunAction::train);  // not this one too
    QVERIFY2(hint().contains("digits-mlp.json"), qPrintable(hint()));
    // Back again: as if nobody had been away.
    editor().show(*editor().find(trained));
    QVERIFY(feet() > 0);
    QVERIFY(f->window->curves().point_count() > 0);
    QVERIFY(!f->window->status_text().contains("next Train"));
    QVERIFY(!f->window->run_bar().progress_text().startsWith("digits-mlp.json"));
    editor().show_next(1);
    stop();
    QCOMPARE(f->window->tabs().training(), uint64_t(0));
    QVERIFY(f->window->run_bar().train->isEnabled());
    QVERIFY2(f->window->run_bar().progress_text().startsWith("ready"), qPrintable(f->window->run_bar().progress_text()));
    editor().show_next(1);
    QVERIFY2(f->window->run_bar().progress_text().contains("stopped"), qPrintable(f->window->run_bar().progress_text()));
    QVERIFY(!f->window->last_run().isEmpty());
  }

  void new_documents_do_not_share_runs() {
    const auto rows = [&] { return f->window->findChild<QTreeWidget*>("runsView")->topLevelItemCount(); };
    for (const char* type : {"Digits", "Flatten", "Linear", "CrossEntropyLoss", "Adam"}) f->put(type, 200.0 * double(f->state().nodes.size()), 0);
    const auto wire = [&](const char* a, const char* out, const char* b, const char* in) {
      editor().apply(tl::nodes::make_connect(f->state(), {f->named(a)->id, out}, {f->named(b)->id, in}));
    };
    wire("data", "images", "flat", "input"), wire("flat", "output", "fc_1", "input"), wire("fc_1", "output", "loss", "input");
    wire("data", "labels", "loss", "target"), wire("loss", "loss", "adam", "loss");
    editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(1)));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(f->window->runs().active(), 10000);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 60000);
    QTRY_COMPARE(rows(), 1);
    QVERIFY(f->window->action("runResumeLast")->isEnabled());
    f->window->new_file();
    QTRY_COMPARE(rows(), 0);
    QVERIFY(!f->window->action("runResumeLast")->isEnabled());
    QCOMPARE(f->window->curves().point_count(), size_t(0));
    editor().show_next(1);
    QTRY_COMPARE(rows(), 1);
    QVERIFY(f->window->curves().point_count() > 0);
    QVERIFY(f->window->action("runResumeLast")->isEnabled());
  }

  void quitting_asks_for_each_unsaved_document() {
    f->put("Linear", 0, 0);
    f->window->new_file();
    f->put("ReLU", 0, 0);
    f->window->new_file();  // nothing in it to lose
    QStringList asked;
    f->window->ask_unsaved = [&](const QString& title) {
      asked << title;
      return asked.size() == 2 ? GuardAnswer::cancel : GuardAnswer::discard;
    };
    f->window->close();
    QCOMPARE(asked, (QStringList{"untitled.json", "untitled-2.json"}));
    QCOMPARE(front().title(), QString("untitled-2.json"));  // the question is about what is seen
    QTest::qWait(50);
    QVERIFY(f->window->isVisible());
    QCOMPARE(count(), 3);  // cancelled: also what was to be discarded is there
    QVERIFY(editor().documents().front()->is_modified());
    // One is saved, one is given up.
    const QString file = f->dir.path() + "/first.json";
    bool saved = false;
    connect(&editor(), &GraphEditor::saved, this, [&] { saved = true; });
    editor().documents().front()->save_as(file);
    QTRY_VERIFY(saved);
    editor().documents().front()->apply(tl::nodes::make_add_node(editor().documents().front()->state(), "ReLU", {200, 0}));
    asked.clear();
    f->window->ask_unsaved = [&](const QString& title) {
      asked << title;
      return title == "first.json" ? GuardAnswer::save : GuardAnswer::discard;
    };
    f->window->close();
    QTRY_VERIFY(!f->window->isVisible());
    QCOMPARE(asked, (QStringList{"first.json", "untitled-2.json"}));
    QCOMPARE(tl::nodes::load_project(file.toStdString()).state.nodes.size(), size_t(2));
  }

  void the_documents_of_the_last_time_are_opened_again() {
    QStringList files;
    for (const char* name : {"a", "b", "c"}) {
      files << f->dir.path() + QStringLiteral("/%1.json").arg(name);
      QVERIFY(QFile::copy(TL_SOURCE_DIR "/projects/iris-mlp.json", files.last()));
      QVERIFY(f->open(files.last()));
    }
    QVERIFY(f->open(files[0]));
    f->window->new_file();  // without a place: nothing to open again
    editor().show_next(1);
    f->window->close();
    QTRY_VERIFY(!f->window->isVisible());
    f->window = std::make_unique<MainWindow>(*f->settings);
    QVERIFY(QFile::remove(files[1]));
    f->window->open_again();
    QTRY_VERIFY_WITH_TIMEOUT(count() == 2 && !editor().busy() && editor().file() == files[0], 10000);
    QCOMPARE(bar().tabText(0) + bar().tabText(1), QString("a.jsonc.json"));
    QVERIFY2(f->window->log().text().contains("b.json was open the last time"), qPrintable(f->window->log().text()));
    // Not wanted: an example, as at the first start.
    f->window->action("windowReopen")->trigger();
    f->window = std::make_unique<MainWindow>(*f->settings);
    f->window->open_again();
    QTRY_VERIFY_WITH_TIMEOUT(editor().is_example(), 10000);
    QCOMPARE(count(), 1);
  }

  void every_unsaved_document_survives_a_crash() {
    const QString folder = f->dir.path() + "/recovery";
    const auto copies = [&] { return QDir(folder).entryList({"*.info"}, QDir::Files); };
    std::map<QString, QByteArray> edited;
    for (const char* type : {"Linear", "ReLU", "Conv2d"}) {
      if (!front().is_untouched()) f->window->new_file();
      f->put(type, 0, 0), f->put("Add", 200, 0);
      edited[front().title()] = text(front());
    }
    QCOMPARE(edited.size(), size_t(3));
    QTRY_COMPARE_WITH_TIMEOUT(copies().size(), 3, 10000);
    finish_background_work();
    // What a program that was killed leaves: copies without a living lock.
    int n = 0;
    for (const QString& info : copies()) {
      const QString base = folder + '/' + QFileInfo(info).completeBaseName(), dead = folder + QStringLiteral("/dead%1").arg(++n);
      QVERIFY(QFile::copy(base + ".json", dead + ".json") && QFile::copy(base + ".info", dead + ".info"));
    }
    f->close_all();
    QTRY_COMPARE_WITH_TIMEOUT(copies(), (QStringList{"dead1.info", "dead2.info", "dead3.info"}), 10000);  // given up: theirs are gone
    QStringList offered;
    f->window->ask_recover = [&](const LeftCopy& left) {
      offered << left.title;
      return RecoverAnswer::recover;
    };
    f->window->offer_left_edits();
    QTRY_VERIFY_WITH_TIMEOUT(offered.size() == 3 && count() == 3 && !editor().busy(), 20000);
    std::multiset<QByteArray> wanted, found;
    for (const auto& [title, content] : edited) wanted.insert(content);
    for (const OpenDocument* d : editor().documents()) {
      QVERIFY(d->is_modified());
      found.insert(text(*d));
    }
    QCOMPARE(found, wanted);
    QCOMPARE(strip_is_wrong(), QString());
    // Each has a copy of its own again before the left one goes.
    QTRY_VERIFY_WITH_TIMEOUT(copies().size() == 3 && copies().filter("dead").isEmpty(), 15000);
  }

  void a_file_is_not_saved_over_another_tab() {
    const QString file = f->dir.path() + "/mine.json";
    f->put("Linear", 0, 0);
    editor().save_as(file);
    QTRY_VERIFY(!editor().busy() && !editor().is_modified());
    QCOMPARE(bar().tabText(0), QString("mine.json"));
    QVERIFY(editor().document_of(f->dir.path() + "/./mine.json") == &front());
    f->window->new_file();
    f->put("ReLU", 0, 0);
    f->window->action("fileSaveAs")->trigger();
    auto* dialog = f->window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    QTRY_VERIFY(!f->window->findChildren<QMessageBox*>().isEmpty());
    for (QMessageBox* box : f->window->findChildren<QMessageBox*>()) {
      QVERIFY2(box->text().contains("mine.json"), qPrintable(box->text()));
      box->close();
    }
    QVERIFY(front().file().isEmpty() && front().is_modified());
    QCOMPARE(tl::nodes::load_project(file.toStdString()).state.nodes.size(), size_t(1));
  }

  void clipboard_across_documents_takes_groups_and_shared_weights_along() {
    QVERIFY(f->open_example("fashion-cnn"));
    f->window->graph().choose({f->named("conv_1")->id, f->named("relu_1")->id});
    f->view().group_selection();
    f->window->graph().choose({f->named("fc_1")->id});
    f->view().duplicate_sharing();
    const auto shared = f->window->graph().single();
    QVERIFY(shared);
    const std::string twin = f->state().find(shared)->name;
    QVERIFY(f->analysed());
    f->window->graph().choose_all();
    const size_t nodes = f->state().nodes.size(), wires = f->state().edges.size();
    const QByteArray before = text(front());
    f->window->action("editCopy")->trigger();
    f->window->new_file();
    f->window->action("editPaste")->trigger();
    QTRY_COMPARE(f->state().nodes.size(), nodes);
    QCOMPARE(f->state().edges.size(), wires);
    QCOMPARE(f->state().groups.size(), size_t(1));
    QVERIFY(f->named(twin.c_str()) && f->named("fc_1"));
    QCOMPARE(tl::nodes::shared_name(*f->named(twin.c_str())), std::string("fc_1"));
    QVERIFY(f->analysed());
    QCOMPARE(editor().undo_stack().count(), 1);
    editor().undo_stack().undo();
    QVERIFY(f->state().nodes.empty() && f->state().groups.empty());
    editor().show_next(1);
    QCOMPARE(text(front()), before);
  }

  void nodes_are_dragged_to_another_document() {
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(f->open_example("digits-mlp"));
    const uint64_t digits = front().id(), iris = editor().documents()[0]->id();
    const QByteArray digits_before = text(front()), iris_before = text(*editor().find(iris));
    const auto two = [&] { return std::set<NodeId>{f->named("fc_1")->id, f->named("relu_1")->id}; };
    QWidget* w = f->view().viewport();
    const auto move = [&](QPoint global) {
      QMouseEvent event(QEvent::MouseMove, w->mapFromGlobal(global), global, Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(w, &event);
    };
    const auto release = [&](QPoint global) {
      QMouseEvent event(QEvent::MouseButtonRelease, w->mapFromGlobal(global), global, Qt::LeftButton, Qt::NoButton, {});
      QApplication::sendEvent(w, &event);
    };
    const auto tab = [&](uint64_t id) { return bar().mapToGlobal(middle_of(f->window->tabs().tab_of(id))); };
    const auto pick_up = [&] {
      f->window->graph().choose(two());
      f->view().fit_all();
      const QPointF header = f->item("fc_1")->pos() + QPointF(40, 14);
      QTest::mousePress(w, Qt::LeftButton, {}, f->at(header));
      for (int i = 1; i <= 4; ++i) move(w->mapToGlobal(f->at(header)) + QPoint(0, -12 * i));
    };
    // Held over the tab, the other document comes; let go there, the copy is one step with its inner wire.
    pick_up();
    move(tab(iris));
    QVERIFY2(hint().contains("that document"), qPrintable(hint()));
    QTRY_COMPARE_WITH_TIMEOUT(front().id(), iris, 3000);
    QVERIFY(f->view().carrying());
    QCOMPARE(text(*editor().find(digits)), digits_before);
    const QPoint place = w->mapToGlobal(w->rect().center());
    move(place);
    QVERIFY(!f->view().viewport()->grab().isNull());
    const size_t nodes = f->state().nodes.size(), wires = f->state().edges.size();
    release(place);
    QVERIFY(!f->view().carrying());
    QCOMPARE(f->state().nodes.size(), nodes + 2);
    QCOMPARE(f->state().edges.size(), wires + 1);
    QCOMPARE(f->window->graph().chosen().size(), size_t(2));
    QCOMPARE(front().undo_stack().undoText(), QString("Copy 2 nodes from digits-mlp.json"));
    QCOMPARE(front().undo_stack().count(), 1);
    // Where the mouse held it: the header is under the mouse again.
    const NodeItem* there = f->window->graph().node_at(f->view().mapToScene(w->mapFromGlobal(place)));
    QVERIFY(there && f->window->graph().chosen().count(there->id()));
    front().undo_stack().undo();
    QCOMPARE(text(front()), iris_before);
    QCOMPARE(text(*editor().find(digits)), digits_before);
    QCOMPARE(editor().find(digits)->undo_stack().count(), 0);
    // Let go on the tab at once: in the midst of that document.
    editor().show(*editor().find(digits));
    pick_up();
    move(tab(iris));
    release(tab(iris));
    QCOMPARE(front().id(), iris);
    QCOMPARE(f->state().nodes.size(), nodes + 2);
    front().undo_stack().undo();
    QCOMPARE(text(front()), iris_before);
    // Escape, and letting go beside canvas and tabs, leave both as they were.
    for (const bool escape : {true, false}) {
      editor().show(*editor().find(digits));
      pick_up();
      move(tab(iris));
      QTRY_COMPARE_WITH_TIMEOUT(front().id(), iris, 3000);
      move(place);
      if (escape) QTest::keyClick(&f->view(), Qt::Key_Escape);
      else release(f->window->run_bar().mapToGlobal(QPoint(4, 4)));
      QTRY_COMPARE(front().id(), digits);
      if (escape) release(place);
      QVERIFY(!f->view().carrying());
      QCOMPARE(text(front()), digits_before);
      QCOMPARE(text(*editor().find(iris)), iris_before);
      QCOMPARE(picture_is_wrong(), QString());
      QCOMPARE(f->window->graph().chosen(), two());
    }
    // Passing over a tab on the way changes nothing.
    pick_up();
    move(tab(iris));
    move(place);
    QTest::qWait(600);
    QCOMPARE(front().id(), digits);
    QTest::keyClick(&f->view(), Qt::Key_Escape);
    QCOMPARE(text(front()), digits_before);
    // There and back again.
    pick_up();
    move(tab(iris));
    QTRY_COMPARE_WITH_TIMEOUT(front().id(), iris, 3000);
    move(tab(digits));
    QTRY_COMPARE_WITH_TIMEOUT(front().id(), digits, 3000);
    move(place);
    release(place);
    QCOMPARE(text(front()), digits_before);
    QCOMPARE(text(*editor().find(iris)), iris_before);
  }

  void random_switching_and_editing_can_be_undone_in_each() {
    // Four documents, one after the other or at once; whatever is done, each goes back to what it was, byte for byte.
    const int seed = qEnvironmentVariableIntValue("TL_GESTURES_SEED");
    std::mt19937 random(uint32_t(seed) + 77);
    const auto number = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    QVERIFY(f->open_example("iris-mlp"));
    QVERIFY(f->open_example("digits-mlp"));
    QVERIFY(f->open_example("fashion-cnn"));
    f->window->new_file();
    std::map<uint64_t, QByteArray> first, now;
    for (const OpenDocument* d : editor().documents()) first[d->id()] = now[d->id()] = text(*d);
    for (int i = 0; i < 400; ++i) {
      const auto documents = editor().documents();
      GraphScene& scene = f->window->graph();
      const auto some = [&] {
        std::set<NodeId> ids;
        for (const auto& [id, item] : scene.items_by_id())
          if (number(0, 4) == 0) ids.insert(id);
        return ids;
      };
      const int what = number(0, 15);
      switch (what) {
        case 0: case 1: case 2: editor().show(*documents[size_t(number(0, 3))]); break;
        case 3: f->window->action("nextDocument")->trigger(); break;
        case 4: f->put(number(0, 1) ? "Linear" : "ReLU", number(-300, 900), number(-300, 900)); break;
        case 5: scene.choose(some()), f->view().delete_selection(number(0, 1)); break;
        case 6: scene.choose(some()), f->view().move_selection_by({double(number(-40, 40)), double(number(-40, 40))}); break;
        case 7: scene.choose(some()), f->view().group_selection(); break;
        case 8: f->view().open_group(scene.single()); break;
        case 9: editor().leave(); break;
        case 10: scene.choose(some()), f->view().copy(); break;
        case 11: if (f->state().nodes.size() < 80) f->view().paste(number(0, 1)); break;
        case 12: case 13: editor().undo_stack().undo(); break;
        case 14: editor().undo_stack().redo(); break;
        default: editor().move(number(0, 3), number(0, 3)); break;
      }
      if (i % 20 == 0) QApplication::processEvents();
      const QString where = QStringLiteral("seed %1, step %2, kind %3: ").arg(seed).arg(i).arg(what);
      // Only the one in front has changed.
      now[front().id()] = text(front());
      for (const OpenDocument* d : editor().documents())
        QVERIFY2(text(*d) == now[d->id()], qPrintable(where + "another document than the one in front was changed"));
      QVERIFY2(strip_is_wrong().isEmpty(), qPrintable(where + strip_is_wrong()));
      QVERIFY2(picture_is_wrong().isEmpty(), qPrintable(where + picture_is_wrong()));
    }
    for (OpenDocument* d : editor().documents()) {
      editor().show(*d);
      while (d->undo_stack().canUndo()) d->undo_stack().undo();
      QCOMPARE(text(*d), first[d->id()]);
      QCOMPARE(picture_is_wrong(), QString());
      QVERIFY(!d->is_modified());
      while (d->undo_stack().canRedo()) d->undo_stack().redo();
      QCOMPARE(picture_is_wrong(), QString());
    }
    f->close_all();
    QVERIFY(front().is_untouched());
    QVERIFY(!f->window->grab().isNull());
  }
};

TL_TEST_CLASS(TestDocuments)
#include "test_documents.moc"
