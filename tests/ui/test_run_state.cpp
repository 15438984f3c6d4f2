// SPDX-License-Identifier: Apache-2.0
#include "support/test_main.h"
#include "ui/run/run_state.h"

using namespace tl::ui;
using tl::train::State;

class TestRunState : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// The whole table: state → which buttons work and what they do.
  void table_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("train");
    QTest::addColumn<QString>("pause");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("stop");
    QTest::newRow("idle") << int(State::idle) << "train" << "-" << "step" << "-";
    QTest::newRow("preparing") << int(State::preparing) << "-" << "-" << "-" << "stop";
    QTest::newRow("running") << int(State::running) << "-" << "pause" << "-" << "stop";
    QTest::newRow("paused") << int(State::paused) << "resume" << "-" << "step" << "stop";
    QTest::newRow("stopping") << int(State::stopping) << "-" << "-" << "-" << "stop";
    QTest::newRow("finished") << int(State::finished) << "train" << "-" << "step" << "-";
    QTest::newRow("failed") << int(State::failed) << "train" << "-" << "step" << "-";
    QTest::newRow("stalled") << int(State::stalled) << "-" << "pause" << "-" << "stop";
  }
  void table() {
    QFETCH(int, state);
    RunContext c;
    c.state = State(state);
    c.has_session = State(state) != State::idle;
    const RunControls r = run_controls(c);
    const auto check = [](const RunButton& b, const QString& expected) {
      static const QMap<RunAction, QString> names = {{RunAction::train, "train"},   {RunAction::pause, "pause"},
                                                     {RunAction::resume, "resume"}, {RunAction::step, "step"},
                                                     {RunAction::stop, "stop"},     {RunAction::none, "-"}};
      QCOMPARE(names[b.action], expected);
      QCOMPARE(b.enabled, expected != "-");
      QVERIFY(!b.text.isEmpty());
      QVERIFY2(!b.why.isEmpty(), "each button says what it does, or why it cannot");
    };
    QFETCH(QString, train);
    QFETCH(QString, pause);
    QFETCH(QString, step);
    QFETCH(QString, stop);
    check(r.train, train);
    check(r.pause, pause);
    check(r.step, step);
    check(r.stop, stop);
    QVERIFY(!r.headline.isEmpty());
  }

  void train_stays_clickable_with_errors_and_says_so() {
    RunContext c;
    c.errors = 3;
    const RunControls r = run_controls(c);
    QVERIFY(r.train.enabled);
    QVERIFY(r.train.why.contains("3"));
    QVERIFY(!r.step.enabled);
  }

  void while_lowering_nothing_can_be_pressed() {
    RunContext c;
    c.lowering = true;
    const RunControls r = run_controls(c);
    QVERIFY(!r.train.enabled && !r.pause.enabled && !r.step.enabled && !r.stop.enabled);
  }

  void only_one_button_says_resume() {
    RunContext c;
    c.has_session = true;
    c.state = State::paused;
    const RunControls r = run_controls(c);
    QCOMPARE(r.train.text, QString("Resume"));
    QCOMPARE(r.pause.text, QString("Pause"));
  }

  void a_stopped_run_is_not_called_finished_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("headline");
    QTest::newRow("stopped") << "Stopped at step 7." << "stopped";
    QTest::newRow("in the middle") << "Stopped in the middle of a step; the checkpoint of step 5 is kept." << "stopped";
    QTest::newRow("before it began") << "Stopped before it began." << "stopped";
    QTest::newRow("all epochs") << "All 3 epochs are done." << "finished";
    QTest::newRow("early") << "Stopped early: validation/loss did not improve in 3 epochs." << "finished";
  }
  void a_stopped_run_is_not_called_finished() {
    QFETCH(QString, reason);
    RunContext c;
    c.has_session = true;
    c.state = State::finished;
    c.reason = reason;
    QTEST(run_controls(c).headline, "headline");
  }

  void second_stop_is_named() {
    RunContext c;
    c.has_session = true;
    c.state = State::stopping;
    QCOMPARE(run_controls(c).stop.text, QString("Stop now"));
  }
};
TL_TEST_CLASS(TestRunState)
#include "test_run_state.moc"
