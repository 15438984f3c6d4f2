// SPDX-License-Identifier: Apache-2.0
// What a run will take, said in the window before it begins, and advice beside the problems, mended by one button.
#include <QLabel>
#include <QPushButton>

#include "nodes/axes.h"
#include "nodes/project_io.h"
#include "support/test_main.h"
#include "ui/document/run_forecast.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/panels/problems_panel.h"
#include "ui/support/format.h"
#include "window_fixture.h"

using namespace tl::ui;
using tl::Value;
using tl::ui::test::WindowFixture;

class TestRunForecast : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> f;

  bool known() {
    return QTest::qWaitFor([&] { return f->window->editor().analysis_is_current() && !f->window->forecast().busy() && f->window->forecast().newest(); }, 60000);
  }
  QString inspector_says(const QString& part) {
    for (const QLabel* l : f->window->inspector().findChildren<QLabel*>())
      if (l->isVisible() && l->text().contains(part)) return l->text();
    return {};
  }

 private Q_SLOTS:
  void init() { f = std::make_unique<WindowFixture>(); }
  void cleanup() { f.reset(); }

  void status_bar_and_inspector_say_what_a_run_takes() {
    QVERIFY(f->open_example("digits-mlp"));
    QVERIFY(known());
    const auto forecast = f->window->forecast().newest();
    QVERIFY2(forecast->trouble.empty(), forecast->trouble.c_str());
    const QString status = f->window->status_text();
    QVERIFY2(status.contains("plan " + bytes_text(double(forecast->train_bytes))) && status.contains("epoch about " + about_text(forecast->epoch_seconds)), qPrintable(status));
    f->window->graph().choose({});
    const QString told = inspector_says("Training with batches of 32");
    QVERIFY2(told.contains(bytes_text(double(forecast->parameter_bytes))) && told.contains("Even all training samples"), qPrintable(told));
    // A node's own share.
    f->window->graph().choose({f->named("fc_1")->id});
    QVERIFY(forecast->nodes.at(f->named("fc_1")->id).kept > 0);
    QVERIFY(!inspector_says("A batch of 32 keeps " + bytes_text(double(forecast->nodes.at(f->named("fc_1")->id).kept))).isEmpty());
    // An edit: the old figures go at once, new ones come.
    f->window->editor().apply(tl::nodes::make_set_param(f->state(), f->named("data")->id, "batch_size", Value(int64_t{256})));
    QVERIFY(!f->window->forecast().newest());
    QVERIFY(known());
    QVERIFY(f->window->forecast().newest()->train_bytes > forecast->train_bytes);
    QTRY_VERIFY(!inspector_says("A batch of 256 keeps").isEmpty());
    // What cannot be trained has no forecast.
    f->window->editor().apply(tl::nodes::make_remove_nodes(f->state(), {f->named("adam")->id}));
    QVERIFY(f->analysed());
    QTest::qWait(400);
    QVERIFY(!f->window->forecast().newest());
  }

  void a_large_graph_is_told_its_largest_batch_too() {
    QVERIFY(f->open_example("digits-mlp"));
    // 450 layers in a row between fc_1 and what follows it.
    tl::nodes::GraphState large = f->state();
    const tl::nodes::Edge wire{{f->named("fc_1")->id, "output"}, large.targets({f->named("fc_1")->id, "output"}).front()};
    QVERIFY(large.erase_edge(wire));
    tl::nodes::PortRef from = wire.from;
    for (int i = 0; i < 450; ++i) {
      tl::nodes::Node node;
      node.id = tl::nodes::NodeId{0x1000u + unsigned(i)}, node.type = "ReLU", node.name = "more_" + std::to_string(i);
      QVERIFY(large.insert_node(node) && large.insert_edge({from, {node.id, "input"}}));
      from = {node.id, "output"};
    }
    QVERIFY(large.insert_edge({from, wire.to}));
    const QString file = f->dir.path() + "/large.json";
    tl::nodes::save_project(large, file.toStdString());
    QStringList said;
    connect(&f->window->forecast(), &RunForecast::updated, this, [&] {
      f->window->graph().choose({});
      const auto known = f->window->forecast().newest();
      if (known) said << (known->largest_known ? inspector_says("all training samples") : inspector_says("Looking for the largest batch"));
    });
    QVERIFY(f->open(file));
    QVERIFY(known());
    QVERIFY(f->window->forecast().newest()->largest_known && f->window->forecast().newest()->largest_batch > 32);
    // First what is known soon, with a word about the rest; then all of it.
    QVERIFY(said.size() >= 2);
    QVERIFY2(said[said.size() - 2].contains("Looking for the largest batch"), qPrintable(said.join("\n---\n")));
    QVERIFY2(said.last().contains("all training samples"), qPrintable(said.join("\n---\n")));
  }

  void advice_stands_beside_the_problems_and_one_button_takes_it() {
    QVERIFY(f->open_example("digits-mlp"));
    tl::nodes::NodeId soft;
    const tl::nodes::Edge wire{{f->named("fc_2")->id, "output"}, {f->named("loss")->id, "input"}};
    f->window->editor().apply(tl::nodes::make_insert_on_edge(f->state(), "Softmax", wire, {800, 200}, &soft));
    QVERIFY(f->analysed());
    const std::string before = tl::nodes::project_text(f->state());
    QTRY_COMPARE(f->window->problems().count(), 1);
    QCOMPARE(f->window->problems().errors(), 0);
    QVERIFY2(f->window->status_text().contains("1 hint"), qPrintable(f->window->status_text()));
    QVERIFY(f->window->editor().analysis().node(f->named("loss")->id)->message.empty());  // no badge
    f->window->action("graphNextProblem")->trigger();
    QCOMPARE(f->window->graph().single(), f->named("loss")->id);
    QPushButton* mend = nullptr;
    for (QPushButton* b : f->window->problems().findChildren<QPushButton*>())
      if (b->text().startsWith("Remove softmax")) mend = b;
    QVERIFY(mend);
    mend->click();
    QTRY_VERIFY(!f->state().find(soft));
    QTRY_COMPARE(f->window->problems().count(), 0);
    f->window->action("editUndo")->trigger();
    QCOMPARE(tl::nodes::project_text(f->state()), before);
  }

  void a_hovered_wire_names_its_axes() {
    QVERIFY(f->open_example("fashion-cnn"));
    f->view().zoom_reset();
    const tl::nodes::Edge wire{{f->named("conv_1")->id, "output"}, {f->named("relu_1")->id, "input"}};
    const QPointF at = f->window->graph().layer().middle(wire);
    f->centre_on(at);
    QTest::mouseMove(f->view().viewport(), f->at(at));
    const QString hint = f->window->findChild<QLabel*>("hint")->text();
    QVERIFY2(hint == "conv_1 → relu_1  N × C 32 × H 28 × W 28, float32" || hint.contains("Put a node"), qPrintable(hint));
    QCOMPARE(tl::nodes::lettered_text(f->state(), f->window->editor().analysis(), wire), std::string("N × C 32 × H 28 × W 28, float32"));
  }
};

TL_TEST_CLASS(TestRunForecast)
#include "test_run_forecast.moc"
