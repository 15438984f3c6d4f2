// SPDX-License-Identifier: Apache-2.0
// The pre-flight check in the window: begun by its key, told with evidence, mended by one button, refused in words.
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <algorithm>

#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/panels/preflight_panel.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::ui::test::WindowFixture;

class TestPreflightPanel : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  PreflightPanel& panel() { return f->window->preflight(); }
  QString status() { return panel().findChild<QLabel*>("preflightStatus")->text(); }
  int row_of(const std::string& check, bool good) {
    for (size_t i = 0; i < panel().findings().size(); ++i)
      if (panel().findings()[i].check == check && panel().findings()[i].good == good) return int(i);
    return -1;
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void one_key_checks_and_one_button_mends() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("adam")->id, "lr", tl::Value(1e-9)));
    QVERIFY(f->analysed());
    const std::string before = tl::nodes::project_text(f->state());
    f->window->action("runPreflight")->trigger();
    QVERIFY(panel().busy() && panel().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!panel().busy(), 120000);
    QCOMPARE(panel().view()->topLevelItemCount(), int(panel().findings().size()));
    QVERIFY2(row_of("first loss", true) >= 0 && row_of("balance", true) >= 0, qPrintable(status()));
    const int row = row_of("one batch", false);
    QVERIFY2(row >= 0, qPrintable(status()));
    QVERIFY(panel().view()->topLevelItem(row)->text(1).contains("one batch of 32"));
    QCOMPARE(tl::nodes::project_text(f->state()), before);  // looking changes nothing
    // A click goes to the node, the button mends it in one step.
    Q_EMIT panel().view()->itemClicked(panel().view()->topLevelItem(row), 1);
    QCOMPARE(f->window->graph().single(), f->named("adam")->id);
    QPushButton* mend = nullptr;
    for (QPushButton* b : panel().view()->findChildren<QPushButton*>())
      if (b->text() == "Set lr of adam to 1e-08") mend = b;
    QVERIFY(mend);
    mend->click();
    QTRY_COMPARE(f->named("adam")->param("lr")->to_double(), 1e-8);
    QVERIFY2(status().contains("changed since"), qPrintable(status()));
    f->window->action("editUndo")->trigger();
    QCOMPARE(tl::nodes::project_text(f->state()), before);
    // Another document has another check to come.
    f->window->new_file();
    QTRY_COMPARE(panel().view()->topLevelItemCount(), 0);
  }

  void what_was_found_stays_with_its_document() {
    QVERIFY(f->open_example("digits-mlp"));
    const uint64_t first = f->window->editor().current().id();
    f->window->action("runPreflight")->trigger();
    QVERIFY(panel().busy());
    // Another tab while it goes on: that one has nothing to say, and hears whose check it is.
    QVERIFY(f->open_example("iris-mlp"));
    OpenDocument& other = f->window->editor().current();
    QVERIFY(other.id() != first && panel().findings().empty());
    if (panel().busy()) QVERIFY2(status().contains("digits-mlp.json"), qPrintable(status()));
    QTRY_VERIFY_WITH_TIMEOUT(!panel().busy(), 120000);
    QCOMPARE(panel().view()->topLevelItemCount(), 0);
    QVERIFY2(!status().contains("digits-mlp"), qPrintable(status()));
    QDockWidget* dock = f->window->findChild<QDockWidget*>("preflightDock");
    const auto back = [&](uint64_t id) { f->window->editor().show(*f->window->editor().find(id)); };
    back(first);
    const int rows = panel().view()->topLevelItemCount();
    QVERIFY(rows > 3 && rows == int(panel().findings().size()));
    const QString said = status();
    const auto open = std::count_if(panel().findings().begin(), panel().findings().end(), [](const auto& x) { return !x.good; });
    QCOMPARE(dock->windowTitle(), open ? QString("Pre-flight  %1").arg(open) : QString("Pre-flight"));
    // An edit is remembered too.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("adam")->id, "lr", tl::Value(0.5)));
    QVERIFY(status() != said && status().contains("changed since"));
    back(other.id());
    QCOMPARE(panel().view()->topLevelItemCount(), 0);
    QCOMPARE(dock->windowTitle(), QString("Pre-flight"));
    back(first);
    QCOMPARE(panel().view()->topLevelItemCount(), rows);
    QVERIFY(status().contains("changed since"));
    // A check of the other one leaves the first one's alone.
    back(other.id());
    f->window->action("runPreflight")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!panel().busy(), 120000);
    QVERIFY(panel().view()->topLevelItemCount() > 3 && !status().contains("changed since"));
    back(first);
    QVERIFY(status().contains("changed since"));
  }

  void it_says_why_it_cannot_be_begun_and_can_be_stopped() {
    auto* button = panel().findChild<QPushButton*>("preflightButton");
    QVERIFY(!button->isEnabled() && button->toolTip().contains("empty"));
    f->window->action("runPreflight")->trigger();
    QVERIFY(!panel().busy() && status().contains("empty"));
    f->put("ReLU", 0, 0), f->put("Linear", 220, 0);
    f->window->editor().apply(tl::nodes::make_connect(f->state(), {f->named("relu_1")->id, "output"}, {f->named("fc_1")->id, "input"}));
    QVERIFY(f->analysed());
    QTRY_VERIFY(button->toolTip().contains("Problems"));
    QVERIFY(f->open_example("digits-mlp"));
    QTRY_VERIFY(button->isEnabled());
    button->click();
    QVERIFY(panel().busy());
    QCOMPARE(button->text(), QString("Stop"));
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel().busy(), 60000);
    QCOMPARE(button->text(), QString("Check now"));
  }

  void a_window_that_goes_while_it_checks_waits_for_it() {
    QVERIFY(f->open_example("digits-mlp"));
    f->window->action("runPreflight")->trigger();
    QVERIFY(panel().busy());
    f.reset();  // stops it and does not call what is gone
    finish_background_work();
  }
};

TL_TEST_CLASS(TestPreflightPanel)
#include "test_preflight_panel.moc"
