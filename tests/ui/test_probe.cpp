// SPDX-License-Identifier: Apache-2.0
// A Probe is watched all the time, wherever it stands and whatever is chosen; what it saw last stays when the run is over.
#include <QLabel>

#include "nodes/groups.h"
#include "support/test_main.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/tensors_panel.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestProbe : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  GraphEditor& editor() { return f->window->editor(); }
  void choose(const char* name) { f->window->graph().choose({f->named(name)->id}); }
  /// What is said of the tensors that are shown.
  QStringList said() {
    QStringList texts;
    for (const QLabel* l : f->window->tensors().findChildren<QLabel*>())
      if (l->isVisibleTo(&f->window->tensors())) texts << l->text();
    return texts.filter("mean");
  }
  bool run(int epochs) {
    editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(epochs)));
    if (!f->analysed()) return false;
    f->window->perform(RunAction::train);
    return QTest::qWaitFor([&] { return f->window->runs().status().state == tl::train::State::finished; }, 60000);
  }

 private Q_SLOTS:
  void init() {
    f = std::make_unique<WindowFixture>();
    QVERIFY(f->open_example("digits-mlp"));
    // One on a wire's side, one in a group.
    for (const char* name : {"probe_1", "probe_2"}) {
      tl::nodes::NodeId id;
      editor().apply(tl::nodes::make_add_node(f->state(), "Probe", {0, 700}, {}, &id));
      QCOMPARE(f->state().find(id)->name, std::string(name));
      editor().apply(tl::nodes::make_connect(f->state(), {f->named("fc_1")->id, "output"}, {id, "input"}));
    }
    tl::nodes::NodeId group;
    editor().apply(tl::nodes::make_group(f->state(), {f->named("probe_2")->id}, &group));
    QVERIFY(f->analysed());
  }
  void cleanup() { f.reset(); }

  void its_last_values_stay_when_the_run_is_over() {
    choose("adam");
    QVERIFY(run(3));
    QVERIFY(said().isEmpty());
    choose("probe_1");
    QTRY_COMPARE(f->window->tensors().shown(), 1);
    QTRY_VERIFY2(said().value(0).startsWith("ended run, step "), qPrintable(said().join("|")));
    const auto ended = [&] {
      for (const QLabel* l : f->window->inspector().findChildren<QLabel*>())
        if (l->isVisibleTo(&f->window->inspector()) && l->text().startsWith("Output — step ") && l->text().endsWith("of the ended run"))
          return true;
      return false;
    };
    QVERIFY(ended());
    // In a group, and again after a visit to another document.
    editor().enter(f->named("group_1")->id);
    choose("probe_2");
    QTRY_COMPARE(f->window->tensors().shown(), 1);
    QTRY_VERIFY(said().value(0).startsWith("ended run, step ") && ended());
    const QString text = said().value(0);
    QVERIFY2(text.startsWith(QStringLiteral("ended run, step %1 ").arg(f->window->runs().status().step)), qPrintable(text));
    const uint64_t mine = editor().current().id();
    QVERIFY(f->open_example("iris-mlp"));
    QCOMPARE(f->window->tensors().shown(), 0);
    editor().show(*editor().find(mine));
    editor().enter(f->named("group_1")->id);
    choose("probe_2");
    QTRY_COMPARE(said().value(0), text);
  }

  void another_run_forgets_them() {
    choose("probe_1");
    QVERIFY(run(2));
    QTRY_VERIFY2(said().value(0).startsWith("ended run, step "), qPrintable(said().join("|")));  // those that were shown are marked
    editor().apply(tl::nodes::make_set_run(f->state(), "epochs", tl::Value(1000000)));
    QVERIFY(f->analysed());
    f->window->perform(RunAction::train);
    QTRY_VERIFY_WITH_TIMEOUT(said().value(0).startsWith("step "), 30000);
    // While it goes on, another probe has values without waiting to be asked for them.
    f->window->perform(RunAction::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!f->window->runs().active(), 30000);
    QTRY_VERIFY(said().value(0).startsWith("ended run, step "));
  }
};

TL_TEST_CLASS(TestProbe)
#include "test_probe.moc"
