// SPDX-License-Identifier: Apache-2.0
// A run that is killed and resumed ends with the weights of the unbroken run, bit for bit. The killed run lives in a process of its own:
// this executable again, told by the environment to train instead of test.
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <cstdlib>
#include <random>

#include "engine/core/log.h"
#include "engine/runs/run_store.h"
#include "engine/train/checkpoint.h"
#include "engine/train/evaluate.h"
#include "support/expect.h"
#include "support/networks.h"
#include "support/test_main.h"

extern char** environ;
namespace fs = std::filesystem;
using namespace tl::train;
using tl::test::has;
using tl::test::Listener;
using tl::test::sleep_ms;

namespace {
/// Iris with everything that has a state: shuffling, dropout, Adam, a schedule, accumulation, a ragged last batch, early stop.
TrainSpec iris_spec(bool slow, const std::string& first = "fc_1") {
  TrainSpec spec = tl::test::points_spec(12);
  const std::shared_ptr<tl::data::Source> iris = tl::data::open_table(fs::path(TL_SOURCE_DIR) / "resources/data/iris.csv");
  const auto split = tl::data::stratified_split(*iris, 0.2, 4);
  spec.train = tl::test::plan_of(tl::data::subset(iris, split.first), 7, true);
  spec.validation = tl::test::plan_of(tl::data::subset(iris, split.second), 16, false);
  spec.make_module = [slow, first](uint64_t seed) {
    auto m = std::make_shared<tl::test::Mlp>(4, 24, 3, seed, 0.2, first);
    // 12 epochs of 18 batches sleep 1.08 s on any machine: longer than the first three waits before a kill together.
    if (slow) m->in_step = [] { sleep_ms(5); };
    return m;
  };
  spec.node_ids = {{first, 11}, {"fc_2", 12}, {"loss", 13}, {"adam", 14}};
  spec.optimizers = {{"adam",
                      "Adam",
                      tl::Value(tl::Value::Dict{{"lr", 0.02}}),
                      {},
                      {},
                      {"CosineAnnealingLR", tl::Value(tl::Value::Dict{{"T_max", 12}}), false}}};
  spec.settings.accumulation = 2;
  spec.settings.clip_grad_norm = 1;
  spec.settings.early_stop = {"validation/loss", 100, 0, false};
  return spec;
}

std::vector<std::pair<std::string, std::vector<float>>> bits(const tl::io::NamedTensors& tensors) {
  std::vector<std::pair<std::string, std::vector<float>>> all;
  for (const auto& [name, t] : tensors) all.emplace_back(name, std::vector<float>(t.data_ptr<float>(), t.data_ptr<float>() + t.numel()));
  std::sort(all.begin(), all.end());
  return all;
}

/// Trains to the end (or until `stop_at` steps) and answers the last weights.
tl::io::NamedTensors run(TrainSpec spec, const fs::path& dir, std::optional<fs::path> resume = {}, int64_t stop_at = 0) {
  Session session(std::move(spec), {dir, resume, 30});
  if (stop_at) {
    Listener listener(session);
    session.post(StepN{stop_at});
    if (!listener.wait_for_state(State::paused)) qFatal("no pause");
    session.post(Stop{});
  } else {
    session.post(Start{});
  }
  if (!session.wait(120) || session.status().state != State::finished) qFatal("the run did not finish");
  return state_of(*session.module());
}

std::vector<double> losses(const fs::path& dir) {
  tl::runs::RunReader reader(dir);
  std::vector<double> all;
  for (const auto& r : reader.poll())
    if (reader.series().at(r.series) == "train/loss" || reader.series().at(r.series) == "validation/loss") all.push_back(r.value);
  return all;
}

/// In memory where there is such a folder: dozens of runs write checkpoints, and only a killed process is played here, not a power cut.
QString scratch() { return fs::is_directory("/dev/shm") ? QString("/dev/shm/tensorloom-XXXXXX") : QString(); }

/// In the child: trains slowly, with a snapshot now and then, until it is killed or done.
[[noreturn]] void train_in_child(const fs::path& dir) {
  std::error_code ignored;
  const bool resumable = !list_checkpoints(dir).empty();
  Session session(iris_spec(true), {dir, resumable ? std::optional(dir) : std::nullopt, 30});
  Listener listener(session);
  session.post(Start{});
  while (!session.wait(0.02)) {
    session.post(Snapshot{});
    listener.wait_for<CheckpointWritten>({}, 1);
  }
  std::_Exit(session.status().state == State::finished ? 0 : 1);
}

pid_t start_child(const fs::path& dir) {
  std::vector<std::string> settings;
  for (char** e = environ; *e; ++e) settings.emplace_back(*e);
  settings.push_back("TL_TEST_TRAIN_IN=" + dir.string());
  std::vector<char*> env;
  for (auto& s : settings) env.push_back(s.data());
  env.push_back(nullptr);
  char self[] = "/proc/self/exe", flag[] = "--class", name[] = "test_train_resume";
  char* args[] = {self, flag, name, nullptr};
  pid_t child = 0;
  if (posix_spawn(&child, fs::read_symlink("/proc/self/exe").c_str(), nullptr, nullptr, args, env.data()) != 0)
    qFatal("posix_spawn failed");
  return child;
}
}  // namespace

class TestTrainResume : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    tl::logging::silence_stderr();
    if (const char* dir = std::getenv("TL_TEST_TRAIN_IN")) train_in_child(dir);
  }

  void killed_runs_end_like_the_unbroken_one() {
    QTemporaryDir dir(scratch());
    const fs::path whole = dir.path().toStdString() + "/whole";
    const auto expected = bits(run(iris_spec(false), whole));
    std::mt19937 random(std::random_device{}());
    int kills = 0;
    for (int round = 0; round < 2; ++round) {
      const fs::path broken = dir.path().toStdString() + "/broken-" + std::to_string(round);
      int status = -1;
      for (int attempt = 0; attempt < 100; ++attempt) {
        const pid_t child = start_child(broken);
        // The child needs a moment to start; each of the first three waits ends before training can.
        sleep_ms(static_cast<int>(100 + random() % 250));
        if (attempt < 4)
          kills += ::kill(child, SIGKILL) == 0 && ::waitpid(child, &status, 0) == child && WIFSIGNALED(status);
        else
          ::waitpid(child, &status, 0);
        if (WIFEXITED(status)) break;
      }
      QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
      QVERIFY2(bits(tl::io::load_weights(broken)) == expected, "the weights differ");
      QVERIFY(losses(broken) == losses(whole));
    }
    QVERIFY(kills >= 6);
  }

  void stopped_in_process_at_several_points() {
    QTemporaryDir dir(scratch());
    const auto expected = bits(run(iris_spec(false), dir.path().toStdString() + "/whole"));
    for (const int64_t at : {1, 8, 9, 10, 50}) {  // an epoch has 9 steps
      const fs::path broken = dir.path().toStdString() + "/at-" + std::to_string(at);
      run(iris_spec(false), broken, {}, at);
      QCOMPARE(read_progress(broken).step, at);
      QVERIFY(bits(run(iris_spec(false), broken, broken)) == expected);
      QVERIFY(losses(broken) == losses(dir.path().toStdString() + "/whole"));
    }
  }

  /// Every optimizer that takes dense gradients with one of the schedules, stopped in the middle of an epoch and after a whole number of them.
  void every_optimizer_and_schedule_resumes_data() {
    using tl::Value;
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<QString>("schedule");
    for (const auto& [optimizer, schedule] : {std::pair("LBFGS", "StepLR"), std::pair("RMSprop", "OneCycleLR"), std::pair("Adagrad", "ReduceLROnPlateau"),
                                              std::pair("ASGD", "CosineAnnealingWarmRestarts"), std::pair("Rprop", "LambdaLR"), std::pair("SGD", "CyclicLR"),
                                              std::pair("Adamax", "MultiStepLR"), std::pair("Adadelta", "ExponentialLR")})
      QTest::addRow("%s with %s", optimizer, schedule) << optimizer << schedule;
  }
  void every_optimizer_and_schedule_resumes() {
    using tl::Value;
    QFETCH(QString, optimizer);
    QFETCH(QString, schedule);
    const auto spec = [&] {
      TrainSpec spec = iris_spec(false);
      auto& o = spec.optimizers[0];
      o.type = optimizer.toStdString();
      Value::Dict options{{"lr", o.type == "Adadelta" ? 1.0 : 0.02}};
      if (o.type == "LBFGS") options = {{"lr", 0.2}, {"max_iter", 3}, {"history_size", 3}};
      if (o.type == "RMSprop") options = {{"lr", 0.002}, {"momentum", 0.5}, {"centered", true}};
      if (o.type == "SGD") options = {{"lr", 0.02}, {"momentum", 0.8}};
      if (o.type == "ASGD") options = {{"lr", 0.05}, {"t0", 10.0}};
      if (o.type == "Rprop") options = {{"lr", 0.001}, {"step_size2", 0.05}};
      o.options = Value(options);
      o.scheduler = {schedule.toStdString(), Value(Value::Dict{}), false};
      if (o.scheduler.type == "OneCycleLR") o.scheduler = {"OneCycleLR", Value(Value::Dict{{"max_lr", 0.01}, {"epochs", 12}, {"steps_per_epoch", 9}}), true};
      if (o.scheduler.type == "CyclicLR") o.scheduler = {"CyclicLR", Value(Value::Dict{{"base_lr", 0.01}, {"max_lr", 0.05}, {"step_size_up", 4}}), true};
      if (o.scheduler.type == "ReduceLROnPlateau") o.scheduler = {"ReduceLROnPlateau", Value(Value::Dict{{"patience", 0}, {"threshold", 0.05}, {"cooldown", 1}}), false};
      if (o.scheduler.type == "MultiStepLR") o.scheduler.options = Value(Value::Dict{{"milestones", Value::Ints{2, 7}}});
      return spec;
    };
    QTemporaryDir dir(scratch());
    const fs::path whole = dir.path().toStdString() + "/whole";
    const auto expected = bits(run(spec(), whole));
    for (const int64_t at : {13, 45}) {
      const fs::path broken = dir.path().toStdString() + "/at-" + std::to_string(at);
      run(spec(), broken, {}, at);
      QVERIFY(bits(run(spec(), broken, broken)) == expected);
      QVERIFY(losses(broken) == losses(whole));
    }
    if (optimizer != "LBFGS") QVERIFY(losses(whole).back() < losses(whole).front());  // which promises nothing on batches this small
  }

  void a_schedule_that_watches_a_metric_needs_one() {
    QTemporaryDir dir(scratch());
    const auto failure_of = [&](const std::function<void(TrainSpec&)>& change) {
      auto spec = iris_spec(false);
      spec.optimizers[0].scheduler = {"ReduceLROnPlateau", tl::Value(tl::Value::Dict{}), false};
      change(spec);
      Session session(std::move(spec), {fs::path(dir.path().toStdString()) / "x", {}, 30});
      session.post(Start{});
      if (!session.wait(60)) return std::string("no end");
      const auto failures = Listener(session).all<Failure>();
      return failures.empty() ? std::string("none") : failures.at(0).message;
    };
    QVERIFY(has(failure_of([](TrainSpec& s) { s.settings.validate_every = 0, s.settings.early_stop.series.clear(); }), "the run validates nothing"));
    QVERIFY(has(failure_of([](TrainSpec& s) { s.optimizers[0].scheduler.metric = "validation/f1"; }), "watches 'validation/f1', which the run does not measure"));
  }

  void a_renamed_node_keeps_its_weights() {
    QTemporaryDir dir(scratch());
    const auto whole = bits(run(iris_spec(false), dir.path().toStdString() + "/whole"));
    run(iris_spec(false), dir.path().toStdString() + "/broken", {}, 20);
    const auto renamed =
        bits(run(iris_spec(false, "hidden"), dir.path().toStdString() + "/renamed", fs::path(dir.path().toStdString()) / "broken"));
    QCOMPARE(renamed.size(), whole.size());
    for (const auto& [name, values] : whole) {
      const std::string now = name.starts_with("fc_1.") ? "hidden" + name.substr(4) : name;
      QVERIFY(std::any_of(renamed.begin(), renamed.end(), [&now, &values = values](const auto& r) { return r.first == now && r.second == values; }));
    }
  }

  void resume_says_whether_it_is_exact() {
    QTemporaryDir dir(scratch());
    const fs::path broken = dir.path().toStdString() + "/a";
    run(iris_spec(false), broken, {}, 3);
    const auto note = [&](TrainSpec spec) {
      Session session(std::move(spec), {broken, broken, 30});
      Listener listener(session);
      session.post(Start{});
      const auto* n = listener.wait_for<Note>([](const auto& x) { return x.text.find("Resumed at step") == 0; });
      const std::string text = n ? n->level + "|" + n->text : "none";
      session.post(Stop{});
      session.wait(20);
      return text;
    };
    QVERIFY(has(note(iris_spec(false)), "info|Resumed at step 3: the run goes on bit for bit"));
    auto other = iris_spec(false);
    other.train.batch_size = 5;
    const std::string text = note(other);
    QVERIFY(has(text, "warning|Resumed at step"));
    QVERIFY(has(text, "not bit for bit: batch_size was 7, is 5"));
  }

  void what_does_not_fit_is_refused() {
    QTemporaryDir dir(scratch());
    run(iris_spec(false), dir.path().toStdString() + "/a", {}, 3);
    auto other = iris_spec(false);
    other.make_module = [](uint64_t seed) { return std::make_shared<tl::test::Mlp>(4, 25, 3, seed); };
    Session session(other, {fs::path(dir.path().toStdString()) / "b", fs::path(dir.path().toStdString()) / "a", 30});
    session.post(Start{});
    QVERIFY(session.wait(20));
    QVERIFY(has(Listener(session).all<Failure>().at(0).message, "'fc_1.weight' is [24, 4] in the weights and [25, 4] in the network"));
    Session missing(iris_spec(false), {fs::path(dir.path().toStdString()) / "c", fs::path(dir.path().toStdString()) / "none", 30});
    missing.post(Start{});
    QVERIFY(missing.wait(20));
    const auto failure = Listener(missing).all<Failure>().at(0);
    QVERIFY(has(failure.message, "does not exist"));
    QVERIFY(failure.category == tl::ErrorCategory::input);
  }
};

TL_TEST_CLASS(TestTrainResume)
#include "test_train_resume.moc"
