// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <atomic>
#include <fstream>
#include <limits>
#include <map>

#include "engine/core/allocator.h"
#include "engine/core/log.h"
#include "engine/io/durable_writer.h"
#include "engine/runs/run_facts.h"
#include "engine/runs/run_store.h"
#include "engine/train/checkpoint.h"
#include "engine/train/evaluate.h"
#include "support/expect.h"
#include "support/networks.h"
#include "support/test_main.h"

namespace fs = std::filesystem;
using namespace tl::train;
using tl::test::has;
using tl::test::Listener;
using tl::test::points_spec;
using tl::test::sleep_ms;
using tl::test::with_step_hook;

class TestTrainSession : public QObject {
  Q_OBJECT

  static std::map<std::string, std::vector<tl::runs::Record>> records(const fs::path& run) {
    tl::runs::RunReader reader(run);
    std::map<std::string, std::vector<tl::runs::Record>> by_name;
    const auto all = reader.poll();
    for (const auto& r : all) by_name[reader.series().at(r.series)].push_back(r);
    return by_name;
  }

 private slots:
  void initTestCase() { tl::logging::silence_stderr(); }
  void cleanup() { tl::io::set_fault_hook(nullptr); }

  void trains_to_the_end() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString() + "/run";
    Session session(points_spec(4), {run, {}, 30});
    QVERIFY(session.status().state == State::idle);
    QVERIFY(!session.module());
    session.post(Start{});
    QVERIFY(session.wait(60));
    Listener listener(session);
    std::vector<State> states;
    for (const auto& s : listener.all<StateChanged>()) {
      states.push_back(s.state);
      QVERIFY(!s.reason.empty());
    }
    QVERIFY((states == std::vector<State>{State::preparing, State::running, State::finished}));
    const auto status = session.status();
    QCOMPARE(status.step, int64_t(32));
    QCOMPARE(status.steps_total, int64_t(32));
    QCOMPARE(status.epochs_total, int64_t(4));
    auto r = records(run);
    QCOMPARE(r["train/loss"].size(), size_t(32));
    for (size_t i = 0; i < 32; ++i) QCOMPARE(r["train/loss"][i].step, int64_t(i) + 1);
    QCOMPARE(r["train/accuracy"].size(), size_t(32));
    QCOMPARE(r["validation/loss"].size(), size_t(4));
    QCOMPARE(r["lr/sgd"].size(), size_t(4));
    QVERIFY2(r["validation/accuracy"].back().value >= 0.9, std::to_string(r["validation/accuracy"].back().value).c_str());
    QVERIFY(r["train/loss"].back().value < 0.5 * r["train/loss"].front().value);
    QCOMPARE(list_checkpoints(run).back().filename().string(), std::string("step-00000032"));
    QVERIFY(list_checkpoints(run).size() <= 4);
    const auto facts = tl::runs::read_run_facts(run);
    QCOMPARE(facts.state, std::string("finished"));
    QCOMPARE(facts.parameters, int64_t(2 * 16 + 16 + 16 * 2 + 2));
    QVERIFY(fs::exists(run / "project.json"));
    // The exported weights and the live module are one thing, and evaluation agrees with what the run recorded.
    auto spec = points_spec(4);
    const auto weights = tl::io::load_weights(run);
    const Evaluation e = evaluate(spec, weights, SplitName::validation);
    QCOMPARE(e.samples, int64_t(100));
    QCOMPARE(e.metrics.at("accuracy"), r["validation/accuracy"].back().value);
    QCOMPARE(e.loss, r["validation/loss"].back().value);
    const auto live = state_of(*session.module());
    for (const auto& [name, tensor] : live)
      for (const auto& [other, stored] : weights)
        if (name == other) QVERIFY(tl::equal(tensor, stored));
    QVERIFY(has(tl::test::error_of([&] { evaluate(spec, weights, SplitName::test); }), "the project has no test data"));
  }

  void the_same_seed_gives_the_same_bits_at_any_worker_count() {
    std::vector<float> reference;
    for (const int workers : {0, 1, 3}) {
      QTemporaryDir dir;
      auto spec = points_spec(2);
      spec.make_module = [](uint64_t seed) { return std::make_shared<tl::test::Mlp>(2, 16, 2, seed, 0.3); };
      spec.settings.loader_workers = workers;
      Session session(spec, {dir.path().toStdString(), {}, 30});
      session.post(Start{});
      QVERIFY(session.wait(60));
      std::vector<float> bits;
      for (const auto& [name, t] : state_of(*session.module()))
        bits.insert(bits.end(), t.data_ptr<float>(), t.data_ptr<float>() + t.numel());
      if (reference.empty()) reference = bits;
      QVERIFY(bits == reference);
    }
  }

  void no_step_passes_while_paused() {
    QTemporaryDir dir;
    Session session(with_step_hook(points_spec(1000), [] { sleep_ms(1); }), {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(listener.wait_for_state(State::running));
    session.post(Pause{});
    const auto* paused = listener.wait_for_state(State::paused);
    QVERIFY(paused);
    const int64_t at = paused->step;
    QCOMPARE(int64_t(records(dir.path().toStdString())["train/loss"].size()), at);  // what is seen while paused is complete
    sleep_ms(100);
    QCOMPARE(session.status().step, at);
    session.post(StepN{3});
    paused = listener.wait_for_state(State::paused);
    QVERIFY(paused && paused->step == at + 3);
    session.post(Snapshot{});
    const auto* written = listener.wait_for<CheckpointWritten>([&](const auto& c) { return c.step == at + 3; });
    QVERIFY(written && fs::exists(fs::path(written->path) / "manifest.json"));
    session.post(Resume{});
    QVERIFY(listener.wait_for_state(State::running));
    session.post(Stop{});
    QVERIFY(session.wait(20));
    QVERIFY(session.status().step > at + 3);
  }

  void stop_shows_at_once_and_keeps_everything() {
    QTemporaryDir dir;
    std::atomic<bool> slow{false};
    Session session(with_step_hook(points_spec(1000),
                                   [&] {
                                     if (slow) sleep_ms(700);
                                   }),
                    {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(listener.wait_for_state(State::running));
    slow = true;
    sleep_ms(50);
    const auto begin = std::chrono::steady_clock::now();
    session.post(Stop{});
    while (session.status().state != State::stopping && std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)) sleep_ms(1);
    QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(250));
    QVERIFY(session.wait(20));
    const auto status = session.status();
    QVERIFY(status.state == State::finished);
    QCOMPARE(read_progress(dir.path().toStdString()).step, status.step);
  }

  void a_second_stop_abandons_the_step() {
    QTemporaryDir dir;
    std::atomic<bool> slow{false};
    Session session(with_step_hook(points_spec(1000),
                                   [&] {
                                     for (int i = 0; slow && i < 100; ++i) sleep_ms(20);
                                   }),
                    {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(listener.wait_for<CheckpointWritten>());
    const int64_t kept = read_progress(dir.path().toStdString()).step;
    slow = true;
    sleep_ms(30);
    session.post(Stop{});
    QVERIFY(listener.wait_for_state(State::stopping));
    session.post(Stop{});
    QVERIFY(listener.wait_for<Note>([](const auto& n) { return n.text.find("abandoned") != std::string::npos; }));
    slow = false;
    QVERIFY(session.wait(20));
    QVERIFY(session.status().state == State::finished);
    QVERIFY(read_progress(dir.path().toStdString()).step >= kept);
    QVERIFY(has(listener.all<StateChanged>().back().reason, "in the middle of a step"));
  }

  void commands_that_do_not_fit_are_answered() {
    QTemporaryDir dir;
    Session session(with_step_hook(points_spec(1000), [] { sleep_ms(1); }), {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    const auto note = [&](const char* part) {
      return listener.wait_for<Note>([&](const auto& n) { return n.text.find(part) != std::string::npos; }) != nullptr;
    };
    session.post(Resume{});
    QVERIFY(note("has not started"));
    session.post(Start{});
    session.post(Start{});
    QVERIFY(note("already started"));
    session.post(Resume{});
    QVERIFY(note("not paused"));
    session.post(StepN{0});
    QVERIFY(note("at least 1"));
    session.post(SetLearningRate{"adam", 0.1});
    QVERIFY(note("no optimizer 'adam'"));
    session.post(SetLearningRate{"sgd", -1});
    QVERIFY(note("from 0 up"));
    session.post(SetLossWeight{"los", 1});
    QVERIFY(note("no loss 'los'"));
    session.post(Stop{});
    QVERIFY(session.wait(20));
    session.post(Pause{});
    sleep_ms(300);
    QVERIFY(session.status().state == State::finished);
  }

  void live_edits_are_marked_and_take_effect() {
    QTemporaryDir dir;
    Session session(with_step_hook(points_spec(1000), [] { sleep_ms(1); }), {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(StepN{2});
    QVERIFY(listener.wait_for_state(State::paused));
    session.post(SetLearningRate{"sgd", 0});
    QVERIFY(listener.wait_for<Marker>(
        [](const auto& m) { return m.kind == "live-edit" && m.text.find("learning rate of sgd set to 0") == 0; }));
    session.post(Snapshot{});
    QVERIFY(listener.wait_for<CheckpointWritten>());
    session.post(SetLossWeight{"loss", 0.25});
    QVERIFY(listener.wait_for<Marker>([](const auto& m) { return m.kind == "live-edit"; }));
    session.post(StepN{5});
    QVERIFY(listener.wait_for_state(State::paused));
    session.post(Snapshot{});
    const auto* last = listener.wait_for<CheckpointWritten>();
    QVERIFY(last && last->step == 7);
    const auto before = read_checkpoint(list_checkpoints(dir.path().toStdString())[0]), after = read_checkpoint(dir.path().toStdString());
    QVERIFY(tl::equal(before.model[0].second, after.model[0].second));  // nothing moves at a rate of 0
    QCOMPARE(after.progress.learning_rates.at("sgd"), 0.0);
    QCOMPARE(after.progress.loss_weights.at("loss"), 0.25);
    auto r = records(dir.path().toStdString());
    QCOMPARE(r["lr/sgd"].back().value, 0.0);
  }

  void a_loss_that_is_not_finite_names_step_and_node() {
    QTemporaryDir dir;
    auto spec = points_spec(5);
    std::atomic<int> steps{0};
    spec.make_module = [&](uint64_t seed) {
      auto m = std::make_shared<tl::test::Mlp>(2, 16, 2, seed);
      m->in_step = [&steps, raw = m.get()] {
        if (raw->is_training() && ++steps == 12) raw->loss_factor = std::numeric_limits<double>::infinity();
      };
      return m;
    };
    Session session(spec, {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(session.wait(60));
    QVERIFY(session.status().state == State::failed);
    const auto failures = listener.all<Failure>();
    QCOMPARE(failures.size(), size_t(1));
    QVERIFY(failures[0].category == tl::ErrorCategory::diverged);
    QCOMPARE(failures[0].node, std::string("loss.loss"));
    QCOMPARE(failures[0].step, int64_t(11));
    QVERIFY(has(failures[0].message, "in step 11"));
    const auto kept = read_checkpoint(dir.path().toStdString());  // of the first epoch, sound
    QCOMPARE(kept.progress.step, int64_t(8));
    QCOMPARE(tl::runs::read_run_facts(dir.path().toStdString()).state, std::string("failed"));
    QVERIFY(session.module() != nullptr);
  }

  void bad_data_names_the_sample() {
    for (const bool nan : {false, true}) {
      QTemporaryDir dir;
      auto spec = points_spec(2);
      spec.train = tl::test::plan_of(std::make_shared<tl::test::Points>(256, 1, nan ? -1 : 77, nan ? 77 : -1), 32, true);
      Session session(spec, {dir.path().toStdString(), {}, 30});
      Listener listener(session);
      session.post(Start{});
      QVERIFY(session.wait(60));
      QVERIFY(session.status().state == State::failed);
      const auto failure = listener.all<Failure>().at(0);
      QVERIFY(has(failure.message, nan ? "'features' of sample 77" : "sample 77: read data: 'points.bin' is damaged"));
      QVERIFY(failure.category == (nan ? tl::ErrorCategory::diverged : tl::ErrorCategory::input));
    }
  }

  void a_full_disk_pauses_and_loses_no_point() {
    QTemporaryDir dir;
    std::atomic<bool> full{false};
    tl::io::set_fault_hook([&](tl::io::IoCall call, const fs::path&) { return full && call == tl::io::IoCall::write ? ENOSPC : 0; });
    Session session(with_step_hook(points_spec(30), [] { sleep_ms(2); }), {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(listener.wait_for_state(State::running));
    full = true;
    QVERIFY(listener.wait_for<Note>([](const auto& n) { return n.text.find("Paused at step") == 0 && has(n.text, "No space left"); }));
    const auto* paused = listener.wait_for_state(State::paused);
    QVERIFY(paused && has(paused->reason, "No space left on device"));
    session.post(Resume{});  // still full
    QVERIFY(listener.wait_for<Note>([](const auto& n) { return n.text.find("Still paused") == 0; }));
    full = false;
    session.post(Resume{});
    QVERIFY(listener.wait_for_state(State::running));
    QVERIFY(session.wait(60));
    QVERIFY(session.status().state == State::finished);
    QCOMPARE(records(dir.path().toStdString())["train/loss"].size(), size_t(240));
  }

  void watch_points_within_their_budget() {
    QTemporaryDir dir;
    Session session(with_step_hook(points_spec(1000), [] { sleep_ms(1); }), {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    SetWatch watch;
    watch.items = {{"fc_1.output", true}, {"fc_1.weight", true}, {"fc_2.weight.grad", false}, {"nothing.output", true}};
    watch.per_second = 100;
    watch.max_bytes = 3 * 10 * 16 * 4;
    session.post(watch);
    session.post(Start{});
    const auto* activation = listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_1.output"; });
    QVERIFY(activation);
    QVERIFY((activation->sizes == std::vector<int64_t>{32, 16}));
    QVERIFY(activation->rows >= 1 && activation->rows < 32);
    QCOMPARE(activation->values.size(), size_t(activation->rows) * 16);
    uint32_t counted = 0;
    for (const auto c : activation->histogram) counted += c;
    QCOMPARE(counted, 32u * 16);
    QVERIFY(activation->min <= activation->mean && activation->mean <= activation->max && activation->std > 0);
    const auto* weight = listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_1.weight"; });
    QVERIFY(weight && weight->rows > 0);
    const auto* gradient = listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_2.weight.grad"; });
    QVERIFY(gradient && gradient->values.empty() && gradient->max > gradient->min);
    session.post(Pause{});
    QVERIFY(listener.wait_for_state(State::paused));
    watch.items = {{"fc_2.output", true}, {"fc_2.bias", true}};
    session.post(watch);  // while paused: shown at once
    QVERIFY(listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_2.bias"; }));
    QVERIFY(listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_2.output"; }));
    session.post(SetWatch{});
    session.post(Stop{});
    QVERIFY(session.wait(20));
  }

  void what_is_watched_is_seen_as_the_run_leaves_it() {
    for (const bool stopped : {false, true}) {
      QTemporaryDir dir;
      Session session(with_step_hook(points_spec(stopped ? 1000 : 2), [] { sleep_ms(1); }), {dir.path().toStdString(), {}, 30});
      Listener listener(session);
      SetWatch watch;
      watch.items = {{"fc_1.output", true}, {"fc_2.weight", true}};
      watch.per_second = 0.01;  // once in the first step, and no more
      session.post(watch);
      session.post(Start{});
      if (stopped) {
        QVERIFY(listener.wait_for<WatchData>([](const auto& d) { return d.place == "fc_1.output"; }));
        session.post(Stop{});
      }
      QVERIFY(session.wait(60));
      const int64_t last = session.status().step;
      QVERIFY(last > 1);
      std::map<std::string, WatchData> seen;
      for (const WatchData& d : listener.all<WatchData>()) seen[d.place] = d;
      for (const char* place : {"fc_1.output", "fc_2.weight"}) {
        QCOMPARE(seen[place].step, last);
        QVERIFY(!seen[place].values.empty());
      }
      // The weight is the one that the run ends with.
      const auto weights = session.module()->named_parameters();
      const tl::Tensor* weight = nullptr;
      for (const auto& item : weights)
        if (item.key() == "fc_2.weight") weight = &item.value();
      QVERIFY(weight);
      QCOMPARE(seen["fc_2.weight"].values[0], weight->detach().contiguous().data_ptr<float>()[0]);
    }
  }

  void early_stop_and_the_best_checkpoint() {
    QTemporaryDir dir;
    auto spec = points_spec(100);
    spec.optimizers[0].options = tl::Value(tl::Value::Dict{{"lr", 0.0}});  // nothing ever improves
    spec.settings.early_stop = {"validation/accuracy", 3, 0, true};
    spec.settings.keep_checkpoints = 2;
    Session session(spec, {dir.path().toStdString(), {}, 30});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(session.wait(60));
    QVERIFY(has(listener.all<StateChanged>().back().reason, "Stopped early: validation/accuracy did not improve in 3"));
    QCOMPARE(session.status().step, int64_t(4 * 8));
    QCOMPARE(best_checkpoint(dir.path().toStdString())->filename().string(), std::string("step-00000008"));
    QCOMPARE(list_checkpoints(dir.path().toStdString()).size(), size_t(3));
    spec.settings.early_stop.series = "validation/f1";
    Session wrong(spec, {dir.path().toStdString() + "/2", {}, 30});
    wrong.post(Start{});
    QVERIFY(wrong.wait(20));
    QVERIFY(has(Listener(wrong).all<Failure>().at(0).message, "early stop watches 'validation/f1', which this run does not measure"));
  }

  void a_stall_is_told_from_work() {
    QTemporaryDir dir;
    std::atomic<bool> hang{false};
    Session session(with_step_hook(points_spec(100000),
                                   [&] {
                                     while (hang) sleep_ms(1);
                                   }),
                    {dir.path().toStdString(), {}, 0.3});
    Listener listener(session);
    session.post(Start{});
    QVERIFY(listener.wait_for_state(State::running));
    hang = true;
    const auto* stalled = listener.wait_for_state(State::stalled);
    QVERIFY(stalled && has(stalled->reason, "No progress for"));
    QVERIFY(session.status().heartbeat_age > 0.25);
    hang = false;
    QVERIFY(listener.wait_for_state(State::running));
    session.post(Stop{});
    QVERIFY(session.wait(20));
  }

  void accumulated_micro_batches_equal_one_large_batch() {
    const auto train = [](int64_t batch, int64_t accumulation) {
      QTemporaryDir dir;
      auto spec = points_spec(2);
      spec.train = tl::test::plan_of(std::make_shared<tl::test::Points>(250), batch, true);  // ragged at the end
      spec.settings.accumulation = accumulation;
      spec.settings.clip_grad_norm = 0.5;
      Session session(spec, {dir.path().toStdString(), {}, 30});
      session.post(Start{});
      session.wait(60);
      return std::pair(session.status().step, state_of(*session.module()));
    };
    const auto [steps, large] = train(32, 1);
    const auto [other_steps, small] = train(8, 4);
    QCOMPARE(steps, other_steps);
    for (size_t i = 0; i < large.size(); ++i) QVERIFY(tl::allclose(large[i].second, small[i].second, 1e-3, 1e-5));
  }

  void several_optimizers_keep_to_their_scope() {
    QTemporaryDir dir;
    auto spec = points_spec(1);
    spec.losses = {{"loss", 1.0}, {"weights", 0.01}};
    spec.optimizers = {{"first", "SGD", tl::Value(tl::Value::Dict{{"lr", 0.1}}), {"fc_1"}, {"loss"}, {}},
                       {"second", "Adam", tl::Value(tl::Value::Dict{{"lr", 0.0}}), {"fc_2"}, {"loss", "weights"}, {}}};
    const auto before = state_of(*spec.make_module(spec.settings.seed));
    Session session(spec, {dir.path().toStdString(), {}, 30});
    session.post(Start{});
    QVERIFY(session.wait(60));
    QVERIFY(session.status().state == State::finished);
    const auto after = state_of(*session.module());
    for (size_t i = 0; i < before.size(); ++i) QCOMPARE(tl::equal(before[i].second, after[i].second), before[i].first.starts_with("fc_2"));
    auto r = records(dir.path().toStdString());
    QVERIFY(r.count("train/weights") && r.count("lr/first") && r.count("lr/second"));
    spec.optimizers[0].scope = {"fc_9"};
    Session wrong(spec, {dir.path().toStdString() + "/2", {}, 30});
    wrong.post(Start{});
    QVERIFY(wrong.wait(20));
    QVERIFY(has(Listener(wrong).all<Failure>().at(0).message, "the optimizer 'first' has no parameter to train"));
  }

  void a_stopped_run_returns_its_memory() {
    const int64_t before = tl::memory_stats().allocated;
    QTemporaryDir dir;
    auto spec = points_spec(1000);
    spec.make_module = [](uint64_t seed) { return std::make_shared<tl::test::Mlp>(2, 100000, 2, seed); };
    spec.optimizers[0].type = "Adam";
    spec.optimizers[0].options = tl::Value();
    {
      Session session(std::move(spec), {dir.path().toStdString(), {}, 30});
      Listener listener(session);
      session.post(StepN{2});
      QVERIFY(listener.wait_for_state(State::paused));
      const int64_t weights = 500002 * 4;
      QVERIFY(tl::memory_stats().allocated - before >= 3 * weights);
      session.post(Stop{});
      QVERIFY(session.wait(20));
      // Only the weights stay, for export: no optimizer state, gradients, batches.
      const int64_t kept = tl::memory_stats().allocated - before;
      QVERIFY2(kept <= weights + (1 << 20), std::to_string(kept).c_str());
      QVERIFY(tl::memory_stats().cached < (1 << 20));
    }
    QVERIFY(tl::memory_stats().allocated - before <= (1 << 20));  // scratch of kernels kept for reuse
  }

  void an_earlier_run_in_the_folder_is_kept() {
    QTemporaryDir dir;
    const fs::path run = dir.path().toStdString();
    for (int i = 0; i < 2; ++i) {
      Session session(points_spec(1), {run, {}, 30});
      session.post(Start{});
      QVERIFY(session.wait(60));
    }
    QCOMPARE(records(run)["train/loss"].size(), size_t(8));
    QCOMPARE(records(run / "previous-1")["train/loss"].size(), size_t(8));
    QCOMPARE(read_progress(run / "previous-1").step, int64_t(8));
  }

  void leaving_in_the_middle_is_clean() {
    QTemporaryDir dir;
    { Session idle(points_spec(1), {dir.path().toStdString() + "/a", {}, 30}); }
    {
      Session running(points_spec(100000), {dir.path().toStdString() + "/b", {}, 30});
      running.post(Start{});
      Listener listener(running);
      QVERIFY(listener.wait_for_state(State::running));
    }
    QVERIFY(read_progress(dir.path().toStdString() + "/b").step >= 0);
  }

  void wrong_settings_fail_with_a_sentence() {
    const auto failure = [](TrainSpec spec) {
      QTemporaryDir dir;
      Session session(std::move(spec), {dir.path().toStdString(), {}, 30});
      session.post(Start{});
      session.wait(20);
      const auto all = Listener(session).all<Failure>();
      return all.empty() ? std::string("no failure") : all[0].message;
    };
    auto spec = points_spec();
    spec.settings.device = "cuda:9";
    QVERIFY(has(failure(spec), "device 'cuda:9' is not available: "));
    spec = points_spec();
    spec.train.drop_last = true;
    spec.train.batch_size = 1000;
    QVERIFY(has(failure(spec), "the training data has 256 samples, not enough for one batch of 1000"));
    spec = points_spec();
    spec.optimizers[0].type = "Lion";
    QVERIFY(has(failure(spec), "there is no optimizer of type 'Lion'"));
    spec = points_spec();
    spec.optimizers.clear();
    QVERIFY(has(failure(spec), "there is no optimizer"));
  }
};

TL_TEST_CLASS(TestTrainSession)
#include "test_train_session.moc"
